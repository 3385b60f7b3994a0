"""What there is in a sentence to check, found by its words: a deed, a cause, an accusation, hearsay, a superlative, a
number, a day, an office."""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from newsroom.text.language import en_claims as claims_words
from newsroom.text.language import en_worth as worth_words
from newsroom.text.language.base import Language, Naming
from newsroom.text.language.words import lowered
from newsroom.text.spans import MASK, Word

_SEEN = re.compile(r"[a-z]+(?:[’'][a-z]+)?")
_BEFORE_A_NAME = re.compile(r"\b([A-Za-z][\w’'-]*)(?= [A-Z][\w’'-]*[a-z][\w’'-]* [A-Z])")
_IN_ITSELF = (
    worth_words.ACCUSES,
    worth_words.HOLDS_OFFICE,
    worth_words.HEARSAY,
    worth_words.SUPERLATIVE,
    worth_words.COUNTED_NUMBER,
    claims_words.VAGUE,
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a text read once: as they are (quotations masked), in lower case, one by one, and which there are."""

    plain: str
    lower: str
    line: Sequence[Word]
    seen: Set[str]
    language: Language

    @property
    def personal(self) -> bool:
        """Whether whoever writes tells of himself or speaks to the reader; weak signs show nothing there."""
        return not worth_words.PERSONAL.isdisjoint(self.seen)


def stretch_of(plain: str, line: Sequence[Word] = (), *, language: Language) -> Stretch:
    """A stretch with its quotations masked; ``line``: its words, for what asks where in it they stand."""
    lower = lowered(plain)
    return Stretch(plain, lower, line, frozenset(_SEEN.findall(lower)), language)


def shows_something(told: Stretch) -> bool:
    """Whether there is something in it to check, whoever says so and whatever is concluded from it."""
    if any(pattern.search(told.lower) for pattern in _IN_ITSELF) or worth_words.DATED.search(told.plain):
        return True
    # Whoever holds an office and is quoted is told by what he said.
    return MASK not in told.plain and names_a_post(told)


def did_something(told: Stretch) -> bool:
    """Whether something is told as decided or done; what everybody does each day counts only of somebody named."""
    deed = claims_words.EVENT.search(told.lower)
    if deed is None or worth_words.AT_HOME.search(told.lower) is not None:
        return False
    if worth_words.COMMONPLACE.fullmatch(deed.group()) is None or told.line[0].lower not in worth_words.NARRATED:
        return True
    return any(word.capital for word in told.line[1:])


def is_measured(told: Stretch) -> bool:
    """Whether a deed is told with a figure; one that hangs on a condition is not done."""
    if claims_words.NUMBER.search(told.lower) is None or claims_words.EVENT.search(told.lower) is None:
        return False
    if told.seen.isdisjoint(claims_words.CONDITIONS):
        return True
    return claims_words.EVENT.search(worth_words.CONDITION.sub("", told.lower)) is not None


def brings_about(told: Stretch) -> bool:
    """Whether one thing is told to have brought another about: by a word that says so, or as the deed of a thing."""
    if not told.seen.isdisjoint(worth_words.CAUSE_WORDS) and worth_words.CAUSES.search(told.lower) is not None:
        return True
    if told.seen.isdisjoint(worth_words.DEEDS_OF_THINGS):
        return False
    found = worth_words.BRINGS_ABOUT.finditer(told.plain)
    return any(_is_a_thing(one["who"], one.start() == 0, told.language.naming) for one in found)


def _is_a_thing(who: str, opens: bool, naming: Naming) -> bool:
    """Neither somebody nor a body of people; a capital is a name but at the head of the sentence, by its ending."""
    if who[0].isupper() and not (opens and who.endswith(worth_words.THING_ENDINGS)):
        return False
    of_one = {who.lower(), who.lower().removesuffix("s")}
    if of_one & worth_words.NO_THINGS or of_one & naming.groups:
        return False
    return not any(naming.is_role(one) for one in of_one)


def names_a_post(told: Stretch) -> bool:
    """What somebody is: "Novelist Bea Lund", "Ada Roe, the mayor of Dunmere", "is the treasurer of"."""
    naming = told.language.naming
    if any(naming.is_role(before[1].lower()) for before in _BEFORE_A_NAME.finditer(told.plain)):
        return True
    return worth_words.NAMED_OFFICE.search(told.plain) is not None


def is_of_the_weather(told: Stretch) -> bool:
    """ "It will be dry and bright": what tomorrow is like, without a figure."""
    return worth_words.WEATHER.search(told.lower) is not None and claims_words.NUMBER.search(told.lower) is None


def orders_the_reader(told: Stretch) -> bool:
    """ "Cook the rice for 12 minutes", "Let us begin": nothing is asserted."""
    line = told.line
    if len(line) < 2 or line[0].lower not in worth_words.ORDERS or line[1].lower not in worth_words.ORDERED:
        return False
    return claims_words.EVENT.search(told.lower) is None
