"""Taking back which source a quotation was taken from, and putting a kept quote away."""

from dataclasses import replace

from newsroom.desk.anchors import place_of
from newsroom.desk.drafts import draft_of
from newsroom.desk.quotes import bare_words, link_quote
from newsroom.domain.claim import Evidence
from newsroom.domain.errors import Refused
from newsroom.domain.quote import Quote, QuoteUse
from newsroom.storage.transaction import Transaction


def unlink_quote(transaction: Transaction, *, use_id: str) -> QuoteUse:
    """The quotation is taken from no source any more; its speaker stays, and the captured words stay with the source
    they were taken from. A proposal stays one."""
    use = transaction.get(QuoteUse, use_id)
    former = transaction.get(Quote, use.quote) if use.quote else None
    place = place_of(transaction, anchor_id=use.anchor)
    words = bare_words(draft_of(transaction, use.story).text[place.start : place.end])
    verbatim = words or (former.verbatim if former is not None else "")
    speaker = former.speaker if former is not None else None
    said_at = former.said_at if former is not None else None
    own = transaction.add(Quote, verbatim=verbatim, speaker=speaker, said_at=said_at, proposed=use.proposed)
    if use.proposed:
        # Nobody took it yet: it goes on waiting, with whatever else is to be confirmed.
        to_confirm = tuple(name for name in use.to_confirm if name != "outlet")
        if former is not None and former.proposed:
            transaction.put(replace(former, binned_at=transaction.now))
        return transaction.put(replace(use, quote=own.id, outlet="", to_confirm=to_confirm))
    linked = link_quote(transaction, use_id=use.id, quote_id=own.id)
    return transaction.put(replace(linked, outlet=""))


def drop_quote(transaction: Transaction, *, quote_id: str) -> Quote:
    """Lays a kept quote in the bin. Refused while a place of a text or an item of evidence rests on it."""
    quote = transaction.get(Quote, quote_id)
    uses = [*transaction.find(QuoteUse, quote=quote_id), *transaction.find(Evidence, quote=quote_id)]
    if any(one.binned_at is None for one in uses):
        raise Refused("A place of a text or the evidence of a claim rests on this quote. Take that away first.")
    return transaction.put(replace(quote, binned_at=transaction.now))
