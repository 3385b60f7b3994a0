"""One reading of the open story for all panes: made anew off the GUI thread after each change, told as a whole."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

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
"""Changes that follow others within this time are read together."""
LOOK_MS = 60_000
"""How often the clock is asked whether the day, an embargo or a deadline has passed since the story was read."""


class StoryWatch(QObject):
    """``view`` is the newest ``StoryView`` of the story in focus, None before the first and where there is none."""

    viewed = Signal(object)

    def __init__(
        self, *, desk: Desk, bridge: DeskBridge, focus: Focus, jobs: JobRunner, profile: Profile,
        refused: Callable[[NewsroomError], None], clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        look_ms: int = LOOK_MS, parent: QObject | None = None,
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
        self._changed_last = 0.0
        self._makers: list[Callable[[StoryView], object]] = []
        self._is_reading = False
        self._again = False
        self._read_at: datetime | None = None
        self._turns_at: datetime | None = None
        # A timer that was due while the machine slept fires when it wakes, and the clock then tells how long it was.
        self._looking = QTimer(self)
        self._looking.setTimerType(Qt.TimerType.CoarseTimer)
        self._looking.timeout.connect(self.look_at_clock)
        self._looking.start(look_ms)
        bridge.changed.connect(self._changed)
        focus.story_changed.connect(self._turned)

    def prepare(self, make: Callable[[StoryView], object]) -> None:
        """Has ``make`` called in the job with each reading before it is told. What a pane keeps of readings, such as
        lines, is made there and is at hand when the pane asks for it; it touches nothing of the window."""
        self._makers.append(make)

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
        makers = tuple(self._makers)

        def read(_: Job) -> tuple[StoryView, datetime, datetime]:
            from newsroom.desk.story_view import read_story_view
            from newsroom.desk.turning import next_turn

            view = read_story_view(queries, story, profile=profile, now=now, known=known)
            for make in makers:
                make(view)
            return view, now, next_turn(view.records, now=now)

        job = self._jobs.run(
            read, done=lambda found: self._take(story, found), failed=lambda error: self._fail(story, error)
        )
        # A fault of ours has no answer here: the next change must be read all the same.
        job.ended.connect(self._end_reading)

    def look_at_clock(self) -> None:
        """Reads the story anew when time alone changed what holds of it: a new day, an embargo or a deadline passed."""
        read_at, turns_at = self._read_at, self._turns_at
        if self.view is None or read_at is None or turns_at is None or self._is_reading:
            return
        now = self._clock()
        if now >= turns_at or now.date() != read_at.date():
            self.refresh()

    def _end_reading(self) -> None:
        self._is_reading = False

    def _take(self, story: str, read: tuple[StoryView, datetime, datetime]) -> None:
        if story == self._focus.story:
            view, self._read_at, self._turns_at = read
            self.view = view
            self.viewed.emit(view)
        self._read_again()

    def _fail(self, story: str, error: NewsroomError) -> None:
        if story == self._focus.story and not isinstance(error, Missing):
            self._refused(error)
        self._read_again()

    def _read_again(self) -> None:
        if self._again:
            self._again = False
            self.refresh()

    def _changed(self, changes: Changes) -> None:
        del changes
        now = time.monotonic()
        # A single act is read at once; what is told together with it comes before a timer of no time.
        is_alone = (now - self._changed_last) * 1000 > GATHER_MS and not self._timer.isActive()
        self._changed_last = now
        self._timer.start(0 if is_alone else GATHER_MS)

    def _turned(self, story: str) -> None:
        self.view = None
        self.viewed.emit(None)
        self.refresh()
