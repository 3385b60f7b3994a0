"""Dates as precise as they are known: ``2025``, ``2025-07``, ``2025-07-14`` or ``2025-07-14T10:30``."""

import re
from datetime import datetime

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
