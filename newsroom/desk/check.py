"""What holds and what does not: the records of a story as the gate takes them, and its findings."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial

from newsroom.desk.check_again import Again, Checked, Ground
from newsroom.desk.check_custody import source_troubles
from newsroom.desk.check_marks import CheckedPlaces
from newsroom.desk.check_mentions import Mentions, read_mentions
from newsroom.desk.check_numbers import CitedNumbers
from newsroom.desk.check_places import Surroundings, surroundings_of
from newsroom.desk.check_prose import prose_states, sentence_round
from newsroom.desk.check_quotes import QuoteStates
from newsroom.desk.check_repeats import Repeat, repeats_of, wording_states
from newsroom.desk.check_replies import request_states
from newsroom.desk.check_terms import StoryTerms, settled_by_quotes
from newsroom.desk.levels import RatedClaim, places_by_owner, rate_claims
from newsroom.desk.signed import APPROVED, is_legally_cleared, waived_rules, was_legal_asked
from newsroom.desk.terms import OWN_TALK
from newsroom.desk.verdicts import Verdict
from newsroom.domain.anchor import Place, unpack_positions
from newsroom.domain.draft import Check
from newsroom.domain.person import Person
from newsroom.domain.profile import SOLO, Profile
from newsroom.domain.readiness import after_waivers, coverage, unmet_for_move
from newsroom.domain.readiness_facts import (
    AnonymityState,
    CheckState,
    ClaimState,
    NoteState,
    PictureState,
    QuoteState,
    SourceState,
    SpanFacts,
    StoryFacts,
)
from newsroom.domain.source import Source
from newsroom.domain.story_records import StoryRecords, by_id
from newsroom.domain.terms import Terms, TermsValue, says_who
from newsroom.text.prose import Prose, read_prose


def check_story(
    records: StoryRecords, *, profile: Profile, now: datetime, before: Checked | None = None
) -> Checked:  # fmt: skip
    """Every unmet rule of the house profile, as the story lies on the desk now. ``before`` is the check of an earlier
    state of the same story: of it everything is taken over that cannot be otherwise now."""
    again = Again(before, records, profile=profile)
    verdicts = again.verdicts()
    mentions = again.mentions(verdicts)
    rated = rate_claims(records, now=now, verdicts=verdicts, before=again.rated())
    prose = read_prose(records.draft.text, before=before.prose if before else None)
    around = surroundings_of(records, rated, prose, before=again.surroundings())
    spans = again.spans(rated, around)
    repeated, grouping = again.repeats(rated, spans)
    facts = _facts(
        records, rated, verdicts, around=around, spans=spans, repeated=repeated, mentions=mentions, profile=profile,
        now=now, again=again,
    )  # fmt: skip
    waived = waived_rules(records, profile)
    unmet = unmet_for_move(facts, profile, to="exported", waived=waived)
    told = again.told(facts)
    found = after_waivers(told.findings, waived) if waived else told.findings
    return Checked(
        records, rated, verdicts, found, coverage(facts), prose, spans, repeated, unmet, mentions, grouping,
        Ground(now, profile, around, told),
    )  # fmt: skip


def facts_of_story(
    records: StoryRecords, rated: Sequence[RatedClaim], verdicts: Sequence[Verdict], *, now: datetime
) -> StoryFacts:
    """The story as the gate takes it."""
    around = surroundings_of(records, rated, read_prose(records.draft.text))
    spans = {one.claim.id: around.spans_of(one) for one in rated}
    repeated, _ = repeats_of(records, rated, spans)
    mentions = read_mentions(records, verdicts)
    return _facts(
        records, rated, verdicts, around=around, spans=spans, repeated=repeated, mentions=mentions, profile=SOLO,
        now=now, again=Again(None, records, profile=SOLO),
    )  # fmt: skip


def _facts(
    records: StoryRecords, rated: Sequence[RatedClaim], verdicts: Sequence[Verdict], *, around: Surroundings,
    spans: Mapping[str, tuple[SpanFacts, ...]], repeated: Sequence[Repeat], mentions: Mentions, profile: Profile,
    now: datetime, again: Again,
) -> StoryFacts:  # fmt: skip
    terms, current = StoryTerms(records), content_hash(records, rated)
    return StoryFacts(
        now=now,
        headline=records.story.headline,
        byline=records.story.byline,
        first_paragraph=around.statements,
        stage=records.story.stage,
        embargo_until=_moment(records.story.embargo_until),
        claims=again.claims(rated, spans, _claim_states(records, around, spans)),
        quotes=again.quotes(lambda: _quote_states(records, verdicts, profile=profile, mentions=mentions, terms=terms)),
        promises=terms.promises(verdicts),
        sources=_source_states(records, rated, verdicts),
        troubles=source_troubles(records, rated, verdicts, now=now),
        anonymity=_anonymity(records, verdicts, around.prose),
        requests=request_states(records, now=now),
        checks=_check_states(records),
        notes=_note_states(records),
        pictures=tuple(
            PictureState(asset.id, asset.caption or asset.credit, bool(asset.alt_text), asset.rights == "confirmed")
            for asset in records.assets
        ),
        prose=(
            *prose_states(records, rated, verdicts, around.prose, terms),
            *mentions.states,
        ),
        wordings=wording_states(repeated),
        approved_hash=next((one.sha256 for one in reversed(records.sign_offs) if one.scope == APPROVED), None),
        current_hash=current,
        legal_asked=was_legal_asked(records),
        legal_cleared=is_legally_cleared(records, current=current),
        dismissed=frozenset((one.finding, one.record or "", one.sha256) for one in records.dismissals),
    )


def _quote_states(
    records: StoryRecords, verdicts: Sequence[Verdict], *, profile: Profile, mentions: Mentions, terms: StoryTerms
) -> tuple[QuoteState, ...]:
    quoted = QuoteStates(records, verdicts, house=profile.quotes, mentions=mentions, terms=terms)
    return tuple(quoted.state(verdict) for verdict in verdicts)


def content_hash(records: StoryRecords, rated: Sequence[RatedClaim]) -> str:
    """SHA-256 of the words and the evidence a sign-off covers: headline, dek, text, and each claim's evidence."""
    evidence = sorted(one.evidence_hash for one in rated if not one.claim.proposed)
    whole = "\n".join((records.story.headline, records.story.dek, records.draft.sha256, *evidence))
    return hashlib.sha256(whole.encode("utf-8")).hexdigest()


