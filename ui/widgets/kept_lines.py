"""Lines made of values: one is made anew only for a value that is another than before."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Generic, Self, TypeVar

V = TypeVar("V")
L = TypeVar("L")


class KeptLines(Generic[V, L]):
    """A reading of the story hands on the values nothing happened to, so of thousands of lines few are made again."""

    def __init__(self, make: Callable[[V], L]) -> None:
        self._make = make
        self._known: dict[int, tuple[V, L]] = {}
        self._newest: tuple[Iterable[V], tuple[L, ...]] = ((), ())

    def made_ahead(
        self, prepare: Callable[[Callable[[Any], object]], None], *, of: Callable[[Any], Iterable[V]]
    ) -> Self:
        """Has the lines of each reading made where it is read; ``of`` gives their values."""
        prepare(lambda view: self.of(of(view)))
        return self

    def of(self, values: Iterable[V]) -> tuple[L, ...]:
        """The line of each value, in their order; lines of other values are forgotten. For the very tuple of before
        it is the very lines of before."""
        # Taken and put in one go, for a reading is prepared in another thread.
        newest = self._newest
        if values is newest[0] and isinstance(values, tuple):
            return newest[1]
        known, now = self._known, dict[int, tuple[V, L]]()
        # The pair holds its value, so no other value can come to have the same identity.
        for value in values:
            now[id(value)] = known.get(id(value)) or (value, self._make(value))
        self._known = now
        lines = tuple([line for _, line in now.values()])
        self._newest = values, lines
        return lines
