"""What stands in the body of a page: its words, and where in them quotations, captions and outlets stand."""

import re
from collections.abc import Mapping, Sequence

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
_CAPTION_SHARE = 0.5
_MARKS_BEFORE_WORDS = re.compile(r"\A[#\s]*")
_WHITE_SPACE = re.compile(r"\s+")


def headline_of(package: StoryPackage) -> str:
    """The headline, or the words of the heading the text begins with; a file name is no headline."""
    heading = leading_heading(package.text)
    leading = package.text[heading.words_start : heading.words_end] if heading else ""
    return package.headline or leading or UNTITLED


def body_text(package: StoryPackage) -> tuple[str, int]:
    """The text without a first block that repeats the headline, and how many code points that leaves out."""
    headline = headline_of(package)
    if not _MARKS_BEFORE_WORDS.sub("", package.text, 1).startswith(_MARKS_BEFORE_WORDS.sub("", headline, 1)):
        return package.text, 0
    first = leading_heading(package.text) or next(iter(markdown_blocks(package.text)), None)
    if first is None or package.text[first.words_start : first.words_end] != headline:
        return package.text, 0
    return package.text[first.end :], first.end


def quotes_within(quotes: Sequence[QuotedWords], text: str, offset: int) -> list[QuotedWords]:
    """The quotes that stand in ``text``, which begins at ``offset``, placed from its start and in its order; of two
    that overlap the first stays."""
    kept: list[QuotedWords] = []
    end = 0
    for quote in sorted(quotes, key=lambda quote: (quote.start, -quote.end)):
        here = moved(quote, -offset)
        if end <= here.start < here.end <= len(text) and text[here.start : here.end] == quote.words:
            kept.append(here)
            end = here.end
    return kept


def moved(quote: QuotedWords, by: int) -> QuotedWords:
    """The quote placed ``by`` code points further on."""
    return QuotedWords(
        quote.start + by, quote.end + by, quote.words, quote.kind, quote.speaker, quote.speaker_is_named,
        quote.outlet, quote.cite_url,
    )  # fmt: skip


def paragraphs_of(words: str, blocks: Sequence[Block]) -> tuple[tuple[Stretch, str], ...]:
    """The paragraphs among the blocks of ``words``, each with its words on one line."""
    return tuple(
        (Stretch(block.words_start, block.words_end),
         _WHITE_SPACE.sub(" ", words[block.words_start : block.words_end]))
        for block in blocks
        if block.kind == "paragraph"
    )  # fmt: skip


def is_caption(words: str, picture: Picture) -> bool:
    """Whether a paragraph, on one line, is little else than the caption of the picture."""
    caption = _WHITE_SPACE.sub(" ", picture.caption).strip() or picture.credit
    return bool(caption) and caption in words and len(caption) + len(picture.credit) >= _CAPTION_SHARE * len(words)


def outlets_of(package: StoryPackage) -> dict[str, str]:
    """Outlet → the public address its first mention leads to, the longest name first; empty when none are linked."""
    addresses: dict[str, str] = {}
    for source in package.sources if package.links_outlets else ():
        if (
            source.publisher.strip()
            and source.url.startswith(("http://", "https://"))
            and is_public_address(source.url)
        ):
            addresses.setdefault(source.publisher.strip(), source.url)
    return dict(sorted(addresses.items(), key=lambda entry: -len(entry[0])))


def mentions_in(
    words: str, blocks: Sequence[Block], outlets: Mapping[str, str], quotes: Sequence[QuotedWords]
) -> tuple[tuple[Stretch, str], ...]:  # fmt: skip
    """Where outlets are named in running prose, outside quotations, links and headings, each with its address."""
    if not any(name in words for name in outlets):
        return ()
    taken = [(quote.start, quote.end) for quote in quotes] + [match.span() for match in _NOT_PROSE.finditer(words)]
    taken += [
        (block.start, block.end) for block in blocks if block.kind in ("heading", "code", "definition", "rule")
    ]  # fmt: skip
    found: list[tuple[Stretch, str]] = []
    for name, address in outlets.items():
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", words):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                found.append((Stretch(*match.span()), address))
                taken.append(match.span())
    return tuple(sorted(found, key=lambda mention: mention[0].start))
