"""What one item of evidence is worth: the grades G0 to G7 of domain.md section 3."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

from newsroom.domain.claim import Authority, ClaimKind, Grade, Level, Stance
from newsroom.domain.terms import TermsValue

QuoteMatch = Literal["exact", "marked_edit", "unmarked_edit", "unverified", "not_found", "ambiguous", "not_compared"]

LEVELS: tuple[Level, ...] = ("unsourced", "low", "moderate", "high", "confirmed")
"""The ordinal scale, weakest first. Disputed, refuted and not ratable lie off it."""

_MATCH_AS_GRADED: dict[QuoteMatch, QuoteMatch] = {
    "not_found": "unmarked_edit",
    "ambiguous": "unverified",
    "not_compared": "unverified",
}
_PUBLICATION_GRADE: dict[Grade, int] = {"A": 3, "B": 2, "C": 1, "D": 0, "E": 0, "F": 1}


def _check_word(owner: str, field: str, value: object, allowed: tuple[object, ...]) -> None:
    if value not in allowed:
        words = ", ".join(str(word) for word in allowed)
        raise ValueError(f"The {field} of {owner} cannot be {value!r}. Use one of: {words}.")


def _check_day(owner: str, field: str, value: date | None) -> None:
    if isinstance(value, datetime):
        raise ValueError(f"The {field} of {owner} must be a day, not a time: pass {value.isoformat()}'s date.")


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """One item as the rule sees it. ``origin`` is what counts as one source: ``person:<id>`` or a root's id.

    ``as_of``, ``embargo_until``: days. An embargo counts as open on its own day. Words outside the lists of
    domain.md section 3 are refused with a ValueError.
    """

    id: str
    origin: str
    stance: Stance = "supports"
    authority: Authority = "publication"
    terms: TermsValue = "on_record"
    reliability: Grade = "B"
    firsthand: bool = True
    inspected: bool = True
    as_of: date | None = None
    embargo_until: date | None = None
    retracted: bool = False
    own: bool = False

    def __post_init__(self) -> None:
        owner = f"the evidence {self.id!r}"
        _check_word(owner, "stance", self.stance, get_args(Stance))
        _check_word(owner, "authority", self.authority, get_args(Authority))
        _check_word(owner, "terms", self.terms, get_args(TermsValue))
        _check_word(owner, "reliability", self.reliability, get_args(Grade))
        _check_day(owner, "as_of", self.as_of)
        _check_day(owner, "embargo_until", self.embargo_until)

    @property
    def backs(self) -> bool:
        """Is it meant to carry the claim, wholly or in part?"""
        return self.stance in ("supports", "partial")


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """What the rule needs to know of a claim. ``quote_match`` None: the claim holds no direct quotation.

    The answers of the quote check are taken as they come: not found counts as ``unmarked_edit``,
    ambiguous and not compared as ``unverified``.
    """

    kind: ClaimKind = "fact"
    ttl_days: int | None = None
    quote_match: QuoteMatch | None = None

    def __post_init__(self) -> None:
        _check_word("the claim", "kind", self.kind, get_args(ClaimKind))
        if self.quote_match is not None:
            _check_word("the claim", "quote_match", self.quote_match, get_args(QuoteMatch))
        if self.ttl_days is not None and self.ttl_days < 0:
            raise ValueError(f"The ttl_days of the claim cannot be {self.ttl_days}. Use 0 or more days, or None.")

    @property
    def match(self) -> QuoteMatch | None:
        """The quote check in the four words the rule has."""
        if self.quote_match is None:
            return None
        return _MATCH_AS_GRADED.get(self.quote_match, self.quote_match)


def counts_as_retracted(item: EvidenceItem, kind: ClaimKind) -> bool:
    """A retraction takes the content back, not the fact that we recorded the words (G0)."""
    return item.retracted and not (item.authority == "witness" and kind == "speech")


def is_embargoed(item: EvidenceItem, today: date) -> bool:
    """Is it not free yet? On the embargo's own day it is."""
    return item.embargo_until is not None and item.embargo_until > today


def is_anonymous(item: EvidenceItem) -> bool:
    """A voice that is not on the record (K2); documents and outlets have no voice of their own."""
    return item.authority in ("party", "interested", "insider") and item.terms != "on_record"


def grade(item: EvidenceItem, *, kind: ClaimKind, today: date) -> int:
    """0 to 4, whatever the stance: what contradicts is graded like what supports."""
    barred = item.stance in ("no_position", "context") or item.terms == "off_record" or item.own
    if barred or counts_as_retracted(item, kind) or is_embargoed(item, today):
        return 0
    return _clamped(item, _by_authority(item, kind))


def _by_authority(item: EvidenceItem, kind: ClaimKind) -> int:
    named, vetted = item.terms == "on_record", item.reliability in ("A", "B")
    match item.authority:
        case "record" | "witness":
            return 4
        case "party":
            return 4 if named else 2
        case "interested":
            return 2 if named else 1
        case "interviewer":
            return 3 if kind == "speech" else 2
        case "insider":
            return 3 if named else 2 if vetted else 1
        case "document":
            return 3 if vetted else 1
        case "publication":
            return _PUBLICATION_GRADE[item.reliability]
        case "aggregator":
            return 1 if item.reliability in ("A", "B", "C") else 0
        case "unknown":
            return 0


def _clamped(item: EvidenceItem, value: int) -> int:
    if item.reliability in ("D", "E") and item.authority not in ("publication", "aggregator"):
        value = min(value, 1)
    if item.reliability == "F":
        value = min(value, 2)
    if not item.firsthand:
        value = min(value, 2)
    if item.stance == "partial":
        value = min(value, 1)
    if not item.inspected and value > 0:
        value = min(2, max(1, value - 1))
    return value
