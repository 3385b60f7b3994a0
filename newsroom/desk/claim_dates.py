"""When a claim was looked at last."""

from dataclasses import replace

from newsroom.domain.claim import Claim, Evidence
from newsroom.domain.errors import Refused
from newsroom.storage.transaction import Transaction


def check_today(transaction: Transaction, *, claim_id: str) -> tuple[Evidence, ...]:
    """Dates everything that backs the claim to today: somebody has just looked at it again. Refused where nothing
    backs it."""
    claim = transaction.get(Claim, claim_id)
    backing = [
        item
        for item in transaction.find(Evidence, claim=claim.id)
        if item.binned_at is None and item.stance in ("supports", "partial")
    ]
    if not backing:
        raise Refused("Nothing is attached that backs it, so there is nothing to look at again. Add evidence first.")
    today = transaction.today.isoformat()
    return tuple(
        transaction.put(
            replace(item, as_of=today, to_confirm=tuple(name for name in item.to_confirm if name != "as_of"))
        )
        for item in backing
    )
