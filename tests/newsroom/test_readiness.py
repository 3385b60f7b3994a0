"""The gate: what bars a story, what it asks, what it tells (domain.md section 9)."""

import re
from dataclasses import replace
from datetime import datetime
from typing import get_args

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from newsroom.domain.anchor import AnchorState
from newsroom.domain.assertion import Strength
from newsroom.domain.claim import ClaimKind, Level
from newsroom.domain.profile import SOLO, WEIGHTS
from newsroom.domain.readiness import asked, barred, coverage, findings
from newsroom.domain.readiness_facts import (
    AnonymityState,
    CheckState,
    ClaimState,
    DamagedState,
    NoteState,
    PictureState,
    QuoteState,
    RequestState,
    SourceState,
    SpanFacts,
    StoryFacts,
)

NOW = datetime(2026, 3, 1, 12, 0)
LATER = datetime(2026, 3, 1, 18, 0)
FLAT, ATTRIBUTED, HEDGED = Strength(), Strength(attributed=True), Strength(hedged=True)
BY_LINK = Strength(attributed=True, by_link=True)

HEADLINE_SPAN = SpanFacts(None, None, "headline", strength=ATTRIBUTED)
LEAD_SPAN = SpanFacts(0, 40, "first_paragraph", strength=ATTRIBUTED)
BODY_SPAN = SpanFacts(100, 140, strength=ATTRIBUTED)
SOUND = ClaimState("top", "The ferry sails again", "confirmed", spans=(HEADLINE_SPAN, LEAD_SPAN))
STORY = StoryFacts(NOW, headline="Ferry sails again", byline="Ida Holt", first_paragraph=((0, 40),), claims=(SOUND,))


def found(facts: StoryFacts) -> list[tuple[str, str]]:
    return [(one.weight, one.code) for one in findings(facts, SOLO)]


def claim(level: Level, span: SpanFacts = BODY_SPAN, **more: object) -> ClaimState:
    return replace(ClaimState("c", "The hull is cracked", level, spans=(span,)), **more)  # type: ignore[arg-type]


def with_claim(level: Level, span: SpanFacts = BODY_SPAN, **more: object) -> StoryFacts:
    return replace(STORY, claims=(SOUND, claim(level, span, **more)))


def with_quote(**more: object) -> StoryFacts:
    quote = replace(QuoteState("q", "We have a new hull", 50, 70), **more)  # type: ignore[arg-type]
    return replace(STORY, quotes=(quote,))


