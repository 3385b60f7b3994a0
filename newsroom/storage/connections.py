"""How connections to an archive are made: the pragmas of the house, BEGIN said aloud, and the wall for exports."""

import sqlite3
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool, QueuePool

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


def _engine(creator: Callable[[], sqlite3.Connection], *, begin: str, pooled: bool) -> Engine:
    arguments: dict[str, Any] = {"poolclass": QueuePool, "pool_size": 4} if pooled else {"poolclass": NullPool}
    engine = create_engine("sqlite+pysqlite://", creator=creator, hide_parameters=True, **arguments)

    def say_begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "begin", say_begin)
    return engine


def writing_engine(path: Path) -> Engine:
    return _engine(lambda: open_writing(path), begin="BEGIN IMMEDIATE", pooled=False)


def reading_engine(path: Path, *, mode: str = "rw", busy_ms: int = READER_BUSY_MS) -> Engine:
    return _engine(lambda: open_reading(path, mode=mode, busy_ms=busy_ms), begin="BEGIN", pooled=True)


_ALLOWED_BEHIND_THE_WALL = frozenset(
    {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_TRANSACTION,
     sqlite3.SQLITE_RECURSIVE}
)  # fmt: skip
_BARRED_FUNCTIONS = frozenset({"load_extension", "readfile", "writefile", "fts3_tokenizer"})


def _guard(action: int, first: str | None, second: str | None, database: str | None, trigger: str | None) -> int:
    if action not in _ALLOWED_BEHIND_THE_WALL:
        return sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_READ and (first or "").lower().startswith(
        ("identity", "log_entry", "search_", "sqlite_")
    ):
        return sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_FUNCTION and (second or "").lower() in _BARRED_FUNCTIONS:
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK


@contextmanager
def behind_the_wall(connection: Connection) -> Generator[Connection, None, None]:
    """Inside the block the engine itself denies this connection the identities, the log, the index, ATTACH, PRAGMA
    and every write: what builds an export works on it."""
    driver = cast("sqlite3.Connection", connection.connection.driver_connection)
    driver.set_authorizer(_guard)
    try:
        yield connection
    finally:
        driver.set_authorizer(None)
