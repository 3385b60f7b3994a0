"""A line to find words in a saved copy."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from ui.widgets.only_reads import only_reads


class FindLine(QWidget):
    """Hidden until ``open``. Return goes to the next place, Shift+Return to the one before, Esc closes."""

    wanted = Signal(str, bool, bool)
    """The words, whether backwards, and whether to go on from the place found last."""
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QLineEdit()
        self.words.setAccessibleName("Find in the saved copy")
        self.words.setPlaceholderText("Find in the saved copy")
        self.told = QLabel()
        self.told.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.close_button = only_reads(QPushButton("Close"))
        self.close_button.setAutoDefault(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 4, 10, 4)
        row.addWidget(self.words, 1)
        row.addWidget(self.told)
        row.addWidget(self.close_button)
        self.words.textEdited.connect(lambda words: self.wanted.emit(words, False, False))
        self.close_button.clicked.connect(self.close_line)
        self.hide()

    def open(self) -> None:
        self.show()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    def close_line(self) -> None:
        self.hide()
        self.closed.emit()

    def tell_found(self, found: bool) -> None:
        self.told.setText("" if found else "not there")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.wanted.emit(self.words.text(), back, True)
        elif event.key() == Qt.Key.Key_Escape:
            self.close_line()
        else:
            super().keyPressEvent(event)
