"""The day new evidence arrives: the claims of all stories a source bears on, and what each level would become, before
anything is written; then all that is taken, as one act."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from newsroom.desk.arrival_bearing import Bearings
from newsroom.desk.arrival_days import by_its_day
from newsroom.desk.arrival_newcomer import Newcomer, newcomer_of
from newsroom.desk.arrival_party import REPORTS, Party
from newsroom.desk.arrival_resting import claims_resting_on, evidence_on
from newsroom.desk.claims import attach_evidence, guessed_of, set_evidence_fields
from newsroom.desk.days_in_words import DaysInWords
from newsroom.desk.levels import RatedClaim, places_by_owner, rate_claims
from newsroom.desk.pending import is_waiting, wait_no_longer
from newsroom.desk.sources import hold_source
from newsroom.desk.verdicts import Verdict, verdicts_of
from newsroom.domain.claim import Authority, Claim, Evidence, Stance
from newsroom.domain.errors import Refused
from newsroom.domain.partial_date import date_in_words
from newsroom.domain.quote import QuoteUse
from newsroom.domain.readiness_point import shown
from newsroom.domain.source import Holding, Source
from newsroom.domain.story import Story
from newsroom.domain.story_records import StoryRecords
from newsroom.domain.trust import Trust, speaks_too_late
from newsroom.storage.queries import Queries
from newsroom.storage.transaction import Transaction

Because = Literal["waiting", "absence", "dated", "matter", "attached", "other"]
BECAUSE_WORDS: Mapping[Because, str] = {
    "waiting": "waited for this", "absence": "says nothing is there yet", "dated": "says nothing was there that day",
    "matter": "says the same or the opposite", "attached": "rests on it already", "other": "speaks of something else",
}  # fmt: skip
_TRIAL = "trial"
_MOST_STORIES, _MOST_NAMES = 200, 6


@dataclass(frozen=True, slots=True)
class Row:
    """A claim the source bears on. ``evidence`` is the item by which it rests on it already, None before; ``before``
    and ``after`` are its levels without the act and with it; ``why`` says in whole sentences what makes the second.
    ``caution`` says what the day it speaks of bids, or why it is no more than background; empty where nothing does."""

    claim: Claim
    story: Story
    because: Because
    stance: Stance
    is_chosen: bool
    authority: Authority
    evidence: str | None
    locator: str
    passage: str
    before: RatedClaim
    after: RatedClaim
    why: tuple[str, ...]
    caution: str = ""
    is_awaited: bool = False

    @property
    def changes_level(self) -> bool:
        return self.before.level != self.after.level


@dataclass(frozen=True, slots=True)
class Taken:
    """One row as it is to be written."""

    claim: str
    stance: Stance
    authority: Authority
    evidence: str | None = None
    ends_waiting: bool = False
    locator: str = ""
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class _Case:
    """A story with the newcomer among its sources; nothing of it is written."""

    records: StoryRecords
    verdicts: tuple[Verdict, ...]
    now: datetime
    days: DaysInWords
    bearings: Bearings

    def rated(self, claim: Claim, trial: Evidence | None) -> RatedClaim:
        """The claim as it is, or with one item attached or changed."""
        own = [item for item in self.records.evidence if item.claim == claim.id and (not trial or item.id != trial.id)]
        evidence = (*own, trial) if trial is not None else tuple(own)
        few = replace(self.records, claims=(claim,), evidence=evidence)
        return rate_claims(few, now=self.now, verdicts=self.verdicts)[0]

    def too_late(self, claim: Claim, trial: Evidence) -> bool:
        return speaks_too_late(claim, Trust(self.records, now=self.now).basis(trial))


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a source bears on. A frozen trial: ``with_stance`` and ``with_choice`` return another one."""

    newcomer: Newcomer
    rows: tuple[Row, ...]
    cases: Mapping[str, _Case]

    @property
    def source(self) -> Source:
        return self.newcomer.source

    @property
    def chosen(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.is_chosen)

    @property
    def is_news(self) -> bool:
        """Whether there is something to tell somebody who did not ask."""
        return bool(self.news)

    @property
    def news(self) -> tuple[Row, ...]:
        """The claims that waited for it, and those whose level it would change as proposed."""
        return tuple(
            row
            for row in self.rows
            if row.evidence is None and (row.because == "waiting" or (row.is_chosen and row.changes_level))
        )

    def row(self, claim_id: str) -> Row:
        return next(row for row in self.rows if row.claim.id == claim_id)

    def with_choice(self, claim_id: str, *, chosen: bool) -> "Arrival":
        """The same, with a row taken or left."""
        return self._with(replace(self.row(claim_id), is_chosen=chosen))

    def with_stance(self, claim_id: str, stance: Stance) -> "Arrival":
        """The same, with another stance of the source to a claim; a row whose stance is set is one to be taken."""
        row = replace(self.row(claim_id), stance=stance, is_chosen=True)
        return self._with(_weighed(self.newcomer, self.cases[row.story.id], row))

    def taken(self) -> tuple[Taken, ...]:
        """The chosen rows, for ``take_arrival``. What was answered is waited for no longer; a part of it still is."""
        return tuple(
            Taken(
                row.claim.id, row.stance, row.authority, row.evidence,
                ends_waiting=row.is_awaited and row.stance in ("supports", "contradicts"),
                locator=row.locator, excerpt=row.passage,
            )
            for row in self.chosen
        )  # fmt: skip

    def _with(self, changed: Row) -> "Arrival":
        return replace(self, rows=tuple(changed if row.claim.id == changed.claim.id else row for row in self.rows))


