"""Which passage of which saved copy an item of evidence or a quotation rests on, for the reader to show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsroom.text.fidelity import compare_quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsroom.desk.story_view import StoryView
    from newsroom.domain.claim import Evidence
    from newsroom.domain.quote import Quote
    from newsroom.domain.source import Capture


@dataclass(frozen=True, slots=True)
class Rest:
    """``start`` to ``end`` are code points of the copy's text; equal where no passage is known."""

    source: str
    capture: str = ""
    start: int = 0
    end: int = 0


def rest_of_evidence(view: StoryView, item: Evidence) -> Rest | None:
    """Where an item of evidence is to be read; None when it rests on no source."""
    source = view.source_behind(item)
    if source is None:
        return None
    quote = view.quotes.get(item.quote or "")
    words = item.excerpt or (quote.verbatim if quote is not None else "")
    wanted = item.capture or (quote.capture if quote is not None else None)
    return _found(source.id, words, _copies(view, source.id, wanted))


def rest_of_quote(view: StoryView, quote: Quote | None, *, words: str = "") -> Rest | None:
    """Where a quote is to be read, found by its words in the text where it has some; None when no source is linked."""
    if quote is None or quote.source is None:
        return None
    return _found(quote.source, words or quote.verbatim, _copies(view, quote.source, quote.capture))


def rest_of_claim(view: StoryView, claim_id: str) -> Rest | None:
    """The first evidence of a claim that can be read: whom its own words, or those marked, name before all others,
    what contradicts or backs it before what stands beside."""
    order = ("contradicts", "supports", "partial", "no_position", "context")
    rated = view.claims.get(claim_id)
    marked = (view.anchors[anchor].exact for anchor in view.anchors_by_owner.get(claim_id, ()))
    words = " ".join((rated.claim.wording if rated is not None else "", *marked)).casefold()
    items = sorted(
        view.evidence_by_claim.get(claim_id, ()),
        key=lambda item: (not _is_named(view, item, words), order.index(item.stance)),
    )
    found = (rest_of_evidence(view, item) for item in items)
    return next((rest for rest in found if rest is not None), None)


def _is_named(view: StoryView, item: Evidence, words: str) -> bool:
    """Whether words in lower case name the outlet or the speaker an item is of."""
    source, quote = view.source_behind(item), view.quotes.get(item.quote or "")
    speaker = view.people.get(quote.speaker or "") if quote is not None else None
    names = (source.publisher if source is not None else "", speaker.name if speaker is not None else "")
    return any(name.casefold().removeprefix("the ") in words for name in names if name.strip())


def _copies(view: StoryView, source: str, wanted: str | None) -> tuple[Capture, ...]:
    copies = [capture for capture in view.captures.values() if capture.source == source]
    copies.sort(key=lambda capture: capture.id != wanted)
    return tuple(copies)


def _found(source: str, words: str, copies: Sequence[Capture]) -> Rest:
    for copy in copies:
        start = copy.text.find(words) if words else -1
        if start >= 0:
            return Rest(source, copy.id, start, start + len(words))
    for copy in copies:
        near = compare_quote(words, copy.text) if words and copy.text else None
        if near is not None and near.start is not None and near.end is not None:
            return Rest(source, copy.id, near.start, near.end)
    return Rest(source, copies[0].id if copies else "")
