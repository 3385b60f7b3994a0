"""A quotation as its marks show it, and what stands round a mark."""

import re
from dataclasses import dataclass

from newsroom.text.spans import Span

SENTENCE_END = frozenset(".!?…,")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation with its marks (start, end) and the words inside (inner_start, inner_end)."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool
    single: bool


def around(text: str, block: Span, mark: re.Match[str]) -> tuple[str, str]:
    before = text[mark.start() - 1] if mark.start() > block.start else " "
    after = text[mark.end()] if mark.end() < block.end else " "
    return before, after
