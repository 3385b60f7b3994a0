"""What a text shows before anything in it is marked: each finding on a text that has it, and on one that has not."""

import pytest

from newsroom.text.prose import read_prose

QUESTION = "## Has the Weir Board sold the Skarholm ferry?\n\n"
SOLD = "the Weir Board has sold the Skarholm ferry."
DECLINED = "The Weir Board declined to comment."
NEXT = "## What comes next: timetable, fares and lifeboats\n\n"


def told(text: str) -> dict[str, list[str]]:
    """Code → the words it is told at."""
    found: dict[str, list[str]] = {}
    for flag in read_prose(text).flags:
        found.setdefault(flag.code, []).append(text[flag.start : flag.end])
    return found


@pytest.mark.parametrize(
    ("code", "words", "with_it", "without"),
    [
        (
            "VAGUE_SOURCE",
            "trade coverage",
            "The deal is done, trade coverage noted.",
            "The deal is done, the Tarnby Courier noted.",
        ),
        ("VAGUE_SOURCE", "Sources say", "Sources say the ferry is sold.", "Three sources of the river silted up."),
        ("VAGUE_SOURCE", "experts believe", "Many experts believe it.", "“Some say so,” Ada Roe said."),
        (
            "REPORTEDLY",
            "reportedly",
            "The crew was reportedly told on Friday.",
            "The crew was reportedly told, the Tarnby Courier wrote.",
        ),
        (
            "REPORTEDLY",
            "is said to",
            "The yard is said to be for sale.",
            "The yard is for sale, Ada Roe is quoted as saying.",
        ),
        (
            "UNDATED_ABSENCE",
            "Nothing has been posted",
            "Nothing has been posted on its page.",
            "As of Sunday evening nothing has been posted.",
        ),
        (
            "UNDATED_ABSENCE",
            "no formal notice is live",
            "The board kept quiet, and no formal notice is live yet.",
            "By 5 October 2025 no formal notice is live.",
        ),
        (
            "UNDATED_ABSENCE",
            "has not announced",
            "The board has not announced a date.",
            "There is no cure for it, and no question was asked.",
        ),
        (
            "UNDATED_ABSENCE",
            "has yet to publish",
            "The board has yet to publish its accounts.",
            "The board has published its accounts.",
        ),
        (
            "COUNT_NOT_LISTED",
            "Two clear signs",
            "Two clear signs support this. The slip is let.",
            "Two clear signs support this. The slip is let. The lamps are sold.",
        ),
        (
            "COUNT_NOT_LISTED",
            "Three reasons",
            "Three reasons led to it: ice and wind.",
            "Three reasons led to it: ice, wind and money.",
        ),
        (
            "COUNT_NOT_LISTED",
            "Two factors",
            "Two factors matter:\n\n- ice\n\nThe rest is luck.",
            "Two factors matter:\n\n- ice\n- wind\n",
        ),
        (
            "HEADING_NOT_KEPT",
            "When will the ferry sail again?",
            "## When will the ferry sail again?\n\nNobody at the yard would talk.",
            "## When will the ferry sail again?\n\nIn spring, the yard says.",
        ),
        (
            "HEADING_NOT_KEPT",
            "How much did it cost?",
            "## How much did it cost?\n\nA great deal.",
            "## How much did it cost?\n\nSome 1.4 million.",
        ),
        (
            "HEADING_NOT_KEPT",
            "What the crew said",
            "## What the crew said\n\nThe crew was on the quay.",
            "## What the crew said\n\n“We heard it from you,” Bo Lund told us.",
        ),
        (
            "HEADING_NOT_KEPT",
            "Three things to know",
            "## Three things to know\n\nThe ferry is gone.",
            "## Three things to know\n\n1. It is gone.\n2. It was old.\n3. It leaked.",
        ),
        (
            "HEADING_NOT_KEPT",
            "What comes next: timetable, fares and lifeboats",
            NEXT + "The timetable stands. Fares rise.",
            NEXT + "The timetable stands. Fares rise. A lifeboat comes.",
        ),
        (
            "HEADING_NOT_KEPT",
            "The crew",
            "## The crew\n\n## The yard\n\nIt is shut.",
            "## The crew\n\n### Bo Lund\n\nHe left.\n\n## The yard\n\nIt is shut.",
        ),
        (
            "HEADING_STRONGER_THAN_BODY",
            "Short answer: yes.",
            f"{QUESTION}Short answer: yes. Per the Tarnby Courier, {SOLD}",
            f"{QUESTION}Short answer: yes, according to the Tarnby Courier. It wrote that {SOLD}",
        ),
        (
            "REPLY_INCONSISTENT",
            "declined to comment",
            f"{DECLINED}\n\nThe Weir Board did not respond to questions.",
            f"{DECLINED}\n\nAgain: {DECLINED}",
        ),
        (
            "ASKED_BY_OTHER_OUTLET",
            "declined to comment",
            f"{DECLINED}\n\nPer the Tarnby Courier, the Weir Board “declined comment.”",
            "The Weir Board declined to comment.",
        ),
    ],
)
def test_a_finding_is_told_where_the_text_has_it_and_only_there(
    code: str, words: str, with_it: str, without: str
) -> None:
    assert told(with_it)[code] == [words]
    assert code not in told(without)


def test_a_plain_text_has_headings_too() -> None:
    text = "The ferry is gone.\n\nWhen will it sail again?\n\nNobody at the yard would talk.\n"
    assert told(text)["HEADING_NOT_KEPT"] == ["When will it sail again?"]


def test_what_stands_between_quotation_marks_or_in_code_is_not_the_writers() -> None:
    text = "“Sources say nothing has been posted,” Ada Roe said.\n\n```\nSources say so\n```\n"
    assert told(text) == {}


def test_a_reply_told_three_ways_is_told_once_with_all_its_wordings() -> None:
    text = (
        "The Weir Board declined to comment.\n\nThe Weir Board “declined comment,” and went home.\n\n"
        "Per the Tarnby Courier’s report, the line of the Weir Board is “declined comment.”"
    )
    (flag,) = (one for one in read_prose(text).flags if one.code == "REPLY_INCONSISTENT")
    assert "3 times" in flag.message
    assert "between quotation marks to Tarnby Courier" in flag.message


def test_only_paragraphs_that_changed_are_read_again_and_say_the_same() -> None:
    text = "Nothing has been posted.\n\nSources say so.\n\nThe Weir Board declined to comment.\n"
    first = read_prose(text)
    longer = f"One more line.\n\n{text}"
    again = read_prose(longer, before=first)
    assert again == read_prose(longer)
    assert all(again.known[words] is kept for words, kept in first.known.items())
    assert read_prose(text, before=first) is first


def test_an_answer_to_a_finding_holds_for_its_sentence() -> None:
    here, later = "Sources say so.", "A new line.\n\nSources say so."
    other = "Sources say so, and more."
    assert read_prose(here).flags[0].sentence == read_prose(later).flags[0].sentence
    assert read_prose(here).flags[0].sentence != read_prose(other).flags[0].sentence
