"""Where in a source an altered quotation may stand: pieces of it are searched for and vote for a window.

With k altered words at least one of k + 1 pieces is whole; a plain search finds it at the speed of the machine.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from newsroom.text.normalise import ELLIPSIS
from newsroom.text.words import Word, find_places, find_words

SIGN_KEY = "\x02"
"""The key of an ellipsis or bracket among the words of a quotation."""
LONGEST_LEAP = 2000
"""Code points that may lie between two pieces of one quotation."""
LIKELY = 0.5
"""The share of the published letters that must stand at a place for it to be the likely one."""
SURE = 0.8
"""The share that makes a place the likely one without looking for others."""
SHORT_QUOTATION = 5
"""Words up to which every place is looked at where all but one of them stand."""
_MOST_HITS = 30
_MOST_SHORT_PLACES = 60
_LONGEST_SHORT_SEARCH = 4_000_000
_MOST_PIECES = 40
_SLACK = 60
_LONGEST_PIECE = 12
_GAP, _ANY = r"[ ,;:'-]{1,3}", r"[^\s,;:.!?]{1,20}"
_SIGN = re.compile(rf"\[[^\[\]]*\]|\({ELLIPSIS}\)|{ELLIPSIS}")


@dataclass(frozen=True, slots=True)
class _Hit:
    """A piece of the quotation (from `at`, in the quotation) that stands in the source at `place`."""

    at: int
    place: int
    length: int


def quote_words(core: str) -> list[Word]:
    """The words of a folded quotation, each ellipsis or bracket as one word with the key SIGN_KEY."""
    words: list[Word] = []
    read = 0
    for sign in _SIGN.finditer(core):
        words += find_words(core, start=read, end=sign.start())
        words.append(Word(sign.start(), sign.end(), SIGN_KEY))
        read = sign.end()
    return words + find_words(core, start=read)


def likely_windows(
    core: str, quote: Sequence[Word], text: str, *, near: int | None
) -> Iterator[tuple[int, int, float]]:
    """Windows of the source's folded text, each with the share of the quotation that must stand there to take it.

    From the best founded (long pieces) to the least (single words). A long piece that stands only once gives a window
    at once, to be taken if nearly all the rest is there too: that saves the passes for the other pieces.
    """
    for number, pieces in enumerate(_pieces(core, quote)):
        hits: list[_Hit] = []
        for at, piece in pieces:
            found = list(_hits(at, piece, text, near))
            hits += found
            if number == 0 and len(found) == 1:
                yield *_window(core, found[0], found[0], text), SURE
        if hits:
            yield *_window(core, *_best_chain(sorted(hits, key=lambda hit: hit.place), near), text), LIKELY


def short_windows(core: str, quote: Sequence[Word], text: str) -> Iterator[tuple[int, int]]:
    """Of a short quotation, the spans of the source's folded text where its words stand with up to two more words in
    one place, or with one of them replaced or missing: there a lost "not" or another number is found though the words
    that stay are too few and too common for `likely_windows`."""
    spoken = [re.escape(core[word.start : word.end]) for word in quote if word.key != SIGN_KEY]
    if not 2 <= len(spoken) <= SHORT_QUOTATION or len(spoken) < len(quote):
        return
    if len(text) > _LONGEST_SHORT_SEARCH:
        return
    first, rest = core[quote[0].start], core[quote[0].start + 1 : quote[0].end]
    spoken[0] = f"[{re.escape(first.lower()[0])}{re.escape(first.upper()[0])}]{re.escape(rest)}"
    for pattern in dict.fromkeys(_short_patterns(spoken)):
        for match in islice(re.finditer(rf"(?<!\w){pattern}(?!\w)", text), _MOST_SHORT_PLACES):
            yield match.span()


def _short_patterns(spoken: Sequence[str]) -> Iterator[str]:
    for at in range(1, len(spoken)):
        yield rf"{_joined(spoken[:at])}{_GAP}(?:{_ANY}{_GAP}){{1,2}}{_joined(spoken[at:])}"
    for at in range(len(spoken)):
        before, after = spoken[:at], spoken[at + 1 :]
        yield _joined([*before, _ANY, *after])
        if len(before) + len(after) > 1:
            yield _joined([*before, *after])


def _joined(words: Sequence[str]) -> str:
    return _GAP.join(words)


def _window(core: str, first: _Hit, last: _Hit, text: str) -> tuple[int, int]:
    rest = len(core) - last.at - last.length
    start = first.place - first.at - first.at // 3 - _SLACK
    return _whole_words(text, start, last.place + last.length + rest + rest // 3 + _SLACK)


def _pieces(core: str, quote: Sequence[Word]) -> Iterator[list[tuple[int, str]]]:
    """Lists of (offset, piece): about four long ones first, ever shorter ones for what they do not find."""
    runs: list[list[Word]] = [[]]
    for word in quote:
        if word.key == SIGN_KEY:
            runs.append([])
        else:
            runs[-1].append(word)
    quarter = min(max(3, len(quote) // 4 + 1), _LONGEST_PIECE)
    for size in dict.fromkeys((quarter, 3, 2)):
        groups = [run[at : at + size] for run in runs for at in range(0, len(run), size)]
        pieces = [(group[0].start, core[group[0].start : group[-1].end]) for group in groups]
        pieces.sort(key=lambda piece: -len(piece[1]))
        yield [piece for piece in pieces if len(piece[1]) > 3][:_MOST_PIECES]
    single = sorted((word for run in runs for word in run), key=lambda word: word.start - word.end)
    yield [(word.start, core[word.start : word.end]) for word in single[:6] if word.end - word.start > 3]


def _hits(at: int, piece: str, text: str, near: int | None) -> Iterator[_Hit]:
    """Places of a piece; if it stands all over the source, only those nearest to `near`, or none."""
    places = list(islice(find_places(text, piece), _MOST_HITS + 1 if near is None else None))
    if len(places) > _MOST_HITS:
        places = [] if near is None else sorted(places, key=lambda place: abs(place - near))[:_MOST_HITS]
    return (_Hit(at, place, len(piece)) for place in places)


def _best_chain(hits: Sequence[_Hit], near: int | None) -> tuple[_Hit, _Hit]:
    """First and last of the hits that follow one another on both sides and cover most, gaps costing a little."""
    scores: list[float] = []
    firsts: list[_Hit] = []
    for number, hit in enumerate(hits):
        best, first = 0.0, hit
        for before in range(number - 1, -1, -1):
            other = hits[before]
            leap = hit.place - other.place - other.length
            if leap > LONGEST_LEAP:
                break
            score = scores[before] - abs(leap - (hit.at - other.at - other.length)) / 50
            if leap >= 0 and other.at < hit.at and score > best:
                best, first = score, firsts[before]
        scores.append(best + hit.length)
        firsts.append(first)

    def worth(number: int) -> tuple[float, int]:
        return scores[number], 0 if near is None else -abs(hits[number].place - near)

    winner = max(range(len(hits)), key=worth)
    return firsts[winner], hits[winner]


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    start = text.rfind(" ", max(start - _SLACK, 0), max(start, 0)) + 1 if start > 0 else 0
    if end >= len(text):
        return start, len(text)
    space = text.find(" ", end, end + _SLACK)
    return start, end if space < 0 else space
