"""The body of a page: the text as the writer wrote it, with its quotations, outlets and captions made semantic."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from newsroom.domain.package import Picture, QuotedWords, StoryPackage
from newsroom.export.converter import to_html
from newsroom.export.marking import Found, MarkedHtml, Stretch, marked_html
from newsroom.export.sanitise import is_public_address, sanitised
from newsroom.text.markdown_blocks import Block, leading_heading, markdown_blocks

_NOT_PROSE = re.compile(
    r"`{1,20}[^`\n]{0,400}`{1,20}"
    r"|\[[^\]\n]{0,400}\](?:\([^)\n]{0,600}\)|\[[^\]\n]{0,200}\]|:[^\n]*)?"
    r"|<[^>\n]{0,400}>|(?:https?://|www\.)\S+",
)
UNTITLED = "Untitled"
_MENTIONS_TRIED = 8
_CAPTION_SHARE = 0.5
_WHITE_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class _Edit:
    """``inserted`` takes the place of ``length`` characters of the HTML at ``at``."""

    at: int
    length: int
    inserted: str


def headline_of(package: StoryPackage) -> str:
    """The headline, or the words of the heading the text begins with; a file name is no headline."""
    heading = leading_heading(package.text)
    leading = package.text[heading.words_start : heading.words_end] if heading else ""
    return package.headline or leading or UNTITLED


def body_html(package: StoryPackage) -> str:
    """The text as sanitised HTML; a first heading that repeats the headline is left to the page's own ``h1``."""
    text, offset = _without_headline(package)
    quotes = _quotes_within(package.quotes, text, offset)
    figures = _captions(text, package.pictures, quotes)
    outlets = _mentions(text, package, quotes) if package.links_outlets else {}
    stretches = [*quotes, *figures, *(place for places in outlets.values() for place in places)]
    marked = marked_html(text, stretches, convert=to_html)
    signs: dict[int, str] = {
        ord(sign): "" for mark in marked.marks for sign in (mark.opening, mark.closing)
    }  # fmt: skip
    edits: list[_Edit] = []
    _place_quotes(marked, quotes, signs, edits)
    _place_figures(marked, figures, edits)
    _place_links(marked, outlets, signs)
    return sanitised(_edited(marked.html, edits).translate(signs))


def pictures_without_place(package: StoryPackage) -> tuple[Picture, ...]:
    """The pictures whose caption is no paragraph of the text: the page shows them above it."""
    text, _ = _without_headline(package)
    placed = _captions(text, package.pictures, {}).values()
    return tuple(
        picture for picture in package.pictures if picture not in placed and (picture.caption or picture.credit)
    )


def _without_headline(package: StoryPackage) -> tuple[str, int]:
    first = leading_heading(package.text) or next(iter(markdown_blocks(package.text)), None)
    if first is None or package.text[first.words_start : first.words_end] != headline_of(package):
        return package.text, 0
    return package.text[first.end :], first.end


def _quotes_within(quotes: Sequence[QuotedWords], text: str, offset: int) -> dict[Stretch, QuotedWords]:
    """The quotes by their place in ``text``; of two that overlap the first stays."""
    kept: dict[Stretch, QuotedWords] = {}
    end = 0
    for quote in sorted(quotes, key=lambda quote: (quote.start, -quote.end)):
        place = Stretch(quote.start - offset, quote.end - offset)
        if end <= place.start < place.end <= len(text) and text[place.start : place.end] == quote.words:
            kept[place] = quote
            end = place.end
    return kept


def _captions(
    text: str, pictures: Sequence[Picture], quotes: dict[Stretch, QuotedWords]
) -> dict[Stretch, Picture]:  # fmt: skip
    """The paragraphs that are little else than the caption of a picture."""
    blocks = [block for block in markdown_blocks(text) if block.kind == "paragraph"] if pictures else []
    found: dict[Stretch, Picture] = {}
    for picture in pictures:
        for block in blocks:
            place = Stretch(block.words_start, block.words_end)
            if place not in found and place not in quotes and _is_caption(text, block, picture):
                found[place] = picture
                break
    return found


def _is_caption(text: str, block: Block, picture: Picture) -> bool:
    words = _WHITE_SPACE.sub(" ", text[block.words_start : block.words_end])
    caption = _WHITE_SPACE.sub(" ", picture.caption).strip() or picture.credit
    return bool(caption) and caption in words and len(caption) + len(picture.credit) >= _CAPTION_SHARE * len(words)


