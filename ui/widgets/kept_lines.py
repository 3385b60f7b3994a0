"""Lines made of values: one is made anew only for a value that is another than before."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

V = TypeVar("V")
L = TypeVar("L")


class KeptLines(Generic[V, L]):
    """A reading of the story hands on the values nothing happened to, so of thousands of lines few are made again."""

    def __init__(self, make: Callable[[V], L]) -> None:
        self._make = make
        self._known: dict[int, tuple[V, L]] = {}

    def of(self, values: Iterable[V]) -> tuple[L, ...]:
        """The line of each value, in their order; lines of other values are forgotten."""
        known, now = self._known, dict[int, tuple[V, L]]()
        # The pair holds its value, so no other value can come to have the same identity.
        for value in values:
            now[id(value)] = known.get(id(value)) or (value, self._make(value))
        self._known = now
        return tuple(line for _, line in now.values())
