"""Many words looked for in one text: only those whose beginnings are words of the text are looked for letter by letter.

A text that leaves is read in dozens of ways, and nearly all of the protected words stand in none of them.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

LETTER = r"[^\W\d_]"
SCRIPTS_WITHOUT_SPACES = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_NEITHER = re.compile(r"[\W_]+")
_BETWEEN = r"[\W_]{0,12}"


class TextWords:
    """A folded text and, made when asked for, its runs of ``letters`` (a class of a pattern) without case."""

    def __init__(self, text: str, *, letters: str = LETTER) -> None:
        self.text = text
        self._letters = letters

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset({word.casefold() for word in set(re.findall(f"{self._letters}+", self.text))})

    @cached_property
    def _in_order(self) -> list[str]:
        return sorted(self.words)

    def has_longer(self, beginning: str) -> bool:
        """Whether a word begins so and goes on."""
        at = bisect_right(self._in_order, beginning)
        return at < len(self._in_order) and self._in_order[at].startswith(beginning)

    @cached_property
    def numbers(self) -> str:
        """The runs of digits, each once."""
        return " ".join(set(re.findall(r"\d+", self.text)))

    @cached_property
    def runs(self) -> str:
        """The runs of letters and digits without case, each once."""
        return " ".join({run.casefold() for run in set(re.findall(r"[^\W_]+", self.text))})

    @cached_property
    def squashed(self) -> str:
        """The letters and digits alone, without case."""
        return _NEITHER.sub("", self.text).casefold()


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a word, without case: the letters and the digits it begins with, and whether it ends in a letter."""

    whole: str
    letters: str
    digits: str
    ends_in_letter: bool


class WordSearch:
    """Words, each as its parts, that may have anything but letters and digits between them and stand as a word of
    their own: no ``letters`` before or after."""

    def __init__(self, words: Sequence[Sequence[str]], *, flags: int = 0, letters: str = LETTER) -> None:
        self._flags = flags
        self._letters = letters
        self._patterns = {_pattern(parts, letters): self._read(parts) for parts in words}
        self._compiled: dict[tuple[str, ...], re.Pattern[str]] = {}

    def starts(self, text: TextWords) -> Iterator[int]:
        """Where one of the words stands; ``text`` must be read with the same letters."""
        there = tuple(pattern for pattern, parts in self._patterns.items() if _may_stand(parts, text))
        if there:
            there = tuple(pattern for pattern in there if _squashed(self._patterns[pattern]) in text.squashed)
        if not there:
            return
        if there not in self._compiled:
            self._compiled[there] = re.compile("|".join(there), self._flags)
        yield from (match.start() for match in self._compiled[there].finditer(text.text))

    def _read(self, parts: Sequence[str]) -> tuple[_Part, ...]:
        return tuple(
            _Part(part.casefold(), _first(f"{self._letters}+", part).casefold(), _first(r"\d+", part),
                  re.match(self._letters, part[-1]) is not None)
            for part in parts
        )  # fmt: skip


def _first(pattern: str, part: str) -> str:
    found = re.match(pattern, part)
    return found.group() if found is not None else ""


def _may_stand(parts: Sequence[_Part], text: TextWords) -> bool:
    """False only where the word surely does not stand in the text."""
    if SCRIPTS_WITHOUT_SPACES.match(parts[0].whole):
        return parts[0].whole in text.runs
    for number, part in enumerate(parts, start=1):
        goes_on = number < len(parts) or SCRIPTS_WITHOUT_SPACES.match(part.whole[-1]) is not None
        if part.letters != part.whole:
            if not _begins(part, text):
                return False
            if part.ends_in_letter:
                return True
        # With nothing between them the next part goes on in the same run.
        elif goes_on and text.has_longer(part.letters):
            return True
        elif part.letters not in text.words:
            return False
    return True


def _squashed(parts: Sequence[_Part]) -> str:
    return "".join(part.whole for part in parts)


def _begins(part: _Part, text: TextWords) -> bool:
    if part.letters:
        return part.letters in text.words
    return part.digits in text.numbers if part.digits else part.whole in text.runs


def _pattern(parts: Sequence[str], letters: str) -> str:
    words = _BETWEEN.join(re.escape(part) for part in parts)
    before = "" if SCRIPTS_WITHOUT_SPACES.match(parts[0]) else f"(?<!{letters})"
    after = "" if SCRIPTS_WITHOUT_SPACES.match(parts[-1][-1]) else f"(?!{letters})"
    return f"{before}{words}{after}"
