"""What panes and commands read: each method opens one short read, fetches whole records and closes it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from sqlalchemy import Connection, String, cast, false, func, or_, select

from newsroom.domain.claim import Claim
from newsroom.domain.custody import FileTrouble
from newsroom.domain.draft import Draft, Revision, RevisionLine
from newsroom.domain.errors import BadInput, Missing
from newsroom.domain.ids import is_id
from newsroom.domain.kinds import kind_of
from newsroom.domain.person import Person
from newsroom.domain.record import Record
from newsroom.domain.register import RegisterFilter, RegisterLine, RegisterSort
from newsroom.domain.source import (
    OriginalFile,
    Source,
)
from newsroom.domain.story import LogEntry, Story
from newsroom.domain.story_records import StoryRecords, records_in
from newsroom.storage.archive import Archive
from newsroom.storage.phrase_hits import captures_with
from newsroom.storage.register import outlets_in_use, register_count, register_page
from newsroom.storage.revisions import revision_lines
from newsroom.storage.row_reading import read_one, read_where
from newsroom.storage.schema import TABLES, WORDS_CHECKED_ON_READ, record_from
from newsroom.storage.search_hits import SearchHit, search, search_ranked
from newsroom.storage.story_reading import story_records

R = TypeVar("R", bound=Record)

_LISTED_BY: Mapping[type[Record], str] = {Person: "person list", Source: "sources list"}
"""The command that shows what there is of a kind, where it is not ``list``."""


_CHECKED_TOGETHER = 500
"""Rows compared with their digests in one short read."""


class Queries:
    """Reading of one archive. Records in the bin are left out unless a method says otherwise."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def get(self, record_type: type[R], record_id: str) -> R:
        """The record of a whole id, or ``Missing``."""
        with self._archive.read() as connection:
            record = read_one(connection, record_type, record_id)
        if record is None:
            raise Missing(f"There is no {_word(record_type)} {record_id} on this desk.")
        return record

    def where(self, record_type: type[R], **where: object) -> tuple[R, ...]:
        """The records whose fields equal ``where``."""
        with self._archive.read() as connection:
            return _kept(read_where(connection, record_type, where))

    def binned(self, record_type: type[R]) -> tuple[R, ...]:
        """The records of one kind that lie in the bin, the one laid there last first."""
        with self._archive.read() as connection:
            records = read_where(connection, record_type, {})
        found = [record for record in records if record.binned_at is not None]
        return tuple(sorted(found, key=lambda record: record.binned_at or "", reverse=True))

    def named(self, record_type: type[R], words: str, *, field: str | None = None) -> R:
        """The one record a person means by an id, the end of an id, or the words of ``field``."""
        table = TABLES[record_type]
        with self._archive.read() as connection:
            wanted = words.strip()
            if is_id(wanted):
                found = read_where(connection, record_type, {"id": wanted})
            else:
                ids = select(table.c.id).where(func.substr(table.c.id, -len(wanted)) == wanted.lower()).limit(3)
                matches = list(connection.execute(ids).scalars()) if len(wanted) >= 4 else []
                found = read_where(connection, record_type, {"id": matches}) if matches else ()
                # No words are nobody's: a protected person's name is empty, and a source may have no title.
                if not found and field is not None and wanted:
                    found = read_where(connection, record_type, {field: wanted})
        kept = _kept(found)
        if not kept:
            raise Missing(
                f"There is no {_word(record_type)} '{words}' on this desk. "
                f"'newsroom {_LISTED_BY.get(record_type, 'list')}' shows what there is."
            )
        first, *others = kept
        if others:
            raise BadInput(f"More than one {_word(record_type)} answers to '{words}'. Give more of its id.")
        return first

    def stories(self) -> tuple[Story, ...]:
        """All stories, oldest first."""
        return self.where(Story)

    def claims_waiting(self) -> tuple[Claim, ...]:
        """The claims of all stories of which it is said what they wait for; proposals left out."""
        table = TABLES[Claim]
        waits = (table.c.pending != "") | (table.c.pending_from != "") | table.c.pending_by.is_not(None)
        statement = select(table).where(waits, table.c.binned_at.is_(None), table.c.proposed.is_(False))
        with self._archive.read() as connection:
            rows = connection.execute(statement.order_by(table.c.created_at, table.c.id)).all()
            return tuple(record_from(Claim, row) for row in rows)

    def draft(self, story_id: str) -> Draft:
        """The words of a story."""
        drafts = self.where(Draft, story=story_id)
        if not drafts:
            raise Missing(f"There is no draft of story {story_id} on this desk.")
        return drafts[0]

    def revisions(self, story_id: str) -> tuple[Revision, ...]:
        """The kept states of a story's words, by seq."""
        return tuple(sorted(self.where(Revision, story=story_id), key=lambda revision: revision.seq))

    def revision_lines(self, story_id: str) -> tuple[RevisionLine, ...]:
        """The kept states of a story's words without their words, by seq."""
        with self._archive.read() as connection:
            return revision_lines(connection, story_id)

    def original_files(self, ids: Iterable[str]) -> tuple[OriginalFile, ...]:
        return self.where(OriginalFile, id=tuple(ids))

    def log(self, record_id: str, *, limit: int = 200) -> tuple[LogEntry, ...]:
        """The newest ``limit`` entries about one record, newest first."""
        table = TABLES[LogEntry]
        statement = select(table).where(table.c.record == record_id).order_by(table.c.seq.desc()).limit(limit)
        with self._archive.read() as connection:
            return tuple(LogEntry(*row[:-1]) for row in connection.execute(statement).all())

    def counts(self) -> dict[str, int]:
        """Rows per kind of record, the bin included."""
        with self._archive.read() as connection:
            return {
                kind_of(record_type): int(connection.execute(select(func.count()).select_from(table)).scalar_one())
                for record_type, table in TABLES.items()
            }

    def search(
        self, words: str, *, limit: int = 50, kinds: Sequence[str] = (), story_id: str | None = None
    ) -> tuple[SearchHit, ...]:
        """The newest records that hold all the words, the last of which may be only begun; no string is an error."""
        with self._archive.read() as connection:
            return search(connection, words, limit=limit, kinds=kinds, story_id=story_id)

    def search_ranked(
        self, words: str, *, limit: int = 50, kinds: Sequence[str] = (), story_id: str | None = None
    ) -> tuple[SearchHit, ...]:
        """Like ``search``, the records that fit best first."""
        with self._archive.read() as connection:
            return search_ranked(connection, words, limit=limit, kinds=kinds, story_id=story_id)

    def captures_with(self, phrases: Mapping[str, float]) -> tuple[str, ...]:
        """Ids of the saved copies that hold the phrases (folded words → weight), the likeliest first."""
        with self._archive.read() as connection:
            return captures_with(connection, phrases)

    def register_page(
        self, wanted: RegisterFilter, *, sort: RegisterSort = RegisterSort.TITLE, descending: bool = False,
        offset: int = 0, limit: int = 100,
    ) -> tuple[RegisterLine, ...]:  # fmt: skip
        """One page of all sources of the desk, filtered and sorted."""
        with self._archive.read() as connection:
            return register_page(
                connection, wanted, sort=sort, descending=descending, offset=offset, limit=limit
            )  # fmt: skip

    def register_count(self, wanted: RegisterFilter) -> int:
        """How many sources of the desk the filter leaves."""
        with self._archive.read() as connection:
            return register_count(connection, wanted)

    def sources_saying(self, needles: Sequence[str]) -> tuple[Source, ...]:
        """The sources whose title or authors answer to one of ``needles``, patterns of LIKE."""
        table = TABLES[Source]
        columns = (table.c.title, cast(table.c.authors, String))
        statement = select(table).where(or_(false(), *(one.like(needle) for one in columns for needle in needles)))
        with self._archive.read() as connection:
            return _kept([record_from(Source, row) for row in connection.execute(statement).all()])

    def outlets_in_use(self) -> tuple[tuple[str, int], ...]:
        """The names of outlets as sources of the desk bear them, case aside, each with how many do."""
        with self._archive.read() as connection:
            return outlets_in_use(connection)

    def story_records(self, story_id: str) -> StoryRecords:
        """Everything the desk holds about one story, in one consistent read."""
        with self._archive.read() as connection:
            return self._with_troubles(connection, story_records(connection, story_id))

    def story_with_versions(
        self, story_id: str, *, known: StoryRecords | None = None, checked: bool = True
    ) -> tuple[StoryRecords, tuple[RevisionLine, ...]]:
        """Like ``story_records``, with the lines of its kept states from the same moment. Of ``known``, an earlier
        reading of this desk, what did not change is taken over. With ``checked`` off a first reading compares no row
        with its digest, so that it holds the writer up for a third of the time: ``check_words`` has to follow."""
        with self._archive.read() as connection:
            records = story_records(connection, story_id, known=known, checked=checked)
            records = self._with_troubles(connection, records)
            return records, revision_lines(connection, story_id)

    def check_words(self, records: StoryRecords) -> None:
        """Compares the rows behind a reading with their digests, in short reads; damaged words raise ``Damaged``."""
        ids: dict[type[Record], set[str]] = {}
        for record in records_in(records):
            if type(record) in WORDS_CHECKED_ON_READ:
                ids.setdefault(type(record), set()).add(record.id)
        for record_type, wanted in ids.items():
            ordered = sorted(wanted)
            for start in range(0, len(ordered), _CHECKED_TOGETHER):
                self.where(record_type, id=ordered[start : start + _CHECKED_TOGETHER])

    def slice_of(
        self, record_type: type[R], *, after: str = "", limit: int = 500, with_binned: bool = False
    ) -> tuple[R, ...]:  # fmt: skip
        """The next ``limit`` records by id, for work that goes through all of a kind in short reads."""
        table = TABLES[record_type]
        statement = select(table).where(table.c.id > after)
        if not with_binned:
            statement = statement.where(table.c.binned_at.is_(None))
        with self._archive.read() as connection:
            rows = connection.execute(statement.order_by(table.c.id).limit(limit)).all()
            return tuple(record_from(record_type, row) for row in rows)

    def _with_troubles(self, connection: Connection, records: StoryRecords) -> StoryRecords:
        """The records with what this session found of their kept files."""
        found = self._archive.custody.troubles()
        if not found:
            return replace(records, file_troubles=()) if records.file_troubles else records
        files = [copy.original_file for copy in records.captures if copy.original_file is not None]
        kept = _kept(read_where(connection, OriginalFile, {"id": sorted(set(files))})) if files else ()
        troubles = tuple(FileTrouble(file.id, found[file.sha256]) for file in kept if file.sha256 in found)
        return replace(records, file_troubles=troubles)


def _word(record_type: type[Record]) -> str:
    return kind_of(record_type).replace("_", " ")


def _kept(records: Sequence[R]) -> tuple[R, ...]:
    return tuple(record for record in records if record.binned_at is None)
