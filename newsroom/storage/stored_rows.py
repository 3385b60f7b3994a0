"""Rows as the database file holds them, turned into records without SQLAlchemy: for looking at damage."""

from collections.abc import Sequence
from functools import cache

from sqlalchemy import Boolean

from newsroom.domain.kinds import RECORD_TYPES, kind_of
from newsroom.domain.record import Record
from newsroom.storage.schema import TABLES, WordList, stored_words


@cache
def record_type_in(table: str) -> type[Record] | None:
    """The kind of record that lives in ``table``; None for tables that hold none, and for names nobody knows."""
    return next((record_type for record_type in RECORD_TYPES if kind_of(record_type) == table), None)


def record_of(record_type: type[Record], values: Sequence[object]) -> Record:
    """The record of a whole row: all its values in the order of the columns, the digest last."""
    columns = list(TABLES[record_type].columns)[:-1]
    return record_type(
        *(
            value if value is None else _as_field(column.type, value)
            for column, value in zip(columns, values[:-1], strict=True)
        )  # pyright: ignore[reportArgumentType]
    )


def _as_field(column_type: object, value: object) -> object:
    if isinstance(column_type, Boolean):
        return bool(value)
    return stored_words(value) if isinstance(column_type, WordList) else value
