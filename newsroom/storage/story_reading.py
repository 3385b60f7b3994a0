"""Everything of one story in one read. Of a story read before, only the rows the log names since are read again."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, select

from newsroom.domain.claim import Claim, Evidence, Override
from newsroom.domain.comment_request import Attempt, CommentRequest
from newsroom.domain.draft import Anchor, Check, Dismissal, Draft, Note
from newsroom.domain.errors import Missing
from newsroom.domain.kinds import kind_of
from newsroom.domain.person import Member, Person
from newsroom.domain.quote import Quote, QuoteUse
from newsroom.domain.record import Record
from newsroom.domain.source import Capture, Derivation, Holding, Publisher, ReliabilityRating, Source, SourceNotice
from newsroom.domain.story import Asset, LogEntry, Receipt, SignOff, Story, Waiver
from newsroom.domain.story_records import StoryRecords
from newsroom.domain.terms import Terms
from newsroom.storage.row_reading import read_one, read_where
from newsroom.storage.schema import COUNTER, TABLES

R = TypeVar("R", bound=Record)
MOST_TOUCHED = 500
"""When more rows changed than this, all is read: asking for each would take as long."""
_OF_STORY: Mapping[str, type[Record]] = {
    "claims": Claim, "requests": CommentRequest, "anchors": Anchor, "assets": Asset, "checks": Check, "notes": Note,
    "dismissals": Dismissal, "sign_offs": SignOff, "waivers": Waiver, "receipts": Receipt, "quote_uses": QuoteUse,
    "holdings": Holding,
}  # fmt: skip
_OF_DESK: Mapping[str, type[Record]] = {
    "members": Member, "derivations": Derivation, "publishers": Publisher, "ratings": ReliabilityRating,
}  # fmt: skip


def story_records(
    connection: Connection, story_id: str, *, known: StoryRecords | None = None, checked: bool = True
) -> StoryRecords:
    """The records of the story as they lie there now. Of ``known``, an earlier reading of this archive, what did not
    change since is taken over as it is. With ``checked`` off the first reading compares no digests."""
    seq = int(connection.execute(select(COUNTER.c.value)).scalar_one())
    touched: Mapping[str, frozenset[str]] | None = None
    if known is not None and known.story.id == story_id and 0 <= known.seq <= seq:
        touched = _touched_since(connection, known.seq)
    reader = _Reader(connection, known if touched is not None else None, touched or {}, checked=checked)
    return reader.records(story_id, seq=seq)


def _touched_since(connection: Connection, seq: int) -> dict[str, frozenset[str]] | None:
    """Kind → ids of the rows changed since; None when there are too many of them."""
    log = TABLES[LogEntry].c
    wanted = select(log.record_kind, log.record).where(log.seq > seq).distinct().limit(MOST_TOUCHED + 1)
    rows = connection.execute(wanted).all()
    if len(rows) > MOST_TOUCHED:
        return None
    found: dict[str, set[str]] = {}
    for kind, record in rows:
        found.setdefault(kind, set()).add(record)
    return {kind: frozenset(ids) for kind, ids in found.items()}


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Which rows outside the story's own belong to it."""

    used: frozenset[str | None]
    held: frozenset[str | None]
    sources: frozenset[str | None]
    linked: frozenset[str | None]
    speakers: frozenset[str | None]
    termed: frozenset[str | None]


