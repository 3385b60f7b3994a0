"""The log of one record as sentences: who changed what from what to what, and when. Values of protected people are
never shown, also those written before they were protected."""

import ast
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from newsroom.domain.errors import Missing
from newsroom.domain.ids import is_id
from newsroom.domain.kinds import field_types, kind_of, without_none
from newsroom.domain.person import Identity, IdentityAlias, Member, Organization, Person
from newsroom.domain.quote import Quote
from newsroom.domain.readiness_point import shown
from newsroom.domain.record import Record
from newsroom.domain.source import Publisher, Source
from newsroom.domain.story import LogEntry, Story
from newsroom.domain.wording import (
    AUTHORITY_NAMES,
    GRADE_NAMES,
    HOLDING_NAMES,
    KIND_NAMES,
    LEVEL_NAMES,
    SOURCE_TYPE_NAMES,
    STAGE_NAMES,
    STANCE_NAMES,
    TERMS_NAMES,
    plain,
)
from newsroom.storage.queries import Queries

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SHOWN = 60
_FIELD_WORDS: Mapping[str, str] = {
    "url": "address", "accessed_at": "day it was looked at",
    "embargo_until": "embargo", "upstream_sourcing": "word on its own sources", "said_at": "day it was said",
    "about_date": "day it speaks of", "happened": "day it happened", "as_of": "day it speaks of",
    "reliability_override": "reliability", "first_hand": "first-hand mark", "corrected": "correction",
    "code_name": "code name", "original_file": "kept file", "proposed": "proposal",
}  # fmt: skip
_VALUE_WORDS: tuple[Mapping[Any, str], ...] = (
    SOURCE_TYPE_NAMES, STANCE_NAMES, AUTHORITY_NAMES, TERMS_NAMES, KIND_NAMES, STAGE_NAMES, HOLDING_NAMES,
    LEVEL_NAMES, GRADE_NAMES,
)  # fmt: skip
_NAMES: Mapping[type[Record], Callable[[Record], str]] = {
    Source: lambda one: one.title if isinstance(one, Source) else "",
    Story: lambda one: one.headline or one.slug if isinstance(one, Story) else "",
    Publisher: lambda one: one.name if isinstance(one, Publisher) else "",
    Organization: lambda one: one.name if isinstance(one, Organization) else "",
    Quote: lambda one: one.verbatim if isinstance(one, Quote) else "",
    Person: lambda one: (one.code_name if one.protected else one.name) if isinstance(one, Person) else "",
}


@dataclass(frozen=True, slots=True)
class LogLine:
    """One entry of the log, readable: ``seq`` is its order, ``at`` the stored moment."""

    seq: int
    at: str
    words: str


def log_lines(
    queries: Queries, record: Record, *, zone: tzinfo | None = None, limit: int = 200
) -> tuple[LogLine, ...]:  # fmt: skip
    """The newest ``limit`` entries about a record, newest first. ``zone``: in which the times are given; None: that of
    this machine."""
    told = _Teller(queries, record, zone)
    return tuple(LogLine(entry.seq, entry.at, told.words(entry)) for entry in queries.log(record.id, limit=limit))


class _Teller:
    """Words an entry; looks up the names of the records it points at, each once."""

    def __init__(self, queries: Queries, record: Record, zone: tzinfo | None) -> None:
        self._record = record
        self._zone = zone
        self._queries = queries
        self._kind = plain(kind_of(type(record)))
        self._secret = isinstance(record, Identity | IdentityAlias) or (isinstance(record, Person) and record.protected)
        self._members = {member.id: member.name for member in queries.where(Member)}
        self._fields = field_types(type(record))
        self._known: dict[str, str] = {}

    def words(self, entry: LogEntry) -> str:
        who = self._members.get(entry.actor) or ("Somebody" if is_id(entry.actor) else entry.actor or "Somebody")
        return f"{who} {self._act(entry)}, {moment_in_short(entry.at, zone=self._zone)}"

    def _act(self, entry: LogEntry) -> str:
        if not entry.field:
            return f"added this {self._kind}" if entry.after == "created" else f"removed this {self._kind}"
        if entry.field == "binned_at":
            there = entry.after is not None or (self._secret and self._record.binned_at is not None)
            return f"laid this {self._kind} in the bin" if there else f"took this {self._kind} out of the bin"
        name = _FIELD_WORDS.get(entry.field, plain(entry.field))
        if self._secret or (entry.before is None and entry.after is None):
            return f"changed the {name}"
        if entry.field == "proposed" and entry.after == "False":
            return f"took this {self._kind}, which was a proposal"
        if entry.field == "to_confirm":
            return _confirmed(entry)
        before, after = self._value(entry.field, entry.before), self._value(entry.field, entry.after)
        if not before:
            return f"set the {name} to {after}"
        return f"changed the {name} from {before} to {after}" if after else f"took the {name} {before} away"

    def _value(self, field: str, stored: str | None) -> str:
        if stored is None or stored in ("", "()"):
            return ""
        inner, _ = without_none(self._fields.get(field, str))
        if stored in ("True", "False"):
            return "yes" if stored == "True" else "no"
        if inner is not str and is_id(stored):
            return self._named(stored)
        if stored.startswith("(") and stored.endswith(")"):
            return ", ".join(_FIELD_WORDS.get(word, plain(word)) for word in _words_of(stored)) or stored
        if inner is not str:
            known = (names[stored] for names in _VALUE_WORDS if stored in names)
            return next(known, plain(stored))
        return stored if _is_date(stored) else shown(stored, limit=_SHOWN)

    def _named(self, record_id: str) -> str:
        """What a record pointed at is called; nothing of it is shown where it has no name."""
        if record_id not in self._known:
            self._known[record_id] = self._members.get(record_id) or self._look_up(record_id)
        return self._known[record_id]

    def _look_up(self, record_id: str) -> str:
        for record_type, name in _NAMES.items():
            with suppress(Missing):
                return shown(name(self._queries.get(record_type, record_id)), limit=_SHOWN)
        return "another record"


def _confirmed(entry: LogEntry) -> str:
    before, after = set(_words_of(entry.before or "()")), set(_words_of(entry.after or "()"))
    names = ", ".join(_FIELD_WORDS.get(word, plain(word)) for word in sorted(before - after or after - before))
    return f"confirmed: {names}" if before - after else f"left to be confirmed: {names}"


def moment_in_short(stored: str, *, zone: tzinfo | None = None) -> str:
    """``12 Mar 2025, 10:05`` of a stored moment."""
    try:
        moment = datetime.fromisoformat(stored).astimezone(zone)
    except ValueError:
        return stored
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}, {moment:%H:%M}"


def _words_of(stored: str) -> Iterable[str]:
    try:
        found: object = ast.literal_eval(stored)
    except (ValueError, SyntaxError):
        return ()
    return [str(word) for word in found] if isinstance(found, tuple) else ()  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]


def _is_date(stored: str) -> bool:
    return len(stored) in (4, 7, 10, 16) and stored[:4].isdigit() and not stored.strip("0123456789-:T")
