"""The body converted chunk by chunk is the body converted whole, and an edit converts only what it touched."""

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.domain.errors import BadInput
from newsroom.domain.package import CitedSource, Picture, StoryPackage
from newsroom.export.body_chunks import BodyChunks
from newsroom.export.chunks import chunk_spans
from newsroom.export.converter import to_html
from newsroom.export.sanitise import sanitised
from newsroom.importing.decode import clean_text
from tests.newsroom.reader_pages import TEXT, full_package, quoted
from tests.shared_material import shared_folder

LINES = (
    "The ferry was late.", "“All of it,” she *said*.", "- crack", "* rust", "+ salt", "1. first", "12. twelfth",
    "> said so", ">", "> - in it", "> # On top", ">> deeper", "    indented", "\tby a tab", "   by three", "# Morning",
    "## Noon", "Title\n=====", "Under\n---", "---", "***", "```", "~~~", "```python", "```{.python}", "| a | b |",
    "|---|--:|", "| 1 | 2 |", ": meaning", ":   meaning", "Term", "  - nested", "    - deep", "    goes on", "a **b",
    "c** d", "_x", "y_", "[x](https://c.example/a)", "\\", "`code", "`", "<b>raw</b>", "&amp; &", "\xa0", "\x0c",
    "\x1c", "\u2028x", "broken  ", "٣. three", "12 people", "#pier", "[sic]", "[^1] note", "***both***", "=====", "- ",
    "1.", "- # H", "- a\n    ```\n    x\n    ```", ":::", "![pier](https://c.example/a.png)", "<https://c.example>",
    "<a@b.example>", "# “T” #", "a\tb", "שלום", "🛳️ e\u0301",
)  # fmt: skip
ENDS = ("\n", "\n\n", "\n\n", "\n\n\n", "\n \n", "\n\t\n", "\n    \n", "")
DEFINITIONS = ("[x]: https://c.example/b", "[^1]: A note.", "*[pier]: Pier nine", "> [pier]: https://c.example/c")

texts = st.lists(st.tuples(st.sampled_from(LINES), st.sampled_from(ENDS)), max_size=14).map(
    lambda parts: "".join(line + end for line, end in parts)
)
prose = st.lists(
    st.sampled_from(
        (
            "The Tarnby Courier said “it is late” and left.", "- “One,” he said\n- two", "> “Deep in it,” he said.",
            "## Noon", "“All of it, and now.”", "A photo of the pier (Ola Fisk)", "| “a” | b |\n|---|---|\n| 1 | 2 |",
            "[Tarnby Courier](https://other.example/) and Tarnby Courier", "Plain *words* here.", "# Morning",
            "1. “First,” she said\n\n2. second", "    code “of” it", "> “More.”\n>\n> - in “a list”",
        )
    ),
    max_size=9,
).map("\n\n".join)  # fmt: skip


def package_of(text: str, **changes: object) -> StoryPackage:
    fields = {"slug": "a-story", "headline": "Another headline", "text": text, "text_sha256": "0" * 64, **changes}
    return StoryPackage(**fields)  # type: ignore[arg-type]


def with_its_quotes(text: str, **changes: object) -> StoryPackage:
    """A package in which all that stands between curly marks is quoted, with an outlet and a picture."""
    quotes = [
        replace(quoted(text, found.group(), speaker="Lise Krag", kind="block"), start=found.start(), end=found.end())
        for found in re.finditer("“[^”]*”", text)
    ]
    return package_of(
        text, quotes=tuple(quotes), pictures=(Picture("A photo of the pier", "", "Ola Fisk"),),
        sources=(CitedSource("news_report", "Moored", publisher="Tarnby Courier", url="https://courier.example/a"),),
        **changes,
    )  # fmt: skip


def in_chunks(package: StoryPackage) -> str:
    return BodyChunks().body(package).html


def converted_whole(package: StoryPackage) -> str:
    """The body made from the whole text in one conversion."""
    return BodyChunks(cut=lambda text: [(0, len(text))]).body(package).html


SHAPES = {
    "loose list": "Before\n\n- one\n\n- two\n\n    more of two\n\nAfter",
    "tight list after words": "Before\n- not a list\n\n- a list\n- b\nlazy\n\nAfter",
    "lists of both kinds": "- a\n- b\n\n1. c\n2. d\n\n* e",
    "nested lists": "- a\n    - b\n\n        - c\n\n    d\n\n- e\n\n\n\n- f",
    "list after a heading": "## H\n- a\n\n- b\n\nAfter",
    "table": "Before\n\n| a | b |\n|:--|--:|\n| 1 | 2 |\n\nAfter\n\n| not | one |",
    "quotations that join": "> a\n\n> b\n\nAfter\n\n> c\nlazy\n\n> - d\n\n> - e",
    "quotation after a line": "Before\n> a\n\n> b",
    "fenced code with blank lines": "Before\n\n```python\na\n\n- b\n\n> c\n```\n\nAfter",
    "a fence nobody closes": "```\na\n\nb\n\n~~~\nc\n\nd",
    "two fences": "```\na\n\n```\n\nb\n\n~~~\nc\n\n~~~\nd\n\n> e",
    "indented code": "Before\n\n    a\n\n\n    b\n\nAfter\n\n\tc",
    "indent at the start": "    \n\n    a\n\nAfter",
    "underlined headings": "One\n===\n\nTwo\n---\n- a\n\n- b",
    "headings make room": "## First\n\nWords\n\n# Later and higher\n\n###### Deep",
    "definition list": "Term\n\n: meaning\n\nOther\n: meaning\n\nThird\n\n:   meaning\n\n    more\n\nAfter",
    "footnote defined elsewhere": "Words.[^1]\n\nMore.\n\n[^1]: A note.\n\n    Its second paragraph.",
    "link defined elsewhere": "See [the minutes][m] and [m].\n\n- a\n\n[m]: https://c.example/minutes",
    "abbreviation": "The HB met.\n\n*[HB]: Harbour board",
    "rules": "a\n\n***\n\nb\n\n- - -\n\n* * *\n- c",
    "windows lines": "a\r\n\r\n- b\r\n\r\n- c",
    "nothing": "",
    "blanks only": " \n\t\n\n",
    "emphasis left open": "a **b\n\nc** d\n\n*e\n\n- f*",
}


