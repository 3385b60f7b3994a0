"""The words of a document beside Qt's own copy: one string per block, so that a key costs the length of a paragraph.

Offsets are code points unless a name says ``utf16``. Blocks without a character beyond U+FFFF, nearly all, are mapped
by identity.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCursor

from ui.editor.positions import astral_count, code_points_before, has_astral

if TYPE_CHECKING:
    from PySide6.QtGui import QTextBlock, QTextDocument

    from newsroom.domain.anchor import TextEdit

FENCE_SIGN = re.compile(r" {0,3}(?:```|~~~)")


class LinesOfText:
    """A shadow of ``document``, which must be told of each change by ``replace_lines``."""

    def __init__(self, document: QTextDocument, text: str) -> None:
        self._document = document
        self._lines = text.split("\n")
        self._astral = [astral_count(line) for line in self._lines] if has_astral(text) else [0] * len(self._lines)
        self._all_astral = sum(self._astral)
        self._fences: tuple[int, ...] | None = None
        # A single sign is looked for much faster than three.
        self._has_fences = any(sign in text and sign * 3 in text for sign in "`~")
        # Up to which block the characters beyond U+FFFF have been counted, and how many there were.
        self._counted = (0, 0)

    def __len__(self) -> int:
        return len(self._lines)

    def text(self) -> str:
        return "\n".join(self._lines)

    def line(self, number: int) -> str:
        return self._lines[number]

    def lines(self, first: int, last: int) -> list[str]:
        """The lines ``first`` to ``last``, the last included."""
        return self._lines[first : last + 1]

    def astral_in(self, number: int) -> int:
        """How many characters of the line need two UTF-16 units."""
        return self._astral[number]

    @property
    def fences(self) -> tuple[int, ...]:
        """The numbers of the lines that begin or end fenced code."""
        if not self._has_fences:
            return ()
        if self._fences is None:
            self._fences = tuple(number for number, line in enumerate(self._lines) if FENCE_SIGN.match(line))
        return self._fences

    def start_of(self, block: QTextBlock) -> int:
        """The offset of the first character of a block."""
        return block.position() - self._astral_before(block.blockNumber())

    def to_code_points(self, utf16: int) -> int:
        """Qt's offset as ours; one past the end is the end."""
        if not self._all_astral:
            return max(0, min(utf16, self._document.characterCount() - 1))
        block = self._block_at(utf16)
        number, within = block.blockNumber(), utf16 - block.position()
        return self.start_of(block) + self._within(number, within)

    def to_utf16(self, offset: int) -> int:
        """Our offset as Qt's; one past the end is the end."""
        last = self._document.characterCount() - 1
        if not self._all_astral:
            return max(0, min(offset, last))
        utf16 = max(0, offset)
        # Each look finds more characters of two units before the place, until no more come.
        while (more := offset + self._astral_up_to(min(utf16, last))) > utf16:
            utf16 = more
        return min(utf16, last)

    def words(self, start: int, end: int) -> str:
        """The text from ``start`` to ``end``."""
        if end <= start:
            return ""
        block = self._document.findBlock(self.to_utf16(start))
        number, begin = block.blockNumber(), start - self.start_of(block)
        line = self._lines[number]
        wanted = end - start
        if begin + wanted <= len(line):
            return line[begin : begin + wanted]
        parts, had = [line[begin:]], len(line) - begin
        while had < wanted and number + 1 < len(self._lines):
            number += 1
            parts.append(self._lines[number])
            had += 1 + len(self._lines[number])
        return "\n".join(parts)[:wanted]

    def splice(self, cursor: QTextCursor, edit: TextEdit) -> None:
        """Does the edit in Qt's document, through a cursor of it, and here."""
        start, end = self.to_utf16(edit.at), self.to_utf16(edit.end)
        first, last = self._document.findBlock(start), self._document.findBlock(end)
        numbers = first.blockNumber(), last.blockNumber()
        old = "\n".join(self.lines(*numbers))
        begin = edit.at - self.start_of(first)
        new = old[:begin] + edit.inserted + old[begin + len(edit.removed) :]
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(edit.inserted)
        self.replace_lines(*numbers, new.split("\n"))

    def replace_lines(self, first: int, last: int, lines: list[str]) -> None:
        """The lines ``first`` to ``last``, the last included, gave way to ``lines``."""
        if self._counted[0] > first:
            self._astral_before(first)
        counts = [astral_count(line) for line in lines]
        self._fences = None
        self._has_fences = self._has_fences or any(FENCE_SIGN.match(line) for line in lines)
        self._all_astral += sum(counts) - sum(self._astral[first : last + 1])
        self._lines[first : last + 1] = lines
        self._astral[first : last + 1] = counts

    def _block_at(self, utf16: int) -> QTextBlock:
        block = self._document.findBlock(max(0, utf16))
        return block if block.isValid() else self._document.lastBlock()

    def _within(self, number: int, utf16: int) -> int:
        line = self._lines[number]
        if not self._astral[number]:
            return max(0, min(utf16, len(line)))
        return code_points_before(line, utf16)

    def _astral_up_to(self, utf16: int) -> int:
        """How many characters of two units begin before Qt's offset."""
        block = self._block_at(utf16)
        number, within = block.blockNumber(), utf16 - block.position()
        count = self._astral_before(number)
        if self._astral[number] and within > 0:
            line = self._lines[number]
            whole = code_points_before(line, within)
            # In the middle of a pair its character has begun.
            begun = code_points_before(line, within + 1) if within > whole + astral_count(line[:whole]) else whole
            count += astral_count(line[:begun])
        return count

    def _astral_before(self, number: int) -> int:
        """How many characters of two units stand before a block, counted from the block asked for last."""
        if not self._all_astral:
            self._counted = (number, 0)
            return 0
        known, count = self._counted
        if number >= known:
            count += sum(self._astral[known:number])
        else:
            count -= sum(self._astral[number:known])
        self._counted = (number, count)
        return count
