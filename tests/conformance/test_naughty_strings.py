"""The list of naughty strings goes through front matter, slugs, decoding and quotations without harm."""

import json
import re

import pytest

from newsroom.importing.article import read_article
from newsroom.importing.decode import decode
from newsroom.importing.frontmatter import join_front_matter, read_front_matter, write_front_matter
from newsroom.text.fidelity import compare_quote
from newsroom.text.slug import file_slug
from tests.shared_material import shared_folder

pytestmark = pytest.mark.conformance
DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)")


@pytest.fixture
def strings() -> list[str]:
    return json.loads((shared_folder() / "corpora" / "blns" / "blns.json").read_text(encoding="utf-8"))


def held(words: str) -> str:
    """The words as the editor holds them: of all the list only the paragraph separator is replaced."""
    return words.replace("\u2029", "\n")


def test_as_values_and_keys_of_front_matter_they_read_back_equal(strings: list[str]) -> None:
    fields = {f"field{number}": words for number, words in enumerate(strings)}
    nested = {words: [words, {words: words}] for words in strings}

    assert read_front_matter(write_front_matter(fields)) == fields
    assert read_front_matter(write_front_matter(nested)) == nested


def test_as_articles_they_come_back_code_point_by_code_point(strings: list[str]) -> None:
    for words in strings:
        article = read_article(join_front_matter({"headline": words, "note": words}, words).encode(), file_name="a.md")

        assert article.text == held(words)
        assert article.fields.get("headline", "") == words or not words
        assert article.extra == {"note": words}


def test_as_bytes_they_decode_to_themselves(strings: list[str]) -> None:
    for words in strings:
        if not words.startswith("\ufeff"):
            assert decode(words.encode()).text == held(words)


def test_as_titles_they_make_distinct_names_legal_on_three_systems(strings: list[str]) -> None:
    names = [file_slug(words, f"{number:06x}") for number, words in enumerate(strings)]

    assert len(set(names)) == len(names)
    for name in names:
        assert re.fullmatch(r"[a-z0-9][a-z0-9-]{0,86}", name)
        assert not DEVICES.match(name)


def test_as_quotations_they_are_found_in_themselves_or_said_to_be_no_words(strings: list[str]) -> None:
    for words in strings:
        found = compare_quote(words, words)

        assert found.kind in ("exact", "ambiguous") or found.detail == "no_words"
