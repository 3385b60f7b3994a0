"""What is read from a captured file: its text, the way back to page, paragraph or time, and what the file says about
itself. Everything it says of the source is a guess to be confirmed by a person."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from itertools import islice
from typing import Any, cast

from newsroom.importing.decode import clean_text
from newsroom.importing.kinds import UNKNOWN

MOST_TEXT = 20_000_000
"""Code points of one capture; a longer text is no reading."""
MOST_MARKS = 100_000
_MOMENT = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)(?:[T ](?P<minute>\d\d:\d\d)(?::\d\d(?:[.,]\d+)?)?"
    r" ?(?P<zone>Z|[+-]\d\d:?\d\d)?)?(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a page, paragraph, cue of a transcript, note … (`kind`) begins in the text, in code points.

    Numbers count from 1 within their kind; `label` is a name better than the number: the time code of a cue.
    """

    kind: str
    number: int
    start: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class CapturedText:
    """Words of a capture; `url` is what the file gives as its own address.

    `published`, `modified` and `accessed_at` are dates cut to what is known: a day, or a minute with its zone.
    """

    text: str = ""
    marks: tuple[Mark, ...] = ()
    title: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    modified: str = ""
    accessed_at: str = ""
    publisher: str = ""
    url: str = ""
    language: str = ""
    description: str = ""
    encoding: str = ""
    media_type: str = UNKNOWN
    notices: tuple[str, ...] = ()

    @property
    def offsets(self) -> str:
        """The marks as the JSON text a capture keeps: {"page": [start of 1, start of 2, …]}; where marks have names
        of their own {"time": [[start, "00:01:02.000"], …]}."""
        starts: dict[str, list[int | list[int | str]]] = {}
        for mark in self.marks:
            starts.setdefault(mark.kind, []).append([mark.start, mark.label] if mark.label else mark.start)
        return json.dumps(starts, separators=(",", ":")) if starts else ""

    def as_answer(self) -> dict[str, object]:
        """As the parser child sends it: plain JSON values."""
        told: dict[str, object] = {field.name: getattr(self, field.name) for field in fields(self)}
        return {**told, "marks": [[mark.kind, mark.number, mark.start, mark.label] for mark in self.marks]}


def captured_from(answer: Mapping[str, object]) -> CapturedText:
    """The reading a child sent as plain JSON values."""
    known = {field.name: answer[field.name] for field in fields(CapturedText) if field.name in answer}
    known = {name: tuple(value) if isinstance(value, list) else value for name, value in known.items()}  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
    known["marks"] = tuple(Mark(*mark) for mark in cast("list[tuple[str, int, int, str]]", answer.get("marks", [])))
    return CapturedText(**cast("dict[str, Any]", known))


class Pieces:
    """A text put together piece by piece, each cleaned of what an archive cannot hold, with its marks."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._numbers: dict[str, int] = {}
        self.marks: list[Mark] = []
        self.notices: dict[str, None] = {}

    def add(self, words: str, *, kind: str = "", label: str = "", between: str = "\n") -> None:
        """Appends words behind the separator `between` and marks their beginning."""
        if self._parts:
            self._push(between)
        if kind and len(self.marks) < MOST_MARKS:
            number = self._numbers[kind] = self._numbers.get(kind, 0) + 1
            self.marks.append(Mark(kind, number, self._length, label))
        cleaned = clean_text(words)
        self.notices.update(dict.fromkeys(cleaned.notices))
        self._push(cleaned.text)

    def _push(self, words: str) -> None:
        self._parts.append(words)
        self._length += len(words)

    @property
    def length(self) -> int:
        return self._length

    @property
    def text(self) -> str:
        return "".join(self._parts)


def paragraph_marks(text: str, *, each: re.Pattern[str]) -> tuple[Mark, ...]:
    """A mark for each place the pattern finds, up to the number nobody counts to any more."""
    found = islice(each.finditer(text), MOST_MARKS)
    return tuple(Mark("paragraph", number, match.start()) for number, match in enumerate(found, start=1))


def one_line(value: object) -> str:
    """Words of a file about itself, on one line, as an archive can hold them."""
    return " ".join(clean_text(str(value)).text.split()) if value else ""


def moment_in(words: str) -> str:
    """The first ISO date of the words, to the minute with its zone where they tell it; empty when there is none."""
    return next(_moments(words), "")


def _moments(words: str) -> Iterator[str]:
    for match in _MOMENT.finditer(words):
        zone = match["zone"] or ""
        if len(zone) == 5:
            zone = f"{zone[:3]}:{zone[3:]}"
        found = f"{match['day']}T{match['minute']}{zone}" if match["minute"] else match["day"]
        try:
            datetime.fromisoformat(found)
        except ValueError:
            continue
        yield found
