"""The search index, kept by plain statements: with ``trusted_schema=OFF`` no trigger may touch a virtual table.

``search_row`` is the only link between an index row and a record; the implicit row numbers of other tables are
never used, because a table rebuilt by a migration renumbers them.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, text

from newsroom.domain.claim import Claim
from newsroom.domain.draft import Draft, Note
from newsroom.domain.folding import fold
from newsroom.domain.kinds import kind_of
from newsroom.domain.quote import Quote
from newsroom.domain.record import Record
from newsroom.domain.source import Capture, Source
from newsroom.domain.story import Story

_FIND_ROW = text("SELECT n FROM search_row WHERE id = :id")
_DROP_WORDS = text("DELETE FROM search_text WHERE rowid = :n")
_DROP_ROW = text("DELETE FROM search_row WHERE n = :n")
_LAST_ROW = text("SELECT coalesce(max(n), 0) FROM search_row")
_ADD_ROW = "INSERT INTO search_row (n, record, id, story) VALUES (?, ?, ?, ?)"
_ADD_WORDS = "INSERT INTO search_text (rowid, words) VALUES (?, ?)"


def words_of(record: Record) -> str:
    """The words of a record a person may look for; empty for records that are not searched."""
    if isinstance(record, Story):
        return "\n".join(part for part in (record.headline, record.dek, record.slug) if part)
    if isinstance(record, Draft):
        return record.text
    if isinstance(record, Source):
        return "\n".join((record.title, record.publisher, *record.authors, record.url, record.description))
    if isinstance(record, Capture):
        return record.text
    if isinstance(record, Quote):
        return record.corrected or record.verbatim
    if isinstance(record, Claim):
        return record.wording
    return record.text if isinstance(record, Note) else ""


def story_of(record: Record) -> str | None:
    """The story a record is found in; None for sources and what else belongs to no one story."""
    return record.id if isinstance(record, Story) else getattr(record, "story", None)


def add_to_index(connection: Connection, records: Sequence[Record]) -> None:
    """Indexes records that are not in the index yet; those in the bin are passed over."""
    found = [
        (record, fold(words)) for record in records if record.binned_at is None and (words := words_of(record).strip())
    ]
    if not found:
        return
    last = int(connection.execute(_LAST_ROW).scalar_one())
    numbered = list(enumerate(found, start=last + 1))
    rows = [(n, kind_of(type(record)), record.id, story_of(record)) for n, (record, _) in numbered]
    connection.exec_driver_sql(_ADD_ROW, rows)
    connection.exec_driver_sql(_ADD_WORDS, [(n, words) for n, (_, words) in numbered])


def remove_from_index(connection: Connection, record_ids: Iterable[str]) -> None:
    """Takes records out of the index; ids that are not in it are passed over."""
    for record_id in record_ids:
        n = connection.execute(_FIND_ROW, {"id": record_id}).scalar_one_or_none()
        if n is not None:
            connection.execute(_DROP_WORDS, {"n": n})
            connection.execute(_DROP_ROW, {"n": n})


def reindex(connection: Connection, before: Record, after: Record) -> None:
    """Brings the index up to date with a changed record; does nothing when the entry stays the same."""
    if _entry(before) == _entry(after):
        return
    remove_from_index(connection, (after.id,))
    add_to_index(connection, (after,))


def _entry(record: Record) -> tuple[str, str | None, bool]:
    return words_of(record), story_of(record), record.binned_at is None


def rebuild(connection: Connection, records: Iterable[Record]) -> None:
    """Makes the index anew from the records given."""
    connection.execute(text("DELETE FROM search_text"))
    connection.execute(text("DELETE FROM search_row"))
    add_to_index(connection, list(records))
