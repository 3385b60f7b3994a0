"""An open desk: one writer, short reads, and the files beside them."""

from collections.abc import Callable, Generator
from concurrent.futures import Future
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Generic, TypeVar

from sqlalchemy import Connection, Engine, select

from newsroom.domain.changes import RowChange
from newsroom.domain.errors import ArchiveTrouble, Damaged
from newsroom.domain.ids import Ids
from newsroom.domain.source import OriginalFile
from newsroom.storage.connections import behind_the_wall
from newsroom.storage.custody import Custody
from newsroom.storage.damage import DamageWatch
from newsroom.storage.files import FileStore
from newsroom.storage.in_place import InPlace
from newsroom.storage.lock import DeskLock
from newsroom.storage.places import Places
from newsroom.storage.schema import TABLES
from newsroom.storage.transaction import Transaction
from newsroom.storage.trouble import told_as_trouble
from newsroom.storage.writer import Writer

T = TypeVar("T")
Operation = Callable[[Transaction], T]

_READING: ContextVar[bool] = ContextVar("reading", default=False)


@dataclass(frozen=True, slots=True)
class Written(Generic[T]):
    """What an operation returned, the rows it changed, and the seq of that change."""

    value: T
    rows: tuple[RowChange, ...]
    seq: int


class Archive:
    """Made by ``newsroom.storage.opening.open_archive``. Without a writer it is read-only and says why."""

    def __init__(
        self, *, places: Places, ids: Ids, readers: Engine, writer: Writer | None, lock: DeskLock | None,
        read_only_because: str, watch: DamageWatch | None = None,
    ) -> None:  # fmt: skip
        self.places = places
        self.ids = ids
        self.files = FileStore(places.files)
        self.custody = Custody()
        self.read_only_because = read_only_because
        self._readers = readers
        self._in_place = InPlace(places.archive)
        self._writer = writer
        self._lock = lock
        self._watch = watch

    @property
    def is_read_only(self) -> bool:
        return self._writer is None

    @property
    def writer(self) -> Writer:
        """The writer; refused with the reason when the desk is open for reading only."""
        if self._writer is None:
            raise ArchiveTrouble(self.read_only_because)
        return self._writer

    def check_in_place(self) -> None:
        """Raises ``ArchiveTrouble`` when the archive was moved, deleted or replaced since it was opened."""
        with told_as_trouble(self.places.folder):
            self._in_place.check()

    @contextmanager
    def read(self) -> Generator[Connection, None, None]:
        """A short read: fetch all rows of LIMITed statements and leave within 50 ms; the writer waits for it."""
        try:
            with told_as_trouble(self.places.folder), self._readers.connect() as connection, connection.begin():
                token = _READING.set(True)
                try:
                    yield connection
                finally:
                    _READING.reset(token)
        except Damaged as damage:
            self.note_damage(str(damage))
            raise

    def note_damage(self, sentence: str) -> None:
        """Damage was met: the file is kept byte for byte in ``rescue/`` before this session writes again."""
        if self._watch is not None:
            self._watch.found(sentence)

    @contextmanager
    def read_behind_the_wall(self) -> Generator[Connection, None, None]:
        """A read for exports: the engine itself bars it from identities and from writing."""
        with self.read() as connection, behind_the_wall(connection):
            yield connection

    def write(self, operation: Operation[T], *, actor: str, reason: str = "") -> Written[T]:
        """Runs ``operation`` in the writer's thread and waits for its commit. Refused inside a read of this thread:
        the commit would wait for the read, and the read for the commit."""
        if _READING.get():
            raise RuntimeError("An operation was started inside a read of the same thread; end the read first.")
        return self.writer.run(self.job(operation, actor=actor, reason=reason))

    def batch(self, operation: Operation[T], *, actor: str, reason: str = "") -> "Future[Written[T]]":
        """One slice (at most 50 ms) of a long job, done when nothing else waits."""
        return self.writer.batch(self.job(operation, actor=actor, reason=reason))

    def autosave(self, key: str, operation: Operation[T], *, actor: str, told: Callable[[object], None]) -> None:
        """The newest state of ``key``, saved as soon as it can be; ``told`` gets a ``Written`` or the trouble."""
        self.writer.autosave(key, self.job(operation, actor=actor, reason=""), told)

    def job(self, operation: Operation[T], *, actor: str, reason: str) -> Callable[[Connection], Written[T]]:
        """``operation`` as the writer takes it."""

        def run(connection: Connection) -> Written[T]:
            transaction = Transaction(connection, ids=self.ids, actor=actor, reason=reason)
            value = operation(transaction)
            rows = transaction.rows()
            return Written(value, rows, transaction.finish())

        return run

    def named_files(self) -> frozenset[str]:
        """The hashes some row names."""
        with self.read() as connection:
            return frozenset(connection.execute(select(TABLES[OriginalFile].c.sha256)).scalars())

    def sweep_files(self) -> tuple[str, ...]:
        """Removes kept files no row has named for 24 hours."""
        return self.files.sweep(self.named_files())

    def close(self) -> None:
        """Ends the writer after what it was asked for, and gives the lock back."""
        if self._writer is not None:
            self._writer.close()
        self._readers.dispose()
        if self._watch is not None:
            self._watch.close()
        if self._lock is not None:
            self._lock.release()
