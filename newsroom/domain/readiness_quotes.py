"""What the gate finds about quotes: lost, altered, unattributed, or not theirs to print."""

from collections.abc import Iterator

from newsroom.domain.readiness_facts import QuoteState, StoryFacts
from newsroom.domain.readiness_point import Point, shown
from newsroom.domain.terms import permissions

_EDITED = frozenset({"marked_edit", "unmarked_edit"})


def quote_points(facts: StoryFacts) -> Iterator[Point]:
    """Each quotation; proposals and what is no speech are passed over, but not where their terms bar the words."""
    for quote in facts.quotes:
        yield from _terms(quote)
        if not quote.proposed and quote.is_speech:
            yield from _words(quote)
            yield from _whose(quote)
    for promise in facts.promises:
        whom = f" to {promise.label}" if promise.label else ""
        message = f"The words were to be read back{whom} before they are printed: do it, then note that it was done."
        yield Point("READ_BACK_PROMISED", message, promise.start, promise.end, promise.record_kind, promise.record)


def _point(code: str, quote: QuoteState, message: str = "") -> Point:
    return Point(code, message, quote.start, quote.end, "quote_use", quote.id, quote.hash)


def _terms(quote: QuoteState) -> Iterator[Point]:
    allowed, words = permissions(quote.terms), shown(quote.words)
    if not allowed.publish:
        yield _point("OFF_RECORD_WORDS", quote, f"{words} was said off the record: take it out.")
        return
    if quote.proposed:
        return
    if quote.is_quoting and not allowed.quote:
        yield _point("QUOTE_AGAINST_TERMS", quote, f"{words} may be used, but not quoted, by the terms agreed.")
    elif quote.is_quoting and not quote.quoting_agreed:
        message = (
            f"{words} may be used without a name; that it may be quoted is not noted. Note that quoting was agreed, or "
            "tell it in our words."
        )
        yield _point("QUOTE_AGAINST_TERMS", quote, message)
    if quote.named_against:
        message = f"{shown(quote.named_against)} stands with {words}, which was not agreed: take it out."
        yield _point("NAMED_AGAINST_TERMS", quote, message)
    if quote.wording_missing:
        yield _point("AGREED_WORDS_MISSING", quote, _missing(quote, words))


def _missing(quote: QuoteState, words: str) -> str:
    if not quote.agreed_description:
        return f"{words} is used without a name, but no words were agreed to say who it is. Note them."
    return f"{words} must be said to come from {shown(quote.agreed_description)}, as agreed."


def _words(quote: QuoteState) -> Iterator[Point]:
    words = shown(quote.words)
    if quote.state == "adrift":
        message = f"{words} lost its place in the text: find it again."
        yield Point("QUOTE_ADRIFT", message, record_kind="quote_use", record=quote.id, hash=quote.hash)
        return
    if not quote.is_quoting:
        # Told in our words: it need not be word for word.
        return
    if quote.inconsistent:
        told = f"{words} stands differently elsewhere. {quote.unlike}" if quote.unlike else ""
        yield _point("QUOTE_INCONSISTENT", quote, told)
    if quote.translation_unsaid:
        yield _point("QUOTE_TRANSLATED", quote, f"{words} is translated: say so.")
    told = f" {quote.detail}" if quote.detail else ""
    if quote.linked and quote.fidelity == "not_found":
        why = told if quote.house_severity != "pass" else ""
        yield _point("QUOTE_NOT_FOUND", quote, f"{words} is not found in the saved copy.{why}")
    elif quote.linked and quote.fidelity == "ambiguous":
        yield _point("QUOTE_SEVERAL_PLACES", quote)
    elif quote.linked and quote.fidelity == "not_compared":
        yield _point("QUOTE_NOT_COMPARED", quote)
    elif quote.house_severity == "error":
        yield _point("QUOTE_WORDS_CHANGED", quote, f"{words} is not as it was said.{told}")
    elif quote.house_severity == "warn":
        lead = f"{words} is edited: look at it." if quote.fidelity in _EDITED else f"Look at {words}."
        yield _point("QUOTE_HOUSE_RULE", quote, f"{lead}{told}")


def _whose(quote: QuoteState) -> Iterator[Point]:
    if not quote.has_speaker:
        yield _point("QUOTE_WITHOUT_SPEAKER", quote, f"{shown(quote.words)} has no speaker.")
    if not quote.has_source:
        yield _point("QUOTE_WITHOUT_SOURCE", quote, f"{shown(quote.words)} has no source.")
    if quote.outlet_unnamed:
        yield _point("QUOTE_OUTLET_UNNAMED", quote, f"{shown(quote.words)} is from another outlet: name it.")
    if quote.attributed_to:
        yield _point("ATTRIBUTION_DIFFERS", quote, f"{shown(quote.words)}: {quote.attributed_to}")
