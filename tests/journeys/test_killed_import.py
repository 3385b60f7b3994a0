"""An import killed at any moment leaves a desk that opens, with the story wholly there or not at all."""

import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.command_line import ARTICLE, BODY, PROJECT, SLUG, done, newsroom, written

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")


def killed_import(desk: Path, file: Path, call: int) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tests.journeys.killed_import", str(desk), str(file), str(call)],
        cwd=PROJECT, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def what_is_there(desk: Path) -> dict[str, Any]:
    """Everything the import made, ids and times aside."""
    shown = done("show", SLUG, "--json", desk=desk).json
    return {
        "text": shown["text"],
        "headline": shown["story"]["headline"],
        "sources": [source["title"] for source in shown["sources"]],
        "quotes": [quote["text"] for quote in shown["quotes"]],
        "claims": [
            (claim["wording"], [place["start"] for place in claim["places"]], len(claim["evidence"]))
            for claim in shown["claims"]
        ],
        "proposals": len(done("proposals", SLUG, "--json", desk=desk).json),
    }


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("in") / "pier.md", ARTICLE)


@pytest.fixture(scope="module")
def calls(file: Path, tmp_path_factory: pytest.TempPathFactory) -> int:
    """How many calls an import of the file makes that is left alone, its last commit included."""
    code, count = killed_import(tmp_path_factory.mktemp("whole") / "desk", file, 0).stdout.split()[-2:]
    assert code == "0"
    return int(count)


@pytest.mark.parametrize("part", [0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0])
def test_a_killed_import_is_whole_or_absent(part: float, calls: int, file: Path, tmp_path: Path) -> None:
    desk, whole = tmp_path / "desk", tmp_path / "whole"
    ended = killed_import(desk, file, max(1, round(calls * part)))
    assert ended.returncode == -signal.SIGKILL

    stories = done("list", "--json", desk=desk).json
    done("verify", desk=desk)
    done("import", file, desk=whole)
    if stories:
        assert what_is_there(desk) == what_is_there(whole)
    else:
        assert newsroom("show", SLUG, desk=desk).code == 2
        done("import", file, desk=desk)
        assert what_is_there(desk) == what_is_there(whole)
    assert done("show", SLUG, "--text", desk=desk).out == BODY
    (_,) = done("list", "--json", desk=desk).json
