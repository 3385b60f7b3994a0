"""Homes in a temporary folder, no screen: a test never touches the person's own desk."""

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

# How long an example takes says more of what else the machine does than of the code.
settings.register_profile("house", deadline=None)
settings.load_profile("house")
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


PATIENCE_MS = 30_000
"""How long a test waits at most for what must happen, where no promise names a time: a shared machine stalls."""


class PatientBot(QtBot):
    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE_MS) -> None:  # noqa: N802
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE_MS, **how: Any) -> Any:  # noqa: N802
        return super().waitSignal(signal, timeout=timeout, **how)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:
    return PatientBot(request)


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test has a home of its own, so settings and desks of other tests or people cannot leak in."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("NEWSROOM_HOME", str(home / "newsroom"))
    return home


@pytest.fixture(autouse=True)
def garbage_is_collected_in_this_thread(request: pytest.FixtureRequest) -> Iterator[None]:
    """Once a test has made Qt objects the collector runs here only: in a thread of a later test it would take windows
    apart that are only garbage by then, and their timers would fire into nothing."""
    if {"qtbot", "qapp"} & set(request.fixturenames):
        gc.disable()
    yield
    if not gc.isenabled() and gc.get_count()[0] > 50_000:
        gc.collect()
        gc.freeze()
