"""The people and organisations of the desk: a list, one of them in full at the side, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from newsroom.desk.people_lines import (
    BIN,
    ORGANISATIONS,
    WholeOrganization,
    WholePerson,
    listed_organizations,
    listed_people,
    part_of,
    whole_organization,
    whole_person,
)
from newsroom.domain.errors import NewsroomError
from ui.dialogs.people_acts import PeopleActs
from ui.dialogs.people_list import Listed, PeopleList
from ui.dialogs.people_organization import OrganizationDetail
from ui.dialogs.people_person import PersonDetail
from ui.dialogs.people_verbs import PeopleVerbs
from ui.widgets.asked_line import AskedLine
from ui.widgets.entries import tell, wrapped

if TYPE_CHECKING:
    from newsroom.desk.desk import Desk
    from ui.desk_bridge import DeskBridge
    from ui.icons import Icons
    from ui.jobs import Job, JobRunner
    from ui.notices import Notices
    from ui.timeline import Timeline

GATHER_MS = 60
"""Changes of the desk that come within this time are shown together."""
HINTS = (
    "Choose somebody, and what is known of them and where they are used stands here.",
    "Choose an organisation, and who has a role there stands here.",
    "Choose what is to be taken out of the bin, or purged.",
)


class PeopleWindow(QDialog):
    """Stands beside the desk. ``follow(story, kind, id)`` opens what a line of the details leads to, ``open_sheet`` the
    sheet of protected people with somebody chosen (an id)."""

    def __init__(
        self, *, desk: Desk, bridge: DeskBridge, timeline: Timeline, jobs: JobRunner, notices: Notices, icons: Icons,
        follow: Callable[[str, str, str], None], open_sheet: Callable[[str], object], parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._desk, self._jobs, self._refused = desk, jobs, notices.tell_error
        self._follow, self._open_sheet = follow, open_sheet
        self._writable = not desk.archive.is_read_only
        self._wanted = ""
        self.people = PeopleList(icons=icons, parent=self)
        self.person = PersonDetail(icons=icons, parent=self)
        self.organization = OrganizationDetail(icons=icons, parent=self)
        self.hint, self.told = wrapped(HINTS[0], object_name="hint"), wrapped(object_name="told")
        self.side, self.verbs = QStackedWidget(self), PeopleVerbs(parent=self)
        self.asked = AskedLine("What is the name?", parent=self)
        self.acts = PeopleActs(desk=desk, timeline=timeline, jobs=jobs, notices=notices, icons=icons, window=self)
        self._load_timer = QTimer(self, singleShot=True, interval=GATHER_MS)
        self._lay_out()
        self._connect(bridge)
        self._follow_chosen()

    def call(self) -> None:
        """Shows the window, or brings it to the front."""
        self.show()
        self.raise_()
        self.activateWindow()
        self.people.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.people.line.selectAll()

    def show_record(self, record_id: str) -> None:
        """Shows the window with a person or an organisation chosen, also one in the bin."""
        self.people.line.clear()
        self._wanted = record_id
        self.call()
        self.load()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.load()

    def load(self) -> None:
        """Reads the list anew; who was chosen stays chosen."""
        self._load_timer.stop()
        queries, part, wanted = self._desk.queries, self.people.part, self._wanted

        def read(_: Job) -> tuple[int, Listed]:
            at = part_of(queries, wanted) if wanted else part
            people = listed_people(queries, binned=at == BIN) if at != ORGANISATIONS else ()
            bodies = listed_organizations(queries, binned=at == BIN) if at in (ORGANISATIONS, BIN) else ()
            return at, Listed(people, bodies)

        self._jobs.run(read, done=lambda found: self._show(*found), failed=self._refused, key="people")

    def _show(self, part: int, listed: Listed) -> None:
        if self.people.show_listed(part, listed, choose=self._wanted):
            self._wanted = ""
        self._show_chosen()

    def _turned(self) -> None:
        self._wanted = ""
        self.asked.hide()
        tell(self.told, "")
        self._let_go()
        self.load()

    def _show_chosen(self) -> None:
        self._follow_chosen()
        chosen, queries, person = self.people.chosen_id, self._desk.queries, self.people.chosen_person
        if not chosen:
            self._let_go()
            return

        def read(_: Job) -> WholePerson | WholeOrganization:
            return whole_person(queries, chosen) if person is not None else whole_organization(queries, chosen)

        self._jobs.run(read, done=self._show_whole, failed=self._gone, key="one of the people")

    def _show_whole(self, whole: WholePerson | WholeOrganization) -> None:
        writable = self._writable and self.people.part != BIN
        if isinstance(whole, WholePerson):
            if whole.person.id == self.people.chosen_id:
                self.person.show_person(whole, writable=writable)
                self.side.setCurrentWidget(self.person)
        elif whole.organization.id == self.people.chosen_id:
            self.organization.show_organization(whole, writable=writable)
            self.side.setCurrentWidget(self.organization)

    def _gone(self, error: NewsroomError) -> None:
        tell(self.told, str(error))
        self._let_go()

    def _let_go(self) -> None:
        self.person.let_go()
        self.organization.let_go()
        self.hint.setText(HINTS[self.people.part])
        self.side.setCurrentIndex(0)
        self._follow_chosen()

    def _follow_chosen(self) -> None:
        people = self.people
        self.verbs.follow(
            people.part, chosen=bool(people.chosen_id), person=people.chosen_person, writable=self._writable
        )

    def _tell(self, words: str) -> None:
        tell(self.told, words)
        if words:
            self.person.take_back()
            self.organization.take_back()

    def _made(self, record_id: str) -> None:
        self.people.line.clear()
        self._wanted = record_id
        self._load_timer.start()

    def _add(self, name: str) -> None:
        if self.people.part == ORGANISATIONS:
            self.acts.add_organization(name)
        else:
            self.acts.add_person(name)

    def _merge(self) -> None:
        lines, chosen = self.people.mergeable(), self.people.chosen_id
        one = next((line for line in lines if line.id == chosen), None)
        if one is not None:
            others = [line for line in lines if line.id != chosen]
            self.acts.ask_merge(one, others, organizations=self.people.chosen_person is None)

    def _bin(self) -> None:
        verb = self.acts.take_out if self.people.part == BIN else self.acts.bin
        verb(self.people.chosen_id, organization=self.people.chosen_person is None)

    def _followed(self, link: str) -> None:
        kind, _, rest = link.partition(":")
        story, _, record_id = rest.partition(":")
        if kind == "person":
            self.show_record(record_id)
            return
        self.hide()
        self._follow(story, kind, record_id)

    def _to_fields(self) -> None:
        first = self.person.pronouns if self.side.currentWidget() is self.person else self.organization.name
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self, bridge: DeskBridge) -> None:
        acts, verbs, people = self.acts, self.verbs, self.people
        people.turned.connect(self._turned)
        people.chosen.connect(self._show_chosen)
        people.opened.connect(self._to_fields)
        verbs.new.clicked.connect(lambda: self.asked.ask(back_to=people.list))
        self.asked.answered.connect(self._add)
        verbs.merge.clicked.connect(self._merge)
        verbs.protect.clicked.connect(lambda: self._open_sheet(people.chosen_id))
        verbs.bin.clicked.connect(self._bin)
        verbs.purge.clicked.connect(lambda: acts.ask_purge(people.chosen_id))
        acts.told.connect(self._tell)
        acts.made.connect(self._made)
        self.person.fields_set.connect(acts.set_person)
        self.person.terms_set.connect(acts.set_terms)
        self.person.promise_set.connect(acts.promise)
        self.person.role_wanted.connect(acts.ask_role)
        self.person.role_dropped.connect(acts.drop_role)
        self.person.sheet_wanted.connect(self._open_sheet)
        self.person.followed.connect(self._followed)
        self.organization.fields_set.connect(acts.set_organization)
        self.organization.followed.connect(self._followed)
        bridge.changed.connect(lambda _changes: self._load_timer.start() if self.isVisible() else None)
        self._load_timer.timeout.connect(self.load)

    def _lay_out(self) -> None:
        self.setWindowTitle("People and organisations")
        self.setModal(False)
        self.hint.setProperty("quiet", "true")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.hint.setContentsMargins(24, 24, 24, 10)
        for widget in (self.hint, self.person, self.organization):
            self.side.addWidget(widget)
        halves = QSplitter(Qt.Orientation.Horizontal, self)
        halves.addWidget(self.people)
        halves.addWidget(self.side)
        halves.setChildrenCollapsible(False)
        halves.setSizes([360, 600])
        halves.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.addWidget(halves, 1)
        for widget in (self.told, self.asked, self.verbs):
            column.addWidget(widget)
        body = self.organization
        stops = (
            self.people.parts, self.people.line, self.people.list, *self.person.stops, body.name, body.others, body.url,
            body.people, self.asked.line, *self.verbs.buttons,
        )  # fmt: skip
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)
        self.resize(1000, 680)
