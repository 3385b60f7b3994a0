"""Statements that say the same thing again, and how their wordings differ: numbers, dates, precision, verbs, hedges.

Suggested, never decided: two statements are one assertion only when a person says so.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from newsroom.text.language import en_wordings as en
from newsroom.text.language.words import lowered

_WORD = re.compile(r"[^\W_]+(?:[’'.][^\W_]+)*")
_NUMBER = re.compile(r"(?:[$€£¥]\s?)?\d[\d,]*(?:\.\d+)?\s?(?:%|percent\b|per cent\b|[MBKmbk]n?\b|million\b|billion\b)?")
_DATE = re.compile(
    rf"\b(?:{en.MONTHS})\.?\s+\d{{1,2}}(?:,?\s+\d{{4}})?\b|\b\d{{1,2}}\s+(?:{en.MONTHS})(?:\s+\d{{4}})?\b"
    rf"|\b(?:early |mid-?|late )?(?:{en.MONTHS})(?:\s+\d{{4}})?\b|\b\d{{4}}-\d{{2}}-\d{{2}}\b"
)
_PER = re.compile(
    r"(?:,\s*)?\b(?:[Aa]s per|[Pp]er|[Aa]ccording to|[Aa]s reported by|[Cc]iting)\s[^,.;]*?"
    rf"(?:\b(?:dated|on|of)\s(?:{en.MONTHS})\.?\s\d{{1,2}}(?:,\s\d{{4}})?)?(?=[,.;]|$)"
)
_SUFFIXES = ("ments", "ment", "ings", "ing", "ied", "ies", "ed", "es", "s")
# A word that stands in more statements than this tells nothing about which of them say the same.
_MOST_PLACES = 12
_LEAST_SHARED = 3
_LEAST_PART, _LEAST_WITH_NUMBER, _LEAST_PART_ALIKE = 0.55, 0.4, 0.3
# Words of somebody are compared as quotes; opinions are never one assertion.
_NEVER_JOINED, _ALIKE_ONLY = frozenset({"opinion", "speech"}), frozenset({"absence", "reply"})
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement: ``words`` as they stand in the text, of the kind a claim has."""

    id: str
    words: str
    kind: str = "fact"


@dataclass(frozen=True, slots=True)
class Difference:
    """In what two wordings differ. ``what``: number, date, precision, verb or hedge; a side without it is empty."""

    what: str
    here: str
    there: str

    @property
    def sentence(self) -> str:
        """``“approved” here, “awarded” there``."""
        here = f"“{self.here}” here" if self.here else f"no {self.what} here"
        there = f"“{self.there}” there" if self.there else f"no {self.what} there"
        return f"{here}, {there}"


@dataclass(frozen=True, slots=True)
class Grouping:
    """Statements with those that seem to say one thing, and what was read of each, for the next time."""

    statements: tuple[Statement, ...]
    groups: tuple[tuple[Statement, ...], ...]
    read: Mapping[tuple[str, str], "StatementRead"]


def grouped(statements: Sequence[Statement], *, before: Grouping | None = None) -> Grouping:
    """As ``repeats``; of what was grouped ``before`` only what changed is read again."""
    wanted = tuple(statements)
    if before is not None and before.statements == wanted:
        return before
    old: Mapping[tuple[str, str], StatementRead] = before.read if before is not None else {}
    read = {(one.words, one.kind): old.get((one.words, one.kind)) or StatementRead.of(one) for one in wanted}
    return Grouping(wanted, _groups(wanted, [read[one.words, one.kind] for one in wanted]), read)


def repeats(statements: Sequence[Statement]) -> tuple[tuple[Statement, ...], ...]:
    """The groups of two or more that seem to say the same thing, in the order of the first of each."""
    return grouped(statements).groups


