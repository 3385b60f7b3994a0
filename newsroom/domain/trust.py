"""From stored records to the items the confidence rule weighs (domain.md sections 2, 3 and 6): what is derived,
not stored, is derived here: inspected, reliability, embargo, retracted, own, origin."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from newsroom.domain.claim import Claim, Evidence, Grade
from newsroom.domain.custody import Passage, notice_reaches
from newsroom.domain.grades import ClaimFacts, EvidenceItem, QuoteMatch, grade
from newsroom.domain.origins import Item, Link, origins
from newsroom.domain.quote import Quote
from newsroom.domain.source import Capture, Source, SourceNotice
from newsroom.domain.story_records import StoryRecords, by_id, unsound_captures

_START_AT_B = frozenset({"record", "witness", "party", "interested", "interviewer"})


@dataclass(frozen=True, slots=True)
class Basis:
    """What one item of evidence rests on, looked up. ``captured``: a copy is kept whose file is what was kept;
    ``notices``: those about its source that reach it."""

    evidence: Evidence
    source: Source | None
    quote: Quote | None
    captured: bool
    notices: tuple[SourceNotice, ...]


def day_of(partial: str | None) -> date | None:
    """The first day a partial date can mean; None when there is none or it cannot be read."""
    if not partial:
        return None
    padded = {4: f"{partial[:4]}-01-01", 7: f"{partial[:7]}-01"}.get(len(partial), partial[:10])
    try:
        return date.fromisoformat(padded)
    except ValueError:
        return None


def embargo_day(moment: str | None, *, now: datetime) -> date | None:
    """The day an embargo ends, when it still lies ahead of ``now``; one that ends later today counts as tomorrow's,
    because the rule of confidence knows days only and the words may not leave yet."""
    if not moment:
        return None
    try:
        until = datetime.fromisoformat(moment)
    except ValueError:
        day = day_of(moment)
        return day if day is not None and day > now.date() else None
    until = until if until.tzinfo else until.replace(tzinfo=now.tzinfo)
    if until <= now:
        return None
    tomorrow = date.fromordinal(now.date().toordinal() + 1)
    return max(until.astimezone(now.tzinfo).date(), tomorrow)


class Trust:
    """Looks up, once per story, what each item of its evidence rests on."""

    def __init__(self, records: StoryRecords, *, now: datetime) -> None:
        self._now = now
        self._sources = by_id(records.sources)
        self._quotes = by_id(records.quotes)
        self._captures = by_id(records.captures)
        self._unsound = unsound_captures(records)
        self._copies: dict[str, list[Capture]] = {}
        for capture in records.captures:
            self._copies.setdefault(capture.source, []).append(capture)
        self._captured = {capture.source for capture in records.captures if capture.id not in self._unsound}
        self._links = [Link(link.child, link.parent, link.kind) for link in records.derivations]
        self._notices = records.notices
        self._grades = _grades_by_outlet(records, now.date())
        self._evidence: dict[str, list[Evidence]] = {}
        for item in records.evidence:
            self._evidence.setdefault(item.claim, []).append(item)

    def evidence_of(self, claim_id: str) -> Sequence[Evidence]:
        return self._evidence.get(claim_id, ())

    def basis(self, item: Evidence) -> Basis:
        """What the item rests on: its source, through a quote or a capture where that is what is cited."""
        quote = self._quotes.get(item.quote) if item.quote else None
        capture: Capture | None = self._captures.get(item.capture) if item.capture else None
        source_id = item.source or (quote.source if quote else None) or (capture.source if capture else None)
        source = self._sources.get(source_id) if source_id else None
        captured = source_id in self._captured or (capture is not None and capture.id not in self._unsound)
        notices = self.notices_on(
            source_id, quote=quote, copy=item.capture, words=(item.excerpt,), locator=item.locator
        )  # fmt: skip
        return Basis(item, source, quote, captured, notices)

    def notices_on(
        self, source_id: str | None, *, quote: Quote | None, copy: str | None = None,
        words: tuple[str, ...] = (), locator: str = "",
    ) -> tuple[SourceNotice, ...]:  # fmt: skip
        """The notices about a source that reach what rests on these words, this place or this quote of it."""
        about = [notice for notice in self._notices if notice.source == source_id]
        if not about:
            return ()
        own = copy or (quote.capture if quote else None)
        copies = [one for one in self._copies.get(source_id or "", ()) if own in (None, one.id)]
        words = (*words, quote.verbatim) if quote else words
        passage = Passage(words, locator or (quote.locator if quote else ""), tuple(copies))
        return tuple(notice for notice in about if notice_reaches(notice, passage))

    def items(self, claim: Claim) -> tuple[EvidenceItem, ...]:
        """The claim's evidence as the rule takes it."""
        bases = [self.basis(item) for item in self.evidence_of(claim.id)]
        plain = {basis.evidence.id: self._item(claim, basis, origin=basis.evidence.id) for basis in bases}
        found = origins([self._origin_item(claim, basis, plain[basis.evidence.id]) for basis in bases], self._links)
        return tuple(self._item(claim, basis, origin=found[basis.evidence.id]) for basis in bases)

    def _origin_item(self, claim: Claim, basis: Basis, item: EvidenceItem) -> Item:
        used = item.stance in ("supports", "partial") and grade(item, kind=claim.kind, today=self._now.date()) >= 1
        source = basis.source.id if basis.source else None
        return Item(basis.evidence.id, source, basis.quote.speaker if basis.quote else None, used)

    def _item(self, claim: Claim, basis: Basis, *, origin: str) -> EvidenceItem:
        item, source = basis.evidence, basis.source
        return EvidenceItem(
            id=item.id,
            origin=origin,
            stance="context" if speaks_too_late(claim, basis) else item.stance,
            authority=item.authority,
            terms=item.terms,
            reliability=item.reliability_override or self._reliability(item, source),
            firsthand=item.first_hand,
            inspected=basis.captured,
            as_of=day_of(item.as_of),
            embargo_until=embargo_day(source.embargo_until if source else None, now=self._now),
            retracted=bool(basis.notices),
            own=source is not None and source.type == "own_story",
        )

    def _reliability(self, item: Evidence, source: Source | None) -> Grade:
        """The default grades of section 3: outlets at what the desk's list says, otherwise F."""
        if item.authority in _START_AT_B:
            return "B"
        if item.authority == "insider":
            return "B" if item.terms == "on_record" else "F"
        if item.authority in ("publication", "aggregator") and source is not None:
            return self._grades.get(source.publisher.casefold()) or self._grade_of_host(source.url) or "F"
        return "F"

    def _grade_of_host(self, url: str) -> Grade | None:
        """The grade of the outlet whose web domain the host is, or lies below: ``news.weirpost.example``."""
        parts = _domain(url).split(".")
        hosts = (".".join(parts[number:]) for number in range(max(0, len(parts) - 1)))
        return next((self._grades[host] for host in hosts if host in self._grades), None)


