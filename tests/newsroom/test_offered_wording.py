"""Words offered for what the check finds: each on a text it settles, none where nothing would."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from newsroom.commands.leaving import checked_json
from newsroom.desk.check import Checked, check_story
from newsroom.desk.claims import attach_evidence, find_in_draft, mark_claim
from newsroom.desk.desk import Desk
from newsroom.desk.drafts import save_draft
from newsroom.desk.offered_wording import Offer, offered_wording
from newsroom.desk.sources import NewCapture, add_capture, add_source, rate_publisher
from newsroom.desk.stories import set_story_fields, start_story
from newsroom.domain.anchor import shift_all, unpack_positions
from newsroom.domain.claim import Claim
from newsroom.domain.profile import SOLO
from newsroom.domain.readiness import Finding
from newsroom.text.attribution import find_attributions
from tests.builders import new_desk, steady_ids

NOW = datetime(2025, 10, 5, 12, 0, tzinfo=UTC)
TOP = "Ada Roe keeps the log of the quay.\n\n"


@dataclass
class Writing:
    """A story whose one claim rests on what is given; ``text`` follows the offers that are taken."""

    desk: Desk
    story: str
    text: str
    claim: Claim

    def back(self, publisher: str, *, kind: str = "news_report", seen: bool = True, **given: object) -> None:
        fields = {"type": kind, "title": f"Report of {publisher}", "publisher": publisher}
        source = self.desk.run("Add", add_source, story_id=self.story, fields=fields).value
        if seen:
            self.desk.run("Keep", add_capture, source_id=source.id, capture=NewCapture(None, "pasted", "It is."))
        self.desk.run("Rate", rate_publisher, name=publisher, grade="B", reason="Corrects its errors.")
        self.desk.run("Attach", attach_evidence, claim_id=self.claim.id, source_id=source.id, **given)

    def checked(self) -> Checked:
        return check_story(self.desk.queries.story_records(self.story), profile=SOLO, now=NOW)

    def found(self, code: str) -> Finding | None:
        return next((one for one in self.checked().findings if one.code == code), None)

    def offer(self, code: str) -> Offer | None:
        finding = self.found(code)
        assert finding is not None, [one.code for one in self.checked().findings]
        place = (finding.start, finding.end) if finding.start is not None and finding.end is not None else None
        return offered_wording(self.checked(), finding, text=self.text, place=place)

    def take(self, offer: Offer) -> str:
        """The text with the offer in it, stored as the window stores it."""
        draft = self.desk.queries.draft(self.story)
        places = unpack_positions(draft.positions)
        exact = {one.id: one.exact for one in self.desk.queries.story_records(self.story).anchors}
        for edit in reversed(offer.edits):
            self.text = edit.apply(self.text)
            places = shift_all(places, edit, text_after=self.text, exact=exact)
        self.desk.run("Write", save_draft, story_id=self.story, text=self.text, positions=places)
        return self.text


Start = Callable[..., Writing]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    desk = new_desk(tmp_path / "desk", ids=steady_ids(start=NOW))

    def begin(body: str, *, claim: str = "", headline: str = "The quay", kind: str = "fact") -> Writing:
        text = TOP + body
        fields = {"headline": headline, "byline": "Ines Falk"}
        story = desk.run("Start", start_story, fields=fields, text=text).value
        begins, ends = find_in_draft(text, claim or body.strip())
        made = desk.run("Mark", mark_claim, story_id=story.id, start=begins, end=ends, fields={"kind": kind}).value
        return Writing(desk, story.id, text, made)

    yield begin
    desk.close()


def codes(writing: Writing) -> Sequence[str]:
    return [one.code for one in writing.checked().findings if one.record == writing.claim.id]


@pytest.mark.parametrize(
    ("body", "claim", "code", "after"),
    [
        (
            "The ferry is sold.", "", "SAY_WHO_SAYS_SO", "The ferry is sold, according to The Tarnby Courier."),
        (
            "The ferry is sold and the slip is let.", "The ferry is sold", "SAY_WHO_SAYS_SO",
            "The ferry is sold, according to The Tarnby Courier, and the slip is let.",
        ),
        (
            "The ferry is reportedly sold.", "", "NAME_THE_SOURCE",
            "The ferry is sold, according to The Tarnby Courier.",
        ),
    ],
)  # fmt: skip
def test_a_moderate_claim_is_offered_its_source(start: Start, body: str, claim: str, code: str, after: str) -> None:
    writing = start(body, claim=claim)
    writing.back("The Tarnby Courier")
    offer = writing.offer(code)
    assert offer is not None
    assert after in offer.shown
    assert writing.take(offer) == TOP + after
    assert code not in codes(writing)


def test_a_weak_claim_is_offered_its_source_with_a_word_of_doubt(start: Start) -> None:
    writing = start("The ferry is sold.")
    writing.back("The Tarnby Courier", seen=False)
    offer = writing.offer("OVER_CLAIMS")
    assert offer is not None
    writing.take(offer)
    assert writing.text.endswith("The ferry is sold, unconfirmed so far, according to The Tarnby Courier.")
    assert not {"OVER_CLAIMS", "HEDGE_IT"} & set(codes(writing))


def test_a_weak_claim_with_its_source_is_offered_the_word_of_doubt(start: Start) -> None:
    writing = start("According to The Tarnby Courier, the ferry is sold.")
    writing.back("The Tarnby Courier", seen=False)
    offer = writing.offer("HEDGE_IT")
    assert offer is not None
    assert writing.take(offer).endswith("the ferry is sold, unconfirmed so far.")
    assert "HEDGE_IT" not in codes(writing)


@pytest.mark.parametrize(
    ("body", "claim", "after"),
    [
        (
            "According to The Tarnby Courier, the clerk “declined comment,” and a notice has not been posted.",
            "According to The Tarnby Courier, the clerk “declined comment,”",
            "the clerk “declined comment,” unconfirmed so far, and a notice has not been posted.",
        ),
        (
            "According to The Tarnby Courier, a sale is “very likely.”", "",
            "a sale is “very likely,” unconfirmed so far.",
        ),
        (
            "According to The Tarnby Courier, a sale is “very likely.” The slip is let.",
            "According to The Tarnby Courier, a sale is “very likely.”",
            "a sale is “very likely,” unconfirmed so far. The slip is let.",
        ),
        (
            "(According to The Tarnby Courier, the ferry is sold.)", "",
            "the ferry is sold, unconfirmed so far.)",
        ),
    ],
)  # fmt: skip
def test_words_offered_behind_a_quotation_keep_its_marks_right(
    start: Start, body: str, claim: str, after: str
) -> None:  # fmt: skip
    writing = start(body, claim=claim)
    writing.back("The Tarnby Courier", seen=False)
    offer = writing.offer("HEDGE_IT")
    assert offer is not None
    assert writing.take(offer).endswith(after)


def test_the_other_side_is_not_offered_in_the_middle_of_a_sentence(start: Start) -> None:
    writing = start("The ferry is sold, The Tarnby Courier reported, and so on.", claim="The ferry is sold")
    writing.back("The Tarnby Courier")
    writing.back("Weir Board", kind="official_statement", stance="contradicts", authority="party")
    assert writing.offer("OTHER_SIDE_MISSING") is None


def test_a_confirmed_claim_is_offered_without_its_word_of_doubt(start: Start) -> None:
    writing = start("Reportedly the ferry was sold in May.")
    writing.back("Weir Board", kind="public_record")
    offer = writing.offer("UNDER_CLAIMS")
    assert offer is not None
    assert writing.take(offer).endswith("\n\nThe ferry was sold in May.")
    assert "UNDER_CLAIMS" not in codes(writing)


def test_a_disputed_claim_is_offered_the_other_side(start: Start) -> None:
    writing = start("The ferry is sold, The Tarnby Courier reported.")
    writing.back("The Tarnby Courier")
    writing.back("Weir Board", kind="official_statement", stance="contradicts", authority="party")
    offer = writing.offer("OTHER_SIDE_MISSING")
    assert offer is not None
    assert writing.take(offer).endswith("The Tarnby Courier reported. Weir Board disputes this.")
    assert "OTHER_SIDE_MISSING" not in codes(writing)


def test_an_absence_is_offered_the_day_its_evidence_speaks_of(start: Start) -> None:
    writing = start("No formal notice has been posted yet.", kind="absence")
    writing.back("Our log", kind="observation", fields={"as_of": "2025-10-05"})
    offer = writing.offer("UNDATED_ABSENCE")
    assert offer is not None
    assert writing.take(offer).endswith("posted yet as of 5 October 2025.")
    assert writing.found("UNDATED_ABSENCE") is None


@pytest.mark.parametrize(
    ("body", "after"),
    [
        ("No notice is live at this time.", "No notice is live as of 5 October 2025."),
        (
            "No formal statement is currently live on the door.",
            "No formal statement is live on the door as of 5 October 2025.",
        ),
        ("At present, no notice has been posted.", "As of 5 October 2025, no notice has been posted."),
        ("No notice has been posted until now.", "No notice has been posted until now as of 5 October 2025."),
    ],
)
def test_the_day_stands_in_place_of_a_word_for_now(start: Start, body: str, after: str) -> None:
    writing = start(body, kind="absence")
    writing.back("Our log", kind="observation", fields={"as_of": "2025-10-05"})
    offer = writing.offer("UNDATED_ABSENCE")
    assert offer is not None
    assert writing.take(offer) == TOP + after
    assert writing.found("UNDATED_ABSENCE") is None


def test_an_absence_nobody_looked_for_on_a_day_is_offered_none(start: Start) -> None:
    writing = start("No formal notice has been posted yet.", kind="absence")
    assert writing.offer("UNDATED_ABSENCE") is None


def test_a_count_is_offered_the_number_that_is_listed_and_none_of_one(start: Start) -> None:
    writing = start("Three clear reasons led to it: ice and wind.")
    offer = writing.offer("COUNT_NOT_LISTED")
    assert offer is not None
    assert writing.take(offer).endswith("\n\nTwo clear reasons led to it: ice and wind.")
    assert writing.found("COUNT_NOT_LISTED") is None
    assert start("Two clear reasons led to it: ice.").offer("COUNT_NOT_LISTED") is None


def test_a_headline_is_offered_its_outlet(start: Start) -> None:
    writing = start("The Skarholm ferry is sold, according to The Tarnby Courier.", headline="Skarholm ferry sold")
    writing.back("The Tarnby Courier")
    offer = writing.offer("HEADING_STRONGER_THAN_BODY")
    assert offer is not None
    assert (offer.headline, offer.edits) == ("Skarholm ferry sold, The Tarnby Courier reports", ())
    writing.desk.run("Head", set_story_fields, story_id=writing.story, fields={"headline": offer.headline})
    assert writing.found("HEADING_STRONGER_THAN_BODY") is None


def test_a_headline_that_holds_back_and_a_subhead_nobody_marked_are_offered_their_outlet(start: Start) -> None:
    told = "The Skarholm ferry is sold to Holm, according to The Tarnby Courier."
    writing = start(told, headline="Skarholm ferry may be sold")
    writing.back("The Tarnby Courier")
    offer = writing.offer("NAME_THE_SOURCE")
    assert offer is not None and offer.headline == "Skarholm ferry may be sold, The Tarnby Courier reports"
    writing.desk.run("Head", set_story_fields, story_id=writing.story, fields={"headline": offer.headline})
    assert writing.found("NAME_THE_SOURCE") is None

    below = start(f"Nothing.\n\n## Skarholm ferry sold to Holm\n\n{told}", claim=told)
    below.back("The Tarnby Courier")
    offer = below.offer("HEADING_STRONGER_THAN_BODY")
    assert offer is not None
    assert "## Skarholm ferry sold to Holm, according to The Tarnby Courier\n" in below.take(offer)
    assert below.found("HEADING_STRONGER_THAN_BODY") is None


def test_nothing_is_offered_where_no_words_would_settle_it(start: Start) -> None:
    writing = start("The ferry is sold.")
    assert writing.offer("RESTS_ON_NOTHING") is None


def test_nobody_is_named_who_is_not_on_the_record(start: Start) -> None:
    writing = start("The ferry is sold.")
    writing.back("Bo Lund", kind="email", authority="insider", fields={"terms": "background"})
    finding = next(one for one in writing.checked().findings if one.record == writing.claim.id)
    assert finding.start is not None
    assert finding.end is not None
    place = (finding.start, finding.end)
    assert offered_wording(writing.checked(), finding, text=writing.text, place=place) is None


ASKED = (
    "## Is the Skarholm ferry sold?\n\nShort answer: yes. The Skarholm ferry is sold, according to The Tarnby Courier."
)


def test_a_short_answer_is_judged_as_a_heading_of_the_claim_it_stands_for(start: Start) -> None:
    writing = start(ASKED, claim="The Skarholm ferry is sold, according to The Tarnby Courier.")
    writing.back("The Tarnby Courier")
    found = writing.found("HEADING_STRONGER_THAN_BODY")
    assert found is not None
    assert found.record == writing.claim.id
    assert "The short answer says it more strongly" in found.message
    offer = writing.offer("HEADING_STRONGER_THAN_BODY")
    assert offer is not None
    assert "Short answer: yes, according to The Tarnby Courier." in writing.take(offer)
    assert writing.found("HEADING_STRONGER_THAN_BODY") is None


def test_a_short_answer_to_another_question_is_not_laid_on_the_claim(start: Start) -> None:
    other = ASKED.replace("Is the Skarholm ferry sold?", "Will the harbour office open again?")
    writing = start(other, claim="The Skarholm ferry is sold, according to The Tarnby Courier.")
    writing.back("The Tarnby Courier")
    assert writing.found("HEADING_STRONGER_THAN_BODY") is None


def test_a_claim_in_a_heading_of_plain_text_is_judged_as_one_in_a_heading(start: Start) -> None:
    body = "It rained.\n\nThe ferry is sold to its clerk\n\nThe ferry has a buyer, according to The Tarnby Courier.\n"
    heading = start(body, claim="The ferry is sold to its clerk")
    heading.back("The Tarnby Courier")
    found = heading.found("HEADING_STRONGER_THAN_BODY")
    assert found is not None
    assert found.record == heading.claim.id


def test_real_marks_are_offered_for_two_apostrophes_in_the_whole_text_at_once(start: Start) -> None:
    writing = start("''It leaks,'' said Bo Lund.\n\n''It always has.''", claim="It always has.")
    finding = writing.found("DOUBLED_APOSTROPHES")
    assert finding is not None and "here and at 1 more place;" in finding.message
    offer = writing.offer("DOUBLED_APOSTROPHES")
    assert offer is not None and offer.shown == "“It leaks,” said Bo Lund."
    assert writing.take(offer) == TOP + "“It leaks,” said Bo Lund.\n\n“It always has.”"
    assert writing.found("DOUBLED_APOSTROPHES") is None
    assert [one.speaker for one in find_attributions(writing.text)] == ["Bo Lund", "Bo Lund"]


def suggested_by_code(writing: Writing) -> dict[str, Any]:
    told = json.loads(json.dumps(checked_json(writing.checked())))
    return {one["code"]: one["suggestion"] for one in told["findings"]}


def test_the_command_line_gives_the_same_words_as_edits_of_the_stored_text(start: Start) -> None:
    writing = start("The ferry is sold. It was old.", claim="The ferry is sold", headline="The ferry is sold")
    writing.back("The Tarnby Courier")
    findings = suggested_by_code(writing)

    suggested = findings["SAY_WHO_SAYS_SO"]
    assert suggested["words"] == "The ferry is sold, according to The Tarnby Courier. It was old."
    assert suggested["headline"] is None
    text = writing.text
    for edit in reversed(suggested["edits"]):
        text = text[: edit["at"]] + edit["inserted"] + text[edit["at"] + len(edit["removed"]) :]
    assert text == TOP + suggested["words"]
    assert findings["HEADING_STRONGER_THAN_BODY"] == {
        "words": "The ferry is sold, The Tarnby Courier reports", "edits": [],
        "headline": "The ferry is sold, The Tarnby Courier reports",
    }  # fmt: skip
    assert set(suggested_by_code(start("The ferry is sold.")).values()) == {None}
