"""Sources, the copies of them kept here, and where they took their matter from (domain.md sections 2 and 5)."""

from dataclasses import dataclass
from typing import Literal

from newsroom.domain.claim import Grade
from newsroom.domain.record import CaptureId, OriginalFileId, PublisherId, Record, SourceId, StoryId

SourceType = Literal[
    "interview_own", "interview_published", "news_report", "trade_report", "wire_copy", "aggregator_post",
    "press_release", "official_site", "official_statement", "social_post", "email", "letter", "message",
    "court_filing", "ruling", "public_record", "dataset", "poll", "study", "report", "book", "broadcast",
    "podcast", "photo", "creative_work", "observation", "own_story", "document",
]  # fmt: skip
UpstreamSourcing = Literal["named", "unnamed", "mixed", "unknown"]
Confidentiality = Literal["normal", "restricted", "sealed"]
HoldingState = Literal["unread", "read", "key"]
NoticeKind = Literal["corrected", "retracted", "recanted", "removed", "forged"]
NoticeReach = Literal["whole", "passage"]
DerivationKind = Literal["quotes", "restates", "syndicates", "translates", "responds_to"]
CaptureMethod = Literal[
    "saved_page", "pasted", "pdf", "screenshot", "upload", "scan", "recording", "transcript", "notes"
]


@dataclass(frozen=True, slots=True)
class OriginalFile(Record):
    """The bytes of a capture, an import or an asset, kept under their SHA-256; ``size`` in bytes."""

    sha256: str
    size: int
    media_type: str
    file_name: str
    kept_at: str
    encoding: str = ""
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source(Record):
    """``to_confirm`` names the fields that are guesses; a proposed source counts against nothing."""

    type: SourceType
    title: str
    publisher: str = ""
    authors: tuple[str, ...] = ()
    published: str | None = None
    accessed_at: str | None = None
    url: str = ""
    language: str = ""
    description: str = ""
    upstream_sourcing: UpstreamSourcing = "unknown"
    embargo_until: str | None = None
    access: str = ""
    rights: str = ""
    confidentiality: Confidentiality = "normal"
    to_confirm: tuple[str, ...] = ()
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class Holding(Record):
    story: StoryId
    source: SourceId
    state: HoldingState = "unread"
    why: str = ""


@dataclass(frozen=True, slots=True)
class Publisher(Record):
    name: str
    domains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReliabilityRating(Record):
    """A dated grade of a publisher; the newest ``rated_from`` not after today counts."""

    publisher: PublisherId
    grade: Grade
    reason: str
    rated_from: str
    by: str


@dataclass(frozen=True, slots=True)
class SourceNotice(Record):
    source: SourceId
    kind: NoticeKind
    reach: NoticeReach
    at: str
    passage: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Derivation(Record):
    """``child`` took its matter from ``parent``; cycles are refused when written."""

    child: SourceId
    parent: SourceId
    kind: DerivationKind


@dataclass(frozen=True, slots=True)
class Capture(Record):
    """A copy of a source kept here. ``offsets`` is JSON: code-point offsets to page, paragraph or time code."""

    source: SourceId
    original_file: OriginalFileId | None
    captured_at: str
    captured_by: str
    method: CaptureMethod
    source_url: str = ""
    text: str = ""
    offsets: str = ""
    evidentiary: bool = True
    replaces: CaptureId | None = None
