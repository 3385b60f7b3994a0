"""How much is open in each story of the desk: counted one after the other behind everything else."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from newsroom.desk.check import Checked, check_story
from newsroom.domain.errors import NewsroomError
from ui.panes.stories_lines import OpenCounts

if TYPE_CHECKING:
    from newsroom.desk.desk import Desk
    from newsroom.desk.story_view import StoryView
    from newsroom.domain.changes import Changes
    from newsroom.domain.profile import Profile
    from ui.jobs import Job, JobRunner

PAUSE_MS = 120
"""Between one story and the next, so that nobody waits for the counts."""
SETTLE_MS = 2000
"""After a change that may concern any story, this long until all are counted again."""


class StoryCounts(QObject):
    """``counts`` is what is known so far, by the id of the story."""

    changed = Signal()

    def __init__(
        self, *, desk: Desk, jobs: JobRunner, profile: Profile, clock: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.counts: dict[str, OpenCounts] = {}
        self._desk = desk
        self._jobs = jobs
        self._profile = profile
        self._clock = clock
        self._known: tuple[str, ...] = ()
        self._waiting: list[str] = []
        self._counting = ""
        self._next = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._next.timeout.connect(self._count_next)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(lambda: self._want(self._known))

    def know(self, stories: Iterable[str]) -> None:
        """These are the stories of the desk; those not counted yet are counted."""
        self._known = tuple(stories)
        self.counts = {story: count for story, count in self.counts.items() if story in self._known}
        self._want([story for story in self._known if story not in self.counts])

    def take_view(self, view: StoryView | None) -> None:
        """The open story was checked already; its counts are those of the check."""
        if view is None:
            return
        self._put(view.story.id, _counts_of(view.checked))
        if view.story.id in self._waiting:
            self._waiting.remove(view.story.id)

    def follow(self, changes: Changes, *, open_story: str) -> None:
        """Stories whose words or records were changed are counted again; the open one tells its own."""
        touched: set[str] = set()
        for row in changes.rows:
            record = row.after or row.before
            story = getattr(record, "story", None) or (row.id if row.kind == "story" else None)
            if story is None:
                # A source or an outlet may lie in the file of any story.
                self._settle.start()
            elif story != open_story:
                touched.add(story)
        self._want([story for story in self._known if story in touched])

    def _want(self, stories: Iterable[str]) -> None:
        self._waiting += [story for story in stories if story not in self._waiting]
        if self._waiting and not self._next.isActive() and not self._counting:
            self._next.start()

    def _count_next(self) -> None:
        if not self._waiting or self._counting:
            return
        story = self._counting = self._waiting.pop(0)
        queries, profile, now = self._desk.queries, self._profile, self._clock()

        def count(_: Job) -> OpenCounts:
            return _counts_of(check_story(queries.story_records(story), profile=profile, now=now))

        self._jobs.run(count, done=partial(self._counted, story), failed=partial(self._not_counted, story))

    def _counted(self, story: str, counts: OpenCounts) -> None:
        self._put(story, counts)
        self._go_on()

    def _not_counted(self, _story: str, _error: NewsroomError) -> None:
        # A story that cannot be read says so when it is opened.
        self._go_on()

    def _go_on(self) -> None:
        self._counting = ""
        self._want(())

    def _put(self, story: str, counts: OpenCounts) -> None:
        if self.counts.get(story) != counts:
            self.counts[story] = counts
            self.changed.emit()


def _counts_of(checked: Checked) -> OpenCounts:
    return OpenCounts(checked.count("stop"), checked.count("ask"), checked.count("tell"))
