"""Whether the figures of a statement stand in what it rests on. Conservative: one is told only where the other words
have a figure of the same kind in its place. Days and years are no figures here; guesses, for a person to judge."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from newsroom.text.dates import without_days
from newsroom.text.language.en import ENGLISH
from newsroom.text.language.words import word_set
from newsroom.text.passage import tokens_of
from newsroom.text.spans import Span, paragraphs, sentences

_SMALL = (
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_TENS = ("thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NUMBERS: Mapping[str, float] = {
    **{word: float(number) for number, word in enumerate(_SMALL, start=2)},
    **{word: float(10 * number) for number, word in enumerate(_TENS, start=3)},
}
_TIMES: Mapping[str, float] = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "mn": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9,
    "trillion": 1e12,
}  # fmt: skip
_SHORT = ("m", "k", "mn", "bn")
_MONEY: Mapping[str, str] = {"pound": "£", "dollar": "$", "euro": "€", "yen": "¥"}
_ALSO: Mapping[str, tuple[str, ...]] = {
    "£": ("pound",), "$": ("dollar",), "€": ("euro",), "¥": ("yen",), "%": ("cent",), "A$": ("a$",), "C$": ("c$",),
}  # fmt: skip
_FIGURE = re.compile(
    r"(?<![\w.,/:–-])(?P<sign>(?:US|A|C)?\$|[€£¥])?\s?"
    rf"(?P<number>\d+(?:,\d{{3}})*(?:\.\d+)?|\b(?:{'|'.join((*_SMALL, *_TENS))})\b)(?![:/–]\d|-\d|,\d|\.\d)"
    rf"(?:[ \u00a0-]?(?P<times>{'|'.join(_TIMES)})\b)?(?P<percent>\s?%|[ -]per ?cent\b)?"
    r"(?:[ \u00a0-](?P<noun>[^\W\d_]{3,})(?:[ -](?P<other>[^\W\d_]{3,}))?)?",
    re.IGNORECASE,
)
MAY_HAVE_FIGURES = re.compile(rf"\d|\b(?:{'|'.join((*_SMALL, *_TENS))})\b", re.IGNORECASE)
"""Without one of these a text has no figure: quick to look for."""
_MAY_HAVE_DAYS = re.compile(r"(?:19|20)\d\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:\b[A-Z]\w*|\b(?:pages?|seasons?|episodes?|series|chapters?|parts?|sections?|articles?|rooms?|number|lines?"
    r"|flights?|routes?|units?|phases?|piers?|cases?|aged?|the|of the|these|those|no\.|nr\.))\s*\Z"
)
_ROUGH = re.compile(
    r"\b(?:about|around|roughly|approximately|nearly|almost|some|over|under|up to|at least|at most|close to|more than"
    r"|less than|fewer than|estimated|an estimated|as (?:many|much) as)\s*\Z",
    re.IGNORECASE,
)
_NEAR = 0.05
_ALIKE = 5
_LEAST_SHARED = 2
_MANY = word_set("people men women children police mice feet")
_NO_NOUNS = word_set(
    """has was his its this does years months weeks days hours minutes seconds nights decades centuries times says plus
    others ones sides"""
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as it is written. ``kind`` is a currency, ``%``, or how the noun begins that it counts; empty where
    nothing says what it counts."""

    words: str
    value: float
    kind: str
    rough: bool


