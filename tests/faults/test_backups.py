"""R13: the newest verified backup always restores, a failed one is told and leaves nothing, old ones are thinned."""

import json
import os
import random
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsroom.desk.desk import Desk
from newsroom.domain.errors import ArchiveTrouble, Damaged, DeskHeld, NewsroomError, Refused
from newsroom.storage.backup import backup_due, make_backup, verify_backup
from newsroom.storage.contents import all_contents
from newsroom.storage.driver import open_reading
from newsroom.storage.manifest import Backup, list_backups
from newsroom.storage.opening import open_archive
from newsroom.storage.places import Places
from newsroom.storage.restore import bring_files_back, restore
from newsroom.storage.transaction import Transaction
from newsroom.storage.verify import verify
from tests.builders import add_story, new_desk, rewrite, steady_ids
from tests.fill_desk import add_full_story, filled_desk, stored_rows

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Typist:
    """A thread that goes on saving one draft until it is told to stop."""

    def __init__(self, desk: Desk, draft: str) -> None:
        self._desk, self._draft = desk, draft
        self._stop = threading.Event()
        self.saved: list[tuple[int, str]] = []
        self._thread = threading.Thread(target=self._type)

    def _type(self) -> None:
        number = 0
        while not self._stop.is_set():
            number += 1
            words = f"Saved {number} times. " + "The lock keeper wrote it down. " * (number % 50)
            done = self._desk.run("Save", rewrite, draft_id=self._draft, text=words)
            self.saved.append((done.changes.seq, words))
            if number % 7 == 0:
                # A refusal in between must not disturb a backup that is being made.
                with pytest.raises(Refused):
                    self._desk.run("Refused", refuse)

    def __enter__(self) -> "Typist":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()


def refuse(_tx: Transaction) -> None:
    raise Refused("Not now.")


def words_at(typist: Typist, seq: int) -> str:
    """What the draft said when the archive's counter stood at ``seq``."""
    return [words for saved_at, words in typist.saved if saved_at <= seq][-1]


def hashes_in(archive: Path) -> dict[str, str]:
    """Table → hash over all its rows; the counter goes on after a restore."""
    with closing(open_reading(archive, mode="ro")) as connection:
        return {table: held.sha256 for table, held in all_contents(connection).items() if table != "counter"}


def check_drills(folder: Path, *, drills: range) -> None:
    desk, filled = filled_desk(folder, stories=3, sentences=40)
    for drill in drills:
        rng = random.Random(drill)
        with Typist(desk, filled[0].draft) as typist:
            while len(typist.saved) < 3:
                add_full_story(desk, rng, number=100 + drill)
            made = make_backup(desk.archive)
            while typist.saved[-1][0] < made.seq + 3:
                add_full_story(desk, rng, number=200 + drill)
        assert verify_backup(made) == ()
        before = {table: len(rows) for table, rows in stored_rows(desk.archive).items()}
        desk.close()
        result = restore(Places(folder))
        assert result.backup == made
        assert result.kept_backup is not None
        assert dict(result.kept_backup.rows)["draft"] == before["draft"]
        desk = new_desk(folder, ids=steady_ids(1000 + drill))
        assert {table: len(rows) for table, rows in stored_rows(desk.archive).items()}.items() <= dict(
            made.rows
        ).items()
        restored = stored_rows(desk.archive)["draft"][filled[0].draft]
        assert words_at(typist, made.seq) in restored
        assert verify(desk.archive).is_sound
    desk.close()


def test_twenty_drills_while_somebody_saves_bring_back_what_was_there(tmp_path: Path) -> None:
    check_drills(tmp_path / "desk", drills=range(20))


@pytest.mark.long
def test_a_hundred_drills_while_somebody_saves_bring_back_what_was_there(tmp_path: Path) -> None:
    check_drills(tmp_path / "desk", drills=range(100))


