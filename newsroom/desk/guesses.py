"""Which evidence a text names for its own statements: guessed from names and places, taken or dropped by a person."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from newsroom.domain.claim import Authority, ClaimKind, Stance
from newsroom.domain.source import SourceType
from newsroom.domain.source_types import default_authority
from newsroom.text.attribution import FoundQuote
from newsroom.text.scan import FoundClaim, FoundSource
from newsroom.text.sources_named import merge_key

_DECLINED = re.compile(r"\bdeclin\w+ (?:to )?comment|\bno comment\b|\bdid not respond to\b", re.IGNORECASE)
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
_RUMOUR = re.compile(r"\brumou?r|\bspeculation\b|\bhearsay\b|\bword is\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class GuessedEvidence:
    """Evidence for the claim of number ``claim``: the source of that name, or the quote that starts there; neither for
    a rumour, whose authority is unknown until somebody says where it comes from."""

    claim: int
    source_name: str | None
    quote_start: int | None
    stance: Stance
    authority: Authority
    as_of: str | None


def evidence_named_in_text(
    text: str, *, claims: Sequence[FoundClaim], sources: Sequence[FoundSource], quotes: Sequence[FoundQuote]
) -> tuple[GuessedEvidence, ...]:
    """For each claim: the sources named in it or, when it is attributed but names none, in what its paragraph said
    before; the quotations inside it; and a decline to comment told in the same paragraph."""
    starts = [match.end() for match in re.finditer(r"(?:\A|\n[ \t]*\n)\s*", text)]
    guesses: list[GuessedEvidence] = []
    for number, claim in enumerate(claims):
        paragraph = starts[max(0, bisect_right(starts, claim.start) - 1)] if starts else 0
        end = text.find("\n\n", claim.end)
        after = text[claim.end : end if end >= 0 else len(text)]
        inside = [quote for quote in quotes if claim.start <= quote.start and quote.end <= claim.end]
        guesses += [_from_quote(number, claim, quote, sources) for quote in inside if quote.type != "not_speech"]
        named = _named(text[claim.start : claim.end], sources)
        if not named and "attributed" in claim.strength:
            named = _named(text[paragraph : claim.start], sources)[-1:]
        guesses += [_from_source(number, claim, source) for source in named if not inside]
        if not named and not inside and _RUMOUR.search(claim.text):
            guesses.append(GuessedEvidence(number, None, None, "supports", "unknown", None))
        if named and not _DECLINED.search(claim.text) and _DECLINED.search(after):
            guesses.append(GuessedEvidence(number, named[0].name, None, "no_position", "unknown", None))
    return tuple(guesses)


def is_named(name: str, words: str) -> bool:
    """Whether a name stands in the words as words of its own; "the" may be left out."""
    return _place_of(name, words) is not None


def _named(words: str, sources: Sequence[FoundSource]) -> list[FoundSource]:
    """The sources whose names stand in the words as words of their own, in that order; "the" may be left out."""
    found = [(at, source) for source in sources if (at := _place_of(source.name, words)) is not None]
    return [source for _, source in sorted(found, key=lambda pair: pair[0])]


def _place_of(name: str, words: str) -> int | None:
    bare = _ARTICLE.sub("", name)
    at = words.find(bare) if bare else -1
    while at >= 0:
        end = at + len(bare)
        if not (words[at - 1 : at].isalnum() or words[end : end + 1].isalnum()):
            return at
        at = words.find(bare, at + 1)
    return None


def _from_source(number: int, claim: FoundClaim, source: FoundSource) -> GuessedEvidence:
    authority = _authority(source, claim)
    return GuessedEvidence(number, source.name, None, "supports", authority, source.said_on)


def _from_quote(number: int, claim: FoundClaim, quote: FoundQuote, sources: Sequence[FoundSource]) -> GuessedEvidence:
    name = quote.outlet or quote.speaker or ""
    source = next((source for source in sources if name and merge_key(source.name) == merge_key(name)), None)
    authority: Authority = _authority(source, claim) if source is not None else "unknown"
    return GuessedEvidence(number, quote.outlet, quote.start, "supports", authority, quote.said_on)


def _authority(source: FoundSource, claim: FoundClaim) -> Authority:
    return default_authority(
        cast("SourceType", source.type), claim_kind=cast("ClaimKind", claim.kind), wording=claim.text
    )
