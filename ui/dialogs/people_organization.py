"""One organisation of the desk: its names, its address, and who has or had a role there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from ui.dialogs.people_person import scrolled
from ui.widgets.detail import Detail, DetailRow
from ui.widgets.entries import EntryLine, labelled

if TYPE_CHECKING:
    from newsroom.desk.people_lines import WholeOrganization
    from ui.icons import Icons

NOBODY = "Nobody on this desk has a role there. Roles are added to a person."


class OrganizationDetail(QSplitter):
    """Shows a ``WholeOrganization``. It asks; the window acts."""

    fields_set = Signal(str, object)
    followed = Signal(str)
    """``person::id`` of whoever was followed."""

    def __init__(self, *, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._id = ""
        self._shown: WholeOrganization | None = None
        self.name, self.url = EntryLine("Name of the organisation"), EntryLine("Address", hint="of its site")
        self.others = EntryLine("Other names of the organisation", hint="commas between them")
        self.people = Detail(name="Who has a role there", icons=icons, parent=self)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(4)
        for words, field in (("Name", self.name), ("Other names", self.others), ("Address", self.url)):
            labelled(column, words, field)
        column.addStretch(1)
        self.addWidget(scrolled(inner, "The organisation"))
        self.addWidget(self.people)
        self.setChildrenCollapsible(False)
        self.setSizes([200, 400])
        for field, entry in (("name", self.name), ("aliases", self.others), ("url", self.url)):
            entry.settled.connect(partial(self._set, field))
        self.people.followed.connect(self.followed)

    def show_organization(self, whole: WholeOrganization, *, writable: bool) -> None:
        """Shows an organisation; what was being written about another one is settled first."""
        body = whole.organization
        if body.id != self._id:
            self.let_go()
        self._id, self._shown = body.id, whole
        self.name.show_words(body.name)
        self.others.show_words(", ".join(body.aliases))
        self.url.show_words(body.url)
        for entry in (self.name, self.others, self.url):
            entry.setEnabled(writable)
        rows = [
            DetailRow("Who has a role there" if number == 0 else "", f"{name}: {role}" if role else name,
                      link=f"person::{person}")
            for number, (person, name, role) in enumerate(whole.people)
        ]  # fmt: skip
        self.people.show_rows(rows or [DetailRow("", NOBODY)])

    def let_go(self) -> None:
        """None is shown any more; what was being written is settled."""
        for entry in (self.name, self.others, self.url):
            entry.settle()
        self._id, self._shown = "", None

    def take_back(self) -> None:
        """Shows again what the desk holds, after something was refused."""
        if self._shown is not None:
            self.name.show_words(self._shown.organization.name)
            self.others.show_words(", ".join(self._shown.organization.aliases))

    def _set(self, field: str, words: str) -> None:
        value: object = words
        if field == "aliases":
            value = tuple(one.strip() for one in words.split(",") if one.strip())
        if self._id:
            self.fields_set.emit(self._id, {field: value})
