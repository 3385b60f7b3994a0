"""The house profiles: what each rule weighs, and which moves of a story they let pass (domain.md section 9)."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import pytest

from newsroom.domain.assertion import Strength
from newsroom.domain.errors import BadInput
from newsroom.domain.profile import RULES, SOLO, WEIGHTS, Profile, profile_from
from newsroom.domain.readiness import Finding, after_waivers, findings, may_be_waived, unmet_for_move
from newsroom.domain.readiness_facts import (
    AnonymityState,
    CheckState,
    ClaimState,
    NoteState,
    ProseState,
    QuoteState,
    RequestState,
    SourceState,
    SourceTrouble,
    SpanFacts,
    StoryFacts,
)
from newsroom.domain.story import Stage
from newsroom.settings import read_profile

NOW = datetime(2026, 3, 1, 12, 0)
HEADLINE = SpanFacts(None, None, "headline", strength=Strength(attributed=True))
CLAIM = ClaimState("c", "The ferry sails again", "confirmed", spans=(HEADLINE, SpanFacts(0, 40)), checked=True)
STORY = StoryFacts(NOW, headline="Ferry sails again", byline="Ida Holt", claims=(CLAIM,))
BEFORE: dict[Stage, Stage] = {
    "submitted": "draft", "checked": "checking", "approved": "checked", "exported": "approved",
}  # fmt: skip
LOST_QUOTE = QuoteState("q", "We have a new hull", 50, 70, fidelity="not_found", has_source=False)


KEPT_QUOTE = replace(LOST_QUOTE, fidelity="exact", has_source=True)


def codes(listed: Sequence[Finding]) -> list[str]:
    return [one.code for one in listed]


@pytest.fixture
def full() -> Profile:
    return read_profile("full")


@pytest.mark.parametrize("name", ["solo", "pair", "full"])
def test_each_shipped_profile_weighs_every_rule(name: str) -> None:
    profile = read_profile(name)
    assert (profile.name, set(profile.weights)) == (name, set(RULES))


def test_solo_is_what_the_program_does_without_a_file() -> None:
    assert read_profile("solo") == SOLO


def test_solo_stops_and_asks_only_what_must_be() -> None:
    weighed = {weight: {code for code in RULES if SOLO.weight(code) == weight} for weight in WEIGHTS}
    assert weighed["stop"] == {
        "PROTECTED_NAME", "OFF_RECORD_WORDS", "EMBARGO", "DAMAGED_TEXT", "STORY_HELD", "STORY_SPIKED",
    }  # fmt: skip
    assert weighed["ask"] == {
        "TOP_RESTS_ON_NOTHING", "TOP_ON_LOW", "TOP_ON_ONE_SIDE", "REFUTED_FLAT", "QUOTE_WORDS_CHANGED",
        "QUOTE_NOT_FOUND", "QUOTE_ADRIFT", "ACCUSATION_WITHOUT_REQUEST", "ANONYMITY_NOT_APPROVED", "TERMS_NOT_SET",
        "OVERRIDE_WAITING", "CHANGED_SINCE_APPROVAL",
    }  # fmt: skip


def test_every_rule_says_in_a_plain_sentence_what_is_wrong_and_who_can_mend_it() -> None:
    for rule in RULES.values():
        assert rule.sentence.endswith(".") and rule.who
        assert not re.search(r"_|\b[A-Z]{2,}\b", rule.sentence), rule.sentence


def test_pair_weighs_as_solo_and_wants_someone_else_for_what_is_asked() -> None:
    pair = read_profile("pair")
    assert (pair.weights, pair.stages) == (SOLO.weights, "by_hand")
    asked = findings(replace(STORY, quotes=(LOST_QUOTE,)), pair)[0]
    assert "someone other than the author" in asked.who


def test_a_sound_story_moves_all_the_way_by_rule(full: Profile) -> None:
    approved = replace(STORY, approved_hash="h", current_hash="h", quotes=(KEPT_QUOTE,))
    for stage in ("submitted", "checking", "checked", "approved", "exported"):
        assert codes(unmet_for_move(approved, full, to=stage)) == []


@pytest.mark.parametrize(
    ("facts", "to", "code"),
    [
        (replace(STORY, byline=""), "submitted", "NO_BYLINE"),
        (replace(STORY, quotes=(replace(LOST_QUOTE, fidelity="exact"),)), "submitted", "QUOTE_WITHOUT_SOURCE"),
        (replace(STORY, headline=" "), "submitted", "NO_HEADLINE"),
        (replace(STORY, quotes=(replace(KEPT_QUOTE, has_speaker=False),)), "submitted", "QUOTE_WITHOUT_SPEAKER"),
        (replace(STORY, prose=(ProseState("QUOTE_UNLINKED", "Not kept.", 50, 70),)), "submitted", "QUOTE_UNLINKED"),
        (replace(STORY, claims=(replace(CLAIM, checked=False),)), "checked", "FACT_NOT_CHECKED"),
        (replace(STORY, checks=(CheckState("k", "query", 1, 5),)), "checked", "OPEN_QUERY"),
        (replace(STORY, checks=(CheckState("k", "verified", 1, 5, stale=True),)), "checked", "CHECK_STALE"),
        (replace(STORY, notes=(NoteState("n", "Since when?"),)), "checked", "OPEN_NOTE"),
        (replace(STORY, checks=(CheckState("k", "on_author", 1, 5),)), "checked", "OPEN_QUERY"),
        (replace(STORY, checks=(CheckState("k", "wrong", 1, 5),)), "checked", "CHECKED_WRONG"),
        (replace(STORY, checks=(CheckState("k", "cannot_verify", 1, 5),)), "checked", "UNVERIFIED_SAID_FLAT"),
        (replace(STORY, claims=(CLAIM, ClaimState("d", "So", "low", spans=(SpanFacts(50, 60),)))), "approved",
         "OVER_CLAIMS"),
        (replace(STORY, quotes=(LOST_QUOTE,)), "approved", "QUOTE_NOT_FOUND"),
        (replace(STORY, quotes=(replace(KEPT_QUOTE, house_severity="error"),)), "approved", "QUOTE_WORDS_CHANGED"),
        (replace(STORY, quotes=(replace(KEPT_QUOTE, state="adrift"),)), "approved", "QUOTE_ADRIFT"),
        (replace(STORY, quotes=(replace(KEPT_QUOTE, fidelity="ambiguous"),)), "approved", "QUOTE_SEVERAL_PLACES"),
        (replace(STORY, requests=(RequestState("r", "the port"),)), "approved", "REQUEST_OPEN"),
        (replace(STORY, requests=(RequestState("r", "the port", "declined", stale=True),)), "approved",
         "REQUEST_STALE"),
        (replace(STORY, claims=(replace(CLAIM, override_waiting=True),)), "approved", "OVERRIDE_WAITING"),
        (replace(STORY, claims=(replace(CLAIM, accusation=True),)), "approved", "ACCUSATION_WITHOUT_REQUEST"),
        (replace(STORY, anonymity=(AnonymityState("p", "a deckhand"),)), "approved", "ANONYMITY_NOT_APPROVED"),
        (replace(STORY, sources=(SourceState("s", "Our talk", "unspecified", own_interview=True),)), "approved",
         "TERMS_NOT_SET"),
        (replace(STORY, troubles=(SourceTrouble("SOURCE_NOTICE", "Taken back.", "source", "s"),)), "approved",
         "SOURCE_NOTICE"),
        (replace(STORY, legal_asked=True), "approved", "LEGAL_NOT_CLEARED"),
        (STORY, "exported", "NOT_APPROVED"),
        (replace(STORY, approved_hash="a", current_hash="b"), "exported", "CHANGED_SINCE_APPROVAL"),
    ],
)  # fmt: skip
def test_full_bars_each_move_by_its_own_rules_until_they_are_waived(
    full: Profile, facts: StoryFacts, to: Stage, code: str
) -> None:
    facts = replace(facts, stage=BEFORE[to])
    assert codes(unmet_for_move(facts, full, to=to)) == [code]
    assert unmet_for_move(facts, full, to=to, waived=[code]) == ()
    assert unmet_for_move(replace(facts, stage=to), full, to=BEFORE[to]) == ()
    assert unmet_for_move(facts, SOLO, to=to) == ()


@pytest.mark.parametrize("to", ["approved", "exported", "updated"])
def test_a_story_that_leaps_over_stages_passes_the_rules_of_each(full: Profile, to: Stage) -> None:
    raw = replace(STORY, byline="", claims=(replace(CLAIM, checked=False),), approved_hash="h", current_hash="h")

    assert sorted(codes(unmet_for_move(raw, full, to=to))) == ["FACT_NOT_CHECKED", "NO_BYLINE"]
    assert codes(unmet_for_move(replace(raw, stage="submitted"), full, to=to)) == ["FACT_NOT_CHECKED"]
    assert codes(unmet_for_move(replace(raw, stage="checked"), full, to=to)) == []


def test_a_way_back_is_free_but_what_is_approved_again_passes_its_rules_again(full: Profile) -> None:
    lost = replace(STORY, stage="exported", quotes=(LOST_QUOTE,))

    assert codes(unmet_for_move(lost, full, to="checking")) == []
    assert codes(unmet_for_move(lost, full, to="approved")) == ["QUOTE_NOT_FOUND"]


def test_a_rule_waived_is_only_told_with_who_and_why_and_no_stop_is(full: Profile) -> None:
    found = findings(replace(STORY, stage="held", quotes=(LOST_QUOTE,)), full)
    words = {"QUOTE_NOT_FOUND": "Waived by Bo Lund.", "STORY_HELD": "Waived by Bo Lund."}

    after = after_waivers(found, words)

    assert [(one.code, one.weight) for one in after if one.code in words] == [
        ("STORY_HELD", "stop"), ("QUOTE_NOT_FOUND", "tell"),
    ]  # fmt: skip
    assert after[-1].message.endswith("Waived by Bo Lund.")
    assert not may_be_waived("STORY_HELD", full) and not may_be_waived("NOT_APPROVED", full)
    assert may_be_waived("QUOTE_NOT_FOUND", full) and not may_be_waived("REPORTEDLY", full)


def test_an_embargo_bars_the_move_out_whoever_waives_it(full: Profile) -> None:
    ahead = replace(STORY, approved_hash="h", current_hash="h", embargo_until=datetime(2026, 3, 2, 6, 0))
    assert codes(unmet_for_move(ahead, full, to="exported", waived=["EMBARGO"])) == ["EMBARGO"]


def test_a_story_is_held_and_taken_up_again_whatever_is_open(full: Profile) -> None:
    worst = replace(STORY, headline="", stage="held", quotes=(LOST_QUOTE,))
    assert unmet_for_move(worst, full, to="held") == unmet_for_move(worst, full, to="draft") == ()


def test_a_profile_may_name_only_a_few_rules_and_the_rest_keep_their_weight() -> None:
    house = profile_from({"name": "house", "rules": {"NO_BYLINE": "stop", "STORY_HELD": "tell"}})
    weights = [house.weight(code) for code in ("NO_BYLINE", "STORY_HELD", "NO_HEADLINE")]
    assert (weights, house.stages) == (["stop", "tell", "tell"], "by_hand")


@pytest.mark.parametrize(
    ("mapping", "named"),
    [
        ({"rules": {}}, "name of the profile is None"),
        ({"name": "x", "rule": {}}, "'rule'"),
        ({"name": "x", "ask_cleared_by": "nobody"}, "ask_cleared_by of profile 'x' is 'nobody'"),
        ({"name": "x", "stages": "freely"}, "stages of profile 'x' is 'freely'"),
        ({"name": "x", "rules": ["NO_BYLINE"]}, "rules of profile 'x'"),
        ({"name": "x", "rules": {"NO_SUCH": "tell"}}, "'NO_SUCH'"),
        ({"name": "x", "rules": {"NO_BYLINE": "halt"}}, "NO_BYLINE in profile 'x' is 'halt'"),
        ({"name": "x", "rules": {"NO_BYLINE": ["tell"]}}, "NO_BYLINE in profile 'x'"),
        ({"name": "x", "rules": {"PROTECTED_NAME": "tell"}}, "must stay stop"),
    ],
)
def test_a_wrong_entry_of_a_profile_is_refused_by_name(mapping: dict[str, object], named: str) -> None:
    with pytest.raises(BadInput, match=named):
        profile_from(mapping)


def test_a_house_may_make_a_capital_at_the_start_an_error_and_let_other_edits_pass() -> None:
    house = profile_from({"name": "x", "quotes": {"case_of_start": "error", "ellipsis_joins_sentences": "pass"}})

    assert (house.quotes["case_of_start"], house.quotes["ellipsis_joins_sentences"]) == ("error", "pass")
    assert {name for name in house.quotes if house.quotes[name] != SOLO.quotes[name]} == {
        "case_of_start", "ellipsis_joins_sentences",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["solo", "pair", "full"])
def test_each_shipped_profile_judges_every_way_of_editing_a_quotation(name: str) -> None:
    assert read_profile(name).quotes == SOLO.quotes


@pytest.mark.parametrize(
    ("table", "named"),
    [
        ({"spelling": "warn"}, "'spelling' in quotes"),
        ({"ellipsis": "stop"}, "ellipsis in quotes of profile 'x' is 'stop'"),
        ({"lost_negation": "pass"}, "lost_negation in quotes of profile 'x' may not pass"),
        (["ellipsis"], "quotes of profile 'x'"),
    ],
)
def test_a_wrong_line_of_the_table_of_quotations_is_refused_by_name(table: object, named: str) -> None:
    with pytest.raises(BadInput, match=named):
        profile_from({"name": "x", "quotes": table})
