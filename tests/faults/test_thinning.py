"""R13: which backups are kept as time goes by, on paper and on the disk."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.domain.person import Person
from newsroom.domain.source import OriginalFile
from newsroom.storage.backup import make_backup, verify_backup
from newsroom.storage.manifest import Backup, list_backups, write_manifest
from newsroom.storage.thinning import Point, thin_backups, to_keep
from newsroom.storage.transaction import Transaction
from tests.fill_desk import filled_desk

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)

POINTS = st.lists(
    st.builds(
        Point,
        at=st.integers(-500 * 24 * 60, 3 * 24 * 60).map(lambda minutes: NOW + timedelta(minutes=minutes)),
        seq=st.integers(1, 10_000),
        size=st.integers(0, 50),
    ),
    unique_by=lambda point: point.seq,
    max_size=60,
)


@settings(deadline=None, max_examples=200)
@given(points=POINTS, room=st.none() | st.integers(0, 1000))
def test_thinning_keeps_what_the_rule_says_and_never_fewer_than_three(points: list[Point], room: int | None) -> None:
    kept = to_keep(points, now=NOW, room=room)
    newest = sorted(points, key=lambda point: point.seq, reverse=True)
    recent = [point for point in newest if NOW - point.at <= timedelta(days=2)]
    assert kept <= set(points)
    assert set(newest[:3]) <= kept
    assert len(kept - set(recent)) <= 7 + 4 + 6 + 3
    if room is None or sum(point.size for point in recent) <= room:
        assert set(recent) <= kept
    days = {point.at.date() for point in points}
    for day in sorted(days, reverse=True)[:7]:
        assert next(point for point in newest if point.at.date() == day) in kept
    assert to_keep(tuple(kept), now=NOW, room=room) == kept


@settings(deadline=None, max_examples=100)
@given(gaps=st.lists(st.integers(5, 3000), min_size=1, max_size=120))
def test_thinning_after_each_backup_keeps_days_weeks_and_months(gaps: list[int]) -> None:
    moment, kept = NOW - timedelta(minutes=sum(gaps)), frozenset[Point]()
    for seq, gap in enumerate(gaps, start=1):
        moment += timedelta(minutes=gap)
        kept = to_keep((*kept, Point(moment, seq)), now=moment)
        assert len(kept) >= min(3, seq)
    assert max(point.seq for point in kept) == len(gaps)


def aged(backup: Backup, *, days: int) -> None:
    """Gives a backup another date, as if it had been made then."""
    write_manifest(replace(backup, created_at=(NOW - timedelta(days=days)).isoformat()))


def test_thinning_deletes_backups_and_the_files_only_they_named(tmp_path: Path) -> None:
    desk, filled = filled_desk(tmp_path / "desk", stories=2)
    root = desk.archive.places.backups
    for days in (700, 400, 399, 398, 397, 396, 395, 394, 393, 392, 4, 3, 1):
        sha256 = desk.archive.files.keep(f"page of day {days}".encode())
        desk.run("Add", lambda tx, sha256=sha256: add_file(tx, sha256))
        aged(make_backup(desk.archive), days=days)
        desk.run("Remove", remove_files, hashes=(sha256,))
    before = list_backups(root)
    deleted = thin_backups(root, now=NOW)
    left = list_backups(root)
    assert deleted
    assert {one.folder for one in left} | {one.folder for one in deleted} == {one.folder for one in before}
    assert all(verify_backup(one) == () for one in left)
    named = {file.sha256 for one in left for file in one.files}
    assert {path.name for path in (root / "files").glob("??/*")} == named
    assert filled[0].sha256 in named
    desk.close()


def test_thinning_keeps_three_that_verify_even_when_the_newest_are_spoiled(tmp_path: Path) -> None:
    desk, _filled = filled_desk(tmp_path / "desk", stories=1)
    root = desk.archive.places.backups
    for days in (400, 399, 398, 397, 396, 395, 394, 393, 392, 391, 390, 389):
        desk.run("Add", lambda tx: tx.add(Person, name="Sigrid Holm"))
        aged(make_backup(desk.archive), days=days)
    for spoiled in list_backups(root)[:8]:
        content = bytearray(spoiled.archive.read_bytes())
        content[len(content) // 2] ^= 4
        spoiled.archive.write_bytes(content)
    thin_backups(root, now=NOW)
    assert sum(verify_backup(one) == () for one in list_backups(root)) >= 3
    desk.close()


def add_file(tx: Transaction, sha256: str) -> None:
    tx.add(OriginalFile, sha256=sha256, size=1, media_type="text/plain", file_name="page.txt", kept_at=tx.now)


def remove_files(tx: Transaction, *, hashes: tuple[str, ...]) -> None:
    for file in tx.find(OriginalFile, sha256=hashes):
        tx.remove(file)
