"""Text as quotations are compared (domain.md section 7), with the way back to every offset of the original.

Folded are: NFC, quotation marks (single and double are one: nesting turns the one into the other), white space, dashes
and the spaces round them, ellipses in all their spellings, Latin ligatures, and characters nobody sees. The original
is never changed; a span found in the folded text is handed back as a span of the original.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

ELLIPSIS = "\x01"
"""Stands for …, ... and . . . in folded text: one character that is no period and keeps the text one byte wide."""

HIDDEN = (
    "\u00ad\u034f\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff"
)
"""Soft hyphen, zero-width, direction and variation characters, as the inside of a regular expression's class."""

_HIDDEN_CHARACTERS = re.compile(f"[{HIDDEN}]")
_QUOTATION_MARKS = "\"'`´“”„‟‘’‚‛«»‹›′″‵‶ʼʻ＂＇「」『』〝〞〟"
_DASHES = "‐‑‒–—―−﹘﹣－⸺⸻"
_SPACES = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
_MORE_SPACES = "\u2028\u2029\u202f\u205f\u3000" + ELLIPSIS
_SAME_LENGTH = str.maketrans(
    dict.fromkeys(_QUOTATION_MARKS, "'") | dict.fromkeys(_DASHES, "-") | dict.fromkeys(_SPACES + _MORE_SPACES, " ")
)
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_OTHER_LENGTH = re.compile(
    rf"[ {HIDDEN}]*(?:\.[ {HIDDEN}]?\.[ {HIDDEN}]?\.|…)[ .…{HIDDEN}]*"
    rf"|[ {HIDDEN}]*-[- {HIDDEN}]*"
    rf"| [ {HIDDEN}]+|[{HIDDEN}]+|[ﬀ-ﬆ]"
)
_NOT_ASCII = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]+")


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Where pieces of a text were replaced by pieces of another length; between them both run in step."""

    after_start: array[int]
    after_end: array[int]
    before_start: array[int]
    before_end: array[int]

    def start_before(self, at: int) -> int:
        """The offset before the change of the character that stands at `at` after it."""
        piece = bisect_right(self.after_start, at) - 1
        if piece < 0:
            return at
        if at < self.after_end[piece]:
            return self.before_start[piece]
        return self.before_end[piece] + at - self.after_end[piece]

    def end_before(self, end: int) -> int:
        """The end before the change of the span that ends (exclusive) at `end` after it; `end` is at least 1."""
        piece = bisect_right(self.after_start, end - 1) - 1
        if piece < 0:
            return end
        if end <= self.after_end[piece]:
            return self.before_end[piece]
        return self.before_end[piece] + end - self.after_end[piece]

    def after(self, at: int) -> int:
        """About where an offset of the text before the change lies after it."""
        piece = bisect_right(self.before_start, at) - 1
        if piece < 0:
            return at
        if at < self.before_end[piece]:
            return self.after_start[piece]
        return self.after_end[piece] + at - self.before_end[piece]


@dataclass(frozen=True, slots=True)
class Normalised:
    """A text and its folded form. Prepare a capture once and compare many quotations with it."""

    source: str
    text: str
    maps: tuple[OffsetMap, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original (code points) behind a non-empty span of the folded text, without outer spaces."""
        for offsets in reversed(self.maps):
            start, end = offsets.start_before(start), offsets.end_before(end)
        while end > start + 1 and self.source[end - 1].isspace():
            end -= 1
        while start < end - 1 and self.source[start].isspace():
            start += 1
        return start, end

    def words(self, start: int, end: int) -> str:
        """The original's words behind a span of the folded text; empty for an empty span."""
        if end <= start:
            return ""
        first, last = self.span(start, end)
        return self.source[first:last]

    def place(self, offset: int) -> int:
        """About where an offset of the original lies in the folded text."""
        for offsets in self.maps:
            offset = offsets.after(offset)
        return offset


def normalise(source: str) -> Normalised:
    """Fold a text for comparison; about 50 ms a megabyte, so keep the value where many quotations are compared."""
    text, maps = source, list[OffsetMap]()
    if not unicodedata.is_normalized("NFC", text):
        text, composed = _compose(text)
        maps.append(composed)
    text, folded = _replace(text.translate(_SAME_LENGTH), _OTHER_LENGTH, _fold_piece)
    if folded.after_start:
        maps.append(folded)
    return Normalised(source, text, tuple(maps))


def hidden_characters(text: str) -> str:
    """The characters of a text that nobody sees, in order."""
    return "".join(_HIDDEN_CHARACTERS.findall(text))


def _fold_piece(piece: str) -> str:
    if piece in _LIGATURES:
        return _LIGATURES[piece]
    if "…" in piece or "." in piece:
        return ELLIPSIS
    if "-" in piece:
        return "-"
    return " " if " " in piece else ""


def _replace(text: str, pattern: re.Pattern[str], change: Callable[[str], str]) -> tuple[str, OffsetMap]:
    parts: list[str] = []
    offsets = OffsetMap(array("q"), array("q"), array("q"), array("q"))
    read = written = 0
    for match in pattern.finditer(text):
        piece = match[0]
        new = change(piece)
        if new == piece:
            continue
        start, end = match.span()
        parts += (text[read:start], new)
        written += start - read
        offsets.after_start.append(written)
        written += len(new)
        offsets.after_end.append(written)
        offsets.before_start.append(start)
        offsets.before_end.append(end)
        read = end
    parts.append(text[read:])
    return "".join(parts), offsets


def _compose(text: str) -> tuple[str, OffsetMap]:
    """NFC, letter by letter with its marks, so that the offsets of long runs stay exact."""
    parts: list[str] = []
    offsets = OffsetMap(array("q"), array("q"), array("q"), array("q"))
    read = written = 0
    for run in _NOT_ASCII.finditer(text):
        if unicodedata.is_normalized("NFC", run[0]):
            continue
        for start, end in _letters(text, run.start(), run.end()):
            new = unicodedata.normalize("NFC", text[start:end])
            if new == text[start:end]:
                continue
            parts += (text[read:start], new)
            written += start - read
            offsets.after_start.append(written)
            written += len(new)
            offsets.after_end.append(written)
            offsets.before_start.append(start)
            offsets.before_end.append(end)
            read = end
    parts.append(text[read:])
    return "".join(parts), offsets


def _letters(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of a base character with its marks (or a Hangul syllable's parts): NFC never joins two of them."""
    edges = [start]
    for at in range(start + 1, end):
        character = text[at]
        if not unicodedata.category(character).startswith("M") and not "\u1160" <= character <= "\u11ff":
            edges.append(at)
    return list(zip(edges, [*edges[1:], end], strict=True))
