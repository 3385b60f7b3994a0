"""Engines over an archive: BEGIN said aloud, and the wall for exports."""

import sqlite3
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool, QueuePool

from newsroom.storage.driver import READER_BUSY_MS, open_reading, open_writing


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
