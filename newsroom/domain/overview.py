"""The evidence of a story on one page, as plain values: what it says, what that rests on, and what is open."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from newsroom.domain.claim import Level, Stance
from newsroom.domain.profile import Weight

STRENGTH_NAMES = ("does not count", "weak", "good", "strong", "strongest")
"""What an item of evidence is worth, by its grade."""


@dataclass(frozen=True, slots=True)
class Way:
    """Where a line leads: ``claim``, ``quote_use``, ``source`` or ``comment_request`` with its id, ``place`` with code
    points of the text, or ``story`` for its headline."""

    kind: str
    record: str = ""
    start: int = 0
    end: int = 0

    @property
    def words(self) -> str:
        """One word without a space, from which ``way_of`` makes it again."""
        return f"{self.kind}:{self.start}:{self.end}" if self.kind == "place" else f"{self.kind}:{self.record}"


def way_of(words: str) -> Way | None:
    """The way that ``words`` stand for; None when they stand for none."""
    kind, _, rest = words.partition(":")
    if kind != "place":
        return Way(kind, rest) if rest or kind == "story" else None
    start, _, end = rest.partition(":")
    return Way(kind, start=int(start), end=int(end)) if start.isdecimal() and end.isdecimal() else None


@dataclass(frozen=True, slots=True)
class EvidenceTold:
    """One item for or against a claim in words; ``origin`` is what it counts as, ``strength`` is 0 to 4."""

    id: str
    what: str
    stance: Stance
    authority: str
    origin: str
    origin_name: str
    strength: int
    way: Way | None


@dataclass(frozen=True, slots=True)
class ClaimTold:
    """``suggested`` differs from ``level`` only where the level was set by hand."""

    id: str
    words: str
    level: Level
    suggested: Level
    is_set_by_hand: bool
    flags: str
    evidence: tuple[EvidenceTold, ...]
    way: Way


@dataclass(frozen=True, slots=True)
class OriginTold:
    """What counts as one source: how many items carry its matter, the claims it speaks to, and those of them that rest
    on nothing else."""

    name: str
    items: int
    claims: int
    alone: tuple[ClaimTold, ...]
    way: Way | None


@dataclass(frozen=True, slots=True)
class TopTold:
    """The headline or a sentence of the first paragraph, with the claims that state it."""

    where: str
    words: str
    claims: tuple[ClaimTold, ...]
    way: Way


@dataclass(frozen=True, slots=True)
class SectionTold:
    words: str
    depth: int
    sourced: int
    of: int
    open: int
    way: Way


@dataclass(frozen=True, slots=True)
class LineTold:
    """A line with something quiet behind it: an open point, a quote with its verdict, a request."""

    words: str
    told: str
    way: Way | None
    weight: Weight | None = None


@dataclass(frozen=True, slots=True)
class Overview:
    """``claims`` in the order of the text, proposals left out; ``made_at`` is a moment as it is stored."""

    headline: str
    stage: str
    coverage: str
    made_at: str
    claims: tuple[ClaimTold, ...] = ()
    origins: tuple[OriginTold, ...] = ()
    points: tuple[LineTold, ...] = ()
    top: tuple[TopTold, ...] = ()
    sections: tuple[SectionTold, ...] = ()
    quotes: tuple[LineTold, ...] = ()
    requests: tuple[LineTold, ...] = ()
    levels: Sequence[tuple[Level, int]] = field(default=())
    """The levels that are borne by a claim, the strongest last, each with how many bear it."""
