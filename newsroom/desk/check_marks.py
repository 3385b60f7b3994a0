"""Which places of a story its checker is through with."""

from collections.abc import Sequence

from newsroom.desk.check_places import Surroundings
from newsroom.domain.anchor import Place
from newsroom.domain.draft import CheckMark
from newsroom.domain.story_records import StoryRecords

_OPEN: tuple[CheckMark, ...] = ("query", "on_author")
"""Marks that leave the check open; what is wrong, or could not be verified, was checked and is told by its own rule."""


class CheckedPlaces:
    """The places whose newest check came to an end."""

    def __init__(self, records: StoryRecords, around: Surroundings) -> None:
        newest = {check.anchor: check.mark for check in records.checks}
        found = (around.place_of_anchor(anchor) for anchor, mark in newest.items() if mark not in _OPEN)
        self._places = tuple(place for place in found if place is not None)

    def cover(self, places: Sequence[Place]) -> bool:
        """Whether each of ``places`` that has its words is checked; a statement that stands nowhere is not."""
        standing = [place for place in places if place.state != "adrift"]
        return bool(standing) and all(self._is_checked(place) for place in standing)

    def _is_checked(self, place: Place) -> bool:
        return any(place.start < other.end and other.start < place.end for other in self._places)
