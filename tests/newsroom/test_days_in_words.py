"""The days claims name in their words, in the chronology of a story: listed as found, never as confirmed. All is
invented."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from newsroom.desk.chronology import chronology
from newsroom.desk.claims import mark_claim, set_claim_fields
from newsroom.desk.desk import Desk
from newsroom.desk.said_days import day_of_story
from newsroom.desk.stories import start_story
from newsroom.domain.claim import Claim
from newsroom.tasks.articles import bring_in, open_article
from tests.builders import new_desk, steady_ids
from tests.newsroom.arrival_desk import BEFORE

BOARD = "On 4 March the board closed the inner pier."
PLAIN = "The harbour master was not asked."


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path / "desk", ids=steady_ids(start=BEFORE))
    yield made
    made.close()


def story_of(desk: Desk, text: str, *marked: str, **fields: object) -> tuple[str, list[Claim]]:
    """A story begun on 5 October 2025 with a claim at each of these words, or at all of it."""
    story = desk.run("Start", start_story, fields={"headline": "The pier"}, text=text).value.id
    claims: list[Claim] = []
    for words in marked or (text,):
        at = text.index(words)
        claims.append(desk.run(
            "Mark", mark_claim, story_id=story, start=at, end=at + len(words), fields=fields
        ).value)  # fmt: skip
    return story, claims


def listed(desk: Desk, story: str) -> list[tuple[str, str, str]]:
    return [(one.when, one.told, one.words) for one in chronology(desk.queries.story_records(story))]


def days(desk: Desk, text: str, *marked: str, **fields: object) -> list[tuple[str, str]]:
    story, _ = story_of(desk, text, *marked, **fields)
    return [(when, told) for when, told, _words in listed(desk, story)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (BOARD, [("4 March 2025", "in_words_no_year")]),
        ("The board closed the pier in July 2025.", [("July 2025", "in_words")]),
        ("The pier was built in 1962 and shut on 4 March 2024.", [("1962", "in_words"), ("4 March 2024", "in_words")]),
        ("In December the board closed the pier.", [("December 2024", "in_words_no_year")]),
        ("The board closed the pier on 4 March, and on 4 March 2025 the ferry.", [("4 March 2025", "in_words")]),
        ("May Brandvik and the March quartet closed the pier.", []),
        ("The board closed the pier on 31 June.", []),
        (PLAIN, []),
    ],
)
def test_a_claim_is_listed_under_each_day_its_words_name(
    desk: Desk, words: str, found: list[tuple[str, str]]
) -> None:  # fmt: skip
    assert days(desk, words, kind="fact") == found


def test_what_is_to_come_is_of_the_next_time_that_day_comes_round(desk: Desk) -> None:
    assert days(desk, "The pier will open again in March.", kind="forecast") == [("March 2026", "in_words_no_year")]


@pytest.mark.parametrize(
    ("words", "kind", "found"),
    [
        ("The Tarnby Courier reported on 24 February that the pier was closed on 4 March.", "fact", ["4 March 2025"]),
        ("The pier was closed on 4 March, according to a list of 24 February.", "fact", ["4 March 2025"]),
        ("The board published its list on 24 February.", "fact", ["24 February 2025"]),
        ("The board said on 24 February that it would close the pier.", "speech", ["24 February 2025"]),
    ],
)
def test_the_day_of_a_report_is_none_of_what_is_reported(desk: Desk, words: str, kind: str, found: list[str]) -> None:
    assert [when for when, _told in days(desk, words, kind=kind)] == found


def test_a_part_of_a_sentence_takes_its_day_where_the_sentence_names_one_alone(desk: Desk) -> None:
    text = f"On 4 March the board met, and the pier was closed. {PLAIN}\n\nBetween 5 May and 6 May the ferry lay still."
    story, _ = story_of(desk, text, "the pier was closed", PLAIN, "the ferry lay still", kind="fact")
    assert listed(desk, story) == [("4 March 2025", "in_words_no_year", "the pier was closed")]


def test_a_day_somebody_gave_stands_in_the_place_of_those_in_the_words(desk: Desk) -> None:
    story, (claim,) = story_of(desk, BOARD)
    desk.run("Say", set_claim_fields, claim_id=claim.id, fields={"about_date": "2025-03-05"})
    assert listed(desk, story) == [("5 March 2025", "speaks_of", BOARD)]


def test_proposals_are_left_out_and_taken_claims_of_an_imported_article_are_listed(desk: Desk, tmp_path: Path) -> None:
    article = tmp_path / "pier.md"
    article.write_text(
        f"---\ntitle: The pier\ndate: 2023-05-02\n---\n{BOARD} It cost $1.4 million.\n", encoding="utf-8"
    )
    story = bring_in(desk, opened=open_article(path=article)).result.story.id
    assert listed(desk, story) == []
    desk.run("Mark", mark_claim, story_id=story, start=0, end=len(BOARD))
    assert listed(desk, story) == [("4 March 2023", "in_words_no_year", BOARD)]


def test_the_day_of_a_story_is_what_its_head_says_else_when_it_was_begun(desk: Desk) -> None:
    story, _ = story_of(desk, f"{BOARD}\n")
    plain = desk.queries.story_records(story)
    headed = replace(plain, draft=replace(plain.draft, text=f"Published: 7 June 2024\n\n{BOARD}\n"))
    glued = replace(plain, draft=replace(plain.draft, text=f"date 2024-06-07 {BOARD}\n"))
    behind = replace(plain, story=replace(plain.story, extra="mood: calm\ndate: '2024-06-07T10:00'\n"))
    assert [str(day_of_story(one)) for one in (plain, headed, glued, behind)] == [
        "2025-10-05", "2024-06-07", "2024-06-07", "2024-06-07"
    ]  # fmt: skip
