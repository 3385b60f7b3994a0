"""Runs one flow again and again, each time with a fault at another call, in a process that has the shim loaded:
``python -m tests.faults.sweep FLOW WORK '{"every": 25, …}'``. Everything is imported once; each trial is a fork.
Writes one JSON object to the standard output.
"""

import errno
import gc
import json
import os
import resource
import shutil
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import alembic.operations  # noqa: F401  (loaded once here instead of once a trial)

from newsroom.domain.errors import ArchiveTrouble, Damaged
from tests.faults.flows import FLOWS, Flow
from tests.faults.shim import Fault, Shim

T = TypeVar("T")

WORKERS = 12
"""More than there are processors: a refused autosave waits a second before it is tried again."""
TRIAL_SECONDS = 60
SMALLEST_LIMIT = 512
"""Bytes a file may have at least when a disk is full, so that the trial's own diary can be written."""

FAULTS = (
    (Fault.KILL, 0), (Fault.FAIL_ONCE, errno.EIO), (Fault.FAIL_ON, errno.ENOSPC),
    (Fault.TEAR, 0), (Fault.FAIL_ON, errno.EIO), (Fault.FAIL_ONCE, errno.ENOSPC),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Script:
    """One trial: what happens at which call."""

    at: int
    fault: Fault
    error: int

    def told(self, course: "Course") -> str:
        if self.fault is Fault.FULL:
            return f"files limited to {self.at} of {course.size} bytes"
        name = course.names[self.at - 1] if self.at <= len(course.names) else "after the last"
        return f"{self.fault.name} {errno.errorcode.get(self.error, '')} at call {self.at} ({name})"


class Running:
    """A trial as the act under fault sees it; what it says goes to a file outside the desk."""

    def __init__(self, diary: Path, *, on_saved: Callable[[], None], mend: Callable[[], None]) -> None:
        self._diary = os.open(diary, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self._on_saved = on_saved
        self._mend = mend

    def saved(self) -> None:
        os.write(self._diary, b"saved\n")
        self._on_saved()

    def fault_ends(self, trouble: ArchiveTrouble) -> None:
        self._mend()
        os.write(self._diary, f"trouble {trouble}\n".encode())

    def persist(self, act: Callable[[], T]) -> T:
        try:
            return act()
        except ArchiveTrouble as trouble:
            if isinstance(trouble, Damaged):
                raise
            self.fault_ends(trouble)
            return act()


def limit_files_to(size: int) -> None:
    """From now on no file of this process may grow beyond ``size`` bytes: a disk that is full for all it matters."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))


def lift_limit() -> None:
    limit_files_to(resource.getrlimit(resource.RLIMIT_FSIZE)[1])


def in_child(work: Callable[[], None], errors: Path) -> int:
    """Does ``work`` in a fork; returns how it ended: 0, 1 after a traceback, minus the signal that killed it."""
    child = os.fork()
    if child == 0:
        # The only way back into this frame would run the parent's clean-up in the child.
        status = 1
        try:
            signal.alarm(TRIAL_SECONDS)
            work()
            status = 0
        except BaseException:  # noqa: BLE001 - written down for the parent, which tells it
            lift_limit()
            errors.write_text(traceback.format_exc(), encoding="utf-8")
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@dataclass(frozen=True, slots=True)
class Course:
    """The faultless run: the names of the calls it makes, the states it passes from the first to the last, and the
    size of the archive at the end, in bytes."""

    names: tuple[str, ...]
    states: tuple[str, ...]
    size: int


class Sweep:
    """One flow, its starting desk, and the folder the trials run in."""

    def __init__(self, flow: Flow, work: Path, shim: Shim | None) -> None:
        self._flow = flow
        self._work = work
        self._shim = shim
        self._start = work / "start"

    def prepare(self) -> Course:
        """Makes the starting desk and runs the flow once without a fault."""
        complaints = self._work / "prepare-errors"
        if in_child(lambda: self._flow.prepare(self._start), complaints):
            raise RuntimeError(complaints.read_text(encoding="utf-8"))
        desk, names = self._work / "clean", self._work / "names.json"
        shots = [self._shot(self._start, 0)]

        def run() -> None:
            trial = Running(self._work / "clean-diary", on_saved=lambda: self._take(desk), mend=lambda: None)
            self._act(desk, trial, None)
            count = self._shim.calls() if self._shim else 0
            self._mend()
            names.write_text(json.dumps([self._shim.name(at) for at in range(1, count + 1)] if self._shim else []))

        self._copy(self._start, desk)
        if in_child(run, complaints):
            raise RuntimeError(complaints.read_text(encoding="utf-8"))
        shots += sorted(self._work.glob("shot-taken-*"))
        size = (desk / "archive.sqlite").stat().st_size
        return Course(tuple(json.loads(names.read_text())), tuple(self._flow.state(shot) for shot in shots), size)

    def _act(self, desk: Path, trial: Running, script: Script | None) -> None:
        if script is not None and script.fault is Fault.FULL:
            limit_files_to(script.at)
        elif self._shim is not None and script is not None:
            self._shim.arm(desk, at=script.at, fault=script.fault, error=script.error)
        elif self._shim is not None:
            self._shim.arm(desk)
        self._flow.act(desk, trial)

    def _mend(self) -> None:
        lift_limit()
        if self._shim is not None:
            self._shim.disarm()

    def _shot(self, desk: Path, number: int) -> Path:
        shot = self._work / f"shot-{number}"
        self._copy(desk, shot)
        return shot

    def _take(self, desk: Path) -> None:
        self._copy(desk, self._work / f"shot-taken-{len(list(self._work.glob('shot-taken-*')))}")

    def _copy(self, source: Path, target: Path) -> None:
        if source.exists():
            # Links inside the desk are copied as files of their own; no trial may touch another's.
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("desk.lock"))

    def complaint(self, script: Script, course: Course) -> str:
        """Runs one trial; what was wrong with it, or nothing."""
        desk = self._work / f"trial-{script.at}-{script.fault.name}-{script.error}"
        diary, errors = desk.with_suffix(".diary"), desk.with_suffix(".errors")
        self._copy(self._start, desk)

        def run() -> None:
            trial = Running(diary, on_saved=lambda: None, mend=self._mend)
            self._act(desk, trial, script)

        ended = in_child(run, errors)
        told = diary.read_text(encoding="utf-8").splitlines() if diary.exists() else []
        wrong = self._judge(script, course, desk, ended=ended, told=told)
        if wrong and errors.exists():
            wrong += "\n" + errors.read_text(encoding="utf-8")
        shutil.rmtree(desk, ignore_errors=True)
        return f"{script.told(course)}: {wrong}" if wrong else ""

    def _judge(self, script: Script, course: Course, desk: Path, *, ended: int, told: list[str]) -> str:
        saved = told.count("saved")
        killing = script.fault in (Fault.KILL, Fault.TEAR)
        if ended != 0 and not (killing and ended == -signal.SIGKILL):
            return f"the act ended with {ended}"
        if ended == 0 and saved != len(course.states) - 1:
            return f"the act ended with only {saved} saves told"
        unclear = [each for each in told if each != "saved" and str(desk) not in each]
        if unclear:
            return f"the trouble does not name the folder: {unclear}"
        try:
            state = self._flow.state(desk)
        except Exception:  # noqa: BLE001 - the sweep tells it with the trial that led to it
            return f"the desk does not open again\n{traceback.format_exc()}"
        if state not in course.states:
            return "the desk is in a state no faultless run passes through"
        if course.states.index(state) < saved:
            return f"{saved} saves were told, but the desk is in state {course.states.index(state)}"
        return ""


def faults_at_calls(course: Course, *, every: int, faults: int) -> Iterator[Script]:
    """Some of the faults, in turn, at each ``every``-th call, at every call that is more than one of many writes, and
    at one call behind the last: nothing must happen there."""
    behind = len(course.names) + 1
    single = {at for at, name in enumerate(course.names, start=1) if not name.startswith("pwrite")}
    for number, at in enumerate(sorted({*range(1, behind, every), *single, behind})):
        # SQLite writes a page of its journal by three calls: without the last term each of the three would meet the
        # same few faults for ever.
        first = number * faults + number // len(FAULTS)
        for turn in range(first, first + faults):
            yield Script(at, *FAULTS[turn % len(FAULTS)])


def full_disks(course: Course, *, levels: int) -> Iterator[Script]:
    """Disks that are full at evenly spaced sizes of the largest file, from nothing to enough."""
    for level in range(levels):
        yield Script(SMALLEST_LIMIT + level * course.size // (levels - 1), Fault.FULL, 0)


def run_all(sweep: Sweep, course: Course, todo: list[Script], work: Path) -> list[str]:
    """Every script, some at a time; what was wrong."""
    # What is loaded stays shared between the forks only while the collector does not touch it.
    gc.disable()
    gc.freeze()
    workers: list[int] = []
    for number in range(WORKERS):
        child = os.fork()
        if child == 0:
            found = [sweep.complaint(script, course) for script in todo[number::WORKERS]]
            (work / f"found-{number}.json").write_text(json.dumps([each for each in found if each]))
            os._exit(0)
        workers.append(child)
    ends = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in workers]
    complaints = [each for path in sorted(work.glob("found-*.json")) for each in json.loads(path.read_text())]
    return complaints + [f"a worker ended with {end}" for end in ends if end]


def main(name: str, work: Path, *, every: int, faults: int, levels: int) -> dict[str, object]:
    """One sweep of the flow ``name``: with ``levels``, over sizes of full disks; otherwise over calls."""
    sweep = Sweep(FLOWS[name], work, None if levels else Shim())
    course = sweep.prepare()
    todo = list(full_disks(course, levels=levels) if levels else faults_at_calls(course, every=every, faults=faults))
    complaints = run_all(sweep, course, todo, work)
    return {
        "calls": len(course.names), "states": len(set(course.states)), "trials": len(todo), "complaints": complaints
    }  # fmt: skip


if __name__ == "__main__":
    asked = json.loads(sys.argv[3])
    sys.stdout.write(json.dumps(main(sys.argv[1], Path(sys.argv[2]), **asked)))
