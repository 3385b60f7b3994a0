"""An unmet rule before the house profile has weighed it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """``message`` empty: the sentence of the rule says all there is to say."""

    code: str
    message: str = ""
    start: int | None = None
    end: int | None = None
    record_kind: str | None = None
    record: str | None = None
    hash: str = ""


def shown(words: str, *, limit: int = 60) -> str:
    """Words in quotation marks, cut at a word to about ``limit`` code points; marks they bear are not doubled."""
    flat = " ".join(words.split()).strip('“”"«»„‟')
    if len(flat) <= limit:
        return f"“{flat}”"
    return f"“{flat[:limit].rsplit(' ', 1)[0]} …”"


def told_where(message: str, *, text: str, start: int | None, end: int | None) -> str:
    """``message`` with its line in the text and, where it quotes nothing itself, the words it is about."""
    if start is None or end is None:
        return message
    line = text.count("\n", 0, start) + 1
    words = "" if "“" in message else f" {shown(text[start:end], limit=48)}"
    return f"line {line}{words}: {message}"
