"""Two apostrophes for a quotation mark, as old wire copy has them: which are pairs, and real marks in their place.

The finder leaves them be, for two apostrophes stand for other things too; where they are pairs the writer is told, and
offered real marks.
"""

import re
from collections.abc import Sequence

from newsroom.domain.anchor import TextEdit
from newsroom.text.quote_wording import marks_of_text
from newsroom.text.spans import Span

# Of three in a row the single one stands within: before the two where words end, behind them where they begin.
_DOUBLED_OR_CODE = re.compile(r"''(?!'(?!\w))|`[^`\n]+`")
_BEFORE_OPENING = frozenset('([{—–-/:;>*_~…“‘"')
_NOT_BEHIND_OPENING = frozenset(".,;:!?)]}`")
_LONGEST = 5000
"""Code points between the two of a pair; further apart they belong to nothing."""


def doubled_pairs(text: str, lines: Sequence[Span]) -> list[tuple[int, int]]:
    """Where the two marks of each pair in these paragraphs begin, in order. A quotation that goes on in the next
    paragraph is opened there anew: of its first part only the opening mark comes back, with -1 for the other. Nothing
    comes back of a paragraph with grave accents, where the finder pairs them."""
    if "''" not in text:
        return []
    found: list[tuple[int, int]] = []
    for number, line in enumerate(lines):
        below = lines[number + 1].start if number + 1 < len(lines) else len(text)
        found += _in_line(text, line, goes_on=_opens(text, below, len(text), line_start=below))
    return found if any(close >= 0 for _, close in found) else []


def as_real_marks(text: str, lines: Sequence[Span]) -> tuple[TextEdit, ...]:
    """The edits that put the marks the text uses, else curly ones, in place of two apostrophes; ascending."""
    opening, closing = marks_of_text(text)
    edits: list[TextEdit] = []
    for first, last in doubled_pairs(text, lines):
        edits.append(TextEdit(first, "''", opening))
        if last >= 0:
            edits.append(TextEdit(last, "''", closing))
    return tuple(edits)


def _in_line(text: str, line: Span, *, goes_on: bool) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    opened = -1
    if text.find("``", line.start, line.end) >= 0:
        return found
    for mark in _DOUBLED_OR_CODE.finditer(text, line.start, line.end):
        at = mark.start()
        if mark.group() != "''":
            continue
        closes = opened >= 0 and at - opened <= _LONGEST and not text[at - 1].isspace()
        if closes and at > opened + 2:
            found.append((opened, at))
            opened = -1
        elif _opens(text, at, line.end, line_start=line.start):
            opened = at
    if opened >= 0 and goes_on:
        found.append((opened, -1))
    return found


def _opens(text: str, at: int, end: int, *, line_start: int) -> bool:
    behind = text[at + 2] if at + 2 < end else " "
    if not text.startswith("''", at) or behind.isspace() or behind in _NOT_BEHIND_OPENING:
        return False
    return at == line_start or text[at - 1].isspace() or text[at - 1] in _BEFORE_OPENING
