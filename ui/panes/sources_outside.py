"""A kept file shown by the program the system has for its kind: always a copy, the kept bytes stay as they are."""

from __future__ import annotations

import re
import shutil
import tempfile
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl

from newsroom.desk.outgoing_scan import says_protected
from newsroom.domain.errors import ArchiveTrouble, Missing
from newsroom.domain.source import Capture, OriginalFile

if TYPE_CHECKING:
    from newsroom.desk.desk import Desk

_NOT_IN_A_NAME = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]')
LONGEST_NAME = 120
SAFE_TO_OPEN = frozenset(
    {".html", ".htm", ".xhtml", ".pdf", ".txt", ".text", ".md", ".markdown", ".docx", ".odt", ".rtf", ".csv", ".xlsx",
     ".png", ".jpg", ".jpeg", ".gif", ".webp", ".tif", ".tiff", ".mp3", ".m4a", ".wav", ".ogg", ".mp4", ".mov", ".eml",
     ".mhtml", ".mht", ".webarchive", ".vtt", ".srt", ".json", ".xml"}
)  # fmt: skip
"""Endings of files that are looked at; whatever else a file is called, it is shown as a text, never run."""


class OutsideCopies:
    """Copies lie in a folder of their own, removed when the program ends. ``open_address`` is the system's opener."""

    def __init__(self, *, desk: Desk, open_address: Callable[[QUrl], bool]) -> None:
        self._desk = desk
        self._open_address = open_address
        self._folder: Path | None = None

    def copy_out(self, capture: Capture) -> Path:
        """Copies the capture's file out under its own name; raises ``NewsroomError``. May be asked in a job."""
        if capture.original_file is None:
            raise Missing("Of this source only the words were kept, no file. They stand in the pane.")
        file = self._desk.queries.get(OriginalFile, capture.original_file)
        content = self._desk.archive.files.read(file.sha256)
        path = self._place(file, named=not says_protected(self._desk.archive, file.file_name))
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists():
                path.write_bytes(content)
                path.chmod(0o400)
        except OSError as error:
            raise ArchiveTrouble(
                f"A copy could not be written to {path.parent} ({error.strerror}). The kept file is safe. Make room "
                "there and try again."
            ) from error
        return path

    def open_copy(self, path: Path) -> None:
        """Opens what ``copy_out`` wrote; raises ``Missing`` when the system has no program for it."""
        if not self._open_address(QUrl.fromLocalFile(str(path))):
            raise Missing(f"This system has no program for “{path.name}”. A copy of it lies in {path.parent}.")

    def open_web_address(self, address: QUrl) -> None:
        """Hands an address of the web to the browser; anything else is left alone."""
        if address.scheme() in ("http", "https"):
            self._open_address(address)

    def _place(self, file: OriginalFile, *, named: bool) -> Path:
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="newsroom-"))
            weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        # A name that must not leave stands on no folder outside either.
        name = file.file_name if named else f"copy{Path(file.file_name).suffix}"
        return self._folder / file.sha256[:12] / outside_name(name)


def outside_name(file_name: str) -> str:
    """A name a file can safely have outside: no folders, no hidden file, not too long, and only an ending of things
    that are looked at."""
    bare = _NOT_IN_A_NAME.sub("_", file_name.replace("\\", "/").rpartition("/")[2]).strip(" .") or "file"
    stem, ending = Path(bare).stem, Path(bare).suffix
    if ending.lower() not in SAFE_TO_OPEN:
        stem, ending = bare, ".txt"
    return stem[: LONGEST_NAME - len(ending)] + ending