def _moment(stored: str | None) -> datetime | None:
    if not stored:
        return None
    try:
        moment = datetime.fromisoformat(stored)
    except ValueError:
        # An embargo nobody can read must not let the story out by being ignored.
        return datetime.max.replace(tzinfo=UTC)
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _hash(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8")).hexdigest()


def _claim_states(
    records: StoryRecords, around: Surroundings, spans: Mapping[str, tuple[SpanFacts, ...]]
) -> Callable[[RatedClaim], ClaimState]:
    return partial(_claim_state, records, spans, CitedNumbers(records), CheckedPlaces(records, around))


def _claim_state(
    records: StoryRecords, spans: Mapping[str, tuple[SpanFacts, ...]], numbers: CitedNumbers, checked: CheckedPlaces,
    one: RatedClaim,
) -> ClaimState:  # fmt: skip
    claim, unlike = one.claim, numbers.unlike(one)
    asked = [request for request in records.requests if claim.id in request.claims and not request.proposed]
    words = "\n".join(_words_round(records.draft.text, place) for place in one.places)
    return ClaimState(
        id=claim.id,
        wording=claim.wording,
        level=one.level,
        flags=one.assessment.flags,
        kind=claim.kind,
        spans=spans[claim.id],
        accusation=claim.accusation,
        has_request_or_reason=any(request.was_put for request in asked),
        still_to_ask=next((request.asked_of for request in asked if not request.was_put), ""),
        override_waiting=one.asks_again or _raised_by_author(one),
        labelled_as_analysis=claim.labelled_as_analysis or records.story.kind in ("analysis", "opinion"),
        common_knowledge=claim.common_knowledge,
        own_observation=claim.own_observation,
        numbers_unlike_source=unlike.here if unlike is not None else (),
        numbers_of_source=unlike.there if unlike is not None else (),
        proposed=claim.proposed,
        checked=checked.cover(one.places),
        hash=_hash(words, one.level),
    )


def _words_round(text: str, place: Place) -> str:
    """The words of the sentence a claim is a part of: who says so may stand in the rest of it."""
    begin, stop = sentence_round(text, place.start, place.end)
    return " ".join(text[begin:stop].split())


def _raised_by_author(one: RatedClaim) -> bool:
    order = ("unsourced", "low", "moderate", "high", "confirmed")
    if one.override is None or one.level not in order or one.suggested not in order:
        return False
    return order.index(one.level) > order.index(one.suggested)


def _source_states(
    records: StoryRecords, rated: Sequence[RatedClaim], verdicts: Sequence[Verdict]
) -> tuple[SourceState, ...]:
    """The sources whose words or content stand in the story: behind a quotation, or behind a claim that was taken."""
    agreed: dict[str, TermsValue] = {terms.record: terms.value for terms in records.terms}
    used: dict[str, tuple[int, int] | None] = {}
    taken = {one.claim.id for one in rated if not one.claim.proposed}
    quotes, copies = by_id(records.quotes), by_id(records.captures)
    for item in records.evidence:
        behind = item.source or (quotes[item.quote].source if item.quote in quotes else None)
        behind = behind or (copies[item.capture].source if item.capture in copies else None)
        told_in_confidence = item.terms == "off_record" or agreed.get(behind or "") == "off_record"
        if item.claim in taken and behind is not None and not told_in_confidence and item.stance != "context":
            used.setdefault(behind, None)
    for verdict in verdicts:
        if verdict.quote is not None and verdict.quote.source is not None:
            used[verdict.quote.source] = (verdict.start, verdict.end)
    agreed |= settled_by_quotes(records, verdicts, claims=taken)
    states: list[SourceState] = []
    for source in records.sources:
        if source.id in used:
            states.append(_source_state(source, agreed, used[source.id]))
    return tuple(states)


def _source_state(source: Source, agreed: Mapping[str, TermsValue], place: tuple[int, int] | None) -> SourceState:
    own = source.type in OWN_TALK
    return SourceState(
        id=source.id,
        title=source.title,
        terms=agreed.get(source.id, "unspecified" if own else "on_record"),
        own_interview=own,
        embargo_until=_moment(source.embargo_until),
        start=place[0] if place else None,
        end=place[1] if place else None,
    )


def _anonymity(records: StoryRecords, verdicts: Sequence[Verdict], prose: Prose) -> tuple[AnonymityState, ...]:
    told = (one for paragraph in prose.known.values() for one in paragraph.replies)
    declined = frozenset(one.of.casefold() for one in told if one.of and one.form != "silent")
    speaking = {verdict.quote.speaker for verdict in verdicts if verdict.quote is not None}
    agreed = {terms.record: terms for terms in records.terms}
    states: list[AnonymityState] = []
    for person in records.people:
        terms = agreed.get(person.id)
        unnamed = person.protected or (terms is not None and terms.value not in ("on_record", "unspecified"))
        if unnamed and person.id in speaking:
            states.append(_anonymity_state(records, person, terms, told=declined))
    return tuple(states)


def _anonymity_state(
    records: StoryRecords, person: Person, terms: Terms | None, *, told: frozenset[str]
) -> AnonymityState:
    """``told`` are the names, folded, whose reply the prose tells."""
    description = terms.agreed_description if terms is not None else ""
    names = {name.casefold() for name in (person.name, person.code_name, *person.aliases) if name}
    declined = any(
        request.outcome.startswith("declined")
        and (request.via_person == person.id or request.asked_of.strip().casefold() in names)
        for request in records.requests
    ) or any(told.intersection((name, *name.split()[-1:])) for name in names)
    return AnonymityState(
        person=person.id,
        label=person.code_name or description or "somebody unnamed",
        approved=terms is not None and bool(terms.approved_by),
        reason=terms.reason or "" if terms is not None else "",
        described=says_who(description),
        listed_as_declined=declined,
    )


def _note_states(records: StoryRecords) -> tuple[NoteState, ...]:
    positions = unpack_positions(records.draft.positions)
    states: list[NoteState] = []
    for note in records.notes:
        place = positions.get(note.anchor or "")
        if not note.resolved and note.thread is None:
            start, end = (place.start, place.end) if place is not None else (None, None)
            states.append(NoteState(note.id, note.text, start, end))
    return tuple(states)


def _is_stale(check: Check, place: Place, words: str) -> bool:
    """A check of reworded words holds for these: their place is only not yet taken for the statement's."""
    if place.state == "adrift":
        return True
    return check.sha256 != _hash(words) if check.sha256 else place.state != "attached"


def _check_states(records: StoryRecords) -> tuple[CheckState, ...]:
    positions = unpack_positions(records.draft.positions)
    newest = {check.anchor: check for check in records.checks}
    owners = places_by_owner(records, "check")
    states: list[CheckState] = []
    for check in newest.values():
        place = positions.get(check.anchor) or next(iter(owners.get(check.id, ())), None)
        words = records.draft.text[place.start : place.end] if place is not None else ""
        states.append(
            CheckState(
                id=check.id,
                mark=check.mark,
                start=place.start if place is not None else None,
                end=place.end if place is not None else None,
                note=check.note,
                stale=place is None or _is_stale(check, place, words),
                hash=_hash(words, check.mark),
            )
        )
    return tuple(states)