def _groups(statements: Sequence[Statement], read: Sequence["StatementRead"]) -> tuple[tuple[Statement, ...], ...]:
    places: dict[str, list[int]] = {}
    for number, one in enumerate(read):
        for word in one.telling:
            places.setdefault(word, []).append(number)
    group = list(range(len(read)))
    for here, there in sorted(_candidates(read, places)):
        if _same(read[here], read[there], places):
            _unite(group, here, there)
    found: dict[int, list[Statement]] = {}
    for number, statement in enumerate(statements):
        found.setdefault(_root(group, number), []).append(statement)
    return tuple(tuple(those) for those in found.values() if len(those) > 1)


def differences(here: str, there: str) -> tuple[Difference, ...]:
    """In what two wordings of one statement differ; empty where they say it alike."""
    one, other = StatementRead.of(Statement("", here)), StatementRead.of(Statement("", there))
    found = [*_figures("number", one.numbers, other.numbers), *_figures("date", one.dates, other.dates)]
    if one.rough != other.rough and one.numbers and other.numbers:
        found.append(Difference("precision", one.rough, other.rough))
    for group, verb in one.verbs.items():
        if group in other.verbs and _stem(verb) != _stem(other.verbs[group]):
            found.append(Difference("verb", verb, other.verbs[group]))
    if one.hedge != other.hedge and not (one.hedge and other.hedge):
        found.append(Difference("hedge", one.hedge, other.hedge))
    return tuple(found)


def telling_words(words: str) -> frozenset[str]:
    """The stems of the words that tell what a statement is about; verbs of one event have one stem."""
    return StatementRead.of(Statement("", words)).telling


@dataclass(frozen=True, slots=True)
class StatementRead:
    """What a statement is compared by."""

    kind: str
    """That of the claim, but ``reply`` where it tells what came of a request for comment."""
    telling: frozenset[str]
    numbers: Mapping[str, str]
    """A number as it is compared → as it is written."""
    dates: Mapping[str, str]
    verbs: Mapping[int, str]
    rough: str
    hedge: str

    @classmethod
    def of(cls, statement: Statement) -> "StatementRead":
        bare = _PER.sub(lambda found: " " * len(found.group()), statement.words)
        dates = {_bare(found.group()): found.group() for found in _DATE.finditer(bare) if _is_date(found.group())}
        undated = _DATE.sub(lambda found: " " * len(found.group()) if _is_date(found.group()) else found.group(), bare)
        numbers = {_bare_number(found.group()): found.group().strip() for found in _NUMBER.finditer(undated)}
        spoken = [(word.group(), lowered(word.group())) for word in _WORD.finditer(undated)]
        verbs: dict[int, str] = {}
        for word, lower in spoken:
            group = _verb_groups().get(_stem(lower))
            if group is not None and not word[0].isupper():
                verbs.setdefault(group, word)
        telling = {
            _meaning(lower)
            for _, lower in spoken
            if len(lower) > 2 and lower not in en.STOP_WORDS and not lower[0].isdigit()
        }
        return cls(
            "reply" if en.TELLS_A_REPLY.search(statement.words) else statement.kind,
            frozenset(telling - {""} | numbers.keys() | dates.keys()),
            numbers,
            dates,
            verbs,
            next((word for word, lower in spoken if lower in en.ROUGHLY), ""),
            next((word for word, _ in spoken if word in en.HEDGES), ""),
        )


