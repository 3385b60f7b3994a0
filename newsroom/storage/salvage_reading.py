"""Reading what can still be read of a damaged archive. Works on a copy that may be changed, never on the original."""

import sqlite3
import struct
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from newsroom.storage.contents import quoted
from newsroom.storage.driver import connect
from newsroom.storage.header import MAGIC
from newsroom.storage.soundness import stray_bytes_kept
from newsroom.storage.trouble import ENGINE_ERRORS

SLICE_ROWS = 50
MOST_PROBES = 20_000
"""How many row numbers behind the last row read are tried one by one when a part of a table cannot be walked."""
MOST_MISSES = 1000
"""After so many of them that gave nothing, one after another, the rest of the part is given up."""
_UNREADABLE = (*ENGINE_ERRORS, MemoryError, OverflowError)


@dataclass(slots=True)
class TableRead:
    """The rows that came out, by row number, each as the file holds it; ``is_complete`` when nothing was in the way."""

    rows: dict[int, tuple[object, ...]] = field(default_factory=lambda: dict[int, tuple[object, ...]]())
    is_complete: bool = True


def open_damaged(path: Path) -> sqlite3.Connection:
    """A connection that overlooks what it can: a file shorter than it says, unreadable entries of the schema."""
    connection = connect(path, mode="rw", busy_ms=0)
    connection.text_factory = stray_bytes_kept
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.execute("PRAGMA cell_size_check=OFF")
    connection.execute("PRAGMA writable_schema=ON")
    return connection


def mend_copy(working: Path, *, fresh: Path) -> None:
    """Gives the copy the header and the schema entries of a fresh archive where its own are damaged, so that the
    tables behind them can be reached."""
    if not _opens(working):
        _mend_header(working, fresh)
    try:
        with closing(open_damaged(working)) as connection, closing(connect(fresh, mode="ro", busy_ms=0)) as model:
            _mend_schema(connection, model)
    except _UNREADABLE:
        # Then the copy is read as it is, as far as that goes.
        return


def read_table(working: Path, table: str) -> TableRead:
    """Reads up from the first row and down from the last; what lies between two broken places is tried row by row."""
    found = TableRead()
    try:
        with closing(open_damaged(working)) as connection:
            low = _walk(connection, table, found, upward=True)
            if low is None:
                return found
            found.is_complete = False
            high = _walk(connection, table, found, upward=False)
            last = low + MOST_PROBES if high is None else min(high - 1, low + MOST_PROBES)
            misses = 0
            for number in range(low + 1, last + 1):
                misses = 0 if _probe(connection, table, number, found) else misses + 1
                if misses == MOST_MISSES:
                    break
    except _UNREADABLE:
        found.is_complete = False
    return found


def _opens(path: Path) -> bool:
    try:
        with closing(open_damaged(path)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
    except _UNREADABLE:
        return False
    return True


def _mend_header(working: Path, fresh: Path) -> None:
    with fresh.open("rb") as model:
        header = bytearray(model.read(100))
    page_size = struct.unpack(">H", header[16:18])[0]
    header[28:32] = struct.pack(">I", working.stat().st_size // page_size)
    # The list of free pages is not needed for reading and may be what is broken.
    header[32:40] = bytes(8)
    with working.open("r+b") as copy:
        copy.write(MAGIC + bytes(header[len(MAGIC) :]))


def _mend_schema(connection: sqlite3.Connection, model: sqlite3.Connection) -> None:
    entries = "SELECT rowid, type, name, tbl_name, sql FROM sqlite_master ORDER BY rowid"
    present = [tuple(row) for row in connection.execute(entries).fetchall()]
    wanted = [tuple(row[1:]) for row in model.execute(entries).fetchall()]
    there = {row[1:] for row in present}
    missing = [row for row in wanted if row not in there]
    broken = [row for row in present if row[1:] not in set(wanted)]
    if not missing or len(missing) != len(broken):
        return
    connection.execute("BEGIN")
    for entry, row in zip(missing, broken, strict=True):
        connection.execute(
            "UPDATE sqlite_master SET type = ?, name = ?, tbl_name = ?, sql = ? WHERE rowid = ?", (*entry, row[0])
        )
    connection.execute("COMMIT")


def _walk(connection: sqlite3.Connection, table: str, found: TableRead, *, upward: bool) -> int | None:
    """Reads in one direction; returns the last row number it reached before a broken place (upward: None when it came
    to the end; downward: None when it could read nothing)."""
    sign, order = (">", "ASC") if upward else ("<", "DESC")
    statement = f"SELECT rowid, * FROM {quoted(table)} WHERE rowid {sign} ? ORDER BY rowid {order} LIMIT ?"
    edge = -(1 << 63) if upward else (1 << 63) - 1
    most, reached = SLICE_ROWS, None
    while True:
        try:
            rows = connection.execute(statement, (edge, most)).fetchall()
        except _UNREADABLE:
            if most == 1:
                return (reached or 0) if upward else reached
            most = 1
            continue
        if not rows:
            return None if upward else reached
        for row in rows:
            found.rows[int(row[0])] = tuple(row[1:])
        edge = reached = int(rows[-1][0])


def _probe(connection: sqlite3.Connection, table: str, number: int, found: TableRead) -> bool:
    try:
        row = connection.execute(f"SELECT * FROM {quoted(table)} WHERE rowid = ?", (number,)).fetchone()
    except _UNREADABLE:
        return False
    if row is not None:
        found.rows[number] = tuple(row)
    return row is not None
