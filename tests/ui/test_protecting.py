"""The sheet of a person whose name must never leave, on the real window."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from newsroom.desk.name_places import read_identity
from newsroom.domain.person import Person
from newsroom.domain.quote import Quote, QuoteUse
from newsroom.domain.terms import Terms
from newsroom.storage.backup import make_backup
from newsroom.text.naming import Naming
from tests.builders import log_of
from tests.ui.shell import Shell
from ui.dialogs.person_sheet import PersonSheet


class Room:
    """The real window on the sample desk, with the first named speaker looked at."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot = qtbot
        self.shell = Shell(qtbot, desk=folder, furnish=None).start()
        self.window, self.program = self.shell.window, self.shell.program
        self.settle()
        queries = self.shell.desk.queries
        people = {one.id: one for one in queries.where(Person)}
        quotes = {one.id: one for one in queries.where(Quote)}
        self.use = next(
            use for use in queries.where(QuoteUse) if use.quote and quotes[use.quote].speaker in people
        )  # fmt: skip
        self.person = people[quotes[self.use.quote or ""].speaker or ""]
        self.name = self.person.name

    def look(self) -> None:
        """At the quotation whose speaker is to be protected."""
        watch = self.program.watch
        assert watch is not None
        self.act(watch.refresh)
        self.window.show_pane("quotes")
        self.program.focus.look_at("quote_use", self.use.id)
        self.settle()

    def settle(self) -> None:
        QApplication.sendPostedEvents()
        jobs, watch = self.program.jobs, self.program.watch
        assert jobs is not None and watch is not None
        self.qtbot.waitUntil(lambda: jobs.is_idle and watch.view is not None, timeout=20_000)

    def act(self, act: Callable[[], object]) -> None:
        watch = self.program.watch
        assert watch is not None
        with self.qtbot.waitSignal(watch.viewed, timeout=20_000):
            act()
        self.settle()

    def sheet(self) -> PersonSheet:
        self.program.actions["protect_person"].trigger()
        self.settle()
        return next(one for one in self.window.findChildren(PersonSheet) if one.isVisible())

    def protect(self, *, code: str = "Heron", name: str | None = None) -> PersonSheet:
        sheet = self.sheet()
        self.qtbot.keyClicks(sheet.form.code, code)
        if name is not None:
            sheet.form.name.setText(name)
        self.act(lambda: self.qtbot.mouseClick(sheet.protect, Qt.MouseButton.LeftButton))
        self.qtbot.waitUntil(lambda: sheet.pages.currentIndex() == 1)
        return sheet

    def shown(self) -> list[str]:
        """Every word the window shows or tells a screen reader, the text of the story and its own fields aside."""
        self.settle()
        found: list[str] = [self.window.windowTitle()]
        for widget in [self.window, *self.window.findChildren(QWidget)]:
            found += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip(), widget.windowTitle()]
            for read in ("text", "title", "placeholderText"):
                value = getattr(widget, read, None)
                if callable(value) and widget.objectName() not in ("published", "captured"):
                    words = value()
                    found.append(words if isinstance(words, str) else "")
            model = getattr(widget, "model", None)
            if callable(model) and widget.metaObject().className() == "RecordList":
                rows = model()
                roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
                found += [str(rows.index(row, 0).data(role)) for row in range(rows.rowCount()) for role in roles]  # type: ignore[attr-defined]
        return found


@pytest.fixture(scope="module")
def shared(
    request: pytest.FixtureRequest, laid_sample: Path, qapp: QApplication, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Room]:
    folder = tmp_path_factory.mktemp("protecting")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(folder))
        patch.setenv("NEWSROOM_HOME", str(folder / "newsroom"))
        room = Room(QtBot(request), Path(shutil.copytree(laid_sample, folder / "desk")))
    yield room
    room.shell.program.look.use("light")
    room.shell.end()
    qapp.styleHints().unsetColorScheme()


@pytest.fixture
def room(shared: Room, qtbot: QtBot) -> Iterator[Room]:
    """The one window all tests share; what a test did is taken back after it."""
    shared.look()
    yield shared
    for dialog in shared.window.findChildren(QDialog):
        dialog.close()
    while shared.program.timeline.undo_label:
        shared.program.timeline.undo()
    shared.settle()


def test_the_speaker_looked_at_is_protected_and_undo_takes_it_back(room: Room) -> None:
    queries = room.shell.desk.queries
    sheet = room.sheet()
    assert sheet.form.who.currentText() == room.name and sheet.form.name.text() == room.name
    sheet.reject()
    sheet = room.protect()
    person = queries.get(Person, room.person.id)
    assert (person.name, person.protected, person.code_name) == ("", True, "Heron")
    assert queries.get(QuoteUse, room.use.id).speaker_name == "Heron"
    assert "Heron is protected." in sheet.outcome.text()
    assert "text" in sheet.places.toPlainText() and room.name not in sheet.places.toPlainText()
    room.qtbot.mouseClick(sheet.close_places, Qt.MouseButton.LeftButton)
    room.act(room.program.actions["undo"].trigger)
    assert queries.get(Person, room.person.id).name == room.name
    room.act(room.program.actions["redo"].trigger)
    assert queries.get(Person, room.person.id).name == ""
    naming = Naming([room.name])
    assert not [entry for entry in log_of(room.shell.desk.archive) if naming.stands_in(f"{entry.before} {entry.after}")]


