"""The window of people and organisations, on the real window: who is who, where they are used, two made one, purged."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from newsroom.desk.people import person_named
from newsroom.desk.people_lines import BIN, ORGANISATIONS, PEOPLE
from newsroom.desk.persons import give_role
from newsroom.domain.person import Organization, Person, Role
from newsroom.domain.quote import Quote, QuoteUse
from newsroom.domain.terms import Terms
from newsroom.storage.backup import make_backup
from tests.ui.shell import Shell
from ui.dialogs.people import PeopleWindow
from ui.dialogs.people_merge import MakeOne
from ui.dialogs.people_purge import PurgePerson
from ui.dialogs.people_role import RoleForm
from ui.dialogs.person_sheet import PersonSheet

D = TypeVar("D", bound=QDialog)
WAIT = 20_000


class Room:
    """The real window on the sample desk, and somebody quoted in its story."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot = qtbot
        self.shell = Shell(qtbot, desk=folder, furnish=None).start()
        self.program, self.window = self.shell.program, self.shell.window
        self.settle()
        self.queries = self.shell.desk.queries
        self.isolde = next(one for one in self.queries.where(Person) if one.name == "Isolde Farrant")
        spoken = {one.id for one in self.queries.where(Quote, speaker=self.isolde.id)}
        self.use = next(one for one in self.queries.where(QuoteUse) if one.quote in spoken)

    def settle(self) -> None:
        jobs, watch = self.program.jobs, self.program.watch
        assert jobs is not None and watch is not None
        QApplication.sendPostedEvents()
        self.qtbot.waitUntil(lambda: jobs.is_idle and watch.view is not None, timeout=WAIT)

    def until(self, so: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(so, timeout=WAIT)

    def people(self) -> PeopleWindow:
        """Opened for the speaker of the quotation, from its place in the quotes pane."""
        self.window.show_pane("quotes")
        self.program.focus.look_at("quote_use", self.use.id)
        self.settle()
        pane = self.window.pane("quotes")
        assert pane is not None
        about = next(one for one in pane.findChildren(QPushButton) if one.text() == "About the speaker…")
        about.click()
        self.until(lambda: self.window.findChild(PeopleWindow) is not None)
        found = self.window.findChild(PeopleWindow)
        assert found is not None
        self.until(lambda: found.person.person_id == self.isolde.id and found.person.isVisible())
        return found

    def press(self, button: QPushButton) -> None:
        self.until(button.isEnabled)
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def over(self, people: PeopleWindow, kind: type[D]) -> D:
        return next(one for one in people.findChildren(kind) if one.isVisible())


@pytest.fixture
def room(qtbot: QtBot, laid_sample: Path, tmp_path: Path) -> Iterator[Room]:
    room = Room(qtbot, Path(shutil.copytree(laid_sample, tmp_path / "desk")))
    yield room
    room.shell.end()


def fill(room: Room, line: QLineEdit, words: str) -> None:
    line.setFocus()
    line.selectAll()
    room.qtbot.keyClicks(line, words)
    room.qtbot.keyClick(line, Qt.Key.Key_Return)


def titles(people: PeopleWindow) -> list[str]:
    return [line.title for line in people.people.list.lines]


def test_names_roles_and_terms_of_a_speaker_are_kept_and_lead_to_where_they_are_used(room: Room) -> None:
    people = room.people()
    view = people.person

    fill(room, view.others, "Izzy Farrant, I. Farrant")
    room.until(lambda: room.queries.get(Person, room.isolde.id).aliases == ("Izzy Farrant", "I. Farrant"))
    room.press(view.add_role)
    form = room.over(people, RoleForm)
    form.title.setText("press officer")
    form.organization.setText("Harbour Board")
    form.capacity.show_value("spokesperson")
    form.capacity.chosen.emit("spokesperson")
    assert "their side of it" in form.counts.text()
    form.until.setText("yesterday")
    room.press(form.keep)
    assert "no date" in form.told.text() and form.isVisible()
    form.until.setText("")
    room.press(form.keep)
    room.until(lambda: "press officer (spokesperson), Harbour Board" in people.people.list.lines[1].subtitle)
    view.terms.show_value("background")
    view.terms.chosen.emit("background")
    room.until(lambda: [one.value for one in room.queries.where(Terms, record=room.isolde.id)] == ["background"])

    people.people.parts.setCurrentIndex(ORGANISATIONS)
    room.until(lambda: "Harbour Board" in titles(people))
    board = next(one for one in room.queries.where(Organization) if one.name == "Harbour Board")
    people.show_record(board.id)
    room.until(lambda: any("press officer" in row.value for row in people.organization.people.rows))
    people.organization.followed.emit(people.organization.people.rows[0].link)
    room.until(lambda: view.person_id == room.isolde.id and people.people.part == PEOPLE)

    for _ in range(3):
        room.program.actions["undo"].trigger()
    assert room.queries.get(Person, room.isolde.id).aliases == ()
    assert not [one for one in room.queries.where(Role, person=room.isolde.id) if one.title == "press officer"]
    link = next(row.link for row in view.used.rows if row.link.startswith("quote_use"))
    view.followed.emit(link)
    room.until(lambda: room.program.focus.record == ("quote_use", link.split(":")[2]))
    assert not people.isVisible()


def test_two_are_made_one_somebody_is_binned_and_brought_back_and_refusals_are_read_in_the_window(room: Room) -> None:
    room.shell.desk.run("Name", person_named, name="I. Farrant")
    people = room.people()
    room.press(people.verbs.bin)
    room.until(lambda: "Give the quote another speaker first." in people.told.text())
    room.press(people.verbs.merge)
    merging = room.over(people, MakeOne)
    room.qtbot.keyClicks(merging.line, "i. farrant")
    assert merging.keep_this.text() == "Go on as “Isolde Farrant”; “I. Farrant” becomes another name"
    room.press(merging.make)  # type: ignore[arg-type]
    room.until(lambda: room.queries.get(Person, room.isolde.id).aliases == ("I. Farrant",))
    room.until(lambda: "I. Farrant" not in titles(people) and people.told.isHidden())

    room.press(people.verbs.new)
    fill(room, people.asked.line, "Bo Lind")
    room.until(lambda: people.person.name.text() == "Bo Lind")
    room.press(people.verbs.bin)
    room.until(lambda: "Bo Lind" not in titles(people))
    people.people.parts.setCurrentIndex(BIN)
    room.until(lambda: titles(people) == ["Bo Lind", "I. Farrant"])
    people.people.list.choose_first()
    room.press(people.verbs.bin)
    room.until(lambda: titles(people) == ["I. Farrant"])
    assert "Bo Lind" in [one.name for one in room.queries.where(Person)]


def test_a_protected_person_is_shown_by_the_code_name_and_purged_for_good(room: Room, tmp_path: Path) -> None:
    desk, name = room.shell.desk, b"Farrant"
    desk.run("Role", give_role, person_id=room.isolde.id, fields={"title": "Ice skater"})
    people = room.people()
    room.press(people.verbs.protect)
    sheet = room.over(people, PersonSheet)
    room.until(lambda: sheet.form.who.currentText() == "Isolde Farrant")
    room.qtbot.keyClicks(sheet.form.code, "Heron")
    sheet.form.contacts.setText("izzy@skates.example")
    room.press(sheet.protect)
    room.until(lambda: sheet.pages.currentIndex() == 1)
    sheet.accept()
    room.until(lambda: people.person.name.text() == "Heron")
    assert people.person.others.isHidden() and people.person.sheet.isVisible()
    shown = [*titles(people), *(row.value for row in people.person.used.rows), people.person.name.text()]
    assert "Heron" in shown and not [words for words in shown if "Farrant" in words or "Isolde" in words]

    make_backup(desk.archive)
    room.press(people.verbs.purge)
    purge = room.over(people, PurgePerson)
    room.until(purge.purge.isEnabled)
    assert "Heron goes from this desk for good" in purge.goes.text() and "2 quotes" in purge.stays.text()
    assert "“Lantern Quay renewed" in purge.places.toPlainText() and "nothing done before" in purge.warning.text()
    room.press(purge.purge)
    room.until(lambda: purge.pages.currentIndex() == 1)
    assert room.program.timeline.undo_label == "" and "still hold" in purge.backups.text()
    room.press(purge.drop_backups)
    room.until(lambda: purge.backups.text() == "No backup holds the person.")
    purge.accept()
    room.until(lambda: "Heron" not in titles(people))
    assert room.queries.get(QuoteUse, room.use.id).speaker_name == ""
    room.shell.end()
    content = b"".join(path.read_bytes() for path in (tmp_path / "desk").rglob("*") if path.is_file())
    assert b"izzy@skates" not in content and b"Ice skater" not in content
    assert name in content, "what the story says stays"


def test_that_words_of_somebody_are_to_be_read_back_is_noted_with_what_was_agreed(room: Room) -> None:
    person = room.people().person
    room.press(person.read_back)
    room.until(lambda: "to be read back" in person.agreed.text())
    assert person.read_back.text() == "Note that it was read back"
    room.press(person.read_back)
    room.until(lambda: person.read_back.text() == "Promise to read back")
    assert [one.read_back for one in room.queries.where(Terms, record=room.isolde.id)] == [False]
