"""What must hold of the confidence rule for any evidence whatever (end of domain.md section 3)."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import get_args

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from newsroom.domain.claim import Authority, ClaimKind, Grade, Stance
from newsroom.domain.confidence import LEVELS, ClaimFacts, EvidenceItem, QuoteMatch, assess
from newsroom.domain.confidence_rule import weigh
from newsroom.domain.grades import grade
from newsroom.domain.next_step import cheapest_step
from newsroom.domain.terms import TermsValue

TODAY = date(2026, 3, 1)
DAYS = st.none() | st.integers(-4, 4).map(lambda days: TODAY + timedelta(days=days))
RANK = {"refuted": -2, "disputed": -1, **{level: place for place, level in enumerate(LEVELS)}}

ITEMS = st.builds(
    EvidenceItem,
    id=st.integers(0, 99).map(str),
    origin=st.sampled_from("abcd"),
    stance=st.sampled_from(get_args(Stance)),
    authority=st.sampled_from(get_args(Authority)),
    terms=st.sampled_from(("on_record", "on_record", *get_args(TermsValue))),
    reliability=st.sampled_from(("A", "B", "B", *get_args(Grade))),
    firsthand=st.sampled_from((True, True, False)),
    inspected=st.sampled_from((True, True, False)),
    as_of=DAYS,
    embargo_until=st.none() | st.none() | DAYS,
    retracted=st.sampled_from((False, False, False, True)),
    own=st.sampled_from((False, False, False, True)),
)
CLAIMS = st.builds(
    ClaimFacts,
    kind=st.sampled_from(get_args(ClaimKind)),
    ttl_days=st.none() | st.integers(0, 3),
    quote_match=st.none() | st.sampled_from(get_args(QuoteMatch)),
)
EVIDENCE = st.lists(ITEMS, max_size=6)

many = settings(max_examples=100, deadline=None)


@many
@given(CLAIMS, EVIDENCE, st.randoms(use_true_random=False))
def test_the_order_of_the_evidence_does_not_matter(
    claim: ClaimFacts, evidence: list[EvidenceItem], dice: Random
) -> None:
    shuffled = evidence.copy()
    dice.shuffle(shuffled)
    assert assess(claim, evidence, today=TODAY) == assess(claim, shuffled, today=TODAY)


@many
@given(CLAIMS, EVIDENCE, ITEMS, st.sampled_from(("supports", "partial")))
def test_adding_support_never_lowers_the_level(
    claim: ClaimFacts, evidence: list[EvidenceItem], item: EvidenceItem, stance: Stance
) -> None:
    assume(claim.kind != "opinion")
    before = assess(claim, evidence, today=TODAY).level
    after = assess(claim, [*evidence, replace(item, stance=stance)], today=TODAY).level
    assert RANK[after] >= RANK[before]


@settings(many, suppress_health_check=[HealthCheck.filter_too_much])
@given(CLAIMS, EVIDENCE, ITEMS)
def test_weaker_support_from_a_source_already_counted_changes_no_level(
    claim: ClaimFacts, evidence: list[EvidenceItem], item: EvidenceItem
) -> None:
    claim, item = replace(claim, ttl_days=None), replace(item, stance="supports")
    best = weigh(claim, evidence, today=TODAY).case.best
    assume(best)
    origin = max(best, key=lambda name: (best[name], name))
    item = replace(item, origin=origin)
    assume(grade(item, kind=claim.kind, today=TODAY) < best[origin])
    before = assess(claim, evidence, today=TODAY).level
    assert assess(claim, [*evidence, item], today=TODAY).level == before


@pytest.mark.parametrize(
    "change",
    [
        {"stance": "no_position"},
        {"stance": "context"},
        {"terms": "off_record"},
        {"retracted": True},
        {"embargo_until": TODAY + timedelta(days=1)},
        {"own": True},
    ],
    ids=lambda change: next(iter(change)) + "=" + str(next(iter(change.values()))),
)
@settings(max_examples=40, deadline=None)
@given(claim=CLAIMS, evidence=EVIDENCE, item=ITEMS)
def test_what_does_not_count_changes_no_level(
    change: dict[str, object], claim: ClaimFacts, evidence: list[EvidenceItem], item: EvidenceItem
) -> None:
    ignored = replace(item, **change)  # type: ignore[arg-type]
    spared = claim.kind == "speech" and ignored.authority == "witness" and "retracted" in change
    assume(not spared)
    before = assess(claim, evidence, today=TODAY).level
    assert assess(claim, [*evidence, ignored], today=TODAY).level == before


@many
@given(CLAIMS, EVIDENCE)
def test_confirmed_rests_on_an_inspected_item_of_the_highest_grade(
    claim: ClaimFacts, evidence: list[EvidenceItem]
) -> None:
    if assess(claim, evidence, today=TODAY).level == "confirmed":
        top = [item for item in evidence if item.stance == "supports" and item.inspected]
        assert any(grade(item, kind=claim.kind, today=TODAY) == 4 for item in top)


@many
@given(CLAIMS, EVIDENCE)
def test_the_next_step_named_really_raises_the_level(claim: ClaimFacts, evidence: list[EvidenceItem]) -> None:
    weighed = weigh(claim, evidence, today=TODAY)
    step = cheapest_step(weighed)
    if step is None:
        reading = claim.kind in ("forecast", "inference") and weighed.level == "moderate"
        assert weighed.level in ("confirmed", "not_ratable") or reading
    else:
        assert RANK[weigh(step.claim, step.evidence, today=step.day).level] > RANK[weighed.level]


@many
@given(CLAIMS, EVIDENCE)
def test_a_level_is_always_explained(claim: ClaimFacts, evidence: list[EvidenceItem]) -> None:
    found = assess(claim, evidence, today=TODAY)
    assert found.reasons
    assert (found.cap is None) == (found.level == "confirmed")
