"""Markdown to an HTML fragment, raw HTML switched off, within limits of nesting and of time.

Nothing here is safe to show before ``sanitise.sanitised`` has had the last word.
"""

import re
import time
from re import Match, Pattern
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from newsroom.domain.errors import BadInput

EXTENSIONS = ("tables", "fenced_code", "footnotes", "def_list", "abbr", "sane_lists")
"""``extra`` of Python-Markdown without attribute lists and Markdown in HTML: both let a text set attributes."""

SECONDS = 1.2
SECONDS_PER_MILLION = 6.0
"""CPU seconds a conversion may take, and how many more per million code points; ordinary prose needs a tenth."""

DEEPEST = 40
_MOST_ABBREVIATIONS = 500
_MOST_FENCE_WORK = 40_000_000

_NESTING = re.compile(r"^[ \t>*+\-\d.]{2,}", re.MULTILINE)
_LEVEL = re.compile(r">|[*+-](?=[ \t])|\d\.(?=[ \t])|\t| {4}")
_ABBREVIATION = re.compile(r"^ {0,3}\*\[", re.MULTILINE)
_FENCE = re.compile(r"^(?:```|~~~)", re.MULTILINE)
_HEADING_TAG = re.compile(r"(</?h)([1-6])>")
_ALIGNMENT = re.compile(r"text-align: (left|center|right);")


class _TooSlow(Exception):
    """The text needs more time than a text of its length may take."""


class _Deadline:
    def __init__(self) -> None:
        self._end = 0.0

    def allow(self, seconds: float) -> None:
        # CPU time of this thread, so that a busy machine does not refuse what a quiet one exports.
        self._end = time.thread_time() + seconds

    def check(self) -> None:
        if time.thread_time() > self._end:
            raise _TooSlow


class _WatchedBlocks(BlockProcessor):
    """Looks at the clock before each block and never takes one."""

    def __init__(self, parser: Any, *, deadline: _Deadline) -> None:
        super().__init__(parser)
        self._deadline = deadline

    def test(self, parent: Element, block: str) -> bool:
        self._deadline.check()
        return False


class _WatchedPattern(InlineProcessor):
    """An inline pattern of the library that looks at the clock at each match."""

    def __init__(self, pattern: InlineProcessor, *, deadline: _Deadline) -> None:
        super().__init__(pattern.pattern)
        self._watched = pattern
        self._deadline = deadline
        vars(self)["ANCESTOR_EXCLUDES"] = pattern.ANCESTOR_EXCLUDES

    def getCompiledRegExp(self) -> Pattern[str]:  # noqa: N802
        self._deadline.check()
        return self._watched.getCompiledRegExp()

    def handleMatch(self, m: Match[str], data: str) -> Any:  # noqa: N802
        self._deadline.check()
        return self._watched.handleMatch(m, data)


