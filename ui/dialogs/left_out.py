"""What of a list could not be used, record by record, to be read and copied."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from ui.widgets.detail import Detail, DetailRow

if TYPE_CHECKING:
    from ui.icons import Icons


class LeftOut(QDialog):
    """``lines``: what each is about, and why it was left out or what was done to it."""

    def __init__(
        self, *, name: str, lines: Sequence[tuple[str, str]], icons: Icons, parent: QWidget | None = None
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setWindowTitle(f"What was left out of “{name}”")
        self._details = "\n".join(f"{label}: {words}" for label, words in lines)
        told = QLabel("Everything else of the list is on the desk. Mend these in the file and bring it in again.", self)
        told.setWordWrap(True)
        self.rows = Detail(name="Records left out", icons=icons, parent=self)
        self.rows.show_rows([DetailRow(label, words) for label, words in lines])
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        self.copy = buttons.addButton("Copy details", QDialogButtonBox.ButtonRole.ActionRole)
        self.copy.setAutoDefault(False)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._details))
        column = QVBoxLayout(self)
        column.addWidget(told)
        column.addWidget(self.rows, 1)
        column.addWidget(buttons)
        self.resize(560, 380)
