"""What the gate needs to know of a story. The desk fills these values; the rules are in ``readiness``.

Offsets are code points of the story's text, end exclusive; None where a thing stands outside the text. ``hash`` is
that of the sentence and the level (or the quote check) it was answered for: a dismissal holds while it is the same.
"""

from dataclasses import dataclass, field
from datetime import datetime

from newsroom.domain.anchor import AnchorState
from newsroom.domain.assertion import Place, Strength
from newsroom.domain.claim import ClaimKind, Level
from newsroom.domain.comment_request import Outcome, ReportedOutcome
from newsroom.domain.draft import CheckMark
from newsroom.domain.quote import FidelityKind
from newsroom.domain.story import Stage
from newsroom.domain.terms import TermsValue


@dataclass(frozen=True, slots=True)
class SpanFacts:
    """One place where the prose states a claim."""

    start: int | None
    """None for the headline, which stands outside the text."""
    end: int | None
    """None where ``start`` is."""
    place: Place = "body"
    """Which part of the story it stands in; the dek is a subhead."""
    state: AnchorState = "attached"
    """Do the words still stand there as marked?"""
    strength: Strength = field(default_factory=Strength)
    """How the prose puts it there."""
    other_side_in_paragraph: bool = False
    """Is the other side given, with its source, in the same paragraph?"""
    said_as_outdated: bool = False
    """Does the prose give it as outdated or false?"""
    source_attached: bool = True
    """Is the source the prose names among the claim's evidence?"""
    is_answer: bool = False
    """Is it a short answer that stands for the claim ("Short answer: yes")?"""
    is_guessed: bool = False
    """Is it a heading that seems to state the claim, though nobody marked it?"""
    named_instead: str = ""
    """Whom the prose names for it, where nothing of theirs is among the claim's evidence."""


@dataclass(frozen=True, slots=True)
class ClaimState:
    """A claim with the level that holds (set by hand or suggested)."""

    id: str
    wording: str
    """The statement in the desk's words, to tell it apart."""
    level: Level
    """The one set by hand where there is one, else the suggested one."""
    flags: frozenset[str] = frozenset()
    """Those of the confidence rule."""
    kind: ClaimKind = "fact"
    spans: tuple[SpanFacts, ...] = ()
    """Every place where the story states it, the headline included."""
    accusation: bool = False
    """Does it accuse somebody of wrong-doing?"""
    has_request_or_reason: bool = False
    """Was it put to somebody, or is the reason why not recorded?"""
    still_to_ask: str = ""
    """Whom it is to be put to, where a request is noted and nobody has asked yet."""
    override_waiting: bool = False
    """Does a level set by hand wait for an editor, or ask "Still your view?"?"""
    labelled_as_analysis: bool = False
    """Is it, or the whole story, called a reading or an opinion?"""
    common_knowledge: bool = False
    """Needs no source because everybody knows it."""
    own_observation: bool = False
    """Needs no source because we saw it."""
    numbers_unlike_source: tuple[str, ...] = ()
    """Numbers of the sentence that stand in none of the passages cited for it."""
    numbers_of_source: tuple[str, ...] = ()
    """Those that stand there in their place."""
    proposed: bool = False
    """A guess of the program: counts against nothing."""
    checked: bool = False
    """Has a current check marked it checked or not checkable?"""
    hash: str = ""
    """Of its sentence and level."""


@dataclass(frozen=True, slots=True)
class QuoteState:
    """A quotation of the story; ``id`` is that of its use."""

    id: str
    words: str
    """As published."""
    start: int | None
    end: int | None
    state: AnchorState = "attached"
    """Do the words still stand there as marked?"""
    linked: bool = True
    """Does it rest on a quote of the desk with captured words?"""
    fidelity: FidelityKind = "exact"
    """The class the quote check found."""
    detail: str = ""
    """What the quote check found, in words; shown to the writer."""
    house_severity: str = "pass"
    """What the house rules make of the edit: pass, warn or error."""
    terms: TermsValue = "on_record"
    """What was agreed for these words, or else for their speaker or source."""
    has_speaker: bool = True
    has_source: bool = True
    is_speech: bool = True
    """Or did a person say that it is a title or no speech?"""
    is_quoting: bool = True
    """Does it stand between quotation marks or as a block, and is not told in our words?"""
    quoting_agreed: bool = True
    """Where no name is given: was it agreed that these words may be quoted?"""
    wording_missing: bool = False
    """Is the description agreed not in the words round it?"""
    agreed_description: str = ""
    """The words agreed to say who it is."""
    named_against: str = ""
    """The name or description that stands there against the terms."""
    inconsistent: bool = False
    """Do the same speaker's words stand differently elsewhere in the story?"""
    unlike: str = ""
    """The words that differ there, as a sentence."""
    attributed_to: str = ""
    """Another speaker or outlet than the record's that the prose names for it, as a sentence."""
    outlet_unnamed: bool = False
    """Is it taken from another outlet that the prose does not name?"""
    translation_unsaid: bool = False
    """Is it a translation, and the prose does not say so?"""
    proposed: bool = False
    """A guess of the program: counts against nothing."""
    hash: str = ""
    """Of its words and what the quote check found."""


@dataclass(frozen=True, slots=True)
class PromiseState:
    """A promise to read words back before they are printed that nobody has kept yet."""

    record_kind: str
    """``person``, ``source`` or ``quote``."""
    record: str
    label: str
    """Whom it was promised to, or for which source; empty for the words themselves."""
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class SourceState:
    """A source whose words or content stand in the story."""

    id: str
    title: str
    """As the writer knows it."""
    terms: TermsValue = "on_record"
    """What was agreed for it as a whole."""
    own_interview: bool = False
    """An interview or message of our own: its terms must be set."""
    embargo_until: datetime | None = None
    """The moment from which it may be used."""
    start: int | None = None
    """One place where its words stand; None where it only backs a statement."""
    end: int | None = None