def test_a_sound_story_has_no_findings() -> None:
    assert found(STORY) == []


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (with_quote(terms="off_record"), "OFF_RECORD_WORDS"),
        (with_quote(terms="off_record", proposed=True), "OFF_RECORD_WORDS"),
        (replace(STORY, sources=(SourceState("s", "Notes", terms="off_record"),)), "OFF_RECORD_WORDS"),
        (replace(STORY, embargo_until=LATER), "EMBARGO"),
        (replace(STORY, sources=(SourceState("s", "Letter", embargo_until=LATER),)), "EMBARGO"),
        (replace(STORY, damaged=(DamagedState("draft", "d", "The text"),)), "DAMAGED_TEXT"),
        (replace(STORY, stage="held"), "STORY_HELD"),
        (replace(STORY, stage="spiked"), "STORY_SPIKED"),
    ],
)
def test_what_stops_a_story_is_on_no_list_that_a_reason_could_answer(facts: StoryFacts, code: str) -> None:
    listed = findings(facts, SOLO)
    assert [(one.weight, one.code) for one in listed] == [("stop", code)]
    assert (barred(listed), asked(listed)) == (listed, ())


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (with_claim("refuted", replace(BODY_SPAN, strength=FLAT)), "REFUTED_FLAT"),
        (
            with_quote(fidelity="unmarked_edit", house_severity="error", detail="“new” was added."),
            "QUOTE_WORDS_CHANGED",
        ),
        (with_quote(fidelity="not_found"), "QUOTE_NOT_FOUND"),
        (with_quote(state="adrift"), "QUOTE_ADRIFT"),
        (with_claim("confirmed", accusation=True), "ACCUSATION_WITHOUT_REQUEST"),
        (replace(STORY, anonymity=(AnonymityState("p", "a deckhand", reason="privacy"),)), "ANONYMITY_NOT_APPROVED"),
        (replace(STORY, anonymity=(AnonymityState("p", "a deckhand", approved=True),)), "ANONYMITY_NOT_APPROVED"),
        (
            replace(STORY, sources=(SourceState("s", "Talk", terms="unspecified", own_interview=True),)),
            "TERMS_NOT_SET",
        ),
        (with_claim("high", override_waiting=True), "OVERRIDE_WAITING"),
        (replace(STORY, approved_hash="a", current_hash="b"), "CHANGED_SINCE_APPROVAL"),
    ],
)
def test_what_is_asked_stands_on_one_list_until_a_named_role_waives_it(facts: StoryFacts, code: str) -> None:
    listed = findings(facts, SOLO)
    assert [(one.weight, one.code) for one in listed] == [("ask", code)]
    assert (barred(listed), asked(listed)) == ((), listed)
    assert asked(listed, waived=[code]) == ()


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (with_claim("unsourced"), "RESTS_ON_NOTHING"),
        (with_claim("unsourced", replace(BODY_SPAN, source_attached=False)), "SOURCE_NOT_ATTACHED"),
        (with_claim("moderate", replace(BODY_SPAN, strength=FLAT)), "SAY_WHO_SAYS_SO"),
        (with_claim("moderate", replace(LEAD_SPAN, strength=FLAT)), "OVER_CLAIMS"),
        (with_claim("moderate", replace(LEAD_SPAN, strength=BY_LINK)), "NAME_BESIDE_LINK"),
        (with_claim("high", replace(LEAD_SPAN, strength=FLAT)), "ATTRIBUTE_IN_HEADING"),
        (with_claim("high", replace(BODY_SPAN, strength=FLAT)), "ATTRIBUTE_FIRST_MENTION"),
        (with_claim("low", replace(BODY_SPAN, strength=FLAT)), "OVER_CLAIMS"),
        (with_claim("low"), "HEDGE_IT"),
        (with_claim("low", replace(BODY_SPAN, strength=HEDGED)), "NAME_THE_SOURCE"),
        (with_claim("low", replace(BODY_SPAN, place="subhead")), "HEADING_STRONGER_THAN_BODY"),
        (with_claim("disputed", replace(BODY_SPAN, strength=FLAT)), "DISPUTED_AS_FACT"),
        (with_claim("disputed"), "OTHER_SIDE_MISSING"),
        (with_claim("disputed", replace(BODY_SPAN, place="subhead")), "GIVE_BOTH_SIDES"),
        (with_claim("disputed", replace(BODY_SPAN, strength=FLAT), common_knowledge=True), "DISPUTED_AS_FACT"),
        (with_claim("refuted"), "REFUTED_AS_FACT"),
        (with_claim("not_ratable", replace(BODY_SPAN, strength=FLAT)), "OPINION_AS_FACT"),
        (with_claim("confirmed", replace(BODY_SPAN, strength=HEDGED)), "UNDER_CLAIMS"),
        (with_claim("confirmed", numbers_unlike_source=("4,000",)), "NUMBERS_DIFFER"),
        (with_claim("confirmed", replace(BODY_SPAN, state="adrift")), "CLAIM_ADRIFT"),
        (with_claim("confirmed", replace(BODY_SPAN, state="reworded")), "CLAIM_REWORDED"),
        (with_claim("high", flags=frozenset(["CONTESTED"])), "DENIAL_NOT_CARRIED"),
        (with_claim("high", flags=frozenset(["STALE"])), "CLAIM_STALE"),
        (
            with_claim("high", accusation=True, has_request_or_reason=True, flags=frozenset(["SINGLE_ORIGIN"])),
            "ACCUSATION_ON_ONE_SOURCE",
        ),
        (with_quote(fidelity="unmarked_edit", house_severity="warn"), "QUOTE_HOUSE_RULE"),
        (with_quote(fidelity="ambiguous"), "QUOTE_SEVERAL_PLACES"),
        (with_quote(fidelity="not_compared"), "QUOTE_NOT_COMPARED"),
        (with_quote(has_speaker=False), "QUOTE_WITHOUT_SPEAKER"),
        (with_quote(has_source=False), "QUOTE_WITHOUT_SOURCE"),
        (with_quote(inconsistent=True), "QUOTE_INCONSISTENT"),
        (with_quote(outlet_unnamed=True), "QUOTE_OUTLET_UNNAMED"),
        (with_quote(translation_unsaid=True), "QUOTE_TRANSLATED"),
        (with_quote(terms="deep_background"), "QUOTE_AGAINST_TERMS"),
        (replace(STORY, requests=(RequestState("r", "the port"),)), "REQUEST_OPEN"),
        (replace(STORY, requests=(RequestState("r", "the port", "declined", stale=True),)), "REQUEST_STALE"),
        (
            replace(STORY, requests=(RequestState("r", "the port", "declined", words="The port refused to comment."),)),
            "REPLY_WORDED_STRONGER",
        ),
        (
            replace(STORY, requests=(RequestState("r", "the port", "reported_by_other_outlet", via_outlet="Post"),)),
            "ASKED_BY_OTHER_OUTLET",
        ),
        (replace(STORY, notes=(NoteState("n", "Which hull?", 3, 9),)), "OPEN_NOTE"),
        (replace(STORY, checks=(CheckState("k", "query", 1, 5),)), "OPEN_QUERY"),
        (replace(STORY, checks=(CheckState("k", "wrong", 1, 5),)), "CHECKED_WRONG"),
        (replace(STORY, checks=(CheckState("k", "verified", 1, 5, stale=True),)), "CHECK_STALE"),
        (replace(STORY, checks=(CheckState("k", "cannot_verify", 1, 5, said_flat=True),)), "UNVERIFIED_SAID_FLAT"),
        (replace(STORY, pictures=(PictureState("a", "pier.jpg", has_alt_text=False),)), "PICTURE_WITHOUT_ALT"),
        (replace(STORY, pictures=(PictureState("a", "pier.jpg", rights_confirmed=False),)), "PICTURE_RIGHTS"),
        (replace(STORY, headline=" "), "NO_HEADLINE"),
        (replace(STORY, byline=""), "NO_BYLINE"),
        (replace(STORY, legal_asked=True), "LEGAL_NOT_CLEARED"),
        (
            replace(
                STORY,
                anonymity=(AnonymityState("p", "a deckhand", True, "privacy", listed_as_declined=True),),
            ),
            "DECLINED_AND_ANONYMOUS",
        ),
    ],
)
def test_all_else_is_told_and_bars_nothing(facts: StoryFacts, code: str) -> None:
    listed = findings(facts, SOLO)
    assert [(one.weight, one.code) for one in listed] == [("tell", code)]
    assert (barred(listed), asked(listed)) == ((), ())


