"""Setting a level by hand, in the pane itself: level, reason, a note; what the evidence must do is refused."""

from __future__ import annotations

from typing import cast, get_args

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from newsroom.domain.claim import Level
from newsroom.domain.errors import Refused
from newsroom.domain.overrides import SHORTEST_NOTE, check_override
from newsroom.domain.wording import REASON_NAMES, level_with_mark
from ui.widgets.entries import Choice, labelled, tell, wrapped
from ui.widgets.flow_buttons import FlowLayout

FIRST_REASONS = 4
MORE = "more"


class OverrideForm(QFrame):
    """Hidden until ``ask``. ``settled`` carries level, reason code and note; refusals stand in the form."""

    settled = Signal(str, str, str)
    refused = Signal()
    """Why not stands in ``refusal`` now, which should be brought into sight."""
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._suggested: Level = "unsourced"
        self.level, self.reason = Choice("Level"), Choice("Reason")
        self.note = QPlainTextEdit()
        self.note.setAccessibleName("Why, in a sentence")
        self.note.setPlaceholderText(f"At least {SHORTEST_NOTE} characters")
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(3 * self.fontMetrics().lineSpacing() + 14)
        self.barred, self.refusal = wrapped(object_name="barred"), wrapped(object_name="refusal")
        self.set_level, self.cancel = QPushButton("Set the level"), QPushButton("Cancel")
        self._lay_out()
        self.reason.chosen.connect(self._reason_chosen)
        self.note.textChanged.connect(lambda: tell(self.refusal, ""))
        self.set_level.clicked.connect(self._settle)
        self.cancel.clicked.connect(self.close_form)
        self.hide()

    def ask(self, *, suggested: Level, shown: Level) -> None:
        """Opens for a claim whose evidence suggests a level."""
        self._suggested = suggested
        levels = [one for one in get_args(Level) if one != "not_ratable"]
        others = [level for level in levels if level != suggested]
        why = {level: self._refusal(level, note="x" * SHORTEST_NOTE) for level in others}
        self.level.offer((level, level_with_mark(level)) for level in levels if not why.get(level))
        self.level.show_value(shown if not why.get(shown) else suggested)
        barred = [level for level in others if why[level]]
        named = ", ".join(level_with_mark(level) for level in barred)
        tell(self.barred, f"Not offered: {named}. {why[barred[0]]}" if barred else "")
        self._offer_reasons(more=False)
        self.note.clear()
        tell(self.refusal, "")
        self.show()
        self.level.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_form(self) -> None:
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_form()
        else:
            super().keyPressEvent(event)

    def _offer_reasons(self, *, more: bool) -> None:
        reasons = list(REASON_NAMES.items())
        offered = reasons if more else [*reasons[:FIRST_REASONS], (MORE, "more reasons…")]
        self.reason.offer(offered)
        self.reason.setCurrentIndex(0)

    def _reason_chosen(self, value: str) -> None:
        if value == MORE:
            self._offer_reasons(more=True)
            self.reason.setCurrentIndex(FIRST_REASONS)

    def _refusal(self, level: str, *, note: str) -> str:
        try:
            check_override(level=cast("Level", level), suggested=self._suggested, note=note)
        except Refused as refused:
            return str(refused)
        return ""

    def _settle(self) -> None:
        note = self.note.toPlainText().strip()
        refusal = self._refusal(self.level.value(), note=note)
        tell(self.refusal, refusal)
        if refusal:
            self.note.setFocus(Qt.FocusReason.OtherFocusReason)
            self.refused.emit()
            return
        self.hide()
        self.settled.emit(self.level.value(), self.reason.value(), note)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(3)
        labelled(column, "Level", self.level)
        column.addWidget(self.barred)
        labelled(column, "Reason", self.reason)
        labelled(column, "Why, in a sentence", self.note)
        column.addWidget(self.refusal)
        buttons = FlowLayout()
        buttons.addWidget(self.set_level)
        buttons.addWidget(self.cancel)
        column.addLayout(buttons)
