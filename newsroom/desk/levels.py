"""The level of each claim of a story, computed from what lies on the desk now."""

import hashlib
import json
from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime

from newsroom.desk.said_days import SaidDays
from newsroom.desk.verdicts import Verdict, verdicts_of
from newsroom.domain.anchor import Place, unpack_positions
from newsroom.domain.claim import Claim, Level, Override
from newsroom.domain.confidence import Assessment, EvidenceItem, assess
from newsroom.domain.grades import QuoteMatch
from newsroom.domain.partial_date import date_in_words
from newsroom.domain.story_records import StoryRecords, changed_rows
from newsroom.domain.trust import Trust, embargo_day, facts_of


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
    quote_match: QuoteMatch | None = None
    about: str | None = None
    """The partial date its words put the saying on, where nobody gave a day: read from the words, stored nowhere."""

    @property
    def suggested(self) -> Level:
        return self.assessment.level

    @property
    def level(self) -> Level:
        return self.override.level if self.override is not None else self.assessment.level


@dataclass(frozen=True, slots=True)
class Rated:
    """The claims of a story as they were rated at a moment."""

    records: StoryRecords
    claims: tuple[RatedClaim, ...]
    now: datetime
    verdicts: tuple[Verdict, ...] | None = None


def rate_claims(
    records: StoryRecords, *, now: datetime, verdicts: tuple[Verdict, ...] | None = None, before: Rated | None = None
) -> tuple[RatedClaim, ...]:
    """Every claim of the story, proposals too, in the order of their places in the text. ``verdicts`` are those of
    the same records, when somebody has them already; of those rated ``before`` only what can differ is rated again."""
    known = _Known(before, records, now=now)
    if before is not None and known.is_ground and _stands_alike(before, records, verdicts):
        return _rated_again(before.claims, known.touched, records, now=now)
    said = SaidDays(records)
    trust = Trust(records, now=now)
    places = places_by_owner(records, "claim")
    spoken = _Spoken(verdicts if verdicts is not None else verdicts_of(records))
    overrides = {override.claim: override for override in records.overrides}
    rated: list[RatedClaim] = []
    for claim in records.claims:
        there, override = places.get(claim.id, ()), overrides.get(claim.id)
        match = spoken.worst_in(there)
        about = said.of(claim)
        same = known.rated(claim, there, match=match, override=override, about=about)
        rated.append(same or _rate(trust, claim, there, match=match, override=override, about=about, now=now))
    return tuple(sorted(rated, key=lambda one: one.places[0].start if one.places else len(records.draft.text)))


def _stands_alike(before: Rated, records: StoryRecords, verdicts: tuple[Verdict, ...] | None) -> bool:
    """Whether claims, their places, the quotations in them and what was set by hand are those of before."""
    old = before.records
    return (
        old.draft is records.draft and old.anchors is records.anchors and old.claims is records.claims
        and old.overrides is records.overrides and old.story is records.story
        and verdicts is not None and verdicts is before.verdicts
    )  # fmt: skip


def _rated_again(
    claims: tuple[RatedClaim, ...], touched: Collection[str], records: StoryRecords, *, now: datetime
) -> tuple[RatedClaim, ...]:
    if not touched:
        return claims
    trust = Trust(records, now=now)
    return tuple(
        _rate(trust, one.claim, one.places, match=one.quote_match, override=one.override, about=one.about, now=now)
        if one.claim.id in touched
        else one
        for one in claims
    )


class _Known:
    """The claims rated before, to be asked for those whose rating cannot differ now."""

    def __init__(self, before: Rated | None, records: StoryRecords, *, now: datetime) -> None:
        self._rated: dict[str, RatedClaim] = {}
        self.touched: set[str] = set()
        """The claims whose evidence, or what it rests on, is not as it was."""
        self.is_ground = False
        """Whether there is an earlier rating at all, on the same ground."""
        if before is None or not _is_same_ground(before, records, now=now):
            return
        old = before.records
        touched = {one.claim for one in changed_rows(old.evidence, records.evidence)}
        quotes = {one.id for one in changed_rows(old.quotes, records.quotes)}
        captures = changed_rows(old.captures, records.captures)
        sources = {one.id for one in changed_rows(old.sources, records.sources)}
        sources |= {one.source for one in (*captures, *changed_rows(old.notices, records.notices))}
        if quotes or sources:
            quotes |= {quote.id for quote in records.quotes if quote.source in sources}
            copies = {copy.id for copy in (*captures, *records.captures) if copy.source in sources}
            touched |= {
                one.claim for one in records.evidence
                if one.quote in quotes or one.source in sources or one.capture in copies
            }  # fmt: skip
        self.touched, self.is_ground = touched, True
        self._rated = {one.claim.id: one for one in before.claims if one.claim.id not in touched}

    def rated(
        self, claim: Claim, places: tuple[Place, ...], *, match: QuoteMatch | None, override: Override | None,
        about: str | None,
    ) -> RatedClaim | None:  # fmt: skip
        one = self._rated.get(claim.id)
        if one is None or one.claim is not claim or one.override is not override:
            return None
        return one if (one.places, one.quote_match, one.about) == (places, match, about) else None


def _is_same_ground(before: Rated, records: StoryRecords, *, now: datetime) -> bool:
    """Whether what any claim may rest on is as it was: who took from whom, grades, the day, what is under embargo."""
    old = before.records
    if before.now.date() != now.date() or old.file_troubles != records.file_troubles:
        return False
    pairs = (
        (old.derivations, records.derivations),
        (old.publishers, records.publishers),
        (old.ratings, records.ratings),
    )
    if any(one is not other for one, other in pairs):
        return False
    waiting = [source.embargo_until for source in records.sources if source.embargo_until]
    return all(embargo_day(until, now=before.now) == embargo_day(until, now=now) for until in waiting)


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
    match: QuoteMatch | None,
    override: Override | None,
    about: str | None,
    now: datetime,
) -> RatedClaim:
    items = trust.items(replace(claim, about_date=about) if about else claim)
    assessment = assess(facts_of(claim, quote_match=match), items, today=now.date())
    late = _too_late(claim, items, trust, about=about)
    if late:
        assessment = replace(assessment, reasons=(*assessment.reasons, late))
    return RatedClaim(
        claim=claim,
        places=places,
        items=items,
        assessment=assessment,
        override=override,
        asks_again=override is not None and override.suggested_then != assessment.level,
        evidence_hash=hash_of_evidence(claim, items),
        quote_match=match,
        about=about,
    )


def _too_late(claim: Claim, items: tuple[EvidenceItem, ...], trust: Trust, *, about: str | None) -> str:
    """The reason why evidence that was attached in support is background here: it is later than what is claimed."""
    attached = {one.id: one.stance for one in trust.evidence_of(claim.id)}
    if not any(item.stance == "context" and attached[item.id] != "context" for item in items):
        return ""
    if about:
        when = f"{'on' if len(about) > 7 else 'in'} {date_in_words(about)}"
        return f"Its words put it {when} (read from the words); what was said later does not bear on it."
    return f"It is about {date_in_words(claim.about_date or '')}; what was said later does not bear on it."


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
