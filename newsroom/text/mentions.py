"""People, names and figures through a text: introduced before they are taken for known, and written one way.

Conservative throughout: a name like another is told only where both can hardly be two, a figure only where the
sentences speak of one thing. Offsets are code points.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import OSA

from newsroom.text.language.en import ENGLISH
from newsroom.text.language.words import word_set
from newsroom.text.outlets import is_heading
from newsroom.text.passage import tokens_of
from newsroom.text.spans import Span, paragraphs, sentences

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ][^\W\d_]*(?:['’\-][^\W\d_]+)*"
_CAPITALS = re.compile(rf"(?<![\w’'\-]){_CAPITAL}(?: {_CAPITAL}){{0,4}}")
_POSSESSIVE = re.compile(r"['’]s?$")
_FIGURE = re.compile(
    r"(?<![\w.,])(?P<sign>[$€£¥]|(?:US|A|C)\$|EUR |USD |GBP )?(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)"
    r"(?:[ \u00a0-](?P<scale>thousand|million|billion|trillion|mn|bn|m)\b)?(?P<percent> ?%| per ?cent\b)?(?![\w]|\.\d)"
)
_SCALES = {"thousand": 3, "million": 6, "mn": 6, "m": 6, "billion": 9, "bn": 9, "trillion": 12}
_MIDDLE = r"(?: [^\W\d_]+\.?)? "
_LEAST_NAME_PART, _LEAST_BARE_NAME = 5, 6
_NEAR_FIGURE = 0.02
_LEAST_DIGITS = 3
_LONGEST_HEADLINE = 110
_SHARED_WORDS = 2
_MOST_NEIGHBOURS = 60
_INTRODUCED_BY = re.compile(
    r"\A[’']?,? ?(?:\(|[—–-] |(?:,(?! \d)|, \d+,|who|whose|which|of|from|at|for|is|was|has been|became|will be|as) )",
    re.IGNORECASE,
)
_NO_ROLE = word_set(
    """a about after against also although an and as asked at because before but by did do does for from had has have he
    her his if in into is it its like may met near not of on or our said saw say says she so that the their them then
    they this to told under until was we were what when where which while who whom with would yesterday today"""
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a name or figure stands, as it is written there, and how it stands elsewhere."""

    start: int
    end: int
    words: str
    elsewhere: str


@dataclass(frozen=True, slots=True)
class Introduction:
    """How somebody comes into a text: where first, whether then with the full name, and whether with a role."""

    start: int
    end: int
    is_full: bool
    has_role: bool


def introduction_of(text: str, name: str) -> Introduction | None:
    """The first mention of a person of two names or more, headings passed over; None when no part of the name that
    tells stands there."""
    parts = name.split()
    if len(parts) < 2:
        return None
    first_and_last = _MIDDLE.join(map(re.escape, (parts[0], parts[-1])))
    full = re.compile(rf"(?<!\w)(?:{re.escape(name)}|{first_and_last})(?!\w)")
    whole = next((found for found in full.finditer(text) if not _in_heading(text, found.start())), None)
    alone = _alone(text, parts[-1], whole.start() if whole is not None else len(text))
    if alone is not None:
        return Introduction(alone, alone + len(parts[-1]), is_full=False, has_role=True)
    if whole is None:
        return None
    return Introduction(*whole.span(), is_full=True, has_role=_has_role(text, whole.start(), whole.end(), parts[-1]))


def _alone(text: str, last: str, end: int) -> int | None:
    """Where a surname first stands by itself, as no part of a longer name, before ``end``; None also where a namesake
    was named before, whom it may mean."""
    for found in re.finditer(rf"(?<![\w’'\-]){re.escape(last)}(?![\w\-])", text[:end]):
        at = found.start()
        if _in_heading(text, at):
            continue
        before = re.search(r"([^\W\d_][\w.’'\-]*)[ \u00a0]$", text[max(0, at - 40) : at])
        if before is not None and before.group(1)[0].isupper():
            if not _begins_sentence(text, at - len(before.group())):
                return None
            continue
        if re.match(r"[ \u00a0][^\W\d_a-z]", text[found.end() : found.end() + 3]) is None:
            return at
    return None


def _in_heading(text: str, at: int) -> bool:
    block = _paragraph(text, at)
    first = not text[: block.start].strip() and block.end - block.start <= _LONGEST_HEADLINE
    return is_heading(text, block) or (first and not text[block.end :].isspace() and block.end < len(text))


