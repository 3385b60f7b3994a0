"""Claims and the evidence for and against them."""

from dataclasses import dataclass
from typing import Literal

from newsroom.domain.record import CaptureId, ClaimId, QuoteId, Record, SourceId, StoryId
from newsroom.domain.terms import TermsValue

ClaimKind = Literal["fact", "speech", "absence", "forecast", "inference", "opinion"]
Level = Literal["unsourced", "low", "moderate", "high", "confirmed", "disputed", "refuted", "not_ratable"]
Stance = Literal["supports", "partial", "contradicts", "no_position", "context"]
Authority = Literal[
    "record", "witness", "party", "interested", "insider", "document", "interviewer", "publication",
    "aggregator", "unknown",
]  # fmt: skip
Grade = Literal["A", "B", "C", "D", "E", "F"]
ReasonCode = Literal[
    "source_track_record", "additional_unrecorded_knowledge", "source_conflict_of_interest", "expert_judgment",
    "legal_advice", "evidence_misgraded", "time_sensitive", "other",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Claim(Record):
    """An assertion of the story. ``proposed`` is a guess of the program and counts against nothing."""

    story: StoryId
    wording: str
    kind: ClaimKind = "fact"
    ttl_days: int | None = None
    about_date: str | None = None
    happened: str | None = None
    accusation: bool = False
    common_knowledge: bool = False
    own_observation: bool = False
    labelled_as_analysis: bool = False
    pending: str = ""
    pending_from: str = ""
    pending_by: str | None = None
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class Evidence(Record):
    """One item for or against a claim; exactly one of ``source``, ``quote``, ``capture`` is what it rests on,
    and none for a rumour in the text that nobody has traced;
    ``to_confirm`` names the fields that are guesses, usable at once."""

    claim: ClaimId
    source: SourceId | None = None
    quote: QuoteId | None = None
    capture: CaptureId | None = None
    stance: Stance = "supports"
    authority: Authority = "publication"
    terms: TermsValue = "on_record"
    first_hand: bool = True
    reliability_override: Grade | None = None
    locator: str = ""
    excerpt: str = ""
    note: str = ""
    as_of: str | None = None
    to_confirm: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Override(Record):
    """A level set by hand; the suggestion it answered stays beside it."""

    claim: ClaimId
    level: Level
    reason_code: ReasonCode
    note: str
    by: str
    at: str
    suggested_then: Level
    evidence_hash: str
