"""What the gate finds in the prose itself: what it shows marked or not, and statements it makes more than once."""

from collections.abc import Iterator

from newsroom.domain.readiness_facts import ProseState, SpanFacts, StoryFacts
from newsroom.domain.readiness_point import Point


def prose_points(facts: StoryFacts) -> Iterator[Point]:
    """What the text shows by itself, where no claim or request says it better."""
    for one in facts.prose:
        if not _is_said_better(one, facts):
            yield Point(one.code, one.message, one.start, one.end, "story", None, one.hash)
    for one in facts.wordings:
        yield Point(one.code, one.message, one.start, one.end, "claim", one.claim, one.hash)


def _is_said_better(one: ProseState, facts: StoryFacts) -> bool:
    if one.code == "ASKED_BY_OTHER_OUTLET":
        # The ledger of requests knows who asked; it tells this with the sentence of the reply.
        return any(request.asked_of.casefold() in one.message.casefold() for request in facts.requests)
    if one.code not in ("REPORTEDLY", "HEADING_STRONGER_THAN_BODY"):
        return False
    # The table of levels judges what is marked, the word of hearsay with it.
    spans = [span for claim in facts.claims if not claim.proposed for span in claim.spans if span.state != "adrift"]
    return any(
        span.start is not None and span.start <= one.start < (span.end or 0) and _judges(one, span) for span in spans
    )


def _judges(one: ProseState, span: SpanFacts) -> bool:
    return span.is_answer or span.place == "subhead" if one.code == "HEADING_STRONGER_THAN_BODY" else True
