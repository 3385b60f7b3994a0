"""The check of a story on a real desk: what is stopped, asked and told, and what counts against nothing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsroom.desk.check import Checked, check_story, content_hash
from newsroom.desk.claims import attach_evidence, find_in_draft, mark_claim
from newsroom.desk.desk import Desk
from newsroom.desk.drafts import Wanted, add_draft, place_anchors
from newsroom.desk.people import add_protected_person
from newsroom.desk.sources import NewCapture, add_capture, add_source, rate_publisher
from newsroom.desk.stories import move_stage, new_story, set_story_fields
from newsroom.domain.comment_request import CommentRequest
from newsroom.domain.draft import Dismissal
from newsroom.domain.quote import Quote, QuoteUse
from newsroom.domain.story import Asset, SignOff, Story
from newsroom.domain.terms import Terms
from newsroom.settings import read_profile
from newsroom.storage.queries import Queries
from newsroom.storage.transaction import Transaction
from tests.builders import new_desk, steady_ids

NOW = datetime(2025, 10, 5, 12, 0, tzinfo=UTC)
TEXT = """The ferry to Skarholm is cancelled, the Tarnby Courier reported.

The operator has known for weeks. “We will not sail again,” Ottilie Brandvik said.

## The ferry is gone for good

The operator refused to answer.
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    working = new_desk(tmp_path / "desk", ids=steady_ids())
    yield working
    working.close()


@pytest.fixture
def story(desk: Desk) -> Story:
    fields = {"headline": "Skarholm ferry cancelled, Tarnby Courier reports", "byline": "Sanne Ulvaeus"}
    made = desk.run("New story", new_story, fields=fields).value
    desk.run("Write", add_draft, story_id=made.id, text=TEXT)
    return made


def checked(desk: Desk, story: Story) -> Checked:
    return check_story(Queries(desk.archive).story_records(story.id), profile=read_profile("solo"), now=NOW)


def codes(desk: Desk, story: Story, weight: str | None = None) -> list[str]:
    return [one.code for one in checked(desk, story).findings if weight in (None, one.weight)]


def back(desk: Desk, story: Story, words: str = "The ferry to Skarholm is cancelled") -> str:
    """The first sentence as a claim that rests on a captured report of a rated outlet; returns the source's id."""
    start, end = find_in_draft(TEXT, words)
    claim = desk.run("Mark", mark_claim, story_id=story.id, start=start, end=end).value
    fields = {"type": "news_report", "title": "Ferry off", "publisher": "Tarnby Courier"}
    source = desk.run("Add", add_source, story_id=story.id, fields=fields).value
    desk.run("Keep", add_capture, source_id=source.id, capture=NewCapture(None, "pasted", "The ferry is cancelled."))
    desk.run("Rate", rate_publisher, name="Tarnby Courier", grade="B", reason="Corrects its errors.")
    desk.run("Attach", attach_evidence, claim_id=claim.id, source_id=source.id)
    return source.id


def quote(desk: Desk, story: Story, *, captured: str, source_type: str = "interview_published") -> tuple[str, str]:
    """The quotation of the text, linked to a source that captured ``captured``; returns quote and source ids."""

    def make(transaction: Transaction) -> tuple[str, str]:
        fields = {"type": source_type, "title": "Talk with Brandvik", "publisher": "The Weir Post"}
        source = add_source(transaction, story_id=story.id, fields=fields)
        add_capture(transaction, source_id=source.id, capture=NewCapture(None, "transcript", captured))
        made = transaction.add(Quote, verbatim=captured, source=source.id)
        use_id = transaction.ids.new()
        start, end = find_in_draft(TEXT, "“We will not sail again,”")
        wanted = [Wanted("quote_use", use_id, start, end)]
        anchor = place_anchors(transaction, story_id=story.id, wanted=wanted)[0]
        transaction.add(
            QuoteUse, id=use_id, story=story.id, quote=made.id, anchor=anchor.id, speaker_name="Ottilie Brandvik"
        )
        return made.id, source.id

    return desk.run("Quote", make).value


def test_an_unmarked_top_is_asked_about_once_for_headline_and_once_for_first_paragraph(
    desk: Desk, story: Story
) -> None:
    assert codes(desk, story, "ask") == ["TOP_RESTS_ON_NOTHING", "TOP_RESTS_ON_NOTHING"]


