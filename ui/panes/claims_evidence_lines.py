"""What the evidence of a claim shows, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from newsroom.desk.ratings import outlets_named
from newsroom.domain.custody import NOTICE_WORDS
from newsroom.domain.trust import Trust
from newsroom.domain.wording import AUTHORITY_NAMES, GRADE_NAMES, STANCE_NAMES, TERMS_NAMES
from ui.time_words import date_words, here_and_now

if TYPE_CHECKING:
    from newsroom.desk.story_view import StoryView
    from newsroom.domain.claim import Evidence, Grade
    from newsroom.domain.grades import EvidenceItem
    from newsroom.domain.quote import Quote
    from newsroom.domain.source import Source

STANCE_MARKS = {"supports": "+", "partial": "±", "contradicts": "−", "no_position": "·", "context": "·"}
_OUTLETS = ("publication", "aggregator")


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One item for or against a claim. ``guesses`` names the fields a person has not confirmed; ``warnings`` are
    short plain words: ``no copy saved``, ``not located``."""

    id: str
    evidence: Evidence
    title: str
    stance_words: str
    """With its sign before it: ``+ backs it``."""
    facts: tuple[tuple[str, bool], ...]
    """Plain words in reading order, each with whether it is still a guess."""
    passage: str
    guesses: frozenset[str]
    warnings: tuple[str, ...]
    source: str
    outlet: str
    """The outlet whose grade counts here, empty where no outlet's grade does."""
    reliability: Grade
    name: str
    """What a screen reader says."""
    asks_grade: bool = False
    """Nobody has rated the outlet yet, and this is the first line of the claim that rests on it."""


def evidence_lines(view: StoryView, claim_id: str) -> tuple[EvidenceLine, ...]:
    """The evidence of a claim: for it, against it, then what only stands beside it."""
    rated = view.claims.get(claim_id)
    items = {item.id: item for item in rated.items} if rated is not None else {}
    stances, authorities = list(STANCE_MARKS), list(AUTHORITY_NAMES)
    lines = [_line(view, item, items.get(item.id)) for item in view.evidence_by_claim.get(claim_id, ())]
    lines.sort(
        key=lambda line: (stances.index(line.evidence.stance), authorities.index(line.evidence.authority), line.title)
    )
    asked: set[str] = set()
    for number, line in enumerate(lines):
        if line.asks_grade and line.outlet.casefold() in asked:
            lines[number] = replace(line, asks_grade=False)
        asked.add(line.outlet.casefold())
    return tuple(lines)


def _line(view: StoryView, item: Evidence, weighed: EvidenceItem | None) -> EvidenceLine:
    source = view.source_behind(item)
    title = _title(view, item, source)
    guesses = frozenset(item.to_confirm)
    reliability = weighed.reliability if weighed is not None else item.reliability_override or "F"
    is_outlet = item.authority in _OUTLETS and source is not None and bool(source.publisher)
    facts = _facts(item, guesses, GRADE_NAMES[reliability] if item.authority in _OUTLETS else "")
    warnings = _warnings(view, item, weighed)
    stance = STANCE_NAMES[item.stance]
    spoken = ", ".join((*(f"{words}{' (a guess)' if guess else ''}" for words, guess in facts), *warnings))
    return EvidenceLine(
        id=item.id,
        evidence=item,
        title=title,
        stance_words=f"{STANCE_MARKS[item.stance]} {stance}",
        facts=facts,
        passage=" ".join(item.excerpt.split()),
        guesses=guesses,
        warnings=warnings,
        source=source.id if source is not None else "",
        outlet=source.publisher if source is not None and is_outlet else "",
        reliability=reliability,
        name=f"{stance.capitalize()}: {title}, {spoken}",
        asks_grade=is_outlet and source is not None and not source.proposed and _is_unrated(view, item, source),
    )


def _is_unrated(view: StoryView, item: Evidence, source: Source) -> bool:
    """Whether nobody said of the outlet how good it is, not even that it is not to be rated."""
    records = view.records
    known = {one.id for one in outlets_named(records.publishers, name=source.publisher, url=source.url)}
    return item.reliability_override is None and not any(rating.publisher in known for rating in records.ratings)


def quote_title(view: StoryView, quote: Quote) -> str:
    """Who said it, and the words."""
    speaker = view.people.get(quote.speaker or "")
    who = (speaker.name or speaker.code_name) if speaker is not None else ""
    said = f"“{' '.join(quote.verbatim.split()).strip('“”')}”"
    return f"{who}: {said}" if who else said


def _title(view: StoryView, item: Evidence, source: Source | None) -> str:
    quote = view.quotes.get(item.quote or "")
    if quote is not None:
        return quote_title(view, quote)
    if source is None:
        return "Nobody has said who it comes from"
    named = source.title.strip()
    outlet = source.publisher.strip()
    return f"{outlet}: {named}" if outlet and not named.startswith(outlet) else named or outlet


def _facts(item: Evidence, guesses: frozenset[str], reliability: str) -> tuple[tuple[str, bool], ...]:
    facts = [
        (AUTHORITY_NAMES[item.authority], "authority" in guesses),
        (reliability, "reliability_override" in guesses),
        ("" if item.first_hand else "at second hand", "first_hand" in guesses),
        (TERMS_NAMES[item.terms], "terms" in guesses),
        (item.locator, "locator" in guesses),
        (f"as of {date_words(item.as_of)}" if item.as_of else "", "as_of" in guesses),
    ]
    return tuple((words, guess) for words, guess in facts if words)


def _noted(view: StoryView, item: Evidence, weighed: EvidenceItem) -> tuple[str, ...]:
    """What was said of the source since that reaches the item: ``was corrected``, ``was retracted``."""
    if not weighed.retracted:
        return ()
    notices = Trust(view.records, now=here_and_now()).basis(item).notices
    return tuple(dict.fromkeys(NOTICE_WORDS[notice.kind] for notice in notices))


def _warnings(view: StoryView, item: Evidence, weighed: EvidenceItem | None) -> tuple[str, ...]:
    if weighed is None:
        return ()
    told = [
        "no copy saved" if not weighed.inspected else "",
        "not located" if not item.locator and not item.excerpt and item.stance != "no_position" else "",
        *_noted(view, item, weighed),
        "our own story" if weighed.own else "",
        f"embargoed until {weighed.embargo_until.isoformat()}" if weighed.embargo_until is not None else "",
        "later than what it is about, not counted"
        if weighed.stance == "context" and item.stance in ("supports", "partial") else "",
    ]  # fmt: skip
    return tuple(words for words in told if words)
