"""A button that does an action of the table and always shows its words, its key and whether it can be done."""

from __future__ import annotations

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget


class ActionButton(QPushButton):
    """``leading`` fills it with the accent: the one act a person most likely wants."""

    def __init__(self, action: QAction, *, leading: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._action = action
        self.setProperty("leading", leading)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: self._action.trigger())
        action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        action = self._action
        self.setText(action.text().replace("&", ""))
        self.setToolTip(action.toolTip())
        self.setEnabled(action.isEnabled())
        self.setAccessibleName(action.text().replace("&", "").rstrip("…"))
        self.setAccessibleDescription(action.statusTip())


def key_words(action: QAction) -> str:
    """The action's key as it stands on the keyboard of this system, empty for none."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
