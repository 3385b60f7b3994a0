"""Whether a sentence gives the figure, the day and the deed a claim speaks of, or others in their place: guesses, for a
person to judge."""

import re
from collections.abc import Mapping
from typing import Literal

from newsroom.text.dates import NamedDay, days_named, without_days
from newsroom.text.language.en import ENGLISH
from newsroom.text.language.words import word_set
from newsroom.text.passage import sentence_spans, tokens_of

Compared = Literal["same", "other", "part", "not_said"]

_LONGEST = 200_000
_ALIKE = 5
_SMALL = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_NUMBERS: Mapping[str, float] = {word: float(number) for number, word in enumerate(_SMALL, start=1)}
_TIMES: Mapping[str, float] = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9,
}  # fmt: skip
_COUNT = re.compile(
    rf"(?P<sign>[$€£])?(?<![\w.,])(?P<number>\d+(?:,\d{{3}})*(?:\.\d+)?|\b(?:{'|'.join(_SMALL)})\b)"
    rf"(?:\s?(?P<times>{'|'.join(_TIMES)})\b)?\s?(?P<percent>%|per ?cent\b)?"
    r"[\s-]*(?P<nouns>(?:[^\W\d_]{3,}[\s-]+)?[^\W\d_]{3,})?",
    re.IGNORECASE,
)
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_NTH, _FEW = "|".join(_ORDINALS), rf"\d|{'|'.join(_SMALL[:10])}"
# The noun of several stands behind the last of them: "a second and a third season".
_ORDINAL = re.compile(
    rf"\b(?P<which>{_NTH})(?=(?:(?:,|,?\s+and|,?\s+or)\s+(?:an?\s+|the\s+)?(?:{_NTH})\b)*\s+"
    rf"(?!and\b|or\b)(?P<noun>[^\W\d_]{{3,}}))",
    re.IGNORECASE,
)
_NUMBERED = re.compile(rf"\b(?P<noun>season|series|part|volume)s?\s+(?P<which>{_FEW})\b", re.IGNORECASE)
_NEXT_NUMBERED = re.compile(
    rf"\b(?P<noun>season|series|part|volume)s?\s+(?:{_FEW})\s*(?:,|and|to|or)\s+(?P<which>{_FEW})\b", re.IGNORECASE
)
_ANY_ORDINAL = re.compile(rf"\b(?:{_NTH})\b", re.IGNORECASE)
ATTRIBUTED = re.compile(r",?\s*\b(?:as per|per|according to|via)\b[^,.;]*", re.IGNORECASE)
"""Whom a statement is attributed to, which nobody else repeats."""
REPORTING = re.compile(r"\b(?:report(?:ed|s)|said|says|wrote|told|dated|publish(?:ed|es))\b", re.IGNORECASE)
"""By whom something is told; the day beside it is that of the telling."""
_CLAUSES = re.compile(r"[,;]|\b(?:and|but|while|when)\b")
_IRREGULAR = (
    "given", "taken", "chosen", "written", "shut", "set", "cut", "sold", "told", "built", "held", "won", "lost",
    "made", "found", "sent", "paid", "begun", "broken", "fallen", "grown", "shown", "known", "drawn", "left",
    "brought", "bought", "caught", "cast", "put",
)  # fmt: skip
_DEED = re.compile(
    rf"\b(?:has|have|had|was|were|is|are|been|be)\s+(?:[^\W\d_]+ly\s+)?(?:been\s+)?(?P<deed>[^\W\d_]{{2,}}ed|"
    rf"{'|'.join(_IRREGULAR)})\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"(?:has|have|had|was|were)\b", re.IGNORECASE)
_GOES_ON = re.compile(
    r"\b(?:order|renew|commission|green-?l|approv|confirm|announc|return)\w*|\bpick(?:s|ed|ing)? up\b|\bgoes on\b"
    r"|\b(?:is|are|be|comes?|coming) back\b",
    re.IGNORECASE,
)


_TIMES_NAMED = (
    re.compile(r"\b(?:spring|summer|autumn|winter)\b(?! of [A-Z])"),
    re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE),
)
_SMALL_WORDS = word_set("and the for from with that who were was are has have had not but per out new more all")
_LEAST_SHARED = 2


def compared(wording: str, sentence: str, *, before: str = "") -> Compared | None:
    """How a sentence stands to the figures, the dates and the deed of a claim; None where the claim has none of them.
    ``before`` is the sentence before it, which may say which season is meant."""
    found = figures_compared(wording, sentence, before=before)
    return found if found is not None or _does_it(wording, f"{before} {sentence}") else "not_said"


def figures_compared(wording: str, sentence: str, *, before: str = "") -> Compared | None:
    """The same of the figures and the dates alone."""
    if _is_of_another(wording, sentence, before):
        return "not_said"
    answers = {
        answer
        for answer in (
            _counts_compared(wording, sentence), _days_compared(wording, sentence), _times_compared(wording, sentence)
        )
        if answer is not None
    }  # fmt: skip
    if "other" in answers:
        return "other"
    if "same" in answers:
        return "part" if "not_said" in answers else "same"
    return "not_said" if answers else None


def is_done(wording: str) -> bool:
    """Whether a claim says that something is done, other than that something goes on, which may be said of what will
    be."""
    deed = _DEED.search(re.sub(r"\b(?:not|never|yet)\s+", "", wording))
    return deed is not None and not _GOES_ON.match(deed["deed"]) and _PAST.match(deed.group()) is not None


