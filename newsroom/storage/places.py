"""Where the parts of a desk folder lie, and how a file gets to the disk so that a power cut cannot halve it."""

import os
from pathlib import Path
from typing import NamedTuple

FILE_MODE = 0o600
FOLDER_MODE = 0o700


class Places(NamedTuple):
    """The parts of one desk folder; ``--desk PATH`` names ``folder``."""

    folder: Path

    @property
    def archive(self) -> Path:
        return self.folder / "archive.sqlite"

    @property
    def journal(self) -> Path:
        return self.folder / "archive.sqlite-journal"

    @property
    def files(self) -> Path:
        return self.folder / "files"

    @property
    def backups(self) -> Path:
        return self.folder / "backups"

    @property
    def rescue(self) -> Path:
        return self.folder / "rescue"

    @property
    def lock(self) -> Path:
        return self.folder / "desk.lock"

    def make(self) -> None:
        """Makes the folders that are missing, readable by nobody but their owner, whatever the umask."""
        for folder in (self.folder, self.files, self.backups, self.rescue):
            make_folder(folder)


def make_folder(folder: Path) -> None:
    """Makes ``folder`` (and its parents) with mode 0700; one that exists is left as it is."""
    # Without its "..", or a folder that was there before would be taken for one made here and closed to others.
    folder = folder.resolve()
    if folder.is_dir():
        return
    missing = folder
    while not missing.parent.exists():
        missing = missing.parent
    folder.mkdir(parents=True, exist_ok=True, mode=FOLDER_MODE)
    current = folder
    while True:
        current.chmod(FOLDER_MODE)
        sync_folder(current.parent)
        if current == missing:
            return
        current = current.parent


def sync_folder(folder: Path) -> None:
    """Puts the folder's list of names on the disk; systems that cannot open a folder do this by themselves."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_durably(target: Path, content: bytes, *, mode: int = FILE_MODE) -> None:
    """Old content or new, never a part: temporary file beside it, fsync, rename, fsync of the folder."""
    temporary = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), mode)
        try:
            view = memoryview(content)
            while view:
                view = view[os.write(handle, view) :]
            if os.name != "nt":
                os.fchmod(handle, mode)
            os.fsync(handle)
        finally:
            os.close(handle)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)
