"""The headings of a text with what is still open below each of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from newsroom.text.markdown_blocks import Block, headings


@dataclass(frozen=True, slots=True)
class ClaimPlace:
    """Where a statement begins (code points), whether something that counts is behind it, and whether the check has
    something to say about it. A claim may stand at several places."""

    claim_id: str
    start: int
    is_sourced: bool
    is_open: bool


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the text up to the next one; ``depth`` counts from 0, ``start`` and ``words_end`` are code points
    of the heading's own words."""

    words: str
    depth: int
    start: int
    words_end: int
    open: int = 0
    sourced: int = 0
    of: int = 0

    @property
    def detail(self) -> str:
        """``3 open · sourced 2 of 5``; empty where nothing is stated."""
        if not self.of:
            return ""
        opened = f"{self.open} open · " if self.open else ""
        return f"{opened}sourced {self.sourced} of {self.of}"


TOP = "Opening"
"""What the text before the first heading is called."""


def sections_of(
    text: str, claims: Sequence[ClaimPlace], *, found: Sequence[Block] | None = None
) -> tuple[Section, ...]:  # fmt: skip
    """The sections in order; a claim counts once in each section it stands in. Words before the first heading are one
    of their own; a text without any heading has none. ``found`` are the headings of the text, where they are known."""
    found = headings(text) if found is None else found
    if not found:
        return ()
    least = min(block.level for block in found)
    parts = [(text[b.words_start : b.words_end], b.level - least, b.words_start, b.words_end) for b in found]
    begins = [block.start for block in found]
    if text[: begins[0]].strip():
        parts.insert(0, (TOP, 0, 0, 0))
        begins.insert(0, 0)
    inside: list[dict[str, ClaimPlace]] = [{} for _ in parts]
    for claim in claims:
        inside[max(0, bisect_right(begins, claim.start) - 1)].setdefault(claim.claim_id, claim)
    return tuple(_section(*part, inside=tuple(own.values())) for part, own in zip(parts, inside, strict=True))


def _section(words: str, depth: int, start: int, words_end: int, *, inside: Sequence[ClaimPlace]) -> Section:
    return Section(
        words=_bare(words) or "(heading without words)", depth=depth, start=start, words_end=words_end,
        open=sum(claim.is_open for claim in inside), sourced=sum(claim.is_sourced for claim in inside),
        of=len(inside),
    )  # fmt: skip


def section_at(sections: Sequence[Section], offset: int) -> int:
    """The number of the section an offset lies in; -1 where there is none."""
    return max(0, bisect_right([section.start for section in sections], offset) - 1) if sections else -1


def _bare(words: str) -> str:
    return " ".join(words.replace("*", "").replace("`", "").split())
