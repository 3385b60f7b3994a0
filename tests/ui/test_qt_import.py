"""The start brings Qt in with what was compiled before, and puts everything it borrowed back."""

import builtins
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ui.qt_import import STUB_WRITER, KeptCode

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCE, NAME = b"answer = 6 * 7\n", "shibokensupport/signature/made_up.py"


def answer_of(kept: KeptCode, source: bytes, name: str = NAME) -> object:
    space: dict[str, object] = {}
    exec(kept.code(source, name), space)
    return space.get("answer")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "__pycache__" / "qt"


def test_what_was_compiled_once_is_there_at_the_next_start(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = KeptCode(place)
    assert answer_of(first, SOURCE) == 42
    first.keep()

    def refuse(*words: object, **options: object) -> None:
        raise AssertionError("compiled again")

    second = KeptCode(place)
    monkeypatch.setattr(builtins, "compile", refuse)
    assert answer_of(second, SOURCE) == 42


def test_another_source_of_the_same_name_is_compiled_anew(place: Path) -> None:
    first = KeptCode(place)
    answer_of(first, SOURCE)
    first.keep()
    assert answer_of(KeptCode(place), b"answer = 43\n") == 43


@pytest.mark.parametrize("content", [b"", b"torn", b"\xa7\x0d\r\n"])
def test_a_file_that_is_torn_or_of_another_python_is_as_good_as_none(place: Path, content: bytes) -> None:
    place.parent.mkdir()
    place.write_bytes(content)
    assert answer_of(KeptCode(place), SOURCE) == 42


def test_nothing_is_written_where_python_is_told_to_write_no_compiled_files(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    kept = KeptCode(place)
    answer_of(kept, SOURCE)
    kept.keep()
    assert not place.exists()


def test_the_writer_of_stub_files_is_left_out(place: Path) -> None:
    assert answer_of(KeptCode(place), SOURCE, STUB_WRITER) is None


def test_qt_comes_in_whole_and_python_imports_and_compiles_as_before(tmp_path: Path) -> None:
    script = (
        "import builtins;"
        "before = builtins.__import__, builtins.compile;"
        "from ui.qt_import import bring_in_qt;"
        "bring_in_qt();"
        "assert (builtins.__import__, builtins.compile) == before;"
        "from PySide6.QtWidgets import QApplication, QLabel;"
        "import sys;"
        "assert 'argparse' not in sys.modules, 'the writer of stub files was run';"
        "app = QApplication([]);"
        "label = QLabel('Whole');"
        "print(label.text());"
        "label.setText(7)"
    )
    environment = {
        name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
    } | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": str(tmp_path)}  # fmt: skip
    for _ in ("compiled", "from what is kept"):
        done = subprocess.run(
            [sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60
        )
        assert done.stdout.strip() == "Whole"
        # PySide's own words for a wrong argument come from the modules that were kept.
        assert "TypeError" in done.stderr and "setText" in done.stderr
    assert list(tmp_path.rglob("*.qt"))
