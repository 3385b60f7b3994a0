"""Whether what we hold is still what it was: kept files found changed or missing, and what a notice about a source
takes back of the evidence (domain.md sections 2 and 3)."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from newsroom.domain.source import Capture, NoticeKind, SourceNotice

FileState = Literal["whole", "changed", "missing", "unreadable"]

FILE_STATE_WORDS: dict[FileState, str] = {
    "whole": "as it was kept",
    "changed": "no longer what was kept",
    "missing": "missing from the desk",
    "unreadable": "there, but cannot be read",
}

NOTICE_WORDS: dict[NoticeKind, str] = {
    "corrected": "was corrected",
    "retracted": "was retracted",
    "recanted": "was taken back by whoever said it",
    "removed": "was taken down",
    "forged": "turned out to be forged",
}

_NUMBERED = re.compile(r"(?P<kind>[a-z]+)\s+(?P<number>\d{1,7})")
_TIME = re.compile(r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})(?:\.\d+)?")
_QUOTES = "'\"‘’“”«»„"
_MOST_WORDS = 2_000


@dataclass(frozen=True, slots=True)
class FileTrouble:
    """A kept file that is not what was kept, as this session found it; ``file`` is the id of the ``OriginalFile``."""

    file: str
    state: FileState


@dataclass(frozen=True, slots=True)
class Passage:
    """What an item of evidence, or a quote, rests on: its words and its locator, and the copies they may stand in."""

    words: tuple[str, ...]
    locator: str
    captures: tuple[Capture, ...]


def notice_reaches(notice: SourceNotice, passage: Passage) -> bool:
    """Whether a notice speaks of what rests on ``passage``: of everything when it is about the whole source, else only
    of words or places that lie in the passage it names, or hold it."""
    if notice.reach == "whole":
        return True
    named, words = notice.passage.strip(), [one for one in passage.words if one.strip()]
    if not named:
        return False
    if any(_flat(named) in _flat(one) or _flat(one) in _flat(named) for one in words):
        return True
    if passage.locator and _lies_under(passage.locator, named):
        return True
    return any(_overlap_in(copy, named, words, passage.locator) for copy in passage.captures)


def _overlap_in(copy: Capture, named: str, words: Sequence[str], locator: str) -> bool:
    taken = place_of_words(copy.text, named) or place_of_locator(copy, named)
    if taken is None:
        return False
    found = [place for one in words if (place := place_of_words(copy.text, one)) is not None]
    if not words and (place := place_of_locator(copy, locator)) is not None:
        found.append(place)
    return any(start < taken[1] and taken[0] < end for start, end in found)


def place_of_words(text: str, words: str) -> tuple[int, int] | None:
    """Where words first stand in a text (code points), whatever the white space and the form of quotation marks."""
    parts = words.split()
    if not parts or len(parts) > _MOST_WORDS:
        return None
    if (at := text.find(words)) >= 0:
        return at, at + len(words)
    either = f"[{re.escape(_QUOTES)}]"
    pattern = r"\s+".join(re.sub(either, lambda _: either, re.escape(part)) for part in parts)
    match = re.search(pattern, text)
    return match.span() if match else None


def place_of_locator(copy: Capture, locator: str) -> tuple[int, int] | None:
    """The stretch of a copy's text (code points) a locator such as ``page 3``, ``paragraph 12`` or ``1:02:03`` names;
    None when the copy does not know it."""
    wanted = locator.strip().casefold()
    marks = _marks(copy.offsets)
    numbered, timed = _NUMBERED.fullmatch(wanted), _TIME.fullmatch(wanted)
    if numbered is not None:
        places, number = marks.get(numbered["kind"], []), int(numbered["number"])
    elif timed is not None:
        places = marks.get("time", [])
        number = sum(_seconds(label) <= _seconds(wanted) for _, label in places)
    else:
        return None
    if not 1 <= number <= len(places):
        return None
    end = places[number][0] if number < len(places) else len(copy.text)
    return places[number - 1][0], end


def _marks(offsets: str) -> dict[str, list[tuple[int, str]]]:
    try:
        known: object = json.loads(offsets) if offsets else {}
    except ValueError:
        return {}
    if not isinstance(known, dict):
        return {}
    read = {kind: list(_begins(marks)) for kind, marks in cast("dict[str, object]", known).items()}
    return {kind: marks for kind, marks in read.items() if marks}


def _begins(marks: object) -> Iterable[tuple[int, str]]:
    for mark in cast("list[object]", marks) if isinstance(marks, list) else ():
        if isinstance(mark, int):
            yield mark, ""
        elif isinstance(mark, list) and mark and isinstance(first := cast("list[object]", mark)[0], int):
            yield first, str(cast("list[object]", mark)[-1])


def _seconds(code: str) -> int:
    match = _TIME.fullmatch(code.strip())
    return sum(int(part or 0) * unit for part, unit in zip(match.groups(), (3600, 60, 1), strict=True)) if match else -1


def _lies_under(locator: str, named: str) -> bool:
    """``page 3, paragraph 2`` lies under ``page 3``, ``page 31`` does not."""
    inner, outer = _flat(locator), _flat(named)
    return inner == outer or inner.startswith((f"{outer},", f"{outer} "))


def _flat(words: str) -> str:
    plain = re.sub(f"[{re.escape(_QUOTES)}]", "'", words)
    return " ".join(plain.casefold().split())
