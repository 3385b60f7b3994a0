"""Collects Python's cyclic garbage in the GUI thread only.

Left to itself the collector runs in whatever thread allocates, and would take apart Qt objects there, whose timers then
fire into nothing. So its own runs are switched off and done here, by the same thresholds, while the window lives.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 1000
MANY = 30_000
"""So many new objects at once are modules or the records of a story, which hold no rings. To look through them would
hold the window's thread for a tenth of a second; they are left alone, and go when nobody holds them any more."""
SETTLED_MS = 10_000
"""By then the program is loaded: what there is now lives as long as the window and need not be looked through again."""


class Garbage(QObject):
    """Collects from time to time until ``close``."""

    def __init__(self, parent: QObject, *, settled_ms: int = SETTLED_MS) -> None:
        super().__init__(parent)
        self._was_on = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self._collect)
        self._timer.start()
        self._settling = QTimer(self, singleShot=True, interval=settled_ms)
        # One full collection looked through all modules and held the window's thread for 90 ms.
        self._settling.timeout.connect(gc.freeze)
        self._settling.start()

    def close(self) -> None:
        """Hands it back as it was."""
        self._timer.stop()
        self._settling.stop()
        gc.unfreeze()
        if self._was_on:
            gc.enable()

    def _collect(self) -> None:
        counted, limits = gc.get_count(), gc.get_threshold()
        if counted[0] > MANY:
            gc.freeze()
            return
        oldest = next((age for age in (2, 1, 0) if counted[age] > limits[age]), None)
        if oldest is not None:
            gc.collect(oldest)
