"""How strongly the prose may put a claim at a given level: the table of domain.md section 4."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from newsroom.domain.claim import Level

Place = Literal["body", "first_paragraph", "headline", "subhead"]
Weight = Literal["ok", "note", "warn", "error"]
AssertionCode = Literal[
    "ASSERTION_FITS", "UNDER_CLAIMS", "ATTRIBUTE_FIRST_MENTION", "NAME_BESIDE_LINK", "NAME_THE_SOURCE",
    "ATTRIBUTE_IN_HEADING", "SAY_WHO_SAYS_SO", "OVER_CLAIMS", "HEDGE_IT", "TOO_WEAK_FOR_HEADING", "RESTS_ON_NOTHING",
    "SOURCE_NOT_ATTACHED", "DISPUTED_AS_FACT", "OTHER_SIDE_MISSING", "GIVE_BOTH_SIDES", "REFUTED_AS_FACT",
    "OPINION_AS_FACT", "HEADING_STRONGER_THAN_BODY",
]  # fmt: skip

ASSERTION_ERRORS: tuple[AssertionCode, ...] = (
    "OVER_CLAIMS", "TOO_WEAK_FOR_HEADING", "RESTS_ON_NOTHING", "SOURCE_NOT_ATTACHED", "DISPUTED_AS_FACT",
    "GIVE_BOTH_SIDES", "REFUTED_AS_FACT",
)  # fmt: skip
"""The codes whose cell is an error; every other code of ``judge`` is a warning or a note."""

_WEIGHTS: tuple[Weight, ...] = get_args(Weight)


@dataclass(frozen=True, slots=True)
class Strength:
    """How a span puts its claim: it names a source, it holds back, both, or neither (flat).

    ``by_link``: the only attribution is a link to the source; the prose names nobody.
    """

    attributed: bool = False
    hedged: bool = False
    by_link: bool = False

    @property
    def word(self) -> str:
        """One of: flat, attributed, hedged, attributed and hedged."""
        if self.attributed:
            return "attributed and hedged" if self.hedged else "attributed"
        return "hedged" if self.hedged else "flat"

    @property
    def force(self) -> int:
        """3 flat, 2 attributed, 1 hedged, 0 attributed and hedged: the larger, the more strongly it is said."""
        return 3 - 2 * self.hedged - self.attributed


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a span may stand as it is; ``sentence`` is for the writer and empty where all is well."""

    weight: Weight
    code: AssertionCode
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class _Said:
    """One span of one claim, with what its surroundings add."""

    level: Level
    strength: Strength
    in_heading: bool
    attributed_before: bool
    other_side: bool
    labelled: bool
    as_outdated: bool
    source_attached: bool


_FITS = Verdict("ok", "ASSERTION_FITS")


def judge(
    level: Level,
    strength: Strength,
    place: Place,
    *,
    attributed_before: bool = False,
    other_side_in_paragraph: bool = False,
    labelled_analysis: bool = False,
    said_as_outdated: bool = False,
    source_attached: bool = True,
) -> Verdict:
    """The cell of the table for this span.

    ``attributed_before``: an earlier span of the same claim named its source. ``said_as_outdated``: the prose gives
    it as outdated or false. ``source_attached``: the source the prose names is evidence of the claim. A level or
    place outside the lists is refused with a ValueError.
    """
    if level not in get_args(Level):
        raise ValueError(f"{level!r} is no level. Use one of: {', '.join(get_args(Level))}.")
    if place not in get_args(Place):
        raise ValueError(f"{place!r} is no place in a story. Use one of: {', '.join(get_args(Place))}.")
    said = _Said(
        level,
        strength,
        place != "body",
        attributed_before,
        other_side_in_paragraph,
        labelled_analysis,
        said_as_outdated,
        source_attached,
    )
    verdict = _JUDGES[level](said)
    if verdict.weight == "ok" and place == "first_paragraph" and strength.by_link:
        return Verdict("note", "NAME_BESIDE_LINK", "Only a link names the source here; in the first paragraph name it.")
    return verdict


