"""The wall: the engine denies an export what it may not know, and nothing of it is in what comes out."""

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from newsroom.desk.desk import Desk
from newsroom.desk.packages import build_package, cited_sources
from newsroom.desk.release import Leaving, preview
from newsroom.domain.errors import ArchiveTrouble
from newsroom.domain.person import Identity, IdentityAlias, Person
from newsroom.domain.quote import Quote
from newsroom.domain.source import Source
from newsroom.domain.story import LogEntry
from newsroom.export.csl import render_csl
from newsroom.export.formats import format_named
from newsroom.storage.archive import Archive
from newsroom.storage.connections import behind_the_wall, reading_engine
from newsroom.storage.driver import open_reading, open_writing
from newsroom.storage.transaction import Transaction
from newsroom.storage.walled import reads_behind_the_wall
from newsroom.text.outgoing import ProtectedWord, scan
from tests.builders import add_story, new_desk, steady_ids
from tests.newsroom.desk_of_secrets import CANARY, planted_desk
from tests.newsroom.reader_pages import CSS

NOW = "2025-10-05T09:30:00.000Z"

DENIED = (
    "SELECT * FROM identity",
    "SELECT real_name FROM identity WHERE id = 'x'",
    "SELECT count(*) FROM identity",
    "SELECT 1 FROM identity LIMIT 1",
    'SELECT * FROM "IDENTITY"',
    "SELECT * FROM main.identity",
    "SELECT value FROM identity_alias",
    "SELECT p.name, i.real_name FROM person p JOIN identity i ON i.person = p.id",
    "SELECT name FROM person WHERE EXISTS (SELECT 1 FROM identity WHERE identity.person = person.id)",
    "SELECT (SELECT group_concat(real_name) FROM identity)",
    "WITH i AS (SELECT * FROM identity) SELECT * FROM i",
    "WITH RECURSIVE n(x) AS (SELECT 1 UNION SELECT x FROM n, identity) SELECT * FROM n",
    "SELECT name FROM person UNION ALL SELECT real_name FROM identity",
    "SELECT * FROM log_entry",
    "SELECT words FROM search_text WHERE search_text MATCH 'a'",
    "SELECT block FROM search_text_data",
    "SELECT sql FROM sqlite_master",
    "ATTACH DATABASE ':memory:' AS other",
    "DETACH DATABASE main",
    "PRAGMA table_info(identity)",
    "PRAGMA query_only = OFF",
    "SELECT * FROM pragma_table_info('identity')",
    "INSERT INTO story (id) VALUES ('x')",
    "UPDATE person SET name = 'x'",
    "DELETE FROM person",
    "DROP TABLE person",
    "CREATE TABLE leak AS SELECT * FROM identity",
    "CREATE TEMP TABLE leak (a)",
    "CREATE TEMP VIEW leak AS SELECT * FROM identity",
    "CREATE TEMP TRIGGER leak AFTER INSERT ON story BEGIN SELECT real_name FROM identity; END",
    "ALTER TABLE person ADD COLUMN leak",
    "CREATE INDEX leak ON identity (real_name)",
    "EXPLAIN SELECT * FROM identity",
    "REINDEX",
    "ANALYZE",
    "VACUUM INTO '/tmp/leak.sqlite'",
    "SAVEPOINT a",
    "SELECT load_extension('x')",
)


@pytest.fixture
def desk(tmp_path: Path) -> Generator[Desk, None, None]:
    desk = new_desk(tmp_path / "desk", ids=steady_ids())
    yield desk
    desk.close()


@pytest.mark.parametrize("statement", DENIED)
def test_the_engine_denies_an_export_the_statement(desk: Desk, statement: str) -> None:
    engine = reading_engine(desk.archive.places.archive)
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        if statement.startswith(("SELECT", "WITH")) and "load_extension" not in statement:
            # Prepared before the wall stood: the engine must ask again.
            driver.execute(statement).fetchall()
        with behind_the_wall(connection), pytest.raises(sqlite3.Error, match=r"prohibited|not authorized|denied"):
            driver.execute(statement)
    engine.dispose()


def test_it_lets_an_export_read_what_it_may_know(desk: Desk) -> None:
    desk.run("Add", add_story)
    with desk.archive.read_behind_the_wall() as connection:
        assert connection.exec_driver_sql("SELECT count(*), max(headline) FROM story").one()[0] == 1


@pytest.mark.parametrize("barred", [Identity, IdentityAlias, LogEntry])
def test_asking_for_a_barred_kind_of_record_is_trouble_and_never_empty(desk: Desk, barred: type) -> None:
    with pytest.raises(ArchiveTrouble), reads_behind_the_wall(desk.archive) as reads:
        reads.all(barred, "id", ["x"])


def test_the_wall_is_gone_when_the_read_ends(desk: Desk) -> None:
    with desk.archive.read_behind_the_wall():
        pass
    with desk.archive.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM identity").scalar_one() == 0


def asks_behind_the_wall(archive: Archive) -> None:
    """What every export does; the engine must deny it."""
    with reads_behind_the_wall(archive) as reads:
        reads.all(Identity, "person", ["x"])


class MutantArchive(Archive):
    """An archive whose exports are built on the normal connection."""

    @contextmanager
    def read_behind_the_wall(self):  # type: ignore[no-untyped-def]
        with super().read() as connection:
            yield connection


