"""Each quotation of a story compared with the words it was taken from, now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from newsroom.domain.anchor import AnchorState, Place, unpack_positions
from newsroom.domain.grades import QuoteMatch
from newsroom.domain.quote import FidelityKind, Quote, QuoteUse
from newsroom.domain.source import Capture
from newsroom.domain.story_records import StoryRecords, by_id
from newsroom.text.fidelity import compare_with
from newsroom.text.normalise import Normalised, normalise

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
    """One use of a quote: where it stands (code points), its words there, and how faithful they are. ``basis`` says
    what they were compared with: the correction, and the copies with their versions."""

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
    basis: tuple[object, ...] = ()

    @property
    def is_speech(self) -> bool:
        return self.use.kind not in _NOT_SPEECH

    @property
    def is_quoting(self) -> bool:
        """Whether it stands there as somebody's very words, not told in ours."""
        return self.is_speech and self.use.kind != "indirect"

    @property
    def quote_match(self) -> QuoteMatch:
        return _MATCH[self.kind]


def verdicts_of(records: StoryRecords, *, known: Sequence[Verdict] = ()) -> tuple[Verdict, ...]:
    """The uses of quotes in the order they stand in the text; proposals too. Of the ``known`` ones of an earlier moment
    those are taken over whose words and captured words are the same still."""
    positions = unpack_positions(records.draft.positions)
    quotes, text = by_id(records.quotes), records.draft.text
    comparer = _Comparer(records.captures, {one.use.id: one for one in known})
    found: list[Verdict] = []
    for use in records.quote_uses:
        place = positions.get(use.anchor)
        if place is not None:
            quote = quotes.get(use.quote) if use.quote else None
            found.append(comparer.verdict(use, quote, place, text[place.start : place.end]))
    found.sort(key=lambda verdict: verdict.start)
    if len(found) == len(known) and all(one is other for one, other in zip(found, known, strict=True)):
        return tuple(known)
    return tuple(found)


def verdict_now(verdict: Verdict, published: str, *, copies: Sequence[Capture]) -> Verdict:
    """The verdict on a quotation whose words in the text became ``published``: where it stands is that of before.
    ``copies`` are those of the story, or at least all of the quotation's source."""
    place = Place(verdict.start, verdict.start + len(published), verdict.state)
    return _Comparer(copies, {verdict.use.id: verdict}).verdict(verdict.use, verdict.quote, place, published)


class _Comparer:
    """Compares quotations with the saved copies of one story; each copy is prepared once."""

    def __init__(self, captures: Sequence[Capture], known: Mapping[str, Verdict]) -> None:
        self._known = known
        self._copies = {capture.id: capture for capture in captures if capture.text}
        self._of_source: dict[str, list[Capture]] = {}
        for capture in self._copies.values():
            self._of_source.setdefault(capture.source, []).append(capture)
        self._prepared: dict[str, Normalised] = {}

    def verdict(self, use: QuoteUse, quote: Quote | None, place: Place, published: str) -> Verdict:
        copies = self._copies_for(quote)
        corrected = quote.corrected if quote is not None else None
        basis = (corrected, *((copy.id, copy.version) for copy in copies))
        before = self._known.get(use.id)
        if before is not None and (before.published, before.basis) == (published, basis):
            same = before.use is use and before.quote is quote
            if same and (before.start, before.end, before.state) == place:
                return before
            return replace(before, use=use, quote=quote, start=place.start, end=place.end, state=place.state)
        kind, detail, changes, compared = self._compare(published, corrected, copies)
        return Verdict(
            use, quote, place.start, place.end, place.state, published, kind, detail, changes, compared, basis
        )  # fmt: skip

    def _copies_for(self, quote: Quote | None) -> Sequence[Capture]:
        """The copies a quote must agree with: its own, else every copy of its source."""
        if quote is None:
            return ()
        own = self._copies.get(quote.capture or "")
        return (own,) if own is not None else self._of_source.get(quote.source or "", ())

    def _compare(
        self, published: str, corrected: str | None, copies: Sequence[Capture]
    ) -> tuple[FidelityKind, str, tuple[tuple[str, str, str], ...], Capture | None]:
        """With a correction of the transcript, the corrected words stand for the captured ones."""
        kind: FidelityKind = "not_compared"
        detail, changes = "", ()
        compared: Capture | None = None
        for copy in copies[:1] if corrected is not None else copies:
            fidelity = compare_with(published, normalise(corrected) if corrected is not None else self._words(copy))
            found = cast("FidelityKind", fidelity.kind)
            if compared is None or _RANK[found] < _RANK[kind]:
                kind, detail, changes, compared = found, fidelity.detail or "", fidelity.changes, copy
            if found == "exact":
                break
        return kind, detail, changes, compared

    def _words(self, copy: Capture) -> Normalised:
        if copy.id not in self._prepared:
            self._prepared[copy.id] = normalise(copy.text)
        return self._prepared[copy.id]


_RANK: dict[FidelityKind, int] = {
    "exact": 0, "marked_edit": 1, "ambiguous": 2, "unmarked_edit": 3, "not_found": 4, "not_compared": 5,
}  # fmt: skip
