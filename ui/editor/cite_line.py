"""The line that opens under a sentence to cite a source for it: an input, a short list, never a dialog.

The keyboard stays in the input; the list only shows which row Return takes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QIcon, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.cite_rows import CiteKind, CiteRow, matching

WIDTH = 620
"""Widest the line gets, in device-independent pixels."""
NARROWEST = 440
"""Narrowest the line gets to stay over the words, in device-independent pixels."""
MOST_SHOWN = 8
"""Rows seen at once; the others scroll."""
_GAP = 6
_PAD = 10
_ICONS: dict[CiteKind, str] = {
    "passage": "quote", "download": "open", "address": "link", "pasted": "paste", "last": "source",
    "source": "source",
}  # fmt: skip
_SUBTITLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class LineWords:
    """What such a line says of itself: its names for a screen reader, its hint, and what it says without a row."""

    name: str = "Cite a source"
    input: str = "Name of the source"
    rows: str = "What can be cited"
    hint: str = "Return cites  ·  Ctrl+Return cites and stays for another  ·  Esc leaves all as it is"
    nothing: str = (
        "Nothing to cite yet. Save the page in the browser, or copy its address or its words, and press the keys again."
    )


class RowLine(QFrame):
    """``open_at`` shows it; it closes itself on Esc and when the keyboard goes elsewhere in the window."""

    chosen = Signal(object, bool)
    """A ``CiteRow``, and whether the line stays open for another source."""
    closed = Signal(bool)
    """Whether the keyboard was in the line, and must go somewhere now."""

    def __init__(
        self, parent: QWidget, *, icon: Callable[[str], QIcon] | None = None,
        elsewhere: Callable[[str], Sequence[CiteRow]] = lambda words: (), words: LineWords = LineWords(),
        narrowed: Callable[[Sequence[CiteRow], str], Sequence[CiteRow]] = matching,
    ) -> None:  # fmt: skip
        """``elsewhere`` gives the sources of other stories that answer to what was typed, ``narrowed`` the rows that
        do."""
        super().__init__(parent)
        self._says, self._narrowed = words, narrowed
        self._page = parent
        self._icon = icon
        self._elsewhere = elsewhere
        self._rows: tuple[CiteRow, ...] = ()
        self._under = QRect()
        self.input = QLineEdit(self)
        self.list = QListWidget(self)
        self._empty = QLabel(self)
        self._hint = QLabel(words.hint, self)
        self._dress()
        self._lay_out()
        self.input.installEventFilter(self)
        self.input.textEdited.connect(self._filter)
        self.list.itemClicked.connect(self._clicked)
        self.list.currentRowChanged.connect(self._tell_current)
        self.hide()

    @property
    def rows(self) -> tuple[CiteRow, ...]:
        """The rows now listed, those the typed words leave."""
        return tuple(self._row_of(self.list.item(number)) for number in range(self.list.count()))

    @property
    def is_open(self) -> bool:
        return not self.isHidden()

    def open_at(self, under: QRect, rows: Sequence[CiteRow], *, about: str = "") -> None:
        """Shows ``rows`` below the rectangle ``under`` (in the parent), or above it where there is more room."""
        self._rows = tuple(rows)
        self._under = under
        self.input.clear()
        self.input.setPlaceholderText(about or "Cite a source for this sentence")
        self._show_rows(self._rows)
        self.show()
        self.raise_()
        self.input.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def move_under(self, under: QRect) -> None:
        """Follows the sentence when the text is scrolled or the window changes its size."""
        self._under = under
        self._place()

    def go_on(self, rows: Sequence[CiteRow]) -> None:
        """One source is cited; the line waits for another."""
        self._rows = tuple(rows)
        self.input.clear()
        self.input.setPlaceholderText("Cited. Another source for the same sentence")
        self._show_rows(self._rows)

    def close_line(self) -> None:
        """Takes the line away; nothing else happens."""
        if self.is_open:
            had_keyboard = self.input.hasFocus()
            self.hide()
            self.closed.emit(had_keyboard)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.input and event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            key = cast("QKeyEvent", event)
            if is_own(key):
                # Return and its kin belong to the line while it is open, whatever they do in the window.
                event.accept()
                if event.type() == QEvent.Type.KeyPress:
                    self._press(key)
                return True
        if watched is self.input and event.type() == QEvent.Type.FocusOut:
            self._left(cast("QFocusEvent", event))
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and self.is_open:
            self._place()
        super().changeEvent(event)

    def _press(self, key: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -5, Qt.Key.Key_PageDown: 5}
        if key.key() == Qt.Key.Key_Escape:
            self.close_line()
        elif key.key() in steps:
            number = self.list.currentRow() + steps[Qt.Key(key.key())]
            self.list.setCurrentRow(max(0, min(self.list.count() - 1, number)))
        elif self.list.currentItem() is not None:
            stays = bool(key.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self.chosen.emit(self._row_of(self.list.currentItem()), stays)

    def _clicked(self, item: QListWidgetItem) -> None:
        stays = bool(QApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier)
        self.chosen.emit(self._row_of(item), stays)

    def _left(self, event: QFocusEvent) -> None:
        # The person looks something up in another window or opens the input's menu: the line waits.
        waits = (
            Qt.FocusReason.ActiveWindowFocusReason,
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.MenuBarFocusReason,
        )
        if event.reason() not in waits:
            self.close_line()

    def _filter(self, words: str) -> None:
        rows = self._narrowed(self._rows, words)
        known = {row.key for row in rows}
        self._show_rows((*rows, *(row for row in self._elsewhere(words) if row.key not in known)))

    def _show_rows(self, rows: Sequence[CiteRow]) -> None:
        self.list.clear()
        for row in rows:
            self.list.addItem(_item_of(row, self._icon))
        self.list.setCurrentRow(0)
        typed = self.input.text().strip()
        self._empty.setText(f"Nothing here is called “{typed}”." if typed and self._rows else self._says.nothing)
        self.list.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self._hint.setText(self._says.hint if rows else "Esc leaves all as it is")
        self._tell_current(self.list.currentRow())
        self._place()

    def _tell_current(self, number: int) -> None:
        # The keyboard is in the input, so what is read aloud of the list is told there.
        told = ""
        if 0 <= number < self.list.count():
            row = self._row_of(self.list.item(number))
            told = f"{number + 1} of {self.list.count()}: {row.title}, {row.subtitle}"
        self.input.setAccessibleDescription(told)

    @staticmethod
    def _row_of(item: QListWidgetItem) -> CiteRow:
        return cast("CiteRow", item.data(Qt.ItemDataRole.UserRole))

    def _place(self) -> None:
        room = _room_on(self._page)
        width = min(WIDTH, room.width())
        row_height = self.list.sizeHintForRow(0) if self.list.count() else 0
        below = room.bottom() - self._under.bottom() - _GAP
        above = self._under.top() - room.top() - _GAP
        fixed = self._height_without_list(width)
        wanted = fixed + row_height * min(self.list.count(), MOST_SHOWN)
        goes_up = wanted > below and above > below
        fitting = ((above if goes_up else below) - fixed) // max(1, row_height)
        shown = max(1, min(MOST_SHOWN, self.list.count(), fitting))
        height = fixed + row_height * (shown if self.list.count() else 0)
        self.list.setFixedHeight(row_height * shown)
        top = self._under.top() - _GAP - height if goes_up else self._under.bottom() + _GAP
        top = max(room.top(), min(top, room.bottom() - height))
        left = max(room.left(), min(self._under.left(), room.right() - width))
        self.setGeometry(left, top, width, height)

    def _height_without_list(self, width: int) -> int:
        inner = width - 2 * _PAD
        parts = [self.input.sizeHint().height(), self._hint.heightForWidth(inner)]
        if not self._empty.isHidden():
            parts.append(self._empty.heightForWidth(inner))
        elif not self.list.isHidden():
            parts.append(0)
        return sum(parts) + _GAP * (len(parts) - 1) + 2 * _PAD + 2

    def _dress(self) -> None:
        self.setObjectName("row_line")
        self.setAccessibleName(self._says.name)
        self.setAutoFillBackground(True)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setStyleSheet(
            "QFrame#row_line { background: palette(window); border: 1px solid palette(dark); border-radius: 8px; }"
        )
        self.input.setAccessibleName(self._says.input)
        self.input.setClearButtonEnabled(False)
        self.list.setAccessibleName(self._says.rows)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setItemDelegate(RowDelegate(self.list))
        for label in (self._empty, self._hint):
            label.setWordWrap(True)
            label.setForegroundRole(QPalette.ColorRole.PlaceholderText)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_PAD, _PAD, _PAD, _PAD)
        layout.setSpacing(_GAP)
        for widget in (self.input, self.list, self._empty, self._hint):
            layout.addWidget(widget)


class CiteLine(RowLine):
    """The line that cites."""


def is_own(key: QKeyEvent) -> bool:
    """Whether a key belongs to the line while it is open."""
    if key.key() == Qt.Key.Key_Escape:
        return True
    if key.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return not key.modifiers() & ~(Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.KeypadModifier)
    steps = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
    return key.key() in steps and not key.modifiers() & ~Qt.KeyboardModifier.KeypadModifier


def _room_on(page: QWidget) -> QRect:
    """Where the line may lie: over the words, neither beside their column nor on the scroll bar, unless the column is
    too narrow for it."""
    room = page.rect().adjusted(_GAP, _GAP, -_GAP, -_GAP)
    if isinstance(page, QAbstractScrollArea):
        words = page.viewport().geometry()
        if words.width() >= NARROWEST:
            room.setLeft(words.left())
            room.setRight(words.right())
    return room


def _item_of(row: CiteRow, icon: Callable[[str], QIcon] | None) -> QListWidgetItem:
    item = QListWidgetItem(row.title)
    item.setData(Qt.ItemDataRole.UserRole, row)
    item.setData(_SUBTITLE, row.subtitle)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{row.title}, {row.subtitle}")
    item.setToolTip(f"{row.title}\n{row.subtitle}")
    if icon is not None:
        item.setIcon(icon(_ICONS[row.kind]))
    return item


class RowDelegate(QStyledItemDelegate):
    """Title on the left, what it is on the right and quieter; both are cut at their ends, never run together."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        del index
        return QSize(120, option.fontMetrics.height() + 14)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)  # pyright: ignore[reportAttributeAccessIssue]
        box: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        palette: QPalette = option.palette  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        if selected:
            painter.fillRect(box, palette.highlight())
            painter.fillRect(QRect(box.topLeft(), QSize(3, box.height())), palette.accent())
        inner = box.adjusted(12, 0, -10, 0)
        icon = cast("QIcon", index.data(Qt.ItemDataRole.DecorationRole) or QIcon())
        if not icon.isNull():
            icon.paint(painter, QRect(inner.left(), box.center().y() - 8, 16, 16))
        inner.setLeft(inner.left() + 24)
        self._words(painter, option, index, inner, palette)
        painter.restore()

    def _words(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex,
        inner: QRect, palette: QPalette,
    ) -> None:  # fmt: skip
        metrics = option.fontMetrics
        title, subtitle = str(index.data() or ""), str(index.data(_SUBTITLE) or "")
        needed = metrics.horizontalAdvance(title)
        right = min(metrics.horizontalAdvance(subtitle), max(inner.width() * 2 // 5, inner.width() - needed - 24))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        words = QRect(inner.topLeft(), QSize(inner.width() - right - 16, inner.height()))
        cut = Qt.TextElideMode.ElideRight
        painter.drawText(words, middle | Qt.AlignmentFlag.AlignLeft, metrics.elidedText(title, cut, words.width()))
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        at = QRect(QPoint(inner.right() - right, inner.top()), QSize(right + 1, inner.height()))
        painter.drawText(at, middle | Qt.AlignmentFlag.AlignRight, metrics.elidedText(subtitle, cut, right + 1))
