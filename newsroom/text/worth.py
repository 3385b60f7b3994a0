"""How much a check of a statement is worth, by what in it could be wrong and hurt, and how long what it says holds."""

import re
from dataclasses import dataclass

from newsroom.text.checkworthy import brings_about, names_a_post, stretch_of
from newsroom.text.language import en_claims as claims_words
from newsroom.text.language import en_wordings as en
from newsroom.text.language import en_worth as worth_words
from newsroom.text.language.en import ENGLISH
from newsroom.text.language.words import lowered

NOT_THERE_YET_DAYS, AS_THINGS_STAND_DAYS = 1, 7
"""How many days an absence, and what is so just now, hold without being looked at again."""


@dataclass(frozen=True, slots=True)
class Worth:
    """``points``: the more, the sooner it should be checked. ``why``: in plain words, the weightiest first."""

    points: int
    why: tuple[str, ...]


def worth_of(words: str, kind: str) -> Worth:
    """What there is to check in a statement of a kind of claim."""
    dated = worth_words.DATED.search(words) is not None
    lower = lowered(worth_words.DATED.sub(" ", words) if dated else words)
    found = [(points, why) for points, why, pattern in _SIGNS if pattern.search(lower) is not None]
    told = stretch_of(words, language=ENGLISH)
    if worth_words.TITLED.search(words) is not None or names_a_post(told):
        found.append((1, "a title"))
    if kind == "inference" and brings_about(told):
        found.append((3, "what caused what"))
    if dated:
        found.append((1, "a date"))
    of_kind = _OF_KIND.get(kind)
    if of_kind is not None:
        found.append(of_kind)
    if kind == "opinion":
        found = [(0, "an opinion")]
    found = sorted(dict.fromkeys(found), key=lambda one: -one[0])
    return Worth(sum(points for points, _ in found), tuple(dict.fromkeys(why for _, why in found)))


def term_of(words: str, kind: str) -> int | None:
    """In how many days it must be looked at again; None where what it says does not pass."""
    if kind == "absence":
        return NOT_THERE_YET_DAYS
    return AS_THINGS_STAND_DAYS if kind == "fact" and en.JUST_NOW.search(lowered(words)) is not None else None


_SIGNS: tuple[tuple[int, str, re.Pattern[str]], ...] = (
    (6, "it accuses somebody", worth_words.ACCUSES),
    (5, "a rumour", claims_words.RUMOUR),
    (4, "hearsay", en.REPORTEDLY),
    (4, "hearsay", worth_words.HEARSAY),
    (3, "a sum of money", claims_words.MONEY),
    (3, "what caused what", worth_words.CAUSES),
    (3, "a superlative", worth_words.SUPERLATIVE),
    (2, "what somebody decided or did", claims_words.EVENT),
    (2, "a number", worth_words.COUNTED_NUMBER),
    (2, "a vague source", claims_words.VAGUE),
)
_OF_KIND: dict[str, tuple[int, str]] = {
    "absence": (4, "something that is not there yet"),
    "speech": (2, "what somebody said"),
    "forecast": (1, "what will happen"),
    "inference": (2, "a conclusion"),
}