def test_an_embargo_ends_at_its_minute() -> None:
    assert found(replace(STORY, embargo_until=NOW)) == []
    assert "1 March 2026, 18:00" in findings(replace(STORY, embargo_until=LATER), SOLO)[0].message


def test_an_unmarked_headline_and_first_paragraph_are_asked_about_once_each() -> None:
    listed = findings(replace(STORY, first_paragraph=((0, 40), (41, 80)), claims=()), SOLO)
    assert [one.code for one in listed] == ["TOP_RESTS_ON_NOTHING"] * 2
    assert [one.start for one in listed] == [None, 0]
    assert "2 of its 2 statements" in listed[1].message


def test_one_unmarked_sentence_beside_a_sound_one_is_asked_about_where_it_stands() -> None:
    listed = findings(replace(STORY, first_paragraph=((0, 40), (41, 80))), SOLO)
    assert [(one.weight, one.code, one.start, one.end) for one in listed] == [("ask", "TOP_RESTS_ON_NOTHING", 41, 80)]
    # The other sentence is sourced, so the paragraph as a whole does not rest on nothing.
    assert listed[0].message == "A sentence of the first paragraph rests on nothing that counts."


def test_a_weak_first_paragraph_is_shown_at_the_words_of_its_weakest_claim() -> None:
    weak = replace(SOUND, id="weak", level="low", spans=(replace(LEAD_SPAN, start=22, end=38),))
    firm = replace(SOUND, spans=(replace(LEAD_SPAN, start=0, end=20),))
    listed = [one for one in findings(replace(STORY, claims=(firm, weak)), SOLO) if one.code == "TOP_ON_LOW"]
    assert [(one.start, one.end) for one in listed] == [(22, 38)]


@pytest.mark.parametrize(
    ("level", "span", "code"),
    [
        ("unsourced", LEAD_SPAN, "TOP_RESTS_ON_NOTHING"),
        ("low", LEAD_SPAN, "TOP_ON_LOW"),
        ("disputed", LEAD_SPAN, "TOP_ON_ONE_SIDE"),
        ("refuted", LEAD_SPAN, "REFUTED_FLAT"),
        ("refuted", HEADLINE_SPAN, "REFUTED_FLAT"),
        ("low", HEADLINE_SPAN, "TOP_ON_LOW"),
        ("disputed", HEADLINE_SPAN, "TOP_ON_ONE_SIDE"),
    ],
)
def test_a_marked_top_is_asked_about_for_what_it_rests_on(level: Level, span: SpanFacts, code: str) -> None:
    assert ("ask", code) in found(with_claim(level, span))


