"""The find bar as a person uses it: counts while typing, goes round, replaces as one step, and never hangs."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from newsroom.domain.anchor import Place
from tests.ui.editing import Desk
from ui.editor.find_bar import FindBar
from ui.editor.finding import BadQuery, Found, Query, find_all
from ui.tab_order import tab_ring

TEXT = "The ferry was late. 😀 A Ferry, the ferryman said, is never late.\nNo ferry came."


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    start = TEXT.index("ferryman")
    return Desk(qtbot, TEXT, {"a": Place(start, start + 8, "attached")})


@pytest.fixture
def bar(desk: Desk) -> FindBar:
    made = FindBar(editor=desk.editor, actions=desk.actions)
    desk.layout.addWidget(made)
    return made


def selected(desk: Desk) -> str:
    return desk.document.words(*desk.editor.selection())


def test_the_count_follows_what_is_typed_and_the_choices(desk: Desk, bar: FindBar, qtbot: QtBot) -> None:
    desk.actions["find"].trigger()
    assert bar.isVisible()
    qtbot.keyClicks(bar.words, "ferry")
    assert bar.count.text() == "1 of 4"
    bar.case.setChecked(True)
    assert bar.count.text() == "1 of 3"
    bar.whole.setChecked(True)
    assert bar.count.text() == "1 of 2"
    qtbot.keyClicks(bar.words, "x")
    assert bar.count.text() == "Not found"


def test_the_place_that_is_counted_is_the_one_that_is_shown(desk: Desk, bar: FindBar, qtbot: QtBot) -> None:
    desk.editor.set_caret(TEXT.index("A Ferry"))
    desk.actions["find"].trigger()
    qtbot.keyClicks(bar.words, "ferry")
    assert (selected(desk), desk.editor.selection()[0], bar.count.text()) == ("Ferry", TEXT.index("Ferry"), "2 of 4")
    qtbot.keyClick(bar.words, Qt.Key.Key_Return)
    assert bar.count.text() == "3 of 4"
    bar.close_bar()
    desk.editor.set_caret(0)
    desk.actions["find"].trigger()
    assert (selected(desk), bar.count.text()) == ("ferry", "1 of 4")


def test_tab_goes_from_what_is_found_to_what_replaces_it(desk: Desk, bar: FindBar) -> None:
    desk.actions["replace"].trigger()
    stops = [one.accessibleName() for one in tab_ring((bar,))]
    assert stops[:4] == ["Find", "Replace with", "Close", "Match case"]
    bar.words.setText("ferry")
    stops = [one.accessibleName() for one in tab_ring((bar,))]
    assert stops[:6] == ["Find", "Replace with", "Previous", "Next", "Close", "Replace"]


def test_esc_closes_the_bar_after_everything_was_replaced(desk: Desk, bar: FindBar, qtbot: QtBot) -> None:
    desk.editor.window().activateWindow()
    desk.actions["replace"].trigger()
    bar.words.setText("ferry")
    bar.instead.setText("boat")
    button = next(one for one in bar.findChildren(QPushButton) if one.text() == "Replace all")
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert bar.count.text() == "4 replaced"
    focused = QApplication.focusWidget()
    assert focused is not None and bar.isAncestorOf(focused)
    qtbot.keyClick(focused, Qt.Key.Key_Escape)
    assert not bar.isVisible() and desk.editor.hasFocus()


def test_f3_goes_from_place_to_place_and_round(desk: Desk, bar: FindBar, qtbot: QtBot) -> None:
    bar.words.setText("late")
    starts: list[int] = []
    for _ in range(3):
        desk.actions["find_next"].trigger()
        assert selected(desk) == "late"
        starts.append(desk.editor.selection()[0])
    assert starts == [TEXT.index("late"), TEXT.rindex("late"), TEXT.index("late")]
    desk.actions["find_previous"].trigger()
    assert desk.editor.selection()[0] == TEXT.rindex("late")
    assert bar.count.text() == "2 of 2"


def test_the_selected_words_are_looked_for(desk: Desk, bar: FindBar) -> None:
    desk.editor.select(4, 9)
    desk.actions["find"].trigger()
    assert bar.words.text() == "ferry"
    assert bar.count.text() == "1 of 4"


def test_replace_all_is_one_step_and_keeps_the_anchors(desk: Desk, bar: FindBar) -> None:
    desk.actions["replace"].trigger()
    bar.words.setText("ferry")
    bar.instead.setText("boat")
    bar.replace_all()
    assert desk.document.text() == TEXT.replace("ferry", "boat").replace("Ferry", "boat")
    assert bar.count.text() == "4 replaced"
    assert desk.timeline.undo_label == "Replace all"
    place = desk.document.place("a")
    assert place is not None
    assert (desk.document.words(place.start, place.end), place.state) == ("boatman", "reworded")
    desk.timeline.undo()
    assert desk.document.text() == TEXT
    assert desk.document.place("a") == Place(TEXT.index("ferryman"), TEXT.index("ferryman") + 8, "attached")


def test_replace_goes_on_to_the_next_place(desk: Desk, bar: FindBar, qtbot: QtBot) -> None:
    desk.actions["replace"].trigger()
    bar.words.setText("late")
    bar.instead.setText("early")
    bar.instead.setFocus()
    for _ in range(3):
        qtbot.keyClick(bar.instead, Qt.Key.Key_Return)
    assert desk.document.text() == TEXT.replace("late", "early")
    assert bar.count.text() == "Not found"


def test_a_pattern_replaces_with_its_groups(desk: Desk, bar: FindBar) -> None:
    desk.actions["replace"].trigger()
    bar.pattern.setChecked(True)
    bar.words.setText(r"(\w+) ferry\b")
    bar.instead.setText(r"\1 ship")
    bar.replace_all()
    assert "The ship was late" in desk.document.text()
    assert desk.document.text().endswith("No ship came.")


def test_esc_closes_the_bar_and_gives_the_text_the_focus(desk: Desk, bar: FindBar, qtbot: QtBot) -> None:
    desk.editor.window().activateWindow()
    desk.actions["find"].trigger()
    qtbot.keyClicks(bar.words, "No ferry")
    qtbot.keyClick(bar.words, Qt.Key.Key_Return)
    qtbot.keyClick(bar.words, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert selected(desk) == "No ferry"
    assert desk.editor.hasFocus()


def test_the_count_is_right_again_after_the_text_was_edited(desk: Desk, bar: FindBar, qtbot: QtBot) -> None:
    desk.actions["find"].trigger()
    bar.words.setText("ferry")
    desk.editor.set_caret(0)
    qtbot.keyClicks(desk.editor, "Ferry! ")
    qtbot.waitUntil(lambda: bar.count.text() == "5 found")


@pytest.mark.parametrize(
    ("pattern", "text", "words"),
    [
        ("(a", "a", "no pattern yet"),
        (r"(\w+\s?)*$", "the ferry " * 300 + "!", "too long"),
        (r"(a|aa)+$", "a" * 200 + "b", "too long"),
    ],
)
def test_a_bad_or_endless_pattern_gets_a_sentence(pattern: str, text: str, words: str) -> None:
    with pytest.raises(BadQuery, match=words):
        find_all(Query(pattern, pattern=True), text)


def test_a_group_that_is_not_there_gets_a_sentence(desk: Desk, bar: FindBar) -> None:
    desk.actions["replace"].trigger()
    bar.pattern.setChecked(True)
    bar.words.setText("ferry")
    bar.instead.setText(r"\3")
    assert bar.count.text().endswith(".")
    bar.replace_all()
    assert desk.document.text() == TEXT


@pytest.mark.parametrize("query", [Query("aa"), Query("a+b?", pattern=True)])
def test_places_do_not_overlap_and_have_a_character(query: Query) -> None:
    found = find_all(query, "aaaa b aab")
    assert found
    assert all(one.start < one.end for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_a_dot_is_a_dot_unless_it_is_a_pattern() -> None:
    assert find_all(Query("l.te"), "late l.te") == [Found(5, 9)]
    assert len(find_all(Query("l.te", pattern=True), "late l.te")) == 2
