"""Everything the desk holds about one story, as one frozen value: what levels, the gate and lists are computed from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from typing import TypeVar, cast

from newsroom.domain.claim import Claim, Evidence, Override
from newsroom.domain.comment_request import Attempt, CommentRequest
from newsroom.domain.custody import FileTrouble
from newsroom.domain.draft import Anchor, Check, Dismissal, Draft, Note
from newsroom.domain.person import Member, Person
from newsroom.domain.quote import Quote, QuoteUse
from newsroom.domain.record import Record
from newsroom.domain.source import Capture, Derivation, Holding, Publisher, ReliabilityRating, Source, SourceNotice
from newsroom.domain.story import Asset, Receipt, SignOff, Story, Waiver
from newsroom.domain.terms import Terms

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class StoryRecords:
    """The records of one story that are not in the bin, each kind in the order it was made."""

    story: Story
    draft: Draft
    anchors: tuple[Anchor, ...]
    claims: tuple[Claim, ...]
    evidence: tuple[Evidence, ...]
    overrides: tuple[Override, ...]
    quotes: tuple[Quote, ...]
    quote_uses: tuple[QuoteUse, ...]
    sources: tuple[Source, ...]
    holdings: tuple[Holding, ...]
    captures: tuple[Capture, ...]
    notices: tuple[SourceNotice, ...]
    derivations: tuple[Derivation, ...]
    publishers: tuple[Publisher, ...]
    ratings: tuple[ReliabilityRating, ...]
    people: tuple[Person, ...]
    terms: tuple[Terms, ...]
    requests: tuple[CommentRequest, ...]
    attempts: tuple[Attempt, ...]
    assets: tuple[Asset, ...]
    checks: tuple[Check, ...]
    notes: tuple[Note, ...]
    dismissals: tuple[Dismissal, ...]
    sign_offs: tuple[SignOff, ...]
    waivers: tuple[Waiver, ...]
    receipts: tuple[Receipt, ...]
    members: tuple[Member, ...]
    file_troubles: tuple[FileTrouble, ...] = ()
    """Kept files of the story's copies that this session found changed or missing; no record of the archive."""
    seq: int = field(default=-1, compare=False)
    """The archive's counter when they were read; -1 where nobody noted it."""


def records_in(records: StoryRecords) -> Iterator[Record]:
    """Every record of the story, kind by kind."""
    yield from (records.story, records.draft)
    for name in (one.name for one in fields(records)):
        value: object = getattr(records, name)
        if isinstance(value, tuple):
            yield from (one for one in cast("tuple[object, ...]", value) if isinstance(one, Record))


def unsound_captures(records: StoryRecords) -> dict[str, FileTrouble]:
    """Capture → what is wrong with its file, of the copies of a story whose file is not what was kept."""
    troubles = {one.file: one for one in records.file_troubles}
    return {copy.id: troubles[copy.original_file] for copy in records.captures if copy.original_file in troubles}


def changed_rows(before: Sequence[R], after: Sequence[R]) -> list[R]:
    """The records that are in one of the two alone, or changed between them; one read anew counts as changed."""
    if before is after:
        return []
    old, new = set(map(id, before)), set(map(id, after))
    return [*(one for one in before if id(one) not in new), *(one for one in after if id(one) not in old)]


def by_id(records: Sequence[R]) -> dict[str, R]:
    """Id → record."""
    return {record.id: record for record in records}
