"""Strong, emphatic and linked words: the edits that put Markdown's signs round them or take them off."""

from __future__ import annotations

import re
from typing import NamedTuple

from newsroom.domain.anchor import TextEdit

_WORD = re.compile(r"[\w'’\-]+")
_HEADING = re.compile(r" {0,3}#{1,6}(?: +|\Z)")
_BULLET = re.compile(r"\s*[-*+] +")
_NUMBER = re.compile(r"\s*\d{1,9}[.)] +")
ADDRESS = re.compile(r"(?:https?://|mailto:)\S+\Z")


class Markup(NamedTuple):
    """Edits ascending in the text as it was, and what is selected afterwards (the caret when both are equal)."""

    edits: tuple[TextEdit, ...]
    start: int
    end: int


def toggled(text: str, start: int, end: int, sign: str, *, base: int = 0) -> Markup:
    """``sign`` round the words from ``start`` to ``end`` of ``text``, paragraph by paragraph; taken off when it stands
    there already. ``base`` is where ``text`` begins.

    Without a selection the word at the caret is meant, the caret stays in it and nothing is selected; a caret before
    the closing sign steps over it, so that the same key begins and ends strong words while one types.
    """
    if start == end:
        return _toggled_at(text, start, sign, base)
    pieces = [piece for piece in _lines(text, start, end) if piece[0] < piece[1]]
    if not pieces:
        return Markup((), base + start, base + end)
    off = all(_wears(text, piece, sign) for piece in pieces)
    edits: list[TextEdit] = []
    for first, last in pieces:
        edits += _bared(text, first, last, sign) if off else [TextEdit(first, "", sign), TextEdit(last, "", sign)]
    first, last = pieces[0][0], pieces[-1][1]
    grown = sum(edit.growth for edit in edits if edit.at < last)
    lead = -len(sign) if off and text[:first].endswith(sign) else len(sign) * (not off)
    return Markup(_shifted(edits, base), base + first + lead, base + last + grown)


def _toggled_at(text: str, caret: int, sign: str, base: int) -> Markup:
    """The same with nothing selected: what is selected afterwards is nothing either."""
    width = len(sign)
    if _is_run(text[:caret][::-1], sign) and _is_run(text[caret:], sign):
        return Markup((TextEdit(base + caret - width, sign * 2, ""),), base + caret - width, base + caret - width)
    if _closes(text, caret, sign):
        return Markup((), base + caret + width, base + caret + width)
    first, last = _word_at(text, caret)
    if first == last:
        return Markup((TextEdit(base + caret, "", sign * 2),), base + caret + width, base + caret + width)
    if _wears(text, (first, last), sign):
        edits, lead = _bared(text, first, last, sign), -width
    else:
        edits, lead = [TextEdit(first, "", sign), TextEdit(last, "", sign)], width
    return Markup(_shifted(edits, base), base + caret + lead, base + caret + lead)


def _closes(text: str, caret: int, sign: str) -> bool:
    """Whether the sign stands behind the caret and ends what the same sign has begun in the line."""
    before = text[text.rfind("\n", 0, caret) + 1 : caret]
    if not _is_run(text[caret:], sign) or not before.strip("*") or before[-1].isspace():
        return False
    begun = [run for run in re.findall(r"\*+", before) if _is_run(run, sign)]
    return len(begun) % 2 == 1


def _shifted(edits: list[TextEdit], base: int) -> tuple[TextEdit, ...]:
    return tuple(TextEdit(base + edit.at, edit.removed, edit.inserted) for edit in edits)


def begun(text: str, start: int, end: int, sign: str, *, base: int = 0) -> Markup:
    """The lines of ``text`` begun with ``sign`` (``## `` or ``- ``) in place of what they begin with; taken off when
    all of them are such lines already, a heading of any level. The selection keeps its words."""
    lines = text.split("\n")
    kind = _HEADING if sign.startswith("#") else _BULLET
    meant = [number for number, line in enumerate(lines) if line.strip() or len(lines) == 1]
    off = all(kind.match(lines[number]) for number in meant)
    edits: list[TextEdit] = []
    at = 0
    for number, line in enumerate(lines):
        worn = (_HEADING.match(line) or _BULLET.match(line) or _NUMBER.match(line)) if number in meant else None
        old, new = worn.group() if worn else "", "" if off else sign
        if number in meant and old != new:
            edits.append(TextEdit(at, old, new))
        at += len(line) + 1
    return Markup(_shifted(edits, base), base + _carried(start, edits), base + _carried(end, edits))


def _carried(offset: int, edits: list[TextEdit]) -> int:
    """Where an offset goes when signs come or go before it; one within a sign goes behind it."""
    moved = offset
    for edit in edits:
        if edit.at <= offset:
            moved += len(edit.inserted) - min(len(edit.removed), offset - edit.at)
    return moved


def linked(text: str, start: int, end: int, *, address: str, base: int = 0) -> Markup:
    """A link on the words; the caret goes where something is missing, ``address`` being empty when none is known."""
    if start == end:
        start, end = _word_at(text, start)
    words = text[start:end]
    if ADDRESS.match(words):
        return Markup((TextEdit(base + start, words, f"[]({words})"),), base + start + 1, base + start + 1)
    edits = (TextEdit(base + start, "", "["), TextEdit(base + end, "", f"]({address})"))
    caret = base + start + 1 if not words else base + end + 3 + len(address) + (1 if address else 0)
    return Markup(edits, caret, caret)


def _word_at(text: str, offset: int) -> tuple[int, int]:
    for word in _WORD.finditer(text):
        if word.start() <= offset <= word.end():
            return word.span()
    return offset, offset


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The selected part of each line, without white space at its ends."""
    pieces: list[tuple[int, int]] = []
    at = start
    for line in text[start:end].split("\n"):
        lead = len(line) - len(line.lstrip())
        pieces.append((at + lead, at + max(lead, len(line.rstrip()))))
        at += len(line) + 1
    return pieces


def _wears(text: str, piece: tuple[int, int], sign: str) -> bool:
    first, last = piece
    inside = text[first:last]
    if len(inside) > 2 * len(sign) and _ends_with_sign(inside, sign):
        return True
    around = text[max(0, first - 3) : first], text[last : last + 3]
    return _is_run(around[0][::-1], sign) and _is_run(around[1], sign)


def _ends_with_sign(words: str, sign: str) -> bool:
    return _is_run(words, sign) and _is_run(words[::-1], sign)


def _is_run(words: str, sign: str) -> bool:
    """Whether the asterisks ``words`` begin with hold this sign: one, two, or both as three."""
    run = len(words) - len(words.lstrip("*"))
    return run in (len(sign), 3)


def _bared(text: str, first: int, last: int, sign: str) -> list[TextEdit]:
    width = len(sign)
    if _ends_with_sign(text[first:last], sign) and last - first > 2 * width:
        return [TextEdit(first, sign, ""), TextEdit(last - width, sign, "")]
    return [TextEdit(first - width, sign, ""), TextEdit(last, sign, "")]
