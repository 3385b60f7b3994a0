"""What changed between two states of a text: both come back from the pieces, and the pieces read as people see them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.text.word_diff import word_diff

WORDS = st.lists(st.sampled_from(["a", "b", " ", ".", "\n", ",", "c d", "don't", "🛳️", "é", "e\u0301"]), max_size=14)


@settings(max_examples=300, deadline=None)
@given(WORDS, WORDS)
def test_both_texts_come_back_from_the_pieces(old: list[str], new: list[str]) -> None:
    pieces = word_diff("".join(old), "".join(new))
    assert "".join(piece.words for piece in pieces if piece.kind != "added") == "".join(old)
    assert "".join(piece.words for piece in pieces if piece.kind != "removed") == "".join(new)


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [
        ("One two three.", "One three four.", ["=One", "- two", "= three", "+ four", "=."]),
        ("Nobody said why.\n", "Nobody said why. Not yet.\n", ["=Nobody said why.", "+ Not yet.", "=\n"]),
        ("red big house", "blue small house", ["-red big", "+blue small", "= house"]),
        ("It was late.", "It was late.", ["=It was late."]),
        ("", "New.", ["+New."]),
    ],
)
def test_changes_are_told_in_whole_words_and_runs(old: str, new: str, pieces: list[str]) -> None:
    marks = {"kept": "=", "added": "+", "removed": "-"}
    told = [f"{marks[piece.kind]}{piece.words}" for piece in word_diff(old, new)]
    assert told == pieces


def test_a_long_text_of_more_different_words_than_unicode_has_low_signs_is_compared() -> None:
    many = " ".join(f"w{number}" for number in range(60_000))
    pieces = word_diff(many, f"{many} more")
    assert [piece.kind for piece in pieces] == ["kept", "added"]
