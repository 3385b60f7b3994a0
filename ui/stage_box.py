"""How far the story is: the box above the text. Where the house moves stages by rule it says what a move still waits
for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QWidget

BY_HAND = "How far the story is; any stage may follow any other."
BY_RULE = "How far the story is; it moves on when what the house asks of that stage is settled."


class StageBox(QComboBox):
    """Shows the stage that is stored; choosing another asks for it and changes nothing by itself."""

    wanted = Signal(str)
    """The stage a person chose, another than the stored one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stored = ""
        self._names: dict[str, str] = {}
        self.setAccessibleName("Stage")
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setToolTip(BY_HAND)
        self.activated.connect(self._chosen)

    def use_stages(self, names: Mapping[Any, str]) -> None:
        """The stages and their plain names, known once the rest of the program is loaded."""
        self._names = {str(stage): name[:1].upper() + name[1:] for stage, name in names.items()}
        self.clear()
        for stage, name in self._names.items():
            self.addItem(name, stage)
        self.show_stage(self._stored)

    def show_stage(self, stage: str) -> None:
        """What the desk holds."""
        self._stored = stage
        if self.count() <= 1:
            self.clear()
            self.addItem(stage.capitalize(), stage)
        at = self.findData(stage)
        if at >= 0 and stage in self._names:
            self.setItemText(at, self._names[stage])
        self.setCurrentIndex(at)

    def show_open(self, open_points: Mapping[str, int]) -> None:
        """How many points keep the story from each stage, where the house moves stages by rule."""
        self.setToolTip(BY_RULE)
        for at in range(self.count()):
            stage = str(self.itemData(at))
            count = open_points.get(stage, 0) if stage != self._stored else 0
            name = self._names.get(stage, self.itemText(at))
            words = f"{name} · {count} to settle" if count else name
            if words != self.itemText(at):
                self.setItemText(at, words)
                self.setItemData(at, words, Qt.ItemDataRole.AccessibleTextRole)

    def _chosen(self, number: int) -> None:
        stage = str(self.itemData(number))
        self.show_stage(self._stored)
        if stage != self._stored:
            self.wanted.emit(stage)
