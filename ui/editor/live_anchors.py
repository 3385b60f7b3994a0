"""The anchors of a document while it is edited: they move with each edit, and come home when their words do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from newsroom.domain.anchor import Place, TextEdit, shift
from newsroom.domain.anchor_array import AnchorArray
from ui.editor.strays import Strays

if TYPE_CHECKING:
    from newsroom.domain.changes import Changes

PASSAGE = "~"
"""How the id of a passage begins that is no anchor: nobody stored it, it is only shown while the text is open."""
_NEAR = 64
"""Code points a missing end of a passage may be long to be known again when it is typed."""


class Passages:
    """Passages that move with the words as anchors do while the text is open, and are stored nowhere. Their ids begin
    with ``PASSAGE``, and none is used twice."""

    def __init__(self, array: AnchorArray) -> None:
        self._array = array

    def show(self, places: Mapping[str, tuple[int, int]]) -> None:
        """Takes more of them in, each from where to where."""
        whole = {passage: Place(start, end, "attached") for passage, (start, end) in places.items()}
        self._array.add(whole, exact={})

    def forget(self, passages: Iterable[str]) -> None:
        """Lets such passages go."""
        self._array.remove(passages)

    def at(self, start: int, end: int) -> tuple[str, ...]:
        """Those that touch a stretch."""
        return tuple(one for one in self._array.touching(start, end) if one[:1] == PASSAGE)

    def with_anchors_at(self, start: int, end: int) -> tuple[str, ...]:
        """Those that touch a stretch, and the anchors that do."""
        return self._array.touching(start, end)


class LiveAnchors:
    """``words`` reads the text after the edit that is followed."""

    def __init__(
        self, places: Mapping[str, Place], *, exact: Mapping[str, str], words: Callable[[int, int], str]
    ) -> None:
        self.array = AnchorArray(places, exact=exact)
        self._words = words
        self._strays = Strays()
        self._told: Mapping[str, Place] | None = None

    def follow(self, edit: TextEdit, *, moved: bool = False) -> dict[str, Place]:
        """The anchors move over one edit; gives the old places of those the reverse edit cannot bring home. ``moved``:
        it is part of a move, so that even a single letter may be one that comes back."""
        self._told = None
        old = self.array.shift(edit, self._words)
        if edit.inserted:
            self._rejoin(edit, old)
        adrift = self.array.adrift
        if not adrift:
            return old
        for anchor in adrift & old.keys():
            if old[anchor].state != "adrift":
                self._strays.lost(anchor, old=old[anchor], edit=edit)
        if len(edit.inserted) > 1 or (moved and edit.inserted):
            homes = self._strays.homes_in(edit, adrift=adrift, exact=self.array.exact)
            for anchor in homes.keys() - old.keys():
                point = self.array.place(anchor)
                assert point is not None
                old[anchor] = _before(point, edit)
            self.array.restore(homes)
        return old

    def follow_replaced(self, edit: TextEdit, *, whole: TextEdit) -> dict[str, Place]:
        """As ``follow``, but words that were put in place of a passage's first or last ones are its words now.

        ``whole`` is what was asked for, ``edit`` the same without what did not change.
        """
        held: dict[str, Place] = {}
        for anchor in self.array.touching(whole.at, whole.end) if whole.removed and whole.inserted else ():
            place = self.array.place(anchor)
            assert place is not None
            if place.start <= whole.at and whole.end <= place.end and len(whole.removed) < place.end - place.start:
                held[anchor] = place
        old = self.follow(edit)
        if held:
            self._told = None
            grown = {anchor: Place(one.start, one.end + edit.growth, one.state) for anchor, one in held.items()}
            self.array.restore(grown)
            self.judge(grown)
        return {**held, **old}

    def follow_exactly(self, edit: TextEdit, *, places: Mapping[str, Place]) -> None:
        """The anchors move over an edit that was made before, and those of ``places`` lie where they lay then."""
        self._told = None
        self.array.shift(edit, self._words)
        self.array.restore(places)

    def _rejoin(self, edit: TextEdit, old: dict[str, Place]) -> None:
        """Words typed or put again where they were taken from belong to their passage, though they stand at its edge:
        when they make it whole, word for word."""
        end = edit.at + len(edit.inserted)
        for anchor in self.array.touching(edit.at - _NEAR, end + _NEAR):
            place = self.array.place(anchor)
            if place is None or place.state != "reworded":
                continue
            exact = self.array.exact(anchor)
            missing = len(exact) - (place.end - place.start)
            if missing <= 0:
                continue
            for start in (place.start, place.end - len(exact)):
                whole = Place(start, start + len(exact), "attached")
                touched = whole.start < end and whole.end > edit.at
                if start >= 0 and touched and self._words(whole.start, whole.end) == exact:
                    old.setdefault(anchor, Place(*shift(place.start, place.end, edit.reverse()), place.state))
                    self.array.restore({anchor: whole})
                    break

    def judge(self, anchors: Iterable[str]) -> None:
        """Looks again whether these anchors have their words."""
        self._told = None
        self.array.judge(anchors, self._words)

    def stored(self) -> Mapping[str, Place]:
        """All places but those of passages that are only shown; the same object until one is another."""
        if self._told is None:
            everywhere = self.array.places()
            self._told = MappingProxyType(
                {anchor: place for anchor, place in everywhere.items() if anchor[:1] != PASSAGE}
            )
        return self._told

    def stored_at(self, start: int, end: int) -> tuple[str, ...]:
        """The anchors that touch a stretch, without passages that are only shown."""
        return tuple(one for one in self.array.touching(start, end) if one[:1] != PASSAGE)

    def learn(self, exact: Mapping[str, str]) -> bool:
        """Takes in the anchors' own words; True when one is judged otherwise now."""
        self._told = None
        return self.array.learn(exact, self._words)

    def take(self, changes: Changes, *, story_id: str, text: Callable[[], str]) -> bool:
        """Adopts what a desk step wrote about the anchors of the story; True when it wrote anything."""
        from ui.editor.adopting import adopted_places, adopted_words

        exact, gone = adopted_words(changes, story_id=story_id)
        moved, lost = adopted_places(changes, story_id=story_id, text=text)
        if not (exact or gone or moved or lost):
            return False
        self._told = None
        self.learn({anchor: exact[anchor] for anchor in exact if anchor not in moved})
        self.array.remove([*gone, *lost])
        self.array.add(moved, exact={anchor: exact[anchor] for anchor in exact if anchor in moved})
        return True


def _before(point: Place, edit: TextEdit) -> Place:
    """Where a point that lies outside the edited words lay before the edit."""
    at = point.start - edit.growth if point.start > edit.at else point.start
    return Place(at, at, "adrift")
