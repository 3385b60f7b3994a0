"""The body of a page in chunks: what has not changed since the last time is not converted again.

A chunk is known by its words and the quotations in them, never by its place: words moved or pushed down by others cost
nothing.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from time import thread_time

from newsroom.domain.errors import BadInput
from newsroom.domain.package import Picture, QuotedWords, StoryPackage
from newsroom.export.body import (
    body_text,
    is_caption,
    mentions_in,
    moved,
    outlets_of,
    paragraphs_of,
    quotes_within,
)
from newsroom.export.chunks import Span, chunk_spans
from newsroom.export.converter import (
    Converter,
    check_limits,
    holds_title,
    seconds_allowed,
    too_slow,
    with_room_for_title,
)
from newsroom.export.marking import MarkedHtml, Stretch, marked_html
from newsroom.export.placing import may_be_linked, placed
from newsroom.export.sanitise import sanitised
from newsroom.text.markdown_blocks import markdown_blocks

_MENTIONS_TRIED = 8
_SPEAKS_OF_LIMITS = ("```", "~~~", "*[")

_Key = tuple[str, tuple[QuotedWords, ...]]
_Figures = tuple[tuple[Stretch, Picture], ...]
_Mentions = tuple[tuple[Stretch, str], ...]


@dataclass(frozen=True, slots=True)
class BodyChunk:
    """``html`` is what code points ``start`` to ``end`` of the package's text have become, sanitised."""

    start: int
    end: int
    html: str


@dataclass(frozen=True, slots=True)
class Body:
    """The chunks in order, and the pictures whose caption is no paragraph of the text: the page shows them above."""

    chunks: tuple[BodyChunk, ...]
    pictures_above: tuple[Picture, ...]

    @property
    def html(self) -> str:
        return "\n".join(chunk.html for chunk in self.chunks)


@dataclass(slots=True)
class _Converted:
    """A chunk with its figures and mentions marked; ``html`` is the newest finished form, by the places linked and
    whether headings make room."""

    figures: _Figures
    mentions: _Mentions
    marked: MarkedHtml
    has_title: bool
    seconds: float
    html: tuple[_Mentions, bool, str] | None = None


@dataclass(slots=True)
class _Chunk:
    """Words that convert by themselves; all places are counted from their start."""

    words: str
    quotes: tuple[QuotedWords, ...]
    paragraphs: tuple[tuple[Stretch, str], ...]
    mentions: _Mentions
    converted: _Converted | None = None


class BodyChunks:
    """Converts packages one after the other, keeping the chunks of the last. Not for two threads at once."""

    def __init__(self, *, cut: Callable[[str], Sequence[Span]] = chunk_spans) -> None:
        self._cut = cut
        self._converter = Converter()
        self._known: Mapping[_Key, _Chunk] = {}
        self._outlets: Mapping[str, str] = {}

    def body(self, package: StoryPackage) -> Body:
        """The body of ``package``: what the exported page has. Refuses what the converter refuses."""
        text, offset = body_text(package)
        if any(sign in text for sign in _SPEAKS_OF_LIMITS):
            check_limits(text)
        spans = self._cut(text)
        chunks = self._chunks(text, spans, quotes_within(package.quotes, text, offset), outlets_of(package))
        figures = _figures(chunks, package.pictures)
        converted = self._convert(text, chunks, figures)
        makes_room = any(one.has_title for one in converted)
        html = [
            _finished(chunk, one, links, makes_room=makes_room)
            for chunk, one, links in zip(chunks, converted, _links(converted), strict=True)
        ]
        set_in = {picture for those in figures for _, picture in those}
        above = tuple(one for one in package.pictures if one not in set_in and (one.caption or one.credit))
        return Body(
            tuple(
                BodyChunk(start + offset, end + offset, words)
                for (start, end), words in zip(spans, html, strict=True)
                if words
            ),
            above,
        )

    def _chunks(
        self, text: str, spans: Sequence[Span], quotes: Sequence[QuotedWords], outlets: Mapping[str, str]
    ) -> list[_Chunk]:
        if list(outlets.items()) != list(self._outlets.items()):
            self._known = {}
        chunks: list[_Chunk] = []
        kept: dict[_Key, _Chunk] = {}
        for (start, end), inside in zip(spans, _by_span(spans, quotes), strict=True):
            key = (text[start:end], inside)
            chunk = kept.get(key) or self._known.get(key) or _read(*key, outlets)
            kept[key] = chunk
            chunks.append(chunk)
        self._known, self._outlets = kept, outlets
        return chunks

    def _convert(self, text: str, chunks: Sequence[_Chunk], figures: Sequence[_Figures]) -> list[_Converted]:
        """Each chunk converted with what is marked in it; together they may take no longer than the text in one."""
        left = seconds_allowed(len(text)) - sum(one.converted.seconds for one in chunks if one.converted)
        tried: Counter[str] = Counter()
        found: list[_Converted] = []
        for chunk, here in zip(chunks, figures, strict=True):
            mentions = _tried(chunk.mentions, tried) if chunk.mentions else ()
            one = chunk.converted
            if one is None or one.figures != here or one.mentions != mentions:
                one = self._converted(chunk, here, mentions, left=left, text=text)
                left -= one.seconds
                chunk.converted = one
            found.append(one)
        return found

    def _converted(
        self, chunk: _Chunk, figures: _Figures, mentions: _Mentions, *, left: float, text: str
    ) -> _Converted:
        try:
            check_limits(chunk.words)
        except BadInput:
            # The whole text knows the line.
            check_limits(text)
            raise
        if left <= 0:
            raise too_slow(len(text))
        begun = thread_time()
        plain = self._converter.convert(chunk.words, seconds=left, whole=len(text))
        seconds = thread_time() - begun
        stretches = [Stretch(quote.start, quote.end) for quote in chunk.quotes]
        stretches += [place for place, _ in (*figures, *mentions)]
        allowed = seconds_allowed(len(text))
        marked = marked_html(
            chunk.words, stretches, plain=plain,
            convert=lambda words: self._converter.convert(words, seconds=allowed, whole=len(text)),
        )  # fmt: skip
        return _Converted(figures, mentions, marked, holds_title(plain), seconds)


