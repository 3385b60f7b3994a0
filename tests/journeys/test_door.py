"""The door of the program: what it says where no window can be opened."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import main

ROOT = Path(__file__).resolve().parents[2]


def test_without_a_screen_one_line_names_what_needs_none() -> None:
    environment = {name: value for name, value in os.environ.items()
                   if name not in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")}  # fmt: skip
    done = subprocess.run(
        [sys.executable, ROOT / "main.py"], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 3
    assert "newsroom demo --out DIR" in done.stderr and done.stderr.count("\n") == 1
    assert done.stdout == ""


def test_a_missing_library_of_the_screen_is_named_with_the_line_that_installs_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(main, "X11_LIBRARY", "libnowhere-to-be-found.so.0")
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    assert main.main([]) == 3
    told = capsys.readouterr().err
    assert "libnowhere-to-be-found.so.0" in told and "apt install" in told and "libxcb-cursor0" in told


@pytest.mark.parametrize(
    ("words", "desk"),
    [([], None), (["--desk", "here"], Path("here")), (["--desk=here"], Path("here"))],
)
def test_a_desk_alone_or_nothing_asks_for_the_window(words: list[str], desk: Path | None) -> None:
    assert main.asks_for_window(words)
    assert main.desk_named(words) == desk


@pytest.mark.parametrize("words", [["list"], ["--desk", "here", "list"], ["--help"], ["--version"]])
def test_anything_else_is_a_command(words: list[str]) -> None:
    assert not main.asks_for_window(words)
