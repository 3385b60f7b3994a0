"""R07: of two processes that open one desk exactly one writes, the other reads and is told who; a killed owner leaves
the desk to the next."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

PROJECT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the races fork")


def races(work: Path, count: int) -> list[dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.race", str(work), str(count)],
        cwd=PROJECT, capture_output=True, text=True, timeout=60 + 5 * count, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def assert_one_writer(run: dict[str, Any]) -> None:
    results = run["results"]
    writers = [result for result in results if result["writer"]]
    assert len(writers) == 1, results
    reader = next(result for result in results if not result["writer"])
    assert "refused" not in reader, reader
    assert f"process {writers[0]['pid']} on {run['host']}" in reader["because"], (writers, reader)


def assert_inherited(run: dict[str, Any]) -> None:
    assert run["heir"]["writer"], run["heir"]
    assert run["heir"]["took"] <= 1.0, run["heir"]


def check_races(work: Path, count: int) -> None:
    runs = races(work, count)
    assert len(runs) == count
    for run in runs:
        assert_one_writer(run)
        assert_inherited(run)


def test_twenty_races_for_a_desk_have_one_winner_each_and_an_heir(tmp_path: Path) -> None:
    check_races(tmp_path, 20)


@pytest.mark.long
def test_a_hundred_races_for_a_desk_have_one_winner_each_and_an_heir(tmp_path: Path) -> None:
    check_races(tmp_path, 100)
