"""Anchors whose words were cut, and which words those were: what is pasted or dropped again takes its anchors along.

An anchor never goes to look-alike words: either the very stretch that was cut comes back, or its own words, long enough
to be no accident, stand in what was inserted exactly once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from newsroom.domain.anchor import Place, TextEdit

NO_ACCIDENT = 16
"""Code points from which the same words are taken for the same passage, whatever stands around them."""


@dataclass(frozen=True, slots=True)
class _Cut:
    stretch: str
    offset: int
    words: str


class Strays:
    """What is remembered of anchors that lost their words in this session."""

    def __init__(self) -> None:
        self._cuts: dict[str, _Cut] = {}

    def lost(self, anchor: str, *, old: Place, edit: TextEdit) -> None:
        """The anchor, which lay at ``old``, has lost its last words to ``edit``."""
        offset = old.start - edit.at
        words = edit.removed[offset : offset + old.end - old.start] if offset >= 0 else ""
        if old.state == "attached" and len(words) == old.end - old.start:
            self._cuts[anchor] = _Cut(edit.removed, offset, words)
        else:
            self._cuts.pop(anchor, None)

    def homes_in(self, edit: TextEdit, *, adrift: Iterable[str], exact: Callable[[str], str]) -> dict[str, Place]:
        """Where in the inserted words anchors that are adrift belong."""
        homes: dict[str, Place] = {}
        for anchor in adrift:
            start, words = self._home(anchor, edit.inserted, exact(anchor))
            if start >= 0:
                homes[anchor] = Place(edit.at + start, edit.at + start + len(words), "attached")
        return homes

    def _home(self, anchor: str, inserted: str, exact: str) -> tuple[int, str]:
        cut = self._cuts.get(anchor)
        words = exact or (cut.words if cut else "")
        if cut is not None and cut.words == words:
            start = _where_again(cut, inserted)
            if start >= 0 and inserted.startswith(words, start):
                return start, words
        if len(words) >= NO_ACCIDENT and inserted.count(words) == 1:
            return inserted.find(words), words
        return -1, ""


def _where_again(cut: _Cut, inserted: str) -> int:
    """Where the words of the anchor stand when the stretch they were cut with has come back; -1 when it has not."""
    stretch = cut.stretch.strip()
    if not stretch or inserted.count(stretch) != 1:
        return -1
    if len(stretch) < NO_ACCIDENT and inserted.strip() != stretch:
        return -1
    lead = len(cut.stretch) - len(cut.stretch.lstrip())
    return inserted.find(stretch) + cut.offset - lead
