"""The evidence of a story on one page, computed from its check; who is protected bears the code name."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from newsroom.desk.check import Checked
from newsroom.desk.check_places import surroundings_of
from newsroom.desk.claim_marks import mark_words
from newsroom.desk.levels import RatedClaim
from newsroom.desk.people import called
from newsroom.domain.claim import Evidence, Level
from newsroom.domain.comment_request import OPEN_OUTCOMES, OUTCOME_NAMES, CommentRequest, deadline_in_words
from newsroom.domain.grades import EvidenceItem, grade
from newsroom.domain.overview import (
    ClaimTold,
    EvidenceTold,
    LineTold,
    OriginTold,
    Overview,
    SectionTold,
    TopTold,
    Way,
)
from newsroom.domain.quote import Quote
from newsroom.domain.readiness import Finding
from newsroom.domain.readiness_point import told_where
from newsroom.domain.source import Source
from newsroom.domain.story_records import StoryRecords, by_id
from newsroom.domain.wording import AUTHORITY_NAMES, FIDELITY_NAMES, STAGE_NAMES, flag_words
from newsroom.text.sections import ClaimPlace, sections_of

LEVELS_IN_ORDER: tuple[Level, ...] = (
    "refuted", "disputed", "unsourced", "low", "moderate", "high", "confirmed", "not_ratable",
)  # fmt: skip
"""What needs a look first."""
NOBODY = "nobody identified"
CONFIDENTIAL = "a confidential source"


def overview_of(checked: Checked, *, now: datetime) -> Overview:
    """The page for the story as it was checked; proposals are left out. A moment's work for 2,000 claims."""
    records = checked.records
    told = claims_told(checked, now=now)
    by_claim = {one.id: one for one in told}
    levels = [one.level for one in told]
    return Overview(
        headline=records.story.headline or records.story.slug,
        stage=STAGE_NAMES[records.story.stage],
        coverage=checked.coverage.words,
        made_at=now.isoformat(timespec="minutes"),
        claims=told,
        origins=_origins(told),
        points=tuple(_point(records, finding) for finding in checked.findings),
        top=tuple(_top(checked, by_claim)),
        sections=_sections(checked),
        quotes=tuple(_quotes(checked)),
        requests=tuple(_request(one, now=now) for one in records.requests if _is_outstanding(one)),
        levels=tuple((level, levels.count(level)) for level in LEVELS_IN_ORDER if level in levels),
    )


def claims_told(checked: Checked, *, now: datetime) -> tuple[ClaimTold, ...]:
    """Every claim that was taken, in the order of the text, each with its evidence in words."""
    namer = _Namer(checked.records, now=now)
    return tuple(namer.claim(one) for one in checked.claims if not one.claim.proposed)


def evidence_told(records: StoryRecords, rated: RatedClaim, *, now: datetime) -> tuple[EvidenceTold, ...]:
    """The evidence of one claim: what counts as one source stands together, the strongest first."""
    return _Namer(records, now=now).evidence(rated)


class _Namer:
    """Says what each item of evidence rests on; the records are looked up once."""

    def __init__(self, records: StoryRecords, *, now: datetime) -> None:
        self._records, self._today = records, now.date()
        self._sources, self._people = by_id(records.sources), by_id(records.people)
        self._quotes, self._copies = by_id(records.quotes), by_id(records.captures)
        self._evidence: dict[str, Evidence] = by_id(records.evidence)

    def claim(self, one: RatedClaim) -> ClaimTold:
        return ClaimTold(
            id=one.claim.id, words=" ".join(one.claim.wording.split()), level=one.level, suggested=one.suggested,
            is_set_by_hand=one.override is not None,
            flags=" · ".join(part for part in (mark_words(one.claim), flag_words(one.assessment.flags)) if part),
            evidence=self.evidence(one), way=Way("claim", one.claim.id),
        )  # fmt: skip

    def evidence(self, one: RatedClaim) -> tuple[EvidenceTold, ...]:
        strongest: dict[str, int] = {}
        told = [self._item(item, one) for item in one.items]
        for item in told:
            strongest[item.origin] = max(strongest.get(item.origin, 0), item.strength)
        told.sort(key=lambda item: (-strongest[item.origin], item.origin_name, item.origin, -item.strength, item.what))
        return tuple(told)

    def _item(self, item: EvidenceItem, one: RatedClaim) -> EvidenceTold:
        evidence = self._evidence[item.id]
        quote = self._quotes.get(evidence.quote or "")
        source = self._source(evidence, quote)
        return EvidenceTold(
            id=item.id, what=self._what(quote, source), stance=item.stance, authority=AUTHORITY_NAMES[item.authority],
            origin=item.origin, origin_name=self._origin(item.origin),
            strength=grade(item, kind=one.claim.kind, today=self._today),
            way=Way("source", source.id) if source is not None else None,
        )  # fmt: skip

    def _source(self, item: Evidence, quote: Quote | None) -> Source | None:
        copy = self._copies.get(item.capture or "")
        return self._sources.get(item.source or (quote.source if quote else "") or (copy.source if copy else "") or "")

    def _what(self, quote: Quote | None, source: Source | None) -> str:
        name = source_name(source)
        if quote is None:
            return name
        speaker = self._people.get(quote.speaker or "")
        who = called(speaker) if speaker is not None else ""
        return f"quote of {who}, {name}" if who else f"quote, {name}"

    def _origin(self, origin: str) -> str:
        kind, _, person = origin.partition(":")
        if person and kind == "person":
            found = self._people.get(person)
            return called(found) if found is not None and called(found) else NOBODY
        return source_name(self._sources.get(origin))


