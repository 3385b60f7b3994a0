"""The main job without a mouse: from an empty page to a file for readers, by keys alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from newsroom.desk.story_view import StoryView
from tests.ui.shell import Shell

HEADLINE = "Ferry fares rise in spring"
SENTENCES = "The harbour office will raise the ferry fares in April. Nobody on the islands was asked."
NOTICE = "Notice of the harbour office\n\nThe ferry fares are raised in April, by four per cent.\n"
MOST_STEPS = 60
"""More Tab presses than this nobody puts up with."""


class Hands:
    """Ten fingers on a keyboard, and eyes that see where the focus is."""

    def __init__(self, shell: Shell) -> None:
        self.shell = shell
        self.qtbot = shell.qtbot

    @property
    def here(self) -> QWidget:
        return QApplication.focusWidget() or self.shell.window

    @property
    def name(self) -> str:
        return self.here.accessibleName()

    def press(self, *keys: str) -> None:
        for words in keys:
            combination = QKeySequence(words)[0]  # pyright: ignore[reportIndexIssue]
            self.qtbot.keyClick(self.here, combination.key(), combination.keyboardModifiers())
            self.rest()

    def write(self, words: str) -> None:
        self.qtbot.keyClicks(self.here, words)

    def tab_to(self, name: str, *, back: bool = False) -> None:
        """Tab until the focus is on what has this name."""
        for _ in range(MOST_STEPS):
            if self.name == name:
                return
            self.press("Shift+Tab" if back else "Tab")
        raise AssertionError(f"Tab never comes to “{name}”")

    def come_to(self, window: QWidget | None) -> None:
        """A dialog came or went: a desktop gives the keyboard to what is in front; here there is none to do it."""
        assert window is not None
        self.rest()
        window.activateWindow()
        self.qtbot.waitUntil(window.isActiveWindow)

    def rest(self) -> None:
        """Until everything that was set off is done and shown."""
        jobs, watch = self.shell.program.jobs, self.shell.program.watch
        assert jobs is not None and watch is not None
        QApplication.sendPostedEvents()
        self.qtbot.waitUntil(lambda: jobs.is_idle, timeout=20_000)

    def view(self) -> StoryView:
        watch = self.shell.program.watch
        assert watch is not None and watch.view is not None
        return watch.view


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path) -> Iterator[Hands]:
    shell = Shell(qtbot, desk=tmp_path / "desk", furnish=None).start()
    shell.window.activateWindow()
    qtbot.waitUntil(shell.window.isActiveWindow)
    hands = Hands(shell)
    qtbot.waitUntil(lambda: shell.program.watch is not None and shell.program.watch.view is not None)
    yield hands
    shell.end()


def test_a_story_is_started_written_cited_judged_and_put_out_by_keys_alone(
    hands: Hands, qtbot: QtBot, tmp_path: Path, own_home: Path
) -> None:
    shell = hands.shell
    sample = shell.program.focus.story
    hands.press("Ctrl+Shift+P")
    qtbot.waitUntil(lambda: hands.name == "What do you want to do?")
    hands.write("new story")
    hands.press("Return")
    qtbot.waitUntil(lambda: shell.program.focus.story != sample and shell.text == "")
    hands.come_to(shell.window)
    hands.tab_to("Headline", back=True)
    hands.write(HEADLINE)
    hands.press("Return")
    qtbot.waitUntil(lambda: shell.window.windowTitle().startswith(HEADLINE))

    assert hands.name == "Text of the story"
    hands.write(SENTENCES)
    hands.press("Ctrl+Shift+C")
    qtbot.waitUntil(lambda: [one.claim.wording for one in hands.view().checked.claims] == [SENTENCES[56:]])

    hands.press("Ctrl+Home")
    downloads = own_home / "Downloads"
    downloads.mkdir()
    (downloads / "harbour-notice.txt").write_text(NOTICE, encoding="utf-8")
    hands.press("Ctrl+Shift+A", "Return")
    assert hands.name == "Text of the story"
    qtbot.waitUntil(lambda: len(hands.view().checked.claims) == 2)
    (cited,) = [one for one in hands.view().checked.claims if one.claim.wording == SENTENCES[:55]]
    assert cited.level != "unsourced"

    hands.press("Ctrl+Return")
    assert shell.window.docks_in_front[-1] == "sources" and hands.here is not shell.editor
    hands.press("Ctrl+Return")
    assert hands.here is shell.editor and shell.editor.caret() == 0

    hands.press("F4")
    first = shell.editor.selection()
    hands.press("F4")
    assert shell.editor.selection() != first

    hands.press("Ctrl+E")
    hands.come_to(QApplication.activeModalWidget())
    hands.tab_to("Folder")
    hands.press("Ctrl+A")
    hands.write(str(tmp_path / "out"))
    hands.tab_to("Export as a draft")
    hands.press("Space", "Return")
    qtbot.waitUntil(lambda: bool(list((tmp_path / "out").glob("*.html"))))
    (page,) = (tmp_path / "out").glob("*.html")
    words = page.read_text(encoding="utf-8")
    assert HEADLINE in words and all(one in words for one in (SENTENCES[:55], SENTENCES[56:]))
    hands.press("Esc")
    hands.come_to(shell.window)
    assert hands.here is shell.editor
