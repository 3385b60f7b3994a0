"""From an older schema to this one: ordered small steps on a verified copy, the old file kept.

``user_version`` is the gate. A step spells out its tables and never looks at ``schema.py``, which by then describes
a later schema. To change the schema: change the records, raise ``SCHEMA_VERSION``, add a ``Step`` to ``CURRENT`` and a
filled fixture of the version left behind. What a step need not do, because ``upgrade`` does it after the last one:
indexes and triggers (made again as in a fresh file), digests of rows whose columns changed, the search index.

New columns go before ``digest`` (``batch_alter_table``, ``insert_before="digest"``), where a fresh file has them. In a
new table whose rows have a digest, a step writes an empty one.
"""

import os
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, cast

from sqlalchemy import Connection, select
from sqlalchemy.exc import SQLAlchemyError

from newsroom.domain.errors import ArchiveTrouble, Damaged
from newsroom.domain.ids import Ids
from newsroom.domain.kinds import RECORD_TYPES, kind_of
from newsroom.domain.record import Record
from newsroom.storage import search
from newsroom.storage.connections import writing_engine
from newsroom.storage.contents import (
    TableContents,
    all_contents,
    column_names,
    contents_of,
    differences,
    has_digest,
    quoted,
    rows_of,
    schema_of,
    table_names,
)
from newsroom.storage.create import create_archive
from newsroom.storage.digest import digest_of_stored
from newsroom.storage.driver import connect, open_reading
from newsroom.storage.files import sha256_of_file
from newsroom.storage.header import read_header
from newsroom.storage.places import FILE_MODE, Places, make_folder, sync_folder
from newsroom.storage.rescue import folder_stamp
from newsroom.storage.schema import TABLES
from newsroom.storage.trouble import told_as_trouble, trouble_of

if TYPE_CHECKING:
    from alembic.operations import Operations

COPY_PAGES = 1024
INDEX_SLICE = 500
"""Records indexed at a time, so that a large desk's words are never all in memory."""
_SEARCH_TABLES = ("search_text", "search_row")


@dataclass(frozen=True, slots=True)
class _Before:
    """What the old file holds; ``broken`` counts its links to rows that are not there, by table."""

    tables: dict[str, TableContents]
    broken: Counter[str]


@dataclass(frozen=True, slots=True)
class Step:
    """Leads from schema ``to - 1`` to schema ``to``. ``rewrites`` names the tables in which it changes, adds or takes
    out values on purpose; in every other table an upgrade that changed one is refused."""

    to: int
    apply: Callable[["Operations"], None]
    rewrites: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Ladder:
    """All steps this program knows, and how it makes a file of the newest schema, to compare with."""

    steps: tuple[Step, ...]
    make_fresh: Callable[[Path], None]

    @property
    def newest(self) -> int:
        """The schema version the last step leads to; 1 when there is none."""
        return self.steps[-1].to if self.steps else 1

    def above(self, version: int) -> tuple[Step, ...]:
        """The steps a file of ``version`` still has to climb, each leading one version up."""
        steps = tuple(step for step in self.steps if step.to > version)
        if [step.to for step in steps] != list(range(version + 1, self.newest + 1)):
            raise ValueError(f"The steps from schema {version} to {self.newest} are not complete and in order.")
        return steps


def _bring_taggings(operations: "Operations") -> None:
    """Tags on sources; the register's indexes come by themselves."""
    operations.execute(
        "CREATE TABLE tagging (id TEXT NOT NULL, version INTEGER NOT NULL, created_at TEXT NOT NULL, "
        "changed_at TEXT NOT NULL, binned_at TEXT, tag TEXT NOT NULL, source TEXT NOT NULL, digest TEXT NOT NULL, "
        "PRIMARY KEY (id), FOREIGN KEY(tag) REFERENCES tag (id) DEFERRABLE INITIALLY DEFERRED, "
        "FOREIGN KEY(source) REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED)"
    )


CURRENT = Ladder(steps=(Step(2, _bring_taggings),), make_fresh=create_archive)


def upgrade(places: Places, ladder: Ladder, *, ids: Ids) -> None:
    """Brings the archive of a desk to the newest schema of ``ladder``, or leaves it byte for byte as it was.

    The caller holds the desk's lock and has no connection open. All is done on a copy, which takes the archive's
    place by one rename when every check has passed; the old file stays in ``rescue/before-schema-<n>-<time>/``.
    A row that was damaged before keeps its digest, so it is told as damaged afterwards too.
    """
    version = read_header(places.archive).user_version
    steps = ladder.above(version)
    working = places.folder / f"{places.archive.name}.upgrading"
    with told_as_trouble(places.folder):
        try:
            _discard(working)
            before = _copy(places, working)
            _climb(working, ladder, steps, before)
            _check(working, ladder, steps, before)
            _sync(working)
            if places.journal.exists():
                raise ArchiveTrouble(
                    f"The archive {places.archive} was written to while it was brought up to date. It was left as it "
                    "is. Close the other program and open the desk again."
                )
            _keep_old(places, newest=ladder.newest, moment=ids.clock())
            working.replace(places.archive)
            sync_folder(places.folder)
        finally:
            _discard(working)


