"""Taking something out of a desk so that no byte of it is left: rows, log, index, free pages, kept files, backups."""

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import delete, select, text, update

from newsroom.domain.errors import Damaged
from newsroom.domain.kinds import kind_of, record_type_of
from newsroom.domain.record import Record
from newsroom.domain.story import LogEntry
from newsroom.storage import search
from newsroom.storage.archive import Archive
from newsroom.storage.backup import make_backup
from newsroom.storage.contents import quoted
from newsroom.storage.copying import remove_folder
from newsroom.storage.manifest import Backup, list_backups
from newsroom.storage.schema import TABLES, digest_of
from newsroom.storage.soundness import open_tolerant
from newsroom.storage.thinning import delete_backups
from newsroom.storage.transaction import Transaction
from newsroom.storage.trouble import ENGINE_ERRORS, told_as_trouble

_MOST_AT_ONCE = 400
_SAYS_NOTHING = ("created", "removed")


@dataclass(frozen=True, slots=True)
class Link:
    """Field ``field`` of ``child`` names a record of another kind; ``optional`` when it may be empty."""

    child: type[Record]
    field: str
    optional: bool


def links_to(record_type: type[Record]) -> tuple[Link, ...]:
    """Every field of any kind of record that names one of ``record_type``."""
    name = kind_of(record_type)
    return tuple(
        Link(child, column.name, bool(column.nullable))
        for child, table in TABLES.items()
        for column in table.columns
        if any(key.column.table.name == name for key in column.foreign_keys)
    )


def naming(
    transaction: Transaction, record_type: type[Record], *, field: str, values: Collection[str], wanted: Sequence[str]
) -> list[tuple[Any, ...]]:
    """``wanted`` fields of the records whose ``field`` is one of ``values``; damaged ones too."""
    table = TABLES[record_type]
    columns = [table.c[name] for name in wanted]
    return [
        tuple(row)
        for some in _in_parts(values)
        for row in transaction.connection.execute(select(*columns).where(table.c[field].in_(some))).all()
    ]


def erase(transaction: Transaction, record_type: type[Record], *, record_ids: Collection[str]) -> None:
    """Removes records for good, damaged ones too."""
    for record_id in sorted(record_ids):
        try:
            transaction.remove(transaction.get(record_type, record_id))
        except Damaged:
            table = TABLES[record_type]
            transaction.connection.execute(delete(table).where(table.c.id == record_id))
            search.remove_from_index(transaction.connection, (record_id,))


def blank_log(transaction: Transaction, *, record_ids: Collection[str]) -> None:
    """The log keeps that these records were made, changed and removed; what they said is blanked, now and in what
    this transaction still writes."""
    transaction.forget_values(record_ids)
    table = TABLES[LogEntry]
    for some in _in_parts(record_ids):
        _blank(transaction, transaction.connection.execute(select(table).where(table.c.record.in_(some))).all())


def blank_entries(transaction: Transaction, *, ids: Collection[str]) -> None:
    """Blanks what single entries of the log said, whatever record they are about."""
    table = TABLES[LogEntry]
    for some in _in_parts(ids):
        _blank(transaction, transaction.connection.execute(select(table).where(table.c.id.in_(some))).all())


def _blank(transaction: Transaction, rows: Iterable[Any]) -> None:
    table = TABLES[LogEntry]
    for row in rows:
        entry = LogEntry(*row[:-1])
        blank = replace(
            entry, before=None, after=entry.after if entry.after in _SAYS_NOTHING and not entry.field else None,
            reason="",
        )  # fmt: skip
        # An entry that was damaged before must not come out of this as a sound one.
        digest = digest_of(blank) if digest_of(entry) == row.digest else row.digest
        values = {"before": None, "after": blank.after, "reason": "", "digest": digest}
        transaction.connection.execute(update(table).where(table.c.id == entry.id).values(values))


def squeeze_index(transaction: Transaction) -> None:
    """Has the search index drop the words of what was removed, in the same transaction."""
    transaction.connection.execute(text("INSERT INTO search_text(search_text) VALUES ('optimize')"))


def squeeze(archive: Archive) -> None:
    """Writes the whole file anew, so that no free page and no gap holds an old byte. Waits for running reads."""

    def vacuum(connection: sqlite3.Connection, _breathe: object) -> None:
        connection.execute("VACUUM")

    archive.writer.lend(vacuum).result()


def remove_unnamed(archive: Archive, *, hashes: Iterable[str]) -> tuple[str, ...]:
    """Unlinks those of the kept files that no row names (any more); returns their hashes."""
    with told_as_trouble(archive.places.folder):
        unnamed = sorted(set(hashes) - archive.named_files())
        for sha256 in unnamed:
            archive.files.remove(sha256)
        return tuple(unnamed)


def backups_holding(root: Path, *, kind: str, record: str) -> tuple[Backup, ...]:
    """The backups that still hold a record, newest first; one that cannot be read may hold it and is named too."""
    return tuple(backup for backup in list_backups(root) if _may_hold(backup.archive, kind, record))


def rescues_holding(archive: Archive, *, kind: str, record: str) -> tuple[Path, ...]:
    """The folders in ``rescue/`` with an archive that holds a record, or may, because it cannot be read."""
    folders = sorted(path for path in archive.places.rescue.iterdir() if path.is_dir())
    return tuple(
        folder
        for folder in folders
        if any(_may_hold(path, kind, record) for path in folder.glob("*.sqlite")) or any(folder.glob("*.json"))
    )


def purge_copies(archive: Archive, *, backups: Iterable[Backup], rescues: Iterable[Path] = ()) -> Backup:
    """Makes a fresh backup, and only when that is verified deletes ``backups`` and rescue folders that still hold what
    was purged. Returns the fresh one."""
    fresh = make_backup(archive, why="after purge")
    delete_backups(archive.places.backups, backups)
    for folder in rescues:
        remove_folder(folder)
    return fresh


def _may_hold(path: Path, kind: str, record: str) -> bool:
    table = kind_of(record_type_of(kind))
    try:
        with closing(open_tolerant(path)) as connection:
            found = connection.execute(f"SELECT 1 FROM {quoted(table)} WHERE id = ?", (record,)).fetchone()
    except ENGINE_ERRORS:
        return True
    return found is not None


def _in_parts(values: Collection[str]) -> Iterable[list[str]]:
    everything = sorted(values)
    return (everything[start : start + _MOST_AT_ONCE] for start in range(0, len(everything), _MOST_AT_ONCE))
