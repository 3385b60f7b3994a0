"""The tables of schema 2. A record's fields are its table's columns, in the same order and by the same names,
so ``Claim(*row)`` is the whole conversion; one more column, ``digest``, is the SHA-256 of the row as stored.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Annotated, Any, TypeVar, cast, get_args, get_origin

from sqlalchemy import Boolean, Column, Dialect, ForeignKey, Index, Integer, MetaData, Table, Text, text
from sqlalchemy.types import TypeDecorator, TypeEngine

from newsroom.domain.claim import Claim
from newsroom.domain.comment_request import CommentRequest
from newsroom.domain.draft import Draft, Note, Revision
from newsroom.domain.errors import Damaged
from newsroom.domain.ids import short_id
from newsroom.domain.kinds import RECORD_TYPES, field_types, kind_of, without_none
from newsroom.domain.person import Person
from newsroom.domain.quote import Quote, QuoteUse
from newsroom.domain.record import Record, References
from newsroom.domain.source import Capture, Source
from newsroom.domain.story import Asset, PostPublication, Publication, Story
from newsroom.domain.terms import Terms
from newsroom.storage.digest import digest_of_stored

R = TypeVar("R", bound=Record)

SCHEMA_VERSION = 2

WORDS_CHECKED_ON_READ: frozenset[type[Record]] = frozenset(
    {
        Story, Draft, Revision, Source, Capture, Person, Terms, Quote, QuoteUse, Claim, CommentRequest, Note, Asset,
        Publication, PostPublication,
    }
)  # fmt: skip
"""The records whose words could go to print: their digest is checked each time one is read."""


class WordList(TypeDecorator[tuple[str, ...]]):
    """A tuple of strings, stored as a JSON array."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:
        return None if value is None else words_as_stored(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...] | None:
        return None if value is None else stored_words(value)


def words_as_stored(words: Iterable[str]) -> str:
    return _encoder().encode(list(words))


@cache
def _encoder() -> json.JSONEncoder:
    return json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def stored_words(stored: object) -> tuple[str, ...]:
    """The tuple of a stored JSON array; what is no array of strings any more was damaged."""
    try:
        words: object = json.loads(cast("str", stored))
    except (ValueError, TypeError):
        words = None
    if not isinstance(words, list) or not all(isinstance(word, str) for word in cast("list[object]", words)):
        raise Damaged(
            "A stored list of words can no longer be read: the file was damaged on the disk. Run 'newsroom verify' to "
            "see what is affected and 'newsroom restore' to bring back the newest verified backup."
        )
    return tuple(cast("list[str]", words))


def _column(name: str, annotation: object) -> Column[Any]:
    inner, optional = without_none(annotation)
    references: ForeignKey | None = None
    if get_origin(inner) is Annotated:
        base, *marks = get_args(inner)
        inner = base
        references = next(
            # Deferred, so that an undo may put rows back in any order inside its transaction.
            (ForeignKey(f"{mark.table}.id", deferrable=True, initially="DEFERRED")
             for mark in marks if isinstance(mark, References)),
            None,
        )  # fmt: skip
    column_type: TypeEngine[Any]
    if inner is bool:
        column_type = Boolean(create_constraint=False)
    elif inner is int:
        column_type = Integer()
    elif get_origin(inner) is tuple:
        column_type = WordList()
    else:
        column_type = Text()
    if name == "id":
        return Column(name, Text(), primary_key=True, nullable=False)
    if references is not None:
        return Column(name, column_type, references, nullable=optional)
    return Column(name, column_type, nullable=optional)


