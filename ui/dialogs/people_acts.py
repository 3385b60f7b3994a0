"""What is done in the window of people: each one step that Undo takes back, but for a purge."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from newsroom.desk import persons
from newsroom.desk.person_purge import delete_copies, look_before_purge
from newsroom.desk.purge import PurgeReport, finish_purge, purge_person
from newsroom.desk.terms import agree_terms, promise_read_back
from newsroom.domain.errors import NewsroomError
from newsroom.domain.person import Organization
from ui.dialogs.people_merge import MakeOne
from ui.dialogs.people_purge import PurgePerson
from ui.dialogs.people_role import RoleForm

if TYPE_CHECKING:
    from newsroom.desk.desk import Desk
    from newsroom.desk.people_lines import RoleLine
    from ui.icons import Icons
    from ui.jobs import JobRunner
    from ui.notices import Notice, Notices
    from ui.timeline import Timeline
    from ui.widgets.record_list import RecordLine

T = TypeVar("T")
NOT_REWRITTEN = "The person is gone, but the file of the desk could not be written anew: old bytes may be left in it."


class PeopleActs(QObject):
    """``window`` is what the dialogs stand over."""

    told = Signal(str)
    """Why an act was refused, for the window that covers the notices; empty when one was done."""
    made = Signal(str)
    """The id of somebody, or something, that was made or goes on."""

    def __init__(
        self, *, desk: Desk, timeline: Timeline, jobs: JobRunner, notices: Notices, icons: Icons, window: QWidget
    ) -> None:
        super().__init__(window)
        self._desk, self._timeline, self._jobs = desk, timeline, jobs
        self._notices, self._icons, self._window = notices, icons, window
        self._dialogs: set[QDialog] = set()

    def add_person(self, name: str) -> None:
        self._made(self._run("Add a person", lambda tx: persons.add_person(tx, name=name).id))

    def add_organization(self, name: str) -> None:
        self._made(self._run("Add an organisation", lambda tx: persons.add_organization(tx, name=name).id))

    def set_person(self, person_id: str, fields: dict[str, object]) -> None:
        label = {"name": "Rename the person", "aliases": "Change the other names"}.get(
            next(iter(fields)), "Change the pronouns"
        )
        self._run(label, lambda tx: persons.set_person_fields(tx, person_id=person_id, fields=fields))

    def set_organization(self, organization_id: str, fields: dict[str, object]) -> None:
        self._run(
            "Change the organisation",
            lambda tx: persons.set_organization_fields(tx, organization_id=organization_id, fields=fields),
        )

    def set_terms(self, person_id: str, value: str) -> None:
        self._run("Note what was agreed", lambda tx: agree_terms(tx, record_id=person_id, value=value))

    def promise(self, person_id: str, promised: bool) -> None:
        """Notes that words of a person are to be read back before they are printed, or that it was done."""
        label = "Promise to read back" if promised else "Note that it was read back"
        self._run(label, lambda tx: promise_read_back(tx, record_id=person_id, promised=promised))

    def ask_role(self, person_id: str, line: RoleLine | None) -> None:
        """Asks for a role, new or changed, and stores it."""

        role_id = line.role.id if line is not None else ""

        def store(organization: str, fields: dict[str, object]) -> str:
            if not role_id:
                return self._refusal(
                    "Add a role",
                    lambda tx: persons.give_role(tx, person_id=person_id, organization=organization, fields=fields),
                )
            return self._refusal(
                "Change the role",
                lambda tx: persons.set_role_fields(
                    tx, role_id=role_id, fields=fields, organization=organization
                ),
            )  # fmt: skip

        names = [one.name for one in self._desk.queries.where(Organization)]
        self._open(RoleForm(role=line, organizations=names, store=store, parent=self._window))

    def drop_role(self, role_id: str) -> None:
        self._run("Take the role away", lambda tx: persons.bin_role(tx, role_id=role_id))

    def ask_merge(self, one: RecordLine, others: Sequence[RecordLine], *, organizations: bool) -> None:
        """Asks who is the same, and makes them one."""
        what = "organisation" if organizations else "person"
        dialog = MakeOne(what=what, one=one, others=others, icons=self._icons, parent=self._window)

        def merge(keep: str, drop: str) -> None:
            verb = persons.merge_organizations if organizations else persons.merge_people
            self._made(self._run(f"Make two one {what}", lambda tx: verb(tx, keep=keep, drop=drop).id))

        dialog.wanted.connect(merge)
        self._open(dialog)

    def bin(self, record_id: str, *, organization: bool) -> None:
        def verb(tx: Any) -> object:
            if organization:
                return persons.bin_organization(tx, organization_id=record_id)
            return persons.bin_person(tx, person_id=record_id)

        self._run(f"Move the {'organisation' if organization else 'person'} to the bin", verb)

    def take_out(self, record_id: str, *, organization: bool) -> None:
        def verb(tx: Any) -> object:
            if organization:
                return persons.take_organization_out(tx, organization_id=record_id)
            return persons.take_person_out(tx, person_id=record_id)

        self._run(f"Take the {'organisation' if organization else 'person'} out of the bin", verb)

    def ask_purge(self, person_id: str) -> None:
        """Says what would go and what would stay, asks, and purges."""
        dialog = PurgePerson(parent=self._window)
        archive = self._desk.archive
        dialog.wanted.connect(lambda: self._purge(dialog, person_id))
        self._open(dialog)
        self._jobs.run(
            lambda _: look_before_purge(archive, person_id=person_id),
            done=lambda before: self._in(dialog, lambda: dialog.show_before(before)),
            failed=lambda error: self._in(dialog, lambda: dialog.refuse(str(error), again=False)),
            key="before a purge",
        )  # fmt: skip

    def _purge(self, dialog: PurgePerson, person_id: str) -> None:
        archive = self._desk.archive
        told = _Told(self._notices)
        with told:
            done = self._timeline.do("Purge a person", purge_person, person_id=person_id)
        if done is None:
            dialog.refuse(told.words)
            return
        # The steps before hold what was purged; none of them may bring it back, nor lie in memory.
        self._timeline.forget()
        purged = done.value
        dialog.show_working()

        def show(report: PurgeReport) -> None:
            self._in(dialog, lambda: self._show_report(dialog, report))

        def fail(error: NewsroomError) -> None:
            self._notices.tell_error(error)
            self._in(dialog, lambda: dialog.refuse(f"{NOT_REWRITTEN} {error}", again=False))

        self._jobs.run(
            lambda _: finish_purge(archive, purged=purged), done=show, failed=fail,
            label="Writing the desk anew without the person",
        )  # fmt: skip

    def _show_report(self, dialog: PurgePerson, report: PurgeReport) -> None:
        dialog.show_after(report)
        dialog.backups_dropped.connect(lambda: self._drop_backups(dialog, report))

    def _drop_backups(self, dialog: PurgePerson, report: PurgeReport) -> None:
        archive = self._desk.archive
        dialog.backups_dropped.disconnect()
        clean = PurgeReport(report.purged, report.files_removed, (), ())
        self._jobs.run(
            lambda _: delete_copies(archive, report=report),
            done=lambda _: self._in(dialog, lambda: dialog.show_after(clean)), failed=self._notices.tell_error,
            label="Making a new backup",
        )  # fmt: skip

    def _open(self, dialog: QDialog) -> None:
        self._dialogs.add(dialog)
        dialog.finished.connect(lambda: self._dialogs.discard(dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _in(self, dialog: QDialog, act: Callable[[], None]) -> None:
        """Does something in a dialog a job was for, unless it was closed meanwhile."""
        if dialog in self._dialogs:
            act()

    def _made(self, record_id: str | None) -> None:
        if record_id is not None:
            self.made.emit(record_id)

    def _run(self, label: str, operation: Callable[[Any], T]) -> T | None:
        told = _Told(self._notices)
        with told:
            done = self._timeline.run(label, operation)
        self.told.emit(told.words if done is None else "")
        return done.value if done is not None else None

    def _refusal(self, label: str, operation: Callable[[Any], object]) -> str:
        """Why it was not done, for a form that stays open; empty when it was."""
        told = _Told(self._notices)
        with told:
            done = self._timeline.run(label, operation)
        return told.words if done is None else ""


class _Told:
    """What the notices say meanwhile: a dialog covers the bar they stand in."""

    def __init__(self, notices: Notices) -> None:
        self._notices = notices
        self.words = ""

    def __enter__(self) -> None:
        self._notices.said.connect(self._hear)

    def __exit__(self, *_: object) -> None:
        self._notices.said.disconnect(self._hear)

    def _hear(self, notice: Notice) -> None:
        self.words = notice.words
