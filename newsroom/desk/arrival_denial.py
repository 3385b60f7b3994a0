"""Whether a sentence says what a claim says, denies it, leaves it open, or tells what others say: by words of denial
and the place of "not". Guesses, for a person to judge; where the "no" may mean something else nobody knows."""

import re
from collections.abc import Collection
from typing import Literal

from newsroom.desk.arrival_figures import is_done
from newsroom.desk.arrival_telling import is_event, telling_of

Says = Literal["plain", "denied", "unclear", "of_others"]

_WRONG = (
    r"(?:wrong|false|untrue|incorrect|inaccurate|baseless|unfounded|groundless|mistaken|invented|fabricated|fictitious"
    r"|fiction|nonsense|premature|not (?:true|correct|accurate|right|the case|so)|n[’']t (?:true|correct|accurate|right"
    r"|the case|so)|without (?:any )?(?:foundation|basis|truth)|made up)"
)
_IS = r"(?:is|are|was|were|remains?)"
_SAID_TO_BE_WRONG = re.compile(
    rf"(?P<inside>.*?)\b{_IS}\s*(?:[^\W\d_]+ly\s+|simply\s+|just\s+|quite\s+)?{_WRONG}\b(?P<behind>.*)", re.I | re.S
)
_DENIES = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|disput(?:e|es|ed|ing)|refut(?:e|es|ed|ing)"
    r"|rul(?:e|es|ed|ing) out|contradicts?)\b\s+(?:(?:the|all|any|these|those|such|a|as)\s+)?(?:[^\W\d_]+\s+)?"
    r"(?P<inside>(?:that|reports?|claims?|rumou?rs?|stor(?:y|ies)|suggestions?|speculation|allegations?|having|it"
    r"|[^\W\d_]+ing)\b.*)",
    re.IGNORECASE | re.DOTALL,
)
_NO_TRUTH = re.compile(
    r"\b(?:no|not any|little) (?:truth|substance|foundation|basis) (?:in|to|for|behind)\b(?P<inside>.*)"
    r"|\bno (?:plans?|intention) (?:to|of|for)\b(?P<plan>.*)",
    re.IGNORECASE | re.DOTALL,
)
_IT_IS_WRONG = re.compile(rf"^\W*(?:it|that|this)\s+{_IS}\s+(?:[^\W\d_]+ly\s+)?{_WRONG}\W", re.IGNORECASE)
_THAT_IS_WRONG = re.compile(
    r"^\W*(?:that|this|it|they|these|those|such|the (?:reports?|claims?|stor(?:y|ies)|rumou?rs?|suggestions?|paper))\b"
    rf"[^.;]{{0,40}}?\b{_IS}\s*(?:[^\W\d_]+ly\s+)?{_WRONG}\b|^\W*(?:we|the [^\W\d_]+|it|they)\s+(?:den(?:y|ies|ied)"
    r"|rejects?|dismiss(?:es)?|disputes?)\s+(?:this|that|it|these|those|the)\b",
    re.IGNORECASE,
)
_ANY_WRONG = re.compile(
    rf"\b{_WRONG}\b|\b(?:den(?:y|ies|ied|ying|ials?)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|disput\w+|refut\w+"
    r"|contrary to|ruled out)\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"(?:\b(?:not|never|no longer|cannot)|n[’']t)\b(?P<behind>(?:\s+[^\W\d_]+(?:[’'-][^\W\d_]+)*){1,7})", re.IGNORECASE
)
_NO = re.compile(r"\bno\s+(?P<behind>(?:[^\W\d_]+(?:[’'-][^\W\d_]+)*\s*){1,4})", re.IGNORECASE)
_ANY_NO = re.compile(
    r"\b(?:not|no|never|neither|nor|nobody|nothing|none|without|cannot|hardly|unlikely|fail(?:s|ed)? to)\b|n[’']t\b",
    re.IGNORECASE,
)
_STOPPED = re.compile(
    r"\b(?:cancel(?:s|led|ed|ling|lation)?|scrap(?:s|ped)|axe[ds]?|call(?:s|ed) off|abandon(?:s|ed)|withdrawn|withdrew"
    r"|postponed?|delayed|suspended)\b",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(
    r"\b(?:reports?|claims?|rumou?rs?|suggestions?|speculation|stor(?:y|ies)|allegations?)\s+(?:that|of|in|by|about"
    r"|saying)\b|\b(?:reported|claimed|alleged|wrote|speculated) that\b|\bit (?:is|was|has been) (?:reported|claimed"
    r"|rumou?red|said|alleged)\b|\b(?:reportedly|allegedly)\b|\baccording to\b|,\s+(?:the\s+)?(?:[A-Z]\S*\s+){1,4}"
    r"(?:reported|reports|wrote|writes|claimed)\b",
)
_OPEN = re.compile(
    r"\b(?:may|might|could|should|possibly|possible|perhaps|probably|potentially|likely|tentative(?:ly)?|provisional(?:ly)?"
    r"|(?:hop|plan|aim|intend|want|wish|expect|seek|prepar|propos|consider|tr)(?:e|es|s|ed|ned|ning|ing|y|ies|ied|ying)?"
    r"(?:\s+(?:to|that|for))|expected|considering|proposed|in talks|would like|(?:is|are|was|were) (?:hoping|hoped))\b"
)
_CONDITION = re.compile(
    r"\b(?:if|unless|provided|assuming|subject to|depend(?:s|ing)?|pending|should (?:the|it|they|we))\b", re.IGNORECASE
)
_SOME = r"(?:[$€£]?\d|(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|a (?:dozen|hundred|million))\b)"
_ABOUT = re.compile(
    r"\b(?:up to|at (?:least|most)|about|around|roughly|nearly|almost|some|(?:more|fewer|less) than|over|under"
    rf"|an estimated|approximately)\s+{_SOME}",
    re.IGNORECASE,
)
_WILL = re.compile(r"\b(?:will|shall|going to|(?:is|are) to be)\b")
_WAS = re.compile(r"\b(?:has|have|had|was|were|did)\b")
_LIGHT = frozenset({"be", "been", "being", "have", "has", "had", "get", "take", "do", "yet", "a", "an", "the", "any"})


def how_it_says(wording: str, sentence: str, *, after: str = "", telling: Collection[str] = ()) -> Says:
    """``telling`` are the words of the claim that tell (``telling_of``); ``after`` is the sentence behind."""
    wanted = frozenset(telling) or telling_of(wording)
    if _is_denied_outright(sentence, wanted):
        return "denied"
    is_of_others = _OF_OTHERS.search(sentence) is not None
    if _THAT_IS_WRONG.search(after):
        return "denied" if is_of_others else "unclear"
    if _ANY_WRONG.search(sentence):
        return "unclear"
    negated = _negated(sentence, wanted)
    if negated is not None:
        return "unclear" if is_of_others else negated
    return "of_others" if is_of_others else "plain"


def has_no(wording: str) -> bool:
    """Whether a claim says that something is not so."""
    return bool(_ANY_NO.search(wording) or _ANY_WRONG.search(wording))


def open_word(wording: str, sentence: str) -> str:
    """The word by which a sentence leaves open what the claim does not; empty where there is none."""
    found = None
    if not _OPEN.search(wording) and not _CONDITION.search(wording):
        found = _OPEN.search(sentence) or _CONDITION.search(sentence)
    if found is None and not _ABOUT.search(wording):
        found = _ABOUT.search(sentence)
    if found is None and is_done(wording) and not _WILL.search(wording) and not _WAS.search(sentence):
        found = _WILL.search(sentence)
    return found.group() if found is not None else ""


def _is_denied_outright(sentence: str, wanted: frozenset[str]) -> bool:
    """Whether what the claim tells stands in what is called wrong."""
    insides: list[str] = []
    found = _SAID_TO_BE_WRONG.match(sentence)
    if found is not None:
        insides.append(found["behind"] if _IT_IS_WRONG.match(sentence) else found["inside"])
    insides += [found["inside"] for found in _DENIES.finditer(sentence)]
    insides += [found["inside"] or found["plan"] or "" for found in _NO_TRUTH.finditer(sentence)]
    # To deny that it is not so says that it is.
    given = telling_of(sentence)
    return any(_tells(inside, wanted, given) and not _ANY_NO.search(inside) for inside in insides)


def _negated(sentence: str, wanted: frozenset[str]) -> Says | None:
    """What "not", "no" or "cancelled" does to what the claim tells; None where none stands there."""
    for found in (*_NOT.finditer(sentence), *_NO.finditer(sentence)):
        words = [word for word in found["behind"].split() if word.lower() not in _LIGHT]
        first = telling_of(" ".join(_small(word) for word in words[:1]))
        few = telling_of(" ".join(_small(word) for word in words[:4]))
        is_light = found["behind"].split()[0].lower() in _LIGHT
        if first & wanted or (is_light and few & wanted) or (found.re is _NO and few & wanted):
            return "denied" if len(_ANY_NO.findall(sentence)) == 1 else "unclear"
    if _ANY_NO.search(sentence):
        return "unclear"
    stopped = _STOPPED.search(sentence)
    if stopped is None or _STOPPED.search(" ".join(wanted)):
        return None
    events = {key for key in wanted if is_event(key)} - telling_of(stopped.group())
    given = telling_of(sentence)
    if not events or telling_of(stopped.group()) & wanted:
        return None if telling_of(stopped.group()) & wanted else "unclear"
    return "unclear" if events & given else "denied"


def _tells(words: str, wanted: frozenset[str], given: frozenset[str]) -> bool:
    """Whether words tell at least half of it, what happens in any case, unless the whole sentence (``given``) does not
    say what does."""
    told = telling_of(words) & wanted
    events = {key for key in wanted if is_event(key)}
    return bool(told) and 2 * len(told) >= len(wanted) and (not events & given or bool(events & told))


def _small(word: str) -> str:
    return word[0].lower() + word[1:]
