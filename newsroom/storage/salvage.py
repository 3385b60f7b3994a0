"""Saving what can still be read of a damaged archive into a fresh one. The damaged file is kept byte for byte first;
no row whose SHA-256 does not hold comes into the fresh archive; what is left out is written down beside the copy."""

import json
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, select

from newsroom.domain.errors import ArchiveTrouble, Damaged
from newsroom.domain.ids import Ids, timestamp
from newsroom.domain.kinds import RECORD_TYPES, kind_of
from newsroom.storage import search
from newsroom.storage.connections import writing_engine
from newsroom.storage.contents import differences, quoted, schema_of
from newsroom.storage.copying import copy_durably, remove_folder, sync_file
from newsroom.storage.create import create_archive
from newsroom.storage.digest import is_whole
from newsroom.storage.driver import open_reading, open_writing
from newsroom.storage.header import read_header
from newsroom.storage.lock import DeskLock
from newsroom.storage.manifest import list_backups
from newsroom.storage.migrations import CURRENT
from newsroom.storage.places import Places, make_folder, write_durably
from newsroom.storage.rescue import keep_damaged, mark_mended
from newsroom.storage.restore import swap_in
from newsroom.storage.salvage_links import Row, Salvaged, mend_links
from newsroom.storage.salvage_reading import mend_copy, open_damaged, read_table
from newsroom.storage.schema import METADATA, SCHEMA_VERSION, TABLES
from newsroom.storage.soundness import faults_of, refuse_sound_stranger, sha256_of_words
from newsroom.storage.trouble import told_as_trouble
from newsroom.storage.verify_search import SEARCHED

INDEX_SLICE = 500
REPORT = "damaged-rows.json"


@dataclass(frozen=True, slots=True)
class SalvageReport:
    """``kept_in`` holds the damaged archive byte for byte and ``report``, the rows left out. ``rows`` came through;
    ``stand_ins`` are stories and sources made anew under the id of a lost one, so that what hangs on them stays."""

    kept_in: Path
    report: Path
    rows: int
    put_aside: int
    broken_tables: tuple[str, ...]
    stand_ins: tuple[str, ...]
    cut_loose: tuple[str, ...]

    @property
    def found_nothing_wrong(self) -> bool:
        """Every row came through as it was."""
        return not (self.put_aside or self.broken_tables or self.stand_ins or self.cut_loose)


@dataclass(frozen=True, slots=True)
class _Aside:
    table: str
    why: str
    values: Row


def salvage(places: Places, *, ids: Ids | None = None) -> SalvageReport:
    """Replaces a damaged archive by a fresh one with every row that is still whole. Refused with ``DeskHeld`` while
    any process has the desk open for writing, and with ``Damaged`` when nothing could be read; then, and after a kill
    at any point, the archive lies there as it was."""
    makers = ids or Ids()
    with told_as_trouble(places.folder):
        if not places.archive.is_file():
            raise ArchiveTrouble(
                f"There is no archive in {places.folder} to salvage. Nothing was changed. "
                "Run 'newsroom restore' to bring back a backup."
            )
        refuse_sound_stranger(places.archive, newest=CURRENT.newest)
        lock = DeskLock(places.lock, clock=makers.clock)
        lock.take()
        working = places.folder / ".salvage.part"
        try:
            moment = makers.clock()
            kept_in = keep_damaged(places, moment=moment, why=f"Before a salvage at {timestamp(moment)}.")
            remove_folder(working)
            make_folder(working)
            fresh = working / "fresh.sqlite"
            create_archive(fresh)
            found, asides, broken = _read(kept_in, working, fresh, now=timestamp(moment))
            _fill(fresh, found, seq=_seq_after(found, places))
            report = _write_report(kept_in, asides, found)
            swap_in(fresh, places)
            mark_mended(places)
            rows = sum(len(table) for table in found.tables.values())
            return SalvageReport(
                kept_in, report, rows, len(asides), broken, tuple(found.stand_ins), tuple(found.cut_loose)
            )
        finally:
            remove_folder(working)
            lock.release()


def _read(kept_in: Path, working: Path, fresh: Path, *, now: str) -> tuple[Salvaged, list[_Aside], tuple[str, ...]]:
    copy = working / "archive.sqlite"
    for path in kept_in.glob("archive.sqlite*"):
        copy_durably(path, working / path.name)
    mend_copy(copy, fresh=fresh)
    later = _refuse_other_version(copy, fresh)
    found = Salvaged({kind_of(record_type): {} for record_type in RECORD_TYPES})
    asides: list[_Aside] = []
    broken: list[str] = []
    for table in [name for name in found.tables if name not in later]:
        read = read_table(copy, table)
        if not read.is_complete:
            broken.append(table)
        for row in read.rows.values():
            _sort_in(found, asides, table, row)
    if not any(found.tables.values()):
        raise Damaged(
            f"Nothing in the archive of {kept_in.parent.parent} could be read. It was left as it is, and a copy is in "
            f"{kept_in}. Run 'newsroom restore' to bring back a verified backup."
        )
    mend_links(found, now=now)
    asides += [_Aside(table, why, row) for table, row, why in found.aside]
    return found, asides, tuple(broken)


