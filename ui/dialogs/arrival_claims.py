"""The claims a source bears on: each with its level now and then, and the stance of the source, set by one key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLabel, QSplitter, QVBoxLayout, QWidget

from newsroom.desk.arrival import BECAUSE_WORDS, Arrival, Row
from newsroom.domain.claim import Stance
from newsroom.domain.wording import AUTHORITY_NAMES, KIND_NAMES, LEVEL_NAMES, STANCE_NAMES
from ui.widgets.detail import Detail, DetailRow
from ui.widgets.entries import Choice, labelled
from ui.widgets.record_list import RecordLine, RecordList

if TYPE_CHECKING:
    from ui.icons import Icons

STANCE_KEYS: tuple[tuple[str, Stance], ...] = (
    ("1", "supports"), ("2", "contradicts"), ("3", "partial"), ("4", "no_position"), ("5", "context"),
)  # fmt: skip
KEYS_TOLD = "Space takes or leaves a claim · Return goes to it · " + " · ".join(
    f"{key} {STANCE_NAMES[stance]}" for key, stance in STANCE_KEYS
)
NOTHING = "Choose a claim, and why its level would change stands here."


class ArrivalClaims(QWidget):
    """Shows one ``Arrival``; what a person decides is told by claim id, and shown once it comes back."""

    choice_set = Signal(str, bool)
    stance_set = Signal(str, str)
    opened = Signal(str)

    def __init__(self, *, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[str, Row] = {}
        self.list = RecordList(name="Claims it bears on", icons=icons)
        self.take = QCheckBox("Attach it to this claim")
        self.stance = Choice("What it does to the claim")
        self.stance.offer((stance, STANCE_NAMES[stance]) for _key, stance in STANCE_KEYS)
        self.detail = Detail(name="Why the level changes", icons=icons)
        self.keys = QLabel(KEYS_TOLD)
        self._lay_out()
        self.list.installEventFilter(self)
        self.list.chosen.connect(self._show_row)
        self.list.opened.connect(self.opened)
        self.take.clicked.connect(lambda on: self.choice_set.emit(self.list.chosen_id, on))
        self.stance.chosen.connect(lambda stance: self.stance_set.emit(self.list.chosen_id, stance))

    def show_arrival(self, arrival: Arrival) -> None:
        """Shows its rows story by story; the chosen one stays."""
        self._rows = {row.claim.id: row for row in arrival.rows}
        lines: list[RecordLine] = []
        story = ""
        for row in arrival.rows:
            if row.story.id != story:
                story = row.story.id
                lines.append(RecordLine(id=story, title=row.story.headline or row.story.slug, heading=True))
            lines.append(_line(row))
        self.list.show_lines(lines)
        self.list.choose_first()
        self._show_row(self.list.chosen_id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.list and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._decided(event)
        return super().eventFilter(watched, event)

    def _decided(self, event: QKeyEvent) -> bool:
        row = self._rows.get(self.list.chosen_id)
        if row is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if event.key() == Qt.Key.Key_Space:
            self.choice_set.emit(row.claim.id, not row.is_chosen)
            return True
        stance = dict(STANCE_KEYS).get(event.text())
        if stance is not None:
            self.stance_set.emit(row.claim.id, stance)
        return stance is not None

    def _show_row(self, claim: str) -> None:
        row = self._rows.get(claim)
        self.take.setEnabled(row is not None)
        self.stance.setEnabled(row is not None)
        if row is None:
            self.detail.show_rows([DetailRow("", NOTHING)])
            return
        with QSignalBlocker(self.take):
            self.take.setChecked(row.is_chosen)
        self.take.setText("Change it on this claim" if row.evidence else "Attach it to this claim")
        self.stance.show_value(row.stance)
        self.detail.show_rows(_told(row))

    def _lay_out(self) -> None:
        # Tab goes by who was laid in first: the list before what stands beside it.
        halves = QSplitter(Qt.Orientation.Horizontal, self)
        halves.addWidget(self.list)
        side = QWidget(halves)
        column = QVBoxLayout(side)
        column.setContentsMargins(8, 0, 0, 0)
        column.addWidget(self.take)
        labelled(column, "What it does to the claim", self.stance)
        column.addWidget(self.detail, 1)
        halves.addWidget(side)
        halves.setChildrenCollapsible(False)
        halves.setSizes([540, 360])
        halves.setStretchFactor(0, 1)
        self.keys.setWordWrap(True)
        self.keys.setProperty("quiet", "true")
        whole = QVBoxLayout(self)
        whole.addWidget(halves, 1)
        whole.addWidget(self.keys)


def change_words(row: Row) -> str:
    """``moderate → confirmed``, or ``stays low``."""
    before, after = LEVEL_NAMES[row.before.level], LEVEL_NAMES[row.after.level]
    return f"{before} → {after}" if row.changes_level else f"stays {after}"


def _line(row: Row) -> RecordLine:
    words = f"{change_words(row)} · {STANCE_NAMES[row.stance]} · {BECAUSE_WORDS[row.because]}"
    decided = "will be taken" if row.is_chosen else "left"
    after = LEVEL_NAMES[row.after.level]
    spoken = change_words(row).replace("→", "to")
    return RecordLine(
        id=row.claim.id, title=row.claim.wording, subtitle=words, mark=row.after.level, mark_name=f"Claim, {after}",
        tail="✓ take" if row.is_chosen else "leave", faint=not row.is_chosen,
        accessible=f"{row.claim.wording} {spoken}, {STANCE_NAMES[row.stance]}, {BECAUSE_WORDS[row.because]}, {decided}",
    )  # fmt: skip


def _told(row: Row) -> list[DetailRow]:
    rows = [
        DetailRow("The claim", row.claim.wording),
        DetailRow("Now", LEVEL_NAMES[row.before.level], mark=row.before.level),
        DetailRow("Then", LEVEL_NAMES[row.after.level], mark=row.after.level),
        DetailRow("Why", "\n".join(row.why)),
    ]
    if row.passage:
        rows.append(DetailRow("It says", row.passage, passage=True))
    rows.append(DetailRow("Kind of claim", KIND_NAMES[row.claim.kind]))
    rows.append(DetailRow("Whose word it is", AUTHORITY_NAMES[row.authority]))
    return rows
