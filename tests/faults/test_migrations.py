"""R09: every released schema opens with nothing lost. R10's sweep of crashes is in ``test_io_faults``."""

import hashlib
import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic.operations import Operations

from newsroom.domain.draft import Draft
from newsroom.domain.errors import ArchiveTrouble, Damaged
from newsroom.domain.folding import fold
from newsroom.domain.ids import Ids
from newsroom.storage.archive import Archive
from newsroom.storage.contents import differences, schema_of
from newsroom.storage.create import create_archive
from newsroom.storage.digest import digest_of_stored
from newsroom.storage.driver import open_reading
from newsroom.storage.migrations import CURRENT, Ladder, Step, upgrade
from newsroom.storage.opening import open_archive
from newsroom.storage.places import Places
from newsroom.storage.salvage import salvage
from newsroom.storage.schema import SCHEMA_VERSION
from newsroom.storage.search_hits import search
from tests.builders import KINDS_PEOPLE_WRITE, add_story, every_word_of, everything, new_desk
from tests.faults.ladder import BEYOND, TWO_STEPS, bring_pitches, fresh_beyond, give_stories_a_mood, ladder_of
from tests.fixtures.make_schema_1 import quoted

FIXTURES = sorted((Path(__file__).parents[1] / "fixtures").glob("schema-*.zip"))

Expected = dict[str, Any]


@pytest.fixture(params=FIXTURES, ids=lambda path: path.stem)
def released(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, Expected]:
    """A desk as a released version of the program left it, and what was in it then."""
    with zipfile.ZipFile(request.param) as zipped:
        zipped.extractall(tmp_path)
    return tmp_path / "desk", json.loads((tmp_path / "expected.json").read_text(encoding="utf-8"))


_IN_INDEX = "SELECT r.id FROM search_text AS t JOIN search_row AS r ON r.n = t.rowid WHERE search_text MATCH ?"


def small_desk(folder: Path) -> tuple[str, str]:
    """A desk of the newest schema with one story; returns the ids of story and draft."""
    desk = new_desk(folder)
    story, draft = desk.run("Write", add_story).value
    desk.close()
    return story.id, draft.id


def sql(folder: Path, statement: str, *values: object) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(folder / "archive.sqlite", isolation_level=None)) as connection:
        return connection.execute(statement, values).fetchall()


def assert_all_is_there(folder: Path, expected: Expected, archive: Archive) -> None:
    for table, told in expected["tables"].items():
        rows = sql(folder, f'SELECT {quoted(told["columns"])} FROM "{table}" ORDER BY 1')
        kept = "digest" not in told["columns"] or table != "story" or archive_version(folder) < BEYOND
        if kept:
            packed = json.dumps(rows, ensure_ascii=True, separators=(",", ":"))
            assert hashlib.sha256(packed.encode("ascii")).hexdigest() == told["sha256"], table
        assert len(rows) == told["rows"], table
    for link, count in expected["links"].items():
        child, parent = link.split(" -> ")
        table, column = child.split(".")
        both = f'"{table}" AS child JOIN "{parent}" AS parent ON parent.id = child."{column}"'
        assert sql(folder, f"SELECT count(*) FROM {both}") == [(count,)], link
    for words, ids in expected["search"].items():
        # Asked of the index itself: what belongs to a binned story lies in it, and is not found while it is binned.
        rows = sql(folder, _IN_INDEX, f'"{fold(words)}"*')
        found = [str(row[0]) for row in rows]
        assert sorted(set(ids) - set(found)) == [], words
    for sha256, size in expected["files"].items():
        assert len(archive.files.read(sha256)) == size
    assert sorted(expected["files"]) == sorted(set(archive.files.names()) & archive.named_files())


def archive_version(folder: Path) -> int:
    return sql(folder, "PRAGMA user_version")[0][0]


def stories_without_digest(folder: Path, expected: Expected) -> list[tuple[Any, ...]]:
    columns = [name for name in expected["tables"]["story"]["columns"] if name != "digest"]
    return sql(folder, f"SELECT {quoted(columns)} FROM story ORDER BY 1")


def assert_made_like_new(folder: Path, ladder: Ladder, fresh: Path) -> None:
    ladder.make_fresh(fresh)
    with closing(open_reading(folder / "archive.sqlite")) as found, closing(open_reading(fresh)) as wanted:
        assert differences(schema_of(found), schema_of(wanted)) == ()
        assert found.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert found.execute("PRAGMA foreign_key_check").fetchall() == []


def assert_every_digest_fits(folder: Path) -> None:
    tables = sql(folder, "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%digest%'")
    for (table,) in tables:
        columns = [row[1] for row in sql(folder, f'PRAGMA table_info("{table}")') if row[1] != "digest"]
        for row in sql(folder, f'SELECT {quoted(columns)}, digest FROM "{table}"'):
            assert digest_of_stored(row[:-1]) == row[-1], table


def test_the_ladder_leads_to_the_schema_this_program_writes() -> None:
    assert CURRENT.newest == SCHEMA_VERSION
    assert {path.stem for path in FIXTURES} >= {f"schema-{version}" for version in range(1, SCHEMA_VERSION + 1)}


