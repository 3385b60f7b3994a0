"""What a claim says about itself, changed where it stands."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QPushButton, QVBoxLayout, QWidget

from newsroom.desk.pending import days_over, due_words
from newsroom.domain.claim import Claim
from newsroom.domain.wording import KIND_NAMES
from ui.widgets.entries import (
    DATE_HINT,
    Choice,
    EntryLine,
    EntryText,
    date_refusal,
    labelled,
    number_refusal,
    tell,
    wrapped,
)

CHECKS = {
    "accusation": "It is an accusation",
    "common_knowledge": "Common knowledge",
    "own_observation": "We saw it ourselves",
    "labelled_as_analysis": "The text says it is our reading",
}
LINES = {
    "about_date": "The day it is about", "pending": "Waiting for", "pending_from": "From whom", "pending_by": "By when",
}  # fmt: skip
DATES = ("about_date", "pending_by")
HINTS = {
    "about_date": DATE_HINT, "pending": "what would confirm it", "pending_from": "a person, a company, an office",
    "pending_by": DATE_HINT,
}  # fmt: skip
LABELS = {
    "wording": "Change the wording", "kind": "Change the kind of claim", "ttl_days": "Change when to check again",
    "about_date": "Change the day it is about", "accusation": "Say whether it is an accusation",
    "common_knowledge": "Say whether it is common knowledge", "own_observation": "Say whether we saw it",
    "labelled_as_analysis": "Say whether the text labels it", "pending": "Change what it waits for",
    "pending_from": "Change whom it waits for", "pending_by": "Change by when it is to come",
}  # fmt: skip


class ClaimFields(QWidget):
    """The fields of one claim; each is told once, when the person is done with it."""

    changed = Signal(str, object)
    """The field's name and its new value, of the claim shown when it was written."""
    checked_today = Signal()
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._claim = ""
        self.wording, self.kind = EntryText("Wording"), Choice("Kind of claim")
        self.kind.offer(KIND_NAMES.items())
        self.checks = {field: QCheckBox(words) for field, words in CHECKS.items()}
        self.ttl_days = EntryLine("Check again after, in days", hint="never", refusal=number_refusal)
        self.today = QPushButton("Checked today")
        self.lines = {
            field: EntryLine(words, hint=HINTS[field], refusal=date_refusal if field in DATES else None)
            for field, words in LINES.items()
        }
        self.waits = wrapped()
        self._lay_out()
        self._connect()

    def show_claim(self, claim: Claim) -> None:
        """Shows a claim. What was being written about another one is settled first."""
        if claim.id != self._claim:
            for entry in (self.wording, self.ttl_days, *self.lines.values()):
                entry.settle()
            self._claim = claim.id
        self.wording.show_words(claim.wording)
        self.kind.show_value(claim.kind)
        for field, box in self.checks.items():
            with QSignalBlocker(box):
                box.setChecked(bool(getattr(claim, field)))
        self.ttl_days.show_words("" if claim.ttl_days is None else str(claim.ttl_days))
        self.today.setEnabled(claim.ttl_days is not None)
        for field, entry in self.lines.items():
            entry.show_words(getattr(claim, field) or "")
        tell(self.waits, _waits(claim))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        labelled(column, "Wording", self.wording)
        labelled(column, "Kind of claim", self.kind)
        for box in self.checks.values():
            column.addWidget(box)
        labelled(column, "Check again after, in days", self.ttl_days)
        column.addWidget(self.today)
        for field, words in LINES.items():
            labelled(column, words, self.lines[field])
        column.addWidget(self.waits)

    def _connect(self) -> None:
        self.wording.settled.connect(lambda words: self._tell("wording", words))
        self.kind.chosen.connect(lambda kind: self._tell("kind", kind))
        for field, box in self.checks.items():
            box.clicked.connect(lambda checked, field=field: self._tell(field, checked))
        self.ttl_days.settled.connect(lambda words: self._tell("ttl_days", int(words) if words else None))
        self.today.clicked.connect(self.checked_today)
        for field, entry in self.lines.items():
            empty = None if field in DATES else ""
            entry.settled.connect(lambda words, field=field, empty=empty: self._tell(field, words or empty))
            entry.refused.connect(self.refused)
        self.ttl_days.refused.connect(self.refused)

    def _tell(self, field: str, value: object) -> None:
        if field == "wording" and not value:
            self.refused.emit("A claim needs a wording: one sentence that says what is claimed.")
            return
        self.changed.emit(field, value)


def _waits(claim: Claim) -> str:
    """How long it has been waited for, where it should have come by now."""
    over = days_over(claim.pending_by, today=datetime.now(UTC).date())
    late = over is not None and over > 0
    return f"{due_words(claim, over).capitalize()}. “Waiting for…” lists what all stories wait for." if late else ""
