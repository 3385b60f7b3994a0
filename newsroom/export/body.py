"""What stands in the body of a page: its words, and where in them quotations, captions and outlets stand."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from newsroom.domain.package import Picture, QuotedWords, StoryPackage
from newsroom.export.marking import Stretch
from newsroom.export.sanitise import is_public_address
from newsroom.text.markdown_blocks import Block, leading_heading, markdown_blocks

_NOT_PROSE = re.compile(
    r"`{1,20}[^`\n]{0,400}`{1,20}"
    r"|\[[^\]\n]{0,400}\](?:\([^)\n]{0,600}\)|\[[^\]\n]{0,200}\]|:[^\n]*)?"
    r"|<[^>\n]{0,400}>|(?:https?://|www\.)\S+",
)
UNTITLED = "Untitled"
_MENTIONS_TRIED = 8
_CAPTION_SHARE = 0.5
_MARKS_BEFORE_WORDS = re.compile(r"\A[#\s]*")
_WHITE_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class BodyPlan:
    """``text`` is the package's from code point ``offset`` on; all places are those of ``text``. ``outlets``: address
    → the first places its outlet is named in running prose; the first that comes through is linked."""

    text: str
    offset: int
    quotes: dict[Stretch, QuotedWords]
    figures: dict[Stretch, Picture]
    outlets: dict[str, tuple[Stretch, ...]]


def headline_of(package: StoryPackage) -> str:
    """The headline, or the words of the heading the text begins with; a file name is no headline."""
    heading = leading_heading(package.text)
    leading = package.text[heading.words_start : heading.words_end] if heading else ""
    return package.headline or leading or UNTITLED


def body_plan(package: StoryPackage) -> BodyPlan:
    """What the body of ``package`` is made of; a first heading that repeats the headline is left out."""
    text, offset = _without_headline(package)
    quotes = _quotes_within(package.quotes, text, offset)
    addresses = _addresses(package) if package.links_outlets else {}
    blocks = markdown_blocks(text) if package.pictures or addresses else ()
    figures = _captions(text, blocks, package.pictures, quotes)
    outlets = _mentions(text, blocks, addresses, quotes) if addresses else {}
    return BodyPlan(text, offset, quotes, figures, outlets)


def pictures_without_place(package: StoryPackage) -> tuple[Picture, ...]:
    """The pictures whose caption is no paragraph of the text: the page shows them above it."""
    text, _ = _without_headline(package)
    placed = _captions(text, markdown_blocks(text), package.pictures, {}).values() if package.pictures else ()
    return tuple(
        picture for picture in package.pictures if picture not in placed and (picture.caption or picture.credit)
    )


def _without_headline(package: StoryPackage) -> tuple[str, int]:
    headline = headline_of(package)
    if not _MARKS_BEFORE_WORDS.sub("", package.text, 1).startswith(_MARKS_BEFORE_WORDS.sub("", headline, 1)):
        return package.text, 0
    first = leading_heading(package.text) or next(iter(markdown_blocks(package.text)), None)
    if first is None or package.text[first.words_start : first.words_end] != headline:
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
    text: str, blocks: Sequence[Block], pictures: Sequence[Picture], quotes: dict[Stretch, QuotedWords]
) -> dict[Stretch, Picture]:  # fmt: skip
    """The paragraphs that are little else than the caption of a picture."""
    blocks = [block for block in blocks if block.kind == "paragraph"] if pictures else []
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


def _addresses(package: StoryPackage) -> dict[str, str]:
    """Outlet → the public address its first mention leads to."""
    addresses: dict[str, str] = {}
    for source in package.sources:
        if (
            source.publisher.strip()
            and source.url.startswith(("http://", "https://"))
            and is_public_address(source.url)
        ):
            addresses.setdefault(source.publisher.strip(), source.url)
    return addresses


def _mentions(
    text: str, blocks: Sequence[Block], addresses: Mapping[str, str], quotes: dict[Stretch, QuotedWords]
) -> dict[str, tuple[Stretch, ...]]:  # fmt: skip
    """Address → the first places its outlet is named in running prose; the first that survives is linked."""
    taken = [(place.start, place.end) for place in quotes] + [match.span() for match in _NOT_PROSE.finditer(text)]
    taken += [
        (block.start, block.end) for block in blocks if block.kind in ("heading", "code", "definition", "rule")
    ]  # fmt: skip
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
