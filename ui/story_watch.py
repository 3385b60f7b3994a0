"""One reading of the open story for all panes: made anew off the GUI thread after each change, told as a whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from newsroom.domain.errors import Missing, NewsroomError

if TYPE_CHECKING:
    from newsroom.desk.desk import Desk
    from newsroom.desk.story_view import StoryView
    from newsroom.domain.changes import Changes
    from newsroom.domain.profile import Profile
    from ui.desk_bridge import DeskBridge
    from ui.focus import Focus
    from ui.jobs import Job, JobRunner

GATHER_MS = 30
"""Changes that come within this time are read together."""


class StoryWatch(QObject):
    """``view`` is the newest ``StoryView`` of the story in focus, None before the first and where there is none."""

    viewed = Signal(object)

    def __init__(
        self, *, desk: Desk, bridge: DeskBridge, focus: Focus, jobs: JobRunner, profile: Profile,
        refused: Callable[[NewsroomError], None], clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.view: StoryView | None = None
        self._desk = desk
        self._focus = focus
        self._jobs = jobs
        self._profile = profile
        self._refused = refused
        self._clock = clock
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(GATHER_MS)
        self._timer.timeout.connect(self.refresh)
        self._is_reading = False
        self._again = False
        bridge.changed.connect(self._changed)
        focus.story_changed.connect(self._turned)

    def refresh(self) -> None:
        """Reads the story anew; while a reading runs, once more after it."""
        story = self._focus.story
        if not story:
            return
        if self._is_reading:
            self._again = True
            return
        self._is_reading = True
        queries, profile, now, known = self._desk.queries, self._profile, self._clock(), self.view

        def read(_: Job) -> StoryView:
            from newsroom.desk.story_view import read_story_view

            return read_story_view(queries, story, profile=profile, now=now, known=known)

        self._jobs.run(read, done=lambda view: self._take(story, view), failed=lambda error: self._fail(story, error))

    def _take(self, story: str, view: StoryView) -> None:
        self._is_reading = False
        if story == self._focus.story:
            self.view = view
            self.viewed.emit(view)
        self._read_again()

    def _fail(self, story: str, error: NewsroomError) -> None:
        self._is_reading = False
        if story == self._focus.story and not isinstance(error, Missing):
            self._refused(error)
        self._read_again()

    def _read_again(self) -> None:
        if self._again:
            self._again = False
            self.refresh()

    def _changed(self, changes: Changes) -> None:
        del changes
        self._timer.start()

    def _turned(self, story: str) -> None:
        self.view = None
        self.viewed.emit(None)
        self.refresh()
