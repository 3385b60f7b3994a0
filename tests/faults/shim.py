"""The switch of the shim of ``shim.c``, for the process it is loaded into."""

import ctypes
import errno
import os
from enum import IntEnum
from pathlib import Path


class Fault(IntEnum):
    """What becomes of call k. The numbers are those of ``shim.c``."""

    NONE = 1
    KILL = 2
    TEAR = 3
    """Half of what was to be written is, then the process is killed."""
    FAIL_ONCE = 4
    FAIL_ON = 5
    """Every call from k on fails, until the shim is disarmed."""
    FULL = 6
    """Not the shim's: no file may grow beyond a size, by the system's own limit."""


class Shim:
    """The switch: only in a process that was started with the shared object in ``LD_PRELOAD``."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(os.environ["LD_PRELOAD"])
        self._library.shim_arm.argtypes = [ctypes.c_long, ctypes.c_int, ctypes.c_int, ctypes.c_char_p]
        self._library.shim_calls.restype = ctypes.c_long
        self._library.shim_name.argtypes = [ctypes.c_long]
        self._library.shim_name.restype = ctypes.c_char_p

    def arm(self, folder: Path, *, at: int = 0, fault: Fault = Fault.NONE, error: int = errno.EIO) -> None:
        """From now on calls that change ``folder`` are counted from 1, and call ``at`` meets ``fault``."""
        self._library.shim_arm(at, int(fault), error, os.fsencode(folder))

    def disarm(self) -> None:
        self._library.shim_disarm()

    def calls(self) -> int:
        """How many calls were counted since the shim was armed."""
        return int(self._library.shim_calls())

    def name(self, call: int) -> str:
        """Which call that was, and on which file."""
        return os.fsdecode(self._library.shim_name(call))
