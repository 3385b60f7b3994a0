"""Whether words between quotation marks are speech at all: titles, nicknames and borrowed words are not."""

import re

from newsroom.text.language.base import Language
from newsroom.text.marks import Quoted

_WORDS = re.compile(r"[^\W\d_][\w’'\-]*")
_LAST_WORDS = re.compile(r"[\w’'\-]+|[^\w\s]")
_FIRST_WORD = re.compile(r"\s*([\w’'\-]+)")
_NEAR = 60


def is_title_or_borrowed(text: str, quoted: Quoted, *, language: Language) -> bool:
    """True when the company of the marks shows that nobody is being quoted, whatever verb stands near."""
    inner = text[quoted.inner_start : quoted.inner_end]
    if not any(character.isalpha() for character in inner):
        return True
    before = _words_before(text, quoted.start)
    after = _word_after(text, quoted.end)
    works = language.works
    last = before[-1].lower() if before else ""
    if _is_nickname(inner, before, after, text, quoted):
        return True
    if last == "so-called" or (len(before) > 1 and before[-2].lower() == "so" and last == "called"):
        return True
    if not reads_like_title(inner, language=language):
        return False
    named_work = last in works.before or (last in ("the", "a", "an") and after.lower() in works.after)
    owned = last[-2:] in ("'s", "’s") or (last.endswith(("s'", "s’")))
    stops = inner.rstrip()[-1] in ".?!…"
    if last in works.making and inner[:1].isupper() and not (stops and language.speech.says(last)):
        return True
    if named_work or after.lower() in works.after or last in works.borrowed:
        return True
    # "on Channel Six’s “Early Table”": a programme of an outlet rather than words of a person.
    return owned and before[-1][:1].isupper() and _is_outlet(before[-1], language)


def _is_outlet(word: str, language: Language) -> bool:
    bare = word[:-2] if word[-2:] in ("'s", "’s") else word.rstrip("'’")
    return bare.isupper() or any(sign.isupper() for sign in bare[1:]) or bare.lower() in language.naming.organisations


def _is_nickname(inner: str, before: list[str], after: str, text: str, quoted: Quoted) -> bool:
    if len(inner.split()) > 2 or not inner[:1].isupper() or not before or not before[-1][:1].isupper():
        return False
    glued = text[quoted.end : quoted.end + 1] == " " and text[quoted.start - 1 : quoted.start] == " "
    return glued and after[:1].isupper() and before[-1][-2:] not in ("’s", "'s") and inner[-1:] not in ",.?!"


def reads_like_title(inner: str, *, language: Language) -> bool:
    """Every longer word has a capital, and the whole does not end like a spoken sentence of more than a few words."""
    words = _WORDS.findall(inner[:200])
    if not words or len(words) > 12 or len(inner) > 160:
        return False
    capital = [word for word in words if word[:1].isupper() or word.lower() in language.works.small]
    return len(capital) == len(words) and words[0][:1].isupper()


def is_bare_title(text: str, quoted: Quoted, *, language: Language) -> bool:
    """A capitalised phrase of two words or more that no cue leads in: a title unless somebody says it."""
    inner = text[quoted.inner_start : quoted.inner_end]
    return reads_like_title(inner, language=language) and len(_WORDS.findall(inner)) >= 2


def word_count(inner: str) -> int:
    return len(_WORDS.findall(inner))


def _words_before(text: str, at: int) -> list[str]:
    return _LAST_WORDS.findall(text[max(0, text.rfind("\n", max(0, at - _NEAR), at) + 1, at - _NEAR) : at])[-3:]


def _word_after(text: str, at: int) -> str:
    match = _FIRST_WORD.match(text, at, at + _NEAR)
    return match.group(1) if match else ""
