"""The form that notes what became of a source: corrected, retracted, taken back, taken down or forged."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from newsroom.domain.custody import NOTICE_WORDS
from ui.widgets.bringing_up import bring_up
from ui.widgets.entries import Choice, EntryLine, date_refusal, labelled, tell, wrapped
from ui.widgets.flow_buttons import FlowButtons

REACH = {"whole": "All of it", "passage": "One passage of it"}
EFFECTS = {
    "whole": "All of it: everything that rests on this source stops counting.",
    "passage": "One passage: only what rests on that passage stops counting.",
}


class NoticeForm(QFrame):
    """Hidden until ``ask``. ``posted`` carries the fields of the notice; whoever takes it closes the form."""

    posted = Signal(dict)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind, self.reach = Choice("What became of it"), Choice("How much of it")
        self.effect = wrapped()
        self.passage = EntryLine("Which passage", hint="its words, or its place such as page 3")
        self.at = EntryLine("When", hint="today", refusal=date_refusal)
        self.note = EntryLine("What it says now", hint="in a few words")
        self.refusal = wrapped(object_name="refusal")
        self._selected = ""
        self._reach_picked = False
        self.post, self.cancel = QPushButton("Note it"), QPushButton("Cancel")
        self._lay_out()
        self.kind.chosen.connect(self._offer_reach)
        self.reach.chosen.connect(self._pick_reach)
        self.post.clicked.connect(self._post)
        self.cancel.clicked.connect(self.close_form)
        self.hide()

    def ask(self, *, selected: str = "") -> None:
        """Opens empty but for the words ``selected`` in the saved copy: a correction is mostly of one passage."""
        self._selected, self._reach_picked = " ".join(selected.split()), False
        self.kind.setCurrentIndex(0)
        for entry in (self.at, self.note):
            entry.clear()
        self.passage.setText(self._selected)
        self.passage.setCursorPosition(0)
        tell(self.refusal, "")
        self._offer_reach(self.kind.value())
        self.show()
        self.kind.setFocus(Qt.FocusReason.OtherFocusReason)
        bring_up(self, first=self.kind)

    def close_form(self) -> None:
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_form()
        else:
            super().keyPressEvent(event)

    def _post(self) -> None:
        at, passage = self.at.text().strip(), self.passage.text().strip()
        refusal = date_refusal(at)
        if self.reach.value() == "passage" and not passage:
            refusal = "Say which passage it is about: its words, or its page or paragraph."
        tell(self.refusal, refusal)
        if refusal:
            return
        fields: dict[str, object] = {
            "kind": self.kind.value(), "reach": self.reach.value(), "note": self.note.text().strip(),
        }  # fmt: skip
        if self.reach.value() == "passage":
            fields["passage"] = passage
        if at:
            fields["at"] = at
        self.posted.emit(fields)

    def _offer_reach(self, kind: str) -> None:
        """What is mostly meant, until the person says how much of it."""
        if not self._reach_picked:
            self.reach.show_value("passage" if kind == "corrected" and self._selected else "whole")
        self._show_passage(self.reach.value())

    def _pick_reach(self, reach: str) -> None:
        self._reach_picked = True
        self._show_passage(reach)

    def _show_passage(self, reach: str) -> None:
        tell(self.effect, EFFECTS[reach])
        self.reach.setAccessibleDescription(EFFECTS[reach])
        for part in (self.passage, self._passage_label):
            part.setVisible(reach == "passage")

    def _lay_out(self) -> None:
        self.kind.offer((kind, f"It {words}") for kind, words in NOTICE_WORDS.items())
        self.reach.offer(REACH.items())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(3)
        labelled(column, "What became of it", self.kind)
        labelled(column, "How much of it", self.reach)
        column.addWidget(self.effect)
        self._passage_label = labelled(column, "Which passage", self.passage)
        labelled(column, "When", self.at)
        labelled(column, "What it says now", self.note)
        column.addWidget(self.refusal)
        buttons = FlowButtons()
        for button in (self.post, self.cancel):
            button.setAutoDefault(False)
            buttons.add(button)
        column.addWidget(buttons)
