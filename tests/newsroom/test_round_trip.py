"""F01: a story exported as Markdown and imported again is the same story, and goes out the second time to the byte."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsroom.desk.desk import Desk
from newsroom.desk.drafts import add_draft
from newsroom.desk.packages import build_package
from newsroom.desk.stories import new_story
from newsroom.domain.package import CitedSource, StoryPackage
from newsroom.domain.story import Story
from newsroom.export.markdown import render_markdown
from newsroom.importing.article import ImportedArticle, read_article
from newsroom.importing.decode import clean_text
from newsroom.importing.frontmatter import read_front_matter, write_front_matter
from newsroom.storage.transaction import Transaction
from tests.builders import new_desk, steady_ids

NOW = "2025-10-05T09:30:00.000Z"
KINDS = ("report", "explainer", "analysis", "opinion", "interview", "fact_check")

any_words = st.text(st.characters(exclude_categories=("Cs",)), max_size=40).map(lambda words: clean_text(words).text)
words = st.one_of(
    any_words,
    st.sampled_from(
        ("yes", "null", "2025-10-05", "a: b", "- a", "# a", '"', "---", "...", "{", "12:30", "~", "&a", "!!b")
    ),
)
filled = words.filter(bool)
prose = st.lists(st.one_of(any_words, st.sampled_from(("---\n", "\n\n", "# A\n", "> b\n", "x: y\n"))), max_size=12).map(
    "".join
)
sources = st.builds(
    CitedSource,
    type=st.sampled_from(("news_report", "press_release", "dataset")), title=filled, publisher=words,
    authors=st.lists(filled, max_size=2).map(tuple), published=st.sampled_from((None, "2025", "2025-07-14")), url=words,
)  # fmt: skip
moments = st.sampled_from((None, "2025-10-07", "2025-10-07T14:00", "2025-10-07T14:00:00Z"))
story_fields = st.fixed_dictionaries(
    {
        "headline": filled, "slug": filled, "dek": words, "byline": words, "dateline": words, "section": words,
        "language": filled, "kind": st.sampled_from(KINDS), "due_at": moments, "embargo_until": moments,
        "tags": st.lists(filled, max_size=3).map(tuple),
        "extra": st.dictionaries(filled.map(lambda key: f"x-{key}"), words, max_size=3).map(write_front_matter),
    }
)  # fmt: skip


def read_back(content: bytes) -> ImportedArticle:
    return read_article(content, file_name="story.md")


def package_from(article: ImportedArticle) -> StoryPackage:
    """The package of a story that has the fields and words of an import."""
    return StoryPackage(text=article.text, text_sha256="", **{"slug": "none", **article.fields})  # type: ignore[arg-type]


def same_fields(article: ImportedArticle, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        if name != "extra" and value:
            assert article.fields[name] == value, name
        elif name != "extra":
            assert not article.fields.get(name), name


@settings(max_examples=100, deadline=None)
@given(fields=story_fields, text=prose, cited=st.lists(sources, max_size=2).map(tuple), is_draft=st.booleans())
def test_an_exported_story_imports_as_the_same_story_and_exports_to_the_same_bytes(
    fields: dict[str, Any], text: str, cited: tuple[CitedSource, ...], is_draft: bool
) -> None:
    package = StoryPackage(text=text, text_sha256="", sources=cited, is_draft=is_draft, **fields)
    content = render_markdown(package)
    article = read_back(content)
    assert article.text == text
    same_fields(article, fields)
    stated = read_front_matter(fields["extra"])
    assert {key: article.extra[key] for key in stated} == stated
    again = render_markdown(replace(package_from(article), sources=cited, is_draft=is_draft))
    assert again == content


@pytest.mark.long
@settings(max_examples=1000, deadline=None)
@given(fields=story_fields, text=prose)
def test_a_thousand_stories_come_back(fields: dict[str, Any], text: str) -> None:
    content = render_markdown(StoryPackage(text=text, text_sha256="", **fields))
    article = read_back(content)
    assert article.text == text
    assert render_markdown(package_from(article)) == content


def store(desk: Desk, fields: dict[str, Any], text: str) -> Story:
    def add(tx: Transaction) -> Story:
        story = new_story(tx, fields=fields)
        add_draft(tx, story_id=story.id, text=text)
        return story

    return desk.run("Add", add).value


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(fields=story_fields, text=prose)
def test_it_comes_back_through_two_desks_as_well(
    tmp_path_factory: pytest.TempPathFactory, fields: dict[str, Any], text: str
) -> None:
    exports: list[bytes] = []
    for number in (1, 2):
        desk = new_desk(tmp_path_factory.mktemp(f"desk{number}"), ids=steady_ids(number))
        story = store(desk, fields, text)
        exports.append(render_markdown(build_package(desk.archive, story_id=story.id, now=NOW)))
        desk.close()
        article = read_back(exports[-1])
        fields, text = dict(article.fields), article.text
    assert exports[0] == exports[1]


def test_a_source_list_that_came_in_goes_out_again_where_the_desk_knows_no_better(tmp_path: Path) -> None:
    package = StoryPackage(
        slug="a", headline="A", text="It rained.", text_sha256="",
        sources=(CitedSource("news_report", "Ferry moored", publisher="Tarnby Courier", authors=("L. Krag", "M")),),
    )  # fmt: skip
    content = render_markdown(package)
    assert render_markdown(package_from(read_back(content))) == content
