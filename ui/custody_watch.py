"""Are the kept files still what was kept? Looked at in slices behind the open window, and before a story leaves."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from newsroom.desk.custody import FRESH_SECONDS, all_files, files_of_story, verify_files, verify_story_files
from newsroom.domain.source import OriginalFile
from ui.notices import Notice

if TYPE_CHECKING:
    from newsroom.desk.custody import CustodyReport, FileResult
    from newsroom.desk.desk import Desk
    from newsroom.domain.errors import NewsroomError
    from ui.actions import Actions
    from ui.jobs import Job, JobRunner
    from ui.notices import Notices
    from ui.story_watch import StoryWatch

FIRST_MS, REST_MS = 4000, 150
"""So long after opening the first slice begins, and so long the others wait for what somebody does."""
SLICE = 4 * 1024 * 1024
"""Bytes of one slice; a larger file is a slice of its own."""
TROUBLE = "custody"


class CustodyWatch(QObject):
    """Begins by itself. What is found is read again by everyone through the ``StoryWatch``, and told once."""

    def __init__(
        self, *, desk: Desk, watch: StoryWatch, jobs: JobRunner, notices: Notices, actions: Actions,
        show_source: Callable[[str], None], first_ms: int = FIRST_MS, rest_ms: int = REST_MS,
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._desk, self._watch, self._jobs, self._notices = desk, watch, jobs, notices
        self._show_source = show_source
        self._waiting: list[OriginalFile] | None = None
        self._rest = QTimer(self, singleShot=True, interval=rest_ms)
        self._rest.timeout.connect(self._next)
        QTimer.singleShot(first_ms, self, self._next)
        actions["export"].triggered.connect(self.verify_story)

    @property
    def is_done(self) -> bool:
        """Whether every kept file was looked at since the desk was opened."""
        return self._waiting == []

    def verify_story(self) -> None:
        """Looks at the files of the open story now, so that the list of open points knows before the story leaves."""
        view = self._watch.view
        if view is not None:
            archive, story = self._desk.archive, view.story.id

            def look(job: Job) -> CustodyReport:
                return verify_story_files(
                    archive, story_id=story, within=FRESH_SECONDS, cancelled=lambda: job.is_cancelled
                )

            self._jobs.run(look, done=self._take, failed=self._notices.tell_error, key="custody of the story")

    def _next(self) -> None:
        if self._waiting is None:
            queries, view = self._desk.queries, self._watch.view
            story = view.story.id if view is not None else ""

            def read(_: Job) -> list[OriginalFile]:
                own = files_of_story(queries, story) if story else ()
                return list(dict.fromkeys((*own, *all_files(queries))))

            self._jobs.run(read, done=self._begin, failed=self._later)
        elif self._waiting:
            archive, part = self._desk.archive, _slice_of(self._waiting)

            def look(job: Job) -> CustodyReport:
                return verify_files(archive, files=part, within=FRESH_SECONDS, cancelled=lambda: job.is_cancelled)

            self._jobs.run(look, done=partial(self._go_on, len(part)), failed=self._later)

    def _later(self, _error: NewsroomError) -> None:
        # Nobody asked for it, and whoever writes is told what is wrong with the archive: it is tried again.
        self._rest.start()

    def _begin(self, files: list[OriginalFile]) -> None:
        self._waiting = files
        self._rest.start()

    def _go_on(self, looked_at: int, report: CustodyReport) -> None:
        assert self._waiting is not None
        del self._waiting[:looked_at]
        self._take(report)
        if self._waiting:
            self._rest.start()

    def _take(self, report: CustodyReport) -> None:
        if not report.has_news:
            return
        self._watch.refresh()
        if report.troubles:
            self._tell(report.troubles)
        else:
            self._notices.withdraw(TROUBLE)

    def _tell(self, troubles: tuple[FileResult, ...]) -> None:
        first = troubles[0]
        more = f" {len(troubles) - 1} more are not what was kept either." if len(troubles) > 1 else ""
        resting = first.resting
        counted: list[str] = []
        if resting is not None:
            counted = [_number(len(resting.claims), "claim"), _number(len(resting.uses), "quotation")]
        rests = " and ".join(words for words in counted if words)
        rests = f"On it rest: {rests}." if rests else "Nothing in a text rests on it."
        source = next(iter(resting.sources), None) if resting is not None else None
        self._notices.say(
            Notice(
                f"A kept file is in trouble. {first.words}. {rests}{more} Bring it back from a backup.", kind="trouble",
                key=TROUBLE, verb="Show the source" if source is not None else "",
                act=partial(self._show_source, source.id) if source is not None else None,
            )
        )  # fmt: skip


def _slice_of(files: list[OriginalFile]) -> tuple[OriginalFile, ...]:
    part: list[OriginalFile] = []
    size = 0
    for file in files:
        if part and size + file.size > SLICE:
            break
        part.append(file)
        size += file.size
    return tuple(part)


def _number(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}" if number else ""
