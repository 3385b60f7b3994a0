"""How a marked passage looks: underline by level, a soft ground for quotes, and the mark a line has in the gutter."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AnchorMark:
    """Whose passage it is and how it stands. ``level`` is that of a claim, None for others; ``name`` is what a screen
    reader says, such as "Claim, disputed, two sources"."""

    owner_kind: str
    owner: str
    level: str | None
    proposed: bool
    warned: bool
    name: str
