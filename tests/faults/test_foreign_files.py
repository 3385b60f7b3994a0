"""R11: a file of a newer version or of another kind is refused and stays as it is, with nothing put beside it."""

import hashlib
import io
import os
import sqlite3
import struct
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from newsroom.domain.errors import ArchiveTrouble
from newsroom.storage.backup import make_backup
from newsroom.storage.header import APPLICATION_ID
from newsroom.storage.opening import open_archive
from newsroom.storage.places import Places
from newsroom.storage.restore import restore
from newsroom.storage.salvage import salvage
from newsroom.storage.schema import SCHEMA_VERSION
from tests.builders import new_desk
from tests.fill_desk import filled_desk

Put = Callable[[Path, bytes], None]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a sound archive."""
    folder = tmp_path_factory.mktemp("sound") / "desk"
    desk, _filled = filled_desk(folder, stories=1)
    desk.close()
    return (folder / "archive.sqlite").read_bytes()


def of_version(version: int) -> Put:
    return lambda path, archive: write(path, archive[:60] + struct.pack(">i", version) + archive[64:])


def of_application(number: int) -> Put:
    return lambda path, archive: write(path, archive[:68] + struct.pack(">i", number) + archive[72:])


def holding(content: bytes) -> Put:
    return lambda path, _archive: write(path, content)


def write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def zipped() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as bundle:
        bundle.writestr("story.md", "The ferry was late.")
    return stream.getvalue()


def another_database(path: Path, _archive: bytes) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE story (id TEXT PRIMARY KEY, headline TEXT)")
        connection.execute("INSERT INTO story VALUES ('1', 'Kept by another program')")
        connection.commit()


def a_database_in_wal_mode(path: Path, archive: bytes) -> None:
    another_database(path, archive)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")


NEWER = "written by a newer version"
NO_ARCHIVE = "is not a newsroom archive"
OTHER = "belongs to another program"
CASES: dict[str, tuple[Put, str]] = {
    "one version newer": (of_version(SCHEMA_VERSION + 1), NEWER),
    "a thousand versions newer": (of_version(SCHEMA_VERSION + 1000), NEWER),
    "a negative version": (of_version(-1), "which no version of this program ever wrote"),
    "no version": (of_version(0), "which no version of this program ever wrote"),
    "another application": (of_application(APPLICATION_ID + 1), OTHER),
    "an empty file": (holding(b""), NO_ARCHIVE),
    "one byte": (holding(b"S"), NO_ARCHIVE),
    "a text": (holding(b"The ferry was late. Nobody said why.\n" * 40), NO_ARCHIVE),
    "a text in UTF-16": (holding("The ferry was late. " .encode("utf-16") * 40), NO_ARCHIVE),
    "a zip": (holding(zipped()), NO_ARCHIVE),
    "a PDF": (holding(b"%PDF-1.7\n" + bytes(range(256)) * 8), NO_ARCHIVE),
    "zeros": (holding(bytes(8192)), NO_ARCHIVE),
    "noise": (holding(bytes(range(255, -1, -1)) * 64), NO_ARCHIVE),
    "a header cut short": (lambda path, archive: write(path, archive[:99]), NO_ARCHIVE),
    "a header with another first word": (lambda path, archive: write(path, b"sqlite" + archive[6:]), NO_ARCHIVE),
    "another program's database": (another_database, OTHER),
    "another program's database in WAL mode": (a_database_in_wal_mode, OTHER),
    "a folder": (lambda path, _archive: path.mkdir(), "cannot be read"),
}  # fmt: skip


def state_of(path: Path) -> tuple[object, ...]:
    status = path.stat()
    content = path.read_bytes() if path.is_file() else b""
    return hashlib.sha256(content).hexdigest(), status.st_mtime_ns, status.st_size, status.st_ino


@pytest.mark.parametrize("for_reading", [False, True], ids=["to write", "to read"])
@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_file_that_is_not_ours_is_refused_and_stays_as_it_is(
    tmp_path: Path, archive: bytes, case: tuple[Put, str], for_reading: bool
) -> None:
    put, sentence = case
    path = tmp_path / "desk" / "archive.sqlite"
    path.parent.mkdir()
    put(path, archive)
    os.utime(path, ns=(1_700_000_000_000_000_000, 1_700_000_000_000_000_000))
    before = state_of(path)
    with pytest.raises(ArchiveTrouble, match=sentence) as trouble:
        open_archive(path.parent, create=True, for_reading=for_reading)
    assert str(path) in str(trouble.value)
    assert state_of(path) == before
    assert [entry.name for entry in path.parent.iterdir()] == ["archive.sqlite"]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_desk_whose_archive_was_replaced_gets_nothing_new_beside_it(
    tmp_path: Path, archive: bytes, case: tuple[Put, str]
) -> None:
    put, sentence = case
    places = Places(tmp_path / "desk")
    new_desk(places.folder).close()
    places.archive.unlink()
    put(places.archive, archive)
    before, names = state_of(places.archive), sorted(entry.name for entry in places.folder.rglob("*"))
    with pytest.raises(ArchiveTrouble, match=sentence):
        open_archive(places.folder)
    assert state_of(places.archive) == before
    assert sorted(entry.name for entry in places.folder.rglob("*")) == names


def test_a_folder_with_other_files_does_not_become_a_desk(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "to-pia.txt").write_text("Dear Pia", encoding="utf-8")
    with pytest.raises(ArchiveTrouble, match="is not a desk"):
        open_archive(tmp_path / "letters", create=True)
    assert [entry.name for entry in (tmp_path / "letters").iterdir()] == ["to-pia.txt"]


@pytest.mark.parametrize("pragma", ["user_version=7", "application_id=1234567"])
@pytest.mark.parametrize("act", [restore, salvage])
def test_a_whole_archive_not_ours_is_not_replaced(tmp_path: Path, pragma: str, act: Callable[..., object]) -> None:
    archive = new_desk(tmp_path / "desk").archive
    make_backup(archive)
    archive.close()
    path = tmp_path / "desk" / "archive.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA {pragma}")
    before, beside = path.read_bytes(), sorted(path.parent.rglob("*"))

    with pytest.raises(ArchiveTrouble, match="left as it is"):
        act(Places(path.parent))

    assert path.read_bytes() == before
    assert sorted(path.parent.rglob("*")) == beside
