"""The words of a saved copy, to be read and picked from, never changed: the passage looked for stands out in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from newsroom.domain.source import Capture
from ui.editor.positions import cleaned, code_points_before, utf16_length
from ui.theme import Look, text_font

FLASH_MS = 1200
READING_POINTS = 11.0


@dataclass(frozen=True, slots=True)
class Passage:
    """Words picked in a saved copy; ``start`` and ``end`` are code points of the capture's text."""

    source_id: str
    capture_id: str
    start: int
    end: int
    text: str


class ReadingView(QPlainTextEdit):
    """Shows one capture. Offsets in and out are code points."""

    picked = Signal()
    """Other words are selected, or none any more."""
    find_wanted = Signal()
    left = Signal()
    """Esc was pressed: back to the list."""
    menu_wanted = Signal(QPoint)
    """Where on the screen the menu of the selected words is asked for."""

    def __init__(self, *, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._capture: Capture | None = None
        self._passage: tuple[int, int] | None = None
        self._flashing = QTimer(self, singleShot=True, interval=FLASH_MS)
        self._flashing.timeout.connect(self._paint_passage)
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setFont(text_font(READING_POINTS))
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(10)
        self.setAccessibleName("Saved copy")
        self.selectionChanged.connect(self.picked)
        look.changed.connect(self._paint_passage)

    @property
    def capture(self) -> Capture | None:
        return self._capture

    def show_capture(self, capture: Capture | None) -> None:
        """Shows the words of a copy from the top; the same copy again stays where it is, but for words read since."""
        shown = self._capture
        if capture is not None and shown is not None and capture.id == shown.id and capture.text == shown.text:
            self._capture = capture
            return
        self._capture = capture
        self._passage = None
        # Two characters at a line's end would become one, and every offset after them be wrong.
        self.setPlainText(cleaned(capture.text.replace("\r\n", " \n")) if capture is not None else "")
        self._paint_passage()

    def show_passage(self, start: int, end: int) -> None:
        """Marks the passage, scrolls to it and lets it flash; the caret stands before it, nothing is selected."""
        if self._capture is None:
            return
        self._passage = (start, end)
        cursor = self._cursor(start, start)
        self.setTextCursor(cursor)
        self.centerCursor()
        self._flashing.start()
        self._paint_passage()

    def forget_passage(self) -> None:
        self._passage = None
        self._paint_passage()

    @property
    def passage(self) -> tuple[int, int] | None:
        """The passage that is marked."""
        return self._passage

    def picked_passage(self) -> Passage | None:
        """The words selected, without white space at the edges; None when there are none."""
        cursor, capture = self.textCursor(), self._capture
        if capture is None or not cursor.hasSelection():
            return None
        start = code_points_before(capture.text, cursor.selectionStart())
        end = code_points_before(capture.text, cursor.selectionEnd())
        words = capture.text[start:end]
        start += len(words) - len(words.lstrip())
        end -= len(words) - len(words.rstrip())
        if start >= end:
            return None
        return Passage(capture.source, capture.id, start, end, capture.text[start:end])

    def find_words(self, words: str, *, back: bool = False, from_start: bool = False) -> bool:
        """Selects the next place of the words, round the end; False when they stand nowhere."""
        flags = QTextDocument.FindFlag.FindBackward if back else QTextDocument.FindFlag(0)
        if from_start:
            cursor = self.textCursor()
            cursor.setPosition(cursor.selectionStart())
            self.setTextCursor(cursor)
        if not words or self.find(words, flags):
            return bool(words)
        cursor = self.textCursor()
        self.moveCursor(QTextCursor.MoveOperation.End if back else QTextCursor.MoveOperation.Start)
        if self.find(words, flags):
            return True
        self.setTextCursor(cursor)
        return False

    def event(self, event: QEvent) -> bool:
        # The window has actions on the same keys; while the copy is read they are the copy's.
        if event.type() == QEvent.Type.ShortcutOverride and self._is_own(cast("QKeyEvent", event)):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Find):
            self.find_wanted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def _is_own(self, event: QKeyEvent) -> bool:
        standard = QKeySequence.StandardKey
        return any(event.matches(key) for key in (standard.Find, standard.Copy, standard.SelectAll))

    def _cursor(self, start: int, end: int) -> QTextCursor:
        assert self._capture is not None
        text = self._capture.text
        cursor = self.textCursor()
        cursor.setPosition(utf16_length(text[:start]))
        cursor.setPosition(utf16_length(text[:end]), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _paint_passage(self) -> None:
        if self._passage is None or self._capture is None:
            self.setExtraSelections([])
            return
        marked = QTextCharFormat()
        marked.setBackground(self._look.colour("flash" if self._flashing.isActive() else "found"))
        # Not by colour alone: the passage is underlined too.
        marked.setFontUnderline(True)
        selection = QTextEdit.ExtraSelection()
        selection.cursor = self._cursor(*self._passage)
        selection.format = marked
        self.setExtraSelections([selection])
