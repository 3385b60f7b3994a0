"""Stretches of a text: paragraphs, sentences, words. All offsets are code points, end exclusive."""

import re
from dataclasses import dataclass

from newsroom.text.language.base import Language

# Stands for every code point of a quotation while the sentence round it is read, so that offsets stay true.
MASK = "\ufffc"

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_WORD = re.compile(
    MASK + r"+|(?<!\w)@\w+|"
    r"(?:[A-Za-z]\.){2,}|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Lt|Sgt|Col|Gen|Capt|Prof|Rev|Jr|Sr|St|Hon|Reps|Sens|Maj|Det|"
    r"Insp|Supt|Cmdr|Adm|Mx)\.(?=\s)|[A-Z]\.(?=\s+[A-Z])|\w+(?:['’.&\-]\w+)*|[^\s\w]"
)
_STOP = re.compile(r"[.!?…]+[)\]’'*_]*(?=\s|\Z)\s*")
# Longer runs without a stop are cut: no sentence is so long, and the cost of reading one must be bounded.
_LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text: start inclusive, end exclusive, in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a single mark, with its place in the text."""

    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        return self.text.lower()

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper()

    @property
    def bare(self) -> str:
        """The word without a possessive ending."""
        if self.text[-2:] in ("'s", "’s"):
            return self.text[:-2]
        return self.text[:-1] if self.text[-1:] in "'’" else self.text


def paragraphs(text: str) -> list[Span]:
    """Every line with something on it, its outer white space trimmed; hard-wrapped lines are joined again."""
    lines: list[Span] = []
    for match in _LINE.finditer(text):
        line = match.group()
        left = len(line) - len(line.lstrip())
        stripped = line.strip()
        if stripped:
            lines.append(Span(match.start() + left, match.start() + left + len(stripped)))
    return _unwrapped(text, lines)


def _unwrapped(text: str, lines: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for line in lines:
        if joined and _continues(text, joined[-1], line):
            joined[-1] = Span(joined[-1].start, line.end)
        else:
            joined.append(line)
    return joined


def _continues(text: str, before: Span, line: Span) -> bool:
    """A hard-wrapped line: exactly one newline between, the upper line long and cut within a sentence."""
    gap = text[before.end : line.start]
    if gap.count("\n") != 1 or text[line.start] in "#>*-•|" or "\u2029" in gap:
        return False
    last_line = before.end - max(text.rfind("\n", before.start, before.end), before.start)
    wrapped = 50 <= last_line <= 90 and text[before.end - 1] not in '.!?:"”'
    return wrapped and (text[line.start].islower() or text[before.end - 1].islower() or text[before.end - 1] == ",")


def words(text: str, span: Span) -> list[Word]:
    return [Word(found.group(), found.start(), found.end()) for found in _WORD.finditer(text, span.start, span.end)]


def sentences(text: str, span: Span, *, language: Language) -> list[Span]:
    """The sentences of a paragraph without quotations (mask them first). Abbreviations and initials do not end one."""
    found: list[Span] = []
    start = span.start
    for stop in _STOP.finditer(text, span.start, span.end):
        if stop.start() < start:
            continue
        if _ends_sentence(text, stop, span.end, language=language):
            found.append(Span(start, stop.end()))
            start = stop.end()
    if start < span.end:
        found.append(Span(start, span.end))
    return [piece for whole in found for piece in _bounded(text, whole)]


def _bounded(text: str, whole: Span) -> list[Span]:
    pieces: list[Span] = []
    start = whole.start
    while whole.end - start > _LONGEST:
        cut = text.rfind(" ", start + 1, start + _LONGEST)
        cut = cut + 1 if cut > start else start + _LONGEST
        pieces.append(Span(start, cut))
        start = cut
    return [*pieces, Span(start, whole.end)]


def _ends_sentence(text: str, stop: re.Match[str], end: int, *, language: Language) -> bool:
    if stop.end() >= end:
        return True
    following = text[stop.end()]
    if following.islower():
        return False
    if text[stop.start()] != "." or stop.group().strip() != ".":
        return True
    begin = stop.start()
    while begin > 0 and stop.start() - begin < 24 and (text[begin - 1].isalnum() or text[begin - 1] == "."):
        begin -= 1
    word = text[begin : stop.start()].lower()
    if len(word) == 1 and word.isalpha():
        return False
    return word not in language.grammar.abbreviations
