"""The reader's page: semantic, self-contained, and the words as the writer wrote them."""

import base64
import hashlib
import re

import pytest

from newsroom.domain.errors import BadInput
from newsroom.domain.package import Picture, ReaderNote
from newsroom.export.html import DRAFT_LINE, render_html
from newsroom.text.markdown_blocks import headings, leading_heading, markdown_blocks
from tests.newsroom.reader_pages import CSS, faults_of, full_package, linked_data, page_of, parsed, quoted, words_of


def body_of(page: bytes) -> str:
    return page.decode("utf-8").split('<div class="body">', 1)[1].split("</article>", 1)[0]


def test_a_full_page_has_no_fault_a_strict_reader_finds() -> None:
    assert faults_of(render_html(full_package(), css=CSS)) == []


def test_headline_dek_byline_section_and_dateline_stand_above_the_text() -> None:
    document = parsed(render_html(full_package(), css=CSS))
    header = next(document.iter("header"))
    shown = {element.get("class"): words_of(element) for element in header.iter("p")}
    assert [words_of(element) for element in document.iter("h1")] == ["Night ferry stays moored"]
    assert shown["dek"] == "Divers found cracks in one pile & rust in another."
    assert shown["byline"] == "By Sanne Ulvaeus and Per Holmgaard"
    assert shown["section"] == "Harbour"
    assert shown["dateline"].startswith("TARNBY")


def test_times_are_told_to_people_and_to_programs() -> None:
    document = parsed(render_html(full_package(), css=CSS))
    times = {element.get("datetime"): words_of(element) for element in document.iter("time")}
    assert times["2025-10-05T18:30:00.000Z"] == "5 October 2025, 18:30 UTC"


def test_the_headline_is_printed_once_when_the_text_begins_with_it() -> None:
    assert body_of(page_of("# A story\n\nIt rained.")).strip() == "<p>It rained.</p>\n</div>"


def test_another_first_heading_stays_and_makes_room_for_the_headline() -> None:
    document = parsed(page_of("# Morning\n\nIt rained.\n\n## Noon"))
    assert [words_of(element) for element in document.iter("h2")] == ["Morning"]
    assert [words_of(element) for element in document.iter("h3")] == ["Noon"]


def test_without_a_headline_the_first_heading_is_it() -> None:
    document = parsed(page_of("# From the text\n\nIt rained.", headline=""))
    assert [words_of(element) for element in document.iter("h1")] == ["From the text"]
    assert "From the text" not in body_of(page_of("# From the text\n\nIt rained.", headline=""))


def test_a_quotation_is_marked_without_doubling_its_marks() -> None:
    page = render_html(full_package(), css=CSS).decode("utf-8")
    assert "<q>“We have <em>no</em> second\npier,”</q> said" in page
    assert "q { quotes: none; }" in page


def test_a_quotation_set_off_names_its_speaker_and_leads_to_its_source() -> None:
    document = parsed(render_html(full_package(), css=CSS))
    (block,) = document.iter("blockquote")
    assert block.get("cite") == "https://courier.example/ferry?a=1&b=2"
    figure = next(figure for figure in document.iter("figure") if figure.find("blockquote") is not None)
    caption = figure.find("figcaption")
    assert caption is not None
    assert words_of(caption) == "— a member of the harbour board, Tarnby Courier"
    assert [link.get("href") for link in caption.iter("a")] == ["https://courier.example/ferry?a=1&b=2"]


def test_a_quotation_that_is_a_whole_paragraph_of_kind_block_is_set_off() -> None:
    text = "She said:\n\n“All of it, and now.”\n\nThen she left."
    words = quoted(text, "“All of it, and now.”", kind="block", speaker="Lise Krag", speaker_is_named=True)
    document = parsed(page_of(text, quotes=(words,)))
    (block,) = document.iter("blockquote")
    assert words_of(block) == "“All of it, and now.”"


