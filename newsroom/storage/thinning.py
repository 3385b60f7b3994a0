"""Which backups are kept: all of two days while they take no more than a share of the free space, then the newest of
7 days, of 4 weeks and of 6 months, and never fewer than 3 verified ones."""

import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from newsroom.storage.backup import verify_backup
from newsroom.storage.copying import remove_folder
from newsroom.storage.files import FileStore
from newsroom.storage.manifest import HALF_MADE, Backup, half_made, list_backups, read_manifest, unreadable_backups
from newsroom.storage.places import sync_folder
from newsroom.storage.trouble import told_as_trouble

RECENT = timedelta(days=2)
DAYS, WEEKS, MONTHS = 7, 4, 6
FEWEST = 3
SHARE_OF_FREE_SPACE = 0.1


@dataclass(frozen=True, slots=True)
class Point:
    """One backup as the rule sees it: ``at`` by a clock that may have jumped, ``seq`` in the order they were made,
    ``size`` in bytes."""

    at: datetime
    seq: int
    size: int = 0


def to_keep(points: Sequence[Point], *, now: datetime, room: int | None = None) -> frozenset[Point]:
    """The backups to keep. ``room`` is how many bytes the backups of the last two days may take together (None: any);
    beyond it the older of them have to earn their place like all others. The newest by ``seq`` always stay."""
    newest_first = sorted(points, key=lambda point: (point.seq, point.at), reverse=True)
    kept = set(newest_first[:FEWEST])
    used = 0
    for point in newest_first:
        if now - point.at > RECENT:
            continue
        used += point.size
        if room is None or used <= room:
            kept.add(point)
    kept |= _newest_of_each(newest_first, lambda at: at.strftime("%Y-%m-%d"), most=DAYS)
    kept |= _newest_of_each(newest_first, lambda at: at.strftime("%G-%V"), most=WEEKS)
    kept |= _newest_of_each(newest_first, lambda at: at.strftime("%Y-%m"), most=MONTHS)
    return frozenset(kept)


def thin_backups(root: Path, *, now: datetime) -> tuple[Backup, ...]:
    """Deletes the backups the rule gives up and the original files none names any more; returns what was deleted.

    Before it deletes any, it looks for 3 that verify, newest first, and keeps those whatever the rule says.
    """
    with told_as_trouble(root):
        backups = list_backups(root)
        points = {_point(backup): backup for backup in backups}
        room = int(SHARE_OF_FREE_SPACE * shutil.disk_usage(root).free) if backups else None
        kept = {points[point].folder for point in to_keep(tuple(points), now=now, room=room)}
        doomed = [backup for backup in points.values() if backup.folder not in kept]
        if doomed:
            doomed = _spare_the_verified(backups, doomed)
        delete_backups(root, doomed)
        return tuple(doomed)


def delete_backups(root: Path, backups: Iterable[Backup]) -> None:
    """Deletes whole backups, then the original files that no backup left names."""
    with told_as_trouble(root):
        for backup in backups:
            # By one rename it is no backup any more; what a kill leaves of it is swept later.
            fading = root / f".{backup.folder.name}-0{HALF_MADE}"
            backup.folder.rename(fading)
            sync_folder(root)
            remove_folder(fading)
        _sweep_files(root)


def _spare_the_verified(backups: Sequence[Backup], doomed: Sequence[Backup]) -> list[Backup]:
    """``doomed`` without those needed so that 3 of the backups left are verified."""
    verified: list[Path] = []
    for backup in backups:
        if len(verified) == FEWEST:
            break
        if not backup.lost_files and not verify_backup(backup):
            verified.append(backup.folder)
    return [backup for backup in doomed if backup.folder not in verified]


def _sweep_files(root: Path) -> None:
    if unreadable_backups(root):
        # What a damaged manifest names is not known, so nothing can be said to be named by none.
        return
    folders = [backup.folder for backup in list_backups(root)] + list(half_made(root))
    manifests = [manifest for folder in folders if (manifest := read_manifest(folder)) is not None]
    named = {file.sha256 for manifest in manifests for file in manifest.files}
    store = FileStore(root / "files")
    for sha256 in tuple(store.names()):
        if sha256 not in named:
            store.path(sha256).unlink()


def _point(backup: Backup) -> Point:
    return Point(at=datetime.fromisoformat(backup.created_at).astimezone(UTC), seq=backup.seq, size=backup.size)


def _newest_of_each(newest_first: Iterable[Point], span: Callable[[datetime], str], *, most: int) -> set[Point]:
    """Of each of the newest ``most`` spans that have a backup, the newest by ``seq``."""
    best: dict[str, Point] = {}
    for point in newest_first:
        best.setdefault(span(point.at), point)
    return {best[name] for name in sorted(best, reverse=True)[:most]}