def take_arrival(transaction: Transaction, *, source_id: str, taken: Sequence[Taken]) -> tuple[Evidence, ...]:
    """Attaches a source to all these claims, of whatever stories, in one act; it lies in the file of each story then.
    Refused: none, and a claim that lies in the bin."""
    if not taken:
        raise Refused("No claim is chosen, so there is nothing to take. Choose at least one with the space bar.")
    return tuple(_take(transaction, source_id, one) for one in taken)


def _take(transaction: Transaction, source_id: str, one: Taken) -> Evidence:
    claim = transaction.get(Claim, one.claim)
    if claim.binned_at is not None:
        raise Refused(f"{shown(claim.wording)} was taken out of its story meanwhile. Leave it out, then take the rest.")
    hold_source(transaction, story_id=claim.story, source_id=source_id)
    if one.ends_waiting:
        wait_no_longer(transaction, claim_id=claim.id)
    if one.evidence is not None:
        return set_evidence_fields(transaction, evidence_id=one.evidence, fields={"stance": one.stance})
    guessed = guessed_of(transaction.find, transaction.get(Source, source_id))
    return attach_evidence(
        transaction, claim_id=claim.id, source_id=source_id, stance=one.stance,
        fields={
            "authority": one.authority, "locator": one.locator, "excerpt": one.excerpt,
            "to_confirm": (*guessed, "locator") if one.excerpt else guessed,
        },
    )  # fmt: skip


def read_arrival(queries: Queries, source_id: str, *, now: datetime) -> Arrival:
    """The claims of all stories that a source of the desk bears on: those that waited for whoever speaks in it, those
    that say nothing is there yet, those of the same matter. Long work, for a job; ``Missing`` when it is not there."""
    newcomer = newcomer_of(queries, source_id, now=now)
    rows: list[Row] = []
    cases: dict[str, _Case] = {}
    for story in _stories(queries, newcomer):
        held = queries.story_records(story.id)
        records = _with_newcomer(held, newcomer)
        found = _concerned(records, newcomer)
        if found:
            is_held = len(held.sources) == len(records.sources)
            cases[story.id] = _case(records, found, Bearings(records, newcomer, is_held=is_held), now=now)
            rows += _rows(cases[story.id], newcomer, found)
    return Arrival(newcomer, tuple(rows), cases)


