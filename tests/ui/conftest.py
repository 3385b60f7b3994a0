"""What tests of the window share: the light theme on the application, taken off again afterwards."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from ui.icons import Icons
from ui.theme import Look


@pytest.fixture
def look(qapp: QApplication, tmp_path: Path) -> Iterator[Look]:
    palette, sheet = qapp.palette(), qapp.styleSheet()
    yield Look(qapp, cache_folder=tmp_path / "look", setting="light")
    qapp.styleHints().unsetColorScheme()
    qapp.setPalette(palette)
    qapp.setStyleSheet(sheet)


@pytest.fixture
def icons(look: Look) -> Icons:
    return Icons(look=look)
