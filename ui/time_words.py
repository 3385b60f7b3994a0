"""Moments and days as people say them, seen from now."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Due:
    """When something is due: in words, whether that is past, and the moment to sort by."""

    words: str
    is_overdue: bool
    moment: datetime


def here_and_now() -> datetime:
    """Now, in the zone of this machine."""
    return datetime.now().astimezone()


def moment_of(stored: str, *, now: datetime) -> datetime | None:
    """A stored moment in the zone of ``now``; None when it cannot be read. A bare date is its first moment."""
    try:
        moment = datetime.fromisoformat(stored)
    except ValueError:
        return None
    return moment.astimezone(now.tzinfo) if moment.tzinfo is not None else moment.replace(tzinfo=now.tzinfo)


def clock_words(moment: datetime) -> str:
    """``10:42``."""
    return f"{moment:%H:%M}"


def day_words(day: date, *, today: date) -> str:
    """``today``, ``yesterday``, ``Tue`` within six days, ``3 Oct``, with the year when it is another."""
    apart = (day - today).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}.get(apart)
    if near is not None:
        return near
    if abs(apart) < 7:
        return DAYS[day.weekday()]
    return f"{day.day} {MONTHS[day.month - 1]}{f' {day.year}' if day.year != today.year else ''}"


def when_words(stored: str, *, now: datetime) -> str:
    """``10:42`` for today, otherwise the day before it; what cannot be read stays as it is stored."""
    moment = moment_of(stored, now=now)
    if moment is None:
        return stored
    if moment.date() == now.date():
        return clock_words(moment)
    return f"{day_words(moment.date(), today=now.date())} {clock_words(moment)}"


def date_words(partial: str | None) -> str:
    """A date cut to what is known: ``2025``, ``Jul 2025``, ``14 Jul 2025``, ``14 Jul 2025, 10:30``."""
    if not partial:
        return ""
    try:
        if len(partial) == 4:
            return str(int(partial))
        if len(partial) == 7:
            return f"{MONTHS[int(partial[5:7]) - 1]} {int(partial[:4])}"
        day = date.fromisoformat(partial[:10])
    except (ValueError, IndexError):
        return partial
    hour = partial[11:16]
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}{f', {hour}' if hour else ''}"


def due_of(stored: str | None, *, now: datetime) -> Due | None:
    """What a due time says; a bare day is due when it ends. None when there is none or it cannot be read."""
    moment = moment_of(stored, now=now) if stored else None
    if stored is None or moment is None:
        return None
    has_clock = len(stored) > 10
    if not has_clock:
        moment = datetime.combine(moment.date(), time.min, now.tzinfo) + timedelta(days=1)
    day = datetime.fromisoformat(stored[:10]).date() if not has_clock else moment.date()
    if moment <= now:
        return Due(f"overdue {ago_words(now - moment)}", True, moment)
    said = day_words(day, today=now.date())
    return Due(f"due {said}{f' {clock_words(moment)}' if has_clock else ''}", False, moment)


def ago_words(length: timedelta) -> str:
    """``20 min``, ``3 h``, ``2 days``: rounded down, a minute at least."""
    minutes = max(1, int(length.total_seconds() // 60))
    if minutes < 60:
        return f"{minutes} min"
    if minutes < 24 * 60:
        return f"{minutes // 60} h"
    days = minutes // (24 * 60)
    return f"{days} day{'' if days == 1 else 's'}"


def read_due(words: str, *, now: datetime) -> str | None:
    """What a person wrote as a due time, as it is stored: a day, or a moment with its zone. ``18:00``, ``tomorrow``,
    ``Fri 17:00``, ``14 Mar``, ``2026-03-14 12:00``; a clock alone is the next one to come. None when it is none of
    these."""
    wanted = " ".join(re.sub(r"(?<=\d)t(?=\d)|,", " ", words.lower()).split())
    clock = _CLOCK.search(wanted)
    day_part = _CLOCK.sub("", wanted, count=1).strip() if clock else wanted
    day = _day_meant(day_part, today=now.date()) if day_part else None
    if (day_part and day is None) or (clock is None and day is None):
        return None
    if clock is None:
        assert day is not None
        return day.isoformat()
    try:
        hour = time(int(clock[1]), int(clock[2]))
    except ValueError:
        return None
    moment = datetime.combine(day or now.date(), hour, now.tzinfo)
    if day is None and moment <= now:
        moment += timedelta(days=1)
    return moment.isoformat(timespec="minutes")


def due_words_refusal(words: str, *, now: datetime) -> str:
    """Why words are no due time; empty when they are one, or none at all."""
    if not words.strip() or read_due(words, now=now) is not None:
        return ""
    return f"“{words}” is no time. Write one such as 18:00, Fri 17:00, tomorrow or 14 Mar 12:00."


_CLOCK = re.compile(r"\b(\d{1,2})[:.](\d{2})\b")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_DAY_AND_MONTH = re.compile(r"(\d{1,2})\.? ([a-z]{3})[a-z]*\.?(?: (\d{4}))?")


def _day_meant(words: str, *, today: date) -> date | None:
    if words in ("today", "tomorrow"):
        return today + timedelta(days=words == "tomorrow")
    if words[:3].title() in DAYS and words.isalpha():
        return today + timedelta(days=(DAYS.index(words[:3].title()) - today.weekday()) % 7)
    try:
        if _ISO.fullmatch(words):
            return date.fromisoformat(words)
        found = _DAY_AND_MONTH.fullmatch(words)
        if found is None:
            return None
        day = date(int(found[3] or today.year), MONTHS.index(found[2].title()) + 1, int(found[1]))
    except ValueError:
        return None
    return day if found[3] or day >= today else day.replace(year=today.year + 1)
