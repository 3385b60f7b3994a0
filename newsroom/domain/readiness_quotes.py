"""What the gate finds about quotes: lost, altered, unattributed, or not theirs to print."""

from collections.abc import Iterator

from newsroom.domain.readiness_facts import QuoteState, StoryFacts
from newsroom.domain.readiness_point import Point, shown
from newsroom.domain.terms import permissions


def quote_points(facts: StoryFacts) -> Iterator[Point]:
    """Each quotation; proposals are passed over, but not where their terms bar the words."""
    for quote in facts.quotes:
        yield from _terms(quote)
        if not quote.proposed:
            yield from _words(quote)
            yield from _whose(quote)


def _point(code: str, quote: QuoteState, message: str = "") -> Point:
    return Point(code, message, quote.start, quote.end, "quote_use", quote.id, quote.hash)


def _terms(quote: QuoteState) -> Iterator[Point]:
    allowed = permissions(quote.terms)
    if not allowed.publish:
        yield _point("OFF_RECORD_WORDS", quote, f"{shown(quote.words)} was said off the record: take it out.")
    elif not allowed.quote:
        yield _point(
            "QUOTE_AGAINST_TERMS", quote, f"{shown(quote.words)} may be used, but not quoted, by the terms agreed."
        )


def _words(quote: QuoteState) -> Iterator[Point]:
    if quote.state == "adrift":
        yield Point(
            "QUOTE_ADRIFT",
            f"{shown(quote.words)} lost its place in the text: find it again.",
            record_kind="quote_use",
            record=quote.id,
            hash=quote.hash,
        )
        return
    if quote.inconsistent:
        yield _point("QUOTE_INCONSISTENT", quote)
    if quote.translation_unsaid:
        yield _point("QUOTE_TRANSLATED", quote, f"{shown(quote.words)} is translated: say so.")
    if not quote.linked:
        return
    told = f" {quote.detail}" if quote.detail else ""
    match quote.fidelity:
        case "unmarked_edit" if quote.house_severity != "warn":
            yield _point("QUOTE_WORDS_CHANGED", quote, f"{shown(quote.words)} is not as it was said.{told}")
        case "not_found":
            yield _point("QUOTE_NOT_FOUND", quote, f"{shown(quote.words)} is not found in the saved copy.")
        case "ambiguous":
            yield _point("QUOTE_SEVERAL_PLACES", quote)
        case "not_compared":
            yield _point("QUOTE_NOT_COMPARED", quote)
        case _ if quote.house_severity != "pass":
            yield _point("QUOTE_HOUSE_RULE", quote, f"{shown(quote.words)} is edited: look at it.{told}")
        case _:
            return


def _whose(quote: QuoteState) -> Iterator[Point]:
    if not quote.has_speaker:
        yield _point("QUOTE_WITHOUT_SPEAKER", quote, f"{shown(quote.words)} has no speaker.")
    if not quote.has_source:
        yield _point("QUOTE_WITHOUT_SOURCE", quote, f"{shown(quote.words)} has no source.")
    if quote.outlet_unnamed:
        yield _point("QUOTE_OUTLET_UNNAMED", quote, f"{shown(quote.words)} is from another outlet: name it.")