def _discard(working: Path) -> None:
    for path in (working, working.with_name(f"{working.name}-journal")):
        path.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _keep_old(places: Places, *, newest: int, moment: datetime) -> None:
    """Gives the old file a second name in ``rescue/before-schema-<n>-<time>/``: it is the same file, so byte for byte
    the same; copied and compared where the disk knows no second names."""
    make_folder(places.rescue)
    names = f"before-schema-{newest}-"
    if any(path.samefile(places.archive) for path in places.rescue.glob(f"{names}*/{places.archive.name}")):
        return
    folder = places.rescue / f"{names}{folder_stamp(moment)}"
    make_folder(folder)
    kept = folder / places.archive.name
    kept.unlink(missing_ok=True)
    try:
        kept.hardlink_to(places.archive)
    except OSError:
        shutil.copyfile(places.archive, kept)
        kept.chmod(FILE_MODE)
        _sync(kept)
        if sha256_of_file(kept) != sha256_of_file(places.archive):
            raise ArchiveTrouble(
                f"The copy of the old archive in {folder} came out wrong, so the archive was not brought up to date. "
                "It was left as it is. Check the disk and open the desk again."
            ) from None
    sync_folder(folder)


def _with_stray_bytes(content: bytes) -> str:
    return content.decode("utf-8", "surrogateescape")


def _tolerant(connection: sqlite3.Connection) -> sqlite3.Connection:
    # Bytes that are no UTF-8 are damage to carry and tell of, not a reason to leave the whole desk shut.
    connection.text_factory = _with_stray_bytes
    return connection


def _copy(places: Places, working: Path) -> _Before:
    """Makes a verified copy of the archive by the backup API; returns what both hold."""
    working.touch(mode=FILE_MODE)
    working.chmod(FILE_MODE)
    with (
        closing(_tolerant(open_reading(places.archive))) as source,
        closing(_tolerant(connect(working, mode="rw", busy_ms=0))) as target,
    ):
        source.backup(target, pages=COPY_PAGES)
        before = _Before(all_contents(source), _broken_links(source))
        if _complaints(target) or all_contents(target) != before.tables:
            raise Damaged(
                f"The archive {places.archive} must be brought up to date, but it is damaged. It was left as it is. "
                "Run 'newsroom verify' to see what is affected and 'newsroom restore' to bring back a verified backup."
            )
    return before


def _complaints(connection: sqlite3.Connection) -> list[str]:
    found = [row[0] for row in connection.execute("PRAGMA integrity_check").fetchall()]
    return [] if found == ["ok"] else found


def _broken_links(connection: sqlite3.Connection) -> Counter[str]:
    return Counter(row[0] for row in connection.execute("PRAGMA foreign_key_check").fetchall())


def _climb(working: Path, ladder: Ladder, steps: tuple[Step, ...], before: _Before) -> None:
    """All steps, and what follows from them, in one transaction."""
    engine = writing_engine(working)
    try:
        with engine.connect() as connection:
            driver = _tolerant(_driver(connection))
            # Neither can be set inside a transaction; a rebuilt table must not take its dependants with it.
            driver.execute("PRAGMA foreign_keys=OFF")
            driver.execute("PRAGMA cache_spill=ON")
            with connection.begin():
                _apply(connection, steps)
                made_again = _make_derived_again(driver, ladder)
                damaged = {table: held.damaged for table, held in before.tables.items()}
                for table in table_names(driver):
                    _renew_digests(driver, table, damaged.get(table, frozenset()))
                if made_again or any(step.rewrites for step in steps):
                    _index_again(connection, damaged)
                driver.execute(f"PRAGMA user_version={ladder.newest}")
    except (SQLAlchemyError, sqlite3.Error) as error:
        first = _first_fault(error)
        trouble = trouble_of(first, working.parent)
        # The copy was sound when the first step began: what a step does not find there is the step's fault.
        if trouble is not None and not isinstance(trouble, Damaged):
            raise trouble from error
        raise _not_taken(ladder, [str(first)]) from error
    finally:
        engine.dispose()


