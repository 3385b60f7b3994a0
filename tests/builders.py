"""Small functions that make desks and records for tests. All names, outlets and sentences are invented."""

import hashlib
import random
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar, cast, get_args, get_origin

from newsroom.desk.desk import Desk
from newsroom.domain.claim import Evidence
from newsroom.domain.draft import Draft
from newsroom.domain.ids import Ids
from newsroom.domain.kinds import RECORD_TYPES, field_types, record_type_of, without_none
from newsroom.domain.record import Record, References
from newsroom.domain.story import LogEntry, Story
from newsroom.storage.archive import Archive
from newsroom.storage.opening import open_archive
from newsroom.storage.schema import TABLES, record_from
from newsroom.storage.transaction import Transaction

R = TypeVar("R", bound=Record)

START = datetime(2025, 10, 5, 9, 30, tzinfo=UTC)
COMMON_FIELDS = frozenset(field.name for field in fields(Record))
KINDS_PEOPLE_WRITE: tuple[type[Record], ...] = tuple(kind for kind in RECORD_TYPES if kind is not LogEntry)
"""Every kind of record but the log, which is only ever written by the archive itself."""

WORDS = (
    "harbour", "ferry", "council", "Ottilie Brandvik", "the Tarnby Courier", "pier nine", "“not one krone”",
    "1.4 million", "naïve", "Ærø", "שלום", "ميناء", "渡し船", "🛳️", "e\u0301tude", "50 %", "—", "\u2066mixed\u2069",
    "O'Hare", '"',
)  # fmt: skip


def steady_ids(seed: int = 0, *, start: datetime = START) -> Ids:
    """Ids that come out the same each run: a clock that goes on by 10 ms at each look, and counted random bytes."""
    numbers = random.Random(seed)
    looks = iter(range(1 << 40))
    return Ids(clock=lambda: start + timedelta(milliseconds=10 * next(looks)), entropy=numbers.randbytes)


def new_desk(folder: Path, *, ids: Ids | None = None, actor: str = "Sanne Ulvaeus") -> Desk:
    """A desk in ``folder``, made when it is not there."""
    return Desk(open_archive(folder, ids=ids, create=True), actor=actor)


def sha256_of_text(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8")).hexdigest()


def add_story(
    tx: Transaction, *, slug: str = "harbour-ferry", text: str = "The ferry was late."
) -> tuple[Story, Draft]:
    """A story and its draft."""
    story = tx.add(Story, slug=slug, headline=slug.replace("-", " ").capitalize())
    return story, tx.add(Draft, story=story.id, text=text, sha256=sha256_of_text(text))


def rewrite(tx: Transaction, draft_id: str, text: str) -> Draft:
    """Stores other words in a draft."""
    return tx.put(replace(tx.get(Draft, draft_id), text=text, sha256=sha256_of_text(text)))


def random_words(rng: random.Random, *, most: int = 8) -> str:
    return " ".join(rng.choice(WORDS) for _ in range(rng.randint(0, most)))


def random_record(tx: Transaction, record_type: type[R], rng: random.Random) -> R:
    """A new record with values of every kind its fields allow; what it must point at is made when it is not there."""
    return tx.add(record_type, **random_values(tx, record_type, rng))


def changed_record(tx: Transaction, record: R, rng: random.Random) -> R:
    """``record`` with one to three of its fields drawn anew; not stored."""
    names = [name for name in field_types(type(record)) if name not in COMMON_FIELDS]
    chosen = rng.sample(names, k=min(len(names), rng.randint(1, 3)))
    changes: dict[str, Any] = {name: random_value(tx, type(record), name, rng) for name in chosen}
    return replace(record, **changes)


def random_values(tx: Transaction, record_type: type[Record], rng: random.Random) -> dict[str, object]:
    """A value for each field of its own that a record of this kind has."""
    values = {
        name: random_value(tx, record_type, name, rng) for name in field_types(record_type) if name not in COMMON_FIELDS
    }
    if record_type is Evidence:
        rests_on = rng.choice(("source", "quote", "capture"))
        values |= {
            name: _target(tx, name, rng) if name == rests_on else None for name in ("source", "quote", "capture")
        }
    return values


def random_value(tx: Transaction, record_type: type[Record], name: str, rng: random.Random) -> object:
    """A value the field allows; where None is allowed, often None."""
    inner, optional = without_none(field_types(record_type)[name])
    if optional and rng.random() < 0.4:
        return None
    if get_origin(inner) is Annotated:
        mark = next(mark for mark in get_args(inner)[1:] if isinstance(mark, References))
        return _target(tx, mark.table, rng, make=not optional)
    if get_origin(inner) is Literal:
        return rng.choice(get_args(inner))
    if get_origin(inner) is tuple:
        return tuple(random_words(rng, most=3) for _ in range(rng.randint(0, 4)))
    if inner is bool:
        return rng.random() < 0.5
    if inner is int:
        return rng.randint(-3, 1 << 40)
    return random_words(rng)


def _target(tx: Transaction, kind: str, rng: random.Random, *, make: bool = True) -> str | None:
    target = record_type_of(kind)
    there = tx.find(target)
    if there and (not make or rng.random() < 0.8):
        return rng.choice(there).id
    return random_record(tx, target, rng).id if make else None


def every_word_of(record_type: type[Record]) -> Iterator[tuple[str, object]]:
    """Each (field, word) of the lists of values a record's fields are drawn from."""
    for name, annotation in field_types(record_type).items():
        inner, _ = without_none(annotation)
        if get_origin(inner) is Literal:
            yield from ((name, word) for word in get_args(inner))


def everything(archive: Archive) -> dict[str, dict[str, Record]]:
    """Kind → id → record, of all that is on a desk, the log left out."""
    found: dict[str, dict[str, Record]] = {}
    with archive.read() as connection:
        for kind in KINDS_PEOPLE_WRITE:
            rows = connection.execute(TABLES[kind].select()).all()
            found[TABLES[kind].name] = {row.id: record_from(cast("type[Record]", kind), row) for row in rows}
    return found


def log_of(archive: Archive) -> tuple[LogEntry, ...]:
    """The whole log, by its numbers."""
    table = TABLES[LogEntry]
    with archive.read() as connection:
        return tuple(record_from(LogEntry, row) for row in connection.execute(table.select().order_by(table.c.seq)))
