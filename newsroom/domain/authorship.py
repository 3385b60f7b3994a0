"""Who wrote a story, and whether somebody named is one of them. A byline is free text, and a name is only asserted."""

import re
from collections.abc import Iterable, Iterator, Sequence

from newsroom.domain.person import Member

_LEAD = re.compile(r"^(?:by|von|par|por|di|af|av|door)(?:\s+|$)", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:[,;/|&+]|\band\b|\bwith\b|\bund\b|\bet\b|\boch\b|\bog\b)\s*", re.IGNORECASE)


def names_in(byline: str) -> tuple[str, ...]:
    """The names of a byline: "By Ida Renner and Bo Lund" → Ida Renner, Bo Lund."""
    whole = _LEAD.sub("", " ".join(byline.split()))
    return tuple(name for part in _BETWEEN.split(whole) if (name := part.strip(" .")))


def is_author(name: str, *, byline: str, members: Sequence[Member] = ()) -> bool:
    """Whether everybody in ``name`` is an author by the byline: by the name, a part of it or its initials, in capitals
    or not. ``members`` tell whose initials are whose. No name at all is nobody, which is not an author."""
    written = list(_known_as(names_in(byline), members))
    named = names_in(name)
    return bool(named) and all(
        any(_same_person(one, author) for one in _known_as([each], members) for author in written) for each in named
    )


def _known_as(names: Iterable[str], members: Sequence[Member]) -> Iterator[str]:
    """Each name, and the full one of the member whose initials it is."""
    for name in names:
        yield name
        short = _letters(name)
        yield from (one.name for one in members if one.initials and _letters(one.initials) == short)


def _same_person(one: str, other: str) -> bool:
    """ "Ida Renner", "renner", "I. Renner" and "IR" may all be one person; "Jonas Renner" is another."""
    first, second = _words(one), _words(other)
    if _is_part_of(first, second) or _is_part_of(second, first):
        return True
    return _is_initials(first, second) or _is_initials(second, first)


def _is_part_of(few: Sequence[str], many: Sequence[str]) -> bool:
    """Whether the words of one name stand in the other in their order, a single letter for the word it begins."""
    rest = iter(many)
    return bool(few) and all(any(_stands_for(word, other) for other in rest) for word in few)


def _stands_for(word: str, other: str) -> bool:
    return word == other or (len(word) == 1 and other.startswith(word))


def _is_initials(short: Sequence[str], name: Sequence[str]) -> bool:
    return len(short) == 1 and len(name) > 1 and short[0] == "".join(word[0] for word in name)


def _words(name: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[\w'’]+", name.casefold()))


def _letters(name: str) -> str:
    return "".join(character for character in name.casefold() if character.isalnum())
