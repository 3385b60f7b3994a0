"""Requests for comment as the gate takes them, each with the sentence of the story that tells the reply."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from newsroom.domain.anchor import Place, unpack_positions
from newsroom.domain.claim import Claim
from newsroom.domain.comment_request import (
    OPEN_OUTCOMES,
    CommentRequest,
    deadline_in_words,
    deadline_moment,
    still_has_until,
)
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
_NAME = re.compile(r"[A-Z][\w&.-]*(?: [A-Z][\w&.-]*)*")
_BEGINS = frozenset({"The", "A", "And", "But", "When", "While", "In", "On", "At", "As", "For", "Then"})


def request_states(records: StoryRecords, *, now: datetime) -> tuple[RequestState, ...]:
    """Every request that is no proposal, as it stands at ``now``."""
    asked = [request for request in records.requests if not request.proposed]
    told = _sentences_telling(records.draft.text) if asked else ()
    places = unpack_positions(records.draft.positions) if asked else {}
    spoken = _spoken_of(records, asked) if told else ()
    return tuple(
        _state(records, request, _about(records, request, told, places, spoken=spoken), now=now) for request in asked
    )


def _sentences_telling(text: str) -> tuple[Span, ...]:
    return tuple(
        sentence
        for block in paragraphs(text)
        for sentence in sentences(text, block, language=ENGLISH)
        if _TELLS_A_REPLY.search(text[sentence.start : sentence.end])
    )


def _about(
    records: StoryRecords, request: CommentRequest, told: Sequence[Span], places: Mapping[str, Place], *,
    spoken: Sequence[tuple[int, str]],
) -> tuple[Span, ...]:  # fmt: skip
    """The sentences that tell the reply to this request, in the order of the text: those that name whom it was put to,
    and the one noted as where the reply stands."""
    text = records.draft.text
    names = [name.casefold() for name in _names(records, request)]
    others = [person.name.split()[-1] for person in records.people if person.name and person.id != request.via_person]

    def is_about(span: Span) -> bool:
        words = text[span.start : span.end]
        if any(name in words.casefold() for name in names) or _names_shorter(text, span, request.asked_of):
            return True
        first = _NAME.match(words.strip())
        if first is not None and len(_bare(first.group())) > 1:
            # It begins with the name of somebody else.
            return False
        # A sentence that names nobody else ("the studio refused") is about whom the text spoke of last.
        return not any(name in words for name in others) and request.id in _meant(span, spoken)

    about = [span for span in told if is_about(span)]
    noted = places.get(request.reply_anchor or "")
    if noted is not None and noted.start < noted.end:
        inside = [span for span in told if span.start < noted.end and noted.start < span.end]
        about += [span for span in inside or [Span(noted.start, noted.end)] if span not in about]
    return tuple(sorted(about, key=lambda span: span.start))


def _names(records: StoryRecords, request: CommentRequest) -> list[str]:
    """Whom it was put to, and through whom."""
    via = {person.id: person.name for person in records.people}.get(request.via_person or "", "")
    return [name for name in (request.asked_of, via) if name.strip()]


def _spoken_of(records: StoryRecords, asked: Sequence[CommentRequest]) -> tuple[tuple[int, str], ...]:
    """Where the text speaks of those who were asked, with the id of the request, in order; before it, the first of
    them stands for a text that names none."""
    text = records.draft.text
    found: list[tuple[int, str]] = []
    for request in asked:
        for name in _names(records, request):
            whole = set(name.split())
            found += [(one.start(), request.id) for one in re.finditer(re.escape(name), text, re.IGNORECASE)]
            found += [(one.start(), request.id) for one in _NAME.finditer(text) if _bare(one.group()) <= whole]
    return tuple(sorted(set(found))) or tuple((-1, request.id) for request in asked[:1])


def _bare(run: str) -> set[str]:
    """The words of a run of capital letters without what only begins a sentence; never empty."""
    words = [word.rstrip(".") for word in run.split()]
    return set(words[1:] if words[0] in _BEGINS and len(words) > 1 else words)


def _meant(span: Span, spoken: Sequence[tuple[int, str]]) -> set[str]:
    """Of those asked, whom the text named last before the end of a sentence, else first after it."""
    before = [at for at, _ in spoken if at < span.end]
    nearest = before[-1] if before else spoken[0][0]
    return {request for at, request in spoken if at == nearest}


def _names_shorter(text: str, span: Span, asked_of: str) -> bool:
    """ "Corvane declined to comment" tells the reply of Corvane Pictures."""
    whole = set(asked_of.split())
    return any(one.of and set(one.of.split()) <= whole for one in told_replies(text, span))


def _state(records: StoryRecords, request: CommentRequest, about: Sequence[Span], *, now: datetime) -> RequestState:
    """Those sentences that say too much come first."""
    text = records.draft.text
    is_open = request.outcome in OPEN_OUTCOMES
    ends = deadline_moment(request.deadline, zone=now.tzinfo) if is_open else None
    until = still_has_until(request, now=now) if is_open or request.outcome == "no_response_by_deadline" else ""

    def fault(span: Span) -> str:
        return reply_fault(
            text[span.start : span.end], request.outcome,
            via_outlet=request.via_outlet, reported=request.reported, until=until,
        )  # fmt: skip

    wrong = [span for span in about if fault(span)]
    places = [_place(text, span, request) for span in wrong or about]
    first = places[0] if places else None
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
        until=until,
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
