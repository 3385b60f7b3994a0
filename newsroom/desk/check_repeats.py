"""Statements a story makes more than once: claims that seem to be one, and one claim worded in several ways."""

import hashlib
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from newsroom.desk.levels import RatedClaim
from newsroom.domain.assertion import Strength
from newsroom.domain.readiness_facts import SpanFacts, WordingState
from newsroom.domain.story_records import StoryRecords
from newsroom.text.repeated import Difference, Grouping, Statement, differences, grouped

_TIMES = {2: "twice", 3: "three times", 4: "four times", 5: "five times", 6: "six times"}
_NUMBERS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}


@dataclass(frozen=True, slots=True)
class Wording:
    """One place that makes the statement. ``differs``: from the first wording of all."""

    claim: str
    words: str
    start: int
    end: int
    strength: Strength
    proposed: bool
    differs: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Repeat:
    """A statement made at several places, in their order. Of several claims they may be joined; of one claim it only
    shows where its places disagree."""

    wordings: tuple[Wording, ...]
    hash: str

    @property
    def claims(self) -> tuple[str, ...]:
        """The ids of the claims, the first in the text first."""
        return tuple(dict.fromkeys(one.claim for one in self.wordings))

    @property
    def taken(self) -> tuple[str, ...]:
        """Those that are no proposals."""
        return tuple(dict.fromkeys(one.claim for one in self.wordings if not one.proposed))

    @property
    def sentence(self) -> str:
        """``Said three times, in two strengths.``"""
        strengths = len({one.strength for one in self.wordings})
        times = _TIMES.get(len(self.wordings), f"{len(self.wordings)} times")
        counted = "one strength" if strengths < 2 else f"{_NUMBERS.get(strengths, strengths)} strengths"
        return f"Said {times}, in {counted}."


def repeats_of(
    records: StoryRecords, rated: Sequence[RatedClaim], spans: Mapping[str, tuple[SpanFacts, ...]], *,
    before: Grouping | None = None,
) -> tuple[tuple[Repeat, ...], Grouping]:  # fmt: skip
    """The groups of claims that seem to say one thing, then the claims whose own places disagree; and the grouping, to
    be handed in ``before`` the next one. ``spans`` are the places of each claim, by its id."""
    text = records.draft.text
    by_id = {one.claim.id: one for one in rated}
    placed = _apart([one for one in rated if _standing(spans[one.claim.id])], spans)
    statements = [Statement(one.claim.id, _first_words(text, spans[one.claim.id]), one.claim.kind) for one in placed]
    grouping = grouped(statements, before=before)
    groups = grouping.groups
    found = [_repeat(text, [by_id[one.id] for one in group], spans) for group in groups]
    joined = {one.id for group in groups for one in group}
    for one in placed:
        if one.claim.id not in joined and len(_standing(spans[one.claim.id])) > 1:
            repeat = _repeat(text, [one], spans)
            if any(_is_hard(difference) for wording in repeat.wordings for difference in wording.differs):
                found.append(repeat)
    return tuple(found), grouping


def wording_states(repeated: Sequence[Repeat]) -> tuple[WordingState, ...]:
    """What of it is told: proposals count against nothing."""
    states: list[WordingState] = []
    for one in repeated:
        if not one.taken:
            continue
        apart = list(dict.fromkeys(each.sentence for wording in one.wordings for each in wording.differs))
        differs = f" {'; '.join(apart[:3])}." if apart else ""
        first = next(wording for wording in one.wordings if not wording.proposed)
        if len(one.taken) > 1:
            message = f"{one.sentence}{differs} If it is one statement, join its claims; if not, say so."
            states.append(_state("CLAIM_REPEATED", message, first, one))
        elif len(one.claims) == 1:
            states.append(
                _state("WORDINGS_DIFFER", f"{one.sentence}{differs} Only one of these can be right.", first, one)
            )
    return tuple(states)


def _state(code: str, message: str, first: Wording, repeat: Repeat) -> WordingState:
    return WordingState(code, message, first.claim, first.start, first.end, repeat.hash)


def _apart(
    placed: Sequence[RatedClaim], spans: Mapping[str, tuple[SpanFacts, ...]]
) -> list[RatedClaim]:  # fmt: skip
    """Without the proposals that share words with a claim somebody took: the same words say nothing twice."""
    taken = sorted(
        (start, end) for one in placed if not one.claim.proposed for start, end, _ in _standing(spans[one.claim.id])
    )
    starts = [start for start, _ in taken]
    furthest = list(accumulate((end for _, end in taken), max))

    def shares(one: RatedClaim) -> bool:
        for start, end, _ in _standing(spans[one.claim.id]):
            before = bisect_left(starts, end)
            if before and furthest[before - 1] > start:
                return True
        return False

    return [one for one in placed if not (one.claim.proposed and shares(one))]


def _standing(spans: Sequence[SpanFacts]) -> list[tuple[int, int, SpanFacts]]:
    return [
        (span.start, span.end, span)
        for span in spans
        if span.start is not None
        and span.end is not None
        and span.state != "adrift"
        and not (span.is_answer or span.is_guessed)
    ]


def _first_words(text: str, spans: Sequence[SpanFacts]) -> str:
    start, end, _ = _standing(spans)[0]
    return text[start:end]


def _repeat(text: str, claims: Sequence[RatedClaim], spans: Mapping[str, tuple[SpanFacts, ...]]) -> Repeat:
    places = [(start, end, span, one) for one in claims for start, end, span in _standing(spans[one.claim.id])]
    places.sort(key=lambda place: place[:2])
    first = text[places[0][0] : places[0][1]]
    wordings = tuple(
        Wording(
            claim=one.claim.id,
            words=text[start:end],
            start=start,
            end=end,
            strength=span.strength,
            proposed=one.claim.proposed,
            differs=differences(first, text[start:end]),
        )
        for start, end, span, one in places
    )
    seen = "\n".join(f"{wording.words}\t{one.level}" for wording, (_, _, _, one) in zip(wordings, places, strict=True))
    return Repeat(wordings, hashlib.sha256(seen.encode("utf-8")).hexdigest())


def _is_hard(difference: Difference) -> bool:
    return difference.what in ("number", "date", "verb")
