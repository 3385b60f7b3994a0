"""Anchors whose words were cut, and where those words stood: what is pasted or dropped again takes its anchors along.

An anchor never goes to look-alike words. Its words must come back together with what stood round them when they were
cut, all of it or enough to be no accident.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from newsroom.domain.anchor import Place, TextEdit
from ui.editor.compound import shared_start

NO_ACCIDENT = 16
"""Code points from which the same words are taken for the same passage, not for others that look alike."""
_MOST = 50


class _Cut(NamedTuple):
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
        back: dict[str, int] = {}
        for anchor in adrift:
            start, words = self._home(anchor, edit.inserted, exact(anchor), back)
            if start >= 0:
                homes[anchor] = Place(edit.at + start, edit.at + start + len(words), "attached")
        return homes

    def _home(self, anchor: str, inserted: str, exact: str, back: dict[str, int]) -> tuple[int, str]:
        cut = self._cuts.get(anchor)
        words = exact or (cut.words if cut else "")
        if not words:
            return -1, ""
        if cut is None or cut.words != words:
            cut = _Cut(words, 0, words)
        if cut.stretch not in back:
            back[cut.stretch] = _whole_again(cut.stretch, inserted)
        begin = back[cut.stretch]
        return (begin + cut.offset if begin >= 0 else _where_again(cut, inserted)), words


def _whole_again(stretch: str, inserted: str) -> int:
    """Where everything that was cut at once has come back, which is quick to see; -1 when it has not, or not surely."""
    sure = inserted == stretch or (len(stretch) >= NO_ACCIDENT and inserted.count(stretch) == 1)
    return inserted.find(stretch) if sure else -1


def _where_again(cut: _Cut, inserted: str) -> int:
    """Where the words stand with most of their old neighbours; -1 when nowhere, or not clear where."""
    weighed: list[tuple[int, int]] = []
    at = inserted.find(cut.words)
    while at >= 0 and len(weighed) < _MOST:
        weighed.append((_known(cut, inserted, at), at))
        at = inserted.find(cut.words, at + 1)
    weighed.sort(reverse=True)
    if not weighed or (len(weighed) > 1 and weighed[0][0] == weighed[1][0]):
        return -1
    known, at = weighed[0]
    all_of_it = known >= len(cut.stretch.strip()) and known >= len(inserted.strip())
    return at if known >= NO_ACCIDENT or all_of_it else -1


def _known(cut: _Cut, inserted: str, at: int) -> int:
    """How many code points round and with the words are the same as where they were cut."""
    end, cut_end = at + len(cut.words), cut.offset + len(cut.words)
    before = shared_start(cut.stretch[: cut.offset][::-1], inserted[:at][::-1])
    after = shared_start(cut.stretch[cut_end:], inserted[end:])
    return before + len(cut.words) + after
