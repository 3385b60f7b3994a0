"""One role of a person: what they are, where, from when to when, and as what their word counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QDialog, QDialogButtonBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from newsroom.domain.wording import CAPACITY_NAMES
from ui.widgets.entries import Choice, labelled, tell, wrapped

if TYPE_CHECKING:
    from newsroom.desk.people_lines import RoleLine

COUNTS_AS: Mapping[str, str] = {
    "spokesperson": "Counts as their side of it; about what the organisation itself decides, as its own word.",
    "official": "Counts as somebody in a position to know.",
    "expert": "Counts as somebody in a position to know.",
    "witness": "Counts as somebody in a position to know.",
    "subject": "Counts as their side of it.",
    "other": "Changes nothing about how their word counts.",
}
"""What a capacity does to interviews with a person and to their messages (domain.md section 5)."""


class RoleForm(QDialog):
    """``store(organization, fields)`` does it and returns why not, empty when it was done; then the form closes."""

    def __init__(
        self, *, role: RoleLine | None, organizations: Sequence[str], store: Callable[[str, dict[str, object]], str],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setWindowTitle("Change the role" if role is not None else "Add a role")
        self._store = store
        self.organization = _line("Organisation", "empty for none")
        self.title = _line("Title", "such as harbour master")
        self.capacity = Choice("In what capacity", self)
        self.since, self.until = _line("From", "such as 2024-03"), _line("Until", "empty: still so")
        self.counts = wrapped(object_name="counts")
        self.told = wrapped(object_name="told")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        words = "Change it" if role is not None else "Add it"
        self.keep = self.buttons.addButton(words, QDialogButtonBox.ButtonRole.ActionRole)
        self._lay_out(organizations)
        self._fill(role)
        self.capacity.chosen.connect(lambda _value: self._tell())
        self.keep.clicked.connect(self._take)
        self.buttons.rejected.connect(self.reject)

    def _fill(self, role: RoleLine | None) -> None:
        self.capacity.show_value("other")
        if role is not None:
            self.organization.setText(role.organization)
            self.title.setText(role.role.title)
            self.capacity.show_value(role.role.capacity)
            self.since.setText(role.role.since or "")
            self.until.setText(role.role.until or "")
        self._tell()

    def _take(self) -> None:
        fields: dict[str, object] = {
            "title": " ".join(self.title.text().split()), "capacity": self.capacity.value(),
            "since": self.since.text().strip() or None, "until": self.until.text().strip() or None,
        }  # fmt: skip
        refused = self._store(self.organization.text(), fields)
        tell(self.told, refused)
        if not refused:
            self.accept()

    def _tell(self) -> None:
        tell(self.counts, COUNTS_AS[self.capacity.value()])

    def _lay_out(self, organizations: Sequence[str]) -> None:
        self.capacity.offer(CAPACITY_NAMES.items())
        completer = QCompleter(list(organizations), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.organization.setCompleter(completer)
        self.counts.setProperty("quiet", "true")
        self.keep.setDefault(True)
        column = QVBoxLayout(self)
        column.setSpacing(4)
        for field in (self.title, self.organization, self.capacity):
            labelled(column, field.accessibleName(), field)
        column.addWidget(self.counts)
        dates = QHBoxLayout()
        for field in (self.since, self.until):
            one = QVBoxLayout()
            labelled(one, field.accessibleName(), field)
            dates.addLayout(one)
        column.addLayout(dates)
        column.addWidget(self.told)
        column.addStretch(1)
        column.addSpacing(8)
        column.addWidget(self.buttons)
        cancel = self.buttons.button(QDialogButtonBox.StandardButton.Cancel)
        stops = (self.title, self.organization, self.capacity, self.since, self.until, self.keep, cancel)
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)
        letter = self.fontMetrics()
        self.resize(max(460, 56 * letter.averageCharWidth()), min(700, 24 * letter.height()))


def _line(name: str, hint: str) -> QLineEdit:
    line = QLineEdit()
    line.setAccessibleName(name)
    line.setPlaceholderText(hint)
    return line
