"""What the gate finds about claims: the headline and first paragraph, strength against level, accusations."""

from collections.abc import Iterator

from newsroom.domain.assertion import Verdict, heading_stronger_than_body, judge
from newsroom.domain.readiness_facts import ClaimState, SpanFacts, StoryFacts
from newsroom.domain.readiness_point import Point, shown
from newsroom.domain.story import Stage

_HEADINGS = ("headline", "subhead")
# Worst first: one place is asked about once, for the worst that stands in it.
_TOP_CODES = ("REFUTED_FLAT", "TOP_RESTS_ON_NOTHING", "TOP_ON_LOW", "TOP_ON_ONE_SIDE")
_UNMARKED = "TOP_RESTS_ON_NOTHING"
_TOP_WORDS = {
    "REFUTED_FLAT": "gives as true what has been shown to be wrong",
    "TOP_RESTS_ON_NOTHING": "rests on nothing that counts",
    "TOP_ON_LOW": "rests on something weak",
    "TOP_ON_ONE_SIDE": "gives one side of a dispute",
}
_CHECKING_STAGES = ("checking", "editing", "checked", "legal", "cleared", "approved")


def top_points(facts: StoryFacts) -> Iterator[Point]:
    """The headline and the first paragraph, marked or not."""
    standing = [claim for claim in facts.claims if not claim.proposed]
    if facts.headline.strip():
        stated = [(claim, span) for claim in standing for span in claim.spans if span.place == "headline"]
        code = _worst_of(stated)
        if code is not None:
            yield Point(code, f"The headline {_TOP_WORDS[code]}.", record_kind="story")
    yield from _first_paragraph(facts, standing)


def _first_paragraph(facts: StoryFacts, standing: list[ClaimState]) -> Iterator[Point]:
    weak: list[tuple[str, int, int]] = []
    for start, end in facts.first_paragraph:
        stated = [(claim, span) for claim in standing for span in claim.spans if _lies_in(span, start, end)]
        code = _worst_of(stated)
        if code is not None:
            weak.append((code, *_weakest_place(stated, code, start, end)))
    if weak:
        code, start, end = min(weak, key=lambda one: (_TOP_CODES.index(one[0]), one[1]))
        number = len(facts.first_paragraph)
        among = f" ({len(weak)} of its {number} statements need a look)" if len(weak) > 1 else ""
        # Where one sentence of it holds, the paragraph as a whole does not rest on nothing.
        is_whole = len(weak) == number and all(one[0] == code for one in weak)
        subject = "The first paragraph" if is_whole else "A sentence of the first paragraph"
        yield Point(code, f"{subject} {_TOP_WORDS[code]}{among}.", start, end, record_kind="story")


def _weakest_place(stated: list[tuple[ClaimState, SpanFacts]], code: str, start: int, end: int) -> tuple[int, int]:
    """The words of the claim that is meant; the whole statement where nothing in it is marked."""
    for claim, span in stated:
        if _top_code(claim, span) == code and span.start is not None and span.end is not None:
            return span.start, span.end
    return start, end


def _lies_in(span: SpanFacts, start: int, end: int) -> bool:
    if span.start is None or span.end is None or span.place == "headline" or span.state == "adrift":
        return False
    return span.start < end and span.end > start


def _worst_of(stated: list[tuple[ClaimState, SpanFacts]]) -> str | None:
    if not stated:
        return _UNMARKED
    found = [code for claim, span in stated if (code := _top_code(claim, span)) is not None]
    return min(found, key=_TOP_CODES.index, default=None)


def _top_code(claim: ClaimState, span: SpanFacts) -> str | None:
    if _needs_no_source(claim):
        return None
    match claim.level:
        case "unsourced":
            return "TOP_RESTS_ON_NOTHING"
        case "low":
            return "TOP_ON_LOW"
        case "disputed":
            return None if span.strength.attributed and span.other_side_in_paragraph else "TOP_ON_ONE_SIDE"
        case "refuted":
            # Said flat it is asked about by a rule of its own.
            said_rightly = span.strength.attributed and span.said_as_outdated
            return None if said_rightly or span.strength.word == "flat" else "REFUTED_FLAT"
        case _:
            return None


def _needs_no_source(claim: ClaimState) -> bool:
    """What everybody knows, or we saw, needs no source; that somebody contradicts it still counts."""
    return (claim.common_knowledge or claim.own_observation) and claim.level not in ("disputed", "refuted")


def claim_points(facts: StoryFacts) -> Iterator[Point]:
    """Each claim at each place it is stated; proposals are passed over."""
    for claim in facts.claims:
        yield from points_of_claim(claim, stage=facts.stage)


def points_of_claim(claim: ClaimState, *, stage: Stage) -> Iterator[Point]:
    """One claim at each place it is stated; a proposal is passed over."""
    if claim.proposed:
        return
    for span in claim.spans:
        yield from _lost_or_changed(claim, span)
    if not _needs_no_source(claim):
        yield from _strengths(claim)
    yield from _about(claim)
    if claim.kind == "fact" and not claim.checked and stage in _CHECKING_STAGES:
        yield _point("FACT_NOT_CHECKED", claim, _first_span(claim))


