"""Answering what is only told: the finding is quiet as long as the sentence and its level stay as they are."""

from newsroom.domain.draft import Dismissal
from newsroom.domain.errors import Refused
from newsroom.domain.readiness import Finding
from newsroom.storage.transaction import Transaction


def dismiss_finding(transaction: Transaction, *, story_id: str, finding: Finding, reason: str) -> Dismissal:
    """Notes why a finding is let stand. Refused: without a reason, and for what is asked or stops, which is answered
    when the story leaves."""
    if finding.weight != "tell":
        raise Refused("This is asked when the story leaves and answered there, for the whole list at once.")
    if not reason.strip():
        raise Refused("Say in a few words why it may stay, so that the next reader need not ask.")
    return transaction.add(
        Dismissal,
        story=story_id, finding=finding.code, record=finding.record, anchor=None, reason=reason.strip(),
        by=transaction.actor, at=transaction.now, sha256=finding.hash,
    )  # fmt: skip
