"""Long work off the GUI thread: frozen values in, a value out, late answers dropped, progress and cancel."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from newsroom.domain.errors import NewsroomError

T = TypeVar("T")
SWITCH_SECONDS = 0.0001
"""After each call into Qt the window's thread must take turns with a job that computes; by default a turn is 5 ms."""

BEHIND_MS = 15
"""In this time the window paints what was changed before a job was asked for."""


class Job(QObject):
    """One piece of work. In its thread it asks ``is_cancelled`` and tells ``report``; the rest is for the window."""

    progressed = Signal(int, int, str)
    """Done, of how many, and what is being done."""
    ended = Signal()

    def __init__(self, *, label: str, key: str) -> None:
        super().__init__()
        self.label = label
        self.key = key
        self._cancelled = threading.Event()

    @property
    def is_cancelled(self) -> bool:
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Its answer will be dropped; work that asks ends early."""
        self._cancelled.set()

    def report(self, done: int, of: int, words: str = "") -> None:
        """From the work's thread."""
        self.progressed.emit(done, of, words)


class JobRunner(QObject):
    """Runs jobs in two threads. Of the jobs of one ``key`` only the newest answers."""

    started = Signal(object)
    """A ``Job`` with a label: something worth showing progress of."""
    _answered = Signal(object)

    def __init__(self, *, fault: Callable[[BaseException], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(SWITCH_SECONDS)
        self._fault = fault
        self._pool = ThreadPoolExecutor(max_workers=2, thread_name_prefix="job")
        self._newest: dict[str, Job] = {}
        self._running: set[Job] = set()
        self._is_closed = False
        self._answered.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[Job], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[NewsroomError], None] | None = None,
        label: str = "",
        key: str = "",
        behind: bool = False,
    ) -> Job:
        """Does ``work`` in a thread, then ``done`` with its value, or ``failed`` with the world's trouble, in the GUI
        thread. Any other error is our fault and goes where faults go. A job with a ``label`` is shown. One that comes
        ``behind`` lets the window paint first: it would take turns with it."""
        job = Job(label=label, key=key)
        if key:
            if key in self._newest:
                self._newest[key].cancel()
            self._newest[key] = job
        if self._is_closed:
            # The window is leaving; a timer may still ask for work that nobody waits for.
            job.cancel()
            return job
        self._running.add(job)
        begin = partial(self._begin, job, work, done, failed)
        QTimer.singleShot(BEHIND_MS, self, begin) if behind else begin()
        if label:
            self.started.emit(job)
        return job

    @property
    def is_idle(self) -> bool:
        return not self._running

    def close(self) -> None:
        """Cancels what waits; what runs is asked to end and its answer dropped. Nothing is begun any more."""
        self._is_closed = True
        for job in self._running:
            job.cancel()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def wait(self) -> None:
        """After ``close``: until what still runs has ended, for nothing may answer to a window that is gone."""
        self._pool.shutdown(wait=True)

    def _begin(self, job: Job, *works: Any) -> None:
        if not self._is_closed:
            self._pool.submit(self._work, job, *works)

    def _work(
        self,
        job: Job,
        work: Callable[[Job], Any],
        done: Callable[[Any], None],
        failed: Callable[[NewsroomError], None] | None,
    ) -> None:
        answer: Callable[[], None]
        try:
            answer = partial(done, work(job))
        except NewsroomError as error:
            answer = partial(failed, error) if failed is not None else partial(self._fault, error)
        except Exception as error:  # noqa: BLE001 - told as our fault, in the window's thread
            answer = partial(self._fault, error)
        self._answered.emit((job, answer))

    def _answer(self, answered: tuple[Job, Callable[[], None]]) -> None:
        job, answer = answered
        self._running.discard(job)
        if self._newest.get(job.key) is job:
            del self._newest[job.key]
        job.ended.emit()
        if not job.is_cancelled:
            answer()
