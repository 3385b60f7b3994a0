"""Headings and short answers against the sentences below them: one that outruns them, and one that does not."""

import pytest

from newsroom.text.prose import read_prose

ASKED = "Nothing.\n\n## Has the Weir Board sold the Skarholm ferry?\n\n"
SOLD = "the Weir Board has sold the Skarholm ferry."
SUBHEAD = "Nothing.\n\n## Dock has nine gates\n\n"


def told(text: str) -> list[str]:
    """The words of each heading or answer that is too strong."""
    return [text[flag.start : flag.end] for flag in read_prose(text).flags if flag.code == "HEADING_STRONGER_THAN_BODY"]


@pytest.mark.parametrize(
    ("words", "with_it", "without"),
    [
        ("Yes.", f"{ASKED}Yes. Per the Tarnby Courier, {SOLD}", f"{ASKED}Yes. The sale is done: {SOLD}"),
        (
            "Yes, it has.",
            f"{ASKED}Yes, it has. Per the Tarnby Courier, {SOLD}",
            f"{ASKED}Yes, the Tarnby Courier reported. Per its report, {SOLD}",
        ),
        (
            "Yes.",
            f"{ASKED}**Yes.** The board reportedly says that {SOLD}",
            f"{ASKED}Yesterday, per the Courier, {SOLD}",
        ),
        (
            "Dock has nine gates",
            f"{SUBHEAD}The dock may have nine gates.",
            f"{SUBHEAD}The dock has nine gates, Bo said.",
        ),
        (
            "Dock has nine gates",
            f"{SUBHEAD}The dock reportedly has nine gates.",
            f"{SUBHEAD}The dock may have an iron lock.",
        ),
        (
            "Dock has nine gates",
            f"{SUBHEAD}It is big. The dock could have nine gates, the Courier wrote.",
            "Nothing.\n\n## Dock may have nine gates\n\nThe dock reportedly has nine gates.",
        ),
    ],
)
def test_a_heading_is_told_where_it_outruns_its_section_and_only_there(words: str, with_it: str, without: str) -> None:
    assert told(with_it) == [words]
    assert told(without) == []
