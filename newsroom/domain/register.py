"""The register: all sources of the desk in one table, filtered and sorted (domain.md section 2)."""

import json
from dataclasses import dataclass, fields
from enum import Enum
from typing import Any, cast, get_args

from newsroom.domain.source import SourceType

_TEXTS = ("words", "type", "story", "tag")
_MARKS = ("to_confirm", "without_copy", "in_bin")


class RegisterSort(Enum):
    """What the register is sorted by; the names of columns never come from outside."""

    TITLE = "title"
    PUBLISHER = "publisher"
    PUBLISHED = "published"
    ADDED = "created_at"


@dataclass(frozen=True, slots=True)
class RegisterFilter:
    """What is shown; each part narrows it down further. ``words``: all of them begin words of title, outlet, authors,
    address or description, accents and case aside. ``story``, ``tag``: ids."""

    words: str = ""
    type: SourceType | None = None
    story: str | None = None
    tag: str | None = None
    to_confirm: bool = False
    without_copy: bool = False
    without_story: bool = False
    in_bin: bool = False


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One row of the table."""

    id: str
    type: SourceType
    title: str
    publisher: str
    published: str | None
    created_at: str
    to_confirm: int
    """How many fields are guesses."""
    copies: int
    stories: int
    """In how many stories' files it lies."""
    proposed: bool = False
    tags: tuple[str, ...] = ()
    """The names of its tags, in the order of the alphabet."""


def filter_as_query(wanted: RegisterFilter) -> str:
    """A filter as one line to be kept as a saved search."""
    given = {field.name: getattr(wanted, field.name) for field in fields(wanted)}
    return json.dumps({name: value for name, value in given.items() if value not in ("", None, False)})


def filter_from_query(query: str) -> RegisterFilter:
    """The filter of such a line; what it cannot read of it is left out."""
    try:
        given: object = json.loads(query)
    except ValueError:
        return RegisterFilter(words=query)
    if not isinstance(given, dict):
        return RegisterFilter(words=query)
    read = cast("dict[str, object]", given)
    texts = {name: value for name, value in read.items() if name in _TEXTS and isinstance(value, str)}
    marks = {name: value for name, value in read.items() if name in _MARKS and isinstance(value, bool)}
    if texts.get("type") not in get_args(SourceType):
        texts.pop("type", None)
    return RegisterFilter(**cast("dict[str, Any]", {**texts, **marks}))
