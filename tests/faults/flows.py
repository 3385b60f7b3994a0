"""What the sweeps of ``test_io_faults`` put under fault, each written as a script a trial runs from the first call on.

A new flow: ``prepare`` makes the desk it starts from, ``act`` does the work under ``trial``, and a row in ``FLOWS``
names both. Every state that may be found after a fault is one of those a faultless run passed through; ``act`` says
"saved" each time it has been told that something is on the disk, and that must then be true.
"""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from queue import Queue
from typing import Protocol, TypeVar

from newsroom.desk.desk import Desk
from newsroom.desk.purge import Purged, finish_purge, purge_source
from newsroom.domain.draft import Draft
from newsroom.domain.errors import ArchiveTrouble, Missing
from newsroom.domain.quote import Quote
from newsroom.domain.source import Capture, OriginalFile, Source
from newsroom.domain.story import Story
from newsroom.storage.backup import make_backup, verify_backup
from newsroom.storage.contents import column_names, contents_of, quoted, table_names
from newsroom.storage.driver import open_reading
from newsroom.storage.files import sha256_of
from newsroom.storage.manifest import list_backups
from newsroom.storage.migrations import CURRENT, Ladder
from newsroom.storage.opening import open_archive
from newsroom.storage.places import Places
from newsroom.storage.restore import restore
from newsroom.storage.transaction import Transaction
from tests.builders import add_story, new_desk, rewrite, steady_ids
from tests.faults.ladder import BEYOND, TWO_STEPS

T = TypeVar("T")

SAVED_WITHIN_SECONDS = 10.0
"""How soon after the end of a fault an autosave must be on the disk (R02)."""

TYPED = "The ferry was late, and the harbour board said so at last. " * 4
LATER = "The board speaks"
SECRET = "Quorvash Mendeleth"
KEPT = f"A letter from {SECRET}.".encode()
MUCH = " ".join(f"Bollard {number} was counted twice." for number in range(8_000))


class Trial(Protocol):
    """What an act is told by and tells to."""

    def saved(self) -> None:
        """Tells that something new has been reported as being on the disk."""
        ...

    def fault_ends(self, trouble: ArchiveTrouble) -> None:
        """Trouble was told. A disk that went on failing is mended; whatever comes now must succeed."""
        ...

    def persist(self, act: Callable[[], T]) -> T:
        """Does ``act``; after ``ArchiveTrouble`` the fault ends and it is done again."""
        ...


def state_of(connection: sqlite3.Connection) -> str:
    """All an archive holds but for times, versions and the ids of log entries, which a repeated act may renew."""
    found: dict[str, object] = {}
    for table in table_names(connection):
        left_out = {"version", "created_at", "changed_at", *(("id", "seq", "at") if table == "log_entry" else ())}
        columns = [name for name in column_names(connection, table) if name not in left_out]
        if table != "counter":
            found[table] = connection.execute(
                f"SELECT {', '.join(map(quoted, columns))} FROM {quoted(table)}"
            ).fetchall()
        if contents_of(connection, table).damaged:
            raise AssertionError(f"A row of {table} no longer matches its digest.")
    index = "SELECT r.record, r.id, t.words FROM search_row AS r JOIN search_text AS t ON t.rowid = r.n ORDER BY 2"
    found["index"] = connection.execute(index).fetchall()
    return json.dumps(found)


def state_after_reopening(folder: Path, ladder: Ladder = CURRENT) -> str:
    """Opens the desk as the next start of the program would and tells its state; damage, a kept file that is missing
    or a desk that cannot be written raises."""
    archive = open_archive(folder, ids=steady_ids(5), ladder=ladder)
    try:
        archive.writer.run(lambda _: None)
        files = {name: len(archive.files.read(name)) for name in sorted(archive.named_files())}
        with closing(open_reading(folder / "archive.sqlite")) as connection:
            found = connection.execute("PRAGMA integrity_check").fetchall()
            broken = connection.execute("PRAGMA foreign_key_check").fetchall()
            if found != [("ok",)] or broken:
                raise AssertionError(f"The archive is damaged: {found} {broken}")
            return f"{state_of(connection)} {files}"
    finally:
        archive.close()


