"""Stories whose making was undone: that they are gone is said, and the other key brings them and their steps back.
What was said of an act goes with the act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.notices import Notice
from ui.timeline import DeskStep

if TYPE_CHECKING:
    from newsroom.domain.changes import RowChange
    from newsroom.domain.record import Record
    from ui.editor.story_document import StoryDocument
    from ui.editor.story_editor import StoryEditor
    from ui.focus import Focus
    from ui.notices import Notices
    from ui.open_stories import OpenStories
    from ui.timeline import Step, Timeline

GONE = "gone"
"""The key of the notice that a story went by an undo."""


class TakenBack(QObject):
    """Hears what is undone and redone. The undo of a making ends there: until somebody works in the story shown then,
    a key that is held down does not reach into it."""

    def __init__(
        self, *, stories: OpenStories, timeline: Timeline, focus: Focus, editor: StoryEditor, notices: Notices
    ) -> None:
        super().__init__(stories)
        self._stories = stories
        self._timeline = timeline
        self._focus = focus
        self._notices = notices
        self._put_by: dict[str, StoryDocument] = {}
        timeline.undone.connect(lambda _step: notices.outdate(undone=True))
        focus.story_changed.connect(lambda _story: notices.outdate(undone=False))
        timeline.undone.connect(self._follow_undo)
        timeline.redone.connect(self._follow_redo)
        # Whoever goes anywhere in the text shown works in it now.
        editor.caret_moved.connect(self._go_on)

    def _follow_undo(self, step: Step) -> None:
        for row in _stories_in(step):
            if row.after is None and row.before is not None:
                self._leave(row.id, row.before)

    def _follow_redo(self, step: Step) -> None:
        for row in _stories_in(step):
            document = self._put_by.pop(row.id, None)
            if document is not None:
                self._notices.withdraw(GONE)
                self._stories.take_in(document)

    def _leave(self, story_id: str, story: Record) -> None:
        making, was_shown = self._timeline.leave(story_id), story_id == self._focus.story
        document = self._stories.put_by(story_id) if making else None
        if document is None:
            # The desk tells of it in a moment, and it is left then.
            return
        self._put_by[story_id] = document
        if was_shown:
            self._timeline.stay_with(story_id)
        self._notices.say(Notice(
            f"“{name_of(story)}” is gone from the desk: “{making}” was undone.", key=GONE, verb="Bring it back",
            act=lambda: self._timeline.bring_back(story_id), stays=True,
        ))  # fmt: skip

    def _go_on(self, _caret: int) -> None:
        self._timeline.go_on()


def _stories_in(step: Step) -> tuple[RowChange, ...]:
    """What a step of the desk, as it was turned last, did to stories."""
    return tuple(row for row in step.changes.rows if row.kind == "story") if isinstance(step, DeskStep) else ()


def name_of(story: Record) -> str:
    """What a story is called: its headline, else its slug."""
    return str(getattr(story, "headline", "") or getattr(story, "slug", ""))
