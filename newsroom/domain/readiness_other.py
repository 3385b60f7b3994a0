"""What the gate finds about the story as a whole, its sources, people, requests, checks and pictures."""

from collections.abc import Callable, Iterator
from datetime import datetime

from newsroom.domain.confidence_words import day_in_words
from newsroom.domain.readiness_facts import CheckState, RequestState, StoryFacts
from newsroom.domain.readiness_point import Point, shown
from newsroom.domain.reply_wording import reply_fault

_CHECK_CODES = {"query": "OPEN_QUERY", "on_author": "OPEN_QUERY", "wrong": "CHECKED_WRONG"}


def other_points(facts: StoryFacts) -> Iterator[Point]:
    """Everything that is neither a claim nor a quote."""
    for part in _PARTS:
        yield from part(facts)


def approval_points(facts: StoryFacts) -> Iterator[Point]:
    """What only the move to exported asks for: that somebody has approved the story at all."""
    if facts.approved_hash is None:
        yield Point("NOT_APPROVED", record_kind="story")


def _story(facts: StoryFacts) -> Iterator[Point]:
    if facts.stage == "held":
        yield Point("STORY_HELD", record_kind="story")
    if facts.stage == "spiked":
        yield Point("STORY_SPIKED", record_kind="story")
    if _is_ahead(facts.embargo_until, facts):
        yield Point("EMBARGO", _until("The story", facts.embargo_until), record_kind="story")
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
        yield Point("DAMAGED_TEXT", message, record_kind=one.record_kind, record=one.record)


def _sources(facts: StoryFacts) -> Iterator[Point]:
    for source in facts.sources:
        found: list[tuple[str, str]] = []
        if source.terms == "off_record":
            found.append(("OFF_RECORD_WORDS", f"{source.title} was told off the record and is used in the story."))
        if _is_ahead(source.embargo_until, facts):
            found.append(("EMBARGO", _until(source.title, source.embargo_until)))
        if source.own_interview and source.terms == "unspecified":
            found.append(("TERMS_NOT_SET", f"What was agreed for {source.title} is not noted: on the record or not?"))
        for code, message in found:
            yield Point(code, message, source.start, source.end, "source", source.id)


def _troubles(facts: StoryFacts) -> Iterator[Point]:
    for one in facts.troubles:
        yield Point(one.code, one.message, one.start, one.end, one.record_kind, one.record, one.hash)


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
            message = (
                f"The deadline of {request.asked_of} has passed ({request.passed}): note what came of the request."
                if request.passed
                else f"The request to {request.asked_of} has no outcome yet."
            )
            yield Point("REQUEST_OPEN", message, record_kind="comment_request", record=request.id)
        if request.stale:
            message = f"What was put to {request.asked_of} has changed since the letter."
            yield Point("REQUEST_STALE", message, record_kind="comment_request", record=request.id)
        yield from _reply(request)


def _reply(request: RequestState) -> Iterator[Point]:
    if request.outcome == "reported_by_other_outlet":
        message = f"{request.via_outlet or 'Another outlet'} asked {request.asked_of}; nobody here has."
        yield _reply_point("ASKED_BY_OTHER_OUTLET", request, message)
    first = (request.words, request.start, request.end, request.hash)
    for words, start, end, known in (first, *((one.words, one.start, one.end, one.hash) for one in request.others)):
        told = reply_fault(
            words, request.outcome, via_outlet=request.via_outlet, reported=request.reported, until=request.until
        )
        if told:
            message = f"{request.asked_of}: {told}"
            yield Point("REPLY_WORDED_STRONGER", message, start, end, "comment_request", request.id, known)
    if request.apart:
        message = f"The reply of {request.asked_of} is not told alike: {request.apart}. Tell it in one wording."
        yield _reply_point("REPLY_INCONSISTENT", request, message)


def _reply_point(code: str, request: RequestState, message: str) -> Point:
    return Point(code, message, request.start, request.end, "comment_request", request.id, request.hash)


def _notes(facts: StoryFacts) -> Iterator[Point]:
    for note in facts.notes:
        yield Point("OPEN_NOTE", note.text.strip(), note.start, note.end, "note", note.id, note.hash)


def _checks(facts: StoryFacts) -> Iterator[Point]:
    for check in facts.checks:
        code = _CHECK_CODES.get(check.mark)
        if code is not None:
            yield _check_point(code, check, check.note)
        elif check.mark == "cannot_verify" and _is_said_flat(check, facts):
            yield _check_point("UNVERIFIED_SAID_FLAT", check)
        if check.stale and check.mark != "cut":
            yield _check_point("CHECK_STALE", check)


def _is_said_flat(check: CheckState, facts: StoryFacts) -> bool:
    if check.said_flat or check.start is None or check.end is None:
        return check.said_flat
    spans = [span for claim in facts.claims for span in claim.spans if span.strength.word == "flat"]
    return any(span.start is not None and span.start < check.end and check.start < (span.end or 0) for span in spans)


def _check_point(code: str, check: CheckState, note: str = "") -> Point:
    return Point(code, note.strip(), check.start, check.end, "check", check.id, check.hash)


def _pictures(facts: StoryFacts) -> Iterator[Point]:
    for picture in facts.pictures:
        if not picture.has_alt_text:
            message = f"The picture {shown(picture.label)} has no alternative text."
            yield Point("PICTURE_WITHOUT_ALT", message, record_kind="asset", record=picture.id)
        if not picture.rights_confirmed:
            message = f"The rights of the picture {shown(picture.label)} are not confirmed."
            yield Point("PICTURE_RIGHTS", message, record_kind="asset", record=picture.id)


_PARTS: tuple[Callable[[StoryFacts], Iterator[Point]], ...] = (
    _story, _damaged, _sources, _troubles, _anonymity, _requests, _checks, _notes, _pictures,
)  # fmt: skip