def test_what_is_asked_about_at_the_top_is_told_where_it_stands_too() -> None:
    assert found(with_claim("low", LEAD_SPAN)) == [("ask", "TOP_ON_LOW"), ("tell", "TOO_WEAK_FOR_HEADING")]


def test_a_dispute_with_both_sides_and_what_needs_no_source_pass_at_the_top() -> None:
    both = replace(LEAD_SPAN, other_side_in_paragraph=True)
    assert found(with_claim("disputed", both)) == []
    assert found(with_claim("unsourced", replace(LEAD_SPAN, strength=FLAT), common_knowledge=True)) == []
    assert found(with_claim("unsourced", replace(LEAD_SPAN, strength=FLAT), own_observation=True)) == []


def test_a_claim_that_lost_its_place_carries_no_first_paragraph() -> None:
    lost = replace(SOUND, spans=(HEADLINE_SPAN, replace(LEAD_SPAN, state="adrift")))
    assert ("ask", "TOP_RESTS_ON_NOTHING") in found(replace(STORY, claims=(lost,)))


def test_a_proposal_never_counts() -> None:
    for level in get_args(Level):
        spans = replace(BODY_SPAN, strength=FLAT)
        assert found(with_claim(level, spans, proposed=True, accusation=True, override_waiting=True)) == []
    assert found(with_quote(fidelity="not_found", has_speaker=False, proposed=True)) == []


def test_an_attributed_first_mention_lets_later_ones_stand() -> None:
    first, later = replace(BODY_SPAN, start=100, end=110), replace(BODY_SPAN, start=120, end=130, strength=FLAT)
    assert found(with_claim("high", spans=(later, first))) == []
    listed = findings(with_claim("high", spans=(replace(first, strength=FLAT),)), SOLO)
    assert [(one.code, one.start) for one in listed] == [("ATTRIBUTE_FIRST_MENTION", 100)]


def test_a_subhead_that_outruns_the_body_is_told() -> None:
    subhead = SpanFacts(90, 99, "subhead", strength=ATTRIBUTED)
    facts = with_claim("moderate", spans=(subhead, replace(BODY_SPAN, strength=Strength(True, True))))
    assert found(facts) == [("tell", "HEADING_STRONGER_THAN_BODY")]


def test_findings_come_by_weight_and_then_by_place() -> None:
    facts = replace(
        with_claim("unsourced"),
        stage="held",
        headline="",
        quotes=(QuoteState("q", "a hull", 50, 60, fidelity="not_found"), QuoteState("r", "b", 20, 30, state="adrift")),
        checks=(CheckState("k", "query", 5, 9, note="Which pier?"),),
    )
    listed = findings(facts, SOLO)
    assert [one.code for one in listed] == [
        "STORY_HELD", "QUOTE_ADRIFT", "QUOTE_NOT_FOUND", "NO_HEADLINE", "OPEN_QUERY", "RESTS_ON_NOTHING",
    ]  # fmt: skip
    assert listed[4].message == "Which pier?"
    assert (listed[5].record_kind, listed[5].record, listed[5].who) == ("claim", "c", "the author")


def test_a_dismissal_quiets_what_is_told_while_sentence_and_level_stay_but_never_what_is_asked() -> None:
    dismissed = frozenset([("RESTS_ON_NOTHING", "c", "h1"), ("QUOTE_NOT_FOUND", "q", "h1")])
    assert found(replace(with_claim("unsourced", hash="h1"), dismissed=dismissed)) == []
    assert found(replace(with_claim("unsourced", hash="h2"), dismissed=dismissed)) == [("tell", "RESTS_ON_NOTHING")]
    asked = replace(with_quote(fidelity="not_found", hash="h1"), dismissed=dismissed)
    assert found(asked) == [("ask", "QUOTE_NOT_FOUND")]


def test_coverage_is_a_count_without_proposals() -> None:
    claims = (
        SOUND,
        claim("unsourced"),
        claim("low"),
        claim("low", proposed=True),
        claim("unsourced", own_observation=True),
    )
    assert coverage(replace(STORY, claims=claims)).words == "sourced 3 of 4"


