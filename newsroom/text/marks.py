"""Pairs of quotation marks, found per paragraph: curly, straight, mixed, low, angle and single ones.

A mark's side is read from its neighbours first and from its shape second, because wire copy mixes them. An unclosed
mark runs to the end of its paragraph; nothing here ever gives up on a text.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from newsroom.text.quoted import SENTENCE_END, Quoted, around
from newsroom.text.single_marks import pair_singles
from newsroom.text.spans import Span

_MARK = re.compile("[\"“”„‟«»‹›＂‘’‚‛']")
# Old wire copy and TeX: two grave accents open, two apostrophes close.
_WIRE_MARK = re.compile("``|''|" + _MARK.pattern)
_WIRE = frozenset(("``", "''"))
_DOUBLE = frozenset('"“”„‟＂')
_ANGLE = frozenset("«»‹›")
_OPENING_NEIGHBOUR = frozenset("([{—–-/:;,>*_~…|\ufffc")
# No prose has more in one paragraph; what has more is a table or damage, and must not hold up a reading.
_MOST_MARKS = 20_000


@dataclass(frozen=True, slots=True)
class _Opened:
    start: int
    inner: int


def has_marks(text: str) -> bool:
    """Whether there is any sign in the text that can be a quotation mark."""
    return _MARK.search(text) is not None


def quoted_spans(text: str, blocks: Sequence[Span], *, apart: Sequence[Span] = ()) -> list[list[Quoted]]:
    """For each paragraph its outermost quotations in order.

    Marks in the stretches `apart` (tags, code, link titles; in order) and nested marks are left alone; after its first
    20,000 marks a paragraph is read no further.
    """
    starts = [span.start for span in apart]
    found: list[list[Quoted]] = []
    for number, block in enumerate(blocks):
        if _MARK.search(text, block.start, block.end):
            first = max(0, bisect_left(starts, block.start) - 1)
            goes_on = number + 1 < len(blocks) and text[blocks[number + 1].start] in "‘'"
            found.append(_in_paragraph(text, block, apart[first : bisect_left(starts, block.end)], goes_on=goes_on))
        else:
            found.append([])
    return found


def _in_paragraph(text: str, block: Span, apart: Sequence[Span], *, goes_on: bool) -> list[Quoted]:
    pattern = _WIRE_MARK if text.find("``", block.start, block.end) >= 0 else _MARK
    marks = list(islice(pattern.finditer(text, block.start, block.end), _MOST_MARKS))
    if apart:
        marks = _outside(marks, apart)
    doubles = _pair_doubles(text, block, marks)
    singles = pair_singles(text, block, marks, doubles, goes_on=goes_on)
    outermost: list[Quoted] = []
    for quoted in sorted([*doubles, *singles], key=lambda quoted: quoted.start):
        # What stands within a quotation of the other kind is part of it.
        if not outermost or quoted.start >= outermost[-1].end:
            outermost.append(quoted)
    return outermost


def _outside(marks: list[re.Match[str]], apart: Sequence[Span]) -> list[re.Match[str]]:
    kept: list[re.Match[str]] = []
    at = 0
    for mark in marks:
        while at < len(apart) and apart[at].end <= mark.start():
            at += 1
        if at == len(apart) or mark.start() < apart[at].start:
            kept.append(mark)
    return kept


def _pair_doubles(text: str, block: Span, marks: list[re.Match[str]]) -> list[Quoted]:
    found: list[Quoted] = []
    opened: _Opened | None = None
    angle = ""
    for mark in marks:
        sign = mark.group()
        if (sign not in _DOUBLE and sign not in _ANGLE and sign not in _WIRE) or _in_broken_tag(text, mark):
            continue
        if sign in _WIRE:
            closes = sign == "''" and angle == "``"
            opens = sign == "``" and not angle
        elif sign in _ANGLE:
            closes = bool(angle) and sign != angle and opened is not None
            opens = not closes and not angle
        else:
            closes = opened is not None and not angle and _closes(text, block, mark)
            opens = not closes and not angle and _opens(text, block, mark, opened=opened is not None)
        if closes and opened is not None:
            found.append(_quoted(opened, mark.start(), mark.end()))
            opened, angle = None, ""
        elif opens:
            if opened is not None:
                found.extend(_unclosed(text, opened, mark.start()))
            opened = _Opened(mark.start(), mark.end())
            angle = sign if sign in _ANGLE or sign in _WIRE else ""
    if opened is not None:
        found.extend(_unclosed(text, opened, block.end, whole=True))
    return [quoted for quoted in found if text[quoted.inner_start : quoted.inner_end].strip()]


def _in_broken_tag(text: str, mark: re.Match[str]) -> bool:
    """The marks of an HTML attribute whose tag was cut by a line break."""
    return mark.group() == '"' and (
        text[mark.start() - 1 : mark.start()] == "=" or text[mark.end() : mark.end() + 1] == ">"
    )


def _quoted(opened: _Opened, inner_end: int, end: int, *, closed: bool = True) -> Quoted:
    return Quoted(opened.start, end, opened.inner, inner_end, closed, False)


def _unclosed(text: str, opened: _Opened, limit: int, *, whole: bool = False) -> list[Quoted]:
    """An opening mark that never met its partner: to the paragraph's end, or to the end of its last sentence."""
    end = limit
    while end > opened.inner and text[end - 1].isspace():
        end -= 1
    if not whole:
        stop = max(text.rfind(sign, opened.inner, end) for sign in ".!?")
        end = stop + 1 if stop > opened.inner else end
    if end <= opened.inner:
        return []
    return [_quoted(opened, end, end, closed=False)]


def _closes(text: str, block: Span, mark: re.Match[str]) -> bool:
    before, after = around(text, block, mark)
    sign = mark.group()
    if sign == "”":
        return not (before.isspace() and after.isalnum())
    if sign in ("“", "„", "‟"):
        return not before.isspace() and (after.isspace() or after in SENTENCE_END) and before not in "([{"
    if before.isspace():
        return not after.isalnum()
    return not (before in "([{" and after.isalnum())


def _opens(text: str, block: Span, mark: re.Match[str], *, opened: bool) -> bool:
    before, after = around(text, block, mark)
    sign = mark.group()
    if sign == "”":
        return before.isspace() and after.isalnum()
    if sign in ("“", "„", "‟"):
        return not after.isspace() or not opened
    if after.isspace():
        # A mark set loose between two spaces opens only where none is open.
        return before.isspace() and not opened and mark.end() < block.end
    if opened:
        return before.isspace() or before in "([{"
    return not before.isalnum() or (not before.isdigit() and after.isupper())
