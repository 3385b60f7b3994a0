"""Requests for comment as the gate takes them, each with the sentence of the story that tells the reply."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from newsroom.domain.anchor import Place, unpack_positions
from newsroom.domain.claim import Claim
from newsroom.domain.comment_request import OPEN_OUTCOMES, CommentRequest, deadline_in_words, deadline_moment
from newsroom.domain.readiness_facts import ReplyPlace, RequestState
from newsroom.domain.reply_wording import reply_fault
from newsroom.domain.story_records import StoryRecords
from newsroom.text.language.en import ENGLISH
from newsroom.text.replies import are_apart, told_replies
from newsroom.text.spans import Span, paragraphs, sentences

_TELLS_A_REPLY = re.compile(
    r"\bdeclin\w+\b[^.]{0,40}\b(?:comment|discuss|answer)|\brefus\w+ to\b|\bwould not (?:say|comment|discuss|answer)\b"
    r"|\bdid(?: not|n[’']t) (?:respond|reply|answer)\b|\bcould not be reached\b|\bno comment\b",
    re.IGNORECASE,
)


def request_states(records: StoryRecords, *, now: datetime) -> tuple[RequestState, ...]:
    """Every request that is no proposal, as it stands at ``now``."""
    asked = [request for request in records.requests if not request.proposed]
    told = _sentences_telling(records.draft.text) if asked else ()
    places = unpack_positions(records.draft.positions) if asked else {}
    return tuple(
        _state(records, request, _about(records, request, told, places, alone=len(asked) == 1), now=now)
        for request in asked
    )


def _sentences_telling(text: str) -> tuple[Span, ...]:
    return tuple(
        sentence
        for block in paragraphs(text)
        for sentence in sentences(text, block, language=ENGLISH)
        if _TELLS_A_REPLY.search(text[sentence.start : sentence.end])
    )


def _about(
    records: StoryRecords, request: CommentRequest, told: Sequence[Span], places: Mapping[str, Place], *, alone: bool
) -> tuple[Span, ...]:
    """The sentences that tell the reply to this request, in the order of the text: those that name whom it was put to,
    and the one noted as where the reply stands."""
    text = records.draft.text
    asked = {person.id: person.name for person in records.people}.get(request.via_person or "", "")
    names = [name.casefold() for name in (request.asked_of, asked) if name.strip()]
    others = [person.name.split()[-1] for person in records.people if person.name and person.id != request.via_person]

    def is_about(span: Span) -> bool:
        words = text[span.start : span.end]
        if any(name in words.casefold() for name in names) or _names_shorter(text, span, request.asked_of):
            return True
        # With one request, a sentence that names nobody else ("the studio refused") is about it too.
        return alone and not any(name in words for name in others)

    about = [span for span in told if is_about(span)]
    noted = places.get(request.reply_anchor or "")
    if noted is not None and noted.start < noted.end:
        inside = [span for span in told if span.start < noted.end and noted.start < span.end]
        about += [span for span in inside or [Span(noted.start, noted.end)] if span not in about]
    return tuple(sorted(about, key=lambda span: span.start))


def _names_shorter(text: str, span: Span, asked_of: str) -> bool:
    """ "Corvane declined to comment" tells the reply of Corvane Pictures."""
    whole = set(asked_of.split())
    return any(one.of and set(one.of.split()) <= whole for one in told_replies(text, span))


def _state(records: StoryRecords, request: CommentRequest, about: Sequence[Span], *, now: datetime) -> RequestState:
    """Those sentences that say too much come first."""
    text = records.draft.text

    def fault(span: Span) -> str:
        return reply_fault(
            text[span.start : span.end], request.outcome, via_outlet=request.via_outlet, reported=request.reported
        )

    wrong = [span for span in about if fault(span)]
    places = [_place(text, span, request) for span in wrong or about]
    first = places[0] if places else None
    ends = deadline_moment(request.deadline, zone=now.tzinfo) if request.outcome in OPEN_OUTCOMES else None
    return RequestState(
        id=request.id,
        asked_of=request.asked_of,
        outcome=request.outcome,
        stale=is_stale(records.claims, request),
        via_outlet=request.via_outlet,
        reported=request.reported,
        words=first.words if first else "",
        start=first.start if first else None,
        end=first.end if first else None,
        hash=first.hash if first else _hash("", request.outcome),
        others=tuple(places[1:]) if wrong else (),
        passed=deadline_in_words(request.deadline, zone=now.tzinfo) if ends is not None and ends <= now else "",
        apart=_apart(text, [span for span in about if span not in wrong]),
    )


def _place(text: str, span: Span, request: CommentRequest) -> ReplyPlace:
    words = text[span.start : span.end]
    return ReplyPlace(words, span.start, span.end, _hash(words, request.outcome))


def _apart(text: str, right: Sequence[Span]) -> str:
    """The wordings of one reply, where they differ and the text by itself does not show that they are one party's."""
    told = [one for span in right for one in told_replies(text, span)]
    if not are_apart(told) or all(one.of for one in told):
        return ""
    return "; ".join(dict.fromkeys(f"“{one.words}”{f' to {one.outlet}' if one.outlet else ''}" for one in told))


def is_stale(claims: Sequence[Claim], request: CommentRequest) -> bool:
    """Whether what was put to them is worded differently now."""
    wordings = {claim.id: claim.wording for claim in claims}
    return bool(request.claims_hash) and request.claims_hash != hash_of_wordings(wordings, request.claims)


def hash_of_wordings(wordings: Mapping[str, str], claim_ids: Sequence[str]) -> str:
    """SHA-256 of the wordings (by the id of the claim) put to somebody: when one changes, the letter no longer says
    what the story does."""
    return _hash(*(wordings.get(claim_id, "") for claim_id in claim_ids))


def _hash(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8")).hexdigest()
