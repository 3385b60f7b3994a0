"""The line that wraps: as high as its words need, without a line break, and otherwise used like any other line."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QFont, QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.story_fields import Field
from ui.wrapping_line import WrappingLine

LONG = "Ferries late again: the harbour council asks who pays for the new quay"
ARABIC = "تأخر العبارة مرة أخرى: مجلس الميناء يسأل من يدفع ثمن الرصيف الجديد"
END = QTextCursor.MoveOperation.End


class Place(QWidget):
    """A line over another, as wide as the page of a story."""

    def __init__(self) -> None:
        super().__init__()
        self.line = WrappingLine(sizes=(1.7, 1.0), weight=QFont.Weight.Bold, parent=self)
        self.next = QLineEdit(self)
        self.finished: list[str] = []
        self.line.editingFinished.connect(lambda: self.finished.append(self.line.text()))
        column = QVBoxLayout(self)
        column.addWidget(self.line)
        column.addWidget(self.next)
        column.addStretch(1)
        self.line.height_changed.connect(column.activate)
        self.line.use_text_size(13)
        self.resize(600, 400)

    def shows_all(self) -> bool:
        """Whether the last letter stands within what is seen, and nothing is scrolled away."""
        cursor = QTextCursor(self.line.document())
        seen = self.line.viewport().rect()
        first = seen.contains(self.line.cursorRect(cursor))
        cursor.movePosition(END)
        return first and seen.contains(self.line.cursorRect(cursor))


@pytest.fixture
def place(qtbot: QtBot) -> Iterator[Place]:
    one = Place()
    qtbot.addWidget(one)
    one.show()
    one.activateWindow()
    qtbot.waitUntil(one.isActiveWindow)
    yield one


def paste(place: Place, words: str, *files: Path) -> None:
    mime = QMimeData()
    if words:
        mime.setText(words)
    if files:
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
    QApplication.clipboard().setMimeData(mime)
    place.line.paste()


@pytest.mark.parametrize("words", ["Ferries", LONG, LONG + " and the bridge", ARABIC, "港の渡し船がまた遅れた。" * 4])
def test_the_line_is_as_high_as_its_words_need_and_shows_them_all(place: Place, words: str) -> None:
    place.line.setText("x")
    least = place.line.height()
    place.line.setText(words)
    assert place.shows_all() and place.line.toolTip() == ""
    assert (place.line.height() > least * 1.5) == (len(words) > 40)
    place.line.setText("x")
    assert place.line.height() == least


def test_the_line_grows_at_the_key_that_needs_it(place: Place, qtbot: QtBot) -> None:
    place.line.setFocus()
    heights: list[int] = []
    for letter in LONG:
        qtbot.keyClicks(place.line, letter)
        assert place.shows_all()
        heights.append(place.line.height())
    assert heights == sorted(heights) and heights[-1] > heights[0]


def test_words_too_long_for_three_lines_are_set_smaller_and_then_told_by_the_tool_tip(place: Place) -> None:
    place.line.setText(LONG)
    usual = place.line.font().pointSizeF()
    place.line.setText(LONG * 2)
    assert place.line.font().pointSizeF() < usual and place.shows_all() and place.line.toolTip() == ""
    place.line.setText(LONG * 9)
    assert place.line.toolTip() == LONG * 9
    assert not place.line.verticalScrollBar().isVisible()
    place.line.moveCursor(END)
    assert place.line.viewport().rect().contains(place.line.cursorRect())
    place.line.setText(LONG)
    assert place.line.font().pointSizeF() == usual and place.shows_all() and place.line.toolTip() == ""


def test_a_wider_place_and_larger_letters_change_the_height(place: Place) -> None:
    place.line.setText(LONG)
    high = place.line.height()
    place.resize(1400, 400)
    wide = place.line.height()
    assert wide < high and place.shows_all()
    place.line.use_text_size(26)
    QApplication.sendPostedEvents()
    assert place.line.height() > wide and place.shows_all()


def test_a_low_place_gets_fewer_lines(place: Place) -> None:
    place.line.setText(LONG)
    high = place.line.height()
    assert place.line.limit_height(high - 1, width=place.line.width()) < high
    QApplication.sendPostedEvents()
    assert place.line.height() < high
    assert place.line.limit_height(0, width=place.line.width()) > 0
    assert place.line.limit_height(500, width=place.line.width()) == high


def test_no_line_break_comes_in_by_key_clipboard_or_input_method(place: Place, qtbot: QtBot) -> None:
    place.line.setFocus()
    qtbot.keyClicks(place.line, "Ferries")
    qtbot.keyClick(place.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert place.finished == ["Ferries"]
    paste(place, " late\r\nagain\u2028and\tagain\n")
    assert place.line.text() == "Ferries late again and again"
    commit = QInputMethodEvent()
    commit.setCommitString(" today\nat noon")
    QApplication.sendEvent(place.line, commit)
    assert place.line.text() == "Ferries late again and again today at noon"
    assert place.line.textCursor().atEnd()
    assert place.line.document().blockCount() == 1


def test_words_are_kept_to_the_letter(place: Place) -> None:
    words = "5\u00a0000 people \u202fand 😀 — „so“ e\u0301"
    place.line.setText(words)
    assert place.line.text() == words


def test_files_are_left_to_the_window(place: Place, tmp_path: Path) -> None:
    paste(place, "notes.txt", tmp_path / "notes.txt")
    assert place.line.text() == ""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "notes.txt"))])
    entering = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(place.line.viewport(), entering)
    assert not entering.isAccepted()


def test_words_an_input_method_is_making_have_room(place: Place) -> None:
    place.line.setFocus()
    least = place.line.height()
    QApplication.sendEvent(place.line, QInputMethodEvent("港の渡し船がまた遅れた" * 4, []))
    assert place.line.height() > least and place.line.text() == ""
    QApplication.sendEvent(place.line, QInputMethodEvent("", []))
    assert place.line.height() == least


def test_words_written_from_the_right_stand_at_the_right(place: Place) -> None:
    place.line.setText(ARABIC)
    assert place.line.cursorRect().left() > place.line.width() / 2
    place.line.setText(LONG)
    assert place.line.cursorRect().left() < 20


def test_tab_goes_on_and_comes_back_to_all_words_selected(place: Place, qtbot: QtBot) -> None:
    place.line.setText(LONG)
    place.line.setFocus()
    qtbot.keyClick(place.line, Qt.Key.Key_Tab)
    assert place.next.hasFocus() and place.finished == [LONG]
    qtbot.keyClick(place.next, Qt.Key.Key_Backtab)
    assert place.line.hasFocus() and place.line.textCursor().selectedText() == LONG
    place.next.setFocus()
    assert not place.line.textCursor().hasSelection()


def test_a_field_offers_only_what_was_changed_and_keeps_what_is_typed(place: Place, qtbot: QtBot) -> None:
    field = Field("headline", line=place.line)
    given: list[str] = []
    field.given.connect(given.append)
    field.show_stored("Ferries\nlate ")
    place.line.setFocus()
    place.next.setFocus()
    assert given == [] and place.line.text() == "Ferries late "
    place.line.setFocus()
    place.line.moveCursor(END)
    qtbot.keyClicks(place.line, "again ")
    field.show_stored("Changed meanwhile")
    assert place.line.text() == "Ferries late again "
    place.next.setFocus()
    assert given == ["Ferries late again"]


def test_a_key_takes_back_what_is_typed_and_then_is_left_to_the_window(place: Place, qtbot: QtBot) -> None:
    field = Field("headline", line=place.line)
    field.show_stored("Ferries")
    place.line.setFocus()
    place.line.moveCursor(END)
    qtbot.keyClicks(place.line, " late")
    qtbot.keyClick(place.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert place.line.text() == "Ferries"
    qtbot.keyClick(place.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert place.line.text() == "Ferries"


def test_a_line_that_is_only_read_takes_nothing(place: Place, qtbot: QtBot) -> None:
    place.line.setText("Ferries")
    place.line.setReadOnly(True)
    place.line.setFocus()
    qtbot.keyClicks(place.line, "late")
    paste(place, "late")
    assert place.line.text() == "Ferries"
    qtbot.keyClick(place.line, Qt.Key.Key_Tab)
    assert place.next.hasFocus()
