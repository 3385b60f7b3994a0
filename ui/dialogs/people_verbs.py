"""The verbs of the window of people in a row, each for the one chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QWidget

from newsroom.desk.people_lines import BIN, ORGANISATIONS, PEOPLE
from ui.widgets.flow_buttons import FlowButtons

if TYPE_CHECKING:
    from newsroom.desk.people_lines import ListedPerson


class PeopleVerbs(FlowButtons):
    """Only shows what can be done; the window connects the buttons."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.new, self.merge = self._made("New person…"), self._made("Make two one…")
        self.protect, self.bin = self._made("Protect…"), self._made("Move to the bin")
        self.purge = self._made("Purge…")

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        return self.new, self.merge, self.protect, self.bin, self.purge

    def follow(self, part: int, *, chosen: bool, person: ListedPerson | None, writable: bool) -> None:
        """Says what can be done in a list with the one chosen, a person or an organisation."""
        binned = part == BIN
        protected = person is not None and person.protected
        self.new.setText("New organisation…" if part == ORGANISATIONS else "New person…")
        self.protect.setText("Open the sheet…" if protected else "Protect…")
        self.bin.setText("Take out of the bin" if binned else "Move to the bin")
        shown = ((self.new, not binned), (self.merge, not binned), (self.protect, part == PEOPLE), (self.bin, True),
                 (self.purge, part != ORGANISATIONS))  # fmt: skip
        enabled = ((self.new, True), (self.merge, chosen and not protected), (self.protect, person is not None),
                   (self.bin, chosen), (self.purge, person is not None))  # fmt: skip
        for button, is_shown in shown:
            button.setVisible(is_shown)
        for button, is_enabled in enabled:
            button.setEnabled(writable and is_enabled)

    def _made(self, words: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        self.add(button)
        return button
