"""The one writer: a thread with the only connection that may write, fed from three queues.

User operations come first and their caller waits; of autosaves only the newest per key is kept and nobody waits;
batches of a long job come last, one at a time, so that a person's act never queues behind more than one of them.
"""

import sqlite3
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Engine

from newsroom.domain.errors import ArchiveTrouble, Damaged
from newsroom.storage.connections import writing_engine
from newsroom.storage.damage import DamageWatch
from newsroom.storage.in_place import InPlace
from newsroom.storage.trouble import Busy, told_as_trouble

T = TypeVar("T")
Job = Callable[[Connection], T]
Breathe = Callable[[], None]
Loan = Callable[[sqlite3.Connection, Breathe], T]
"""A job outside any transaction; between two of its slices it calls ``Breathe``, which does what waits meanwhile."""

RETRY_SECONDS = 1.0
"""How long a refused autosave waits before it is tried again; user operations and batches are not repeated."""


@dataclass(slots=True)
class _Autosave:
    job: Job[Any]
    told: Callable[[object], None]


@dataclass(slots=True)
class _Queues:
    operations: deque[tuple[Job[Any], Future[Any]]] = field(
        default_factory=lambda: deque[tuple[Job[Any], Future[Any]]]()
    )
    autosaves: dict[str, _Autosave] = field(default_factory=lambda: dict[str, _Autosave]())
    batches: deque[tuple[Job[Any], Future[Any]]] = field(default_factory=lambda: deque[tuple[Job[Any], Future[Any]]]())
    loans: deque[tuple[Loan[Any], Future[Any]]] = field(default_factory=lambda: deque[tuple[Loan[Any], Future[Any]]]())
    retry_at: float = 0.0
    closing: bool = False


