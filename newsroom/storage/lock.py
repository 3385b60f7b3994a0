"""The one lock of a desk: an operating-system lock on ``desk.lock``, gone by itself when its holder dies."""

import json
import os
import sys
import time
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import cast

from newsroom.domain.errors import ArchiveTrouble, DeskHeld
from newsroom.domain.ids import Clock, system_clock, timestamp
from newsroom.storage.places import FILE_MODE

LABEL_SECONDS = 0.5
"""How long a process that finds the desk held waits for the owner's label."""


class DeskLock:
    """Held from ``take`` to ``release``. The file says who holds it; only the system's lock decides."""

    def __init__(self, path: Path, *, clock: Clock = system_clock) -> None:
        self._path = path
        self._clock = clock
        self._handle: int | None = None
        self.was_left_behind = False
        """After ``take``: the holder before died without giving the lock back."""

    def take(self) -> None:
        """Takes the lock or raises ``DeskHeld`` with who holds it; never waits."""
        try:
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT, FILE_MODE)
        except OSError as error:
            raise ArchiveTrouble(
                f"The desk {self._path.parent} cannot be opened for writing ({error.strerror}). "
                "It can still be read. Check the permissions of the folder."
            ) from error
        if not _lock(handle):
            os.close(handle)
            raise DeskHeld(
                f"Newsroom is already open on the desk {self._path.parent} ({self._living_holder()}). "
                "Reading still works."
            )
        if os.name != "nt":
            os.fchmod(handle, FILE_MODE)
        who = {"pid": os.getpid(), "host": _host(), "since": timestamp(self._clock())}
        try:
            self.was_left_behind = os.fstat(handle).st_size > 0
            os.ftruncate(handle, 0)
            os.pwrite(handle, json.dumps(who).encode(), 0) if hasattr(os, "pwrite") else os.write(
                handle, json.dumps(who).encode()
            )
        except OSError:
            # On a full disk the lock holds all the same; only its label is missing.
            pass
        self._handle = handle

    def holder(self) -> str:
        """Who holds the desk, in words."""
        try:
            who = cast("dict[str, object]", json.loads(self._path.read_text(encoding="utf-8")))
            return f"process {who['pid']} on {who['host']} since {_moment(str(who['since']))}"
        except (OSError, ValueError, KeyError, TypeError):
            return "another process"

    def _living_holder(self) -> str:
        """Like ``holder``; waits a moment for an owner that has the lock but has not written its label yet, so that
        nobody is told of the one before, who may be dead."""
        patience = time.monotonic() + LABEL_SECONDS
        while self._label_is_behind() and time.monotonic() < patience:
            time.sleep(0.01)
        return "another process" if self._label_is_behind() else self.holder()

    def _label_is_behind(self) -> bool:
        try:
            who = cast("dict[str, object]", json.loads(self._path.read_text(encoding="utf-8")))
            pid = int(str(who["pid"]))
        except (OSError, ValueError, KeyError, TypeError):
            return True
        return who.get("host") == _host() and not _is_alive(pid)

    def release(self) -> None:
        """Gives the lock back; releasing twice is harmless."""
        if self._handle is not None:
            # A label left behind would name this process, which may live on, to whoever asks next.
            with suppress(OSError):
                os.ftruncate(self._handle, 0)
            os.close(self._handle)
            self._handle = None


def _moment(stored: str) -> str:
    """A stored time as a person reads it, in local time."""
    return f"{datetime.fromisoformat(stored).astimezone():%H:%M on %d %B %Y}"


def _host() -> str:
    if hasattr(os, "uname"):
        # Loading the sockets would cost a start some milliseconds.
        return os.uname().nodename
    from platform import node

    return node()


def _is_alive(pid: int) -> bool:
    if sys.platform == "win32":
        # There ``os.kill`` would end the process it is asked about.
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> bool:
        try:
            # The byte far behind the label is locked, so that others can still read who holds the desk.
            os.lseek(handle, 1 << 20, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(handle, 0, os.SEEK_SET)
        return True
else:
    import fcntl

    def _lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
