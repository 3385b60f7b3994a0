"""The order in which a desk is opened: lock, header, roll-back of what a kill left, then readers and the writer."""

import os
import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path

from newsroom.domain.errors import ArchiveTrouble, Damaged
from newsroom.domain.ids import Ids
from newsroom.storage.archive import Archive
from newsroom.storage.connections import reading_engine
from newsroom.storage.create import create_archive
from newsroom.storage.damage import DamageWatch
from newsroom.storage.driver import READER_BUSY_MS, open_reading, open_writing
from newsroom.storage.header import check_header
from newsroom.storage.lock import DeskLock
from newsroom.storage.migrations import CURRENT, Ladder, upgrade
from newsroom.storage.places import FOLDER_MODE, Places
from newsroom.storage.rescue import keep_damaged
from newsroom.storage.trouble import ENGINE_ERRORS, Busy, told_as_trouble, trouble_of
from newsroom.storage.writer import Writer

OLDEST_SQLITE = (3, 40)
MAKING_SECONDS = 5.0
"""How long a reader waits for an archive that another process is just making."""


def open_archive(
    folder: Path,
    *,
    ids: Ids | None = None,
    create: bool = False,
    for_reading: bool = False,
    ladder: Ladder = CURRENT,
    busy_ms: int = READER_BUSY_MS,
    lock: DeskLock | None = None,
) -> Archive:
    """Opens the desk in ``folder``. ``lock`` is one the caller has taken already; it is the archive's from now on.

    ``create`` makes one in a missing or empty folder. ``for_reading`` never keeps the lock. Without it, a desk that
    another process holds, or that may not be written, is opened for reading and says why (``read_only_because``).
    """
    _check_sqlite()
    makers = ids or Ids()
    places = Places(folder.absolute())
    with told_as_trouble(places.folder):
        _check_place(places, ladder, create=create)
        lock, because = (lock, "") if lock is not None else _taken(places, ids=makers)
        try:
            if not because:
                _prepare(places, ladder=ladder, ids=makers)
                because = _why_not_writable(places)
            if because or for_reading:
                lock.release()
                return _open_for_reading(places, ladder, ids=makers, busy_ms=busy_ms, because=because)
            return _open_for_writing(places, lock, ids=makers, busy_ms=busy_ms)
        except BaseException:
            lock.release()
            raise


def _taken(places: Places, *, ids: Ids) -> tuple[DeskLock, str]:
    """The lock of the desk, or why it could not be taken."""
    lock = DeskLock(places.lock, clock=ids.clock)
    try:
        lock.take()
    except ArchiveTrouble as trouble:
        return lock, str(trouble)
    return lock, ""


def _check_place(places: Places, ladder: Ladder, *, create: bool) -> None:
    """Makes the folder of a new desk, or refuses; nothing is put beside a file that is refused."""
    if not places.archive.exists():
        _may_become_a_desk(places, create=create)
        places.make()
        with suppress(PermissionError):
            # An empty folder that was there before becomes as private as one we make.
            places.folder.chmod(FOLDER_MODE)
    elif not places.lock.exists():
        # Nobody has it open as a desk, so the file may be looked at before there is a lock.
        check_header(places.archive, newest=ladder.newest)


def _check_sqlite() -> None:
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise ArchiveTrouble(
            f"This Python brings SQLite {sqlite3.sqlite_version}; a desk needs 3.40 or newer. "
            "Nothing was changed. Use a newer Python."
        )


def _may_become_a_desk(places: Places, *, create: bool) -> None:
    if not places.folder.exists():
        if create:
            return
        raise ArchiveTrouble(
            f"There is no desk at {places.folder}. 'newsroom import FILE' makes one there, "
            "or name another desk with --desk."
        )
    if not places.folder.is_dir():
        raise ArchiveTrouble(f"{places.folder} is a file, not a desk folder. It was left as it is. Name a folder.")
    # A lock, or a half-made first archive, is what another process leaves that makes this desk just now.
    made = places.archive.name
    own = {places.lock.name, made, f"{made}.new", f"{made}.new-journal"}
    empty_folders = {places.files.name, places.backups.name, places.rescue.name}
    others = [
        path.name
        for path in places.folder.iterdir()
        if path.name not in own and not (path.name in empty_folders and not any(path.iterdir()))
    ]
    if places.backups.is_dir() and any(places.backups.iterdir()):
        raise ArchiveTrouble(
            f"The desk {places.folder} has backups but its archive.sqlite is missing. Nothing was made in its place. "
            "Put the file back, or run 'newsroom restore' to bring back the newest verified backup."
        )
    if others or not create:
        holds = f" It holds {', '.join(sorted(others)[:3])}." if others else ""
        raise ArchiveTrouble(
            f"The folder {places.folder} is not a desk.{holds} It was left as it is. "
            "Name a desk, or a new or empty folder to make one in, with --desk."
        )


