"""The table of all stories as plain values: a row for each, what its cells say, and the orders it can stand in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, get_args

from newsroom.domain.story import Stage, Story
from newsroom.domain.wording import LEVEL_NAMES, STAGE_NAMES
from ui.panes.stories_lines import OpenCounts, Shelf, name_of
from ui.time_words import Due, due_of, when_words

NOBODY = "nobody"
STAGES: tuple[Stage, ...] = get_args(Stage)
NAME, STAGE, DUE, TURN, OPEN, LEVELS, LENGTH, CHANGED = range(8)


@dataclass(frozen=True, slots=True)
class StoryRow:
    """``turn`` is the name of whose turn it is; ``counts`` is None until the story has been counted."""

    story: Story
    turn: str
    due: Due | None
    counts: OpenCounts | None
    cells: tuple[str, ...]


class Head(NamedTuple):
    """A column: its words, the order it gives, and whether what is most in it comes first."""

    words: str
    key: Callable[[StoryRow], Any]
    most_first: bool = False
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class StoryFilter:
    """``member`` is an id, or ``nobody``; what is empty leaves all."""

    words: str = ""
    stage: str = ""
    member: str = ""


def rows_of(shelf: Shelf, counts: Mapping[str, OpenCounts], *, now: datetime) -> list[StoryRow]:
    """A row for each story of the desk."""
    rows: list[StoryRow] = []
    for story in shelf.stories:
        due, turn = due_of(story.due_at, now=now), shelf.members.get(story.with_whom or "", "")
        counted = counts.get(story.id)
        rows.append(StoryRow(story, turn, due, counted, _cells(story, turn, due, counted, now=now)))
    return rows


def kept_rows(rows: Iterable[StoryRow], wanted: StoryFilter) -> list[StoryRow]:
    """The rows whose headline, slug or section has all the words, at the stage, with the member."""
    words = wanted.words.casefold().split()
    return [row for row in rows if _is_wanted(row, words, wanted)]


def in_order(rows: Iterable[StoryRow], column: int, *, turned: bool) -> list[StoryRow]:
    """By a column, what matters most first; ``turned`` the other way round. What is not known stands last both ways,
    and what is equal by due time, then by name."""
    head = HEADS[column]
    ordered = sorted(rows, key=lambda row: (_due(row) or _LAST, name_of(row.story).casefold(), row.story.id))
    known = [row for row in ordered if head.key(row) is not None]
    known.sort(key=head.key, reverse=head.most_first != turned)
    return [*known, *(row for row in ordered if head.key(row) is None)]


def levels_in_words(counts: OpenCounts | None) -> str:
    """``1 disputed, 3 moderate``."""
    return ", ".join(f"{number} {LEVEL_NAMES[level]}" for level, number in counts.levels) if counts else ""


def _is_wanted(row: StoryRow, words: list[str], wanted: StoryFilter) -> bool:
    story = row.story
    if wanted.stage and story.stage != wanted.stage:
        return False
    if wanted.member and (story.with_whom or NOBODY) != wanted.member:
        return False
    said = f"{story.headline} {story.slug} {story.section}".casefold()
    return all(word in said for word in words)


def _cells(story: Story, turn: str, due: Due | None, counts: OpenCounts | None, *, now: datetime) -> tuple[str, ...]:
    changed = _changed_at(story, counts)
    return (
        name_of(story), STAGE_NAMES[story.stage], due.words if due else "", turn, counts.words if counts else "…",
        levels_in_words(counts) if counts else "…",
        f"{counts.length:,}  " if counts is not None and counts.length is not None else "…",
        when_words(changed, now=now),
    )  # fmt: skip


def _changed_at(story: Story, counts: OpenCounts | None) -> str:
    return counts.changed_at if counts is not None and counts.changed_at else story.changed_at


def _due(row: StoryRow) -> float | None:
    return row.due.moment.timestamp() if row.due is not None else None


def _open(row: StoryRow) -> tuple[int, int, int] | None:
    return (row.counts.stop, row.counts.ask, row.counts.tell) if row.counts is not None else None


def _weakness(row: StoryRow) -> tuple[int, ...] | None:
    if row.counts is None:
        return None
    numbers = dict(row.counts.levels)
    return tuple(numbers.get(level, 0) for level in ("refuted", "disputed", "unsourced", "low", "moderate"))


_LAST = float("inf")
HEADS: tuple[Head, ...] = (
    Head("Story", lambda row: name_of(row.story).casefold()), Head("Stage", lambda row: STAGES.index(row.story.stage)),
    Head("Due", _due), Head("Whose turn", lambda row: row.turn.casefold() or None), Head("Open", _open, True),
    Head("Claims", _weakness, True),
    Head("Words", lambda row: row.counts.length if row.counts is not None else None, True, True),
    Head("Last change", lambda row: _changed_at(row.story, row.counts), True),
)  # fmt: skip
