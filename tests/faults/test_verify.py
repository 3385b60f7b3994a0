"""Verify finds each kind of damage, names the record, keeps the damaged file first, and raises no false alarm."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from newsroom.desk.desk import Desk
from newsroom.domain.draft import Draft
from newsroom.domain.errors import Damaged
from newsroom.domain.person import Person
from newsroom.domain.record import Record
from newsroom.domain.story import Story
from newsroom.storage.places import Places
from newsroom.storage.row_reading import read_one
from newsroom.storage.salvage import salvage
from newsroom.storage.transaction import Transaction
from newsroom.storage.verify import verify
from tests.builders import add_story, new_desk
from tests.fill_desk import FilledStory, filled_desk, records_of, stored_rows

Damage = Callable[[sqlite3.Connection, FilledStory], object]


def damaged_desk(folder: Path, damage: Damage) -> tuple[Desk, FilledStory]:
    """A desk whose file was changed from outside while nobody had it open."""
    desk, filled = filled_desk(folder, stories=2)
    desk.close()
    with closing(sqlite3.connect(folder / "archive.sqlite")) as connection:
        damage(connection, filled[0])
        connection.commit()
    return new_desk(folder), filled[0]


def say(statement: str, **fields: str) -> Damage:
    """A damage done by one statement; ``fields`` fill its parameters from the story that is damaged."""

    def damage(connection: sqlite3.Connection, filled: FilledStory) -> object:
        return connection.execute(statement, {name: getattr(filled, field) for name, field in fields.items()})

    return damage


def swap_schema(connection: sqlite3.Connection, _filled: FilledStory) -> None:
    connection.execute("PRAGMA writable_schema=ON")
    connection.execute("UPDATE sqlite_master SET sql = replace(sql, 'headline TEXT', 'headline BLOB') "
                       "WHERE name = 'story'")  # fmt: skip


CASES: dict[str, tuple[Damage, str, str, str]] = {
    "a changed headline": (say("UPDATE story SET headline = 'X' WHERE id = :id", id="story"), "row", "story", "story"),
    "a changed text": (say("UPDATE draft SET text = text || '.' WHERE id = :id", id="draft"), "row", "draft", "draft"),
    "a word list that is none": (say("UPDATE story SET tags = '[' WHERE id = :id", id="story"), "row", "story",
                                 "story"),
    "bytes for words": (say("UPDATE quote SET verbatim = x'ff00' WHERE id = :id", id="quote"), "row", "quote", "quote"),
    "text that is no UTF-8": (say("UPDATE quote SET verbatim = CAST(x'c3' AS TEXT) WHERE id = :id", id="quote"), "row",
                              "quote", "quote"),
    "a lost parent": (say("DELETE FROM source WHERE id = :id", id="source"), "link", "capture", "capture"),
    "words not in the index": (say("DELETE FROM search_row WHERE id = :id", id="claim"), "search", "claim", "claim"),
    "other words in the index": (say("UPDATE search_text_content SET c0 = 'x' WHERE id = (SELECT n FROM search_row "
                                     "WHERE id = :id)", id="claim"), "search", "claim", "claim"),
    "an index of nothing": (say("INSERT INTO search_row VALUES (9999, 'story', 'gone', NULL)"), "search", "story", ""),
    "a counter set back": (say("UPDATE counter SET value = 3"), "counter", "", ""),
    "a lost counter": (say("DELETE FROM counter"), "counter", "", ""),
    "another schema": (swap_schema, "structure", "", ""),
    "a lost index": (say("DROP INDEX draft_by_story"), "structure", "", ""),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_damage_is_found_and_its_record_named(tmp_path: Path, case: tuple[Damage, str, str, str]) -> None:
    damage, kind, record_kind, record = case
    desk, filled = damaged_desk(tmp_path / "desk", damage)
    found = [problem for problem in verify(desk.archive, slice_rows=3).problems if problem.kind == kind]
    assert any(
        problem.record_kind == record_kind and problem.record == (getattr(filled, record) if record else problem.record)
        for problem in found
    ), found
    assert all(problem.sentence.endswith(".") for problem in found)
    desk.close()


def test_a_draft_whose_own_sha256_is_wrong_is_found(tmp_path: Path) -> None:
    desk, filled = filled_desk(tmp_path / "desk", stories=1)
    desk.run("Save", lambda tx: tx.put(replace(tx.get(Draft, filled[0].draft), sha256="0" * 64)))
    (problem,) = verify(desk.archive).problems
    assert (problem.kind, problem.record) == ("text", filled[0].draft)
    desk.close()


def test_a_missing_and_a_changed_file_are_found_and_an_unnamed_one_is_no_damage(tmp_path: Path) -> None:
    desk, filled = filled_desk(tmp_path / "desk", stories=2)
    desk.archive.files.remove(filled[0].sha256)
    desk.archive.files.path(filled[1].sha256).write_bytes(b"other bytes")
    unnamed = desk.archive.files.keep(b"named by nothing yet")
    report = verify(desk.archive)
    assert {(problem.kind, problem.record) for problem in report.problems} == {
        ("file", filled[0].sha256), ("file", filled[1].sha256),
    }  # fmt: skip
    assert report.unnamed_files == (unnamed,)
    assert report.files == 2
    desk.close()


def test_a_search_index_broken_inside_is_found_by_the_writer(tmp_path: Path) -> None:
    breaking = "UPDATE search_text_data SET block = zeroblob(length(block)) WHERE id > 10"
    desk, _filled = damaged_desk(tmp_path / "desk", say(breaking))
    assert verify(desk.archive, search_words=False).is_sound
    assert [problem.kind for problem in verify(desk.archive).problems] == ["search"]
    desk.close()


def test_a_sound_desk_is_sound_in_slices_of_any_size_and_every_row_is_looked_at(tmp_path: Path) -> None:
    desk, _filled = filled_desk(tmp_path / "desk")
    told: list[tuple[str, int]] = []
    report = verify(desk.archive, slice_rows=7, progress=lambda table, done: told.append((table, done)))
    assert report.is_sound
    assert report.rows == verify(desk.archive).rows == sum(len(rows) for rows in stored_rows(desk.archive).values())
    assert ("log_entry", 7) in told
    desk.close()


def test_saving_while_verify_looks_raises_no_false_alarm(tmp_path: Path) -> None:
    desk, filled = filled_desk(tmp_path / "desk")

    def save(_table: str, _done: int) -> None:
        desk.run("Add and take out", lambda tx: add_story(tx, text="The lock was shut."))
        story, draft = desk.run("Add", lambda tx: add_story(tx, text="The lock was open.")).value
        desk.run("Take out", take_out, records=(draft, story))

    assert verify(desk.archive, slice_rows=20, progress=save).is_sound
    assert filled
    desk.close()


def take_out(tx: Transaction, *, records: tuple[Record, ...]) -> None:
    for record in records:
        tx.remove(record)


def test_a_record_in_the_bin_is_not_missed_in_the_index(tmp_path: Path) -> None:
    desk, filled = filled_desk(tmp_path / "desk", stories=1)
    done = desk.run("Bin", lambda tx: tx.put(replace(tx.get(Story, filled[0].story), binned_at=tx.now)))
    assert verify(desk.archive).is_sound
    desk.revert(done.changes)
    assert verify(desk.archive).is_sound
    desk.close()


def test_the_damaged_file_is_kept_byte_for_byte_before_the_next_write(tmp_path: Path) -> None:
    places = Places(tmp_path / "desk")
    desk, filled = damaged_desk(places.folder, say("UPDATE draft SET text = 'x' WHERE id = :id", id="draft"))
    damaged = places.archive.read_bytes()
    with pytest.raises(Damaged), desk.archive.read() as connection:
        read_one(connection, Draft, filled.draft)
    assert not list(places.rescue.iterdir())
    desk.run("Add", lambda tx: tx.add(Person, name="Sigrid Holm"))
    desk.close()
    assert [path.read_bytes() for path in places.rescue.glob("*/archive.sqlite")] == [damaged]
    assert places.archive.read_bytes() != damaged


@pytest.mark.skipif(sys.platform == "win32", reason="locks as on Unix")
def test_keeping_a_damaged_file_takes_no_lock_from_a_read_that_is_going_on(tmp_path: Path) -> None:
    places = Places(tmp_path / "desk")
    desk, _filled = filled_desk(places.folder, stories=1)
    with desk.archive.read() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM story").fetchall()
        desk.archive.note_damage("A damage met somewhere.")
        desk.archive.writer.lend(lambda _connection, _breathe: None).result()
        assert len(list(places.rescue.glob("damaged-*"))) == 1
        lock = "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0).execute('BEGIN EXCLUSIVE')"
        other = subprocess.run([sys.executable, "-c", lock, str(places.archive)], capture_output=True, check=False)
        assert b"database is locked" in other.stderr
    desk.close()


def test_the_same_damage_is_kept_once_however_often_the_desk_is_opened(tmp_path: Path) -> None:
    places = Places(tmp_path / "desk")
    desk, _filled = damaged_desk(places.folder, say("UPDATE draft SET text = 'x' WHERE id = :id", id="draft"))
    for _ in range(3):
        verify(desk.archive)
        desk.run("Add", lambda tx: tx.add(Person, name="Sigrid Holm"))
        desk.close()
        desk = new_desk(places.folder)
    desk.close()
    assert len(list(places.rescue.iterdir())) == 1


def test_nothing_is_written_to_a_file_whose_structure_is_broken(tmp_path: Path) -> None:
    places = Places(tmp_path / "desk")
    desk, _filled = filled_desk(places.folder, stories=2)
    desk.close()
    content = bytearray(places.archive.read_bytes())
    with closing(sqlite3.connect(places.archive)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'attempt'").fetchone()
    content[(page - 1) * 4096 : (page - 1) * 4096 + 12] = b"\xff" * 12
    places.archive.write_bytes(content)
    desk = new_desk(places.folder)
    for _ in range(2):
        with pytest.raises(Damaged, match="Nothing is written to it any more"):
            desk.run("Add", lambda tx: tx.add(Person, name="Sigrid Holm"))
    assert records_of(desk.archive, Story)
    desk.close()
    assert places.archive.read_bytes() == content
    assert [path.read_bytes() for path in places.rescue.glob("*/archive.sqlite")] == [content]


def test_after_a_salvage_the_words_are_there_without_their_lost_parents(tmp_path: Path) -> None:
    places = Places(tmp_path / "desk")
    desk, filled = damaged_desk(places.folder, say("UPDATE story SET headline = 'X' WHERE id = :id", id="story"))
    draft = records_of(desk.archive, Draft)[filled.draft]
    desk.close()
    report = salvage(places)
    assert report.put_aside == 1
    assert report.stand_ins == (f"story {filled.story}",)
    assert '"headline": "X"' in report.report.read_text(encoding="ascii")
    desk = new_desk(places.folder)
    assert records_of(desk.archive, Draft)[filled.draft] == draft
    story = records_of(desk.archive, Story)[filled.story]
    assert isinstance(story, Story)
    assert story.headline.startswith("Recovered story")
    assert verify(desk.archive).is_sound
    desk.close()


def test_a_file_of_which_nothing_can_be_read_is_left_as_it_is(tmp_path: Path) -> None:
    places = Places(tmp_path / "desk")
    desk, _filled = filled_desk(places.folder, stories=1)
    desk.close()
    places.archive.write_bytes(bytes(range(256)) * 64)
    with pytest.raises(Damaged, match="left as it is"):
        salvage(places)
    assert places.archive.read_bytes() == bytes(range(256)) * 64
