"""What tests of the window share: the light theme on the application, taken off again afterwards."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from newsroom.desk.desk import Desk
from newsroom.storage.opening import open_archive
from newsroom.tasks.samples import lay_sample_story
from ui.icons import Icons
from ui.theme import Look


@pytest.fixture
def look(qapp: QApplication, tmp_path: Path) -> Iterator[Look]:
    """The light theme; it stays on the application, for Qt polishes every widget of earlier tests at each change."""
    look = Look(qapp, cache_folder=tmp_path / "look", setting="light")
    yield look
    look.use("light")
    qapp.styleHints().unsetColorScheme()


@pytest.fixture
def icons(look: Look) -> Icons:
    return Icons(look=look)


@pytest.fixture(scope="session")
def laid_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed desk with the sample story, laid in once; tests copy it."""
    folder = tmp_path_factory.mktemp("sample") / "desk"
    desk = Desk(open_archive(folder, create=True), actor="Sanne Ulvaeus")
    lay_sample_story(desk)
    desk.close()
    return folder


@pytest.fixture
def sample_desk(laid_sample: Path, tmp_path: Path) -> Path:
    """The folder of a desk of this test's own with the sample story in it, not opened yet."""
    return Path(shutil.copytree(laid_sample, tmp_path / "desk"))
