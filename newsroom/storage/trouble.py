"""What SQLite and the disk complain about, as sentences that say what is safe and what to do."""

import errno
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError

from newsroom.domain.errors import ArchiveTrouble, Damaged, Refused

_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_TELLS_OF_DAMAGE = ("no such table", "no such column", "has no column named", "malformed", "unsupported file format",
                    "could not decode to utf-8")  # fmt: skip
"""Our statements name what every archive has: when the engine does not find it, the file was damaged."""
_READ_ONLY = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH)


ENGINE_ERRORS = (sqlite3.Error, UnicodeDecodeError)
"""What the driver raises; the second when damaged bytes got into the engine's own complaint."""


class Busy(ArchiveTrouble):
    """Somebody reads or copies the archive just now; the same act may succeed in a moment."""


def _driver_error(error: BaseException) -> sqlite3.Error | None:
    if isinstance(error, DBAPIError):
        original = error.orig
        return original if isinstance(original, sqlite3.Error) else None
    return error if isinstance(error, sqlite3.Error) else None


def trouble_of(error: BaseException, folder: Path) -> ArchiveTrouble | None:
    """The sentence for an error of the disk or the database; None when the fault is ours."""
    if isinstance(error, ArchiveTrouble):
        return error
    if isinstance(error, OSError):
        return _disk_trouble(error, folder)
    if isinstance(error, UnicodeDecodeError):
        complaint = error.object.decode("ascii", "replace")
        return _damaged(folder, complaint) if _tells_of_damage(complaint) else None
    driver = _driver_error(error)
    if driver is None:
        return None
    code = getattr(driver, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return _full(folder)
    if code in _BUSY:
        return Busy(
            f"The archive in {folder} is in use by another program just now. Nothing was lost; try again in a moment."
        )
    if code in _DAMAGED or (code in (0, sqlite3.SQLITE_ERROR) and _tells_of_damage(str(driver))):
        return _damaged(folder, str(driver))
    if code in _READ_ONLY:
        return ArchiveTrouble(
            f"The archive in {folder} cannot be written: it is read-only for you. "
            "Nothing was changed. Check the permissions of the folder."
        )
    if code == sqlite3.SQLITE_CANTOPEN:
        return ArchiveTrouble(
            f"The archive in {folder} cannot be opened. Nothing was changed. "
            "Check that the folder is there and that you may read and write it."
        )
    if code == sqlite3.SQLITE_IOERR:
        return ArchiveTrouble(
            f"The disk that holds {folder} reported an error ({driver}). What was saved before is kept. "
            "Check the disk; the same act can be tried again."
        )
    return None


def _tells_of_damage(complaint: str) -> bool:
    return any(words in complaint.lower() for words in _TELLS_OF_DAMAGE)


def _damaged(folder: Path, complaint: str) -> Damaged:
    return Damaged(
        f"The archive in {folder} is damaged ({complaint}). A copy is kept before anything is written. Run "
        "'newsroom verify' to see what is affected and 'newsroom restore' to bring back a verified backup."
    )


def _full(folder: Path) -> ArchiveTrouble:
    return ArchiveTrouble(
        f"The disk that holds {folder} is full. What was saved before is kept, this change was not. "
        "Free some space and do it again."
    )


def _disk_trouble(error: OSError, folder: Path) -> ArchiveTrouble:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return _full(folder)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return ArchiveTrouble(
            f"{error.filename or folder} cannot be read or written: permission denied. "
            "Nothing was changed. Check the permissions of the folder, or name another desk with --desk."
        )
    if error.errno in (errno.ENOTDIR, errno.EEXIST):
        return ArchiveTrouble(
            f"{error.filename or folder} cannot be made or reached: a file stands where a folder should. "
            "Nothing was changed. Name another place."
        )
    return ArchiveTrouble(
        f"The disk that holds {folder} reported an error ({error.strerror or error}). "
        "What was saved before is kept. Check the disk; the same act can be tried again."
    )


@contextmanager
def told_as_trouble(folder: Path) -> Generator[None, None, None]:
    """Turns the world's faults inside the block into ``ArchiveTrouble``; ours pass through unchanged."""
    try:
        yield
    except IntegrityError as error:
        raise Refused(
            "This was not done: another record of this desk still rests on one it would remove, or it names one that "
            "is not here. Look at where the record is used, and mend that first."
        ) from error
    except (SQLAlchemyError, *ENGINE_ERRORS, OSError) as error:
        trouble = trouble_of(error, folder)
        if trouble is None:
            raise
        raise trouble from error
