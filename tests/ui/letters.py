"""A text as letters that know themselves: which letter stands where is kept apart from what the editor believes.

A letter that is cut and comes back is the same letter; a copy beside its original is another one that looks alike.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count

from newsroom.domain.anchor import Place

Letter = tuple[str, int]

LONG = 16
"""Code points from which the same words, standing once in what was pasted, are the same passage."""


@dataclass
class Letters:
    """``anchors`` are the letters each anchor was marked with, in order."""

    text: list[Letter] = field(default_factory=list)
    anchors: dict[str, tuple[Letter, ...]] = field(default_factory=dict)
    clipboard: tuple[Letter, ...] = ()
    numbers: count[int] = field(default_factory=count)

    def made(self, words: str) -> list[Letter]:
        return [(letter, next(self.numbers)) for letter in words]

    def words(self) -> str:
        return "".join(letter for letter, _ in self.text)

    def state(self) -> tuple[tuple[Letter, ...], dict[str, tuple[Letter, ...]]]:
        return tuple(self.text), dict(self.anchors)

    def put_back(self, state: tuple[tuple[Letter, ...], dict[str, tuple[Letter, ...]]]) -> None:
        self.text, self.anchors = list(state[0]), dict(state[1])

    def write(self, at: int, end: int, words: str) -> None:
        """New words in place of old ones."""
        self._put(at, end, self.made(words))

    def move(self, start: int, end: int, to: int) -> None:
        """Drags a stretch; ``to`` lies outside it."""
        moved = self.text[start:end]
        rest = self.text[:start] + self.text[end:]
        at = to if to <= start else to - (end - start)
        self.text = rest[:at] + moved + rest[at:]

    def copy(self, start: int, end: int) -> None:
        self.clipboard = tuple(self.text[start:end])

    def paste(self, at: int, end: int) -> None:
        """The letters of the clipboard, or copies of them where they stand in the text still."""
        rest = self.text[:at] + self.text[end:]
        there = set(rest)
        back = list(self.clipboard)
        if there & set(back):
            back = self.made("".join(letter for letter, _ in back))
        self._put(at, end, back)

    def _put(self, at: int, end: int, letters: list[Letter]) -> None:
        """The same letters at either end of what is replaced are not replaced: nobody could tell."""
        while at < end and letters and letters[0][0] == self.text[at][0]:
            at, letters = at + 1, letters[1:]
        while at < end and letters and letters[-1][0] == self.text[end - 1][0]:
            end, letters = end - 1, letters[:-1]
        self.text[at:end] = letters

    def where(self, anchor: str) -> tuple[int, int] | None:
        """Where the anchor's letters stand together in their order; None when they do not."""
        wanted = self.anchors[anchor]
        if not wanted or wanted[0] not in self.text:
            return None
        at = self.text.index(wanted[0])
        return (at, at + len(wanted)) if tuple(self.text[at : at + len(wanted)]) == wanted else None

    def is_wrong(self, anchor: str, place: Place) -> bool:
        """Whether the editor calls words the anchor's own which are not, or others that only look like them: its
        letters stand whole elsewhere, or none of them is there and the words are too few to be known by."""
        if place.state != "attached":
            return False
        held, wanted = self.text[place.start : place.end], self.anchors[anchor]
        if [letter for letter, _ in held] != [letter for letter, _ in wanted]:
            return True
        where = self.where(anchor)
        if where is not None:
            return where != (place.start, place.end)
        return not set(wanted) & set(held) and len(wanted) < LONG
