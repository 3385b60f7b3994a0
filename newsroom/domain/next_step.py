"""The cheapest step that would raise a level, found by trying: each candidate goes through the same rule."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from newsroom.domain.claim import Authority, Level
from newsroom.domain.confidence_rule import Case, Weighed, weigh
from newsroom.domain.confidence_words import AUTHORITY_WORDS, day_in_words
from newsroom.domain.grades import LEVELS, ClaimFacts, EvidenceItem, is_anonymous, is_embargoed

_SETTLED: tuple[Level, ...] = ("confirmed", "not_ratable")


@dataclass(frozen=True, slots=True)
class Step:
    """What to do, and the claim, the evidence and the day as they would be once it is done."""

    sentence: str
    claim: ClaimFacts
    evidence: tuple[EvidenceItem, ...]
    day: date


def cheapest_step(weighed: Weighed) -> Step | None:
    """The first of the candidates, cheapest first, that really raises the level; None when none does.

    From disputed or refuted, any level on the scale is a rise. Where an old date or a quote holds the level down
    beside weak evidence, no one step is enough: the date or quote is mended first, and the step then needed is named
    with it.
    """
    if weighed.level in _SETTLED:
        return None
    return _first_rise(_candidates(weighed), above=weighed.level) or _second_of_two(weighed)


def _first_rise(steps: Iterator[Step], *, above: Level) -> Step | None:
    for step in steps:
        if _is_higher(weigh(step.claim, step.evidence, today=step.day).level, above):
            return step
    return None


def _second_of_two(weighed: Weighed) -> Step | None:
    for first in (*_mend_quote(weighed.case), *_look_again(weighed.case)):
        mended = weigh(first.claim, first.evidence, today=first.day)
        second = _first_rise(_candidates(mended), above=weighed.level)
        if second is not None:
            then = second.sentence[0].lower() + second.sentence[1:]
            return replace(second, sentence=f"{first.sentence} Then {then}")
    return None


def _is_higher(after: Level, before: Level) -> bool:
    if after not in LEVELS:
        return False
    return before not in LEVELS or LEVELS.index(after) > LEVELS.index(before)


def _candidates(weighed: Weighed) -> Iterator[Step]:
    case = weighed.case
    yield from _look_again(case)
    yield from _mend_quote(case)
    yield from _save_copies(case)
    yield from _rate_or_vet(case)
    yield from _wait(case)
    yield from _add_sources(weighed)
    yield from _go_back_to_sources(case)
    yield from _add_insider_or_two(case)
    yield from _answer(case)
    yield from _added(case, "Obtain the official record, or see it for ourselves.", "record")


def _changed(case: Case, sentence: str, **change: object) -> Step:
    """The step that changes these fields of everything that backs the claim."""
    changed = tuple(_with(item, change) if item.backs else item for item in case.attached)
    return Step(sentence, case.claim, changed, case.today)


def _with(item: EvidenceItem, change: dict[str, object]) -> EvidenceItem:
    return replace(item, **change)  # pyright: ignore[reportArgumentType]


def _one_changed(case: Case, sentence: str, chosen: EvidenceItem, **change: object) -> Step:
    changed = tuple(_with(item, change) if item is chosen else item for item in case.attached)
    return Step(sentence, case.claim, changed, case.today)


def _added(case: Case, sentence: str, authority: Authority, *, count: int = 1) -> Iterator[Step]:
    taken = {item.origin for item in case.attached}
    fresh = [name for name in (f"new:{number}" for number in range(len(taken) + count)) if name not in taken]
    new = tuple(EvidenceItem(name, name, authority=authority, as_of=case.today) for name in fresh[:count])
    yield Step(sentence, case.claim, case.attached + new, case.today)


def _look_again(case: Case) -> Iterator[Step]:
    if case.claim.ttl_days is not None:
        yield _changed(case, "Look at it again and set the date of the check to today.", as_of=case.today)
    if case.claim.kind == "absence":
        yield from _added(case, "Search for it ourselves and keep a dated copy of what we saw.", "witness")


def _mend_quote(case: Case) -> Iterator[Step]:
    mended = replace(case.claim, quote_match="exact")
    if case.claim.match == "unmarked_edit":
        yield Step(
            "Put the quote back to the words as they were said, or mark the cut.", mended, case.attached, case.today
        )
    if case.claim.match == "unverified":
        yield Step("Compare the quote with the saved copy.", mended, case.attached, case.today)


def _save_copies(case: Case) -> Iterator[Step]:
    unseen = [item for item in case.attached if item.backs and not item.inspected]
    for item in unseen:
        what = AUTHORITY_WORDS[item.authority]
        yield _one_changed(case, f"Save a copy of the {what}, so that it has been seen here.", item, inspected=True)
    if len(unseen) > 1:
        yield _changed(case, "Save copies of everything that backs it.", inspected=True)


def _rate_or_vet(case: Case) -> Iterator[Step]:
    for item in case.attached:
        if not item.backs or item.reliability != "F":
            continue
        act = _vetting_words(item)
        if item.inspected:
            yield _one_changed(case, f"{act}.", item, reliability="B")
        else:
            also = f"{act}, and save a copy of it."
            yield _one_changed(case, also, item, reliability="B", inspected=True)


def _vetting_words(item: EvidenceItem) -> str:
    if item.authority in ("publication", "aggregator"):
        return f"Rate the outlet behind the {AUTHORITY_WORDS[item.authority]}, if its record is good"
    if item.authority == "document":
        return "Have the private document authenticated and write down by whom and how"
    return f"Write down how the {AUTHORITY_WORDS[item.authority]} was vetted"


def _wait(case: Case) -> Iterator[Step]:
    barred = [item for item in case.attached if item.backs and is_embargoed(item, case.today)]
    for item in sorted(barred, key=lambda one: one.embargo_until or date.max):
        if item.embargo_until is not None:
            sentence = f"Wait until {day_in_words(item.embargo_until)}, when the embargo ends, or ask for its release."
            yield Step(sentence, case.claim, case.attached, item.embargo_until)


def _add_sources(weighed: Weighed) -> Iterator[Step]:
    case = weighed.case
    if case.claim.kind == "speech":
        yield from _added(case, "Find the interview itself, or a recording of the words.", "interviewer")
    if not case.used:
        sentence = "Attach a source with its own reporting, and save a copy of it."
    elif {"ONE_SIDE_ONLY", "ANONYMOUS_ONLY"} & weighed.flags:
        sentence = "Add a source with its own reporting that is neither unnamed nor one of the sides."
    else:
        sentence = "Add a second source with its own reporting."
    yield from _added(case, sentence, "publication")


def _go_back_to_sources(case: Case) -> Iterator[Step]:
    for item in case.attached:
        if not item.backs:
            continue
        what = AUTHORITY_WORDS[item.authority]
        if not item.firsthand:
            yield _one_changed(case, f"Get the {what} at first hand.", item, firsthand=True)
        if is_anonymous(item) or item.terms == "off_record":
            yield _one_changed(case, f"Ask whether the {what} can go on the record.", item, terms="on_record")


def _add_insider_or_two(case: Case) -> Iterator[Step]:
    yield from _added(case, "Find somebody in a position to know who says so on the record.", "insider")
    yield from _added(case, "Add two more sources, each with its own reporting.", "publication", count=2)


def _answer(case: Case) -> Iterator[Step]:
    if case.against:
        kept = tuple(item for item in case.attached if item.stance != "contradicts")
        sentence = "Settle which is right: answer what contradicts it, or change the statement."
        yield Step(sentence, case.claim, kept, case.today)
