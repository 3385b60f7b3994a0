"""Where a marked passage lies while the words around it change: the pure rule of the anchors.

Offsets are code points, start inclusive, end exclusive. Typing at either edge of a passage stays outside it, typing
inside stays in; what is deleted leaves it; a passage without a character is adrift and keeps its point.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal, NamedTuple, cast

AnchorState = Literal["attached", "reworded", "adrift"]


class Place(NamedTuple):
    """A passage of the draft: ``start`` to ``end``, and whether it still has the words it was marked with."""

    start: int
    end: int
    state: AnchorState


class TextEdit(NamedTuple):
    """At offset ``at`` the words ``removed`` gave way to ``inserted``; either may be empty."""

    at: int
    removed: str
    inserted: str

    @property
    def end(self) -> int:
        """Where ``removed`` ended, in the text before the edit."""
        return self.at + len(self.removed)

    @property
    def growth(self) -> int:
        """How many code points longer the text became."""
        return len(self.inserted) - len(self.removed)

    def reverse(self) -> "TextEdit":
        """The edit that takes this one back."""
        return TextEdit(self.at, self.inserted, self.removed)

    def apply(self, text: str) -> str:
        """The text after the edit; refused when ``removed`` does not stand at ``at``."""
        if not text.startswith(self.removed, self.at) or not 0 <= self.at <= len(text):
            raise ValueError(f"the words to be removed do not stand at {self.at} of this text")
        return text[: self.at] + self.inserted + text[self.end :]


def shift(start: int, end: int, edit: TextEdit) -> tuple[int, int]:
    """Where the passage lies after ``edit``. New words count as inside only when the edit lies strictly inside."""
    if edit.end <= start and not (edit.at == edit.end == start == end):
        return start + edit.growth, end + edit.growth
    if edit.at >= end:
        return start, end
    if start < edit.at and edit.end < end:
        return start, end + edit.growth
    if edit.at <= start and edit.end >= end:
        # Nothing of the passage is left; its point stays before the new words.
        return edit.at, edit.at
    if edit.at <= start:
        after = edit.at + len(edit.inserted)
        return after, after + (end - edit.end)
    return start, edit.at


def state_of(words: str, exact: str) -> AnchorState:
    """``attached`` while the words are those that were marked, ``reworded`` when not, ``adrift`` when none are left."""
    if not words:
        return "adrift"
    return "attached" if words == exact else "reworded"


def shift_all(
    places: Mapping[str, Place], edit: TextEdit, *, text_after: str, exact: Mapping[str, str]
) -> dict[str, Place]:
    """All places after one edit; only those the edit overlaps are judged anew against their ``exact`` words."""
    moved: dict[str, Place] = {}
    for anchor, place in places.items():
        start, end = shift(place.start, place.end, edit)
        untouched = edit.end <= place.start or edit.at >= place.end
        if untouched and start < end:
            state = place.state
        else:
            state = state_of(text_after[start:end], exact.get(anchor, ""))
        moved[anchor] = Place(start, end, state)
    return moved


_LETTERS: dict[AnchorState, str] = {"attached": "", "reworded": "r", "adrift": "a"}
_STATES: dict[str, AnchorState] = {letter: state for state, letter in _LETTERS.items()}


def pack_positions(places: Mapping[str, Place]) -> str:
    """The places of a story as one compact JSON text, sorted by anchor id so that equal places pack equally."""
    packed = {
        anchor: [place.start, place.end, *([_LETTERS[place.state]] if place.state != "attached" else [])]
        for anchor, place in sorted(places.items())
    }
    return json.dumps(packed, separators=(",", ":"))


def unpack_positions(packed: str) -> dict[str, Place]:
    """The places ``pack_positions`` packed; empty text means none, anything else is refused with a ValueError."""
    return dict(_unpacked(packed))


@lru_cache(maxsize=4)
def _unpacked(packed: str) -> Mapping[str, Place]:
    """The same text is unpacked for levels, quotes, notes and checks in turn: 5,000 places take 20 ms each time."""
    if not packed:
        return {}
    content: object = json.loads(packed)
    if not isinstance(content, dict):
        raise ValueError("packed positions must be a JSON object of anchor ids")
    places: dict[str, Place] = {}
    for anchor, values in cast("dict[str, list[object]]", content).items():
        start, end, *rest = values
        if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start <= end:
            raise ValueError(f"the packed position of anchor {anchor} is not a passage: {values!r}")
        places[anchor] = Place(start, end, _STATES[str(rest[0])] if rest else "attached")
    return places
