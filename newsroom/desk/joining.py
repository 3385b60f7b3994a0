"""Claims that are one: said at several places, in whatever words, they hold or fall together."""

from collections.abc import Sequence
from dataclasses import replace

from newsroom.desk.claims import accept_claim
from newsroom.domain.claim import Claim, Evidence, Override
from newsroom.domain.comment_request import CommentRequest
from newsroom.domain.draft import Anchor
from newsroom.domain.errors import Refused
from newsroom.storage.transaction import Transaction


def join_claims(transaction: Transaction, *, keep: str, others: Sequence[str]) -> Claim:
    """Lays places and evidence of ``others`` on the claim ``keep`` and the others in the bin; one undo parts them.

    Proposals are accepted with it. What both rest on in the same sense counts once; a level set by hand for one of the
    others falls away, because its evidence is another now. Refused without another claim, across stories, and with one
    of the bin: what is laid on that would be seen nowhere.
    """
    kept = transaction.get(Claim, keep)
    gone = [transaction.get(Claim, one) for one in dict.fromkeys(others) if one != keep]
    if not gone:
        raise Refused("That is one claim already. Choose another one that says the same.")
    if any(one.story != kept.story for one in gone):
        raise Refused("These claims stand in different stories. Each story keeps its own.")
    if any(one.binned_at is not None for one in (kept, *gone)):
        raise Refused("One of these claims lies in the bin. Take it out first, or join the others.")
    kept = accept_claim(transaction, claim_id=kept.id)
    for one in gone:
        accept_claim(transaction, claim_id=one.id)
        for anchor in transaction.find(Anchor, story=one.story, owner=one.id):
            transaction.put(replace(anchor, owner=kept.id))
        _move_evidence(transaction, kept, one)
        for override in transaction.find(Override, claim=one.id):
            if override.binned_at is None:
                transaction.put(replace(override, binned_at=transaction.now))
        _move_requests(transaction, kept, one)
        kept = transaction.put(_filled(kept, one))
        transaction.put(replace(transaction.get(Claim, one.id), binned_at=transaction.now))
    return kept


def _move_evidence(transaction: Transaction, kept: Claim, gone: Claim) -> None:
    there = [item for item in transaction.find(Evidence, claim=kept.id) if item.binned_at is None]
    for item in transaction.find(Evidence, claim=gone.id):
        twice = item.binned_at is None and any(_rests_on_the_same(item, other) for other in there)
        moved = replace(item, claim=kept.id)
        transaction.put(replace(moved, binned_at=transaction.now) if twice else moved)


def _rests_on_the_same(one: Evidence, other: Evidence) -> bool:
    same = (one.source, one.quote, one.capture, one.stance) == (other.source, other.quote, other.capture, other.stance)
    return same and (one.locator in ("", other.locator)) and (one.excerpt in ("", other.excerpt))


def _move_requests(transaction: Transaction, kept: Claim, gone: Claim) -> None:
    for request in transaction.find(CommentRequest, story=gone.story):
        if gone.id in request.claims:
            put = tuple(dict.fromkeys(kept.id if claim == gone.id else claim for claim in request.claims))
            transaction.put(replace(request, claims=put))


def _filled(kept: Claim, gone: Claim) -> Claim:
    """What only the other one knows is kept; of two terms the shorter one counts."""
    terms = [days for days in (kept.ttl_days, gone.ttl_days) if days is not None]
    return replace(
        kept,
        ttl_days=min(terms, default=None),
        about_date=kept.about_date or gone.about_date,
        happened=kept.happened or gone.happened,
        accusation=kept.accusation or gone.accusation,
        pending=kept.pending or gone.pending,
        pending_from=kept.pending_from or gone.pending_from,
        pending_by=kept.pending_by or gone.pending_by,
    )