def _candidates(read: Sequence[StatementRead], places: Mapping[str, Sequence[int]]) -> set[tuple[int, int]]:
    """Pairs that share at least two of the rarer words."""
    shared: dict[tuple[int, int], int] = {}
    most = max(_MOST_PLACES, len(read) // 200)
    for those in places.values():
        if 1 < len(those) <= most:
            for at, here in enumerate(those):
                for there in those[at + 1 :]:
                    shared[here, there] = shared.get((here, there), 0) + 1
    return {pair for pair, number in shared.items() if number > 1}


def _same(one: StatementRead, other: StatementRead, places: Mapping[str, Sequence[int]]) -> bool:
    """The same large number, the same day of the same event, or the same event and most of the rarer words."""
    kinds = {one.kind, other.kind}
    common = one.telling & other.telling
    if kinds & _NEVER_JOINED or not _on_one_day(one, other):
        return False
    part = _weight(common, places) / max(0.01, min(_weight(one.telling, places), _weight(other.telling, places)))
    if kinds & _ALIKE_ONLY:
        return len(kinds) == 1 and len(common) > 1 and part >= _LEAST_PART_ALIKE
    same_event = one.verbs.keys() & other.verbs.keys()
    if _telling_numbers(one) & _telling_numbers(other):
        return len(common) > _LEAST_SHARED and part >= _LEAST_WITH_NUMBER
    if same_event and _full_days(one) & _full_days(other):
        return len(common) > _LEAST_SHARED
    return bool(same_event) and len(kinds) == 1 and len(common) >= _LEAST_SHARED and part >= _LEAST_PART


def _telling_numbers(one: StatementRead) -> frozenset[str]:
    """Numbers no other statement is likely to have by chance: money, shares, and those of three digits or more."""
    return frozenset(
        bare for bare in one.numbers if not bare.isdigit() or (len(bare) > 2 and not _YEAR.fullmatch(bare))
    )


def _full_days(one: StatementRead) -> frozenset[str]:
    return frozenset(date for date in one.dates if sum(sign.isdigit() for sign in date) > 4)


def _on_one_day(one: StatementRead, other: StatementRead) -> bool:
    """Of statements with a full date each, those of other days are about other things."""
    days = [{date for date in read.dates if any(sign.isdigit() for sign in date)} for read in (one, other)]
    return not (days[0] and days[1]) or any(_agree(a, b) for a in days[0] for b in days[1])


def _agree(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _weight(words: frozenset[str], places: Mapping[str, Sequence[int]]) -> float:
    """A word that stands everywhere in the story weighs little, one of two statements alone the most."""
    return sum(1 / max(1, len(places.get(word, ())) - 1) ** 0.5 for word in words)


def _figures(what: str, here: Mapping[str, str], there: Mapping[str, str]) -> list[Difference]:
    """Figures of one side that the other has otherwise; one more figure is more detail, not another."""
    mine = [written for bare, written in here.items() if not any(_agree(bare, other) for other in there)]
    theirs = [written for bare, written in there.items() if not any(_agree(bare, other) for other in here)]
    return [Difference(what, one, other) for one, other in zip(mine, theirs, strict=False)]


def _is_date(words: str) -> bool:
    """ "May" alone is as often a verb or a name."""
    return words not in ("May", "March", "Mar", "Sep", "Jan", "Jun") or any(sign.isdigit() for sign in words)


def _bare(date: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", lowered(date)).strip()


def _bare_number(number: str) -> str:
    bare = lowered(number).replace(",", "").replace("percent", "%").replace("per cent", "%")
    return (
        re.sub(r"\s+", "", bare.replace("million", "m").replace("billion", "b")).replace("mn", "m").replace("bn", "b")
    )


def _meaning(word: str) -> str:
    stem = _stem(word)
    group = _verb_groups().get(stem)
    return f"verb {group}" if group is not None else stem


@cache
def _verb_groups() -> dict[str, int]:
    return {_stem(verb): number for number, verbs in reversed(list(enumerate(en.VERB_GROUPS))) for verb in verbs}


@cache
def _stem(word: str) -> str:
    bare = word.removesuffix("’s").removesuffix("'s")
    bare = en.IRREGULAR.get(bare, bare)
    for suffix in _SUFFIXES:
        if bare.endswith(suffix) and len(bare) - len(suffix) >= 3:
            bare = bare[: -len(suffix)]
            break
    return bare.removesuffix("e").removesuffix("i").removesuffix("y")


def _root(group: list[int], number: int) -> int:
    while group[number] != number:
        group[number] = group[group[number]]
        number = group[number]
    return number


def _unite(group: list[int], here: int, there: int) -> None:
    group[_root(group, there)] = _root(group, here)