def source_name(source: Source | None) -> str:
    """The outlet, else the title; what is kept confidential is not named on paper."""
    if source is None:
        return NOBODY
    if source.confidentiality != "normal":
        return CONFIDENTIAL
    return source.publisher.strip() or source.title.strip() or "a source without a title"


def _origins(claims: Sequence[ClaimTold]) -> tuple[OriginTold, ...]:
    """Those that carry most first."""
    names: dict[str, tuple[str, Way | None]] = {}
    items: dict[str, set[str]] = {}
    spoken: dict[str, list[ClaimTold]] = {}
    alone: dict[str, list[ClaimTold]] = {}
    for claim in claims:
        speaking = [item for item in claim.evidence if item.stance in ("supports", "partial", "contradicts")]
        backing = {item.origin for item in speaking if item.stance != "contradicts" and item.strength}
        for item in speaking:
            if not (item.origin_name == NOBODY and item.way is None):
                names.setdefault(item.origin, (item.origin_name, item.way))
                items.setdefault(item.origin, set()).add(item.id)
        for origin in dict.fromkeys(item.origin for item in speaking):
            spoken.setdefault(origin, []).append(claim)
            if backing == {origin}:
                alone.setdefault(origin, []).append(claim)
    found = [
        OriginTold(name, len(items[one]), len(spoken[one]), tuple(alone.get(one, ())), _way_to(one, way))
        for one, (name, way) in names.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.claims, -len(one.alone), one.name.casefold())))


def _way_to(origin: str, way: Way | None) -> Way | None:
    return way if origin.startswith("person:") else Way("source", origin)


def _point(records: StoryRecords, finding: Finding) -> LineTold:
    words = told_where(finding.message, text=records.draft.text, start=finding.start, end=finding.end)
    for source in records.sources:
        if source.confidentiality != "normal" and source.title.strip():
            words = words.replace(source.title, CONFIDENTIAL)
    if finding.start is not None and finding.end is not None:
        way = Way("place", start=finding.start, end=finding.end)
    elif finding.record_kind in ("claim", "quote_use", "source") and finding.record:
        way = Way(finding.record_kind, finding.record)
    else:
        way = Way("story")
    return LineTold(words[:1].upper() + words[1:], finding.who, way, finding.weight)


def _top(checked: Checked, told: Mapping[str, ClaimTold]) -> Iterator[TopTold]:
    """The headline and each sentence of the first paragraph, with the claims that state it."""
    records = checked.records
    if records.story.headline.strip():
        stating = [told[one] for one, spans in checked.spans.items() if one in told and _in_headline(spans)]
        yield TopTold("Headline", records.story.headline, tuple(stating), Way("story"))
    standing = [one for one in checked.claims if not one.claim.proposed]
    for start, end in surroundings_of(records, standing, checked.prose).statements:
        words = " ".join(records.draft.text[start:end].split())
        stating = [
            told[one.claim.id]
            for one in standing
            if any(place.start < end and start < place.end and place.state != "adrift" for place in one.places)
        ]
        yield TopTold("First paragraph", words, tuple(stating), Way("place", start=start, end=end))


def _in_headline(spans: Sequence[object]) -> bool:
    return any(getattr(span, "place", "") == "headline" for span in spans)


def _sections(checked: Checked) -> tuple[SectionTold, ...]:
    opened = {finding.record for finding in checked.findings if finding.record is not None}
    places: list[ClaimPlace] = []
    for one in checked.claims:
        claim = one.claim
        sourced = one.level != "unsourced" or claim.common_knowledge or claim.own_observation
        starts = [place.start for place in one.places if place.state != "adrift" and not claim.proposed]
        places += [ClaimPlace(claim.id, start, sourced, claim.id in opened) for start in starts]
    return tuple(
        SectionTold(
            part.words, part.depth, part.sourced, part.of, part.open,
            Way("place", start=part.start, end=part.words_end),
        )
        for part in sections_of(checked.records.draft.text, places)
    )  # fmt: skip


def _quotes(checked: Checked) -> Iterator[LineTold]:
    people = by_id(checked.records.people)
    for verdict in checked.quotes:
        if verdict.use.proposed or not verdict.is_speech:
            continue
        speaker = people.get(verdict.quote.speaker or "") if verdict.quote is not None else None
        who = (called(speaker) if speaker is not None else verdict.use.speaker_name) or "nobody named"
        told = "told in our words" if verdict.use.kind == "indirect" else FIDELITY_NAMES[verdict.kind]
        words = " ".join(verdict.published.split())
        yield LineTold(f"{who}: {words}", told, Way("quote_use", verdict.use.id))


def _is_outstanding(request: CommentRequest) -> bool:
    return not request.proposed and request.outcome in OPEN_OUTCOMES


def _request(request: CommentRequest, *, now: datetime) -> LineTold:
    by = deadline_in_words(request.deadline, zone=now.tzinfo)
    asked = "asked" if request.asked_at else "not asked yet"
    told = [asked, OUTCOME_NAMES[request.outcome] if request.asked_at else "", f"by {by}" if by else "no deadline"]
    number = len(request.claims)
    about = f" about {number} claim{'' if number == 1 else 's'}" if number else ""
    way = Way("claim", request.claims[0]) if request.claims else None
    return LineTold(f"{request.asked_of}{about}", ", ".join(part for part in told if part), way)
