"""The story and what happens to it as a whole: stages, sign-offs, pictures, exports and what follows them.

A partial date is an ISO 8601 string cut to what is known: ``2025``, ``2025-07``, ``2025-07-14`` or
``2025-07-14T10:30``; its length is its precision.
"""

from dataclasses import dataclass
from typing import Literal

from newsroom.domain.record import MemberId, OriginalFileId, ReceiptId, Record, SourceId, StoryId, TagId

StoryKind = Literal["report", "explainer", "analysis", "opinion", "interview", "fact_check"]
Stage = Literal[
    "draft", "submitted", "checking", "editing", "checked", "legal", "cleared", "approved", "exported",
    "updated", "corrected", "retracted", "held", "spiked",
]  # fmt: skip
PostPublicationKind = Literal[
    "update", "correction", "clarification", "editors_note", "refile", "retraction", "takedown"
]
AssetRights = Literal["unknown", "confirmed", "not_cleared"]


@dataclass(frozen=True, slots=True)
class Story(Record):
    """A story's own fields; its text lives in ``Draft``, which changes far more often."""

    slug: str
    headline: str = ""
    dek: str = ""
    byline: str = ""
    dateline: str = ""
    section: str = ""
    language: str = "en"
    kind: StoryKind = "report"
    stage: Stage = "draft"
    tags: tuple[str, ...] = ()
    due_at: str | None = None
    with_whom: MemberId | None = None
    embargo_until: str | None = None
    word_goal: int | None = None
    imported_from: OriginalFileId | None = None
    extra: str = ""
    """Front matter this program does not know, as YAML text, so that an export gives it back."""


@dataclass(frozen=True, slots=True)
class StageMove(Record):
    story: StoryId
    who: str
    from_stage: Stage
    to_stage: Stage
    at: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Waiver(Record):
    story: StoryId
    rule: str
    reason: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class SignOff(Record):
    """Bound to a hash of the words and the evidence it covered: a later change makes it stale."""

    story: StoryId
    role: str
    member: str
    at: str
    sha256: str
    scope: str
    statement: str = ""


@dataclass(frozen=True, slots=True)
class Asset(Record):
    """A picture of the story; ``original_file`` may be missing: a credit alone is worth keeping."""

    story: StoryId
    original_file: OriginalFileId | None = None
    caption: str = ""
    alt_text: str = ""
    credit: str = ""
    rights: AssetRights = "unknown"


@dataclass(frozen=True, slots=True)
class Receipt(Record):
    """What left the desk: which bytes, from which words, with which open points and why they were let pass."""

    story: StoryId
    format: str
    profile: str
    revision_seq: int
    text_sha256: str
    output_sha256: str
    file_name: str
    source_hashes: tuple[str, ...] = ()
    gate: str = ""
    """The findings open at the exit, as JSON: ``[[weight, code, message], …]``."""
    reason: str = ""
    waivers: tuple[str, ...] = ()
    is_draft: bool = True


@dataclass(frozen=True, slots=True)
class Publication(Record):
    """Exported is not published: this says where and when readers could see it."""

    story: StoryId
    receipt: ReceiptId | None
    channel: str
    address: str = ""
    published_at: str | None = None
    taken_down_at: str | None = None


@dataclass(frozen=True, slots=True)
class PostPublication(Record):
    story: StoryId
    kind: PostPublicationKind
    at: str
    before: str = ""
    after: str = ""
    claims: tuple[str, ...] = ()
    reason: str = ""
    reader_text: str = ""


@dataclass(frozen=True, slots=True)
class Tag(Record):
    name: str
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Tagging(Record):
    """A tag on a source."""

    tag: TagId
    source: SourceId


@dataclass(frozen=True, slots=True)
class SavedSearch(Record):
    name: str
    query: str
    scope: str = ""


@dataclass(frozen=True, slots=True)
class LogEntry(Record):
    """One changed field of one record. Append-only; ``seq`` is its order. Draft text, anchor positions and
    values of protected people are never written here, only that they changed."""

    seq: int
    actor: str
    at: str
    record_kind: str
    record: str
    field: str
    before: str | None = None
    after: str | None = None
    reason: str = ""
