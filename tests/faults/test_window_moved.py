"""R05: archive or folder renamed, deleted or replaced while the window is open."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.shell import QUICK, Shell, written_desk
from ui.saving import Pace

NOTICED_MS = 6000
Fate = Callable[[Path], None]


def rename_file(desk: Path) -> None:
    (desk / "archive.sqlite").rename(desk / "moved.sqlite")


def delete_file(desk: Path) -> None:
    (desk / "archive.sqlite").unlink()


def replace_file(desk: Path) -> None:
    shutil.copy(desk / "archive.sqlite", desk / "other.sqlite")
    (desk / "other.sqlite").replace(desk / "archive.sqlite")


def rename_folder(desk: Path) -> None:
    desk.rename(desk.with_name("moved"))


def delete_folder(desk: Path) -> None:
    """As a file manager does: gone from its place in one step, whatever the desk is writing meanwhile."""
    shutil.rmtree(desk.rename(desk.with_name("thrown away")), ignore_errors=True)


FATES = (rename_file, delete_file, replace_file, rename_folder, delete_folder)


@pytest.fixture
def shells(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[..., Shell]]:
    made: list[Shell] = []

    def make(name: str = "desk", pace: Pace = QUICK) -> Shell:
        written_desk(tmp_path / name / "desk", "The ferry was late.")
        made.append(Shell(qtbot, desk=tmp_path / name / "desk", pace=pace).start())
        return made[-1]

    yield make
    for one in made:
        one.end()


def meets(one: Shell, fate: Fate, *, words: str, at_rest: bool) -> None:
    """The fate comes while the words are being saved, or when all is saved and nobody types."""
    desk = one.desk.archive.places.folder
    one.type(words)
    if at_rest:
        one.saved()
    fate(desk)


def check(one: Shell, *, words: str) -> None:
    one.qtbot.waitUntil(lambda: one.program.saving.state.kind == "trouble", timeout=NOTICED_MS)
    told = one.words("saving")
    assert "was moved, deleted or replaced" in told and "The words are safe" in told
    rescued = [path for path in rescue_folder().glob("words-*.md") if str(path) in told]
    assert [path.read_text(encoding="utf-8") for path in rescued] == [f"{words}The ferry was late."]
    assert one.text == f"{words}The ferry was late."


def rescue_folder() -> Path:
    from newsroom.folders import data_folder

    return data_folder() / "rescue"


@pytest.mark.parametrize("at_rest", [True, False], ids=["at rest", "while saving"])
@pytest.mark.parametrize("fate", FATES)
def test_it_is_noticed_the_words_are_rescued_and_nothing_is_made_in_its_place(
    shells: Callable[..., Shell], fate: Fate, at_rest: bool
) -> None:
    one = shells()
    desk = one.desk.archive.places.folder
    meets(one, fate, words="Again: ", at_rest=at_rest)
    check(one, words="Again: ")
    if fate is not replace_file:
        assert not (desk / "archive.sqlite").exists()


def test_at_the_pace_of_the_program_it_is_noticed_within_six_seconds(shells: Callable[..., Shell]) -> None:
    fates = dict(zip((fate.__name__ for fate in FATES), FATES, strict=True))
    open_ones = {name: shells(name, pace=Pace()) for name in fates}
    for name, one in open_ones.items():
        meets(one, fates[name], words=f"{name} ", at_rest=False)
    for name, one in open_ones.items():
        check(one, words=f"{name} ")


def test_put_back_in_its_place_the_words_are_saved_and_the_copy_goes(shells: Callable[..., Shell]) -> None:
    one = shells()
    desk = one.desk.archive.places.folder
    withdrawn: list[str] = []
    one.program.notices.withdrawn.connect(withdrawn.append)
    meets(one, rename_file, words="Again: ", at_rest=False)
    check(one, words="Again: ")
    one.type("and again: ")
    (desk / "moved.sqlite").rename(desk / "archive.sqlite")
    one.saved()
    assert withdrawn == ["saving"]
    assert one.desk.queries.draft(one.program.focus.story).text == "Again: and again: The ferry was late."
    assert not list(rescue_folder().iterdir())


@pytest.mark.long
@pytest.mark.parametrize("turn", range(10))
@pytest.mark.parametrize("at_rest", [True, False], ids=["at rest", "while saving"])
@pytest.mark.parametrize("fate", FATES)
def test_again_and_again_at_the_pace_of_the_program(
    shells: Callable[..., Shell], fate: Fate, at_rest: bool, turn: int
) -> None:
    one = shells(pace=Pace())
    meets(one, fate, words=f"{turn} ", at_rest=at_rest)
    check(one, words=f"{turn} ")
