"""Lets processes race for one desk: ``python -m tests.faults.race WORK COUNT``. Everything is imported once, each
runner is a fork. Writes one JSON object a line for each race to the standard output.
"""

import json
import os
import signal
import socket
import sys
import time
import traceback
from dataclasses import dataclass
from pathlib import Path

from newsroom.domain.errors import NewsroomError
from newsroom.storage.opening import open_archive
from tests.builders import add_story, new_desk


@dataclass(frozen=True, slots=True)
class Runner:
    """A process that opens the desk when the start is given, tells what came of it, and holds on until it is ended."""

    pid: int
    told: int

    def result(self) -> dict[str, object]:
        """What it tells; waits for it."""
        with os.fdopen(self.told, encoding="utf-8") as told:
            return json.loads(told.readline())

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)


def runner(folder: Path, *, start: int, starters: tuple[int, ...]) -> Runner:
    """Forks a runner that waits until nobody holds the other end of ``start`` any more."""
    told, telling = os.pipe()
    child = os.fork()
    if child:
        os.close(telling)
        return Runner(child, told)
    for each in (*starters, told):
        os.close(each)
    os.read(start, 1)
    os.write(telling, (json.dumps(opening(folder)) + "\n").encode())
    while True:
        signal.pause()


def opening(folder: Path) -> dict[str, object]:
    """Opens the desk and writes to it; what came of both."""
    began = time.perf_counter()
    try:
        archive = open_archive(folder, create=True)
        took = time.perf_counter() - began
        with archive.read() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM story").fetchall()
        if archive.is_read_only:
            return {"pid": os.getpid(), "writer": False, "because": archive.read_only_because, "took": took}
        # A moment as owner, so that the other reads while this one writes.
        archive.write(add_story, actor="")
        return {"pid": os.getpid(), "writer": True, "because": "", "took": took}
    except NewsroomError as error:
        return {"pid": os.getpid(), "writer": False, "because": f"{type(error).__name__}: {error}", "took": 0.0,
                "refused": True}  # fmt: skip
    except Exception:  # noqa: BLE001 - told to the test, which fails with it
        return {"pid": os.getpid(), "writer": False, "because": traceback.format_exc(), "took": 0.0, "refused": True}


def race(folder: Path) -> dict[str, object]:
    """Two runners at once, then the owner is killed and a third comes."""
    start, starter = os.pipe()
    runners = [runner(folder, start=start, starters=(starter,)) for _ in range(2)]
    os.close(starter)
    results = [each.result() for each in runners]
    os.close(start)
    for each, result in zip(runners, results, strict=True):
        if result["writer"]:
            each.kill()
    start, starter = os.pipe()
    heir = runner(folder, start=start, starters=(starter,))
    os.close(starter)
    inherited = heir.result()
    os.close(start)
    heir.kill()
    for each, result in zip(runners, results, strict=True):
        if not result["writer"]:
            each.kill()
    return {"results": results, "heir": inherited, "host": socket.gethostname()}


def main(work: Path, count: int) -> None:
    for number in range(count):
        folder = work / f"desk-{number}"
        if number % 2:
            desk = new_desk(folder)
            desk.run("Write", add_story)
            desk.close()
        sys.stdout.write(json.dumps({"made before": bool(number % 2), **race(folder)}) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
