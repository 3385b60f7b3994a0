"""Letters twice as large on the same screen, as somebody has them who sees little: nothing is cut anywhere."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import access_checks as checks
from tests.ui.access_walk import PLACES, SCREEN, Desk, sit_down


@pytest.fixture(scope="module")
def desk(
    request: pytest.FixtureRequest, qapp: QApplication, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Desk]:
    yield from sit_down(QtBot(request), qapp, tmp_path_factory.mktemp("large"), letters=2)


@pytest.fixture(params=list(PLACES))
def place(request: pytest.FixtureRequest, desk: Desk) -> QWidget:
    return PLACES[request.param](desk)


def test_nothing_is_cut_and_the_window_stays_on_the_screen(place: QWidget, desk: Desk) -> None:
    assert not checks.cut_words(place)
    assert desk.window.size() == SCREEN
