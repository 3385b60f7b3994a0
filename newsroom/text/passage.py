"""The passage of a saved copy that says what a sentence says, found by the names, numbers and words they share; and
where it stands, in the words of a locator. Guesses, for a person to confirm. Offsets are code points."""

import json
import math
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from newsroom.text.language.en import ENGLISH
from newsroom.text.language.words import word_set
from newsroom.text.marks import Quoted, quoted_spans
from newsroom.text.spans import Span, paragraphs, sentences

_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_INSIDE_NUMBER = re.compile(r"(?<=\d),(?=\d{3})")
_SHORTEST_WORD = 4
_NUMBER_WEIGHT, _NAME_WEIGHT, _WORD_WEIGHT = 3.0, 2.0, 1.0
_LEAST_SHARE = 0.3
_LEAST_SHARED = 2
_LONGEST_SEARCHED = 2_000_000
_COMMON = word_set(
    """
    about after again also among because been before being between both could does down during each from further
    have having here into just more most much only other over same should some such than that their theirs them then
    there these they this those through under until very were what when where which while whom will with would your
    said says told according report reported reports year years
    """
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word worth sharing: ``key`` is how it is compared, ``weight`` how much it tells."""

    key: str
    weight: float


def tokens_of(words: str) -> tuple[Token, ...]:
    """The names, numbers and longer words of a sentence, each once, the small words left out."""
    found: dict[str, float] = {}
    for match in _TOKEN.finditer(words):
        word, first = match.group(), not words[: match.start()].strip(" “\"'‘’*_#>-")
        if word[0].isdigit():
            key, weight = _number(word), _NUMBER_WEIGHT
        elif word[0].isupper() and not first and word.casefold() not in _COMMON:
            key, weight = _stem(word), _NAME_WEIGHT
        elif len(word) >= _SHORTEST_WORD and word.casefold() not in _COMMON:
            key, weight = _stem(word), _WORD_WEIGHT
        else:
            continue
        found[key] = max(weight, found.get(key, 0.0))
    return tuple(Token(key, weight) for key, weight in found.items())


def best_passage(sentence: str, capture_text: str) -> tuple[int, int] | None:
    """The sentence of the copy that shares most with ``sentence``; rare words tell more. None when too little is
    shared to point at anything."""
    wanted = {token.key: token.weight for token in tokens_of(sentence)}
    if not wanted:
        return None
    text = capture_text[:_LONGEST_SEARCHED]
    candidates = [(span, _keys(text[span.start : span.end]) & wanted.keys()) for span in sentence_spans(text)]
    seen = Counter(key for _, shared in candidates for key in shared)
    worth = {key: weight / (1 + math.log(max(1, seen[key]))) for key, weight in wanted.items()}
    best = max(candidates, key=lambda one: sum(worth[key] for key in one[1]), default=None)
    if best is None or len(best[1]) < _LEAST_SHARED:
        return None
    if sum(worth[key] for key in best[1]) < _LEAST_SHARE * sum(worth.values()):
        return None
    return best[0].start, best[0].end


def rank_by_words(sentence: str, texts: Mapping[str, str]) -> tuple[str, ...]:
    """The keys of ``texts``, those first whose words have most of the sentence's names, numbers and words; among
    equals the order of ``texts``."""
    wanted = tokens_of(sentence)
    worth = {key: _shared(wanted, _INSIDE_NUMBER.sub("", text.casefold())) for key, text in texts.items()}
    return tuple(sorted(texts, key=lambda key: -worth[key]))


def sentence_spans(text: str) -> Iterator[Span]:
    """The sentences of a text without the white space behind them, also those inside quotations."""
    for block in paragraphs(text):
        for span in sentences(text, block, language=ENGLISH):
            end = span.end
            while end > span.start and text[end - 1].isspace():
                end -= 1
            if end > span.start:
                yield Span(span.start, end)


def context_around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after a passage, from the beginning of the sentence before it to the end of the one
    behind it; within its paragraph and the neighbouring ones."""
    near_start, near_end = max(0, start - 4000), min(len(text), end + 4000)
    spans = [Span(one.start + near_start, one.end + near_start) for one in sentence_spans(text[near_start:near_end])]
    earlier = [span for span in spans if span.end <= start]
    later = [span for span in spans if span.start >= end]
    before = text[earlier[-1].start : start] if earlier else text[near_start:start] if not spans else ""
    if not earlier and spans and spans[0].start < start:
        before = text[spans[0].start : start]
    after = text[end : later[0].end] if later else text[end : spans[-1].end] if spans and spans[-1].end > end else ""
    return before.strip(), after.strip()


def locator_at(offsets: str, start: int) -> str:
    """``page 3``, ``paragraph 12``, ``footnote 2`` or ``1:02:03`` for a place of a copy whose ``offsets`` are JSON
    lists of where each begins, with the name of each where it has one: ``[start, "01:02:03.000"]``. A page says more
    than a paragraph, else the nearest says most. Empty when nothing is known."""
    try:
        known: object = json.loads(offsets) if offsets else {}
    except ValueError:
        return ""
    if not isinstance(known, dict):
        return ""
    nearest: tuple[int, str] = (-1, "")
    for kind, marks in cast("dict[str, list[object]]", known).items():
        passed = [mark for mark in marks if _begin(mark) <= start]
        if not passed:
            continue
        name = _mark_name(kind, passed[-1], len(passed))
        if kind == "page":
            return name
        nearest = max(nearest, (_begin(passed[-1]), name), key=lambda one: one[0])
    return nearest[1]


def time_words(code: str) -> str:
    """A time code as people say it: ``00:01:02.000`` → ``1:02``, ``01:02:03.500`` → ``1:02:03``."""
    whole = code.partition(".")[0]
    hours, _, rest = whole.partition(":")
    if hours.isdigit() and int(hours) == 0 and ":" in rest:
        whole = rest
    return whole[1:] if whole.startswith("0") and whole[1:2].isdigit() else whole


def _begin(mark: object) -> int:
    if isinstance(mark, list) and mark:
        mark = cast("list[object]", mark)[0]
    return mark if isinstance(mark, int) else sys.maxsize


def _mark_name(kind: str, mark: object, number: int) -> str:
    label = cast("list[object]", mark)[-1] if isinstance(mark, list) else ""
    if kind == "time" and isinstance(label, str):
        return time_words(label)
    return f"{kind} {number}"


def quotation_at(text: str, start: int, end: int) -> Quoted | None:
    """The quotation whose marks stand round ``start``–``end``, or whose words and marks are just that; None when the
    place is not inside one."""
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    block = Span(line_start, line_end if line_end >= 0 else len(text))
    found = quoted_spans(text, [block])[0]
    return next((quoted for quoted in found if quoted.start <= start and end <= quoted.end), None)


def _keys(words: str) -> frozenset[str]:
    return frozenset(
        _number(word) if word[0].isdigit() else _stem(word) for word in (m.group() for m in _TOKEN.finditer(words))
    )


def _shared(wanted: Sequence[Token], text: str) -> float:
    return sum(token.weight for token in wanted if _stands_in(token.key, text))


def _stands_in(key: str, text: str) -> bool:
    """Whether a key begins a word of the folded text, a number is one of its numbers."""
    at = text.find(key)
    while at >= 0:
        begins = at == 0 or not text[at - 1].isalnum()
        if begins and not (key[0].isdigit() and text[at + len(key) : at + len(key) + 1].isdigit()):
            return True
        at = text.find(key, at + 1)
    return False


def _number(word: str) -> str:
    return word.rstrip(".,:").replace(",", "")


def _stem(word: str) -> str:
    """The word as it is compared: without case, possessive and the plainest endings."""
    bare = word.casefold()
    bare = bare[:-2] if bare.endswith(("'s", "’s")) else bare
    return _without_ending(bare)


def _without_ending(bare: str) -> str:
    for ending in ("ing", "ed", "es", "s"):
        if bare.endswith(ending) and len(bare) - len(ending) >= _SHORTEST_WORD:
            return bare[: -len(ending)]
    return bare


def join_words(parts: Iterable[str]) -> str:
    """Parts of a source's description as one text to be searched."""
    return "\n".join(part for part in parts if part)
