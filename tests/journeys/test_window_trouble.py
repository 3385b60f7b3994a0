"""When the disk, the archive or a file is at fault: what the whole window says, and that no word is lost."""

import re
import resource
import sqlite3
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from newsroom.storage.schema import SCHEMA_VERSION
from tests.journeys.command_line import PROJECT, written
from tests.journeys.person import Person, differing, words_in
from tests.ui.shell import Shell, written_desk
from ui.actions import TABLE
from ui.panes.claims import ClaimsPane
from ui.panes.quotes import QuotesPane
from ui.panes.status import StatusLine
from ui.widgets.notice_bar import NoticeBar

W = TypeVar("W", bound=QWidget)
WORDS = "The ferry was late. Nobody said why."


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    written_desk(tmp_path / "desk", WORDS)
    return tmp_path / "desk"


@pytest.fixture
def one(qtbot: QtBot, desk: Path) -> Iterator[Person]:
    person = Person(qtbot, desk)
    yield person
    person.shell.end()


@contextmanager
def full_disk(desk: Path) -> Iterator[None]:
    """No file may grow beyond the size the archive has."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, ((desk / "archive.sqlite").stat().st_size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def lock_by_another(desk: Path) -> Iterator[None]:
    """Another program, which knows nothing of the lock beside the archive, writes in it and takes its time."""
    with closing(sqlite3.connect(desk / "archive.sqlite", isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        yield
        connection.execute("ROLLBACK")


def until_trouble(one: Person) -> str:
    saving = one.shell.program.saving
    one.qtbot.waitUntil(lambda: saving.state.kind == "trouble", timeout=20_000)
    bar = one.part(NoticeBar)
    assert bar.isVisible()
    assert "not saved" in words_in(one.part(StatusLine)).lower()
    return words_in(bar)


def until_saved(one: Person, text: str) -> None:
    one.shell.saved()
    one.settle()
    assert one.desk.queries.draft(one.shell.program.focus.story).text == text
    assert not [notice for notice in [one.part(NoticeBar).notice] if notice and notice.kind == "trouble"]


def in_the_dialog(kind: type[W], act: Callable[[W], object]) -> None:
    """What the person does in a dialog that opens a moment later and waits for them."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind):
            act(dialog)
        else:
            QTimer.singleShot(20, look)

    QTimer.singleShot(0, look)


def save_in(dialog: QFileDialog, path: Path) -> None:
    dialog.setDirectory(str(path.parent))
    dialog.selectFile(path.name)
    dialog.accept()


def test_on_a_full_disk_writing_goes_on_the_text_is_offered_as_a_file_and_saved_when_there_is_room(
    one: Person, desk: Path, tmp_path: Path
) -> None:
    more = "More words than the disk takes. " * 3000
    with full_disk(desk):
        one.put_caret("Nobody", into=0)
        one.write(more)
        told = until_trouble(one)
        assert str(desk) in told and "The words are safe" in told and "tried again by itself" in told
        one.write("And on. ")
        # What is more than words is refused with the reason, and nothing half done is left.
        one.press("Ctrl+Shift+C")
        assert one.in_menu("Edit", "undo") == "Undo Typing"
        assert str(desk) in one.said()
        press_save_as_file(one, lambda dialog: dialog.reject())
        # Thought better of it: the offer stands as before.
        press_save_as_file(one, lambda dialog: save_in(dialog, tmp_path / "safe.md"))
        assert (tmp_path / "safe.md").read_text(encoding="utf-8") == one.shell.text
        assert "The text was saved as " in words_in(one.part(NoticeBar))
        one.part(NoticeBar).dismiss()
        assert "The words are safe" in words_in(one.part(NoticeBar))
    until_saved(one, f"The ferry was late. {more}And on. Nobody said why.")
    assert one.view.checked.claims == ()
    one.come_back()
    assert set(one.undo_all()) == {"Undo Typing"}
    assert one.shell.text == WORDS


def press_save_as_file(one: Person, act: Callable[[QFileDialog], object]) -> None:
    """The button of the notice, which may stand under others, and what is done in the dialog it opens."""
    bar = one.part(NoticeBar)
    while bar.notice is not None and bar.notice.key != "saving":
        bar.dismiss()
    in_the_dialog(QFileDialog, act)
    (button,) = [
        one for one in bar.findChildren(QPushButton) if one.isVisible() and one.text() == "Save the text as a file…"
    ]
    button.click()


def test_while_another_program_keeps_the_archive_locked_words_wait_and_are_saved_after(one: Person, desk: Path) -> None:
    with lock_by_another(desk):
        one.put_caret("Nobody", into=0)
        one.write("Twice. ")
        told = until_trouble(one)
        assert "another program" in told.lower() and str(desk) in told
        one.write("And again. ")
    until_saved(one, "The ferry was late. Twice. And again. Nobody said why.")


def test_who_closes_the_window_with_words_unsaved_is_asked_once_and_can_stay(
    one: Person, desk: Path, tmp_path: Path
) -> None:
    with full_disk(desk):
        one.put_caret("Nobody", into=0)
        one.write("More words than the disk takes. " * 3000)
        until_trouble(one)
        asked: list[str] = []

        def stay(box: QMessageBox) -> None:
            asked.append(f"{box.text()} {box.informativeText()}")
            next(button for button in box.buttons() if button.text() == "Stay").click()

        in_the_dialog(QMessageBox, stay)
        one.window.close()
        assert one.window.isVisible()
        (words,) = asked
        assert "are not stored" in words and "A copy of them is in" in words and str(desk) in words
    one.shell.saved()
    one.window.close()
    assert not one.window.isVisible()


