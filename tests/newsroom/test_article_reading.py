"""An article read from a file: every code point in the text, the front matter or `extra`; what was guessed says so."""

import hashlib
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.domain.errors import BadInput
from newsroom.importing.article import read_article
from newsroom.importing.frontmatter import join_front_matter, read_front_matter

MARKDOWN = b"""---
title: The mill at Holm closes
author: [Ada Lunde, Nia Strand]
dek: "Forty jobs: gone by May"
tags: mill, jobs
kind: report
language: en-GB
word_goal: 700
embargo: 2025-10-07T06:00
photo_desk: call Olav
---

# The mill

It closes in May.
"""


def test_front_matter_fills_the_fields_of_a_story_and_leaves_the_body() -> None:
    article = read_article(MARKDOWN, file_name="mill.md")

    assert article.text == "# The mill\n\nIt closes in May.\n"
    assert article.fields == {
        "headline": "The mill at Holm closes",
        "byline": "Ada Lunde, Nia Strand",
        "dek": "Forty jobs: gone by May",
        "tags": ("mill", "jobs"),
        "kind": "report",
        "language": "en-GB",
        "word_goal": 700,
        "embargo_until": "2025-10-07T06:00",
        "extra": "photo_desk: call Olav\n",
    }
    assert (article.headline, article.headline_is_guess) == ("The mill at Holm closes", False)
    assert (article.media_type, article.encoding) == ("text/markdown", "utf-8")
    assert article.sha256 == hashlib.sha256(MARKDOWN).hexdigest()
    assert article.notices == ()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("kind: essay", "one of report"),
        ("due: next Tuesday", "a date such as"),
        ("word_goal: many", "a number"),
        ("slug: [a, b]", "words"),
    ],
)
def test_a_value_that_does_not_fit_is_kept_and_told(line: str, words: str) -> None:
    article = read_article(f"---\n{line}\n---\nText.\n".encode(), file_name="a.md")

    key, value = next(iter(read_front_matter(line).items()))
    assert article.extra == {key: value}
    assert key not in article.fields
    assert len(article.notices) == 1
    assert words in article.notices[0]


def test_title_beside_headline_is_kept_as_extra() -> None:
    article = read_article(b"---\ntitle: One\nheadline: Two\n---\nText.\n", file_name="a.md")

    assert (article.headline, article.extra) == ("Two", {"title": "One"})


@pytest.mark.parametrize(
    ("text", "file_name", "headline", "guessed"),
    [
        ("# A closed mill #\n\nText.", "x.md", "A closed mill", False),
        ("# A closed mill\n\nText.", "x.txt", "# A closed mill", True),
        ("A closed mill\n\nIt closed.", "x.txt", "A closed mill", True),
        ("It closed in May.\n\nMore.", "mill-at-holm.txt", "mill at holm", True),
        ("It closed in May.\n\nMore.", "000_6d18.txt", None, False),
        ("", "mill.txt", None, False),
    ],
)
def test_a_headline_is_stated_or_guessed_and_the_guess_says_so(
    text: str, file_name: str, headline: str | None, guessed: bool
) -> None:
    article = read_article(text.encode(), file_name=file_name)

    assert (article.headline, article.headline_is_guess) == (headline, guessed)
    assert article.text == text


def test_metadata_at_the_head_of_a_plain_text_is_offered_and_stays_in_the_text() -> None:
    text = (
        " date 2025-03-02 (From left) Ada Lunde and Nia Strand on the quay. (Photo by Olav Berg/Quay Post)\n\nText.\n"
    )

    article = read_article(text.encode(), file_name="a.txt")

    assert article.text == text
    assert [(found.key, found.value) for found in article.metadata] == [("date", "2025-03-02")]
    found = article.metadata[0]
    assert text[found.start : found.end] == "date 2025-03-02"


def test_an_odd_encoding_is_told_and_the_hash_is_of_the_bytes() -> None:
    data = "“Café” – so\r\nmore".encode("cp1252")

    article = read_article(data, file_name="a.txt")

    assert article.text == "“Café” – so\nmore"
    assert article.encoding == "cp1252"
    assert len(article.notices) == 2
    assert article.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("data", "file_name", "words"),
    [
        (b"x" * (5 * 1024 * 1024 + 1), "a.txt", "5.0 MB; articles of up to 5 MB"),
        (b"Text", "a.docx", "no text or Markdown file"),
        (b"%PDF-1.7", "a.txt", "is a PDF"),
        (b"PK\x03\x04", "a.md", "zip archive"),
        (b"---\na: 1\na: 2\n---\n", "a.md", "Line 3 of the front matter"),
    ],
)
def test_what_is_no_article_is_refused_with_what_to_do(data: bytes, file_name: str, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        read_article(data, file_name=file_name)


def test_one_very_long_line_is_read_and_told() -> None:
    article = read_article(b"word " * 25_000, file_name="a.txt")

    assert len(article.text) == 125_000
    assert "One line has 125,000 characters" in article.notices[0]


def test_a_file_without_words_says_so() -> None:
    assert read_article(b"\n", file_name="a.txt").notices == ("The file holds no words.",)


KEYS = st.sampled_from(["headline", "dek", "slug", "section", "note", "Über", "x y"])
TEXTS = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0\r\u2029\ufdd0\ufdd1"), max_size=60)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(KEYS, TEXTS, max_size=5), TEXTS)
def test_nothing_is_lost_between_file_and_fields(front: dict[str, str], body: str) -> None:
    article = read_article(join_front_matter(front, body).encode(), file_name="a.md")

    assert article.text == body
    stated = {key: value for key, value in article.fields.items() if key in front}
    known = {key: value for key, value in front.items() if key in ("headline", "dek", "slug", "section") and value}
    assert {**stated, **article.extra} == {**known, **{k: v for k, v in front.items() if k in ("note", "Über", "x y")}}


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_a_plain_text_comes_back_code_point_by_code_point(text: str) -> None:
    article = read_article(text.encode(), file_name="a.txt")

    front_matter_or_mark = text.startswith(("---", "\ufeff"))
    assert front_matter_or_mark or article.text == text


@pytest.mark.parametrize("until", ["tomorrow", "2025", "2025-10", "2999-13-45"])
def test_an_embargo_nobody_can_read_is_refused_because_the_story_would_leave_too_early(until: str) -> None:
    with pytest.raises(BadInput, match=re.escape(until)):
        read_article(f"---\nembargo: {until}\n---\nText.\n".encode(), file_name="a.md")
