"""What happened when: the dated claims of a story and the sources in its file, in the order of time."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from newsroom.desk.days_in_words import DaysInWords
from newsroom.domain.claim import Claim
from newsroom.domain.partial_date import date_in_words, span_of
from newsroom.domain.story_records import StoryRecords
from newsroom.domain.wording import SOURCE_TYPE_NAMES

Told = Literal["happened", "speaks_of", "published", "in_words", "in_words_no_year"]


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing and when: ``date`` as precise as it is known, ``told`` which date of the record that is, or that only
    its words name it (nobody confirmed it), perhaps without a year. ``record`` of ``record_kind`` (claim or source) is
    its reference; what names several days has several. ``is_later``: it is surely not earlier than the one before it;
    of a month and a day in it, nobody knows which came first."""

    date: str
    record_kind: str
    record: str
    words: str
    told: Told
    is_later: bool = True

    @property
    def when(self) -> str:
        """The date in words."""
        return date_in_words(self.date)


def chronology(records: StoryRecords, *, with_sources: bool = True) -> tuple[Moment, ...]:
    """Dated claims (the day it happened, else the day they speak of, else the days their words name) and the days the
    story's sources were published; proposals and what has no date are left out. What is less precise stands before what
    may lie in it."""
    held = {holding.source for holding in records.holdings}
    placed = sorted(_moments(records, held if with_sources else set()), key=_order)
    latest: datetime | None = None
    lines: list[Moment] = []
    for moment in placed:
        first, after = _span(moment)
        lines.append(replace(moment, is_later=latest is None or first >= latest))
        latest = after if latest is None else max(latest, after)
    return tuple(lines)


def _moments(records: StoryRecords, held: set[str]) -> Iterator[Moment]:
    days = DaysInWords(records)
    for claim in records.claims:
        if not claim.proposed:
            yield from _moments_of(claim, days)
    for source in records.sources:
        if source.id in held and not source.proposed and source.published and span_of(source.published):
            name = " · ".join(part for part in (source.title, source.publisher) if part)
            yield Moment(
                source.published, "source", source.id, f"{name} ({SOURCE_TYPE_NAMES[source.type]})", "published"
            )  # fmt: skip


def _moments_of(claim: Claim, days: DaysInWords) -> Iterator[Moment]:
    if claim.happened and span_of(claim.happened):
        yield Moment(claim.happened, "claim", claim.id, claim.wording, "happened")
    elif claim.about_date and span_of(claim.about_date):
        yield Moment(claim.about_date, "claim", claim.id, claim.wording, "speaks_of")
    else:
        for day in days.of(claim):
            told: Told = "in_words" if day.is_year_given else "in_words_no_year"
            yield Moment(day.date, "claim", claim.id, claim.wording, told)


def _span(moment: Moment) -> tuple[datetime, datetime]:
    span = span_of(moment.date)
    if span is None:
        raise ValueError(f"{moment.date!r} is no date")
    return span


def _order(moment: Moment) -> tuple[datetime, float, str]:
    first, after = _span(moment)
    return first, -(after - first).total_seconds(), moment.record
