"""Places of the text, found again in the HTML made from it.

Each place is marked by two code points the text does not hold, put in before the conversion and taken out after it.
When the marks change what the conversion makes of the text, the places that do so are given up: the words always come
out as they do without marks.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-z][a-z0-9]*)\b[^>]*>")
_VOID = frozenset({"br", "hr", "img"})
_BLOCKS = frozenset(
    {"p", "div", "ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "td", "th", "blockquote", "pre",
     "hr", "h1", "h2", "h3", "h4", "h5", "h6"}
)  # fmt: skip
_PRIVATE = (range(0xF0000, 0xFFFFE), range(0x100000, 0x10FFFE), range(0xE000, 0xF900))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Code points ``start`` to ``end`` of the text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch and the two code points that stand for its ends in the marked text."""

    stretch: Stretch
    opening: str
    closing: str


@dataclass(frozen=True, slots=True)
class Element:
    """An element that is open round a place: its name and where its tag begins in the HTML."""

    name: str
    at: int


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch in the HTML: its marks stand at ``opening_at`` and ``closing_at``, both inside ``parents``."""

    opening_at: int
    closing_at: int
    parents: tuple[Element, ...]

    def is_inside(self, *names: str) -> bool:
        return any(parent.name in names for parent in self.parents)


@dataclass(frozen=True, slots=True)
class MarkedHtml:
    """``html`` with marks; ``found`` are the stretches that survived whole, without crossing a block."""

    html: str
    marks: tuple[Mark, ...]
    found: dict[Stretch, Found]

    def mark_of(self, stretch: Stretch) -> Mark:
        return next(mark for mark in self.marks if mark.stretch == stretch)


def marked_html(
    text: str, stretches: Sequence[Stretch], *, plain: str, convert: Callable[[str], str]
) -> MarkedHtml:  # fmt: skip
    """``text`` converted with its stretches marked; ``plain`` is what it gives without. ``stretches`` may nest but not
    cross, and none is empty."""
    marks = _marks(text, sorted(set(stretches), key=lambda stretch: (stretch.start, -stretch.end)))
    kept, html = _harmless(text, marks, plain, convert) if marks else ((), plain)
    return MarkedHtml(html, kept, _found(html, kept))


def without_marks(html: str, marks: Sequence[Mark]) -> str:
    return html.translate(dict.fromkeys(ord(sign) for mark in marks for sign in (mark.opening, mark.closing)))


def _marks(text: str, stretches: Sequence[Stretch]) -> tuple[Mark, ...]:
    signs = _unused(text)
    return tuple(
        Mark(stretch, opening, closing) for stretch, opening, closing in zip(stretches, signs, signs, strict=False)
    )


def _unused(text: str) -> Iterator[str]:
    taken = frozenset(text)
    return (chr(code) for group in _PRIVATE for code in group if chr(code) not in taken)


def _with_marks(text: str, marks: Sequence[Mark]) -> str:
    # At one offset what ends stands before what begins, inner ends before outer ones, outer beginnings before inner.
    signs = [(mark.stretch.end, 0, -mark.stretch.start, mark.closing) for mark in marks]
    signs += [(mark.stretch.start, 1, -mark.stretch.end, mark.opening) for mark in marks]
    parts: list[str] = []
    at = 0
    for place, _, _, sign in sorted(signs):
        parts += (text[at:place], sign)
        at = place
    return "".join([*parts, text[at:]])


def _harmless(
    text: str, marks: tuple[Mark, ...], plain: str, convert: Callable[[str], str]
) -> tuple[tuple[Mark, ...], str]:
    """The marks that leave the conversion as it is, and the text converted with them; halves are tried, so one bad
    mark costs few conversions."""
    html = convert(_with_marks(text, marks))
    if without_marks(html, marks) == plain:
        return marks, html
    if len(marks) == 1:
        return (), plain
    middle = len(marks) // 2
    first, html_of_first = _harmless(text, marks[:middle], plain, convert)
    second, html_of_second = _harmless(text, marks[middle:], plain, convert)
    if not first or not second:
        return first or second, html_of_first if first else html_of_second
    html = convert(_with_marks(text, first + second))
    return (first + second, html) if without_marks(html, first + second) == plain else ((), plain)


def _found(html: str, marks: Sequence[Mark]) -> dict[Stretch, Found]:
    if not marks:
        return {}
    signs = {sign for mark in marks for sign in (mark.opening, mark.closing)}
    pattern = re.compile(f"{_TAG.pattern}|[{''.join(signs)}]")
    places: dict[str, list[tuple[int, tuple[Element, ...], int]]] = {sign: [] for sign in signs}
    stack: list[Element] = []
    blocks = 0
    for match in pattern.finditer(html):
        name = match["name"]
        if name is None:
            places[match.group()].append((match.start(), tuple(stack), blocks))
            continue
        blocks += name in _BLOCKS
        if match["close"]:
            if stack and stack[-1].name == name:
                stack.pop()
        elif name not in _VOID:
            stack.append(Element(name, match.start()))
    found: dict[Stretch, Found] = {}
    for mark in marks:
        openings, closings = places[mark.opening], places[mark.closing]
        if html.count(mark.opening) == html.count(mark.closing) == len(openings) == len(closings) == 1:
            (start, parents, before), (end, same, after) = openings[0], closings[0]
            if start < end and parents == same and before == after:
                found[mark.stretch] = Found(start, end, parents)
    return found