def test_every_released_schema_opens_with_nothing_lost(released: tuple[Path, Expected], tmp_path: Path) -> None:
    folder, expected = released
    archive = open_archive(folder)
    assert not archive.is_read_only
    assert_all_is_there(folder, expected, archive)
    everything(archive)
    archive.close()
    assert_made_like_new(folder, CURRENT, tmp_path / "fresh.sqlite")


WORDS_SINCE = frozenset({("anchor", "owner_kind", "comment_request")})
"""What was added to a list after the desks of the fixtures were laid down."""


def test_the_fixture_holds_every_word_of_every_list_and_every_kind_of_gap(released: tuple[Path, Expected]) -> None:
    folder, expected = released
    archive = open_archive(folder)
    records = everything(archive)
    archive.close()
    for kind, table in zip(KINDS_PEOPLE_WRITE, records, strict=True):
        if table not in expected["tables"]:
            continue
        held = list(records[table].values())
        assert held, table
        assert any(record.binned_at for record in held), table
        for name, word in every_word_of(kind):
            if (table, name, word) in WORDS_SINCE:
                continue
            assert any(getattr(record, name) == word for record in held), f"{table}.{name} {word}"
    words = [getattr(record, "text", "") for record in records["draft"].values()]
    assert max(map(len, words)) > 1 << 20
    assert any("\u0645\u064a\u0646\u0627\u0621" in text for text in words), "right to left"
    assert any("\u200d" in text and ord(max(text)) > 0xFFFF for text in words), "emoji"


def test_a_released_schema_climbs_two_steps_with_nothing_lost(released: tuple[Path, Expected], tmp_path: Path) -> None:
    folder, expected = released
    stories = stories_without_digest(folder, expected)
    before = (folder / "archive.sqlite").read_bytes()
    archive = open_archive(folder, ladder=TWO_STEPS)
    assert archive_version(folder) == BEYOND
    assert_all_is_there(folder, expected, archive)
    assert stories_without_digest(folder, expected) == stories
    archive.close()
    assert sql(folder, "SELECT DISTINCT mood FROM story") == [("calm",)]
    assert sql(folder, "SELECT count(*) FROM pitch") == [(len(stories),)]
    assert_made_like_new(folder, TWO_STEPS, tmp_path / "fresh.sqlite")
    assert_every_digest_fits(folder)
    kept = list((folder / "rescue").glob(f"before-schema-{BEYOND}-*/archive.sqlite"))
    assert [path.read_bytes() for path in kept] == [before]


def test_an_upgraded_desk_takes_new_words_and_finds_them(tmp_path: Path) -> None:
    _, draft_id = small_desk(tmp_path / "desk")
    archive = open_archive(tmp_path / "desk", ladder=TWO_STEPS)
    archive.write(lambda tx: add_story_note(tx.get(Draft, draft_id).story, tx), actor="")
    with archive.read() as connection:
        assert [hit.kind for hit in search(connection, "ferry")] == ["draft", "story"]
        assert [hit.kind for hit in search(connection, "quayside")] == ["note"]
    archive.close()


def add_story_note(story: str, tx: Any) -> None:
    from newsroom.domain.draft import Note

    tx.add(Note, story=story, anchor=None, author="", text="Ask at the quayside.")


def test_an_upgraded_archive_is_readable_by_nobody_else(tmp_path: Path) -> None:
    small_desk(tmp_path / "desk")
    open_archive(tmp_path / "desk", ladder=TWO_STEPS).close()
    for path in (tmp_path / "desk").rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path


def test_a_row_damaged_before_the_upgrade_is_still_told_as_damaged_after_it(tmp_path: Path) -> None:
    _, draft_id = small_desk(tmp_path / "desk")
    sql(tmp_path / "desk", "UPDATE draft SET text = 'The ferry was early.'")
    sql(tmp_path / "desk", "UPDATE story SET headline = CAST(x'46ff65' AS TEXT)")
    archive = open_archive(tmp_path / "desk", ladder=TWO_STEPS)
    with pytest.raises(Damaged):
        archive.write(lambda tx: tx.get(Draft, draft_id), actor="")
    archive.close()
    assert sql(tmp_path / "desk", "SELECT CAST(headline AS BLOB) FROM story") == [(b"F\xffe",)]


def test_the_search_index_is_made_again_when_a_step_rewrites_words(tmp_path: Path) -> None:
    small_desk(tmp_path / "desk")

    def capitals(operations: Operations) -> None:
        bring_pitches(operations)
        operations.execute("UPDATE story SET slug = 'zeppelin-hangar', headline = 'Zeppelin hangar'")

    ladder = ladder_of(give_stories_a_mood, capitals, rewrites=frozenset({"story"}))
    archive = open_archive(tmp_path / "desk", ladder=ladder)
    with archive.read() as connection:
        assert [hit.kind for hit in search(connection, "zeppelin")] == ["story"]
        assert [hit.kind for hit in search(connection, "ferry")] == ["draft"]
    archive.close()
    assert_every_digest_fits(tmp_path / "desk")


