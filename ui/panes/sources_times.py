"""Time codes and pages of a saved copy, read from its offsets; and what is said of the signs nobody sees in it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import cast

from newsroom.text.hidden import HiddenCharacter
from newsroom.text.passage import time_words

_MOST_NAMED = 4


def times_of(offsets: str) -> tuple[tuple[int, str], ...]:
    """Where each time code stands (code points), in words, ascending."""
    found: list[tuple[int, str]] = []
    for mark in _marks(offsets, "time"):
        if isinstance(mark, list) and len(pair := cast("list[object]", mark)) == 2 and isinstance(pair[0], int):
            found.append((pair[0], time_words(str(pair[1]))))
    return tuple(sorted(found))


def pages_of(offsets: str) -> tuple[int, ...]:
    """Where each page begins, in code points."""
    return tuple(mark for mark in _marks(offsets, "page") if isinstance(mark, int))


def hidden_words(signs: Iterable[HiddenCharacter]) -> str:
    """``3 signs here are not seen for what they are: zero-width space (2), …``; empty for none."""
    names = Counter(one.name for one in signs)
    number = names.total()
    if not number:
        return ""
    named = [f"{name} ({count})" if count > 1 else name for name, count in names.most_common(_MOST_NAMED)]
    more = ", and others" if len(names) > _MOST_NAMED else ""
    signs_are = "1 sign here is" if number == 1 else f"{number} signs here are"
    return f"{signs_are} not seen for what {'it is' if number == 1 else 'they are'}: {', '.join(named)}{more}."


def _marks(offsets: str, kind: str) -> list[object]:
    try:
        known: object = json.loads(offsets) if offsets else {}
    except ValueError:
        return []
    found = cast("dict[str, object]", known).get(kind) if isinstance(known, dict) else None
    return cast("list[object]", found) if isinstance(found, list) else []
