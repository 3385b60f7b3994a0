"""The two or three verbs of the chosen source: other ones for a source only found in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from ui.widgets.action_button import ActionButton
from ui.widgets.flow_buttons import FlowButtons

if TYPE_CHECKING:
    from ui.actions import Actions


class SourceVerbs(FlowButtons):
    """The actions' own buttons, and for a proposal Take and Drop."""

    taken = Signal()
    dropped = Signal()

    def __init__(self, *, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.take = _button("Take it", "Lay this source in the story’s file (Return)", leading=True)
        self.drop = _button("Drop it", "This is no source of the story (Del)")
        self.cite = ActionButton(actions["cite"], leading=True)
        self.quote = ActionButton(actions["quote_from_copy"])
        self.insert = ActionButton(actions["insert_quote"])
        self.claim = ActionButton(actions["claim_from_copy"])
        self.excerpt = ActionButton(actions["excerpt_from_copy"])
        self.open = ActionButton(actions["open_copy"])
        self.aside = ActionButton(actions["set_aside"])
        self.go_on = ActionButton(actions["go_on_with_notes"])
        for button in (
            self.take,
            self.drop,
            self.cite,
            self.quote,
            self.insert,
            self.claim,
            self.excerpt,
            self.go_on,
            self.open,
            self.aside,
        ):
            self.add(button)
        self.open.setText("Open outside")
        actions["open_copy"].changed.connect(lambda: self.open.setText("Open outside"))
        self.aside.setText("Set aside")
        actions["set_aside"].changed.connect(lambda: self.aside.setText("Set aside"))
        self.go_on.setText("Go on writing")
        actions["go_on_with_notes"].changed.connect(lambda: self.go_on.setText("Go on writing"))
        self.take.clicked.connect(self.taken)
        self.drop.clicked.connect(self.dropped)
        self.show_verbs(proposed=False, has_copy=False, picked=False)

    def show_verbs(
        self, *, proposed: bool, has_copy: bool, picked: bool, notes: bool = False, backs: bool = False
    ) -> None:
        """Which of the verbs make sense now. ``backs``: an item of evidence that rests on the source is looked at."""
        for button in (self.take, self.drop):
            button.setVisible(proposed)
        self.cite.setVisible(not proposed)
        # With words selected the verbs of the words take the place of those of the source.
        self.aside.setVisible(not proposed and not picked)
        self.open.setVisible(has_copy and not picked)
        self.quote.setVisible(picked)
        self.insert.setVisible(picked)
        self.claim.setVisible(picked)
        self.excerpt.setVisible(picked and backs)
        self.go_on.setVisible(notes)
        self.updateGeometry()


def _button(words: str, tip: str, *, leading: bool = False) -> QPushButton:
    button = QPushButton(words)
    button.setProperty("leading", leading)
    button.setAutoDefault(False)
    button.setToolTip(tip)
    button.setAccessibleName(words)
    return button
