"""The original bytes: ``files/ab/<sha256>``, never changed, named by nothing but what they hold."""

import hashlib
import re
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from newsroom.domain.custody import FileState
from newsroom.domain.errors import Damaged, Missing
from newsroom.storage.places import make_folder, write_durably

SWEEP_AFTER_SECONDS = 24 * 3600
SLICE_BYTES = 1 << 20
_SHA256 = re.compile(r"[0-9a-f]{64}")


def sha256_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def sha256_of_file(path: Path) -> str:
    """The hash of a file of any size, read in pieces of 1 MiB."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


class FileStore:
    """One ``files`` folder, or the ``backups/files`` folder, which has the same form."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256

    def keep(self, content: bytes) -> str:
        """Puts the bytes on the disk before any row names them; returns their SHA-256."""
        sha256 = sha256_of(content)
        target = self.path(sha256)
        if not (target.is_file() and sha256_of_file(target) == sha256):
            make_folder(target.parent)
            write_durably(target, content)
        else:
            # A file about to be swept is in use again from now on.
            target.touch()
        return sha256

    def read(self, sha256: str) -> bytes:
        """The bytes, checked against their name."""
        target = self.path(sha256)
        if not target.is_file():
            raise Missing(
                f"The kept file {sha256[:12]}… is missing from the desk's 'files' folder. "
                "Run 'newsroom restore' to bring it back from the newest backup."
            )
        content = target.read_bytes()
        if sha256_of(content) != sha256:
            raise Damaged(
                f"The kept file {sha256[:12]}… was changed or damaged on the disk. "
                "Run 'newsroom restore' to bring it back from the newest backup."
            )
        return content

    def state_of(self, sha256: str, *, go_on: Callable[[int], bool]) -> FileState | None:
        """How the file of that name is found, read a slice of 1 MiB at a time; ``go_on`` is asked before each slice
        with the bytes read since. None when it said no. Changes nothing, for any thread."""
        if not _SHA256.fullmatch(sha256):
            return "missing"
        found, read = hashlib.sha256(), 0
        try:
            with self.path(sha256).open("rb") as handle:
                while go_on(read):
                    part = handle.read(SLICE_BYTES)
                    if not part:
                        return "whole" if found.hexdigest() == sha256 else "changed"
                    found.update(part)
                    read = len(part)
        except FileNotFoundError:
            return "missing"
        except OSError:
            return "unreadable"
        return None

    def names(self) -> Iterator[str]:
        """The hashes in whose name a file lies here."""
        if not self.folder.is_dir():
            return
        for group in sorted(self.folder.iterdir()):
            if group.is_dir() and len(group.name) == 2:
                yield from (path.name for path in sorted(group.iterdir()) if len(path.name) == 64)

    def remove(self, sha256: str) -> None:
        """Takes a kept file away; one that is not there is no trouble. Only once no row names it."""
        self.path(sha256).unlink(missing_ok=True)

    def sweep(self, named: Iterable[str], *, now: float | None = None) -> tuple[str, ...]:
        """Removes files no row names, and what a kill left half-written, once they are older than 24 hours; returns
        the hashes of the first."""
        keep = frozenset(named)
        moment = time.time() if now is None else now
        swept: list[str] = []
        for sha256 in list(self.names()):
            path = self.path(sha256)
            if sha256 not in keep and moment - path.stat().st_mtime > SWEEP_AFTER_SECONDS:
                path.unlink()
                swept.append(sha256)
        for part in self.folder.glob("??/.*.part"):
            if moment - part.stat().st_mtime > SWEEP_AFTER_SECONDS:
                part.unlink()
        return tuple(swept)
