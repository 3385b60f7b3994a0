"""Looking for protected words in bytes that are about to leave: in every spelling and coding they may hide in.

A word counts when it stands as a word: "Ann" is not found in "Annual". Letter case, accents, look-alike letters,
hidden characters, markup inside, white space and punctuation between its parts make no difference. What is found is
told by its place and the words before it, never by the name.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

from newsroom.text.outgoing_layers import folded, in_latin_letters, layers_of, without_markup
from newsroom.text.outgoing_words import LETTER, SCRIPTS_WITHOUT_SPACES, TextWords, WordSearch

WordStrength = Literal["whole", "surname"]

SHORTEST_IN_ANY_CASE = 4
"""Words of fewer letters are only found in the case they were entered in: "Li" is a name, "li" is half of "deli"."""
_SHORTEST_REVERSED = 5
_LARGEST_INFLATED = 100 * 1024 * 1024
_MOST_MEMBERS = 500
_WORDS_BEFORE = 5
# Bytes that were no text at all come out as letters of far scripts right beside a name.
_LETTERS_IN_BINARY = "[A-Za-z\u00c0-\u052f]"
_PART = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class ProtectedWord:
    """A name, alias, address or file name that may not leave. A surname alone counts only with a capital."""

    words: str
    strength: WordStrength = "whole"


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a protected word stands: the line of the output (from 1), the words before it, and how it was hidden
    ("" when it stands there openly). ``member`` counts the files inside a zip from 1; 0 is the output itself."""

    line: int
    near: str
    hidden_as: str = ""
    member: int = 0


def scan(content: bytes, *, protected: Sequence[ProtectedWord]) -> tuple[Hit, ...]:
    """Every place of ``content`` where one of ``protected`` stands, in order; the same place is told once."""
    searcher = _Searcher(protected)
    if not searcher.has_words:
        return ()
    found: dict[tuple[int, int, str], Hit] = {}
    lines: set[tuple[int, int]] = set()
    for hit in _hits(content, searcher, member=0):
        # What other layers show on a line that is told of already is that same place once more.
        if not hit.hidden_as or (hit.member, hit.line) not in lines:
            found.setdefault((hit.member, hit.line, hit.near), hit)
            lines.add((hit.member, hit.line))
    return tuple(sorted(found.values(), key=lambda hit: (hit.member, hit.line)))


class _Searcher:
    """The protected words as patterns over folded text."""

    def __init__(self, protected: Sequence[ProtectedWord]) -> None:
        any_case: list[Sequence[str]] = []
        as_entered: list[Sequence[str]] = []
        reversed_words: list[Sequence[str]] = []
        hard: list[Sequence[str]] = []
        self.parts: set[str] = set()
        for word in protected:
            parts = _PART.findall(folded(word.words))
            self.parts.update(part.casefold() for part in parts if len(part) > 1)
            letters = sum(len(part) for part in parts)
            if not letters:
                continue
            if word.strength == "surname":
                as_entered += [parts, [part.upper() for part in parts]]
            elif letters < SHORTEST_IN_ANY_CASE and not SCRIPTS_WITHOUT_SPACES.search("".join(parts)):
                as_entered += [parts, [part.upper() for part in parts]]
                continue
            else:
                any_case.append(parts)
            if letters >= SHORTEST_IN_ANY_CASE:
                hard.append(parts)
            if letters >= _SHORTEST_REVERSED:
                reversed_words.append([part[::-1] for part in reversed(parts)])
        self.has_words = bool(any_case or as_entered)
        self._open = [WordSearch(any_case, flags=re.IGNORECASE), WordSearch(as_entered)]
        self._hard = [WordSearch(hard, flags=re.IGNORECASE, letters=_LETTERS_IN_BINARY)]
        self._reversed = [WordSearch(reversed_words, flags=re.IGNORECASE)]

    def places(self, text: str, *, is_binary: bool) -> Iterator[tuple[int, str]]:
        """(start, how hidden) in folded ``text``. What was decoded from binary must be of four letters or more."""
        words = TextWords(text, letters=_LETTERS_IN_BINARY if is_binary else LETTER)
        for search in self._hard if is_binary else self._open:
            yield from ((start, "") for start in search.starts(words))
        if not is_binary:
            for search in self._reversed:
                yield from ((start, "written backwards") for start in search.starts(words))


def _hits(content: bytes, searcher: _Searcher, *, member: int) -> Iterator[Hit]:
    for layer in layers_of(content):
        for plain, how_marked in _spellings(layer.text):
            for start, how in searcher.places(plain, is_binary=layer.is_binary):
                hidden = how or layer.name or how_marked
                yield Hit(plain.count("\n", 0, start) + 1, _near(plain, start, searcher), hidden, member)
    if member == 0 and content[:2] == b"PK":
        yield from _hits_in_zip(content, searcher)


def _spellings(text: str) -> Iterator[tuple[str, str]]:
    """The folded text, without its markup, and with look-alike letters made Latin; each once."""
    seen: set[str] = set()
    for base, how in ((text, ""), (without_markup(text), "with markup inside")):
        plain = folded(base)
        for spelling, name in ((plain, how), (in_latin_letters(plain), how or "in look-alike letters")):
            if spelling not in seen:
                seen.add(spelling)
                yield spelling, name


def _hits_in_zip(content: bytes, searcher: _Searcher) -> Iterator[Hit]:
    """Names and contents of the members; an archive too large to look into counts as a hit, not as clean."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except zipfile.BadZipFile:
        return
    with archive:
        members = archive.infolist()
        if len(members) > _MOST_MEMBERS or sum(one.file_size for one in members) > _LARGEST_INFLATED:
            yield Hit(1, "", "in a zip file too large to look into", 1)
            return
        for number, one in enumerate(members, start=1):
            yield from _hits(one.filename.encode("utf-8"), searcher, member=number)
            try:
                inside = archive.read(one)
            except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError):
                yield Hit(1, "", "in a zip member that cannot be read", number)
                continue
            yield from _hits(inside, searcher, member=number)


def _near(text: str, start: int, searcher: _Searcher) -> str:
    """A few words before the place, up to any that is part of a name, and none when a protected word stands among
    them: before a surname stands the given name."""
    begin = max(0, start - 80)
    line = text[begin:start].rsplit("\n", 1)[-1]
    told = line.split()[-_WORDS_BEFORE:]
    kept = takewhile(lambda word: not searcher.parts & {part.casefold() for part in _PART.findall(word)}, told)
    words = " ".join(kept)
    if any(True for _ in searcher.places(words, is_binary=False)):
        return ""
    return words