@contextmanager
def held_by_another(desk: Path) -> Iterator[int]:
    """Another process of this program has the desk open; its number."""
    holder = subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.holder", str(desk)], cwd=PROJECT,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert holder.stdout is not None and holder.stdout.readline() == "held\n"
    try:
        yield holder.pid
    finally:
        holder.communicate()


def test_a_second_window_on_the_desk_reads_says_who_writes_and_offers_no_act_that_writes(
    qtbot: QtBot, desk: Path
) -> None:
    with held_by_another(desk) as number:
        before = contents(desk)
        one = Person(qtbot, desk)
        told = words_in(one.part(NoticeBar))
        assert "Newsroom is already open on the desk" in told and f"process {number}" in told
        assert re.search(r"since \d\d:\d\d on \d\d \w+ \d{4}\)\. Reading still works", told)
        one.put_caret("Nobody")
        for key in ("Ctrl+Shift+C", "Ctrl+Shift+A", "Ctrl+B", "Ctrl+N", "Ctrl+S", "Ctrl+E", "Delete", "X"):
            one.press(key)
        one.settle()
        assert one.shell.text == WORDS
        assert QApplication.activeModalWidget() is None
        writing = {spec.name for spec in TABLE if spec.needs in ("writing", "writing_story")}
        assert not [name for name in writing if one.actions[name].isEnabled()]
        assert one.actions["find"].isEnabled() and one.actions["copy_html"].isEnabled()
        one.shell.end()
        assert contents(desk) == before


def test_in_a_second_window_the_buttons_of_the_panes_say_why_nothing_is_changed(qtbot: QtBot, tmp_path: Path) -> None:
    Person(qtbot, tmp_path / "desk").close()
    with held_by_another(tmp_path / "desk"):
        one = Person(qtbot, tmp_path / "desk")
        text, records, pressed = one.shell.text, one.records(), 0
        quotes, claims = one.pane("quotes", QuotesPane), one.pane("claims", ClaimsPane)
        for pane, verbs in ((quotes, ("mend", "not_speech", "remove")), (claims, ("remove",))):
            one.window.show_pane("quotes" if pane is quotes else "claims")
            for line in pane.list.lines[:8]:
                one.pick(pane.list, line.id)
                for verb in verbs:
                    if pane.verbs[verb].isVisible():
                        pane.verbs[verb].click()
                        pressed += 1
                        assert "reading" in one.said().lower() and one.shell.said[-1].kind != "note"
        assert pressed > 10
        assert (one.shell.text, differing(records, one.records())) == (text, [])
        assert not one.actions["undo"].isEnabled()
        one.shell.end()


def newer(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:60] + struct.pack(">i", SCHEMA_VERSION + 1) + content[64:])


def damaged(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:] = bytes(len(content) - 4096)
    path.write_bytes(content)


def no_archive(path: Path) -> None:
    path.write_bytes(b"The ferry was late. Nobody said why.\n" * 40)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [(newer, "newer version"), (damaged, "restore"), (no_archive, "is not a newsroom archive")],
)
def test_an_archive_that_cannot_be_used_is_told_with_what_to_do_and_stays_as_it_is(
    qtbot: QtBot, desk: Path, spoil: Callable[[Path], None], told: str
) -> None:
    spoil(desk / "archive.sqlite")
    before = contents(desk)
    shell = Shell(qtbot, desk=desk, furnish=None).start()
    qtbot.waitUntil(lambda: bool(shell.said))
    words = " ".join(notice.words for notice in shell.said)
    assert told in words and str(desk) in words
    shell.type("Nobody.")
    shell.program.actions["quit"].trigger()
    assert not shell.window.isVisible()
    shell.end()
    # Of a damaged archive a copy is put aside before anything else is tried; it is not touched itself.
    assert {name: content for name, content in contents(desk).items() if not name.startswith("rescue")} == before


def contents(desk: Path) -> dict[str, bytes]:
    """The files of a desk, its lock and its backups left out."""
    return {
        str(path.relative_to(desk)): path.read_bytes() for path in sorted(desk.rglob("*"))
        if path.is_file() and path.name != "desk.lock" and "backups" not in path.parts
    }  # fmt: skip


def test_of_files_dropped_together_the_good_one_opens_and_each_other_is_told_why_not(
    one: Person, tmp_path: Path
) -> None:
    records = one.records()
    bad = {
        "empty.txt": b"", "binary.txt": bytes(range(256)) * 20, "picture.md": b"\x89PNG\r\n\x1a\n" + bytes(400),
        "huge.txt": b"words " * 1_100_000,
    }  # fmt: skip
    for name, content in bad.items():
        (tmp_path / name).write_bytes(content)
        one.drop(tmp_path / name)
        notice = one.shell.said[-1]
        assert notice.kind == "refused" and name in notice.words and notice.words.endswith("."), notice
    one.drop(tmp_path / "gone.txt")
    assert "gone.txt" in one.said() and one.shell.said[-1].kind == "refused"
    assert differing(records, one.records()) == []
    assert one.shell.text == WORDS
    good = written(tmp_path / "good.md", "# The quay\n\nThe quay is closed.\n")
    one.drop(*(tmp_path / name for name in bad), good)
    assert "The quay is closed." in one.shell.text
    notice = one.shell.said[-1]
    assert "Imported 1 of 5 files" in notice.words
    assert all(any(line.startswith(f"{name}: ") for line in notice.details.splitlines()) for name in bad)
