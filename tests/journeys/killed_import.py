"""An import that ends itself with SIGKILL: ``python -m tests.journeys.killed_import DESK FILE CALL``.

Call number CALL to the database engine is the last thing the process does. With CALL 0 it lives to the end and says
how many calls there were.
"""

import os
import signal
import sys
from collections.abc import Callable

from sqlalchemy import Engine, event

import main


class Countdown:
    """Counts the calls to the engine and ends the process at the one it was given."""

    def __init__(self, last: int) -> None:
        self.calls = 0
        self._last = last

    def call(self, *_: object, **__: object) -> None:
        self.calls += 1
        if self.calls == self._last:
            os.kill(os.getpid(), signal.SIGKILL)

    def listener(self) -> Callable[..., None]:
        return self.call


def run(desk: str, file: str, last: int) -> None:
    countdown = Countdown(last)
    for name in ("before_cursor_execute", "after_cursor_execute", "commit"):
        event.listen(Engine, name, countdown.listener())
    code = main.main(["import", file, "--desk", desk])
    sys.stdout.write(f"{code} {countdown.calls}\n")


if __name__ == "__main__":
    run(sys.argv[1], sys.argv[2], int(sys.argv[3]))
