"""Which evidence rests on a source already: by itself, through a copy of it, or through words quoted from it."""

from newsroom.domain.claim import Claim, Evidence
from newsroom.domain.quote import Quote
from newsroom.domain.source import Capture
from newsroom.domain.story_records import StoryRecords
from newsroom.storage.queries import Queries


def claims_resting_on(queries: Queries, source_id: str) -> tuple[Claim, ...]:
    """The claims of all stories, proposals too, with evidence that rests on the source."""
    items = [*queries.where(Evidence, source=source_id)]
    quotes = tuple(quote.id for quote in queries.where(Quote, source=source_id))
    copies = tuple(copy.id for copy in queries.where(Capture, source=source_id))
    items += queries.where(Evidence, quote=quotes) if quotes else ()
    items += queries.where(Evidence, capture=copies) if copies else ()
    return queries.where(Claim, id=tuple({item.claim for item in items})) if items else ()


def evidence_on(records: StoryRecords, source_id: str) -> tuple[Evidence, ...]:
    """The evidence of a story that rests on the source, what names the source itself last."""
    quotes = {quote.id for quote in records.quotes if quote.source == source_id}
    copies = {copy.id for copy in records.captures if copy.source == source_id}
    through = [item for item in records.evidence if item.quote in quotes or item.capture in copies]
    return (*through, *(item for item in records.evidence if item.source == source_id))
