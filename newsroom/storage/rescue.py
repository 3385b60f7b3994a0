"""Keeping a damaged archive byte for byte before anything is written to its desk."""

import os
from datetime import datetime
from itertools import zip_longest
from pathlib import Path

from newsroom.storage.copying import PIECE_BYTES, copy_durably, copy_from, pieces_of, remove_folder
from newsroom.storage.places import Places, make_folder, sync_folder, write_durably

_WHY = "why.txt"
_WHY_BEFORE_MENDING = "why-before-mending.txt"


def folder_stamp(moment: datetime) -> str:
    """A UTC time as the name of a folder: ``2025-10-05T101500.123Z``."""
    return moment.strftime("%Y-%m-%dT%H%M%S.") + f"{moment.microsecond // 1000:03d}Z"


def free_folder(parent: Path, name: str) -> Path:
    """``parent/name``, or ``name-2``, ``name-3`` … where that is taken."""
    target, number = parent / name, 1
    while target.exists():
        number += 1
        target = parent / f"{name}-{number}"
    return target


def keep_damaged(places: Places, *, moment: datetime, why: str, handle: int | None = None) -> Path:
    """Copies archive and journal into ``rescue/damaged-<time>/`` and returns that folder.

    A file kept before, or damage told before in the same words, is not kept twice: the folder of then is returned.
    With ``handle`` the archive is read through it and the handle stays open, which is the only way while this process
    has SQLite connections to the archive: closing any handle of the file would drop their locks.
    """
    if handle is not None:
        return _keep_through(handle, places, moment=moment, why=why)
    own = os.open(places.archive, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        return _keep_through(own, places, moment=moment, why=why)
    finally:
        os.close(own)


def _keep_through(handle: int, places: Places, *, moment: datetime, why: str) -> Path:
    make_folder(places.rescue)
    for half_made in places.rescue.glob(".damaged-*.part"):
        remove_folder(half_made)
    line = " ".join(why.split())
    for folder in sorted(places.rescue.glob("damaged-*")):
        if line in reasons_of(folder) or _holds_the_same(folder, handle, places.journal):
            add_reason(folder, line)
            return folder
    target = free_folder(places.rescue, f"damaged-{folder_stamp(moment)}")
    working = target.with_name(f".{target.name}.part")
    make_folder(working)
    copy_from(handle, working / places.archive.name)
    if places.journal.is_file():
        copy_durably(places.journal, working / places.journal.name)
    add_reason(working, line)
    working.rename(target)
    sync_folder(places.rescue)
    return target


def reasons_of(folder: Path) -> tuple[str, ...]:
    """The sentences for which a rescue folder was made, as long as the archive has not been mended since."""
    try:
        return tuple((folder / _WHY).read_text(encoding="utf-8").splitlines())
    except OSError:
        return ()


def add_reason(folder: Path, why: str) -> None:
    """Writes down one more sentence of damage that a rescue folder already holds the file for."""
    line = " ".join(why.split())
    known = reasons_of(folder)
    if line not in known:
        write_durably(folder / _WHY, "".join(f"{reason}\n" for reason in (*known, line)).encode("utf-8"))


def mark_mended(places: Places) -> None:
    """After a restore or a salvage the same words of damage mean a new damage, to be kept again."""
    for folder in places.rescue.glob("damaged-*"):
        if (folder / _WHY).is_file():
            (folder / _WHY).replace(folder / _WHY_BEFORE_MENDING)


def _holds_the_same(folder: Path, archive: int, journal: Path) -> bool:
    kept = folder / "archive.sqlite"
    if not kept.is_file() or kept.stat().st_size != os.fstat(archive).st_size:
        return False
    kept_journal = folder / journal.name
    if journal.is_file() or kept_journal.is_file():
        if not (journal.is_file() and kept_journal.is_file()):
            return False
        if journal.read_bytes() != kept_journal.read_bytes():
            return False
    with kept.open("rb") as copy:
        return all(
            left == right for left, right in zip_longest(pieces_of(archive), iter(lambda: copy.read(PIECE_BYTES), b""))
        )
