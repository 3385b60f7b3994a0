"""Whose matter the sources of a story carry: the tree of its file, or of one claim."""

from newsroom.domain.claim import Evidence
from newsroom.domain.origin_tree import OriginTree, origin_tree
from newsroom.domain.story_records import StoryRecords, by_id


def origins_of_story(records: StoryRecords) -> OriginTree:
    """The sources in a story's file and behind its evidence, with all they go back to; proposals are left out."""
    wanted = [holding.source for holding in records.holdings]
    wanted += [source for item in records.evidence if (source := source_of(records, item)) is not None]
    return _tree(records, wanted)


def origins_of_claim(records: StoryRecords, *, claim_id: str) -> OriginTree:
    """The sources behind one claim, whatever they say about it, with all they go back to."""
    items = [item for item in records.evidence if item.claim == claim_id]
    return _tree(records, [source for item in items if (source := source_of(records, item)) is not None])


def source_of(records: StoryRecords, item: Evidence) -> str | None:
    """The source an item of evidence rests on, through a quote or a copy where that is what is cited."""
    quote, copy = by_id(records.quotes).get(item.quote or ""), by_id(records.captures).get(item.capture or "")
    return item.source or (quote.source if quote else None) or (copy.source if copy else None)


def _tree(records: StoryRecords, wanted: list[str]) -> OriginTree:
    real = {source.id for source in records.sources if not source.proposed}
    return origin_tree(records.sources, records.derivations, wanted=[one for one in wanted if one in real])
