"""The gate: what stands between a story and its readers (domain.md section 9).

Marking a sentence never makes things worse than leaving it unmarked: an unmarked headline or sentence of the first
paragraph rests on nothing and is asked about like a marked one, each of the two places once, for its worst sentence.
Proposals count against nothing.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from newsroom.domain.assertion import ASSERTION_ERRORS
from newsroom.domain.profile import RULES, WEIGHTS, Profile, Weight
from newsroom.domain.readiness_claims import claim_points, points_of_claim, top_points
from newsroom.domain.readiness_facts import ClaimState, StoryFacts
from newsroom.domain.readiness_other import approval_points, other_points
from newsroom.domain.readiness_point import Point
from newsroom.domain.readiness_prose import prose_points
from newsroom.domain.readiness_quotes import quote_points
from newsroom.domain.story import Stage

_CLAIM_ERRORS = (
    *ASSERTION_ERRORS, "REFUTED_FLAT", "HEADING_STRONGER_THAN_BODY", "TOP_RESTS_ON_NOTHING", "TOP_ON_LOW",
    "TOP_ON_ONE_SIDE",
)  # fmt: skip
_MOVES: dict[Stage, tuple[str, ...]] = {
    "submitted": ("NO_HEADLINE", "NO_BYLINE", "QUOTE_WITHOUT_SPEAKER", "QUOTE_WITHOUT_SOURCE", "QUOTE_UNLINKED"),
    "checked": ("FACT_NOT_CHECKED", "CHECK_STALE", "OPEN_QUERY", "OPEN_NOTE", "CHECKED_WRONG", "UNVERIFIED_SAID_FLAT"),
    "approved": (
        *_CLAIM_ERRORS, "OVERRIDE_WAITING", "ACCUSATION_WITHOUT_REQUEST", "REQUEST_OPEN", "REQUEST_STALE",
        "ANONYMITY_NOT_APPROVED", "TERMS_NOT_SET", "QUOTE_WORDS_CHANGED", "QUOTE_NOT_FOUND", "QUOTE_ADRIFT",
        "QUOTE_SEVERAL_PLACES", "LEGAL_NOT_CLEARED", "COPY_NOT_WHOLE", "SOURCE_NOTICE",
    ),
    "exported": ("NOT_APPROVED", "CHANGED_SINCE_APPROVAL", "EMBARGO", "PROTECTED_NAME"),
}  # fmt: skip
_WAY: tuple[tuple[Stage, ...], ...] = (
    ("draft",), ("submitted",), ("checking", "editing"), ("checked",), ("legal",), ("cleared",), ("approved",),
    ("exported",), ("updated", "corrected", "retracted"),
)  # fmt: skip
"""The stages in the order a story passes them; held and spiked lie beside the way, before its beginning."""
_NEVER_WAIVED = frozenset({"NOT_APPROVED", "CHANGED_SINCE_APPROVAL"})
"""An approval is given, not waived: without it nobody but the author has answered for the words."""


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
    hash: str = ""
    """Of the sentence and its level: a dismissal holds while it stays the same."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many statements have something that counts behind them."""

    sourced: int
    of: int

    @property
    def words(self) -> str:
        return f"sourced {self.sourced} of {self.of}"


@dataclass(frozen=True, slots=True)
class Told:
    """The findings of a story, and which of them each claim and the quotations gave, for the next state of it."""

    facts: StoryFacts
    profile: Profile
    findings: tuple[Finding, ...]
    of_claims: tuple[tuple[Finding, ...], ...]
    """One for each claim of ``facts``, in their order."""
    of_quotes: tuple[Finding, ...]


def findings(facts: StoryFacts, profile: Profile) -> tuple[Finding, ...]:
    """Every unmet rule: stops, asks, tells, each in the order of the text; what stands outside the text first.

    A dismissal quiets only what is told: a stop or an ask is answered at the exit.
    """
    return told(facts, profile).findings


def told(facts: StoryFacts, profile: Profile, *, before: Told | None = None) -> Told:
    """``findings``; of an earlier state those of claims and quotations are taken over that are the same still."""
    known: dict[str, tuple[ClaimState, tuple[Finding, ...]]] = {}
    of_quotes: tuple[Finding, ...] | None = None
    if before is not None and _weighs_alike(before, facts, profile):
        old = before.facts
        known = {state.id: (state, found) for state, found in zip(old.claims, before.of_claims, strict=True)}
        if old.quotes is facts.quotes and old.promises == facts.promises:
            of_quotes = before.of_quotes
    of_claims: list[tuple[Finding, ...]] = []
    for claim in facts.claims:
        state, found = known.get(claim.id, (None, ()))
        is_new = state is not claim
        of_claims.append(_weighed(points_of_claim(claim, stage=facts.stage), facts, profile) if is_new else found)
    if of_quotes is None:
        of_quotes = _weighed(quote_points(facts), facts, profile)
    others = _weighed((*other_points(facts), *top_points(facts), *prose_points(facts)), facts, profile)
    found = (*others, *(one for those in of_claims for one in those), *of_quotes)
    return Told(facts, profile, tuple(sorted(found, key=_order)), tuple(of_claims), of_quotes)


