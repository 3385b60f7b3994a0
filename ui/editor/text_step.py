"""One step of the words on the timeline: edits in the order they were made, and the places they cannot bring home."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from newsroom.domain.anchor import Place, TextEdit

if TYPE_CHECKING:
    from collections.abc import Mapping

_SENTENCE_OVER = r"[.!?…][\"”’»)\]]*\s\Z"


class Change:
    """One edit. ``before`` are the places it overlapped as they were, ``after`` the same anchors once it was taken
    back; all others come home by the reverse edit."""

    def __init__(self, edit: TextEdit, before: dict[str, Place]) -> None:
        self.edit = edit
        self.before = before
        self.after: dict[str, Place] = {}


class TextStep:
    """Edits that are taken back together. ``turn`` does them on the document, forward or back."""

    def __init__(self, label: str, changes: list[Change], *, turn: Callable[[TextStep, bool], None]) -> None:
        self.label = label
        self.changes = changes
        self._turn = turn

    def undo(self) -> None:
        self._turn(self, False)

    def redo(self) -> None:
        self._turn(self, True)

    def add(self, edit: TextEdit, before: Mapping[str, Place]) -> None:
        """Takes one more edit in; typing grows the edit before it, so that a step of a thousand keys stays small."""
        newest = self.changes[-1]
        joined = _joined(newest.edit, edit)
        if joined is None or not before.keys() <= newest.before.keys():
            self.changes.append(Change(edit, dict(before)))
        else:
            newest.edit = joined

    def continued_by(self, edit: TextEdit) -> bool:
        """Whether a person would take the edit for more of the same: typing on in the sentence, deleting on."""
        newest = self.changes[-1].edit
        if "\n" in edit.inserted or _joined(newest, edit) is None:
            return False
        return not (edit.inserted and re.search(_SENTENCE_OVER, newest.inserted[-8:]))


def label_of(edit: TextEdit) -> str:
    """What the step is called after "Undo"."""
    return "Typing" if edit.inserted else "Deleting"


def _joined(first: TextEdit, second: TextEdit) -> TextEdit | None:
    """Both edits as one, when the second goes on where the first ended."""
    if not second.removed and first.inserted and second.at == first.at + len(first.inserted):
        return TextEdit(first.at, first.removed, first.inserted + second.inserted)
    if first.inserted or second.inserted:
        return None
    if second.end == first.at:
        return TextEdit(second.at, second.removed + first.removed, "")
    if second.at == first.at:
        return TextEdit(first.at, first.removed + second.removed, "")
    return None
