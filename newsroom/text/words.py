"""What a word is when quotations are compared: in every script, apostrophes and decimal points included."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

# Scripts written without spaces: each character counts as a word, so a quotation may begin between any two.
_NO_SPACES = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_PUNCTUATION = (
    r"\s\x00-\x20!\"'()*,\-./:;<=>?\[\\\]^`{|}~\u00a1\u00ab\u00b7\u00bb\u00bf\u2010-\u2027\u2030-\u205e"
    r"\u3001-\u3003\u3008-\u3011\u3014-\u301f\u060c\u061b\u061f\u06d4\u0964\u0965\uff01\uff08\uff09\uff0c\uff0e\uff1a\uff1b\uff1f"
)
_LETTER = f"[^{_PUNCTUATION}{_NO_SPACES}]"
_WORD = re.compile(rf"[{_NO_SPACES}]|{_LETTER}+(?:(?:'(?={_LETTER})|(?<=\d)[.,:](?=\d)){_LETTER}+)*")
_ALONE = re.compile(f"[{_NO_SPACES}]")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a folded text: its place there, and the form in which words are compared."""

    start: int
    end: int
    key: str


def find_words(text: str, *, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of a folded text (or of a part of it), in order; `key` leaves the case out."""
    last = len(text) if end is None else end
    return [Word(match.start(), match.end(), match[0].casefold()) for match in _WORD.finditer(text, start, last)]


def is_word_boundary(text: str, at: int) -> bool:
    """Whether a quotation may begin or end at `at`: not within a word, `can|'t` or `14|.84`."""
    if at <= 0 or at >= len(text):
        return True
    left, right = text[at - 1], text[at]
    if _is_letter(left) and _is_letter(right):
        return bool(_ALONE.match(left) or _ALONE.match(right))
    beyond, before = text[at + 1 : at + 2], text[at - 2 : at - 1] if at >= 2 else ""
    if right == "'" and _is_letter(left):
        return not (beyond and _is_letter(beyond))
    if left == "'" and _is_letter(right):
        return not (before and _is_letter(before))
    if right in ".,:" and left.isdigit():
        return not beyond.isdigit()
    if left in ".,:" and right.isdigit():
        return not before.isdigit()
    return True


def find_places(text: str, wanted: str, *, start: int = 0, end: int | None = None) -> Iterator[int]:
    """Each place where `wanted` stands, whatever the case of its first letter, at word boundaries on both sides."""
    last = len(text) if end is None else end
    at = _next_start(text, wanted, start, last)
    while at >= 0:
        if not is_word_boundary(text, at):
            # On to where the next word begins: in an endless run of one letter every place looks like the next.
            at += 1
            while at < last and not is_word_boundary(text, at):
                at += 1
            at = _next_start(text, wanted, at, last)
            continue
        if is_word_boundary(text, at + len(wanted)):
            yield at
        at = _next_start(text, wanted, at + 1, last)


def find_starts(text: str, wanted: str, *, start: int, end: int) -> Iterator[int]:
    """As `find_places`, but also within words."""
    at = _next_start(text, wanted, start, end)
    while at >= 0:
        yield at
        at = _next_start(text, wanted, at + 1, end)


def _next_start(text: str, wanted: str, start: int, end: int) -> int:
    """The first place from `start` on, in one pass for both cases of the first letter; -1 when there is none."""
    if len(wanted) < _SHORT:
        either = re.escape(wanted[0]) + re.escape(wanted[0].swapcase()[0])
        match = re.compile(f"[{either}]{re.escape(wanted[1:])}").search(text, start, end)
        return match.start() if match else -1
    first, rest = wanted[0].lower(), wanted[1:]
    at = text.find(rest, start + 1, end)
    while at >= 0:
        if text[at - 1] == wanted[0] or text[at - 1].lower() == first:
            return at - 1
        if not is_word_boundary(text, at - 1) and not is_word_boundary(text, at):
            while at < end and not is_word_boundary(text, at):
                at += 1
        at = text.find(rest, at + 1, end)
    return -1


_SHORT = 6  # below this the rest of the word is too common to search for alone


def _is_letter(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character).startswith("M")
