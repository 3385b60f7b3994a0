"""A source that was corrected, taken back or is under embargo: everything that rests on it says so."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom.desk.claims import attach_evidence
from newsroom.desk.quotes import make_quote_at
from newsroom.desk.sources import add_source, derive_source, lift_embargo, post_notice, set_embargo, withdraw_notice
from newsroom.domain.custody import Passage, notice_reaches, place_of_locator, place_of_words
from newsroom.domain.errors import Missing, Refused
from newsroom.domain.readiness import Finding
from newsroom.domain.source import Capture, SourceNotice
from tests.newsroom.story_desk import COPY, OFFSETS, SPOKEN, StoryDesk, pier_desk

WINTER = "It has closed the pier for the whole winter, the harbour board said."


@pytest.fixture
def at(tmp_path: Path) -> Iterator[StoryDesk]:
    made = pier_desk(tmp_path / "desk")
    yield made
    made.desk.close()


def findings(at: StoryDesk, code: str) -> dict[str, Finding]:
    return {one.record_kind or "": one for one in at.view().checked.findings if one.code == code}


def attach(at: StoryDesk, **fields: object) -> None:
    at.desk.run("Attach", attach_evidence, claim_id=at.claim.id, source_id=at.source.id, fields=fields)


def post(at: StoryDesk, **fields: object) -> SourceNotice:
    return at.act(post_notice, source_id=at.source.id, fields={"at": "2025-05-04", **fields})


def test_a_retracted_source_is_told_at_itself_at_its_claims_and_at_its_quotes(at: StoryDesk) -> None:
    attach(at)
    text = at.view().draft.text
    start = text.index(SPOKEN)
    at.desk.run(
        "Quote", make_quote_at, story_id=at.story.id, start=start, end=start + len(SPOKEN),
        source_id=at.source.id, capture_id=at.capture.id,
    )  # fmt: skip

    post(at, kind="retracted", reach="whole", note="The board never met.")

    told = findings(at, "SOURCE_NOTICE")
    assert told["source"].message == "“Pier closed” was retracted on 4 May 2025: The board never met."
    assert told["claim"].message.endswith(
        "rests on “Pier closed”, which was retracted on 4 May 2025: The board never met."
    )
    assert (told["claim"].start, told["quote_use"].start) == (0, start)
    assert at.view().claims[at.claim.id].level == "unsourced"


def test_a_withdrawn_notice_leaves_everything_as_it_was(at: StoryDesk) -> None:
    attach(at)
    level = at.view().claims[at.claim.id].level
    notice = post(at, kind="forged", reach="whole")

    at.act(withdraw_notice, notice_id=notice.id)

    assert (findings(at, "SOURCE_NOTICE"), at.view().claims[at.claim.id].level) == ({}, level)


@pytest.mark.parametrize(
    ("item", "passage", "reached"),
    [
        ({"excerpt": WINTER}, "closed the pier for the whole winter", True),
        ({"excerpt": "the whole winter"}, "It has closed the pier for\nthe whole winter", True),
        ({"excerpt": "the whole winter, the harbour board said"}, "It has closed the pier for the whole winter", True),
        ({"excerpt": "Ada Roe runs the ferry."}, "closed the pier for the whole winter", False),
        ({"locator": "paragraph 2"}, "closed the pier for the whole winter", True),
        ({"locator": "paragraph 3"}, "closed the pier for the whole winter", False),
        ({"locator": "paragraph 2"}, "paragraph 2", True),
        ({"excerpt": WINTER}, "paragraph 2", True),
        ({"excerpt": WINTER}, "paragraph 3", False),
        ({}, "closed the pier for the whole winter", False),
    ],
)  # fmt: skip
def test_a_notice_about_a_passage_reaches_only_what_lies_in_it(
    item: dict[str, str], passage: str, reached: bool
) -> None:
    notice = SourceNotice("n", 1, "", "", None, "s", "corrected", "passage", "", passage)
    resting = Passage((item.get("excerpt", ""),), item.get("locator", ""), (copy_with(COPY, OFFSETS),))

    assert notice_reaches(notice, resting) == reached


def test_evidence_outside_the_passage_keeps_its_weight(at: StoryDesk) -> None:
    attach(at, excerpt=WINTER)
    level = at.view().claims[at.claim.id].level

    elsewhere = post(at, kind="corrected", reach="passage", passage="Ada Roe runs the ferry.")
    assert (set(findings(at, "SOURCE_NOTICE")), at.view().claims[at.claim.id].level) == ({"source"}, level)

    at.desk.run("Withdraw", withdraw_notice, notice_id=elsewhere.id)
    post(at, kind="corrected", reach="passage", passage="the whole winter")
    assert set(findings(at, "SOURCE_NOTICE")) == {"source", "claim"}
    assert "RETRACTED_IGNORED" in at.view().claims[at.claim.id].assessment.flags


def test_a_notice_about_a_passage_must_say_which(at: StoryDesk) -> None:
    with pytest.raises(Refused, match="which passage"):
        at.desk.run("Notice", post_notice, source_id=at.source.id, fields={"kind": "corrected", "reach": "passage"})
    with pytest.raises(Missing):
        at.desk.run("Notice", post_notice, source_id="0" * 26, fields={"kind": "corrected", "reach": "whole"})


def test_what_took_from_a_retracted_source_says_so_and_keeps_its_own_weight(at: StoryDesk) -> None:
    fields = {"type": "news_report", "title": "A copy of it", "publisher": "Holm Post"}
    copy = at.desk.run("Add", add_source, story_id=at.story.id, fields=fields).value
    at.desk.run("Derive", derive_source, child_id=copy.id, parent_id=at.source.id)
    at.desk.run("Attach", attach_evidence, claim_id=at.claim.id, source_id=copy.id)
    level = at.view().claims[at.claim.id].level

    post(at, kind="retracted", reach="whole")

    told = findings(at, "SOURCE_NOTICE")["claim"].message
    assert told.endswith(
        "rests on “A copy of it”, which took from “Pier closed”, and that was retracted on 4 May 2025."
    )
    of_copy = at.view().findings_by_record[copy.id]
    assert [one.message for one in of_copy if one.code == "SOURCE_NOTICE"] == [
        "“A copy of it” took its matter from “Pier closed”, and that was retracted on 4 May 2025."
    ]
    assert at.view().claims[at.claim.id].level == level


def test_an_embargo_is_told_at_what_rests_on_the_source_until_it_is_lifted(at: StoryDesk) -> None:
    attach(at)
    at.act(set_embargo, source_id=at.source.id, until="2025-05-09T06:00")

    told = findings(at, "RESTS_ON_EMBARGO")
    assert told["claim"].message.endswith("rests on “Pier closed”, which is under embargo until 9 May 2025, 06:00.")
    assert findings(at, "EMBARGO")["source"].weight == "stop"

    at.act(lift_embargo, source_id=at.source.id)
    assert findings(at, "RESTS_ON_EMBARGO") == findings(at, "EMBARGO") == {}
    with pytest.raises(Refused, match="no day or time"):
        at.desk.run("Embargo", set_embargo, source_id=at.source.id, until="2025-05")


def test_a_copy_cited_as_such_is_under_its_sources_embargo(at: StoryDesk) -> None:
    at.desk.run("Attach", attach_evidence, claim_id=at.claim.id, capture_id=at.capture.id)
    at.desk.run("Embargo", set_embargo, source_id=at.source.id, until="2025-05-09")

    assert findings(at, "EMBARGO")["source"].record == at.source.id


def copy_with(text: str, offsets: str) -> Capture:
    return Capture("c", 1, "", "", None, "s", None, "", "", "pdf", text=text, offsets=offsets)


def test_places_of_a_copy_are_found_by_page_and_by_time() -> None:
    pages = copy_with("one two three four", '{"page":[0,8]}')
    spoken = copy_with("one two three four", '{"time":[[0,"00:00:05.000"],[4,"00:01:02.000"],[8,"01:02:03.500"]]}')

    assert place_of_locator(pages, "Page 2") == (8, 18)
    assert place_of_locator(pages, "page 3") is None
    assert [place_of_locator(spoken, code) for code in ("0:05", "1:02", "1:02:03", "2:00:00")] == [
        (0, 4), (4, 8), (8, 18), (8, 18),
    ]  # fmt: skip
    assert place_of_locator(spoken, "the end") is place_of_locator(copy_with("x", "[1"), "page 1") is None


def test_words_are_found_whatever_the_spaces_and_quotation_marks() -> None:
    assert place_of_words("He said “not\n one” krone", '"not one"') == (8, 18)
    assert place_of_words("a", " ") is None


def test_a_notice_about_page_three_is_not_about_page_thirty_one() -> None:
    notice = SourceNotice("n", 1, "", "", None, "s", "corrected", "passage", "", "page 3")

    assert notice_reaches(notice, Passage((), "page 3, paragraph 2", ()))
    assert not notice_reaches(notice, Passage((), "page 31", ()))
