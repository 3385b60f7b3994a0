"""One speaker's words through a text: the same wherever they stand, or told. Conservative: two sentences that are only
alike were said twice, and nobody may be told that they are one."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from newsroom.text.fidelity import compare_quote
from newsroom.text.normalise import normalise
from newsroom.text.word_changes import Change
from newsroom.text.words import find_words

FEWEST_WORDS = 5
"""Shorter words are said again and again without being one quotation."""
LEAST_ALIKE = 0.75
"""The share of the shorter quotation's words that must stand in the other for both to be the same words."""
_MOST_SHARING = 40
_SAID_TWICE = frozenset({"truncated_sentence", "changed_case", "punctuation"})
_REPORTERS_WORDS = re.compile(
    r"(?:(?:has|have|had) )?(?:(?:declined|refused|failed)(?: to)? "
    r"(?:comment|respond|reply|answer|say|speak|discuss|elaborate)"
    r"|did(?: not|n['’]t) (?:immediately )?(?:respond|reply|return|comment|answer)"
    r"|(?:could not|couldn['’]t) (?:immediately )?be reached"
    r"|(?:was|were) (?:not available|unavailable) for comment)\b.*",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A quotation to be compared with the others of its ``speaker`` (any key of one person; empty: not known, compared
    with everybody's). ``is_sure``: it is word for word what a saved copy has."""

    speaker: str
    words: str
    is_sure: bool = False


@dataclass(frozen=True, slots=True)
class Unlike:
    """Two quotations, by their numbers, that are the same words but for ``changes`` (the first against the other)."""

    first: int
    other: int
    changes: tuple[Change, ...]


def unlike_quotations(spoken: Sequence[Spoken]) -> tuple[Unlike, ...]:
    """The pairs in which one speaker's same words stand differently. Two that both stand so in a saved copy were said
    twice, and are no pair; marked omissions and insertions make none."""
    words = [find_keys(one.words) for one in spoken]
    found: list[Unlike] = []
    for first, other in sorted(_candidates(spoken, words)):
        if spoken[first].is_sure and spoken[other].is_sure:
            continue
        short, long = sorted((first, other), key=lambda number: len(words[number]))
        changes = _changes(spoken[short].words, spoken[long].words, len(words[short]))
        if changes:
            found.append(Unlike(short, long, changes))
    return tuple(found)


def find_keys(words: str) -> tuple[str, ...]:
    """The words of a quotation as they are compared."""
    return tuple(word.key for word in find_words(normalise(words).text))


def is_reporters_wording(words: str) -> bool:
    """Whether words read like a reporter's account of a reply ("declined to comment"), which nobody says of themselves
    in the third person."""
    return _REPORTERS_WORDS.fullmatch(words.strip(" \n\t.,“”\"'‘’«»")) is not None


def _candidates(spoken: Sequence[Spoken], words: Sequence[Sequence[str]]) -> Iterator[tuple[int, int]]:
    """Pairs of one speaker that share two pairs of neighbouring words."""
    holding: Mapping[tuple[str, str], list[int]] = defaultdict(list)
    for number, listed in enumerate(words):
        if len(listed) >= FEWEST_WORDS:
            for pair in set(pairwise(listed)):
                holding[pair].append(number)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for numbers in holding.values():
        if len(numbers) <= _MOST_SHARING:
            for at, first in enumerate(numbers):
                for other in numbers[at + 1 :]:
                    if _may_be_one(spoken[first].speaker, spoken[other].speaker):
                        shared[first, other] += 1
    return (pair for pair, count in shared.items() if count >= 2)


def _may_be_one(speaker: str, other: str) -> bool:
    return speaker == other or not speaker or not other


def _changes(short: str, long: str, count: int) -> tuple[Change, ...]:
    fidelity = compare_quote(short, long)
    if fidelity.kind != "unmarked_edit" or fidelity.detail in _SAID_TWICE:
        return ()
    touched = sum(max(len(published.split()), len(source.split())) for _, published, source in fidelity.changes)
    return fidelity.changes if count - touched >= LEAST_ALIKE * count else ()
