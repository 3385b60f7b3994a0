"""Which kind of claim a sentence makes (domain.md section 1), by its words: what is told as fact, said, or foreseen."""

from collections.abc import Sequence
from dataclasses import dataclass

from newsroom.text.cues import Cue, cue_before
from newsroom.text.language import en_claims as claims_words
from newsroom.text.language import en_wordings as en
from newsroom.text.language.base import Language
from newsroom.text.language.en_outlets import REPORTS
from newsroom.text.language.words import lowered
from newsroom.text.outlets import is_outlet
from newsroom.text.spans import MASK, Word

_SHORTEST = 3
# A sentence whose quoted words are a smaller part of it than this borrows them; it is told by its own words.
_MOSTLY_QUOTED = 1 / 3
# How many verbs of a sentence are looked at, from its end, for one by which somebody says something.
_MOST_CUES = 4
# Verbs of speech that a firm of one word ("CBS said …") uses of itself; a paper uses them of others.
_ALSO_OF_ITSELF = frozenset(("said", "says", "adds", "added", "confirmed", "confirms", "notes", "noted"))


@dataclass(frozen=True, slots=True)
class _Telling:
    """How a sentence is told: spoken (somebody's words), reported (an outlet or a document passes it on)."""

    spoken: bool = False
    reported: bool = False
    conditional: bool = False


def kind_of(plain: str, line: Sequence[Word], *, holds_quote: bool, language: Language) -> str:
    """The kind of claim a stretch makes, "" when it asserts nothing that could be checked.

    `plain` is the stretch with its quotations masked, `line` its words.
    """
    if not holds_quote and (len(line) < _SHORTEST or sum(word.text[0].isalpha() for word in line) < _SHORTEST - 1):
        return ""
    lower = lowered(plain)
    rumour = claims_words.RUMOUR.search(lower)
    if rumour is not None:
        # "Rumours of a second boat" foresee one; "rumours that the mayor sold it" tell what was done.
        done = claims_words.RUMOURED_FACT.match(lower, rumour.start()) is not None
        return "fact" if done and claims_words.FORECAST.search(lower) is None else "forecast"
    told = _telling(line, language)
    if told.spoken or claims_words.NO_POSITION.search(lower):
        return "speech"
    measured = claims_words.EVENT.search(lower) is not None and claims_words.NUMBER.search(lower) is not None
    quoted = plain.count(MASK)
    if quoted and not measured:
        mostly = quoted > _MOSTLY_QUOTED * len(plain) or not plain.replace(MASK, "").strip(" .?!…,")
        return "speech" if mostly else _by_words(plain, lower, told, measured=False) or "speech"
    return _by_words(plain, lower, told, measured=measured)


def _by_words(plain: str, lower: str, told: _Telling, *, measured: bool) -> str:
    for kind, pattern in (
        ("opinion", claims_words.OPINION),
        ("forecast", claims_words.FORECAST),
        ("inference", claims_words.INFERENCE),
    ):
        if pattern.search(lower):
            # A decision with a figure or a day is a fact, whatever is concluded from it in passing.
            return "fact" if kind == "inference" and (measured or told.reported) else kind
    if told.reported or any(
        pattern.search(lower) for pattern in (claims_words.NUMBER, claims_words.EVENT, claims_words.SUPERLATIVE)
    ):
        return "fact"
    if any(pattern.search(lower) for pattern in (en.ACCUSES, en.REPORTEDLY, en.HOLDS_OFFICE)):
        return "fact"
    return "fact" if not told.conditional and claims_words.NAMING.search(plain) else ""


def _telling(line: Sequence[Word], language: Language) -> _Telling:
    """By the last verb with which somebody says something; verbs of speech that do something else are passed over."""
    rest = line
    quotes = any(word.text.startswith(MASK) for word in line)
    reported = False
    for _ in range(_MOST_CUES):
        cue = cue_before(rest, language=language)
        if cue is None or cue.word in language.speech.according:
            break
        at = next((i for i, word in enumerate(rest) if word.start == cue.start), 0)
        if cue.subject is not None:
            if _by_outlet(cue) or _by_document(line, cue, at, language):
                reported = True
                if not quotes:
                    break
            elif _conditional(line, at):
                return _Telling(conditional=True)
            elif _says(line, cue.word.lower(), at) and not _ends_a_phrase(line, cue, at):
                return _Telling(spoken=True)
        rest = line[:at]
    return _Telling(reported=reported)


def _says(line: Sequence[Word], verb: str, at: int) -> bool:
    """Whether a verb of speech says something here: "added that", but not "added two boats" or "adding to the lead"."""
    if verb in claims_words.SAYING:
        return True
    passive = not claims_words.PASSIVE.isdisjoint(word.lower for word in line[max(0, at - 2) : at])
    if verb not in claims_words.SAYING_THAT or passive:
        return False
    following = [word.lower for word in line[at + 1 : at + 4]]
    return not following or following[0] in claims_words.OPENS_WORDS or "that" in following[:3] or MASK in following[0]


def _by_outlet(cue: Cue) -> bool:
    """ "…, the Morning Ledger reported": an outlet passes on a fact, it is not what somebody said of themselves."""
    if cue.subject is None or cue.word.lower() not in REPORTS:
        return False
    names = [word.text for word in cue.subject.words if word.capital and word.lower != "the"]
    name = " ".join(names).removesuffix("’s").removesuffix("'s")
    return bool(name) and is_outlet(name) and (len(names) > 1 or cue.word.lower() not in _ALSO_OF_ITSELF)


def _by_document(line: Sequence[Word], cue: Cue, at: int, language: Language) -> bool:
    """ "The notes to the list say …": paper tells what stands in it; nobody is speaking."""
    if cue.subject is None or cue.subject.kind != "nominal":
        return False
    # "The same notes say": a noun that is a verb elsewhere may have been cut off the subject.
    words = [word.lower for word in (*cue.subject.words, *line[max(0, at - 1) : at])]
    return not claims_words.DOCUMENTS.isdisjoint(words) and language.naming.roles.isdisjoint(words)


def _conditional(line: Sequence[Word], cue: int) -> bool:
    """ "Until the yard says more, …": nobody has said it, and the sentence goes on behind a comma."""
    if not line or line[0].lower not in claims_words.CONDITIONS:
        return False
    return any(word.text == "," for word in line[cue + 1 : -3])


def _ends_a_phrase(line: Sequence[Word], cue: Cue, at: int) -> bool:
    """ "With the deal reported, …": a participle before a comma, with nobody who could have reported it."""
    if cue.subject is None or cue.subject.kind != "nominal":
        return False
    return at + 1 < len(line) and line[at + 1].text == ","