def _stories(queries: Queries, newcomer: Newcomer) -> tuple[Story, ...]:
    """Those that wait for the party, hold the source, or name the party in their words."""
    wanted = [claim.story for claim in queries.claims_waiting() if waits_for(claim, newcomer.party)]
    wanted += [holding.story for holding in queries.where(Holding, source=newcomer.source.id)]
    wanted += [claim.story for claim in claims_resting_on(queries, newcomer.source.id)]
    for name in newcomer.party.names[:_MOST_NAMES]:
        phrase = '"' + name.replace('"', " ").strip() + '"'
        hits = queries.search(phrase, limit=_MOST_STORIES, kinds=("draft",)) if len(phrase) > 4 else ()
        wanted += [hit.story for hit in hits if hit.story is not None]
    ids = tuple(dict.fromkeys(wanted))[:_MOST_STORIES]
    order = {story: number for number, story in enumerate(ids)}
    return tuple(sorted(queries.where(Story, id=ids), key=lambda story: order[story.id])) if ids else ()


def waits_for(claim: Claim, party: Party) -> bool:
    """Whether it is to come from them or, where nobody is named, is called theirs."""
    return is_waiting(claim) and party.is_meant_by(claim.pending_from.strip() or claim.pending)


def _with_newcomer(records: StoryRecords, newcomer: Newcomer) -> StoryRecords:
    """The story as if the source lay in its file, so that a trial finds all that counts of it."""
    if all(source.id != newcomer.source.id for source in records.sources):
        records = replace(records, sources=(*records.sources, newcomer.source))
    known = {copy.id for copy in records.captures}
    told = {notice.id for notice in records.notices}
    return replace(
        records,
        captures=(*records.captures, *(copy for copy in newcomer.captures if copy.id not in known)),
        notices=(*records.notices, *(notice for notice in newcomer.notices if notice.id not in told)),
    )


def _concerned(records: StoryRecords, newcomer: Newcomer) -> dict[str, Because]:
    """Claim → why it is offered."""
    attached = {item.claim for item in evidence_on(records, newcomer.source.id)}
    found: dict[str, Because] = {}
    is_of_it = False
    for claim in records.claims:
        because = _because(claim, newcomer, attached=claim.id in attached)
        if because is not None:
            found[claim.id] = because
            is_of_it = is_of_it or because != "attached" or newcomer.matter.is_of(claim.wording)
    if is_of_it:
        # Once the story is of the same matter, what it says is not there yet may be there now.
        absent = [one for one in records.claims if _is_absence(one) and one.id not in found]
        found |= {one.id: "absence" for one in absent if newcomer.may_end_absence(one)}
    return found


def _case(records: StoryRecords, found: Collection[str], bearings: Bearings, *, now: datetime) -> _Case:
    """Of the quotations only those are compared that stand in a claim concerned: a long story has thousands."""
    places = places_by_owner(records, "claim")
    inside = [place for claim in found for place in places.get(claim, ())]
    uses = places_by_owner(records, "quote_use")

    def stands_inside(use: QuoteUse) -> bool:
        own = uses.get(use.id, ())
        return any(one.start < place.end and place.start < one.end for one in own for place in inside)

    few = replace(records, quote_uses=tuple(use for use in records.quote_uses if stands_inside(use)))
    return _Case(records, verdicts_of(few), now, DaysInWords(records), bearings)


def _rows(case: _Case, newcomer: Newcomer, found: Mapping[str, Because]) -> list[Row]:
    """In the order of the text."""
    attached = {item.claim: item for item in evidence_on(case.records, newcomer.source.id)}
    claims = tuple(one for one in case.records.claims if one.id in found)
    ordered = rate_claims(replace(case.records, claims=claims), now=case.now, verdicts=case.verdicts)
    return [_row(case, newcomer, one, found[one.claim.id], attached.get(one.claim.id)) for one in ordered]


