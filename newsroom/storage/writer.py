"""The one writer: a thread with the only connection that may write, fed from three queues.

User operations come first and their caller waits; of autosaves only the newest per key is kept and nobody waits;
batches of a long job come last, one at a time, so that a person's act never queues behind more than one of them.
"""

import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Engine

from newsroom.domain.errors import ArchiveTrouble
from newsroom.storage.connections import writing_engine
from newsroom.storage.trouble import told_as_trouble

T = TypeVar("T")
Job = Callable[[Connection], T]

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
    retry_at: float = 0.0
    closing: bool = False


class Writer:
    """Runs every write of one archive. A job gets a connection inside ``BEGIN IMMEDIATE`` and is committed when it
    returns, rolled back when it raises; whoever asked gets the error."""

    def __init__(self, archive: Path) -> None:
        self._archive = archive
        self._folder = archive.parent
        self._queues = _Queues()
        self._wake = threading.Condition()
        self._engine: Engine | None = None
        self._connection: Connection | None = None
        self._identity: tuple[int, int] | None = None
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
        on the disk, or the ``ArchiveTrouble`` each time it could not be saved yet; it is tried again until it is."""
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
        queues = self._queues
        with self._wake:
            while not (queues.operations or self._autosave_due() or queues.batches or queues.closing):
                self._wake.wait(self._patience())
            if queues.operations:
                asked, saving = queues.operations.popleft(), None
            elif queues.autosaves and (self._autosave_due() or queues.closing):
                key = next(iter(queues.autosaves))
                asked, saving = None, (key, queues.autosaves.pop(key))
            elif queues.batches:
                asked, saving = queues.batches.popleft(), None
            else:
                return False
        if asked is not None:
            self._answer(*asked)
        if saving is not None:
            self._save(*saving)
        return True

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
        saving.told(result)

    def _commit(self, job: Job[T]) -> T:
        with told_as_trouble(self._folder):
            try:
                connection = self._connected()
                with connection.begin():
                    result = job(connection)
                    self._check_in_place()
                self._check_in_place()
            except BaseException:
                # After any fault the next job starts on a fresh connection, which rolls a left journal back.
                self._drop_connection()
                raise
            return result

    def _connected(self) -> Connection:
        if self._connection is None:
            self._check_in_place()
            self._engine = writing_engine(self._archive)
            self._connection = self._engine.connect()
        self._check_in_place()
        return self._connection

    def _check_in_place(self) -> None:
        try:
            status = self._archive.stat()
        except FileNotFoundError:
            status = None
        identity = None if status is None else (status.st_dev, status.st_ino)
        if self._identity is None:
            self._identity = identity
        if identity is None or identity != self._identity:
            raise ArchiveTrouble(
                f"The archive {self._archive} was moved, deleted or replaced while it was open. This change is not "
                "saved. Put the file back, or open the desk again where it lies now."
            )

    def _drop_connection(self) -> None:
        connection, engine = self._connection, self._engine
        self._connection = self._engine = None
        if connection is not None:
            connection.invalidate()
            connection.close()
        if engine is not None:
            engine.dispose()