def test_a_mutant_that_exports_on_the_normal_connection_is_seen(desk: Desk) -> None:
    with pytest.raises(ArchiveTrouble):
        asks_behind_the_wall(desk.archive)
    mutant = MutantArchive(
        places=desk.archive.places, ids=steady_ids(), readers=reading_engine(desk.archive.places.archive), writer=None,
        lock=None, read_only_because="a test",
    )  # fmt: skip
    # Were the wall not there, the statements above would be answered and this test would be the only green one.
    asks_behind_the_wall(mutant)
    with mutant.read_behind_the_wall() as connection:
        for statement in DENIED[:13]:
            connection.exec_driver_sql(statement).fetchall()
    mutant.close()


class WalledArchive(Archive):
    """An archive that can be read behind the wall only."""

    is_behind = False

    @contextmanager
    def read(self):  # type: ignore[no-untyped-def]
        assert self.is_behind, "something read outside the wall"
        with super().read() as connection:
            yield connection

    @contextmanager
    def read_behind_the_wall(self):  # type: ignore[no-untyped-def]
        self.is_behind = True
        try:
            with super().read_behind_the_wall() as connection:
                yield connection
        finally:
            self.is_behind = False


def test_a_package_is_built_without_one_read_outside_the_wall(desk: Desk) -> None:
    planted = planted_desk(desk, seed=1)
    walled = WalledArchive(
        places=desk.archive.places, ids=steady_ids(), readers=reading_engine(desk.archive.places.archive), writer=None,
        lock=None, read_only_because="a test",
    )  # fmt: skip
    package = build_package(walled, story_id=planted.story, now=NOW)
    assert package.headline == "The ferry"
    with pytest.raises(AssertionError, match="outside the wall"), walled.read():
        pass
    walled.close()


def leaks_of(content: bytes) -> list[object]:
    raw = [CANARY] if CANARY.lower().encode() in content.lower() else []
    return [*raw, *scan(content, protected=[ProtectedWord(CANARY)])]


def leaks_of_preview(desk: Desk, story: str, name: str) -> list[object]:
    """What the clipboard (``html_body``) and the printer (``html``) get."""
    chosen = format_named(name, css=CSS)
    leaving = Leaving(story_id=story, format=name, extension=chosen.extension, render=chosen.render)
    return leaks_of(preview(desk, leaving=leaving))


def leaks_of_desk(folder: Path, seed: int) -> list[object]:
    desk = new_desk(folder, ids=steady_ids(seed))
    try:
        planted = planted_desk(desk, seed=seed)
        assert planted.secrets > 200
        package = build_package(desk.archive, story_id=planted.story, now=NOW, as_draft=bool(seed % 2))
        found = leaks_of(repr(package).encode())
        for name in ("html", "markdown", "html_body"):
            content = format_named(name, css=CSS).render(package)
            assert b"Tarnby Courier" in content
            found += leaks_of(content)
        # A list of sources has a way of its own.
        story = planted.story if seed % 2 else None
        listed = render_csl(cited_sources(desk.archive, story_id=story, now=NOW).sources)
        assert b"Ferry moored" in listed
        found += leaks_of(listed)
        if seed % 10 == 0:
            found += leaks_of_preview(desk, planted.story, "html_body" if seed % 20 else "html")
    finally:
        desk.close()
    return found


def test_no_secret_of_a_hundred_desks_is_in_any_export(tmp_path: Path) -> None:
    assert [found for seed in range(100) for found in leaks_of_desk(tmp_path / str(seed), seed)] == []


@pytest.mark.long
def test_no_secret_of_five_hundred_desks_is_in_any_export(tmp_path: Path) -> None:
    assert [found for seed in range(100, 600) for found in leaks_of_desk(tmp_path / str(seed), seed)] == []


def test_the_public_parts_of_a_desk_of_secrets_do_leave(desk: Desk) -> None:
    package = build_package(desk.archive, story_id=planted_desk(desk, seed=3).story, now=NOW)
    assert [(source.title, source.authors) for source in package.sources] == [("Ferry moored", ("Lise Krag",))]
    assert [picture.credit for picture in package.pictures] == ["Ola Fisk"]
    assert [note.text for note in package.reader_notes] == ["Two piles, not three."]
    speakers = {quote.speaker for quote in package.quotes}
    assert speakers <= {"a person at the harbour", ""}


def test_a_reader_cannot_be_talked_into_writing(desk: Desk) -> None:
    connection = open_reading(desk.archive.places.archive)
    with pytest.raises(sqlite3.OperationalError):
        connection.execute("DELETE FROM story")
    connection.close()
    writer = open_writing(desk.archive.places.archive)
    assert writer.execute("SELECT count(*) FROM story").fetchone() == (0,)
    writer.close()


def test_a_person_who_becomes_protected_is_named_in_no_later_export(desk: Desk) -> None:
    planted = planted_desk(desk, seed=5)

    def speakers() -> set[str]:
        return {quote.speaker for quote in build_package(desk.archive, story_id=planted.story, now=NOW).quotes}

    def name_the_last_speaker(tx: Transaction) -> Person:
        person = tx.add(Person, name="Halvor Nygaard")
        source = tx.add(Source, type="news_report", title="Halvor speaks")
        quote = tx.find(Quote, speaker=None)[0]
        tx.put(replace(quote, speaker=person.id, source=source.id))
        return person

    person = desk.run("Name", name_the_last_speaker).value
    assert "Halvor Nygaard" in speakers()
    desk.run("Protect", lambda tx: tx.put(replace(tx.get(Person, person.id), protected=True, code_name="Heron")))
    assert not {"Halvor Nygaard", "Heron"} & speakers()