def test_saving_goes_on_while_a_backup_is_made_and_the_backup_is_one_moment(tmp_path: Path) -> None:
    desk, filled = filled_desk(tmp_path / "desk")
    for number in range(12):
        content = f"{number} " + "The ferry log, page by page. " * 60_000
        desk.run("Add", lambda tx, content=content: add_story(tx, slug="log", text=content))
    saves: list[int] = []
    with Typist(desk, filled[0].draft) as typist:
        made = make_backup(desk.archive, progress=lambda _done, _total: saves.append(len(typist.saved)))
    assert saves[-1] > saves[0], "nothing was saved between the first slice and the last"
    with closing(open_reading(made.archive, mode="ro")) as copy:
        (text,) = copy.execute("SELECT text FROM draft WHERE id = ?", (filled[0].draft,)).fetchone()
    assert text == words_at(typist, made.seq)
    assert verify_backup(made) == ()
    desk.close()


def test_a_restored_desk_holds_every_row_and_file_of_the_backup(tmp_path: Path) -> None:
    desk, filled = filled_desk(tmp_path / "desk")
    rows = stored_rows(desk.archive)
    made = make_backup(desk.archive)
    desk.run("Lose a draft", lambda tx: rewrite(tx, filled[1].draft, "Gone."))
    desk.archive.files.remove(filled[0].sha256)
    desk.close()
    result = restore(Places(tmp_path / "desk"))
    assert result.files_brought == (filled[0].sha256,)
    desk = new_desk(tmp_path / "desk")
    assert stored_rows(desk.archive) == rows
    assert verify(desk.archive).is_sound
    assert made.lost_files == ()
    desk.close()


@pytest.mark.parametrize("garbage", [None, b"", b"not a database" * 400, "cut"])
def test_restore_works_when_the_archive_is_missing_or_garbage(tmp_path: Path, garbage: bytes | str | None) -> None:
    places = Places(tmp_path / "desk")
    desk, _filled = filled_desk(places.folder)
    rows = stored_rows(desk.archive)
    make_backup(desk.archive)
    desk.close()
    content = places.archive.read_bytes()[:50_000] if garbage == "cut" else garbage
    places.archive.unlink()
    if isinstance(content, bytes):
        places.archive.write_bytes(content)
    places.journal.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(600))
    result = restore(places)
    assert result.kept_backup is None
    if content is not None:
        assert result.kept_in is not None
        assert (result.kept_in / "archive.sqlite").read_bytes() == content
    desk = new_desk(places.folder)
    assert stored_rows(desk.archive) == rows
    desk.close()


def test_a_desk_comes_back_from_a_backup_on_another_disk(tmp_path: Path) -> None:
    elsewhere = tmp_path / "stick" / "backups"
    elsewhere.parent.mkdir()
    desk, filled = filled_desk(tmp_path / "desk")
    rows = stored_rows(desk.archive)
    made = make_backup(desk.archive, to=elsewhere)
    desk.close()
    result = restore(Places(tmp_path / "new" / "desk"), root=elsewhere)
    assert result.backup == made
    desk = new_desk(tmp_path / "new" / "desk")
    assert stored_rows(desk.archive) == rows
    assert desk.archive.files.read(filled[0].sha256)
    desk.close()


def test_a_disk_that_is_not_there_is_not_made_up(tmp_path: Path) -> None:
    desk, _filled = filled_desk(tmp_path / "desk", stories=1)
    with pytest.raises(ArchiveTrouble, match="Connect its disk"):
        make_backup(desk.archive, to=tmp_path / "stick" / "backups")
    assert not (tmp_path / "stick").exists()
    desk.close()


