"""Asking for comment: who was asked, how, by when, and what came of it (domain.md section 8)."""

from dataclasses import dataclass
from typing import Literal

from newsroom.domain.record import AnchorId, CommentRequestId, PersonId, QuoteId, Record, StoryId

Outcome = Literal[
    "pending", "responded_on_record", "responded_background", "responded_off_record", "declined",
    "declined_with_reason", "no_response_by_deadline", "will_respond", "could_not_be_reached",
    "referred_elsewhere", "not_asked", "reported_by_other_outlet",
]  # fmt: skip
ReportedOutcome = Literal["declined", "no_response", "responded"]


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


@dataclass(frozen=True, slots=True)
class Attempt(Record):
    request: CommentRequestId
    at: str
    channel: str
    note: str = ""


def offered_sentence(request: CommentRequest) -> str:
    """The sentence offered for the draft, never stronger than the outcome; empty where none can be offered.

    ``reason`` is what they cited when they declined, or what was tried when they could not be reached.
    """
    who = request.asked_of
    if request.outcome == "declined":
        return f"{who} declined to comment."
    if request.outcome == "declined_with_reason":
        return f"{who} declined to comment, citing {request.reason}."
    if request.outcome == "no_response_by_deadline":
        return f"{who} did not respond to a request for comment by {request.deadline}."
    if request.outcome == "could_not_be_reached":
        tried = f" {request.reason}" if request.reason else ""
        return f"{who} could not be reached.{tried}"
    if request.outcome == "reported_by_other_outlet":
        did = {
            "declined": f"declined to comment to {request.via_outlet}",
            "no_response": f"did not respond to {request.via_outlet}",
            "responded": f"responded to {request.via_outlet}",
        }.get(request.reported or "")
        return f"{who} {did}, the outlet reported." if did else ""
    return ""
