"""The verbs of the ledger in a row, each for the request chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QWidget

from ui.widgets.flow_buttons import FlowButtons

if TYPE_CHECKING:
    from newsroom.desk.request_lines import RequestLine

VERBS = {
    "ask": ("Ask somebody…", "Note whom something of the open story is put to"),
    "try": ("Note an attempt…", "Note that they were tried just now (N)"),
    "take": ("Take it", "They were asked, as the text says (Space)"),
    "go": ("Go to the story", "Go to where the reply stands in the text, or to the story"),
    "drop": ("Move to the bin", "The words of the story stay (Delete)"),
}


class RequestVerbs(FlowButtons):
    """Only shows what can be done; the window connects the buttons."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._buttons = {name: QPushButton(words, self) for name, (words, _) in VERBS.items()}
        for name, button in self._buttons.items():
            button.setAutoDefault(False)
            button.setToolTip(VERBS[name][1])
            self.add(button)

    def __getitem__(self, name: str) -> QPushButton:
        return self._buttons[name]

    def follow(self, line: RequestLine | None, *, writable: bool, can_ask: bool) -> None:
        """Says what can be done with the request chosen; somebody can be asked while a story is open."""
        found = line is not None and line.request.proposed
        shown = {
            "ask": True, "try": line is not None and not found and not line.request.via_outlet, "take": found,
            "go": line is not None, "drop": line is not None,
        }  # fmt: skip
        for name, button in self._buttons.items():
            button.setVisible(shown[name])
            button.setEnabled(name == "go" or (writable and (name != "ask" or can_ask)))
        self._buttons["drop"].setText("Drop it" if found else "Move to the bin")
