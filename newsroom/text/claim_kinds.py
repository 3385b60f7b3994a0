"""Which kind of claim a sentence makes (domain.md section 1), by its words: what is told as fact, said, or foreseen."""

from collections.abc import Sequence
from dataclasses import dataclass

from newsroom.text.checkworthy import (
    Stretch,
    brings_about,
    did_something,
    is_measured,
    is_of_the_weather,
    orders_the_reader,
    shows_something,
    stretch_of,
)
from newsroom.text.cues import Cue, cue_before
from newsroom.text.language import en_claims as claims_words
from newsroom.text.language import en_wordings as en
from newsroom.text.language import en_worth as worth_words
from newsroom.text.language.base import Language
from newsroom.text.language.en_outlets import REPORTS
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
    told = stretch_of(plain, line, language=language)
    if not holds_quote and orders_the_reader(told):
        return ""
    rumour = claims_words.RUMOUR.search(told.lower)
    if rumour is not None:
        # "Rumours of a second boat" foresee one; "rumours that the mayor sold it" tell what was done.
        done = claims_words.RUMOURED_FACT.match(told.lower, rumour.start()) is not None
        return "fact" if done and claims_words.FORECAST.search(told.lower) is None else "forecast"
    how = _how_told(told)
    if how.spoken or claims_words.NO_POSITION.search(told.lower):
        return "speech"
    measured = is_measured(told)
    quoted = plain.count(MASK)
    if quoted and not measured:
        mostly = quoted > _MOSTLY_QUOTED * len(plain) or not plain.replace(MASK, "").strip(" .?!…,")
        return "speech" if mostly else _by_words(told, how, measured=False) or "speech"
    return _by_words(told, how, measured=measured)


def _by_words(told: Stretch, how: _Telling, *, measured: bool) -> str:
    for kind, pattern in (
        ("opinion", claims_words.OPINION),
        ("forecast", claims_words.FORECAST),
        ("inference", claims_words.INFERENCE),
    ):
        if pattern.search(told.lower):
            if kind == "forecast" and is_of_the_weather(told):
                return ""
            # A decision with a figure or a day is a fact, whatever is concluded from it in passing.
            return "fact" if kind == "inference" and (measured or how.reported) else kind
    if not told.personal and brings_about(told):
        return "fact" if measured or how.reported else "inference"
    if how.reported or claims_words.NUMBER.search(told.lower) or did_something(told):
        return "fact"
    if en.REPORTEDLY.search(told.lower) or (not told.personal and shows_something(told)):
        return "fact"
    named = not how.conditional and not told.personal and claims_words.NAMING.search(told.plain)
    return "fact" if named else ""


def _how_told(told: Stretch) -> _Telling:
    if worth_words.IDIOMS.search(told.lower) is not None:
        return _Telling(conditional=True)
    how = _telling(told.line, told.language)
    if how.spoken or told.seen.isdisjoint(claims_words.FINDING):
        return how
    return how if claims_words.FOUND_BY.search(told.lower) is None else _Telling(reported=True)


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
            elif _says(line, cue, at, language) and not _ends_a_phrase(line, cue, at):
                return _Telling(spoken=True)
        rest = line[:at]
    return _Telling(reported=reported)


def _says(line: Sequence[Word], cue: Cue, at: int, language: Language) -> bool:
    """Whether a verb of speech says something here: "added that", but not "added two boats" or "adding to the lead"."""
    verb, subject = cue.word.lower(), cue.subject
    if subject is not None and subject.words[0].lower == "i":
        return False
    if verb in language.speech.nouns and claims_words.INFERENCE.search(" ".join(word.lower for word in line[at + 1 :])):
        # "Her remarks about the tower suggest …": it is concluded, not said.
        return False
    if verb in claims_words.PICTURING and subject is not None:
        return subject.kind != "nominal" or any(language.naming.is_role(word.lower) for word in subject.words)
    if verb in claims_words.CLAIMING and _clause_follows(line, at, language):
        return True
    if verb in claims_words.SAYING_NOW:
        return at > 0 and line[at - 1].lower not in claims_words.NOT_SAID
    if verb in claims_words.SAYING:
        return True
    passive = not claims_words.PASSIVE.isdisjoint(word.lower for word in line[max(0, at - 2) : at])
    if verb not in claims_words.SAYING_THAT or passive:
        return False
    following = [word.lower for word in line[at + 1 : at + 4]]
    return not following or following[0] in claims_words.OPENS_WORDS or "that" in following[:3] or MASK in following[0]


def _clause_follows(line: Sequence[Word], at: int, language: Language) -> bool:
    """ "Claims the talks failed", but not "claimed her coat": behind the verb somebody or something does something."""
    following = [word.lower for word in line[at + 1 : at + 8]]
    if not following or not (following[0] in language.grammar.determiners or line[at + 1].capital):
        return False
    if following[1:2] == ["lives"]:
        return False
    does = ("ed", "s") if line[at].lower in ("claim", "claims") else ("ed",)
    return any(word in claims_words.OF_A_CLAUSE or (word.endswith(does) and len(word) > 4) for word in following[2:])


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
