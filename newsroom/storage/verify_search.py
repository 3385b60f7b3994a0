"""Does the search index say what the records say? Each function works inside a short read of its caller."""

import sqlite3
from collections.abc import Sequence
from typing import Protocol

from sqlalchemy import Connection, text

from newsroom.domain.claim import Claim
from newsroom.domain.draft import Draft, Note
from newsroom.domain.folding import fold
from newsroom.domain.ids import short_id
from newsroom.domain.quote import Quote
from newsroom.domain.record import Record
from newsroom.domain.source import Capture, Source
from newsroom.domain.story import Story
from newsroom.storage.contents import quoted
from newsroom.storage.digest import is_whole
from newsroom.storage.search import story_of, words_of
from newsroom.storage.stored_rows import record_of, record_type_in

SEARCHED: frozenset[type[Record]] = frozenset({Story, Draft, Source, Capture, Quote, Claim, Note})
"""The kinds of records ``search.words_of`` finds words in."""
_MOST_PARAMETERS = 500


class Tell(Protocol):
    """Takes one problem: its kind, its sentence, and the record it is of."""

    def __call__(self, kind: str, sentence: str, *, table: str = "", record: str = "") -> None: ...


def search_faults(connection: sqlite3.Connection, table: str, rows: Sequence[Sequence[object]], *, tell: Tell) -> None:
    """Tells of records of a slice whose words are not in the index as they stand. Damaged rows are passed over: they
    are told as damaged already, and their words are not known."""
    record_type = record_type_in(table)
    if record_type is None or record_type not in SEARCHED:
        return
    records = [record_of(record_type, row) for row in rows if is_whole(row)]
    for start in range(0, len(records), _MOST_PARAMETERS):
        _compare(connection, table, records[start : start + _MOST_PARAMETERS], tell=tell)


def _compare(connection: sqlite3.Connection, table: str, records: Sequence[Record], *, tell: Tell) -> None:
    marks = ", ".join("?" * len(records))
    found: dict[str, list[tuple[object, ...]]] = {}
    for row in connection.execute(
        "SELECT r.id, r.record, r.story, t.c0 FROM search_row AS r "
        f"LEFT JOIN search_text_content AS t ON t.id = r.n WHERE r.id IN ({marks})",
        [record.id for record in records],
    ).fetchall():
        found.setdefault(str(row[0]), []).append(tuple(row[1:]))
    for record in records:
        words = words_of(record).strip() if record.binned_at is None else ""
        wanted = [(table, story_of(record), fold(words))] if words else []
        if found.get(record.id, []) != wanted:
            tell(
                "search", f"The search index does not hold the {table} {short_id(record.id)} as it stands.",
                table=table, record=record.id,
            )  # fmt: skip


def stray_index_faults(connection: sqlite3.Connection, *, after: int, most: int, tell: Tell) -> int | None:
    """Tells of index rows that no record has any more, in the slice after row number ``after``; returns the last row
    number looked at, None when there is no further row."""
    rows = connection.execute(
        "SELECT n, record, id FROM search_row WHERE n > ? ORDER BY n LIMIT ?", (after, most)
    ).fetchall()
    for _n, table, record in rows:
        known = record_type_in(str(table)) is not None
        if (
            not known
            or not connection.execute(f"SELECT 1 FROM {quoted(str(table))} WHERE id = ?", (record,)).fetchone()
        ):
            tell("search", f"The search index names a {table} {record} that is not there.", table=str(table))
    if rows:
        return int(rows[-1][0])
    for (n,) in connection.execute(
        "SELECT id FROM search_text_content WHERE id NOT IN (SELECT n FROM search_row) LIMIT 10"
    ).fetchall():
        tell("search", f"Row {n} of the search index belongs to no record.")
    return None


def check_inside(connection: Connection) -> None:
    """The writer's job: has the index compare its inside with its words; ``Damaged`` when they differ."""
    connection.execute(text("INSERT INTO search_text(search_text) VALUES ('integrity-check')"))
