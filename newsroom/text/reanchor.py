"""Anchors carried over from one text to another: after a revert, a re-import, or an edit made outside the editor.

First every anchor is shifted through the differences. One that lost words on the way is looked for where the text
changed: the same words with the same neighbours, then like words, which are marked as reworded.
Words that stood in the old text already, at another place, are other words: an anchor never moves to them.
The weights (words 50, before 20, after 20, place 2) are those of the Hypothesis client.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple, cast

from rapidfuzz import fuzz

from newsroom.domain.anchor import Place, TextEdit, shift, state_of
from newsroom.text.language.en import ENGLISH
from newsroom.text.spans import Span, sentences

WORDS_WEIGHT, BEFORE_WEIGHT, AFTER_WEIGHT, PLACE_WEIGHT = 50, 20, 20, 2
_FULL_WEIGHT = WORDS_WEIGHT + BEFORE_WEIGHT + AFTER_WEIGHT + PLACE_WEIGHT
_LONG_ENOUGH = 24
"""Code points from which the same words standing but once among the new ones are ours without known neighbours."""
_LIKE_WORDS = 0.75
_LIKE_ALL = 0.6
_NEARBY = 5000
_MOST_PLACES = 50
_SECONDS = 1.0
_KEPT, _INSERTED = 0, 1


@dataclass(frozen=True, slots=True)
class Words:
    """What an anchor remembers: its own words and up to 32 code points before and after them."""

    exact: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class _Find:
    start: int
    end: int
    likeness: float
    neighbours: float
    score: float


class Candidate(NamedTuple):
    """A place where the words of a lost anchor may be: code points, and how sure it is, from 0 to 1."""

    start: int
    end: int
    score: float


def candidates(words: Words, text: str, *, near: int = 0, most: int = 5) -> tuple[Candidate, ...]:
    """The places of ``text`` that may be the passage an anchor was made for, the likeliest first: its very words
    wherever they stand, then like ones. Shown to a person, who decides; nothing is moved by itself."""
    point = Place(near, near, "adrift")
    length = len(words.exact)
    exact = [_weigh(at, at + length, 1.0, point, words, text) for at in _everywhere(words.exact, text)]
    like = [] if len(exact) >= most else _like_paragraphs(words, text, point)
    taken: list[_Find] = []
    for find in sorted((*exact, *like), key=lambda one: -one.score):
        if all(find.end <= other.start or find.start >= other.end for other in taken):
            taken.append(find)
    return tuple(Candidate(find.start, find.end, find.score / _FULL_WEIGHT) for find in taken[:most])


def _everywhere(exact: str, text: str) -> Iterator[int]:
    at = text.find(exact) if exact else -1
    for _ in range(_MOST_PLACES):
        if at < 0:
            return
        yield at
        at = text.find(exact, at + 1)


def _like_paragraphs(words: Words, text: str, point: Place) -> list[_Find]:
    """Of each line that holds like words: the likest stretch of it, and its like sentences whole."""
    found: list[_Find] = []
    start = 0
    for line in text.splitlines(keepends=True) if len(words.exact) >= _LONG_ENOUGH // 2 else ():
        match = fuzz.partial_ratio_alignment(words.exact, line, score_cutoff=_LIKE_ALL * 100)
        if match is not None and match.dest_end > match.dest_start and len(line) >= len(words.exact) // 2:
            stretch = _to_word_edges(text, start + match.dest_start, start + match.dest_end)
            whole = Span(start, start + len(line.rstrip()))
            places = [stretch, *((one.start, one.end) for one in sentences(text, whole, language=ENGLISH))]
            for begun, ended in places:
                ended -= len(text[begun:ended]) - len(text[begun:ended].rstrip())
                likeness = fuzz.ratio(words.exact, text[begun:ended]) / 100
                if likeness >= _LIKE_ALL:
                    found.append(_weigh(begun, ended, likeness, point, words, text))
        start += len(line)
    return found


def differences(old_text: str, new_text: str) -> tuple[TextEdit, ...]:
    """The edits that turn the old text into the new one, each with its place in the text the ones before it left."""
    edits: list[TextEdit] = []
    at, removed, inserted = 0, "", ""
    for kind, words in [*_compare(old_text, new_text), (_KEPT, "")]:
        if kind == _KEPT:
            if removed or inserted:
                edits.append(TextEdit(at, removed, inserted))
                at += len(inserted)
            at, removed, inserted = at + len(words), "", ""
        elif kind == _INSERTED:
            inserted += words
        else:
            removed += words
    return tuple(edits)


def reanchor(
    places: Mapping[str, Place], *, words: Mapping[str, Words], old_text: str, new_text: str
) -> dict[str, Place]:
    """Where the anchors of `old_text` lie in `new_text`; one that is lost is adrift at its old point, never dropped.

    `words` says what each anchor was marked with; a state other than attached means: look at it again.
    """
    edits = differences(old_text, new_text)
    shifts = _Shifts.through(edits)
    changed = tuple((edit.at, edit.at + len(edit.inserted)) for edit in edits)
    return {
        anchor: _settle(shifts.move(place), words.get(anchor), new_text, changed) for anchor, place in places.items()
    }


@dataclass(frozen=True, slots=True)
class _Shifts:
    """Edits from left to right, with what lets an anchor pass over all that end before it at once."""

    edits: tuple[TextEdit, ...]
    old_ends: tuple[int, ...]
    growths: tuple[int, ...]

    @classmethod
    def through(cls, edits: Sequence[TextEdit]) -> "_Shifts":
        growths = (0, *accumulate(edit.growth for edit in edits))
        return cls(tuple(edits), tuple(edit.end - grown for edit, grown in zip(edits, growths, strict=False)), growths)

    def move(self, place: Place) -> Place:
        number = bisect_right(self.old_ends, place.start)
        if place.start == place.end and number and not self.edits[number - 1].removed:
            # Words typed exactly at a lost anchor's point do not push it on.
            number -= self.old_ends[number - 1] == place.start
        start, end = place.start + self.growths[number], place.end + self.growths[number]
        for edit in self.edits[number:]:
            if edit.at >= end:
                break
            start, end = _shift_replaced(start, end, edit)
        return Place(start, end, place.state)


def _shift_replaced(start: int, end: int, edit: TextEdit) -> tuple[int, int]:
    """As the rule of typing, but words that replaced the first or last ones of a passage are its words reworded."""
    within = start <= edit.at and edit.end <= end and (start, end) != (edit.at, edit.end)
    if within and edit.removed and edit.inserted:
        return start, end + edit.growth
    return shift(start, end, edit)


def _settle(place: Place, words: Words | None, text: str, changed: Sequence[tuple[int, int]]) -> Place:
    """The final place of one shifted anchor: where it is, or where its words are found among the new ones."""
    if words is None or not words.exact:
        return place
    state = state_of(text[place.start : place.end], words.exact)
    if state == "attached":
        return Place(place.start, place.end, state)
    same = [_weigh(found, found + len(words.exact), 1.0, place, words, text) for found in _same(words, text, changed)]
    if same:
        best = max(same, key=lambda find: find.score)
        if best.neighbours >= 0.5 or (len(same) == 1 and len(words.exact) >= _LONG_ENOUGH):
            return Place(best.start, best.end, "attached")
    if fuzz.ratio(text[place.start : place.end], words.exact) >= 50:
        return Place(place.start, place.end, state)
    like = max(_alike(place, words, text, changed), key=lambda find: find.score, default=None)
    if like is not None and like.likeness >= _LIKE_WORDS and like.score >= _LIKE_ALL * _FULL_WEIGHT:
        return Place(like.start, like.end, "reworded")
    return Place(place.start, place.end, state)


def _same(words: Words, text: str, changed: Sequence[tuple[int, int]]) -> list[int]:
    """Places of the exact words where something changed: one without any change is a passage of the old text."""
    found: list[int] = []
    for start, end in changed:
        length = len(words.exact)
        at = text.find(words.exact, max(0, start - length + 1), end + length - 1)
        while at >= 0 and len(found) < _MOST_PLACES:
            if at not in found:
                found.append(at)
            at = text.find(words.exact, at + 1, end + length - 1)
    return found


def _alike(place: Place, words: Words, text: str, changed: Sequence[tuple[int, int]]) -> Iterator[_Find]:
    length = len(words.exact)
    if length < _LONG_ENOUGH // 2:
        return
    for start, end in changed:
        first, last = max(0, start - length, place.start - _NEARBY), min(len(text), end + length, place.start + _NEARBY)
        if last - first < length // 2:
            continue
        found = fuzz.partial_ratio_alignment(words.exact, text[first:last], score_cutoff=_LIKE_WORDS * 100)
        if found is not None and found.dest_end > found.dest_start and found.src_end - found.src_start >= length // 2:
            begun, ended = _to_word_edges(text, first + found.dest_start, first + found.dest_end)
            likeness = fuzz.ratio(words.exact, text[begun:ended]) / 100
            yield _weigh(begun, ended, likeness, place, words, text)


def _weigh(start: int, end: int, likeness: float, place: Place, words: Words, text: str) -> _Find:
    before = _share(words.before[::-1], text[max(0, start - len(words.before)) : start][::-1])
    after = _share(words.after, text[end : end + len(words.after)])
    near = 1 - min(abs(start - place.start) / max(len(text), 1), 1.0)
    score = WORDS_WEIGHT * likeness + BEFORE_WEIGHT * before + AFTER_WEIGHT * after + PLACE_WEIGHT * near
    return _Find(start, end, likeness, (before + after) / 2, score)


def _share(remembered: str, found: str) -> float:
    """How much of the remembered neighbours stands there; at an edge of the text, where there were none, half."""
    return fuzz.ratio(remembered, found) / 100 if remembered else 0.5


def _to_word_edges(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return start, end


def _compare(old_text: str, new_text: str) -> list[tuple[int, str]]:
    from diff_match_patch import diff_match_patch  # pyright: ignore[reportMissingTypeStubs]

    comparison = diff_match_patch()
    comparison.Diff_Timeout = _SECONDS
    steps = comparison.diff_main(old_text, new_text, True)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    comparison.diff_cleanupSemantic(steps)  # pyright: ignore[reportUnknownMemberType]
    return cast("list[tuple[int, str]]", steps)
