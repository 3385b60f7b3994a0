"""Bringing a backup back: checked before anything is touched, the present archive kept first, swapped in by one
rename. A kill at any point leaves the old archive or the restored one."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from newsroom.domain.errors import ArchiveTrouble, Damaged
from newsroom.domain.ids import Ids, timestamp
from newsroom.storage.archive import Archive
from newsroom.storage.backup import backup_of_closed, verify_backup
from newsroom.storage.copying import copy_durably, link_or_copy
from newsroom.storage.driver import open_writing
from newsroom.storage.files import FileStore, sha256_of_file
from newsroom.storage.header import check_header
from newsroom.storage.lock import DeskLock
from newsroom.storage.manifest import Backup, list_backups
from newsroom.storage.migrations import CURRENT
from newsroom.storage.opening import roll_back
from newsroom.storage.places import Places, make_folder, sync_folder
from newsroom.storage.rescue import keep_damaged, mark_mended
from newsroom.storage.schema import SCHEMA_VERSION
from newsroom.storage.soundness import faults_of, refuse_sound_stranger
from newsroom.storage.trouble import Busy, told_as_trouble


@dataclass(frozen=True, slots=True)
class RestoreResult:
    """What was brought back, and where the archive it took the place of is kept: ``kept_backup`` when that was sound,
    ``kept_in`` (a folder in ``rescue/``) when it was not; both None when there was none."""

    backup: Backup
    kept_backup: Backup | None
    kept_in: Path | None
    files_brought: tuple[str, ...]
    passed_over: tuple[tuple[Backup, str], ...]
    """Newer backups that do not verify any more, each with what is wrong."""

    @property
    def lost_files(self) -> tuple[str, ...]:
        """Original files the backup could not hold because they were lost when it was made."""
        return self.backup.lost_files


def restore(
    places: Places, *, backup: Backup | None = None, root: Path | None = None, ids: Ids | None = None
) -> RestoreResult:
    """Brings back ``backup``, or the newest in ``root`` (the desk's own ``backups`` when None) that verifies.

    Refused with ``DeskHeld`` while any process has the desk open for writing, with ``Damaged`` when the backup does
    not verify, and before anything is touched.
    """
    makers = ids or Ids()
    source = places.backups if root is None else root
    with told_as_trouble(places.folder):
        if not places.folder.is_dir() and not (backup or list_backups(source)):
            raise _no_backup(source)
        refuse_sound_stranger(places.archive, newest=CURRENT.newest)
        places.make()
        lock = DeskLock(places.lock, clock=makers.clock)
        lock.take()
        try:
            chosen, passed_over = (_checked(backup), ()) if backup is not None else _newest_verified(source)
            kept_backup, kept_in = _keep_present(places, ids=makers)
            brought = _bring_files(chosen, FileStore(places.files))
            seq = max([chosen.seq, *(one.seq for one in list_backups(places.backups))])
            _swap_in(chosen, places, seq=seq + 1)
            mark_mended(places)
            return RestoreResult(chosen, kept_backup, kept_in, brought, passed_over)
        finally:
            lock.release()


def bring_files_back(archive: Archive) -> tuple[str, ...]:
    """Replaces missing or damaged original files of an open desk by good ones of its backups; returns their hashes.
    The archive stays as it is."""
    brought: list[str] = []
    good = FileStore(archive.places.backups / "files")
    with told_as_trouble(archive.places.folder):
        for sha256 in sorted(archive.named_files()):
            if not _is_good(archive.files, sha256) and _is_good(good, sha256):
                _replace_file(good.path(sha256), archive.files.path(sha256))
                brought.append(sha256)
    return tuple(brought)


def swap_in(fresh: Path, places: Places) -> None:
    """Puts a finished archive in the place of the present one, by one rename. The caller holds the lock, has kept the
    present archive and has no connection to it."""
    # The journal belongs to the old file; beside the new one SQLite would roll it into that.
    if places.journal.exists():
        places.journal.unlink()
        sync_folder(places.folder)
    fresh.replace(places.archive)
    sync_folder(places.folder)


def _no_backup(root: Path) -> ArchiveTrouble:
    return ArchiveTrouble(
        f"There is no backup in {root}, so nothing can be brought back. Nothing was changed. "
        "Name the folder of another backup, or run 'newsroom salvage' to keep what can still be read."
    )


def _checked(backup: Backup) -> Backup:
    faults = verify_backup(backup)
    if faults:
        raise Damaged(f"The backup cannot be brought back: {faults[0]} Nothing was changed. Choose another one.")
    return backup


def _newest_verified(root: Path) -> tuple[Backup, tuple[tuple[Backup, str], ...]]:
    passed_over: list[tuple[Backup, str]] = []
    for backup in list_backups(root):
        if backup.schema_version > SCHEMA_VERSION:
            passed_over.append((backup, "It was made by a newer version of this program."))
            continue
        faults = verify_backup(backup)
        if not faults:
            return backup, tuple(passed_over)
        passed_over.append((backup, faults[0]))
    if not passed_over:
        raise _no_backup(root)
    raise Damaged(
        f"None of the {len(passed_over)} backups in {root} can be relied on; the newest: {passed_over[0][1]} Nothing "
        "was changed. Name the folder of another backup, or run 'newsroom salvage' to keep what can still be read."
    )


def _keep_present(places: Places, *, ids: Ids) -> tuple[Backup | None, Path | None]:
    if not places.archive.is_file():
        if places.archive.exists():
            raise ArchiveTrouble(
                f"{places.archive} is a folder, not a file. It was left as it is. Move it away and try again."
            )
        return None, None
    try:
        check_header(places.archive, newest=SCHEMA_VERSION)
        roll_back(places, ids=ids)
        if not faults_of(places.archive):
            return backup_of_closed(places, ids=ids, why="before restore"), None
    except Damaged:
        pass
    except Busy:
        raise
    except ArchiveTrouble:
        if _is_ours(places):
            raise
    moment = ids.clock()
    return None, keep_damaged(places, moment=moment, why=f"Before a backup was brought back at {timestamp(moment)}.")


def _is_ours(places: Places) -> bool:
    """Whether the header is that of an archive this program can read."""
    try:
        check_header(places.archive, newest=SCHEMA_VERSION)
    except ArchiveTrouble:
        return False
    return True


def _bring_files(backup: Backup, desk: FileStore) -> tuple[str, ...]:
    brought: list[str] = []
    for file in backup.files:
        if not _is_good(desk, file.sha256):
            _replace_file(backup.store.path(file.sha256), desk.path(file.sha256))
            brought.append(file.sha256)
    return tuple(brought)


def _is_good(store: FileStore, sha256: str) -> bool:
    path = store.path(sha256)
    return path.is_file() and sha256_of_file(path) == sha256


def _replace_file(source: Path, target: Path) -> None:
    make_folder(target.parent)
    beside = target.with_name(f".{target.name}.part")
    beside.unlink(missing_ok=True)
    link_or_copy(source, beside)
    beside.replace(target)
    sync_folder(target.parent)


def _swap_in(backup: Backup, places: Places, *, seq: int) -> None:
    fresh = places.folder / f"{places.archive.name}.restoring"
    fresh.with_name(f"{fresh.name}-journal").unlink(missing_ok=True)
    try:
        if copy_durably(backup.archive, fresh) != backup.archive_sha256:
            raise Damaged(
                f"The backup {backup.folder} came out wrong when it was copied. Nothing was changed. Check the disk."
            )
        _count_on(fresh, seq)
        swap_in(fresh, places)
    finally:
        fresh.unlink(missing_ok=True)


def _count_on(fresh: Path, seq: int) -> None:
    """Order is by number: what is done from now on must come after every backup there is, the abandoned ones too."""
    try:
        with closing(open_writing(fresh)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("UPDATE counter SET value = max(value, ?) WHERE name = 'seq'", (seq,))
            connection.execute("COMMIT")
    except sqlite3.Error:
        fresh.with_name(f"{fresh.name}-journal").unlink(missing_ok=True)
        raise
