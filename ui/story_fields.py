"""The fields above the words of a story: what each is called, how it looks, and how what is typed is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.wrapping_line import WrappingLine, on_one_line

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

FIELD_WORDS: Mapping[str, tuple[str, str]] = {
    "slug": ("Slug", "slug"),
    "headline": ("Headline", "Headline"),
    "dek": ("Dek", "One sentence under the headline"),
    "byline": ("Byline", "By whom"),
}
"""Accessible name and placeholder."""


class ShortLine(QLineEdit):
    """A field that is short by its nature: the slug, the byline."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("calm", "true")
        self.textChanged.connect(self._tell_all_when_cut)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_all_when_cut()

    def _tell_all_when_cut(self) -> None:
        is_cut = self.fontMetrics().horizontalAdvance(self.text()) > self.width() - 20
        self.setToolTip(self.text() if is_cut else "")


class HeadlineLine(WrappingLine):
    """The headline: large and bold over the text."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(sizes=(1.7, 1.45, 1.2, 1.0), weight=QFont.Weight.Bold, parent=parent)


class DekLine(WrappingLine):
    """The sentence under the headline."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(sizes=(1.05, 0.95, 0.85), weight=QFont.Weight.Normal, parent=parent)


class Field(QObject):
    """Keeps one line of the page: what is being typed is never overwritten; Escape puts back what is stored."""

    given = Signal(str)
    """The person ended the line with other words than are stored."""
    left = Signal()
    """Return or Escape: on to the text."""

    def __init__(self, name: str, *, line: QLineEdit | WrappingLine) -> None:
        """``name`` is one of ``FIELD_WORDS``."""
        super().__init__(line)
        self.line = line
        self._stored = ""
        spoken, hint = FIELD_WORDS[name]
        line.setAccessibleName(spoken)
        line.setPlaceholderText(hint)
        line.installEventFilter(self)
        line.editingFinished.connect(self._finish)

    def show_stored(self, words: str) -> None:
        """What the desk holds now; a line that is being changed keeps what is typed."""
        is_own = self.line.hasFocus() and self._is_changed
        self._stored = words
        if not is_own and self._is_changed:
            self._put_back()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and watched is self.line:
            if event.type() == QEvent.Type.ShortcutOverride:
                return self._leaves_to_window(event)
            if event.type() == QEvent.Type.KeyPress:
                return self._ends(event)
        return False

    @property
    def _is_changed(self) -> bool:
        return self.line.text() != self._shown

    @property
    def _shown(self) -> str:
        """What is stored as the line shows it."""
        return on_one_line(self._stored) if isinstance(self.line, WrappingLine) else self._stored

    def _put_back(self) -> None:
        self.line.setText(self._shown)
        if isinstance(self.line, QLineEdit):
            self.line.setCursorPosition(0)

    def _leaves_to_window(self, event: QKeyEvent) -> bool:
        """While nothing typed here waits to be stored, undo is that of the window."""
        turns = event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
        if turns and not self._is_changed:
            event.ignore()
            return True
        return False

    def _ends(self, event: QKeyEvent) -> bool:
        """Return keeps what is typed, Escape puts back what is stored; both go on to the text."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._finish()
        elif event.key() == Qt.Key.Key_Escape:
            self._put_back()
        else:
            return False
        event.accept()
        self.left.emit()
        return True

    def _finish(self) -> None:
        words = self.line.text().strip()
        if words != self._shown.strip():
            self.given.emit(words)