def _refuse_other_version(copy: Path, fresh: Path) -> frozenset[str]:
    """A file of another schema may have other columns: its rows would all seem damaged. Returns the tables that an
    older file, whose others are the same, does not have yet."""
    version = read_header(copy).user_version
    if version == SCHEMA_VERSION:
        return frozenset()
    with closing(open_damaged(copy)) as left, closing(open_reading(fresh, mode="ro")) as right:
        found, wanted = schema_of(left).only("table"), schema_of(right).only("table")
        lacking = frozenset(wanted.of("table").keys() - found.of("table").keys())
        if set(differences(found, wanted)) <= {f"table {name}" for name in lacking}:
            # Only the number itself was damaged, or an older file lacks no more than tables that came later.
            return lacking
    raise ArchiveTrouble(
        f"The archive is of schema {version}, and this program can salvage schema {SCHEMA_VERSION} only. It was left "
        "as it is. Use the program that wrote it, or run 'newsroom restore' to bring back a verified backup."
    )


def _sort_in(found: Salvaged, asides: list[_Aside], table: str, row: Row) -> None:
    columns = [column.name for column in METADATA.tables[table].columns]
    if len(row) != len(columns) or not is_whole(row) or not isinstance(row[0], str):
        asides.append(_Aside(table, "It no longer matches its SHA-256.", row))
    elif table == "draft" and sha256_of_words(row[columns.index("text")]) != row[columns.index("sha256")]:
        asides.append(_Aside(table, "Its text does not match the SHA-256 kept with it.", row))
    else:
        present = found.tables[table].get(row[0])
        if present is None or int(str(row[1])) > int(str(present[1])):
            found.tables[table][row[0]] = row


def _seq_after(found: Salvaged, places: Places) -> int:
    """A number after all that was ever counted, as far as anything left says so."""
    counted = [0]
    for table in ("log_entry", "revision"):
        at = [column.name for column in METADATA.tables[table].columns].index("seq")
        counted += [int(str(row[at])) for row in found.tables[table].values()]
    counted += [backup.seq for backup in list_backups(places.backups)]
    return max(counted) + 1


def _fill(fresh: Path, found: Salvaged, *, seq: int) -> None:
    with closing(open_writing(fresh)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        for table, rows in found.tables.items():
            marks = ", ".join("?" * len(METADATA.tables[table].columns))
            connection.executemany(f"INSERT INTO {quoted(table)} VALUES ({marks})", rows.values())
        connection.execute("UPDATE counter SET value = ? WHERE name = 'seq'", (seq,))
        connection.execute("COMMIT")
    engine = writing_engine(fresh)
    try:
        with engine.connect() as connection, connection.begin():
            _index(connection)
    finally:
        engine.dispose()
    faults = faults_of(fresh)
    if faults:
        raise Damaged(f"The salvaged archive came out wrong ({faults[0]}). The archive was left as it is.")
    sync_file(fresh)


def _index(connection: Connection) -> None:
    for record_type in RECORD_TYPES:
        if record_type not in SEARCHED:
            continue
        table, last = TABLES[record_type], ""
        while True:
            following = select(table).where(table.c.id > last).order_by(table.c.id).limit(INDEX_SLICE)
            rows = connection.execute(following).all()
            if not rows:
                break
            last = rows[-1].id
            search.add_to_index(connection, [record_type(*row[:-1]) for row in rows])


def _write_report(folder: Path, asides: list[_Aside], found: Salvaged) -> Path:
    rows = [
        {
            "table": aside.table,
            "why": aside.why,
            "values": dict(zip([c.name for c in METADATA.tables[aside.table].columns], map(_told, aside.values),
                               strict=False)),
        }
        for aside in asides
    ]  # fmt: skip
    content = {"left_out": rows, "stand_ins": found.stand_ins, "links_emptied": found.cut_loose}
    report = folder / REPORT
    write_durably(report, json.dumps(content, indent=1).encode("ascii"))
    return report


def _told(value: object) -> object:
    return {"bytes": value.hex()} if isinstance(value, bytes) else value
