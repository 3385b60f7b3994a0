"""How far an outlet is trusted: what counts now, what counted before and why, and a new grade with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFrame, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from newsroom.domain.wording import GRADE_NAMES
from ui.widgets.entries import Choice, date_refusal, labelled, tell, wrapped

if TYPE_CHECKING:
    from newsroom.desk.ratings import Outlet

NEVER = "Nobody has rated it yet. Until somebody does, what it reports counts little."
CHOOSE = "choose a grade"


class OutletDialog(QDialog):
    """``wanted`` carries the grade, the reason and from when on it counts, empty for today."""

    wanted = Signal(str, str, str)

    def __init__(self, *, outlet: Outlet, writable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"How far “{outlet.name}” is trusted")
        self._outlet = outlet
        self.standing = wrapped(_standing(outlet))
        self.grade = Choice("How good it is", self)
        self.reason, self.since = QLineEdit(self), QLineEdit(self)
        self.refusal = wrapped(object_name="refusal")
        self.history = wrapped("\n".join(line.words for line in outlet.lines))
        self.area = QScrollArea(self)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.rate = self.buttons.addButton("Rate it", QDialogButtonBox.ButtonRole.AcceptRole)
        self._lay_out()
        for part in (self.grade, self.reason, self.since):
            part.setEnabled(writable)
        self._writable = writable
        self.grade.chosen.connect(lambda _value: self._follow())
        for line in (self.reason, self.since):
            line.textChanged.connect(lambda _words: self._follow())
        self.buttons.accepted.connect(self._settle)
        self.buttons.rejected.connect(self.reject)
        self._follow()

    def _lay_out(self) -> None:
        self.grade.offer([("", CHOOSE), *GRADE_NAMES.items()])
        self.grade.setCurrentIndex(0)
        for line, name, hint in (
            (self.reason, "Why", "one sentence for the next person"),
            (self.since, "From when on", "today, or such as 2026-07-14"),
        ):
            line.setAccessibleName(name)
            line.setPlaceholderText(hint)
        column = QVBoxLayout(self)
        column.addWidget(self.standing)
        labelled(column, "How good it is", self.grade)
        labelled(column, "Why", self.reason)
        labelled(column, "From when on", self.since)
        column.addWidget(self.refusal)
        if self._outlet.lines:
            column.addSpacing(6)
            column.addWidget(QLabel("How it was rated so far", self))
            column.addWidget(self._listed(), 1)
        column.addSpacing(8)
        column.addWidget(self.buttons)
        width = self.fontMetrics().averageCharWidth() * 72
        self.setMinimumWidth(width)
        self.setMinimumHeight(column.totalMinimumHeightForWidth(width))
        self.resize(width, self.minimumHeight())

    def _listed(self) -> QWidget:
        area = self.area
        area.setWidget(self.history)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName("How it was rated so far")
        self.history.setAlignment(Qt.AlignmentFlag.AlignTop)
        area.setMinimumHeight(min(5, len(self._outlet.lines) + 1) * self.fontMetrics().lineSpacing() + 8)
        return area

    def _follow(self) -> None:
        tell(self.refusal, date_refusal(self.since.text().strip()))
        ready = bool(self.grade.value() and self.reason.text().strip() and not self.refusal.text())
        self.rate.setEnabled(self._writable and ready)

    def _settle(self) -> None:
        grade, reason, since = self.grade.value(), self.reason.text().strip(), self.since.text().strip()
        self.accept()
        self.wanted.emit(grade, reason, since)


def _standing(outlet: Outlet) -> str:
    sources = "1 source of this desk bears" if outlet.sources == 1 else f"{outlet.sources:,} sources of this desk bear"
    counting = outlet.counting
    now = f"It counts as {GRADE_NAMES[counting.grade]} now." if counting is not None else NEVER
    return f"{now} {sources} its name, and every claim that rests on one follows its grade."
