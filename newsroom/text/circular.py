"""Circular reporting, suggested and never decided (domain.md section 5): an outlet named in another's copy, long
passages two copies share, the same speaker with the same words. Offsets are code points of the copies' texts."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from newsroom.domain.partial_date import span_of
from newsroom.text.normalise import normalise
from newsroom.text.shingles import Shared, TextShingles, fingerprints, shared_between

ReasonKind = Literal["outlet_named", "shared_passage", "same_words"]

_SHORTEST_NAME = 3
_LEAST_SAID = 6
_CUE_BEFORE = re.compile(
    r"(?:\b(?:according to|told|tells|via|per|as per|citing|cited by|reported by|published by|published in|reports in"
    r"|interview with|speaking to|speaking with|first|from|in|by)\s+|\bthe\s+|\()$",
    re.I,
)
_CUE_AFTER = re.compile(
    r"^(?:[’']s)?\s+(?:first\s+|exclusively\s+|also\s+)?(?:report|reports|reported|reporting|interview|story|article|"
    r"exclusive|feature|wrote|writes|said|says|revealed|reveals|broke)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class CopyText:
    """A saved copy to be compared: its id, its source, whose it is and when it appeared (a partial date or None)."""

    id: str
    source: str
    publisher: str
    published: str | None
    text: str


@dataclass(frozen=True, slots=True)
class SaidWords:
    """Words somebody says in a source: ``speaker`` is the id of a person, ``name`` what to call them."""

    quote: str
    source: str
    speaker: str
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class PassagePlace:
    """A stretch of a copy's text."""

    copy: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CircularReason:
    """Why one source may have its matter from another, in a sentence, with where it shows; ``quotes`` are the ids of
    quotes with the same words."""

    kind: ReasonKind
    words: str
    places: tuple[PassagePlace, ...] = ()
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """``child`` may have taken its matter from ``parent`` (ids of sources); which is which is a guess where the dates
    do not say (``is_directed`` false)."""

    child: str
    parent: str
    reasons: tuple[CircularReason, ...]
    is_directed: bool = True


class Compared:
    """What copies share, found out once for each pair: the text of a copy never changes. For one thread at a time."""

    def __init__(self) -> None:
        self._copies_with: dict[int, list[str]] = {}
        self._alike: dict[str, set[str]] = {}
        self._shared: dict[tuple[str, str], tuple[Shared, ...]] = {}
        self._ready: dict[str, TextShingles] = {}

    def begin(self, copies: Iterable[CopyText]) -> None:
        """Takes in the copies it does not know, and lays aside what was made ready to compare those before."""
        self._ready = {}
        for copy in copies:
            if copy.id in self._alike:
                continue
            alike = self._alike[copy.id] = set[str]()
            for one in fingerprints(copy.text):
                known = self._copies_with.setdefault(one, [])
                alike.update(known)
                known.append(copy.id)

    def shared(self, one: CopyText, other: CopyText) -> tuple[Shared, ...]:
        """The long passages of both; both were taken in."""
        if other.id not in self._alike[one.id] and one.id not in self._alike[other.id]:
            return ()
        pair = (one.id, other.id)
        if pair not in self._shared:
            self._shared[pair] = shared_between(self._made_ready(one), self._made_ready(other))
        return self._shared[pair]

    def _made_ready(self, copy: CopyText) -> TextShingles:
        if copy.id not in self._ready:
            self._ready[copy.id] = TextShingles(copy.text)
        return self._ready[copy.id]


def suggest_circular(
    copies: Sequence[CopyText], said: Sequence[SaidWords] = (), *, compared: Compared | None = None
) -> tuple[Suggestion, ...]:  # fmt: skip
    """Every pair of the copies' sources one of which may rest on the other, each once, with all reasons; those with
    the most reasons first. ``compared`` remembers what was found out before."""
    pairs = [(one, other) for one, other in combinations(copies, 2) if one.source != other.source]
    return _gathered(copies, _found_in(copies, pairs, compared or Compared()), said)


def suggest_for_copy(
    copy: CopyText, others: Sequence[CopyText], said: Sequence[SaidWords] = ()
) -> tuple[Suggestion, ...]:  # fmt: skip
    """The same for one copy against others."""
    copies = (copy, *others)
    pairs = [(copy, other) for other in others if other.source != copy.source]
    found = _gathered(copies, _found_in(copies, pairs, Compared()), said)
    return tuple(one for one in found if copy.source in (one.child, one.parent))


