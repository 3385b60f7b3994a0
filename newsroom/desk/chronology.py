"""What happened when: the dated claims of a story and the sources in its file, in the order of time."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from newsroom.domain.partial_date import date_in_words, span_of
from newsroom.domain.story_records import StoryRecords
from newsroom.domain.wording import SOURCE_TYPE_NAMES

Told = Literal["happened", "speaks_of", "published"]


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing and when: ``date`` as precise as it is known, ``told`` which date of the record that is. ``record`` of
    ``record_kind`` (claim or source) is its reference. ``is_later``: it is surely not earlier than the one before it;
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
    """Dated claims (the day it happened, else the day they speak of) and the days the story's sources were published;
    proposals and what has no date are left out. What is less precise stands before what may lie in it."""
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
    for claim in records.claims:
        if claim.proposed:
            continue
        if claim.happened and span_of(claim.happened):
            yield Moment(claim.happened, "claim", claim.id, claim.wording, "happened")
        elif claim.about_date and span_of(claim.about_date):
            yield Moment(claim.about_date, "claim", claim.id, claim.wording, "speaks_of")
    for source in records.sources:
        if source.id in held and not source.proposed and source.published and span_of(source.published):
            name = " · ".join(part for part in (source.title, source.publisher) if part)
            yield Moment(
                source.published, "source", source.id, f"{name} ({SOURCE_TYPE_NAMES[source.type]})", "published"
            )  # fmt: skip


def _span(moment: Moment) -> tuple[datetime, datetime]:
    span = span_of(moment.date)
    if span is None:
        raise ValueError(f"{moment.date!r} is no date")
    return span


def _order(moment: Moment) -> tuple[datetime, float, str]:
    first, after = _span(moment)
    return first, -(after - first).total_seconds(), moment.record