def facts_of(claim: Claim, *, quote_match: QuoteMatch | None) -> ClaimFacts:
    """The claim as the rule takes it."""
    return ClaimFacts(kind=claim.kind, ttl_days=claim.ttl_days, quote_match=quote_match)


def speaks_too_late(claim: Claim, basis: Basis) -> bool:
    """Whether the evidence is later than what a ``speech`` claim is about: an October statement does not make a July
    one. Compared to the precision of ``about_date``."""
    about = claim.about_date
    if claim.kind != "speech" or not about or basis.evidence.stance not in ("supports", "partial"):
        return False
    said = basis.evidence.as_of or (basis.quote.said_at if basis.quote else None)
    said = said or (basis.source.published if basis.source else None)
    return said is not None and said[: len(about)] > about


def _grades_by_outlet(records: StoryRecords, today: date) -> Mapping[str, Grade]:
    newest: dict[str, tuple[str, str, Grade]] = {}
    for rating in records.ratings:
        since = day_of(rating.rated_from)
        if since is not None and since <= today:
            known = newest.get(rating.publisher)
            candidate = (rating.rated_from, rating.created_at, rating.grade)
            if known is None or candidate[:2] >= known[:2]:
                newest[rating.publisher] = candidate
    grades: dict[str, Grade] = {}
    for publisher in records.publishers:
        if publisher.id in newest:
            for key in (publisher.name.casefold(), *publisher.domains):
                grades[key] = newest[publisher.id][2]
    return grades


def _domain(url: str) -> str:
    host = url.split("://", 1)[-1].split("/", 1)[0].split("@")[-1].split(":")[0]
    return host.removeprefix("www.").lower() or " "
