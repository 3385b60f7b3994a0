"""Putting words the desk offered into the story: the text and the places marked in it, as one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsroom.desk.anchors import take_offered_words
from newsroom.desk.stories import set_story_fields

if TYPE_CHECKING:
    from newsroom.desk.offered_wording import Offer
    from ui.editor.story_document import StoryDocument
    from ui.timeline import Timeline

LABEL = "Use the words offered"


def take_offer(offer: Offer, *, document: StoryDocument, timeline: Timeline) -> bool:
    """Puts the words offered into the text, or into the headline. A mark that had its words before has them again: who
    takes what was offered need not check it once more. False when the text is another one meanwhile."""
    if offer.headline is not None:
        fields = {"headline": offer.headline}
        return timeline.run(LABEL, set_story_fields, story_id=document.story_id, fields=fields) is not None
    edits = offer.edits
    if not all(document.words(edit.at, edit.end) == edit.removed for edit in edits):
        return False
    old = {anchor: document.place(anchor) for anchor in document.anchors_at(edits[0].at, edits[-1].end)}
    whole = {anchor: place for anchor, place in old.items() if place is not None and place.state == "attached"}
    document.replace(edits, label=LABEL)
    meant: dict[str, tuple[int, int]] = {}
    for anchor, place in whole.items():
        now = document.place(anchor)
        if (place.start, place.end) == offer.before and offer.after is not None:
            meant[anchor] = offer.after
        elif now is not None and now.state == "reworded":
            meant[anchor] = now.start, now.end
    done = timeline.do(LABEL, take_offered_words, places=meant) if meant else None
    if done is not None:
        timeline.join(done.changes)
    return True
