"""A story with everything computed from it, and what of that holds still when only some of its records changed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from newsroom.desk.check_mentions import Mentions, read_mentions, reads_alike
from newsroom.desk.check_places import Surroundings
from newsroom.desk.check_repeats import Repeat, repeats_of
from newsroom.desk.levels import Rated, RatedClaim
from newsroom.desk.verdicts import Verdict, verdicts_of
from newsroom.domain.profile import Profile
from newsroom.domain.readiness import Coverage, Finding, Told, told
from newsroom.domain.readiness_facts import ClaimState, QuoteState, SpanFacts, StoryFacts
from newsroom.domain.story_records import StoryRecords
from newsroom.text.prose import Prose
from newsroom.text.repeated import Grouping


@dataclass(frozen=True, slots=True)
class Ground:
    """What a check was computed from and by."""

    now: datetime
    profile: Profile
    around: Surroundings
    told: Told

    @property
    def facts(self) -> StoryFacts:
        return self.told.facts


@dataclass(frozen=True, slots=True)
class Checked:
    """A story with everything computed from it at one moment."""

    records: StoryRecords
    claims: tuple[RatedClaim, ...]
    quotes: tuple[Verdict, ...]
    findings: tuple[Finding, ...]
    coverage: Coverage
    prose: Prose
    """The text read by itself; of the next state of it only what changed is read anew."""
    spans: Mapping[str, tuple[SpanFacts, ...]]
    """Claim id → every place that states it, with how strongly it does."""
    repeats: tuple[Repeat, ...] = ()
    """Statements made more than once, with their wordings."""
    not_yet: tuple[Finding, ...] = ()
    """What the rules of the stages still want before it is exported; empty where stages are moved by hand."""
    mentions: Mentions | None = None
    """Its quotations, people and figures read against the prose; of the next state only what changed is read anew."""
    grouping: Grouping | None = None
    """Its statements compared with each other; of the next state only what changed is compared anew."""
    ground: Ground | None = field(default=None, compare=False)
    """What it was computed from and by, for the next state of it."""

    def count(self, weight: str) -> int:
        """How many findings weigh ``stop``, ``ask`` or ``tell``."""
        return sum(finding.weight == weight for finding in self.findings)


class Again:
    """What of the check of an earlier state holds still, asked step by step; without one, nothing does."""

    def __init__(self, before: Checked | None, records: StoryRecords, *, profile: Profile) -> None:
        self._before = before
        self._ground = before.ground if before is not None else None
        self._records = records
        self._profile = profile
        self._is_quoted_alike = False

    def verdicts(self) -> tuple[Verdict, ...]:
        before = self._before
        if before is not None and self._same("draft", "quote_uses", "quotes", "captures"):
            return before.quotes
        return verdicts_of(self._records, known=before.quotes if before is not None else ())

    def mentions(self, verdicts: tuple[Verdict, ...]) -> Mentions:
        before = self._before
        known = before.mentions if before is not None else None
        if before is None or known is None or verdicts is not before.quotes:
            return read_mentions(self._records, verdicts, before=known)
        if reads_alike(before.records, self._records, verdicts):
            self._is_quoted_alike = True
            return known
        return read_mentions(self._records, verdicts, before=known)

    def rated(self) -> Rated | None:
        before, ground = self._before, self._ground
        if before is None or ground is None:
            return None
        return Rated(before.records, before.claims, ground.now, before.quotes)

    def surroundings(self) -> tuple[StoryRecords, Surroundings] | None:
        before, ground = self._before, self._ground
        return (before.records, ground.around) if before is not None and ground is not None else None

    def spans(self, rated: Sequence[RatedClaim], around: Surroundings) -> dict[str, tuple[SpanFacts, ...]]:
        before, ground = self._before, self._ground
        if before is None or ground is None or not around.lies_alike(ground.around):
            return {one.claim.id: around.spans_of(one) for one in rated}
        old = {one.claim.id: one.places for one in before.claims}
        otherwise = around.put_otherwise(ground.around)
        found: dict[str, tuple[SpanFacts, ...]] = {}
        for one in rated:
            known = before.spans.get(one.claim.id)
            if known is None or one.claim.id in otherwise or old.get(one.claim.id) != one.places:
                made = around.spans_of(one)
                # What comes out the same stays the same one: what was made of it before holds then.
                known = known if made == known and known is not None else made
            found[one.claim.id] = known
        return found

    def repeats(
        self,
        rated: Sequence[RatedClaim],
        spans: Mapping[str, tuple[SpanFacts, ...]],
    ) -> tuple[tuple[Repeat, ...], Grouping]:
        before = self._before
        grouping = before.grouping if before is not None else None
        if before is not None and grouping is not None and self._same("draft", "claims"):
            old = before.spans
            stand = len(old) == len(spans) and all(old.get(claim) is there for claim, there in spans.items())
            if stand and _levels(before.claims, before.repeats) == _levels(rated, before.repeats):
                return before.repeats, grouping
        return repeats_of(self._records, rated, spans, before=grouping)

    def claims(
        self,
        rated: Sequence[RatedClaim],
        spans: Mapping[str, tuple[SpanFacts, ...]],
        make: Callable[[RatedClaim], ClaimState],
    ) -> tuple[ClaimState, ...]:
        before, ground = self._before, self._ground
        known: dict[str, tuple[RatedClaim, ClaimState]] = {}
        if before is not None and ground is not None and self._same("draft", "requests", "checks", "story"):
            known = {one.claim.id: (one, state) for one, state in zip(before.claims, ground.facts.claims, strict=True)}
        states: list[ClaimState] = []
        for one in rated:
            old, state = known.get(one.claim.id, (None, None))
            same = state is not None and old is one and state.spans is spans[one.claim.id]
            states.append(state if state is not None and same else make(one))
        return tuple(states)

    def quotes(self, make: Callable[[], tuple[QuoteState, ...]]) -> tuple[QuoteState, ...]:
        before, ground = self._before, self._ground
        if before is None or ground is None or not self._is_quoted_alike or ground.profile != self._profile:
            return make()
        same = self._same("terms") and _terms_of_evidence(before.records) == _terms_of_evidence(self._records)
        return ground.facts.quotes if same else make()

    def told(self, facts: StoryFacts) -> Told:
        return told(facts, self._profile, before=self._ground.told if self._ground is not None else None)

    def _same(self, *names: str) -> bool:
        before = self._before
        return before is not None and all(
            getattr(before.records, name) is getattr(self._records, name) for name in names
        )


def _levels(rated: Sequence[RatedClaim], repeats: Sequence[Repeat]) -> dict[str, str]:
    """The levels of the claims that are made more than once."""
    repeated = {claim for one in repeats for claim in one.claims}
    return {one.claim.id: one.level for one in rated if one.claim.id in repeated}


def _terms_of_evidence(records: StoryRecords) -> list[tuple[str, str | None, str | None, str]]:
    return [(one.id, one.quote, one.source, one.terms) for one in records.evidence if one.terms != "on_record"]