def opened(folder: Path) -> Desk:
    """The desk, for writing; one that a fault opened for reading only is trouble here."""
    archive = open_archive(folder, ids=steady_ids(5))
    if archive.is_read_only:
        archive.close()
        raise ArchiveTrouble(archive.read_only_because)
    return Desk(archive)


def only_draft(desk: Desk) -> str:
    return desk.run("Look", lambda tx: tx.find(Draft)[0].id).value


def one_story(folder: Path) -> None:
    desk = new_desk(folder, ids=steady_ids(3))
    desk.run("Write", add_story)
    desk.close()


def type_and_save(folder: Path, trial: Trial) -> None:
    """Opens the desk, lets an autosave come through, then saves a headline the ordinary way."""
    desk = trial.persist(lambda: opened(folder))
    autosaved(desk, trial, TYPED)
    trial.persist(lambda: desk.run("Headline", new_headline))
    trial.saved()
    desk.close()


def autosaved(desk: Desk, trial: Trial, words: str) -> None:
    """Autosaves ``words`` and waits until they are told to be saved, which must be soon after the fault."""
    draft_id = trial.persist(lambda: only_draft(desk))
    told: Queue[object] = Queue()
    desk.autosave(draft_id, "Typing", lambda tx: rewrite(tx, draft_id, words), told=told.put)
    while isinstance(answer := told.get(timeout=SAVED_WITHIN_SECONDS), ArchiveTrouble):
        trial.fault_ends(answer)
    if isinstance(answer, BaseException):
        raise answer
    trial.saved()


def type_much(folder: Path, trial: Trial) -> None:
    """An autosave that needs a good deal of room."""
    desk = trial.persist(lambda: opened(folder))
    autosaved(desk, trial, MUCH)
    desk.close()


def save_much(folder: Path, trial: Trial) -> None:
    """An operation that needs a good deal of room."""
    desk = trial.persist(lambda: opened(folder))
    draft_id = trial.persist(lambda: only_draft(desk))
    trial.persist(lambda: desk.run("Paste", rewrite, draft_id=draft_id, text=MUCH))
    trial.saved()
    desk.close()


def new_headline(tx: Transaction) -> None:
    tx.put(replace(tx.find(Story)[0], headline=LATER))


def climb(folder: Path, trial: Trial) -> None:
    """Opens a desk of the newest schema with a program of two schemas later."""
    archive = trial.persist(lambda: open_archive(folder, ids=steady_ids(5), ladder=TWO_STEPS))
    archive.close()
    trial.saved()


def state_of_old_or_new(folder: Path) -> str:
    """The state by the schema the file is of; of a file of the newest schema also the state it climbs to."""
    with closing(open_reading(folder / "archive.sqlite")) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    old = state_after_reopening(folder) if version < BEYOND else ""
    new = state_after_reopening(folder, TWO_STEPS)
    if not list((folder / "rescue").glob(f"before-schema-{BEYOND}-*/archive.sqlite")):
        raise AssertionError("The old file was not kept.")
    return f"{version} {old} {new}"


def nothing(folder: Path) -> None:
    """Starts from a folder that is not there."""


def first_desk(folder: Path, trial: Trial) -> None:
    """Makes a desk where there was none."""
    archive = trial.persist(lambda: open_archive(folder, ids=steady_ids(5), create=True))
    archive.close()
    trial.saved()


def state_of_first_desk(folder: Path) -> str:
    """A desk half made must become a whole one at the next try."""
    state = "made" if (folder / "archive.sqlite").exists() else "none"
    open_archive(folder, ids=steady_ids(5), create=True).close()
    return f"{state} {state_after_reopening(folder)}"


def with_backup(folder: Path) -> None:
    """A desk with a kept file, a backup, and a headline that came after it."""
    desk = new_desk(folder, ids=steady_ids(3))
    desk.run("Write", add_story)
    desk.run("Keep", keep_file, sha256=desk.archive.files.keep(KEPT))
    make_backup(desk.archive)
    desk.run("Headline", new_headline)
    desk.close()