class _Reader:
    def __init__(
        self, connection: Connection, known: StoryRecords | None, touched: Mapping[str, frozenset[str]], *,
        checked: bool,
    ) -> None:  # fmt: skip
        self._connection = connection
        self._known = known
        self._touched = touched
        self._checked = checked or known is not None
        self._old = _wanted(_parts_of(known)) if known is not None else None

    def records(self, story_id: str, *, seq: int) -> StoryRecords:
        story, draft = self._story_and_draft(story_id)
        found: dict[str, Any] = {name: self._all(name, kind, story=story_id) for name, kind in _OF_STORY.items()}
        found |= {name: self._all(name, kind) for name, kind in _OF_DESK.items()}
        for name, kind, field, above in (
            ("overrides", Override, "claim", "claims"), ("evidence", Evidence, "claim", "claims"),
            ("attempts", Attempt, "request", "requests"),
        ):  # fmt: skip
            before = _ids(getattr(self._known, above)) if self._known is not None else frozenset[str]()
            found[name] = self._of(name, kind, field, wanted=_ids(found[above]), before=before)
        found["quotes"] = self._quotes(found)
        self._rests_on(found)
        return StoryRecords(story=story, draft=draft, **found, seq=seq)

    def _rests_on(self, found: dict[str, Any]) -> None:
        cited = self._cited(found["evidence"])
        now, old = _wanted({**found, "captures": cited}), self._old
        for name, kind, field, wanted, before in (
            ("sources", Source, "id", now.sources | now.linked, old and old.sources | old.linked),
            ("captures", Capture, "source", now.sources, old and old.sources),
            ("notices", SourceNotice, "source", now.sources | now.linked, old and old.sources | old.linked),
            ("people", Person, "id", now.speakers, old and old.speakers),
            ("terms", Terms, "record", now.termed, old and old.termed),
        ):
            found[name] = self._of(name, kind, field, wanted=wanted, before=before or frozenset[str | None]())

    def _story_and_draft(self, story_id: str) -> tuple[Story, Draft]:
        known, touched = self._known, self._touched
        story = known.story if known is not None else None
        if story is None or story_id in touched.get("story", ()):
            story = read_one(self._connection, Story, story_id)
        if story is None:
            raise Missing(f"There is no story {story_id} on this desk.")
        if known is not None and known.draft.id not in touched.get("draft", ()):
            return story, known.draft
        drafts = [one for one in self._rows(Draft, {"story": story_id}) if one.binned_at is None]
        if not drafts:
            raise Missing(f"There is no draft of story {story_id} on this desk.")
        return story, drafts[0]

    def _all(self, name: str, record_type: type[R], **where: str) -> tuple[R, ...]:
        """The records of the story, or, without ``where``, of the desk."""
        if self._known is None:
            return self._kept(self._rows(record_type, where))
        fresh = self._fresh(record_type)
        if fresh is None:
            return getattr(self._known, name)
        there = [one for one in fresh if all(getattr(one, field) == value for field, value in where.items())]
        return self._patched(name, record_type, there)

    def _of(
        self, name: str, record_type: type[R], field: str, *, wanted: frozenset[Any], before: frozenset[Any]
    ) -> tuple[R, ...]:
        """The records whose ``field`` is one of ``wanted``; ``before``: those wanted in the reading known."""
        fresh = self._fresh(record_type)
        added = wanted - before - {None}
        if self._known is not None and fresh is None and wanted == before:
            return getattr(self._known, name)
        new = self._kept(self._rows(record_type, {field: sorted(added)})) if added else ()
        if self._known is None:
            return new
        there = [*(one for one in fresh or () if getattr(one, field) in wanted), *new]
        return self._patched(name, record_type, there, stays=lambda one: getattr(one, field) in wanted)

    def _quotes(self, found: Mapping[str, Any]) -> tuple[Quote, ...]:
        """Those used, then those taken from a copy, which wait in the story's file until somebody uses them."""
        used = _used(found)
        held = frozenset(one.source for one in cast("tuple[Holding, ...]", found["holdings"]))
        old_used = self._old.used if self._old is not None else frozenset[str | None]()
        old_held = self._old.held if self._old is not None else frozenset[str | None]()
        waiting = self._of("quotes", Quote, "source", wanted=held, before=old_held)
        if self._known is None:
            by_use = self._used_first(used, waiting)
        else:
            by_use = self._of("quotes", Quote, "id", wanted=used, before=old_used)
        if self._known is not None and by_use is waiting:
            return self._known.quotes
        rest = (one for one in waiting if one.source in held and not one.proposed and one.id not in used)
        quotes = (*(one for one in by_use if one.id in used), *rest)
        return self._known.quotes if self._known is not None and self._known.quotes == quotes else quotes

    def _used_first(self, used: frozenset[str | None], waiting: tuple[Quote, ...]) -> tuple[Quote, ...]:
        """The quotes used, of which most were read with the story's sources already."""
        there = [one for one in waiting if one.id in used]
        missing = used - {one.id for one in there} - {None}
        read = self._kept(self._rows(Quote, {"id": sorted(cast("frozenset[str]", missing))})) if missing else ()
        return tuple(sorted([*there, *read], key=_in_order)) if read else tuple(there)

    def _cited(self, evidence: Iterable[Evidence]) -> tuple[Capture, ...]:
        """The copies that evidence names itself: their sources belong to the story."""
        ids = {item.capture for item in evidence if item.capture is not None}
        if not ids:
            return ()
        known = {one.id: one for one in self._known.captures} if self._known is not None else dict[str, Capture]()
        missing = {one for one in ids if one not in known} | (ids & self._touched.get("capture", frozenset()))
        read = self._kept(self._rows(Capture, {"id": sorted(missing)})) if missing else ()
        return (*(known[one] for one in ids - missing), *read)

    def _fresh(self, record_type: type[R]) -> tuple[R, ...] | None:
        """The rows of a kind that were touched, as they are now; None when none was."""
        ids = self._touched.get(kind_of(record_type))
        return self._kept(self._rows(record_type, {"id": sorted(ids)})) if ids else None

    def _patched(
        self, name: str, record_type: type[R], there: Iterable[R], *, stays: Callable[[R], bool] = lambda _: True
    ) -> tuple[R, ...]:
        touched = self._touched.get(kind_of(record_type), frozenset())
        before = cast("tuple[R, ...]", getattr(self._known, name))
        rows = {one.id: one for one in before if one.id not in touched and stays(one)}
        rows |= {one.id: one for one in there}
        after = tuple(sorted(rows.values(), key=_in_order))
        return before if after == before else after

    def _rows(self, record_type: type[R], where: Mapping[str, object]) -> tuple[R, ...]:
        return read_where(self._connection, record_type, where, checked=self._checked)

    def _kept(self, records: Iterable[R]) -> tuple[R, ...]:
        return tuple([record for record in records if record.binned_at is None])


