"""The same change to several sources: only what is filled in is changed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from newsroom.domain.wording import SOURCE_TYPE_NAMES, TERMS_NAMES
from ui.widgets.entries import Choice, labelled

AS_IT_IS = "as it is"


class ChangeSources(QDialog):
    """``wanted`` carries the fields to change and the terms, empty for none."""

    wanted = Signal(object, str)

    def __init__(self, *, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        several = "1 source" if count == 1 else f"{count:,} sources"
        self.setWindowTitle(f"Change {several}")
        self.type = Choice("What it is", self)
        self.publisher, self.language = QLineEdit(self), QLineEdit(self)
        self.terms = Choice("What was agreed", self)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.change = self.buttons.addButton(f"Change {several}", QDialogButtonBox.ButtonRole.AcceptRole)
        self._lay_out()
        self.buttons.accepted.connect(self._settle)
        self.buttons.rejected.connect(self.reject)
        for line in (self.publisher, self.language):
            line.textChanged.connect(lambda _words: self._follow())
        for choice in (self.type, self.terms):
            choice.chosen.connect(lambda _value: self._follow())
        self._follow()

    @property
    def fields(self) -> dict[str, object]:
        """What is filled in."""
        told = {
            "type": self.type.value(), "publisher": " ".join(self.publisher.text().split()),
            "language": self.language.text().strip(),
        }  # fmt: skip
        return {name: value for name, value in told.items() if value}

    def _lay_out(self) -> None:
        self.type.offer([("", AS_IT_IS), *SOURCE_TYPE_NAMES.items()])
        self.terms.offer([("", AS_IT_IS), *TERMS_NAMES.items()])
        for choice in (self.type, self.terms):
            choice.setCurrentIndex(0)
        self.publisher.setPlaceholderText(AS_IT_IS)
        self.language.setPlaceholderText(f"{AS_IT_IS}, or such as en")
        self.publisher.setAccessibleName("Outlet")
        self.language.setAccessibleName("Language")
        told = QLabel("Only what you fill in is changed, in all of them. One undo takes it back.", self)
        told.setWordWrap(True)
        column = QVBoxLayout(self)
        column.addWidget(told)
        fields: tuple[tuple[str, QWidget], ...] = (
            ("What it is", self.type), ("Outlet", self.publisher), ("Language", self.language),
            ("What was agreed", self.terms),
        )  # fmt: skip
        for words, field in fields:
            labelled(column, words, field)
        column.addSpacing(8)
        column.addWidget(self.buttons)
        self.setMinimumWidth(380)

    def _follow(self) -> None:
        self.change.setEnabled(bool(self.fields or self.terms.value()))

    def _settle(self) -> None:
        fields, terms = self.fields, self.terms.value()
        self.accept()
        self.wanted.emit(fields, terms)
