"""The verbs of the register in a row, each for the sources selected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QWidget

from ui.widgets.flow_buttons import FlowButtons

if TYPE_CHECKING:
    from ui.dialogs.register_acts import RegisterActs

BIN, TAKE_OUT = "Move to the bin", "Take out of the bin"


class RegisterVerbs(FlowButtons):
    """``ids`` tells which sources are selected when a verb is pressed, ``tag`` which tag is looked for."""

    def __init__(
        self, *, acts: RegisterActs, ids: Callable[[], Sequence[str]], tag: Callable[[], str], parent: QWidget
    ) -> None:
        super().__init__(parent=parent)
        self._is_binned = False
        self.lay = self._made("Lay in the story’s file", lambda: acts.lay_in_story(ids()))
        self.change = self._made("Change…", lambda: acts.change(ids()))
        self.tag = self._made("Tags…", lambda: acts.tag(ids()))
        self.rename_tag = self._made("Rename a tag…", lambda: acts.rename_tag(tag()))
        self.rate = self._made("Rate the outlet…", lambda: acts.rate(ids()[:1]))
        self.merge = self._made("Make them one…", lambda: acts.merge(ids()))
        self.bin = self._made(BIN, lambda: (acts.take_out if self._is_binned else acts.bin)(ids()))
        self.duplicates = self._made("Find duplicates…", acts.find_duplicates)
        self.bring_in = self._made("Bring a list in…", acts.bring_in)
        self.put_out = self._made("Put them out as a list…", acts.put_out)
        self.bring_in.setToolTip("Sources from a CSL-JSON or RIS file, such as Zotero writes, into no story’s file")
        self.put_out.setToolTip("All sources of the desk that may be named, as CSL-JSON or RIS")

    def follow(self, number: int, *, in_bin: bool, writable: bool, in_story: bool, tagged: bool) -> None:
        """Says what can be done with so many selected sources, in the bin or not; ``tagged``: the desk has tags."""
        self._is_binned = in_bin
        self.lay.setEnabled(writable and number > 0 and not in_bin and in_story)
        self.change.setEnabled(writable and number > 0 and not in_bin)
        self.tag.setEnabled(writable and number > 0 and not in_bin)
        self.rename_tag.setVisible(tagged)
        self.rename_tag.setEnabled(writable)
        self.rate.setEnabled(writable and number == 1 and not in_bin)
        self.bring_in.setEnabled(writable)
        self.merge.setEnabled(writable and number > 1 and not in_bin)
        self.bin.setEnabled(writable and number > 0)
        self.bin.setText(TAKE_OUT if in_bin else BIN)

    def _made(self, words: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: act())
        self.add(button)
        return button
