"""Copies that are either whole and on the disk, or not there."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from newsroom.storage.places import FILE_MODE, sync_folder

PIECE_BYTES = 1 << 20


def pieces_of(handle: int) -> Iterator[bytes]:
    """The bytes behind an open handle from the beginning, in pieces of 1 MiB; the handle stays open."""
    os.lseek(handle, 0, os.SEEK_SET)
    while piece := os.read(handle, PIECE_BYTES):
        yield piece


def copy_from(handle: int, target: Path) -> str:
    """Copies what an open handle holds to ``target`` (mode 0600) and returns its SHA-256."""
    whole = hashlib.sha256()
    temporary = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        copy = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), FILE_MODE)
        try:
            if os.name != "nt":
                os.fchmod(copy, FILE_MODE)
            for piece in pieces_of(handle):
                whole.update(piece)
                view = memoryview(piece)
                while view:
                    view = view[os.write(copy, view) :]
            os.fsync(copy)
        finally:
            os.close(copy)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)
    return whole.hexdigest()


def copy_durably(source: Path, target: Path) -> str:
    """Copies a file of any size to ``target`` (mode 0600) and returns the SHA-256 of what was read. Never for an
    archive this process has open: closing the handle would drop its locks."""
    handle = os.open(source, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        return copy_from(handle, target)
    finally:
        os.close(handle)


def link_or_copy(source: Path, target: Path) -> None:
    """Gives a file that never changes a second name, or a copy where the disk knows no second names. The caller puts
    the folder's list of names on the disk."""
    try:
        target.hardlink_to(source)
    except OSError:
        # Another disk, or one without links. A fault that is not about links comes back from the copy.
        copy_durably(source, target)


def sync_file(path: Path) -> None:
    """Puts a file's content on the disk."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove_folder(folder: Path) -> None:
    """Takes a folder and all in it away, as far as the disk lets it."""
    shutil.rmtree(folder, ignore_errors=True)
