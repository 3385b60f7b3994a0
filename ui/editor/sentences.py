"""The sentence around the caret, in one paragraph. Marks of Markdown at its beginning are no part of it."""

import re

_LEAD = re.compile(r"\s*(?:#{1,6}\s+|>\s?|[-*+]\s+|\d{1,3}[.)]\s+)*")
_QUOTED = re.compile(r"“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|\"[^\"]*\"")


def sentence_in(paragraph: str, offset: int) -> tuple[int, int]:
    """Start and end of the sentence ``offset`` lies in or ends, without the white space around it. A quotation is not
    cut: the stops within it end no sentence of the writer's, the one before its closing mark does."""
    from newsroom.text.language.en import ENGLISH
    from newsroom.text.spans import Span, sentences

    lead = _LEAD.match(paragraph)
    begin = lead.end() if lead else 0
    masked = _QUOTED.sub(_without_stops, paragraph)
    found = sentences(masked, Span(begin, len(masked)), language=ENGLISH)
    for span in found:
        end = span.start + len(paragraph[span.start : span.end].rstrip())
        if offset < span.end or span is found[-1]:
            return min(span.start, end), end
    return offset, offset


def _without_stops(quoted: re.Match[str]) -> str:
    words = quoted.group()
    ends = words[-2] in ".!?…" if len(words) > 2 else False
    inner = re.sub(r"[.!?…]", ",", words)
    return f"{inner[:-2]}.)" if ends else inner
