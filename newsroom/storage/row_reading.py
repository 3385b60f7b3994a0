"""Records read from the archive, each with its digest looked at unless the caller does so later."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TypeVar, cast

from sqlalchemy import Connection

from newsroom.domain.record import Record
from newsroom.storage.contents import quoted
from newsroom.storage.schema import TABLES
from newsroom.storage.stored_rows import Row, record_of, records_of, refuse_damaged

R = TypeVar("R", bound=Record)
MOST_VALUES = 30_000
"""SQLite takes 32,766 values in one statement."""
_ONE, _NOTHING = -1, -2


def read_one(connection: Connection, record_type: type[R], record_id: str) -> R | None:
    """The record of that id, or None; damaged words raise ``Damaged``."""
    found = _rows(connection, _statement(record_type, (("id", _ONE),)), (record_id,))
    refuse_damaged(record_type, found)
    return record_of(record_type, found[0]) if found else None


def read_where(
    connection: Connection, record_type: type[R], where: Mapping[str, object], *, checked: bool = True
) -> tuple[R, ...]:
    """The records whose fields equal ``where`` (a list or tuple: are one of), oldest first. Damaged words raise
    ``Damaged``; with ``checked`` off nothing is compared with its digest, and whoever asks must do so afterwards."""
    asked: list[tuple[str, int]] = []
    values: list[object] = []
    for name, value in where.items():
        if isinstance(value, list | tuple | set | frozenset):
            several = list(cast("Iterable[object]", value))
            if len(several) > MOST_VALUES:
                return _read_in_parts(connection, record_type, where, name, several, checked=checked)
            asked.append((name, len(several)))
            values += several
        else:
            asked.append((name, _NOTHING if value is None else _ONE))
            values += () if value is None else (value,)
    found = _rows(connection, _statement(record_type, tuple(asked), with_digest=checked), tuple(values))
    if checked:
        refuse_damaged(record_type, found)
    return tuple(records_of(record_type, found, with_digest=checked))


def _read_in_parts(
    connection: Connection, record_type: type[R], where: Mapping[str, object], name: str, several: list[object], *,
    checked: bool,
) -> tuple[R, ...]:  # fmt: skip
    parts = [several[start : start + MOST_VALUES] for start in range(0, len(several), MOST_VALUES)]
    found = [
        one for part in parts for one in read_where(connection, record_type, {**where, name: part}, checked=checked)
    ]
    return tuple(sorted(found, key=lambda one: (one.created_at, one.id)))


def _rows(connection: Connection, statement: str, values: tuple[object, ...]) -> list[Row]:
    # The driver's own tuples, inside SQLAlchemy's transaction: its rows would cost a tenth of the reading once more.
    cursor = connection.connection.cursor()
    try:
        cursor.execute(statement, values)
        return cast("list[Row]", cursor.fetchall())
    finally:
        cursor.close()


def _statement(record_type: type[Record], asked: tuple[tuple[str, int], ...], *, with_digest: bool = True) -> str:
    table = TABLES[record_type]
    wanted = " AND ".join(f"{quoted(table.c[name].name)} {_form(count)}" for name, count in asked)
    condition = f" WHERE {wanted}" if wanted else ""
    return f"SELECT {_columns(record_type, with_digest)} FROM {quoted(table.name)}{condition} ORDER BY created_at, id"


def _form(count: int) -> str:
    if count == _NOTHING:
        return "IS NULL"
    return "= ?" if count == _ONE else f"IN ({','.join('?' * count)})"


@cache
def _columns(record_type: type[Record], with_digest: bool) -> str:
    names = [column.name for column in TABLES[record_type].columns]
    return ", ".join(quoted(name) for name in (names if with_digest else names[:-1]))
