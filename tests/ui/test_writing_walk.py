"""A writer's first half hour in the finished window: where the keyboard is after each step, by real keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from newsroom.domain.story import Story
from tests.ui.shell import Shell, written_desk
from ui.panes.stories import StoriesPane

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def shell(qtbot: QtBot, tmp_path: Path) -> Iterator[Shell]:
    written_desk(tmp_path / "desk", "The ferry was late.", "The museum is open.")
    one = Shell(qtbot, desk=tmp_path / "desk", furnish=None).start()
    one.window.activateWindow()
    qtbot.waitUntil(lambda: one.program.watch is not None and one.program.watch.view is not None, timeout=20_000)
    yield one
    one.end()


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(shell: Shell, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    shell.qtbot.keyClick(focused(), key, held)


def open_story(shell: Shell) -> Story:
    return shell.desk.queries.get(Story, shell.program.focus.story)


def test_a_new_story_is_written_from_the_headline_to_the_text(shell: Shell) -> None:
    press(shell, Qt.Key.Key_N, CTRL)
    shell.qtbot.keyClicks(focused(), "Ferries late again")
    press(shell, Qt.Key.Key_Return)
    shell.qtbot.keyClicks(focused(), "Nobody was told.")
    assert shell.text == "Nobody was told."
    assert open_story(shell).headline == "Ferries late again"
    assert open_story(shell).slug == "ferries-late-again"
    shell.qtbot.waitUntil(lambda: shell.page.slug.text() == "ferries-late-again")


def test_a_story_chosen_in_the_list_leads_into_its_text(shell: Shell) -> None:
    pane = shell.window.pane("stories")
    assert isinstance(pane, StoriesPane)
    shell.qtbot.waitUntil(lambda: len(pane.list.lines) == 3)
    other = next(line.id for line in pane.list.lines if not line.heading and line.id != shell.program.focus.story)
    press(shell, Qt.Key.Key_6, Qt.KeyboardModifier.AltModifier)
    pane.list.choose(other)
    press(shell, Qt.Key.Key_Return)
    assert shell.program.focus.story == other
    before = shell.text
    shell.qtbot.keyClicks(focused(), "Now: ")
    assert shell.text == "Now: " + before


@pytest.mark.parametrize("name", ["stories", "sources", "quotes", "claims", "versions"])
def test_escape_in_a_pane_gives_the_keyboard_back_to_the_text(shell: Shell, name: str) -> None:
    shell.window.show_pane(name)
    assert focused() is not shell.editor
    press(shell, Qt.Key.Key_Escape)
    assert focused() is shell.editor


def test_only_the_text_leaves_the_headline_and_comes_back_as_it_was(shell: Shell) -> None:
    press(shell, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    press(shell, Qt.Key.Key_Escape)
    before, page = shell.window.docks_in_front, shell.page
    assert "claims" in before
    press(shell, Qt.Key.Key_F8)
    assert focused() is shell.editor
    assert page.headline.isVisible()
    assert shell.window.docks_in_front == ()
    shown = [part for part in (page.slug, page.stage, page.dek, page.byline) if part.isVisible()]
    place = page.bars.parentWidget()
    assert place is not None
    assert not shown
    assert not place.isVisible(), "cards above the text are in the way"
    assert not shell.window.tools.isVisible() and not shell.window.status.isVisible()
    shell.window.resize(1200, 800)
    shell.qtbot.keyClicks(shell.editor, "x")
    assert not page.dek.isVisible()
    press(shell, Qt.Key.Key_F8)
    shell.qtbot.waitUntil(lambda: shell.window.docks_in_front == before)
    assert page.dek.isVisible() and page.slug.isVisible() and shell.window.tools.isVisible()