def _build(metadata: MetaData) -> dict[type[Record], Table]:
    tables: dict[type[Record], Table] = {}
    for record_type in RECORD_TYPES:
        columns = [_column(name, annotation) for name, annotation in field_types(record_type).items()]
        name = kind_of(record_type)
        table = Table(name, metadata, *columns, Column("digest", Text(), nullable=False))
        for column in columns:
            if column.foreign_keys:
                Index(f"{name}_by_{column.name}", column)
        tables[record_type] = table
    Index("log_entry_by_seq", tables[RECORD_TYPES[-1]].c.seq)
    Index("anchor_by_owner", metadata.tables["anchor"].c.owner)
    Index("terms_by_record", metadata.tables["terms"].c.record)
    Index("original_file_by_sha256", metadata.tables["original_file"].c.sha256)
    Index("revision_by_story_seq", metadata.tables["revision"].c.story, metadata.tables["revision"].c.seq)
    _index_register(metadata.tables["source"], metadata.tables["capture"])
    return tables


def _index_register(source: Table, capture: Table) -> None:
    """What the register of 100,000 sources is sorted and filtered by; what lies in the bin stands apart."""
    title = source.c.title.collate("NOCASE")
    Index("source_by_title", source.c.binned_at, title, source.c.id)
    Index("source_by_publisher", source.c.binned_at, source.c.publisher.collate("NOCASE"), source.c.id)
    Index("source_by_published", source.c.binned_at, source.c.published, source.c.id)
    Index("source_by_created_at", source.c.binned_at, source.c.created_at, source.c.id)
    Index("source_by_type", source.c.binned_at, source.c.type, title, source.c.id)
    Index("source_to_confirm", source.c.binned_at, title, source.c.id, sqlite_where=text("to_confirm <> '[]'"))
    Index("capture_kept", capture.c.source, capture.c.binned_at)


METADATA = MetaData()
TABLES = _build(METADATA)
COUNTER = Table(
    "counter", METADATA, Column("name", Text(), primary_key=True), Column("value", Integer(), nullable=False)
)
SEARCH_ROW = Table(
    "search_row",
    METADATA,
    Column("n", Integer(), primary_key=True),
    Column("record", Text(), nullable=False),
    Column("id", Text(), nullable=False),
    Column("story", Text()),
    Index("search_row_by_id", "id"),
    Index("search_row_by_story", "story"),
)
SEARCH_TEXT_DDL = (
    "CREATE VIRTUAL TABLE search_text USING fts5(words, tokenize='unicode61 remove_diacritics 0', prefix='2 3')"
)


@cache
def field_names(record_type: type[Record]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(record_type))


def values_of(record: Record) -> dict[str, object]:
    """Field name → value, as the columns take them, without the digest."""
    return {name: getattr(record, name) for name in field_names(type(record))}


@cache
def _reader(record_type: type[Record]) -> tuple[Callable[[Record], tuple[object, ...]], tuple[int, ...]]:
    """Takes all values out of a record at once; and which of them SQLite holds in another form."""
    names = field_names(record_type)
    columns = TABLES[record_type].c
    others = (number for number, name in enumerate(names) if isinstance(columns[name].type, Boolean | WordList))
    return attrgetter(*names), tuple(others)


def _as_stored(value: object) -> object:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, tuple):
        return words_as_stored(cast("tuple[str, ...]", value))
    return value


def stored_values(record: Record) -> list[object]:
    """A record's values as SQLite holds them, without the digest."""
    take, others = _reader(type(record))
    values = list(take(record))
    for number in others:
        values[number] = _as_stored(values[number])
    return values


def digest_of(record: Record) -> str:
    """The digest a record's row must bear."""
    return digest_of_stored(stored_values(record))


def record_from(record_type: type[R], row: Sequence[Any]) -> R:
    """The record of a row that ends in its digest; damaged words are refused, never shown as good."""
    record = record_type(*row[:-1])
    if record_type in WORDS_CHECKED_ON_READ and digest_of(record) != row[-1]:
        raise damaged_words(record_type, record.id)
    return record


def damaged_words(record_type: type[Record], record_id: object) -> Damaged:
    """What is said of a row that does not match its digest."""
    return Damaged(
        f"The stored words of {kind_of(record_type).replace('_', ' ')} {short_id(str(record_id))} no longer match "
        "their SHA-256: the file was damaged on the disk. Run 'newsroom verify' to see what is affected and "
        "'newsroom restore' to bring back the newest verified backup."
    )
