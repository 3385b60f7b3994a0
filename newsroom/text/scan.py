"""Everything a text shows about itself, proposed in one pass: quotations, sources, claims, photos, header, flags."""

from collections.abc import Sequence
from dataclasses import dataclass

from newsroom.text.attribution import FoundQuote, find_in_language
from newsroom.text.block_quotes import blocks_and_quotes
from newsroom.text.flags import TextFlag, flags_in, too_long
from newsroom.text.language.en import ENGLISH
from newsroom.text.photos import FoundMetadata, FoundPhoto, header_of, photos_in
from newsroom.text.proposals import FoundClaim, claims_in
from newsroom.text.reading import Page, mask
from newsroom.text.sources_named import FoundSource, sources_in
from newsroom.text.spans import Span

__all__ = ["FoundClaim", "FoundMetadata", "FoundPhoto", "FoundQuote", "FoundSource", "Scan", "TextFlag", "scan"]


# Longer than any story or book of ours: beyond this only quotations are looked for, and a flag says so.
LONGEST_READ = 1_000_000


@dataclass(frozen=True, slots=True)
class Scan:
    """What a text shows; each tuple in order of place, offsets in code points."""

    quotes: tuple[FoundQuote, ...]
    sources: tuple[FoundSource, ...]
    claims: tuple[FoundClaim, ...]
    flags: tuple[TextFlag, ...]
    photos: tuple[FoundPhoto, ...]
    metadata: tuple[FoundMetadata, ...]


def scan(text: str, *, known_names: Sequence[str] = ()) -> Scan:
    """Read a text of any kind and size; proposes only, refuses nothing.

    Sources, claims and most flags are looked for in the first million code points (flag TEXT_TOO_LONG beyond).
    """
    blocks, _ = blocks_and_quotes(text, end=LONGEST_READ)
    quotes = find_in_language(text, known_names=known_names, language=ENGLISH)
    speech = [Span(quote.start, quote.end) for quote in quotes if quote.type != "not_speech"]
    page = Page(text, mask(text, speech), ENGLISH)
    header = header_of(text, blocks)
    photos = photos_in(text, blocks, header)
    skipped = [Span(photo.start, photo.end) for photo in photos] + [Span(field.start, field.end) for field in header]
    interviewers = frozenset(quote.outlet for quote in quotes if quote.outlet and quote.type == "direct")
    sources = sources_in(page.masked, blocks, language=ENGLISH, interviewers=interviewers)
    names = [source.name for source in sources]
    claims = claims_in(page, blocks, speech=speech, skipped=skipped, source_names=names)
    flags = flags_in(page, quotes=quotes, claims=claims, end=LONGEST_READ)
    if len(text) > LONGEST_READ:
        flags = (*flags, too_long(len(text), LONGEST_READ))
    return Scan(quotes, sources, claims, flags, photos, header)
