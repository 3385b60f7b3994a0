"""What a reader of a text does not see (reliability.md U14): characters without a shape, signs that turn the direction
of writing, letters of another script that look like the ones they stand among. The text itself is never changed.

What right-to-left prose, scripts that join or break by such signs, and emoji need is nothing hidden.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from newsroom.text.normalise import HIDDEN

HiddenKind = Literal["direction", "invisible", "control", "lookalike"]

_OTHERS = "\u115f\u1160\u3164\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a"
_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f"
_UNSEEN = re.compile(f"[{HIDDEN}{_OTHERS}{_CONTROLS}]")
_OVERRIDES = "\u202d\u202e"
_DIRECTIONS = "\u061c\u200e\u200f\u202a-\u202c\u2066-\u2069"
_DIRECTION = re.compile(f"[{_DIRECTIONS}{_OVERRIDES}]")
_RIGHT_TO_LEFT = re.compile("[\u05be-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_JOINING = re.compile(
    "[\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefc\U00010800-\U00011fff]"
)
_BREAKING = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_SHAPED = re.compile("[\u1820-\u18af\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_SELECTOR = re.compile("[\u180b-\u180d\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_TAG = re.compile("[\U000e0020-\U000e007f]")
_FLAG = re.compile("\U0001f3f4[\U000e0020-\U000e007e]{1,10}\U000e007f")
_FIRST_PICTURE = "\u00a9"
_KEYCAP = "\u20e3"
_LOOKALIKES = dict(
    zip(
        "аеорсухіјѕһԁԛԝӏАВЕКМНОРСТУХІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρυօɑɡ",
        "aeopcyxijshdqwlABEKMHOPCTYXIJSABEZHIKMNOPTYXovpuoag",
        strict=True,
    )
)
_LOOKALIKE = re.compile(f"[{''.join(_LOOKALIKES)}]")
_LETTERS_AROUND = 100
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_CYRILLIC, _OTHER_SCRIPT = re.compile("[\u0400-\u052f]"), re.compile("[\u0370-\u058f]")
_NAMES = {
    "\u00ad": "soft hyphen",
    "\u061c": "Arabic letter mark",
    "\u200b": "zero-width space",
    "\u200c": "zero-width non-joiner",
    "\u200d": "zero-width joiner",
    "\u200e": "left-to-right mark",
    "\u200f": "right-to-left mark",
    "\u2060": "word joiner",
    "\ufeff": "zero-width no-break space",
}


@dataclass(frozen=True, slots=True)
class HiddenCharacter:
    """One code point nobody sees for what it is, at `start`; `name` is how it is shown: ``zero-width space``."""

    start: int
    kind: HiddenKind
    name: str


class _Line:
    """The line round a place, looked at once for all that is found in it."""

    def __init__(self, text: str, at: int) -> None:
        end = text.find("\n", at)
        self._text = text
        self.start, self.end = text.rfind("\n", 0, at) + 1, end if end >= 0 else len(text)

    @cached_property
    def is_right_to_left(self) -> bool:
        return bool(_RIGHT_TO_LEFT.search(self._text, self.start, self.end))

    @cached_property
    def is_latin(self) -> bool:
        """Whether it has Latin letters, and of other scripts only such as look like them."""
        words = self._text[self.start : self.end]
        return bool(_LATIN.search(words)) and all(one in _LOOKALIKES for one in _OTHER_SCRIPT.findall(words))


def hidden_characters(text: str) -> tuple[HiddenCharacter, ...]:
    """All of them in order of place."""
    flags = {at for match in _FLAG.finditer(text) for at in range(*match.span())}
    found = list(_lookalikes(text))
    for match, line in _with_lines(_UNSEEN, text):
        at, character = match.start(), match.group()
        if at not in flags and not _is_needed(text, at, line):
            found.append(HiddenCharacter(at, _kind(character), _name(character)))
    return tuple(sorted(found, key=lambda one: one.start))


def _with_lines(pattern: re.Pattern[str], text: str) -> Iterator[tuple[re.Match[str], _Line]]:
    line: _Line | None = None
    for match in pattern.finditer(text):
        if line is None or match.start() > line.end:
            line = _Line(text, match.start())
        yield match, line


def _kind(character: str) -> HiddenKind:
    if _DIRECTION.match(character):
        return "direction"
    return "control" if unicodedata.category(character) == "Cc" else "invisible"


def _name(character: str) -> str:
    if character in _NAMES:
        return _NAMES[character]
    if _TAG.match(character):
        return f"hidden tag “{chr(ord(character) - 0xE0000)}”"
    return unicodedata.name(character, f"control character U+{ord(character):04X}").lower().replace(" u+", " U+")


def _is_needed(text: str, at: int, line: _Line) -> bool:
    """Whether what stands around asks for the sign. Only within a line does one of direction change anything."""
    character, before, after = text[at], text[max(0, at - 1) : at], text[at + 1 : at + 2]
    if _UNSEEN.match(before) and not _SELECTOR.match(before):
        before = ""
    if _DIRECTION.match(character):
        return character not in _OVERRIDES and line.is_right_to_left
    if _SELECTOR.match(character):
        return after == _KEYCAP or bool(_SHAPED.match(before)) or _is_symbol(before)
    if character in "\u200c\u200d":
        joined = bool(_JOINING.match(before)) and before.isprintable() and (not after or not _LATIN.match(after))
        pictured = bool(before) and (_is_symbol(before) or bool(_SELECTOR.match(before))) and _is_symbol(after)
        return joined or pictured
    if character == "\u200b":
        return bool(_BREAKING.match(before) or _BREAKING.match(after))
    return False


def _is_symbol(character: str) -> bool:
    """Whether it may be drawn as a picture: emoji, arrows, skin tones, and three signs of punctuation."""
    if not character or character < _FIRST_PICTURE:
        return False
    return unicodedata.category(character) in ("So", "Sk", "Sm") or character in "‼⁉〰"


def _lookalikes(text: str) -> Iterator[HiddenCharacter]:
    done = 0
    for match, line in _with_lines(_LOOKALIKE, text):
        if match.start() >= done:
            start, end = _word_around(text, match.start())
            start, done = max(start, done), end
            yield from _in_word(text[start:end], start, line)


def _word_around(text: str, at: int) -> tuple[int, int]:
    """The letters of one word round a place; signs nobody sees do not part it."""
    start = end = at
    while start > 0 and at - start < _LETTERS_AROUND and _holds_together(text[start - 1]):
        start -= 1
    while end < len(text) and end - at < _LETTERS_AROUND and _holds_together(text[end]):
        end += 1
    return start, end


def _holds_together(character: str) -> bool:
    return character.isalpha() or bool(_UNSEEN.match(character)) or unicodedata.combining(character) > 0


def _in_word(word: str, start: int, line: _Line) -> Iterator[HiddenCharacter]:
    latin, foreign = len(_LATIN.findall(word)), len(_OTHER_SCRIPT.findall(word))
    if latin and foreign > latin:
        # A Latin letter among those of another script, which has one that looks the same.
        yield from (
            HiddenCharacter(start + at, "lookalike", f"Latin letter {letter} among letters of another script")
            for at, letter in enumerate(word)
            if letter in _LOOKALIKES.values()
        )
    elif latin or (line.is_latin and _is_all_lookalikes(word)):
        yield from (
            HiddenCharacter(start + at, "lookalike", _lookalike_name(letter))
            for at, letter in enumerate(word)
            if letter in _LOOKALIKES
        )


def _lookalike_name(letter: str) -> str:
    script = unicodedata.name(letter, "").partition(" ")[0].capitalize()
    return f"{script} letter {letter} that looks like {_LOOKALIKES[letter]}"


def _is_all_lookalikes(word: str) -> bool:
    """A single Greek letter is a sign of science, a single Cyrillic one is none."""
    if any(letter.isalpha() and letter not in _LOOKALIKES for letter in word):
        return False
    return len(word) > 1 or bool(_CYRILLIC.match(word))