def _has_role(text: str, start: int, end: int, last: str) -> bool:
    """Whether words round a first mention say who that is: a title or noun before, an apposition, a sentence on."""
    block = _paragraph(text, start)
    before, behind = text[block.start : start].rstrip(), text[end : block.end]
    word = re.search(r"([^\W\d_][\w’'\-.]*)\W{0,2}$", before)
    if before.endswith((",", "—", "–", "(")) or (
        word is not None and word.group(1).lower().rstrip(".") not in _NO_ROLE
    ):
        return True
    if _INTRODUCED_BY.match(behind):
        return True
    following = text[end : end + 600]
    again = rf"(?:he|she|they|{re.escape(last)})"
    return (
        re.search(
            rf"\b{again},? (?:is|was|who|works|worked|leads|led|runs|ran|plays|played|a|an|the)\b", following, re.I
        )
        is not None
    )


def _paragraph(text: str, at: int) -> Span:
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    return Span(start, end if end >= 0 else len(text))


def misspelt_names(text: str, known: Iterable[str]) -> tuple[Mention, ...]:
    """Places where a name is spelt nearly like one that is known, or that stands elsewhere in the text: a full name
    with one part a letter away, or a surname alone a letter away. Each spelling once, at its first place."""
    runs = list(_runs(text))
    names = _Names([" ".join(name.split()) for name in known], Counter(words for _, words in runs))
    found: dict[str, Mention] = {}
    for start, words in runs:
        if words not in found and words not in names.known:
            meant = names.meant(words) if " " in words else names.surname_meant(text, start, words)
            if meant:
                found[words] = Mention(start, start + len(words), words, meant)
    return tuple(sorted(found.values(), key=lambda one: one.start))


def _runs(text: str) -> Iterator[tuple[int, str]]:
    for match in _CAPITALS.finditer(text):
        words = _POSSESSIVE.sub("", match.group())
        first = words.split(" ", 1)
        at = match.start()
        if len(first) == 2 and (first[0].lower() in ENGLISH.naming.not_names or first[0].lower() in _NO_ROLE):
            at, words = at + len(first[0]) + 1, first[1]
        yield at, words


class _Names:
    """The names of a text and how often each stands there, to be asked for those nearly like another."""

    def __init__(self, known: Sequence[str], counts: Counter[str]) -> None:
        self.known = frozenset(name for name in known if " " in name)
        self._counts = counts
        self._first = {words: number for number, words in enumerate(counts)}
        self._but_one: dict[tuple[int, tuple[str, ...]], list[str]] = defaultdict(list)
        self._owners: dict[str, list[str]] = defaultdict(list)
        self._lasts: dict[str, set[str]] = defaultdict(set)
        self._parts: set[str] = set()
        for name in (*sorted(self.known), *(one for one in counts if " " in one and one not in self.known)):
            parts = name.split()
            self._parts.update(parts)
            for at in range(len(parts)):
                self._but_one[at, (*parts[:at], *parts[at + 1 :])].append(name)
            self._owners[parts[-1]].append(name)
            if len(parts[-1]) >= _LEAST_BARE_NAME:
                self._lasts[parts[-1][0]].add(parts[-1])

    def meant(self, words: str) -> str:
        """The name of which ``words`` are another spelling: one that is known, or stands there as often; or empty."""
        parts = words.split()
        for at, part in enumerate(parts):
            for name in self._but_one[at, (*parts[:at], *parts[at + 1 :])]:
                other = name.split()[at]
                if name != words and self._is_preferred(name, words) and _is_slip(part, other, is_first=at == 0):
                    return name
        return ""

    def _is_preferred(self, name: str, words: str) -> bool:
        """Whether, of two spellings, ``name`` is the right one: known, or there more often, or first."""
        if name in self.known:
            return True
        return (self._counts[name], -self._first[name]) > (self._counts[words], -self._first[words])

    def surname_meant(self, text: str, start: int, word: str) -> str:
        """The same for a surname that stands alone."""
        if len(word) < _LEAST_BARE_NAME or word.isupper() or word in self._parts or _begins_sentence(text, start):
            return ""
        for last in sorted(self._lasts[word[0]]):
            if _is_slip(word, last, is_first=False) and self._is_person(last, word):
                return "" if re.search(rf"\b{re.escape(word.lower())}\b", text) else last
        return ""

    def _is_person(self, last: str, word: str) -> bool:
        """Whether it is the surname of a likely person who is named at least as often as the odd spelling."""
        owners, firsts = self._owners[last], ENGLISH.naming.first_names
        named = sum(self._counts[name] for name in owners) + self._counts[last]
        likely = any(name in self.known or name.split()[0].lower() in firsts for name in owners)
        return likely and named >= self._counts[word]


