"""Rows as the database file holds them, turned into records without SQLAlchemy."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from typing import Any, TypeVar, cast

from sqlalchemy import Boolean

from newsroom.domain.kinds import RECORD_TYPES, kind_of
from newsroom.domain.record import Record
from newsroom.storage.digest import is_whole
from newsroom.storage.schema import TABLES, WORDS_CHECKED_ON_READ, WordList, damaged_words, field_names, stored_words

R = TypeVar("R", bound=Record)
Row = Sequence[Any]
"""All values of a row in the order of the columns, the digest last."""


@cache
def record_type_in(table: str) -> type[Record] | None:
    """The kind of record that lives in ``table``; None for tables that hold none, and for names nobody knows."""
    return next((record_type for record_type in RECORD_TYPES if kind_of(record_type) == table), None)


def record_of(record_type: type[R], row: Row) -> R:
    """The record of one row, its digest left alone."""
    return records_of(record_type, (row,))[0]


def records_of(record_type: type[R], rows: Iterable[Row], *, with_digest: bool = True) -> list[R]:
    """The records of many rows, their digests left alone, or not even among the values."""
    return _maker(record_type, with_digest)(rows)


def refuse_damaged(record_type: type[Record], rows: Iterable[Row]) -> None:
    """Raises ``Damaged`` for the first row whose words could go to print and no longer match their digest."""
    if record_type not in WORDS_CHECKED_ON_READ:
        return
    for row in rows:
        if not is_whole(row):
            raise damaged_words(record_type, row[0])


@cache
def _maker(record_type: type[R], with_digest: bool) -> Callable[[Iterable[Row]], list[R]]:
    """A function that makes records of rows, written out field by field as dataclasses write their ``__init__``.

    A frozen record's own ``__init__`` goes through ``object.__setattr__`` and takes five times as long, and a large
    story is twenty thousand records: here the values are put into a twin with the same slots that is not frozen, which
    then becomes the record.
    """
    names, columns = field_names(record_type), TABLES[record_type].c
    known: dict[str, object] = {"blank": object.__new__, "twin": _twin(record_type), "made": record_type}
    lines: list[str] = []
    for number, name in enumerate(names):
        kind = columns[name].type
        known[f"as{number}"] = bool if isinstance(kind, Boolean) else _as_words
        value = f"as{number}(v{number})" if isinstance(kind, Boolean | WordList) else f"v{number}"
        lines.append(f"        one.{name} = {value}\n")
    values = ", ".join([*(f"v{number}" for number in range(len(names))), *(["_"] if with_digest else [])])
    written = (
        f"def make(rows):\n    found = []\n    add = found.append\n    for {values} in rows:\n"
        f"        one = blank(twin)\n{''.join(lines)}        one.__class__ = made\n        add(one)\n    return found\n"
    )
    exec(written, known)
    return cast("Callable[[Iterable[Row]], list[R]]", known["make"])


def _twin(record_type: type[Record]) -> type:
    """A class that lies in memory as the record does and lets its slots be set; both have to be given back to it."""
    opened = {"__setattr__": object.__setattr__, "__delattr__": object.__delattr__}
    return type(record_type.__name__, record_type.__bases__, {"__slots__": vars(record_type)["__slots__"], **opened})


@lru_cache(maxsize=1024)
def _as_words(stored: str | None) -> tuple[str, ...] | None:
    return None if stored is None else stored_words(stored)
