"""From the start to the end of the program: what is painted first, what a start tells, what an end leaves behind."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QTextBrowser
from pytestqt.qtbot import QtBot

from newsroom.desk.stories import move_stage, new_story
from newsroom.storage.first_screen import read_first_screen
from newsroom.storage.manifest import list_backups
from tests.builders import new_desk
from tests.ui.shell import Shell, written_desk
from ui.reading_only import WORDS

ROOT = Path(__file__).resolve().parent.parent.parent
Starter = Callable[..., Shell]


@pytest.fixture
def shell(qtbot: QtBot, tmp_path: Path) -> Iterator[Starter]:
    """Makes programs on ``tmp_path / "desk"``; the last is ended with the test."""
    made: list[Shell] = []

    def make(**given: object) -> Shell:
        made.append(Shell(qtbot, **{"desk": tmp_path / "desk", **given}))  # pyright: ignore[reportArgumentType]
        return made[-1]

    yield make
    for one in made:
        one.end()


def shown_labels(one: Shell) -> list[QLabel]:
    return [label for label in one.page.findChildren(QLabel) if label.isVisible() and label.text()]


def test_the_first_start_makes_a_desk_and_opens_the_sample_story(shell: Starter, tmp_path: Path) -> None:
    one = shell().show()
    assert [label.text() for label in shown_labels(one)] == ["One moment: the desk is being opened."]
    one.start()
    assert (tmp_path / "desk" / "archive.sqlite").is_file()
    assert one.page.headline.text() in one.window.windowTitle()
    assert len(one.text) > 1000
    assert not one.editor.isReadOnly()


def test_the_last_story_is_there_at_the_first_paint_with_its_caret(shell: Starter, tmp_path: Path) -> None:
    first, _ = written_desk(tmp_path / "desk", "The ferry was late.", "The quay is closed.")
    one = shell().start()
    one.program.stories.open(first.id)
    one.editor.set_caret(9)
    one.end()

    again = shell().show()
    assert again.program.desk is None
    assert again.text == "The ferry was late."
    assert again.editor.caret() == 9
    assert again.window.windowTitle() == "Story 0 — Newsroom"
    again.start()


def test_what_is_typed_before_the_desk_is_open_is_stored(shell: Starter, tmp_path: Path) -> None:
    (story,) = written_desk(tmp_path / "desk", "late.")
    one = shell().show()
    one.type("Very ")
    assert one.program.desk is None
    one.qtbot.waitUntil(lambda: one.program.watch is not None, timeout=20_000)
    one.saved()
    assert one.desk.queries.draft(story.id).text == "Very late."


def test_before_the_first_paint_nothing_heavy_is_loaded() -> None:
    program = (
        "import sys, ui.app\n"
        "heavy = ('sqlalchemy', 'yaml', 'click', 'markdown', 'lxml', 'newsroom.desk', 'newsroom.text',\n"
        "         'newsroom.importing', 'newsroom.export', 'newsroom.settings', 'newsroom.domain.kinds')\n"
        "loaded = [name for name in sys.modules if name.startswith(heavy)]\n"
        "loaded += [name for name in sys.modules if name.startswith('PySide6.Qt')\n"
        "           and name.split('.')[1] not in ('QtCore', 'QtGui', 'QtWidgets')]\n"
        "assert not loaded, loaded\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT)


def test_the_page_readers_would_get_is_made_when_somebody_turns_to_it(shell: Starter, tmp_path: Path) -> None:
    written_desk(tmp_path / "desk", "The ferry was late.")
    one = shell(furnish=None).start()
    program = one.program
    one.qtbot.waitUntil(lambda: program.watch is not None and program.watch.view is not None, timeout=20_000)
    one.qtbot.waitUntil(lambda: program.jobs is not None and program.jobs.is_idle)
    preview = one.window.pane("preview")
    assert preview is not None
    page = preview.findChild(QTextBrowser)
    assert isinstance(page, QTextBrowser) and page.toPlainText() == ""
    one.window.show_pane("preview")
    one.qtbot.waitUntil(lambda: "The ferry was late." in page.toPlainText())


def test_a_desk_another_process_holds_is_read_and_says_who(shell: Starter, tmp_path: Path) -> None:
    written_desk(tmp_path / "desk", "The ferry was late.")
    holder = subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.holder", str(tmp_path / "desk")], cwd=ROOT,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert holder.stdout is not None and holder.stdout.readline() == "held\n"
    try:
        one = shell().start()
        one.qtbot.waitUntil(lambda: bool(one.words("desk")))
        assert f"process {holder.pid}" in one.words("desk")
        assert one.text == "The ferry was late."
        assert "read only" in [label.text() for label in one.window.status.findChildren(QLabel) if label.isVisible()]
        one.type("Not ")
        assert one.text == "The ferry was late."
        # Said once, not for each letter.
        assert len([notice for notice in one.said if notice.words.startswith(WORDS)]) == 1
        assert one.page.headline.isReadOnly() and not one.page.stage.isEnabled()
        assert not one.program.actions["save_now"].isEnabled()
    finally:
        holder.communicate()


def test_a_foreign_file_is_told_with_what_to_do_and_stays_as_it_is(shell: Starter, tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    with closing(sqlite3.connect(tmp_path / "desk" / "archive.sqlite")) as connection:
        connection.execute("CREATE TABLE songs (name)")
        connection.commit()
    before = (tmp_path / "desk" / "archive.sqlite").read_bytes()
    one = shell().start()
    assert "belongs to another program" in one.words("desk")
    assert any(label.text().startswith("No story is open.") for label in shown_labels(one))
    one.type("words")
    assert (tmp_path / "desk" / "archive.sqlite").read_bytes() == before
    assert [path.name for path in (tmp_path / "desk").iterdir()] == ["archive.sqlite"]


def test_damaged_words_are_told_and_not_shown_as_good(shell: Starter, tmp_path: Path) -> None:
    written_desk(tmp_path / "desk", "The ferry was late.")
    with closing(sqlite3.connect(tmp_path / "desk" / "archive.sqlite")) as connection:
        connection.execute("UPDATE draft SET text = 'The ferry was early.'")
        connection.commit()
    one = shell().start()
    one.qtbot.waitUntil(lambda: any("newsroom restore" in notice.words for notice in one.said))
    assert "early" not in one.text


def test_settings_name_the_desk_and_are_not_read_twice(shell: Starter, own_home: Path, tmp_path: Path) -> None:
    (story,) = written_desk(tmp_path / "elsewhere", "The quay is closed.")
    (own_home / "newsroom").mkdir()
    settings = own_home / "newsroom" / "settings.yml"
    settings.write_text(f"desk: {tmp_path / 'elsewhere'}\n", encoding="utf-8")
    one = shell(desk=None).start()
    assert one.program.focus.story == story.id
    kept = json.loads((own_home / "newsroom" / "settings-read.json").read_text(encoding="utf-8"))
    assert kept["desk"] == str(tmp_path / "elsewhere")
    one.end()

    settings.write_text(f"desk: {tmp_path / 'another'}\n", encoding="utf-8")
    again = shell(desk=None).start()
    assert again.desk.archive.places.folder == tmp_path / "another"


def test_settings_that_cannot_be_read_are_told(shell: Starter, own_home: Path) -> None:
    (own_home / "newsroom").mkdir()
    (own_home / "newsroom" / "settings.yml").write_text("dezk: here\n", encoding="utf-8")
    one = shell(desk=None).start()
    assert "dezk" in one.words("desk")


def test_a_session_that_was_cut_short_is_told_once(shell: Starter, tmp_path: Path) -> None:
    written_desk(tmp_path / "desk", "The ferry was late.")
    screen = read_first_screen(tmp_path / "desk")
    assert screen.lock is not None
    label = (tmp_path / "desk" / "desk.lock").read_bytes()
    screen.lock.release()
    (tmp_path / "desk" / "desk.lock").write_bytes(label)

    one = shell().start()
    told = [notice.words for notice in one.said if "without saying goodbye" in notice.words]
    assert len(told) == 1 and "is here" in told[0]
    one.end()
    again = shell().start()
    assert not [notice for notice in again.said if "goodbye" in notice.words]


def test_closing_the_window_makes_a_backup_behind_it_and_a_leave_by_the_system_none(
    shell: Starter, tmp_path: Path
) -> None:
    written_desk(tmp_path / "desk", "The ferry was late.")
    one = shell().start()
    one.qtbot.waitUntil(lambda: len(list_backups(tmp_path / "desk" / "backups")) == 1)
    one.type("Again: ")
    one.window.close()
    assert not one.window.isVisible()
    one.qtbot.waitUntil(lambda: len(list_backups(tmp_path / "desk" / "backups")) == 2, timeout=10_000)
    one.qtbot.waitUntil(lambda: (tmp_path / "desk" / "desk.lock").stat().st_size == 0)

    again = shell().start()
    again.type("And again: ")
    again.end()
    assert len(list_backups(tmp_path / "desk" / "backups")) == 2


def test_a_backup_that_failed_behind_the_closed_window_is_told_at_the_next_start(
    shell: Starter, tmp_path: Path
) -> None:
    written_desk(tmp_path / "desk", "The ferry was late.")
    one = shell().start()
    one.qtbot.waitUntil(lambda: one.program.jobs is not None and one.program.jobs.is_idle)
    shutil.rmtree(tmp_path / "desk" / "backups")
    (tmp_path / "desk" / "backups").write_text("in the way", encoding="utf-8")
    one.type("Again: ")
    one.window.close()
    one.qtbot.waitUntil(lambda: (tmp_path / "desk" / "desk.lock").stat().st_size == 0, timeout=10_000)

    (tmp_path / "desk" / "backups").unlink()
    again = shell().start()
    again.qtbot.waitUntil(lambda: "No backup was made" in again.words("backup"))


def test_a_story_put_in_the_bin_gives_way_to_the_one_before(shell: Starter, tmp_path: Path) -> None:
    from newsroom.desk.stories import bin_story

    first, second = written_desk(tmp_path / "desk", "The ferry was late.", "The quay is closed.")
    one = shell().start()
    one.program.stories.open(first.id)
    one.program.stories.open(second.id)
    one.program.timeline.run("Move to the bin", bin_story, story_id=second.id)
    one.qtbot.waitUntil(lambda: one.program.focus.story == first.id)
    assert one.text == "The ferry was late."


def test_a_story_whose_making_is_taken_back_is_left_with_nothing_open(shell: Starter, tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "desk")
    desk.close()
    one = shell().start()
    sample = one.program.focus.story
    made = one.program.timeline.run("New story", new_story, fields={"headline": "Ferry"})
    assert made is not None
    one.program.stories.open(made.value.id)
    one.program.stories.open(sample)
    one.program.timeline.undo()
    one.qtbot.waitUntil(lambda: one.program.focus.story == sample)


def test_a_headline_is_one_step_and_what_is_being_typed_is_left_alone(shell: Starter, tmp_path: Path) -> None:
    (story,) = written_desk(tmp_path / "desk", "The ferry was late.")
    one = shell().start()
    one.page.headline.setFocus()
    one.page.headline.selectAll()
    one.qtbot.keyClicks(one.page.headline, "Ferries late")
    one.program.timeline.run("Move the stage", move_stage, story_id=story.id, to_stage="submitted")
    one.qtbot.waitUntil(lambda: one.page.stage.currentText() == "Handed in")
    assert one.page.headline.text() == "Ferries late"
    one.qtbot.keyClick(one.page.headline, Qt.Key.Key_Return)
    assert one.desk.queries.stories()[0].headline == "Ferries late"
    one.qtbot.waitUntil(lambda: one.window.windowTitle() == "Ferries late — Newsroom")

    assert one.program.timeline.undo_label == "Change the headline"
    one.program.timeline.undo()
    one.qtbot.waitUntil(lambda: one.page.headline.text() == "Story 0")


def test_undo_of_the_window_reaches_over_words_and_fields(shell: Starter, tmp_path: Path) -> None:
    written_desk(tmp_path / "desk", "late.")
    one = shell().start()
    one.type("Very ")
    one.page.stage.setCurrentIndex(one.page.stage.findData("held"))
    one.page.stage.activated.emit(one.page.stage.currentIndex())
    assert one.program.actions["undo"].text() == "Undo Move the stage"
    one.program.actions["undo"].trigger()
    one.qtbot.waitUntil(lambda: one.page.stage.currentText() == "Draft")
    one.program.actions["undo"].trigger()
    assert one.text == "late."


@pytest.mark.parametrize("words", [[], ["--desk", "somewhere"], ["--desk=somewhere"]])
def test_without_a_screen_one_line_names_the_way_that_needs_none(words: list[str], tmp_path: Path) -> None:
    hidden = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")
    surroundings = {name: value for name, value in os.environ.items() if name not in hidden}
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *words], env=surroundings, capture_output=True, text=True, cwd=tmp_path
    )
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1 and "newsroom demo --out DIR" in done.stderr
    assert not list(tmp_path.iterdir())


def test_a_missing_system_library_is_told_with_the_packages_to_install(tmp_path: Path) -> None:
    (tmp_path / "PySide6").mkdir()
    (tmp_path / "PySide6" / "__init__.py").write_text("", encoding="utf-8")
    broken = 'raise ImportError("libEGL.so.1: cannot open shared object file: No such file or directory")\n'
    (tmp_path / "PySide6" / "QtWidgets.py").write_text(broken, encoding="utf-8")
    surroundings = {**os.environ, "PYTHONPATH": str(tmp_path)}
    program = "import sys; sys.path.insert(1, sys.argv.pop()); from main import main; sys.exit(main([]))"
    done = subprocess.run(
        [sys.executable, "-c", program, str(ROOT)], env=surroundings, capture_output=True, text=True, cwd=tmp_path
    )
    assert done.returncode == 3
    assert "libEGL.so.1" in done.stderr and "apt install" in done.stderr and "libegl1" in done.stderr
