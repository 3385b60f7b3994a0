"""The window around the text: actions in their menus, room for the text, parts reached by key, remembered as left."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QListWidget, QMenu, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.shell import Shell, written_desk
from ui.actions import TABLE
from ui.main_window import DOCKS
from ui.record_mime import record_mime


def fill(shell: Shell) -> None:
    """Something that takes the focus in each dock."""
    for spec in DOCKS:
        content = QListWidget()
        content.setObjectName(spec.name)
        content.addItem(spec.title)
        shell.window.put(spec.name, content)


@pytest.fixture
def shell(qtbot: QtBot, tmp_path: Path) -> Iterator[Shell]:
    written_desk(tmp_path / "desk", "The ferry was late.")
    one = Shell(qtbot, desk=tmp_path / "desk").start()
    one.window.resize(1366, 768)
    fill(one)
    yield one
    one.end()


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def act(shell: Shell, name: str) -> None:
    shell.program.actions[name].trigger()


def test_every_action_stands_in_its_menu_once(shell: Shell) -> None:
    found: list[tuple[str, str]] = []
    for top in shell.window.menuBar().actions():
        menu = top.menu()
        assert isinstance(menu, QMenu)
        for entry in menu.actions():
            inner = entry.menu()
            entries = inner.actions() if isinstance(inner, QMenu) else [entry]
            within = entry.text() if isinstance(inner, QMenu) else ""
            found += [(within, action.objectName()) for action in entries if not action.isSeparator()]
    assert sorted(found) == sorted((spec.under, spec.name) for spec in TABLE)


@pytest.mark.qt_log_ignore("grabbing the keyboard")
def test_every_entry_of_an_open_menu_has_a_letter_and_nothing_else_shows_it(shell: Shell) -> None:
    menus = {top.text().replace("&", ""): top.menu() for top in shell.window.menuBar().actions()}
    for menu in menus.values():
        assert isinstance(menu, QMenu)
        menu.popup(shell.window.mapToGlobal(shell.window.rect().center()))
        entries = [entry.text() for entry in menu.actions() if not entry.isSeparator()]
        letters = [entry[entry.index("&") + 1].casefold() for entry in entries]
        assert len(set(letters)) == len(letters)
        menu.close()
    shell.type("late")
    edit = menus["Edit"]
    assert isinstance(edit, QMenu)
    edit.popup(shell.window.mapToGlobal(shell.window.rect().center()))
    assert shell.program.actions["bold"].text() == "&Bold"
    shell.qtbot.keyClick(edit, Qt.Key.Key_B)
    assert shell.text.startswith("**")
    assert not [name for name in shell.program.actions.names if "&" in shell.program.actions[name].text()]


def test_a_line_of_reading_length_fits_beside_the_panes(shell: Shell) -> None:
    shell.qtbot.waitUntil(lambda: shell.window.width() == 1366)
    line = "The harbour council met on Tuesday to hear why the ferries were late"
    assert len(line) == 68
    assert shell.editor.viewport().width() >= shell.editor.fontMetrics().horizontalAdvance(line)
    for name in ("stories", "sources"):
        assert 180 <= shell.window.dock(name).width() <= 420


def test_f6_goes_round_the_parts_of_the_window_both_ways(shell: Shell) -> None:
    shell.editor.setFocus()
    seen: list[str] = []
    for _ in range(4):
        act(shell, "next_pane")
        seen.append(focused().objectName() or "text")
    assert seen == ["sources", "stories", "outline", "text"] or seen == ["sources", "stories", "outline", ""]
    act(shell, "previous_pane")
    assert focused().objectName() == "outline"


@pytest.mark.parametrize("spec", DOCKS, ids=lambda spec: spec.name)
def test_each_pane_comes_to_the_front_with_the_focus_by_its_key(shell: Shell, spec: object) -> None:
    name = str(getattr(spec, "name"))  # noqa: B009 - the table's own entry
    act(shell, f"pane_{name}")
    assert name in shell.window.docks_in_front
    assert focused().objectName() == name


def test_only_the_text_and_back(shell: Shell) -> None:
    before = shell.window.docks_in_front
    act(shell, "focus_mode")
    assert shell.window.docks_in_front == ()
    assert not shell.window.tools.isVisible()
    act(shell, "focus_mode")
    shell.qtbot.waitUntil(lambda: shell.window.docks_in_front == before)
    assert shell.window.tools.isVisible()


def test_larger_and_smaller_text_is_remembered(shell: Shell, qtbot: QtBot) -> None:
    size = shell.editor.font().pointSizeF()
    act(shell, "larger")
    assert shell.editor.font().pointSizeF() > size
    act(shell, "larger")
    larger = shell.page.text_size
    shell.end()
    again = Shell(qtbot, desk=shell.desk.archive.places.folder).start()
    assert again.page.text_size == larger
    act(again, "usual_size")
    assert again.editor.font().pointSizeF() == size
    again.end()


def test_docks_come_back_as_they_were_left(shell: Shell, qtbot: QtBot) -> None:
    act(shell, "pane_claims")
    shell.window.dock("outline").hide()
    shell.window.resize(1200, 700)
    shell.end()
    again = Shell(qtbot, desk=shell.desk.archive.places.folder).start()
    assert "claims" in again.window.docks_in_front
    assert again.window.dock("outline").isHidden()
    assert not again.window.dock("stories").isHidden()
    again.end()


def test_a_window_left_with_only_the_text_begins_with_all_its_parts(shell: Shell, qtbot: QtBot) -> None:
    before = shell.window.docks_in_front
    act(shell, "focus_mode")
    shell.end()
    again = Shell(qtbot, desk=shell.desk.archive.places.folder).start()
    assert again.window.docks_in_front == before
    assert again.window.tools.isVisible()
    again.end()


def test_a_field_ends_with_return_in_the_text_and_escape_puts_back_what_is_stored(shell: Shell) -> None:
    shell.page.dek.setFocus()
    shell.qtbot.keyClicks(shell.page.dek, "One sentence")
    shell.qtbot.keyClick(shell.page.dek, Qt.Key.Key_Escape)
    assert shell.page.dek.text() == ""
    assert focused() is shell.editor
    shell.page.dek.setFocus()
    shell.qtbot.keyClicks(shell.page.dek, "One sentence")
    shell.qtbot.keyClick(shell.page.dek, Qt.Key.Key_Return)
    assert focused() is shell.editor
    assert shell.desk.queries.stories()[0].dek == "One sentence"


def test_a_long_headline_is_shown_whole_over_two_lines_and_gives_the_room_back(shell: Shell) -> None:
    headline, text = shell.page.headline, shell.editor
    low, top = headline.height(), text.y()
    headline.setText("Ferries late again: the harbour council asks who pays for the new quay")
    assert headline.height() > 1.5 * low
    assert text.y() - top == headline.height() - low, "the text makes room at once"
    end = QTextCursor(headline.document())
    end.movePosition(QTextCursor.MoveOperation.End)
    assert headline.viewport().rect().contains(headline.cursorRect(end))
    headline.setText("Ferries late")
    assert headline.height() == low and text.y() == top


def test_without_a_story_the_page_says_what_to_do(shell: Shell) -> None:
    shell.program.stories.open("")
    assert not shell.editor.isVisible()
    assert shell.window.windowTitle() == "Newsroom"
    assert not shell.program.actions["undo"].isEnabled()


def test_what_is_dragged_over_a_tab_brings_its_part_to_the_front(shell: Shell, qtbot: QtBot) -> None:
    (bar,) = (bar for bar in shell.window.findChildren(QTabBar) if bar.isVisible() and bar.count() > 1)
    claims = next(tab for tab in range(bar.count()) if bar.tabText(tab) == "Claims")
    assert "claims" not in shell.window.docks_in_front
    place, mime = bar.tabRect(claims).center(), record_mime("source", "one")
    held, no_key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(place, Qt.DropAction.CopyAction, mime, held, no_key)
    QApplication.sendEvent(bar, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(bar, QDragMoveEvent(place, Qt.DropAction.CopyAction, mime, held, no_key))
    assert "claims" not in shell.window.docks_in_front, "passing over it is not enough"
    qtbot.waitUntil(lambda: "claims" in shell.window.docks_in_front, timeout=20_000)


def test_docks_squeezed_in_a_small_window_get_their_room_back_in_a_large_one(shell: Shell, qtbot: QtBot) -> None:
    shell.window.resize(700, 460)
    shell.window.resizeDocks([shell.window.dock("stories")], [70], Qt.Orientation.Horizontal)
    qtbot.waitUntil(lambda: shell.window.dock("stories").width() < 150)
    shell.window.resize(1366, 740)
    qtbot.waitUntil(lambda: shell.window.dock("stories").width() >= 200)
