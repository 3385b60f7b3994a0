"""Taking notes: the sheet opened by a key, stored while somebody types, and one step on the timeline for each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from newsroom.desk.own_notes import KeptNotes, OwnNotes, finish_notes, keep_more_notes, keep_notes, newest_notes
from newsroom.domain.errors import ArchiveTrouble, NewsroomError
from newsroom.domain.person import Person
from newsroom.domain.source import Capture
from ui.dialogs.notes import REST_MS, NotesSheet
from ui.time_words import clock_words, here_and_now

if TYPE_CHECKING:
    from newsroom.desk.desk import Desk, Done
    from ui.actions import Actions
    from ui.focus import Focus
    from ui.jobs import JobRunner
    from ui.notices import Notices
    from ui.saving import Saving
    from ui.story_watch import StoryWatch
    from ui.timeline import DeskStep, Timeline


@dataclass(slots=True)
class _Sitting:
    """One open sheet: where its notes lie, and how far they are stored; ``kept`` is changed by the writer alone."""

    sheet: NotesSheet
    story: str
    kept: KeptNotes | None = None
    goes_on: bool = False
    stored: int = 0
    overtaken: int = -1
    step: DeskStep | None = None


class NoteTaking(QObject):
    """``take_notes`` opens a sheet for the open story, ``go_on`` one for notes that are there. Whatever way the program
    ends, what was typed is stored first."""

    def __init__(
        self, *, desk: Desk, timeline: Timeline, watch: StoryWatch, focus: Focus, jobs: JobRunner, saving: Saving,
        actions: Actions, notices: Notices, window: QWidget, clock: Callable[[], datetime] = here_and_now,
        rest_ms: int = REST_MS,
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._desk, self._timeline, self._watch, self._focus = desk, timeline, watch, focus
        self._jobs, self._notices, self._window = jobs, notices, window
        self._clock, self._rest_ms = clock, rest_ms
        self._sittings: list[_Sitting] = []
        saving.also.append(self.flush)
        actions.bind("take_notes", self.take_notes)

    def take_notes(self) -> NotesSheet | None:
        """Opens an empty sheet; None when no story is open."""
        if not self._focus.story:
            return None
        sitting = self._open(self._focus.story)
        queries = self._desk.queries

        def names(_: object) -> list[str]:
            people = queries.where(Person)
            return sorted({name for one in people if (name := one.code_name if one.protected else one.name)})

        def offer(known: list[str]) -> None:
            if sitting in self._sittings:
                sitting.sheet.know_people(known)

        self._jobs.run(names, done=offer, failed=self._notices.tell_error)
        sitting.sheet.who.setFocus()
        return sitting.sheet

    def go_on(self, source_id: str) -> NotesSheet | None:
        """Opens the newest version of the notes of a source; what is changed becomes a new version."""
        view = self._watch.view
        if view is None:
            return None
        there = next((one for one in self._sittings if one.kept is not None and one.kept.source == source_id), None)
        if there is not None:
            there.sheet.raise_()
            there.sheet.activateWindow()
            return there.sheet
        try:
            copy = newest_notes(tuple(view.captures.values()), source_id=source_id)
        except NewsroomError as error:
            self._notices.tell_error(error)
            return None
        sitting = self._open(view.story.id)
        sitting.kept, sitting.goes_on = KeptNotes(source_id, copy.id), True
        sitting.sheet.go_on_with(view.sources[source_id].title, copy.text)
        return sitting.sheet

    def flush(self) -> None:
        """Stores what is typed in every open sheet and waits; raises ``NewsroomError`` when it cannot."""
        for sitting in tuple(self._sittings):
            self._store_now(sitting)

    def _open(self, story: str) -> _Sitting:
        sheet = NotesSheet(
            clock=self._clock, rest_ms=self._rest_ms, may_close=lambda: self._close(sitting), parent=self._window
        )
        sitting = _Sitting(sheet, story)
        self._sittings.append(sitting)
        sheet.wanted.connect(partial(self._store_soon, sitting))
        sheet.show()
        return sitting

    def _store_soon(self, sitting: _Sitting) -> None:
        notes, revision = sitting.sheet.notes(), sitting.sheet.revision
        if not _is_worth_storing(sitting, notes, revision):
            return
        keep = partial(_keep, sitting=sitting, notes=notes, revision=revision)
        told = partial(self._answer, sitting, revision)
        try:
            self._desk.autosave(f"notes {id(sitting)}", _label(sitting), keep, told=told)
        except ArchiveTrouble as trouble:
            sitting.sheet.tell(f"Not saved: {trouble}")

    def _store_now(self, sitting: _Sitting) -> None:
        notes, revision = sitting.sheet.notes(), sitting.sheet.revision
        if not _is_worth_storing(sitting, notes, revision):
            return
        done = self._desk.run(_label(sitting), partial(_keep, sitting=sitting, notes=notes, revision=revision))
        self._answer(sitting, revision, done)

    def _answer(self, sitting: _Sitting, revision: int, result: object) -> None:
        if isinstance(result, NewsroomError):
            sitting.sheet.tell(f"Not saved: {result}")
            return
        if isinstance(result, BaseException):
            raise result
        done = cast("Done[KeptNotes]", result)
        sitting.stored = max(sitting.stored, revision)
        if sitting.step is not None and sitting.step is self._timeline.newest():
            sitting.step.follow(done.changes)
        elif done.changes.rows:
            sitting.step = self._timeline.take(done.changes)
        if sitting.stored >= sitting.sheet.revision:
            sitting.sheet.tell(f"Saved {clock_words(self._clock())}")

    def _close(self, sitting: _Sitting) -> bool:
        """Stores the last words and says that this version is whole; words that cannot be stored keep the sheet."""
        if sitting not in self._sittings:
            return True
        try:
            self._store_now(sitting)
            if sitting.kept is not None:
                done = self._desk.run("Close the notes", _finish, capture_id=sitting.kept.capture)
                if sitting.step is not None and done.changes.rows:
                    sitting.step.follow(done.changes)
        except NewsroomError as error:
            sitting.sheet.tell(f"Not saved: {error}")
            self._notices.tell_error(error)
            return False
        self._sittings.remove(sitting)
        sitting.sheet.deleteLater()
        return True


def _finish(transaction: Any, *, capture_id: str) -> None:
    """Notes that an undo took away meanwhile stay away."""
    if transaction.peek(Capture, capture_id) is not None:
        finish_notes(transaction, capture_id=capture_id)


def _keep(transaction: Any, *, sitting: _Sitting, notes: OwnNotes, revision: int) -> KeptNotes | None:
    """In the writer's thread, where one follows the other: a state that was overtaken is not written any more."""
    if revision <= sitting.overtaken:
        return sitting.kept
    if sitting.goes_on and sitting.kept is not None:
        sitting.kept = keep_more_notes(transaction, known=sitting.kept, text=notes.text)
    else:
        sitting.kept = keep_notes(transaction, story_id=sitting.story, notes=notes, known=sitting.kept)
    sitting.overtaken = revision
    return sitting.kept


def _is_worth_storing(sitting: _Sitting, notes: OwnNotes, revision: int) -> bool:
    """An empty sheet makes no source; one that was stored and emptied is stored empty."""
    return revision > sitting.stored and (sitting.kept is not None or bool(notes.text.strip()))


def _label(sitting: _Sitting) -> str:
    return "Go on with notes" if sitting.goes_on else "Take notes"
