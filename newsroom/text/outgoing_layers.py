"""The texts that bytes may be read as: encodings, escapes and what base64 hides; and the fold all are searched in.

Every step keeps the number of lines, so that a place in a layer is a line of the output.
"""

import base64
import binascii
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote_to_bytes

from newsroom.text.normalise import HIDDEN

_ROUNDS = 3
_HIDDEN = re.compile(f"[{HIDDEN}]")
# Accents and points that stand on a letter, as NFKD takes them off it.
_ACCENTS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f]+"
)
_BROKEN_WORD = re.compile(r"(?<=[^\W\d_])[-\u2010]\r?\n[ \t]*([^\W\d_]+)")
_LINE_BREAKERS = ("-\n", "-\r\n", "\u2010\n", "\u2010\r\n")
_JOINED = r"\1\n"
_MARKUP = re.compile(r"<[^<>]{0,2000}>|\]\([^()\n]{0,600}\)|[*_`~\[\]]")
_JSON_ESCAPE = re.compile(
    r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2})|u\{([0-9a-fA-F]{1,6})\}|([nrtbf/\"\\']))"
)
_SHORT_ESCAPES = {"n": " ", "r": " ", "t": " ", "b": " ", "f": " "}
_PERCENT = re.compile(r"(?:%[0-9a-fA-F]{2})+")
_QUOTED_PRINTABLE = re.compile(r"(?:=[0-9A-F]{2})+")
_BASE64 = re.compile(r"[A-Za-z0-9+/_\-]{6,}(?:[ \t]*\r?\n[ \t]*[A-Za-z0-9+/_\-]{16,})*={0,2}")
# What was text before base64 has capitals or digits in it; a word seldom has one behind its first letter.
_LIKE_BASE64 = re.compile(r"[A-Z0-9+/]")
_LETTERS_WITHOUT_PARTS: Mapping[str, str] = {
    "ß": "ss", "ẞ": "SS", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th",
    "Þ": "Th", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ı": "i", "ħ": "h", "Ħ": "H", "ŧ": "t", "Ŧ": "T", "ŋ": "n",
    "ĸ": "k", "ʼ": "'", "ʻ": "'", "ʹ": "'", "ʽ": "'", "ˈ": "'",
}  # fmt: skip
# Cyrillic and Greek letters that look like Latin ones: a name typed with one of them reads the same on paper.
_LOOK_ALIKE: Mapping[str, str] = dict(
    zip("АВЕЗКМНОРСТУХІЈЅаеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABE3KMHOPCTYXIJSaeopcyxijsABEZHIKMNOPTYXo", strict=True)
)


@dataclass(frozen=True, slots=True)
class Layer:
    """One way to read the bytes, line by line as they are. ``name`` says how, "" for openly."""

    text: str
    name: str = ""
    is_binary: bool = False


def folded(text: str) -> str:
    """``text`` without accents, hidden characters and hyphens at line ends. Letter case stays."""
    if not text.isascii():
        plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", _HIDDEN.sub("", text)))
        text = _translated(plain, _LETTERS_WITHOUT_PARTS)
    return _BROKEN_WORD.sub(_JOINED, text) if any(broken in text for broken in _LINE_BREAKERS) else text


def in_latin_letters(text: str) -> str:
    """Folded ``text`` with the Cyrillic and Greek letters that look like Latin ones written as those."""
    return text if text.isascii() else _translated(text, _LOOK_ALIKE)


def _translated(text: str, table: Mapping[str, str]) -> str:
    """Letter by letter of the table: ``str.translate`` takes many times as long, and most of them are not there."""
    for letter, plain in table.items():
        if letter in text:
            text = text.replace(letter, plain)
    return text


def without_markup(text: str) -> str:
    """``text`` without tags and Markdown marks, the newlines in them kept."""
    return _MARKUP.sub(lambda match: "\n" * match.group().count("\n"), text)


def layers_of(content: bytes) -> Iterator[Layer]:
    """The ways to read ``content`` in which a word could be found; the open one first."""
    text = _decoded(content)
    yield Layer(text)
    for encoding in ("utf-16-le", "utf-16-be"):
        for begin in (0, 1):
            yield Layer(content[begin:].decode(encoding, "replace"), "in UTF-16", is_binary=True)
    seen = {text}
    for name, undo in (
        ("as character references", unescape), ("in percent signs", _without_percent), ("in escapes", _without_escapes),
        ("in quoted-printable", _without_quoted_printable),
    ):  # fmt: skip
        undone = undo(text)
        if undone not in seen:
            seen.add(undone)
            yield Layer(undone, name)
    everything = text
    for _ in range(_ROUNDS):
        everything = unescape(_without_percent(_without_escapes(everything)))
        if everything not in seen:
            seen.add(everything)
            yield Layer(everything, "in several codings")
    yield from _hidden_in_base64(text)


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _without_percent(text: str) -> str:
    return _PERCENT.sub(lambda match: _kept_on_line(unquote_to_bytes(match.group()).decode("utf-8", "replace")), text)


def _without_quoted_printable(text: str) -> str:
    return _QUOTED_PRINTABLE.sub(
        lambda match: _kept_on_line(bytes.fromhex(match.group().replace("=", "")).decode("utf-8", "replace")), text
    )


def _without_escapes(text: str) -> str:
    plain = _JSON_ESCAPE.sub(_unescaped, text) if "\\" in text else text
    # Two halves of a surrogate pair become the character they are halves of.
    return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace") if plain != text else text


def _unescaped(match: re.Match[str]) -> str:
    digits = match[1] or match[2] or match[3] or match[4]
    if digits:
        number = int(digits, 16)
        return _kept_on_line(chr(number)) if number < 0x110000 else ""
    return _SHORT_ESCAPES.get(match[5], match[5])


def _kept_on_line(text: str) -> str:
    return text.replace("\n", " ")


def _hidden_in_base64(text: str) -> Iterator[Layer]:
    """What the runs of base64 letters hold, each on its line; a run may begin at any of four letters."""
    runs: list[tuple[int, str]] = []
    line, counted = 1, 0
    for match in _BASE64.finditer(text):
        run = "".join(match.group().split()).rstrip("=").replace("-", "+").replace("_", "/")
        if _LIKE_BASE64.search(run, 1):
            line += text.count("\n", counted, match.start())
            counted = match.start()
            runs.append((line, run))
    for begin in range(4) if runs else ():
        pieces = [(line, _from_base64(run[begin:])) for line, run in runs]
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            yield Layer(_on_lines(pieces, encoding), "in base64", is_binary=True)


def _from_base64(run: str) -> bytes:
    whole = run[: len(run) - (len(run) % 4 == 1)]
    try:
        return base64.b64decode(whole + "=" * (-len(whole) % 4))
    except binascii.Error:
        return b""


def _on_lines(pieces: Iterable[tuple[int, bytes]], encoding: str) -> str:
    parts: list[str] = []
    current = 1
    for line, content in pieces:
        parts += ("\n" * (line - current), " ", _kept_on_line(content.decode(encoding, "replace")))
        current = line
    return "".join(parts)
