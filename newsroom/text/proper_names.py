"""The proper names in a sentence by their capitals, as far as spelling tells: guesses, for comparing what two texts
speak of. Months, weekdays and the word a sentence begins with are no names unless something else shows it."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from newsroom.domain.folding import fold
from newsroom.text.language.en import ENGLISH
from newsroom.text.language.words import word_set

_WORD = re.compile(r"[^\W_]+(?:[’'&.-][^\W_]+)*")
_OPENS = " \t\n“”\"'‘’*_#>-–—(["
_SETTING = word_set("at on in by from with near via")
_NO_NAMES = word_set(
    """
    reports report rumours rumors claims filming viewers passengers readers season series mr mrs ms dr tv i
    spring summer autumn winter today yesterday tomorrow new both neither whether while when since until
    """
)
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class ProperName:
    """A name, ``start`` to ``end`` (code points). ``noun`` is the plain word that says what is called by it ("the Orrin
    bridge"), empty where none does; ``is_setting``: it says where or by whom something is, not of what it is told."""

    words: str
    noun: str
    is_setting: bool
    start: int
    end: int

    @property
    def shown(self) -> str:
        """As it is said in a sentence."""
        return f"the {self.words} {self.noun}" if self.noun else self.words


def capitalised_inside(texts: Iterable[str]) -> frozenset[str]:
    """The words that stand with a capital inside a sentence of these texts, folded: by them the first word of a
    sentence is known for a name."""
    found: set[str] = set()
    for text in texts:
        for match in _WORD.finditer(text):
            if _is_capital(match.group()) and not _opens_sentence(text, match.start()):
                found.add(_bare(match.group()))
    return frozenset(found)


def names_in(sentence: str, *, known: Collection[str] = ()) -> tuple[ProperName, ...]:
    """The names in a sentence, in order; ``known`` are words that are names wherever they stand (``fold``ed)."""
    matches = list(_WORD.finditer(sentence))
    found: list[ProperName] = []
    at = 0
    while at < len(matches):
        end = _run_end(sentence, matches, at)
        if end > at:
            name = _name(sentence, matches, at, end, known)
            if name is not None:
                found.append(name)
        at = max(end, at + 1)
    return tuple(found)


def stands_in(name: str, words: str) -> bool:
    """Whether a name stands in words as it is written, but for case and the ending of a genitive."""
    wanted, within = name_words(name), name_words(words)
    span = len(wanted)
    return bool(wanted) and any(within[at : at + span] == wanted for at in range(len(within) - span + 1))


@lru_cache(maxsize=4096)
def name_words(words: str) -> tuple[str, ...]:
    """The words of a name as they are compared."""
    return tuple(_bare(match.group()) for match in _WORD.finditer(words))


def _run_end(sentence: str, matches: Sequence[re.Match[str]], at: int) -> int:
    """The number behind the last of the words with a capital that follow each other from ``at``."""
    end = at
    while end < len(matches) and _is_capital(matches[end].group()):
        if end > at and sentence[matches[end - 1].end() : matches[end].start()].strip(" \t\u00a0"):
            break
        if end > at and matches[end - 1].group().endswith(("’s", "'s")):
            break
        end += 1
    return end


def _name(
    sentence: str, matches: Sequence[re.Match[str]], at: int, end: int, known: Collection[str]
) -> ProperName | None:  # fmt: skip
    opens = _opens_sentence(sentence, matches[at].start())
    while at < end and _is_no_name(matches[at].group()):
        at, opens = at + 1, False
    while end > at and _is_no_name(matches[end - 1].group()):
        end -= 1
    words = " ".join(match.group().removesuffix("’s").removesuffix("'s") for match in matches[at:end])
    if len(words) < _SHORTEST or (opens and end - at == 1 and _bare(words) not in known):
        return None
    before = matches[at - 1].group().lower() if at else ""
    has_article = before == "the"
    if has_article:
        before = matches[at - 2].group().lower() if at > 1 else ""
    noun = _noun_behind(sentence, matches, end) if has_article and end - at == 1 else ""
    return ProperName(words, noun, before in _SETTING, matches[at].start(), matches[end - 1].end())


def _noun_behind(sentence: str, matches: Sequence[re.Match[str]], end: int) -> str:
    if end >= len(matches) or sentence[matches[end - 1].end() : matches[end].start()].strip():
        return ""
    word, grammar = matches[end].group(), ENGLISH.grammar
    closed = (grammar.auxiliaries, grammar.prepositions, grammar.adverbs, grammar.conjunctions, ENGLISH.speech.finite)
    is_verb = word.endswith("ed") or any(word in those for those in closed)
    return "" if is_verb or not word.isalpha() or len(word) <= _SHORTEST else word.lower()


def _is_no_name(word: str) -> bool:
    bare, grammar = _bare(word), ENGLISH.grammar
    return (
        bare in ENGLISH.naming.not_names
        or bare in _NO_NAMES
        or bare in grammar.months
        or bare in grammar.weekdays
        or bare in grammar.determiners
        or bare in grammar.prepositions
        or bare in grammar.adverbs
        or len(bare) < _SHORTEST
    )


def _is_capital(word: str) -> bool:
    return word[0].isupper()


def _opens_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(_OPENS) if start < 80 else text[start - 80 : start].rstrip(_OPENS)
    return not before or before[-1] in ".!?:…" or "\n\n" in text[max(0, start - 4) : start]


def _bare(word: str) -> str:
    return fold(word).removesuffix("’s").removesuffix("'s")
