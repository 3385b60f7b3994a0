"""The structure of one line of Markdown as it is written: what is a heading, strong, a link, and which signs say so."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

Style = Literal["heading", "strong", "emphasis", "both", "code", "link", "quote", "sign"]
Span = tuple[int, int, Style]
"""Start and end in the line, code points, and how it looks."""

_BLOCK = re.compile(r" {0,3}(?:(#{1,6})(?=\s|\Z)|((?:>\s?)+)|([-*+]|\d{1,9}[.)])(?=\s))\s*")
_INLINE = (
    r"(?P<code>(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<escape>\\[\\`*_{}\[\]()#+\-.!>])"
    r"|(?P<link>!?\[(?P<words>[^\[\]\n]*)\](?:\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)|\[[^\[\]]*\]))"
    r"|(?P<note>\[\^[^\]\s]+\])"
    r"|(?P<address><(?:https?://|mailto:)[^>\s]+>)"
    r"|(?P<strong>(?P<signs>\*{2,3}|(?<!\w)_{2,3})(?=\S)[^\n]+?(?<=\S)(?P=signs)(?!\*))"
    r"|(?P<emphasis>(?P<sign>\*|(?<!\w)_)(?=[^\s*_])[^*_\n]*?(?<=[^\s*_])(?P=sign)(?!\w))"
)
_TELLING = re.compile(r"[`*_\[<\\]")
_LONGEST = 20_000
"""Code points beyond which a line is a data dump, not prose, and is left plain."""


def spans_of(line: str) -> list[Span]:
    """The spans of a line outside fenced code; later ones lie on top of earlier ones."""
    spans: list[Span] = []
    begin = 0
    if block := _BLOCK.match(line):
        begin = block.end()
        if block.group(1):
            spans.append((0, len(line), "heading"))
        elif block.group(2):
            spans.append((0, len(line), "quote"))
        spans.append((0, begin, "sign"))
    if len(line) <= _LONGEST and _TELLING.search(line, begin):
        _inline(line, begin, len(line), spans)
    return spans


@cache
def _inline_signs() -> re.Pattern[str]:
    # Reading the pattern takes milliseconds: not before there is a line with signs in it.
    return re.compile(_INLINE)


def _inline(line: str, begin: int, end: int, spans: list[Span]) -> None:
    for found in _inline_signs().finditer(line, begin, end):
        start, stop = found.span()
        match found.lastgroup:
            case "code":
                spans.append((start, stop, "code"))
            case "escape":
                spans.append((start, start + 1, "sign"))
            case "link":
                words = found.span("words")
                spans.append((start, words[0], "sign"))
                spans.append((*words, "link"))
                spans.append((words[1], stop, "sign"))
            case "note" | "address":
                spans.append((start, stop, "link"))
            case "strong" | "emphasis":
                _emphasised(line, found, spans)


def _emphasised(line: str, found: re.Match[str], spans: list[Span]) -> None:
    start, stop = found.span()
    width = len(found.group("signs") or found.group("sign"))
    style: Style = {1: "emphasis", 2: "strong"}.get(width, "both")  # pyright: ignore[reportAssignmentType]
    spans.append((start, stop, style))
    spans.append((start, start + width, "sign"))
    spans.append((stop - width, stop, "sign"))
    _inline(line, start + width, stop - width, spans)
