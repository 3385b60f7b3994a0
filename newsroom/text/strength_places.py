"""The paragraph a span stands in, its sentences and links, with quotations and addresses blanked at equal length."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

MASK = "\ufffc"

# A paragraph without a break of 10,000 words must not make each span cost the whole of it; such a one is read in
# stretches that begin and end at whole steps, so that neighbouring spans share them.
_STEP = 4000
_BLOCK_START = re.compile(r"[ \t]*(?:#{1,6}\s|>|[-*+]\s|\d+[.)]\s|\|)")
_LINK = re.compile(r"\]\(\s*<?([^)\s>]+)>?[^)\n]*\)|<?(https?://[^\s<>)\]]+)>?")
_QUOTED = re.compile(r"“[^”“]*(?:”|\Z)|\"[^\"]*(?:\"|\Z)|«[^»]*»")
_STOP = re.compile(r"[.!?…]+[\"”’')\]*_]*\s+(?=[\"“‘'(\[*_]*[A-Z0-9\ufffc])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Capt|Lt|Sgt|Rev|St|Jr|Sr|No|vs|Inc|Co|Corp|Ltd|Jan|Feb|Aug|Sept|Oct"
    r"|Nov|Dec|approx|est|a\.m|p\.m|e\.g|i\.e)|\b[A-Z]|(?:[A-Z]\.)+[A-Z])\.\s+\Z"
)
_SPOKEN_AFTER = re.compile(
    r"\s+(?:(?:the\s+)?[\w.’'-]+\s+){0,4}(?:said|says|asked|asks|added|replied|told|wrote|recalled|remarked|stated|explained)\b"
)


@dataclass(frozen=True, slots=True)
class Link:
    """An address in the text and where it begins."""

    start: int
    address: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """Code points of the whole text, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or heading. ``masked`` has the length of ``text[start:end]``."""

    start: int
    end: int
    masked: str
    sentences: tuple[Sentence, ...]
    links: tuple[Link, ...]
    is_heading: bool

    @property
    def whole(self) -> Sentence:
        return Sentence(self.start, self.end)

    def words(self, sentence: Sentence) -> str:
        """The sentence with what is quoted, and addresses, blanked out."""
        return self.masked[sentence.start - self.start : sentence.end - self.start]

    def touched(self, start: int, end: int) -> range:
        """The numbers of the sentences that ``start`` to ``end`` lies in."""
        first = bisect_right(self.sentences, start, key=lambda sentence: sentence.end)
        return range(first, bisect_left(self.sentences, max(end, start + 1), key=lambda sentence: sentence.start))

    def links_in(self, sentence: Sentence) -> tuple[Link, ...]:
        """The links that begin in a sentence."""
        first = bisect_left(self.links, sentence.start, key=lambda link: link.start)
        return self.links[first : bisect_left(self.links, sentence.end, first, key=lambda link: link.start)]


class Blocks:
    """The paragraphs of one text, each read once however many spans lie in it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._read: dict[tuple[int, int], Block] = {}

    def around(self, start: int, end: int) -> Block:
        """The paragraph of ``start``, of a longer one 4,000 to 8,000 code points to either side.

        A paragraph that opens with a quotation and follows one ending in a comma or colon is read together with it, as
        is one that goes on in lower case.
        """
        first, last = _paragraph_start(self._text, start), _paragraph_end(self._text, max(end, start))
        first = _lead_in(self._text, first, last)
        block = self._read.get((first, last))
        if block is None:
            block = self._read[first, last] = _read(self._text, first, last)
        return block


def _read(text: str, first: int, last: int) -> Block:
    raw = text[first:last]
    links = tuple(
        Link(first + (found.start(1) if found[1] else found.start(2)), found[1] or found[2])
        for found in _LINK.finditer(raw)
    )
    masked = _QUOTED.sub(lambda found: _blank_quote(raw, found), _LINK.sub(_blank_link, raw))
    return Block(first, last, masked, _sentences(masked, first), links, _is_heading(text, raw))


def _is_heading(text: str, raw: str) -> bool:
    if raw.lstrip().startswith("#"):
        return True
    alone = len(raw) <= 200 and "\n" not in raw.strip() and len(raw.strip()) == len(text.strip())
    return alone and not raw.rstrip().endswith((".", "!", "?", "”", '"'))


def _paragraph_start(text: str, at: int) -> int:
    floor = max(0, (at // _STEP - 1) * _STEP)
    line = text.rfind("\n", floor, at) + 1 or floor
    while line > floor and not _BLOCK_START.match(text, line):
        above = text.rfind("\n", floor, line - 1) + 1 or floor
        if not text[above : line - 1].strip() or _is_heading_line(text, above):
            break
        line = above
    return line


def _paragraph_end(text: str, at: int) -> int:
    ceiling = min(len(text), (at // _STEP + 2) * _STEP)
    line = text.find("\n", at, ceiling)
    while line != -1:
        below = text.find("\n", line + 1, ceiling)
        following = text[line + 1 : below if below != -1 else ceiling]
        opened = text.rfind("\n", 0, line) + 1
        if not following.strip() or _BLOCK_START.match(following) or _is_heading_line(text, opened):
            return line
        line = below
    return ceiling


def _is_heading_line(text: str, at: int) -> bool:
    return text.startswith("#", at)


def _lead_in(text: str, first: int, last: int) -> int:
    for _ in range(2):
        above = text[max(0, first - _STEP) : first].rstrip()
        opening = text[first : min(last, first + 3)].lstrip(" *_")
        if not above or not opening:
            return first
        leads = above[-1] in ",:" or above[-2:] in (",”", ',"')
        goes_on = opening[0] in '“"' and leads
        if not goes_on and not (opening[0].islower() and leads):
            return first
        end_above = first - (len(text[max(0, first - _STEP) : first]) - len(above))
        first = _paragraph_start(text, end_above - 1)
    return first


def _blank_link(found: re.Match[str]) -> str:
    return "]" + MASK * (len(found.group()) - 1) if found[1] else MASK * len(found.group())


def _blank_quote(raw: str, found: re.Match[str]) -> str:
    """A quotation that ends a sentence keeps a stop, unless its speaker follows ("Is it?" Ada Roe asked)."""
    quoted = found.group()
    stops = len(quoted) > 2 and quoted[-2] in ".!?…"
    if stops and not _SPOKEN_AFTER.match(raw, found.end()):
        return MASK * (len(quoted) - 1) + "."
    return MASK * len(quoted)


def _sentences(masked: str, offset: int) -> tuple[Sentence, ...]:
    found: list[Sentence] = []
    begin = 0
    for stop in _STOP.finditer(masked):
        if _ABBREVIATION.search(masked, max(begin, stop.start() - 12), stop.end()):
            continue
        found.append(Sentence(offset + begin, offset + stop.end()))
        begin = stop.end()
    if begin < len(masked):
        found.append(Sentence(offset + begin, offset + len(masked)))
    return tuple(found)
