"""Backups: the database by SQLite's backup API, in slices through the one writer, and the original files beside it."""

import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from newsroom.domain.errors import ArchiveTrouble, Damaged
from newsroom.domain.ids import Ids, timestamp
from newsroom.storage.archive import Archive
from newsroom.storage.copying import link_or_copy, remove_folder, sync_file
from newsroom.storage.driver import connect, open_reading
from newsroom.storage.files import FileStore, sha256_of_file
from newsroom.storage.manifest import (
    ARCHIVE,
    HALF_MADE,
    Backup,
    KeptFileEntry,
    half_made,
    list_backups,
    read_manifest,
    write_manifest,
)
from newsroom.storage.places import FILE_MODE, Places, make_folder, sync_folder
from newsroom.storage.rescue import folder_stamp, free_folder
from newsroom.storage.soundness import faults_of, named_files, row_counts, seq_of
from newsroom.storage.trouble import Busy, told_as_trouble

SLICE_PAGES = 256
"""1 MiB of a database: 1 to 3 ms between which the writer does what waits."""
MOST_BUSY_SLICES = 100
BUSY_PAUSE_SECONDS = 0.05
DUE_AFTER = timedelta(minutes=30)
LEFT_AFTER_SECONDS = 24 * 3600

Progress = Callable[[int, int], None]
"""Called with what is done and what there is to do, in pages."""


def make_backup(
    archive: Archive, *, to: Path | None = None, why: str = "asked for", progress: Progress | None = None
) -> Backup:
    """A verified backup of an open desk, as it is at one moment, while saving goes on.

    ``to`` is another ``backups`` folder, on another disk for instance, whose parent must be there. When anything
    fails, ``ArchiveTrouble`` (``Damaged`` for a damaged archive) says so; no half backup stays, older ones are kept.
    Call it from a thread that may wait; never inside a read.
    """
    loan = archive.writer.lend

    def copy(target: Path) -> None:
        loan(partial(copy_slices, target=target, progress=progress)).result()

    root = archive.places.backups if to is None else to
    try:
        return _make(root, copy, files=archive.files, ids=archive.ids, why=why)
    except Damaged as damage:
        archive.note_damage(str(damage))
        raise


def backup_of_closed(places: Places, *, ids: Ids, why: str) -> Backup:
    """A verified backup of a desk whose lock the caller holds and which this process does not have open."""

    def copy(target: Path) -> None:
        with closing(open_reading(places.archive, mode="ro")) as source:
            copy_slices(source, lambda: None, target=target)

    return _make(places.backups, copy, files=FileStore(places.files), ids=ids, why=why)


def copy_slices(
    source: sqlite3.Connection, breathe: Callable[[], None], *, target: Path, progress: Progress | None = None
) -> None:
    """Copies the database to a fresh file; between two slices ``breathe`` may write through ``source`` itself, which
    SQLite carries over into the copy, so that the copy is the state at its end."""
    target.touch(mode=FILE_MODE)
    target.chmod(FILE_MODE)
    busy = 0

    def after_slice(status: int, remaining: int, total: int) -> None:
        nonlocal busy
        if progress is not None:
            progress(total - remaining, total)
        if status == sqlite3.SQLITE_OK:
            breathe()
        elif status != sqlite3.SQLITE_DONE:
            busy += 1
            if busy > MOST_BUSY_SLICES:
                raise Busy(
                    f"Another program kept the archive in {target.parent.parent.parent} locked. Try again in a moment."
                )

    with closing(connect(target, mode="rw", busy_ms=0)) as copy:
        # A copy that a kill cuts short is thrown away, so it needs no journal; it is put on the disk as a whole.
        copy.execute("PRAGMA journal_mode=OFF")
        copy.execute("PRAGMA synchronous=OFF")
        source.backup(copy, pages=SLICE_PAGES, progress=after_slice, sleep=BUSY_PAUSE_SECONDS)
    sync_file(target)


def verify_backup(backup: Backup) -> tuple[str, ...]:
    """What is wrong with a backup, as sentences; none when database and every file hash are right."""
    with told_as_trouble(backup.folder.parent):
        kept = read_manifest(backup.folder)
        if kept is None:
            return (f"The manifest of the backup {backup.folder} is missing or damaged.",)
        if not backup.archive.is_file() or sha256_of_file(backup.archive) != backup.archive_sha256:
            return (f"The database of the backup {backup.folder} is missing or no longer matches its SHA-256.",)
        found = [*faults_of(backup.archive)]
        for file in backup.files:
            path = backup.store.path(file.sha256)
            if not path.is_file() or sha256_of_file(path) != file.sha256:
                found.append(f"The kept file {file.sha256[:12]}… of the backup is missing or damaged.")
        return tuple(found)


