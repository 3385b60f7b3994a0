"""The words of a story, the places marked in them, and what people say about those places."""

import hashlib
from dataclasses import dataclass
from typing import Literal

from newsroom.domain.record import AnchorId, NoteId, Record, RevisionId, StoryId

OwnerKind = Literal["claim", "quote_use", "note", "check", "comment_request"]
RevisionWhy = Literal["autosave", "named", "import", "before_restore", "submitted", "approved", "exported"]
CheckMark = Literal[
    "verified", "verified_changed", "query", "on_author", "cannot_verify", "wrong", "not_checkable", "cut"
]


@dataclass(frozen=True, slots=True)
class Draft(Record):
    """The text of a story as Markdown and where its anchors lie.

    ``positions`` is the packed form of ``newsroom.domain.anchor``: start, end (code points) and state per anchor id.
    ``sha256`` is of the text as UTF-8.
    """

    story: StoryId
    text: str
    sha256: str
    positions: str = ""


@dataclass(frozen=True, slots=True)
class Revision(Record):
    """A kept state of the words. ``text`` is the whole text, or None when ``delta`` on ``base`` makes it."""

    story: StoryId
    seq: int
    text: str | None
    sha256: str
    positions: str = ""
    why: RevisionWhy = "autosave"
    name: str = ""
    author: str = ""
    base: RevisionId | None = None
    delta: str | None = None


@dataclass(frozen=True, slots=True)
class RevisionLine:
    """A kept state of the words without the words: what a list of versions shows."""

    id: str
    seq: int
    created_at: str
    why: RevisionWhy
    name: str
    author: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Anchor(Record):
    """Whose place it is and which words stood there: ``exact``, with 32 code points ``before`` and ``after``."""

    story: StoryId
    owner_kind: OwnerKind
    owner: str
    exact: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Check(Record):
    story: StoryId
    anchor: AnchorId
    mark: CheckMark
    by: str
    at: str
    method: str = ""
    note: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Note(Record):
    story: StoryId
    anchor: AnchorId | None
    author: str
    text: str
    suggestion: str | None = None
    thread: NoteId | None = None
    resolved: bool = False


@dataclass(frozen=True, slots=True)
class Dismissal(Record):
    """A finding somebody has answered; it stays answered while ``sha256`` of sentence and level stays."""

    story: StoryId
    finding: str
    record: str | None
    anchor: AnchorId | None
    reason: str
    by: str
    at: str
    sha256: str = ""


def sha256_of_text(text: str) -> str:
    """SHA-256 of the text as UTF-8; half a surrogate pair, which no archive stores, is refused when it is saved."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
