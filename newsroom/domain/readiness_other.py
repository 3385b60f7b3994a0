"""What the gate finds about the story as a whole, its sources, people, requests, checks and pictures."""

from collections.abc import Callable, Iterator
from datetime import datetime

from newsroom.domain.confidence_words import day_in_words
from newsroom.domain.readiness_facts import CheckState, StoryFacts
from newsroom.domain.readiness_point import Point

_CHECK_CODES = {"query": "OPEN_QUERY", "on_author": "OPEN_QUERY", "wrong": "CHECKED_WRONG"}


def other_points(facts: StoryFacts) -> Iterator[Point]:
    """Everything that is neither a claim nor a quote."""
    for part in _PARTS:
        yield from part(facts)


def _story(facts: StoryFacts) -> Iterator[Point]:
    if facts.stage == "held":
        yield Point("STORY_HELD", record_kind="story")
    if facts.stage == "spiked":
        yield Point("STORY_SPIKED", record_kind="story")
    if _is_ahead(facts.embargo_until, facts):
        yield Point("EMBARGO_AHEAD", _until("The story", facts.embargo_until), record_kind="story")
    if facts.approved_hash is not None and facts.approved_hash != facts.current_hash:
        yield Point("CHANGED_SINCE_APPROVAL", record_kind="story")
    if facts.legal_asked and not facts.legal_cleared:
        yield Point("LEGAL_NOT_CLEARED", record_kind="story")
    if not facts.headline.strip():
        yield Point("NO_HEADLINE", record_kind="story")
    if not facts.byline.strip():
        yield Point("NO_BYLINE", record_kind="story")


def _is_ahead(embargo: datetime | None, facts: StoryFacts) -> bool:
    return embargo is not None and embargo > facts.now


def _until(what: str, embargo: datetime | None) -> str:
    when = f"{day_in_words(embargo.date())}, {embargo:%H:%M}" if embargo is not None else ""
    return f"{what} is under embargo until {when}."


def _damaged(facts: StoryFacts) -> Iterator[Point]:
    for one in facts.damaged:
        message = f"{one.label} no longer matches what was stored: restore it from a backup."
        yield Point("TEXT_DAMAGED", message, record_kind=one.record_kind, record=one.record)


def _sources(facts: StoryFacts) -> Iterator[Point]:
    for source in facts.sources:
        found: list[tuple[str, str]] = []
        if source.terms == "off_record":
            found.append(("OFF_RECORD_WORDS", f"{source.title} was told off the record and is used in the story."))
        if _is_ahead(source.embargo_until, facts):
            found.append(("EMBARGO_AHEAD", _until(source.title, source.embargo_until)))
        if source.own_interview and source.terms == "unspecified":
            found.append(("TERMS_NOT_SET", f"What was agreed for {source.title} is not noted: on the record or not?"))
        for code, message in found:
            yield Point(code, message, source.start, source.end, "source", source.id)


def _anonymity(facts: StoryFacts) -> Iterator[Point]:
    for person in facts.anonymity:
        if not person.approved:
            lack = "no editor has approved it"
        elif not person.reason.strip():
            lack = "no reason is noted"
        else:
            lack = "" if person.described else "the description says no more than “a source”"
        if lack:
            message = f"{person.label} is not named, and {lack}."
            yield Point("ANONYMITY_NOT_APPROVED", message, record_kind="person", record=person.person)
        if person.listed_as_declined:
            message = f"{person.label} speaks unnamed and is also said to have declined to comment."
            yield Point("DECLINED_AND_ANONYMOUS", message, record_kind="person", record=person.person)


def _requests(facts: StoryFacts) -> Iterator[Point]:
    for request in facts.requests:
        if request.outcome in ("pending", "will_respond"):
            message = f"The request to {request.asked_of} has no outcome yet."
            yield Point("REQUEST_OPEN", message, record_kind="comment_request", record=request.id)
        if request.stale:
            message = f"What was put to {request.asked_of} has changed since the letter."
            yield Point("REQUEST_STALE", message, record_kind="comment_request", record=request.id)


def _checks(facts: StoryFacts) -> Iterator[Point]:
    for check in facts.checks:
        code = _CHECK_CODES.get(check.mark)
        if code is not None:
            yield _check_point(code, check, check.note)
        elif check.mark == "cannot_verify" and check.said_flat:
            yield _check_point("UNVERIFIED_SAID_FLAT", check)
        if check.stale and check.mark != "cut":
            yield _check_point("CHECK_STALE", check)


def _check_point(code: str, check: CheckState, note: str = "") -> Point:
    return Point(code, note.strip(), check.start, check.end, "check", check.id, check.hash)


def _pictures(facts: StoryFacts) -> Iterator[Point]:
    for picture in facts.pictures:
        if not picture.has_alt_text:
            message = f"The picture {picture.label} has no alternative text."
            yield Point("PICTURE_WITHOUT_ALT", message, record_kind="asset", record=picture.id)
        if not picture.rights_confirmed:
            message = f"The rights of the picture {picture.label} are not confirmed."
            yield Point("PICTURE_RIGHTS", message, record_kind="asset", record=picture.id)


_PARTS: tuple[Callable[[StoryFacts], Iterator[Point]], ...] = (
    _story, _damaged, _sources, _anonymity, _requests, _checks, _pictures,
)  # fmt: skip
