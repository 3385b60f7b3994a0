"""How well a claim is supported: the confidence rule of domain.md section 3, with its reasons.

Confidence is neither likelihood nor truth. The function is pure: the same claim, evidence and day give the same
answer, in whatever order the evidence comes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from newsroom.domain import confidence_words
from newsroom.domain.claim import Level
from newsroom.domain.confidence_rule import weigh
from newsroom.domain.grades import LEVELS, ClaimFacts, EvidenceItem, QuoteMatch
from newsroom.domain.next_step import cheapest_step

__all__ = ["LEVELS", "Assessment", "ClaimFacts", "EvidenceItem", "QuoteMatch", "assess"]


@dataclass(frozen=True, slots=True)
class Assessment:
    """A suggested level that explains itself.

    ``reasons``: one plain sentence for each rule that fired, in order. ``cap``: what keeps the level from being
    higher, None when confirmed. ``next_step``: the cheapest step that would raise it, None when none would.
    """

    level: Level
    flags: frozenset[str]
    reasons: tuple[str, ...]
    next_step: str | None
    cap: str | None = None


def assess(claim: ClaimFacts, evidence: Sequence[EvidenceItem], *, today: date) -> Assessment:
    """The level this evidence gives this claim on this day."""
    # The sentences speak of one item where several would do: which one must not hang on the order they came in.
    weighed = weigh(claim, sorted(evidence, key=repr), today=today)
    step = cheapest_step(weighed)
    return Assessment(
        level=weighed.level,
        flags=weighed.flags,
        reasons=confidence_words.reasons(weighed),
        next_step=step.sentence if step else None,
        cap=confidence_words.cap(weighed),
    )