@pytest.mark.parametrize(
    "text",
    [
        "One “begins here\n\nand ends here” so.",
        "- one “begins\n- and ends” here",
        "Some *text “with* crossing” marks.",
        "A `code “word` and more” here.",
        "| a | “b |\n|---|---|\n| c” | d |",
    ],
)
def test_a_quotation_that_crosses_the_markup_is_left_as_typed(text: str) -> None:
    words = text[text.index("“") : text.index("”") + 1]
    assert body_of(page_of(text, quotes=(quoted(text, words),))) == body_of(page_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "See “[the minutes](https://council.example/a_b_c)” of **“both** evenings”.",
        "_“Under_scored” words_ and snake_“case”_here.",
        "> “Deep *in* a quotation,” he said, “and again.”\n>\n> - “in a list”",
        "“1. Not a list” at the start of a line.",
        "Term\n:   “A definition.”\n\n*[Term]: “not here”",
        "Note.[^n]\n\n[^n]: “In the note.”",
    ],
)
def test_marking_quotations_changes_no_word_of_the_page(text: str) -> None:
    spans = [match.group() for match in re.finditer("“[^”]*”", text)]
    marked = body_of(page_of(text, quotes=tuple(quoted(text, words) for words in spans)))
    plain = re.sub(r"</?(?:q|figure)[^>]*>", "", marked)
    assert plain == body_of(page_of(text))


def test_an_outlet_is_linked_where_it_is_first_named_and_only_there() -> None:
    document = parsed(render_html(full_package(), css=CSS))
    paragraph = next(p for p in document.iter("p") if "last ferry" in words_of(p))
    assert [words_of(link) for link in paragraph.iter("a")] == ["Tarnby Courier", "1"]


def test_outlets_are_not_linked_when_the_desk_does_not_want_it() -> None:
    document = parsed(render_html(full_package(links_outlets=False), css=CSS))
    paragraph = next(p for p in document.iter("p") if "last ferry" in words_of(p))
    assert [words_of(link) for link in paragraph.iter("a")] == ["1"]


def test_an_outlet_named_in_a_link_of_the_writer_is_linked_at_its_next_mention() -> None:
    text = "See [the Tarnby Courier](https://other.example/) and the Tarnby Courier."
    links = [
        (link.get("href"), words_of(link))
        for link in parsed(page_of(text, sources=full_package().sources)).iter("a")
    ]  # fmt: skip
    assert links == [
        ("https://other.example/", "the Tarnby Courier"),
        ("https://courier.example/ferry?a=1&b=2", "Tarnby Courier"),
    ]


def test_a_caption_in_the_text_becomes_a_figure_once() -> None:
    page = render_html(full_package(), css=CSS)
    captions = [words_of(caption) for caption in parsed(page).iter("figcaption")]
    assert captions[0] == "A crowd waits on pier nine (Photo by Ola Fisk)"
    assert page.decode("utf-8").count("Photo by Ola Fisk") == 1


def test_a_picture_the_text_does_not_mention_stands_above_it_with_its_credit() -> None:
    document = parsed(page_of("It rained.", pictures=(Picture("The pier at dawn", "", "Photo: Ola Fisk"),)))
    assert [words_of(caption) for caption in document.iter("figcaption")] == ["The pier at dawn Photo: Ola Fisk"]


def test_a_picture_in_the_markdown_leaves_its_words_and_loads_nothing() -> None:
    page = page_of("Look: ![a ferry at night](https://tracker.example/p.png)")
    assert "a ferry at night" in body_of(page)
    assert b"tracker.example" not in page


def test_a_correction_is_told_in_a_box_of_its_own() -> None:
    document = parsed(render_html(full_package(), css=CSS))
    (box,) = document.iter("aside")
    assert box.get("aria-label") == "Correction"
    assert "Two piles are cracked, not three." in words_of(box)


def test_a_silent_refile_is_not_told_to_readers() -> None:
    notes = (ReaderNote("refile", "2025-10-06", "A comma."),)
    assert not list(parsed(page_of("It rained.", reader_notes=notes)).iter("aside"))


def test_a_draft_says_so_at_the_top_in_the_title_and_to_programs() -> None:
    page = render_html(full_package(is_draft=True), css=CSS)
    document = parsed(page)
    assert words_of(next(document.iter("p"))) == DRAFT_LINE
    assert words_of(next(document.iter("title"))).startswith("Draft: ")
    assert linked_data(document)["creativeWorkStatus"] == "Draft"


