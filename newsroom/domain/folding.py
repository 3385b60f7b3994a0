"""Words without case and accents, and the way back to the letters as they were written."""

import re
import unicodedata
from bisect import bisect_right
from itertools import accumulate

_STEP = 2048
_FEW = 40
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")


def fold(words: str) -> str:
    """Lower case, without accents: what is indexed and what is asked for, so that both meet.

    Folds each code point by itself, so that the folded parts of a text, joined, are the folded text.
    """
    if words.isascii():
        return words.lower()
    # A draft is folded at every save: its few letters beyond ASCII are replaced one by one, ten times faster.
    folded = {letter: _folded(letter) for letter in set(_BEYOND_ASCII.findall(words))}
    if len(folded) > _FEW or any(_folded(plain) != plain for plain in folded.values()):
        return _folded(words)
    lowered = words.encode("utf-8", "surrogatepass").lower().decode("utf-8", "surrogatepass")
    for letter, plain in folded.items():
        if letter != plain:
            lowered = lowered.replace(letter, plain)
    return lowered


def _folded(words: str) -> str:
    decomposed = unicodedata.normalize("NFD", words.casefold())
    marks = [character for character in set(decomposed) if unicodedata.combining(character)]
    return decomposed.translate(dict.fromkeys(map(ord, marks))) if marks else decomposed


class FoldMap:
    """Leads from places of the folded words back to places of the words; all in code points."""

    def __init__(self, words: str) -> None:
        self._words = words
        self._is_plain = words.isascii()
        lengths = [] if self._is_plain else [len(fold(part)) for part in _parts(words)]
        self._starts = [0, *accumulate(lengths)]

    def origin(self, at: int) -> int:
        """Where the code point begins from which the folded one at ``at`` came; past the end, the end."""
        if self._is_plain:
            return min(at, len(self._words))
        if at >= self._starts[-1]:
            return len(self._words)
        part = bisect_right(self._starts, at) - 1
        left = at - self._starts[part]
        place = part * _STEP
        while (step := len(fold(self._words[place]))) <= left:
            left -= step
            place += 1
        return place

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The written letters of the folded places ``start`` to ``end``, the accents behind the last one included."""
        first, last = self.origin(start), self.origin(end - 1) + 1 if end > start else self.origin(start)
        while last < len(self._words) and unicodedata.combining(self._words[last]):
            last += 1
        return first, last


def _parts(words: str) -> list[str]:
    return [words[start : start + _STEP] for start in range(0, len(words), _STEP)]