def telling_place(wording: str, text: str) -> tuple[int, int, str] | None:
    """Where the sentence of a text begins and ends that gives the figure or the date a claim speaks of, or another in
    its place, and the sentence before it; one that gives the same goes before."""
    wanted = {token.key for token in tokens_of(wording)}
    other: tuple[int, int, str] | None = None
    before = ""
    for span in sentence_spans(text[:_LONGEST]):
        sentence = text[span.start : span.end]
        answers = {_counts_compared(wording, sentence), _days_compared(wording, sentence)}
        shared = wanted & {token.key for token in tokens_of(f"{before} {sentence}")}
        place, is_meant = (span.start, span.end, before), not _is_of_another(wording, sentence, before)
        before = sentence
        if len(shared) < _LEAST_SHARED or not is_meant:
            continue
        if "other" not in answers and "same" in answers:
            return place
        if "other" in answers and other is None:
            other = place
    return other


def _counts_compared(wording: str, sentence: str) -> Compared | None:
    wanted = _counts(wording)
    if not wanted:
        return None
    given = _counts(sentence)
    shared = [noun for noun in wanted if noun in given]
    if not shared:
        return "not_said"
    return "same" if all(wanted[noun] & given[noun] for noun in shared) else "other"


def _counts(words: str) -> dict[str, frozenset[float]]:
    """What is counted → how many: ``episo`` → 10. Money by its sign, shares by the percent sign."""
    found: dict[str, set[float]] = {}
    for match in _COUNT.finditer(without_days(words)):
        number = match["number"].lower()
        value = _NUMBERS.get(number) or float(number.replace(",", ""))
        value *= _TIMES[match["times"].lower()] if match["times"] else 1.0
        nouns = [one.lower()[:_ALIKE] for one in re.split(r"[\s-]+", match["nouns"] or "")]
        nouns = [one for one in nouns if one not in _SMALL_WORDS]
        named = [match["sign"]] if match["sign"] else ["%"] if match["percent"] else nouns
        for noun in named:
            if noun:
                found.setdefault(noun, set()).add(value)
    return {noun: frozenset(values) for noun, values in found.items()}


def _is_of_another(wording: str, sentence: str, before: str) -> bool:
    """Whether it speaks of the first season where the claim speaks of the second."""
    wanted = _ordinals(wording)
    given = _ordinals(sentence) or _ordinals(before)
    return any(not wanted[noun] & given[noun] for noun in wanted if noun in given)


def _ordinals(words: str) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for match in (*_ORDINAL.finditer(words), *_NUMBERED.finditer(words), *_NEXT_NUMBERED.finditer(words)):
        found.setdefault(match["noun"].lower()[:_ALIKE], set()).add(_number_of(match["which"]))
    return found


def _number_of(which: str) -> int:
    which = which.lower()
    return int(which) if which.isdigit() else 1 + (_ORDINALS if which in _ORDINALS else _SMALL).index(which)


def numbered_alike(words: str) -> str:
    """The words with ``second season`` and ``season 2`` written alike, so that both share a word."""
    plain = _NUMBERED.sub(lambda found: f"{found['noun']} {_nth(found['which'])}", words)
    return _ANY_ORDINAL.sub(lambda found: _nth(found.group()), plain)


def _nth(which: str) -> str:
    return f"nth{chr(ord('a') + _number_of(which))}"


def _days_compared(wording: str, sentence: str) -> Compared | None:
    # The day of a report is none of what is reported.
    clauses = [one for one in _CLAUSES.split(ATTRIBUTED.sub("", wording)) if not REPORTING.search(one)]
    told = [(clause, day) for clause in clauses for day in days_named(clause, language=ENGLISH)]
    if not told:
        return None
    given = [
        (clause, day) for clause in _CLAUSES.split(sentence) for day in days_named(clause, language=ENGLISH)
    ]  # fmt: skip
    answers: set[Compared] = set()
    for clause, day in told:
        rivals = [_parts(day, one) for words, one in given if _is_of_same(clause, words)]
        rivals = [pairs for pairs in rivals if pairs]
        if rivals:
            fits = any(all(one == two for one, two in pairs) for pairs in rivals)
            answers.add("same" if fits else "other")
    return "other" if "other" in answers else "same" if answers else "not_said"


def _times_compared(wording: str, sentence: str) -> Compared | None:
    """Of the seasons of the year and the days of the week."""
    clauses = [one for one in _CLAUSES.split(ATTRIBUTED.sub("", wording)) if not REPORTING.search(one)]
    answers: set[Compared] = set()
    for pattern in _TIMES_NAMED:
        wanted = {found.group().lower() for clause in clauses for found in pattern.finditer(clause)}
        given = {found.group().lower() for found in pattern.finditer(sentence)}
        if wanted:
            answers.add("not_said" if not given else "same" if wanted & given else "other")
    return "other" if "other" in answers else "same" if "same" in answers else "not_said" if answers else None


def _parts(one: NamedDay, other: NamedDay) -> list[tuple[int, int]]:
    """The parts of two days that both give."""
    pairs = ((one.year, other.year), (one.month, other.month), (one.day, other.day))
    return [(first, second) for first, second in pairs if first and second]


def _is_of_same(clause: str, words: str) -> bool:
    """Whether two clauses with a date share half the words that are no names, numbers or months."""
    wanted, given = _plain_words(clause), _plain_words(words)
    return bool(wanted & given) and 2 * len(wanted & given) >= len(wanted)


def _plain_words(clause: str) -> set[str]:
    return {token.key[:_ALIKE] for token in tokens_of(without_days(clause)) if token.weight == 1.0}


def _does_it(wording: str, sentence: str) -> bool:
    """Whether the sentence says that it is done, where the claim says that something is."""
    deed = _DEED.search(wording)
    if deed is None:
        return True
    if _GOES_ON.match(deed["deed"]):
        return _GOES_ON.search(sentence) is not None
    return deed["deed"].lower()[:_ALIKE] in {word.lower()[:_ALIKE] for word in re.findall(r"[^\W\d_]+", sentence)}