def keep_file(tx: Transaction, *, sha256: str) -> OriginalFile:
    return tx.add(OriginalFile, sha256=sha256, size=len(KEPT), media_type="text/plain", file_name="", kept_at=tx.now)


def back_up(folder: Path, trial: Trial) -> None:
    desk = trial.persist(lambda: opened(folder))
    trial.persist(lambda: make_backup(desk.archive))
    trial.saved()
    desk.close()


def bring_back(folder: Path, trial: Trial) -> None:
    places = Places(folder)
    oldest = list_backups(places.backups)[-1]
    ids = steady_ids(5)
    trial.persist(lambda: restore(places, backup=oldest, ids=ids))
    trial.saved()


def state_with_backups(folder: Path) -> str:
    """The state, and whether there is one backup or there are more."""
    state = state_after_reopening(folder)
    return f"{min(good_backups(folder), 2)} {state}"


def good_backups(folder: Path) -> int:
    """How many backups there are; each must hold what it says it holds."""
    backups = list_backups(Places(folder).backups)
    faults = [fault for backup in backups for fault in verify_backup(backup)]
    if faults or not backups:
        raise AssertionError(f"{len(backups)} backups: {faults}")
    return len(backups)


def state_of_restored(folder: Path) -> str:
    """The state; when it is the one brought back, the one before it must be kept in a backup of its own."""
    state = state_after_reopening(folder)
    if LATER not in state and good_backups(folder) < 2:
        raise AssertionError("What was there before was not kept.")
    return state


def with_a_source(folder: Path) -> None:
    """A desk with a source that has a capture, a kept file and a quote, all of which name what is to be purged."""
    desk = new_desk(folder, ids=steady_ids(3))
    desk.run("Write", add_story)
    desk.run("Add", add_secret_source, sha256=desk.archive.files.keep(KEPT))
    desk.close()


def add_secret_source(tx: Transaction, *, sha256: str) -> None:
    file = keep_file(tx, sha256=sha256)
    source = tx.add(Source, type="letter", title=SECRET)
    capture = tx.add(
        Capture, source=source.id, original_file=file.id, captured_at="", captured_by="", method="upload", text=SECRET
    )
    tx.add(Quote, verbatim=SECRET, source=source.id, capture=capture.id)


def purge(folder: Path, trial: Trial) -> None:
    desk = trial.persist(lambda: opened(folder))
    sources = trial.persist(lambda: desk.run("Look", lambda tx: tx.find(Source)).value)
    purged = trial.persist(lambda: purged_source(desk, sources[0].id))
    trial.saved()
    trial.persist(lambda: finish_purge(desk.archive, purged=purged))
    trial.saved()
    desk.close()


def purged_source(desk: Desk, source_id: str) -> Purged:
    try:
        return desk.run("Purge", purge_source, source_id=source_id).value
    except Missing:
        # The try before this one was told as failed, but had come as far as the disk.
        return Purged("source", source_id, (), (sha256_of(KEPT),), ())


def state_of_purge(folder: Path) -> str:
    """The state, and whether what was to be purged still stands anywhere in the folder."""
    state = state_after_reopening(folder)
    files = [path for path in folder.rglob("*") if path.is_file()]
    return f"{any(SECRET.encode() in path.read_bytes() for path in files)} {state}"


@dataclass(frozen=True, slots=True)
class Flow:
    """In the ordinary run faults are set ``every`` so many calls, ``faults`` of the six kinds at each."""

    prepare: Callable[[Path], None]
    act: Callable[[Path, Trial], None]
    state: Callable[[Path], str] = state_after_reopening
    every: int = 25
    faults: int = 2


FLOWS: dict[str, Flow] = {
    "autosave": Flow(one_story, type_and_save, every=1),
    "purge": Flow(with_a_source, purge, state_of_purge, every=1, faults=1),
    "autosave much": Flow(one_story, type_much),
    "operation much": Flow(one_story, save_much),
    "create": Flow(nothing, first_desk, state_of_first_desk),
    "migrate": Flow(one_story, climb, state_of_old_or_new),
    "backup": Flow(with_backup, back_up, state_with_backups),
    "restore": Flow(with_backup, bring_back, state_of_restored),
}