def _prepare(places: Places, *, ladder: Ladder, ids: Ids) -> None:
    """What only the lock holder may do: make the archive, roll back, upgrade."""
    if not places.archive.exists():
        create_archive(places.archive)
    header = check_header(places.archive, newest=ladder.newest)
    roll_back(places, ids=ids)
    if header.user_version < ladder.newest:
        upgrade(places, ladder, ids=ids)


def roll_back(places: Places, *, ids: Ids) -> None:
    """Undoes the transaction a kill left half-done. Only the lock holder may; a file too damaged for it is kept in
    ``rescue/`` and ``Damaged`` is raised."""
    try:
        with closing(open_writing(places.archive)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
    except ENGINE_ERRORS as error:
        trouble = trouble_of(error, places.folder)
        if isinstance(trouble, Damaged) and not _closed_to_us(places):
            kept = keep_damaged(places, moment=ids.clock(), why=str(trouble))
            raise Damaged(f"{trouble} The damaged file was copied to {kept}.") from error
        if places.journal.exists() and _closed_to_us(places):
            raise _interrupted(places, _closed_to_us(places)) from error
        if places.journal.exists() or trouble is None or isinstance(trouble, Busy):
            raise
        # A file that may only be read has nothing to roll back without a journal.


def _closed_to_us(places: Places) -> str:
    """Why no save can succeed, as far as permissions say; the engine itself notices only at the first write."""
    for path, what in ((places.folder, "folder"), (places.archive, "file")):
        # Each save needs its journal beside the archive.
        if not os.access(path, os.W_OK):
            return (
                f"The {what} {path} is read-only for you, so nothing can be saved in this desk. "
                "Nothing was changed. Check its permissions."
            )
    return ""


def _interrupted(places: Places, because: str) -> ArchiveTrouble:
    return ArchiveTrouble(
        f"The last save of the desk {places.folder} was interrupted and must be undone before it can be read, "
        f"which needs the desk to be writable. Nothing was changed. {because}".strip()
    )


def _why_not_writable(places: Places) -> str:
    closed = _closed_to_us(places)
    if closed:
        return closed
    connection = open_writing(places.archive)
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
    except ENGINE_ERRORS as error:
        trouble = trouble_of(error, places.folder)
        if trouble is None or isinstance(trouble, Damaged):
            raise
        return str(trouble)
    finally:
        connection.close()
    return ""


def _open_for_writing(places: Places, lock: DeskLock, *, ids: Ids, busy_ms: int) -> Archive:
    places.make()
    watch = DamageWatch(places, clock=ids.clock)
    return Archive(
        places=places, ids=ids, readers=reading_engine(places.archive, busy_ms=busy_ms),
        writer=Writer(places.archive, watch=watch), lock=lock, read_only_because="", watch=watch,
    )  # fmt: skip


def _open_for_reading(places: Places, ladder: Ladder, *, ids: Ids, busy_ms: int, because: str) -> Archive:
    # Whoever holds a desk without an archive makes it just now, beside its place, and moves it there whole.
    patience = time.monotonic() + MAKING_SECONDS
    while not places.archive.exists() and time.monotonic() < patience:
        time.sleep(0.02)
    header = check_header(places.archive, newest=ladder.newest)
    if header.user_version < ladder.newest:
        raise ArchiveTrouble(
            f"The archive {places.archive} is of an older version (schema {header.user_version}) and must be brought "
            f"up to date before it is read, which needs the desk to be writable. {because}".strip()
        )
    try:
        with closing(open_reading(places.archive, mode="ro", busy_ms=busy_ms)) as probe:
            probe.execute("SELECT count(*) FROM sqlite_master").fetchall()
    except ENGINE_ERRORS as error:
        if isinstance(trouble_of(error, places.folder), Busy) or not places.journal.exists():
            raise
        raise _interrupted(places, because) from error
    return Archive(
        places=places, ids=ids, readers=reading_engine(places.archive, mode="ro", busy_ms=busy_ms), writer=None,
        lock=None, read_only_because=because or f"The desk {places.folder} was opened for reading only.",
    )  # fmt: skip
