"""The body of a page in chunks: what has not changed since the last time is not converted again.

A chunk is known by what it is made of, its words and what stands in them, never by its place: words moved or pushed
down by others cost nothing.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from time import thread_time
from typing import TypeVar

from newsroom.domain.package import Picture, QuotedWords, StoryPackage
from newsroom.export.body import BodyPlan, body_plan
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

T = TypeVar("T")
_Links = tuple[tuple[Stretch, str], ...]


@dataclass(frozen=True, slots=True)
class BodyChunk:
    """``html`` is what code points ``start`` to ``end`` of the package's text have become, sanitised."""

    start: int
    end: int
    html: str


@dataclass(frozen=True, slots=True)
class _Piece:
    """All a chunk's HTML depends on but the links and the headings; places are counted from its own start."""

    words: str
    quotes: tuple[QuotedWords, ...]
    figures: tuple[tuple[Stretch, Picture], ...]
    mentions: tuple[tuple[Stretch, str], ...]

    @property
    def stretches(self) -> list[Stretch]:
        quotes = [Stretch(quote.start, quote.end) for quote in self.quotes]
        return [*quotes, *(place for place, _ in self.figures), *(place for place, _ in self.mentions)]


@dataclass(slots=True)
class _Converted:
    """``finished`` is kept by what else it depends on: the places linked, and whether headings make room."""

    marked: MarkedHtml
    has_title: bool
    seconds: float
    finished: dict[tuple[_Links, bool], str]


class BodyChunks:
    """Converts packages one after the other, keeping the chunks of the last. Not for two threads at once."""

    def __init__(self) -> None:
        self._converter = Converter()
        self._known: Mapping[_Piece, _Converted] = {}

    def chunks(self, package: StoryPackage) -> tuple[BodyChunk, ...]:
        """The body of ``package``; joined by newlines it is ``body_html``. Refuses what the converter refuses."""
        plan = body_plan(package)
        check_limits(plan.text)
        spans = chunk_spans(plan.text)
        pieces = _pieces(plan, spans)
        converted = self._converted(pieces, length=len(plan.text))
        self._known = dict(zip(pieces, converted, strict=True))
        makes_room = any(one.has_title for one in converted)
        links = _links(pieces, converted)
        return tuple(
            BodyChunk(start + plan.offset, end + plan.offset, _finished(piece, one, chosen, makes_room=makes_room))
            for (start, end), piece, one, chosen in zip(spans, pieces, converted, links, strict=True)
        )

    def _converted(self, pieces: Sequence[_Piece], *, length: int) -> list[_Converted]:
        """Each piece converted once; together they may take no longer than the text in one."""
        allowed = seconds_allowed(length)
        left = allowed - sum(self._known[piece].seconds for piece in set(pieces) if piece in self._known)
        new: dict[_Piece, _Converted] = {}
        for piece in pieces:
            if piece in self._known or piece in new:
                continue
            if left <= 0:
                raise too_slow(length)
            new[piece] = self._convert(piece, left=left, allowed=allowed, length=length)
            left -= new[piece].seconds
        return [new[piece] if piece in new else self._known[piece] for piece in pieces]

    def _convert(self, piece: _Piece, *, left: float, allowed: float, length: int) -> _Converted:
        begun = thread_time()
        plain = self._converter.convert(piece.words, seconds=left, whole=length)
        seconds = thread_time() - begun
        marked = marked_html(
            piece.words, piece.stretches, plain=plain,
            convert=lambda words: self._converter.convert(words, seconds=allowed, whole=length),
        )  # fmt: skip
        return _Converted(marked, holds_title(plain), seconds, {})


def body_html(package: StoryPackage) -> str:
    """The text as sanitised HTML; a first heading that repeats the headline is left to the page's own ``h1``."""
    return "\n".join(chunk.html for chunk in BodyChunks().chunks(package))


def _pieces(plan: BodyPlan, spans: Sequence[Span]) -> list[_Piece]:
    quotes = _within(spans, plan.quotes.items())
    figures = _within(spans, plan.figures.items())
    mentions = _within(spans, [(place, address) for address, places in plan.outlets.items() for place in places])
    return [
        _Piece(
            plan.text[start:end],
            tuple(replace(quote, start=place.start, end=place.end) for place, quote in quotes[number]),
            tuple(figures[number]),
            tuple(mentions[number]),
        )
        for number, (start, end) in enumerate(spans)
    ]


def _within(spans: Sequence[Span], things: Iterable[tuple[Stretch, T]]) -> list[list[tuple[Stretch, T]]]:
    """For each span what stands in it, placed from its start; what crosses an edge is left as typed."""
    found: list[list[tuple[Stretch, T]]] = [[] for _ in spans]
    starts = [start for start, _ in spans]
    for place, thing in sorted(things, key=lambda entry: entry[0].start):
        number = bisect_right(starts, place.start) - 1
        if number >= 0 and place.end <= spans[number][1]:
            start = starts[number]
            found[number].append((Stretch(place.start - start, place.end - start), thing))
    return found


def _links(pieces: Sequence[_Piece], converted: Sequence[_Converted]) -> list[_Links]:
    """For each piece the places it links: of each address the first that came through whole, in running prose."""
    linked: set[str] = set()
    found: list[_Links] = []
    for piece, one in zip(pieces, converted, strict=True):
        chosen: list[tuple[Stretch, str]] = []
        for place, address in piece.mentions:
            if address not in linked and may_be_linked(one.marked, place):
                linked.add(address)
                chosen.append((place, address))
        found.append(tuple(chosen))
    return found


def _finished(piece: _Piece, one: _Converted, links: _Links, *, makes_room: bool) -> str:
    if (links, makes_room) not in one.finished:
        quotes = {Stretch(quote.start, quote.end): quote for quote in piece.quotes}
        html = placed(one.marked, quotes=quotes, figures=dict(piece.figures), links=links)
        one.finished[links, makes_room] = sanitised(with_room_for_title(html) if makes_room else html)
    return one.finished[links, makes_room]
