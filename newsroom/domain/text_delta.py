"""A text as what differs from another: splices in the base, kept as compact JSON. Offsets are code points.

A splice is (at, removed, inserted): at offset ``at`` of the base ``removed`` code points gave way to the words
``inserted``. Splices of a delta stand in order and never touch each other.
"""

import json
from collections.abc import Iterable, Sequence
from typing import cast

Splice = tuple[int, int, str]
Delta = tuple[Splice, ...]

_STRIDE = 4096


def edit_between(old: str, new: str) -> Splice | None:
    """The one splice that turns ``old`` into ``new``, without what both have at their ends; None for equal texts."""
    if old == new:
        return None
    shorter = min(len(old), len(new))
    start = _common_start(old, new, shorter)
    end = _common_end(old, new, shorter - start)
    return start, len(old) - end - start, new[start : len(new) - end]


def followed_by(delta: Delta, edit: Splice) -> Delta:
    """The delta from the same base after one more edit, which is told in offsets of the text ``delta`` makes."""
    at, removed, inserted = edit
    before: list[Splice] = []
    touched: list[tuple[Splice, int]] = []
    after: list[Splice] = []
    growth = 0
    growth_before = 0
    for splice in delta:
        place = splice[0] + growth
        growth += len(splice[2]) - splice[1]
        if place + len(splice[2]) < at:
            before.append(splice)
            growth_before = growth
        elif place > at + removed:
            after.append(splice)
        else:
            touched.append((splice, place))
    if not touched:
        return (*before, (at - growth_before, removed, inserted), *after)
    return (*before, _melted(touched, edit, growth_before), *after)


def _melted(touched: Sequence[tuple[Splice, int]], edit: Splice, growth_before: int) -> Splice:
    """The splices an edit touches, and the edit, as one."""
    at, removed, inserted = edit
    (first, first_place), (last, last_place) = touched[0], touched[-1]
    end, last_end = at + removed, last_place + len(last[2])
    start_in_base = min(first[0], at - growth_before)
    end_in_base = last[0] + last[1] + max(0, end - last_end)
    head = first[2][: max(0, at - first_place)]
    tail = last[2][max(0, end - last_place) :] if end < last_end else ""
    return start_in_base, end_in_base - start_in_base, head + inserted + tail


def applied(base: str, delta: Iterable[Splice]) -> str:
    """The text a delta makes of its base; a splice that does not lie in the base is refused with a ValueError."""
    parts: list[str] = []
    done = 0
    for at, removed, inserted in delta:
        if at < done or removed < 0 or at + removed > len(base):
            raise ValueError(f"a splice at {at} does not lie in a text of {len(base)} characters")
        parts += (base[done:at], inserted)
        done = at + removed
    return "".join([*parts, base[done:]])


def packed(delta: Delta) -> str:
    """The delta as stored."""
    return json.dumps(delta, ensure_ascii=False, separators=(",", ":"))


def unpacked(stored: str) -> Delta:
    """The delta of what ``packed`` gave; anything else is refused with a ValueError."""
    content: object = json.loads(stored)
    splices: list[Splice] = []
    for entry in cast("list[object]", content) if isinstance(content, list) else [content]:
        values = cast("list[object]", entry) if isinstance(entry, list) else []
        if len(values) != 3:
            raise ValueError(f"{entry!r} is no splice of a stored delta")
        at, removed, inserted = values
        if not (isinstance(at, int) and isinstance(removed, int) and isinstance(inserted, str)):
            raise ValueError(f"{entry!r} is no splice of a stored delta")
        splices.append((at, removed, inserted))
    return tuple(splices)


def _common_start(old: str, new: str, most: int) -> int:
    """How many code points both begin with: whole stretches first, for a key changes one place of a long text."""
    at = 0
    while at + _STRIDE <= most and old[at : at + _STRIDE] == new[at : at + _STRIDE]:
        at += _STRIDE
    while at < most and old[at] == new[at]:
        at += 1
    return at


def _common_end(old: str, new: str, most: int) -> int:
    done = 0
    left, right = len(old), len(new)
    while (
        done + _STRIDE <= most
        and old[left - done - _STRIDE : left - done] == new[right - done - _STRIDE : right - done]
    ):
        done += _STRIDE
    while done < most and old[left - done - 1] == new[right - done - 1]:
        done += 1
    return done
