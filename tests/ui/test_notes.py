"""Notes typed here: the sheet, what is stored while somebody types, versions, people known and protected."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from newsroom.desk.people import add_protected_person
from newsroom.desk.quotes import quote_from_capture
from newsroom.domain.person import Person
from newsroom.domain.source import Capture, Source
from newsroom.domain.terms import Terms
from tests.ui.pane_window import NOW, PaneWindow
from ui.dialogs.notes import NotesSheet
from ui.icons import Icons
from ui.note_taking import NoteTaking

CTRL, CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier, (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
)  # fmt: skip


@pytest.fixture
def window(qtbot: QtBot, icons: Icons, tmp_path: Path) -> Iterator[PaneWindow]:
    made = PaneWindow(qtbot, icons=icons, folder=tmp_path / "desk")
    made.actions.set_there(desk=True, writable=True, story=True)
    made.open(made.lay_story("The ferry was late."))
    yield made
    made.close()


@pytest.fixture
def taking(window: PaneWindow) -> NoteTaking:
    def clock() -> datetime:
        return NOW

    made = NoteTaking(
        desk=window.desk, timeline=window.timeline, watch=window.watch, focus=window.focus, jobs=window.jobs,
        saving=window.saving, actions=window.actions, notices=window.notices, window=window.window, clock=clock,
        rest_ms=20,
    )  # fmt: skip
    window.actions.bind("go_on_with_notes", lambda: made.go_on(window.sources.source_id))
    return made


def open_sheet(window: PaneWindow) -> NotesSheet:
    window.press(Qt.Key.Key_I, CTRL_SHIFT)
    return newest_sheet(window)


def newest_sheet(window: PaneWindow) -> NotesSheet:
    found: list[NotesSheet] = []

    def there() -> bool:
        found[:] = [one for one in window.window.findChildren(NotesSheet) if one.isVisible()]
        return bool(found)

    window.until(there)
    return found[-1]


def type_words(window: PaneWindow, sheet: NotesSheet, words: str) -> None:
    window.qtbot.keyClicks(sheet.words, words)


def saved(window: PaneWindow, sheet: NotesSheet) -> None:
    window.until(lambda: sheet.told.text().startswith("Saved"))


def copies(window: PaneWindow) -> tuple[Capture, ...]:
    return window.desk.queries.where(Capture)


def test_a_key_opens_the_sheet_and_what_is_typed_is_a_source_with_a_copy(
    window: PaneWindow, taking: NoteTaking
) -> None:
    sheet = open_sheet(window)
    window.until(sheet.who.hasFocus)
    window.qtbot.keyClicks(sheet.who, "Ottilie Brandvik")
    window.qtbot.keyClick(sheet.who, Qt.Key.Key_Return)
    assert sheet.words.hasFocus()
    sheet.terms.show_value("background")
    type_words(window, sheet, "Nobody told the pier.")
    saved(window, sheet)
    (source,) = window.desk.queries.where(Source)
    assert (source.type, source.title) == ("interview_own", "Interview with Ottilie Brandvik")
    assert [(one.method, one.text) for one in copies(window)] == [("notes", "Nobody told the pier.")]
    assert [one.name for one in window.desk.queries.where(Person)] == ["Ottilie Brandvik"]
    assert [one.value for one in window.desk.queries.where(Terms)] == ["background"]
    window.settle()
    assert "Interview with Ottilie Brandvik" in [line.title for line in window.sources.list.lines]


def test_a_key_writes_the_time_on_a_line_of_its_own(window: PaneWindow, taking: NoteTaking) -> None:
    sheet = open_sheet(window)
    window.qtbot.keyClick(sheet.words, Qt.Key.Key_T, CTRL)
    type_words(window, sheet, "The gate opens.")
    sheet.stamp.click()
    assert sheet.words.toPlainText() == "[11:00] The gate opens.\n[11:00] "
    saved(window, sheet)
    assert '"time":[[0,"11:00"]' in copies(window)[0].offsets


def test_what_is_typed_lies_on_the_disk_while_the_sheet_is_open(
    window: PaneWindow, taking: NoteTaking, tmp_path: Path
) -> None:
    sheet = open_sheet(window)
    type_words(window, sheet, "First words")
    saved(window, sheet)
    type_words(window, sheet, ", then more")
    saved(window, sheet)
    file = next((tmp_path / "desk").glob("*.sqlite*"))
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as disk:
        stored = disk.execute("select text from capture").fetchall()
    assert stored == [("First words, then more",)]
    assert len(copies(window)) == 1


def test_notes_that_are_gone_on_with_are_a_new_version_and_the_old_one_stays(
    window: PaneWindow, taking: NoteTaking
) -> None:
    sheet = open_sheet(window)
    type_words(window, sheet, "Nine sharp.")
    sheet.done_button.click()
    window.settle()
    assert window.sources.sheet.verbs.go_on.isVisibleTo(window.sources)
    window.actions["go_on_with_notes"].trigger()
    sheet = newest_sheet(window)
    assert sheet.words.toPlainText() == "Nine sharp."
    type_words(window, sheet, " No, ten.")
    sheet.close()
    window.settle()
    first, second = sorted(copies(window), key=lambda one: len(one.text))
    assert (first.text, second.text) == ("Nine sharp.", "Nine sharp. No, ten.")
    assert (first.replaces, second.replaces) == (None, first.id)
    assert window.sources.sheet.copy.copies.count() == 2


def test_words_a_quote_was_taken_from_are_not_overwritten(window: PaneWindow, taking: NoteTaking) -> None:
    sheet = open_sheet(window)
    type_words(window, sheet, "Nobody told the pier.")
    saved(window, sheet)
    (copy,) = copies(window)
    window.desk.run("Quote", quote_from_capture, capture_id=copy.id, start=0, end=21)
    type_words(window, sheet, " Nobody.")
    saved(window, sheet)
    assert sorted(one.text for one in copies(window)) == ["Nobody told the pier.", "Nobody told the pier. Nobody."]


def test_one_undo_takes_the_notes_back_and_what_is_typed_after_it_is_kept(
    window: PaneWindow, taking: NoteTaking
) -> None:
    sheet = open_sheet(window)
    type_words(window, sheet, "One")
    saved(window, sheet)
    type_words(window, sheet, " two")
    saved(window, sheet)
    window.actions["undo"].trigger()
    assert not window.desk.queries.where(Source)
    type_words(window, sheet, " three")
    saved(window, sheet)
    assert [one.text for one in copies(window)] == ["One two three"]


def test_a_protected_person_is_known_by_the_code_name_alone(window: PaneWindow, taking: NoteTaking) -> None:
    window.desk.run("Protect", add_protected_person, code_name="Grey Heron", real_name="Sunniva Dahl")
    sheet = open_sheet(window)
    window.until(lambda: window.jobs.is_idle)
    completer = sheet.who.completer()
    assert completer is not None
    model = completer.model()
    offered = [model.data(model.index(row, 0)) for row in range(model.rowCount())]
    assert offered == ["Grey Heron"]
    sheet.kind.setCurrentIndex(1)
    sheet.kind.chosen.emit("code_name")
    sheet.who.setText("Grey Heron")
    type_words(window, sheet, "They knew.")
    saved(window, sheet)
    (source,) = window.desk.queries.where(Source)
    assert source.title == "Interview with Grey Heron"
    assert len(window.desk.queries.where(Person)) == 1


def test_a_new_code_name_makes_a_protected_person_who_follows_the_name_while_it_is_written(
    window: PaneWindow, taking: NoteTaking
) -> None:
    sheet = open_sheet(window)
    sheet.kind.setCurrentIndex(1)
    sheet.kind.chosen.emit("code_name")
    type_words(window, sheet, "They knew.")
    window.qtbot.keyClicks(sheet.who, "Red")
    saved(window, sheet)
    window.qtbot.keyClicks(sheet.who, " Kite")
    saved(window, sheet)
    (person,) = window.desk.queries.where(Person)
    assert (person.protected, person.name, person.code_name) == (True, "", "Red Kite")


def test_what_we_saw_ourselves_needs_nobody(window: PaneWindow, taking: NoteTaking) -> None:
    sheet = open_sheet(window)
    sheet.kind.setCurrentIndex(2)
    sheet.kind.chosen.emit("observation")
    assert not sheet.terms.isVisible()
    type_words(window, sheet, "The pier is shut.")
    saved(window, sheet)
    (source,) = window.desk.queries.where(Source)
    assert source.type == "observation"
    assert source.title.startswith("What we saw, ")
    assert not window.desk.queries.where(Person)


def test_leaving_stores_the_last_words_and_an_empty_sheet_makes_no_source(
    window: PaneWindow, taking: NoteTaking
) -> None:
    empty = open_sheet(window)
    empty.close()
    assert not window.desk.queries.where(Source)
    sheet = open_sheet(window)
    sheet.words.setPlainText("The last words")
    window.saving.flush_all()
    assert [one.text for one in copies(window)] == ["The last words"]
