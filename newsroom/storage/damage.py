"""Sees to it that a damaged archive is kept byte for byte before this session writes to it (again).

The rule: damage found anywhere is told here; before its next job the writer comes by, between two transactions, and
makes the copy. Before the first job of a session the structure of the file is checked too; when that is broken,
nothing is written at all.
"""

import os
import sqlite3
from collections import deque
from pathlib import Path

from newsroom.domain.errors import Damaged
from newsroom.domain.ids import Clock
from newsroom.storage.places import Places
from newsroom.storage.rescue import add_reason, keep_damaged
from newsroom.storage.trouble import ENGINE_ERRORS, Busy, trouble_of


class DamageWatch:
    """One for each open archive that may be written."""

    def __init__(self, places: Places, *, clock: Clock) -> None:
        self._places = places
        self._clock = clock
        self._found: deque[str] = deque()
        self._checked = False
        self._stopped = ""
        self._kept: Path | None = None
        self._handle: int | None = None

    def found(self, sentence: str) -> None:
        """Any thread: damage was met. The next write waits for a copy and for another look at the structure."""
        self._checked = False
        self._found.append(" ".join(sentence.split()))

    def before_write(self, connection: sqlite3.Connection) -> None:
        """The writer's thread, outside a transaction: keeps the copy that is due, or raises ``Damaged`` when the
        structure of the file is broken and any write could spread it."""
        if self._stopped:
            raise Damaged(self._stopped)
        while self._found:
            self._keep(self._found[0])
            self._found.popleft()
        if self._checked:
            return
        complaint = self._structure(connection)
        if complaint:
            folder = self._keep(complaint)
            self._stopped = (
                f"The archive in {self._places.folder} is damaged ({complaint}). Nothing is written to it any more; a "
                f"copy is in {folder}. Run 'newsroom restore' to bring back a verified backup, or 'newsroom salvage' "
                "to keep what can still be read."
            )
            raise Damaged(self._stopped)
        self._checked = True

    def close(self) -> None:
        """Only when every connection of this process to the archive is closed: it lets go of the file."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def _structure(self, connection: sqlite3.Connection) -> str:
        try:
            rows = connection.execute("PRAGMA quick_check(1)").fetchall()
        except ENGINE_ERRORS as error:
            trouble = trouble_of(error, self._places.folder)
            if isinstance(trouble, Busy) or not isinstance(trouble, Damaged):
                raise
            return str(error)
        return "" if rows == [("ok",)] else " ".join(str(rows[0][0]).split())

    def _keep(self, why: str) -> Path:
        if self._kept is not None:
            add_reason(self._kept, why)
            return self._kept
        if self._handle is None:
            self._handle = os.open(self._places.archive, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        self._kept = keep_damaged(self._places, moment=self._clock(), why=why, handle=self._handle)
        return self._kept
