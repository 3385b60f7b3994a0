"""Which of the sources that just came are worth a look: cheap to ask of each, before any story is read."""

from collections.abc import Iterable
from datetime import datetime

from newsroom.desk.arrival import Arrival, newcomer_of, read_arrival, waited_for
from newsroom.domain.changes import Changes
from newsroom.domain.source import Capture, Source
from newsroom.domain.terms import Terms
from newsroom.storage.queries import Queries

SPEAK_FOR_THEMSELVES = frozenset(
    {"press_release", "official_site", "official_statement", "public_record", "ruling", "dataset"}
)
"""Types that settle a claim on their own: looked at even where nobody wrote down that they are waited for."""
_MOST = 60
_TELLING = ("type", "title", "publisher", "authors", "url", "published", "embargo_until", "proposed", "binned_at")


def sources_touched(changes: Changes) -> frozenset[str]:
    """The sources that came, or of which something changed that may tell whose word they are or what they say."""
    found: set[str] = set()
    for row in changes.rows:
        if isinstance(row.after, Source) and not row.after.proposed:
            before = row.before
            if before is None or any(getattr(before, name) != getattr(row.after, name) for name in _TELLING):
                found.add(row.id)
        elif isinstance(row.after, Capture) and row.after.text:
            if not isinstance(row.before, Capture) or not row.before.text:
                found.add(row.after.source)
        elif isinstance(row.after, Terms):
            found.add(row.after.record)
    return frozenset(found)


def news_of(queries: Queries, source_ids: Iterable[str], *, now: datetime) -> tuple[Arrival, ...]:
    """Those of the sources that somebody waited for, or that would change a level by themselves. Long work, for a
    job."""
    wanted = tuple(source_ids)[:_MOST]
    waiting = queries.claims_waiting() if wanted else ()
    found: list[Arrival] = []
    for source in queries.where(Source, id=wanted) if wanted else ():
        if source.proposed or not (waiting or source.type in SPEAK_FOR_THEMSELVES):
            continue
        newcomer = newcomer_of(queries, source.id, now=now)
        if source.type in SPEAK_FOR_THEMSELVES or any(waited_for(claim, newcomer) for claim in waiting):
            arrival = read_arrival(queries, source.id, now=now)
            if arrival.is_news:
                found.append(arrival)
    return tuple(found)
