"""What a start loads until the first painting, seen from outside: each module more is time somebody waits."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui.shell import written_desk

ROOT = Path(__file__).resolve().parent.parent.parent
START = """
import json, os, sys
from pathlib import Path
from ui.qt_import import bring_in_qt

before = set(sys.modules)
bring_in_qt()
brought = set(sys.modules) - before
from ui.app import Program, make_application

application = make_application()
style = application.style().objectName()
program = Program(application, desk=Path(sys.argv[1]))

def painted():
    libraries = Path("/proc/self/maps").read_text() if Path("/proc/self/maps").exists() else ""
    print(json.dumps({
        "text": program.window.page.editor.toPlainText(),
        "style": style,
        "modules": sorted(set(sys.modules) - brought),
        "qt": sorted(name for name in sys.modules if name.startswith("PySide6.Qt")),
        "libraries": [name for name in ("libcrypto", "Qt6Svg", "libssl") if name in libraries],
    }), flush=True)
    os._exit(0)

program.window.first_painted.connect(painted)
program.show()
application.exec()
"""
HEAVY = (
    "sqlalchemy", "alembic", "yaml", "click", "markdown", "lxml", "nh3", "rapidfuzz", "dateparser", "trafilatura",
    "newsroom.desk", "newsroom.text", "newsroom.importing", "newsroom.export", "newsroom.tasks", "newsroom.settings",
    "newsroom.domain.kinds", "ui.panes", "ui.dialogs", "ui.furnishing", "ui.widgets",
    "hashlib", "dataclasses", "string", "logging", "argparse", "asyncio", "socket", "ssl", "email", "html", "uuid",
)  # fmt: skip
OF_THE_WINDOW = 40
"""Modules of ``ui`` a start may load; each costs a third of a millisecond or more."""


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What a second start on a written desk has loaded when the window is painted for the first time."""
    home = tmp_path_factory.mktemp("home")
    written_desk(home / "desk", "The **ferry** was late.")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "NEWSROOM_HOME": str(home)}
    for _ in ("the themes are read", "as every day"):
        done = subprocess.run(
            [sys.executable, "-c", START, str(home / "desk")],
            cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_story_is_there_when_the_window_is_painted(seen: dict[str, object]) -> None:
    assert seen["text"] == "The **ferry** was late."
    assert seen["style"] == "fusion"


def test_nothing_heavy_is_loaded_before_the_first_painting(seen: dict[str, object]) -> None:
    modules = seen["modules"]
    assert isinstance(modules, list) and "ui.app" in modules
    late = [name for name in modules if any(name == one or name.startswith(f"{one}.") for one in HEAVY)]
    assert not late, f"import these where they are used, after the first painting: {late}"
    assert seen["qt"] == ["PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets"]


def test_the_window_brings_few_modules_of_its_own(seen: dict[str, object]) -> None:
    modules = seen["modules"]
    assert isinstance(modules, list)
    own = [name for name in modules if name.startswith("ui.")]
    assert len(own) <= OF_THE_WINDOW, own


def test_the_first_painting_waits_for_no_library_of_ciphers_or_drawings(seen: dict[str, object]) -> None:
    assert seen["libraries"] == []
