"""The level of a claim and what explains it: the word, the reasons, what caps it, and the next step."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from newsroom.domain.wording import LEVEL_NAMES
from ui.icons import Icons
from ui.panes.claims_lines import ClaimDetail
from ui.widgets.asked_line import AskedLine
from ui.widgets.bringing_up import bring_up
from ui.widgets.entries import tell, wrapped
from ui.widgets.flow_buttons import FlowLayout
from ui.widgets.level_mark import LevelMark


class LevelExplained(QWidget):
    """Everything about one level in sentences. ``state_act`` is pressed where the words moved under the claim."""

    state_asked = Signal()
    kept_by_hand = Signal()
    """The person holds on to a level set by hand whose suggestion changed."""
    cleared = Signal()
    checked_today = Signal()
    seen = Signal(str)
    """When and where it was seen, in the person's words."""

    def __init__(self, *, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mark = LevelMark(look=icons.look)
        self.level = wrapped(object_name="level")
        font = self.level.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.15)
        self.level.setFont(font)
        self.wording = wrapped(object_name="wording")
        self.state, self.by_hand, self.asks = wrapped(), wrapped(), wrapped()
        self.worth = wrapped(object_name="worth")
        self.reasons = wrapped(object_name="reasons")
        self.cap, self.next_step = wrapped(object_name="cap"), wrapped(object_name="next_step")
        for label in (self.reasons, self.cap, self.next_step):
            label.setTextFormat(Qt.TextFormat.RichText)
        self.state_act = QPushButton()
        self.keep, self.clear = QPushButton("Still my view"), QPushButton("Use the suggestion")
        self.today, self.note = QPushButton("Checked today"), QPushButton("Note what we saw…")
        self.today.setToolTip("Somebody has just looked at it again (T in the list)")
        self.note.setToolTip("Your words are kept as notes of ours, and back the claim")
        self.noted = AskedLine("When and where was it seen, and by whom?", hint="Tuesday 9:10, at the pier: …")
        self._lay_out()
        self.state_act.clicked.connect(self.state_asked)
        self.keep.clicked.connect(self.kept_by_hand)
        self.clear.clicked.connect(self.cleared)
        self.today.clicked.connect(self.checked_today)
        self.note.clicked.connect(self.ask_what_was_seen)
        self.noted.answered.connect(self.seen)

    def ask_what_was_seen(self) -> None:
        self.noted.ask(back_to=self.note)
        bring_up(self.noted)

    def show_detail(self, detail: ClaimDetail) -> None:
        self.mark.show_level(detail.level)
        tell(self.level, detail.headline)
        self.level.setAccessibleName(f"Level: {detail.headline}")
        tell(self.wording, detail.claim.wording)
        tell(self.worth, detail.worth)
        tell(self.state, detail.state)
        self.state_act.setVisible(bool(detail.state))
        self.state_act.setText("Find it again" if detail.is_lost else "The words are right")
        tell(self.by_hand, detail.by_hand)
        tell(self.asks, detail.asks)
        self.keep.setVisible(bool(detail.asks))
        self.clear.setVisible(detail.is_set_by_hand)
        # What caps it stands in a line of its own; said twice it would read as two reasons.
        told = [sentence for sentence in detail.reasons if sentence != detail.cap]
        tell(self.reasons, "<br>".join(f"•&nbsp;{_plain(sentence)}" for sentence in told))
        tell(self.cap, f"<b>What caps it:</b> {_plain(detail.cap)}" if detail.cap else "")
        tell(self.next_step, f"<b>Next step:</b> {_plain(detail.next_step)}" if detail.next_step else "")
        self.today.setVisible(detail.is_stale)
        self.note.setVisible(detail.wants_note)
        if not detail.wants_note:
            self.noted.hide()
        marked = f"{detail.mark}, " if detail.mark else ""
        self.setAccessibleName(
            f"{marked}{LEVEL_NAMES[detail.level]}. {' '.join((*detail.reasons, detail.cap, detail.next_step))}".strip()
        )

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.level, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.wording)
        column.addLayout(head)
        column.addWidget(self.worth)
        column.addWidget(self.state)
        column.addWidget(self.state_act, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.by_hand)
        column.addWidget(self.asks)
        buttons = FlowLayout()
        buttons.addWidget(self.keep)
        buttons.addWidget(self.clear)
        column.addLayout(buttons)
        for label in (self.reasons, self.cap, self.next_step):
            column.addWidget(label)
        for button in (self.today, self.note):
            button.setAutoDefault(False)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.noted)


def heading(words: str) -> QLabel:
    """The title of a part of the pane."""
    label = QLabel(words)
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    return label


def _plain(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;")
