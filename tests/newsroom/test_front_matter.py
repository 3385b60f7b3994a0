"""Front matter: words only, hostile YAML refused with its line, and what is written reads back."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.domain.errors import BadInput
from newsroom.importing.frontmatter import (
    join_front_matter,
    read_front_matter,
    split_front_matter,
    write_front_matter,
)

TEXTS = st.text(alphabet=st.characters(codec="utf-8"), max_size=40)
VALUES = st.recursive(
    TEXTS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3), max_leaves=8
)


def test_every_scalar_stays_the_words_it_was_written_in() -> None:
    source = "a: yes\nb: 2025-10-05\nc: 0x1F\nd: ~\ne: 1_000\nf:\ng: [1.0, null]\nh: 'it''s'\n"

    assert read_front_matter(source) == {
        "a": "yes", "b": "2025-10-05", "c": "0x1F", "d": "~", "e": "1_000", "f": "", "g": ["1.0", "null"], "h": "it's",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("source", "line", "why"),
    [
        ("a: b\nc: &x d\n", 3, "anchors"),
        ("a: b\nc: *x\n", 3, "aliases"),
        ("a: !!python/object:os.system x\n", 2, "tag"),
        ("a: !!int 3\n", 2, "tag"),
        ("a: b\nc: d\na: e\n", 4, "twice"),
        ("a:\n  b: c\n  b: d\n", 4, "twice"),
        ("a: [b\nc: d\n", 3, "not valid YAML"),
        ("a: b\nc: \x07\n", 3, "character"),
        ("a:\n\t- b\n", 3, "not valid YAML"),
        ("- a\n", 2, "keys and values"),
        ("? [a, b]\n: c\n", 2, "a key must be a word"),
        ("a: b\n--- \nc: d\n", 3, "second document"),
    ],
)
def test_yaml_beyond_plain_words_is_refused_with_its_line(source: str, line: int, why: str) -> None:
    with pytest.raises(BadInput, match=rf"^Line {line} of the front matter .*{why}"):
        read_front_matter(source, first_line=2)


@pytest.mark.parametrize(
    "source",
    [
        "a: " + "[" * 200_000,
        "a: " + "{a: " * 60_000,
        "a:\n  " + "- " * 120_000,
        "? " * 120_000,
        "".join(" " * depth + "k:\n" for depth in range(600)),
        "a: &x [" + "*x," * 80_000 + "]",
        "a: &a [b]\nb: &b [*a,*a]\nc: &c [*b,*b]\n",
        "!" * 250_000,
        "a: " + "b" * 300_000,
        "a" * 1200 + ": b",
        "a: '" + "\n" * 200_000,
        "a: " + "[],\n" * 50_000,
        "- " + "x\n" * 100_000,
    ],
)
def test_hostile_yaml_is_refused_within_half_a_second(source: str) -> None:
    begun = time.process_time()

    with pytest.raises(BadInput):
        read_front_matter(source)

    assert time.process_time() - begun < 0.5


def test_twenty_levels_are_read_and_one_more_is_not() -> None:
    # The mapping itself is the first level.
    assert read_front_matter("a: " + "[" * 19 + "]" * 19)
    with pytest.raises(BadInput, match="nested deeper than 20 levels"):
        read_front_matter("a: " + "[" * 20 + "]" * 20)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(TEXTS, VALUES, max_size=6))
def test_what_is_written_reads_back_equal(fields: dict[str, object]) -> None:
    assert read_front_matter(write_front_matter(fields)) == fields


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(TEXTS, TEXTS, max_size=3), TEXTS)
def test_a_file_put_together_comes_apart_into_the_same_fields_and_body(fields: dict[str, str], body: str) -> None:
    file = join_front_matter(fields, body)

    found = split_front_matter(file)

    assert found is not None
    assert (found.fields, file[found.body_start :]) == (fields, body)


def test_plain_words_are_written_plain_and_doubtful_ones_quoted() -> None:
    written = write_front_matter(
        {"headline": "Mill to close", "kind": "no", "due": "2025-10-05", "tags": ["a", "b: c"]}
    )

    assert written == 'headline: Mill to close\nkind: "no"\ndue: "2025-10-05"\ntags:\n  - a\n  - "b: c"\n'


@pytest.mark.parametrize(
    "text", ["Plain words.\n", "---\nA rule, then prose.\n---\nMore.\n", "---\nnever closed: yes\n", ""]
)
def test_text_without_front_matter_has_none(text: str) -> None:
    assert split_front_matter(text) is None


def test_a_key_longer_than_a_reader_looks_is_written_so_that_it_reads_back() -> None:
    fields = {"k" * 3000: "v", "é" * 900: {"x": "y"}}

    assert read_front_matter(write_front_matter(fields)) == fields
