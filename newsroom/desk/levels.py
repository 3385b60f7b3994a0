"""The level of each claim of a story, computed from what lies on the desk now."""

import hashlib
import json
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from newsroom.desk.verdicts import Verdict, verdicts_of
from newsroom.domain.anchor import Place, unpack_positions
from newsroom.domain.claim import Claim, Level, Override
from newsroom.domain.confidence import Assessment, EvidenceItem, assess
from newsroom.domain.grades import QuoteMatch
from newsroom.domain.story_records import StoryRecords
from newsroom.domain.trust import Trust, facts_of


@dataclass(frozen=True, slots=True)
class RatedClaim:
    """A claim with its level, why, and where it stands. ``level`` is what counts: the override's, where there is one
    whose suggestion still holds beside it; ``suggested`` is always the rule's."""

    claim: Claim
    places: tuple[Place, ...]
    items: tuple[EvidenceItem, ...]
    assessment: Assessment
    override: Override | None
    asks_again: bool
    evidence_hash: str

    @property
    def suggested(self) -> Level:
        return self.assessment.level

    @property
    def level(self) -> Level:
        return self.override.level if self.override is not None else self.assessment.level


def rate_claims(
    records: StoryRecords, *, now: datetime, verdicts: tuple[Verdict, ...] | None = None
) -> tuple[RatedClaim, ...]:
    """Every claim of the story, proposals too, in the order of their places in the text. ``verdicts`` are those of
    the same records, when somebody has them already."""
    trust = Trust(records, now=now)
    places = places_by_owner(records, "claim")
    spoken = _Spoken(verdicts if verdicts is not None else verdicts_of(records))
    overrides = {override.claim: override for override in records.overrides}
    rated = [
        _rate(trust, claim, places.get(claim.id, ()), spoken=spoken, override=overrides.get(claim.id), now=now)
        for claim in records.claims
    ]
    return tuple(sorted(rated, key=lambda one: one.places[0].start if one.places else len(records.draft.text)))


def places_by_owner(records: StoryRecords, owner_kind: str) -> dict[str, tuple[Place, ...]]:
    """Owner id → its places in the draft, in order."""
    positions = unpack_positions(records.draft.positions)
    found: dict[str, list[Place]] = {}
    for anchor in records.anchors:
        if anchor.owner_kind == owner_kind and anchor.id in positions:
            found.setdefault(anchor.owner, []).append(positions[anchor.id])
    return {owner: tuple(sorted(places, key=lambda place: place.start)) for owner, places in found.items()}


def _rate(
    trust: Trust,
    claim: Claim,
    places: tuple[Place, ...],
    *,
    spoken: "_Spoken",
    override: Override | None,
    now: datetime,
) -> RatedClaim:
    items = trust.items(claim)
    assessment = assess(facts_of(claim, quote_match=spoken.worst_in(places)), items, today=now.date())
    return RatedClaim(
        claim=claim,
        places=places,
        items=items,
        assessment=assessment,
        override=override,
        asks_again=override is not None and override.suggested_then != assessment.level,
        evidence_hash=hash_of_evidence(claim, items),
    )


def hash_of_evidence(claim: Claim, items: tuple[EvidenceItem, ...]) -> str:
    """SHA-256 of the claim's wording and of all that the rule saw, in an order of its own."""
    seen = sorted([[str(getattr(item, field.name)) for field in fields(item)] for item in items])
    return hashlib.sha256(json.dumps([claim.wording, claim.kind, seen]).encode("ascii")).hexdigest()


_WORST_FIRST: tuple[QuoteMatch, ...] = ("unmarked_edit", "unverified", "marked_edit", "exact")


class _Spoken:
    """The quotations that are speech, to be asked which of them stand in a claim."""

    def __init__(self, verdicts: Sequence[Verdict]) -> None:
        self._verdicts = [verdict for verdict in verdicts if verdict.is_quoting]
        self._starts = [verdict.start for verdict in self._verdicts]
        self._longest = max((verdict.end - verdict.start for verdict in self._verdicts), default=0)

    def worst_in(self, places: Sequence[Place]) -> QuoteMatch | None:
        """The worst match of the quotations that touch any of the places; None when there is no quotation."""
        inside: set[QuoteMatch] = set()
        for place in places:
            first = bisect_left(self._starts, place.start - self._longest)
            last = bisect_left(self._starts, place.end)
            inside |= {one.quote_match for one in self._verdicts[first:last] if place.start < one.end}
        return next((match for match in _WORST_FIRST if match in inside), None)
