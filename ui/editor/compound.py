"""One reported change that is really several: a text dragged elsewhere, a revised copy pasted over everything.

Taken as one edit it would leave every anchor within adrift, so it is split into the edits it stands for.
"""

from __future__ import annotations

from newsroom.domain.anchor import TextEdit

KEPT_AT_LEAST = 16
"""Code points the same words must be long to count as kept; shorter ones stand in any two texts."""


def trimmed(edit: TextEdit) -> TextEdit:
    """The edit without the words both sides begin or end with."""
    removed, inserted = edit.removed, edit.inserted
    same = shared_start(removed, inserted)
    removed, inserted = removed[same:], inserted[same:]
    tail = shared_start(removed[::-1], inserted[::-1]) if removed and inserted else 0
    return TextEdit(edit.at + same, removed[: len(removed) - tail], inserted[: len(inserted) - tail])


def parts_of(edit: TextEdit) -> tuple[TextEdit, ...]:
    """The edits ``edit`` stands for, each with its place in the text the ones before it left."""
    if moved := _as_move(edit):
        return moved
    edit = trimmed(edit)
    if min(len(edit.removed), len(edit.inserted)) < KEPT_AT_LEAST:
        return (edit,) if edit.removed or edit.inserted else ()
    return _by_differences(edit)


def shared_start(first: str, second: str) -> int:
    """How many code points both begin with; by halving, for whole texts may be compared."""
    low, high = 0, min(len(first), len(second))
    while low < high:
        middle = (low + high + 1) // 2
        if first[low:middle] == second[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _as_move(edit: TextEdit) -> tuple[TextEdit, ...]:
    """Dragging turns "middle moved" into "moved middle": the shorter part left and came back on the other side."""
    removed, inserted = edit.removed, edit.inserted
    if len(removed) != len(inserted) or len(removed) < 2 or removed == inserted:
        return ()
    cut = (removed + removed).find(inserted)
    if cut < 1:
        return ()
    head, tail = removed[:cut], removed[cut:]
    if len(tail) <= len(head):
        return TextEdit(edit.at + cut, tail, ""), TextEdit(edit.at, "", tail)
    return TextEdit(edit.at, head, ""), TextEdit(edit.at + len(tail), "", head)


def _by_differences(edit: TextEdit) -> tuple[TextEdit, ...]:
    from newsroom.text.reanchor import differences

    parts: list[TextEdit] = []
    for part in differences(edit.removed, edit.inserted):
        part = TextEdit(edit.at + part.at, part.removed, part.inserted)
        before = parts[-1] if parts else None
        kept_from = before.at + len(before.inserted) if before else edit.at
        kept = part.at - kept_from
        if before and kept < KEPT_AT_LEAST:
            between = edit.inserted[kept_from - edit.at : part.at - edit.at]
            parts[-1] = TextEdit(
                before.at, before.removed + between + part.removed, before.inserted + between + part.inserted
            )
        else:
            parts.append(part)
    return tuple(parts)
