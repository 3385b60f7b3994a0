"""The captured words put in place of a quotation's: one step, by which no mark is left to be looked at again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsroom.desk.anchors import accept_wordings

if TYPE_CHECKING:
    from newsroom.domain.anchor import TextEdit
    from ui.editor.story_document import StoryDocument
    from ui.timeline import Timeline


def mend_words(edit: TextEdit, *, label: str, document: StoryDocument, timeline: Timeline) -> None:
    """Makes ``edit`` and lets the marks that had their words until then, of the quotation and the claims around it,
    take the new ones as theirs. What had changed before by another hand still waits to be looked at."""
    whole = [one for one in document.anchors_at(edit.at, edit.end) if _state(document, one) == "attached"]
    document.replace((edit,), label=label)
    changed = [one for one in whole if _state(document, one) == "reworded"]
    done = timeline.do(label, accept_wordings, anchor_ids=changed) if changed else None
    if done is not None:
        timeline.join(done.changes)


def _state(document: StoryDocument, anchor_id: str) -> str:
    place = document.place(anchor_id)
    return place.state if place is not None else ""
