"""Connections of the plain driver, with the pragmas of the house; nothing here waits for SQLAlchemy to be loaded."""

import sqlite3
from pathlib import Path

WRITER_BUSY_MS = 5000
READER_BUSY_MS = 250

_PRAGMAS = (
    "PRAGMA journal_mode=DELETE",
    "PRAGMA synchronous=EXTRA",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
)
_READ_PRAGMAS = ("PRAGMA foreign_keys=ON", "PRAGMA trusted_schema=OFF", "PRAGMA cell_size_check=ON")


def connect(path: Path, *, mode: str, busy_ms: int) -> sqlite3.Connection:
    """A driver connection in autocommit; ``mode`` is SQLite's ``rw``, ``rwc`` or ``ro``."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None, check_same_thread=False
    )
    connection.execute(f"PRAGMA busy_timeout={int(busy_ms)}")
    return connection


def open_writing(path: Path, *, mode: str = "rw") -> sqlite3.Connection:
    """The connection that may write: every pragma set, no dirty page spilled before the commit."""
    connection = connect(path, mode=mode, busy_ms=WRITER_BUSY_MS)
    try:
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        connection.execute("PRAGMA cache_spill=OFF")
    except BaseException:
        connection.close()
        raise
    return connection


def open_reading(path: Path, *, mode: str = "rw", busy_ms: int = READER_BUSY_MS) -> sqlite3.Connection:
    """A connection that cannot write a row."""
    connection = connect(path, mode=mode, busy_ms=busy_ms)
    try:
        for pragma in _READ_PRAGMAS:
            connection.execute(pragma)
        connection.execute("PRAGMA query_only=ON")
    except BaseException:
        connection.close()
        raise
    return connection