@dataclass(frozen=True, slots=True)
class Unlike:
    """Figures that do not stand in the other words, and those that stand there in their place."""

    here: tuple[str, ...]
    there: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A figure at a place (code points) of a text that stands as ``words`` in its headline."""

    start: int
    end: int
    figure: str
    headline: str


def figures_unlike(words: str, passages: Sequence[str]) -> Unlike | None:
    """The figures of ``words`` that none of the passages has, where a passage has another of the same kind; None where
    there is no such figure. What is said to be rough, or is rounded, may be 5 % away."""
    there = [figure for passage in passages for figure in figures_in(passage)]
    if not any(one.kind for one in there) or not MAY_HAVE_FIGURES.search(words):
        return None
    return _unlike(tuple(figures_in(words)), there)


def headline_figures_apart(headline: str, text: str) -> tuple[Elsewhere, ...]:
    """Figures of a headline that stand otherwise wherever the text speaks of the same thing: the first such place of
    each, in order."""
    if not MAY_HAVE_FIGURES.search(headline):
        return ()
    here = tuple(figures_in(headline))
    keys = {token.key for token in tokens_of(headline) if not token.key[0].isdigit()}
    if len(keys) < _LEAST_SHARED or not any(one.kind for one in here):
        return ()
    told = tuple(_sentences_about(keys, text, kinds={one.kind for one in here if one.kind}))
    unlike = _unlike(here, [figure for _, figures in told for figure in figures])
    if unlike is None:
        return ()
    found: dict[str, Elsewhere] = {}
    for sentence, figures in told:
        for figure in figures:
            place = text.find(figure.words, sentence.start, sentence.end)
            meant = next((one for one in here if one.words in unlike.here and one.kind == figure.kind), None)
            if figure.words in unlike.there and place >= 0 and meant is not None:
                place_end = place + len(figure.words)
                found.setdefault(meant.words, Elsewhere(place, place_end, figure.words, meant.words))
    return tuple(found.values())


def figures_in(words: str) -> Iterator[Figure]:
    """Every figure of a text, in order, without its days and years."""
    bare = without_days(words) if _MAY_HAVE_DAYS.search(words) else words
    for match in _FIGURE.finditer(bare):
        number, times = match["number"].lower(), (match["times"] or "").lower()
        sign, percent = (match["sign"] or "").upper().removeprefix("US"), match["percent"]
        if not (sign or times or percent) and re.fullmatch(r"(?:1[5-9]|20)\d\d", number):
            continue
        value = (_NUMBERS.get(number) or float(number.replace(",", ""))) * _TIMES.get(times, 1.0)
        noun = _noun(match)
        kind = "%" if percent else sign or _MONEY.get((match["noun"] or "").lower().removesuffix("s"), "")
        end = max(match.end(name) for name in ("number", "times", "percent"))
        if not (kind or noun):
            yield Figure(bare[match.start() : end].strip(), value, "", rough=False)
            continue
        before = bare[max(0, match.start() - 20) : match.start()]
        rough = _ROUGH.search(before) is not None
        if kind and not sign and not percent:
            end = match.end("noun")
        elif not kind and times not in _SHORT and (rough or _LABEL.search(before) is None):
            # “Pier 9”, “the 40 men” are a name and some known already; “30 m” are metres or millions.
            kind, end = noun.lower()[:_ALIKE], match.start() + match.group().index(noun) + len(noun)
        yield Figure(bare[match.start() : end].strip(), value, kind, rough)


def _noun(match: re.Match[str]) -> str:
    """What is counted: the first plural of the next two words, if any."""
    nouns = [one for one in (match["noun"], match["other"]) if one]
    if not nouns or nouns[0].lower() in _NO_NOUNS:
        return ""
    return next((one for one in nouns if one.islower() and _is_plural(one)), "")


def _is_plural(word: str) -> bool:
    return word in _MANY or (word.endswith("s") and not word.endswith("ss") and word not in _NO_NOUNS)


def _unlike(here: Sequence[Figure], there: Sequence[Figure]) -> Unlike | None:
    missing = [one for one in here if one.kind and not _is_among(one, there)]
    rivals = [one for one in there if one.kind and not _is_among(one, here)]
    pairs = [(one, other) for one in missing for other in rivals if one.kind == other.kind]
    if not pairs:
        return None
    return Unlike(_each_once(one.words for one, _ in pairs), _each_once(other.words for _, other in pairs))


def _is_among(one: Figure, others: Iterable[Figure]) -> bool:
    return any(_is_same(one, other) for other in others)


def _is_same(one: Figure, other: Figure) -> bool:
    if one.value == other.value:
        return True
    apart, most = abs(one.value - other.value), max(one.value, other.value)
    if one.rough or other.rough:
        return apart <= _NEAR * most * 1.001
    # Written shorter it is rounded: “£1.4 million” for “£1,412,300”.
    short, exact = sorted((one.value, other.value), key=_digits)
    return _digits(short) < _digits(exact) and apart <= min(_step(short) / 2, _NEAR * most) * 1.001


def _digits(value: float) -> int:
    return len(f"{value:.15g}".replace(".", "").strip("0")) if "e" not in f"{value:.15g}" else 1


def _step(value: float) -> float:
    """How much the last figure written of it counts: 100,000 of 1,400,000."""
    whole = f"{value:.15g}"
    if "." in whole:
        return 10.0 ** -len(whole.partition(".")[2])
    return 10.0 ** (len(whole) - len(whole.rstrip("0"))) if "e" not in whole else value


def _sentences_about(keys: set[str], text: str, *, kinds: set[str]) -> Iterator[tuple[Span, tuple[Figure, ...]]]:
    """The sentences of a text that share two telling words with others and have a figure; only paragraphs with a sign
    of one of the kinds are looked at closely."""
    signs = [sign for kind in kinds for sign in (kind, *_ALSO.get(kind, ()))]
    for block in paragraphs(text):
        words = text[block.start : block.end].casefold()
        if not any(sign in words for sign in signs) or sum(key.casefold() in words for key in keys) < _LEAST_SHARED:
            continue
        for sentence in sentences(text, block, language=ENGLISH):
            said = text[sentence.start : sentence.end]
            if len(keys & {token.key for token in tokens_of(said)}) >= _LEAST_SHARED:
                figures = tuple(figures_in(said))
                if figures:
                    yield sentence, figures


def _each_once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
