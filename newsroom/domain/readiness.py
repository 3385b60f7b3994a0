"""The gate: what stands between a story and its readers (domain.md section 9).

Marking a sentence never makes things worse than leaving it unmarked: an unmarked headline or sentence of the first
paragraph rests on nothing and is asked about like a marked one, each of the two places once, for its worst sentence.
Proposals count against nothing.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from newsroom.domain.profile import WEIGHTS, Profile, Weight
from newsroom.domain.readiness_claims import claim_points, top_points
from newsroom.domain.readiness_facts import StoryFacts
from newsroom.domain.readiness_other import other_points
from newsroom.domain.readiness_point import Point
from newsroom.domain.readiness_quotes import quote_points
from newsroom.domain.story import Stage

_CLAIM_ERRORS = (
    "ASSERTION_ERROR",
    "CLAIM_UNSOURCED",
    "REFUTED_FLAT",
    "TOP_RESTS_ON_NOTHING",
    "TOP_ON_LOW",
    "TOP_ON_ONE_SIDE",
)
_MOVES: dict[Stage, tuple[str, ...]] = {
    "submitted": ("NO_HEADLINE", "NO_BYLINE", "QUOTE_WITHOUT_SPEAKER", "QUOTE_WITHOUT_SOURCE"),
    "checked": ("FACT_NOT_CHECKED", "CHECK_STALE", "OPEN_QUERY", "CHECKED_WRONG", "UNVERIFIED_SAID_FLAT"),
    "approved": (
        *_CLAIM_ERRORS, "OVERRIDE_WAITING", "ACCUSATION_WITHOUT_REQUEST", "REQUEST_OPEN", "REQUEST_STALE",
        "ANONYMITY_NOT_APPROVED", "TERMS_NOT_SET", "QUOTE_WORDS_CHANGED", "QUOTE_NOT_FOUND", "QUOTE_ADRIFT",
        "QUOTE_SEVERAL_PLACES", "LEGAL_NOT_CLEARED",
    ),
    "exported": ("CHANGED_SINCE_APPROVAL", "EMBARGO_AHEAD", "PROTECTED_NAME"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """An unmet rule: what, where (code points, None outside the text), of which record, and who can clear it."""

    code: str
    weight: Weight
    message: str
    start: int | None
    end: int | None
    record_kind: str | None
    record: str | None
    who: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many statements have something that counts behind them."""

    sourced: int
    of: int

    @property
    def words(self) -> str:
        return f"sourced {self.sourced} of {self.of}"


def findings(facts: StoryFacts, profile: Profile) -> tuple[Finding, ...]:
    """Every unmet rule: stops, asks, tells, each in the order of the text; what stands outside the text first.

    A dismissal quiets only what is told: a stop or an ask is answered at the exit.
    """
    found = [_finding(point, profile) for point in _points(facts) if not _is_dismissed(point, facts, profile)]
    return tuple(sorted(found, key=_order))


def blocks(
    found: Sequence[Finding], *, draft: bool = False, reason: str = "", waived: Collection[str] = ()
) -> tuple[Finding, ...]:
    """Which findings bar the exit: stops always; asks too, unless it leaves as a draft or a reason is given.

    ``reason`` answers the whole list of asks; ``waived`` are codes a named role has waived.
    """
    answered = draft or bool(reason.strip())
    return tuple(
        one
        for one in found
        if one.weight == "stop" or (one.weight == "ask" and not answered and one.code not in waived)
    )


def unmet_for_move(found: Sequence[Finding], *, to: Stage, waived: Collection[str] = ()) -> tuple[Finding, ...]:
    """What keeps a story from moving on to a stage in profile ``full``; stages without conditions bar nothing.

    That the approver is not the author is for the operation to see to: the facts know no approver.
    """
    codes = _MOVES.get(to, ())
    return tuple(one for one in found if one.code in codes and (one.weight == "stop" or one.code not in waived))


def coverage(facts: StoryFacts) -> Coverage:
    """Statements of the story (proposals left out) and how many rest on something, common knowledge included."""
    claims = [claim for claim in facts.claims if not claim.proposed]
    sourced = [one for one in claims if one.level != "unsourced" or one.common_knowledge or one.own_observation]
    return Coverage(len(sourced), len(claims))


def _points(facts: StoryFacts) -> Iterator[Point]:
    yield from other_points(facts)
    yield from top_points(facts)
    yield from claim_points(facts)
    yield from quote_points(facts)


def _is_dismissed(point: Point, facts: StoryFacts, profile: Profile) -> bool:
    answered = (point.code, point.record or "", point.hash) in facts.dismissed
    return answered and profile.weight(point.code) == "tell"


def _finding(point: Point, profile: Profile) -> Finding:
    code = point.code
    return Finding(
        code=code,
        weight=profile.weight(code),
        message=point.message or profile.sentence(code),
        start=point.start,
        end=point.end,
        record_kind=point.record_kind,
        record=point.record,
        who=profile.who(code),
    )


def _order(finding: Finding) -> tuple[int, int, str, str]:
    place = -1 if finding.start is None else finding.start
    return WEIGHTS.index(finding.weight), place, finding.code, finding.record or ""
