"""What every command needs: the desk it works on, the member who works, and how it prints."""

import json
import re
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from newsroom.desk import release
from newsroom.desk.desk import Desk
from newsroom.domain.errors import ArchiveTrouble, BadInput, DeskHeld
from newsroom.settings import Settings, read_settings
from newsroom.storage.archive import Archive
from newsroom.storage.opening import open_archive
from newsroom.storage.places import Places
from newsroom.storage.queries import Queries
from newsroom.tasks.seating import seat_member

F = TypeVar("F", bound=Callable[..., Any])
PATIENCE_MS = 5000
"""A command may wait for the archive: nobody types into it meanwhile."""
_PARTIAL_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?)?)?")


def desk_option(command: F) -> F:
    """``--desk PATH``, the same on every command; before the command's name it counts as well."""
    return click.option(
        "--desk", "desk", type=click.Path(path_type=Path), default=None,
        help="The desk folder to work on (default: the setting 'desk').",
    )(command)  # fmt: skip


def json_option(command: F) -> F:
    """``--json``."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON, for other programs.")(command)


def by_option(command: F) -> F:
    """``--by NAME``: in whose name."""
    return click.option(
        "--by", "by", default="", metavar="NAME",
        help="Who it is, where not you; on one machine that is only asserted, and the log says by whom.",
    )(command)  # fmt: skip


def profile_option(command: F) -> F:
    """``--profile NAME``."""
    return click.option(
        "--profile", default=None, help="House profile: solo, pair or full (default: the setting 'profile')."
    )(command)  # fmt: skip


def desk_folder(desk: Path | None, settings: Settings) -> Path:
    """The folder named on the command, or before it, or in the settings."""
    context = click.get_current_context(silent=True)
    above: Path | None = context.find_root().params.get("desk") if context is not None else None
    return desk or above or settings.desk_folder


@contextmanager
def reading(desk: Path | None) -> Generator[Queries, None, None]:
    """The desk, to read from; works while another process holds it."""
    with reading_archive(desk) as archive:
        yield Queries(archive)


@contextmanager
def reading_archive(desk: Path | None) -> Generator[Archive, None, None]:
    """Like ``reading``, for what needs the archive itself."""
    archive = opened(desk_folder(desk, read_settings()), for_reading=True)
    try:
        yield archive
    finally:
        archive.close()


@contextmanager
def writing(desk: Path | None, *, create: bool = False) -> Generator[Desk, None, None]:
    """The desk, to write to; ``DeskHeld`` when another process holds it or it may not be written."""
    settings = read_settings()
    archive = opened(desk_folder(desk, settings), create=create)
    try:
        if archive.is_read_only:
            raise DeskHeld(f"{archive.read_only_because} Nothing was changed.")
        working = Desk(archive)
        seat_member(working, settings)
        yield working
    finally:
        archive.close()


def opened(folder: Path, *, create: bool = False, for_reading: bool = False) -> Archive:
    """The archive of a desk. A path that names no desk is a wrong word of the command, not trouble with an archive."""
    try:
        return open_archive(folder, create=create, for_reading=for_reading, busy_ms=PATIENCE_MS)
    except ArchiveTrouble as trouble:
        places = Places(folder.absolute())
        is_the_disk = trouble.__cause__ is not None or isinstance(trouble, DeskHeld)
        if is_the_disk or places.archive.exists() or places.backups.is_dir():
            raise
        raise BadInput(str(trouble)) from trouble


def folder_for_output(folder: Path) -> Path:
    """The folder a command is to put files in; refused, with the option named, when it cannot be made or written."""
    try:
        return release.folder_for_output(folder)
    except BadInput as error:
        raise BadInput(f"{error} The option is --out.") from error


def partial_date(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """A date as precise as it is known, or a refusal: 2025, 2025-07, 2025-07-14 or 2025-07-14T10:30."""
    del context, parameter
    if value is None or _is_moment(value):
        return value
    raise click.BadParameter(f"'{value}' is no date. Write 2025, 2025-07, 2025-07-14 or 2025-07-14T10:30.")


def moment(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """A day or a time; less would leave open when it ends."""
    del context, parameter
    if value is None or (len(value) >= len("2025-07-14") and _is_moment(value)):
        return value
    raise click.BadParameter(f"'{value}' is no time. Write 2025-07-14 or 2025-07-14T10:30.")


def _is_moment(words: str) -> bool:
    if not _PARTIAL_DATE.fullmatch(words):
        return False
    try:
        datetime.fromisoformat(words + "0001-01-01"[len(words) :])
    except ValueError:
        return False
    return True


def counted(number: int, thing: str) -> str:
    """``1 quote``, ``2 quotes``."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def say(line: str = "") -> None:
    """One line on the standard output."""
    click.echo(_printable(line))


def say_words(words: str) -> None:
    """``words`` and nothing else, not even a line end."""
    click.echo(_printable(words), nl=False)


def say_json(content: object, *, in_one_line: bool = False) -> None:
    """``content`` as JSON, readable and with every letter as it is; escaped where the output cannot take them."""
    indent = None if in_one_line else 1
    printed = json.dumps(content, ensure_ascii=False, indent=indent, default=_plain)
    if _printable(printed) != printed:
        printed = json.dumps(content, indent=indent, default=_plain)
    click.echo(printed)


def _printable(words: str) -> str:
    """``words`` with what the output has no letters for written as escapes: a narrow console is no reason to fail."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    return words.encode(encoding, "backslashreplace").decode(encoding)


def _plain(value: object) -> object:
    if isinstance(value, frozenset | set | tuple):
        return sorted(value) if isinstance(value, frozenset | set) else list(value)  # pyright: ignore
    raise TypeError(f"{type(value).__name__} has no form in JSON")
