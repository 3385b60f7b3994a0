"""A statement made more than once: its wordings one under the other, how they differ, and the way to join them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.panes.claims_level import heading
from ui.widgets.entries import clear, wrapped
from ui.widgets.flow_buttons import FlowLayout
from ui.widgets.only_reads import only_reads

if TYPE_CHECKING:
    from newsroom.desk.check_repeats import Repeat
    from newsroom.desk.story_view import StoryView
    from newsroom.domain.readiness import Finding
    from newsroom.text.repeated import Difference

_CODES = ("CLAIM_REPEATED", "WORDINGS_DIFFER")
_PARTS = {"number": "another number", "date": "another date", "precision": "another precision", "verb": "another verb",
          "hedge": "another word of doubt"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class WordingLine:
    """One wording as it is shown: ``title`` with its strength, ``told`` how it differs from the first."""

    claim: str
    title: str
    told: str


@dataclass(frozen=True, slots=True)
class Again:
    """What is shown for one claim. ``others`` may be joined with ``keep``; ``finding`` can be answered."""

    sentence: str
    lines: tuple[WordingLine, ...]
    keep: str
    others: tuple[str, ...]
    finding: Finding | None


def again(view: StoryView, claim_id: str) -> Again | None:
    """The statement the claim makes together with others, or at several places; None where it is made once, or where
    somebody said that these are different statements."""
    repeat = next((one for one in view.checked.repeats if claim_id in one.claims), None)
    if repeat is None:
        return None
    findings = view.findings_by_record.get(repeat.taken[0], ()) if repeat.taken else ()
    finding = next((one for one in findings if one.code in _CODES), None)
    if finding is None and (len(repeat.taken) > 1 or len(repeat.claims) == 1):
        return None
    keep = repeat.taken[0] if repeat.taken else repeat.claims[0]
    others = tuple(one for one in repeat.claims if one != keep)
    return Again(repeat.sentence, _lines(repeat), keep, others, finding)


def _lines(repeat: Repeat) -> tuple[WordingLine, ...]:
    return tuple(
        WordingLine(
            claim=one.claim,
            title=f"{one.strength.word.capitalize()}{', found and not taken yet' if one.proposed else ''}: "
            f"“{' '.join(one.words.split())}”",
            told="; ".join(_told(each) for each in one.differs),
        )
        for one in repeat.wordings
    )


def _told(difference: Difference) -> str:
    """``another verb: “awarded” for “approved”``; what the first wording has not, or this one lacks, is said so."""
    if not difference.here:
        return f"“{difference.there}” is added"
    if not difference.there:
        return f"“{difference.here}” is left out"
    return f"{_PARTS[difference.what]}: “{difference.there}” for “{difference.here}”"


class SaidAgain(QWidget):
    """Hidden where the claim is made once. It asks; the pane acts."""

    join_wanted = Signal(str, object)
    """The claim that stays, and those that are joined to it."""
    apart_wanted = Signal(object, str)
    """The finding that is answered, and why these are different statements."""
    place_wanted = Signal(str)
    """The claim whose words are to be shown in the text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown: Again | None = None
        self.title = heading("")
        self.join, self.apart = QPushButton("Join them"), QPushButton("They differ…")
        self.join.setToolTip("Make them one claim with all its places and evidence (J)")
        self.apart.setToolTip("Say why they are different statements")
        self.reason = QLineEdit()
        self.reason.setAccessibleName("Why they are different statements")
        self.reason.setPlaceholderText("Why they differ; Return keeps them apart")
        self._rows = QVBoxLayout()
        self._lay_out()
        self.join.clicked.connect(self.ask_to_join)
        self.apart.clicked.connect(self._ask_why)
        self.reason.returnPressed.connect(self._settle)

    def show_again(self, found: Again | None) -> None:
        if found == self.shown:
            return
        self.shown = found
        self.setVisible(found is not None)
        self.reason.hide()
        self.reason.clear()
        clear(self._rows)
        if found is None:
            return
        self.title.setText(found.sentence.rstrip("."))
        for line in found.lines:
            self._rows.addWidget(self._row(line))
        self.join.setVisible(bool(found.others))
        self.apart.setVisible(found.finding is not None)
        self.setAccessibleName(f"{found.sentence} {' '.join(f'{one.title} {one.told}' for one in found.lines)}")

    def ask_to_join(self) -> None:
        """Joins what is shown; nothing where there is nothing to join."""
        if self.shown is not None and self.shown.others:
            self.join_wanted.emit(self.shown.keep, self.shown.others)

    def _row(self, line: WordingLine) -> QWidget:
        row = QWidget()
        words, told = wrapped(line.title), wrapped(line.told)
        show = only_reads(QPushButton("Show"))
        show.setToolTip("Go to these words in the text")
        show.setAccessibleName(f"Show in the text: {line.title}")
        show.clicked.connect(lambda: self.place_wanted.emit(line.claim))
        column = QVBoxLayout()
        column.setSpacing(1)
        column.addWidget(words)
        column.addWidget(told)
        told.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        across.addLayout(column, 1)
        across.addWidget(show, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _ask_why(self) -> None:
        self.reason.show()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _settle(self) -> None:
        reason = self.reason.text().strip()
        if reason and self.shown is not None and self.shown.finding is not None:
            self.apart_wanted.emit(self.shown.finding, reason)

    def _lay_out(self) -> None:
        buttons = FlowLayout()
        for button in (self.join, self.apart):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.title)
        column.addLayout(self._rows)
        column.addLayout(buttons)
        column.addWidget(self.reason)
        self.hide()
