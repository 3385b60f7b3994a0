"""Somebody at the whole window: presses keys and buttons, reads what stands there, and waits as a person waits."""

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QInputMethodEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from newsroom.desk.desk import Desk
from newsroom.desk.levels import RatedClaim
from newsroom.desk.story_view import StoryView
from newsroom.domain.record import Record
from tests.builders import everything
from tests.ui.shell import Shell
from ui.widgets.record_list import RecordList

W = TypeVar("W", bound=QWidget)
Records = dict[str, dict[str, Record]]
KEPT_FOR_GOOD = ("revision",)
"""Kinds an undo leaves alone: what was written once stays written."""


class Person:
    """Sits at the program that runs on ``desk``."""

    def __init__(self, qtbot: QtBot, desk: Path) -> None:
        self.qtbot = qtbot
        self.shell = Shell(qtbot, desk=desk, furnish=None).start()
        self.window, self.page, self.editor = self.shell.window, self.shell.page, self.shell.editor
        self.actions = self.shell.program.actions
        self.come_back()
        self.settle()

    def come_back(self) -> None:
        """To the window, from a dialog or another program."""
        self.window.activateWindow()
        self.until(self.window.isActiveWindow)

    # Keys, buttons and words.

    def press(self, keys: str) -> None:
        """One key with what is held beside it, ``Ctrl+Shift+A``, where the keyboard is."""
        combination = QKeySequence(keys)[0]  # pyright: ignore[reportIndexIssue]
        target = QApplication.focusWidget() or self.window
        self.qtbot.keyClick(target, combination.key(), combination.keyboardModifiers())

    def write(self, words: str) -> None:
        """Typed where the caret is; as an input method writes, for key events know no curly marks."""
        commit = QInputMethodEvent()
        commit.setCommitString(words)
        QApplication.sendEvent(QApplication.focusWidget() or self.editor, commit)

    def put_caret(self, words: str, *, into: int = 3) -> None:
        """Into these words of the text."""
        self.editor.setFocus()
        self.editor.set_caret(self.shell.text.index(words) + into)

    def select(self, words: str) -> None:
        self.editor.setFocus()
        start = self.shell.text.index(words)
        self.editor.select(start, start + len(words))

    def do(self, action: str) -> None:
        """By its entry in the menu, which must be open to be pressed."""
        assert self.actions[action].isEnabled(), f"{action} cannot be done here"
        self.actions[action].trigger()
        self.settle()

    def click(self, words: str, within: QWidget | None = None) -> None:
        """The button of these words, which must be seen and not rest."""
        found = [
            one for one in (within or self.window).findChildren(QAbstractButton)
            if one.isVisible() and one.isEnabled() and words in (one.text(), one.accessibleName())
        ]  # fmt: skip
        assert found, f"no button says “{words}”"
        self.qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)
        self.settle()

    def choose(self, box: QComboBox, value: str) -> None:
        """Picks a line of a list of choices, as its keys or the mouse do."""
        number = box.findData(value)
        assert number >= 0, f"{value} is not offered"
        box.setCurrentIndex(number)
        box.activated.emit(number)
        self.settle()

    def pick(self, records: RecordList, record_id: str) -> None:
        """Clicks on a line of a list."""
        row = next(number for number, line in enumerate(records.lines) if line.id == record_id)
        index = records.model().index(row, 0)
        records.scrollTo(index)
        place = records.visualRect(index).center()
        self.qtbot.mouseClick(records.viewport(), Qt.MouseButton.LeftButton, pos=place)
        self.settle()

    def fill(self, field: QLineEdit | QPlainTextEdit, words: str) -> None:
        """Writes something else into a field of the window and ends it with Return."""
        assert field.isVisible() and field.isEnabled(), field.accessibleName()
        field.setFocus()
        field.selectAll()
        self.write(words)
        self.press("Return")
        self.settle()

    def drop(self, *paths: Path) -> None:
        """On the window, as a file manager does it."""
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        place, left, none = QPoint(30, 30), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        entering = QDragEnterEvent(place, Qt.DropAction.CopyAction, mime, left, none)
        QApplication.sendEvent(self.window, entering)
        assert entering.isAccepted()
        drop = QDropEvent(QPointF(place), Qt.DropAction.CopyAction, mime, left, none)
        QApplication.sendEvent(self.window, drop)
        assert drop.isAccepted()
        self.settle()

    def undo_all(self) -> list[str]:
        """Ctrl+Z until nothing is left; what each step was called in the Edit menu, the newest first."""
        return self._turn_all("undo", "Ctrl+Z")

    def redo_all(self) -> list[str]:
        return self._turn_all("redo", "Ctrl+Shift+Z")

    def _turn_all(self, action: str, keys: str) -> list[str]:
        names: list[str] = []
        self.editor.setFocus()
        while self.actions[action].isEnabled():
            assert len(names) < 200, f"{action} never ends: {names[-4:]}"
            names.append(self.in_menu("Edit", action))
            self.press(keys)
        self.settle()
        return names

    # What stands there.

    def in_menu(self, menu: str, action: str) -> str:
        """The words of an action as they stand in a menu of the window."""
        (entry,) = [one for one in self.window.menuBar().actions() if one.text() == f"&{menu}"]
        assert self.actions[action] in entry.menu().actions()  # type: ignore[union-attr]
        return self.actions[action].text()

    def pane(self, name: str, kind: type[W]) -> W:
        """A pane, brought to the front."""
        self.window.show_pane(name)
        pane = self.window.pane(name)
        assert isinstance(pane, kind) and pane.isVisible()
        return pane

    def part(self, kind: type[W]) -> W:
        """The part of the page that is of this kind."""
        found = self.window.findChild(kind)
        assert found is not None
        return found

    def said(self) -> str:
        """The last sentence the window said."""
        return self.shell.said[-1].words if self.shell.said else ""

    @property
    def desk(self) -> Desk:
        return self.shell.desk

    @property
    def view(self) -> StoryView:
        watch = self.shell.program.watch
        assert watch is not None and watch.view is not None
        return watch.view

    def claim(self, words: str) -> RatedClaim:
        return next(one for one in self.view.checked.claims if words in one.claim.wording)

    def records(self) -> Records:
        """Everything on the desk that an undo speaks of, by kind and id."""
        return {kind: kept for kind, kept in everything(self.desk.archive).items() if kind not in KEPT_FOR_GOOD}

    # Waiting.

    def settle(self) -> None:
        """Until nothing runs, all is saved, and the open story was read as it lies on the desk now."""
        program = self.shell.program
        watch, jobs = program.watch, program.jobs
        assert watch is not None and jobs is not None
        self._idle()
        if program.saving.state.kind != "trouble":
            self.qtbot.waitUntil(lambda: program.saving.is_stored, timeout=10_000)
        if program.focus.story:
            with self.qtbot.waitSignal(watch.viewed, timeout=20_000):
                watch.refresh()
        self._idle()

    def _idle(self) -> None:
        jobs = self.shell.program.jobs
        assert jobs is not None
        self.qtbot.waitUntil(lambda: jobs.is_idle, timeout=20_000)
        QApplication.sendPostedEvents()

    def until(self, holds: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(holds, timeout=10_000)

    def close(self) -> None:
        """Closes the window, and waits until the desk is given back."""
        lock = self.desk.archive.places.lock
        self.window.close()
        self.until(lambda: lock.stat().st_size == 0)
        self.shell.end()


def words_in(part: QWidget) -> str:
    """All words seen in a part of the window, without markup."""
    labels = [one for one in part.findChildren(QLabel) if one.isVisible()]
    if isinstance(part, QLabel):
        labels = [part]
    told = (unescape(re.sub(r"<[^>]+>", "", label.text().replace("<br>", " "))) for label in labels)
    return "\n".join(" ".join(words.split()) for words in told)


def differing(one: Records, other: Records) -> list[str]:
    """What differs between two states of a desk; nothing when all records are the same."""
    told: list[str] = []
    for kind in one.keys() | other.keys():
        before, after = one.get(kind, {}), other.get(kind, {})
        told += [
            f"{kind} {record_id}: {before.get(record_id)} → {after.get(record_id)}"
            for record_id in before.keys() | after.keys()
            if _bare(before.get(record_id)) != _bare(after.get(record_id))
        ]  # fmt: skip
    return told


def _bare(record: Record | None) -> object:
    """The record without its version and the time of its last change, which count every turn."""
    if record is None:
        return None
    return replace(record, version=0, changed_at="")
