"""Where a Markdown text may be cut so that its pieces, converted one by one, give what the whole text gives.

A cut stands before a block that looks back at nothing: the converter's processors join a block to the one before it
only when it begins with a list mark, a quotation mark or an indent, or holds a definition. Footnotes, abbreviations and
definitions of links speak to the whole text: with one of them nothing is cut.
"""

import re
from collections.abc import Iterator, Sequence

_SPEAKS_TO_ALL = re.compile(r"\][ \t]?:|[\r\x02\x03]")
_OPENS_FENCE = re.compile(r"(?P<fence>`{3,}|~{3,})(?P<named>.*)")
_NAMES_LANGUAGE = re.compile(r" *(?:\.?[\w#.+-]* *)?(?:hl_lines=(?P<quot>\"|').*?(?P=quot) *)?")
_JOINS = re.compile(r" {0,3}(?:>|[*+-] |\d+\. )| {4}")
_DEFINES = re.compile(r" {0,3}: ")
_TAB = 4

Span = tuple[int, int]


def chunk_spans(text: str) -> tuple[Span, ...]:
    """The pieces of ``text`` in order, code points, without the blank lines between them; one when it cannot be cut."""
    if not text.strip():
        return ()
    lines = text.expandtabs(_TAB).split("\n")
    fenced = _fenced_lines(lines)
    if fenced is None or _SPEAKS_TO_ALL.search(text):
        return ((0, len(text)),)
    first_lines = _cuts(lines, fenced)
    starts = _line_starts(text)
    spans: list[Span] = []
    for first, after in zip(first_lines, [*first_lines[1:], len(lines)], strict=True):
        end = starts[after] - 1
        spans.append((starts[first], end - _blank_tail(text, starts[first], end)))
    return tuple(span for span in spans if text[span[0] : span[1]].strip())


def _line_starts(text: str) -> list[int]:
    """Where each line begins, and where one after the last would."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts


def _blank_tail(text: str, start: int, end: int) -> int:
    """How many of the characters before ``end`` are lines of blanks; blanks behind the last words belong to these."""
    kept = text[start:end].rstrip(" \t\n")
    behind = text.find("\n", start + len(kept), end)
    return end - behind if behind >= 0 else 0


def _cuts(lines: Sequence[str], fenced: frozenset[int]) -> list[int]:
    """The numbers of the lines chunks begin with."""
    cuts: list[int] = []
    has_words, defines, defined_before = False, False, False
    before: Sequence[str] = ()
    for first, block in _blocks(lines, fenced):
        if not cuts or (has_words and _begins_anew(block, before)):
            cuts.append(first)
            defined_before, defines = defines, False
        if _has_definition(block):
            # It takes the paragraph above it for its term: then a list of definitions above that goes on.
            if defined_before:
                del cuts[-1]
            defines, defined_before = True, False
        has_words = has_words or any(line.strip() for line in block)
        before = block
    return cuts


def _blocks(lines: Sequence[str], fenced: frozenset[int]) -> Iterator[tuple[int, Sequence[str]]]:
    """Runs of lines between blank ones, with the number of the first; fenced code is one run whatever it holds."""
    first: int | None = None
    for number, line in enumerate(lines):
        # The converter empties lines of blanks, but not the first of the text.
        is_blank = not line.strip(" ") and not (number == 0 and line) and number not in fenced
        if is_blank and first is not None:
            yield first, lines[first:number]
            first = None
        elif not is_blank and first is None:
            first = number
    if first is not None:
        yield first, lines[first:]


def _begins_anew(block: Sequence[str], before: Sequence[str]) -> bool:
    """Whether ``block`` comes out the same whatever stands above it, or stands below a block nothing can join."""
    if not any(line.strip() for line in block) or _has_definition(block):
        return False
    return _stands_alone(block[0]) or _is_plain(before)


def _is_plain(block: Sequence[str]) -> bool:
    """Whether ``block`` surely ends in a paragraph, heading, rule or table, to which nothing is ever joined."""
    return _stands_alone(block[0]) and not _has_definition(block) and not any(map(_JOINS.match, block))


def _has_definition(block: Sequence[str]) -> bool:
    return any(map(_DEFINES.match, block))


def _stands_alone(line: str) -> bool:
    return not line[:1].isspace() and not _JOINS.match(line)


def _fenced_lines(lines: Sequence[str]) -> frozenset[int] | None:
    """The numbers of the lines of fenced code; None when a fence says more than a language, which nobody writes."""
    fenced: set[int] = set()
    at = 0
    while at < len(lines):
        found = _OPENS_FENCE.match(lines[at])
        if found is None:
            at += 1
            continue
        if not _NAMES_LANGUAGE.fullmatch(found["named"]):
            if "{" in found["named"]:
                return None
            at += 1
            continue
        end = next((after for after in range(at + 1, len(lines)) if lines[after].rstrip(" ") == found["fence"]), None)
        if end is not None:
            fenced.update(range(at, end + 1))
        at = at + 1 if end is None else end + 1
    return frozenset(fenced)
