"""What was agreed for the words of one quotation: the terms, whether they may be quoted without a name, and whether
they are to be read back before they are printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from newsroom.desk.check_terms import StoryTerms
from newsroom.domain.wording import TERMS_NAMES
from ui.widgets.entries import Choice, labelled, tell, wrapped
from ui.widgets.flow_buttons import FlowLayout

if TYPE_CHECKING:
    from newsroom.desk.story_view import StoryView
    from newsroom.domain.quote import Quote
    from newsroom.domain.terms import TermsValue

PROMISE, KEPT = "Promise to read back", "Note that it was read back"
_TO_READ_BACK = {
    "quote": "These words are to be read back before they are printed.",
    "person": "Words of {} are to be read back before they are printed.",
    "source": "What is quoted from {} is to be read back before it is printed.",
}


@dataclass(frozen=True, slots=True)
class Agreed:
    """``promised`` is the record whose words are to be read back: the quote, else its speaker, else its source; empty
    for none."""

    told: str = ""
    asks_quoting: bool = False
    promised: str = ""


def agreed_of(view: StoryView, quote: Quote, *, shown: TermsValue) -> Agreed:
    """What is told beside the terms ``shown`` for a quote."""
    terms = StoryTerms(view.records)
    holds, told = terms.of_quote(quote), list[str]()
    if holds.value != shown:
        told.append(f"What holds is stricter, by the speaker, the source or the evidence: {TERMS_NAMES[holds.value]}.")
    if holds.is_without_name and holds.description:
        told.append(f"Told to readers as “{holds.description}”.")
    if holds.quoting_can_be_agreed:
        told.append("That they may be quoted is not noted: tell them in our words until it is.")
    promises = tuple(terms.promises_of(quote))
    told += [_TO_READ_BACK[kind].format(label) for kind, _, label in promises]
    return Agreed(" ".join(told), holds.quoting_can_be_agreed, promises[0][1] if promises else "")


class AgreedView(QWidget):
    """The terms of a quote, what follows from them, and the two things that are noted with them."""

    value_set = Signal(str)
    quoting_agreed = Signal()
    promise_set = Signal(str, bool)
    """Whose words are to be read back, empty for those of the quote, and whether they still are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._promised = ""
        self.choice = Choice("Terms")
        self.choice.offer(TERMS_NAMES.items())
        self.told = wrapped(object_name="agreed")
        self.quoting, self.read_back = QPushButton("Quoting was agreed"), QPushButton(PROMISE)
        self.quoting.setToolTip("Note that these words may be quoted, though without a name")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        labelled(column, "Terms", self.choice)
        column.addWidget(self.told)
        buttons = FlowLayout()
        for button in (self.quoting, self.read_back):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        column.addLayout(buttons)
        self.choice.chosen.connect(self.value_set)
        self.quoting.clicked.connect(self.quoting_agreed)
        self.read_back.clicked.connect(lambda: self.promise_set.emit(self._promised, not self._promised))

    def show_agreed(self, value: TermsValue, agreed: Agreed | None, *, proposed: bool = False) -> None:
        """Shows the terms of a quote; None: there is no quote yet they could be noted for."""
        self.choice.show_value(value)
        self.choice.setEnabled(agreed is not None)
        self._promised = agreed.promised if agreed is not None else ""
        tell(self.told, agreed.told if agreed is not None else "")
        self.quoting.setVisible(agreed is not None and agreed.asks_quoting and not proposed)
        self.read_back.setVisible(agreed is not None and not proposed)
        self.read_back.setText(KEPT if self._promised else PROMISE)
        self.read_back.setToolTip(
            "Until then the open points tell it" if self._promised
            else "Note that the words are to be read back to whoever said them before they are printed"
        )  # fmt: skip
