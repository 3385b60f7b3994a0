"""Terms of attribution: what a source agreed may be printed, and in whose name (domain.md section 6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from newsroom.domain.record import Record

TermsValue = Literal["on_record", "background", "deep_background", "off_record", "not_for_attribution", "unspecified"]
AnonymityReason = Literal[
    "not_authorised_to_speak", "fear_of_retaliation", "fear_of_legal_action", "personal_safety", "minor",
    "victim", "privacy", "nda", "negotiations", "other",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Terms(Record):
    """Terms agreed for one record (a person, a source or a quote). ``read_back``: the words are to be read back to
    whoever said them before they are printed, and nobody has noted yet that it was done."""

    record: str
    value: TermsValue
    agreed_description: str = ""
    reason: AnonymityReason | None = None
    approved_by: str = ""
    read_back: bool = False


_SAYS_NOTHING = frozenset({
    "", "source", "sources", "person", "people", "somebody", "someone", "insider", "anonymous source", "unnamed source",
    "anonymous person", "unnamed person", "anonymous", "unnamed", "confidential source", "well-placed source",
})  # fmt: skip
_ARTICLES = ("a ", "an ", "the ", "one ", "our ")


def says_who(description: str) -> bool:
    """Whether a description is more specific than "a source"."""
    words = " ".join(description.casefold().split()).strip(" .")
    for article in _ARTICLES:
        words = words.removeprefix(article)
    return words not in _SAYS_NOTHING


def anonymity_gaps(*, description: str, reason: str, approved_by: str) -> tuple[str, ...]:
    """What is still to be noted before somebody may be used without a name, each as the end of "still missing: …"."""
    gaps = (
        ("a description that says who it is without the name", not says_who(description)),
        ("the reason", not reason),
        ("an editor who knows who it is and approved", not approved_by.strip()),
    )
    return tuple(words for words, missing in gaps if missing)


STRICTNESS: dict[TermsValue, int] = {
    "on_record": 0, "unspecified": 1, "not_for_attribution": 2, "background": 3, "deep_background": 4, "off_record": 5,
}  # fmt: skip
"""Of several terms that speak of one thing the strictest counts: a leak cannot be taken back."""
_WITHOUT_A_NAME = frozenset({"background", "not_for_attribution"})


@dataclass(frozen=True, slots=True)
class TermsOfUse:
    """What holds for one quotation: the strictest ``value`` of all that speak of it, and the description agreed.

    ``may_be_quoted`` is whether its words may stand as a quotation: where no name is given, only when terms without a
    name were noted for these words themselves."""

    value: TermsValue = "on_record"
    description: str = ""
    may_be_quoted: bool = True

    @property
    def is_without_name(self) -> bool:
        """Whether it may be used, but only under the description agreed."""
        return self.value in _WITHOUT_A_NAME

    @property
    def quoting_can_be_agreed(self) -> bool:
        """Whether nothing but a note that quoting was agreed is missing for the words to be quoted."""
        return self.is_without_name and not self.may_be_quoted


def terms_of_use(of_quote: Terms | None, others: Iterable[Terms]) -> TermsOfUse:
    """The terms of a quotation from those noted for it and those of its speaker, source and evidence."""
    every = [terms for terms in (of_quote, *others) if terms is not None]
    if not every:
        return TermsOfUse()
    strictest = max(every, key=lambda terms: STRICTNESS[terms.value])
    description = strictest.agreed_description or next(
        (one.agreed_description for one in every if one.agreed_description), ""
    )
    # Terms that only say "on the record" of the words, or that they are to be read back, agree to no quoting without
    # a name.
    agreed = of_quote is not None and of_quote.value in _WITHOUT_A_NAME
    quotable = strictest.value not in _WITHOUT_A_NAME or agreed
    return TermsOfUse(strictest.value, description, quotable and permissions(strictest.value).quote)


@dataclass(frozen=True, slots=True)
class Permissions:
    """What one value of the terms lets the desk do."""

    publish: bool
    name: bool
    quote: bool


def permissions(value: TermsValue) -> Permissions:
    """The table of domain.md section 6; ``quote`` for background means: once agreed."""
    if value == "on_record":
        return Permissions(publish=True, name=True, quote=True)
    if value in ("background", "not_for_attribution", "unspecified"):
        return Permissions(publish=True, name=False, quote=True)
    if value == "deep_background":
        return Permissions(publish=True, name=False, quote=False)
    return Permissions(publish=False, name=False, quote=False)
