"""What a source says, sentence by sentence, with the names each of them speaks of: read once, before any claim is
compared with it. Guesses, for a person to judge."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from newsroom.desk.arrival_party import names_meet
from newsroom.desk.arrival_telling import telling_of
from newsroom.domain.source import Capture
from newsroom.text.passage import sentence_spans
from newsroom.text.proper_names import ProperName, capitalised_inside, name_words, names_in

_LONGEST = 200_000
_BREAK = re.compile(r"[;,:—–]|\b(?:but|while|whereas)\b|\band\b")
_HEADLINE_WORDS = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence with the names in it but those of whoever speaks."""

    words: str
    names: tuple[ProperName, ...]
    telling: frozenset[str]


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence of a copy (``start`` to ``end``, code points; ``copy`` is None for the title), those ``before`` and
    ``after`` it, its names without those of whoever speaks, and those of the last sentence before it that has any."""

    copy: Capture | None
    start: int
    end: int
    words: str
    before: str
    after: str
    names: tuple[ProperName, ...]
    earlier: tuple[ProperName, ...]
    clauses: tuple[Clause, ...]
    telling: frozenset[str]
    telling_before: frozenset[str]

    @property
    def is_question(self) -> bool:
        """A question put to them, or a line of ours they quote, says nothing."""
        return self.words.startswith(">") or self.words.rstrip(' \n”"’)').endswith("?")


@dataclass(frozen=True, slots=True)
class Statement:
    """``title`` and sentences of a source; ``party`` are the names of whoever speaks in it, ``known`` words that are
    names wherever they stand (folded)."""

    title: Said
    sentences: tuple[Said, ...]
    party: tuple[str, ...]
    known: frozenset[str]

    @property
    def told(self) -> tuple[Said, ...]:
        """The sentences that say something; the title alone where there is no copy."""
        return tuple(one for one in self.sentences if not one.is_question) or (self.title,)

    @property
    def names(self) -> tuple[ProperName, ...]:
        """Of what it speaks, by name; its own parties and where it speaks are not among them."""
        every = [*self.title.names, *(name for one in self.told for name in one.names)]
        return tuple(name for name in every if not name.is_setting)

    def is_party(self, name: str) -> bool:
        """Whether a name is one of whoever speaks."""
        return any(names_meet(own, name) for own in self.party)


def statement_of(
    title: str, copies: Iterable[Capture], *, party: Sequence[str], around: Iterable[str] = ()
) -> Statement:
    """The statement of a source; ``around`` are texts that show which words are names."""
    every = tuple(copies)
    texts = [copy.text[:_LONGEST] for copy in every]
    own = {word for name in party for word in name_words(name)}
    known = (capitalised_inside([*texts, *around]) | own) - {"the"}
    reader = _Reader(tuple(party), known)
    head = reader.said(None, 0, len(title), title, before="", after="", earlier=())
    # In a title with capitals throughout nobody knows which words are names.
    if _has_capitals_throughout(title):
        head = reader.said(None, 0, len(title), title, before="", after="", earlier=(), named=False)
    found = [one for copy, text in zip(every, texts, strict=True) for one in reader.sentences(copy, text)]
    return Statement(head, tuple(found), tuple(party), known)


def rival_names(names: Iterable[ProperName]) -> tuple[ProperName, ...]:
    """Those of what is spoken of; where and by whom is no other subject."""
    return tuple(name for name in names if not name.is_setting)


class _Reader:
    def __init__(self, party: tuple[str, ...], known: Collection[str]) -> None:
        self._party, self._known = party, known

    def sentences(self, copy: Capture, text: str) -> Iterator[Said]:
        spans = list(sentence_spans(text))
        words = [text[span.start : span.end] for span in spans]
        earlier: tuple[ProperName, ...] = ()
        for number, span in enumerate(spans):
            before = words[number - 1] if number else ""
            after = words[number + 1] if number + 1 < len(words) else ""
            one = self.said(copy, span.start, span.end, words[number], before=before, after=after, earlier=earlier)
            yield one
            if rival_names(one.names) and not one.is_question:
                earlier = one.names

    def said(
        self, copy: Capture | None, start: int, end: int, words: str, *, before: str, after: str,
        earlier: tuple[ProperName, ...], named: bool = True,
    ) -> Said:  # fmt: skip
        names = self._names(words) if named else ()
        return Said(
            copy, start, end, words, before, after, names, earlier, tuple(self._clauses(words)),
            telling_of(words, known=self._known), telling_of(before, known=self._known),
        )  # fmt: skip

    def _names(self, words: str) -> tuple[ProperName, ...]:
        found = names_in(words, known=self._known)
        return tuple(name for name in found if not any(names_meet(own, name.words) for own in self._party))

    def _clauses(self, words: str) -> Iterator[Clause]:
        every = names_in(words, known=self._known)
        own = self._names(words)
        at = 0
        for end, following in (*_breaks(words, every), (len(words), len(words))):
            if words[at:end].strip():
                inside = tuple(name for name in own if at <= name.start < end)
                yield Clause(words[at:end], inside, telling_of(words[at:end], known=self._known))
            at = following


def _breaks(words: str, names: Sequence[ProperName]) -> Iterator[tuple[int, int]]:
    """Where a clause ends and the next begins; "Vantry and Oriva have …" is one."""
    for found in _BREAK.finditer(words):
        start, end = found.span()
        if found.group().lower() == "and":
            left = any(name.end == len(words[:start].rstrip()) for name in names)
            right = any(name.start == end + len(words[end:]) - len(words[end:].lstrip()) for name in names)
            if (left and right) or not _has_verb_behind(words[end:]):
                continue
        yield start, end


def _has_verb_behind(words: str) -> bool:
    """Whether what follows an "and" seems to be a statement of its own rather than one more noun."""
    few = words.split()[:6]
    return any(word[0].isupper() or word.lower().rstrip(".,").endswith("ed") for word in few if word)


def _has_capitals_throughout(title: str) -> bool:
    words = _HEADLINE_WORDS.findall(title)
    return len(words) > 3 and all(word[0].isupper() for word in words)
