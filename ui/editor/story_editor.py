"""The text of the story on the screen: a column of reading width, with the marks of its claims and quotes.

Tab leaves the text, as everywhere in the window: prose has no use for tab characters, and who works by keyboard must
be able to get out. Undo and redo are the window's, never the editor's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent, QShowEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QWidget

from ui.editor import commands
from ui.editor.anchor_marks import AnchorMark, Formats, LaidMarks
from ui.editor.drop_input import DropInput
from ui.editor.gutter import WIDTH as GUTTER_WIDTH
from ui.editor.gutter import Gutter
from ui.editor.highlighter import Highlighter
from ui.editor.kept_scroll import KeptScroll
from ui.editor.line_spacing import SpacedLayout
from ui.editor.story_document import StoryDocument

if TYPE_CHECKING:
    from ui.actions import Actions
    from ui.theme import Theme

__all__ = ["AnchorMark", "StoryEditor"]

FLASH_MS = 1200


class StoryEditor(DropInput):
    """Shows one ``StoryDocument`` at a time. Offsets are code points."""

    caret_moved = Signal(int)
    mark_clicked = Signal(str, str)
    """Kind and id of the record whose mark in the gutter was clicked."""

    def __init__(self, parent: QWidget | None = None, *, actions: Actions | None = None) -> None:
        super().__init__(parent, actions=actions)
        self._laid, self._typewriter = LaidMarks(), False
        self._theme: Theme | None = None
        self._formats = Formats(None)
        self._highlighter: Highlighter | None = None
        self._seen_at: dict[str, tuple[int, int, int]] = {}
        self._blank = _empty_document(self)
        self._kept_scroll = KeptScroll(self)
        self._gutter = Gutter(self)
        self._gutter.mark_clicked.connect(self.mark_clicked)
        self._flash = QTimer(self, singleShot=True, interval=FLASH_MS)
        self._flash.timeout.connect(lambda: self.set_overlay("flash", (), None))
        self.setAccessibleName("Text of the story")
        self.cursorPositionChanged.connect(self._tell_caret)
        self.updateRequest.connect(self._follow_in_gutter)
        self.show_document(None)

    @property
    def marks(self) -> Mapping[str, AnchorMark]:
        return self._laid.shown

    @property
    def gutter(self) -> Gutter:
        return self._gutter

    def show_document(self, document: StoryDocument | None) -> None:
        """Shows the words of a story where they were left; None shows nothing and takes no typing."""
        if self._document is not None:
            self._let_go(self._document)
        self._document = document
        shown = self._blank if document is None else document.text_document
        self._dress(shown)
        self.setDocument(shown)
        self.setReadOnly(self._closed)
        if document is not None:
            self._highlighter = Highlighter(document, formats=self._formats, marks=self.marks)
            document.watch_caret(lambda: self.textCursor().position())
            document.turned.connect(self._go_to_turned)
            document.places_changed.connect(self._look_again)
            self.restore_scroll(self._seen_at.get(document.story_id, (0, 0, 0)))
        self._tell_caret()

    def use_theme(self, theme: Theme) -> None:
        """Draws the text in the colours of a theme."""
        self._theme = theme
        self._formats = Formats(theme)
        self._gutter.use_theme(theme)
        if self._highlighter is not None:
            self._highlighter.use(formats=self._formats)
        if self.isVisible():
            self.viewport().update()

    def set_marks(self, marks: Mapping[str, AnchorMark]) -> None:
        """How each anchor stands, by its id; only passages whose mark differs are drawn anew."""
        self._draw_anew(self._laid.store(marks))

    def set_live_marks(self, marks: Mapping[str, AnchorMark]) -> None:
        """How passages stand with the words as they are typed just now, over what ``set_marks`` said of them."""
        self._draw_anew(self._laid.lay_over(marks))

    def _draw_anew(self, differing: list[str]) -> None:
        if differing and self._highlighter is not None:
            self._highlighter.mark_differently(differing, self.marks)
            self.viewport().update()
            self._gutter.update()

    def caret(self) -> int:
        return self.to_code_points(self.textCursor().position())

    def selection(self) -> tuple[int, int]:
        """Start and end of what is selected; both are the caret when nothing is."""
        cursor = self.textCursor()
        return self.to_code_points(cursor.selectionStart()), self.to_code_points(cursor.selectionEnd())

    def set_caret(self, offset: int) -> None:
        self.select(offset, offset)

    def select(self, start: int, end: int) -> None:
        cursor = self.textCursor()
        cursor.setPosition(self.to_utf16(start))
        cursor.setPosition(self.to_utf16(end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def go_to(self, start: int, end: int, *, flash: bool = True) -> None:
        """Scrolls to a passage, selects it and takes the focus; ``flash`` shows it for a moment."""
        self.select(start, end)
        self.ensureCursorVisible()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if flash and self._theme is not None:
            self.set_overlay("flash", [(self.to_utf16(start), self.to_utf16(end))], self._theme.colour("flash"))
            self._flash.start()

    def show_found(self, spans: list[tuple[int, int]]) -> None:
        """Puts a ground under the stretches found, code points; an empty list takes it off."""
        colour = None if self._theme is None else self._theme.colour("found")
        self.set_overlay("found", [(self.to_utf16(start), self.to_utf16(end)) for start, end in spans], colour)

    def sentence_at(self, offset: int) -> tuple[int, int]:
        """The sentence around the offset; empty on an empty line."""
        return commands.sentence_at(self, offset)

    def caret_rect_in(self, widget: QWidget) -> QRect:
        """Where the caret is, in the coordinates of ``widget``."""
        rect = self.cursorRect()
        return QRect(widget.mapFromGlobal(self.viewport().mapToGlobal(rect.topLeft())), rect.size())

    def scroll_state(self) -> tuple[int, int, int]:
        """Caret, and paragraph and line in it that are seen first, for ``restore_scroll``."""
        return self.caret(), *self._kept_scroll.first_line()

    def scroll_to_line(self, line: int) -> None:
        """Makes a line (of all lines as they are broken now) the first one seen; caret and selection stay."""
        self._kept_scroll.go_to(line)

    def restore_scroll(self, state: tuple[int, int, int]) -> None:
        caret, paragraph, line = state
        self.set_caret(caret)
        self._kept_scroll.keep(paragraph, line)

    def bold(self) -> None:
        """Makes the selected words strong, or takes that off."""
        commands.toggle(self, "**", label="Bold")

    def italic(self) -> None:
        """Makes the selected words emphatic, or takes that off."""
        commands.toggle(self, "*", label="Italic")

    def link(self) -> None:
        """Makes the selected words a link."""
        commands.link(self)

    def paste_plain(self) -> None:
        """Pastes the bare words of the clipboard."""
        commands.paste_plain(self)

    def set_typewriter(self, kept: bool) -> None:
        """Keeps the line that is written in the middle."""
        self._typewriter = kept
        if kept:
            self.centerCursor()

    def showEvent(self, event: QShowEvent) -> None:
        with self._kept_scroll.held():
            super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        with self._kept_scroll.held():
            super().resizeEvent(event)
        page = self.page_rect()
        self._gutter.setGeometry(page.left() - GUTTER_WIDTH, page.top(), GUTTER_WIDTH, page.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._highlighter is not None:
            self._highlighter.see(block for block, _ in self.visible_blocks())
        super().paintEvent(event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if self._highlighter is not None:
            # What came into sight is formatted before it is painted, or it would be painted twice.
            self._highlighter.see(block for block, _ in self.visible_blocks())

    def _let_go(self, document: StoryDocument) -> None:
        self._seen_at[document.story_id] = self.scroll_state()
        document.watch_caret(None)
        document.turned.disconnect(self._go_to_turned)
        document.places_changed.disconnect(self._look_again)
        if self._highlighter is not None:
            self._highlighter.close()
            self._highlighter = None

    def _look_again(self) -> None:
        """Anchors came, went or were judged anew."""
        if self._highlighter is not None:
            self._highlighter.use()
        self.viewport().update()
        self._gutter.update()

    def _follow_in_gutter(self, area: QRect, dy: int) -> None:
        if dy:
            self._gutter.scroll(0, dy)
        else:
            self._gutter.update(0, area.y(), self._gutter.width(), area.height())

    def _go_to_turned(self, offset: int) -> None:
        self.set_caret(offset)
        self.ensureCursorVisible()

    def _tell_caret(self) -> None:
        if self._typewriter:
            self.centerCursor()
        self.caret_moved.emit(self.caret())


def _empty_document(parent: QWidget) -> QTextDocument:
    document = QTextDocument(parent)
    document.setUndoRedoEnabled(False)
    document.setDocumentLayout(SpacedLayout(document))
    return document