def _read(words: str, quotes: tuple[QuotedWords, ...], outlets: Mapping[str, str]) -> _Chunk:
    blocks = markdown_blocks(words)
    return _Chunk(words, quotes, paragraphs_of(words, blocks), mentions_in(words, blocks, outlets, quotes))


def _by_span(spans: Sequence[Span], quotes: Sequence[QuotedWords]) -> list[tuple[QuotedWords, ...]]:
    """For each span the quotes in it, placed from its start; one that crosses an edge is left as typed."""
    found: list[tuple[QuotedWords, ...]] = [()] * len(spans)
    starts = [start for start, _ in spans]
    for quote in quotes:
        number = bisect_right(starts, quote.start) - 1
        if number >= 0 and quote.end <= spans[number][1]:
            found[number] = (*found[number], moved(quote, -starts[number]))
    return found


def _figures(chunks: Sequence[_Chunk], pictures: Sequence[Picture]) -> list[_Figures]:
    """For each chunk the paragraphs that are captions: of each picture the first that no other picture has."""
    found: list[dict[Stretch, Picture]] = [{} for _ in chunks] if pictures else []
    for picture in pictures:
        places = (
            (here, place)
            for chunk, here in zip(chunks, found, strict=True)
            for place, words in chunk.paragraphs
            if place not in here and is_caption(words, picture)
        )
        for here, place in places:
            here[place] = picture
            break
    return [tuple(here.items()) for here in found] or [()] * len(chunks)


def _tried(mentions: _Mentions, tried: Counter[str]) -> _Mentions:
    """The mentions worth marking: of each address the first few of the text, for one of them will come through."""
    chosen: list[tuple[Stretch, str]] = []
    for place, address in mentions:
        tried[address] += 1
        if tried[address] <= _MENTIONS_TRIED:
            chosen.append((place, address))
    return tuple(chosen)


def _links(converted: Sequence[_Converted]) -> list[_Mentions]:
    """For each chunk the places it links: of each address the first that came through whole, in running prose."""
    linked: set[str] = set()
    found: list[_Mentions] = []
    for one in converted:
        chosen: list[tuple[Stretch, str]] = []
        for place, address in one.mentions:
            if address not in linked and may_be_linked(one.marked, place):
                linked.add(address)
                chosen.append((place, address))
        found.append(tuple(chosen))
    return found


def _finished(chunk: _Chunk, one: _Converted, links: _Mentions, *, makes_room: bool) -> str:
    if one.html is None or one.html[:2] != (links, makes_room):
        quotes = {Stretch(quote.start, quote.end): quote for quote in chunk.quotes}
        figures = {place: picture for place, picture in one.figures if place not in quotes}
        html = placed(one.marked, quotes=quotes, figures=figures, links=links)
        one.html = (links, makes_room, sanitised(with_room_for_title(html) if makes_room else html))
    return one.html[2]
