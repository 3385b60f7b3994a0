"""Dates written out in a text, as ISO dates. A date without a year is not a date in ``dates_in``: it would be a guess.
``days_named`` finds those too, and ``NamedDay.near`` is the guess."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from newsroom.text.language.base import Language
from newsroom.text.language.en_wordings import MONTHS

_WRITTEN = re.compile(
    r"\b(?P<iso>\d{4}-\d{2}-\d{2})\b"
    r"|\b(?P<month>[^\W\d_]{3,9})\.?\s(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s(?P<year>\d{4})\b"
    r"|\b(?P<day2>\d{1,2})(?:st|nd|rd|th)?\s(?P<month2>[^\W\d_]{3,9})\.?,?\s(?P<year2>\d{4})\b"
)
_NAMED = re.compile(
    r"\b(?P<iso>(?:19|20)\d\d-\d{2}-\d{2})\b"
    rf"|(?:\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?\b(?P<month>{MONTHS})\b\.?"
    r"(?:\s+(?P<day2>\d{1,2})(?:st|nd|rd|th)?(?![\d:]|\.\d))?(?:,?\s+(?P<year>(?:19|20)\d\d)\b)?"
    r"|\b(?:in|by|during|before|until|since)\s+(?P<alone>(?:19|20)\d\d)\b"
)

_SIGNS = (*dict.fromkeys(month[:3] for month in MONTHS.split("|")), "19", "20")
"""Without one of these nothing is named; to look for them takes a tenth of the time."""
_SOON = timedelta(days=31)
_YEARS = 9
"""As many as may lie between two leap days."""


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date and where it stands; iso is YYYY-MM-DD."""

    start: int
    end: int
    iso: str


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day, a month or a year named in a text, as far as it is given: a part that is not is 0."""

    start: int
    end: int
    year: int
    month: int
    day: int

    def near(self, today: date, *, ahead: bool = False) -> str | None:
        """The partial date it means in a text of ``today``. Without a year that is the last time it came round, or
        comes round within a month; with ``ahead`` the next time. None for a day no calendar has."""
        if self.year:
            return self._in(self.year)
        years = range(today.year, today.year + _YEARS) if ahead else range(today.year + 1, today.year - _YEARS, -1)
        soon = (today + _SOON).isoformat()
        for found in filter(None, map(self._in, years)):
            # Of a month only the month is compared: it has not come round before it is over.
            if found >= today.isoformat()[: len(found)] if ahead else found <= soon[: len(found)]:
                return found
        return None

    def _in(self, year: int) -> str | None:
        if not self.month:
            return f"{year:04}"
        try:
            whole = date(year, self.month, self.day or 1).isoformat()
        except ValueError:
            return None
        return whole if self.day else whole[:7]


def days_named(text: str, *, language: Language) -> Iterator[NamedDay]:
    """Every day, month and year a text names, in order; a year alone only behind a word such as "in"."""
    if not any(sign in text for sign in _SIGNS):
        return
    for match in _NAMED.finditer(text):
        if match["iso"]:
            year, month, day = (int(part) for part in match["iso"].split("-"))
        else:
            year, day = int(match["year"] or match["alone"] or 0), int(match["day"] or match["day2"] or 0)
            month = language.grammar.months[match["month"].lower()] if match["month"] else 0
        yield NamedDay(match.start(), match.end(), year, month, day)


def without_days(text: str) -> str:
    """The text with a space in the place of each day it names."""
    return _NAMED.sub(" ", text)


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