def test_a_backed_first_sentence_carries_the_headline_that_says_the_same(desk: Desk, story: Story) -> None:
    back(desk, story)

    assert codes(desk, story, "ask") == []
    assert checked(desk, story).coverage.words == "sourced 1 of 1"


def test_a_headline_about_something_else_still_rests_on_nothing(desk: Desk, story: Story) -> None:
    back(desk, story)
    fields = {"headline": "Operator goes bankrupt after secret talks"}
    desk.run("Rename", set_story_fields, story_id=story.id, fields=fields)

    assert codes(desk, story, "ask") == ["TOP_RESTS_ON_NOTHING"]


@pytest.mark.parametrize(("stage", "code"), [("held", "STORY_HELD"), ("spiked", "STORY_SPIKED")])
def test_a_story_laid_aside_does_not_leave(desk: Desk, story: Story, stage: str, code: str) -> None:
    desk.run("Move", move_stage, story_id=story.id, to_stage=stage)

    assert codes(desk, story, "stop") == [code]


@pytest.mark.parametrize(
    ("until", "stops"),
    [("2025-10-05T13:00:00+00:00", True), ("2025-10-05T11:00:00Z", False), ("2025-10-06", True), ("soon", True)],
)
def test_an_embargo_stops_until_it_ends_and_one_nobody_can_read_stops_too(
    desk: Desk, story: Story, until: str, stops: bool
) -> None:
    desk.run("Embargo", set_story_fields, story_id=story.id, fields={"embargo_until": until})

    assert bool(codes(desk, story, "stop")) is stops


def test_an_embargoed_source_behind_a_claim_stops_the_story(desk: Desk, story: Story) -> None:
    source = back(desk, story)
    held = Queries(desk.archive).where(type(Queries(desk.archive).story_records(story.id).sources[0]), id=source)[0]
    desk.run("Embargo", Transaction.put, replace(held, embargo_until="2025-10-06T06:00:00Z"))

    assert codes(desk, story, "stop") == ["EMBARGO"]


def test_a_faithful_quote_passes_and_an_altered_one_is_asked_about(desk: Desk, story: Story) -> None:
    quote(desk, story, captured="Brandvik: We will sail again, I promise you that.", source_type="news_report")

    found = [one for one in checked(desk, story).findings if one.code == "QUOTE_WORDS_CHANGED"]
    assert [(one.weight, "“not” was added" in one.message) for one in found] == [("ask", True)]


def test_words_of_a_linked_quote_that_stand_in_the_copy_are_not_told(desk: Desk, story: Story) -> None:
    quote(desk, story, captured="Brandvik: We will not sail again, I promise you that.", source_type="interview_own")

    assert not [code for code in codes(desk, story) if code.startswith("QUOTE_")]


def test_the_terms_of_an_own_interview_are_asked_for_until_they_are_set(desk: Desk, story: Story) -> None:
    _, source = quote(desk, story, captured="We will not sail again.", source_type="interview_own")
    assert "TERMS_NOT_SET" in codes(desk, story, "ask")

    desk.run("Agree", Transaction.add, Terms, record=source, value="on_record")
    assert "TERMS_NOT_SET" not in codes(desk, story)


def test_words_off_the_record_never_leave(desk: Desk, story: Story) -> None:
    quoted, _ = quote(desk, story, captured="We will not sail again.")
    desk.run("Agree", Transaction.add, Terms, record=quoted, value="off_record")

    assert "OFF_RECORD_WORDS" in codes(desk, story, "stop")


def test_an_unnamed_speaker_needs_an_approval_and_a_reason(desk: Desk, story: Story) -> None:
    quoted, _ = quote(desk, story, captured="We will not sail again.")
    hidden = desk.run("Hide", add_protected_person, code_name="Heron").value
    said = Queries(desk.archive).get(Quote, quoted)
    desk.run("Say who", Transaction.put, replace(said, speaker=hidden.id))
    found = [one.message for one in checked(desk, story).findings if one.code == "ANONYMITY_NOT_APPROVED"]
    assert len(found) == 1
    assert "Heron" in found[0]

    desk.run(
        "Agree", Transaction.add, Terms, record=hidden.id, value="background", reason="fear_of_retaliation",
        agreed_description="a sailor on the Skarholm line", approved_by="editor",
    )  # fmt: skip
    assert "ANONYMITY_NOT_APPROVED" not in codes(desk, story)


