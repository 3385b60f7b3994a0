"""From the desk's threads into the window's: what changed is told in the GUI thread, never while an act still runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from newsroom.desk.desk import Desk


class DeskBridge(QObject):
    """``changed`` carries the ``Changes`` of each commit. ``deliver`` is what a ``Desk`` is made with."""

    changed = Signal(object)
    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._posted.connect(self._call, Qt.ConnectionType.QueuedConnection)

    def deliver(self, call: Callable[[], None]) -> None:
        """Has ``call`` done in this object's thread, later; may be called from any thread."""
        self._posted.emit(call)

    def attach(self, desk: Desk) -> None:
        """Hears what changes on ``desk`` from now on."""
        desk.subscribe(self.changed.emit)

    def _call(self, call: Callable[[], None]) -> None:
        call()
