"""How the grades of a claim's evidence combine to a level: rules R0 to R4 and K1 to K9 of domain.md section 3.

Pure arithmetic over values; the sentences are written in ``confidence_words``.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from newsroom.domain.claim import Level
from newsroom.domain.grades import (
    LEVELS,
    ClaimFacts,
    EvidenceItem,
    counts_as_retracted,
    grade,
    is_anonymous,
    is_embargoed,
)

Flag = Literal[
    "RUMOUR", "NO_USABLE_EVIDENCE", "ATTRIBUTE_OR_LABEL", "ANONYMOUS_ONLY", "ONE_SIDE_ONLY", "LABEL_AS_ANALYSIS",
    "QUOTE_ALTERED", "QUOTE_UNVERIFIED", "STALE", "SUPERSEDED", "CONTRADICTED", "CONTESTED", "WEAK_CONTRADICTION",
    "SINGLE_ORIGIN", "COLLAPSED", "UNINSPECTED", "NO_POSITION", "OFF_RECORD_IGNORED", "EMBARGO_IGNORED",
    "RETRACTED_IGNORED", "SELF_CITATION_IGNORED",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Graded:
    """One item with its grade, 0 to 4."""

    item: EvidenceItem
    grade: int

    @property
    def is_first_class(self) -> bool:
        """An official record, or what we saw or recorded ourselves, at its full grade."""
        return self.grade == 4 and self.item.authority in ("record", "witness")


@dataclass(frozen=True, slots=True)
class Case:
    """A claim with its evidence graded and sorted for and against."""

    claim: ClaimFacts
    today: date
    attached: tuple[EvidenceItem, ...]
    used: tuple[Graded, ...]
    against: tuple[Graded, ...]

    @property
    def best(self) -> dict[str, int]:
        """Origin → the highest grade among its used items."""
        best: dict[str, int] = {}
        for graded in self.used:
            best[graded.item.origin] = max(graded.grade, best.get(graded.item.origin, 0))
        return best

    @property
    def voices(self) -> tuple[Graded, ...]:
        """What rule K2 looks at: the used items of grade 2 or more, or all used items where there is none."""
        return tuple(graded for graded in self.used if graded.grade >= 2) or self.used

    @property
    def opposed(self) -> tuple[Graded, ...]:
        """The contradictions of grade 2 or more."""
        return tuple(graded for graded in self.against if graded.grade >= 2)


@dataclass(frozen=True, slots=True)
class Fired:
    """A rule whose condition held: the flag it set, and the level after it."""

    flag: Flag
    level: Level
    lowered: bool


@dataclass(frozen=True, slots=True)
class Weighed:
    """``base`` is what the evidence alone gives (R), ``fired`` the K rules in order, ``notes`` what only informs."""

    case: Case
    base: Level
    level: Level
    fired: tuple[Fired, ...]
    notes: tuple[Flag, ...]

    @property
    def flags(self) -> frozenset[str]:
        return frozenset(fired.flag for fired in self.fired) | frozenset(self.notes)


def weigh(claim: ClaimFacts, evidence: Sequence[EvidenceItem], *, today: date) -> Weighed:
    """The level and everything that led to it. An opinion is told apart before anything is graded (K1)."""
    case = make_case(claim, evidence, today=today)
    if claim.kind == "opinion":
        fired = Fired("ATTRIBUTE_OR_LABEL", "not_ratable", lowered=False)
        return Weighed(case, "not_ratable", "not_ratable", (fired,), ())
    base = _base_level(case)
    level, steps = base, list(_nothing_usable(case))
    for rule in _RULES:
        outcome = rule(case, level)
        if outcome is not None:
            flag, after = outcome
            steps.append(Fired(flag, after, lowered=after != level))
            level = after
    return Weighed(case, base, level, tuple(steps), _notes(case))


def make_case(claim: ClaimFacts, evidence: Sequence[EvidenceItem], *, today: date) -> Case:
    """Grades every item and keeps those that count, for and against."""
    graded = [Graded(item, grade(item, kind=claim.kind, today=today)) for item in evidence]
    counted = [one for one in graded if one.grade > 0]
    return Case(
        claim,
        today,
        tuple(evidence),
        used=tuple(one for one in counted if one.item.backs),
        against=tuple(one for one in counted if one.item.stance == "contradicts"),
    )


def _base_level(case: Case) -> Level:
    grades = case.best.values()
    if not grades:
        return "unsourced"
    strong = sum(1 for value in grades if value >= 2)
    if 4 in grades:
        return "confirmed"
    if (3 in grades and (strong >= 2 or case.claim.kind == "speech")) or strong >= 3:
        return "high"
    return "moderate" if strong else "low"


def _nothing_usable(case: Case) -> tuple[Fired, ...]:
    backing = [item for item in case.attached if item.backs]
    if case.used or not backing:
        return ()
    rumour = any(item.authority == "unknown" for item in backing)
    return (Fired("RUMOUR" if rumour else "NO_USABLE_EVIDENCE", "unsourced", lowered=False),)


Outcome = tuple[Flag, Level] | None


def _capped(level: Level, cap: Level) -> Level:
    return LEVELS[min(LEVELS.index(level), LEVELS.index(cap))]


def _one_voice(case: Case, level: Level) -> Outcome:
    voices = [graded.item for graded in case.voices]
    if not voices:
        return None
    if all(is_anonymous(item) for item in voices):
        return "ANONYMOUS_ONLY", _capped(level, "low" if len(case.best) == 1 else "moderate")
    if all(is_anonymous(item) or item.authority == "interested" for item in voices):
        return "ONE_SIDE_ONLY", _capped(level, "moderate")
    return None


def _our_reading(case: Case, level: Level) -> Outcome:
    if case.claim.kind in ("forecast", "inference"):
        return "LABEL_AS_ANALYSIS", _capped(level, "moderate")
    return None


def _quoted_words(case: Case, level: Level) -> Outcome:
    if case.claim.kind != "speech" or level == "unsourced":
        return None
    if case.claim.match == "unmarked_edit":
        return "QUOTE_ALTERED", _capped(level, "low")
    if case.claim.match == "unverified":
        return "QUOTE_UNVERIFIED", _capped(level, "moderate")
    return None


def _staleness(case: Case, level: Level) -> Outcome:
    limit = case.claim.ttl_days
    if limit is None or level in ("unsourced", "low"):
        return None
    seen = [graded.item.as_of for graded in case.used if graded.item.as_of is not None]
    if seen and (case.today - max(seen)).days <= limit:
        return None
    return "STALE", "low" if case.claim.kind == "absence" else LEVELS[LEVELS.index(level) - 1]


def _contradiction(case: Case, level: Level) -> Outcome:
    if not case.against:
        return None
    if _is_settled_against(case):
        if case.claim.kind == "absence":
            return "SUPERSEDED", "refuted"
        stands = level == "high" or any(one.grade == 4 and one.item.stance == "supports" for one in case.used)
        return "CONTRADICTED", "disputed" if stands else "refuted"
    if not case.opposed:
        return "WEAK_CONTRADICTION", level
    return ("CONTESTED", level) if _withstands(case, level) else ("CONTRADICTED", "disputed")


def _is_settled_against(case: Case) -> bool:
    decides = ("record", "witness", "party") if case.claim.kind == "absence" else ("record", "witness")
    return any(one.grade == 4 and one.item.authority in decides for one in case.against)


def _withstands(case: Case, level: Level) -> bool:
    opponents = {one.item.authority for one in case.opposed}
    if level == "confirmed":
        return "party" not in opponents or any(one.is_first_class for one in case.used)
    return level == "high" and opponents == {"interested"}


_RULES: tuple[Callable[[Case, Level], Outcome], ...] = (
    _one_voice, _our_reading, _quoted_words, _staleness, _contradiction,
)  # fmt: skip


def _notes(case: Case) -> tuple[Flag, ...]:
    """The flags that only inform, in a fixed order. What is attached counts here whatever its stance."""
    origins = {graded.item.origin for graded in case.used}
    seen = {graded.item.origin for graded in case.used if graded.item.inspected}
    attached, kind = case.attached, case.claim.kind
    found: tuple[tuple[Flag, bool], ...] = (
        ("SINGLE_ORIGIN", len(origins) == 1),
        ("COLLAPSED", len(case.used) > len(origins)),
        ("UNINSPECTED", bool(origins - seen)),
        ("NO_POSITION", any(item.stance == "no_position" for item in attached)),
        ("OFF_RECORD_IGNORED", any(item.terms == "off_record" for item in attached)),
        ("EMBARGO_IGNORED", any(is_embargoed(item, case.today) for item in attached)),
        ("RETRACTED_IGNORED", any(counts_as_retracted(item, kind) for item in attached)),
        ("SELF_CITATION_IGNORED", any(item.own for item in attached)),
    )
    return tuple(flag for flag, holds in found if holds)
