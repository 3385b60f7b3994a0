"""Two that are one: who the other is, and under which name they go on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.widgets.entries import wrapped
from ui.widgets.record_list import RecordLine, RecordList


class MakeOne(QDialog):
    """``wanted`` carries the id to keep and the one that becomes it. ``what`` is "person" or "organisation"."""

    wanted = Signal(str, str)

    def __init__(
        self, *, what: str, one: RecordLine, others: Sequence[RecordLine], icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Make them one {what}")
        self._one, self._others = one, others
        self.line = QLineEdit(self)
        self.list = RecordList(name=f"The same {what} as {one.title}", icons=icons, parent=self)
        self.keep_this, self.keep_other = QRadioButton(self), QRadioButton(self)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.make = self.buttons.addButton("Make them one", QDialogButtonBox.ButtonRole.AcceptRole)
        self._lay_out(what)
        self.line.textChanged.connect(lambda _words: self._narrow())
        self.list.chosen.connect(lambda _id: self._follow())
        self.buttons.accepted.connect(self._settle)
        self.buttons.rejected.connect(self.reject)
        self._narrow()

    def _narrow(self) -> None:
        words = self.line.text().casefold().split()
        found = [one for one in self._others if all(word in f"{one.title} {one.subtitle}".casefold() for word in words)]
        self.list.show_lines(found or [RecordLine("", "Nobody of that name.", heading=True)])
        if not self.list.chosen_id and found and words:
            self.list.choose(found[0].id)
        self._follow()

    def _follow(self) -> None:
        other = self._other()
        self.make.setEnabled(other is not None)
        for button in (self.keep_this, self.keep_other):
            button.setVisible(other is not None)
        if other is not None:
            self.keep_this.setText(f"Go on as “{self._one.title}”; “{other.title}” becomes another name")
            self.keep_other.setText(f"Go on as “{other.title}”; “{self._one.title}” becomes another name")

    def _other(self) -> RecordLine | None:
        return next((one for one in self._others if one.id == self.list.chosen_id), None)

    def _settle(self) -> None:
        other = self._other()
        if other is None:
            return
        keep, drop = (self._one, other) if self.keep_this.isChecked() else (other, self._one)
        self.accept()
        self.wanted.emit(keep.id, drop.id)

    def _lay_out(self, what: str) -> None:
        self.keep_this.setChecked(True)
        self.line.setAccessibleName(f"Find the other {what}")
        self.line.setPlaceholderText(f"Find the other {what}")
        self.make.setDefault(True)
        asked = wrapped(
            f"Which {what} is the same as {self._one.title}? All that hangs on the two is laid together; one undo "
            "parts them again."
        )
        column = QVBoxLayout(self)
        column.addWidget(asked)
        column.addWidget(self.line)
        column.addWidget(self.list, 1)
        column.addWidget(self.keep_this)
        column.addWidget(self.keep_other)
        column.addWidget(self.buttons)
        self.list.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.resize(520, 460)
