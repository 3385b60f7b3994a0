"""Runs the real window in child processes, several at once, and says what each reported and what its desk holds."""

import os
import random
import selectors
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from newsroom.storage.opening import open_archive
from newsroom.storage.queries import Queries
from newsroom.storage.verify import verify
from tests.faults.typist import word
from tests.ui.shell import written_desk

ROOT = Path(__file__).resolve().parent.parent.parent
AT_ONCE = 3


@dataclass(slots=True)
class Run:
    """One child: what it told, and when it was ended (seconds of the monotonic clock)."""

    home: Path
    process: subprocess.Popen[bytes]
    end_at: float
    lines: list[str] = field(default_factory=list)
    ended_at: float = 0.0
    rest: bytes = b""

    def told(self, what: str) -> list[tuple[int, float]]:
        """Number and moment of each word typed, or reported as saved."""
        return [(int(number), float(at)) for kind, number, at in
                (line.split() for line in self.lines if line.startswith(what))]  # fmt: skip

    @property
    def text(self) -> str:
        """What the desk holds, read by the plain opening."""
        archive = open_archive(self.home / "desk")
        try:
            assert not archive.is_read_only, archive.read_only_because
            assert verify(archive).is_sound
            queries = Queries(archive)
            return queries.draft(queries.stories()[0].id).text
        finally:
            archive.close()


def words_stored(text: str) -> int:
    """How many whole numbered words the text begins with; it must hold nothing else but a beginning of the next."""
    number, at = 0, 0
    while text.startswith(word(number + 1), at):
        number += 1
        at += len(word(number))
    assert word(number + 1).startswith(text[at:]), f"not a prefix after word {number}: {text[at : at + 30]!r}"
    return number


def start(home: Path, *, how: str, seed: int, end_after: float = 60.0) -> Run:
    """A typist on a copy of a desk with one empty story."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.typist", str(home), how, str(seed)],
        stdout=subprocess.PIPE, cwd=ROOT, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert process.stdout is not None
    os.set_blocking(process.stdout.fileno(), False)
    return Run(home, process, end_after)


def homes(folder: Path, count: int) -> list[Path]:
    """So many homes with the same desk in each."""
    written_desk(folder / "template" / "desk", "")
    made: list[Path] = []
    for number in range(count):
        made.append(folder / f"home-{number}")
        shutil.copytree(folder / "template", made[-1])
    return made


def killed_while_typing(folder: Path, *, count: int, seed: int, longest: float) -> Iterator[Run]:
    """Runs that are killed at a random moment after their first word."""
    chance = random.Random(seed)
    waiting = [(home, chance.randrange(1 << 30), chance.uniform(0.05, longest)) for home in homes(folder, count)]
    waiting.sort(key=lambda one: -one[2])
    running: list[Run] = []
    while waiting or running:
        while waiting and len(running) < AT_ONCE:
            home, number, after = waiting.pop(0)
            running.append(start(home, how="typing", seed=number, end_after=after))
        for run in listen(running):
            running.remove(run)
            yield run


def listen(running: Sequence[Run]) -> list[Run]:
    """Hears the children until the moment of one has come; ends those and returns them."""
    with selectors.DefaultSelector() as selector:
        for run in running:
            assert run.process.stdout is not None
            selector.register(run.process.stdout, selectors.EVENT_READ, run)
        while True:
            due = [run for run in running if run.told("typed") and time.monotonic() >= due_at(run)]
            if due:
                break
            soonest = min((due_at(run) for run in running if run.told("typed")), default=time.monotonic() + 30)
            ready = selector.select(max(0.0, soonest - time.monotonic()))
            assert ready or time.monotonic() >= soonest, "a window said nothing for 30 seconds"
            for key, _ in ready:
                hear(key.data)
    for run in due:
        run.process.send_signal(signal.SIGKILL)
        run.ended_at = time.monotonic()
        run.process.wait()
        hear(run)
        assert run.process.stdout is not None
        run.process.stdout.close()
    return due


def due_at(run: Run) -> float:
    return run.told("typed")[0][1] + run.end_at


def hear(run: Run) -> None:
    assert run.process.stdout is not None
    data = run.rest + (run.process.stdout.read() or b"")
    *whole, run.rest = data.split(b"\n")
    run.lines += [line.decode() for line in whole]
    assert whole or run.process.poll() is None or run.ended_at, "a window ended by itself"


def signalled(run: Run, number: int) -> tuple[int, float]:
    """Sends the signal once the typist is ready; the exit code, and how many seconds the program took to leave."""
    stream = run.process.stdout
    assert stream is not None
    os.set_blocking(stream.fileno(), True)
    for line in iter(stream.readline, b"ready\n"):
        assert line, "the window ended by itself"
        run.lines.append(line.decode())
    sent = time.monotonic()
    run.process.send_signal(number)
    code = run.process.wait(30)
    took = time.monotonic() - sent
    stream.close()
    return code, took
