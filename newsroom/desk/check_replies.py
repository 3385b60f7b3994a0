"""Requests for comment as the gate takes them, each with the sentence of the story that tells the reply."""

import hashlib
import re
from collections.abc import Sequence

from newsroom.domain.comment_request import CommentRequest
from newsroom.domain.readiness_facts import RequestState
from newsroom.domain.reply_wording import reply_fault
from newsroom.domain.story_records import StoryRecords
from newsroom.text.language.en import ENGLISH
from newsroom.text.spans import Span, paragraphs, sentences

_TELLS_A_REPLY = re.compile(
    r"\bdeclin\w+\b[^.]{0,40}\b(?:comment|discuss|answer)|\brefus\w+ to\b|\bwould not (?:say|comment|discuss|answer)\b"
    r"|\bdid(?: not|n[’']t) (?:respond|reply|answer)\b|\bcould not be reached\b|\bno comment\b",
    re.IGNORECASE,
)


def request_states(records: StoryRecords) -> tuple[RequestState, ...]:
    """Every request that is no proposal."""
    asked = [request for request in records.requests if not request.proposed]
    told = _sentences_telling(records.draft.text) if asked else ()
    return tuple(_state(records, request, told, alone=len(asked) == 1) for request in asked)


def _sentences_telling(text: str) -> tuple[Span, ...]:
    return tuple(
        sentence
        for block in paragraphs(text)
        for sentence in sentences(text, block, language=ENGLISH)
        if _TELLS_A_REPLY.search(text[sentence.start : sentence.end])
    )


def _state(records: StoryRecords, request: CommentRequest, told: Sequence[Span], *, alone: bool) -> RequestState:
    """Of several sentences about one reply the one that says too much is taken, else the first."""
    text = records.draft.text
    others = [person.name.split()[-1] for person in records.people if person.name and person.id != request.via_person]
    about = [
        span
        for span in told
        if request.asked_of.casefold() in text[span.start : span.end].casefold()
        # With one request, a sentence that names nobody else ("the studio refused") is about it too.
        or (alone and not any(name in text[span.start : span.end] for name in others))
    ]

    def fault(span: Span) -> str:
        return reply_fault(
            text[span.start : span.end], request.outcome, via_outlet=request.via_outlet, reported=request.reported
        )

    chosen = next((span for span in about if fault(span)), about[0] if about else None)
    words = text[chosen.start : chosen.end] if chosen is not None else ""
    return RequestState(
        id=request.id,
        asked_of=request.asked_of,
        outcome=request.outcome,
        stale=bool(request.claims_hash) and request.claims_hash != claims_hash(records, request.claims),
        via_outlet=request.via_outlet,
        reported=request.reported,
        words=words,
        start=chosen.start if chosen is not None else None,
        end=chosen.end if chosen is not None else None,
        hash=_hash(words, request.outcome),
    )


def claims_hash(records: StoryRecords, claim_ids: Sequence[str]) -> str:
    """SHA-256 of the wordings put to somebody: when one changes, the letter no longer says what the story does."""
    wordings = {claim.id: claim.wording for claim in records.claims}
    return _hash(*(wordings.get(claim_id, "") for claim_id in claim_ids))


def _hash(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8")).hexdigest()
