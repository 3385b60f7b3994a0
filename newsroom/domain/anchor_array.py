"""The places of a story while it is edited: sorted starts with a pivot and a delta, so that a key costs little.

From the pivot on every stored offset lacks the delta. An edit moves the pivot to where it happened (typing stays near)
and adds to the delta; only the anchors the edit overlaps are judged anew. ``anchor.shift_all`` is the rule, proved
equal by test. Offsets are code points.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from operator import sub

from newsroom.domain.anchor import AnchorState, Place, TextEdit, shift, state_of

REACH = 4096
"""Longest ordinary passage, in code points; longer ones are kept apart, for each look goes back so far."""


class AnchorArray:
    """Where each anchor lies. ``exact`` are the words each was marked with; one whose words are not known yet counts as
    reworded when it is touched, until ``learn`` tells them."""

    def __init__(self, places: Mapping[str, Place], *, exact: Mapping[str, str]) -> None:
        self._exact = dict(exact)
        self._unjudged: set[str] = set()
        self._build(places)

    def place(self, anchor: str) -> Place | None:
        """Where the anchor lies, or None when there is none of that id."""
        return None if (number := self._number.get(anchor)) is None else self._place(number)

    def places(self) -> dict[str, Place]:
        """All places, in the order of the text."""
        self._move_pivot(len(self._ids))
        rows = zip(self._ids, self._starts, self._ends, self._states, strict=True)
        return {anchor: Place(start, end, state) for anchor, start, end, state in rows}

    def exact(self, anchor: str) -> str:
        """The words the anchor was marked with; empty when they are not known yet."""
        return self._exact.get(anchor, "")

    @property
    def adrift(self) -> frozenset[str]:
        """The anchors without a character."""
        return frozenset(self._adrift)

    def touching(self, start: int, end: int) -> tuple[str, ...]:
        """The anchors that share a character with ``start`` to ``end``, or whose edge or point lies at one of its."""
        ids, ends, pivot, delta = self._ids, self._ends, self._pivot, self._delta
        near = self._near(start, self._first_at(end + 1))
        return tuple(ids[number] for number in near if ends[number] + (delta if number >= pivot else 0) >= start)

    def shift(self, edit: TextEdit, words_of: Callable[[int, int], str]) -> dict[str, Place]:
        """Moves all anchors over one edit; ``words_of`` reads the text after it.

        Returns the old places of those which the reverse edit alone would not bring home.
        """
        first, behind = self._first_at(edit.at), self._behind(edit)
        moved: dict[int, tuple[int, int]] = {}
        for number in self._near(edit.at, behind):
            start, end = self._start(number), self._end(number)
            if (start < edit.end and end > edit.at) or start == end >= edit.at:
                moved[number] = shift(start, end, edit)
        old = {self._ids[number]: self._place(number) for number in moved}
        self._move_pivot(behind)
        self._delta += edit.growth
        for number, (start, end) in moved.items():
            self._set(number, start, end, self._judge(number, start, end, words_of))
        if behind - first > 1:
            self._sort(first, behind)
        return old

    def add(self, places: Mapping[str, Place], *, exact: Mapping[str, str]) -> None:
        """Takes in more anchors, or puts known ones elsewhere; ``exact`` are words that are new or other ones."""
        self._exact.update(exact)
        self._unjudged -= exact.keys()
        self.restore(places, new=True)

    def judge(self, anchors: Iterable[str], words_of: Callable[[int, int], str]) -> None:
        """Looks again whether these anchors have their words."""
        for anchor in anchors:
            number = self._number[anchor]
            self._states[number] = self._judge(number, self._start(number), self._end(number), words_of)

    def remove(self, anchors: Iterable[str]) -> None:
        """Lets anchors go; an id that is not there is no error."""
        gone = set(anchors) & self._number.keys()
        if gone:
            kept = {anchor: place for anchor, place in self.places().items() if anchor not in gone}
            for anchor in gone:
                self._exact.pop(anchor, None)
            self._unjudged -= gone
            self._build(kept)

    def restore(self, places: Mapping[str, Place], *, new: bool = False) -> None:
        """Puts anchors exactly where ``places`` says, state and all; those not there are left out unless ``new``."""
        misfits: dict[str, Place] = {}
        for anchor, place in places.items():
            number = self._number.get(anchor)
            if number is None:
                if new:
                    misfits[anchor] = place
            elif not self._fits(number, place):
                misfits[anchor] = place
            else:
                shifted = self._delta if number >= self._pivot else 0
                self._set(number, place.start - shifted, place.end - shifted, place.state)
        if misfits:
            self._build({**self.places(), **misfits})

    def learn(self, exact: Mapping[str, str], words_of: Callable[[int, int], str]) -> bool:
        """Takes in the anchors' own words and judges anew those that were touched before they were known, and those
        whose words are now others. True when a state became another one."""
        changed = [anchor for anchor, words in exact.items() if self._exact.get(anchor, words) != words]
        self._exact.update(exact)
        differs = False
        for anchor in [*changed, *(self._unjudged & exact.keys())]:
            number = self._number.get(anchor)
            if number is not None:
                state = self._judge(number, self._start(number), self._end(number), words_of)
                differs |= state != self._states[number]
                self._states[number] = state
        self._unjudged -= exact.keys()
        return differs

    # The arrays.

    def _build(self, places: Mapping[str, Place]) -> None:
        anchors, lying = list(places), list(places.values())
        # One number each to sort by: thousands of tuples would wake the garbage collector at every load.
        keys = [place.start << 32 | place.end for place in lying]
        turns = sorted(range(len(keys)), key=keys.__getitem__)
        self._ids = [anchors[turn] for turn in turns]
        self._starts = [lying[turn].start for turn in turns]
        self._ends = [lying[turn].end for turn in turns]
        self._states: list[AnchorState] = [lying[turn].state for turn in turns]
        self._number = dict(zip(self._ids, range(len(turns)), strict=True))
        self._wide: set[str] = set()
        self._adrift: set[str] = set()
        self._pivot, self._delta = len(turns), 0
        for number, length in enumerate(map(sub, self._ends, self._starts)):
            if not 0 < length <= REACH:
                self._set(number, self._starts[number], self._ends[number], self._states[number])

    def _start(self, number: int) -> int:
        return self._starts[number] + (self._delta if number >= self._pivot else 0)

    def _end(self, number: int) -> int:
        return self._ends[number] + (self._delta if number >= self._pivot else 0)

    def _place(self, number: int) -> Place:
        return Place(self._start(number), self._end(number), self._states[number])

    def _first_at(self, offset: int) -> int:
        """The number of the first anchor that starts at ``offset`` or later."""
        number = bisect_left(self._starts, offset, 0, self._pivot)
        if number < self._pivot:
            return number
        return bisect_left(self._starts, offset - self._delta, self._pivot, len(self._starts))

    def _behind(self, edit: TextEdit) -> int:
        """The number of the first anchor that moves as a whole; points where the edit ended are looked at singly."""
        number = self._first_at(edit.end)
        while number < len(self._ids) and self._start(number) == self._end(number) == edit.end:
            number += 1
        return number

    def _near(self, start: int, last: int) -> list[int]:
        """The numbers before ``last`` of all anchors that may reach ``start``, and of some more."""
        first = self._first_at(start - REACH)
        far = sorted(number for anchor in self._wide if (number := self._number[anchor]) < first)
        return [*far, *range(first, last)]

    def _move_pivot(self, pivot: int) -> None:
        if delta := self._delta:
            for number in range(self._pivot, pivot):
                self._starts[number] += delta
                self._ends[number] += delta
            for number in range(pivot, self._pivot):
                self._starts[number] -= delta
                self._ends[number] -= delta
        self._pivot, self._delta = pivot, (0 if pivot == len(self._ids) else self._delta)

    def _set(self, number: int, start: int, end: int, state: AnchorState) -> None:
        """Stores offsets as they are kept on this side of the pivot."""
        anchor = self._ids[number]
        self._starts[number], self._ends[number] = start, end
        self._states[number] = "adrift" if start == end else state
        (self._adrift.add if start == end else self._adrift.discard)(anchor)
        (self._wide.add if end - start > REACH else self._wide.discard)(anchor)

    def _judge(self, number: int, start: int, end: int, words_of: Callable[[int, int], str]) -> AnchorState:
        anchor = self._ids[number]
        exact = self._exact.get(anchor)
        if exact is None:
            self._unjudged.add(anchor)
        if exact is None or end - start != len(exact):
            return "reworded" if start < end else "adrift"
        return state_of(words_of(start, end), exact)

    def _fits(self, number: int, place: Place) -> bool:
        """Whether the anchor can lie there without changing its turn among its neighbours."""
        key = (place.start, place.end)
        before = number == 0 or (self._start(number - 1), self._end(number - 1)) <= key
        last = number == len(self._ids) - 1
        return before and (last or key <= (self._start(number + 1), self._end(number + 1)))

    def _sort(self, first: int, last: int) -> None:
        """Brings the anchors of an edited stretch, all before the pivot, into order again."""
        rows = sorted(
            zip(self._starts[first:last], self._ends[first:last], self._ids[first:last],
                self._states[first:last], strict=True),
            key=lambda row: (row[0], row[1]),
        )  # fmt: skip
        for number, (start, end, anchor, state) in enumerate(rows, first):
            self._starts[number], self._ends[number], self._ids[number] = start, end, anchor
            self._states[number] = state
            self._number[anchor] = number
