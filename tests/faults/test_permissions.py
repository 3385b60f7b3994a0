"""R06: a desk that may not be written is opened for reading and says why, one that may not be read is refused with the
reason. C10: what the program makes is readable by nobody but its owner, whatever the umask."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from newsroom.desk.purge import finish_purge, purge_source
from newsroom.domain.person import Person
from newsroom.storage.backup import make_backup
from newsroom.storage.places import Places
from newsroom.storage.restore import restore
from newsroom.storage.salvage import salvage
from tests.builders import new_desk
from tests.faults.other_user import NOBODY
from tests.fill_desk import filled_desk

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="permissions as on Unix")
PROJECT = Path(__file__).parents[2]
STORIES = 2


@dataclass(frozen=True, slots=True)
class Room:
    """A folder any user can reach, with a desk that belongs to a user without privileges."""

    folder: Path

    @property
    def desk(self) -> Path:
        return self.folder / "desk"

    def open_as_other(self, desk: Path | None = None, *, create: bool = False) -> dict[str, Any]:
        """What somebody without privileges sees who opens the desk; a traceback fails the test."""
        words = [sys.executable, "-m", "tests.faults.other_user", str(desk or self.desk), str(self.folder / "warm")]
        done = subprocess.run(
            words + (["create"] if create else []), cwd=PROJECT, capture_output=True, text=True, check=False, timeout=60
        )
        assert done.returncode == 0, done.stderr
        assert "Traceback" not in done.stderr
        return dict(json.loads(done.stdout))


@pytest.fixture
def room() -> Iterator[Room]:
    # Not tmp_path: its parents are closed to everybody but the user who runs the tests.
    folder = Path(tempfile.mkdtemp(prefix="newsroom-test-"))
    folder.chmod(0o755)
    try:
        filled_desk(folder / "desk", stories=STORIES)[0].close()
        new_desk(folder / "warm").close()
        if os.getuid() == 0:
            for path in (folder / "desk", *(folder / "desk").rglob("*")):
                os.chown(path, NOBODY, NOBODY)
        yield Room(folder)
    finally:
        for path in (folder / "desk", folder / "locked"):
            if path.is_dir():
                path.chmod(0o700)
        shutil.rmtree(folder)


def read_only_folder(room: Room) -> None:
    room.desk.chmod(0o500)


def read_only_folder_never_opened(room: Room) -> None:
    (room.desk / "desk.lock").unlink()
    room.desk.chmod(0o500)


def read_only_file(room: Room) -> None:
    (room.desk / "archive.sqlite").chmod(0o400)


READ_ONLY: dict[str, tuple[Callable[[Room], None], str]] = {
    "a read-only folder": (read_only_folder, "read-only for you"),
    "a read-only folder without a lock": (read_only_folder_never_opened, "cannot be opened for writing"),
    "a read-only file": (read_only_file, "read-only for you"),
}


@pytest.mark.parametrize("case", READ_ONLY.values(), ids=READ_ONLY.keys())
def test_a_desk_that_may_not_be_written_is_read_and_says_why(
    room: Room, case: tuple[Callable[[Room], None], str]
) -> None:
    close_off, sentence = case
    close_off(room)
    before = (room.desk / "archive.sqlite").read_bytes()
    seen = room.open_as_other()
    assert seen["read_only"] is True
    assert sentence in seen["because"]
    assert str(room.desk) in seen["because"]
    assert seen["stories"] == STORIES
    assert seen["told"] == seen["because"]
    assert (room.desk / "archive.sqlite").read_bytes() == before


def test_a_desk_nobody_closed_off_is_written(room: Room) -> None:
    seen = room.open_as_other()
    assert (seen["read_only"], seen["stories"], seen["written"]) == (False, STORIES, True)


def test_an_interrupted_save_in_a_desk_that_may_not_be_written_is_told(room: Room) -> None:
    with closing(sqlite3.connect(room.desk / "archive.sqlite", isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size=1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE story SET headline = hex(zeroblob(60000))")
        for name in ("archive.sqlite", "archive.sqlite-journal"):
            shutil.copyfile(room.desk / name, room.folder / name)
        connection.execute("ROLLBACK")
    for name in ("archive.sqlite", "archive.sqlite-journal"):
        shutil.copyfile(room.folder / name, room.desk / name)
        (room.desk / name).chmod(0o644)
    room.desk.chmod(0o555)
    seen = room.open_as_other()
    assert "interrupted" in seen["refused"]
    assert "needs the desk to be writable" in seen["refused"]


def test_a_file_without_permission_is_refused_with_the_reason(room: Room) -> None:
    (room.desk / "archive.sqlite").chmod(0)
    assert "permission denied" in room.open_as_other()["refused"]


def test_a_folder_without_permission_is_refused_with_the_reason(room: Room) -> None:
    room.desk.chmod(0)
    assert "permission denied" in room.open_as_other()["refused"]


def test_a_desk_under_a_folder_one_may_not_write_cannot_be_made_and_says_so(room: Room) -> None:
    (room.folder / "locked").mkdir(mode=0o555)
    seen = room.open_as_other(room.folder / "locked" / "new", create=True)
    assert "permission denied" in seen["refused"]


def test_a_desk_another_process_holds_is_read_and_says_who(room: Room) -> None:
    desk = new_desk(room.desk)
    seen = room.open_as_other()
    desk.close()
    assert (seen["read_only"], seen["stories"]) == (True, STORIES)
    assert f"process {os.getpid()}" in seen["because"]


@pytest.mark.parametrize("begin", ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"])
def test_a_desk_another_program_has_locked_says_so_and_is_read_when_it_can_be(room: Room, begin: str) -> None:
    with closing(sqlite3.connect(room.desk / "archive.sqlite", isolation_level=None)) as connection:
        connection.execute(begin)
        seen = room.open_as_other()
        connection.execute("ROLLBACK")
    if begin == "BEGIN IMMEDIATE":
        assert (seen["read_only"], seen["stories"]) == (True, STORIES)
        assert "in use by another program" in seen["because"]
    else:
        assert "in use by another program" in seen["refused"]


def test_a_file_named_as_desk_is_refused_and_left_as_it_is(room: Room) -> None:
    letter = room.folder / "letter.txt"
    letter.write_text("Dear Pia", encoding="utf-8")
    assert "is a file, not a desk folder" in room.open_as_other(letter, create=True)["refused"]
    assert "a file" in room.open_as_other(letter / "desk", create=True)["refused"]
    assert letter.read_text(encoding="utf-8") == "Dear Pia"


def test_a_desk_that_is_not_there_is_told_and_not_made(room: Room) -> None:
    seen = room.open_as_other(room.folder / "missing" / "parent" / "desk")
    assert "There is no desk at" in seen["refused"]
    assert not (room.folder / "missing").exists()


def modes_in(folder: Path) -> dict[str, str]:
    """The paths whose mode is not that of the house, each with its mode."""
    return {
        str(path.relative_to(folder)): oct(path.stat().st_mode & 0o777)
        for path in (folder, *folder.rglob("*"))
        if path.stat().st_mode & 0o777 != (0o700 if path.is_dir() else 0o600)
    }


@pytest.fixture(params=[0o000, 0o022, 0o077], ids=oct)
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def test_files_are_0600_and_folders_0700_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    assert umask in (0o000, 0o022, 0o077)
    places = Places(tmp_path / "made" / "desk")
    desk, filled = filled_desk(places.folder)
    assert modes_in(tmp_path / "made") == {}
    journals: list[str] = []

    def look(_tx: object) -> None:
        desk.archive.files.keep(b"a page")
        journals.extend(oct(path.stat().st_mode & 0o777) for path in places.folder.glob("*-journal"))

    desk.run("Add", lambda tx: (tx.add(Person, name="Sigrid Holm"), look(tx))[0])
    assert journals == ["0o600"]
    make_backup(desk.archive)
    (tmp_path / "stick").mkdir()
    make_backup(desk.archive, to=tmp_path / "stick" / "backups")
    assert modes_in(places.folder) | modes_in(tmp_path / "stick" / "backups") == {}
    finish_purge(desk.archive, purged=desk.run("Purge", purge_source, source_id=filled[0].source).value)
    desk.close()
    restore(places)
    places.archive.write_bytes(places.archive.read_bytes()[:-5000])
    salvage(places)
    places.archive.write_bytes(b"garbage")
    restore(places)
    assert modes_in(places.folder) == {}
    restore(Places(tmp_path / "other" / "desk"), root=tmp_path / "stick" / "backups")
    assert modes_in(tmp_path / "other") == {}


def test_an_empty_folder_that_becomes_a_desk_is_closed_to_others(tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir(mode=0o755)
    new_desk(tmp_path / "desk").close()
    assert modes_in(tmp_path / "desk") == {}