def test_a_quote_of_another_outlet_that_is_never_named_is_told(desk: Desk, story: Story) -> None:
    quote(desk, story, captured="We will not sail again.", source_type="interview_published")

    assert "QUOTE_OUTLET_UNNAMED" in codes(desk, story, "tell")


def test_a_heading_that_outruns_its_body_is_told_as_that(desk: Desk, story: Story) -> None:
    back(desk, story)
    claim = Queries(desk.archive).story_records(story.id).claims[0]
    start, end = find_in_draft(TEXT, "The ferry is gone for good")
    wanted = [Wanted("claim", claim.id, start, end)]
    desk.run("Mark again", place_anchors, story_id=story.id, wanted=wanted)

    assert "HEADING_STRONGER_THAN_BODY" in codes(desk, story, "tell")


def test_a_reply_told_more_strongly_than_it_was_is_told(desk: Desk, story: Story) -> None:
    request = {"story": story.id, "asked_of": "Skarholm Lines", "asked_by": "me", "outcome": "declined"}
    desk.run("Ask", Transaction.add, CommentRequest, **request)

    found = [one for one in checked(desk, story).findings if one.code == "REPLY_WORDED_STRONGER"]
    assert [TEXT[one.start or 0 : one.end or 0].strip() for one in found] == ["The operator refused to answer."]


def test_a_picture_wants_its_words_and_its_rights(desk: Desk, story: Story) -> None:
    desk.run("Lay in", Transaction.add, Asset, story=story.id, caption="The quay", credit="Jens Aalto")

    assert {"PICTURE_RIGHTS", "PICTURE_WITHOUT_ALT"} <= set(codes(desk, story, "tell"))


def test_proposals_count_against_nothing(desk: Desk, story: Story) -> None:
    before = codes(desk, story)
    start, end = find_in_draft(TEXT, "The operator has known for weeks.")
    marked = desk.run("Mark", mark_claim, story_id=story.id, start=start, end=end).value
    assert "RESTS_ON_NOTHING" in codes(desk, story)

    desk.run("Only propose", Transaction.put, replace(marked, proposed=True))
    assert codes(desk, story) == before
    assert checked(desk, story).coverage.of == 0


def test_a_dismissed_finding_stays_quiet_until_the_sentence_changes(desk: Desk, story: Story) -> None:
    start, end = find_in_draft(TEXT, "The operator has known for weeks.")
    claim = desk.run("Mark", mark_claim, story_id=story.id, start=start, end=end).value
    records = Queries(desk.archive).story_records(story.id)
    words = TEXT[start:end]
    import hashlib

    answered = hashlib.sha256(f"{words}\nunsourced".encode()).hexdigest()
    dismissal = {"story": story.id, "finding": "RESTS_ON_NOTHING", "record": claim.id, "anchor": None,
                 "reason": "Common talk on the quay", "by": "me", "at": records.story.created_at}  # fmt: skip
    desk.run("Dismiss", Transaction.add, Dismissal, **dismissal, sha256=answered)

    assert "RESTS_ON_NOTHING" not in codes(desk, story)
    raw = desk.run("Dismiss", Transaction.add, Dismissal, **dismissal, sha256="of other words").value
    assert raw.sha256 != answered


def test_approved_words_that_changed_are_asked_about(desk: Desk, story: Story) -> None:
    now = checked(desk, story)
    sign_off = {"story": story.id, "role": "editor", "member": "weil", "at": NOW.isoformat(), "scope": "approved"}
    approved = content_hash(now.records, now.claims)
    desk.run("Approve", Transaction.add, SignOff, **sign_off, sha256=approved)
    assert "CHANGED_SINCE_APPROVAL" not in codes(desk, story)

    desk.run("Rename", set_story_fields, story_id=story.id, fields={"dek": "Nobody sails."})
    assert "CHANGED_SINCE_APPROVAL" in codes(desk, story, "ask")