def test_a_lost_search_index_is_made_again(tmp_path: Path) -> None:
    small_desk(tmp_path / "desk")
    sql(tmp_path / "desk", "DROP TABLE search_row")
    archive = open_archive(tmp_path / "desk", ladder=TWO_STEPS)
    with archive.read() as connection:
        assert [hit.kind for hit in search(connection, "ferry")] == ["draft", "story"]
    archive.close()


def loses_a_row(operations: Operations) -> None:
    bring_pitches(operations)
    operations.execute("DELETE FROM draft")


def alters_words(operations: Operations) -> None:
    bring_pitches(operations)
    operations.execute("UPDATE draft SET text = upper(text)")


def breaks_a_link(operations: Operations) -> None:
    bring_pitches(operations)
    operations.execute("UPDATE pitch SET story = 'nobody'")


def forgets_a_table(operations: Operations) -> None:
    operations.execute("SELECT 1")


def adds_too_much(operations: Operations) -> None:
    bring_pitches(operations)
    operations.execute("CREATE TABLE surplus (n INTEGER)")


def asks_for_what_is_not_there(operations: Operations) -> None:
    operations.execute("UPDATE pitch SET words = ''")


@pytest.mark.parametrize(
    ("step", "told"),
    [
        (loses_a_row, "draft held 1 rows and would hold 0"),
        (alters_words, "values in draft would change"),
        (breaks_a_link, "a broken link in pitch"),
        (forgets_a_table, "table pitch"),
        (adds_too_much, "table surplus"),
        (asks_for_what_is_not_there, "was not taken: no such table: pitch"),
    ],
)
def test_a_wrong_step_is_told_and_leaves_the_archive_byte_for_byte_as_it_was(
    tmp_path: Path, step: Any, told: str
) -> None:
    small_desk(tmp_path / "desk")
    before = (tmp_path / "desk" / "archive.sqlite").read_bytes()
    with pytest.raises(ArchiveTrouble, match=told):
        open_archive(tmp_path / "desk", ladder=ladder_of(give_stories_a_mood, step))
    assert (tmp_path / "desk" / "archive.sqlite").read_bytes() == before
    assert_nothing_left_over(tmp_path / "desk")
    archive = open_archive(tmp_path / "desk")
    assert not archive.is_read_only
    archive.close()


def assert_nothing_left_over(folder: Path) -> None:
    names = {path.name for path in folder.iterdir()}
    assert names == {"archive.sqlite", "backups", "desk.lock", "files", "rescue"}
    assert list((folder / "rescue").iterdir()) == []


def test_an_old_desk_is_not_upgraded_by_somebody_who_only_reads(tmp_path: Path) -> None:
    small_desk(tmp_path / "desk")
    owner = open_archive(tmp_path / "desk")
    with pytest.raises(ArchiveTrouble, match="older version"):
        open_archive(tmp_path / "desk", ladder=TWO_STEPS)
    owner.close()
    assert archive_version(tmp_path / "desk") == SCHEMA_VERSION


def test_a_ladder_with_a_gap_is_a_fault_of_the_program(tmp_path: Path) -> None:
    small_desk(tmp_path / "desk")
    gap = Ladder(steps=(*CURRENT.steps, Step(BEYOND, bring_pitches)), make_fresh=fresh_beyond)
    with pytest.raises(ValueError, match="not complete"):
        upgrade(Places(tmp_path / "desk"), gap, ids=Ids())


def test_a_desk_of_the_newest_schema_is_not_copied(tmp_path: Path) -> None:
    _, draft_id = small_desk(tmp_path / "desk")
    open_archive(tmp_path / "desk", ladder=TWO_STEPS).close()
    kept = sorted((tmp_path / "desk" / "rescue").iterdir())
    archive = open_archive(tmp_path / "desk", ladder=TWO_STEPS)
    assert archive.write(lambda tx: tx.get(Draft, draft_id).text, actor="").value == "The ferry was late."
    archive.close()
    assert sorted((tmp_path / "desk" / "rescue").iterdir()) == kept


def test_schema_statements_make_the_same_file_twice(tmp_path: Path) -> None:
    for name in ("one.sqlite", "two.sqlite"):
        create_archive(tmp_path / name)
    with closing(open_reading(tmp_path / "one.sqlite")) as one, closing(open_reading(tmp_path / "two.sqlite")) as two:
        assert schema_of(one).statements == schema_of(two).statements


def test_a_desk_of_an_older_schema_with_the_same_columns_can_still_be_salvaged(
    released: tuple[Path, Expected], tmp_path: Path
) -> None:
    folder, expected = released

    report = salvage(Places(folder))

    assert report.broken_tables == ()
    assert archive_version(folder) == SCHEMA_VERSION
    assert sql(folder, "SELECT count(*) FROM source") == [(expected["tables"]["source"]["rows"],)]
    assert_made_like_new(folder, CURRENT, tmp_path / "fresh.sqlite")
