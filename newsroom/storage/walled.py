"""Reading for exports: whole records, never the bin, on a connection the engine bars from the identities."""

from collections.abc import Generator, Iterable
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy import Connection, select

from newsroom.domain.record import Record
from newsroom.storage.archive import Archive
from newsroom.storage.row_reading import read_one, read_where
from newsroom.storage.schema import TABLES

R = TypeVar("R", bound=Record)


class WalledReads:
    """What an export may ask. A kind of record the wall bars raises ``ArchiveTrouble``, whoever asks."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def one(self, record_type: type[R], record_id: str) -> R | None:
        """The record of that id, unless it lies in the bin."""
        record = read_one(self._connection, record_type, record_id)
        return record if record is not None and record.binned_at is None else None

    def all(self, record_type: type[R], field: str, values: Iterable[object]) -> tuple[R, ...]:
        """The records whose ``field`` is one of ``values``, oldest first; None among them means nothing."""
        wanted = tuple({value for value in values if value is not None})
        rows = read_where(self._connection, record_type, {field: wanted}) if wanted else ()
        return tuple(row for row in rows if row.binned_at is None)

    def ids(self, record_type: type[Record]) -> tuple[str, ...]:
        """The ids of all records of a kind, to be read in slices; those in the bin are left out."""
        table = TABLES[record_type]
        found = self._connection.execute(select(table.c.id).where(table.c.binned_at.is_(None)).order_by(table.c.id))
        return tuple(found.scalars())


@contextmanager
def reads_behind_the_wall(archive: Archive) -> Generator[WalledReads, None, None]:
    """One short consistent read of what an export may know."""
    with archive.read_behind_the_wall() as connection:
        yield WalledReads(connection)
