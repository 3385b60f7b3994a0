"""Quotations, captions and outlets made semantic in converted HTML, at the places marks have found."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from newsroom.domain.package import Picture, QuotedWords
from newsroom.export.marking import Found, MarkedHtml, Stretch
from newsroom.export.sanitise import is_public_address

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True, slots=True)
class Edit:
    """``inserted`` takes the place of ``length`` characters of the HTML at ``at``."""

    at: int
    length: int
    inserted: str


def placed(
    marked: MarkedHtml,
    *,
    quotes: dict[Stretch, QuotedWords],
    figures: dict[Stretch, Picture],
    links: Iterable[tuple[Stretch, str]],
) -> str:
    """The HTML of ``marked`` with its marks turned into elements; ``links`` are places with their addresses."""
    signs: dict[int, str] = {
        ord(sign): "" for mark in marked.marks for sign in (mark.opening, mark.closing)
    }  # fmt: skip
    edits: list[Edit] = []
    _place_quotes(marked, quotes, signs, edits)
    _place_figures(marked, figures, edits)
    for stretch, address in links:
        mark = marked.mark_of(stretch)
        signs[ord(mark.opening)], signs[ord(mark.closing)] = f'<a href="{escape(address)}">', "</a>"
    return _edited(marked.html, edits).translate(signs)


def may_be_linked(marked: MarkedHtml, stretch: Stretch) -> bool:
    """Whether an outlet named there stands in running prose of the page, outside links, code and headings."""
    found = marked.found.get(stretch)
    return found is not None and not found.is_inside("a", "code", "pre", *_HEADINGS)


def _cite_attribute(quote: QuotedWords) -> str:
    return f' cite="{escape(quote.cite_url)}"' if is_public_address(quote.cite_url) else ""


def _attribution(quote: QuotedWords, words: str) -> str:
    """Who said it and where, for a quotation set off from the text; nothing when its own words name the speaker."""
    if not (quote.speaker or quote.outlet) or (quote.speaker and quote.speaker in words):
        return ""
    outlet = escape(quote.outlet)
    if outlet and is_public_address(quote.cite_url):
        outlet = f'<a href="{escape(quote.cite_url)}">{outlet}</a>'
    named = [escape(quote.speaker), f"<cite>{outlet}</cite>"] if outlet else [f"<cite>{escape(quote.speaker)}</cite>"]
    return f"<figcaption>— {', '.join(part for part in named if part)}</figcaption>"


def _place_quotes(
    marked: MarkedHtml, quotes: dict[Stretch, QuotedWords], signs: dict[int, str], edits: list[Edit]
) -> None:
    set_off: set[int] = set()
    for stretch, quote in quotes.items():
        found = marked.found.get(stretch)
        if found is None or found.is_inside("code", "pre"):
            continue
        around = next((parent for parent in reversed(found.parents) if parent.name == "blockquote"), None)
        if around is not None:
            if around.at not in set_off:
                set_off.add(around.at)
                _set_off(marked.html, around.at, quote, edits)
        elif quote.kind == "block" and _is_whole_paragraph(marked.html, found):
            begin, end = found.opening_at - len("<p>"), found.closing_at + 1 + len("</p>")
            edits.append(Edit(begin, 0, f"<figure><blockquote{_cite_attribute(quote)}>"))
            edits.append(Edit(end, 0, f"</blockquote>{_attribution(quote, quote.words)}</figure>"))
        elif not found.is_inside(*_HEADINGS):
            mark = marked.mark_of(stretch)
            signs[ord(mark.opening)], signs[ord(mark.closing)] = f"<q{_cite_attribute(quote)}>", "</q>"


def _set_off(html: str, at: int, quote: QuotedWords, edits: list[Edit]) -> None:
    """A quotation the writer set off: its address goes on the ``blockquote``, who said it below."""
    end = _end_of_blockquote(html, at)
    edits.append(Edit(at, len("<blockquote"), f"<figure><blockquote{_cite_attribute(quote)}"))
    edits.append(Edit(end, 0, f"{_attribution(quote, html[at:end])}</figure>"))


def _end_of_blockquote(html: str, at: int) -> int:
    depth = 0
    for match in re.compile(r"<(/?)blockquote\b[^>]*>").finditer(html, at):
        depth += -1 if match[1] else 1
        if depth == 0:
            return match.end()
    return len(html)


def _is_whole_paragraph(html: str, found: Found) -> bool:
    return html.endswith("<p>", 0, found.opening_at) and html.startswith("</p>", found.closing_at + 1)


def _place_figures(marked: MarkedHtml, figures: dict[Stretch, Picture], edits: list[Edit]) -> None:
    for stretch, picture in figures.items():
        found = marked.found.get(stretch)
        if found is None or not _is_whole_paragraph(marked.html, found):
            continue
        words = marked.html[found.opening_at : found.closing_at]
        credit = (
            "" if not picture.credit or escape(picture.credit, quote=False) in words else f" {escape(picture.credit)}"
        )
        edits.append(Edit(found.opening_at - len("<p>"), len("<p>"), "<figure><figcaption>"))
        edits.append(Edit(found.closing_at + 1, len("</p>"), f"{credit}</figcaption></figure>"))


def _edited(html: str, edits: Sequence[Edit]) -> str:
    parts: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda edit: edit.at):
        parts += (html[at : edit.at], edit.inserted)
        at = edit.at + edit.length
    return "".join([*parts, html[at:]])
