"""What every command needs: the desk it works on, the member who works, and how it prints."""

import json
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from newsroom.desk.desk import Desk
from newsroom.desk.members import ensure_member
from newsroom.desk.sources import stock_publishers
from newsroom.domain.errors import DeskHeld
from newsroom.settings import Settings, read_publishers, read_settings
from newsroom.storage.archive import Archive
from newsroom.storage.opening import open_archive
from newsroom.storage.queries import Queries

F = TypeVar("F", bound=Callable[..., Any])
PATIENCE_MS = 5000
"""A command may wait for the archive: nobody types into it meanwhile."""


def desk_option(command: F) -> F:
    """``--desk PATH``, the same on every command; before the command's name it counts as well."""
    return click.option(
        "--desk", "desk", type=click.Path(path_type=Path), default=None,
        help="The desk folder to work on (default: the setting 'desk').",
    )(command)  # fmt: skip


def json_option(command: F) -> F:
    """``--json``."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON, for other programs.")(command)


def desk_folder(desk: Path | None, settings: Settings) -> Path:
    """The folder named on the command, or before it, or in the settings."""
    context = click.get_current_context(silent=True)
    above: Path | None = context.find_root().params.get("desk") if context is not None else None
    return desk or above or settings.desk_folder


@contextmanager
def reading(desk: Path | None) -> Generator[Queries, None, None]:
    """The desk, to read from; works while another process holds it."""
    archive = open_archive(desk_folder(desk, read_settings()), for_reading=True, busy_ms=PATIENCE_MS)
    try:
        yield Queries(archive)
    finally:
        archive.close()


@contextmanager
def reading_archive(desk: Path | None) -> Generator[Archive, None, None]:
    """Like ``reading``, for what needs the archive itself."""
    archive = open_archive(desk_folder(desk, read_settings()), for_reading=True, busy_ms=PATIENCE_MS)
    try:
        yield archive
    finally:
        archive.close()


@contextmanager
def writing(desk: Path | None, *, create: bool = False) -> Generator[Desk, None, None]:
    """The desk, to write to; ``DeskHeld`` when another process holds it or it may not be written."""
    settings = read_settings()
    folder = desk_folder(desk, settings)
    archive = open_archive(folder, create=create, busy_ms=PATIENCE_MS)
    try:
        if archive.is_read_only:
            raise DeskHeld(f"{archive.read_only_because} Nothing was changed.")
        working = Desk(archive)
        prepare(working, settings)
        yield working
    finally:
        archive.close()


def prepare(desk: Desk, settings: Settings) -> None:
    """Makes the person at the keyboard a member of the desk, and gives a new desk its list of publishers."""
    known = Queries(desk.archive).counts()
    if known["publisher"] == 0:
        desk.run("Lay in the publishers", stock_publishers, publishers=read_publishers())
    desk.actor = desk.run("Take a seat", ensure_member, name=settings.member_name).value.id
    desk.archive.sweep_files()


def say(line: str = "") -> None:
    """One line on the standard output."""
    click.echo(line)


def say_json(content: object) -> None:
    """``content`` as JSON, readable and with every letter as it is."""
    click.echo(json.dumps(content, ensure_ascii=False, indent=1, default=_plain))


def _plain(value: object) -> object:
    if isinstance(value, frozenset | set | tuple):
        return sorted(value) if isinstance(value, frozenset | set) else list(value)  # pyright: ignore
    raise TypeError(f"{type(value).__name__} has no form in JSON")
