"""A fresh archive, made beside its place and moved into it whole: a kill leaves either none or a complete one."""

import sqlite3
from pathlib import Path

from sqlalchemy import create_mock_engine
from sqlalchemy.schema import ExecutableDDLElement

from newsroom.storage.driver import open_writing
from newsroom.storage.header import APPLICATION_ID
from newsroom.storage.places import FILE_MODE, sync_folder
from newsroom.storage.schema import METADATA, SCHEMA_VERSION, SEARCH_TEXT_DDL


def schema_statements() -> tuple[str, ...]:
    """The statements that make every table and index of the current schema, in order."""
    statements: list[str] = []

    def collect(statement: ExecutableDDLElement, *_: object, **__: object) -> None:
        statements.append(str(statement.compile(dialect=engine.dialect)).strip())

    engine = create_mock_engine("sqlite+pysqlite://", collect)
    METADATA.create_all(engine, checkfirst=False)
    return (*statements, SEARCH_TEXT_DDL)


def make_schema(connection: sqlite3.Connection) -> None:
    """Makes the tables and marks the file as ours; the caller commits."""
    for statement in schema_statements():
        connection.execute(statement)
    connection.execute("INSERT INTO counter (name, value) VALUES ('seq', 0)")
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version={SCHEMA_VERSION}")


def create_archive(path: Path) -> None:
    """Makes an empty archive at ``path``, readable by nobody but its owner."""
    temporary = path.with_name(f"{path.name}.new")
    for leftover in (temporary, temporary.with_name(f"{temporary.name}-journal")):
        leftover.unlink(missing_ok=True)
    temporary.touch(mode=FILE_MODE)
    temporary.chmod(FILE_MODE)
    connection = open_writing(temporary)
    try:
        connection.execute("BEGIN IMMEDIATE")
        make_schema(connection)
        connection.execute("COMMIT")
    finally:
        connection.close()
    temporary.rename(path)
    sync_folder(path.parent)
