"""What Return means in Markdown: a new paragraph in prose, the next item in a list, the end of a list in an empty one.

A single newline joins the lines in print, so who writes paragraphs with one Return and who writes them with two get the
same text.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_ITEM = re.compile(r"(\s*)(?:([-*+])|(\d{1,9})([.)]))( +)(\[[ xX]\] +)?")
_QUOTATION = re.compile(r"(?: {0,3}> ?)+")
_RULE = re.compile(r" {0,3}([-*_])(?: *\1){2,} *\Z")
_TABLE = re.compile(r" {0,3}\|")


class Break(NamedTuple):
    """What Return does: so many characters before the caret give way to ``inserted``. Nothing at all is no change."""

    removed: int
    inserted: str


NEWLINE = Break(0, "\n")
PARAGRAPH = Break(0, "\n\n")
NOTHING = Break(0, "")


def break_in(line: str, column: int, *, above: str | None) -> Break:
    """Return at ``column`` of ``line`` outside code; ``above`` is the line before, None in the first line."""
    before = line[:column]
    if not line.strip():
        # The second Return of those who are used to press it twice.
        return NOTHING if above is not None and not above.strip() else NEWLINE
    if _TABLE.match(line) or _RULE.match(line):
        return NEWLINE
    for begun in (_next_item(line), _next_quotation(line)):
        if begun is not None:
            sign, following = begun
            if column < len(sign):
                return NEWLINE
            if line[len(sign) :].strip():
                return Break(0, "\n" + following)
            # The empty line keeps what is written next from joining the item above.
            return Break(len(before), "\n" if above is not None and above.strip() else "")
    return PARAGRAPH if before.strip() else NEWLINE


def _next_item(line: str) -> tuple[str, str] | None:
    """The sign a list item begins with, and the one the next item gets."""
    found = _ITEM.match(line) or _ITEM.match(line + " ")
    if found is None:
        return None
    indent, bullet, number, dot, space, box = found.groups()
    sign = bullet or f"{int(number) + 1}{dot}"
    return found.group()[: len(line)], f"{indent}{sign}{space}{'[ ] ' if box else ''}"


def _next_quotation(line: str) -> tuple[str, str] | None:
    found = _QUOTATION.match(line)
    return None if found is None else (found.group(), found.group().rstrip() + " ")
