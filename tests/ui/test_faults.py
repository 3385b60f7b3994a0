"""A fault of ours: told once with a report to copy, the open words put aside, and no word of a story in the log."""

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, qWarning
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from newsroom.domain.errors import Refused
from ui.faults import Faults, report_of
from ui.notices import Notice, Notices

SECRET = "Ottilie Brandvik met the minister"


class Bench:
    def __init__(self, folder: Path) -> None:
        self.parent = QObject()
        self.notices = Notices(self.parent)
        self.said: list[Notice] = []
        self.notices.said.connect(self.said.append)
        self.copy = folder / "words.md"
        self.log = folder / "log" / "newsroom.log"
        self.faults = Faults(notices=self.notices, log_folder=folder / "log", parent=self.parent)
        self.faults.rescue_with(lambda: (self.copy,))


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path) -> Iterator[Bench]:
    del qtbot
    one = Bench(tmp_path)
    one.faults.install()
    yield one
    one.faults.remove()


def failing(words: str) -> ValueError:
    try:
        raise ValueError(words)
    except ValueError as error:
        return error


def test_an_uncaught_error_is_told_with_where_the_words_are_and_a_report(bench: Bench) -> None:
    error = failing(SECRET)
    sys.excepthook(ValueError, error, error.__traceback__)
    (notice,) = bench.said
    assert notice.kind == "trouble" and str(bench.copy) in notice.words
    assert notice.verb == "Copy report" and notice.act is not None
    notice.act()
    assert "ValueError" in QGuiApplication.clipboard().text()
    assert "test_faults.py" in QGuiApplication.clipboard().text()


def test_neither_log_nor_report_holds_the_words_of_an_error(bench: Bench) -> None:
    error = failing(SECRET)
    sys.excepthook(ValueError, error, error.__traceback__)
    qWarning(SECRET)
    log = bench.log.read_text(encoding="utf-8")
    assert "ValueError" in log and "QtWarningMsg" in log
    assert "Ottilie" not in log and "Ottilie" not in report_of(error) and "Ottilie" not in bench.said[0].words
    assert bench.log.stat().st_mode & 0o077 == 0


def test_the_same_fault_again_is_written_down_but_told_once(bench: Bench) -> None:
    error = failing("first")
    for _ in range(3):
        sys.excepthook(ValueError, error, error.__traceback__)
    assert len(bench.said) == 1
    assert bench.log.read_text(encoding="utf-8").count("ValueError") == 3


def test_a_fault_of_a_thread_is_told_in_the_window(bench: Bench, qtbot: QtBot) -> None:
    def fail() -> None:
        raise ValueError(SECRET)

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(bench.said) == 1)


def test_an_error_with_a_sentence_for_the_person_is_told_as_it_stands(bench: Bench) -> None:
    bench.faults.tell(Refused("Somebody has to look at it first."))
    assert [(notice.kind, notice.words) for notice in bench.said] == [("refused", "Somebody has to look at it first.")]


def test_words_that_cannot_be_put_aside_do_not_keep_the_fault_from_being_told(bench: Bench) -> None:
    def no_room() -> tuple[Path, ...]:
        raise OSError("no room")

    bench.faults.rescue_with(no_room)
    error = failing("first")
    sys.excepthook(ValueError, error, error.__traceback__)
    assert len(bench.said) == 1
    assert "OSError" in bench.log.read_text(encoding="utf-8")


def test_the_hooks_are_given_back(bench: Bench) -> None:
    hook = sys.excepthook
    bench.faults.remove()
    assert sys.excepthook is not hook
