"""Between Qt's offsets (UTF-16 units) and ours (code points), and what Qt cannot hold replaced before it gets it."""

import re

_LINE_ENDS = "\r\n?|\u2029"
_NOT_FOR_QT = "[\x00\ufdd0\ufdd1\ud800-\udfff]"
_SINGLE = ("\x00", "\ufdd0", "\ufdd1")
_ASTRAL = "[\U00010000-\U0010ffff]"
_PAIR = "[\ud800-\udbff][\udc00-\udfff]"


def cleaned(text: str) -> str:
    """The text as an editor can hold it: carriage returns and U+2029 become newlines; NUL, U+FDD0, U+FDD1 and halves of
    a surrogate pair become U+FFFD (two halves that belong together become their character). Nothing else changes."""
    if "\r" in text or "\u2029" in text:
        text = re.sub(_LINE_ENDS, "\n", text)
    if any(sign in text for sign in _SINGLE) or not _is_sound(text):
        text = re.sub(_PAIR, _joined, text)
        text = re.sub(_NOT_FOR_QT, "\ufffd", text)
    return text


def has_astral(text: str) -> bool:
    """Whether any character needs two UTF-16 units; quick for a whole story."""
    return not text.isascii() and len(text.encode("utf-16-le", "surrogatepass")) != 2 * len(text)


def astral_count(text: str) -> int:
    """How many characters need two UTF-16 units."""
    return 0 if text.isascii() else len(re.findall(_ASTRAL, text))


def utf16_length(text: str) -> int:
    """The length in UTF-16 units."""
    return len(text) + astral_count(text)


def code_points_before(text: str, utf16: int) -> int:
    """How many code points of ``text`` begin within its first ``utf16`` units; half a pair counts as not begun."""
    units = text.encode("utf-16-le")[: 2 * max(0, utf16)]
    return len(units.decode("utf-16-le", "ignore"))


def _joined(pair: re.Match[str]) -> str:
    return pair.group().encode("utf-16-le", "surrogatepass").decode("utf-16-le")


def _is_sound(text: str) -> bool:
    """Whether there is no half of a surrogate pair; encoding finds out faster than a search does."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