def spoil_database(backup: Backup) -> None:
    content = bytearray(backup.archive.read_bytes())
    content[len(content) // 2] ^= 4
    backup.archive.write_bytes(content)


def spoil_file(backup: Backup) -> None:
    path = backup.store.path(backup.files[0].sha256)
    path.unlink()
    path.write_bytes(b"other bytes")


def spoil_manifest(backup: Backup) -> None:
    path = backup.folder / "manifest.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"seq": ', '"seq": 9'), encoding="utf-8")


@pytest.mark.parametrize("spoil", [spoil_database, spoil_manifest])
def test_a_spoiled_backup_is_passed_over_for_the_newest_that_verifies(
    tmp_path: Path, spoil: Callable[[Backup], None]
) -> None:
    desk, filled = filled_desk(tmp_path / "desk")
    good = make_backup(desk.archive)
    desk.run("Save", rewrite, draft_id=filled[0].draft, text="Later words.")
    bad = make_backup(desk.archive)
    desk.close()
    spoil(bad)
    assert verify_backup(bad) != ()
    assert restore(Places(tmp_path / "desk")).backup == good


def test_a_backup_that_does_not_verify_is_refused_before_anything_is_touched(tmp_path: Path) -> None:
    places = Places(tmp_path / "desk")
    desk, _filled = filled_desk(places.folder)
    made = make_backup(desk.archive)
    desk.close()
    spoil_file(made)
    before = places.archive.read_bytes()
    with pytest.raises(Damaged, match="Nothing was changed"):
        restore(places, backup=made)
    with pytest.raises(Damaged, match="can be relied on"):
        restore(places)
    assert places.archive.read_bytes() == before
    assert list_backups(places.backups) == (made,)


def test_restore_is_refused_while_the_desk_is_held(tmp_path: Path) -> None:
    desk, _filled = filled_desk(tmp_path / "desk", stories=1)
    make_backup(desk.archive)
    with pytest.raises(DeskHeld):
        restore(Places(tmp_path / "desk"))
    desk.close()


def test_restore_without_any_backup_says_so_and_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(ArchiveTrouble, match="There is no backup"):
        restore(Places(tmp_path / "nowhere"))
    assert not (tmp_path / "nowhere").exists()


def test_what_is_done_after_a_restore_comes_after_every_older_backup(tmp_path: Path) -> None:
    desk, filled = filled_desk(tmp_path / "desk")
    early = make_backup(desk.archive)
    for number in range(30):
        desk.run("Save", rewrite, draft_id=filled[0].draft, text=f"Abandoned {number}.")
    desk.close()
    restore(Places(tmp_path / "desk"), backup=early)
    desk = new_desk(tmp_path / "desk", ids=steady_ids(3, start=datetime(2001, 1, 1, tzinfo=UTC)))
    desk.run("Save", rewrite, draft_id=filled[0].draft, text="The words that count.")
    newest = make_backup(desk.archive)
    assert list_backups(Places(tmp_path / "desk").backups)[0] == newest
    desk.close()


def test_a_lost_original_file_does_not_keep_the_words_from_being_backed_up(tmp_path: Path) -> None:
    desk, filled = filled_desk(tmp_path / "desk")
    desk.archive.files.remove(filled[0].sha256)
    made = make_backup(desk.archive)
    assert made.lost_files == (filled[0].sha256,)
    assert verify_backup(made) == ()
    desk.close()


def test_a_lost_original_file_comes_back_from_a_backup_without_touching_the_words(tmp_path: Path) -> None:
    desk, filled = filled_desk(tmp_path / "desk")
    make_backup(desk.archive)
    desk.run("Save", rewrite, draft_id=filled[0].draft, text="Later words.")
    desk.archive.files.remove(filled[0].sha256)
    assert bring_files_back(desk.archive) == (filled[0].sha256,)
    assert verify(desk.archive).is_sound
    assert desk.archive.files.read(filled[0].sha256)
    desk.close()


def test_a_damaged_archive_makes_no_backup_and_the_older_ones_stay(tmp_path: Path) -> None:
    desk, filled = filled_desk(tmp_path / "desk")
    made = make_backup(desk.archive)
    damage = "UPDATE draft SET text = text || '!' WHERE id = ?"
    desk.run("Damage", lambda tx: tx.connection.exec_driver_sql(damage, (filled[0].draft,)) and None)
    with pytest.raises(Damaged, match="No backup was made"):
        make_backup(desk.archive)
    assert list_backups(desk.archive.places.backups) == (made,)
    assert not list(desk.archive.places.backups.glob(".*"))
    desk.close()


CHILD = """
import json, os, resource, sys
from pathlib import Path
from newsroom.domain.errors import NewsroomError
from newsroom.storage.backup import make_backup
from newsroom.storage.opening import open_archive
archive = open_archive(Path(sys.argv[1]))
wanted = json.loads(sys.argv[2])
if "most" in wanted:
    resource.setrlimit(resource.RLIMIT_FSIZE, (wanted["most"], wanted["most"]))
else:
    os.chmod(wanted["closed"], 0o500)
    os.setuid(65534)
try:
    made = make_backup(archive)
    print(json.dumps({"made": made.folder.name}))
except NewsroomError as error:
    print(json.dumps({"told": str(error)}))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are set as on Unix")
@pytest.mark.parametrize("most", [0, 4096, 100_000, 300_000, 10_000_000])
def test_a_backup_on_a_full_disk_is_told_and_leaves_the_older_ones_and_no_half(tmp_path: Path, most: int) -> None:
    places = Places(tmp_path / "desk")
    desk, _filled = filled_desk(places.folder)
    made = make_backup(desk.archive)
    desk.close()
    result = in_child(places, {"most": most})
    if most == 10_000_000:
        assert "made" in result
        return
    assert "No backup was made" in result["told"]
    assert str(places.backups) in result["told"]
    assert list_backups(places.backups) == (made,)
    assert verify_backup(made) == ()
    assert not list(places.backups.glob(".*"))


@pytest.mark.skipif(sys.platform == "win32" or os.getuid() != 0, reason="only the superuser can become somebody else")
def test_a_backup_into_a_read_only_folder_is_told(tmp_path: Path) -> None:
    places = Places(tmp_path / "desk")
    desk, _filled = filled_desk(places.folder)
    made = make_backup(desk.archive)
    desk.close()
    result = in_child(places, {"closed": str(places.backups)})
    assert "No backup was made" in result["told"]
    assert "permission" in result["told"].lower()
    assert list_backups(places.backups) == (made,)


def in_child(places: Places, wanted: dict[str, object]) -> dict[str, str]:
    command = [sys.executable, "-c", CHILD, str(places.folder), json.dumps(wanted)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    return dict(json.loads(done.stdout))


def test_what_a_kill_left_of_a_backup_is_swept_by_the_next(tmp_path: Path) -> None:
    desk, _filled = filled_desk(tmp_path / "desk", stories=1)
    left = desk.archive.places.backups / ".2025-10-05T093000.000Z-1.part"
    left.mkdir()
    (left / "archive.sqlite").write_bytes(b"half")
    make_backup(desk.archive)
    assert not left.exists()
    desk.close()


def test_a_backup_is_due_after_half_an_hour_with_changes(tmp_path: Path) -> None:
    desk, filled = filled_desk(tmp_path / "desk", stories=1)
    places = desk.archive.places
    assert backup_due(places, now=NOW, seq=1)
    assert not backup_due(places, now=NOW, seq=0)
    made = make_backup(desk.archive)
    at = datetime.fromisoformat(made.created_at)
    assert not backup_due(places, now=at + timedelta(minutes=29), seq=made.seq + 1)
    assert backup_due(places, now=at + timedelta(minutes=30), seq=made.seq + 1)
    assert not backup_due(places, now=at + timedelta(days=9), seq=made.seq)
    assert backup_due(places, now=at - timedelta(days=1), seq=made.seq + 1), "a clock set back says nothing of its age"
    assert filled
    desk.close()


def test_a_desk_opened_for_reading_makes_no_backup_and_says_why(tmp_path: Path) -> None:
    desk, _filled = filled_desk(tmp_path / "desk", stories=1)
    desk.close()
    archive = open_archive(tmp_path / "desk", for_reading=True)
    with pytest.raises(NewsroomError, match="reading only"):
        make_backup(archive)
    archive.close()
