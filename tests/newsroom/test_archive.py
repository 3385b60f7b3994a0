"""An open desk: what lies in its folder, what its connections may do, and what is kept beside the rows."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from newsroom.desk.desk import Desk
from newsroom.domain.errors import ArchiveTrouble, Damaged, Missing
from newsroom.domain.source import OriginalFile
from newsroom.domain.story import Story
from newsroom.storage.archive import Archive
from newsroom.storage.files import SWEEP_AFTER_SECONDS, sha256_of
from newsroom.storage.header import APPLICATION_ID, read_header
from newsroom.storage.opening import open_archive
from newsroom.storage.schema import SCHEMA_VERSION
from newsroom.storage.transaction import Transaction
from tests.builders import add_story, everything, new_desk

PHOTO = b"\x89PNG not really"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = new_desk(tmp_path / "desk")
    yield desk
    desk.close()


def keep(tx: Transaction, content: bytes, sha256: str) -> OriginalFile:
    return tx.add(
        OriginalFile, sha256=sha256, size=len(content), media_type="image/png", file_name="quay.png", kept_at=tx.now
    )


def pragma(archive: Archive, name: str) -> object:
    with archive.read() as connection:
        return connection.execute(text(f"PRAGMA {name}")).scalar_one()


def test_a_new_desk_is_a_folder_with_five_parts(tmp_path: Path, desk: Desk) -> None:
    assert sorted(path.name for path in (tmp_path / "desk").iterdir()) == [
        "archive.sqlite", "backups", "desk.lock", "files", "rescue",
    ]  # fmt: skip
    assert not desk.archive.is_read_only


def test_the_header_says_whose_file_it_is_and_of_which_schema(tmp_path: Path) -> None:
    new_desk(tmp_path / "desk").close()
    header = read_header(tmp_path / "desk" / "archive.sqlite")
    assert (header.application_id, header.user_version) == (APPLICATION_ID, SCHEMA_VERSION)


def test_a_folder_that_is_not_there_is_no_desk_unless_one_is_to_be_made(tmp_path: Path) -> None:
    with pytest.raises(ArchiveTrouble, match="There is no desk"):
        open_archive(tmp_path / "desk")
    assert not (tmp_path / "desk").exists()


def test_the_writer_keeps_the_pragmas_of_the_house(desk: Desk) -> None:
    wanted = {
        "journal_mode": "delete", "synchronous": 3, "foreign_keys": 1, "secure_delete": 1, "trusted_schema": 0,
        "cell_size_check": 1, "cache_spill": 0, "busy_timeout": 5000,
    }  # fmt: skip
    found = desk.archive.writer.run(
        lambda connection: {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in wanted}
    )
    assert found == wanted


def test_a_read_connection_cannot_write(desk: Desk) -> None:
    assert pragma(desk.archive, "query_only") == 1
    assert pragma(desk.archive, "foreign_keys") == 1
    assert pragma(desk.archive, "busy_timeout") == 250
    with pytest.raises((ArchiveTrouble, DatabaseError)), desk.archive.read() as connection:
        connection.execute(text("INSERT INTO counter (name, value) VALUES ('mine', 1)"))


def test_a_read_sees_what_was_committed_before_it_and_nothing_half_done(desk: Desk) -> None:
    seen: list[int] = []

    def look_meanwhile(tx: Transaction) -> None:
        add_story(tx)
        seen.append(len(everything(desk.archive)["story"]))

    desk.run("Write", look_meanwhile)
    assert seen == [0]
    assert len(everything(desk.archive)["story"]) == 1


def test_what_was_written_is_there_after_closing_and_opening(tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "desk")
    desk.run("Write", add_story)
    before = everything(desk.archive)
    desk.close()
    again = open_archive(tmp_path / "desk")
    assert everything(again) == before
    again.close()


def test_a_second_opening_reads_and_says_who_holds_the_desk(tmp_path: Path, desk: Desk) -> None:
    desk.run("Write", add_story)
    second = open_archive(tmp_path / "desk")
    assert second.is_read_only
    assert f"process {os.getpid()} on " in second.read_only_because
    assert len(everything(second)["story"]) == 1
    with pytest.raises(ArchiveTrouble, match=f"process {os.getpid()}"):
        second.write(add_story, actor="")
    desk.run("Write", add_story)
    assert len(everything(second)["story"]) == 2
    second.close()


def test_a_desk_opened_for_reading_leaves_it_to_the_next_to_write(tmp_path: Path) -> None:
    new_desk(tmp_path / "desk").close()
    reading = open_archive(tmp_path / "desk", for_reading=True)
    assert reading.is_read_only
    with pytest.raises(ArchiveTrouble, match="for reading only"):
        reading.write(add_story, actor="")
    writing = open_archive(tmp_path / "desk")
    assert not writing.is_read_only
    writing.close()
    reading.close()


def test_closing_twice_is_harmless_and_the_desk_is_free_again(tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "desk")
    desk.close()
    desk.close()
    again = open_archive(tmp_path / "desk")
    assert not again.is_read_only
    again.close()


def test_a_batch_is_committed_like_any_operation(desk: Desk) -> None:
    written = desk.archive.batch(lambda tx: tx.add(Story, slug="pier-nine"), actor="import").result(20)
    assert [row.id for row in written.rows] == [written.value.id]
    assert written.value.id in everything(desk.archive)["story"]


def test_a_batch_that_fails_tells_its_future_and_leaves_nothing(desk: Desk) -> None:
    def fail(tx: Transaction) -> None:
        add_story(tx)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        desk.archive.batch(fail, actor="").result(20)
    assert everything(desk.archive)["story"] == {}


def test_kept_bytes_lie_under_their_hash_and_come_back_checked(tmp_path: Path, desk: Desk) -> None:
    sha256 = desk.archive.files.keep(PHOTO)
    assert sha256 == sha256_of(PHOTO)
    path = tmp_path / "desk" / "files" / sha256[:2] / sha256
    assert path.read_bytes() == PHOTO == desk.archive.files.read(sha256)
    path.chmod(0o600)
    path.write_bytes(PHOTO[:-1] + b"!")
    with pytest.raises(Damaged, match="changed or damaged"):
        desk.archive.files.read(sha256)
    assert desk.archive.files.keep(PHOTO) == sha256
    assert desk.archive.files.read(sha256) == PHOTO
    path.unlink()
    with pytest.raises(Missing, match="newsroom restore"):
        desk.archive.files.read(sha256)


def test_keeping_the_same_bytes_twice_keeps_one_file_and_no_leftovers(tmp_path: Path, desk: Desk) -> None:
    for _ in range(2):
        desk.archive.files.keep(PHOTO)
    assert [path.name for path in (tmp_path / "desk" / "files").rglob("*") if path.is_file()] == [sha256_of(PHOTO)]


def test_only_files_no_row_has_named_for_a_day_are_swept(desk: Desk) -> None:
    named, old, young = (desk.archive.files.keep(content) for content in (b"named", b"old", b"young"))
    desk.run("Keep", keep, content=b"named", sha256=named)
    long_ago = time.time() - SWEEP_AFTER_SECONDS - 60
    for sha256 in (named, old):
        os.utime(desk.archive.files.path(sha256), (long_ago, long_ago))
    assert desk.archive.named_files() == {named}
    assert desk.archive.sweep_files() == (old,)
    assert sorted(desk.archive.files.names()) == sorted((named, young))


def test_bytes_kept_again_before_the_sweep_stay(desk: Desk) -> None:
    sha256 = desk.archive.files.keep(PHOTO)
    long_ago = time.time() - SWEEP_AFTER_SECONDS - 60
    os.utime(desk.archive.files.path(sha256), (long_ago, long_ago))
    desk.archive.files.keep(PHOTO)
    assert desk.archive.sweep_files() == ()


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps other people out by other means")
def test_nobody_else_can_read_what_a_working_desk_leaves(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        desk = new_desk(tmp_path / "desk")
        desk.run("Write", add_story)
        desk.archive.files.keep(PHOTO)
        desk.close()
    finally:
        os.umask(old)
    for path in [tmp_path / "desk", *(tmp_path / "desk").rglob("*")]:
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path


def test_a_transaction_a_kill_cut_short_is_rolled_back_at_the_next_opening(tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "desk")
    desk.run("Write", add_story)
    before = everything(desk.archive)
    desk.close()
    archive = tmp_path / "desk" / "archive.sqlite"
    cut_short(archive)
    assert (tmp_path / "desk" / "archive.sqlite-journal").exists()
    again = open_archive(tmp_path / "desk")
    assert everything(again) == before
    again.close()
    assert not (tmp_path / "desk" / "archive.sqlite-journal").exists()


def cut_short(archive: Path) -> None:
    """Leaves archive and journal as a process leaves them that dies while its pages are on their way to the file."""
    with closing(sqlite3.connect(archive, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size=1")
        connection.execute("BEGIN IMMEDIATE")
        for number in range(200):
            connection.execute("UPDATE story SET headline = ?", (f"{number} " * 4000,))
            connection.execute("INSERT INTO counter (name, value) VALUES (?, ?)", (f"{number} " * 200, number))
        half_written, journal = archive.read_bytes(), archive.with_name(f"{archive.name}-journal").read_bytes()
        connection.execute("ROLLBACK")
    assert half_written != archive.read_bytes()
    archive.write_bytes(half_written)
    archive.with_name(f"{archive.name}-journal").write_bytes(journal)
