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
_ALIGNMENT = re.compile(r"text-align: (left|center|right);")


class _TooSlow(Exception):
    """The text needs more time than a text of its length may take."""


class _Deadline:
    def __init__(self, length: int) -> None:
        # CPU time of this thread, so that a busy machine does not refuse what a quiet one exports.
        self._end = time.thread_time() + SECONDS + SECONDS_PER_MILLION * length / 1_000_000

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
    """Pictures become their words (nothing remote is ever drawn), styles become classes, headings make room for the
    one ``h1`` of the page."""

    def run(self, root: Element) -> None:
        shift = 1 if root.find(".//h1") is not None else 0
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
            elif shift and re.fullmatch(r"h[1-6]", str(element.tag)):
                element.tag = f"h{min(6, int(element.tag[1]) + shift)}"


def to_html(text: str) -> str:
    """``text`` as an HTML fragment. Refuses, in a sentence, what nests deeper than ``DEEPEST`` or takes too long."""
    _check_limits(text)
    deadline = _Deadline(len(text))
    try:
        return _converter(deadline).convert(text)
    except _TooSlow:
        raise BadInput(
            f"The text of {len(text):,} characters was cut off after {SECONDS:g} s: its brackets or marks are "
            "nested or repeated in a way no page can show. The text itself is kept as it is; take such a run of marks "
            "out of it."
        ) from None
    except RecursionError:
        raise _nested_too_deep() from None


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


def _check_limits(text: str) -> None:
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
