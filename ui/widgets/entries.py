"""Fields that are changed in place: they tell once, when the person is done, and are never overwritten meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPalette, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

MOST_LINES = 8
DATE_HINT = "a date: 2026, 2026-07 or 2026-07-14"
"""What an empty field for a date says; one date alone would read as a guess."""


class Choice(QComboBox):
    """One of a few values, each shown in plain words. Narrow docks may squeeze it; the wheel turns it only once it
    has the focus, so that scrolling past changes nothing."""

    chosen = Signal(str)
    """The value a person picked; never what the program showed."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        # The delegate a list of choices comes with knows nothing of the room the style gives each line.
        self.setItemDelegate(QStyledItemDelegate(self))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.activated.connect(lambda _number: self.chosen.emit(self.value()))

    def offer(self, choices: Iterable[tuple[str, str]]) -> None:
        """The values with their words; the value shown stays, where it is still offered."""
        offered = tuple(choices)
        if offered == tuple((self.itemData(at), self.itemText(at)) for at in range(self.count())):
            return
        shown = self.value()
        with QSignalBlocker(self):
            self.clear()
            for value, words in offered:
                self.addItem(words, value)
        self.setMaxVisibleItems(max(10, len(offered)))
        self.show_value(shown)

    def showPopup(self) -> None:
        """All of the list is seen at once, where the screen is high enough for it."""
        super().showPopup()
        screen, shown = self.screen().availableGeometry(), self.view().window()
        rows = self.view().sizeHintForRow(0) * self.count() + shown.height() - self.view().viewport().height()
        high = min(rows, screen.height())
        top = min(max(shown.y(), screen.top()), screen.bottom() + 1 - high)
        shown.setGeometry(shown.x(), top, shown.width(), high)

    def value(self) -> str:
        """The value shown, empty when there is none."""
        return str(self.currentData() or "")

    def show_value(self, value: str) -> None:
        with QSignalBlocker(self):
            self.setCurrentIndex(self.findData(value))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class EntryLine(QLineEdit):
    """One line. Return or leaving it settles what was written; Esc takes it back."""

    settled = Signal(str)
    """The words as they are now, told only when they differ from those shown before."""
    refused = Signal(str)
    """Why what was written cannot be taken; it stays to be mended. Told once, not again when it is left so."""

    def __init__(
        self,
        name: str,
        *,
        hint: str = "",
        refusal: Callable[[str], str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._refusal = refusal or (lambda words: "")
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setMinimumWidth(60)
        self._shown, self._told_of = "", ""
        self.editingFinished.connect(self.settle)
        self.textEdited.connect(lambda _words: self._forget())

    def show_words(self, words: str) -> None:
        """Shows what the desk holds, unless the person is writing here."""
        if self.hasFocus() and self.text() != self._shown:
            return
        self._shown = words
        if self.text() != words:
            self.setText(words)
            self.setCursorPosition(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text() != self._shown:
            self.setText(self._shown)
            return
        super().keyPressEvent(event)

    def settle(self) -> None:
        """Takes what was written as done."""
        words = self.text().strip()
        if words == self._shown.strip():
            return
        sentence = self._refusal(words)
        if sentence:
            was_told, self._told_of = words == self._told_of, words
            if not was_told:
                self.refused.emit(sentence)
            return
        self._forget()
        self._shown = self.text()
        self.settled.emit(words)

    def _forget(self) -> None:
        self._told_of = ""


class EntryText(QPlainTextEdit):
    """A few lines that grow with what is written. Return or leaving it settles it; Esc takes it back."""

    settled = Signal(str)

    def __init__(self, name: str, *, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._shown = ""
        layout = self.document().documentLayout()
        layout.documentSizeChanged.connect(lambda _size: self._grow())
        self._grow()

    def show_words(self, words: str) -> None:
        """Shows what the desk holds, unless the person is writing here."""
        if self.hasFocus() and self.toPlainText() != self._shown:
            return
        self._shown = words
        if self.toPlainText() != words:
            self.setPlainText(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.toPlainText() != self._shown:
            self.setPlainText(self._shown)
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.settle()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.settle()

    def settle(self) -> None:
        """Takes what was written as done."""
        if self.toPlainText() != self._shown:
            self._shown = self.toPlainText()
            self.settled.emit(self._shown.strip())

    def _grow(self) -> None:
        # A plain text document measures its height in lines.
        needed = max(int(self.document().size().height()), 1)
        lines = min(needed, MOST_LINES)
        scrolls = Qt.ScrollBarPolicy.ScrollBarAsNeeded if needed > lines else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if self.verticalScrollBarPolicy() != scrolls:
            self.setVerticalScrollBarPolicy(scrolls)
        margins = self.contentsMargins().top() + self.contentsMargins().bottom()
        around = 2 * int(self.document().documentMargin()) + margins + 2 * self.frameWidth()
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + around)


def wrapped(words: str = "", *, object_name: str = "") -> QLabel:
    """A label whose words wrap and can be selected with the mouse; hidden while it has none."""
    label = QLabel(words)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setObjectName(object_name)
    # Long addresses have no place to wrap: without this one of them would widen the whole pane.
    label.setMinimumWidth(1)
    # Shown before it has a place it would be a window of its own for a moment, and take the keyboard from another.
    if not words:
        label.hide()
    return label


def tell(label: QLabel, words: str) -> None:
    """Gives a label other words; without any it takes no room."""
    if label.text() != words:
        label.setText(words)
    label.setVisible(bool(words))


def labelled(layout: QVBoxLayout, words: str, field: QWidget) -> QLabel:
    """Adds a field under its name; the name's underlined letter leads to it."""
    label = QLabel(words)
    label.setBuddy(field)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    layout.addWidget(label)
    layout.addWidget(field)
    return label


def date_refusal(words: str) -> str:
    """Why the words are no date of a record; empty when they are one, or nothing at all."""
    from newsroom.domain.partial_date import is_partial_date

    if not words or is_partial_date(words):
        return ""
    return f"“{words}” is no date. Write it as 2026, 2026-03, 2026-03-14 or 2026-03-14T10:30."


def number_refusal(words: str) -> str:
    """Why the words are no number of days; empty when they are one, or nothing at all."""
    if not words or (words.isdecimal() and int(words) <= 3650):
        return ""
    return f"“{words}” is no number of days. Write a whole number such as 7, or leave it empty."


def clear(layout: QBoxLayout) -> None:
    """Takes every widget out of a layout and lets it go."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            with suppress(RuntimeError):
                widget.deleteLater()
