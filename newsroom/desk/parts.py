"""Part of a sentence made a claim: what of the guesses about the whole sentence may be said of the part."""

from collections.abc import Collection
from dataclasses import replace

from newsroom.desk.guesses import is_named
from newsroom.domain.claim import Claim, Evidence
from newsroom.domain.errors import Refused
from newsroom.domain.quote import Quote
from newsroom.domain.source import Source
from newsroom.storage.transaction import Transaction


def leave_guesses(transaction: Transaction, *, claim: Claim, words: str) -> tuple[Evidence, ...]:
    """Lays the evidence guessed for a proposal in the bin that ``words``, a part of it, do not name or quote: what is
    said of the rest of the sentence backs nothing here until a person says so. Returns what was left."""
    left = [
        item
        for item in transaction.find(Evidence, claim=claim.id)
        if item.binned_at is None and not _is_of_part(transaction, item, words)
    ]
    return tuple(transaction.put(replace(item, binned_at=transaction.now)) for item in left)


def take_guesses(transaction: Transaction, *, evidence_ids: Collection[str]) -> tuple[Evidence, ...]:
    """Attaches evidence that was left after all, a guess as before; sources and quotes it rests on are accepted with
    it. Refused when its claim is gone or a proposal again."""
    taken: list[Evidence] = []
    for evidence_id in evidence_ids:
        item = transaction.get(Evidence, evidence_id)
        claim = transaction.peek(Claim, item.claim)
        if claim is None or claim.binned_at is not None or claim.proposed:
            raise Refused("These words are no claim any more, so nothing was attached. Mark them again first.")
        for record in (
            transaction.peek(Source, item.source) if item.source else None,
            transaction.peek(Quote, item.quote) if item.quote else None,
        ):
            if record is not None and record.proposed:
                transaction.put(replace(record, proposed=False))
        taken.append(transaction.put(replace(item, binned_at=None)))
    return tuple(taken)


def _is_of_part(transaction: Transaction, item: Evidence, words: str) -> bool:
    """Whether the part holds the attribution, the quotation or the passage. A guess that rests on nothing is a doubt,
    which lends no weight and stays."""
    if not (item.source or item.quote or item.capture):
        return True
    passage = _one_line(item.excerpt)
    if passage and (passage in _one_line(words) or _one_line(words) in passage):
        return True
    quote = transaction.peek(Quote, item.quote) if item.quote else None
    if quote is not None:
        return bool(quote.verbatim.strip()) and _one_line(quote.verbatim) in _one_line(words)
    source = transaction.peek(Source, item.source) if item.source else None
    names = (source.publisher, source.title, *source.authors) if source is not None else ()
    return any(is_named(name, words) for name in names)


def _one_line(words: str) -> str:
    return " ".join(words.split())