class _ForReaders(Treeprocessor):
    """Pictures become their words (nothing remote is ever drawn), styles become classes."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag == "img":
                words = element.get("alt") or ""
                element.attrib.clear()
                element.tag, element.text = "span", words
                element.set("class", "picture")
            elif element.tag in ("td", "th"):
                found = _ALIGNMENT.search(element.attrib.pop("style", ""))
                if found:
                    element.set("class", found[1])


class Converter:
    """Converts texts one after the other, each as if it were the only one. Not for two threads at once."""

    def __init__(self) -> None:
        self._deadline = _Deadline()
        self._markdown = _converter(self._deadline)

    def convert(self, text: str, *, seconds: float, whole: int = 0) -> str:
        """``text`` as an HTML fragment whose headings are as written. Refused when it takes more than ``seconds`` of
        CPU time or nests too deep; ``whole`` is the length of the text it is a piece of, for that sentence."""
        self._deadline.allow(seconds)
        try:
            return self._markdown.reset().convert(text)
        except (_TooSlow, RecursionError) as cut_off:
            # The parser stopped in the middle: it knows no way back to a clean state.
            self._markdown = _converter(self._deadline)
            raise (
                _nested_too_deep() if isinstance(cut_off, RecursionError) else too_slow(whole or len(text))
            ) from None


def to_html(text: str) -> str:
    """``text`` as an HTML fragment. Refuses, in a sentence, what nests deeper than ``DEEPEST`` or takes too long."""
    check_limits(text)
    html = Converter().convert(text, seconds=seconds_allowed(len(text)))
    return with_room_for_title(html) if holds_title(html) else html


def seconds_allowed(length: int) -> float:
    """The CPU seconds a text of ``length`` code points may take."""
    return SECONDS + SECONDS_PER_MILLION * length / 1_000_000


def holds_title(html: str) -> bool:
    """Whether a converted fragment has a first-level heading; words and attributes never hold a bare ``<``."""
    return "<h1>" in html


def with_room_for_title(html: str) -> str:
    """A converted fragment with each heading one level lower, for the page has an ``h1`` of its own."""
    return _HEADING_TAG.sub(lambda tag: f"{tag[1]}{min(6, int(tag[2]) + 1)}>", html)


def too_slow(length: int) -> BadInput:
    return BadInput(
        f"The text of {length:,} characters was cut off after {SECONDS:g} s: its brackets or marks are "
        "nested or repeated in a way no page can show. The text itself is kept as it is; take such a run of marks "
        "out of it."
    )


def _converter(deadline: _Deadline) -> Markdown:
    converter = Markdown(extensions=list(EXTENSIONS), output_format="html", tab_length=4)
    converter.preprocessors.deregister("html_block")
    converter.inlinePatterns.deregister("html")
    for name, priority in _inline_names(converter):
        pattern = converter.inlinePatterns[name]
        if isinstance(pattern, InlineProcessor):
            converter.inlinePatterns.register(_WatchedPattern(pattern, deadline=deadline), name, priority)
    converter.parser.blockprocessors.register(_WatchedBlocks(converter.parser, deadline=deadline), "watch", 1000)
    converter.treeprocessors.register(_ForReaders(converter), "for_readers", 5)
    return converter


# The inline patterns that remain, with the library's own priorities: its registry tells them to nobody.
_PRIORITIES = {
    "backtick": 190, "escape": 180, "footnote": 175, "reference": 170, "link": 160, "image_link": 150,
    "image_reference": 140, "short_reference": 130, "short_image_ref": 125, "autolink": 120, "automail": 110,
    "linebreak": 100, "entity": 80, "em_strong": 60, "em_strong2": 50,
}  # fmt: skip


def _inline_names(converter: Markdown) -> list[tuple[str, int]]:
    return [(name, priority) for name, priority in _PRIORITIES.items() if name in converter.inlinePatterns]


def check_limits(text: str) -> None:
    """Refuses, in a sentence, what can be seen to be beyond a page before it is converted."""
    for run in _NESTING.finditer(text):
        is_rule = text[run.end() : run.end() + 1] in ("", "\n") and len(set(run.group()) - {" ", "\t"}) <= 1
        if len(_LEVEL.findall(run.group())) > DEEPEST and not (is_rule and run.group().strip()[:1] in "*-"):
            line = text.count("\n", 0, run.start()) + 1
            raise _nested_too_deep(f" at line {line}")
    if len(_ABBREVIATION.findall(text)) > _MOST_ABBREVIATIONS:
        raise BadInput(
            f"The text defines more than {_MOST_ABBREVIATIONS} abbreviations. Take those out it does not use."
        )
    if len(_FENCE.findall(text)) * len(text) > _MOST_FENCE_WORK:
        raise BadInput("The text opens more blocks of code than a page can show. Close each block, or take some out.")


def _nested_too_deep(where: str = "") -> BadInput:
    return BadInput(
        f"The text{where} nests lists, quotations or definitions deeper than a page can show (at most {DEEPEST}). "
        "The text itself is kept as it is; take levels out of it."
    )
