"""Which of the sources that just came are worth a look: cheap to ask of each, before any story is read."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from newsroom.desk.arrival import Arrival, read_arrival, waits_for
from newsroom.desk.arrival_party import HEAD, KnownNames, known_names, party_of
from newsroom.domain.changes import Changes
from newsroom.domain.claim import Claim
from newsroom.domain.source import Capture, Source
from newsroom.domain.story import Story
from newsroom.domain.terms import Terms
from newsroom.storage.queries import Queries

SPEAK_FOR_THEMSELVES = frozenset(
    {"press_release", "official_site", "official_statement", "public_record", "ruling", "dataset"}
)
"""Types that settle a claim on their own: looked at even where nobody wrote down that they are waited for."""
_MOST = 60
_TELLING = ("type", "title", "publisher", "authors", "url", "published", "embargo_until", "proposed", "binned_at")


def sources_touched(changes: Changes) -> frozenset[str]:
    """The sources that came, or of which something changed that may tell whose word they are or what they say. Those
    that came in together with their story are no news to it."""
    found: set[str] = set()
    if any(row.before is None and isinstance(row.after, Story) for row in changes.rows):
        return frozenset()
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
    sources = queries.where(Source, id=wanted) if wanted else ()
    known = known_names(queries) if waiting and sources else None
    found: list[Arrival] = []
    for source in sources:
        if not source.proposed and (
            source.type in SPEAK_FOR_THEMSELVES or _is_awaited(queries, source, waiting, known)
        ):
            arrival = read_arrival(queries, source.id, now=now)
            if arrival.is_news:
                found.append(arrival)
    return tuple(found)


def _is_awaited(queries: Queries, source: Source, waiting: Sequence[Claim], known: KnownNames | None) -> bool:
    if known is None:
        return False
    copies = queries.where(Capture, source=source.id)
    party = party_of(queries, source, known=known, head=copies[0].text[:HEAD] if copies else "")
    return any(waits_for(claim, party) for claim in waiting)
