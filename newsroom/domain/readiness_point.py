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
    """Words in quotation marks, cut at a word to about ``limit`` code points."""
    flat = " ".join(words.split())
    if len(flat) <= limit:
        return f"“{flat}”"
    return f"“{flat[:limit].rsplit(' ', 1)[0]} …”"
