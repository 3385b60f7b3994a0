"""No text crashes the finder, and what it finds always stands where it says."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.text.attribution import find_attributions
from newsroom.text.scan import scan
from tests.newsroom.story_truth import WORKED, read_story

MARKS = [*list("“”\"‘’'„«»￼\u2029�\x00🙂"), " ", "\n", "\n\n", ",", ".", "?", ":", ";", "—", "’s"]
WORDS = [
    "said",
    "told",
    "He",
    "she",
    "the mayor",
    "Ada Rowntree",
    "Mr. ",
    "who",
    "according to",
    "As per",
    "the",
    "and",
]
LINES = [
    "> ",
    "— ",
    "| ",
    " |",
    "```\n",
    "`",
    "``",
    "''",
    "**",
    "CARROW (Northwire) - ",
    "Sir ",
    "as saying",
    "\n\n“",
    "”\n\n",
]
SPEAKERS = [
    "@roe",
    "The 58-year-old",
    "somebody",
    "it",
    "they",
    "her husband, Bo,",
    "J.T.",
    "Ji-woo",
    "21 percent",
    "quoted",
    "came",
]
OTHER = ["dated May 2, 2024", "Dunmere Argus", "that", "<a ", ">", "[", "](https://a.example)", "was", "not yet", "$3"]
PIECES = st.sampled_from(MARKS + WORDS + OTHER + LINES + SPEAKERS)
TEXTS = st.one_of(
    st.text(max_size=300), st.lists(PIECES, max_size=80).map("".join), st.lists(PIECES, max_size=60).map(" ".join)
)


@settings(max_examples=250, deadline=None)
@given(TEXTS)
def test_any_text_is_read_and_every_offset_is_true(text: str) -> None:
    end = 0
    for quote in find_attributions(text):
        assert quote.text == text[quote.start : quote.end] != ""
        assert quote.start >= end
        end = quote.end
        assert (quote.speaker is None) == (quote.speaker_start is None) == (quote.speaker_state == "none")
        assert (quote.outlet is None) == (quote.outlet_state == "none")
        if quote.speaker_start is not None and quote.speaker_end is not None:
            assert 0 <= quote.speaker_start < quote.speaker_end <= len(text)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_a_scan_of_any_text_points_at_words_that_are_there(text: str) -> None:
    found = scan(text)
    for claim in found.claims:
        assert claim.text == text[claim.start : claim.end] != ""
    for stretch in (*found.sources, *found.flags, *found.photos, *found.metadata):
        assert 0 <= stretch.start <= stretch.end <= len(text)
    assert [claim.start for claim in found.claims] == sorted(claim.start for claim in found.claims)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["Ada Rowntree", "Bo Lund"]), max_size=3), TEXTS)
def test_known_names_never_change_where_quotations_stand(names: list[str], text: str) -> None:
    places = [(quote.start, quote.end) for quote in find_attributions(text)]
    assert [(quote.start, quote.end) for quote in find_attributions(text, known_names=names)] == places


def test_a_text_of_a_million_code_points_is_read_in_five_seconds() -> None:
    text = "\n\n".join(read_story(path)["text"] for path in WORKED)
    text = (text * (1_000_000 // len(text) + 1))[:1_000_000]
    begin = time.process_time()
    assert len(find_attributions(text)) > 5000
    # The work of this process alone: what else runs on the machine does not count.
    assert time.process_time() - begin < 5


@pytest.mark.parametrize(
    "unit",
    [
        "According to the Dunmere Argus report dated May 2, 2024, Ada Rowntree said, “It leaks.” ",
        "She said “no.” He said “yes.” The mayor said it was “late.” ",
        "Ada Roe Wins Carrow Again “so” ",
        "“Why?” asked Ada Roe.\n\n“No.”\n\n",
        "| “a b c” | said\n",
        "```\n“a”\n",
        "‘no one here’\n\n“Ada”\n\n",
        '[[](](["a" ',
    ],
    ids=["cited", "pronouns", "capitals", "dialogue", "rows", "fences", "singles", "brackets"],
)
def test_the_work_grows_with_the_text_and_not_with_its_square(unit: str) -> None:
    def seconds(length: int) -> float:
        begin = time.process_time()
        find_attributions(unit * (length // len(unit)))
        return time.process_time() - begin

    seconds(2000)
    # Ten times the text; quadratic work would take a hundred times as long.
    assert seconds(50_000) < 40 * max(seconds(5_000), 0.005)


def test_ten_times_the_text_takes_about_ten_times_the_time() -> None:
    unit = "“It leaks, said Ada Rowntree. She said the “boat and ‘the sea’ were 'hers. "

    def seconds(copies: int) -> float:
        begin = time.perf_counter()
        find_attributions(unit * copies)
        return time.perf_counter() - begin

    seconds(50)
    # Quadratic work would give a factor of 100; a busy machine stays far below 40.
    assert seconds(2000) < 40 * max(seconds(200), 0.005)


NAMES = st.sampled_from(["Ada Rowntree", "Bo Lund", "Ada Lund", "Rowntree", "Ada Rowntree Wins", "İda Roe", "J.T. Roe"])
THIRD = ["Ada Xanthos", "Ada Quixley", "Bo Xanthos", "Bo Quixley", "Zebulon Quixley", "Zenobia Xanthos Quay", "Zebulon"]


@settings(max_examples=150, deadline=None)
@given(st.lists(NAMES, max_size=5, unique=True), TEXTS)
def test_names_nobody_in_the_text_can_mean_change_nothing(names: list[str], text: str) -> None:
    others = ["Ada Third", "Ada Fourth", "Bo Third", "Bo Fourth", *names]
    assert find_attributions(text, known_names=[*others, *THIRD]) == find_attributions(text, known_names=others)
