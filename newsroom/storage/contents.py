"""What a file holds, told so that two files can be compared: each table's rows, and each statement of its schema.

Works on any schema version: tables and columns are asked of the file, never of ``schema.py``.
"""

import hashlib
import re
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from newsroom.storage.digest import digest_of_stored

DIGEST = "digest"
_SEARCH_TABLES = "search_"


@dataclass(frozen=True, slots=True)
class TableContents:
    """The rows of one table. ``sha256`` covers ``columns`` of every row in the order of the primary key;
    ``damaged`` are the ids of rows that no longer match the digest stored with them."""

    columns: tuple[str, ...]
    rows: int
    sha256: str
    damaged: frozenset[str]


def quoted(name: str) -> str:
    """A name of a table or column as SQL takes it."""
    return '"' + name.replace('"', '""') + '"'


def table_names(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The tables that hold rows of their own; the search index is made from them and is left out."""
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    return tuple(name for (name,) in names if not name.startswith((_SEARCH_TABLES, "sqlite_")))


def column_names(connection: sqlite3.Connection, table: str) -> tuple[str, ...]:
    """The columns of a table in their order, the digest left out."""
    rows = connection.execute(f"PRAGMA table_info({quoted(table)})").fetchall()
    return tuple(row[1] for row in rows if row[1] != DIGEST)


def has_digest(connection: sqlite3.Connection, table: str) -> bool:
    return any(row[1] == DIGEST for row in connection.execute(f"PRAGMA table_info({quoted(table)})"))


def rows_of(
    connection: sqlite3.Connection, table: str, columns: Iterable[str]
) -> Iterable[tuple[tuple[object, ...], str | None]]:
    """Each row as the values of ``columns`` and its stored digest (None where the table has none), by primary key."""
    keys = [row[1] for row in connection.execute(f"PRAGMA table_info({quoted(table)})") if row[5]]
    names = [quoted(name) for name in columns]
    digest = quoted(DIGEST) if has_digest(connection, table) else "NULL"
    order = ", ".join(quoted(key) for key in keys) or "rowid"
    cursor = connection.execute(f"SELECT {', '.join([*names, digest])} FROM {quoted(table)} ORDER BY {order}")
    for row in cursor:
        yield tuple(row[:-1]), row[-1]


def contents_of(
    connection: sqlite3.Connection, table: str, columns: tuple[str, ...] | None = None
) -> TableContents:  # fmt: skip
    """What a table holds; with ``columns``, hashed over those alone (and no row is called damaged then)."""
    chosen = columns if columns is not None else column_names(connection, table)
    whole = hashlib.sha256()
    rows = 0
    damaged: set[str] = set()
    for values, stored in rows_of(connection, table, chosen):
        digest = digest_of_stored(values)
        if columns is None and stored is not None and stored != digest:
            damaged.add(str(values[0]))
        whole.update(digest.encode("ascii"))
        rows += 1
    return TableContents(columns=chosen, rows=rows, sha256=whole.hexdigest(), damaged=frozenset(damaged))


def all_contents(connection: sqlite3.Connection) -> dict[str, TableContents]:
    """Table → what it holds."""
    return {table: contents_of(connection, table) for table in table_names(connection)}


@dataclass(frozen=True, slots=True)
class Schema:
    """The statements of ``sqlite_master`` by (type, name), as they were written."""

    statements: Mapping[tuple[str, str], str]

    def of(self, *types: str) -> dict[str, str]:
        """Name → statement of the entries of some types (``table``, ``index``, ``trigger``, ``view``)."""
        return {name: sql for (kind, name), sql in self.statements.items() if kind in types}

    def only(self, *types: str) -> "Schema":
        """The part of the schema that is of some types."""
        return Schema({key: sql for key, sql in self.statements.items() if key[0] in types})

    def shape(self) -> dict[tuple[str, str], str]:
        """The statements without what means nothing: quotation marks, spaces, the order of table constraints."""
        return {key: _shape(sql) for key, sql in self.statements.items()}


def schema_of(connection: sqlite3.Connection) -> Schema:
    rows = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    return Schema({(kind, name): sql for kind, name, sql in rows})


def differences(found: Schema, wanted: Schema) -> tuple[str, ...]:
    """The entries by which two schemas differ, as words for a person: ``table story``, ``index note_by_story``."""
    left, right = found.shape(), wanted.shape()
    keys = sorted(left.keys() | right.keys())
    return tuple(f"{kind} {name}" for kind, name in keys if left.get((kind, name)) != right.get((kind, name)))


_CONSTRAINT = re.compile(r"(constraint|primary key|foreign key|unique|check)\b")


def _shape(sql: str) -> str:
    plain = " ".join(re.sub(r'["`\[\]]', "", sql).casefold().split())
    plain = re.sub(r"\s*([(),])\s*", r"\1", plain)
    opening = plain.find("(")
    if not plain.startswith("create table ") or opening < 0:
        return plain
    head, body, tail = plain[:opening], plain[opening + 1 : plain.rindex(")")], plain[plain.rindex(")") + 1 :]
    parts = _split(body)
    columns = [part for part in parts if not _CONSTRAINT.match(part)]
    constraints = sorted(part for part in parts if _CONSTRAINT.match(part))
    return f"{head}({','.join([*columns, *constraints])}){tail}"


def _split(body: str) -> list[str]:
    """The parts between the commas that stand in no brackets."""
    parts, depth, start = list[str](), 0, 0
    for at, character in enumerate(body):
        depth += (character == "(") - (character == ")")
        if character == "," and depth == 0:
            parts.append(body[start:at])
            start = at + 1
    return [*parts, body[start:]]
