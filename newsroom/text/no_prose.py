"""Stretches of a text that are no prose: HTML tags, code, the addresses and titles of Markdown links, table rows."""

import re
from collections.abc import Iterator, Sequence

from newsroom.text.spans import MASK, Span

_TAG = re.compile(r"<[A-Za-z/!][^<>\n]{0,400}>")
_INLINE = re.compile(r"(?<!`)`(?!`)[^`\n]{1,2000}(?<!`)`(?!`)|(?<=\])\([^()\n]{1,2000}\)")
_FENCE = re.compile(r"^[ \t]{0,3}(`{3,}|~{3,})[^`\n]*$", re.MULTILINE)
_EMPHASIS = re.compile(r"\*+|(?<!\w)_+(?=\w)|(?<=[\w.,!?”])_+(?!\w)|\[(?=[^\]\n]{1,300}\]\()|\](?=\()")
_ROW = re.compile(r"\|[^\n]*\|")


def stretches_apart(text: str) -> list[Span]:
    """Tags, code and link addresses, in order and apart from each other; marks inside them quote nobody."""
    found = list(_fenced(text)) if "```" in text or "~~~" in text else []
    if "<" in text:
        found.extend(Span(*match.span()) for match in _TAG.finditer(text))
    if "`" in text or "](" in text:
        found.extend(Span(*match.span()) for match in _INLINE.finditer(text))
    apart: list[Span] = []
    for span in sorted(found, key=lambda span: (span.start, -span.end)):
        if not apart or span.start >= apart[-1].end:
            apart.append(span)
    return apart


def _fenced(text: str) -> Iterator[Span]:
    """Blocks between fences; one that is never closed is no code."""
    opened: re.Match[str] | None = None
    for match in _FENCE.finditer(text):
        if opened is None:
            opened = match
        elif match[1].startswith(opened[1]) and match.group().strip() == match[1]:
            yield Span(opened.start(), match.end())
            opened = None


def without_markup(masked: str, apart: Sequence[Span]) -> str:
    """The text with emphasis, links and what is set apart as spaces, so that "said **Ada Roe**" reads like words."""
    if any(sign in masked for sign in "*_["):
        masked = _EMPHASIS.sub(lambda match: " " * len(match.group()), masked)
    pieces: list[str] = []
    at = 0
    for span in apart:
        if masked[span.start] != MASK:
            pieces += (masked[at : span.start], " " * (span.end - span.start))
            at = span.end
    return "".join((*pieces, masked[at:]))


def is_table_row(text: str, block: Span) -> bool:
    """Whether a paragraph is a row of a Markdown table: it begins and ends with a bar."""
    return text[block.start] == "|" and _ROW.fullmatch(text, block.start, block.end) is not None
