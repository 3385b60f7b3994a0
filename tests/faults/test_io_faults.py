"""R02, R10: a crash or an error of the disk at any write leaves the old state or the new one, and nothing is called
saved that is not. R04: the same for a disk that is full."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.faults.flows import FLOWS

SOURCE = Path(__file__).with_name("shim.c")
PROJECT = Path(__file__).parents[2]
SWEEP_SECONDS = 3600

FULL_DISK_FLOWS = ("autosave much", "operation much")
CRASH_FLOWS = tuple(name for name in FLOWS if name not in FULL_DISK_FLOWS)


def compiled_shim(folder: Path) -> Path:
    """The shared object, compiled by gcc; skips the test where that cannot be, fails where it is required."""
    gcc = shutil.which("gcc")
    if gcc is None or not sys.platform.startswith("linux"):
        reason = "the fault shim needs Linux and gcc ('apt-get install gcc libc6-dev')"
        if os.environ.get("NEWSROOM_REQUIRE_CONFORMANCE") == "1":
            pytest.fail(f"NEWSROOM_REQUIRE_CONFORMANCE=1 is set, but {reason}.")
        pytest.skip(reason)
    target = folder / "shim.so"
    command = [gcc, "-shared", "-fPIC", "-O1", "-Wall", "-o", str(target), str(SOURCE), "-ldl"]
    subprocess.run(command, check=True)
    return target


@pytest.fixture(scope="module")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return compiled_shim(tmp_path_factory.mktemp("shim"))


def sweep(
    flow: str, work: Path, *, shim: Path | None = None, every: int = 1, faults: int = 6, levels: int = 0
) -> dict[str, Any]:
    """What a sweep in a process of its own has to tell."""
    environment = {**os.environ, **({"LD_PRELOAD": str(shim)} if shim else {})}
    asked = json.dumps({"every": every, "faults": faults, "levels": levels})
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.sweep", flow, str(work), asked],
        cwd=PROJECT, env=environment, capture_output=True, text=True, timeout=SWEEP_SECONDS, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def assert_nothing_wrong(told: dict[str, Any]) -> None:
    assert told["states"] > 1, "the flow changes nothing, so the sweep shows nothing"
    complaints = told["complaints"]
    assert complaints == [], f"{len(complaints)} of {told['trials']} trials:\n" + "\n".join(complaints[:5])


@pytest.mark.parametrize("flow", CRASH_FLOWS)
def test_a_fault_at_a_write_leaves_the_old_state_or_the_new_and_no_false_saved(
    flow: str, shim: Path, tmp_path: Path
) -> None:
    told = sweep(flow, tmp_path, shim=shim, every=FLOWS[flow].every, faults=FLOWS[flow].faults)
    assert told["calls"] > 10, "the shim saw too little: is it loaded?"
    assert_nothing_wrong(told)


@pytest.mark.long
@pytest.mark.parametrize("flow", CRASH_FLOWS)
def test_every_fault_at_every_write_leaves_the_old_state_or_the_new_and_no_false_saved(
    flow: str, shim: Path, tmp_path: Path
) -> None:
    assert_nothing_wrong(sweep(flow, tmp_path, shim=shim))


@pytest.mark.parametrize("flow", FULL_DISK_FLOWS)
def test_a_full_disk_keeps_what_was_saved_and_takes_the_rest_once_there_is_room(flow: str, tmp_path: Path) -> None:
    told = sweep(flow, tmp_path, levels=15)
    assert told["trials"] == 15
    assert_nothing_wrong(told)


@pytest.mark.long
@pytest.mark.parametrize("flow", FULL_DISK_FLOWS)
def test_a_disk_full_at_any_of_fifty_levels_keeps_what_was_saved(flow: str, tmp_path: Path) -> None:
    told = sweep(flow, tmp_path, levels=50)
    assert told["trials"] == 50
    assert_nothing_wrong(told)
