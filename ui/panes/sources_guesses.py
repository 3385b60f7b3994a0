"""The name over a field of a source: where what stands in it was guessed it says so, and takes it as right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

if TYPE_CHECKING:
    from ui.theme import Look

TO_CONFIRM = "to confirm"


class FieldHead(QWidget):
    """``confirmed``: what stands in the field is right as it is."""

    confirmed = Signal()

    def __init__(self, words: str, field: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._field = words, field
        self.label = QLabel(words, self)
        self.label.setBuddy(field)
        self.label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.right = QPushButton("That is right", self)
        self.right.setAutoDefault(False)
        self.right.setAccessibleName(f"{words}: that is right")
        self.right.clicked.connect(self.confirmed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.label, 1)
        row.addWidget(self.right, 0, Qt.AlignmentFlag.AlignRight)
        self.right.hide()

    def show_guess(self, guessed: bool, *, look: Look) -> None:
        """Dims the field and says that it is to be confirmed, or that it is not any more."""
        field, font, palette = self._field, self._field.font(), self._field.palette()
        font.setItalic(guessed)
        field.setFont(font)
        colour = look.colour("quiet" if guessed else "text")
        palette.setColor(QPalette.ColorRole.Text, colour)
        palette.setColor(QPalette.ColorRole.ButtonText, colour)
        field.setPalette(palette)
        field.setAccessibleDescription(f"A guess, {TO_CONFIRM}" if guessed else "")
        self.label.setText(f"{self._words} · {TO_CONFIRM}" if guessed else self._words)
        if not guessed and self.right.hasFocus():
            field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.right.setVisible(guessed)