def _is_slip(mine: str, other: str, *, is_first: bool) -> bool:
    """Whether two parts of a name are a letter apart as a slip makes it, and not two names or two numbers of a word."""
    short, long = sorted((mine.lower(), other.lower()), key=len)
    if len(short) < (_LEAST_NAME_PART - is_first) or short[0] != long[0] or mine.isupper() != other.isupper():
        return False
    if long in (f"{short}s", f"{short}es", f"{short}n", f"{short}an") or "'" in long.replace("’", "'"):
        return False
    if is_first and short in ENGLISH.naming.first_names and long in ENGLISH.naming.first_names:
        # “Maria” and “Marie” may be sisters; “Sara” and “Sarah” are one slip.
        return long == f"{short}h"
    return OSA.distance(short, long) == 1


def _begins_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - 3) : at].rstrip(" “\"'‘*_#>(")
    return not before or before[-1] in ".!?:\n"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with a unit; ``about`` are the telling words of its sentence, places count from its paragraph."""

    start: int
    end: int
    words: str
    unit: str
    digits: str
    value: float
    about: frozenset[str]


def figures_apart(
    text: str,
    *,
    known: Mapping[str, tuple[Figure, ...]] | None = None,
    read: dict[str, tuple[Figure, ...]] | None = None,
) -> tuple[Mention, ...]:
    """Figures of one thing that are nearly the same and not one the other rounded: “$11.26 million” and “$11.2
    million”. Told at the less exact one. ``known`` are paragraphs read before; those of this text go into ``read``."""
    by_unit: dict[str, list[tuple[int, Figure]]] = defaultdict(list)
    for block in paragraphs(text):
        words = text[block.start : block.end]
        figures = known.get(words) if known is not None else None
        figures = figures if figures is not None else _figures_of(words)
        if read is not None:
            read[words] = figures
        for figure in figures:
            by_unit[figure.unit].append((block.start, figure))
    found: dict[int, Mention] = {}
    for listed in by_unit.values():
        for (at, one), (other_at, other) in _near_pairs(listed):
            if _nearly(one, other) and len(one.about & other.about) >= _SHARED_WORDS:
                pair = sorted(((at, one), (other_at, other)), key=lambda each: (len(each[1].digits), -each[0]))
                (start, rough), (_, exact) = pair
                found.setdefault(
                    start + rough.start, Mention(start + rough.start, start + rough.end, rough.words, exact.words)
                )
    return tuple(found[start] for start in sorted(found))


def _near_pairs(listed: Sequence[tuple[int, Figure]]) -> Iterator[tuple[tuple[int, Figure], tuple[int, Figure]]]:
    """Pairs of figures that are near one another, each with some of its neighbours by value."""
    ordered = sorted(listed, key=lambda each: (each[1].value, each[0]))
    for number, one in enumerate(ordered):
        for other in ordered[number + 1 : number + _MOST_NEIGHBOURS]:
            if other[1].value > one[1].value * (1 + 2 * _NEAR_FIGURE):
                break
            yield one, other


def _figures_of(paragraph: str) -> tuple[Figure, ...]:
    if not any(sign.isdigit() for sign in paragraph):
        return ()
    found: list[Figure] = []
    for sentence in sentences(paragraph, Span(0, len(paragraph)), language=ENGLISH):
        words = paragraph[sentence.start : sentence.end]
        figures = list(_figures(words, sentence.start))
        if figures:
            about = frozenset(token.key for token in tokens_of(words) if not token.key[0].isdigit())
            found += [replace(figure, about=about) for figure in figures]
    return tuple(found)


def _figures(words: str, offset: int) -> Iterator[Figure]:
    for match in _FIGURE.finditer(words):
        sign, scale, percent = match["sign"] or "", match["scale"] or "", match["percent"] or ""
        number = match["number"].replace(",", "")
        if not (sign or scale or percent):
            continue
        unit = "%" if percent else f"{sign.strip()}"
        value = float(number) * 10 ** _SCALES.get(scale, 0)
        digits = number.replace(".", "").strip("0")
        yield Figure(
            offset + match.start(), offset + match.end(), match.group().strip(), unit, digits, value, frozenset()
        )


def _nearly(one: Figure, other: Figure) -> bool:
    if one.value == other.value or min(one.value, other.value) <= 0 or one.unit != other.unit:
        return False
    if abs(one.value - other.value) > _NEAR_FIGURE * max(one.value, other.value):
        return False
    rough, exact = sorted((one, other), key=lambda figure: len(figure.digits))
    if len(exact.digits) < _LEAST_DIGITS or len(rough.digits) == len(exact.digits):
        return False
    return not _is_rounded(rough, exact)


def _is_rounded(rough: Figure, exact: Figure) -> bool:
    """Whether the rough figure is the exact one, rounded as people round."""
    step = 10 ** (len(str(int(rough.value))) - len(rough.digits)) if rough.value >= 1 else 0.1
    return abs(rough.value - exact.value) <= step / 2 * 1.001
