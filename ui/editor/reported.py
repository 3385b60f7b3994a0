"""What a change reported by Qt really was. Qt reports too much: whole paragraphs after an input method has written,
from the first to the last place after a drag, and changes of the looks as if the words were new."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from newsroom.domain.anchor import TextEdit
from ui.editor.compound import trimmed
from ui.editor.positions import code_points_before

if TYPE_CHECKING:
    from PySide6.QtGui import QTextBlock, QTextDocument

    from ui.editor.lines_of_text import LinesOfText

Found = tuple[TextEdit, int, int, list[str]]
"""The edit, the first and the last line of the old text it lies in, and the lines that stand there now."""


def reported_edit(
    lines: LinesOfText,
    document: QTextDocument,
    position: int,
    removed: int,
    added: int,
    *,
    caret: Callable[[], int] | None,
) -> Found | None:
    """The change in code points, not yet trimmed unless only words came or only words went; None when there is none.

    ``position``, ``removed`` and ``added`` are UTF-16 units as reported; ``lines`` are the old text still.
    """
    block = document.findBlock(position)
    first = block.blockNumber()
    end = document.findBlock(min(position + added, document.characterCount() - 1)).blockNumber()
    last = end - (document.blockCount() - len(lines))
    old_lines, new_lines = lines.lines(first, last), _texts(block, end - first + 1)
    if old_lines == new_lines:
        return None
    old, new = "\n".join(old_lines), "\n".join(new_lines)
    begin = position - block.position()
    at = _within(new, begin)
    old_end, new_end = _within(old, begin + removed), _within(new, begin + added)
    if old[:at] != new[:at] or old[old_end:] != new[new_end:]:
        at, old_end, new_end = 0, len(old), len(new)
    base = lines.start_of(block)
    edit = TextEdit(base + at, old[at:old_end], new[at:new_end])
    if edit.removed and edit.inserted:
        small = trimmed(edit)
        if not small.removed or not small.inserted:
            place = None if caret is None else base + _within(new, caret() - block.position())
            edit = _at_the_caret(small, edit, place)
    return edit, first, last, new_lines


def _texts(block: QTextBlock, count: int) -> list[str]:
    texts: list[str] = []
    for _ in range(count):
        texts.append(block.text())
        block = block.next()
    return texts


def _within(text: str, utf16: int) -> int:
    return max(0, min(utf16, len(text))) if text.isascii() else code_points_before(text, utf16)


def _at_the_caret(small: TextEdit, reported: TextEdit, caret: int | None) -> TextEdit:
    """The same insertion or deletion slid to where the caret is: in "aa" either letter may have been typed."""
    if caret is None:
        return small
    words = small.inserted or small.removed
    back = small.at - (caret - len(small.inserted))
    whole = reported.inserted if small.inserted else reported.removed
    start = small.at - reported.at
    if not 0 < back <= start or whole[start - back : start] != whole[start - back + len(words) : start + len(words)]:
        return small
    slid = whole[start - back : start - back + len(words)]
    at = small.at - back
    return TextEdit(at, "", slid) if small.inserted else TextEdit(at, slid, "")
