"""What the foot of the window says of a story, in words."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import datetime

from newsroom.domain.claim import Level
from newsroom.domain.grades import LEVELS
from ui.time_words import when_words

READING_PACE = 230
"""Words a minute; what a grown reader of news takes."""

LEVEL_ORDER: tuple[Level, ...] = (*LEVELS, "disputed", "refuted", "not_ratable")


def words_words(number: int, goal: int | None) -> str:
    """``642/700 words``, ``1 word``."""
    shown = f"{number:,}".replace(",", "\u202f")
    of_goal = f"/{goal:,}".replace(",", "\u202f") if goal else ""
    return f"{shown}{of_goal} {'word' if number == 1 and not goal else 'words'}"


def reading_words(number: int) -> str:
    """``2.8 min``; from ten minutes on whole ones."""
    minutes = number / READING_PACE
    if not number:
        return "0 min"
    return f"{max(0.1, math.ceil(minutes * 10) / 10):.1f} min" if minutes < 10 else f"{round(minutes)} min"


def level_counts(levels: Mapping[Level, int]) -> tuple[tuple[Level, int], ...]:
    """The levels that occur, weakest first, then what lies off the scale."""
    return tuple((level, levels[level]) for level in LEVEL_ORDER if levels.get(level))


def saved_words(kind: str, at: datetime | None, *, now: datetime) -> str:
    """``saved 10:42``, with the day when it was another; otherwise that it is not, or not yet."""
    if kind == "saved":
        return f"saved {when_words(at.isoformat(), now=now)}" if at is not None else "saved"
    return {"waiting": "not saved yet", "saving": "saving …", "trouble": "not saved"}.get(kind, "")