def _mentions(
    text: str, package: StoryPackage, quotes: dict[Stretch, QuotedWords]
) -> dict[str, tuple[Stretch, ...]]:  # fmt: skip
    """Address → the first places its outlet is named in running prose; the first that survives is linked."""
    addresses: dict[str, str] = {}
    for source in package.sources:
        if (
            source.publisher.strip()
            and source.url.startswith(("http://", "https://"))
            and is_public_address(source.url)
        ):
            addresses.setdefault(source.publisher.strip(), source.url)
    if not addresses:
        return {}
    taken = [(place.start, place.end) for place in quotes] + [match.span() for match in _NOT_PROSE.finditer(text)]
    taken += [
        (block.start, block.end)
        for block in markdown_blocks(text)
        if block.kind in ("heading", "code", "definition", "rule")
    ]
    found: dict[str, tuple[Stretch, ...]] = {}
    for name, address in sorted(addresses.items(), key=lambda entry: -len(entry[0])):
        places = _places_of(name, text, taken)
        taken += [(place.start, place.end) for place in places]
        found[address] = (*found.get(address, ()), *places)
    return found


def _places_of(name: str, text: str, taken: Sequence[tuple[int, int]]) -> tuple[Stretch, ...]:
    places: list[Stretch] = []
    for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            places.append(Stretch(*match.span()))
        if len(places) == _MENTIONS_TRIED:
            break
    return tuple(places)


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
    marked: MarkedHtml, quotes: dict[Stretch, QuotedWords], signs: dict[int, str], edits: list[_Edit]
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
            edits.append(_Edit(begin, 0, f"<figure><blockquote{_cite_attribute(quote)}>"))
            edits.append(_Edit(end, 0, f"</blockquote>{_attribution(quote, quote.words)}</figure>"))
        elif not found.is_inside("h1", "h2", "h3", "h4", "h5", "h6"):
            mark = marked.mark_of(stretch)
            signs[ord(mark.opening)], signs[ord(mark.closing)] = f"<q{_cite_attribute(quote)}>", "</q>"


def _set_off(html: str, at: int, quote: QuotedWords, edits: list[_Edit]) -> None:
    """A quotation the writer set off: its address goes on the ``blockquote``, who said it below."""
    end = _end_of_blockquote(html, at)
    edits.append(_Edit(at, len("<blockquote"), f"<figure><blockquote{_cite_attribute(quote)}"))
    edits.append(_Edit(end, 0, f"{_attribution(quote, html[at:end])}</figure>"))


def _end_of_blockquote(html: str, at: int) -> int:
    depth = 0
    for match in re.compile(r"<(/?)blockquote\b[^>]*>").finditer(html, at):
        depth += -1 if match[1] else 1
        if depth == 0:
            return match.end()
    return len(html)


def _is_whole_paragraph(html: str, found: Found) -> bool:
    return html.endswith("<p>", 0, found.opening_at) and html.startswith("</p>", found.closing_at + 1)


def _place_figures(marked: MarkedHtml, figures: dict[Stretch, Picture], edits: list[_Edit]) -> None:
    for stretch, picture in figures.items():
        found = marked.found.get(stretch)
        if found is None or not _is_whole_paragraph(marked.html, found):
            continue
        words = marked.html[found.opening_at : found.closing_at]
        credit = (
            "" if not picture.credit or escape(picture.credit, quote=False) in words else f" {escape(picture.credit)}"
        )
        edits.append(_Edit(found.opening_at - len("<p>"), len("<p>"), "<figure><figcaption>"))
        edits.append(_Edit(found.closing_at + 1, len("</p>"), f"{credit}</figcaption></figure>"))


def _place_links(marked: MarkedHtml, outlets: dict[str, tuple[Stretch, ...]], signs: dict[int, str]) -> None:
    for address, stretches in outlets.items():
        for stretch in sorted(stretches, key=lambda stretch: stretch.start):
            found = marked.found.get(stretch)
            if found is not None and not found.is_inside("a", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6"):
                mark = marked.mark_of(stretch)
                signs[ord(mark.opening)], signs[ord(mark.closing)] = f'<a href="{escape(address)}">', "</a>"
                break


def _edited(html: str, edits: Sequence[_Edit]) -> str:
    parts: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda edit: edit.at):
        parts += (html[at : edit.at], edit.inserted)
        at = edit.at + edit.length
    return "".join([*parts, html[at:]])