def heading_stronger_than_body(
    level: Level, heading: Strength, body: Sequence[Strength], *, labelled_analysis: bool = False
) -> Verdict | None:
    """What is wrong with a heading or "short answer" that outruns its story; None when it does not.

    It may put the claim no more strongly than the weakest span of the body does (warn), nor than the level allows
    in a heading (the weight of that cell, where both sides count as given).
    """
    allowed = judge(level, heading, "headline", other_side_in_paragraph=True, labelled_analysis=labelled_analysis)
    # A heading that holds back and names nobody is not too strong; that it names nobody is told as that.
    lacks_a_name = heading.hedged and allowed.code in ("NAME_THE_SOURCE", "ATTRIBUTE_IN_HEADING")
    too_strong = _WEIGHTS.index(allowed.weight) >= _WEIGHTS.index("warn") and not lacks_a_name
    outruns = heading.force > min((span.force for span in body), default=heading.force)
    if not outruns and not too_strong:
        return None
    weight: Weight = allowed.weight if too_strong else "warn"
    than = "the story does." if outruns else f"its level allows. {allowed.sentence}"
    return Verdict(weight, "HEADING_STRONGER_THAN_BODY", f"The heading says it more strongly than {than}")


def _confirmed(said: _Said) -> Verdict:
    if said.strength.word == "hedged" and not said.in_heading:
        return Verdict("note", "UNDER_CLAIMS", "It is confirmed: it can be said without holding back.")
    return _FITS


def _high(said: _Said) -> Verdict:
    if said.strength.attributed:
        return _FITS
    if said.in_heading:
        return Verdict("warn", "ATTRIBUTE_IN_HEADING", "Say here who says so; it is well supported but not confirmed.")
    if said.strength.hedged:
        return Verdict("note", "UNDER_CLAIMS", "It is well supported: name the source instead of holding back.")
    if said.attributed_before:
        return _FITS
    return Verdict("note", "ATTRIBUTE_FIRST_MENTION", "Say who says so at the first mention; after that it can stand.")


def _moderate(said: _Said) -> Verdict:
    if said.strength.attributed:
        return _FITS
    if said.strength.hedged:
        return Verdict("warn", "NAME_THE_SOURCE", "Name the source: a word of doubt does not say who says so.")
    sentence = "This is said as a fact, but only moderately supported: say who says so."
    if said.in_heading:
        return Verdict("error", "OVER_CLAIMS", sentence)
    return Verdict("warn", "SAY_WHO_SAYS_SO", sentence)


def _low(said: _Said) -> Verdict:
    if said.in_heading:
        return Verdict("error", "TOO_WEAK_FOR_HEADING", "What is this weakly supported does not belong up here.")
    match said.strength.word:
        case "attributed and hedged":
            return _FITS
        case "attributed":
            return Verdict("warn", "HEDGE_IT", "The source is named, but weak: say also that it is not established.")
        case "hedged":
            return Verdict("warn", "NAME_THE_SOURCE", "Name the source: a word of doubt does not say who says so.")
        case _:
            return Verdict("error", "OVER_CLAIMS", "This is said as a fact, but weakly supported.")


def _unsourced(said: _Said) -> Verdict:
    if said.strength.attributed and not said.source_attached:
        return Verdict("error", "SOURCE_NOT_ATTACHED", "A source is named but not attached: cite it for these words.")
    if said.strength.attributed:
        return Verdict("error", "RESTS_ON_NOTHING", "The source named here is attached but cannot carry it.")
    if said.strength.hedged and said.labelled and not said.in_heading:
        return _FITS
    return Verdict("error", "RESTS_ON_NOTHING", "Nothing that counts backs this: attach a source or label it analysis.")


def _disputed(said: _Said) -> Verdict:
    if said.strength.attributed and said.other_side:
        return _FITS
    if said.in_heading:
        return Verdict("error", "GIVE_BOTH_SIDES", "This is disputed: give both sides here, each with its source.")
    if said.strength.attributed:
        return Verdict("warn", "OTHER_SIDE_MISSING", "This is disputed: give the other side in the same paragraph.")
    if said.strength.hedged:
        return Verdict("warn", "NAME_THE_SOURCE", "This is disputed: say who says so, and who denies it.")
    return Verdict("error", "DISPUTED_AS_FACT", "This is disputed and said as a fact.")


def _refuted(said: _Said) -> Verdict:
    if said.strength.attributed and said.as_outdated and not said.in_heading:
        return _FITS
    sentence = "This has been shown to be wrong: say so, with its source, or take it out."
    return Verdict("error", "REFUTED_AS_FACT", sentence)


def _not_ratable(said: _Said) -> Verdict:
    if said.strength.attributed or said.labelled or (said.strength.hedged and not said.in_heading):
        return _FITS
    return Verdict("warn", "OPINION_AS_FACT", "This is an opinion: say whose it is, or label it.")


_JUDGES = {
    "confirmed": _confirmed,
    "high": _high,
    "moderate": _moderate,
    "low": _low,
    "unsourced": _unsourced,
    "disputed": _disputed,
    "refuted": _refuted,
    "not_ratable": _not_ratable,
}
