"""Words put aside as plain files when the archive cannot take them; their names never tell a title."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path


def write_text(path: Path, text: str) -> None:
    """The text as UTF-8 at ``path``, old content or new, readable by its owner only. Raises ``OSError``."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8", "surrogatepass"))
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


class RescueCopies:
    """One file for each story in trouble, in the first of ``folders`` that takes it, else among the system's
    temporary files."""

    def __init__(self, *folders: Path) -> None:
        self._folders = folders
        self._files: dict[str, Path] = {}
        self._texts: dict[str, str] = {}

    def put(self, story_id: str, text: str) -> Path | None:
        """Writes the words over the copy made before; None when no place takes them."""
        known = self._files.get(story_id)
        if known is not None and known.exists() and self._texts.get(story_id) == text:
            return known
        name = f"words-{story_id[-6:]}-{datetime.now(UTC):%Y-%m-%dT%H%M%SZ}.md"
        for path in ([known] if known else []) + [folder / name for folder in self._places()]:
            with suppress(OSError):
                path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                write_text(path, text)
                self._files[story_id], self._texts[story_id] = path, text
                return path
        return None

    def path(self, story_id: str) -> Path | None:
        return self._files.get(story_id)

    def drop(self, story_id: str) -> None:
        """The archive has the words again: no copy of them is left lying about."""
        path = self._files.pop(story_id, None)
        self._texts.pop(story_id, None)
        if path is not None:
            with suppress(OSError):
                path.unlink(missing_ok=True)

    def _places(self) -> tuple[Path, ...]:
        return (*self._folders, Path(tempfile.gettempdir()))
