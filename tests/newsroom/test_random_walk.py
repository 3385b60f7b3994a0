"""Random walks over every kind of record: operations, undo and redo against a model that is a plain dictionary."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, cast

import pytest
from sqlalchemy import text

from newsroom.desk.desk import Desk
from newsroom.domain.changes import Changes
from newsroom.domain.errors import Refused, StaleUndo
from newsroom.domain.folding import fold
from newsroom.domain.kinds import field_types, kind_of, record_type_of
from newsroom.domain.person import Person
from newsroom.domain.record import Record, References
from newsroom.domain.story import LogEntry
from newsroom.storage.schema import TABLES, record_from
from newsroom.storage.search import words_of
from newsroom.storage.transaction import Transaction
from tests.builders import KINDS_PEOPLE_WRITE, changed_record, everything, log_of, new_desk, random_record, steady_ids

WALKS = 60
STEPS = 150
WHOLE_CHECK_EVERY = 50

Key = tuple[str, str]
Model = dict[Key, Record]
Rows = dict[Key, Record | None]

NEVER_TOLD = {"draft", "revision", "anchor", "identity", "identity_alias"}


class Interrupted(Exception):
    """What a failing operation raises midway."""


class Watched:
    """A transaction that writes down what was asked of it: the model's own account, taken before the archive's."""

    def __init__(self, tx: Transaction, asked: Rows) -> None:
        self._tx = tx
        self._asked = asked

    def __getattr__(self, name: str) -> Any:
        return getattr(self._tx, name)

    def add(self, record_type: type[Record], **values: object) -> Record:
        record = self._tx.add(record_type, **values)
        for name, value in values.items():
            assert getattr(record, name) == value
        self._asked[kind_of(record_type), record.id] = record
        return record

    def put(self, record: Record) -> None:
        self._tx.put(record)
        self._asked[kind_of(type(record)), record.id] = record

    def remove(self, record: Record) -> None:
        self._tx.remove(record)
        self._asked[kind_of(type(record)), record.id] = None


@cache
def links_of(record_type: type[Record]) -> tuple[tuple[str, str], ...]:
    """(field, kind) of each field that points at another record."""
    found: list[tuple[str, str]] = []
    for name in field_types(record_type):
        for key in TABLES[record_type].c[name].foreign_keys:
            found.append((name, key.column.table.name))
    return tuple(found)


def is_whole(model: Model) -> bool:
    """Whether every link leads to a record that is there."""
    return all(
        (target := getattr(record, name)) is None or (kind, target) in model
        for record in model.values()
        for name, kind in links_of(type(record))
    )


def plain(record: Record | None) -> Record | None:
    """The content: ``version`` and ``changed_at`` count up with every undo too."""
    return None if record is None else replace(record, version=0, changed_at="")


def after(model: Model, rows: Rows) -> Model:
    return {key: record for key, record in (model | rows).items() if record is not None}


@dataclass(slots=True)
class Turn:
    """One thing that was done: what to revert, and the rows before and after it as the model knew them."""

    changes: Changes
    before: Rows
    after: Rows


@dataclass
class Walk:
    desk: Desk
    rng: random.Random
    model: Model = field(default_factory=dict)
    undone: list[Turn] = field(default_factory=list)
    done: list[Turn] = field(default_factory=list)
    last_seq: int = 0
    told: list[Changes] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def step(self) -> None:
        """One step of the walk, drawn by lot."""
        steps: tuple[tuple[int, Callable[[], None]], ...] = (
            (22, lambda: self.operate((self.add,))), (22, lambda: self.operate((self.change,))),
            (7, lambda: self.operate((self.bin_or_unbin,))), (7, lambda: self.operate((self.remove,))),
            (12, self.several), (5, self.fail), (14, self.undo), (9, self.redo), (4, self.meddle_and_undo),
        )  # fmt: skip
        weights = [weight for weight, _ in steps]
        self.rng.choices([act for _, act in steps], weights)[0]()

    # What an operation may do to one row.

    def add(self, tx: Watched, asked: Rows) -> None:
        random_record(cast("Transaction", tx), self.rng.choice(KINDS_PEOPLE_WRITE), self.rng)

    def change(self, tx: Watched, asked: Rows) -> None:
        if record := self.any_of(asked):
            tx.put(changed_record(cast("Transaction", tx), record, self.rng))

    def bin_or_unbin(self, tx: Watched, asked: Rows) -> None:
        if record := self.any_of(asked):
            tx.put(replace(record, binned_at=None if record.binned_at else tx.now))

    def remove(self, tx: Watched, asked: Rows) -> None:
        if record := self.any_of(asked):
            tx.remove(record)

    def any_of(self, asked: Rows) -> Record | None:
        """A record that is there just now, more often a late one: nothing rests on it yet."""
        there = list(after(self.model, asked).values())
        if not there:
            return None
        return self.rng.choice(there[-10:]) if self.rng.random() < 0.5 else self.rng.choice(there)

    # The steps.

    def several(self) -> None:
        acts = (self.add, self.add, self.change, self.change, self.bin_or_unbin, self.remove)
        self.operate(tuple(self.rng.choices(acts, k=self.rng.randint(2, 5))))

    def operate(self, acts: tuple[Callable[[Watched, Rows], None], ...]) -> Turn | None:
        """Runs an operation of some acts; what it must come to is known from what was asked of the transaction."""
        asked: Rows = {}

        def operation(tx: Transaction) -> None:
            watched = Watched(tx, asked)
            for act in acts:
                act(watched, asked)

        try:
            changes = self.desk.run("Step", operation).changes
        except Refused:
            assert not is_whole(after(self.model, asked))
            self.counts["refused"] += 1
            self.check_all()
            return None
        assert is_whole(after(self.model, asked))
        turn = self.took_place(changes, asked)
        if turn is not None:
            self.done.append(turn)
            self.undone.clear()
        return turn

    def fail(self) -> None:
        asked: Rows = {}

        def operation(tx: Transaction) -> None:
            watched = Watched(tx, asked)
            for act in (self.add, self.change, self.remove):
                act(watched, asked)
            raise Interrupted

        with pytest.raises(Interrupted):
            self.desk.run("Fail", operation)
        self.counts["failed"] += 1
        self.check_all()

    def undo(self) -> None:
        if self.done:
            self.turn_back(self.done.pop(), self.undone)

    def redo(self) -> None:
        if self.undone:
            self.turn_back(self.undone.pop(), self.done)

    def meddle_and_undo(self) -> None:
        """Another stack changes a row of the newest step, which can then not be taken back."""
        if not self.done:
            return
        keys = [key for key in self.done[-1].after if key in self.model]
        if not keys:
            return
        record = self.model[self.rng.choice(keys)]
        changed = replace(record, binned_at="another stack was here")
        asked: Rows = {(kind_of(type(record)), record.id): changed}
        self.took_place(self.desk.run("Meddle", lambda tx: tx.put(changed)).changes, asked)
        self.counts["meddled"] += 1
        self.undo()

    def turn_back(self, turn: Turn, other_stack: list[Turn]) -> None:
        fits = all(plain(self.model.get(key)) == plain(record) for key, record in turn.after.items())
        whole = is_whole(after(self.model, turn.before))
        try:
            changes = self.desk.revert(turn.changes)
        except StaleUndo:
            assert not fits
            self.counts["stale"] += 1
        except Refused:
            assert fits
            assert not whole
            self.counts["undo refused"] += 1
        else:
            assert fits
            assert whole
            back = self.took_place(changes, turn.before)
            if back is not None:
                other_stack.append(back)
            self.counts["turned"] += 1
        self.check_all()

    # What must be true afterwards.

    def took_place(self, changes: Changes, asked: Rows) -> Turn | None:
        """Takes what was asked into the model, and checks what the archive says it did."""
        before = {key: self.model.get(key) for key in asked}
        differing = {key for key in asked if plain(before[key]) != plain(asked[key])}
        assert {(row.kind, row.id) for row in changes.rows} >= differing
        for row in changes.rows:
            assert plain(row.before) == plain(before[row.kind, row.id])
            assert plain(row.after) == plain(asked[row.kind, row.id])
        self.check_log(changes, {key: (before[key], asked[key]) for key in differing})
        self.model = after(self.model, asked)
        if not changes.rows:
            return None
        assert self.told[-1] is changes
        # A row put as it was is no change, and nothing that happens to it later makes the step stale.
        told = {(row.kind, row.id) for row in changes.rows}
        return Turn(changes, {key: before[key] for key in told}, {key: asked[key] for key in told})

    def check_log(self, changes: Changes, differing: dict[Key, tuple[Record | None, Record | None]]) -> None:
        table = TABLES[LogEntry]
        with self.desk.archive.read() as connection:
            rows = connection.execute(table.select().where(table.c.seq > self.last_seq).order_by(table.c.seq)).all()
        entries = [record_from(LogEntry, row) for row in rows]
        numbers = [self.last_seq, *(entry.seq for entry in entries), changes.seq]
        assert numbers == sorted(set(numbers))
        self.last_seq = changes.seq
        wanted = {(*key, name) for key, (old, new) in differing.items() for name in fields_to_log(old, new)}
        assert {(entry.record_kind, entry.record, entry.field) for entry in entries} == wanted
        assert len(entries) == len(wanted)
        for entry in entries:
            old, new = differing[entry.record_kind, entry.record]
            people = [record for record in (old, new) if isinstance(record, Person)]
            if entry.field and (entry.record_kind in NEVER_TOLD or any(person.protected for person in people)):
                assert (entry.before, entry.after) == (None, None)

    def check_all(self) -> None:
        """The archive holds what the model holds, no more and no less."""
        held = everything(self.desk.archive)
        found = {(kind, record_id): plain(record) for kind, each in held.items() for record_id, record in each.items()}
        assert found == {key: plain(record) for key, record in self.model.items()}

    def check_index(self) -> None:
        with self.desk.archive.read() as connection:
            rows = connection.execute(
                text("SELECT r.record, r.id, t.words FROM search_row AS r JOIN search_text AS t ON t.rowid = r.n")
            ).all()
        wanted = {
            (kind, record_id): fold(words_of(record).strip())
            for (kind, record_id), record in self.model.items()
            if record.binned_at is None and words_of(record).strip()
        }
        assert {(row[0], row[1]): row[2] for row in rows} == wanted
        assert len(rows) == len(wanted)


def fields_to_log(old: Record | None, new: Record | None) -> set[str]:
    """The fields the log must name; a record that came or went has one entry without a field."""
    if old is None or new is None:
        return {""}
    names = [name for name in field_types(type(new)) if name not in ("id", "version", "created_at", "changed_at")]
    return {name for name in names if getattr(old, name) != getattr(new, name)}


@pytest.mark.parametrize("seed", range(WALKS))
def test_a_random_walk_of_operations_undo_and_redo_ends_where_the_model_does(seed: int, tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "desk", ids=steady_ids(seed))
    walk = Walk(desk, random.Random(seed))
    desk.subscribe(walk.told.append)
    log: tuple[LogEntry, ...] = ()
    for number in range(1, STEPS + 1):
        walk.step()
        if number % WHOLE_CHECK_EVERY == 0:
            walk.check_all()
            walk.check_index()
            longer = log_of(desk.archive)
            assert longer[: len(log)] == log, "the log is only ever added to"
            log = longer
    assert walk.counts["turned"] > 5
    desk.close()


def test_a_walk_taken_back_to_its_start_leaves_nothing_but_the_log(tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "desk", ids=steady_ids(1))
    walk = Walk(desk, random.Random(4711))
    desk.subscribe(walk.told.append)
    for _ in range(40):
        walk.several()
    entries = log_of(desk.archive)
    assert walk.model
    while walk.done:
        walk.undo()
    assert walk.model == {}
    walk.check_all()
    walk.check_index()
    while walk.undone:
        walk.redo()
    assert walk.model
    walk.check_all()
    assert log_of(desk.archive)[: len(entries)] == entries
    desk.close()


def test_every_kind_of_record_is_walked_over() -> None:
    assert {kind_of(kind) for kind in KINDS_PEOPLE_WRITE} | {"log_entry"} == {table.name for table in TABLES.values()}
    assert all(record_type_of(kind_of(kind)) is kind for kind in KINDS_PEOPLE_WRITE)
    assert any(links_of(kind) for kind in KINDS_PEOPLE_WRITE), References
