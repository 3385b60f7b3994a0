"""The editor as a person meets it: keys, selections, marks, the gutter, drops, the clipboard, the way in and out."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from newsroom.domain.anchor import Place
from tests.ui.editing import Desk, copied, document, mark, theme
from ui.editor.anchor_marks import AnchorMark, sign_of, worst
from ui.editor.story_editor import StoryEditor

TEXT = "The 😀 ferry was late. Nobody was told.\nThe council met on Friday.\n\nNo-break:\u00a0here."
FERRY = Place(6, 11, "attached")


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Desk:
    made = Desk(qtbot, TEXT, {"a": FERRY, "q": Place(39, 50, "attached")})
    made.editor.use_theme(theme(tmp_path))
    return made


def formats_at(editor: StoryEditor, offset: int) -> list[object]:
    """The underline styles, weights and grounds the letter at an offset is drawn with."""
    shown = editor.story_document
    assert shown is not None
    utf16 = shown.to_utf16(offset)
    block = editor.document().findBlock(utf16)
    found: list[object] = []
    for one in block.layout().formats():
        if one.start <= utf16 - block.position() < one.start + one.length:
            found += [one.format.underlineStyle(), one.format.fontWeight(), one.format.background().color().name()]
    return found


def visibly(editor: StoryEditor) -> bytes:
    image = editor.grab().toImage()
    return bytes(image.constBits())


# Caret and selection.


def test_caret_and_selection_are_code_points(desk: Desk) -> None:
    carets: list[int] = []
    desk.editor.caret_moved.connect(carets.append)
    desk.editor.set_caret(6)
    assert (desk.editor.caret(), desk.editor.textCursor().position()) == (6, 7)
    desk.editor.select(6, 11)
    assert desk.editor.selection() == (6, 11)
    assert desk.editor.textCursor().selectedText() == "ferry"
    assert carets == [6, 11]


def test_the_caret_goes_where_undo_and_redo_changed_something(desk: Desk, qtbot: QtBot) -> None:
    desk.editor.set_caret(12)
    qtbot.keyClicks(desk.editor, "so ")
    desk.editor.set_caret(0)
    desk.actions["undo"].trigger()
    assert desk.editor.caret() == 12
    desk.editor.set_caret(0)
    desk.actions["redo"].trigger()
    assert desk.editor.caret() == 15


def test_the_keys_of_undo_are_the_windows_not_the_editors(desk: Desk, qtbot: QtBot) -> None:
    qtbot.waitExposed(desk.window)
    desk.editor.set_caret(0)
    qtbot.keyClicks(desk.editor, "ab")
    assert desk.timeline.undo_label == "Typing"
    qtbot.keyClick(desk.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.document.text() == TEXT
    qtbot.keyClick(desk.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert desk.document.text() == "ab" + TEXT


@pytest.mark.parametrize("name", ["bold", "italic", "link", "export", "replace", "quick_open"])
def test_keys_of_the_windows_actions_reach_the_window(desk: Desk, qtbot: QtBot, name: str) -> None:
    done: list[str] = []
    desk.actions.bind(name, lambda: done.append(name))
    QTest.keySequence(desk.editor, desk.actions[name].shortcut())
    assert (done, desk.document.text()) == ([name], TEXT)


def test_the_context_menu_offers_the_windows_undo(desk: Desk) -> None:
    menu = desk.editor.menu_at(QPoint(30, 30))
    assert [desk.actions["undo"], desk.actions["redo"]] == menu.actions()[:2]
    assert not [entry for entry in menu.actions() if entry.objectName() in ("edit-undo", "edit-redo")]


def test_tab_leaves_the_text_and_changes_nothing(desk: Desk, qtbot: QtBot) -> None:
    other = QLineEdit()
    desk.layout.addWidget(other)
    other.show()
    QTest.keyClick(desk.editor, Qt.Key.Key_Tab)
    assert other.hasFocus()
    QTest.keyClick(other, Qt.Key.Key_Backtab)
    assert desk.editor.hasFocus()
    assert desk.document.text() == TEXT


def test_nothing_can_be_written_without_a_document_or_when_it_is_closed(desk: Desk, qtbot: QtBot) -> None:
    desk.editor.setReadOnly(True)
    qtbot.keyClicks(desk.editor, "x")
    desk.editor.insertFromMimeData(copied("words"))
    desk.editor.bold()
    assert desk.document.text() == TEXT
    desk.editor.show_document(None)
    desk.editor.setReadOnly(False)
    qtbot.keyClicks(desk.editor, "x")
    assert desk.editor.toPlainText() == ""
    assert (desk.editor.caret(), desk.editor.selection()) == (0, (0, 0))


def test_each_story_is_shown_where_it_was_left(desk: Desk) -> None:
    other = document("line\n" * 200, story="other")
    desk.editor.set_caret(20)
    desk.editor.show_document(other)
    desk.editor.set_caret(500)
    desk.editor.ensureCursorVisible()
    state = desk.editor.scroll_state()
    assert state[1] > 0
    desk.editor.show_document(desk.document)
    assert desk.editor.caret() == 20
    desk.editor.show_document(other)
    assert desk.editor.scroll_state() == state


# Marks.


def test_marked_passages_are_drawn_and_only_those(desk: Desk) -> None:
    plain = visibly(desk.editor)
    desk.editor.set_marks({"a": mark(level="disputed"), "q": mark(kind="quote_use", level=None)})
    marked = visibly(desk.editor)
    assert marked != plain
    assert formats_at(desk.editor, 7)
    assert formats_at(desk.editor, 45)
    assert formats_at(desk.editor, 20) == []
    desk.editor.set_marks({})
    assert visibly(desk.editor) == plain


def test_every_level_looks_different_in_the_text_or_the_gutter(desk: Desk) -> None:
    levels = ["unsourced", "low", "moderate", "high", "confirmed", "disputed", "refuted", "not_ratable"]
    looks: set[bytes] = set()
    for level in levels:
        desk.editor.set_marks({"a": mark(level=level)})
        looks.add(visibly(desk.editor))
    assert len(looks) == len(levels)


def test_marks_follow_the_words_they_belong_to(desk: Desk, qtbot: QtBot) -> None:
    desk.editor.set_marks({"a": mark(level="high")})
    visibly(desk.editor)
    desk.editor.set_caret(0)
    qtbot.keyClicks(desk.editor, "Yes. ")
    assert formats_at(desk.editor, 5 + 6)
    assert formats_at(desk.editor, 5 + 11) == []
    before = visibly(desk.editor)
    desk.editor.set_caret(5 + 8)
    qtbot.keyClicks(desk.editor, "x")
    assert desk.document.places()["a"].state == "reworded"
    assert visibly(desk.editor) != before


def test_a_reworded_and_a_lost_passage_show_in_the_gutter(desk: Desk) -> None:
    desk.editor.set_marks({"a": mark("claim-1", level="confirmed"), "q": mark("use-1", kind="quote_use", level=None)})
    assert [line.sign for line in desk.editor.gutter.lines()] == ["confirmed"]
    desk.editor.select(8, 9)
    desk.editor.textCursor().removeSelectedText()
    assert [line.sign for line in desk.editor.gutter.lines()] == ["reworded"]
    desk.editor.select(4, 14)
    desk.editor.textCursor().removeSelectedText()
    assert [line.sign for line in desk.editor.gutter.lines()] == ["adrift"]


def test_a_click_in_the_gutter_names_the_record(desk: Desk, qtbot: QtBot) -> None:
    desk.editor.set_marks({"a": mark("claim-1", level="low")})
    line = desk.editor.gutter.lines()[0]
    point = QPoint(10, round(line.top + line.height / 2))
    with qtbot.waitSignal(desk.editor.mark_clicked) as told:
        qtbot.mouseClick(desk.editor.gutter, Qt.MouseButton.LeftButton, pos=point)
    assert told.args == ["claim", "claim-1"]
    assert desk.editor.gutter.mark_at(point.y() + 300) is None


def test_the_worst_of_a_line_is_shown() -> None:
    marks = [mark(level="confirmed"), mark(level="disputed"), mark(level="low"), mark(proposed=True)]
    shown = worst([(one, "attached") for one in marks])
    assert shown is not None and shown[1] == "disputed"
    assert worst([(marks[0], "reworded"), (marks[1], "adrift")]) == (marks[1], "adrift")
    assert worst([(marks[3], "attached")]) == (marks[3], "proposed")
    assert sign_of(AnchorMark("quote_use", "q", None, False, False, "Quote"), "attached") is None


def test_the_worst_of_two_claims_on_the_same_words_is_underlined(qtbot: QtBot, tmp_path: Path) -> None:
    desk = Desk(qtbot, TEXT, {"long": Place(0, 20, "attached"), "short": FERRY})
    desk.editor.use_theme(theme(tmp_path))
    desk.editor.set_marks({"long": mark(level="disputed"), "short": mark(level="confirmed")})
    visibly(desk.editor)
    disputed = formats_at(desk.editor, 2)
    assert formats_at(desk.editor, 7)[-3:] == disputed
    desk.editor.set_marks({"long": mark(level="confirmed"), "short": mark(level="disputed")})
    visibly(desk.editor)
    assert formats_at(desk.editor, 7)[-3:] == disputed


def test_a_quotation_nobody_linked_keeps_its_dots_and_its_sign_within_a_claim(qtbot: QtBot, tmp_path: Path) -> None:
    desk = Desk(qtbot, TEXT, {"claim": Place(0, 20, "attached")})
    desk.editor.use_theme(theme(tmp_path))
    desk.document.passages.show({"~1": (6, 11)})
    quotation = AnchorMark("passage", "~1", None, False, False, "Words in quotation marks, not linked")
    desk.editor.set_marks({"claim": mark(level="disputed"), "~1": quotation})
    visibly(desk.editor)
    assert formats_at(desk.editor, 7)[-3] == QTextCharFormat.UnderlineStyle.DotLine
    assert formats_at(desk.editor, 2)[-3] == QTextCharFormat.UnderlineStyle.DashDotLine
    (line,) = desk.editor.gutter.lines()
    assert (line.sign, line.beside) == ("disputed", quotation)
    assert line.name.endswith("Words in quotation marks, not linked")
    desk.document.passages.show({"~2": (0, 20)})
    desk.editor.set_marks({"claim": mark(level="disputed"), "~2": quotation})
    visibly(desk.editor)
    assert formats_at(desk.editor, 2)[-3] == QTextCharFormat.UnderlineStyle.DashDotLine


def test_the_structure_of_the_markdown_is_seen_where_it_is_edited(desk: Desk, qtbot: QtBot) -> None:
    desk.editor.set_caret(len(TEXT))
    qtbot.keyClick(desk.editor, Qt.Key.Key_Return)
    qtbot.keyClicks(desk.editor, "# Head with *stress*")
    at = len(desk.document.text())
    weights = formats_at(desk.editor, at - 12)
    assert 700 in [getattr(weight, "value", weight) for weight in weights]
    assert len(formats_at(desk.editor, at - 4)) > len(weights)


def test_lines_within_a_fence_are_code_also_when_the_fence_comes_later(desk: Desk, qtbot: QtBot) -> None:
    desk.editor.insertFromMimeData(copied("# not code\n\n"))
    visibly(desk.editor)
    heading = formats_at(desk.editor, 4)
    desk.editor.set_caret(0)
    qtbot.keyClicks(desk.editor, "```")
    qtbot.keyClick(desk.editor, Qt.Key.Key_Return)
    visibly(desk.editor)
    assert formats_at(desk.editor, 8) != heading


def test_another_theme_draws_everything_anew(desk: Desk, tmp_path: Path) -> None:
    desk.editor.set_marks({"a": mark(level="disputed")})
    light = visibly(desk.editor)
    desk.editor.use_theme(theme(tmp_path, "dark"))
    assert visibly(desk.editor) != light


def test_a_story_shown_again_has_the_looks_of_now(desk: Desk, tmp_path: Path) -> None:
    desk.editor.set_marks({"a": mark(level="disputed")})
    visibly(desk.editor)
    desk.editor.show_document(document("other", story="other"))
    desk.editor.use_theme(theme(tmp_path, "dark"))
    desk.editor.set_marks({"a": mark(level="high")})
    desk.editor.show_document(desk.document)
    again = visibly(desk.editor)
    desk.editor.use_theme(theme(tmp_path, "dark"))
    assert visibly(desk.editor) == again


# The page.


def test_a_line_holds_66_to_72_letters_in_a_wide_window(desk: Desk) -> None:
    prose = (
        "The harbour office said on Friday that nobody on the council had been told of the sale before it was signed. "
    )
    desk.editor.show_document(document(prose * 8, story="long"))
    desk.window.resize(1500, 700)
    layout = desk.editor.document().firstBlock().layout()
    desk.editor.grab()
    lengths = [layout.lineAt(number).textLength() for number in range(layout.lineCount() - 1)]
    assert 64 <= sum(lengths) / len(lengths) <= 72
    left, right = desk.editor.viewport().x(), desk.editor.width() - desk.editor.viewport().geometry().right()
    assert abs(left - right) <= 40


def test_text_size_keeps_the_letters_of_a_line(desk: Desk) -> None:
    desk.window.resize(1700, 700)
    width = desk.editor.viewport().width()
    desk.editor.set_text_size(19)
    assert desk.editor.font().pointSizeF() == 19
    assert desk.editor.viewport().width() > width * 1.3


def test_the_end_can_be_scrolled_up_the_page(desk: Desk) -> None:
    desk.editor.show_document(document("line\n" * 300, story="long"))
    bar = desk.editor.verticalScrollBar()
    bar.setValue(bar.maximum())
    desk.editor.set_caret(300 * 5)
    assert desk.editor.cursorRect().top() < desk.editor.viewport().height() * 0.7


def test_typewriter_keeps_the_line_in_the_middle(desk: Desk, qtbot: QtBot) -> None:
    desk.editor.show_document(document("line\n" * 300, story="long"))
    desk.editor.set_typewriter(True)
    desk.editor.set_caret(700)
    for _ in range(3):
        qtbot.keyClick(desk.editor, Qt.Key.Key_Return)
        qtbot.keyClicks(desk.editor, "more")
    middle = desk.editor.viewport().height() / 2
    assert abs(desk.editor.cursorRect().center().y() - middle) < 40


def test_a_click_between_two_lines_lands_in_one_of_them(desk: Desk, qtbot: QtBot) -> None:
    desk.editor.show_document(document("word " * 200, story="long"))
    desk.editor.grab()
    layout = desk.editor.document().firstBlock().layout()
    top = round(desk.editor.contentOffset().y() + layout.lineAt(0).y())
    for y in range(top, top + 90):
        qtbot.mouseClick(desk.editor.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(120, y))
        line = layout.lineForTextPosition(desk.editor.textCursor().position())
        column = desk.editor.textCursor().position() - line.textStart()
        assert 5 < column < line.textLength() - 5


def test_words_from_right_to_left_begin_on_the_right(desk: Desk) -> None:
    desk.editor.show_document(document("שלום עולם", story="rtl"))
    desk.editor.grab()
    assert desk.editor.cursorRect().left() > desk.editor.viewport().width() / 2


def test_go_to_shows_the_passage_and_takes_the_focus(desk: Desk, qtbot: QtBot) -> None:
    text = "line\n" * 300 + "Here it is.\n" + "line\n" * 300
    desk.editor.show_document(document(text, story="long"))
    other = QLineEdit()
    desk.layout.addWidget(other)
    other.show()
    other.setFocus()
    start = text.index("Here")
    desk.editor.go_to(start, start + 4)
    assert desk.editor.selection() == (start, start + 4)
    assert desk.editor.hasFocus()
    assert desk.editor.viewport().rect().contains(desk.editor.cursorRect().center())
    assert len(desk.editor.extraSelections()) == 1
    qtbot.waitUntil(lambda: not desk.editor.extraSelections(), timeout=3000)


def test_the_caret_can_be_found_by_a_widget_beside_it(desk: Desk) -> None:
    desk.editor.grab()
    desk.editor.set_caret(len(TEXT))
    rect = desk.editor.caret_rect_in(desk.window)
    assert desk.window.rect().contains(rect.center())
    assert desk.editor.offset_at(desk.editor.cursorRect().center()) == len(TEXT)


def test_an_edit_far_below_is_formatted_when_it_comes_into_sight(desk: Desk) -> None:
    text = "plain line\n" * 400 + "the **end**"
    shown = document(text, {"z": Place(len(text) - 11, len(text) - 8, "attached")}, story="long")
    desk.editor.show_document(shown)
    desk.editor.set_marks({"z": mark(level="high")})
    desk.editor.grab()
    assert formats_at(desk.editor, len(text) - 10) == []
    cursor = desk.editor.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.End)
    desk.editor.setTextCursor(cursor)
    desk.editor.grab()
    assert formats_at(desk.editor, len(text) - 10) != []


class Resizes(QObject):
    """Counts how often a widget is told of another size."""

    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt names it
        self.count += event.type() == QEvent.Type.Resize
        return super().eventFilter(watched, event)


def test_a_paragraph_that_just_fills_the_page_is_laid_out_once_and_comes_to_rest(qtbot: QtBot) -> None:
    editor = StoryEditor()
    qtbot.addWidget(editor)
    editor.resize(620, 640)
    editor.show()
    bar, resizes, rest = editor.verticalScrollBar(), Resizes(), QTimer(singleShot=True, interval=15)
    editor.viewport().installEventFilter(resizes)
    for sentences in range(14, 44):
        words = " ".join(f"Boat {number} waits outside until the tide lets it in." for number in range(sentences))
        editor.show_document(document(words))
        resizes.count = 0
        with qtbot.waitSignal(rest.timeout):
            rest.start()
        assert resizes.count < 6, sentences
        assert bar.isVisible() == (bar.maximum() > 0)
