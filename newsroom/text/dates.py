"""Dates written out in a text, as ISO dates. A date without a year is not a date here: it would be a guess."""

import re
from dataclasses import dataclass
from datetime import date

from newsroom.text.language.base import Language

_WRITTEN = re.compile(
    r"\b(?P<iso>\d{4}-\d{2}-\d{2})\b"
    r"|\b(?P<month>[^\W\d_]{3,9})\.?\s(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s(?P<year>\d{4})\b"
    r"|\b(?P<day2>\d{1,2})(?:st|nd|rd|th)?\s(?P<month2>[^\W\d_]{3,9})\.?,?\s(?P<year2>\d{4})\b"
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date and where it stands; iso is YYYY-MM-DD."""

    start: int
    end: int
    iso: str


def dates_in(text: str, *, language: Language, start: int = 0, end: int | None = None) -> list[FoundDate]:
    """Every full date between two places, in order; impossible ones (31 June) are left out."""
    found: list[FoundDate] = []
    for match in _WRITTEN.finditer(text, start, len(text) if end is None else end):
        iso = _iso(match, language)
        if iso is not None:
            found.append(FoundDate(match.start(), match.end(), iso))
    return found


def _iso(match: re.Match[str], language: Language) -> str | None:
    months = language.grammar.months
    if match["iso"]:
        year, month, day = (int(part) for part in match["iso"].split("-"))
    elif match["month"]:
        year, month, day = int(match["year"]), months.get(match["month"].lower(), 0), int(match["day"])
    else:
        year, month, day = int(match["year2"]), months.get(match["month2"].lower(), 0), int(match["day2"])
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
