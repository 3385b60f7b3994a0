"""One line of words as a person thinks of it, shown over as many lines of the screen as it needs.

It has the face of a ``QLineEdit`` where the two are used alike: ``text``, ``setText``, ``editingFinished``; Tab leaves
it, the Tab key selects what is in it, and a line break cannot come in by any way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil
from typing import NamedTuple

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QInputMethodEvent,
    QKeyEvent,
    QResizeEvent,
    QTextCursor,
    QTextLayout,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from ui.theme import text_font

MOST_LINES = 3
MARGIN = 2
"""Pixels around the words that the caret may stand in."""
SIDES, ENDS = 18, 10
"""Pixels of frame, padding and margin left and right, and above and below, as the style sheet has a calm text."""
BREAKS = re.compile("\r\n|[\t\n\v\f\r\x85\u2028\u2029\ufdd0\ufdd1]")
"""What a text shows as the end of a line or a paragraph, and tabs."""
BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
FOR_A_MOMENT = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


def on_one_line(words: str) -> str:
    """The words with a space for each line break and tab."""
    return BREAKS.sub(" ", words)


class Fit(NamedTuple):
    """How words are set in a room: points, pixels of height, and whether some of them have no room."""

    points: float
    height: int
    is_cut: bool


class WrappingLine(QPlainTextEdit):
    """Wraps its words and is as high as they need, up to ``MOST_LINES``. Longer words are set smaller; after that
    the caret leads to the rest and the tool tip tells all. ``sizes`` are multiples of the text, the largest first."""

    editingFinished = Signal()
    """Return, or the keyboard went elsewhere in the window."""
    height_changed = Signal()
    """Other words than before need another height than the line has."""

    def __init__(self, *, sizes: Sequence[float], weight: QFont.Weight, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sizes, self._weight = tuple(sizes), weight
        self._points = 13.0
        self._most = MOST_LINES
        self._has_width = False
        self._fits: dict[tuple[str, int, int], Fit] = {}
        self.setProperty("calm", "true")
        self.setTabChangesFocus(True)
        self.setInputMethodHints(Qt.InputMethodHint.ImhNone)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(MARGIN)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.textChanged.connect(self._take_words)

    def text(self) -> str:
        """The words exactly, without a line break."""
        # ``toPlainText`` would make a common space of one that holds a number and its unit together.
        return on_one_line(self.document().toRawText())

    def setText(self, words: str) -> None:
        """Shows other words from their beginning; what was typed before cannot be taken back."""
        self.setPlainText(on_one_line(words))
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def use_text_size(self, points: float) -> None:
        """``points`` is the size of the text the line stands over."""
        self._points = points
        self._fits.clear()
        self.setFont(self._font(self._sizes[0]))
        self._fit()

    def limit_height(self, room: int, *, width: int) -> int:
        """Takes fewer lines where ``room`` pixels would not hold all, but one at least; returns what it takes then."""
        fitting = (most for most in range(MOST_LINES, 1, -1) if self._fitted(width, most).height <= room)
        most = next(fitting, 1)
        if most != self._most:
            self._most = most
            self._fit()
        return self._fitted(width, most).height

    def heightForWidth(self, width: int) -> int:
        return self._fitted(width, self._most).height

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(self.width()) if self._has_width else self._one_line)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self._one_line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            self.editingFinished.emit()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(event)
        # Words an input method is still making need their room and are no change of the text.
        self._make_room()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in BY_KEY and not self.textCursor().hasSelection():
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() in FOR_A_MOMENT:
            return
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(0)
        self.editingFinished.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._has_width = True
        super().resizeEvent(event)
        self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Turned over a text that is only read, with Ctrl held, it would make the letters larger.
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier or not self.verticalScrollBar().maximum():
            event.ignore()
        else:
            super().wheelEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Words, but not files: those are for the window."""
        return source.hasFormat("text/plain") and not any(url.isLocalFile() for url in source.urls())

    def insertFromMimeData(self, source: QMimeData) -> None:
        if not self.isReadOnly() and self.canInsertFromMimeData(source):
            self.textCursor().insertText(on_one_line(source.text().strip("\r\n")))
            self.ensureCursorVisible()

    @property
    def _one_line(self) -> int:
        return self.fontMetrics().lineSpacing() + ENDS + 1

    @property
    def _shown(self) -> str:
        """All words that need room: also those an input method is making, or the hint."""
        words, layout = self.text(), self.document().firstBlock().layout()
        at, making = layout.preeditAreaPosition(), layout.preeditAreaText()
        return (words[:at] + making + words[at:] if making else words) or self.placeholderText()

    def _take_words(self) -> None:
        if self.document().blockCount() > 1 or BREAKS.search(self.document().firstBlock().text()):
            # An input method or a screen reader wrote a line break.
            at = self.textCursor().position()
            self.setPlainText(self.text())
            cursor = self.textCursor()
            cursor.setPosition(min(at, self.document().characterCount() - 1))
            self.setTextCursor(cursor)
            return
        block, option = self.document().firstBlock(), self.document().defaultTextOption()
        is_leftward = block.textDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if is_leftward else Qt.AlignmentFlag.AlignLeft
        if option.alignment() != side:
            option.setAlignment(side)
            self.document().setDefaultTextOption(option)
        self._make_room()

    def _make_room(self) -> None:
        self._fit()
        if self._has_width and self.height() != self.heightForWidth(self.width()):
            self.height_changed.emit()

    def _fit(self) -> None:
        """Sets the words as they fit the width there is, and asks for the height they need."""
        if self._has_width:
            fit = self._fitted(self.width(), self._most)
            if self.font().pointSizeF() != fit.points:
                self.setFont(self._font(fit.points / self._points))
            self.setToolTip(self.text() if fit.is_cut else "")
            if not fit.is_cut:
                self.verticalScrollBar().setValue(0)
            if self.height() != fit.height:
                self.updateGeometry()

    def _fitted(self, width: int, most: int) -> Fit:
        words = self._shown
        key = (words, width, most)
        if key not in self._fits:
            if len(self._fits) > 8:
                self._fits.clear()
            self._fits[key] = self._try(words, max(1, width - SIDES), most)
        return self._fits[key]

    def _try(self, words: str, room: int, most: int) -> Fit:
        fit = Fit(self._points, 0, is_cut=True)
        # Every size that is tried is loaded, so the smaller ones are tried only when they are needed.
        for size in self._sizes:
            font = self._font(size)
            height, is_cut = _set_in(words, font, room=room, most=most)
            fit = Fit(font.pointSizeF(), height + ENDS + 1, is_cut)
            if not is_cut:
                break
        return fit

    def _font(self, size: float) -> QFont:
        font = text_font(self._points * size)
        font.setWeight(self._weight)
        return font


def _set_in(words: str, font: QFont, *, room: int, most: int) -> tuple[int, bool]:
    """Pixels of height of the first ``most`` lines of the words, and whether there are more."""
    layout = QTextLayout(words or " ", font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    height = 0.0
    for _ in range(most):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLeadingIncluded(True)
        line.setLineWidth(room)
        height += line.height()
    is_cut = layout.createLine().isValid()
    layout.endLayout()
    return ceil(height), is_cut
