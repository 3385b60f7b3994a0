"""What the tests of exports share: a full package of invented words, and strict reading of the pages made from it."""

import json
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib

from newsroom.domain.package import Appearance, CitedSource, Picture, QuotedWords, ReaderNote, StoryPackage
from newsroom.export.html import render_html

CSS = (Path(__file__).resolve().parents[2] / "resources" / "export" / "reader.css").read_text(encoding="utf-8")

PAGE_TAGS = frozenset(
    {"html", "head", "body", "meta", "title", "style", "script", "article", "header", "h1", "h2", "h3", "h4", "h5",
     "h6", "p", "time", "aside", "figure", "figcaption", "div", "a", "em", "strong", "blockquote", "q", "cite", "ul",
     "ol", "li", "dl", "dt", "dd", "code", "pre", "hr", "br", "sup", "table", "thead", "tbody", "tr", "th", "td",
     "abbr", "span"}
)  # fmt: skip
PAGE_ATTRIBUTES = {
    "*": {"class"}, "html": {"lang", "dir"}, "meta": {"charset", "http-equiv", "content", "name"}, "script": {"type"},
    "time": {"datetime"}, "aside": {"aria-label"}, "p": {"role"}, "a": {"href", "title", "rel"},
    "blockquote": {"cite"}, "q": {"cite"}, "ol": {"start"}, "li": {"id"}, "sup": {"id"}, "abbr": {"title"},
}  # fmt: skip
SCHEMES = ("http://", "https://", "mailto:")

TEXT = """\
# Night ferry stays moored

A crowd waits on pier nine (Photo by Ola Fisk)

The last ferry will not sail, the Tarnby Courier reported, and the Tarnby Courier was right. “We have *no* second
pier,” said Ottilie Brandvik.[^1]

> “A town that cannot be reached after dark is a town that closes after dark.”

## What the divers found

| Pile | Steel left |
|:-----|-----------:|
| 1 | 96 % |

- cracks in the second pile;
- rust in the third.

[^1]: She runs the line.
"""


def quoted(text: str, words: str, **others: Any) -> QuotedWords:
    """The first place of ``words`` in ``text`` as a quotation."""
    start = text.index(words)
    return QuotedWords(start=start, end=start + len(words), words=words, **others)


def full_package(**changes: Any) -> StoryPackage:
    fields: dict[str, Any] = {
        "slug": "night-ferry",
        "text": TEXT,
        "text_sha256": "0" * 64,
        "headline": "Night ferry stays moored",
        "dek": "Divers found cracks in one pile & rust in another.",
        "byline": "By Sanne Ulvaeus and Per Holmgaard",
        "dateline": "TARNBY",
        "section": "Harbour",
        "tags": ("ferry", "harbour board"),
        "sources": (
            CitedSource(
                "news_report", "Ferry moored", publisher="Tarnby Courier", authors=("Lise Krag",),
                published="2025-10-03", url="https://courier.example/ferry?a=1&b=2",
            ),
        ),
        "quotes": (
            quoted(TEXT, "“We have *no* second\npier,”", speaker="Ottilie Brandvik", speaker_is_named=True),
            quoted(
                TEXT, "“A town that cannot be reached after dark is a town that closes after dark.”",
                speaker="a member of the harbour board", outlet="Tarnby Courier",
                cite_url="https://courier.example/ferry?a=1&b=2",
            ),
        ),
        "pictures": (Picture("A crowd waits on pier nine", "", "Ola Fisk"),),
        "reader_notes": (ReaderNote("correction", "2025-10-06T08:00:00.000Z", "Two piles are cracked, not three."),),
        "appearances": (Appearance("https://paper.example/ferry", "2025-10-05T18:30:00.000Z"),),
    }  # fmt: skip
    return StoryPackage(**{**fields, **changes})


def page_of(text: str, **changes: Any) -> bytes:
    """The page of a package with only a text and a headline, and what ``changes`` says."""
    fields = {"slug": "a-story", "headline": "A story", "text": text, "text_sha256": "0" * 64, **changes}
    return render_html(StoryPackage(**fields), css=CSS)


def parsed(page: bytes) -> Element:
    """The page read as a browser reads it; any error in its HTML fails the test."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(page.decode("utf-8"))


def words_of(element: Element) -> str:
    return "".join(element.itertext())


def linked_data(document: Element) -> dict[str, Any]:
    (script,) = document.iter("script")
    assert script.get("type") == "application/ld+json"
    content: dict[str, Any] = json.loads(script.text or "")
    return content


def faults_of(page: bytes) -> list[str]:
    """The elements, attributes and addresses of a page that are on no list."""
    found: list[str] = []
    for element in parsed(page).iter():
        name = str(element.tag)
        if name not in PAGE_TAGS:
            found.append(f"element {name}")
        for attribute, value in element.attrib.items():
            if attribute not in PAGE_ATTRIBUTES["*"] | PAGE_ATTRIBUTES.get(name, set()):
                found.append(f"{name} has {attribute}={value!r}")
            if attribute in ("href", "cite", "src") and not value.lower().startswith((*SCHEMES, "#fn")):
                found.append(f"{name} leads to {value!r}")
    return found
