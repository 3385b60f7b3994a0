"""Lists of sources from other programs: what every format of them comes to, and the limits all keep."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from newsroom.domain.errors import BadInput
from newsroom.domain.partial_date import is_partial_date
from newsroom.importing.decode import clean_text
from newsroom.text.dates import dates_in
from newsroom.text.language.en import ENGLISH

LARGEST = 20 * 1024 * 1024
"""Bytes of a file of sources."""
MOST_RECORDS = 20_000
DEEPEST = 50
"""How deep the parts of one record may lie inside one another."""
_LONGEST_TITLE = 1000
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>]*[^\s\"<>.,;)\]}]")
_SLASHED = re.compile(r"(\d{4})[/.](\d{1,2})?(?:[/.](\d{1,2})?)?")
_YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class ReadSource:
    """One good record: its place in the file (from 1), the fields of a source, and its DOI where it has one."""

    number: int
    fields: Mapping[str, object]
    doi: str = ""


@dataclass(frozen=True, slots=True)
class BadRecord:
    """A record that cannot be used: its place in the file (from 1) and why, in one sentence."""

    number: int
    sentence: str


@dataclass(frozen=True, slots=True)
class ReadSources:
    """What a file of sources holds: the good records in its order, the bad ones, and what there is to tell."""

    sources: tuple[ReadSource, ...]
    bad: tuple[BadRecord, ...] = ()
    notices: tuple[str, ...] = ()


def refuse_too_large(data: bytes) -> None:
    """``BadInput`` for a file of more than 20 MB."""
    if len(data) > LARGEST:
        raise BadInput("The file is larger than 20 MB, more than a list of sources can be. Divide it and try again.")


def plain_line(value: object) -> str:
    """A text or number of a record as one line; anything else says nothing."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return " ".join(clean_text(str(value)).text.split())


def title_of(line: str, *, otherwise: Sequence[str]) -> str:
    """The title of a record, or the first of what can stand for one; ``BadInput`` when nothing can."""
    for words in (line, *otherwise):
        if words:
            return words if len(words) <= _LONGEST_TITLE else f"{words[: _LONGEST_TITLE - 1]}…"
    raise BadInput("It has neither a title nor an address, so nobody could find it again. Give it a title.")


def doi_in(*texts: str) -> str:
    """The first DOI in ``texts``, in small letters: ``10.1000/182``."""
    for text in texts:
        found = _DOI.search(text)
        if found is not None:
            return found.group().lower()
    return ""


def address_of(url: str, doi: str) -> tuple[str, str]:
    """The address a source is found at, and what of it must be told in words: an address no browser would open, or a
    DOI beside an address of its own."""
    line = url.strip()
    if line.lower().startswith("www."):
        line = f"https://{line}"
    if not line:
        return (f"https://doi.org/{doi}" if doi else ""), ""
    if not line.lower().startswith(("http://", "https://")):
        return (f"https://doi.org/{doi}" if doi else ""), f"Address as given: {line}"
    return line, f"doi:{doi}" if doi and doi_in(line) != doi else ""


def date_in_words(words: str) -> str | None:
    """The date a free text tells, as precise as it tells it; None when it tells none."""
    line = words.strip()
    if is_partial_date(line):
        return line
    slashed = _SLASHED.match(line)
    if slashed is not None:
        return date_of_parts([part for part in slashed.groups() if part])
    written = dates_in(line[:200], language=ENGLISH)
    if written:
        return written[0].iso
    year = _YEAR.search(line[:200])
    return year.group() if year is not None else None


def date_of_parts(parts: Sequence[object]) -> str | None:
    """Year, month and day as one date, cut short where a part makes none; None without a year from 1 to 9999."""
    numbers: list[int] = []
    for part in parts[:3]:
        line = plain_line(part)
        if not re.fullmatch(r"\d{1,4}", line):
            break
        numbers.append(int(line))
    if not numbers or numbers[0] == 0:
        return None
    for length in range(len(numbers), 0, -1):
        year, *rest = numbers[:length]
        made = "-".join([f"{year:04d}", *(f"{number:02d}" for number in rest)])
        if is_partial_date(made):
            return made
    return None
