"""The store of original bytes: named by what they hold, kept before any row names them, swept when nobody does."""

import os
import time
from pathlib import Path

import pytest

from newsroom.domain.errors import Damaged, Missing
from newsroom.storage.files import SWEEP_AFTER_SECONDS, FileStore, sha256_of
from newsroom.storage.places import make_folder


def test_bytes_come_back_as_they_were_and_are_kept_once(tmp_path: Path) -> None:
    store = FileStore(tmp_path / "files")

    first, second = store.keep(b"a ferry timetable"), store.keep(b"a ferry timetable")

    assert first == second == sha256_of(b"a ferry timetable")
    assert store.read(first) == b"a ferry timetable"
    assert list(store.names()) == [first]


def test_changed_bytes_are_never_given_out(tmp_path: Path) -> None:
    store = FileStore(tmp_path / "files")
    kept = store.keep(b"a ferry timetable")
    store.path(kept).chmod(0o600)
    store.path(kept).write_bytes(b"a bus timetable")

    with pytest.raises(Damaged, match="changed or damaged"):
        store.read(kept)
    assert store.keep(b"a ferry timetable") == kept
    assert store.read(kept) == b"a ferry timetable", "keeping the bytes again mends the file"


def test_a_missing_file_says_how_to_bring_it_back(tmp_path: Path) -> None:
    with pytest.raises(Missing, match="newsroom restore"):
        FileStore(tmp_path / "files").read("0" * 64)


def test_only_what_nobody_names_is_swept_and_only_after_a_day(tmp_path: Path) -> None:
    store = FileStore(tmp_path / "files")
    named, stray = store.keep(b"named"), store.keep(b"stray")
    half = store.path(stray).with_name(".half.1.part")
    half.write_bytes(b"ha")
    assert store.sweep([named]) == ()

    later = time.time() + SWEEP_AFTER_SECONDS + 60
    assert store.sweep([named], now=later) == (stray,)
    assert list(store.names()) == [named]
    assert not half.exists()


def test_keeping_bytes_again_makes_them_young(tmp_path: Path) -> None:
    store = FileStore(tmp_path / "files")
    kept = store.keep(b"found again")
    long_ago = time.time() - 2 * SWEEP_AFTER_SECONDS
    os.utime(store.path(kept), (long_ago, long_ago))

    store.keep(b"found again")

    assert store.sweep([]) == ()


def test_a_folder_that_was_there_before_keeps_its_mode_whatever_way_leads_to_it(tmp_path: Path) -> None:
    open_to_all = tmp_path / "open"
    open_to_all.mkdir(mode=0o755)
    open_to_all.chmod(0o755)

    make_folder(open_to_all / "missing" / ".." / "made")
    make_folder(open_to_all / "missing" / "..")

    assert open_to_all.stat().st_mode & 0o777 == 0o755
    assert (open_to_all / "made").stat().st_mode & 0o777 == 0o700
