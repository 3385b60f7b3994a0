"""Where in a saved copy the words stand that an item of evidence or a quotation rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from newsroom.desk.story_view import StoryView
from newsroom.domain.source import Capture
from newsroom.text.fidelity import compare_quote


@dataclass(frozen=True, slots=True)
class Located:
    """A source, and where in one of its copies the passage stands (code points); without a copy no place is known."""

    source_id: str
    capture_id: str = ""
    start: int = 0
    end: int = 0

    @property
    def is_found(self) -> bool:
        return self.end > self.start


def passage_of(view: StoryView, kind: str, record_id: str) -> Located | None:
    """What a record of the story rests on; None when it rests on no source."""
    if kind == "source":
        return Located(record_id) if record_id in view.sources else None
    if kind == "evidence":
        item = next((one for one in view.records.evidence if one.id == record_id), None)
        source = view.source_behind(item) if item is not None else None
        if item is None or source is None:
            return None
        quote = view.quotes.get(item.quote or "")
        words = item.excerpt or (quote.verbatim if quote is not None else "")
        return _located(view, source.id, words, first=item.capture or (quote.capture if quote is not None else None))
    if kind in ("quote_use", "quote"):
        use = view.uses.get(record_id)
        quote = view.quotes.get((use.quote or "") if use is not None else record_id)
        if quote is None or quote.source is None:
            return None
        return _located(view, quote.source, quote.verbatim, first=quote.capture)
    return None


def _located(view: StoryView, source_id: str, words: str, *, first: str | None) -> Located:
    copies = [one for one in view.captures.values() if one.source == source_id]
    copies.sort(key=lambda one: one.id != first)
    return find_in_copies(source_id, words, copies)


def find_in_copies(source_id: str, words: str, copies: Sequence[Capture]) -> Located:
    """The first copy that has the words: just so, or as near as a quotation may be."""
    for copy in copies:
        at = copy.text.find(words) if words else -1
        if at >= 0:
            return Located(source_id, copy.id, at, at + len(words))
    for copy in copies:
        found = compare_quote(words, copy.text) if words and copy.text else None
        if found is not None and found.start is not None and found.end is not None and found.kind != "not_found":
            return Located(source_id, copy.id, found.start, found.end)
    return Located(source_id)
