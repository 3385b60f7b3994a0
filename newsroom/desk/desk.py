"""The only door to a desk: run an operation, take one back, be told of changes, ask for lines."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar, cast

from newsroom.domain.changes import Changes, RowChange
from newsroom.domain.draft import Revision
from newsroom.domain.errors import ArchiveTrouble, RefusedForGood, StaleUndo
from newsroom.domain.kinds import record_type_of
from newsroom.domain.person import Identity, IdentityAlias, Person
from newsroom.domain.story import Receipt, Story
from newsroom.storage.archive import Archive, Written
from newsroom.storage.queries import Queries
from newsroom.storage.transaction import Transaction, same_content
from newsroom.storage.trouble import told_as_trouble

P = ParamSpec("P")
T = TypeVar("T")
Listener = Callable[[Changes], None]
Deliver = Callable[[Callable[[], None]], None]


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """What an operation returned, and what it changed: the second is all an undo needs."""

    value: T
    changes: Changes


def at_once(call: Callable[[], None]) -> None:
    """Delivers in the thread that calls: right for a command line, wrong for a window."""
    call()


class Desk:
    """Operations go in one at a time, changes come out once after each commit."""

    def __init__(self, archive: Archive, *, actor: str = "", deliver: Deliver = at_once) -> None:
        self.archive = archive
        self.actor = actor
        self._deliver = deliver
        self._listeners: list[Listener] = []

    @property
    def queries(self) -> Queries:
        """Reading of the desk: each method one short read."""
        return Queries(self.archive)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """``listener`` is called with the ``Changes`` of each commit; call what is returned to end that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def run(
        self, label: str, operation: Callable[Concatenate[Transaction, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> Done[T]:
        """Does ``operation`` in one transaction and waits for its commit."""
        return self._write(label, lambda transaction: operation(transaction, *args, **kwargs))

    def run_as(self, origin: str, label: str, operation: Callable[[Transaction], T]) -> Done[T]:
        """Like ``run``, marked with whose act it is, so that the asker can recognise its own change."""
        return self._write(label, operation, origin=origin)

    def revert(self, changes: Changes) -> Changes:
        """Takes ``changes`` back; refused with ``StaleUndo`` when a row no longer equals what they left, and with
        ``RefusedForGood`` when they made a story that was exported since."""
        return self._write(f"Undo {changes.label}", lambda transaction: _put_back(transaction, changes)).changes

    def autosave(
        self,
        key: str,
        label: str,
        operation: Callable[[Transaction], T],
        *,
        told: Callable[[object], None],
        read_back: Callable[[T], None] | None = None,
    ) -> None:
        """Saves the newest state of ``key`` when it can; ``told`` gets ``Done`` or the trouble, through ``deliver``.

        ``read_back`` looks at the disk after the commit, in the writer's thread; what it raises is told as the trouble.
        """

        def after(result: object) -> None:
            if not isinstance(result, Written):
                self._deliver(lambda: told(result))
                return
            written = cast("Written[T]", result)
            done = self._done(label, written, origin=key)
            self._deliver(lambda: self._tell(done.changes))
            outcome: object = done
            try:
                if read_back is not None:
                    read_back(written.value)
            except ArchiveTrouble as trouble:
                outcome = trouble
            self._deliver(lambda: told(outcome))

        self.archive.autosave(key, operation, actor=self.actor, told=after)

    def batch(self, label: str, operation: Callable[[Transaction], T]) -> "Future[Written[T]]":
        """Does a slice (at most 50 ms) of background work when nothing else waits; nobody need wait for it."""
        future = self.archive.batch(operation, actor=self.actor, reason=label)
        future.add_done_callback(partial(self._tell_of_batch, label))
        return future

    def _tell_of_batch(self, label: str, future: "Future[Written[Any]]") -> None:
        if future.cancelled() or future.exception() is not None:
            return
        done = self._done(label, future.result(), origin="")
        if done.changes.rows:
            self._deliver(lambda: self._tell(done.changes))

    def sweep_files(self) -> None:
        """Removes kept files no row has named for 24 hours."""
        with told_as_trouble(self.archive.places.folder):
            self.archive.sweep_files()

    def close(self) -> None:
        self.archive.close()

    def _write(self, label: str, operation: Callable[[Transaction], T], *, origin: str = "") -> Done[T]:
        written = self.archive.write(operation, actor=self.actor, reason=label)
        done = self._done(label, written, origin=origin)
        if done.changes.rows:
            self._deliver(lambda: self._tell(done.changes))
        return done

    def _done(self, label: str, written: Written[T], *, origin: str) -> Done[T]:
        changes = Changes(seq=written.seq, label=label, rows=written.rows, origin=origin)
        return Done(written.value, changes)

    def _tell(self, changes: Changes) -> None:
        for listener in tuple(self._listeners):
            listener(changes)


def _put_back(transaction: Transaction, changes: Changes) -> None:
    for row in reversed(changes.rows):
        _refuse_when_stale(transaction, row, changes.label)
    _refuse_when_exported(transaction, changes)
    if any(_is_of_protected(row) for row in changes.rows):
        # What gives a name back, or takes it away again, is logged as done and never with its values.
        transaction.forget_values(row.id for row in changes.rows)
    for row in reversed(changes.rows):
        if row.before is None and isinstance(row.after, Story):
            _remove_autosaved(transaction, row.after)
        current = transaction.peek(record_type_of(row.kind), row.id)
        if row.before is None:
            if current is not None:
                transaction.remove(current)
        elif current is None:
            transaction.bring_back(row.before)
        else:
            transaction.put(replace(row.before, version=current.version))


def _is_of_protected(row: RowChange) -> bool:
    records = (row.before, row.after)
    return any(
        isinstance(record, Identity | IdentityAlias) or (isinstance(record, Person) and record.protected)
        for record in records
    )


def _remove_autosaved(transaction: Transaction, story: Story) -> None:
    """The states saved while writing go with a story that is taken back, and return with it."""
    for state in transaction.find(Revision, story=story.id, why="autosave"):
        transaction.remove(state)


def _refuse_when_exported(transaction: Transaction, changes: Changes) -> None:
    made = tuple(row.id for row in changes.rows if row.before is None and isinstance(row.after, Story))
    with_it = changes.ids("receipt")
    if made and any(one.id not in with_it for one in transaction.find(Receipt, story=made)):
        raise RefusedForGood(
            f"'{changes.label}' cannot be taken back: the story was exported since, and the record of the export "
            "stays. It can be moved to the bin instead (File, Move story to the bin)."
        )


def _refuse_when_stale(transaction: Transaction, row: RowChange, label: str) -> None:
    current = transaction.peek(record_type_of(row.kind), row.id)
    same = current is None if row.after is None else current is not None and same_content(current, row.after)
    if not same:
        raise StaleUndo(
            f"'{label}' cannot be taken back: the {row.kind.replace('_', ' ')} was changed since. "
            "It stays as it is now."
        )
