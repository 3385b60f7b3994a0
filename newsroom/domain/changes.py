"""What an operation did: the rows as they were and as they are, told to every listener once, after the commit."""

from dataclasses import dataclass
from typing import TypeVar

from newsroom.domain.record import Record

R = TypeVar("R", bound=Record)


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

    def after(self, record_type: type[R]) -> tuple[R, ...]:
        """The records of one type as the operation left them; removed ones are not among them."""
        return tuple(row.after for row in self.rows if isinstance(row.after, record_type))

    def touches(self, *kinds: str) -> bool:
        """Whether any row of one of ``kinds`` was touched."""
        return any(row.kind in kinds for row in self.rows)


def merge_changes(first: Changes, second: Changes) -> Changes:
    """Both as one act under the label and origin of the first: of each row the earliest before and the latest after. A
    row the second removed after the first had made it is left out.

    Right only when nobody else changed the rows both touch in between; taking the merged changes back is then taking
    back the second and the first.
    """
    rows = {(row.kind, row.id): row for row in first.rows}
    for row in second.rows:
        known = rows.get((row.kind, row.id))
        rows[row.kind, row.id] = row if known is None else RowChange(row.kind, row.id, known.before, row.after)
    kept = tuple(row for row in rows.values() if row.before is not None or row.after is not None)
    return Changes(second.seq, first.label, kept, first.origin)
