"""Undo and redo as the menu shows them: named after the step they would turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from ui.actions import Actions
    from ui.timeline import Timeline


class UndoActs(QObject):
    """Binds the only undo and redo of the window to the timeline."""

    def __init__(self, *, timeline: Timeline, actions: Actions) -> None:
        super().__init__(timeline)
        self._timeline = timeline
        self._actions = actions
        actions.bind("undo", timeline.undo)
        actions.bind("redo", timeline.redo)
        timeline.changed.connect(self._name_them)
        self._name_them()

    def _name_them(self) -> None:
        for name, verb, label in (
            ("undo", "Undo", self._timeline.undo_label),
            ("redo", "Redo", self._timeline.redo_label),
        ):
            self._actions[name].setText(f"{verb} {label}".strip())
            self._actions.allow(name, bool(label))