def _apply(connection: Connection, steps: tuple[Step, ...]) -> None:
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext

    operations = Operations(MigrationContext.configure(connection))
    for step in steps:
        step.apply(operations)


def _first_fault(error: BaseException) -> BaseException:
    """The error all others followed from: a disk error in the middle of rebuilding a table ends in the complaint that
    the half-built one, rolled back by then, is not there."""
    while error.__context__ is not None:
        error = error.__context__
    return error


def _not_taken(ladder: Ladder, wrong: list[str]) -> ArchiveTrouble:
    return ArchiveTrouble(
        f"The upgrade of the archive to schema {ladder.newest} was not taken: {'; '.join(wrong[:5])}. "
        "The archive was left as it is. Please report this, and go on with the older program."
    )


def _driver(connection: Connection) -> sqlite3.Connection:
    return cast("sqlite3.Connection", connection.connection.driver_connection)


def _make_derived_again(driver: sqlite3.Connection, ladder: Ladder) -> bool:
    """Makes indexes, triggers and, where they differ, the search tables as a fresh file has them; returns whether
    the search tables were made again."""
    with TemporaryDirectory(prefix="newsroom-") as folder:
        path = Path(folder) / "fresh.sqlite"
        ladder.make_fresh(path)
        with closing(open_reading(path)) as fresh:
            wanted = schema_of(fresh)
    present = schema_of(driver)
    changed = bool({f"table {name}" for name in _SEARCH_TABLES} & set(differences(present, wanted)))
    for kind in ("index", "trigger"):
        for name in present.of(kind):
            driver.execute(f"DROP {kind} {quoted(name)}")
    if changed:
        for name in _SEARCH_TABLES:
            driver.execute(f"DROP TABLE IF EXISTS {quoted(name)}")
            driver.execute(wanted.of("table")[name])
    unlike = differences(schema_of(driver).only("table", "view"), wanted.only("table", "view"))
    if unlike:
        raise _not_taken(ladder, [f"{each} would differ from a new archive's" for each in unlike])
    for statement in wanted.of("index", "trigger").values():
        driver.execute(statement)
    return changed


def _renew_digests(driver: sqlite3.Connection, table: str, damaged: frozenset[str]) -> None:
    if not has_digest(driver, table):
        return
    columns = column_names(driver, table)
    renewed = [
        (digest, values[0])
        for values, stored in rows_of(driver, table, columns)
        if (digest := digest_of_stored(values)) != stored and values[0] not in damaged
    ]
    driver.executemany(f"UPDATE {quoted(table)} SET digest = ? WHERE id = ?", renewed)


def _index_again(connection: Connection, damaged: dict[str, frozenset[str]]) -> None:
    search.rebuild(connection, ())
    for slice_of_records in _searchable(connection, damaged):
        search.add_to_index(connection, slice_of_records)


def _searchable(connection: Connection, damaged: dict[str, frozenset[str]]) -> Iterator[list[Record]]:
    """Slices of the records that belong in the search index: neither in the bin nor damaged."""
    for record_type in RECORD_TYPES:
        table = TABLES[record_type]
        bad = damaged.get(kind_of(record_type), frozenset())
        last = ""
        while True:
            following = select(table).where(table.c.id > last, table.c.id.not_in(bad), table.c.binned_at.is_(None))
            rows = connection.execute(following.order_by(table.c.id).limit(INDEX_SLICE)).all()
            if not rows:
                break
            last = rows[-1].id
            yield [record_type(*row[:-1]) for row in rows]


def _check(working: Path, ladder: Ladder, steps: tuple[Step, ...], before: _Before) -> None:
    """Refuses a result that lost or changed what no step meant to change."""
    rewritten = frozenset[str]().union(*(step.rewrites for step in steps))
    with closing(_tolerant(open_reading(working))) as connection:
        wrong = _complaints(connection)
        wrong += [f"a broken link in {table}" for table in _broken_links(connection) - before.broken]
        tables = table_names(connection)
        for table, held in before.tables.items():
            if table in rewritten:
                continue
            if table not in tables or not set(held.columns) <= set(column_names(connection, table)):
                wrong.append(f"{table} lost columns")
            elif (now := contents_of(connection, table, held.columns)).rows != held.rows:
                wrong.append(f"{table} held {held.rows} rows and would hold {now.rows}")
            elif now.sha256 != held.sha256:
                wrong.append(f"values in {table} would change")
        for table, held in all_contents(connection).items():
            kept = before.tables[table].damaged if table in before.tables else frozenset[str]()
            if not held.damaged <= kept:
                wrong.append(f"digests in {table} do not match")
    if wrong:
        raise _not_taken(ladder, wrong)
