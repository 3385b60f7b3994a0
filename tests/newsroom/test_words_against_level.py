"""Words against level, where two rules meet: what is told is what helps, and it is told once."""

from dataclasses import replace
from datetime import datetime

from newsroom.domain.assertion import Strength
from newsroom.domain.claim import Level
from newsroom.domain.profile import SOLO
from newsroom.domain.readiness import findings
from newsroom.domain.readiness_facts import ClaimState, SpanFacts, StoryFacts

FLAT, ATTRIBUTED, HEDGED = Strength(), Strength(attributed=True), Strength(hedged=True)
TOP = SpanFacts(0, 40, "first_paragraph", strength=ATTRIBUTED)
SUBHEAD = SpanFacts(50, 70, "subhead", strength=HEDGED)
BODY = SpanFacts(100, 140, strength=ATTRIBUTED)
SOUND = ClaimState("top", "The ferry sails again", "confirmed", spans=(TOP,))


def told(level: Level, *spans: SpanFacts, flags: frozenset[str] = frozenset()) -> list[tuple[str, int | None]]:
    """Code and place of what is found of a claim beside one that is sound."""
    claim = ClaimState("c", "The hull is cracked", level, flags, spans=spans)
    story = StoryFacts(datetime(2026, 3, 1, 12), byline="Ida Holt", first_paragraph=((0, 40),), claims=(SOUND, claim))
    return [(one.code, one.start) for one in findings(story, SOLO) if one.code != "NO_HEADLINE"]


def test_what_was_shown_to_be_wrong_does_not_rest_on_nothing_however_the_top_says_it() -> None:
    for strength in (FLAT, ATTRIBUTED, HEDGED):
        codes = [code for code, _ in told("refuted", replace(TOP, strength=strength))]
        assert "REFUTED_FLAT" in codes
        assert "TOP_RESTS_ON_NOTHING" not in codes
    assert told("confirmed", TOP) == []


def test_an_altered_quote_is_not_to_be_hedged() -> None:
    assert told("low", BODY, flags=frozenset({"QUOTE_ALTERED"})) == []
    assert told("low", BODY) == [("HEDGE_IT", 100)]


def test_a_heading_that_holds_back_is_told_that_it_names_nobody() -> None:
    assert told("moderate", SUBHEAD, BODY) == [("NAME_THE_SOURCE", 50)]
    assert told("moderate", replace(SUBHEAD, strength=FLAT), BODY) == [("HEADING_STRONGER_THAN_BODY", 50)]
    assert told("moderate", replace(SUBHEAD, strength=ATTRIBUTED), BODY) == []
