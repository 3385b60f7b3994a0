"""Get, find, add, put, remove: the only way rows are written. Each row is noted before and after, which is all that
undo, the log and the listeners need."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Dialect, Update, bindparam, delete, insert, select, update

from newsroom.domain.changes import RowChange
from newsroom.domain.draft import Anchor, Draft, Revision
from newsroom.domain.errors import BadInput, Missing
from newsroom.domain.ids import Ids, short_id, timestamp
from newsroom.domain.kinds import check_values, kind_of
from newsroom.domain.person import Identity, IdentityAlias, Person
from newsroom.domain.record import Record
from newsroom.domain.story import LogEntry
from newsroom.storage import search
from newsroom.storage.digest import digest_of_stored
from newsroom.storage.row_reading import read_one, read_where
from newsroom.storage.schema import COUNTER, TABLES, digest_of, field_names, stored_values, values_of

R = TypeVar("R", bound=Record)

_VALUES_NEVER_LOGGED: frozenset[type[Record]] = frozenset({Draft, Revision, Anchor, Identity, IdentityAlias})
_BOOKKEEPING = frozenset({"id", "version", "created_at", "changed_at"})


@cache
def _insert(record_type: type[Record], dialect: Dialect) -> str:
    """The statement as the driver takes it, its values in the order of the columns."""
    return str(insert(TABLES[record_type]).compile(dialect=dialect))


@cache
def _update(record_type: type[Record]) -> Update:
    table = TABLES[record_type]
    return update(table).where(table.c.id == bindparam("row_id"))


class Transaction:
    """What an operation works on. Lives for one commit, in the writer's thread."""

    def __init__(self, connection: Connection, *, ids: Ids, actor: str, reason: str = "") -> None:
        self.actor = actor
        self.reason = reason
        self.ids = ids
        moment = ids.clock()
        self.now = timestamp(moment)
        self.today = moment.date()
        self._connection = connection
        self._noted: dict[tuple[type[Record], str], tuple[Record | None, Record | None]] = {}
        self._seq: int | None = None
        self._forgotten: set[str] = set()
        self._drafts: dict[str, tuple[Draft, ...]] = {}

    @property
    def connection(self) -> Connection:
        """For the modules of storage alone; an operation puts and removes records."""
        return self._connection

    def forget_values(self, record_ids: Iterable[str]) -> None:
        """For purge: the log will say that these records were changed, never what they said."""
        self._forgotten.update(record_ids)

    def get(self, record_type: type[R], record_id: str) -> R:
        """The record, or ``Missing``."""
        record = self.peek(record_type, record_id)
        if record is None:
            raise Missing(f"The {kind_of(record_type).replace('_', ' ')} {short_id(record_id)} is not on this desk.")
        return record

    def peek(self, record_type: type[R], record_id: str) -> R | None:
        """The record, or None when the desk does not have it."""
        return read_one(self._connection, record_type, record_id)

    def find(self, record_type: type[R], **where: object) -> tuple[R, ...]:
        """The records whose fields equal ``where``; a tuple as value means: one of these. Binned ones included."""
        return read_where(self._connection, record_type, where)

    def drafts_of(self, story_id: str) -> tuple[Draft, ...]:
        """The words of a story as they are now; however often an operation asks, they are read and compared with their
        digest once."""
        if story_id not in self._drafts:
            self._drafts[story_id] = self.find(Draft, story=story_id)
        return self._drafts[story_id]

    def add(self, record_type: type[R], **values: object) -> R:
        """A new record with a fresh id and version 1."""
        return self.add_all(record_type, (values,))[0]

    def add_silently(self, record_type: type[R], **values: object) -> R:
        """Like ``add``, for what is kept beside an act and is no part of it: not logged, not told, not undone."""
        return self._add_rows(record_type, (values,), noted=False)[0]

    def add_all(self, record_type: type[R], rows: Iterable[Mapping[str, object]]) -> tuple[R, ...]:
        """New records by one statement; fields left out take their defaults, a missing ``id`` is made."""
        return self._add_rows(record_type, rows, noted=True)

    def _add_rows(self, record_type: type[R], rows: Iterable[Mapping[str, object]], *, noted: bool) -> tuple[R, ...]:
        make = cast("Any", record_type)
        records: list[R] = [
            make(
                **{"id": self.ids.new(), **values, "version": 1, "created_at": self.now, "changed_at": self.now},
                binned_at=None,
            )
            for values in rows
        ]
        self._insert_rows(record_type, records, noted=noted)
        return tuple(records)

    def put(self, record: R) -> R:
        """Stores a changed record under the next version; one that equals what is stored is left alone."""
        record_type = type(record)
        current = self.get(record_type, record.id)
        if same_content(current, record):
            return current
        stored = replace(record, version=current.version + 1, created_at=current.created_at, changed_at=self.now)
        _check(stored)
        values = {**values_of(stored), "digest": digest_of(stored), "row_id": stored.id}
        self._connection.execute(_update(record_type), values)
        search.reindex(self._connection, current, stored)
        self._note(current, stored)
        return stored

    def bring_back(self, record: R) -> R:
        """Puts a removed record back as it was, under the next version: the undo of ``remove``."""
        stored = replace(record, version=record.version + 1, changed_at=self.now)
        self._insert_rows(type(record), [stored])
        return stored

    def remove(self, record: Record) -> None:
        """Takes the row out. People bin records; rows go only by undo and purge."""
        record_type = type(record)
        current = self.get(record_type, record.id)
        self._connection.execute(delete(TABLES[record_type]).where(TABLES[record_type].c.id == record.id))
        search.remove_from_index(self._connection, (record.id,))
        self._note(current, None)

    def next_seq(self) -> int:
        """The next number of the archive's one counter."""
        if self._seq is None:
            self._seq = int(self._connection.execute(select(COUNTER.c.value)).scalar_one())
        self._seq += 1
        return self._seq

    def rows(self) -> tuple[RowChange, ...]:
        """What was changed so far, in the order the rows were first touched."""
        return tuple(
            RowChange(kind=kind_of(record_type), id=record_id, before=before, after=after)
            for (record_type, record_id), (before, after) in self._noted.items()
            if before is not after
        )

    def finish(self) -> int:
        """Writes the log of what was done and the counter; returns the seq of the whole change."""
        entries = [entry for row in self.rows() for entry in self._log_entries(row)]
        if entries:
            self._insert_rows(LogEntry, entries, noted=False)
        seq = self.next_seq()
        self._connection.execute(update(COUNTER).values(value=seq))
        return seq

    def _insert_rows(self, record_type: type[R], records: Sequence[R], *, noted: bool = True) -> None:
        if not records:
            return
        rows: list[tuple[object, ...]] = []
        for record in records:
            _check(record)
            values = stored_values(record)
            rows.append((*values, digest_of_stored(values)))
        # Values as they are stored go straight to the driver: the digest was made of the very same.
        self._connection.exec_driver_sql(_insert(record_type, self._connection.dialect), rows)
        search.add_to_index(self._connection, records)
        if noted:
            for record in records:
                self._note(None, record)

    def _note(self, before: Record | None, after: Record | None) -> None:
        record = after if after is not None else before
        if record is None:
            return
        if isinstance(record, Draft):
            self._drafts.clear()
        key = (type(record), record.id)
        first = self._noted[key][0] if key in self._noted else before
        if first is None and after is None:
            del self._noted[key]
        else:
            self._noted[key] = (first, after)

    def _log_entries(self, row: RowChange) -> list[LogEntry]:
        record = row.after if row.after is not None else row.before
        if record is None:
            return []
        if row.before is None or row.after is None:
            word = "created" if row.before is None else "removed"
            return [self._log_entry(row, field="", after=word)]
        secret = (
            row.id in self._forgotten
            or type(record) in _VALUES_NEVER_LOGGED
            or (isinstance(row.after, Person) and (row.after.protected or cast("Person", row.before).protected))
        )
        entries: list[LogEntry] = []
        for name in field_names(type(record)):
            old, new = getattr(row.before, name), getattr(row.after, name)
            if name in _BOOKKEEPING or old == new:
                continue
            entries.append(
                self._log_entry(row, field=name)
                if secret
                else self._log_entry(row, field=name, before=_logged(old), after=_logged(new))
            )
        return entries

    def _log_entry(
        self, row: RowChange, *, field: str, before: str | None = None, after: str | None = None
    ) -> LogEntry:
        return LogEntry(
            self.ids.new(), 1, self.now, self.now, None, self.next_seq(), self.actor, self.now,
            row.kind, row.id, field, before, after, self.reason,
        )  # fmt: skip


def same_content(left: Record, right: Record) -> bool:
    """Whether two records are equal but for ``version`` and ``changed_at``."""
    return replace(left, version=right.version, changed_at=right.changed_at) == right


def _logged(value: object) -> str | None:
    return None if value is None else str(value)


def _check(record: Record) -> None:
    check_values(record)
    names = field_names(type(record))
    values = [getattr(record, name) for name in names]
    if _storable("".join([value for value in values if isinstance(value, str)])):
        return
    for name, value in zip(names, values, strict=True):
        if isinstance(value, str) and not _storable(value):
            raise BadInput(
                f"The {name} of a {kind_of(type(record)).replace('_', ' ')} holds a NUL or half of a surrogate pair, "
                "which no archive can store. Replace that character and try again."
            )


def _storable(value: str) -> bool:
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return "\x00" not in value
