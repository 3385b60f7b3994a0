"""When time alone changes what holds of a story: a claim goes stale, an embargo ends, a deadline passes."""

from datetime import datetime, time, timedelta

from newsroom.domain.story_records import StoryRecords


def next_turn(records: StoryRecords, *, now: datetime) -> datetime:
    """The first moment after ``now`` at which levels or open points may come out otherwise: the next day at the
    latest, for claims grow stale by days. ``now`` knows its zone."""
    midnight = datetime.combine(now.date() + timedelta(days=1), time.min, tzinfo=now.tzinfo)
    stored = [source.embargo_until for source in records.sources]
    stored += [records.story.embargo_until, *(request.deadline for request in records.requests)]
    coming = [moment for words in stored if words and (moment := _moment(words, now)) is not None and moment > now]
    return min([midnight, *coming])


def _moment(words: str, now: datetime) -> datetime | None:
    """None for what is no moment: a month, or words; it counts by days then."""
    try:
        moment = datetime.fromisoformat(words)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=now.tzinfo)