def _weighs_alike(before: Told, facts: StoryFacts, profile: Profile) -> bool:
    old = before.facts
    return (before.profile, old.stage, old.dismissed) == (profile, facts.stage, facts.dismissed)


def barred(found: Sequence[Finding]) -> tuple[Finding, ...]:
    """What keeps a story from leaving, as a draft too, whatever anybody says."""
    return tuple(one for one in found if one.weight == "stop")


def asked(found: Sequence[Finding], *, waived: Collection[str] = ()) -> tuple[Finding, ...]:
    """The one list to answer when a story leaves or is approved. ``waived``: codes a named role has waived."""
    return tuple(one for one in found if one.weight == "ask" and one.code not in waived)


def unmet_for_move(
    facts: StoryFacts, profile: Profile, *, to: Stage, waived: Collection[str] = ()
) -> tuple[Finding, ...]:
    """What keeps a story from moving to a stage, where the house moves stages by rule; nothing where by hand. The rules
    of moves that are leapt over hold too.

    ``waived``: codes a named role has waived; a stop is never waived. That the approver is not the author is for the
    operation to see to: the facts know no approver.
    """
    if profile.stages != "by_rule":
        return ()
    codes = _codes_on_the_way(facts.stage, to)
    # What is looked at while a story is checked is looked at for every later move too.
    arriving = replace(facts, stage=to if way_to(to) <= way_to("approved") else "approved")
    points = [*_points(arriving), *(approval_points(facts) if "NOT_APPROVED" in codes else ())]
    return tuple(
        one
        for one in _weighed(points, facts, profile)
        if one.code in codes and (one.weight == "stop" or one.code not in waived)
    )


def way_to(stage: Stage) -> int:
    """How far along its way a story at this stage is; -1 for one held or spiked."""
    return next((number for number, those in enumerate(_WAY) if stage in those), -1)


def _codes_on_the_way(at: Stage, to: Stage) -> frozenset[str]:
    """The rules of the move, and of those it leaps over: who goes from draft to approved passes the check too. A way
    back is free, but for what is signed or leaves again."""
    gates: list[Stage] = [one for one in _MOVES if way_to(at) < way_to(one) <= way_to(to)]
    if to in ("approved", "exported"):
        gates.append(to)
    return frozenset(code for one in gates for code in _MOVES[one])


def may_be_waived(code: str, profile: Profile) -> bool:
    """Whether a named role may waive a rule with a reason: never a stop, nor that somebody approves."""
    bars = any(code in codes for codes in _MOVES.values()) or profile.weight(code) == "ask"
    return bars and profile.weight(code) != "stop" and code not in _NEVER_WAIVED


def after_waivers(found: Sequence[Finding], waived: Mapping[str, str]) -> tuple[Finding, ...]:
    """The findings with those a named role has waived only told. ``waived``: code → who and why, as a sentence."""
    return tuple(
        sorted(
            (
                replace(one, weight="tell", message=f"{one.message} {waived[one.code]}")
                if one.weight == "ask" and one.code in waived
                else one
                for one in found
            ),
            key=_order,
        )
    )


def coverage(facts: StoryFacts) -> Coverage:
    """Statements of the story (proposals left out) and how many rest on something, common knowledge included."""
    claims = [claim for claim in facts.claims if not claim.proposed]
    sourced = [one for one in claims if one.level != "unsourced" or one.common_knowledge or one.own_observation]
    return Coverage(len(sourced), len(claims))


def _points(facts: StoryFacts) -> Iterator[Point]:
    yield from other_points(facts)
    yield from top_points(facts)
    yield from claim_points(facts)
    yield from prose_points(facts)
    yield from quote_points(facts)


def _weighed(points: Iterable[Point], facts: StoryFacts, profile: Profile) -> tuple[Finding, ...]:
    found = [_finding(point, profile) for point in points if not _is_dismissed(point, facts, profile)]
    return tuple(sorted(found, key=_order))


def _is_dismissed(point: Point, facts: StoryFacts, profile: Profile) -> bool:
    answered = (point.code, point.record or "", point.hash) in facts.dismissed
    return answered and profile.weight(point.code) == "tell"


def _finding(point: Point, profile: Profile) -> Finding:
    code = point.code
    return Finding(
        code=code,
        weight=profile.weight(code),
        message=point.message or RULES[code].sentence,
        start=point.start,
        end=point.end,
        record_kind=point.record_kind,
        record=point.record,
        who=profile.who(code),
        hash=point.hash,
    )


def _order(finding: Finding) -> tuple[int, int, str, str]:
    place = -1 if finding.start is None else finding.start
    return WEIGHTS.index(finding.weight), place, finding.code, finding.record or ""