class Writer:
    """Runs every write of one archive. A job gets a connection inside ``BEGIN IMMEDIATE`` and is committed when it
    returns, rolled back when it raises; whoever asked gets the error."""

    def __init__(self, archive: Path, *, watch: DamageWatch) -> None:
        self._archive = archive
        self._watch = watch
        self._folder = archive.parent
        self._queues = _Queues()
        self._wake = threading.Condition()
        self._engine: Engine | None = None
        self._connection: Connection | None = None
        self._in_place = InPlace(archive)
        self._is_lent = False
        self._fault: ArchiveTrouble | None = None
        self._thread = threading.Thread(target=self._work, name="archive-writer", daemon=True)
        self._thread.start()

    def run(self, job: Job[T]) -> T:
        """Does ``job`` before anything else that waits, and returns what it returns; the caller waits."""
        return self.submit(job).result()

    def submit(self, job: Job[T]) -> "Future[T]":
        """Like ``run``, for a caller that has something else to do meanwhile."""
        future: Future[T] = Future()
        with self._wake:
            self._refuse_when_closing()
            self._queues.operations.append((job, cast("Future[Any]", future)))
            self._wake.notify()
        return future

    def autosave(self, key: str, job: Job[Any], told: Callable[[object], None]) -> None:
        """Keeps only the newest job of a ``key``. ``told`` gets, in the writer's thread, the job's result when it is
        on the disk, or the ``ArchiveTrouble`` each time it could not be saved yet; it is tried again until it is.
        Any other error (``Missing``: the record is gone) is told once and the job is dropped."""
        with self._wake:
            self._refuse_when_closing()
            self._queues.autosaves[key] = _Autosave(job, told)
            self._wake.notify()

    def batch(self, job: Job[T]) -> "Future[T]":
        """Does ``job`` when nothing else waits. One batch should take no more than 50 ms."""
        future: Future[T] = Future()
        with self._wake:
            self._refuse_when_closing()
            self._queues.batches.append((job, cast("Future[Any]", future)))
            self._wake.notify()
        return future

    def lend(self, job: Loan[T]) -> "Future[T]":
        """Gives ``job`` the writer's own connection outside a transaction, when nothing else waits: for a backup in
        slices, which another connection's writes would start anew, and for ``VACUUM``."""
        future: Future[T] = Future()
        with self._wake:
            self._refuse_when_closing()
            self._queues.loans.append((cast("Loan[Any]", job), cast("Future[Any]", future)))
            self._wake.notify()
        return future

    def close(self) -> None:
        """Finishes what was asked for (a refused autosave gets one more try) and ends the thread."""
        with self._wake:
            self._queues.closing = True
            self._wake.notify()
        self._thread.join()

    def _refuse_when_closing(self) -> None:
        if self._queues.closing:
            raise ArchiveTrouble(f"The desk {self._folder} is closed. Open it again and repeat the act.")

    def _work(self) -> None:
        try:
            while self._step():
                pass
        finally:
            self._drop_connection()

    def _step(self) -> bool:
        with self._wake:
            while (task := self._next()) is None:
                if self._queues.closing:
                    return False
                self._wake.wait(self._patience())
        task()
        return True

    def _next(self, *, urgent: bool = False) -> Callable[[], None] | None:
        queues = self._queues
        if queues.operations:
            return partial(self._answer, *queues.operations.popleft())
        if queues.autosaves and (self._autosave_due() or queues.closing):
            key = next(iter(queues.autosaves))
            return partial(self._save, key, queues.autosaves.pop(key))
        if urgent:
            return None
        if queues.batches:
            return partial(self._answer, *queues.batches.popleft())
        return partial(self._lend, *queues.loans.popleft()) if queues.loans else None

    def _breathe(self) -> None:
        while True:
            with self._wake:
                task = self._next(urgent=True)
            if task is None:
                return
            task()
            if self._fault is not None:
                raise self._fault

    def _lend(self, job: Loan[Any], future: "Future[Any]") -> None:
        if not future.set_running_or_notify_cancel():
            return
        try:
            with told_as_trouble(self._folder):
                driver = _driver(self._connected())
                self._watch.before_write(driver)
                self._is_lent = True
                result = job(driver, self._breathe)
        except BaseException as error:  # noqa: BLE001 - handed to whoever asked, through the future
            self._is_lent = False
            self._drop_connection()
            future.set_exception(error)
        else:
            self._is_lent = False
            future.set_result(result)
        finally:
            self._fault = None

    def _autosave_due(self) -> bool:
        return bool(self._queues.autosaves) and time.monotonic() >= self._queues.retry_at

    def _patience(self) -> float | None:
        return max(0.0, self._queues.retry_at - time.monotonic()) if self._queues.autosaves else None

    def _answer(self, job: Job[Any], future: "Future[Any]") -> None:
        if not future.set_running_or_notify_cancel():
            return
        try:
            result = self._commit(job)
        except BaseException as error:  # noqa: BLE001 - handed to whoever asked, through the future
            future.set_exception(error)
        else:
            future.set_result(result)

    def _save(self, key: str, saving: _Autosave) -> None:
        try:
            result: object = self._commit(saving.job)
        except ArchiveTrouble as trouble:
            with self._wake:
                self._queues.retry_at = time.monotonic() + RETRY_SECONDS
                if not self._queues.closing:
                    self._queues.autosaves.setdefault(key, saving)
            result = trouble
        except BaseException as error:  # noqa: BLE001 - handed to whoever asked; trying it again would not mend it
            result = error
        _tell(saving.told, result)

    def _commit(self, job: Job[T]) -> T:
        try:
            with told_as_trouble(self._folder):
                connection = self._connected()
                self._watch.before_write(_driver(connection))
                return self._commit_on(connection, job)
        except BaseException as error:
            if not self._is_lent:
                # After any fault the next job starts on a fresh connection, which rolls a left journal back.
                self._drop_connection()
            elif isinstance(error, ArchiveTrouble) and not isinstance(error, Busy):
                # Whoever has the connection just now must let go of it.
                self._fault = error
            raise

    def _commit_on(self, connection: Connection, job: Job[T]) -> T:
        try:
            with told_as_trouble(self._folder):
                with connection.begin():
                    result = job(connection)
                    self._in_place.check()
                self._in_place.check()
        except Damaged as damage:
            self._watch.found(str(damage))
            raise
        return result

    def _connected(self) -> Connection:
        if self._connection is None:
            self._in_place.check()
            self._engine = writing_engine(self._archive)
            self._connection = self._engine.connect()
        self._in_place.check()
        return self._connection

    def _drop_connection(self) -> None:
        connection, engine = self._connection, self._engine
        self._connection = self._engine = None
        if connection is not None:
            connection.invalidate()
            connection.close()
        if engine is not None:
            engine.dispose()


def _driver(connection: Connection) -> sqlite3.Connection:
    return cast("sqlite3.Connection", connection.connection.driver_connection)


def _tell(told: Callable[[object], None], result: object) -> None:
    try:
        told(result)
    except Exception as error:  # noqa: BLE001 - told as our fault; it must not end the thread every save waits for
        fault = (type(error), error, error.__traceback__, threading.current_thread())
        threading.excepthook(threading.ExceptHookArgs(fault))
