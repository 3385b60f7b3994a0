"""A finding of the text itself, with its place and one sentence for the person."""

from dataclasses import dataclass

from newsroom.text.spans import Span


@dataclass(frozen=True, slots=True)
class ProseFlag:
    """A finding of the text itself: code, place (code points), and one whole sentence for the person. ``sentence`` is
    what an answer to it holds for: while it stays, so does the answer."""

    code: str
    start: int
    end: int
    message: str
    sentence: str = ""
    instead: str = ""
    """What could stand there instead, where it can be told."""


def flag_at(code: str, text: str, place: Span, around: Span, message: str) -> ProseFlag:
    """A finding at ``place`` whose answer holds for the words of ``around``."""
    return ProseFlag(code, place.start, place.end, message, " ".join(text[around.start : around.end].split()))
