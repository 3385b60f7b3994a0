"""The list of the people and organisations of the desk, narrowed by what is typed above it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QTabBar, QVBoxLayout, QWidget

from newsroom.desk.people_lines import ORGANISATIONS, PEOPLE, ListedOrganization, ListedPerson
from newsroom.domain.folding import fold
from ui.icons import Icons
from ui.widgets.record_list import RecordLine, RecordList

EMPTY = (
    "Nobody yet. Whoever is quoted becomes a person of the desk.",
    "No organisation yet. One comes with the first role at it.",
    "Nobody lies in the bin.",
)
NO_HIT = "Nobody of that name. Type fewer letters."


@dataclass(frozen=True, slots=True)
class Listed:
    """What one of the lists holds: people alone, organisations alone, or both of the bin."""

    people: tuple[ListedPerson, ...] = ()
    organizations: tuple[ListedOrganization, ...] = ()


class PeopleList(QWidget):
    """Three lists behind tabs: people, organisations, and what lies in the bin."""

    chosen = Signal()
    """Another line is the chosen one, or none."""
    opened = Signal()
    turned = Signal()
    """Another of the lists is wanted; it is empty until ``show_listed``."""

    def __init__(self, *, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._listed = Listed()
        self.parts = QTabBar(self)
        self.line = QLineEdit(self)
        self.list = RecordList(name="People and organisations", icons=icons, parent=self)
        self._lay_out()
        self.parts.currentChanged.connect(lambda _part: self._turn())
        self.line.textChanged.connect(lambda _words: self._narrow())
        self.line.returnPressed.connect(self._to_list)
        self.list.chosen.connect(lambda _id: self.chosen.emit())
        self.list.opened.connect(lambda _id: self.opened.emit())
        self._show_lines()

    @property
    def part(self) -> int:
        """Which of the lists is shown: PEOPLE, ORGANISATIONS or BIN."""
        return self.parts.currentIndex()

    @property
    def chosen_id(self) -> str:
        return self.list.chosen_id

    @property
    def chosen_person(self) -> ListedPerson | None:
        """The person chosen; None for an organisation, or none."""
        return next((one for one in self._listed.people if one.id == self.chosen_id), None)

    def show_listed(self, part: int, listed: Listed, *, choose: str = "") -> bool:
        """Shows one of the lists; whether ``choose`` was to be chosen and is in it."""
        with QSignalBlocker(self.parts):
            self.parts.setCurrentIndex(part)
        self._listed = listed
        self._show_lines()
        return bool(choose) and self.list.choose(choose)

    def mergeable(self) -> tuple[RecordLine, ...]:
        """The lines of the chosen one's kind, itself among them; none of a protected person."""
        if self.chosen_person is not None:
            return tuple(_person_line(one) for one in self._listed.people if not one.protected)
        return tuple(_organization_line(one) for one in self._listed.organizations)

    def _show_lines(self) -> None:
        words = fold(self.line.text()).split()
        lines = [
            *(_person_line(one) for one in self._listed.people if self.part != ORGANISATIONS),
            *(_organization_line(one) for one in self._listed.organizations if self.part != PEOPLE),
        ]
        found = [line for line in lines if all(word in fold(line.accessible) for word in words)]
        self.list.show_lines(found or [RecordLine("", NO_HIT if words else EMPTY[self.part], heading=True)])

    def _narrow(self) -> None:
        before = self.chosen_id
        self._show_lines()
        if before and not self.chosen_id:
            self.chosen.emit()

    def _turn(self) -> None:
        self._listed = Listed()
        self._show_lines()
        self.turned.emit()

    def _to_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.list.choose_first()

    def _lay_out(self) -> None:
        for words in ("People", "Organisations", "In the bin"):
            self.parts.addTab(words)
        self.parts.setAccessibleName("What is listed")
        self.parts.setDrawBase(False)
        self.parts.setExpanding(False)
        self.parts.setUsesScrollButtons(False)
        self.line.setAccessibleName("Find a name or a role")
        self.line.setPlaceholderText("Find a name or a role")
        self.line.setClearButtonEnabled(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.parts, self.line):
            column.addWidget(widget)
        column.addWidget(self.list, 1)


def _person_line(one: ListedPerson) -> RecordLine:
    others = ", ".join(one.others)
    kind = "protected person" if one.protected else "person"
    told = (("protected" if one.protected else ""), one.about, f"also {others}" if others and not one.about else "")
    subtitle = " · ".join(part for part in told if part) or "no role noted"
    spoken = ", ".join(part for part in (one.label, kind, one.about, others) if part)
    return RecordLine(one.id, one.label, subtitle, mark="locked" if one.protected else "person", accessible=spoken)


def _organization_line(one: ListedOrganization) -> RecordLine:
    count = "1 person" if one.people == 1 else f"{one.people} people"
    subtitle = f"{count} · also {', '.join(one.others)}" if one.others else count
    return RecordLine(one.id, one.label, subtitle, mark="people", accessible=f"{one.label}, organisation, {subtitle}")
