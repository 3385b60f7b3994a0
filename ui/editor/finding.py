"""Where words or a pattern stand in a text. A person's pattern may take for ever, so it is stopped and said so."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

SECONDS = 0.4
"""How long a pattern may look through the whole text."""
MOST = 20_000
"""Places found beyond which nobody wants to see the others."""


class BadQuery(ValueError):
    """A pattern that cannot be used; its words are a sentence for the person."""


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for: words as they are, or a regular expression when ``pattern``."""

    words: str
    case: bool = False
    whole: bool = False
    pattern: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """One place (code points), and what stands there in its stead after a replace."""

    start: int
    end: int
    instead: str = ""


def find_all(query: Query, text: str, *, replacement: str = "") -> list[Found]:
    """All places that do not overlap, from the beginning; places without a character are left out.

    In a pattern's ``replacement`` the groups are ``\\1`` or ``\\g<name>``. Refuses with ``BadQuery``.
    """
    if not query.words:
        return []
    return _by_pattern(query, text, replacement) if query.pattern else _by_words(query, text, replacement)


def _by_words(query: Query, text: str, replacement: str) -> list[Found]:
    source = re.escape(query.words)
    if query.whole:
        source = rf"(?<!\w){source}(?!\w)"
    found: list[Found] = []
    for match in re.finditer(source, text, re.NOFLAG if query.case else re.IGNORECASE):
        found.append(Found(*match.span(), replacement))
        if len(found) == MOST:
            break
    return found


def _by_pattern(query: Query, text: str, replacement: str) -> list[Found]:
    import regex

    source = rf"(?<!\w)(?:{query.words})(?!\w)" if query.whole else query.words
    found: list[Found] = []
    try:
        compiled = regex.compile(source, regex.MULTILINE | (0 if query.case else regex.IGNORECASE))
        for match in compiled.finditer(text, timeout=SECONDS):
            if match.start() < match.end():
                found.append(Found(*match.span(), str(match.expand(replacement)) if replacement else ""))
            if len(found) == MOST:
                break
    except regex.error as error:
        raise BadQuery(f"This is no pattern yet: {_words_of(error)}.") from error
    except IndexError as error:
        raise BadQuery("The replacement names a group the pattern does not have.") from error
    except TimeoutError as error:
        raise BadQuery("This pattern takes too long on this text. Make it simpler.") from error
    return found


def _words_of(error: Exception) -> str:
    return str(error).partition(" at position")[0]


class Places:
    """The places found, in the order of the text; how one gets from a selection to the next of them."""

    def __init__(self, found: list[Found] | None = None) -> None:
        self.found = found or []
        self._starts = [one.start for one in self.found]

    def after(self, offset: int) -> Found:
        """The first place from ``offset`` on, the first of all again after the last."""
        return self.found[bisect_left(self._starts, offset) % len(self.found)]

    def before(self, offset: int) -> Found:
        """The last place that begins before ``offset``, the last of all again before the first."""
        return self.found[bisect_left(self._starts, offset) - 1]

    def at(self, start: int, end: int) -> Found | None:
        """The place that is exactly this stretch."""
        number = bisect_left(self._starts, start)
        one = self.found[number] if number < len(self.found) else None
        return one if one is not None and (one.start, one.end) == (start, end) else None

    def within(self, start: int, end: int) -> list[tuple[int, int]]:
        """The places that touch a stretch of the text."""
        begin = max(0, bisect_left(self._starts, start) - 1)
        return [(one.start, one.end) for one in self.found[begin : bisect_left(self._starts, end)]]

    def words(self, start: int, end: int) -> str:
        """Which of them is selected, such as "3 of 17"; only how many there are when none is."""
        if not self.found:
            return "Not found"
        many = f"{len(self.found)}{' or more' if len(self.found) >= MOST else ''}"
        if self.at(start, end) is None:
            return f"{many} found"
        return f"{bisect_left(self._starts, start) + 1} of {many}"
