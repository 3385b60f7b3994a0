"""The passage of a copy that says what a sentence says, and where it stands."""

import pytest

from newsroom.text.passage import (
    best_passage,
    context_around,
    locator_at,
    quotation_at,
    rank_by_words,
)

COPY = (
    "The council met in March. Pier nine was on the list again.\n\n"
    "Repairs will cost 11,260,000 crowns, the register says. The register names Ottilie Brandvik as the owner.\n\n"
    "The pier, the pier, the pier: nobody spoke of anything else.\n"
)


def found(sentence: str) -> str | None:
    span = best_passage(sentence, COPY)
    return COPY[span[0] : span[1]] if span is not None else None


def test_a_shared_number_and_name_point_at_the_sentence_that_has_them() -> None:
    assert found("The repair of the pier costs 11260000 crowns.") == (
        "Repairs will cost 11,260,000 crowns, the register says."
    )
    assert found("It belongs to Ottilie Brandvik, who owns the ferry too.") == (
        "The register names Ottilie Brandvik as the owner."
    )


@pytest.mark.parametrize("sentence", ["", "He was there.", "Engineers in Gdansk built forty trams.", "The pier."])
def test_too_little_in_common_points_nowhere(sentence: str) -> None:
    assert found(sentence) is None
    assert best_passage(sentence, "") is None


def test_the_text_that_shares_most_is_ranked_first_and_equals_keep_their_order() -> None:
    texts = {"a": "nothing", "b": COPY, "c": "Brandvik", "d": "nothing either"}
    assert rank_by_words("The register says 11,260,000 crowns for Ottilie Brandvik.", texts) == ("b", "c", "a", "d")


def test_a_number_inside_another_is_not_shared() -> None:
    assert rank_by_words("It took 12 days.", {"a": "in 2012", "b": "for 12 hours"}) == ("b", "a")


@pytest.mark.parametrize(
    ("offsets", "start", "words"),
    [
        ('{"page":[0,100,200]}', 150, "page 2"),
        ('{"paragraph":[0,10],"page":[0]}', 50, "page 1"),
        ('{"paragraph":[0,10]}', 10, "paragraph 2"),
        ('{"paragraph":[0,10],"footnote":[40,60]}', 45, "footnote 1"),
        ('{"time":[[0,"00:00:07.250"],[5,"00:12:02.000"],[9,"01:02:03.000"]]}', 4, "0:07"),
        ('{"time":[[0,"00:00:07.250"],[5,"00:12:02.000"],[9,"01:02:03.000"]]}', 5, "12:02"),
        ('{"time":[[0,"00:00:07.250"],[5,"00:12:02.000"],[9,"01:02:03.000"]]}', 900, "1:02:03"),
        ("", 3, ""),
        ("no json", 3, ""),
    ],
)
def test_a_place_is_told_as_page_paragraph_note_or_time(offsets: str, start: int, words: str) -> None:
    assert locator_at(offsets, start) == words


def test_the_neighbours_of_a_passage_are_one_sentence_each() -> None:
    start = COPY.index("Repairs will")
    end = COPY.index(" The register names")
    assert context_around(COPY, start, end) == (
        "Pier nine was on the list again.",
        "The register names Ottilie Brandvik as the owner.",
    )
    assert context_around(COPY, 0, len("The council met in March.")) == ("", "Pier nine was on the list again.")
    assert context_around("one two three", 4, 7) == ("one", "three")


def test_a_place_inside_quotation_marks_is_known_by_them() -> None:
    text = "She said “we have a plan” and left."
    quoted = quotation_at(text, text.index("plan"), text.index("plan") + 4)
    assert quoted is not None
    assert text[quoted.start : quoted.end] == "“we have a plan”"
    assert quotation_at(text, 0, 3) is None
    assert quotation_at(text, 0, len(text)) is None
