"""Quotes: the words as captured, as corrected, and where they are used."""

from dataclasses import dataclass
from typing import Literal

from newsroom.domain.record import AnchorId, CaptureId, PersonId, QuoteId, Record, SourceId, StoryId

HeardBy = Literal["recording", "notes", "transcript", "published", "second_hand"]
QuoteUseKind = Literal[
    "direct_full", "direct_fragment", "single_word", "indirect", "block", "scare", "title", "translated"
]
FidelityKind = Literal["exact", "marked_edit", "unmarked_edit", "not_found", "ambiguous", "not_compared"]


@dataclass(frozen=True, slots=True)
class Quote(Record):
    """``verbatim`` is as captured and never changes; ``corrected`` holds a transcript fix with its reason."""

    verbatim: str
    source: SourceId | None = None
    capture: CaptureId | None = None
    speaker: PersonId | None = None
    corrected: str | None = None
    correction_reason: str = ""
    language: str = ""
    translation_of: QuoteId | None = None
    occasion: str = ""
    said_at: str | None = None
    locator: str = ""
    context_before: str = ""
    context_after: str = ""
    heard_by: HeardBy = "published"
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class QuoteUse(Record):
    """A quote's place in a story. ``fidelity`` and ``detail`` are computed against the captured words; ``to_confirm``
    names what was inferred (speaker, outlet)."""

    story: StoryId
    quote: QuoteId | None
    anchor: AnchorId
    kind: QuoteUseKind = "direct_full"
    attribution_text: str = ""
    speaker_name: str = ""
    outlet: str = ""
    fidelity: FidelityKind = "not_compared"
    detail: str = ""
    to_confirm: tuple[str, ...] = ()
    proposed: bool = False
