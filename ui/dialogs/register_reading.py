"""What the register shows, read in a job: how many rows, the first of them, and the tags of the desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsroom.domain.register import RegisterFilter, RegisterLine, RegisterSort
from newsroom.domain.story import Tag
from ui.dialogs.register_model import PAGE

if TYPE_CHECKING:
    from newsroom.desk.desk import Desk


@dataclass(frozen=True, slots=True)
class RegisterRead:
    """The rows ``first`` are the first page of ``count``; ``tags`` by name."""

    wanted: RegisterFilter
    count: int
    first: Sequence[RegisterLine]
    tags: tuple[Tag, ...]


def read_register(
    desk: Desk, wanted: RegisterFilter, *, sort: RegisterSort, descending: bool, known: RegisterRead | None
) -> RegisterRead:  # fmt: skip
    """Another order of the rows that are ``known`` needs no counting."""
    queries = desk.queries
    same = known is not None and known.wanted == wanted
    count = known.count if known is not None and same else queries.register_count(wanted)
    first = queries.register_page(wanted, sort=sort, descending=descending, offset=0, limit=PAGE)
    tags = tuple(sorted(queries.where(Tag), key=lambda tag: (tag.name.casefold(), tag.id)))
    return RegisterRead(wanted, count, first, tags)
