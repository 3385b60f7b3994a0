"""What an operation did: the rows as they were and as they are, told to every listener once, after the commit."""

from dataclasses import dataclass

from newsroom.domain.record import Record


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row of one table; ``before`` is None for a new row, ``after`` is None for a removed one."""

    kind: str
    id: str
    before: Record | None
    after: Record | None


@dataclass(frozen=True, slots=True)
class Changes:
    """``seq`` orders all changes of a desk; ``origin`` lets whoever asked recognise its own act."""

    seq: int
    label: str
    rows: tuple[RowChange, ...]
    origin: str = ""

    def ids(self, kind: str) -> frozenset[str]:
        """The ids of the rows of one kind that were touched."""
        return frozenset(row.id for row in self.rows if row.kind == kind)

    def touches(self, *kinds: str) -> bool:
        """Whether any row of one of ``kinds`` was touched."""
        return any(row.kind in kinds for row in self.rows)