def test_a_finished_page_says_nothing_of_drafts() -> None:
    assert "draft" not in words_of(next(parsed(render_html(full_package(), css=CSS)).iter("body"))).lower()


def test_the_policy_allows_this_style_sheet_and_nothing_else() -> None:
    document = parsed(render_html(full_package(), css=CSS))
    policy = next(meta for meta in document.iter("meta") if meta.get("http-equiv")).get("content") or ""
    style = next(document.iter("style")).text or ""
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    assert policy.startswith("default-src 'none';")
    assert f"style-src 'sha256-{digest}'" in policy


@pytest.mark.parametrize("css", ["</style><script>", "@import 'x'", "p { background: url(https://x.example) }"])
def test_a_style_sheet_that_could_break_out_or_fetch_is_refused(css: str) -> None:
    with pytest.raises(BadInput, match="style sheet"):
        render_html(full_package(), css=css)


def test_linked_data_names_article_authors_source_quotation_and_correction() -> None:
    data = linked_data(parsed(render_html(full_package(), css=CSS)))
    assert data["@type"] == "ReportageNewsArticle"
    assert [author["name"] for author in data["author"]] == ["Sanne Ulvaeus", "Per Holmgaard"]
    assert data["datePublished"] == "2025-10-05T18:30:00.000Z"
    assert data["dateModified"] == "2025-10-06T08:00:00.000Z"
    assert data["citation"][0]["publisher"]["name"] == "Tarnby Courier"
    named, described = data["hasPart"]
    assert named["creator"] == {"@type": "Person", "name": "Ottilie Brandvik"}
    assert described["creator"] == {"@type": "Person", "description": "a member of the harbour board"}
    assert data["correction"][0]["text"] == "Two piles are cracked, not three."
    assert data["image"][0]["creditText"] == "Ola Fisk"


@pytest.mark.parametrize(
    ("kind", "name"),
    [("analysis", "AnalysisNewsArticle"), ("opinion", "OpinionNewsArticle"), ("interview", "NewsArticle")],
)
def test_the_kind_of_story_says_what_article_it_is(kind: str, name: str) -> None:
    assert linked_data(parsed(page_of("It rained.", kind=kind)))["@type"] == name


def test_a_story_in_a_language_written_from_the_right_says_so() -> None:
    html = parsed(page_of("גשם ירד.", language="he"))
    assert (html.get("lang"), html.get("dir")) == ("he", "rtl")


def test_characters_that_html_forbids_do_not_reach_the_page() -> None:
    page = page_of("One\x01two\x0bthree\x85four\ufdd5five\U0001fffesix.", headline="A\x02B\ufffe")
    assert faults_of(page) == []
    assert "Onetwothreefourfivesix." in body_of(page)


def test_blocks_are_found_with_their_places() -> None:
    text = (
        "# One\n\nPara *a*\nstill\n\n> quoted\n\n- item\n\n    more\n\n```\n# code\n```\n\nTwo\n---\n\n[a]: b\n\n***\n"
    )
    kinds = [(block.kind, text[block.words_start : block.words_end]) for block in markdown_blocks(text)]
    assert kinds == [
        ("heading", "One"), ("paragraph", "Para *a*\nstill"), ("quotation", "> quoted"), ("list", "- item\n\n    more"),
        ("code", "```\n# code\n```"), ("heading", "Two"), ("definition", "[a]: b"), ("rule", "***"),
    ]  # fmt: skip


def test_headings_know_their_level_and_words() -> None:
    text = "Top\n===\n\n### Three ###\n\ntext"
    assert [(block.level, text[block.words_start : block.words_end]) for block in headings(text)] == [
        (1, "Top"),
        (3, "Three"),
    ]


@pytest.mark.parametrize(
    ("text", "words"), [("\n\n# A b\nc", "A b"), ("A b\n===\n", "A b"), ("## A", None), ("x\n# A", None), ("", None)]
)
def test_only_a_first_level_heading_at_the_start_leads(text: str, words: str | None) -> None:
    found = leading_heading(text)
    assert (found and text[found.words_start : found.words_end]) == words
