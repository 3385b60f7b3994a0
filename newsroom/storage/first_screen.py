"""The few rows of the first paint by plain ``sqlite3``, before SQLAlchemy is loaded: the last story and its words.

The order is that of every opening: lock, header, roll-back of what a kill left, then the rows. Whatever goes wrong here
is not told here: there is no story to show, and the full opening after the paint finds the sentence for it.
"""

import sqlite3
from contextlib import closing, suppress
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from newsroom.domain.errors import ArchiveTrouble
from newsroom.storage.digest import Hasher, is_whole
from newsroom.storage.driver import open_reading, open_writing
from newsroom.storage.header import check_header
from newsroom.storage.lock import DeskLock
from newsroom.storage.places import Places

SCHEMA = 2
"""The schema the statements below are written for; a file of another waits for the full opening."""


class FirstStory(NamedTuple):
    """A story as the first paint needs it; ``positions`` is the packed form of its anchors' places."""

    id: str
    slug: str
    stage: str
    headline: str
    dek: str
    byline: str
    text: str
    positions: str


class FirstScreen(NamedTuple):
    """``lock`` is held by this process, to be handed to ``open_archive``; None when it could not be taken.
    ``saved_at`` is when the newest words of the desk were stored, known when the last session was cut short."""

    lock: DeskLock | None = None
    story: FirstStory | None = None
    saved_at: str = ""


def read_first_screen(folder: Path, *, story_id: str = "") -> FirstScreen:
    """Takes the lock of the desk and reads the story of that id, or else the one last worked on. Changes nothing where
    there is no desk, or a file that is none."""
    places = Places(folder.absolute())
    if not places.archive.exists():
        return FirstScreen()
    lock = DeskLock(places.lock)
    try:
        if not places.lock.exists():
            check_header(places.archive, newest=SCHEMA)
        lock.take()
    except ArchiveTrouble:
        lock = None
    try:
        if check_header(places.archive, newest=SCHEMA).user_version != SCHEMA:
            return FirstScreen(lock)
        with closing(open_writing(places.archive) if lock else open_reading(places.archive, mode="ro")) as connection:
            saved_at = _newest_save(connection) if lock is not None and lock.was_left_behind else ""
            return FirstScreen(lock, _story(connection, story_id), saved_at)
    except (ArchiveTrouble, sqlite3.Error, UnicodeDecodeError, OSError):
        return FirstScreen(lock)


def _newest_save(connection: sqlite3.Connection) -> str:
    return str(connection.execute("SELECT max(changed_at) FROM draft").fetchone()[0] or "")


def _story(connection: sqlite3.Connection, story_id: str) -> FirstStory | None:
    there = connection.execute("SELECT id FROM story WHERE id = ? AND binned_at IS NULL", (story_id,)).fetchone()
    newest = (
        there
        or connection.execute(
            "SELECT story.id FROM story JOIN draft ON draft.story = story.id "
            "WHERE story.binned_at IS NULL ORDER BY draft.changed_at DESC LIMIT 1"
        ).fetchone()
    )
    if newest is None:
        return None
    story = _row(connection, "SELECT * FROM story WHERE id = ?", newest[0])
    draft = _row(connection, "SELECT * FROM draft WHERE story = ?", newest[0])
    if story is None or draft is None:
        return None
    fields = ("id", "slug", "stage", "headline", "dek", "byline")
    return FirstStory(*(story[name] for name in fields), text=draft["text"], positions=draft["positions"])


def _row(connection: sqlite3.Connection, statement: str, key: str) -> dict[str, str] | None:
    """The row as its columns' names and values; None when there is none or it no longer matches its digest."""
    cursor = connection.execute(statement, (key,))
    names = [column[0] for column in cursor.description]
    values = cursor.fetchone()
    return dict(zip(names, values, strict=True)) if values and is_whole(values, sha256=_plain_sha256()) else None


def _plain_sha256() -> Hasher | None:
    """The one within Python, by its name of 3.12 or 3.11: ``hashlib`` would load OpenSSL for two rows, 3.5 MB and 4 ms
    of the start. None where there is none."""
    for name in ("_sha2", "_sha256"):
        with suppress(ImportError):
            return import_module(name).sha256
    return None
