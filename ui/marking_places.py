"""Where the claims and quotes of the open text lie now, and which of them is at a caret."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsroom.desk.story_view import StoryView
    from newsroom.domain.anchor import Place
    from newsroom.domain.draft import Anchor
    from ui.editor.story_editor import StoryEditor
    from ui.story_watch import StoryWatch

MARKED = ("claim", "quote_use")


class MarkedPlaces:
    """Places come from the live document, whose they are from the newest reading of the story."""

    def __init__(self, *, editor: StoryEditor, watch: StoryWatch) -> None:
        self._editor = editor
        self._watch = watch

    def places(self, record_id: str) -> list[tuple[str, Place]]:
        """The anchors of a record with their places now, in the order of the text."""
        view, document = self._watch.view, self._editor.story_document
        if view is None or document is None:
            return []
        anchors = view.anchors_by_owner.get(record_id, ())
        found = [(anchor, place) for anchor in anchors if (place := document.place(anchor)) is not None]
        return sorted(found, key=lambda one: one[1].start)

    def lost(self, record_id: str) -> list[tuple[Anchor, Place]]:
        """Those of a record that lost their words."""
        view = self._watch.view
        if view is None:
            return []
        return [(view.anchors[anchor], place) for anchor, place in self.places(record_id) if place.state == "adrift"]

    def first_lost(self) -> str:
        """The first claim or quote that lost a place, empty when none did."""
        view, document = self._watch.view, self._editor.story_document
        if view is None or document is None or not any(one.state == "adrift" for one in document.places().values()):
            return ""
        owners = [*view.claims, *view.verdicts]
        return next((owner for owner in owners if self.lost(owner)), "")

    def at(self, caret: int) -> list[tuple[str, str]]:
        """Kind and id of the claims and quotes that touch the caret: those taken before those found, the narrowest
        first."""
        view, document = self._watch.view, self._editor.story_document
        if view is None or document is None:
            return []
        found: list[tuple[bool, int, str, str]] = []
        for anchor_id in document.anchors_at(caret, caret):
            anchor, place = view.anchors.get(anchor_id), document.place(anchor_id)
            if anchor is None or place is None or place.state == "adrift" or anchor.owner_kind not in MARKED:
                continue
            if anchor.owner in view.claims or anchor.owner in view.verdicts:
                found.append((_is_proposed(view, anchor), place.end - place.start, anchor.owner_kind, anchor.owner))
        return [(kind, owner) for _, _, kind, owner in sorted(found)]


def _is_proposed(view: StoryView, anchor: Anchor) -> bool:
    claim, verdict = view.claims.get(anchor.owner), view.verdicts.get(anchor.owner)
    return claim.claim.proposed if claim is not None else verdict is not None and verdict.use.proposed