def backup_due(places: Places, *, now: datetime, seq: int) -> bool:
    """Whether a backup should be made on opening: something changed since the newest, and that is 30 minutes old.
    A backup from the future (the clock was set back) says nothing of its age, so one is due."""
    backups = list_backups(places.backups)
    if not backups:
        return seq > 0
    age = now - datetime.fromisoformat(backups[0].created_at)
    return seq != backups[0].seq and not timedelta(0) <= age < DUE_AFTER


def seq_now(archive: Archive) -> int:
    """The number of the newest change of an open desk."""
    with archive.read() as connection:
        return int(connection.exec_driver_sql("SELECT value FROM counter WHERE name = 'seq'").scalar_one())


def is_changed_since_backup(archive: Archive) -> bool:
    """Whether anything was changed since the newest backup was made."""
    backups = list_backups(archive.places.backups)
    return seq_now(archive) != (backups[0].seq if backups else 0)


def _make(root: Path, copy: Callable[[Path], None], *, files: FileStore, ids: Ids, why: str) -> Backup:
    moment = ids.clock()
    try:
        with told_as_trouble(root):
            _make_root(root)
            stamp = folder_stamp(moment)
            working = root / f".{stamp}-{os.getpid()}{HALF_MADE}"
            make_folder(working)
            try:
                copy(working / ARCHIVE)
                _refuse_unsound(working / ARCHIVE)
                backup = _describe(working, created_at=timestamp(moment), why=why)
                # Named here first, so that a thinning meanwhile keeps its files.
                write_manifest(backup)
                backup = _keep_files(backup, files)
                write_manifest(backup)
                sync_folder(working)
                target = free_folder(root, stamp)
                working.rename(target)
                sync_folder(root)
            except BaseException:
                remove_folder(working)
                raise
            return replace(backup, folder=target)
    except ArchiveTrouble as trouble:
        raise type(trouble)(f"No backup was made in {root}; older backups are as they were. {trouble}") from trouble


def _make_root(root: Path) -> None:
    if not root.exists() and not root.parent.is_dir():
        raise ArchiveTrouble(f"The folder {root.parent} is not there. Connect its disk, or name another folder.")
    make_folder(root)
    for left in half_made(root):
        # One of this process may be in the making in another thread.
        if f"-{os.getpid()}{HALF_MADE}" not in left.name or _age_seconds(left) > LEFT_AFTER_SECONDS:
            remove_folder(left)


def _age_seconds(path: Path) -> float:
    return time.time() - path.stat().st_mtime


def _describe(working: Path, *, created_at: str, why: str) -> Backup:
    path = working / ARCHIVE
    with closing(open_reading(path, mode="ro")) as connection:
        return Backup(
            folder=working, created_at=created_at, seq=seq_of(connection),
            schema_version=int(connection.execute("PRAGMA user_version").fetchone()[0]), why=why,
            archive_sha256=sha256_of_file(path), archive_size=path.stat().st_size, rows=row_counts(connection),
            files=tuple(KeptFileEntry(sha256, size) for sha256, size in named_files(connection)), lost_files=(),
        )  # fmt: skip


def _keep_files(backup: Backup, desk: FileStore) -> Backup:
    """Links or copies every named file into the shared folder and checks its hash there."""
    kept: list[KeptFileEntry] = []
    lost: list[str] = []
    touched: set[Path] = set()
    for file in backup.files:
        source, target = desk.path(file.sha256), backup.store.path(file.sha256)
        if _bring(source, target, file.sha256):
            kept.append(file)
            touched.add(target.parent)
        else:
            lost.append(file.sha256)
    for folder in touched:
        sync_folder(folder)
    return replace(backup, files=tuple(kept), lost_files=tuple(lost))


def _bring(source: Path, target: Path, sha256: str) -> bool:
    if target.is_file():
        if sha256_of_file(target) == sha256:
            return True
        if not source.is_file() or source.samefile(target) or sha256_of_file(source) != sha256:
            return False
        target.unlink()
    if not source.is_file():
        return False
    make_folder(target.parent)
    link_or_copy(source, target)
    if sha256_of_file(target) == sha256:
        return True
    target.unlink()
    return False


def _refuse_unsound(copy: Path) -> None:
    faults = faults_of(copy)
    if faults:
        raise Damaged(
            f"The archive is damaged, so a copy of it would be no backup: {faults[0]} Run 'newsroom verify' to see "
            "what is affected, 'newsroom restore' to bring back an older backup, or 'newsroom salvage'."
        )
