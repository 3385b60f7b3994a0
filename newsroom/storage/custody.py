"""What this session found of the kept files. Only of this session: what was whole yesterday is no news of today."""

import time
from collections.abc import Callable

from newsroom.domain.custody import FileState


class Custody:
    """One for each open archive; any thread may note and ask, for each act is one step on a dictionary."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._found: dict[str, tuple[FileState, float]] = {}

    def note(self, sha256: str, state: FileState) -> bool:
        """Remembers how a file was found; returns whether that is news."""
        before = self._found.get(sha256)
        self._found[sha256] = (state, self._clock())
        return (before[0] if before is not None else "whole") != state

    def state(self, sha256: str, *, within: float | None = None) -> FileState | None:
        """How a file was found, of late (``within`` seconds) if that is asked; None when nobody has looked."""
        found = self._found.get(sha256)
        if found is None or (within is not None and self._clock() - found[1] > within):
            return None
        return found[0]

    def troubles(self) -> dict[str, FileState]:
        """SHA-256 → state of the files that were not whole when they were last looked at."""
        return {sha256: state for sha256, (state, _) in tuple(self._found.items()) if state != "whole"}
