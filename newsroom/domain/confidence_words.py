"""The sentences by which a level explains itself, in the words people read on the screen (ux.md section 4)."""

from collections.abc import Sequence
from datetime import date

from newsroom.domain.claim import Authority, Level
from newsroom.domain.confidence_rule import Case, Flag, Graded, Weighed
from newsroom.domain.grades import is_embargoed

AUTHORITY_WORDS: dict[Authority, str] = {
    "record": "official record",
    "witness": "thing we saw or recorded",
    "party": "word of those who decide it",
    "interested": "word of one side",
    "insider": "word of somebody in a position to know",
    "document": "private document",
    "interviewer": "published interview",
    "publication": "published report",
    "aggregator": "page that repeats others",
    "unknown": "source nobody has identified",
}

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip

_SENTENCES: dict[Flag, str] = {
    "RUMOUR": "It is a rumour: nobody has said who it comes from.",
    "NO_USABLE_EVIDENCE": "What is attached cannot be counted, so nothing carries it.",
    "ATTRIBUTE_OR_LABEL": "It is an opinion: say whose it is, or label it.",
    "LABEL_AS_ANALYSIS": "It is a reading, not a fact: say it is our reading. It goes no higher than moderate.",
    "ONE_SIDE_ONLY": "Only one side says so; that carries no more than moderate.",
    "QUOTE_ALTERED": "The words were changed without a mark; until they are mended it stays low.",
    "QUOTE_UNVERIFIED": "The words are not compared with the source yet; until then it goes no higher than moderate.",
    "SUPERSEDED": "It has been overtaken: what was said to be missing is there.",
    "WEAK_CONTRADICTION": "Something weak contradicts it; the level stays, but look at it.",
    "NO_POSITION": "Somebody asked would not say; that neither backs nor contradicts it.",
    "OFF_RECORD_IGNORED": "Something told off the record is attached; it is not counted.",
    "RETRACTED_IGNORED": "Something since corrected or taken back is attached; it is not counted.",
    "SELF_CITATION_IGNORED": "An earlier story of our own is attached; we cannot be our own source.",
}


def day_in_words(day: date) -> str:
    """``7 October 2025``, whatever the machine's language."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def reasons(weighed: Weighed) -> tuple[str, ...]:
    """One sentence for each rule that fired, in the order they fired: evidence, limits, then what only informs."""
    base = () if weighed.level == "not_ratable" else (_base_sentence(weighed.case, weighed.base),)
    limits = tuple(_flag_sentence(weighed.case, fired.flag) for fired in weighed.fired)
    notes = tuple(_flag_sentence(weighed.case, flag) for flag in weighed.notes)
    return base + limits + notes


def cap(weighed: Weighed) -> str | None:
    """What keeps the level from being higher: the last limit that lowered it, else what the evidence lacks."""
    lowering: list[Flag] = [fired.flag for fired in weighed.fired if fired.lowered]
    if lowering:
        return _flag_sentence(weighed.case, lowering[-1])
    match weighed.level:
        case "confirmed":
            return None
        case "not_ratable":
            return _flag_sentence(weighed.case, "ATTRIBUTE_OR_LABEL")
        case "high":
            return (
                "Nothing attached settles it: no official record, nothing we saw or recorded ourselves, "
                "no word of those who decide it."
            )
        case "moderate":
            return _lack_at_moderate(weighed.case)
        case _:
            return _base_sentence(weighed.case, weighed.base)


def _count(number: int, one: str, many: str) -> str:
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    return f"{words[number] if number < len(words) else number} {one if number == 1 else many}"


def _strong_origins(case: Case) -> int:
    return sum(1 for value in case.best.values() if value >= 2)


def _base_sentence(case: Case, base: Level) -> str:
    strong = _strong_origins(case)
    match base:
        case "confirmed":
            return _settling_sentence(case)
        case "high":
            if case.claim.kind == "speech" and 3 in case.best.values():
                return "Somebody who heard the words carries them."
            return f"{_count(strong, 'good source', 'good sources').capitalize()} back it independently."
        case "moderate":
            return f"{_count(strong, 'good source backs', 'good sources back').capitalize()} it."
        case "low":
            return f"What backs it is weak: {_weakness(case.used)}."
        case _:
            if any(item.backs for item in case.attached):
                return "Nothing that counts backs it."
            return "No source that backs it is attached."


def _settling_sentence(case: Case) -> str:
    top = {graded.item.authority for graded in case.used if graded.grade == 4}
    if "record" in top:
        return "An official record backs it."
    if "witness" in top:
        return "We saw or recorded it ourselves."
    return "Those who decide it say so on the record."


def _weakness(used: Sequence[Graded]) -> str:
    if all(not graded.item.inspected for graded in used):
        return "no copy of it is saved here"
    if all(graded.item.stance == "partial" for graded in used):
        return "it backs only part of the statement"
    if all(graded.item.terms != "on_record" for graded in used):
        return "nobody stands by it with a name"
    if all(graded.item.reliability == "F" for graded in used):
        return "the source is not rated yet"
    return "nothing in it is good enough to stand alone"


def _lack_at_moderate(case: Case) -> str:
    if _strong_origins(case) == 1:
        return "One good source alone carries no more than moderate."
    return "Two sources alone carry no more than moderate: nobody in a position to know says so on the record."


def _flag_sentence(case: Case, flag: Flag) -> str:
    match flag:
        case "ANONYMOUS_ONLY":
            limit = "stays low" if len(case.best) == 1 else "goes no higher than moderate"
            return f"Only unnamed people say so; without a name it {limit}."
        case "STALE":
            return _stale_sentence(case)
        case "CONTRADICTED" | "CONTESTED":
            return _contradiction_sentence(case, flag)
        case "SINGLE_ORIGIN":
            return "It rests on one source." if len(case.used) == 1 else "All of it comes from one source."
        case "COLLAPSED":
            reports = _count(len(case.used), "report", "reports").capitalize()
            if len(case.best) == 1:
                return f"{reports}, one source: they are not independent."
            return f"{reports} come from {_count(len(case.best), 'source', 'sources')}."
        case "UNINSPECTED":
            return "No copy is saved of one of its sources; what nobody here has seen counts for less."
        case "EMBARGO_IGNORED":
            days = [item.embargo_until for item in case.attached if is_embargoed(item, case.today)]
            free = min(day for day in days if day is not None)
            return f"Something is under embargo until {day_in_words(free)}; it is not counted before."
        case _:
            return _SENTENCES[flag]


def _stale_sentence(case: Case) -> str:
    seen = [graded.item.as_of for graded in case.used if graded.item.as_of is not None]
    limit = _count(case.claim.ttl_days or 0, "day", "days")
    if not seen:
        return f"Nobody noted when it was last checked, and it holds for {limit}: check again."
    return f"It was last checked on {day_in_words(max(seen))} and holds for {limit}: check again."


def _contradiction_sentence(case: Case, flag: Flag) -> str:
    strongest = max(case.against, key=lambda graded: (graded.grade, graded.item.authority))
    who = AUTHORITY_WORDS[strongest.item.authority]
    article = "An" if who[0] in "aeiou" else "A"
    if flag == "CONTESTED":
        return f"{article} {who} denies it. The level stands; carry the denial."
    return f"{article} {who} contradicts it."
