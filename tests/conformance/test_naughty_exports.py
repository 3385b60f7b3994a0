"""The list of naughty strings, in every field a person types into and in the text."""

import json

import pytest

from newsroom.domain.package import CitedSource, StoryPackage
from newsroom.export.html import render_html
from newsroom.export.jsonld import json_ld
from newsroom.export.markdown import render_markdown
from newsroom.importing.article import read_article
from newsroom.importing.decode import clean_text
from tests.newsroom.reader_pages import CSS, faults_of, linked_data, parsed
from tests.shared_material import shared_folder

pytestmark = pytest.mark.conformance


def naughty_strings() -> list[str]:
    strings: list[str] = json.loads((shared_folder() / "corpora" / "blns" / "blns.json").read_text(encoding="utf-8"))
    return [clean_text(words).text for words in strings]


def package_of(words: str) -> StoryPackage:
    return StoryPackage(
        slug="naughty", headline=words or "none", dek=words, byline=words, dateline=words, section=words,
        tags=(words,), text=f"Before {words} it.\n\n{words}\n", text_sha256="0" * 64,
        sources=(CitedSource("news_report", words, publisher=words, url=f"https://x.example/{words}"),),
    )  # fmt: skip


def test_no_naughty_string_gets_anything_onto_the_page_that_is_on_no_list() -> None:
    for words in naughty_strings():
        package = package_of(words)
        page = render_html(package, css=CSS)
        assert faults_of(page) == [], words
        assert linked_data(parsed(page)) == json_ld(package, headline=package.headline), words


def test_every_naughty_string_comes_back_from_markdown_as_it_was() -> None:
    for words in naughty_strings():
        package = package_of(words)
        article = read_article(render_markdown(package), file_name="naughty.md")
        assert article.text == package.text, words
        assert article.fields["headline"] == package.headline, words
        assert article.fields["dek" if words else "slug"] == (words or "naughty")
