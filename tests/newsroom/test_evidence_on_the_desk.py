"""Marking, attaching and rating on a real desk."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsroom.desk.claims import attach_evidence, find_in_draft, mark_claim, override_level, set_claim_fields
from newsroom.desk.desk import Desk
from newsroom.desk.drafts import Wanted, add_draft, place_anchors
from newsroom.desk.levels import RatedClaim, rate_claims
from newsroom.desk.people import add_protected_person, person_named
from newsroom.desk.sources import (
    NewCapture,
    add_capture,
    add_source,
    derive_source,
    post_notice,
    rate_publisher,
    set_source_fields,
    stock_publishers,
)
from newsroom.desk.stories import move_stage, new_story
from newsroom.domain.claim import Claim
from newsroom.domain.errors import BadInput, Refused
from newsroom.domain.quote import Quote, QuoteUse
from newsroom.domain.story import Story
from newsroom.domain.terms import Terms
from newsroom.settings import read_publishers
from newsroom.storage.queries import Queries
from newsroom.storage.transaction import Transaction
from tests.builders import new_desk, steady_ids

NOW = datetime(2025, 10, 5, 12, 0, tzinfo=UTC)
TEXT = "The ferry to Skarholm is cancelled. “We will not sail,” Ottilie Brandvik said. The council knew."


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    working = new_desk(tmp_path / "desk", ids=steady_ids())
    yield working
    working.close()


@pytest.fixture
def story(desk: Desk) -> Story:
    made = desk.run("New story", new_story, fields={"headline": "Ferry cancelled"}).value
    desk.run("Write", add_draft, story_id=made.id, text=TEXT)
    return made


def mark(desk: Desk, story: Story, words: str, **fields: object) -> Claim:
    start, end = find_in_draft(TEXT, words)
    return desk.run("Mark", mark_claim, story_id=story.id, start=start, end=end, fields=fields).value


def source(desk: Desk, story: Story, **fields: object) -> str:
    given = {"type": "news_report", "title": "Report", "publisher": "Tarnby Courier", **fields}
    return desk.run("Add", add_source, story_id=story.id, fields=given).value.id


def rated(desk: Desk, story: Story) -> RatedClaim:
    return rate_claims(Queries(desk.archive).story_records(story.id), now=NOW)[0]


def test_a_claim_stands_where_its_words_stand(desk: Desk, story: Story) -> None:
    mark(desk, story, "The ferry to Skarholm is cancelled.")

    one = rated(desk, story)
    assert [(place.start, place.end, place.state) for place in one.places] == [(0, 35, "attached")]
    assert (one.level, one.claim.wording) == ("unsourced", "The ferry to Skarholm is cancelled.")


@pytest.mark.parametrize(
    ("words", "told"), [("The bus", "does not contain"), ("e", "more than once"), (" ", "not contain")]
)
def test_words_that_do_not_name_one_place_are_refused(words: str, told: str) -> None:
    with pytest.raises(BadInput, match=told):
        find_in_draft(TEXT, words)


def test_a_rated_outlet_with_a_saved_copy_makes_a_claim_moderate(desk: Desk, story: Story) -> None:
    claim = mark(desk, story, "The ferry to Skarholm is cancelled.")
    report = source(desk, story)
    desk.run("Attach", attach_evidence, claim_id=claim.id, source_id=report)
    assert rated(desk, story).level == "low"

    desk.run("Rate", rate_publisher, name="Tarnby Courier", grade="B", reason="Corrects its errors.")
    desk.run("Keep", add_capture, source_id=report, capture=NewCapture(None, "pasted", "The ferry is cancelled."))

    assert rated(desk, story).level == "moderate"


def test_a_notice_takes_back_what_rested_on_the_source(desk: Desk, story: Story) -> None:
    claim = mark(desk, story, "The ferry to Skarholm is cancelled.")
    record = source(desk, story, type="public_record")
    desk.run("Keep", add_capture, source_id=record, capture=NewCapture(None, "pdf", "Cancelled."))
    desk.run("Attach", attach_evidence, claim_id=claim.id, source_id=record)
    assert rated(desk, story).level == "confirmed"

    notice = {"kind": "forged", "reach": "whole"}
    done = desk.run("Notice", post_notice, source_id=record, fields=notice)
    assert (rated(desk, story).level, "RETRACTED_IGNORED" in rated(desk, story).assessment.flags) == ("unsourced", True)

    desk.revert(done.changes)
    assert rated(desk, story).level == "confirmed"


def test_sites_that_restate_one_report_count_once(desk: Desk, story: Story) -> None:
    claim = mark(desk, story, "The ferry to Skarholm is cancelled.")
    report, copy = source(desk, story), source(desk, story, title="Copy", type="aggregator_post")
    for one in (report, copy):
        desk.run("Attach", attach_evidence, claim_id=claim.id, source_id=one)
    desk.run("Derive", derive_source, child_id=copy, parent_id=report)

    assert len({item.origin for item in rated(desk, story).items}) == 1
    with pytest.raises(Refused, match="its own origin"):
        desk.run("Derive", derive_source, child_id=report, parent_id=copy)


def test_evidence_rests_on_exactly_one_thing(desk: Desk, story: Story) -> None:
    claim = mark(desk, story, "The council knew.")

    with pytest.raises(Refused, match="exactly one"):
        desk.run("Attach", attach_evidence, claim_id=claim.id)


def test_evidence_takes_the_terms_agreed_with_its_source(desk: Desk, story: Story) -> None:
    claim = mark(desk, story, "The council knew.")
    talk = source(desk, story, type="interview_own")
    desk.run("Agree", Transaction.add, Terms, record=talk, value="off_record")

    item = desk.run("Attach", attach_evidence, claim_id=claim.id, source_id=talk).value

    assert item.terms == "off_record"
    assert "OFF_RECORD_IGNORED" in rated(desk, story).assessment.flags


def test_guessed_fields_of_evidence_are_named_and_given_ones_are_not(desk: Desk, story: Story) -> None:
    claim = mark(desk, story, "The council knew.")
    report = source(desk, story)

    guessed = desk.run("Attach", attach_evidence, claim_id=claim.id, source_id=report).value
    again = {"claim_id": claim.id, "source_id": report}
    given = desk.run("Attach", attach_evidence, **again, stance="partial", authority="insider").value
    with pytest.raises(Refused, match="already"):
        desk.run("Attach", attach_evidence, **again)

    assert (guessed.authority, guessed.to_confirm) == ("publication", ("authority", "as_of"))
    assert (given.authority, given.to_confirm) == ("insider", ("as_of",))


def test_an_altered_quotation_in_the_sentence_holds_the_claim_down(desk: Desk, story: Story) -> None:
    claim = mark(desk, story, "“We will not sail,” Ottilie Brandvik said.", kind="speech")
    interview = source(desk, story, type="interview_published")
    said = NewCapture(None, "saved_page", "Brandvik was firm. “We will sail,” she said.")
    desk.run("Keep", add_capture, source_id=interview, capture=said)

    def use_quote(transaction: Transaction) -> None:
        quote = transaction.add(Quote, verbatim="We will sail", source=interview)
        start, end = find_in_draft(TEXT, "“We will not sail,”")
        use_id = transaction.ids.new()
        wanted = [Wanted("quote_use", use_id, start, end)]
        anchor = place_anchors(transaction, story_id=story.id, wanted=wanted)[0]
        transaction.add(QuoteUse, id=use_id, story=story.id, quote=quote.id, anchor=anchor.id)
        attach_evidence(transaction, claim_id=claim.id, quote_id=quote.id)

    desk.run("Quote", use_quote)

    one = rated(desk, story)
    assert (one.level, "QUOTE_ALTERED" in one.assessment.flags) == ("low", True)


def test_a_level_may_go_one_up_by_hand_and_keeps_the_suggestion(desk: Desk, story: Story) -> None:
    claim = mark(desk, story, "The ferry to Skarholm is cancelled.")
    report = source(desk, story)
    desk.run("Attach", attach_evidence, claim_id=claim.id, source_id=report)
    suggested = rated(desk, story).suggested
    desk.run(
        "By hand", override_level, claim_id=claim.id, level="moderate", reason_code="expert_judgment",
        note="Seen on the quay board this morning.", suggested=suggested, evidence_hash="",
    )  # fmt: skip

    one = rated(desk, story)
    assert (one.level, one.suggested, one.asks_again) == ("moderate", "low", False)

    desk.run("Rate", rate_publisher, name="Tarnby Courier", grade="B", reason="Corrects its errors.")
    desk.run("Keep", add_capture, source_id=report, capture=NewCapture(None, "pasted", "Cancelled."))
    assert rated(desk, story).asks_again


@pytest.mark.parametrize(
    ("level", "suggested", "note", "told"),
    [
        ("high", "low", "I have known this for years.", "too far above"),
        ("confirmed", "high", "I have known this for years.", "too far above"),
        ("high", "disputed", "I have known this for years.", "Only answering"),
        ("low", "moderate", "because", "at least 15"),
        ("low", "low", "I have known this for years.", "suggests low already"),
        ("disputed", "disputed", "I have known this for years.", "suggests disputed already"),
    ],
)
def test_what_evidence_must_do_or_suggests_anyhow_is_refused_by_hand(
    desk: Desk, story: Story, level: str, suggested: str, note: str, told: str
) -> None:
    claim = mark(desk, story, "The council knew.")

    with pytest.raises(Refused, match=told):
        desk.run(
            "By hand", override_level, claim_id=claim.id, level=level, reason_code="other", note=note,
            suggested=suggested, evidence_hash="",
        )  # fmt: skip


def test_a_value_no_list_has_is_refused_with_the_list(desk: Desk, story: Story) -> None:
    claim = mark(desk, story, "The council knew.")

    with pytest.raises(Refused, match=r"cannot be 'hunch'\. Use one of: absence, fact"):
        desk.run("Change", set_claim_fields, claim_id=claim.id, fields={"kind": "hunch"})


def test_a_stage_move_keeps_who_and_both_ends(desk: Desk, story: Story) -> None:
    move = desk.run("Hold", move_stage, story_id=story.id, to_stage="held", note="Waiting for the operator").value

    assert (move.from_stage, move.to_stage, move.who) == ("draft", "held", "Sanne Ulvaeus")
    assert Queries(desk.archive).get(Story, story.id).stage == "held"
    with pytest.raises(Refused, match="is not a stage"):
        desk.run("Move", move_stage, story_id=story.id, to_stage="printed")


def test_two_stories_of_one_headline_have_two_slugs(desk: Desk, story: Story) -> None:
    second = desk.run("New story", new_story, fields={"headline": "Ferry cancelled"}).value

    assert (story.slug, second.slug) == ("ferry-cancelled", "ferry-cancelled-2")


def test_what_a_person_sets_is_no_guess_any_more(desk: Desk, story: Story) -> None:
    guessed = source(desk, story, to_confirm=("type", "title"))

    kept = desk.run("Name", set_source_fields, source_id=guessed, fields={"title": "Ferry log"}).value

    assert kept.to_confirm == ("type",)


def test_a_desk_gets_the_list_of_publishers_once(desk: Desk) -> None:
    listed = read_publishers()

    assert desk.run("Stock", stock_publishers, publishers=listed).value == len(listed)
    assert desk.run("Stock", stock_publishers, publishers=listed).value == 0


def test_a_person_is_found_again_by_name_and_a_protected_one_by_code_name(desk: Desk) -> None:
    named = desk.run("Name", person_named, name="Ottilie Brandvik").value
    hidden = desk.run("Hide", add_protected_person, code_name="Heron", real_name="Jorun Askeland").value

    assert desk.run("Name", person_named, name=" ottilie brandvik ").value.id == named.id
    assert desk.run("Name", person_named, name="Heron").value.id == hidden.id
    assert "Askeland" not in str(hidden)
