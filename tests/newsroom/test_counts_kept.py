"""Counts that promise more than is listed: a text that does, and one that keeps its word."""

import pytest

from newsroom.text.prose import read_prose

FIVE = "Here are five things to know"
LESSONS = "The board drew four lessons from it."


def told(text: str) -> list[str]:
    """The words of each count that is not kept."""
    return [text[flag.start : flag.end] for flag in read_prose(text).flags if flag.code == "COUNT_NOT_LISTED"]


@pytest.mark.parametrize(
    ("words", "with_it", "without"),
    [
        ("five things", f"{FIVE}:\n\n- ice\n- wind\n- money\n", f"{FIVE}:\n\n- ice\n- wind\n- money\n- law\n- luck\n"),
        ("five things", f"{FIVE}: ice, wind and money.", f"{FIVE}: ice, wind, money, law and luck."),
        (
            "five things",
            f"It sank. {FIVE}. It was old. It leaked. Nobody looked.",
            f"It sank. {FIVE}. It was old. It leaked. Nobody looked. Ice came. The bell was gone.",
        ),
        (
            "three reasons",
            "Ada Roe gave three reasons for the sale: cost and noise.",
            "Ada Roe gave three reasons for the sale: cost, noise and age.",
        ),
        (
            "four lessons",
            f"{LESSONS} First, the hull was old. Second, nobody had looked.",
            f"{LESSONS} First, the hull was old. Second, nobody had looked. Third, it froze. Finally, it was dark.",
        ),
        (
            "Both studies",
            "A study of the Weir Institute counted the eels. Both studies found few.",
            "A study by Ada Roe counted the eels; another study weighed them. Both studies found few.",
        ),
        (
            "Two separate sources",
            "Two separate sources confirmed it. The Tarnby Courier reported it on Monday.",
            "Two separate sources confirmed it. The Tarnby Courier reported it, and the Morning Ledger wrote so too.",
        ),
    ],
)
def test_a_count_is_told_where_fewer_are_listed_and_only_there(words: str, with_it: str, without: str) -> None:
    assert told(f"Nothing.\n\n{with_it}") == [words]
    assert told(f"Nothing.\n\n{without}") == []


@pytest.mark.parametrize(
    "text",
    [
        "She gave three reasons: one legal, two practical.",
        "She gave three reasons: cost and noise. The third, she said, was the law.",
        "There are two ways across the river. The ferry sails at noon.",
        "It changed two things at once, and nobody saw.",
        "Both studies and surveys count eels.",
        "Two sources of the river silted up, the Tarnby Courier reported.",
        "Two newspapers, the Tarnby Courier and the Morning Ledger, reported it.",
        f"{FIVE}.\n\n## 1. Ice\n\nA.\n\n## 2. Wind\n\nB.\n\n## 3. Law\n\nC.\n\n## 4. Luck\n\nD.\n\n## 5. Age\n\nE.\n",
        "He said: “There are three reasons: cost and noise.”",
    ],
)
def test_what_may_be_kept_is_not_told(text: str) -> None:
    assert told(f"Nothing.\n\n{text}") == []


def test_the_number_that_is_listed_is_offered() -> None:
    (flag,) = read_prose("Nothing.\n\nAda Roe gave three reasons: cost and noise.").flags
    assert flag.instead == "two reasons"
