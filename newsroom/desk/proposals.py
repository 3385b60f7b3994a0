"""What the program found in a text and a person has not judged yet: take it or drop it where it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from newsroom.desk.anchors import lift_anchors
from newsroom.desk.claims import accept_claim
from newsroom.desk.levels import places_by_owner
from newsroom.desk.people import called, person_named, written_name
from newsroom.domain.anchor import Place
from newsroom.domain.claim import Claim
from newsroom.domain.quote import Quote, QuoteUse
from newsroom.domain.source import Capture, Holding, Source
from newsroom.domain.story_records import StoryRecords, by_id
from newsroom.storage.transaction import Transaction

ProposalKind = Literal["source", "quote_use", "claim"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thing found; ``certain`` when nothing about it was inferred. Offsets in code points, None without a place."""

    id: str
    kind: ProposalKind
    words: str
    detail: str
    certain: bool
    start: int | None = None
    end: int | None = None


def proposals_of(records: StoryRecords) -> tuple[Proposal, ...]:
    """Sources first, then quotes and claims in the order of the text."""
    quotes = by_id(records.quotes)
    held = {holding.source for holding in records.holdings}
    sources = [
        Proposal(source.id, "source", source.title, source.type.replace("_", " "), bool(source.published or source.url))
        for source in records.sources
        if source.proposed and source.id in held
    ]
    found = _quotes(records, places_by_owner(records, "quote_use"), quotes)
    found += _claims(records, places_by_owner(records, "claim"))
    return (*sources, *sorted(found, key=lambda one: (one.start is None, one.start or 0)))


def _quotes(
    records: StoryRecords, places: Mapping[str, tuple[Place, ...]], quotes: Mapping[str, Quote]
) -> list[Proposal]:
    found: list[Proposal] = []
    for use in records.quote_uses:
        if use.proposed and use.id in places:
            place = places[use.id][0]
            quote = quotes.get(use.quote or "")
            said = f" {quote.said_at}" if quote is not None and quote.said_at else ""
            detail = f"{use.speaker_name or 'nobody named'}{f', {use.outlet}' if use.outlet else ''}{said}"
            words = records.draft.text[place.start : place.end]
            certain = bool(use.speaker_name) and not use.to_confirm
            found.append(Proposal(use.id, "quote_use", words, detail, certain, place.start, place.end))
    return found


def _claims(records: StoryRecords, places: Mapping[str, tuple[Place, ...]]) -> list[Proposal]:
    return [
        Proposal(
            claim.id, "claim", claim.wording, claim.kind, False, places[claim.id][0].start, places[claim.id][0].end
        )
        for claim in records.claims
        if claim.proposed and claim.id in places
    ]


def accept_proposal(transaction: Transaction, *, proposal: Proposal) -> None:
    """Takes one proposal; a quote's speaker becomes a person of the desk."""
    if proposal.kind == "source":
        transaction.put(replace(transaction.get(Source, proposal.id), proposed=False))
    elif proposal.kind == "claim":
        accept_claim(transaction, claim_id=proposal.id)
    else:
        accept_quote_use(transaction, use_id=proposal.id)


def accept_quote_use(transaction: Transaction, *, use_id: str) -> QuoteUse:
    """Takes a found quotation: the use, the quote, the source it names and the person who speaks."""
    found = transaction.get(QuoteUse, use_id)
    speaker_name = written_name(transaction, found.speaker_name)
    use = transaction.put(replace(found, proposed=False, to_confirm=(), speaker_name=speaker_name))
    if use.quote is not None:
        quote = transaction.get(Quote, use.quote)
        source = transaction.peek(Source, quote.source) if quote.source else None
        # An outlet that speaks in its own name is the source, not a person beside it who would count a second time.
        speaks_itself = source is not None and _bare_name(source.publisher) == _bare_name(use.speaker_name)
        speaker = quote.speaker
        if use.speaker_name and not speaks_itself:
            person = person_named(transaction, name=use.speaker_name)
            speaker, use = person.id, transaction.put(replace(use, speaker_name=called(person)))
        transaction.put(replace(quote, proposed=False, speaker=speaker))
        if source is not None and source.proposed:
            transaction.put(replace(source, proposed=False))
    return use


def drop_proposal(transaction: Transaction, *, proposal: Proposal) -> None:
    """Lays a proposal in the bin, from which it can be taken back."""
    record_type = {"source": Source, "quote_use": QuoteUse, "claim": Claim}[proposal.kind]
    record = transaction.get(record_type, proposal.id)
    if isinstance(record, QuoteUse | Claim):
        lift_anchors(transaction, story_id=record.story, owners=(record.id,))
    transaction.put(replace(record, binned_at=transaction.now))
    if isinstance(record, QuoteUse) and record.quote is not None:
        quote = transaction.get(Quote, record.quote)
        if quote.proposed:
            transaction.put(replace(quote, binned_at=transaction.now))


def accept_certain(transaction: Transaction, *, records: StoryRecords) -> int:
    """Takes all sources and quotations nothing about which was inferred; returns how many."""
    certain = [one for one in proposals_of(records) if one.certain]
    for one in certain:
        accept_proposal(transaction, proposal=one)
    return len(certain)


def source_without_copy(
    transaction: Transaction, *, story_id: str, url: str, publisher: str, published: str
) -> Source | None:
    """The source of the story's file that a new copy is of: one nobody has kept a copy of yet, with the same address,
    or of the same outlet and, where both are dated, of the same day. None when there is none, or more than one."""
    if not url and not _bare_name(publisher):
        return None
    held = tuple(holding.source for holding in transaction.find(Holding, story=story_id))
    told = [source for source in transaction.find(Source, id=held) if source.binned_at is None]
    by_address = _without_copy(transaction, [source for source in told if url and source.url == url])
    if by_address:
        return by_address[0] if len(by_address) == 1 else None
    same = _without_copy(
        transaction,
        [source for source in told if _may_be(source, url=url, publisher=publisher, published=published)],
    )
    return same[0] if len(same) == 1 else None


def _without_copy(transaction: Transaction, sources: Sequence[Source]) -> list[Source]:
    """Asked of the few that could be meant: reading every copy of a story to see that it is there takes long."""
    ids = tuple(source.id for source in sources)
    kept = {capture.source for capture in transaction.find(Capture, source=ids)} if ids else set[str]()
    return [source for source in sources if source.id not in kept]


def _may_be(source: Source, *, url: str, publisher: str, published: str) -> bool:
    outlet = _bare_name(publisher)
    if not outlet or _bare_name(source.publisher) != outlet or (url and source.url):
        return False
    known = min(len(published), len(source.published or ""), len("2025-07-14"))
    return published[:known] == (source.published or "")[:known]


def _bare_name(outlet: str) -> str:
    return outlet.strip().casefold().removeprefix("the ")
