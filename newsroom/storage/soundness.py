"""Is a whole archive file sound? For copies nobody else has open: backups, and the archive while only we hold it."""

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

from newsroom.domain.errors import ArchiveTrouble
from newsroom.storage.contents import all_contents, quoted, schema_of
from newsroom.storage.driver import connect, open_reading
from newsroom.storage.header import check_header
from newsroom.storage.trouble import ENGINE_ERRORS, Busy, trouble_of

MOST_TOLD = 20


def stray_bytes_kept(content: bytes) -> str:
    """Text as stored; bytes that are no UTF-8 become lone surrogates, so that damage is met as a wrong digest."""
    return content.decode("utf-8", "surrogateescape")


def open_tolerant(path: Path, *, mode: str = "ro", busy_ms: int = 5000) -> sqlite3.Connection:
    """A reading connection for looking at damage: text that is no UTF-8 is handed over instead of refused."""
    connection = open_reading(path, mode=mode, busy_ms=busy_ms)
    connection.text_factory = stray_bytes_kept
    return connection


def sha256_of_words(text: object) -> str:
    """SHA-256 of a text as UTF-8, stray bytes as they lay in the file."""
    return hashlib.sha256(str(text).encode("utf-8", "surrogateescape")).hexdigest()


def faults_of(path: Path) -> tuple[str, ...]:
    """What is wrong with an archive file, as short sentences; none when it is sound: structure, digest of every row,
    every link, and the hash of every draft. One long read, so never on an archive somebody is writing to."""
    try:
        with closing(open_tolerant(path)) as connection:
            return _faults(connection)[:MOST_TOLD]
    except ENGINE_ERRORS as error:
        if isinstance(trouble_of(error, path.parent), Busy):
            raise
        return (f"It cannot be read as a database ({error}).",)


def _faults(connection: sqlite3.Connection) -> tuple[str, ...]:
    found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check").fetchall() if row[0] != "ok"]
    if found:
        return tuple(found)
    tables = schema_of(connection).of("table")
    if not {"counter", "story", "draft", "original_file"} <= tables.keys():
        return ("It has not the tables of an archive.",)
    if not isinstance(
        (connection.execute("SELECT value FROM counter WHERE name = 'seq'").fetchone() or (None,))[0], int
    ):
        return ("Its counter is lost.",)
    for table, contents in all_contents(connection).items():
        found += [f"The {table} {row} no longer matches its SHA-256." for row in sorted(contents.damaged)]
    found += [
        f"A row of {row[0]} names a {row[2]} that is not there."
        for row in connection.execute("PRAGMA foreign_key_check").fetchall()
    ]
    found += [
        f"The text of draft {row[0]} no longer matches its SHA-256."
        for row in connection.execute("SELECT id, text, sha256 FROM draft").fetchall()
        if sha256_of_words(row[1]) != row[2]
    ]
    return tuple(found)


def seq_of(connection: sqlite3.Connection) -> int:
    """The archive's counter."""
    row = connection.execute("SELECT value FROM counter WHERE name = 'seq'").fetchone()
    return int(row[0])


def row_counts(connection: sqlite3.Connection) -> tuple[tuple[str, int], ...]:
    """How many rows each table has; the search index is left out."""
    names = [name for name in sorted(schema_of(connection).of("table")) if not name.startswith(("search_", "sqlite_"))]
    return tuple(
        (name, int(connection.execute(f"SELECT count(*) FROM {quoted(name)}").fetchone()[0])) for name in names
    )


def named_files(connection: sqlite3.Connection) -> tuple[tuple[str, int], ...]:
    """Hash and size in bytes of each original file some row names."""
    rows = connection.execute("SELECT sha256, max(size) FROM original_file GROUP BY sha256 ORDER BY sha256").fetchall()
    return tuple((str(sha256), int(size)) for sha256, size in rows)


def refuse_sound_stranger(path: Path, *, newest: int) -> None:
    """Refuses to put anything in the place of a database that is whole but not ours: of another program, or of a newer
    version. What is damaged passes: a flipped bit in the header must not bar the way to a backup."""
    if not path.is_file() or path.stat().st_size == 0:
        return
    try:
        check_header(path, newest=newest)
    except ArchiveTrouble:
        # Never while somebody here has it open: callers hold no connection to it yet.
        try:
            with closing(connect(path, mode="ro", busy_ms=1000)) as connection:
                whole = connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
        except ENGINE_ERRORS:
            whole = False
        if whole:
            raise
