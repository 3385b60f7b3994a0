"""Everybody can use the desk: the walk through every part of the window, by name, by key and by eye."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from newsroom.domain.errors import Refused
from tests.ui import access_checks as checks
from tests.ui.access_walk import BARS, DIALOGS, PLACES, SCREEN, THEMES, Desk, sit_down
from ui.dialogs.palette import palette_choices
from ui.dialogs.unsaved import ask_to_leave


@pytest.fixture(scope="module")
def desk(
    request: pytest.FixtureRequest, qapp: QApplication, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Desk]:
    yield from sit_down(QtBot(request), qapp, tmp_path_factory.mktemp("access"))


@pytest.fixture(scope="module", params=THEMES)
def theme(request: pytest.FixtureRequest, desk: Desk) -> str:
    desk.program.look.use(request.param)
    return request.param


@pytest.fixture(params=list(PLACES))
def place(request: pytest.FixtureRequest, desk: Desk) -> QWidget:
    return PLACES[request.param](desk)


def test_everything_that_is_used_has_a_name_and_every_button_says_what_it_does(place: QWidget) -> None:
    assert not checks.unnamed(place)
    assert not checks.wordless_buttons(place)


def test_tab_comes_to_everything_in_the_order_of_the_layout_and_round_again(place: QWidget) -> None:
    wanted = checks.reachable(place)
    if not wanted:
        return
    visited = checks.walk_by_tab(wanted[0])
    assert [checks.called(one) for one in wanted if one not in visited] == []
    if not place.isWindow() or isinstance(place, QDialog):
        assert not checks.against_the_layout(visited, place)


def test_no_key_is_claimed_twice(place: QWidget) -> None:
    assert not checks.doubled_keys(place.window())


def test_nothing_is_cut(place: QWidget) -> None:
    assert not checks.cut_words(place)


@pytest.mark.usefixtures("theme")
def test_all_words_and_marks_stand_out_as_they_are_painted(place: QWidget) -> None:
    assert not checks.faint(place)


def test_the_question_before_leaving_unsaved_words_can_be_read_and_answered_by_key(desk: Desk) -> None:
    desk.turn_to("sample")
    found: list[str] = []

    def look() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QDialog)
        found.extend([*checks.unnamed(box), *checks.wordless_buttons(box), *checks.cut_words(box), *checks.faint(box)])
        wanted = checks.reachable(box)
        visited = checks.walk_by_tab(wanted[0])
        found.extend(checks.called(one) for one in wanted if one not in visited)
        QTest.keyClick(box, Qt.Key.Key_Escape)

    QTimer.singleShot(50, look)
    assert not ask_to_leave(desk.window, trouble=Refused("The disk is full."), paths=(), save=lambda: None)
    assert not found


@pytest.mark.parametrize("name", DIALOGS)
def test_escape_closes_a_dialog(name: str, desk: Desk) -> None:
    dialog = desk.dialog(name)
    QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Escape)
    desk.qtbot.waitUntil(lambda: not dialog.isVisible())


@pytest.mark.parametrize("name", [name for name in BARS if name not in ("import", "welcome", "first steps")])
def test_escape_closes_a_bar_and_leads_back_into_the_text(name: str, desk: Desk) -> None:
    bar = desk.bar(name)
    if not bar.isAncestorOf(QApplication.focusWidget() or desk.window):
        checks.reachable(bar)[0].setFocus()
    QTest.keyClick(bar.focusWidget() or bar, Qt.Key.Key_Escape)
    desk.qtbot.waitUntil(lambda: not bar.isVisible())
    assert desk.shell.editor.hasFocus()


def test_tab_leaves_the_text_both_ways(desk: Desk) -> None:
    desk.turn_to("sample")
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        desk.shell.editor.setFocus()
        before = desk.shell.text
        QTest.keyClick(desk.shell.editor, key)
        assert not desk.shell.editor.hasFocus() and desk.shell.text == before


@pytest.mark.parametrize("key", ["next_pane", "previous_pane"])
def test_f6_goes_round_all_parts_that_can_be_seen(key: str, desk: Desk) -> None:
    desk.pane("claims", "sample")
    desk.shell.editor.setFocus()
    ring, passed = desk.window.ring, set[QWidget]()
    for _ in ring:
        desk.program.actions[key].trigger()
        focused = QApplication.focusWidget()
        passed |= {part for part in ring if focused is not None and part.isAncestorOf(focused)}
    assert passed == set(ring) and len(ring) == 4
    assert desk.shell.editor.hasFocus()


# What the program can do.


def test_every_action_does_something_and_stands_in_a_menu_and_in_the_palette(desk: Desk) -> None:
    actions = desk.program.actions
    desk.turn_to("sample")
    assert actions.unbound == ()
    menus = desk.window.menuBar().findChildren(QMenu)
    in_menus = [entry.objectName() for menu in menus for entry in menu.actions() if entry.objectName()]
    assert sorted(in_menus) == sorted(actions.names)
    assert {row.title for row in palette_choices(actions)} == {
        actions[name].text() for name in actions.names if name != "palette" and actions[name].isVisible()
    }
    assert all(actions[name].text().strip() and actions.spec(name).tip.endswith(".") for name in actions.names)


NEEDS_MORE = {
    "redo", "restore_version", "quote_from_copy", "claim_from_copy", "excerpt_from_copy", "go_on_with_notes",
    "check_again", "find_again", "link_passage", "not_speech", "use_wording",
}  # fmt: skip
"""Actions that wait for more than a story: something taken back, selected or offered, words that changed or went."""


def test_what_can_be_done_with_a_story_can_be_chosen_when_one_is_open_and_not_before(desk: Desk) -> None:
    actions = desk.program.actions
    desk.turn_to("none")
    story = {name for name in actions.names if actions.spec(name).needs in ("story", "writing_story")}
    assert not {name for name in story if actions[name].isEnabled()}
    could: set[str] = set()
    for pane in ("sources", "claims", "quotes", "versions"):
        desk.pane(pane, "sample")
        could |= {name for name in actions.names if actions[name].isEnabled()}
    desk.turn_to("article")
    could |= {name for name in actions.names if actions[name].isEnabled()}
    # Those of a house that moves stages by rule are seen in no other.
    assert {name for name in actions.names if actions[name].isVisible()} - could <= NEEDS_MORE | {"undo"}


def test_what_is_cut_and_pasted_belongs_to_the_line_the_keyboard_is_in(desk: Desk) -> None:
    desk.turn_to("new")
    actions, page = desk.program.actions, desk.shell.page
    page.byline.setFocus()
    QTest.keyClicks(page.byline, "Ida Renner")
    for name in ("select_all", "cut"):
        actions[name].trigger()
    assert page.byline.text() == "" and QApplication.clipboard().text() == "Ida Renner"
    desk.shell.editor.setFocus()
    actions["paste"].trigger()
    assert desk.shell.text == "Ida Renner"
    actions["select_all"].trigger()
    actions["bold"].trigger()
    assert desk.shell.text == "**Ida Renner**"


def test_a_screen_at_twice_its_scale_holds_the_window_and_the_text_keeps_its_room(desk: Desk) -> None:
    desk.pane("claims", "sample")
    desk.window.resize(SCREEN / 2)
    assert desk.window.size() == SCREEN / 2
    line = desk.shell.editor.fontMetrics().height()
    desk.qtbot.waitUntil(lambda: desk.shell.editor.viewport().height() > 2 * line)
    assert desk.shell.page.headline.isVisible() and not desk.shell.page.byline.isVisible()
    assert not checks.cut_words(desk.shell.page)
    desk.program.actions["focus_mode"].trigger()
    desk.qtbot.waitUntil(lambda: desk.shell.editor.width() == desk.window.width())
    assert desk.window.docks_in_front == ()
    desk.program.actions["focus_mode"].trigger()
    desk.window.resize(SCREEN)
    desk.qtbot.waitUntil(desk.shell.page.byline.isVisible)


def test_headline_and_dek_wrap_before_they_are_cut_and_a_look_keeps_their_size(desk: Desk) -> None:
    desk.pane("quotes", "sample")
    headline, dek = desk.shell.page.headline, desk.shell.page.dek
    assert not checks.cut_words(desk.shell.page) and headline.toolTip() == dek.toolTip() == ""
    sizes = [(line.font().pointSizeF(), line.height()) for line in (headline, dek)]
    for theme in THEMES:
        desk.program.look.use(theme)
        assert [(line.font().pointSizeF(), line.height()) for line in (headline, dek)] == sizes
        assert headline.font().bold()
    words = dek.text()
    dek.setText(words * 9)
    assert dek.toolTip() == words * 9
    dek.setText(words)


# The walk itself.


def test_the_walk_sees_what_is_wrong(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    column = QVBoxLayout(dialog)
    line, button, label = QLineEdit(), QPushButton(), QLabel("These words have no room")
    faint = QLabel("These words can hardly be seen")
    faint.setStyleSheet("background: #FFFFFF; color: #8A8A8A;")
    first, second = QPushButton("&Save"), QPushButton("&Skip")
    label.setFixedWidth(20)
    for part in (line, button, label, faint, first, second):
        column.addWidget(part)
    QWidget.setTabOrder(second, line)
    dialog.show()
    assert len(checks.unnamed(dialog)) == 2 and len(checks.wordless_buttons(dialog)) == 1
    assert len(checks.cut_words(dialog)) == 1
    assert [one.split(":")[0] for one in checks.faint(dialog)] == [checks.called(faint)]
    assert list(checks.doubled_keys(dialog)) == ["Alt+S"]
    assert checks.against_the_layout([second, first, button, line], dialog)
