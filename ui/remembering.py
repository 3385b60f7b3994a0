"""Where somebody works is remembered while they work: a start after a session that was cut short begins there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from ui.focus import Focus
    from ui.saving import SaveState, Saving


class Remembering(QObject):
    """Calls ``remember`` a while after words were saved or another story was turned to, at most every ``every_ms``
    milliseconds and never while a key is answered."""

    def __init__(
        self, *, remember: Callable[[], None], saving: Saving, focus: Focus, every_ms: int, parent: QObject
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._remember = remember
        self._focus = focus
        self._timer = QTimer(self, singleShot=True, interval=every_ms)
        self._timer.timeout.connect(self._act)
        saving.state_changed.connect(self._saved)
        focus.story_changed.connect(self._turned)

    def _saved(self, state: SaveState) -> None:
        if state.kind == "saved":
            self._soon()

    def _turned(self, _story: str) -> None:
        self._soon()

    def _soon(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _act(self) -> None:
        # Without a story the program is still beginning, or there is nothing to come back to.
        if self._focus.story:
            self._remember()
