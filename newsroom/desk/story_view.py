"""One story as every pane needs it: its records, all that is computed from them, and the look-ups between them, read
and computed at one moment and never changed after."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from operator import attrgetter
from typing import TypeVar

from newsroom.desk.check import Checked, check_story
from newsroom.desk.levels import RatedClaim
from newsroom.desk.proposals import Proposal, proposals_of
from newsroom.desk.verdicts import Verdict
from newsroom.domain.anchor import Place, unpack_positions
from newsroom.domain.claim import Evidence, Level
from newsroom.domain.comment_request import CommentRequest
from newsroom.domain.draft import Anchor, Draft, OwnerKind, RevisionLine
from newsroom.domain.person import Person
from newsroom.domain.profile import Profile
from newsroom.domain.quote import Quote, QuoteUse
from newsroom.domain.readiness import Finding
from newsroom.domain.source import Capture, Holding, Source
from newsroom.domain.story import Story
from newsroom.domain.story_records import StoryRecords, by_id, changed_rows
from newsroom.domain.terms import Terms
from newsroom.storage.queries import Queries

T = TypeVar("T")
_FEW = 50
"""When more evidence changed than this, everything is grouped anew."""


@dataclass(frozen=True, slots=True)
class HeldSource:
    """A source in the story's file: how far it was read, its copies, what was agreed, and what rests on it here.

    ``evidence`` are the items that rest on it, also through a quote or a copy; ``quotes`` the quotes taken from it.
    """

    source: Source
    holding: Holding
    captures: tuple[Capture, ...]
    terms: Terms | None
    evidence: tuple[Evidence, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class StoryView:
    """Look-ups are by id. ``anchors_by_owner`` lists the anchors of a claim, quote use, note or check in the order of
    the text, those without a place last; ``places`` are code points of ``draft.text``."""

    checked: Checked
    proposals: tuple[Proposal, ...]
    places: Mapping[str, Place]
    anchors: Mapping[str, Anchor]
    anchors_by_owner: Mapping[str, tuple[str, ...]]
    held: tuple[HeldSource, ...]
    sources: Mapping[str, Source]
    captures: Mapping[str, Capture]
    claims: Mapping[str, RatedClaim]
    levels: Mapping[Level, int]
    """How many of the claims that were taken have each level."""
    evidence_by_claim: Mapping[str, tuple[Evidence, ...]]
    quotes: Mapping[str, Quote]
    uses: Mapping[str, QuoteUse]
    verdicts: Mapping[str, Verdict]
    """By the id of the quote use."""
    people: Mapping[str, Person]
    findings_by_record: Mapping[str, tuple[Finding, ...]]
    revisions: tuple[RevisionLine, ...]
    """By seq, the oldest first."""

    @property
    def records(self) -> StoryRecords:
        return self.checked.records

    @property
    def story(self) -> Story:
        return self.checked.records.story

    @property
    def draft(self) -> Draft:
        return self.checked.records.draft

    @property
    def requests(self) -> tuple[CommentRequest, ...]:
        return self.checked.records.requests

    def anchors_of(self, owner_id: str) -> tuple[str, ...]:
        """The anchors of a claim, quote use, note or check, in the order of the text."""
        return self.anchors_by_owner.get(owner_id, ())

    def owner_of(self, anchor_id: str) -> tuple[OwnerKind, str] | None:
        """The kind and id of what an anchor belongs to: ``claim``, ``quote_use``, ``note`` or ``check``."""
        anchor = self.anchors.get(anchor_id)
        return (anchor.owner_kind, anchor.owner) if anchor is not None else None

    def source_behind(self, item: Evidence) -> Source | None:
        """The source an item of evidence rests on, through a quote or a copy where that is what is cited."""
        return self.sources.get(_source_of(item, self.quotes, self.captures) or "")


def read_story_view(
    queries: Queries, story_id: str, *, profile: Profile, now: datetime, known: StoryView | None = None
) -> StoryView:
    """The story as it lies on the desk now, in one consistent read; ``Missing`` when it is not there. With the view
    ``known`` so far, of the same story, quotes nobody touched are not compared again."""
    same = known.checked if known is not None and known.story.id == story_id else None
    earlier = same.records if same else None
    records, revisions = queries.story_with_versions(story_id, known=earlier, checked=same is not None)
    if same is None:
        # The digests of a whole story take longer than its rows, and a read holds the writer up: they are compared in
        # short reads of their own, before anything is made of the words.
        queries.check_words(records)
    checked = check_story(records, profile=profile, now=now, before=same)
    return view_of(checked, revisions=revisions, known=known if same else None)


def view_of(
    checked: Checked, *, revisions: tuple[RevisionLine, ...] = (), known: StoryView | None = None
) -> StoryView:  # fmt: skip
    """The look-ups over a checked story. Those of ``known``, a view of it before, are kept where nothing changed."""
    records = checked.records
    if known is not None and _lies_alike(known.records, records):
        return _seen_again(known, checked, revisions)
    places = unpack_positions(records.draft.positions)
    quotes, captures = by_id(records.quotes), by_id(records.captures)
    placed = [finding for finding in checked.findings if finding.record is not None]
    return StoryView(
        checked=checked,
        proposals=proposals_of(records),
        places=places,
        anchors=by_id(records.anchors),
        anchors_by_owner=_anchors_by_owner(records, places),
        held=_held(records, quotes, captures),
        sources=by_id(records.sources),
        captures=captures,
        claims={one.claim.id: one for one in checked.claims},
        levels=_levels(checked),
        evidence_by_claim=_grouped(records.evidence, "claim"),
        quotes=quotes,
        uses=by_id(records.quote_uses),
        verdicts={verdict.use.id: verdict for verdict in checked.quotes},
        people=by_id(records.people),
        findings_by_record=_grouped(placed, "record"),
        revisions=revisions,
    )


def _lies_alike(old: StoryRecords, records: StoryRecords) -> bool:
    """Whether at most evidence, what was agreed and what is computed changed."""
    names = (
        "draft", "anchors", "quotes", "quote_uses", "captures", "sources", "holdings", "people", "claims",
    )  # fmt: skip
    return all(getattr(old, name) is getattr(records, name) for name in names)


def _seen_again(known: StoryView, checked: Checked, revisions: tuple[RevisionLine, ...]) -> StoryView:
    records, old = checked.records, known.records
    same_quotes = checked.quotes is known.checked.quotes
    changed = changed_rows(old.evidence, records.evidence)
    is_held_alike = records.terms is old.terms and len(changed) <= _FEW
    held = _held_again(known, changed, records) if is_held_alike else _held(records, known.quotes, known.captures)
    return replace(
        known,
        checked=checked,
        held=held,
        claims={one.claim.id: one for one in checked.claims},
        levels=_levels(checked),
        evidence_by_claim=_evidence_again(known, changed, records),
        verdicts=known.verdicts if same_quotes else {verdict.use.id: verdict for verdict in checked.quotes},
        findings_by_record=_grouped([one for one in checked.findings if one.record is not None], "record"),
        revisions=revisions,
    )


def _levels(checked: Checked) -> Mapping[Level, int]:
    return Counter([one.level for one in checked.claims if not one.claim.proposed])


def _evidence_again(
    known: StoryView, changed: Sequence[Evidence], records: StoryRecords
) -> Mapping[str, tuple[Evidence, ...]]:  # fmt: skip
    if not changed:
        return known.evidence_by_claim
    if len(changed) > _FEW:
        return _grouped(records.evidence, "claim")
    claims = {item.claim for item in changed}
    kept = {claim: those for claim, those in known.evidence_by_claim.items() if claim not in claims}
    return kept | _grouped((one for one in records.evidence if one.claim in claims), "claim")


def _held_again(known: StoryView, changed: Sequence[Evidence], records: StoryRecords) -> tuple[HeldSource, ...]:
    """The sources, of which only those the changed evidence rested on, or rests on now, are put together anew."""
    if not changed:
        return known.held
    sources = {_source_of(item, known.quotes, known.captures) for item in changed}
    ids = {item.id for item in changed}
    fresh = [item for item in records.evidence if item.id in ids]

    def resting(one: HeldSource) -> tuple[Evidence, ...]:
        new = (item for item in fresh if _source_of(item, known.quotes, known.captures) == one.source.id)
        there = (*(item for item in one.evidence if item.id not in ids), *new)
        return tuple(sorted(there, key=lambda item: (item.created_at, item.id)))

    return tuple(replace(one, evidence=resting(one)) if one.source.id in sources else one for one in known.held)


def _grouped(records: Iterable[T], field: str) -> dict[str, tuple[T, ...]]:
    key, found = attrgetter(field), dict[str, list[T]]()
    for record in records:
        found.setdefault(str(key(record)), []).append(record)
    return {name: tuple(those) for name, those in found.items()}


def _anchors_by_owner(records: StoryRecords, places: Mapping[str, Place]) -> dict[str, tuple[str, ...]]:
    beyond = len(records.draft.text) + 1
    starts = {anchor: place.start for anchor, place in places.items()}
    in_order = sorted(records.anchors, key=lambda anchor: starts.get(anchor.id, beyond))
    return {owner: tuple(one.id for one in those) for owner, those in _grouped(in_order, "owner").items()}


def _held(
    records: StoryRecords, quotes: Mapping[str, Quote], captures: Mapping[str, Capture]
) -> tuple[HeldSource, ...]:  # fmt: skip
    sources, copies = by_id(records.sources), _grouped(records.captures, "source")
    taken = _grouped(records.quotes, "source")
    agreed = {terms.record: terms for terms in records.terms}
    resting: dict[str, list[Evidence]] = {}
    for item in records.evidence:
        resting.setdefault(_source_of(item, quotes, captures) or "", []).append(item)
    return tuple(
        HeldSource(
            source=sources[holding.source],
            holding=holding,
            captures=copies.get(holding.source, ()),
            terms=agreed.get(holding.source),
            evidence=tuple(resting.get(holding.source, ())),
            quotes=taken.get(holding.source, ()),
        )
        for holding in records.holdings
        if holding.source in sources
    )


def _source_of(item: Evidence, quotes: Mapping[str, Quote], captures: Mapping[str, Capture]) -> str | None:
    quote, capture = quotes.get(item.quote or ""), captures.get(item.capture or "")
    return item.source or (quote.source if quote else None) or (capture.source if capture else None)
