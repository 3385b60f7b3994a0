"""Which rows hold words that answer to a pattern: for finding a name in everything a desk holds."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from functools import cache
from pathlib import Path
from typing import Literal, get_origin

from sqlalchemy import Boolean, Connection, Integer, String, cast, or_, select

from newsroom.domain.errors import Damaged
from newsroom.domain.kinds import field_types, without_none
from newsroom.domain.record import Record
from newsroom.domain.story import LogEntry
from newsroom.storage.archive import Archive
from newsroom.storage.contents import quoted
from newsroom.storage.manifest import Backup, list_backups
from newsroom.storage.purge import blank_entries
from newsroom.storage.schema import TABLES, record_from
from newsroom.storage.soundness import open_tolerant
from newsroom.storage.transaction import Transaction
from newsroom.storage.trouble import ENGINE_ERRORS

_NOT_WORDS = frozenset({"id", "created_at", "changed_at", "binned_at", "sha256", "digest", "positions"})


@cache
def word_fields(record_type: type[Record]) -> tuple[str, ...]:
    """The fields of a record that hold words of people, lists of words among them; no ids, numbers and hashes."""
    types = field_types(record_type)
    return tuple(
        column.name
        for column in TABLES[record_type].columns
        if column.name not in _NOT_WORDS
        and not column.foreign_keys
        and not isinstance(column.type, Boolean | Integer)
        and get_origin(without_none(types[column.name])[0]) is not Literal
    )


def rows_like(
    connection: Connection, record_type: type[Record], *, needles: Sequence[str], fields: Sequence[str]
) -> tuple[Record, ...]:
    """The records, those in the bin too, one of whose ``fields`` answers to one of ``needles``,
    patterns of LIKE. Damaged ones are passed over: ``verify`` tells of them."""
    table = TABLES[record_type]
    columns = [cast(table.c[name], String) for name in fields]
    if not columns or not needles:
        return ()
    wanted = or_(*(column.like(needle) for column in columns for needle in needles))
    found = connection.execute(select(table).where(wanted).order_by(table.c.created_at, table.c.id)).all()
    records: list[Record] = []
    for row in found:
        with suppress(Damaged):
            records.append(record_from(record_type, row))
    return tuple(records)


def every_row_like(
    connection: Connection, *, needles: Sequence[str], fields: Mapping[type[Record], Sequence[str]]
) -> tuple[Record, ...]:
    """Like ``rows_like`` over all the kinds of record named, each in the fields named for it."""
    found = (rows_like(connection, kind, needles=needles, fields=some) for kind, some in fields.items())
    return tuple(record for records in found for record in records)


def blank_log_saying(transaction: Transaction, *, needles: Sequence[str], says: Callable[[str], bool]) -> int:
    """Blanks what the log says of any record where ``says`` is true of a value or reason; returns in how many entries.
    That something was changed, by whom and when stays."""
    found = [
        row
        for row in rows_like(transaction.connection, LogEntry, needles=needles, fields=("before", "after", "reason"))
        if isinstance(row, LogEntry) and any(says(words) for words in (row.before, row.after, row.reason) if words)
    ]
    blank_entries(transaction, ids=[row.id for row in found])
    return len(found)


def backups_saying(
    archive: Archive, *, needles: Sequence[str], says: Callable[[str], bool],
    fields: Mapping[type[Record], Sequence[str]],
) -> tuple[Backup, ...]:  # fmt: skip
    """The backups in which such words stand in the fields named, newest first; one that cannot be read may hold them
    and is named too."""
    return tuple(
        one for one in list_backups(archive.places.backups) if _may_say(one.archive, fields, needles=needles, says=says)
    )


def _may_say(
    path: Path, fields: Mapping[type[Record], Sequence[str]], *, needles: Sequence[str], says: Callable[[str], bool]
) -> bool:  # fmt: skip
    try:
        with closing(open_tolerant(path)) as connection:
            for record_type, names in fields.items():
                wanted = " OR ".join(f"{quoted(name)} LIKE ?" for name in names for _ in needles)
                columns = ", ".join(quoted(name) for name in names)
                statement = f"SELECT {columns} FROM {quoted(TABLES[record_type].name)} WHERE {wanted}"
                values = [needle for _ in names for needle in needles]
                rows = connection.execute(statement, values) if wanted else ()
                if any(isinstance(words, str) and says(words) for row in rows for words in row):
                    return True
    except ENGINE_ERRORS:
        return True
    return False
