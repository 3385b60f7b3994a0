"""What a backup says of itself, and the list of the backups of a desk.

``backups/<UTC time>/`` holds ``archive.sqlite`` and ``manifest.json``; the original files all backups share lie in
``backups/files/ab/<sha256>``. Only a verified backup bears such a name; one in the making begins with a dot.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from newsroom.storage.files import FileStore
from newsroom.storage.places import write_durably

MANIFEST = "manifest.json"
ARCHIVE = "archive.sqlite"
HALF_MADE = ".part"


@dataclass(frozen=True, slots=True)
class KeptFileEntry:
    """One original file of a backup; ``size`` in bytes."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup. ``seq`` is the archive's counter at its moment and its only order; ``lost_files`` are the original
    files that were missing or damaged on the desk already, so that no backup of that moment could hold them."""

    folder: Path
    created_at: str
    seq: int
    schema_version: int
    why: str
    archive_sha256: str
    archive_size: int
    rows: tuple[tuple[str, int], ...]
    files: tuple[KeptFileEntry, ...]
    lost_files: tuple[str, ...]

    @property
    def archive(self) -> Path:
        return self.folder / ARCHIVE

    @property
    def store(self) -> FileStore:
        """The original files it shares with the other backups beside it."""
        return FileStore(self.folder.parent / "files")

    @property
    def size(self) -> int:
        """Bytes of its own; the shared files are not counted."""
        return self.archive_size


def write_manifest(backup: Backup) -> None:
    """Writes ``manifest.json``, which bears its own SHA-256."""
    body: dict[str, object] = {
        "created_at": backup.created_at,
        "seq": backup.seq,
        "schema_version": backup.schema_version,
        "why": backup.why,
        "archive": {"sha256": backup.archive_sha256, "size": backup.archive_size},
        "rows": dict(backup.rows),
        "files": [{"sha256": file.sha256, "size": file.size} for file in backup.files],
        "lost_files": list(backup.lost_files),
    }
    content = json.dumps({**body, "sha256": _sha256_of(body)}, indent=1)
    write_durably(backup.folder / MANIFEST, content.encode("utf-8"))


def read_manifest(folder: Path) -> Backup | None:
    """The backup in ``folder``; None when its manifest is missing or damaged, so that it is no backup to rely on."""
    try:
        body = cast("dict[str, Any]", json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
        if body.pop("sha256") != _sha256_of(body):
            return None
        return Backup(
            folder=folder, created_at=body["created_at"], seq=body["seq"], schema_version=body["schema_version"],
            why=body["why"], archive_sha256=body["archive"]["sha256"], archive_size=body["archive"]["size"],
            rows=tuple(body["rows"].items()),
            files=tuple(KeptFileEntry(file["sha256"], file["size"]) for file in body["files"]),
            lost_files=tuple(body["lost_files"]),
        )  # fmt: skip
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def list_backups(root: Path) -> tuple[Backup, ...]:
    """The backups in a ``backups`` folder, newest first by ``seq``; the clock only parts those of one ``seq``."""
    found = [backup for folder in _folders(root) if (backup := read_manifest(folder)) is not None]
    return tuple(sorted(found, key=lambda one: (one.seq, one.created_at, one.folder.name), reverse=True))


def unreadable_backups(root: Path) -> tuple[Path, ...]:
    """The folders that bear the name of a backup but whose manifest is missing or damaged."""
    return tuple(folder for folder in _folders(root) if read_manifest(folder) is None)


def half_made(root: Path) -> tuple[Path, ...]:
    """The folders of backups in the making, or left by one that a kill ended."""
    return tuple(path for path in _entries(root) if path.name.startswith(".") and path.name.endswith(HALF_MADE))


def _folders(root: Path) -> list[Path]:
    return [path for path in _entries(root) if not path.name.startswith(".") and path.name != "files"]


def _entries(root: Path) -> list[Path]:
    return sorted(path for path in root.iterdir() if path.is_dir()) if root.is_dir() else []


def _sha256_of(body: dict[str, object]) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True, separators=(",", ":")).encode("ascii")).hexdigest()
