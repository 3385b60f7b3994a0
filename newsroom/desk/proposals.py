"""What the program found in a text and a person has not judged yet: take it or drop it where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from newsroom.desk.claims import accept_claim
from newsroom.desk.levels import places_by_owner
from newsroom.desk.people import person_named
from newsroom.domain.anchor import Place
from newsroom.domain.claim import Claim
from newsroom.domain.quote import Quote, QuoteUse
from newsroom.domain.source import Source
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
    use = transaction.put(replace(transaction.get(QuoteUse, use_id), proposed=False, to_confirm=()))
    if use.quote is not None:
        quote = transaction.get(Quote, use.quote)
        speaker = person_named(transaction, name=use.speaker_name).id if use.speaker_name else quote.speaker
        transaction.put(replace(quote, proposed=False, speaker=speaker))
        source = transaction.peek(Source, quote.source) if quote.source else None
        if source is not None and source.proposed:
            transaction.put(replace(source, proposed=False))
    return use


def drop_proposal(transaction: Transaction, *, proposal: Proposal) -> None:
    """Lays a proposal in the bin, from which it can be taken back."""
    record_type = {"source": Source, "quote_use": QuoteUse, "claim": Claim}[proposal.kind]
    record = transaction.get(record_type, proposal.id)
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
