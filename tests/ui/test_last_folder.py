"""Where file dialogs begin."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.shell import Shell, written_desk
from ui.importing import Importing
from ui.last_folder import documents, downloads


def test_articles_are_looked_for_among_the_downloads_first_and_then_where_the_last_one_was(
    qtbot: QtBot, tmp_path: Path, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (own_home / "Downloads").mkdir(exist_ok=True)
    monkeypatch.chdir(tmp_path)
    written_desk(tmp_path / "desk", "The ferry was late.")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "quay.md").write_text("# The quay\n\nIt is closed.\n", encoding="utf-8")
    began: list[str] = []
    shell = Shell(qtbot, desk=tmp_path / "desk").start()
    program = shell.program
    assert program.jobs is not None

    def pick(_window: object, folder: str) -> list[Path]:
        began.append(folder)
        return [tmp_path / "articles" / "quay.md"]

    importing = Importing(
        window=shell.window, desk=shell.desk, timeline=program.timeline, focus=program.focus, jobs=program.jobs,
        actions=program.actions, notices=program.notices, session=program.session, pick=pick,
    )  # fmt: skip
    importing.choose()
    qtbot.waitUntil(lambda: "It is closed." in shell.text, timeout=10_000)
    importing.choose()
    qtbot.waitUntil(lambda: program.jobs is not None and program.jobs.is_idle, timeout=10_000)
    assert began == [downloads(), str(tmp_path / "articles")]
    shell.end()


def test_where_the_system_names_no_such_folder_it_is_the_home_and_never_where_the_program_runs(
    own_home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    for place in (downloads(), documents()):
        assert Path(place).is_dir() and Path(place) != Path.cwd()
        assert Path(place) == own_home or own_home in Path(place).parents
