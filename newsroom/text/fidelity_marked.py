"""Quotations with marked omissions and insertions (step 4 of domain.md section 7): … and [brackets].

The words between the marks are the fragments. They must stand in the source in order, at word boundaries, an
ellipsis standing for a bounded gap, a bracket for at most six words or for a part of a word ("[W]e", "walk[ed]").
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from newsroom.text.normalise import ELLIPSIS, Normalised
from newsroom.text.word_changes import Change, loses_negation
from newsroom.text.words import find_starts, find_words, is_word_boundary

LONGEST_GAP = 2000
"""Code points an ellipsis may stand for."""
GAP_BESIDE_SHORT = 300
"""The same where a fragment beside it has fewer than SHORT_FRAGMENT characters: those must stand close by."""
SHORT_FRAGMENT = 12
BRACKET_WORDS = 6
_GAP_LENGTHS = {"bracket": 120, "case": 4, "suffix": 18, "prefix": 18, "infix": 14}
_MOST_PLACES = 200
_MOST_FRAGMENTS = 60
_SIGN = re.compile(rf"(?<!\w)\[(?P<letter>\w)\](?=\w)|\[[^\[\]]*\]|\({ELLIPSIS}\)|{ELLIPSIS}|\[[^\[\]]*$|^[^\[\]]*\]")
_GLUED_TO_COMMA = re.compile(r",[\[(]?(?:…|\.\s?\.\s?\.)|(?:…|\.\s?\.\s?\.)[\])]?,")
_SENTENCE_END = re.compile(r"[.!?](?=['\)\]]*(?: |$))")
_BESIDE_ELLIPSIS = " .,;:-"
_PART_OF_WORD = {"suffix": r"\w{0,14}\W{0,3}", "prefix": r"\W{0,3}\w{0,14}", "infix": r"\w{0,14}"}


@dataclass(frozen=True, slots=True)
class _Gap:
    """`kind`: ellipsis, bracket, case ("[W]e"), or, glued to letters, suffix, prefix, infix."""

    kind: str
    sign: str


_NO_GAP = _Gap("none", "")


@dataclass(frozen=True, slots=True)
class _Pattern:
    """`gaps` has one more entry than `fragments`: gaps[i] stands before fragments[i], the last one at the end."""

    fragments: tuple[str, ...]
    gaps: tuple[_Gap, ...]

    def longest_gap(self, at: int) -> int:
        """Code points that the gap before fragment `at` may stand for."""
        if self.gaps[at].kind != "ellipsis":
            return _GAP_LENGTHS[self.gaps[at].kind]
        short = min(len(self.fragments[at - 1]), len(self.fragments[at])) < SHORT_FRAGMENT
        return GAP_BESIDE_SHORT if short else LONGEST_GAP


@dataclass(frozen=True, slots=True)
class MarkedMatch:
    """One place of the source (offsets in its folded text) that the marked quotation is an edit of."""

    detail: str
    start: int
    end: int
    changes: tuple[Change, ...]


def find_marked(core: str, published: str, source: Normalised, *, runs_on: Callable[[int], bool]) -> list[MarkedMatch]:
    """Every place where the fragments of `core` (folded `published`, without outer marks) stand in order.

    `runs_on(end)` says whether the source's sentence goes on at `end`, for a quotation that ends with a period.
    """
    pattern = _parse(core)
    if not 0 < len(pattern.fragments) <= _MOST_FRAGMENTS:
        return []
    longest = max(range(len(pattern.fragments)), key=lambda at: len(pattern.fragments[at]))
    walk = _Walk(source.text, pattern, set(), set())
    found: dict[tuple[int, int], MarkedMatch] = {}
    for start in islice(walk.places(longest, 0, len(source.text)), _MOST_PLACES):
        spans = walk.chain(longest, start)
        if spans is not None:
            match = _describe(core, published, pattern, spans, source, runs_on)
            found[match.start, match.end] = match
    return list(found.values())


def is_glued(published: str) -> bool:
    """Whether an ellipsis of a quotation as printed is glued to a comma."""
    return _GLUED_TO_COMMA.search(published) is not None


def _parse(core: str) -> _Pattern:
    pieces: list[str] = []
    gaps = [_NO_GAP]
    read, letter = 0, ""
    for sign in _SIGN.finditer(core):
        _add_piece(pieces, gaps, letter + core[read : sign.start()], _gap(core, sign))
        letter = sign["letter"] or ""
        read = sign.end()
    _add_piece(pieces, gaps, letter + core[read:], _NO_GAP)
    if gaps[-1] is _NO_GAP and pieces and pieces[-1].rstrip(".,"):
        pieces[-1] = pieces[-1].rstrip(".,")
    return _Pattern(tuple(pieces), tuple(gaps))


def _add_piece(pieces: list[str], gaps: list[_Gap], piece: str, behind: _Gap) -> None:
    piece = piece.strip(_BESIDE_ELLIPSIS if gaps[-1].kind == "ellipsis" else " ")
    if behind.kind == "ellipsis":
        piece = piece.rstrip(_BESIDE_ELLIPSIS)
    if piece.strip(" ')"):
        pieces.append(piece)
        gaps.append(behind)
    elif gaps[-1].kind != "ellipsis" and behind is not _NO_GAP:
        gaps[-1] = behind


def _gap(core: str, sign: re.Match[str]) -> _Gap:
    if sign["letter"]:
        return _Gap("case", sign[0])
    if sign[0].strip(f"[]() {ELLIPSIS}") == "" and ELLIPSIS in sign[0]:
        return _Gap("ellipsis", "…")
    before = sign.start() > 0 and core[sign.start() - 1].isalnum()
    after = core[sign.end() : sign.end() + 1].isalnum()
    kind = {(True, True): "infix", (True, False): "suffix", (False, True): "prefix"}.get((before, after), "bracket")
    return _Gap(kind, sign[0].replace(ELLIPSIS, "…"))


@dataclass(frozen=True, slots=True)
class _Walk:
    """Looks for a chain of fragments from one of them outwards; remembers the dead ends of both directions."""

    text: str
    pattern: _Pattern
    dead_behind: set[tuple[int, int]]
    dead_before: set[tuple[int, int]]

    def places(self, at: int, start: int, end: int) -> Iterator[int]:
        fragment, gaps = self.pattern.fragments[at], self.pattern.gaps
        any_case = at == 0 or gaps[at].kind in ("ellipsis", "case")
        for place in find_starts(self.text, fragment, start=max(start, 0), end=min(end, len(self.text))):
            if self.text[place] != fragment[0] and not any_case:
                continue
            opens = gaps[at].kind in ("prefix", "infix") or is_word_boundary(self.text, place)
            stop = place + len(fragment)
            if opens and (gaps[at + 1].kind in ("suffix", "infix") or is_word_boundary(self.text, stop)):
                yield place

    def chain(self, anchor: int, start: int) -> list[tuple[int, int]] | None:
        end = start + len(self.pattern.fragments[anchor])
        before = self._before(anchor - 1, start)
        if before is None:
            return None
        behind = self._behind(anchor + 1, end)
        return None if behind is None else [*before, (start, end), *behind]

    def _behind(self, at: int, end: int) -> list[tuple[int, int]] | None:
        if at == len(self.pattern.fragments):
            return []
        length = len(self.pattern.fragments[at])
        for place in self.places(at, end, end + self.pattern.longest_gap(at) + length):
            if (at, place) in self.dead_behind or not self._fits(at, end, place):
                continue
            rest = self._behind(at + 1, place + length)
            if rest is not None:
                return [(place, place + length), *rest]
            self.dead_behind.add((at, place))
        return None

    def _before(self, at: int, start: int) -> list[tuple[int, int]] | None:
        if at < 0:
            return []
        length = len(self.pattern.fragments[at])
        reach = start - self.pattern.longest_gap(at + 1) - length
        for place in reversed(list(self.places(at, reach, start))):
            if (at, place) in self.dead_before or not self._fits(at + 1, place + length, start):
                continue
            rest = self._before(at - 1, place)
            if rest is not None:
                return [*rest, (place, place + length)]
            self.dead_before.add((at, place))
        return None

    def _fits(self, at: int, end: int, start: int) -> bool:
        kind = self.pattern.gaps[at].kind
        if start - end > self.pattern.longest_gap(at):
            return False
        if kind in _PART_OF_WORD:
            return re.fullmatch(_PART_OF_WORD[kind], self.text[end:start]) is not None
        words = len(find_words(self.text, start=end, end=start))
        # A longer remark in brackets may be put in, but not put in the place of what was said.
        replaces = kind == "bracket" and len(find_words(self.pattern.gaps[at].sign)) <= BRACKET_WORDS
        return kind == "ellipsis" or words <= (BRACKET_WORDS if replaces else 0)


def _describe(
    core: str,
    published: str,
    pattern: _Pattern,
    spans: list[tuple[int, int]],
    source: Normalised,
    runs_on: Callable[[int], bool],
) -> MarkedMatch:
    text, start, end = source.text, spans[0][0], spans[-1][1]
    if pattern.gaps[0].kind == "prefix":
        start = _word_start(text, start)
    changes: list[Change] = []
    joins = loses = False
    for gap, (_, left), (right, _) in zip(pattern.gaps[1:-1], spans, spans[1:], strict=False):
        words = source.words(left, right).strip()
        operation = "ellipsis" if gap.kind == "ellipsis" else "bracket"
        changes.append((operation, gap.sign, words))
        joins = joins or (operation == "ellipsis" and _SENTENCE_END.search(text, left, right) is not None)
        loses = loses or (
            len(words.split()) <= BRACKET_WORDS and loses_negation(words) and not loses_negation(gap.sign)
        )
    cut = False
    if pattern.gaps[-1] is _NO_GAP and core[-1] in ".,":
        if text[end : end + 1] == core[-1]:
            end += 1
        else:
            cut = core[-1] == "." and runs_on(end)
    detail = "truncated_sentence" if cut else _detail(published, pattern, joins=joins, loses=loses)
    return MarkedMatch(detail, start, end, tuple(changes))


def _word_start(text: str, at: int) -> int:
    while at > 0 and text[at - 1].isalnum():
        at -= 1
    return at


def _detail(published: str, pattern: _Pattern, *, joins: bool, loses: bool) -> str:
    if loses:
        return "lost_negation"
    if is_glued(published):
        return "ellipsis_glued"
    if joins:
        return "ellipsis_joins_sentences"
    return "ellipsis" if any(gap.kind == "ellipsis" for gap in pattern.gaps) else "brackets"
