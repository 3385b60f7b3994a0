"""What a desk step wrote about the anchors of an open story: their places and their own words.

A desk step never changes the words of a draft. Should the person have typed since it was made, the places are carried
over through the differences of the two texts.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from newsroom.domain.anchor import Place, unpack_positions
from newsroom.domain.draft import Anchor, Draft

if TYPE_CHECKING:
    from newsroom.domain.changes import Changes


def adopted_words(changes: Changes, *, story_id: str) -> tuple[dict[str, str], set[str]]:
    """The own words of anchors that are new or have other words now, and the anchors that are gone."""
    exact: dict[str, str] = {}
    gone: set[str] = set()
    for row in changes.rows:
        record = row.after or row.before
        if not isinstance(record, Anchor) or record.story != story_id:
            continue
        if row.after is None:
            gone.add(record.id)
            exact.pop(record.id, None)
        else:
            exact[record.id] = record.exact
            gone.discard(record.id)
    return exact, gone


def adopted_places(changes: Changes, *, story_id: str, text: Callable[[], str]) -> tuple[dict[str, Place], set[str]]:
    """Places that became other ones in the story's draft, in the present text, and the anchors that have none now."""
    moved: dict[str, Place] = {}
    lost: set[str] = set()
    for row in changes.rows:
        if not isinstance(row.after, Draft) or row.after.story != story_id:
            continue
        before = row.before.positions if isinstance(row.before, Draft) else ""
        if before == row.after.positions:
            continue
        old, new = unpack_positions(before), unpack_positions(row.after.positions)
        changed = {anchor: place for anchor, place in new.items() if old.get(anchor) != place}
        moved |= _carried(changed, row.after.text, text())
        lost = (lost - new.keys()) | (old.keys() - new.keys())
    return moved, lost - moved.keys()


def _carried(places: dict[str, Place], stored_text: str, present_text: str) -> dict[str, Place]:
    if stored_text == present_text or not places:
        return places
    from newsroom.text.reanchor import reanchor

    return reanchor(places, words={}, old_text=stored_text, new_text=present_text)
