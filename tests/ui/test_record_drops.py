"""Sources and quotes dragged onto the text are cited for the words under them, and never become words."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QFrame, QTextEdit
from pytestqt.qtbot import QtBot

from newsroom.desk.claims import mark_claim
from newsroom.domain.source import Source
from tests.ui.writing_window import WritingWindow, lay_story
from ui.icons import Icons
from ui.record_mime import is_evidence, record_mime
from ui.widgets.record_list import RecordLine, RecordList

MONDAY, UNION, CARS = "The ferry was late on Monday.", "the union says it is unsafe", "carry 412 cars"
TEXT = f"{MONDAY} It will {CARS} a day, and {UNION}.\n\n“We will not raise the fares,” Ottilie Brandvik said."
BUTTON, NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def window(qtbot: QtBot, icons: Icons, tmp_path: Path) -> Iterator[WritingWindow]:
    QApplication.clipboard().clear()
    window = WritingWindow(qtbot, icons=icons, folder=tmp_path / "desk", downloads=tmp_path)
    window.open(lay_story(window.desk, TEXT))
    yield window
    window.close()
    assert window.faults == []


def mark(window: WritingWindow, words: str) -> None:
    start = TEXT.index(words)
    window.timeline.run("Mark", mark_claim, story_id=window.focus.story, start=start, end=start + len(words))
    window.settle()


def point_in(window: WritingWindow, words: str) -> QPoint:
    cursor = QTextCursor(window.editor.document())
    cursor.setPosition(window.editor.toPlainText().index(words) + 4)
    return window.editor.cursorRect(cursor).center()


def drag_over(window: WritingWindow, mime: QMimeData, at: QPoint) -> bool:
    target = window.editor.viewport()
    QApplication.sendEvent(target, QDragEnterEvent(at, Qt.DropAction.CopyAction, mime, BUTTON, NO_KEY))
    moving = QDragMoveEvent(at, Qt.DropAction.CopyAction, mime, BUTTON, NO_KEY)
    QApplication.sendEvent(target, moving)
    return moving.isAccepted()


def drop(window: WritingWindow, mime: QMimeData, at: QPoint) -> None:
    drag_over(window, mime, at)
    dropping = QDropEvent(QPointF(at), Qt.DropAction.CopyAction, mime, BUTTON, NO_KEY)
    QApplication.sendEvent(window.editor.viewport(), dropping)
    window.settle()


def shaded(window: WritingWindow) -> list[str]:
    found: list[str] = []
    for one in window.editor.extraSelections():
        assert isinstance(one, QTextEdit.ExtraSelection)
        found.append(one.cursor.selectedText())  # pyright: ignore[reportAttributeAccessIssue]
    return found


def source_row(source: Source) -> QMimeData:
    return record_mime("source", source.id)


def test_a_row_of_our_own_holds_no_words_anybody_could_insert(window: WritingWindow) -> None:
    mime = source_row(window.add_source("Ferry log"))
    assert not (mime.hasText() or mime.hasHtml() or mime.hasUrls())
    mime.setText("Ferry log")
    assert not window.editor.canInsertFromMimeData(mime)


def test_a_source_dropped_on_a_marked_part_is_cited_for_it_and_one_undo_takes_it_back(window: WritingWindow) -> None:
    mark(window, UNION)
    mark(window, CARS)
    source = window.add_source("Union calls it unsafe")
    assert drag_over(window, source_row(source), point_in(window, UNION))
    assert shaded(window) == [UNION]
    drop(window, source_row(source), point_in(window, UNION))
    assert shaded(window) == []
    assert window.sourced() == {UNION: ["Union calls it unsafe"], CARS: []}
    assert window.editor.toPlainText() == TEXT
    assert window.words_told()[-1] == "Cited “Union calls it unsafe” for these words."
    window.timeline.undo()
    assert window.sourced() == {UNION: [], CARS: []}
    assert window.editor.toPlainText() == TEXT


def test_on_prose_nobody_marked_the_sentence_is_marked_and_on_no_sentence_nothing_is(window: WritingWindow) -> None:
    source = window.add_source("Ferry log")
    below = QPoint(point_in(window, MONDAY).x(), window.editor.viewport().height() - 5)
    assert not drag_over(window, source_row(source), below)
    drop(window, source_row(source), below)
    assert window.sourced() == {}
    assert window.words_told()[-1].startswith("There is no sentence here.")
    assert drag_over(window, source_row(source), point_in(window, MONDAY))
    assert shaded(window) == [MONDAY]
    QApplication.sendEvent(window.editor.viewport(), QDragLeaveEvent())
    assert shaded(window) == []
    drop(window, source_row(source), point_in(window, MONDAY))
    assert window.sourced() == {MONDAY: ["Ferry log"]}
    assert window.editor.toPlainText() == TEXT


def test_a_quote_is_cited_for_the_claim_it_is_dropped_on(window: WritingWindow) -> None:
    source = window.add_source("Council minutes")
    drop(window, source_row(source), point_in(window, "raise the fares"))
    view = window.watch.view
    assert view is not None
    (quote,) = view.quotes.values()
    mark(window, UNION)
    drop(window, record_mime("quote", quote.id), point_in(window, UNION))
    assert window.sourced()[UNION] == ["Council minutes"]
    assert window.words_told()[-1] == "Cited the quote “We will not raise the fares,” for these words."


def test_a_text_open_for_reading_only_takes_no_row(window: WritingWindow) -> None:
    source = window.add_source("Ferry log")
    window.editor.setReadOnly(True)
    assert not drag_over(window, source_row(source), point_in(window, MONDAY))
    drop(window, source_row(source), point_in(window, MONDAY))
    assert window.sourced() == {}


def test_a_list_frames_the_line_that_would_take_what_is_dragged(qtbot: QtBot, icons: Icons) -> None:
    listed = RecordList(name="Claims", icons=icons)
    qtbot.addWidget(listed)
    taken: list[str] = []
    listed.take_drops(is_evidence, lambda line, mime: taken.append(line))
    listed.show_lines([RecordLine("h", "Taken", heading=True), RecordLine("a", "One claim"), RecordLine("b", "Other")])
    listed.resize(260, 300)
    listed.show()
    places = {line.id: listed.visualRect(listed.model().index(row, 0)) for row, line in enumerate(listed.lines)}
    mime, target, copy = record_mime("source", "one"), listed.viewport(), Qt.DropAction.CopyAction

    def over(at: QPoint) -> tuple[bool, list[QRect]]:
        moving = QDragMoveEvent(at, copy, mime, BUTTON, NO_KEY)
        QApplication.sendEvent(target, moving)
        frames = [one.geometry() for one in target.findChildren(QFrame) if one.isVisible()]
        return moving.isAccepted(), frames

    QApplication.sendEvent(target, QDragEnterEvent(QPoint(20, 290), copy, mime, BUTTON, NO_KEY))
    assert over(QPoint(20, 290)) == (False, [])
    assert over(places["b"].center()) == (True, [places["b"]])
    assert over(places["h"].center()) == (False, [])
    over(places["a"].center())
    QApplication.sendEvent(target, QDropEvent(QPointF(places["a"].center()), copy, mime, BUTTON, NO_KEY))
    assert taken == ["a"]
    assert not [one for one in target.findChildren(QFrame) if one.isVisible()]
