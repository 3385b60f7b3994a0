"""The exported page as a text browser can draw it: the same words and elements, in the few forms Qt knows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from string import Template
from typing import TYPE_CHECKING

from newsroom.domain.anchor import TextEdit, shift
from newsroom.domain.package import QuotedWords, StoryPackage

if TYPE_CHECKING:
    from newsroom.export.body_chunks import BodyChunks

_TAG = re.compile(r"<(/?)(header|aside|blockquote|table|figure|figcaption|q|cite|time|div)\b([^>]*)>")
_DRAWN = {
    "</header>": "<hr>",
    "<aside>": '<table class="note" width="100%" cellpadding="12" cellspacing="0"><tr><td>',
    "</aside>": "</td></tr></table>",
    "<blockquote>": '<table class="quote" width="100%" cellspacing="0"><tr><td>',
    "</blockquote>": "</td></tr></table>",
    "<table>": '<table class="grid" cellspacing="0">',
    "</table>": "</table>",
    "<figcaption>": '<p class="caption">',
    "</figcaption>": "</p>",
}

_SHEET = Template("""
body { color: $text; }
p { margin-top: 0; margin-bottom: ${gap}px; line-height: 120%; }
h1 { font-size: ${huge}pt; font-weight: 700; margin-top: 2px; margin-bottom: 8px; line-height: 90%; }
h2 { font-size: ${large}pt; font-weight: 700; margin-top: 22px; margin-bottom: 6px; }
h3 { font-size: ${big}pt; font-weight: 700; margin-top: 18px; margin-bottom: 5px; }
h4, h5, h6 { font-size: ${size}pt; font-weight: 700; margin-top: 16px; margin-bottom: 4px; }
a { color: $link; }
hr { background-color: $line; }
.draft { background-color: $accent; color: $on_accent; font-family: "$face"; font-size: ${small}pt;
         margin-bottom: 18px; }
.section { color: $link; font-family: "$face"; font-size: ${small}pt; font-weight: 700; margin-bottom: 4px; }
.dek { color: $quiet; font-size: ${big}pt; line-height: 112%; margin-bottom: 10px; }
.byline { font-family: "$face"; font-size: ${small}pt; font-weight: 600; margin-bottom: 2px; }
.dateline, .when { color: $quiet; font-family: "$face"; font-size: ${small}pt; margin-bottom: 4px; }
.caption { color: $quiet; font-family: "$face"; font-size: ${small}pt; margin-top: 4px; margin-bottom: ${wide}px; }
.picture { color: $quiet; font-style: italic; }
.note { background-color: $raised; margin-bottom: 18px; }
.note h2 { font-family: "$face"; font-size: ${small}pt; margin-top: 0; margin-bottom: 2px; color: $link; }
.note p { margin-bottom: 4px; }
pre, code { font-family: monospace; font-size: ${small}pt; }
pre { background-color: $raised; margin-bottom: ${gap}px; }
table { margin-top: 10px; margin-bottom: ${wide}px; border-collapse: collapse; }
th { font-family: "$face"; font-size: ${small}pt; font-weight: 700; text-align: left; }
.grid th, .grid td { padding: 5px 18px 5px 0; border-bottom: 1px solid $line; }
.note td { padding: 12px; }
.quote td { padding: 0 10px 0 16px; border-left: 3px solid $accent; }
td.right, th.right { text-align: right; }
td.center, th.center { text-align: center; }
li { margin-bottom: 4px; line-height: 120%; }
dt { font-weight: 700; }
sup { font-size: ${small}pt; }
""")


@dataclass(frozen=True, slots=True)
class PagePiece:
    """What one part of the page draws; ``start`` to ``end`` are the code points of the text it was made from, both -1
    for what stands above the text."""

    start: int
    end: int
    html: str


@dataclass(frozen=True, slots=True)
class Page:
    """A package as it is drawn, piece by piece, the first being what stands above the text."""

    package: StoryPackage
    pieces: tuple[PagePiece, ...]

    def place_of(self, offset: int) -> tuple[int, float]:
        """The piece in which code point ``offset`` of the text stands, and at which share of it."""
        found = 0
        for number, piece in enumerate(self.pieces):
            if piece.start <= offset and piece.start >= 0:
                found = number
        piece = self.pieces[found]
        length = max(1, piece.end - piece.start)
        return found, min(1.0, max(0.0, (offset - piece.start) / length)) if found else 0.0


class PageMaker:
    """Makes pages one after the other; only what changed is converted again. Not for two threads at once. What
    converts is loaded with the first page: most days begin without one."""

    def __init__(self) -> None:
        self._body: BodyChunks | None = None
        self._drawn: Mapping[str, str] = {}

    def page(self, package: StoryPackage) -> Page:
        """The page of ``package``. Refuses what the converter refuses."""
        from newsroom.export.body_chunks import BodyChunks
        from newsroom.export.html import above_body, draft_line

        self._body = self._body or BodyChunks()
        body = self._body.body(package)
        above = "".join([*draft_line(package), *above_body(package, body)])
        htmls = [above, *(chunk.html for chunk in body.chunks)]
        self._drawn = {html: self._drawn.get(html) or drawn(html) for html in htmls}
        places = [(-1, -1), *((chunk.start, chunk.end) for chunk in body.chunks)]
        pieces = [PagePiece(*place, self._drawn[html]) for place, html in zip(places, htmls, strict=True)]
        return Page(package, tuple(pieces))


def drawn(html: str) -> str:
    """Exported HTML in the elements Qt draws; what it does not know becomes a paragraph or is left off, never a
    word."""
    return _TAG.sub(lambda tag: _DRAWN.get(f"<{tag[1]}{tag[2]}>", ""), html)


def page_style(colours: Mapping[str, str], *, size: float, face: str) -> str:
    """The reader's style in Qt's subset: ``size`` in points, ``face`` for what is no running text."""
    return _SHEET.substitute(
        colours, face=face, size=f"{size:.1f}", small=f"{size * 0.82:.1f}", big=f"{size * 1.14:.1f}",
        large=f"{size * 1.32:.1f}", huge=f"{size * 1.9:.1f}", gap=round(size), wide=round(size * 1.6),
    )  # fmt: skip


def with_words(package: StoryPackage, text: str) -> StoryPackage:
    """``package`` with newer words: its quotations move with them; one whose words were touched has the new ones."""
    edit = _edit_between(package.text, text)
    quotes: list[QuotedWords] = []
    for quote in package.quotes:
        start, end = shift(quote.start, quote.end, edit)
        if start < end:
            quotes.append(replace(quote, start=start, end=end, words=text[start:end]))
    return replace(package, text=text, quotes=tuple(quotes))


def _edit_between(before: str, after: str) -> TextEdit:
    shared = min(len(before), len(after))
    first = _common(before, after, shared)
    last = _common(before[::-1], after[::-1], shared - first)
    return TextEdit(first, before[first : len(before) - last], after[first : len(after) - last])


def _common(one: str, other: str, most: int) -> int:
    """How many code points both begin with, at most ``most``; halves are compared, for that is quick."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
