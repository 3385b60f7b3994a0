"""Keeping a desk safe: backups, restore, verify, salvage."""

from dataclasses import asdict
from pathlib import Path

import click

from newsroom.commands.common import desk_folder, desk_option, json_option, reading_archive, say, say_json, writing
from newsroom.domain.errors import BadInput, Damaged
from newsroom.settings import read_settings
from newsroom.storage.backup import make_backup
from newsroom.storage.manifest import Backup, list_backups
from newsroom.storage.places import Places
from newsroom.storage.restore import restore
from newsroom.storage.salvage import salvage
from newsroom.storage.thinning import thin_backups
from newsroom.storage.verify import verify


@click.command("backup")
@click.option("--to", "target", type=click.Path(path_type=Path), default=None, help="Another folder, on another disk.")
@click.option("--list", "listing", is_flag=True, help="List the backups there are and make none.")
@desk_option
@json_option
def backup_desk(target: Path | None, listing: bool, desk: Path | None, as_json: bool) -> None:
    """Make a verified backup of the desk. Its files are in it; old backups are thinned out."""
    if listing:
        places = Places(desk_folder(desk, read_settings()).absolute())
        if target is None and not places.backups.is_dir():
            raise BadInput(f"There is no desk at {places.folder}, so there are no backups of it. Name one with --desk.")
        root = target or places.backups
        _say_backups(list_backups(root), as_json=as_json)
        return
    with writing(desk) as working:
        places = working.archive.places
        if (
            target is not None
            and target.absolute() != places.backups
            and target.absolute().is_relative_to(places.folder)
        ):
            raise BadInput(f"{target} lies inside the desk itself. Name a folder outside it, best on another disk.")
        made = make_backup(working.archive, to=target)
        thinned = thin_backups(made.folder.parent, now=working.archive.ids.clock())
    if as_json:
        say_json({**_backup_json(made), "thinned": [one.folder.name for one in thinned]})
        return
    say(f"Backup {made.folder.name}: {_contents(made)}, verified.")
    say(f"It lies in {made.folder}")
    _say_lost(made.lost_files)
    if thinned:
        say(f"{len(thinned)} older backups were thinned out.")


def _say_lost(lost: tuple[str, ...]) -> None:
    if lost:
        say(f"{len(lost)} original files were missing already when it was made; 'newsroom verify' names them.")


def _contents(backup: Backup) -> str:
    rows = sum(count for _, count in backup.rows)
    return f"{rows} records, {len(backup.files)} files, {backup.archive_size / 1024:.0f} kB"


def _backup_json(backup: Backup) -> dict[str, object]:
    return {**asdict(backup), "folder": str(backup.folder)}


def _say_backups(backups: tuple[Backup, ...], *, as_json: bool) -> None:
    if as_json:
        say_json([_backup_json(one) for one in backups])
        return
    if not backups:
        say("No backup yet. 'newsroom backup' makes one.")
    for one in backups:
        say(f"{one.folder.name}  {_contents(one)}  ({one.why})")


@click.command("restore")
@click.argument("backup", required=False)
@click.option("--from", "root", type=click.Path(path_type=Path), default=None, help="The folder the backups lie in.")
@desk_option
@json_option
def restore_desk(backup: str | None, root: Path | None, desk: Path | None, as_json: bool) -> None:
    """Bring the desk back to a backup. BACKUP is a name 'newsroom backup --list' shows; without it, the newest.

    What lies there now is kept first: as a backup, or in 'rescue' when it is damaged.
    """
    places = Places(desk_folder(desk, read_settings()).absolute())
    where = root or places.backups
    chosen = None
    if backup is not None:
        named = [one for one in list_backups(where) if one.folder.name == backup]
        if not named:
            raise BadInput(f"There is no backup '{backup}' in {where}. 'newsroom backup --list' shows what there is.")
        chosen = named[0]
    result = restore(places, backup=chosen, root=root)
    if as_json:
        say_json({"restored": _backup_json(result.backup), "kept": str(_kept_in(result.kept_backup, result.kept_in))})
        return
    for passed, why in result.passed_over:
        say(f"Passed over {passed.folder.name}, which does not verify any more: {why}")
    say(f"Restored the backup {result.backup.folder.name}: {_contents(result.backup)}.")
    _say_lost(result.lost_files)
    kept = _kept_in(result.kept_backup, result.kept_in)
    if kept is not None:
        say(f"What was there before is kept in {kept}")


def _kept_in(backup: Backup | None, folder: Path | None) -> Path | None:
    return backup.folder if backup is not None else folder


@click.command("verify")
@desk_option
@json_option
def verify_desk(desk: Path | None, as_json: bool) -> None:
    """Look at every row, link, word and kept file. Exits with 5 when anything is damaged."""
    with reading_archive(desk) as archive:
        report = verify(archive)
    if as_json:
        say_json({"sound": report.is_sound, "rows": report.rows, "files": report.files,
                  "problems": [asdict(problem) for problem in report.problems]})  # fmt: skip
    else:
        for problem in report.problems:
            say(f"{problem.kind}: {problem.sentence}")
        say(f"Looked at {report.rows} records and {report.files} files.")
    if not report.is_sound:
        raise Damaged(
            f"{len(report.problems)} problems were found. 'newsroom restore' brings back the newest verified backup; "
            "'newsroom salvage' keeps every record that is still whole."
        )
    if not as_json:
        say("Everything matches its SHA-256.")


@click.command("salvage")
@desk_option
def salvage_desk(desk: Path | None) -> None:
    """Make a damaged desk usable again. Every record that is still whole is kept, and so is the damaged file."""
    report = salvage(Places(desk_folder(desk, read_settings()).absolute()))
    if report.found_nothing_wrong:
        say(f"Nothing was damaged: all {report.rows} records came through. "
            f"The archive as it was is kept byte for byte in {report.kept_in}.")  # fmt: skip
        return
    say(f"{report.rows} records came through, {report.put_aside} were put aside as damaged.")
    for table in report.broken_tables:
        say(f"Parts of the table {table} could not be read.")
    say(f"The damaged archive is kept byte for byte in {report.kept_in}; {report.report} lists what is missing.")


COMMANDS = (backup_desk, restore_desk, verify_desk, salvage_desk)
