"""Asking for comment: who was asked, how, by when, and what came of it (domain.md section 8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Literal

from newsroom.domain.partial_date import date_in_words, is_partial_date
from newsroom.domain.record import AnchorId, CommentRequestId, PersonId, QuoteId, Record, StoryId

Outcome = Literal[
    "pending", "responded_on_record", "responded_background", "responded_off_record", "declined",
    "declined_with_reason", "no_response_by_deadline", "will_respond", "could_not_be_reached",
    "referred_elsewhere", "not_asked", "reported_by_other_outlet",
]  # fmt: skip
ReportedOutcome = Literal["declined", "no_response", "responded"]

OPEN_OUTCOMES: frozenset[Outcome] = frozenset({"pending", "will_respond"})
"""Nothing has come of it yet."""
OUTCOME_NAMES: dict[Outcome, str] = {
    "pending": "no answer yet",
    "will_respond": "they will respond",
    "responded_on_record": "answered, on the record",
    "responded_background": "answered, on background",
    "responded_off_record": "answered, off the record",
    "declined": "declined to comment",
    "declined_with_reason": "declined, and said why",
    "no_response_by_deadline": "no response by the deadline",
    "could_not_be_reached": "could not be reached",
    "referred_elsewhere": "referred us to somebody else",
    "not_asked": "not asked, for a reason",
    "reported_by_other_outlet": "reported by another outlet",
}
REPORTED_NAMES: dict[ReportedOutcome, str] = {
    "declined": "declined to comment to it", "no_response": "did not respond to it", "responded": "responded to it",
}  # fmt: skip
REASON_NAMES: dict[Outcome, str] = {
    "declined_with_reason": "What they cited",
    "could_not_be_reached": "What was tried, as a sentence",
    "referred_elsewhere": "Whom they referred us to",
    "not_asked": "Why nobody is asked",
}
"""What the field ``reason`` says of an outcome; those not here have none."""
_COUNTED = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@dataclass(frozen=True, slots=True)
class CommentRequest(Record):
    """Either ``asked_by`` (a member) or ``via_outlet`` (another outlet asked) is filled, never both."""

    story: StoryId
    asked_of: str
    via_person: PersonId | None = None
    channel: str = ""
    asked_by: str = ""
    via_outlet: str = ""
    asked_at: str | None = None
    message: str = ""
    claims: tuple[str, ...] = ()
    claims_hash: str = ""
    deadline: str | None = None
    outcome: Outcome = "pending"
    reported: ReportedOutcome | None = None
    outcome_at: str | None = None
    reason: str = ""
    reply_quote: QuoteId | None = None
    reply_anchor: AnchorId | None = None
    proposed: bool = False

    @property
    def is_settled(self) -> bool:
        """Nothing is to be done any more: something came of it, or why nobody is asked is noted."""
        return self.outcome not in OPEN_OUTCOMES and (self.outcome != "not_asked" or bool(self.reason.strip()))

    @property
    def was_put(self) -> bool:
        """They were asked, something came of it all the same, or why nobody asks is noted. What was only found in a
        text, or is still to be sent, is none of these."""
        if self.proposed or (self.outcome == "no_response_by_deadline" and not self.asked_at):
            return False
        return self.is_settled or self.outcome == "will_respond" or (bool(self.asked_at) and self.outcome == "pending")


@dataclass(frozen=True, slots=True)
class Attempt(Record):
    request: CommentRequestId
    at: str
    channel: str
    note: str = ""


def offered_sentence(request: CommentRequest, *, attempts: Sequence[Attempt] = (), zone: tzinfo | None = None) -> str:
    """The sentence offered for the draft, never stronger than the outcome; empty where none can be offered.

    ``reason`` is what they cited when they declined, or what was tried when they could not be reached; without it the
    ``attempts`` are told. A deadline is told as the clock of ``zone`` shows it, else as it was written.
    """
    who, reason = request.asked_of.strip(), request.reason.strip().rstrip(".")
    if request.outcome == "declined" or (request.outcome == "declined_with_reason" and not reason):
        return f"{who} declined to comment."
    if request.outcome == "declined_with_reason":
        return f"{who} declined to comment, citing {reason}."
    if request.outcome == "no_response_by_deadline":
        by = f" by {deadline_in_words(request.deadline, zone=zone)}" if request.deadline else ""
        return f"{who} did not respond to a request for comment{by}."
    if request.outcome == "could_not_be_reached":
        asking = (request.channel,) if asking_counts(request, attempts) else ()
        ways = (*asking, *(one.channel for one in attempts))
        return f"{who} could not be reached. {reason}." if reason else f"{who} could not be reached{_tried(ways)}."
    if request.outcome == "referred_elsewhere" and reason:
        return f"{who} referred questions to {reason}."
    if request.outcome == "reported_by_other_outlet" and request.via_outlet.strip():
        return _reported(request, who)
    return ""


def _reported(request: CommentRequest, who: str) -> str:
    did = {
        "declined": f"declined to comment to {request.via_outlet}",
        "no_response": f"did not respond to {request.via_outlet}",
        "responded": f"responded to {request.via_outlet}",
    }.get(request.reported or "")
    return f"{who} {did}, the outlet reported." if did else ""


def asking_counts(request: CommentRequest, attempts: Sequence[Attempt]) -> bool:
    """Whether this desk asked in a way that is noted as no attempt: the asking is the first one then."""
    return bool(request.asked_at) and not request.via_outlet and all(one.at > request.asked_at for one in attempts)


def _tried(ways: Sequence[str]) -> str:
    """`` in two attempts, by telephone and email``."""
    if not ways:
        return ""
    number = _COUNTED[len(ways)] if len(ways) < len(_COUNTED) else str(len(ways))
    channels = list(dict.fromkeys(one.strip() for one in ways if one.strip()))
    said = " and ".join((", ".join(channels[:-1]), channels[-1])) if len(channels) > 1 else "".join(channels)
    return f" in {number} attempt{'' if len(ways) == 1 else 's'}{f', by {said}' if said else ''}"


def deadline_moment(deadline: str | None, *, zone: tzinfo | None) -> datetime | None:
    """When a deadline ends: a bare day with its last moment, in ``zone`` where it names none. None when there is none,
    or it is none that can be read."""
    if not deadline or not is_partial_date(deadline) or len(deadline) < len("2025-07-14"):
        return None
    if len(deadline) == len("2025-07-14"):
        return datetime.combine(date.fromisoformat(deadline) + timedelta(days=1), time.min, zone)
    moment = datetime.fromisoformat(deadline)
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)


def still_has_until(request: CommentRequest, *, now: datetime) -> str:
    """The deadline in words while it is still to come; empty once it is past, and where there is none that can be
    read."""
    ends = deadline_moment(request.deadline, zone=now.tzinfo)
    return deadline_in_words(request.deadline, zone=now.tzinfo) if ends is not None and ends > now else ""


def asked_too_late(request: CommentRequest, *, zone: tzinfo | None) -> str:
    """When they were asked first, in words, where the deadline was over by then: nobody could have answered before it.
    Empty otherwise, and where either is not known."""
    ends, asked = deadline_moment(request.deadline, zone=zone), _first_moment(request.asked_at, zone=zone)
    return deadline_in_words(request.asked_at, zone=zone) if ends and asked and ends <= asked else ""


def _first_moment(words: str | None, *, zone: tzinfo | None) -> datetime | None:
    if not words or not is_partial_date(words):
        return None
    moment = datetime.fromisoformat(words + "0001-01-01"[len(words) :])
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)


def deadline_in_words(deadline: str | None, *, zone: tzinfo | None = None) -> str:
    """``18:00 on 11 March 2026`` or ``11 March 2026``; as it stands when it is no date."""
    words = deadline or ""
    if not is_partial_date(words) or len(words) <= len("2025-07-14"):
        return date_in_words(words)
    moment = datetime.fromisoformat(words)
    if moment.tzinfo is not None and zone is not None:
        moment = moment.astimezone(zone)
    return f"{moment:%H:%M} on {date_in_words(moment.date().isoformat())}"
