"""The few rows of the first paint, read before the rest of the program is loaded."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from newsroom.desk.drafts import save_draft
from newsroom.desk.stories import set_story_fields
from newsroom.domain.anchor import Place, pack_positions
from newsroom.storage.first_screen import SCHEMA, FirstScreen, read_first_screen
from newsroom.storage.opening import open_archive
from newsroom.storage.schema import SCHEMA_VERSION
from tests.builders import add_story, new_desk


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "desk"


def filled(folder: Path) -> tuple[str, str]:
    """A desk with two stories, the second written last; their ids."""
    desk = new_desk(folder)
    first = desk.run("Write", add_story, slug="ferry", text="The ferry was late.").value[0]
    second = desk.run("Write", add_story, slug="quay", text="The quay is closed.").value[0]
    desk.run("Title", set_story_fields, story_id=second.id, fields={"headline": "Closed", "byline": "Ottilie Brandvik"})
    desk.close()
    return first.id, second.id


def let_go(screen: FirstScreen) -> None:
    assert screen.lock is not None
    screen.lock.release()


def test_the_statements_are_written_for_the_schema_of_today() -> None:
    assert SCHEMA == SCHEMA_VERSION


def test_the_story_asked_for_comes_with_its_fields_words_and_places(folder: Path) -> None:
    desk = new_desk(folder)
    story = desk.run("Write", add_story, slug="ferry", text="The ferry was late.").value[0]
    places = {"a" * 26: Place(4, 9, "attached")}
    desk.run("Typing", save_draft, story_id=story.id, text="The ferry was late. Again.", positions=places)
    desk.close()

    screen = read_first_screen(folder, story_id=story.id)
    assert screen.story is not None
    assert (screen.story.id, screen.story.slug, screen.story.headline) == (story.id, "ferry", "Ferry")
    assert screen.story.text == "The ferry was late. Again."
    assert screen.story.positions == pack_positions(places)
    let_go(screen)


def test_without_a_known_story_the_one_last_worked_on_comes(folder: Path) -> None:
    _, last = filled(folder)
    screen = read_first_screen(folder, story_id="gone")
    assert screen.story is not None
    assert (screen.story.id, screen.story.headline, screen.story.byline) == (last, "Closed", "Ottilie Brandvik")
    let_go(screen)


def test_the_lock_that_was_taken_is_handed_on_to_the_opening(folder: Path) -> None:
    filled(folder)
    screen = read_first_screen(folder)
    archive = open_archive(folder, lock=screen.lock)
    assert not archive.is_read_only
    archive.close()
    assert read_first_screen(folder).lock is not None


def test_a_desk_that_is_held_is_read_all_the_same_but_without_its_lock(folder: Path) -> None:
    filled(folder)
    holder = read_first_screen(folder)
    screen = read_first_screen(folder)
    assert screen.lock is None
    assert screen.story is not None
    let_go(holder)


def test_nothing_is_made_where_there_is_no_desk(folder: Path) -> None:
    assert read_first_screen(folder) == FirstScreen()
    assert not folder.exists()


def test_a_foreign_file_is_neither_read_nor_touched(folder: Path) -> None:
    folder.mkdir()
    with closing(sqlite3.connect(folder / "archive.sqlite")) as connection:
        connection.execute("CREATE TABLE story (id)")
        connection.commit()
    before = (folder / "archive.sqlite").read_bytes()
    assert read_first_screen(folder) == FirstScreen()
    assert [path.name for path in folder.iterdir()] == ["archive.sqlite"]
    assert (folder / "archive.sqlite").read_bytes() == before


def test_damaged_words_are_not_shown_as_good(folder: Path) -> None:
    _, last = filled(folder)
    with closing(sqlite3.connect(folder / "archive.sqlite")) as connection:
        connection.execute("UPDATE draft SET text = 'The quay is open.' WHERE story = ?", (last,))
        connection.commit()
    screen = read_first_screen(folder, story_id=last)
    assert screen.story is None
    let_go(screen)


def test_what_a_kill_left_half_done_is_rolled_back_before_it_is_read(folder: Path) -> None:
    _, last = filled(folder)
    archive = folder / "archive.sqlite"
    killed = (
        "import os, sqlite3, sys\n"
        "connection = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "connection.execute('PRAGMA cache_size=1')\n"
        "connection.execute('BEGIN IMMEDIATE')\n"
        "connection.execute('UPDATE draft SET text = hex(randomblob(200000))')\n"
        "connection.execute('CREATE TABLE filler AS SELECT hex(randomblob(200000)) AS words')\n"
        "os.kill(os.getpid(), 9)\n"
    )
    subprocess.run([sys.executable, "-c", killed, str(archive)], check=False)
    assert archive.with_name("archive.sqlite-journal").exists()

    screen = read_first_screen(folder, story_id=last)
    assert screen.story is not None
    assert screen.story.text == "The quay is closed."
    let_go(screen)


def test_a_session_that_was_cut_short_is_known_by_its_label_and_told_with_its_last_save(folder: Path) -> None:
    filled(folder)
    killed = (
        "import os, sys\nfrom pathlib import Path\nfrom newsroom.storage.first_screen import read_first_screen\n"
        "assert read_first_screen(Path(sys.argv[1])).lock\nos.kill(os.getpid(), 9)\n"
    )
    subprocess.run([sys.executable, "-c", killed, str(folder)], check=False)

    screen = read_first_screen(folder)
    assert screen.saved_at.endswith("Z")
    let_go(screen)
    again = read_first_screen(folder)
    assert again.saved_at == ""
    let_go(again)


def test_it_is_read_without_loading_sqlalchemy_or_yaml() -> None:
    program = (
        "import sys, newsroom.storage.first_screen, newsroom.folders\n"
        "heavy = {'sqlalchemy', 'yaml', 'socket', 'newsroom.settings'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