def _point(code: str, claim: ClaimState, span: SpanFacts | None, message: str = "") -> Point:
    start, end = (span.start, span.end) if span is not None else (None, None)
    return Point(code, message, start, end, "claim", claim.id, claim.hash)


def _first_span(claim: ClaimState) -> SpanFacts | None:
    placed = [span for span in claim.spans if span.start is not None and span.state != "adrift" and not span.is_guessed]
    return min(placed, key=lambda span: span.start or 0, default=None)


def _lost_or_changed(claim: ClaimState, span: SpanFacts) -> Iterator[Point]:
    if span.state == "adrift":
        yield _point("CLAIM_ADRIFT", claim, None, f"{shown(claim.wording)} lost its place in the text: find it again.")
    elif span.state == "reworded":
        yield _point("CLAIM_REWORDED", claim, span)


def _strengths(claim: ClaimState) -> Iterator[Point]:
    standing = [span for span in claim.spans if span.state != "adrift"]
    attributed = False
    for span in sorted(standing, key=lambda one: -1 if one.start is None else one.start):
        verdict = judge(
            claim.level,
            span.strength,
            span.place,
            attributed_before=attributed,
            other_side_in_paragraph=span.other_side_in_paragraph,
            labelled_analysis=claim.labelled_as_analysis,
            said_as_outdated=span.said_as_outdated,
            source_attached=span.source_attached,
        )
        attributed = attributed or (span.strength.attributed and span.place not in _HEADINGS)
        outrun = list(_outrun(claim, span, standing)) if span.place in _HEADINGS else []
        # A heading that outruns its body says so, which tells more than that it is too strong for its level.
        if outrun and claim.level not in ("unsourced", "refuted"):
            yield from outrun
        elif verdict.weight != "ok" and not _is_told_of_quote(claim, verdict):
            yield _point(_code_of(claim, span, verdict), claim, span, verdict.sentence)
        if span.named_instead and claim.level != "unsourced":
            message = (
                f"This is told as said by {span.named_instead}, but nothing of theirs is attached: attach it, or name "
                "the source it rests on."
            )
            yield _point("SOURCE_NOT_ATTACHED", claim, span, message)


def _is_told_of_quote(claim: ClaimState, verdict: Verdict) -> bool:
    """Altered words are weak for being altered: no word of doubt mends that, and the check of quotes tells it."""
    return verdict.code == "HEDGE_IT" and "QUOTE_ALTERED" in claim.flags


def _code_of(claim: ClaimState, span: SpanFacts, verdict: Verdict) -> str:
    flat = span.strength.word == "flat" and not span.said_as_outdated
    return "REFUTED_FLAT" if claim.level == "refuted" and flat else verdict.code


def _outrun(claim: ClaimState, heading: SpanFacts, standing: list[SpanFacts]) -> Iterator[Point]:
    body = [span.strength for span in standing if span.place not in _HEADINGS]
    verdict = heading_stronger_than_body(
        claim.level, heading.strength, body, labelled_analysis=claim.labelled_as_analysis
    )
    if verdict is not None:
        subject = "The short answer" if heading.is_answer else "The heading"
        yield _point("HEADING_STRONGER_THAN_BODY", claim, heading, verdict.sentence.replace("The heading", subject, 1))


def _about(claim: ClaimState) -> Iterator[Point]:
    where = _first_span(claim)
    if claim.accusation and not claim.has_request_or_reason:
        message = f"{shown(claim.wording)} accuses somebody: ask for comment, or note why not."
        if claim.still_to_ask:
            message = (
                f"{shown(claim.wording)} accuses somebody, and {claim.still_to_ask} has not been asked yet: note the "
                "attempt once the letter is out, or why nobody is asked."
            )
        yield _point("ACCUSATION_WITHOUT_REQUEST", claim, where, message)
    if claim.accusation and "SINGLE_ORIGIN" in claim.flags and claim.level in ("low", "moderate", "high"):
        yield _point("ACCUSATION_ON_ONE_SOURCE", claim, where)
    if claim.override_waiting:
        yield _point(
            "OVERRIDE_WAITING", claim, where, f"The level of {shown(claim.wording)} was set by hand and waits."
        )
    if claim.numbers_unlike_source:
        numbers, told = ", ".join(claim.numbers_unlike_source), ", ".join(claim.numbers_of_source)
        there = f"; what is cited says {told}. Compare them." if told else ": compare it with its source."
        message = f"No passage cited for {shown(claim.wording)} has {numbers}{there}"
        yield _point("NUMBERS_DIFFER", claim, where, message)
    if "STALE" in claim.flags:
        yield _point("CLAIM_STALE", claim, where)
    if "CONTESTED" in claim.flags and not any(span.other_side_in_paragraph for span in claim.spans):
        yield _point("DENIAL_NOT_CARRIED", claim, where)