def _is_absence(claim: Claim) -> bool:
    return claim.kind == "absence" and not claim.proposed


def _because(claim: Claim, newcomer: Newcomer, *, attached: bool) -> Because | None:
    if claim.proposed or claim.kind == "opinion":
        return None
    if attached:
        return "attached"
    if waits_for(claim, newcomer.party):
        return "waiting"
    if not newcomer.matter.is_of(claim.wording):
        return None
    if claim.kind == "absence":
        return "absence"
    # What somebody said is backed by nobody else's words.
    own_words = claim.kind != "speech" or newcomer.party.is_meant_by(claim.wording)
    return "matter" if own_words else None


def _row(case: _Case, newcomer: Newcomer, one: RatedClaim, because: Because, known: Evidence | None) -> Row:
    claim = one.claim
    authority = known.authority if known is not None else newcomer.authority_for(claim)
    is_awaited = waits_for(claim, newcomer.party)
    bearing = case.bearings.of(claim, is_awaited=is_awaited)
    by_day = by_its_day(
        claim, case.days, bearing.guess.stance, published=newcomer.source.published,
        may_end_absence=newcomer.may_end_absence(claim),
    )  # fmt: skip
    stance = known.stance if known is not None else by_day.stance
    if by_day.of_a_day and because == "absence":
        because = "dated"
    elif bearing.is_of_other and because != "attached":
        because = "other"
    row = Row(
        claim=claim, story=case.records.story, because=because, stance=stance, is_chosen=False, authority=authority,
        evidence=known.id if known is not None else None, locator=bearing.locator, passage=bearing.passage, before=one,
        after=one, why=(), caution=by_day.sentence or ("" if known is not None else bearing.guess.because),
        is_awaited=is_awaited,
    )  # fmt: skip
    row = _weighed(newcomer, case, row)
    return replace(row, is_chosen=_is_proposed(newcomer, row))


def _is_proposed(newcomer: Newcomer, row: Row) -> bool:
    """Whether a row is to be taken unless somebody says no: in doubt it is not."""
    if row.evidence is not None or row.stance in ("context", "partial") or row.because == "other":
        return False
    # Nobody knows whether an undated word was said then.
    is_dated = newcomer.source.published is not None or row.claim.kind != "speech" or row.claim.about_date is None
    settles = row.changes_level and newcomer.source.type not in REPORTS and is_dated
    return row.is_awaited or settles


def _weighed(newcomer: Newcomer, case: _Case, row: Row) -> Row:
    """The row with the level it would have, and why."""
    trial = _trial(newcomer, case, row)
    after = case.rated(row.claim, trial)
    why = _why(row.before, after, late=case.too_late(row.claim, trial))
    return replace(row, after=after, why=(row.caution, *why) if row.caution else why)


def _trial(newcomer: Newcomer, case: _Case, row: Row) -> Evidence:
    known = next((item for item in case.records.evidence if item.id == row.evidence), None)
    if known is not None:
        return replace(known, stance=row.stance)
    return Evidence(
        id=f"{_TRIAL}-{row.claim.id}", version=1, created_at="", changed_at="", binned_at=None, claim=row.claim.id,
        source=newcomer.source.id, stance=row.stance, authority=row.authority, terms=newcomer.terms,
        as_of=newcomer.source.published, locator=row.locator, excerpt=row.passage,
    )  # fmt: skip


def _why(before: RatedClaim, after: RatedClaim, *, late: bool) -> tuple[str, ...]:
    said: list[str] = []
    if late:
        day = date_in_words(after.claim.about_date or "")
        said.append(f"It is later than {day}, which the claim speaks of, so it cannot back it.")
    if after.override is not None and after.suggested != after.override.level:
        said.append("Its level was set by hand and stays; you will be asked whether that is still your view.")
    said += [reason for reason in after.assessment.reasons if reason not in before.assessment.reasons]
    return tuple(said) or ("It changes nothing here.",)
