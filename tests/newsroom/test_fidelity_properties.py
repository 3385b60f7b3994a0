"""What holds for every source and every quotation, found by Hypothesis."""

import re
import unicodedata

from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsroom.text.fidelity import compare_quote
from newsroom.text.normalise import normalise

WORD = st.one_of(
    st.sampled_from(
        [
            "we",
            "have",
            "a",
            "plan",
            "can't",
            "won’t",
            "café",
            "Über",
            "14.2",
            "1,000",
            "not",
            "well-known",
            "计划",
            "خطة",
            "योजना",
        ]
    ),
    st.text(alphabet="abcdefghijklmnopqrstuvwxyzéüøñ", min_size=1, max_size=9),
)
MARK = st.sampled_from(
    [" ", " ", " ", " ", ", ", ". ", "? ", "; ", " — ", "\n", "\n\n", "\u00a0", " “", "” ", " (", ") "]
)
PROSE = st.lists(st.tuples(WORD, MARK), min_size=1, max_size=40).map(lambda pairs: "".join(w + m for w, m in pairs))
ANYTHING = st.text(max_size=120)
SETTINGS = settings(max_examples=150, deadline=None)


def spans_of_words(source: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"[^\s“”()—]+", source)]


@SETTINGS
@given(PROSE, st.data())
def test_any_cut_at_word_boundaries_is_exact_or_stands_twice(source: str, data: st.DataObject) -> None:
    words = spans_of_words(source)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    quote = source[words[first][0] : words[last][1]]

    found = compare_quote(quote, source)

    assert found.kind == "exact" or (found.kind, found.detail) == ("ambiguous", "exact")
    if found.kind == "exact":
        assert source[found.start : found.end] == quote


@SETTINGS
@given(PROSE, st.data())
def test_near_finds_the_very_place_a_quotation_was_cut_from(source: str, data: st.DataObject) -> None:
    words = spans_of_words(source)
    first = data.draw(st.integers(0, len(words) - 1))
    quote = source[words[first][0] : words[min(first + 5, len(words) - 1)][1]]

    found = compare_quote(quote, source, near=words[first][0])

    assert (found.kind, found.start) == ("exact", words[first][0])


@SETTINGS
@given(
    st.lists(st.text(alphabet="abcdefghij", min_size=3, max_size=9), min_size=12, max_size=40, unique=True), st.data()
)
def test_changing_one_word_is_an_unmarked_edit_that_shows_both_words(words: list[str], data: st.DataObject) -> None:
    source = " ".join(words) + "."
    first = data.draw(st.integers(0, len(words) - 8))
    chosen = words[first : first + 8]
    at = data.draw(st.integers(1, 6))
    altered = [*chosen[:at], "zzzzz", *chosen[at + 1 :]]

    found = compare_quote(" ".join(altered), source)

    assert (found.kind, found.changes) == ("unmarked_edit", (("replace", "zzzzz", chosen[at]),))
    assert source[found.start : found.end] == " ".join(chosen)


@SETTINGS
@given(
    st.lists(st.text(alphabet="abcdefghij", min_size=3, max_size=9), min_size=20, max_size=60, unique=True), st.data()
)
def test_words_left_out_behind_an_ellipsis_are_a_marked_edit(words: list[str], data: st.DataObject) -> None:
    source = "He spoke. " + " ".join(words) + "."
    first = data.draw(st.integers(4, 8))
    second = data.draw(st.integers(first + 1, len(words) - 4))

    found = compare_quote(" ".join(words[:first]) + " … " + " ".join(words[second:]), source)

    assert found.kind == "marked_edit"
    assert source[found.start : found.end] == " ".join(words)
    assert found.changes[0][2] == " ".join(words[first:second])


@settings(max_examples=300, deadline=None)
@given(ANYTHING, ANYTHING, st.none() | st.integers(-5, 200))
@example("[", "[", None)
@example("“…", "...", 0)
@example("[…] a", " a", 3)
@example("'", "'", None)
@example("ß", "SS ß", None)
@example("İ i\u0307", "i\u0307", None)
@example("a.", "a", None)
def test_no_text_whatever_breaks_the_comparison(published: str, source: str, near: int | None) -> None:
    found = compare_quote(published, source, near=near)

    assert found.kind in ("exact", "marked_edit", "unmarked_edit", "not_found", "ambiguous")
    if found.kind == "not_found":
        assert found.start is None
        assert found.end is None
    else:
        assert found.start is not None
        assert found.end is not None
        assert 0 <= found.start < found.end <= len(source)


@settings(max_examples=200, deadline=None)
@given(
    st.text(alphabet="a'[]().… ,-“”!\u200b\u0301\nA1", max_size=30),
    st.text(alphabet="a'[]().… ,-“”!\u200b\u0301\nA1", max_size=60),
)
def test_signs_without_words_break_nothing_either(published: str, source: str) -> None:
    assert compare_quote(published, source).kind


@SETTINGS
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=80))
def test_composing_letter_by_letter_gives_the_composed_text(source: str) -> None:
    folded = normalise(source).text

    assert folded == normalise(unicodedata.normalize("NFC", source)).text


@SETTINGS
@given(st.text(max_size=80))
def test_every_span_of_the_folded_text_lies_in_the_original(source: str) -> None:
    prepared = normalise(source)

    for at in range(len(prepared.text)):
        start, end = prepared.span(at, at + 1)
        assert 0 <= start < end <= len(source)
