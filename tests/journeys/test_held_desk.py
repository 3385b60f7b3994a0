"""While another process holds the desk, commands that only read work; those that write exit 4 and say who holds it."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.command_line import CLOSURE, PROJECT, SLUG, as_process, desk_with_article, done, newsroom, refused


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = desk_with_article(tmp_path_factory.mktemp("held"))
    done("backup", desk=folder)
    return folder


@pytest.fixture(scope="module")
def holder(desk: Path) -> Iterator[int]:
    """The number of a living process that holds the desk."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.holder", str(desk)],
        cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process.pid
        process.communicate(timeout=30)
    assert process.returncode == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("list",), 0), (("list", "--json"), 0), (("show", SLUG), 0), (("show", SLUG, "--text"), 0),
        (("claims", "list", SLUG), 0), (("proposals", SLUG), 0), (("check", SLUG), 1), (("verify",), 0),
        (("backup", "--list"), 0), (("scan", "README.md"), 0),
    ],
)  # fmt: skip
def test_commands_that_read_work(words: tuple[str, ...], code: int, desk: Path, holder: int) -> None:
    del holder
    ran = newsroom(*(PROJECT / word if word == "README.md" else word for word in words), desk=desk)
    assert (ran.code, ran.err) == (code, "")
    assert ran.out


@pytest.mark.parametrize(
    "words",
    [
        ("import", PROJECT / "README.md"),
        ("claim", "add", SLUG, "--text", CLOSURE),
        ("source", "add", SLUG, "https://tarnby.example/a"),
        ("source", "derive", "aaaaaa", "bbbbbb"),
        ("evidence", "add", "aaaaaa", "bbbbbb"),
        ("proposals", SLUG, "--accept-certain"),
        ("export", SLUG, "--format", "html", "--draft", "--out", "out"),
        ("backup",),
        ("restore",),
        ("salvage",),
    ],
    ids=lambda words: " ".join(map(str, words[:2])),
)
def test_commands_that_write_exit_4_and_say_who_holds_it(words: tuple[object, ...], desk: Path, holder: int) -> None:
    before = done("show", SLUG, "--json", desk=desk).out
    assert f"process {holder} on" in refused(*words, desk=desk, code=4)
    assert done("show", SLUG, "--json", desk=desk).out == before


def test_the_same_holds_between_processes(desk: Path, holder: int) -> None:
    assert as_process("list", "--desk", desk).returncode == 0
    writing = as_process("claim", "add", SLUG, "--text", CLOSURE, "--desk", desk)
    assert writing.returncode == 4
    assert f"process {holder} on".encode() in writing.stderr
    assert b"Traceback" not in writing.stderr


def test_a_sample_on_a_held_desk_says_who_holds_it(tmp_path: Path) -> None:
    done("demo", "--out", tmp_path)
    with subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.holder", str(tmp_path / "desk")],
        cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        told = refused("demo", "--out", tmp_path, code=4)
        assert f"process {process.pid} on" in told
        process.communicate(timeout=30)
    done("demo", "--out", tmp_path)