Found = tuple[str, str, bool, CircularReason]
"""Child, parent, whether that is sure, and why."""


def _found_in(
    copies: Sequence[CopyText], pairs: Iterable[tuple[CopyText, CopyText]], compared: Compared
) -> Iterator[Found]:  # fmt: skip
    compared.begin(copies)
    for one, other in pairs:
        for naming, named in ((one, other), (other, one)):
            if (reason := _names(naming, named)) is not None:
                yield naming.source, named.source, True, reason
        if shared := compared.shared(one, other):
            child, parent, sure = _later_first(one, other)
            yield child.source, parent.source, sure, _shares(one, other, shared)


def _names(copy: CopyText, named: CopyText) -> CircularReason | None:
    """The other's outlet in this one's text: a name of several words anywhere, one of a single word only where the
    phrase says that it is cited."""
    name = named.publisher.strip()
    if len(name) < _SHORTEST_NAME or name.casefold() == copy.publisher.strip().casefold():
        return None
    places = tuple(PassagePlace(copy.id, start, end) for start, end in places_of_name(copy.text, name))
    if not places:
        return None
    return CircularReason("outlet_named", f"It names {name}.", places)


def places_of_name(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Where a text names an outlet."""
    if name not in text:
        return
    for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
        start, end = match.span()
        cited = _CUE_BEFORE.search(text[max(0, start - 30) : start]) or _CUE_AFTER.search(text[end : end + 40])
        if " " in name or cited:
            yield start, end


def _shares(one: CopyText, other: CopyText, shared: Sequence[Shared]) -> CircularReason:
    longest = max(passage.words for passage in shared)
    count = "A passage" if len(shared) == 1 else f"{len(shared)} passages, the longest"
    places = [PassagePlace(one.id, passage.start, passage.end) for passage in shared]
    places += [PassagePlace(other.id, passage.other_start, passage.other_end) for passage in shared]
    return CircularReason("shared_passage", f"{count} of {longest} words stands in both.", tuple(places))


def _later_first(one: CopyText, other: CopyText) -> tuple[CopyText, CopyText, bool]:
    """Child, parent, and whether the dates say so: what surely appeared later is the child."""
    mine, theirs = span_of(one.published), span_of(other.published)
    if mine is not None and theirs is not None:
        if mine[0] >= theirs[1]:
            return one, other, True
        if theirs[0] >= mine[1]:
            return other, one, True
        if mine[0] > theirs[0]:
            return one, other, False
    return other, one, False


def _gathered(
    copies: Sequence[CopyText], found: Iterable[Found], said: Sequence[SaidWords]
) -> tuple[Suggestion, ...]:  # fmt: skip
    by_source = {copy.source: copy for copy in copies}
    pairs: dict[frozenset[str], list[Found]] = {}
    for each in (*found, *_same_words(said, by_source)):
        pairs.setdefault(frozenset(each[:2]), []).append(each)
    made = [_suggestion(those) for those in pairs.values()]
    return tuple(sorted(made, key=lambda one: (-len(one.reasons), one.child, one.parent)))


def _suggestion(found: Sequence[Found]) -> Suggestion:
    """One suggestion of a pair: the direction most reasons speak for, those that are sure before the others."""
    best = max(found, key=lambda each: (each[2], sum(each[:2] == other[:2] for other in found)))
    child, parent, sure, _ = best
    against = any(other[:2] == (parent, child) and other[2] for other in found)
    reasons = {(reason.kind, reason.words): reason for _, _, _, reason in found}
    return Suggestion(child, parent, tuple(reasons.values()), is_directed=sure and not against)


def _same_words(said: Sequence[SaidWords], copies: Mapping[str, CopyText]) -> Iterator[Found]:
    by_speaker: dict[str, list[SaidWords]] = {}
    for one in said:
        if len(one.words.split()) >= _LEAST_SAID and one.source in copies:
            by_speaker.setdefault(one.speaker, []).append(one)
    for those in by_speaker.values():
        folded = {one.quote: normalise(one.words).text.casefold().strip(" .,'") for one in those}
        for one, other in combinations(those, 2):
            mine, theirs = folded[one.quote], folded[other.quote]
            if one.source == other.source or not (mine in theirs or theirs in mine):
                continue
            child, parent, sure = _later_first(copies[one.source], copies[other.source])
            reason = CircularReason(
                "same_words", f"{one.name} says the same words in both.", quotes=(one.quote, other.quote)
            )
            yield child.source, parent.source, sure, reason
