"""What the gate needs to know of a story. The desk fills these values; the rules are in ``readiness``.

Offsets are code points of the story's text, end exclusive; None where a thing stands outside the text. ``hash`` is
that of the sentence and the level (or the quote check) it was answered for: a dismissal holds while it is the same.
"""

from dataclasses import dataclass, field
from datetime import datetime

from newsroom.domain.assertion import Place, Strength
from newsroom.domain.claim import ClaimKind, Level
from newsroom.domain.comment_request import Outcome
from newsroom.domain.draft import AnchorState, CheckMark
from newsroom.domain.quote import FidelityKind
from newsroom.domain.story import Stage
from newsroom.domain.terms import TermsValue


@dataclass(frozen=True, slots=True)
class SpanFacts:
    """One place where the prose states a claim."""

    start: int | None
    """None for the headline, which stands outside the text."""
    end: int | None
    place: Place = "body"
    state: AnchorState = "attached"
    strength: Strength = field(default_factory=Strength)
    other_side_in_paragraph: bool = False
    """Is the other side given, with its source, in the same paragraph?"""
    said_as_outdated: bool = False
    """Does the prose give it as outdated or false?"""
    source_attached: bool = True
    """Is the source the prose names among the claim's evidence?"""


@dataclass(frozen=True, slots=True)
class ClaimState:
    """A claim with the level that holds (set by hand or suggested)."""

    id: str
    wording: str
    level: Level
    flags: frozenset[str] = frozenset()
    kind: ClaimKind = "fact"
    spans: tuple[SpanFacts, ...] = ()
    accusation: bool = False
    has_request_or_reason: bool = False
    """Was it put to somebody, or is the reason why not recorded?"""
    override_waiting: bool = False
    """Does a level set by hand wait for an editor, or ask "Still your view?"?"""
    labelled_as_analysis: bool = False
    common_knowledge: bool = False
    own_observation: bool = False
    proposed: bool = False
    checked: bool = False
    """Has a current check marked it checked or not checkable?"""
    hash: str = ""


@dataclass(frozen=True, slots=True)
class QuoteState:
    """A quotation of the story. ``linked``: it rests on a quote of the desk with captured words."""

    id: str
    words: str
    start: int | None
    end: int | None
    state: AnchorState = "attached"
    linked: bool = True
    fidelity: FidelityKind = "exact"
    detail: str = ""
    """What the quote check found, in words; shown to the writer."""
    house_severity: str = "pass"
    """What the house rules make of the edit: pass, warn or error."""
    terms: TermsValue = "on_record"
    has_speaker: bool = True
    has_source: bool = True
    inconsistent: bool = False
    """Do the same speaker's words stand differently elsewhere in the story?"""
    proposed: bool = False
    hash: str = ""


@dataclass(frozen=True, slots=True)
class SourceState:
    """A source whose words or content stand in the story."""

    id: str
    title: str
    terms: TermsValue = "on_record"
    own_interview: bool = False
    """An interview or message of our own: its terms must be set."""
    embargo_until: datetime | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class AnonymityState:
    """A person the story does not name. ``label``: the code name or the description agreed, never the name."""

    person: str
    label: str
    approved: bool = False
    reason: str = ""
    described: bool = True
    """Is the description more specific than "a source"?"""
    listed_as_declined: bool = False


@dataclass(frozen=True, slots=True)
class RequestState:
    """A request for comment."""

    id: str
    asked_of: str
    outcome: Outcome = "pending"
    stale: bool = False
    """Have the claims put to them been reworded since?"""


@dataclass(frozen=True, slots=True)
class CheckState:
    """The newest check of one place."""

    id: str
    mark: CheckMark
    start: int | None
    end: int | None
    note: str = ""
    stale: bool = False
    """Were the words edited after it?"""
    said_flat: bool = False
    hash: str = ""


@dataclass(frozen=True, slots=True)
class PictureState:
    id: str
    label: str
    """Its file name or caption, to tell it apart."""
    has_alt_text: bool = True
    rights_confirmed: bool = True


@dataclass(frozen=True, slots=True)
class DamagedState:
    """A stored text that failed its hash."""

    record_kind: str
    record: str
    label: str


@dataclass(frozen=True, slots=True)
class StoryFacts:
    """Everything the gate looks at. ``now`` and the embargoes are both aware or both naive."""

    now: datetime
    headline: str = ""
    byline: str = ""
    first_paragraph: tuple[tuple[int, int], ...] = ()
    """The statements of the first paragraph, sentence by sentence; questions and labels left out."""
    stage: Stage = "draft"
    embargo_until: datetime | None = None
    claims: tuple[ClaimState, ...] = ()
    quotes: tuple[QuoteState, ...] = ()
    sources: tuple[SourceState, ...] = ()
    anonymity: tuple[AnonymityState, ...] = ()
    requests: tuple[RequestState, ...] = ()
    checks: tuple[CheckState, ...] = ()
    pictures: tuple[PictureState, ...] = ()
    damaged: tuple[DamagedState, ...] = ()
    approved_hash: str | None = None
    """Hash of the words and evidence the approval covered; None while nothing is approved."""
    current_hash: str = ""
    legal_asked: bool = False
    legal_cleared: bool = False
    dismissed: frozenset[tuple[str, str, str]] = field(default_factory=frozenset[tuple[str, str, str]])
    """Answered findings: code, record, hash."""
