"""Reader Markdown: front matter a person can read, then the text exactly."""

import pytest
import yaml

from newsroom.domain.errors import BadInput
from newsroom.domain.package import StoryPackage
from newsroom.export.formats import format_named
from newsroom.export.front_matter import scalar
from newsroom.export.markdown import render_markdown
from tests.newsroom.reader_pages import CSS, TEXT, full_package


def front_of(content: bytes) -> str:
    return content.decode("utf-8").split("---\n")[1]


def test_the_text_follows_the_front_matter_code_point_by_code_point() -> None:
    for text in ("", "\n", "---\n", "\n\n# A\n", "a\u2028b \u200b\t", TEXT, "no newline at the end"):
        content = render_markdown(full_package(text=text)).decode("utf-8")
        assert content[content.index("\n---\n\n") + 6 :] == text


def test_the_front_matter_keeps_one_order_and_leaves_out_what_is_empty() -> None:
    front = front_of(render_markdown(full_package(dateline="", due_at="2025-10-07", is_draft=True)))
    keys = [line.split(":")[0] for line in front.splitlines() if line[0] not in " "]
    assert keys == [
        "headline",
        "slug",
        "dek",
        "byline",
        "section",
        "language",
        "kind",
        "tags",
        "due",
        "draft",
        "sources",
    ]


def test_only_a_draft_says_it_is_one() -> None:
    assert "draft: true\n" in front_of(render_markdown(full_package(is_draft=True)))
    assert "draft" not in front_of(render_markdown(full_package()))


def test_a_draft_mark_that_came_in_with_an_import_does_not_stick() -> None:
    assert "draft" not in front_of(render_markdown(full_package(extra='draft: "true"\n')))


def test_front_matter_of_others_is_given_back_behind_ours() -> None:
    extra = 'desk: night\nlayout:\n  columns: "2"\n  parts:\n    - a\n    - deep: [x, y]\n'
    front = yaml.safe_load(front_of(render_markdown(full_package(extra=extra))))
    assert list(front)[-2:] == ["desk", "layout"]
    assert front["layout"] == {"columns": "2", "parts": ["a", {"deep": ["x", "y"]}]}


@pytest.mark.parametrize("extra", ["a: [", "- a\n- b\n", "just words"])
def test_broken_front_matter_of_others_is_refused_in_a_sentence(extra: str) -> None:
    with pytest.raises(BadInput, match="front matter"):
        render_markdown(full_package(extra=extra))


def test_sources_are_listed_with_what_readers_may_know() -> None:
    front = yaml.safe_load(front_of(render_markdown(full_package())))
    assert front["sources"] == [
        {
            "title": "Ferry moored", "type": "news_report", "publisher": "Tarnby Courier", "authors": ["Lise Krag"],
            "published": "2025-10-03", "url": "https://courier.example/ferry?a=1&b=2",
        }
    ]  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        "yes",
        "Null",
        "2025-10-05",
        "1e3",
        "a: b",
        "a #b",
        "- a",
        " a",
        "a ",
        "",
        "'",
        '"',
        "\\",
        "&a",
        "*a",
        "!a",
        "%",
        "@",
        "{a}",
        "[a]",
        "a\nb",
        "\x85\u2028\ufeff\x7f\x00"[:4],
        "\U0001f6f3",
        "Ærø",
        "~",
        "O’Hare, Ltd.",
    ],
)
def test_every_word_reads_back_as_the_same_word(words: str) -> None:
    assert yaml.safe_load(f"a: {scalar(words)}\nb: c") == {"a": words, "b": "c"}


def test_plain_headlines_stand_without_quotation_marks() -> None:
    assert scalar("Night ferry stays moored") == "Night ferry stays moored"


def test_an_unknown_format_is_refused_with_those_there_are() -> None:
    with pytest.raises(BadInput, match="html, html_body, markdown"):
        format_named("docx", css=CSS)


def test_each_format_names_its_ending_and_renders() -> None:
    package = StoryPackage(slug="a", headline="A", text="It rained.", text_sha256="0" * 64)
    assert {format_named(name, css=CSS).extension for name in ("html", "markdown")} == {".html", ".md"}
    assert b"It rained." in format_named("html", css=CSS).render(package)
    assert b"It rained." in format_named("markdown", css=CSS).render(package)
