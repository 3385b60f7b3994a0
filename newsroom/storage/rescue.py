"""Keeping a damaged archive byte for byte before anything is written to its desk."""

import shutil
from datetime import datetime
from pathlib import Path

from newsroom.storage.places import FILE_MODE, Places, make_folder, sync_folder


def folder_stamp(moment: datetime) -> str:
    """A UTC time as the name of a folder: ``2025-10-05T101500.123Z``."""
    return moment.strftime("%Y-%m-%dT%H%M%S.") + f"{moment.microsecond // 1000:03d}Z"


def keep_damaged(places: Places, *, moment: datetime) -> Path:
    """Copies archive and journal into ``rescue/damaged-<time>/`` and returns that folder.

    Only while this process has no SQLite connection to the archive: closing a handle drops its locks.
    """
    make_folder(places.rescue)
    target = places.rescue / f"damaged-{folder_stamp(moment)}"
    number = 1
    while target.exists():
        number += 1
        target = places.rescue / f"damaged-{folder_stamp(moment)}-{number}"
    make_folder(target)
    for path in (places.archive, places.journal):
        if path.is_file():
            copy = target / path.name
            shutil.copyfile(path, copy)
            copy.chmod(FILE_MODE)
    sync_folder(target)
    return target
