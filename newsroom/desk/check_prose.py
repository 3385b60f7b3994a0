"""What the prose shows by itself, as the gate takes it: without what the records of the story answer, and with what its
claims add."""

import hashlib
from collections.abc import Iterator, Sequence

from newsroom.desk.check_terms import StoryTerms
from newsroom.desk.levels import RatedClaim
from newsroom.desk.verdicts import Verdict
from newsroom.domain.folding import fold
from newsroom.domain.readiness_facts import ProseState
from newsroom.domain.story_records import StoryRecords, by_id
from newsroom.text.language.en_claims import NO_POSITION
from newsroom.text.language.en_wordings import DAY_GIVEN
from newsroom.text.prose import Prose
from newsroom.text.prose_flags import ProseFlag

_SENTENCE_ENDS = (". ", "! ", "? ", ".” ", "!” ", "?” ", '." ', ".\n", "\n")
_LONGEST_SENTENCE = 600
_WITHOUT_A_NAME = ("background", "deep_background", "not_for_attribution")


def prose_states(
    records: StoryRecords, rated: Sequence[RatedClaim], verdicts: Sequence[Verdict], prose: Prose, terms: StoryTerms
) -> tuple[ProseState, ...]:
    """The findings of the text that stand."""
    flags = [
        one for one in prose.flags if one.code != "VAGUE_SOURCE" or not _is_agreed(records, rated, verdicts, one, terms)
    ]
    states = [ProseState(one.code, one.message, one.start, one.end, _hash(one.sentence)) for one in flags]
    told = [one.start for one in flags if one.code == "UNDATED_ABSENCE"]
    return (*states, *_absences(records.draft.text, rated, told))


def sentence_round(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence that a place is a part of begins and ends, looked for up to 600 code points away."""
    floor, ceiling = max(0, start - _LONGEST_SENTENCE), min(len(text), end + _LONGEST_SENTENCE)
    before = [(text.rfind(mark, floor, start), len(mark)) for mark in _SENTENCE_ENDS]
    begin = max([floor, *(at + length for at, length in before if at >= 0)])
    behind = [text.find(mark, max(start, end - 2), ceiling) for mark in _SENTENCE_ENDS]
    return begin, min([ceiling, *(at + 1 for at in behind if at >= 0)])


def _absences(text: str, rated: Sequence[RatedClaim], told: Sequence[int]) -> Iterator[ProseState]:
    """Claims somebody marked as saying that nothing is there, in a sentence that gives no day."""
    for one in rated:
        if one.claim.kind != "absence" or one.claim.proposed or one.level == "refuted":
            continue
        for place in one.places:
            begin, stop = sentence_round(text, place.start, place.end)
            words = text[begin:stop]
            is_told = any(begin <= start < stop for start in told)
            if is_told or DAY_GIVEN.search(words) or NO_POSITION.search(words.lower()) or place.state == "adrift":
                continue
            message = "This says that nothing is there, but not as of when: give the day it was looked for."
            yield ProseState("UNDATED_ABSENCE", message, place.start, place.end, _hash(" ".join(words.split())))


def _is_agreed(
    records: StoryRecords, rated: Sequence[RatedClaim], verdicts: Sequence[Verdict], flag: ProseFlag, terms: StoryTerms
) -> bool:
    """Whether the source that is not named is one of ours, with whom it was agreed to leave the name out."""
    words = fold(flag.sentence)
    described = (one.agreed_description for one in records.terms if one.value in _WITHOUT_A_NAME)
    if any(fold(one) in words for one in described if one.strip()):
        return True
    begin, stop = sentence_round(records.draft.text, flag.start, flag.end)
    if any(one.start < stop and begin < one.end and terms.of(one).is_without_name for one in verdicts if one.is_speech):
        return True
    stated = [one for one in rated if any(at.start < stop and begin < at.end for at in one.places)]
    return any(_rests_unnamed(records, one.claim.id) for one in stated if not one.claim.proposed)


def _rests_unnamed(records: StoryRecords, claim: str) -> bool:
    quotes = by_id(records.quotes)
    agreed = {one.record for one in records.terms if one.value in _WITHOUT_A_NAME}
    for item in records.evidence:
        if item.claim != claim:
            continue
        quote = quotes.get(item.quote or "")
        behind = (item.source, item.quote, quote.speaker if quote else None, quote.source if quote else None)
        if item.terms in _WITHOUT_A_NAME or agreed.intersection(one for one in behind if one):
            return True
    return False


def _hash(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8")).hexdigest()
