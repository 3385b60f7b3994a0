"""Qt objects nobody holds any more are taken apart in the window's thread."""

import gc
import threading
import weakref

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.garbage import Garbage


class Knot(QObject):
    """Holds itself, so that only the collector takes it apart; says in which thread."""

    def __init__(self, ended: list[threading.Thread]) -> None:
        super().__init__()
        self.itself = self
        weakref.finalize(self, lambda: ended.append(threading.current_thread()))


def test_a_thread_that_makes_much_garbage_takes_no_window_apart(qtbot: QtBot) -> None:
    ended: list[threading.Thread] = []
    parent = QObject()
    gc.enable()
    garbage = Garbage(parent)
    try:
        Knot(ended)
        busy = threading.Thread(target=lambda: [[] for _ in range(200_000)])
        busy.start()
        busy.join()
        assert not ended
        kept = [[] for _ in range(5_000)]
        qtbot.waitUntil(lambda: bool(ended) or not kept)
        assert ended == [threading.current_thread()]
    finally:
        garbage.close()
        gc.disable()


def test_the_collector_is_handed_back_as_it_was(qtbot: QtBot) -> None:
    del qtbot
    parent = QObject()
    gc.enable()
    garbage = Garbage(parent)
    assert not gc.isenabled()
    garbage.close()
    assert gc.isenabled()
    gc.disable()


def test_what_was_loaded_at_the_start_is_not_looked_through_again_until_the_window_closes(qtbot: QtBot) -> None:
    parent = QObject()
    garbage = Garbage(parent, settled_ms=1)
    qtbot.waitUntil(lambda: gc.get_freeze_count() > 10_000)
    garbage.close()
    assert gc.get_freeze_count() == 0
    gc.disable()


def test_the_records_of_a_large_story_are_not_looked_through(qtbot: QtBot) -> None:
    parent = QObject()
    gc.collect()
    garbage = Garbage(parent)
    try:
        records = [[] for _ in range(60_000)]
        qtbot.waitUntil(lambda: gc.get_freeze_count() > len(records))
    finally:
        garbage.close()
        gc.disable()
