"""Bringing articles in without a dialog: the text opens at once, what was found waits in the bar above it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from newsroom.domain.changes import Changes, merge_changes
from newsroom.domain.errors import NewsroomError
from newsroom.tasks.articles import BroughtIn, bring_in, open_article
from ui.last_folder import folder_used, remember_folder
from ui.notices import Notice

if TYPE_CHECKING:
    from newsroom.desk.desk import Desk
    from ui.actions import Actions
    from ui.focus import Focus
    from ui.jobs import Job, JobRunner
    from ui.notices import Notices
    from ui.session import Session
    from ui.timeline import Timeline

FILTER = "Articles (*.txt *.md *.text *.markdown);;All files (*)"
FOLDER = "import_folder"
"""Under this name the session remembers where articles were looked for last."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: a story, or the trouble in a sentence."""

    name: str
    brought: BroughtIn | None = None
    trouble: NewsroomError | None = None


class Importing(QObject):
    """Files become stories in a job; the last one opens, and one undo takes all of them back."""

    def __init__(
        self, *, window: QWidget, desk: Desk, timeline: Timeline, focus: Focus, jobs: JobRunner, actions: Actions,
        notices: Notices, session: Session, pick: Callable[[QWidget, str], Sequence[Path]] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._timeline = timeline
        self._focus = focus
        self._jobs = jobs
        self._notices = notices
        self._session = session
        self._pick = pick or pick_articles
        actions.bind("import_article", self.choose)

    def choose(self) -> None:
        """Asks for files and brings them in."""
        paths = list(self._pick(self._window, folder_used(self._session, FOLDER)))
        if paths:
            remember_folder(self._session, FOLDER, paths[0].parent, desk=self._desk)
            self.bring_in(paths)

    def bring_in(self, paths: Sequence[Path], *, notice: Notice | None = None) -> None:
        """Makes a story of each file. ``notice`` is said in place of the plain sentence when all went well."""
        desk, files = self._desk, tuple(paths)

        def work(job: Job) -> list[Outcome]:
            return _brought_in(desk, files, job)

        names = files[0].name if len(files) == 1 else f"{len(files)} articles"
        self._jobs.run(work, done=lambda outcomes: self._opened(outcomes, notice), failed=self._notices.tell_error,
                       label=f"Importing {names}")  # fmt: skip

    def _opened(self, outcomes: Sequence[Outcome], notice: Notice | None) -> None:
        brought = [one.brought for one in outcomes if one.brought is not None]
        if brought:
            story = brought[-1].result.story.id
            self._focus.look_at_story(story)
            changes = _merged([one.changes for one in brought])
            # Only where the new story is really open is its line the one to take this back on.
            self._timeline.take(changes) if self._focus.story == story else self._timeline.adopt(changes)
        self._tell(outcomes, notice)

    def _tell(self, outcomes: Sequence[Outcome], notice: Notice | None) -> None:
        if len(outcomes) == 1:
            (one,) = outcomes
            if one.trouble is not None:
                self._notices.tell_error(one.trouble)
            elif one.brought is not None:
                self._tell_brought(one.name, one.brought, notice)
            return
        failed = sum(one.trouble is not None for one in outcomes)
        lines = "\n".join(f"{one.name}: {_became(one)}" for one in outcomes)
        words = f"Imported {len(outcomes) - failed} of {len(outcomes)} files; the last one is open."
        if failed == len(outcomes):
            words = f"None of the {failed} files could be imported. The details say why for each."
        self._notices.say(Notice(words, kind="refused" if failed else "note", details=lines))

    def _tell_brought(self, name: str, brought: BroughtIn, notice: Notice | None) -> None:
        told = " ".join(brought.article.notices)
        plain = Notice(f"Imported “{brought.result.story.headline or name}”. The file is kept as it was.")
        if notice is not None:
            self._notices.say(notice._replace(words=f"{told} {notice.words}".strip()))
        else:
            self._notices.say(Notice(told, key=f"import {brought.result.story.id}") if told else plain)


def pick_articles(window: QWidget, folder: str) -> Sequence[Path]:
    """Files a person chooses; none when they think better of it."""
    names, _ = QFileDialog.getOpenFileNames(window, "Import articles", folder, FILTER)
    return [Path(name) for name in names]


def _brought_in(desk: Desk, paths: Sequence[Path], job: Job) -> list[Outcome]:
    outcomes: list[Outcome] = []
    for number, path in enumerate(paths):
        job.report(number, len(paths), path.name)
        try:
            opened = open_article(path=path)
            if job.is_cancelled:
                break
            outcomes.append(Outcome(path.name, bring_in(desk, opened=opened)))
        except NewsroomError as error:
            outcomes.append(Outcome(path.name, trouble=error))
    if job.is_cancelled:
        for one in reversed(outcomes):
            if one.brought is not None:
                desk.revert(one.brought.changes)
    return outcomes


def _merged(changes: Sequence[Changes]) -> Changes:
    whole = changes[0]
    for more in changes[1:]:
        whole = merge_changes(whole, more)
    return whole


def _became(one: Outcome) -> str:
    if one.brought is None:
        return str(one.trouble or "not read")
    story = one.brought.result.story
    return " ".join((f"imported as “{story.headline or story.slug}”.", *one.brought.article.notices))
