"""After new evidence was taken: story by story, the words that must change and those that may; and for a story that is
out already, what readers are to be told."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from newsroom.desk.after_publication import Published, published_as
from newsroom.desk.arrival_days import dated_absence, stays_true
from newsroom.desk.arrival_matter import says_nothing_is_said, would_not_say
from newsroom.desk.arrival_resting import claims_resting_on, evidence_on
from newsroom.desk.check import facts_of_story
from newsroom.desk.days_in_words import DaysInWords
from newsroom.desk.levels import RatedClaim, rate_claims
from newsroom.desk.verdicts import verdicts_of
from newsroom.domain.assertion import judge
from newsroom.domain.claim import Claim, Level
from newsroom.domain.grades import LEVELS
from newsroom.domain.readiness_facts import SpanFacts
from newsroom.domain.source import Source
from newsroom.domain.story import PostPublicationKind, Story
from newsroom.domain.story_records import StoryRecords
from newsroom.domain.wording import LEVEL_NAMES
from newsroom.storage.queries import Queries
from newsroom.text.language.en import ENGLISH
from newsroom.text.scan import scan
from newsroom.text.spans import paragraphs, sentences
from newsroom.text.strength_cues_en import HEDGING_ADVERBS

_HEADINGS = ("headline", "subhead")
_HEDGE = re.compile(rf"\b(?:{'|'.join(HEDGING_ADVERBS)}|rumou?rs?)\b", re.IGNORECASE)
_WAITS = re.compile(
    r"\b(?:pending|await(?:s|ing)?|until|unless|subject to|short of)\b[^.;]{0,60}?\b(?:confirm\w*|announce\w*"
    r"|release)\b|\bif (?:it is |the series is )?(?:renewed|confirmed|approved)\b"
    r"|\b(?:until|unless)\b[^.;]{0,100}?\b(?:says?|speaks?|answers?|repl(?:y|ies)|responds?)\b"
    r"|\brests? (?:up)?on (?:one|a single) (?:report|source|outlet|account)\b"
    r"|\bremains? (?:a guess|unconfirmed|unannounced)\b",
    re.IGNORECASE,
)
_UNMARKED_ABSENCE = "No claim is marked here, and it says that something is not there yet: does that still hold?"
_UNMARKED_WAIT = "No claim is marked here, and it waits for word that may be there now: does that still hold?"


@dataclass(frozen=True, slots=True)
class WordingPoint:
    """One place (code points of the stored text; None for the headline) whose words must change, or may. ``claim`` is
    None where nothing is marked."""

    claim: str | None
    start: int | None
    end: int | None
    words: str
    must: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class LevelChange:
    """A claim whose level the source changed."""

    claim: Claim
    before: Level
    after: Level


@dataclass(frozen=True, slots=True)
class StoryWording:
    """What a source changed in one story: levels, places in the order of the text, the headline first; where readers
    have the story already, how, and what kind of notice is proposed."""

    story: Story
    changes: tuple[LevelChange, ...]
    points: tuple[WordingPoint, ...]
    published: Published | None = None
    proposed: PostPublicationKind | None = None


def read_wording(queries: Queries, source_id: str, *, now: datetime) -> tuple[StoryWording, ...]:
    """The stories in which a source changed a level, each compared with how it would be without the source. Long work,
    for a job."""
    claims = claims_resting_on(queries, source_id)
    found: list[StoryWording] = []
    for story_id in dict.fromkeys(claim.story for claim in claims if not claim.proposed):
        records = queries.story_records(story_id)
        told = wording_of(records, source_id, now=now)
        if told.changes:
            out = published_as(queries, records)
            proposed = proposed_kind(told.changes) if out is not None else None
            found.append(replace(told, published=out, proposed=proposed))
    return tuple(found)


def wording_of(records: StoryRecords, source_id: str, *, now: datetime) -> StoryWording:
    """What the evidence of one source changed in a story."""
    verdicts = verdicts_of(records)
    of_it = {item.id for item in evidence_on(records, source_id)}
    without = tuple(item for item in records.evidence if item.id not in of_it)
    rated = rate_claims(records, now=now, verdicts=verdicts)
    earlier = rate_claims(replace(records, evidence=without), now=now, verdicts=verdicts)
    before: dict[str, Level] = {one.claim.id: one.level for one in earlier}
    touched = [one for one in rated if not one.claim.proposed and before[one.claim.id] != one.level]
    spans = {state.id: state.spans for state in facts_of_story(records, rated, verdicts, now=now).claims}
    points = [
        point for one in touched for point in _points(records, one, before[one.claim.id], spans[one.claim.id])
    ]  # fmt: skip
    if touched:
        settled = any(one.level in ("refuted", "confirmed", "high") for one in touched)
        source = next(one for one in records.sources if one.id == source_id)
        points += _unmarked(records, rated, source, absences=settled)
        points += _spoken_since(records, source) if settled else ()
        points += _true_then(records, rated, source, but={one.claim.id for one in touched}) if settled else ()
    changes = tuple(LevelChange(one.claim, before[one.claim.id], one.level) for one in touched)
    return StoryWording(records.story, changes, tuple(sorted(points, key=lambda one: one.start or 0)))


def _points(
    records: StoryRecords, one: RatedClaim, before: Level, spans: Sequence[SpanFacts]
) -> Iterator[WordingPoint]:  # fmt: skip
    attributed = False
    for span in sorted(spans, key=lambda span: -1 if span.start is None else span.start):
        if span.state == "adrift":
            continue
        text = records.draft.text
        words = records.story.headline if span.start is None else text[span.start : span.end]
        told = _told(one, before, span, words, attributed_before=attributed)
        attributed = attributed or (span.strength.attributed and span.place not in _HEADINGS)
        if told is not None:
            must, sentence = told
            yield WordingPoint(one.claim.id, span.start, span.end, " ".join(words.split()), must, sentence)


def _told(
    one: RatedClaim, before: Level, span: SpanFacts, words: str, *, attributed_before: bool
) -> tuple[bool, str] | None:  # fmt: skip
    """Whether it must, and why; None where the words fit the new level as they are."""
    verdict = judge(
        one.level, span.strength, span.place, attributed_before=attributed_before,
        other_side_in_paragraph=span.other_side_in_paragraph, labelled_analysis=one.claim.labelled_as_analysis,
        said_as_outdated=span.said_as_outdated, source_attached=span.source_attached,
    )  # fmt: skip
    now_is = f"It was {LEVEL_NAMES[before]}, it is {LEVEL_NAMES[one.level]} now"
    if one.level == "refuted" and verdict.weight != "ok":
        if one.claim.kind == "absence":
            return True, "It is overtaken: what it says is not there is there now. Say so, or take it out."
        return True, f"{now_is}. {verdict.sentence}"
    if verdict.weight == "error":
        return True, f"{now_is}. {verdict.sentence}"
    if _rose(before, one.level):
        hedge = _HEDGE.search(words)
        if hedge is not None or span.strength.hedged:
            held = f"It says “{hedge.group()}”" if hedge is not None else "It holds back"
            return False, f"{held}, and it is {LEVEL_NAMES[one.level]} now."
        if one.level == "confirmed" and span.strength.attributed:
            return False, "It names who reported it; it is confirmed now and can name who confirms it."
        return None
    return (False, f"{now_is}. {verdict.sentence}") if verdict.weight != "ok" else None


def _rose(before: Level, after: Level) -> bool:
    """Whether the level went up to one that carries plain words; a dispute that is settled did too."""
    if after not in ("high", "confirmed"):
        return False
    return before not in LEVELS or LEVELS.index(before) < LEVELS.index(after)


def _unmarked(
    records: StoryRecords, rated: Sequence[RatedClaim], source: Source, *, absences: bool
) -> list[WordingPoint]:  # fmt: skip
    """Sentences that no claim marks, but that wait for what may be there now or, with ``absences``, say that something
    is not there."""
    marked = [(place.start, place.end) for one in rated if not one.claim.proposed for place in one.places]
    text, days = records.draft.text, DaysInWords(records)
    found: list[tuple[int, int, str]] = []
    for one in scan(text).claims if absences else ():
        if one.kind == "absence":
            then = stays_true(days.absent_in(one.text, at=one.start), published=source.published)
            told = f"No claim is marked here. {then.sentence}" if then is not None else _UNMARKED_ABSENCE
            found.append((one.start, one.end, told))
    found += [(*_sentence_at(text, one.start()), _UNMARKED_WAIT) for one in _WAITS.finditer(text)]
    points: list[WordingPoint] = []
    for start, end, sentence in sorted(found):
        if all(end <= first or start >= last for first, last in marked):
            marked.append((start, end))
            points.append(WordingPoint(None, start, end, " ".join(text[start:end].split()), False, sentence))
    return points


def _true_then(
    records: StoryRecords, rated: Sequence[RatedClaim], source: Source, *, but: Collection[str]
) -> Iterator[WordingPoint]:  # fmt: skip
    """Claims that say of an earlier day that nothing was announced then: true as they are, and not all there is to
    say."""
    text, days = records.draft.text, DaysInWords(records)
    for one in rated:
        if one.claim.proposed or one.claim.id in but or not says_nothing_is_said(one.claim.wording):
            continue
        then = dated_absence(one.claim, days, published=source.published)
        if then is not None and then.then == "later":
            for place in one.places:
                words = " ".join(text[place.start : place.end].split())
                if words and place.state != "adrift":
                    yield WordingPoint(one.claim.id, place.start, place.end, words, False, then.sentence)


def _spoken_since(records: StoryRecords, source: Source) -> list[WordingPoint]:
    """Where the story says that whoever speaks in the source would not: it was so, and is not all there is to say."""
    text, points = records.draft.text, list[WordingPoint]()
    for block in paragraphs(text) if source.publisher else ():
        for one in sentences(text, block, language=ENGLISH):
            words = " ".join(text[one.start : one.end].split())
            if source.publisher in words and would_not_say(words):
                told = f"It says that {source.publisher} would not speak; it has spoken since."
                points.append(WordingPoint(None, one.start, one.end, words, False, told))
    return points


def _sentence_at(text: str, at: int) -> tuple[int, int]:
    for block in paragraphs(text):
        if block.start <= at < block.end:
            for one in sentences(text, block, language=ENGLISH):
                if one.start <= at < one.end:
                    return one.start, one.end
    return at, at + 1


def proposed_kind(changes: Sequence[LevelChange]) -> PostPublicationKind:
    """What readers are owed: an absence that was overtaken is an update, and so is what is better known now; what was
    wrong is a correction."""
    wrong = [one for one in changes if one.after in ("refuted", "disputed") and one.claim.kind != "absence"]
    if any(one.after == "refuted" for one in wrong):
        return "correction"
    return "clarification" if wrong else "update"