def test_facts_are_missed_by_the_check_only_once_it_has_begun() -> None:
    assert found(replace(STORY, stage="submitted")) == []
    assert found(replace(STORY, stage="checking")) == [("tell", "FACT_NOT_CHECKED")]
    assert found(replace(STORY, stage="checking", claims=(replace(SOUND, checked=True),))) == []


def test_a_headline_that_says_more_than_its_level_allows_is_told_what_to_do() -> None:
    flat = replace(HEADLINE_SPAN, strength=FLAT)
    listed = findings(with_claim("moderate", spans=(flat,)), SOLO)
    assert [one.code for one in listed] == ["HEADING_STRONGER_THAN_BODY"]
    assert "than its level allows." in listed[0].message and "say who says so" in listed[0].message
    assert found(with_claim("not_ratable", spans=(flat,), labelled_as_analysis=True)) == []


def test_what_could_not_be_verified_is_flat_where_its_statement_is() -> None:
    facts = with_claim("confirmed", replace(BODY_SPAN, strength=FLAT))
    assert found(replace(facts, checks=(CheckState("k", "cannot_verify", 110, 120),))) == [
        ("tell", "UNVERIFIED_SAID_FLAT")
    ]
    assert found(replace(facts, checks=(CheckState("k", "cannot_verify", 140, 150),))) == []


SENTENCES = ((0, 40), (41, 80), (81, 120), (130, 170), (171, 210))
STRENGTHS = st.builds(Strength, st.booleans(), st.booleans(), st.booleans())


@st.composite
def marks(draw: st.DrawFn) -> ClaimState:
    at = draw(st.integers(-1, len(SENTENCES) - 1))
    strength = draw(STRENGTHS)
    if at < 0:
        span = SpanFacts(None, None, "headline", strength=strength)
    else:
        start, end = SENTENCES[at]
        place = "first_paragraph" if at < 3 else "body"
        span = SpanFacts(start, end, place, draw(st.sampled_from(get_args(AnchorState))), strength)
    return ClaimState(
        id=f"at {at}",
        wording="The ferry sails",
        level=draw(st.sampled_from(get_args(Level))),
        kind=draw(st.sampled_from(get_args(ClaimKind))),
        spans=(span,),
        labelled_as_analysis=draw(st.booleans()),
        common_knowledge=draw(st.booleans()),
        own_observation=draw(st.booleans()),
        numbers_unlike_source=draw(st.sampled_from([(), ("4",)])),
    )


def in_the_way(facts: StoryFacts) -> list[str]:
    listed = findings(facts, SOLO)
    return [one.code for one in (*barred(listed), *asked(listed))]


def says_what_is_refuted(mark: ClaimState) -> bool:
    return mark.level == "refuted" and any(span.strength.word == "flat" for span in mark.spans)


@settings(max_examples=200, deadline=None)
@given(st.lists(marks(), max_size=4, unique_by=lambda one: one.id), marks())
def test_marking_a_sentence_never_asks_more_than_leaving_it_unmarked(
    others: list[ClaimState], mark: ClaimState
) -> None:
    # What is shown to be wrong and said as a fact is asked about wherever it stands: that is a rule of its own.
    assume(not says_what_is_refuted(mark))
    story = replace(STORY, first_paragraph=SENTENCES[:3])
    elsewhere = tuple(one for one in others if one.id != mark.id)
    unmarked = in_the_way(replace(story, claims=elsewhere))
    assert len(in_the_way(replace(story, claims=(*elsewhere, mark)))) <= len(unmarked)


@settings(max_examples=50, deadline=None)
@given(st.lists(marks(), max_size=4))
def test_a_proposal_changes_nothing_whatever_it_marks(proposals: list[ClaimState]) -> None:
    guessed = tuple(replace(one, proposed=True) for one in proposals)
    assert findings(replace(STORY, claims=(SOUND, *guessed)), SOLO) == findings(STORY, SOLO)


@settings(max_examples=50, deadline=None)
@given(st.lists(marks(), max_size=5, unique_by=lambda one: one.id))
def test_findings_are_whole_sentences_in_order_and_say_who_can_clear_them(claims: list[ClaimState]) -> None:
    listed = findings(replace(STORY, first_paragraph=SENTENCES[:3], claims=tuple(claims)), SOLO)
    order = [(WEIGHTS.index(one.weight), -1 if one.start is None else one.start) for one in listed]
    assert order == sorted(order)
    for one in listed:
        assert one.message.endswith(".") and one.who
        assert not re.search(r"_|\b[A-Z]{2,}\b", one.message), one.message
