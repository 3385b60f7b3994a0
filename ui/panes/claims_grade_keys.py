"""An outlet nobody rated yet, cited as evidence: five grades in plain words, a key each. Nothing waits for it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from newsroom.domain.wording import GRADE_NAMES
from ui.widgets.entries import wrapped
from ui.widgets.flow_buttons import FlowButtons

GRADES = ("A", "B", "C", "D", "E")


class GradeKeys(QWidget):
    """Hidden while there is nothing to ask. The keys work wherever the keyboard is within its parent's line."""

    graded = Signal(str, str)
    """The outlet, and the grade it is given."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.outlet = ""
        self.question = wrapped()
        self.buttons = {grade: QPushButton(_on_button(grade)) for grade in GRADES}
        row = FlowButtons()
        for grade, button in self.buttons.items():
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, grade=grade: self._grade(grade))
            row.add(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(3)
        column.addWidget(self.question)
        column.addWidget(row)
        self.hide()

    def ask(self, outlet: str) -> None:
        """Asks about an outlet; about none it asks nothing."""
        if outlet == self.outlet:
            return
        self.outlet = outlet
        self.question.setText(f"Nobody has rated {outlet} yet. How good is it?")
        self.question.show()
        for grade, button in self.buttons.items():
            button.setAccessibleName(f"{outlet} is {GRADE_NAMES[grade]}")  # type: ignore[index]
            button.setToolTip(f"Rate {outlet} (key {grade}); it counts in every claim that rests on it")
        self.setVisible(bool(outlet))

    def take_key(self, event: QKeyEvent) -> bool:
        """Whether the key gave a grade."""
        grade = event.text().upper()
        if self.isHidden() or grade not in GRADES or event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            return False
        self._grade(grade)
        return True

    def _grade(self, grade: str) -> None:
        if self.outlet:
            self.graded.emit(self.outlet, grade)


def _on_button(grade: str) -> str:
    words = GRADE_NAMES[grade]  # type: ignore[index]
    return f"{grade} · {words.partition(' (')[0]}"
