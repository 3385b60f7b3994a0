"""Passages of a saved copy, picked or typed, brought to the text: what a sentence rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from newsroom.desk.passages import back_with_passage, set_passage
from newsroom.text.passage import locator_at

if TYPE_CHECKING:
    from ui.actions import Actions
    from ui.editor.story_editor import StoryEditor
    from ui.notices import Notices
    from ui.panes.sources import SourcesPane
    from ui.story_watch import StoryWatch
    from ui.timeline import Timeline

NO_SENTENCE = "There is no sentence at the caret of the text. Put the caret in one, then try again."
NOTHING_PICKED = "Select the words in the saved copy first."


class PassageActs(QObject):
    """Binds the verbs of words selected in the reader that need the text beside it."""

    def __init__(
        self, *, sources: SourcesPane, editor: StoryEditor, watch: StoryWatch, timeline: Timeline, actions: Actions,
        notices: Notices, parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent or editor)
        self._sources, self._editor, self._watch = sources, editor, watch
        self._timeline, self._notices = timeline, notices
        actions.bind("claim_from_copy", self.back_sentence)
        actions.bind("excerpt_from_copy", self.set_passage)
        sources.passage_typed.connect(self.keep_typed)

    def back_sentence(self) -> None:
        """Attaches the words selected in the copy to the sentence at the caret of the text, or the words selected."""
        passage = self._sources.selected_passage()
        if passage is None:
            self._notices.note(NOTHING_PICKED)
            return
        self._back(passage.source_id, passage.text, self._locator(passage.capture_id, passage.start))

    def set_passage(self) -> None:
        """Lets the evidence looked at rest on the words selected."""
        passage, evidence = self._sources.selected_passage(), self._sources.evidence_id
        if passage is None or not evidence:
            self._notices.note(NOTHING_PICKED)
            return
        locator = self._locator(passage.capture_id, passage.start)
        done = self._timeline.run(
            "Set the passage", set_passage, evidence_id=evidence, excerpt=passage.text, locator=locator
        )
        if done is not None:
            self._notices.note(f"The evidence rests on these words now{_at(locator)}.")

    def keep_typed(self, words: str, place: str) -> None:
        """Keeps a typed passage: for the evidence looked at, else for the sentence at the caret of the text."""
        evidence, typed = self._sources.evidence_id, self._sources.sheet.copy.typed
        if evidence:
            done = self._timeline.run(
                "Set the passage", set_passage, evidence_id=evidence, excerpt=words, locator=place
            )
            if done is not None:
                self._notices.note(f"The evidence rests on what you typed now{_at(place)}.")
                typed.forget()
        elif self._back(self._sources.source_id, words, place):
            typed.forget()

    def _back(self, source: str, words: str, locator: str) -> bool:
        document = self._editor.story_document
        start, end = self._editor.selection()
        if start == end:
            start, end = self._editor.sentence_at(start)
        if document is None or not document.words(start, end).strip():
            self._notices.note(NO_SENTENCE)
            return False
        done = self._timeline.run(
            "Back the sentence", back_with_passage, story_id=document.story_id, start=start, end=end,
            source_id=source, excerpt=words, locator=locator,
        )  # fmt: skip
        if done is not None:
            self._notices.note(f"Attached to the sentence at the caret{_at(locator)}.")
        return done is not None

    def _locator(self, capture_id: str, start: int) -> str:
        view = self._watch.view
        copy = view.captures.get(capture_id) if view is not None else None
        return locator_at(copy.offsets, start) if copy is not None else ""


def _at(locator: str) -> str:
    return f", {locator}" if locator else ""