def _in_order(record: Record) -> tuple[str, str]:
    """Oldest first, as the rows are read."""
    return record.created_at, record.id


def _ids(records: Iterable[Record]) -> frozenset[str]:
    return frozenset(one.id for one in records)


def _used(found: Mapping[str, Any]) -> frozenset[str | None]:
    evidence, uses = cast("tuple[Evidence, ...]", found["evidence"]), cast("tuple[QuoteUse, ...]", found["quote_uses"])
    return frozenset(item.quote for item in evidence) | frozenset(use.quote for use in uses)


def _wanted(found: Mapping[str, Any]) -> _Wanted:
    """``found`` by the names of ``StoryRecords``; of its captures only those that evidence names count."""
    evidence, quotes = cast("tuple[Evidence, ...]", found["evidence"]), cast("tuple[Quote, ...]", found["quotes"])
    links = cast("tuple[Derivation, ...]", found["derivations"])
    held = frozenset(one.source for one in cast("tuple[Holding, ...]", found["holdings"]))
    named = {item.capture for item in evidence}
    cited = {one.source for one in cast("tuple[Capture, ...]", found["captures"]) if one.id in named}
    sources = held | {item.source for item in evidence} | {one.source for one in quotes} | cited
    speakers = frozenset(one.speaker for one in quotes)
    return _Wanted(
        used=_used(found),
        held=held,
        sources=sources,
        linked=frozenset(one.parent for one in links) | {one.child for one in links},
        speakers=speakers,
        termed=sources | speakers | {one.id for one in quotes},
    )


def _parts_of(records: StoryRecords) -> dict[str, Any]:
    """What ``_wanted`` looks at."""
    names = ("evidence", "quote_uses", "quotes", "derivations", "holdings", "captures")
    return {name: getattr(records, name) for name in names}
