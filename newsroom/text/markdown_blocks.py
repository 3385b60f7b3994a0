"""The structure of a Markdown text: its blocks with their places, without turning it into anything.

A line scanner, linear in the text. It reads the dialect the exports write: fenced and indented code, both kinds of
headings, quotations, lists, tables, definitions of links, footnotes and abbreviations. Offsets are code points.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["heading", "paragraph", "quotation", "list", "code", "table", "rule", "definition"]

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_FENCE = re.compile(r"(?P<fence>`{3,}|~{3,})[^`\n]*$")
_HEADING = re.compile(r"(?P<marks>#{1,6})[ \t]*(?P<words>.*?)[ \t]*#*[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_LIST = re.compile(r" {0,3}(?:[*+-]|\d{1,9}\.)[ \t]+\S")
_QUOTATION = re.compile(r" {0,3}>")
_DEFINITION = re.compile(r" {0,3}(?:\[[^\]\n]+\]:|\*\[[^\]\n]+\]:)")
_TABLE_RULE = re.compile(r" {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_INDENTED = re.compile(r"(?: {4}|\t)")


@dataclass(frozen=True, slots=True)
class Block:
    """``start`` to ``end`` is the block without its last newline; ``words_start`` to ``words_end`` the words of it,
    which for a heading are those without its marks. ``level`` is 1–6 for a heading, otherwise 0."""

    kind: BlockKind
    start: int
    end: int
    words_start: int
    words_end: int
    level: int = 0


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    words: str

    @property
    def is_blank(self) -> bool:
        return not self.words.strip()


def markdown_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of ``text`` in order; blank lines belong to none, except inside code."""
    return tuple(_blocks(text, _lines(text)))


def headings(text: str) -> tuple[Block, ...]:
    """The headings of ``text`` in order."""
    return tuple(block for block in markdown_blocks(text) if block.kind == "heading")


def leading_heading(text: str) -> Block | None:
    """The first-level heading the text begins with, blank lines aside; None when it begins with anything else."""
    for block in markdown_blocks(text[: _first_blocks_end(text)]):
        return block if block.kind == "heading" and block.level == 1 else None
    return None


def _first_blocks_end(text: str) -> int:
    """Far enough to hold the first block: its heading and its underline."""
    begin = len(text) - len(text.lstrip())
    end = begin
    for _ in range(2):
        end = text.find("\n", end)
        if end < 0:
            return len(text)
        end += 1
    return end


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    for match in _LINE.finditer(text):
        words = match.group().removesuffix("\n").removesuffix("\r")
        lines.append(_Line(match.start(), match.start() + len(words), words))
    return lines


def _blocks(text: str, lines: list[_Line]) -> Iterator[Block]:
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.is_blank:
            at += 1
            continue
        kind, count = _block_at(lines, at)
        yield _made(text, kind, lines[at : at + count])
        at += count


def _block_at(lines: list[_Line], at: int) -> tuple[BlockKind, int]:
    """The kind of the block that begins at a line, and of how many lines it is."""
    words = lines[at].words
    if fence := _FENCE.match(words):
        return "code", _fenced(lines, at, fence["fence"])
    if _INDENTED.match(words):
        return "code", _indented(lines, at)
    if _HEADING.match(words):
        return "heading", 1
    if _RULE.match(words):
        return "rule", 1
    if _QUOTATION.match(words):
        return "quotation", _until_blank(lines, at)
    if _LIST.match(words):
        return "list", _list(lines, at)
    if _DEFINITION.match(words):
        return "definition", _definition(lines, at)
    if at + 1 < len(lines) and "|" in words and _TABLE_RULE.match(lines[at + 1].words):
        return "table", _until_blank(lines, at)
    if at + 1 < len(lines) and _UNDERLINE.match(lines[at + 1].words):
        return "heading", 2
    return "paragraph", _paragraph(lines, at)


def _fenced(lines: list[_Line], at: int, fence: str) -> int:
    for after in range(at + 1, len(lines)):
        words = lines[after].words.rstrip()
        if words.startswith(fence) and not words.strip(fence[0]):
            return after - at + 1
    # A fence that is never closed is no code: its line is a paragraph like any other.
    return _until_blank(lines, at)


def _indented(lines: list[_Line], at: int) -> int:
    last = at
    for after in range(at + 1, len(lines)):
        if _INDENTED.match(lines[after].words):
            last = after
        elif not lines[after].is_blank:
            break
    return last - at + 1


def _until_blank(lines: list[_Line], at: int) -> int:
    after = at + 1
    while after < len(lines) and not lines[after].is_blank:
        after += 1
    return after - at


def _list(lines: list[_Line], at: int) -> int:
    """Items, their continuations and the blank lines between them."""
    last = at
    for after in range(at + 1, len(lines)):
        line = lines[after]
        if line.is_blank:
            continue
        gap = lines[after - 1].is_blank
        if gap and not (_LIST.match(line.words) or _INDENTED.match(line.words)):
            break
        last = after
    return last - at + 1


def _definition(lines: list[_Line], at: int) -> int:
    after = at + 1
    while after < len(lines) and _INDENTED.match(lines[after].words):
        after += 1
    return after - at


def _paragraph(lines: list[_Line], at: int) -> int:
    after = at + 1
    while after < len(lines) and not lines[after].is_blank and not _HEADING.match(lines[after].words):
        after += 1
    return after - at


def _made(text: str, kind: BlockKind, lines: list[_Line]) -> Block:
    start, end = lines[0].start, lines[-1].end
    level = 0
    words_start, words_end = start, end
    if kind == "heading":
        if found := _HEADING.match(lines[0].words):
            level = len(found["marks"])
            words_start, words_end = start + found.start("words"), start + found.end("words")
        else:
            level = 1 if lines[1].words.strip().startswith("=") else 2
            words_end = lines[0].end
    while words_start < words_end and text[words_start].isspace():
        words_start += 1
    while words_end > words_start and text[words_end - 1].isspace():
        words_end -= 1
    return Block(kind, start, end, words_start, words_end, level)
