"""Words set apart as a Markdown block quotation, with the speaker named before, after or on a line of its own."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.text.attribution import FoundQuote, find_attributions
from newsroom.text.scan import scan

WORDS = "The wall leaks and it always has."


def row(quote: FoundQuote) -> tuple[str, str, str | None, str]:
    return (quote.text, quote.type, quote.speaker, quote.speaker_state)


@pytest.mark.parametrize(
    "text",
    [
        f"Ada Rowntree wrote to the board:\n\n> {WORDS}\n\nIt was sold.",
        f"It was sold.\n\n> {WORDS}\n>\n> — Ada Rowntree, engineer\n\nIt rained.",
        f"It was sold.\n\n> {WORDS}\n> -- Ada Rowntree\n",
        f"It was sold.\n\n> {WORDS}\n\n— Ada Rowntree\n\nIt rained.",
        f"> {WORDS}\n\nsaid Ada Rowntree in a letter.",
        f"It was sold.\n\n> {WORDS}\n\n— Ada Rowntree, in a letter to the board",
    ],
)
def test_a_block_quotation_with_a_name_to_it_is_direct_speech(text: str) -> None:
    (quote,) = find_attributions(text)
    assert row(quote) == (WORDS, "direct", "Ada Rowntree", "explicit")
    assert quote.text == text[quote.start : quote.end]


def test_each_paragraph_of_a_block_is_one_quotation_of_the_same_speaker() -> None:
    text = "Ada Rowntree wrote:\n\n> It leaks at night,\n> and by day.\n>\n> Nobody came.\n\nIt was sold."
    assert [row(quote) for quote in find_attributions(text)] == [
        ("It leaks at night,\n> and by day.", "direct", "Ada Rowntree", "explicit"),
        ("Nobody came.", "direct", "Ada Rowntree", "explicit"),
    ]
    assert [claim.kind for claim in scan(text).claims].count("speech") == 2


def test_marks_inside_a_block_still_bound_the_words_and_its_signature_names_the_speaker() -> None:
    (quote,) = find_attributions("It was sold.\n\n> “It leaks.”\n>\n> — Ada Rowntree")
    assert row(quote) == ("“It leaks.”", "direct", "Ada Rowntree", "explicit")


def test_each_signature_closes_a_quotation_of_its_own() -> None:
    text = "> It leaks.\n> — Ada Rowntree\n>\n> It does not.\n> — Bo Lund\n>\n\nIt was sold."
    assert [row(quote) for quote in find_attributions(text)] == [
        ("It leaks.", "direct", "Ada Rowntree", "explicit"),
        ("It does not.", "direct", "Bo Lund", "explicit"),
    ]


PIECES = [
    "> ",
    ">\n",
    "\n",
    "\n\n",
    "— Ada Roe",
    "It leaks. ",
    "“So",
    "” ",
    "wrote:",
    "Ada Roe ",
    "said ",
    "'",
    "# ",
    "a, ",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_blocks_of_any_shape_give_quotations_that_stand_where_they_say(text: str) -> None:
    end = 0
    for quote in find_attributions(text):
        assert quote.text == text[quote.start : quote.end] != ""
        assert quote.start >= end
        end = quote.end
    for claim in scan(text).claims:
        assert claim.text == text[claim.start : claim.end] != ""


@pytest.mark.parametrize(
    "text",
    [
        f"The board met.\n\n> {WORDS}\n\nIt was sold.",
        f"Ada Rowntree wrote:\n\n> [!NOTE]\n> {WORDS}",
        "Ada Rowntree wrote:\n\n> # A heading\n\nIt was sold.",
        "It was > 3 metres, said Ada Rowntree.",
    ],
)
def test_a_block_without_a_speaker_or_with_other_matter_is_not_taken_for_speech(text: str) -> None:
    assert find_attributions(text) == ()


def test_two_apostrophes_stay_unpaired_and_are_flagged() -> None:
    text = "''It leaks,'' said Ada Rowntree."
    assert find_attributions(text) == ()
    assert [flag.code for flag in scan(text).flags] == ["DOUBLED_APOSTROPHES"]
