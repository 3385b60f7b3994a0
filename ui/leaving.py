"""Leaving when the system asks: a signal, or the end of the session. Words are stored first, no question is put.

A plain Python handler never runs while Qt idles, so the interpreter writes the signal's number to a socket Qt watches.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtGui import QGuiApplication

SIGNALS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGINT") if hasattr(signal, name))
LONGEST_SECONDS = 2.5
"""After this the program ends even if the disk does not answer; words it could not store lie aside as files."""


class Leaving(QObject):
    """``leave`` stores everything and ends the program, whatever dialog is open; ``save`` only stores."""

    def __init__(
        self, *, leave: Callable[[], None], save: Callable[[], None], last_words: Callable[[], object],
        end: Callable[[int], None] = os._exit, parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._leave = leave
        self._save = save
        self._last_words = last_words
        self._end = end
        self._timer: threading.Timer | None = None
        self._notifier: QSocketNotifier | None = None
        self._reading, self._writing = -1, -1
        self._before: dict[int, object] = {}

    def install(self) -> None:
        """Hears the signals and the end of the session from now on; only in the main thread."""
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.commitDataRequest.connect(self.save_for_log_out)
        if os.name == "nt":
            # There a pipe cannot be watched, and closing the console is all there is of signals.
            return
        self._reading, self._writing = os.pipe()
        os.set_blocking(self._reading, False)
        os.set_blocking(self._writing, False)
        signal.set_wakeup_fd(self._writing, warn_on_full_buffer=False)
        for number in SIGNALS:
            self._before[number] = signal.signal(number, _leave_it_to_qt)
        self._notifier = QSocketNotifier(self._reading, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._signalled)

    def remove(self) -> None:
        """Gives the signals back."""
        if self._timer is not None:
            self._timer.cancel()
        if self._notifier is None:
            return
        self._notifier.setEnabled(False)
        self._notifier = None
        signal.set_wakeup_fd(-1)
        for number, handler in self._before.items():
            signal.signal(number, handler)  # pyright: ignore[reportArgumentType] - what signal() itself gave
        os.close(self._reading)
        os.close(self._writing)

    def save_for_log_out(self, manager: object = None) -> None:
        """The session ends: everything is stored, and nothing is asked."""
        del manager
        self._save()

    def _signalled(self) -> None:
        try:
            numbers = os.read(self._reading, 64)
        except BlockingIOError:
            return
        if any(number in SIGNALS for number in numbers) and self._timer is None:
            self._timer = threading.Timer(LONGEST_SECONDS, self._give_up, args=(numbers[0],))
            self._timer.daemon = True
            self._timer.start()
            self._leave()

    def _give_up(self, number: int) -> None:
        self._last_words()
        self._end(128 + number)


def _leave_it_to_qt(number: int, frame: FrameType | None) -> None:
    del number, frame
