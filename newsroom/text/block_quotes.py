"""Markdown block quotations: their paragraphs, and who is named to them before, after, or on a line of their own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from newsroom.text.cues import cue_after
from newsroom.text.marks import Quoted
from newsroom.text.reading import Page, told_by
from newsroom.text.spans import Span, paragraphs, words
from newsroom.text.speakers import Resolver, Speaker
from newsroom.text.subjects import Subject, subject_of

_MARKER = re.compile(r"(?:>[ \t]*)+")
_DASH = re.compile(r"(?:[—–―]|--?)[ \t]*(?=[^\W\d_])")
# What a block may hold beside words somebody said: headings, lists, tables, code, notes, pictures.
_OTHER_MATTER = re.compile(r"#|\[!|!\[|[-*+|]|```|~~~|\d+[.)]\s")
# A line that only names its speaker is short.
_LONGEST_SIGNATURE = 120
_LONGEST_NAME = 6
# A block longer than this many paragraphs is a document, and a text may hold thousands of them.
_MOST_PARAGRAPHS = 200


@dataclass(frozen=True, slots=True)
class BlockQuote:
    """Paragraphs `first` to `last` (indexes, inclusive) set apart; `signature`: the name behind the closing dash."""

    first: int
    last: int
    signature: Span | None


def blocks_and_quotes(text: str, *, end: int | None = None) -> tuple[list[Span], list[BlockQuote]]:
    """The paragraphs of a text, those of block quotations without their ">" and with their lines joined."""
    lines = paragraphs(text if end is None else text[:end])
    if not any(text[line.start] == ">" for line in lines):
        return lines, []
    blocks: list[Span] = []
    quotes: list[BlockQuote] = []
    at = 0
    while at < len(lines):
        if text[lines[at].start] != ">":
            blocks.append(lines[at])
            at += 1
            continue
        stop = at
        while stop < len(lines) and text[lines[stop].start] == ">":
            stop += 1
        quotes.extend(_set_apart(text, lines[at:stop], lines[stop : stop + 1], blocks))
        at = stop
    return blocks, quotes


def _set_apart(text: str, lines: Sequence[Span], below: Sequence[Span], blocks: list[Span]) -> list[BlockQuote]:
    """Add the paragraphs of one block to `blocks`, and say where they stand; each signature closes a quotation."""
    quotes: list[BlockQuote] = []
    first = len(blocks)
    goes_on = False
    for line in lines:
        marker = _MARKER.match(text, line.start, line.end)
        start = marker.end() if marker is not None else line.start
        signature = signed(text, Span(start, line.end)) if start < line.end else None
        if signature is not None:
            quotes.append(BlockQuote(first, len(blocks) - 1, signature))
            blocks.append(Span(start, line.end))
            first, goes_on = len(blocks), False
        elif start == line.end:
            goes_on = False
        elif goes_on:
            blocks[-1] = Span(blocks[-1].start, line.end)
        else:
            blocks.append(Span(start, line.end))
            goes_on = True
    signature = signed(text, below[0]) if below else None
    quotes.append(BlockQuote(first, len(blocks) - 1, signature))
    return [quote for quote in quotes if quote.last >= quote.first]


def signed(text: str, line: Span) -> Span | None:
    """The name on a line that holds nothing but a dash and whoever speaks, or None."""
    dash = _DASH.match(text, line.start, min(line.end, line.start + 8))
    if dash is None or line.end - line.start > _LONGEST_SIGNATURE or not text[dash.end()].isupper():
        return None
    return Span(dash.end(), line.end)


def words_set_apart(
    text: str, blocks: Sequence[Span], quotes: Sequence[BlockQuote], marked: Sequence[Sequence[Quoted]]
) -> dict[int, Quoted]:
    """The paragraphs that are quoted as a whole, by index: no marks of their own, and somebody may be named to them."""
    found: dict[int, Quoted] = {}
    for quote in quotes:
        inside = range(quote.first, quote.last + 1)
        if len(inside) > _MOST_PARAGRAPHS or not _may_be_named(text, blocks, quote):
            continue
        if any(_OTHER_MATTER.match(text, blocks[number].start) for number in inside):
            continue
        if any(not mark.single for number in inside for mark in marked[number]):
            continue
        for number in inside:
            start, end = blocks[number].start, blocks[number].end
            found[number] = Quoted(start, end, start, end, closed=True, single=False)
    return found


def _may_be_named(text: str, blocks: Sequence[Span], quote: BlockQuote) -> bool:
    leads = quote.first > 0 and text[blocks[quote.first - 1].end - 1] in ",:"
    follows = quote.last + 1 < len(blocks) and text[blocks[quote.last + 1].start].islower()
    return quote.signature is not None or leads or follows


def speaker_of(
    page: Page, blocks: Sequence[Span], quote: BlockQuote, resolver: Resolver
) -> tuple[Speaker, str | None] | None:
    """Who is named to a block, and by which verb: its signature first, then the line before, then the next."""
    if quote.signature is not None:
        line = words(page.masked, quote.signature)
        end = next((i for i, word in enumerate(line) if word.text in ",(;:—–"), len(line))
        subject = subject_of(line[:end], language=page.language)
        if subject is not None:
            return resolver.resolve(subject), None
    return _led_in(page, blocks, quote, resolver) or _followed(page, blocks, quote, resolver)


def _led_in(
    page: Page, blocks: Sequence[Span], quote: BlockQuote, resolver: Resolver
) -> tuple[Speaker, str | None] | None:
    if not quote.first or page.masked[blocks[quote.first - 1].end - 1] not in ",:":
        return None
    above = blocks[quote.first - 1]
    cue = told_by(page, above)
    if cue is not None and cue.subject is not None:
        return resolver.resolve(cue.subject), cue.word
    subject = _name_alone(page, above)
    if subject is not None:
        return resolver.resolve(subject), None
    # "Here is what Ada Roe taped to the door:" — no verb of speech, but nobody else is named.
    only = resolver.only_person(above) if page.masked[above.end - 1] == ":" else None
    return (only, None) if only is not None else None


def _name_alone(page: Page, above: Span) -> Subject | None:
    """ "Ada Roe:" on a line of its own."""
    line = words(page.masked, above)[:-1]
    subject = subject_of(line, language=page.language) if len(line) <= _LONGEST_NAME else None
    return subject if subject is not None and subject.kind == "name" else None


def _followed(
    page: Page, blocks: Sequence[Span], quote: BlockQuote, resolver: Resolver
) -> tuple[Speaker, str | None] | None:
    if quote.last + 1 >= len(blocks):
        return None
    below = blocks[quote.last + 1]
    if not page.masked[below.start].islower():
        return None
    cue = cue_after(words(page.masked, Span(below.start, min(below.end, below.start + 300))), language=page.language)
    return (resolver.resolve(cue.subject), cue.word) if cue is not None and cue.subject is not None else None
