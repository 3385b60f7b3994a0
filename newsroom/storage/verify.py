"""Looking at a whole desk for damage, in short reads, while it is in use. Damage comes back as problems; what is
raised is only the trouble that kept it from looking."""

import re
import sqlite3
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from newsroom.domain.errors import Damaged
from newsroom.domain.ids import short_id
from newsroom.storage.archive import Archive
from newsroom.storage.contents import DIGEST, differences, quoted, schema_of, table_names
from newsroom.storage.create import make_schema
from newsroom.storage.digest import digest_of_stored
from newsroom.storage.files import sha256_of_file
from newsroom.storage.soundness import named_files, open_tolerant, sha256_of_words
from newsroom.storage.trouble import ENGINE_ERRORS, told_as_trouble, trouble_of
from newsroom.storage.verify_search import check_inside, search_faults, stray_index_faults
from newsroom.storage.verify_versions import version_faults

SLICE_ROWS = 500
_SHA256 = re.compile(r"[0-9a-f]{64}")

Progress = Callable[[str, int], None]
"""Called with the table that is looked at and how many of its rows were."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One damage. ``kind`` is structure, row, text, link, search, file or counter; ``record_kind`` and ``record`` say
    which record it is of, where that is known."""

    kind: str
    record_kind: str
    record: str
    sentence: str


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What was looked at and what was found. ``unnamed_files`` are no damage: they are swept at an opening."""

    problems: tuple[Problem, ...]
    rows: int
    files: int
    unnamed_files: tuple[str, ...]

    @property
    def is_sound(self) -> bool:
        return not self.problems


@dataclass(slots=True)
class _Look:
    connection: sqlite3.Connection
    folder: Path
    slice_rows: int
    progress: Progress | None
    problems: list[Problem] = field(default_factory=lambda: list[Problem]())
    rows: int = 0

    def tell(self, kind: str, sentence: str, *, table: str = "", record: str = "") -> None:
        self.problems.append(Problem(kind, table, record, sentence))

    @contextmanager
    def short_read(self, table: str = "") -> Generator[None]:
        """One short transaction; a part that cannot be read because it is damaged becomes a problem."""
        try:
            self.connection.execute("BEGIN")
            try:
                yield
            finally:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
        except ENGINE_ERRORS as error:
            if not isinstance(trouble_of(error, self.folder), Damaged):
                raise
            self.tell("structure", f"A part of the archive cannot be read ({error}).", table=table)


def verify(
    archive: Archive, *, slice_rows: int = SLICE_ROWS, progress: Progress | None = None, search_words: bool = True
) -> VerifyReport:
    """Looks at every row's digest, every link, the search index, the drafts' hashes, every kept file and the structure
    of the file, in slices of ``slice_rows``.

    ``search_words`` also has the writer look at the inside of the search index, in one piece: leave it out while
    somebody types. Damage found makes the archive be kept byte for byte before it is next written to.
    """
    with told_as_trouble(archive.places.folder):
        mode = "ro" if archive.is_read_only else "rw"
        with closing(open_tolerant(archive.places.archive, mode=mode)) as connection:
            look = _Look(connection, archive.places.folder, slice_rows, progress)
            tables = _check_structure(look)
            for table in tables:
                _check_table(look, table)
            _check_counter(look)
            _check_search(look)
            named = _named_files(look)
        if search_words and not archive.is_read_only and all(found.kind != "structure" for found in look.problems):
            _check_inside_of_index(look, archive)
        if look.problems:
            archive.note_damage(look.problems[0].sentence)
        unnamed = _check_files(look, archive, named)
    return VerifyReport(tuple(look.problems), look.rows, len(named), unnamed)


def _check_structure(look: _Look) -> tuple[str, ...]:
    """Each table with its indexes, one short read each; returns the tables that hold records."""
    tables: tuple[str, ...] = ()
    whole: list[str] = []
    with look.short_read():
        _check_schema(look)
        tables = table_names(look.connection)
        rows = look.connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0"
        ).fetchall()
        whole = [str(name) for (name,) in rows]
    for table in whole:
        with look.short_read(table):
            for (complaint,) in look.connection.execute(f"PRAGMA integrity_check({quoted(table)})").fetchall():
                if complaint != "ok":
                    look.tell("structure", f"The table {table} is damaged ({complaint}).", table=table)
    return tables


def _check_schema(look: _Look) -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        make_schema(fresh)
        wanted, version = schema_of(fresh), fresh.execute("PRAGMA user_version").fetchone()
    if look.connection.execute("PRAGMA user_version").fetchone() == version:
        for name in differences(schema_of(look.connection), wanted):
            look.tell("structure", f"The {name} is not as this program makes it.")


def _check_table(look: _Look, table: str) -> None:
    names: list[str] = []
    parents: list[tuple[str, str]] = []
    highest = (1 << 63) - 1
    with look.short_read(table):
        names = [str(row[1]) for row in look.connection.execute(f"PRAGMA table_info({quoted(table)})")]
        links = look.connection.execute(f"PRAGMA foreign_key_list({quoted(table)})").fetchall()
        parents = [(str(row[3]), str(row[2])) for row in links]
        # What is added while we look was just written and checked; chasing it might never end.
        highest = int(look.connection.execute(f"SELECT coalesce(max(rowid), 0) FROM {quoted(table)}").fetchone()[0])
    if DIGEST not in names or "id" not in names:
        return
    last, done = -(1 << 63), 0
    while True:
        rows: list[tuple[object, ...]] = []
        with look.short_read(table):
            statement = f"SELECT rowid, * FROM {quoted(table)} WHERE rowid > ? AND rowid <= ? ORDER BY rowid LIMIT ?"
            rows = look.connection.execute(statement, (last, highest, look.slice_rows)).fetchall()
            if rows:
                _check_links(look, table, parents, span=(rows[0][0], rows[-1][0]))
                search_faults(look.connection, table, [row[1:] for row in rows], tell=look.tell)
                if table == "revision":
                    version_faults(look.connection, span=(rows[0][0], rows[-1][0]), tell=look.tell)
        if not rows:
            return
        for row in rows:
            _check_row(look, table, names, row[1:])
        last = int(str(rows[-1][0]))
        done += len(rows)
        look.rows += len(rows)
        if look.progress is not None:
            look.progress(table, done)


def _check_row(look: _Look, table: str, names: list[str], values: tuple[object, ...]) -> None:
    record = str(values[names.index("id")])
    word = table.replace("_", " ")
    if (
        digest_of_stored([value for name, value in zip(names, values, strict=True) if name != DIGEST])
        != (values[names.index(DIGEST)])
    ):
        look.tell(
            "row", f"The {word} {short_id(record)} no longer matches its SHA-256: it was damaged on the disk.",
            table=table, record=record,
        )  # fmt: skip
    elif table == "draft" and sha256_of_words(values[names.index("text")]) != values[names.index("sha256")]:
        look.tell(
            "text", f"The text of draft {short_id(record)} does not match the SHA-256 kept with it.",
            table=table, record=record,
        )  # fmt: skip


def _check_links(look: _Look, table: str, parents: list[tuple[str, str]], *, span: tuple[object, object]) -> None:
    for column, parent in parents:
        lost = look.connection.execute(
            f"SELECT c.id, c.{quoted(column)} FROM {quoted(table)} AS c WHERE c.rowid BETWEEN ? AND ? "
            f"AND c.{quoted(column)} IS NOT NULL "
            f"AND NOT EXISTS (SELECT 1 FROM {quoted(parent)} AS p WHERE p.id = c.{quoted(column)})",
            span,
        ).fetchall()
        for record, target in lost:
            look.tell(
                "link", f"The {table.replace('_', ' ')} {short_id(str(record))} names the {parent.replace('_', ' ')} "
                f"{short_id(str(target))}, which is not there.",
                table=table, record=str(record),
            )  # fmt: skip


def _check_counter(look: _Look) -> None:
    with look.short_read("counter"):
        counter = look.connection.execute("SELECT value FROM counter WHERE name = 'seq'").fetchall()
        highest = max(
            int(look.connection.execute(f"SELECT coalesce(max(seq), 0) FROM {table}").fetchone()[0])
            for table in ("log_entry", "revision")
        )
        if len(counter) != 1 or not isinstance(counter[0][0], int):
            look.tell("counter", "The archive's counter is lost.")
        elif counter[0][0] < highest:
            look.tell("counter", f"The archive's counter says {counter[0][0]}, but {highest} was counted already.")


def _check_search(look: _Look) -> None:
    last: int | None = 0
    while last is not None:
        following, last = last, None
        with look.short_read("search_row"):
            last = stray_index_faults(look.connection, after=following, most=look.slice_rows, tell=look.tell)


def _check_inside_of_index(look: _Look, archive: Archive) -> None:
    try:
        archive.writer.batch(check_inside).result()
    except Damaged as damage:
        look.tell("search", f"The search index is damaged: {damage}")


def _named_files(look: _Look) -> tuple[tuple[str, int], ...]:
    named: tuple[tuple[str, int], ...] = ()
    with look.short_read("original_file"):
        try:
            named = named_files(look.connection)
        except ValueError:
            look.tell("structure", "The list of kept files cannot be read.", table="original_file")
    return named


def _check_files(look: _Look, archive: Archive, named: tuple[tuple[str, int], ...]) -> tuple[str, ...]:
    for sha256, _size in named:
        if not _SHA256.fullmatch(sha256):
            # The row that says so is damaged, and told as that.
            continue
        path = archive.files.path(sha256)
        try:
            if not path.is_file():
                look.tell("file", f"The kept file {sha256[:12]}… is missing from the desk.", record=sha256)
            elif sha256_of_file(path) != sha256:
                look.tell("file", f"The kept file {sha256[:12]}… was changed or damaged on the disk.", record=sha256)
        except OSError as error:
            look.tell("file", f"The kept file {sha256[:12]}… cannot be read ({error.strerror}).", record=sha256)
    known = {sha256 for sha256, _size in named}
    return tuple(sha256 for sha256 in archive.files.names() if sha256 not in known)
