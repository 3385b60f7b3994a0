"""The whole program in a test: shown, waited for until the desk is open, and ended again."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from newsroom.desk.desk import Desk
from newsroom.domain.story import Story
from tests.builders import add_story, new_desk
from ui.app import Program
from ui.notices import Notice
from ui.saving import Pace

QUICK = Pace(rest=20, longest=80, again=50, look=60)


def bare(_: Any) -> None:
    """Furnishes nothing: the shell of the window alone."""


class Shell:
    """One program on a desk, and the notices it said."""

    def __init__(
        self, qtbot: QtBot, *, desk: Path, furnish: Callable[[Any], None] | None = bare, pace: Pace = QUICK
    ) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self.qtbot = qtbot
        self.said: list[Notice] = []
        self.has_ended = False
        self.program = Program(application, desk=desk, furnish=furnish, hooks=False, pace=pace)
        self.program.notices.said.connect(self.said.append)
        self.window = self.program.window
        self.page = self.window.page
        self.editor = self.page.editor

    def show(self) -> "Shell":
        """As far as the first paint."""
        with self.qtbot.waitSignal(self.window.first_painted, timeout=10_000):
            self.program.show()
        return self

    def start(self) -> "Shell":
        """Until the desk is open and everything is in its place, or it was refused."""
        if not self.window.isVisible():
            self.show()
        self.qtbot.waitUntil(
            lambda: self.program.watch is not None or any(one.key == "desk" for one in self.said), timeout=20_000
        )
        return self

    @property
    def desk(self) -> Desk:
        assert self.program.desk is not None
        return self.program.desk

    @property
    def text(self) -> str:
        document = self.editor.story_document
        return document.text() if document is not None else ""

    def words(self, key: str) -> str:
        """What was said last under a key."""
        return next((one.words for one in reversed(self.said) if one.key == key), "")

    def type(self, words: str) -> None:
        self.editor.setFocus()
        self.qtbot.keyClicks(self.editor, words)

    def saved(self) -> None:
        """Waits until every word is on the disk."""
        self.qtbot.waitUntil(lambda: self.program.saving.is_stored and self.program.saving.state.kind == "saved")

    def end(self) -> None:
        if self.has_ended:
            return
        self.has_ended = True
        self.program.ending.leave()
        self.program.end()
        self.window.deleteLater()


def written_desk(folder: Path, *texts: str) -> list[Story]:
    """A desk with a story for each text."""
    desk = new_desk(folder)
    stories = [
        desk.run("Write", add_story, slug=f"story-{number}", text=text).value[0] for number, text in enumerate(texts)
    ]
    desk.close()
    return stories
