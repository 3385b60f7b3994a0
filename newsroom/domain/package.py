"""What an export may know of a story: a list of allowed things, never a copy of a record.

There is no field here for an id, a flag, a note, a level, terms, a contact or the words a source said beyond those the
story prints: what has no field cannot leak. ``desk/packages.py`` alone makes these values, behind the wall.
"""

from dataclasses import dataclass
from typing import Literal

from newsroom.domain.quote import QuoteUseKind
from newsroom.domain.source import SourceType
from newsroom.domain.story import PostPublicationKind, StoryKind

PointWeight = Literal["stop", "ask", "tell"]


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """An unmet rule at the exit, as the gate found it: stop bars, ask wants a reason, tell only informs."""

    weight: PointWeight
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A source the story rests on and whose terms let its readers know of it."""

    type: SourceType
    title: str
    publisher: str = ""
    authors: tuple[str, ...] = ()
    published: str | None = None
    url: str = ""
    language: str = ""
    accessed_at: str | None = None


@dataclass(frozen=True, slots=True)
class CitedSources:
    """The sources of a story, or of the desk, that others may know of, and how many may not be named to them;
    ``proposed`` of these are proposals nobody took yet."""

    sources: tuple[CitedSource, ...]
    left_out: int = 0
    proposed: int = 0


@dataclass(frozen=True, slots=True)
class QuotedWords:
    """Words of the story's own text that quote somebody: code points ``start`` to ``end``, marks included.

    ``speaker`` is the public name or the description agreed for it, empty where none may be printed.
    """

    start: int
    end: int
    words: str
    kind: QuoteUseKind = "direct_full"
    speaker: str = ""
    speaker_is_named: bool = False
    outlet: str = ""
    cite_url: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's words. The pixels stay on the desk until exports draw them anew without their metadata."""

    caption: str = ""
    alt_text: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class ReaderNote:
    """What readers are told of a change after publication."""

    kind: PostPublicationKind
    at: str
    text: str


@dataclass(frozen=True, slots=True)
class Appearance:
    """Where and when readers could see the story."""

    address: str = ""
    published_at: str | None = None
    taken_down_at: str | None = None


@dataclass(frozen=True, slots=True)
class StoryPackage:
    """One story as it may leave the desk. ``text`` is the Markdown as written; ``extra`` is front matter of others;
    ``revision_seq`` is 0 for the draft as it stands."""

    slug: str
    text: str
    text_sha256: str
    revision_seq: int = 0
    headline: str = ""
    dek: str = ""
    byline: str = ""
    dateline: str = ""
    section: str = ""
    language: str = "en"
    kind: StoryKind = "report"
    tags: tuple[str, ...] = ()
    due_at: str | None = None
    embargo_until: str | None = None
    extra: str = ""
    sources: tuple[CitedSource, ...] = ()
    quotes: tuple[QuotedWords, ...] = ()
    pictures: tuple[Picture, ...] = ()
    reader_notes: tuple[ReaderNote, ...] = ()
    appearances: tuple[Appearance, ...] = ()
    is_draft: bool = False
    links_outlets: bool = True
