"""Protecting people from the window: the sheet is opened for whoever is looked at, and stored as one step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from newsroom.desk.name_places import WhereNamed, delete_older_backups, read_identity, where_named
from newsroom.desk.outgoing_scan import says_protected
from newsroom.desk.person_sheet import Entered, OnTheSheet, people_for_sheet, person_of_use, store_person_sheet
from newsroom.desk.protecting import unprotect_person
from newsroom.domain.errors import NewsroomError
from ui.dialogs.export_form import FOLDER as EXPORTS
from ui.dialogs.person_sheet import PersonSheet
from ui.dropping import FOLDER as SOURCES
from ui.importing import FOLDER as ARTICLES

if TYPE_CHECKING:
    from newsroom.desk.desk import Desk, Done
    from ui.actions import Actions
    from ui.focus import Focus
    from ui.jobs import JobRunner
    from ui.notices import Notice, Notices
    from ui.session import Session
    from ui.timeline import Timeline


T = TypeVar("T")
REMEMBERED = (EXPORTS, SOURCES, ARTICLES)
"""Under these names the session remembers folders."""


@dataclass(frozen=True, slots=True)
class _Offered:
    """Whom the sheet may be about, and with whom it begins."""

    people: tuple[OnTheSheet, ...]
    chosen: str


class Protecting(QObject):
    """Binds ``protect_person``. The sheet begins with the speaker of the selected quotation."""

    def __init__(
        self, *, desk: Desk, timeline: Timeline, focus: Focus, jobs: JobRunner, actions: Actions, notices: Notices,
        session: Session, window: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._desk, self._timeline, self._focus = desk, timeline, focus
        self._jobs, self._notices, self._session, self._window = jobs, notices, session, window
        actions.bind("protect_person", self.open)

    def open(self, person_id: str = "", *, over: QWidget | None = None) -> PersonSheet:
        """Shows the sheet at once, ``over`` the window that asks; the people to choose from come when they are read. It
        begins with ``person_id``, else with whoever is looked at."""
        sheet = PersonSheet(store=lambda entered: self._store(sheet, entered), parent=over or self._window)
        sheet.names_wanted.connect(lambda person: self._show_names(sheet, person))
        sheet.named_again.connect(lambda person, reason: self._name_again(sheet, person, reason))
        sheet.finished.connect(sheet.deleteLater)
        queries, (kind, record) = self._desk.queries, self._focus.record

        def read(_: object) -> _Offered:
            looked_at = person_of_use(queries, record) if kind == "quote_use" else record if kind == "person" else ""
            return _Offered(people_for_sheet(queries), person_id or looked_at)

        def offer(offered: _Offered) -> None:
            if sheet.isVisible():
                sheet.form.offer(offered.people, chosen=offered.chosen)

        sheet.form.offer((), chosen="")
        self._jobs.run(read, done=offer, failed=self._notices.tell_error, key="person sheet")
        sheet.open()
        sheet.form.code.setFocus()
        return sheet

    def _store(self, sheet: PersonSheet, entered: Entered) -> str:
        done, told = self._run("Protect a person", partial(store_person_sheet, entered=entered))
        if done is None:
            return told
        self._forget_folders()
        person = done.value.person
        self._look_for_places(sheet, person.id, person.code_name)
        return ""

    def _forget_folders(self) -> None:
        """A folder remembered before may bear the name."""
        for key in REMEMBERED:
            if says_protected(self._desk.archive, str(self._session.get(key, ""))):
                self._session.set(key, None)

    def _look_for_places(self, sheet: PersonSheet, person_id: str, code_name: str) -> None:
        archive = self._desk.archive

        def show(found: WhereNamed) -> None:
            if sheet.isVisible():
                sheet.show_places(found, code_name=code_name)
                sheet.backups_dropped.connect(lambda: self._drop_backups(sheet, found, person_id, code_name))

        self._jobs.run(
            lambda _: where_named(archive, person_id=person_id), done=show, failed=self._notices.tell_error,
            label="Looking for where the name still stands",
        )  # fmt: skip

    def _drop_backups(self, sheet: PersonSheet, found: WhereNamed, person_id: str, code_name: str) -> None:
        archive = self._desk.archive
        sheet.backups_dropped.disconnect()
        self._jobs.run(
            lambda _: delete_older_backups(archive, found=found),
            done=lambda _: self._look_for_places(sheet, person_id, code_name), failed=self._notices.tell_error,
            label="Making a new backup",
        )  # fmt: skip

    def _show_names(self, sheet: PersonSheet, person_id: str) -> None:
        try:
            sheet.form.show_identity(read_identity(self._desk.archive, person_id=person_id))
        except NewsroomError as error:
            sheet.refuse(str(error))

    def _name_again(self, sheet: PersonSheet, person_id: str, reason: str) -> None:
        done, told = self._run("Name this person again", partial(unprotect_person, person_id=person_id, reason=reason))
        if done is None:
            sheet.refuse(told)
        else:
            sheet.accept()

    def _run(self, label: str, operation: Callable[[Any], T]) -> tuple[Done[T] | None, str]:
        """Runs a step; where it is refused, the sentence that told why, for the sheet that covers the notices."""
        refused: list[str] = []

        def hear(notice: Notice) -> None:
            refused.append(notice.words)

        self._notices.said.connect(hear)
        try:
            done = self._timeline.run(label, operation)
        finally:
            self._notices.said.disconnect(hear)
        return done, refused[-1] if refused else ""
