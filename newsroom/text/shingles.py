"""Long passages that two texts share, found by their shingles of eight words: an index in memory of many texts, and
the comparison of two. Offsets are code points; case, punctuation and quotation marks do not count.

Of each text's shingles only the least of each ``WINDOW`` neighbours is kept ("winnowing", Schleimer, Wilkerson and
Aiken 2003): two texts that share ``SURE`` words in a row always share one that is kept.
"""

import re
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsroom.text.language.words import lowered

SHINGLE = 8
WINDOW = 9
SURE = SHINGLE + WINDOW - 1
"""So many words in a row that two texts share are found for certain."""
BOILERPLATE = 50
"""What stands in more texts than that is furniture of the page, no shared passage."""

_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS = 200_000
_SEGMENT = 32_768
_NUMBER_BITS = 20
_HASH_MASK = (1 << (64 - _NUMBER_BITS)) - 1


@dataclass(frozen=True, slots=True)
class Shared:
    """A passage two texts share: ``start`` to ``end`` of the one, ``other_start`` to ``other_end`` of the other."""

    start: int
    end: int
    other_start: int
    other_end: int
    words: int


@dataclass(frozen=True, slots=True)
class _Words:
    keys: Sequence[str]
    places: Sequence[tuple[int, int]]


def _words_of(text: str) -> _Words:
    keys: list[str] = []
    places: list[tuple[int, int]] = []
    for match in _WORD.finditer(lowered(text)):
        keys.append(match.group())
        places.append(match.span())
        if len(keys) == _MOST_WORDS:
            break
    return _Words(keys, places)


def fingerprints(text: str) -> frozenset[int]:
    """The kept shingles of a text, as numbers that hold within this process."""
    return frozenset(_least_of_each_window([one & _HASH_MASK for one in _hashes(_words_of(text).keys)]))


def _hashes(keys: Sequence[str]) -> list[int]:
    return [hash(tuple(keys[at : at + SHINGLE])) for at in range(len(keys) - SHINGLE + 1)]


def _least_of_each_window(hashes: Sequence[int]) -> Iterator[int]:
    least = -1
    for at in range(len(hashes)):
        first = max(0, at - WINDOW + 1)
        if least < first:
            least = min(range(first, at + 1), key=hashes.__getitem__)
        elif hashes[at] < hashes[least]:
            least = at
        if at >= WINDOW - 1 or at == len(hashes) - 1:
            yield hashes[least]


class ShingleIndex:
    """Which of many texts share a passage with a new one. Sorted runs of at most 32,768 numbers, so that no step holds
    up another thread for long; 8 bytes for each kept shingle, about one for five words."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._numbers: dict[str, int] = {}
        self._sorted: list[array[int]] = []
        self._recent: dict[int, list[int]] = {}
        self._held = 0

    def __len__(self) -> int:
        return len(self._numbers)

    def __contains__(self, copy: object) -> bool:
        return copy in self._numbers

    def add(self, copy: str, text: str) -> None:
        """Takes a text in under its id; one that is in already is left as it is: a copy never changes."""
        if copy in self._numbers:
            return
        number = len(self._ids)
        if number >> _NUMBER_BITS:
            raise ValueError(f"the index holds {number} texts, and no more")
        self._ids.append(copy)
        self._numbers[copy] = number
        for one in fingerprints(text):
            self._recent.setdefault(one, []).append(number)
            self._held += 1
        if self._held >= _SEGMENT:
            self._settle()

    def forget(self, copy: str) -> None:
        """Leaves a text out of all answers from now on."""
        self._numbers.pop(copy, None)

    def alike(self, text: str, *, but: str = "", most: int = 20) -> tuple[tuple[str, int], ...]:
        """The ids of the texts that share most with ``text``, and how many kept shingles each shares."""
        shared: Counter[int] = Counter()
        for one in fingerprints(text):
            found = self._texts_with(one)
            if len(found) <= BOILERPLATE:
                shared.update(found)
        named = ((self._ids[number], count) for number, count in shared.items())
        there = [(copy, count) for copy, count in named if copy in self._numbers and copy != but]
        return tuple(sorted(there, key=lambda pair: (-pair[1], pair[0]))[:most])

    def _texts_with(self, one: int) -> list[int]:
        found = list(self._recent.get(one, ()))
        low = one << _NUMBER_BITS
        for run in self._sorted:
            at = bisect_left(run, low)
            while at < len(run) and run[at] >> _NUMBER_BITS == one and len(found) <= BOILERPLATE:
                found.append(run[at] & ((1 << _NUMBER_BITS) - 1))
                at += 1
        return found

    def _settle(self) -> None:
        packed = [one << _NUMBER_BITS | number for one, numbers in self._recent.items() for number in numbers]
        self._sorted.append(array("Q", sorted(packed)))
        self._recent, self._held = {}, 0


class TextShingles:
    """A text made ready to be compared with others: ``hashes`` of its shingles, ``places`` of its words, and at which
    word each shingle stands ``first``."""

    def __init__(self, text: str) -> None:
        words = _words_of(text)
        self.places = words.places
        self.hashes = _hashes(words.keys)
        self.first = {one: at for at, one in reversed([*enumerate(self.hashes)])}


def shared_passages(text: str, other: str, *, least: int = SURE) -> tuple[Shared, ...]:
    """The passages of at least ``least`` words in a row (8 or more) that stand in both texts, in the order of the
    first; each word of the first counts once."""
    return shared_between(TextShingles(text), TextShingles(other), least=least)


def shared_between(mine: TextShingles, theirs: TextShingles, *, least: int = SURE) -> tuple[Shared, ...]:
    """``shared_passages`` of two texts that are compared with others too."""
    found: list[Shared] = []
    at = 0
    while at < len(mine.hashes):
        there = theirs.first.get(mine.hashes[at])
        length = SHINGLE - 1 + _run(mine.hashes, theirs.hashes, at, there) if there is not None else 0
        if there is not None and length >= max(least, SHINGLE):
            (start, _), (_, end) = mine.places[at], mine.places[at + length - 1]
            (other_start, _), (_, other_end) = theirs.places[there], theirs.places[there + length - 1]
            found.append(Shared(start, end, other_start, other_end, length))
            at += length
        else:
            at += 1
    return tuple(found)


def _run(mine: Sequence[int], theirs: Sequence[int], at: int, there: int) -> int:
    """How many shingles in a row stand in both."""
    length = 1
    most = min(len(mine) - at, len(theirs) - there)
    while length < most and mine[at + length] == theirs[there + length]:
        length += 1
    return length
