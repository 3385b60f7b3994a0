"""What a person says of a claim by one key: everybody knows it, we saw it, it is stated here too. What is no claim yet
becomes one with the first two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsroom.desk.claims import mark_again, mark_claim, set_claim_fields
from ui.marking_places import MarkedPlaces

if TYPE_CHECKING:
    from ui.actions import Actions
    from ui.editor.story_editor import StoryEditor
    from ui.focus import Focus
    from ui.notices import Notices
    from ui.story_watch import StoryWatch
    from ui.timeline import Timeline

LABELS = {
    "common_knowledge": ("Say that it is common knowledge", "Say that it is not common knowledge"),
    "own_observation": ("Say that we saw it", "Say that we did not see it"),
}
"""Action and field → the step's name where it is set, and where it is taken back."""


class ClaimSays:
    """Binds ``common_knowledge`` and ``own_observation``, which pressed again take back what was said, and
    ``claim_again``."""

    def __init__(
        self, *, editor: StoryEditor, watch: StoryWatch, focus: Focus, timeline: Timeline, actions: Actions,
        notices: Notices,
    ) -> None:  # fmt: skip
        self._editor, self._watch, self._focus = editor, watch, focus
        self._timeline, self._notices = timeline, notices
        self._marked = MarkedPlaces(editor=editor, watch=watch)
        self._before, self._now = "", ""
        focus.record_changed.connect(self._note_look)
        actions.bind("common_knowledge", lambda: self.say("common_knowledge"))
        actions.bind("own_observation", lambda: self.say("own_observation"))
        actions.bind("claim_again", self.claim_again)

    def say(self, field: str) -> None:
        """Of the claim at the caret or the one chosen in its pane; what is no claim yet is made one with it."""
        claim_id = self._meant()
        view = self._watch.view
        said = view.claims.get(claim_id) if view is not None else None
        if said is None or said.claim.proposed:
            self._make(field)
            return
        is_so = not getattr(said.claim, field)
        label = LABELS[field][0 if is_so else 1]
        self._timeline.run(label, set_claim_fields, claim_id=claim_id, fields={field: is_so})

    def claim_again(self) -> None:
        """The words at the caret state the claim looked at last once more: one claim, with one place more."""
        view, meant = self._watch.view, self._words()
        if view is None or meant is None:
            return
        start, end = meant
        claim_id = self._looked_at(start, end)
        if claim_id not in view.claims:
            self._notices.note("Choose a claim first, then the words that state it once more.")
            return
        if self._touches(claim_id, start, end):
            self._notices.note("These words are a place of that claim already. Select the others that state it.")
            return
        done = self._timeline.run(
            "Mark another place of the claim", mark_again, claim_id=claim_id, start=start, end=end
        )
        if done is not None:
            self._focus.look_at("claim", claim_id)

    def _looked_at(self, start: int, end: int) -> str:
        """The claim looked at last. Where the caret went into a proposal when the words were selected, that was looked
        at by the way: the one before is meant."""
        view, (kind, claim_id) = self._watch.view, self._focus.record
        said = view.claims.get(claim_id) if view is not None and kind == "claim" else None
        if said is not None and said.claim.proposed and self._touches(claim_id, start, end):
            return self._before
        return claim_id if said is not None else ""

    def _touches(self, claim_id: str, start: int, end: int) -> bool:
        return any(start < at.end and at.start < end for _, at in self._marked.places(claim_id))

    def _note_look(self, kind: str, record_id: str) -> None:
        """Keeps the claim looked at before this one."""
        now = record_id if kind == "claim" else ""
        if now != self._now:
            self._before, self._now = self._now, now

    def _make(self, field: str) -> None:
        view, meant = self._watch.view, self._words()
        if view is None or meant is None:
            return
        start, end = meant
        done = self._timeline.run(
            LABELS[field][0], mark_claim, story_id=view.story.id, start=start, end=end, fields={field: True}
        )
        if done is not None:
            self._focus.look_at("claim", done.value.id)

    def _words(self) -> tuple[int, int] | None:
        """The selected words, or the sentence at the caret, without the blanks at their ends; None where there are
        none, which is said."""
        document = self._editor.story_document
        start, end = self._editor.selection()
        if start == end:
            start, end = self._editor.sentence_at(start)
        words = document.words(start, end) if document is not None else ""
        if not words.strip():
            self._notices.note("Put the caret in a sentence, or select the words that are claimed.")
            return None
        return start + len(words) - len(words.lstrip()), start + len(words.rstrip())

    def _meant(self) -> str:
        """The claim chosen in its pane while the text has not the keyboard; else the one at the caret, where no other
        words are selected."""
        if self._editor.window().focusWidget() is not self._editor:
            kind, record_id = self._focus.record
            return record_id if kind == "claim" else ""
        start, end = self._editor.selection()
        here = [record for kind, record in self._marked.at(self._editor.caret()) if kind == "claim"]
        if start == end:
            return next(iter(here), "")
        same = [one for one in here if any((at.start, at.end) == (start, end) for _, at in self._marked.places(one))]
        return next(iter(same), "")
