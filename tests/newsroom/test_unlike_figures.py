"""Figures of a claim against those of the passages cited for it, and of a headline against its text: told only where
another figure of the same kind stands in their place."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from newsroom.desk.check import check_story
from newsroom.desk.claims import attach_evidence, confirm_evidence, mark_claim, set_evidence_fields
from newsroom.desk.drafts import save_draft
from newsroom.desk.sources import NewCapture, add_capture
from newsroom.desk.stories import set_story_fields
from newsroom.domain.claim import Evidence
from newsroom.domain.profile import SOLO
from newsroom.domain.readiness import Finding
from newsroom.text.unlike_figures import figures_unlike, headline_figures_apart
from tests.newsroom.story_desk import CLOSED, NOW, StoryDesk, pier_desk

DEAR = "The pier cost £900 million."


@pytest.fixture
def here(tmp_path: Path) -> Iterator[StoryDesk]:
    made = pier_desk(tmp_path / "desk")
    yield made
    made.desk.close()


def cited(here: StoryDesk, words: str, fields: Mapping[str, object], *, stance: str = "supports") -> Evidence:
    """The draft says the words too, which are a claim with one item of evidence."""
    text = f"{CLOSED} {words}\n"
    here.desk.run("Write", save_draft, story_id=here.story.id, text=text)
    start = text.index(words)
    claim = here.desk.run("Mark", mark_claim, story_id=here.story.id, start=start, end=start + len(words)).value
    given = {"claim_id": claim.id, "source_id": here.source.id, "stance": stance, "fields": fields}
    return here.desk.run("Attach", attach_evidence, **given).value


def told(here: StoryDesk, code: str) -> list[Finding]:
    checked = check_story(here.desk.queries.story_records(here.story.id), profile=SOLO, now=NOW)
    return [one for one in checked.findings if one.code == code]


@pytest.mark.parametrize(
    ("words", "passage", "here", "there"),
    [
        (DEAR, "It cost £700 million, the board said.", "£900 million", "£700 million"),
        ("The pier cost 900 million pounds.", "It cost £700m.", "900 million pounds", "£700m"),
        ("Fares rose 12 per cent.", "Fares rose by 8% in all.", "12 per cent", "8%"),
        ("The storm took 40 old lamps.", "In the storm 14 lamps were lost.", "40 old lamps", "14 lamps"),
        ("It has ten episodes.", "Eight episodes were ordered.", "ten episodes", "Eight episodes"),
        ("Two people died.", "It says that three people died.", "Two people", "three people"),
        ("Some 900 jobs went.", "In all 950 jobs went.", "900 jobs", "950 jobs"),
    ],
)
def test_a_figure_that_stands_otherwise_in_the_passage_is_found(
    words: str, passage: str, here: str, there: str
) -> None:
    found = figures_unlike(words, [passage])
    assert found is not None
    assert (found.here, found.there) == ((here,), (there,))


@pytest.mark.parametrize(
    ("words", "passage"),
    [
        (DEAR, "It cost £900m."),
        (DEAR, "Nobody said what it cost."),
        (DEAR, "It cost $700 million."),
        ("The pier cost about £900 million.", "It cost £880 million."),
        ("More than 900 jobs went.", "In all 912 jobs went."),
        ("The pier cost £1.4 million.", "It cost £1,412,300 in all."),
        ("The storm took 40 lamps.", "Forty lamps were lost."),
        ("Of 60 lamps 40 failed.", "It says that 40 lamps failed."),
        ("It rose from £3 million to £5 million.", "It stands at £5m now."),
        ("40 lamps failed.", "12 cranes failed."),
        ("It was shut for two years.", "It was shut for three years."),
        ("It opened on 4 May 2026 at 18:00.", "It opened on 7 June 2027 at 9:30."),
        ("Pier 9 boards were counted.", "Pier 7 boards were counted."),
    ],
)
def test_a_figure_that_is_there_is_rounded_or_is_of_another_kind_is_not_found(words: str, passage: str) -> None:
    assert figures_unlike(words, [passage]) is None


def test_one_passage_that_has_the_figure_is_enough() -> None:
    assert figures_unlike(DEAR, ["It cost £700 million.", "It cost £900 million in the end."]) is None


def test_a_claim_whose_number_is_not_that_of_its_passage_is_told(here: StoryDesk) -> None:
    item = cited(here, DEAR, {"excerpt": "The pier cost £700 million, the board said."})
    (found,) = told(here, "NUMBERS_DIFFER")
    assert "has £900 million; what is cited says £700 million" in found.message

    fields = {"excerpt": "The pier cost £900 million, the board said."}
    here.desk.run("Change", set_evidence_fields, evidence_id=item.id, fields=fields)
    assert told(here, "NUMBERS_DIFFER") == []


def test_what_contradicts_a_claim_may_have_other_numbers(here: StoryDesk) -> None:
    cited(here, DEAR, {"excerpt": "The pier cost £700 million."}, stance="contradicts")
    assert told(here, "NUMBERS_DIFFER") == []


def test_a_guessed_passage_says_nothing_against_a_number_the_copy_has_elsewhere(here: StoryDesk) -> None:
    guessed = {"excerpt": "The pier cost £700 million.", "to_confirm": ("locator",)}
    item = cited(here, DEAR, guessed)
    assert len(told(here, "NUMBERS_DIFFER")) == 1

    copy = NewCapture(None, "saved_page", "The pier cost £700 million. In the end it was £900 million.", "")
    here.desk.run("Keep", add_capture, source_id=here.source.id, capture=copy)
    assert told(here, "NUMBERS_DIFFER") == []
    here.desk.run("Confirm", confirm_evidence, evidence_id=item.id)
    assert len(told(here, "NUMBERS_DIFFER")) == 1


def test_a_headline_with_another_figure_than_its_text_is_told_where_the_text_has_it(here: StoryDesk) -> None:
    text = "The ferry runs.\n\nThe dock cost £700 million, the board said.\n"
    here.desk.run("Write", save_draft, story_id=here.story.id, text=text)
    for headline, number in (("Dock cost £900 million", 1), ("Dock cost £700m", 0), ("Ferry paid £900 million", 0)):
        here.desk.run("Name", set_story_fields, story_id=here.story.id, fields={"headline": headline})
        found = told(here, "FIGURE_DIFFERS")
        assert [text[one.start : one.end] for one in found] == ["£700 million"] * number, headline
        assert all("stands as “£900 million” in the headline" in one.message for one in found)


def test_a_headline_whose_figure_stands_somewhere_in_the_text_is_not_told() -> None:
    text = "The dock cost £700 million at first.\n\nIn the end the dock cost £900 million.\n"
    assert headline_figures_apart("Dock cost £900 million", text) == ()
