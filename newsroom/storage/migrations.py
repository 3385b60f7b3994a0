"""From an older schema to this one: ordered small steps on a verified copy, the old file kept.

``user_version`` is the gate. A step spells out its tables and never looks at ``schema.py``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from alembic.operations import Operations

from newsroom.domain.errors import ArchiveTrouble
from newsroom.domain.ids import Ids
from newsroom.storage.create import create_archive
from newsroom.storage.places import Places


@dataclass(frozen=True, slots=True)
class Step:
    """Leads from schema ``to - 1`` to schema ``to``."""

    to: int
    apply: Callable[[Operations], None]


@dataclass(frozen=True, slots=True)
class Ladder:
    """All steps this program knows, and how it makes a file of the newest schema, to compare with."""

    steps: tuple[Step, ...]
    make_fresh: Callable[[Path], None]

    @property
    def newest(self) -> int:
        """The schema version the last step leads to; 1 when there is none."""
        return self.steps[-1].to if self.steps else 1


CURRENT = Ladder(steps=(), make_fresh=create_archive)


def upgrade(places: Places, ladder: Ladder, *, ids: Ids) -> None:
    raise ArchiveTrouble(f"{places.archive}: {ladder.newest} {ids.new()}")