def test_the_name_is_shown_nowhere_in_the_window_but_in_the_words_of_the_story(room: Room) -> None:
    words = " | ".join(room.shown())
    assert room.name in words
    room.protect().accept()
    speaking = [words for words in room.shown() if "Heron" in words]
    assert speaking
    leaks = [words for words in room.shown() if room.name in words and words not in room.shell.text]
    # The story itself still says the name: what quotes a sentence of it says it too.
    assert not [words for words in leaks if not any(part in room.shell.text for part in words.split(": ", 1))]


def test_the_open_lists_find_a_protected_person_by_the_code_name_alone(room: Room) -> None:
    room.protect().accept()
    room.program.actions["quick_open"].trigger()
    room.settle()
    chooser = next(one for one in room.window.findChildren(QDialog) if one.isVisible())
    rows = [
        str(model.index(row, 0).data())
        for view in chooser.findChildren(QWidget)
        if callable(getattr(view, "model", None)) and (model := view.model()) is not None  # type: ignore[attr-defined]
        for row in range(model.rowCount())
    ]
    assert any("Heron" in row for row in rows)
    assert not [row for row in rows if room.name in row]
    chooser.close()


def test_the_sheet_says_plainly_what_it_cannot_do(room: Room) -> None:
    sheet = room.sheet()
    told = " ".join(label.text() for label in sheet.findChildren(QLabel))
    assert "not encrypted" in told
    assert "A name that is not entered here cannot be looked for" in told
    assert "Still missing before it may leave: a description" in sheet.form.missing.text()
    assert room.name not in sheet.windowTitle()
    sheet.reject()


def test_somebody_can_be_protected_without_a_name_by_an_editor_who_keeps_it_outside(room: Room) -> None:
    sheet = room.sheet()
    form = sheet.form
    form.who.show_value("new")
    form.who.chosen.emit("new")
    assert form.name.text() == ""
    room.qtbot.keyClicks(form.code, "Gull")
    room.qtbot.keyClicks(form.description, "a nurse on the night shift")
    form.reason.show_value("fear_of_retaliation")
    form.reason.chosen.emit("fear_of_retaliation")
    room.qtbot.keyClicks(form.editor, "Mara Linde")
    form.outside.click()
    assert form.missing.isHidden()
    room.qtbot.mouseClick(sheet.protect, Qt.MouseButton.LeftButton)
    room.qtbot.waitUntil(lambda: sheet.pages.currentIndex() == 1)
    queries = room.shell.desk.queries
    person = next(one for one in queries.where(Person) if one.code_name == "Gull")
    (terms,) = queries.where(Terms, record=person.id)
    assert terms.approved_by == "known to Mara Linde, kept outside this program"
    assert (terms.value, terms.reason) == ("background", "fear_of_retaliation")
    assert read_identity(room.shell.desk.archive, person_id=person.id).real_name == ""
    sheet.accept()


def test_a_refusal_is_told_in_the_sheet_and_nothing_is_lost(room: Room) -> None:
    sheet = room.sheet()
    room.qtbot.keyClicks(sheet.form.code, room.name.split()[0])
    room.qtbot.mouseClick(sheet.protect, Qt.MouseButton.LeftButton)
    assert "gives the name away" in sheet.told.text() and sheet.told.isVisible()
    assert sheet.form.code.text() == room.name.split()[0]
    assert room.shell.desk.queries.get(Person, room.person.id).name == room.name
    sheet.reject()


def test_what_was_entered_is_shown_only_when_asked_for_and_kept_when_it_is_not(room: Room) -> None:
    room.protect(name=f"{room.name} Senior").accept()
    sheet = room.sheet()
    assert sheet.form.code.text() == "Heron" and sheet.form.code.isReadOnly()
    assert sheet.form.name.text() == "" and room.name not in sheet.form.who.currentText()
    room.qtbot.keyClicks(sheet.form.description, "somebody at the yard")
    room.qtbot.mouseClick(sheet.protect, Qt.MouseButton.LeftButton)
    room.qtbot.waitUntil(lambda: sheet.pages.currentIndex() == 1)
    sheet.accept()
    archive = room.shell.desk.archive
    assert read_identity(archive, person_id=room.person.id).real_name == f"{room.name} Senior"
    sheet = room.sheet()
    room.qtbot.mouseClick(sheet.form.show_names, Qt.MouseButton.LeftButton)
    assert sheet.form.name.text() == f"{room.name} Senior" and room.name in sheet.form.others.text()
    sheet.reject()


def test_a_person_is_named_again_with_a_reason(room: Room) -> None:
    room.protect().accept()
    sheet = room.sheet()
    room.qtbot.mouseClick(sheet.again, Qt.MouseButton.LeftButton)
    assert sheet.again_because.isVisible()
    room.qtbot.mouseClick(sheet.again, Qt.MouseButton.LeftButton)
    assert "Write why" in sheet.told.text()
    room.qtbot.keyClicks(sheet.again_because, "went public")
    room.act(lambda: room.qtbot.mouseClick(sheet.again, Qt.MouseButton.LeftButton))
    assert room.shell.desk.queries.get(Person, room.person.id).name == room.name


def test_backups_that_hold_the_name_openly_are_told_and_can_be_replaced(room: Room) -> None:
    archive = room.shell.desk.archive
    before = make_backup(archive)
    sheet = room.protect()
    assert "the name openly" in sheet.backups.text()
    room.qtbot.mouseClick(sheet.drop_backups, Qt.MouseButton.LeftButton)
    room.qtbot.waitUntil(lambda: not before.folder.exists(), timeout=10_000)
    room.qtbot.waitUntil(sheet.backups.isHidden, timeout=10_000)
    assert any((archive.places.backups).iterdir())
    sheet.accept()