@dataclass(frozen=True, slots=True)
class SourceTrouble:
    """Something wrong with a source, said at one record that rests on it or at the source itself."""

    code: str
    """``COPY_NOT_WHOLE``, ``SOURCE_NOTICE`` or ``RESTS_ON_EMBARGO``."""
    message: str
    record_kind: str
    record: str
    start: int | None = None
    end: int | None = None
    hash: str = ""
    """Of what it says."""


@dataclass(frozen=True, slots=True)
class AnonymityState:
    """A person the story quotes or rests on without naming them."""

    person: str
    """The id of the person, never the name."""
    label: str
    """The code name or the description agreed, never the name."""
    approved: bool = False
    """Has an editor who knows who it is approved it?"""
    reason: str = ""
    """Why the name is left out; empty where nobody noted it."""
    described: bool = True
    """Is the description more specific than "a source"?"""
    listed_as_declined: bool = False
    """Does the story or a request say that they declined to comment?"""


@dataclass(frozen=True, slots=True)
class RequestState:
    """A request for comment."""

    id: str
    asked_of: str
    outcome: Outcome = "pending"
    stale: bool = False
    """Have the claims put to them been reworded since?"""
    via_outlet: str = ""
    """The other outlet that asked, where it was not us."""
    reported: ReportedOutcome | None = None
    """What that outlet reported of the reply."""
    words: str = ""
    """The sentence of the story that tells the reply; empty where none is marked."""
    start: int | None = None
    """Where that sentence stands."""
    end: int | None = None
    hash: str = ""
    """Of that sentence and the outcome."""
    others: tuple["ReplyPlace", ...] = ()
    """Further sentences that tell this reply."""
    passed: str = ""
    """The deadline in words, once it is past."""
    until: str = ""
    """The deadline in words, while it is still to come and nobody has answered."""
    apart: str = ""
    """How its sentences tell the reply, where not alike; empty where the text by itself shows that already."""


@dataclass(frozen=True, slots=True)
class ReplyPlace:
    """One more sentence that tells a reply. Offsets: code points."""

    words: str
    start: int
    end: int
    hash: str


@dataclass(frozen=True, slots=True)
class CheckState:
    """The newest check of one place."""

    id: str
    mark: CheckMark
    start: int | None
    end: int | None
    note: str = ""
    """What the checker wrote."""
    stale: bool = False
    """Were the words edited after it?"""
    said_flat: bool = False
    """Does the prose say it as a fact? Known by itself where a statement is marked there."""
    hash: str = ""
    """Of its words and its mark."""


@dataclass(frozen=True, slots=True)
class NoteState:
    """A note in the margin that is not resolved."""

    id: str
    text: str
    start: int | None = None
    end: int | None = None
    hash: str = ""
    """Of what it says."""


@dataclass(frozen=True, slots=True)
class PictureState:
    """A picture of the story."""

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
    """What it is, in words."""


@dataclass(frozen=True, slots=True)
class ProseState:
    """What the text shows by itself, marked or not."""

    code: str
    message: str
    start: int
    end: int
    hash: str = ""
    """Of its sentence."""


@dataclass(frozen=True, slots=True)
class WordingState:
    """Wordings of one thing that do not agree: of several claims that seem to be one, or of one at its places."""

    code: str
    """``CLAIM_REPEATED`` or ``WORDINGS_DIFFER``."""
    message: str
    claim: str
    """The claim whose place comes first."""
    start: int | None = None
    end: int | None = None
    hash: str = ""
    """Of all the wordings and their levels."""


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
    """The embargo of the story itself; those of its sources lie with them."""
    claims: tuple[ClaimState, ...] = ()
    """Those not in the bin; proposals too, for they are told apart by their flag."""
    quotes: tuple[QuoteState, ...] = ()
    """Every quotation of the text; proposals too."""
    promises: tuple[PromiseState, ...] = ()
    """Promises to read words back that are open."""
    sources: tuple[SourceState, ...] = ()
    """Those quoted, or behind a statement; not those that only lie in the story's file."""
    troubles: tuple[SourceTrouble, ...] = ()
    """What is wrong with sources, at each record that rests on them."""
    anonymity: tuple[AnonymityState, ...] = ()
    """One for each person used without a name."""
    requests: tuple[RequestState, ...] = ()
    """Every request for comment; proposals left out."""
    checks: tuple[CheckState, ...] = ()
    """The newest check of each place."""
    notes: tuple[NoteState, ...] = ()
    """The notes nobody has resolved."""
    pictures: tuple[PictureState, ...] = ()
    prose: tuple[ProseState, ...] = ()
    """What the text shows a careful reader before anything in it is marked."""
    wordings: tuple[WordingState, ...] = ()
    """Statements made more than once, not all alike."""
    damaged: tuple[DamagedState, ...] = ()
    """Texts of this story whose bytes are not those that were stored."""
    approved_hash: str | None = None
    """Hash of the words and evidence the approval covered; None while nothing is approved."""
    current_hash: str = ""
    """The same hash, of the story as it is."""
    legal_asked: bool = False
    """Was the lawyer asked?"""
    legal_cleared: bool = False
    """Has the lawyer cleared these words?"""
    dismissed: frozenset[tuple[str, str, str]] = field(default_factory=frozenset[tuple[str, str, str]])
    """Answered findings: code, record (empty for the story's own), hash."""
