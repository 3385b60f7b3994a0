"""Dates as precise as they are known: ``2025``, ``2025-07``, ``2025-07-14`` or ``2025-07-14T10:30``."""

import re
from datetime import UTC, datetime, timedelta

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_PARTIAL = re.compile(r"\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?)?)?")


def is_partial_date(words: str) -> bool:
    """Whether the words are a date of the calendar, whole or cut short."""
    if not _PARTIAL.fullmatch(words):
        return False
    try:
        datetime.fromisoformat(words + "0001-01-01"[len(words) :])
    except ValueError:
        return False
    return True


def span_of(words: str | None) -> tuple[datetime, datetime] | None:
    """The first moment a partial date can mean, and the first one after it; without a time zone it is taken as UTC.
    None when there is none or it cannot be read."""
    if not words or not is_partial_date(words):
        return None
    try:
        first = datetime.fromisoformat(words + "0001-01-01"[len(words) :])
        first = first if first.tzinfo is not None else first.replace(tzinfo=UTC)
        return first, _end_of(first, words)
    except (OverflowError, ValueError):
        return None


def _end_of(first: datetime, words: str) -> datetime:
    if len(words) == len("2025"):
        return first.replace(year=first.year + 1)
    if len(words) == len("2025-07"):
        return (first + timedelta(days=31)).replace(day=1)
    if len(words) == len("2025-07-14"):
        return first + timedelta(days=1)
    return first + timedelta(minutes=1)


def date_in_words(words: str) -> str:
    """``2025``, ``July 2025``, ``14 July 2025`` or ``14 July 2025, 10:30``; as it stands when it is no date."""
    if not is_partial_date(words):
        return words
    parts = [words[:4]]
    if len(words) > len("2025"):
        parts.insert(0, MONTHS[int(words[5:7]) - 1])
    if len(words) > len("2025-07"):
        parts.insert(0, str(int(words[8:10])))
    time = f", {words[11:16]}" if len(words) > len("2025-07-14") else ""
    return " ".join(parts) + time
