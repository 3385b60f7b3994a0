"""Each quotation of a story compared with the words it was taken from, now."""

from dataclasses import dataclass
from typing import cast

from newsroom.domain.anchor import AnchorState, unpack_positions
from newsroom.domain.grades import QuoteMatch
from newsroom.domain.quote import FidelityKind, Quote, QuoteUse
from newsroom.domain.source import Capture
from newsroom.domain.story_records import StoryRecords, by_id
from newsroom.text.fidelity import compare_quote

_NOT_SPEECH = frozenset({"scare", "title"})
_MATCH: dict[FidelityKind, QuoteMatch] = {
    "exact": "exact",
    "marked_edit": "marked_edit",
    "unmarked_edit": "unmarked_edit",
    "not_found": "unmarked_edit",
    "ambiguous": "unverified",
    "not_compared": "unverified",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """One use of a quote: where it stands (code points), its words there, and how faithful they are."""

    use: QuoteUse
    quote: Quote | None
    start: int
    end: int
    state: AnchorState
    published: str
    kind: FidelityKind
    detail: str
    changes: tuple[tuple[str, str, str], ...]
    capture: Capture | None

    @property
    def is_speech(self) -> bool:
        return self.use.kind not in _NOT_SPEECH

    @property
    def quote_match(self) -> QuoteMatch:
        return _MATCH[self.kind]


def verdicts_of(records: StoryRecords) -> tuple[Verdict, ...]:
    """The uses of quotes in the order they stand in the text; proposals too."""
    positions = unpack_positions(records.draft.positions)
    quotes, captures = by_id(records.quotes), records.captures
    found: list[Verdict] = []
    for use in records.quote_uses:
        place = positions.get(use.anchor)
        if place is None:
            continue
        quote = quotes.get(use.quote) if use.quote else None
        found.append(_verdict(use, quote, place.start, place.end, place.state, records.draft.text, captures))
    return tuple(sorted(found, key=lambda verdict: verdict.start))


def _verdict(
    use: QuoteUse, quote: Quote | None, start: int, end: int, state: AnchorState, text: str,
    captures: tuple[Capture, ...],
) -> Verdict:  # fmt: skip
    published = text[start:end]
    kind: FidelityKind = "not_compared"
    detail, changes = "", ()
    compared: Capture | None = None
    for capture, words in _captured_words(quote, captures):
        fidelity = compare_quote(published, words)
        found = cast("FidelityKind", fidelity.kind)
        if compared is None or _RANK[found] < _RANK[kind]:
            kind, detail, changes, compared = found, fidelity.detail or "", fidelity.changes, capture
        if found == "exact":
            break
    return Verdict(use, quote, start, end, state, published, kind, detail, changes, compared)


_RANK: dict[FidelityKind, int] = {
    "exact": 0, "marked_edit": 1, "ambiguous": 2, "unmarked_edit": 3, "not_found": 4, "not_compared": 5,
}  # fmt: skip


def _captured_words(quote: Quote | None, captures: tuple[Capture, ...]) -> list[tuple[Capture, str]]:
    """The captured words a quote must agree with: its own capture, else every capture of its source; with a
    correction of the transcript, the corrected words stand for them."""
    if quote is None:
        return []
    own = [capture for capture in captures if capture.id == quote.capture and capture.text]
    chosen = own or [capture for capture in captures if capture.source == quote.source and capture.text]
    if quote.corrected is not None and chosen:
        return [(chosen[0], quote.corrected)]
    return [(capture, capture.text) for capture in chosen]
