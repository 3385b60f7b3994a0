"""The words by which a sentence tells what it is about, without names, figures, days and whoever it is attributed to:
what two sentences on one matter share. Guesses, for a person to judge."""

import re
from collections.abc import Collection

from newsroom.desk.arrival_figures import ATTRIBUTED, numbered_alike
from newsroom.text.dates import without_days
from newsroom.text.proper_names import names_in
from newsroom.text.repeated import telling_words

_NAMED = r"(?:(?:[Tt]he|[Aa]n?)\s+)?(?:[A-Z][\w’'&.-]*\s+){1,4}"
_SAYS = r"(?:(?:has|had)\s+)?(?:reported|reports|said|says|wrote|writes|learned|understands|told\s+[^\s,.;]+)"
_BEHIND = re.compile(rf",\s+(?:as\s+)?{_NAMED}{_SAYS}\b[^,;.]*|,\s+(?:it is (?:said|reported)|reports? says?)\b[^,;.]*")
_SOME_DAY = r"(?:(?:Already|Back|Early|Late|In|On|Last|As per|Per)\b[^,;.]{0,60},\s+)?"
_BEFORE = re.compile(rf"^\W*{_SOME_DAY}(?:{_NAMED}|[Tt]he [^\W\d_]+\s+){_SAYS}\b(?:\s+[^\s,.;]+){{0,7}}?\s+that\s+")
_SAID_AT_ALL = frozenset(telling_words("confirm"))
_LEAD = re.compile(
    r"^\W*(?:the|an?|this|that|its|their|our)\s+(?P<lead>(?:[^\s,.;:]+\s+){1,4}?)(?:is|are|was|were|has|have|had|will"
    r"|would|can|could|may|might|must|shall|should|does|do|did)\b",
    re.IGNORECASE,
)
_WHY = re.compile(
    r"\b(?:because|due to|owing to|thanks to|as a result of|caused by|after|following|when|since|in order to|so that)\b"
)
_EMPTY = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    r"|eighteen|nineteen|twenty|hundred|thousand|million|billion|percent|whether|soon|later|years?|months?|weeks?|days?"
    r"|today|times?|things?|spring|summer|autumn|winter|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)
_ABSENT = re.compile(
    r"\b(?:announc\w*|statements?|confirm\w*|post(?:ed|s|ings?)?|press(?:[ -](?:site|page|release))?|releas\w*|word"
    r"|sa(?:id|ys?)|comment\w*|answer\w*|repl(?:y|ied|ies)|respon\w+|publish\w*|public\w*|notices?|news|official\w*"
    r"|formal\w*|corporate|live|pages?|(?:web)?sites?|feeds?|mornings?|afternoons?|evenings?|studios?|company|board"
    r"|made?|makes?|held|holds?|stood|stands?|appear\w*|issued?|nothing|nobody|none|no|not|never|yet|further|details?"
    r"|so far|to date|at this time|spok\w+|told|dates?|days?)\b",
    re.IGNORECASE,
)


def told_alone(words: str) -> str:
    """A statement without whom it is attributed to, which nobody else will repeat."""
    alone = _BEHIND.sub("", _BEFORE.sub("", ATTRIBUTED.sub("", words)))
    return alone if len(alone.split()) > 1 else words


def telling_of(words: str, *, known: Collection[str] = ()) -> frozenset[str]:
    """The words that tell what is said, as they are compared; ``known`` are words that are names (folded)."""
    plain = numbered_alike(without_days(_without_names(words, known)))
    keys = telling_words(_EMPTY.sub(" ", plain))
    return frozenset(key for key in keys if _tells(key)) - _SAID_AT_ALL


def missing_of(words: str, *, known: Collection[str] = ()) -> frozenset[str]:
    """Of an absence: the words that tell what is not there, beyond an announcement of it."""
    return telling_of(_ABSENT.sub(" ", _without_names(words, known)), known=known)


def lead_of(words: str, *, known: Collection[str] = ()) -> frozenset[str]:
    """The telling words of what a statement is about, where it begins with it: ``the inner pier is …``."""
    found = _LEAD.match(_without_names(words, known))
    return telling_of(found["lead"]) if found else frozenset()


def circumstance_of(words: str, *, known: Collection[str] = ()) -> frozenset[str]:
    """The telling words of why or when something came about, where a statement says so."""
    found = _WHY.search(words)
    return telling_of(words[found.end() :], known=known) if found is not None else frozenset()


def is_event(key: str) -> bool:
    """Whether a word says what happened rather than to what."""
    return key.startswith("verb ")


def shares_matter(wanted: Collection[str], given: Collection[str]) -> bool:
    """Whether at least half of the telling words of one are among those of another, two of them where there are as
    many."""
    shared = len(set(wanted) & set(given))
    return 2 * shared >= len(wanted) and shared >= min(2, len(wanted))


def _without_names(words: str, known: Collection[str]) -> str:
    kept, at = "", 0
    for name in names_in(words, known=known):
        kept, at = f"{kept}{words[at : name.start]} ", name.end
    return kept + words[at:]


def _tells(key: str) -> bool:
    return is_event(key) or not any(sign.isdigit() for sign in key)