@pytest.mark.parametrize("name", SHAPES)
def test_every_shape_of_text_comes_out_as_the_whole_does(name: str) -> None:
    assert in_chunks(package_of(SHAPES[name])) == converted_whole(package_of(SHAPES[name]))


def test_a_full_story_comes_out_as_the_whole_does() -> None:
    for package in (full_package(), full_package(text=TEXT.split("[^1]:")[0]), with_its_quotes(TEXT)):
        assert in_chunks(package) == converted_whole(package)


@given(texts)
@settings(max_examples=150, deadline=None)
def test_any_text_comes_out_as_the_whole_does(text: str) -> None:
    assert in_chunks(package_of(text)) == converted_whole(package_of(text))


@given(texts)
@settings(max_examples=60, deadline=None)
def test_a_text_in_which_nothing_is_marked_comes_out_as_the_converter_says(text: str) -> None:
    assert in_chunks(package_of(text)) == sanitised(to_html(text))


@given(texts, st.sampled_from(DEFINITIONS), st.integers(0, 200))
@settings(max_examples=40, deadline=None)
def test_a_definition_anywhere_speaks_to_the_whole_text(text: str, definition: str, place: int) -> None:
    package = package_of(f"{text[:place]}\n\n{definition}\n\n{text[place:]}")
    assert in_chunks(package) == converted_whole(package)


@given(prose)
@settings(max_examples=100, deadline=None)
def test_quotations_captions_and_outlets_stand_where_they_stand_in_the_whole(text: str) -> None:
    assert in_chunks(with_its_quotes(text)) == converted_whole(with_its_quotes(text))


@given(texts)
@settings(max_examples=60, deadline=None)
def test_what_is_marked_in_any_text_changes_no_word_of_it(text: str) -> None:
    package = with_its_quotes(text, links_outlets=False)
    marked = re.sub(r"<figcaption>.*?</figcaption>|</?(?:q|figure|blockquote)[^>]*>", "", in_chunks(package))
    plain = re.sub(r"</?blockquote>", "", in_chunks(replace(package, quotes=(), pictures=())))
    assert marked == plain


@given(st.lists(texts, min_size=2, max_size=4))
@settings(max_examples=40, deadline=None)
def test_one_text_after_another_gives_what_each_gives_alone(versions: list[str]) -> None:
    kept = BodyChunks()
    for text in versions:
        assert kept.body(package_of(text)).html == in_chunks(package_of(text))


@pytest.mark.conformance
def test_the_naughty_strings_come_out_as_the_whole_does() -> None:
    strings: list[str] = json.loads((shared_folder() / "corpora" / "blns" / "blns.json").read_text(encoding="utf-8"))
    for words in (clean_text(string).text for string in strings):
        package = package_of(f"Before {words} it.\n\n{words}\n\n- {words}\n\n> {words}\n\nAfter.")
        assert in_chunks(package) == converted_whole(package), words


def test_each_chunk_says_which_words_it_was_made_from() -> None:
    text = "# A story\n\nOne.\n\n- a\n\n- b\n\nTwo."
    chunks = BodyChunks().body(package_of(text, headline="A story")).chunks
    assert [text[chunk.start : chunk.end] for chunk in chunks] == ["One.", "- a\n\n- b", "Two."]
    assert [chunk.html for chunk in chunks][::2] == ["<p>One.</p>", "<p>Two.</p>"]


def test_a_story_is_cut_at_its_paragraphs() -> None:
    text = "\n\n".join(f"Paragraph {number} of the story." for number in range(200))
    assert len(chunk_spans(text)) == 200
    assert len(chunk_spans(f"{text}[^1]\n\n[^1]: A note.")) == 1


def test_an_edit_takes_the_link_of_an_outlet_to_its_new_first_mention() -> None:
    kept = BodyChunks()
    linked = '<a href="https://courier.example/a" rel="noopener noreferrer">Tarnby Courier</a>'
    assert linked in kept.body(with_its_quotes("It rained.\n\nThe Tarnby Courier said so.")).chunks[1].html
    first, second = kept.body(with_its_quotes("The Tarnby Courier saw.\n\nThe Tarnby Courier said so.")).chunks
    assert linked in first.html
    assert "<a " not in second.html


def test_a_first_level_heading_moves_all_headings_and_back() -> None:
    kept = BodyChunks()
    texts = ("## Noon\n\nWords.", "## Noon\n\n# Words.", "## Noon\n\nWords.")
    assert ["<h3>Noon</h3>" in kept.body(package_of(text)).html for text in texts] == [False, True, False]


def test_a_refused_text_is_refused_in_chunks_too_and_the_next_one_is_not() -> None:
    kept = BodyChunks()
    with pytest.raises(BadInput, match="deeper than a page can show"):
        kept.body(package_of("Words.\n\n" + "> " * 60 + "deep"))
    with pytest.raises(BadInput, match="cut off"):
        kept.body(package_of("Words.\n\n" + "[" * 20_000))
    assert kept.body(package_of("Words.")).html == "<p>Words.</p>"
