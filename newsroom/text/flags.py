"""Findings a text shows by itself, before anything is marked: told, never decided."""

from collections.abc import Sequence
from dataclasses import dataclass

from newsroom.text.attribution import FoundQuote
from newsroom.text.language import en_claims as claims_words
from newsroom.text.language.words import lowered
from newsroom.text.proposals import FoundClaim
from newsroom.text.prose import read_prose
from newsroom.text.reading import Page


@dataclass(frozen=True, slots=True)
class TextFlag:
    """A finding: code, its place, and one whole sentence for the person."""

    code: str
    start: int
    end: int
    message: str


def flags_in(
    page: Page, *, quotes: Sequence[FoundQuote], claims: Sequence[FoundClaim], end: int
) -> tuple[TextFlag, ...]:
    """All findings in order of place; those of the prose are looked for up to ``end``."""
    found: list[TextFlag] = []
    for quote in quotes:
        found.extend(_quote_flags(quote))
    for claim in claims:
        found.extend(_claim_flags(claim))
    found.extend(TextFlag(one.code, one.start, one.end, one.message) for one in read_prose(page.text[:end]).flags)
    return tuple(sorted(found, key=lambda flag: (flag.start, flag.code)))


def too_long(length: int, read: int) -> TextFlag:
    """Told where a text is so long that claims and sources of its end were not looked for."""
    message = f"The text has {length:,} code points; claims and sources were looked for in the first {read:,} only."
    return TextFlag("TEXT_TOO_LONG", read, length, message)


def _quote_flags(quote: FoundQuote) -> list[TextFlag]:
    if quote.type == "not_speech":
        return []
    if quote.speaker is None:
        message = "No speaker was found for this quotation; say who said it, or mark it as no speech."
        return [TextFlag("QUOTE_WITHOUT_SPEAKER", quote.start, quote.end, message)]
    if quote.speaker_state == "inferred":
        message = f"The speaker {quote.speaker} was inferred, not named with the quotation; confirm it or name another."
        return [TextFlag("QUOTE_SPEAKER_INFERRED", quote.start, quote.end, message)]
    return []


def _claim_flags(claim: FoundClaim) -> list[TextFlag]:
    if claim.kind in ("fact", "forecast") and claims_words.RUMOUR.search(lowered(claim.text)):
        message = "This passes on a rumour; name who says so, or label it or leave it out."
        return [TextFlag("RUMOUR", claim.start, claim.end, message)]
    return []
