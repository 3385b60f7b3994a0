"""The text of the story on the screen: a column of reading width, with the marks of its claims and quotes.

Tab leaves the text, as everywhere in the window: prose has no use for tab characters, and who works by keyboard must
be able to get out. Undo and redo are the window's, never the editor's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout, QPlainTextEdit, QWidget

from ui.editor.anchor_marks import AnchorMark
from ui.editor.story_document import StoryDocument

if TYPE_CHECKING:
    from ui.actions import Actions
    from ui.theme import Theme

__all__ = ["AnchorMark", "StoryEditor"]


class StoryEditor(QPlainTextEdit):
    """Shows one ``StoryDocument`` at a time. Offsets are code points."""

    caret_moved = Signal(int)
    files_dropped = Signal(object, int)
    """Paths of files, and the offset they were dropped at."""
    mark_clicked = Signal(str, str)
    """Kind and id of the record whose mark in the gutter was clicked."""

    def __init__(self, parent: QWidget | None = None, *, actions: Actions | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._document: StoryDocument | None = None
        self._marks: Mapping[str, AnchorMark] = {}
        self.setAccessibleName("Text of the story")
        self.setTabChangesFocus(True)
        self.setCenterOnScroll(True)
        self.cursorPositionChanged.connect(self._tell_caret)
        self.show_document(None)

    @property
    def story_document(self) -> StoryDocument | None:
        return self._document

    def show_document(self, document: StoryDocument | None) -> None:
        """Shows the words of a story; None shows nothing and takes no typing."""
        if self._document is not None:
            self._document.watch_caret(None)
            self._document.turned.disconnect(self._go_to_turned)
        self._document = document
        shown = _empty_document(self) if document is None else document.text_document
        shown.setDefaultFont(self.font())
        self.setDocument(shown)
        self.setReadOnly(document is None)
        if document is not None:
            document.watch_caret(lambda: self.textCursor().position())
            document.turned.connect(self._go_to_turned)

    def use_theme(self, theme: Theme) -> None:
        """Draws the text in the colours of a theme."""

    def set_marks(self, marks: Mapping[str, AnchorMark]) -> None:
        """How each anchor stands, by its id; only passages whose mark differs are drawn anew."""
        self._marks = dict(marks)

    def caret(self) -> int:
        return self._code_points(self.textCursor().position())

    def selection(self) -> tuple[int, int]:
        """Start and end of what is selected; both are the caret when nothing is."""
        cursor = self.textCursor()
        return self._code_points(cursor.selectionStart()), self._code_points(cursor.selectionEnd())

    def set_caret(self, offset: int) -> None:
        self.select(offset, offset)

    def select(self, start: int, end: int) -> None:
        cursor = self.textCursor()
        cursor.setPosition(self._utf16(start))
        cursor.setPosition(self._utf16(end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def go_to(self, start: int, end: int, *, flash: bool = True) -> None:
        """Scrolls to a passage, selects it and takes the focus; ``flash`` shows it for a moment."""
        self.select(start, end)
        self.ensureCursorVisible()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def sentence_at(self, offset: int) -> tuple[int, int]:
        """The sentence around the offset; empty on an empty line."""
        from ui.editor.sentences import sentence_in

        if self._document is None:
            return offset, offset
        block = self.document().findBlock(self._utf16(offset))
        start = self._document.lines.start_of(block)
        begin, end = sentence_in(block.text(), offset - start)
        return start + begin, start + end

    def caret_rect_in(self, widget: QWidget) -> QRect:
        """Where the caret is, in the coordinates of ``widget``."""
        rect = self.cursorRect()
        return QRect(widget.mapFromGlobal(self.viewport().mapToGlobal(rect.topLeft())), rect.size())

    def offset_at(self, point: QPoint) -> int:
        """The offset at a point of the viewport."""
        return self._code_points(self.cursorForPosition(point).position())

    def scroll_state(self) -> tuple[int, int]:
        """Caret and first visible line, for ``restore_scroll``."""
        return self.caret(), self.verticalScrollBar().value()

    def restore_scroll(self, state: tuple[int, int]) -> None:
        caret, line = state
        self.set_caret(caret)
        self.verticalScrollBar().setValue(line)

    def bold(self) -> None:
        """Makes the selected words strong, or takes that off."""

    def italic(self) -> None:
        """Makes the selected words emphatic, or takes that off."""

    def link(self) -> None:
        """Makes the selected words a link."""

    def paste_plain(self) -> None:
        """Pastes the bare words of the clipboard."""

    def set_typewriter(self, kept: bool) -> None:
        """Keeps the line that is written in the middle."""

    def set_text_size(self, points: float) -> None:
        """How large the words are shown."""

    def _go_to_turned(self, offset: int) -> None:
        self.set_caret(offset)
        self.ensureCursorVisible()

    def _tell_caret(self) -> None:
        self.caret_moved.emit(self.caret())

    def _code_points(self, utf16: int) -> int:
        return self._document.to_code_points(utf16) if self._document is not None else 0

    def _utf16(self, offset: int) -> int:
        return self._document.to_utf16(offset) if self._document is not None else 0


def _empty_document(parent: QWidget) -> QTextDocument:
    document = QTextDocument(parent)
    document.setUndoRedoEnabled(False)
    document.setDocumentLayout(QPlainTextDocumentLayout(document))
    return document


def dropped_files(urls: list[str]) -> list[Path]:
    return [Path(url) for url in urls]
