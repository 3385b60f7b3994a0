"""The days a claim names in its words: guesses, until somebody says when it happened or what day it is about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newsroom.desk.arrival_figures import ATTRIBUTED, REPORTING
from newsroom.desk.levels import places_by_owner
from newsroom.desk.said_days import SaidDays, day_of_story
from newsroom.domain.claim import Claim
from newsroom.domain.story_records import StoryRecords
from newsroom.text.dates import NamedDay, days_named
from newsroom.text.language.en import ENGLISH
from newsroom.text.language.en_claims import ABSENCE
from newsroom.text.spans import Span, sentences

_CLAUSES = re.compile(r"[;]|,(?!\s*\d{4}\b)|\b(?:and|but|while|when|that)\b")
# Alone "May" and "March" may be other words, and "July" the name of anybody.
_BEFORE_A_MONTH = re.compile(
    r"\b(?:in|by|during|since|until|before|after|from|to|of|for|through|last|this|next|early|late|mid|or)[\s-]+$",
    re.IGNORECASE,
)
_NEXT = re.compile(r"\bnext\s+$", re.IGNORECASE)
_AS_OF = re.compile(r"\bas (?:of|at)\s+(?:the (?:end|beginning) of\s+|early\s+|late\s+|mid-)?$", re.IGNORECASE)
_THEN = re.compile(r"\b(?:on|in|by|at|until|before|during|through)\s+(?:[a-z]+\s+){0,3}$", re.IGNORECASE)
_WAS = re.compile(r"\b(?:had|was|were|did)(?:n[’']t)?\b", re.IGNORECASE)
_IS = re.compile(
    r"\b(?:has|have|is|are|remains?|does|do)(?:n[’']t)?\b|\b(?:so far|to date|at this time)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class DayInWords:
    """A partial ISO date; ``is_year_given``: the words say the year, else it is the one nearest to the story."""

    date: str
    is_year_given: bool


class DaysInWords:
    """Looks up the days that the claims of one story name. What the program cannot read is no day."""

    def __init__(self, records: StoryRecords) -> None:
        self._text = records.draft.text
        self._today = day_of_story(records)
        self._said = SaidDays(records)
        self._places = places_by_owner(records, "claim")
        self._lines: dict[int, list[Span]] = {}

    def of(self, claim: Claim) -> tuple[DayInWords, ...]:
        """The days the wording names, each once; where it names none, the only one its sentence names. The day of a
        report is none of what is reported, unless there is no other."""
        named = self._in(claim.wording, claim)
        if not named:
            named = self._in(self._sentence_at(self._place_of(claim)), claim)
            named = named if len(named) == 1 else ()
        return named

    def absent_on(self, claim: Claim) -> str | None:
        """The one day of which a claim says that something was not there then; None where it says so of now, of no day
        or says nothing of the kind. What a person said it is about goes before the words."""
        if claim.kind != "absence" and ABSENCE.search(claim.wording.lower()) is None:
            return None
        given = claim.about_date or claim.happened
        return given or self.absent_in(claim.wording, at=self._place_of(claim))

    def absent_in(self, words: str, *, at: int | None) -> str | None:
        """The same of words that say that something is not there; where they name no day, their sentence ``at`` a code
        point of the text may."""
        if not _names_a_day(words):
            words = self._sentence_at(at) or words
        days = [day for day in days_named(words, language=ENGLISH) if day.month]
        as_of = next((day for day in days if _AS_OF.search(words[: day.start])), None)
        if as_of is None and len(days) == 1 and _WAS.search(words) and not _IS.search(words):
            as_of = days[0] if _THEN.search(words[: days[0].start]) else None
        return as_of.near(self._today) if as_of is not None else None

    def said_on(self, claim: Claim) -> str | None:
        """The day on which the words of a ``speech`` claim put the saying ("said in July"), if they do."""
        return self._said.of(claim)

    def _in(self, words: str, claim: Claim) -> tuple[DayInWords, ...]:
        is_speech = claim.kind == "speech"
        clauses = _CLAUSES.split(words if is_speech else ATTRIBUTED.sub("", words)) if _names_a_day(words) else ()
        days = [(clause, day) for clause in clauses for day in self._days(clause, claim)]
        own = [day for clause, day in days if is_speech or not REPORTING.search(clause)]
        found = own or [day for _, day in days]
        given = {one.date for one in found if one.is_year_given}
        return tuple(dict.fromkeys(one for one in found if one.is_year_given or one.date not in given))

    def _days(self, clause: str, claim: Claim) -> Iterator[DayInWords]:
        for day in days_named(clause, language=ENGLISH):
            before = clause[: day.start]
            if _is_bare(day) and not _BEFORE_A_MONTH.search(before):
                continue
            means = day.near(self._today, ahead=claim.kind == "forecast" or _NEXT.search(before) is not None)
            if means is not None:
                yield DayInWords(means, is_year_given=day.year > 0)

    def _place_of(self, claim: Claim) -> int | None:
        """Where its first place begins."""
        places = self._places.get(claim.id, ())
        return places[0].start if places else None

    def _sentence_at(self, at: int | None) -> str:
        """The sentence around a place; empty where there is none."""
        if at is None:
            return ""
        first, last = self._text.rfind("\n", 0, at) + 1, self._text.find("\n", at)
        if first not in self._lines:
            line = Span(first, last if last >= 0 else len(self._text))
            self._lines[first] = sentences(self._text, line, language=ENGLISH)
        around = [one for one in self._lines[first] if one.start <= at < one.end]
        return self._text[around[0].start : around[0].end] if around else ""


def _names_a_day(words: str) -> bool:
    return next(days_named(words, language=ENGLISH), None) is not None


def _is_bare(day: NamedDay) -> bool:
    return day.month > 0 and not day.day and not day.year
