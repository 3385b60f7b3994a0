"""The table of what the prose may say at each level (domain.md section 4), cell by cell."""

from typing import get_args

import pytest

from newsroom.domain.assertion import ASSERTION_ERRORS, Place, Strength, heading_stronger_than_body, judge
from newsroom.domain.claim import Level

FLAT = Strength()
ATTRIBUTED = Strength(attributed=True)
HEDGED = Strength(hedged=True)
BOTH = Strength(attributed=True, hedged=True)
BY_LINK = Strength(attributed=True, by_link=True)

BODY = {
    "confirmed": ("ok", "ok", "note", "ok"),
    "high": ("note", "ok", "note", "ok"),
    "moderate": ("warn", "ok", "warn", "ok"),
    "low": ("error", "warn", "warn", "ok"),
    "unsourced": ("error", "error", "error", "error"),
    "disputed": ("error", "warn", "warn", "warn"),
    "refuted": ("error", "error", "error", "error"),
    "not_ratable": ("warn", "ok", "ok", "ok"),
}
HEADING = {
    "confirmed": ("ok", "ok", "ok", "ok"),
    "high": ("warn", "ok", "warn", "ok"),
    "moderate": ("error", "ok", "warn", "ok"),
    "low": ("error", "error", "error", "error"),
    "unsourced": ("error", "error", "error", "error"),
    "disputed": ("error", "error", "error", "error"),
    "refuted": ("error", "error", "error", "error"),
    "not_ratable": ("warn", "ok", "warn", "ok"),
}
FOUR = (FLAT, ATTRIBUTED, HEDGED, BOTH)


@pytest.mark.parametrize("level", get_args(Level))
def test_each_level_allows_in_the_body_what_its_row_says(level: Level) -> None:
    assert tuple(judge(level, strength, "body").weight for strength in FOUR) == BODY[level]


@pytest.mark.parametrize("place", ["headline", "subhead", "first_paragraph"])
@pytest.mark.parametrize("level", get_args(Level))
def test_headings_and_the_first_paragraph_allow_less(level: Level, place: Place) -> None:
    assert tuple(judge(level, strength, place).weight for strength in FOUR) == HEADING[level]


@pytest.mark.parametrize("level", get_args(Level))
@pytest.mark.parametrize("place", get_args(Place))
def test_whatever_is_not_well_is_said_in_one_plain_sentence(level: Level, place: Place) -> None:
    for strength in (*FOUR, BY_LINK):
        verdict = judge(level, strength, place)
        assert (verdict.sentence == "") == (verdict.weight == "ok")
        assert not verdict.sentence or (verdict.sentence.endswith(".") and "_" not in verdict.sentence)
        assert (verdict.code in ASSERTION_ERRORS) == (verdict.weight == "error")


def test_high_stands_flat_after_a_first_attributed_mention_but_not_in_a_heading() -> None:
    assert judge("high", FLAT, "body", attributed_before=True).weight == "ok"
    assert judge("high", FLAT, "headline", attributed_before=True).weight == "warn"


def test_a_named_source_that_is_not_attached_is_told_as_one_key_away() -> None:
    assert judge("unsourced", ATTRIBUTED, "body", source_attached=False).code == "SOURCE_NOT_ATTACHED"
    assert judge("unsourced", ATTRIBUTED, "body").code == "RESTS_ON_NOTHING"


def test_analysis_that_is_labelled_may_hold_back_without_a_source_outside_headings() -> None:
    assert judge("unsourced", HEDGED, "body", labelled_analysis=True).weight == "ok"
    assert judge("unsourced", FLAT, "body", labelled_analysis=True).weight == "error"
    assert judge("unsourced", HEDGED, "headline", labelled_analysis=True).weight == "error"


@pytest.mark.parametrize("place", get_args(Place))
def test_a_dispute_needs_both_sides_in_the_paragraph(place: Place) -> None:
    assert judge("disputed", ATTRIBUTED, place, other_side_in_paragraph=True).weight == "ok"
    assert judge("disputed", FLAT, place, other_side_in_paragraph=True).weight == "error"


def test_what_is_refuted_stands_only_attributed_and_as_outdated_in_the_body() -> None:
    assert judge("refuted", ATTRIBUTED, "body", said_as_outdated=True).weight == "ok"
    assert judge("refuted", FLAT, "body", said_as_outdated=True).weight == "error"
    assert judge("refuted", ATTRIBUTED, "headline", said_as_outdated=True).weight == "error"


def test_a_labelled_opinion_may_stand_flat() -> None:
    assert judge("not_ratable", FLAT, "body", labelled_analysis=True).weight == "ok"


def test_a_link_alone_is_enough_in_the_body_and_noted_in_the_first_paragraph() -> None:
    assert judge("moderate", BY_LINK, "body").weight == "ok"
    assert judge("moderate", BY_LINK, "first_paragraph").code == "NAME_BESIDE_LINK"


def test_a_heading_may_not_outrun_the_weakest_span_of_the_body() -> None:
    found = heading_stronger_than_body("confirmed", FLAT, [FLAT, HEDGED])
    assert found is not None and (found.weight, found.code) == ("warn", "HEADING_STRONGER_THAN_BODY")
    assert heading_stronger_than_body("confirmed", HEDGED, [FLAT, HEDGED]) is None
    assert heading_stronger_than_body("confirmed", FLAT, []) is None


def test_a_heading_may_not_outrun_the_level() -> None:
    found = heading_stronger_than_body("moderate", FLAT, [FLAT])
    assert found is not None and found.weight == "error"
    assert heading_stronger_than_body("moderate", ATTRIBUTED, [ATTRIBUTED]) is None


@pytest.mark.parametrize("level", ["moderate", "high"])
def test_a_heading_that_holds_back_is_not_too_strong(level: Level) -> None:
    assert heading_stronger_than_body(level, HEDGED, [ATTRIBUTED]) is None
    assert heading_stronger_than_body(level, HEDGED, [BOTH]) is not None
    assert judge(level, HEDGED, "headline").code in ("NAME_THE_SOURCE", "ATTRIBUTE_IN_HEADING")


def test_a_labelled_opinion_may_head_its_column() -> None:
    found = heading_stronger_than_body("not_ratable", FLAT, [])
    assert found is not None and found.weight == "warn"
    assert heading_stronger_than_body("not_ratable", FLAT, [], labelled_analysis=True) is None


def test_strength_is_named_in_one_word_or_two() -> None:
    assert [strength.word for strength in FOUR] == ["flat", "attributed", "hedged", "attributed and hedged"]
    assert sorted(FOUR, key=lambda strength: strength.force) == [BOTH, HEDGED, ATTRIBUTED, FLAT]


def test_a_level_or_place_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="'certain' is no level"):
        judge("certain", FLAT, "body")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="'margin' is no place"):
        judge("high", FLAT, "margin")  # type: ignore[arg-type]
