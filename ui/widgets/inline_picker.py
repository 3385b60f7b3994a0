"""Picking one of some records where the pane stands: typing filters, Return or a click picks, Esc closes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.widgets.record_lines import RecordLine
from ui.widgets.record_list import RecordList

MOST_SEEN = 5


class InlinePicker(QFrame):
    """Hidden until ``offer``; hides itself when something was picked or Esc was pressed."""

    picked = Signal(str)
    closed = Signal()

    def __init__(self, *, name: str, icons: Icons, empty: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[RecordLine, ...] = ()
        self._back: QWidget | None = None
        self.filter = QLineEdit()
        self.filter.setAccessibleName(f"{name}, type to filter")
        self.filter.setPlaceholderText("Type to filter, Return picks, Esc closes")
        self.list = RecordList(name=name, icons=icons)
        self.list.setTabKeyNavigation(False)
        self.empty = QLabel(empty)
        self.empty.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.addWidget(self.filter)
        column.addWidget(self.list)
        column.addWidget(self.empty)
        self.filter.textChanged.connect(self._narrow)
        self.filter.installEventFilter(self)
        self.list.installEventFilter(self)
        self.list.opened.connect(self._pick)
        self.list.clicked.connect(lambda _index: self._pick(self.list.chosen_id))
        self.hide()

    def offer(self, lines: Sequence[RecordLine]) -> None:
        """Opens with these lines; the keyboard goes to the filter and later back to where it was."""
        self._lines, self._back = tuple(lines), QApplication.focusWidget()
        self.filter.clear()
        self._narrow("")
        self.show()
        self.filter.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_picker(self) -> None:
        self.hide()
        if self._back is not None:
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.close_picker()
                return True
            if watched is self.filter and self._move(event.key()):
                return True
        return super().eventFilter(watched, event)

    def _move(self, key: int) -> bool:
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pick(self.list.chosen_id)
            return True
        if key not in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            return False
        ids = [line.id for line in self.list.lines]
        if ids:
            at = ids.index(self.list.chosen_id) if self.list.chosen_id in ids else -1
            self.list.choose(ids[max(0, min(len(ids) - 1, at + (1 if key == Qt.Key.Key_Down else -1)))])
        return True

    def _narrow(self, words: str) -> None:
        wanted = words.casefold().split()
        kept = [
            line for line in self._lines if all(word in f"{line.title} {line.subtitle}".casefold() for word in wanted)
        ]
        self.list.show_lines(kept)
        self.list.setVisible(bool(kept))
        self.empty.setVisible(not self._lines)
        if kept:
            self.list.choose(kept[0].id)
            height = self.list.sizeHintForRow(0) * min(len(kept), MOST_SEEN)
            self.list.setFixedHeight(height + 2 * self.list.frameWidth() + 2)

    def _pick(self, record_id: str) -> None:
        if record_id:
            self.close_picker()
            self.picked.emit(record_id)
