"""What headings promise and keep: a day, names, a reason, numbers; a heading that keeps it, and one that does not."""

import pytest

from newsroom.text.prose import read_prose

SHUT = "Nobody at the studio would talk."


def lacking(text: str) -> list[str]:
    """What each heading is told to lack."""
    told = [flag.message for flag in read_prose(text).flags if flag.code == "HEADING_NOT_KEPT"]
    return [message.rpartition("the section has no ")[2].rstrip(".") for message in told]


@pytest.mark.parametrize(
    ("heading", "lacks", "without", "with_it"),
    [
        ("The release date", "date or time", SHUT, "It comes out on 5 May."),
        ("Release date and cast", "date or time", "Ada Roe returns.", "Ada Roe returns in spring."),
        ("Release date and cast", "names", "In spring, the studio hopes.", "Ada Roe returns in spring."),
        ("The cast", "names", "The studio would not talk.", "Roe and Lund return."),
        ("Who is in the cast", "names", f"{SHUT} Casting goes on at the Weir Council.", "It is led by Ada Roe."),
        ("Why the mayor resigned", "reason", "She left on Monday. Nobody would say why.", "She had lost the vote."),
        (
            "Why did the ferry sink?",
            "reason",
            "It sank on Monday. The board meets.",
            "Ice broke it, because it was old.",
        ),
        ("What the numbers say", "number", "They say a great deal.", "Some 400 cars cross it."),
        ("What the crew said", "words of anybody", "The crew was on the quay.", "Bo Lund told us so."),
    ],
)
def test_a_heading_is_told_for_what_its_section_lacks_and_only_then(
    heading: str, lacks: str, without: str, with_it: str
) -> None:
    assert lacking(f"Nothing.\n\n## {heading}\n\n{without}\n") == [lacks]
    assert lacking(f"Nothing.\n\n## {heading}\n\n{with_it}\n") == []


@pytest.mark.parametrize(
    "heading",
    [
        "Why it matters",
        "The wettest on record",
        "The die is cast",
        "A date with the sea",
        "Up to date",
        "What the law says",
        "Who pays for it",
    ],
)
def test_a_heading_that_promises_nothing_a_word_could_keep_is_left_alone(heading: str) -> None:
    assert lacking(f"Nothing.\n\n## {heading}\n\nThe yard is shut.\n") == []
