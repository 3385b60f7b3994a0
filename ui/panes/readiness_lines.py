"""The line at the foot of the window, as plain values: how many points are open, and the next one from a place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsroom.domain.readiness import Finding

Span = tuple[int, int]
_FARTHEST = 2000


@dataclass(frozen=True, slots=True)
class Open:
    """A finding with where it stands now; ``start`` None: outside the text."""

    finding: Finding
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Counts:
    stop: int
    ask: int
    tell: int


def in_reading_order(
    findings: Sequence[Finding], *, place_of: Callable[[Finding], Span | None], quiet: Span | None
) -> tuple[Open, ...]:
    """The findings in the order of the text, those outside it first. ``quiet`` is the paragraph just being written:
    nothing is told about it."""
    found = [_open(finding, place_of) for finding in findings]
    told = [one for one in found if not _lies_in(one, quiet)]
    return tuple(sorted(told, key=lambda one: -1 if one.start is None else one.start))


def counts_but(findings: Sequence[Finding], settled: Finding | None) -> Counts:
    """The findings but for one, counted by weight."""
    weights = Counter([finding.weight for finding in findings if finding is not settled])
    return Counts(weights["stop"], weights["ask"], weights["tell"])


def is_same_point(one: Finding, other: Finding) -> bool:
    """Whether both are the same point of the story, read at different times. Points of the prose have no record; of
    those with one code each is known by its sentence."""
    if (one.code, one.record) != (other.code, other.record):
        return False
    return one.record is not None or one.start is None or one.hash == other.hash


def counts(findings: Sequence[Open]) -> Counts:
    weights = [one.finding.weight for one in findings]
    return Counts(weights.count("stop"), weights.count("ask"), weights.count("tell"))


def counts_in_words(found: Counts) -> str:
    """``2 to ask · 5 told``; that nothing is open, when nothing is."""
    parts = [
        f"{found.stop} {'stops' if found.stop == 1 else 'stop'} it" if found.stop else "",
        f"{found.ask} to ask" if found.ask else "",
        f"{found.tell} told" if found.tell else "",
    ]
    return " · ".join(part for part in parts if part) or "nothing open"


def step(found: Sequence[Open], *, at: int, last: Open | None, forward: bool) -> Open | None:
    """The next point from the one reached last, or from the caret at ``at`` (code points); round at the end."""
    if not found:
        return None
    known = _number_of(found, last)
    if known is not None:
        return found[(known + (1 if forward else -1)) % len(found)]
    if forward:
        return next((one for one in found if one.start is not None and one.start >= at), found[0])
    before = [one for one in found if one.start is not None and one.start < at]
    return before[-1] if before else found[-1]


def nearest(text: str, words: str, *, at: int) -> Span | None:
    """Where ``words`` stand in ``text`` nearest to ``at`` (code points), at most 2,000 away; None where they do not."""
    floor, ceiling = max(0, at - _FARTHEST), min(len(text), at + len(words) + _FARTHEST)
    before, behind = text.rfind(words, floor, at + len(words)), text.find(words, at, ceiling)
    found = [place for place in (before, behind) if place >= 0 and words]
    start = min(found, key=lambda place: abs(place - at), default=-1)
    return (start, start + len(words)) if start >= 0 else None


def _number_of(found: Sequence[Open], last: Open | None) -> int | None:
    if last is None:
        return None
    wanted = (last.finding.code, last.finding.record, last.start)
    for number, one in enumerate(found):
        if (one.finding.code, one.finding.record, one.start) == wanted:
            return number
    return None


def _open(finding: Finding, place_of: Callable[[Finding], Span | None]) -> Open:
    place = place_of(finding)
    start, end = place if place is not None else (finding.start, finding.end)
    return Open(finding, start, end)


def _lies_in(one: Open, quiet: Span | None) -> bool:
    if quiet is None or one.start is None or one.end is None:
        return False
    return quiet[0] <= one.start and one.end <= quiet[1]
