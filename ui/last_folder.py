"""Where a file dialog begins: in the folder used last, else where such files usually lie; never beside the program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths

if TYPE_CHECKING:
    from newsroom.desk.desk import Desk
    from ui.session import Session


def downloads() -> str:
    return _place(QStandardPaths.StandardLocation.DownloadLocation)


def documents() -> str:
    return _place(QStandardPaths.StandardLocation.DocumentsLocation)


def folder_used(session: Session, key: str) -> str:
    """The folder the session keeps under ``key`` while it is there, else that of downloads."""
    kept = str(session.get(key, ""))
    return kept if kept and Path(kept).is_dir() else downloads()


def remember_folder(session: Session, key: str, folder: Path, *, desk: Desk) -> None:
    """Keeps the folder for the next time, unless its name tells who is protected: the session lies outside the desk."""
    from newsroom.desk.outgoing_scan import says_protected

    if not says_protected(desk.archive, str(folder)):
        session.set(key, str(folder))


def _place(wanted: QStandardPaths.StandardLocation) -> str:
    """Where the system keeps such files, else the home folder."""
    place = QStandardPaths.writableLocation(wanted)
    return place if place and Path(place).is_dir() else str(Path.home())
