"""Formats paragraphs when they are first seen or edited: the structure of the Markdown, and the marked passages.

A paragraph carries in its ``userState`` the number of the round it was formatted in; a new round (another theme, other
marks everywhere) makes all stale at once, and each is done when it comes into sight.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextLayout

from ui.editor.anchor_marks import AnchorMark, Formats, covers_a_claim, layer_of
from ui.editor.markdown_spans import spans_of
from ui.editor.positions import utf16_length

if TYPE_CHECKING:
    from ui.editor.story_document import StoryDocument

FormatRange = QTextLayout.FormatRange
MOST_SINGLY = 200
AT_ONCE = 64
"""Paragraphs of one change that are formatted right away; of a larger one each waits until it is seen."""


class Highlighter(QObject):
    """Must be made after the document's own slot is connected: it needs the anchors moved already."""

    def __init__(self, document: StoryDocument, *, formats: Formats, marks: Mapping[str, AnchorMark]) -> None:
        super().__init__()
        self._document = document
        self._formats = formats
        self._marks = marks
        self._round = 0
        self._begin_round()
        self._fence_count = len(document.lines.fences)
        document.text_document.contentsChange.connect(self._edited)

    def close(self) -> None:
        """Follows the document no longer."""
        self._document.text_document.contentsChange.disconnect(self._edited)

    def use(self, *, formats: Formats | None = None, marks: Mapping[str, AnchorMark] | None = None) -> None:
        """Other looks or other marks: everything is stale, and done anew when it is seen."""
        self._formats = formats or self._formats
        self._marks = self._marks if marks is None else marks
        self._begin_round()

    def mark_differently(self, anchors: Sequence[str], marks: Mapping[str, AnchorMark]) -> None:
        """Only the paragraphs of these anchors are stale; of very many, all are."""
        self._marks = marks
        if len(anchors) > MOST_SINGLY:
            self._begin_round()
            return
        document = self._document.text_document
        for anchor in anchors:
            place = self._document.place(anchor)
            if place is None:
                continue
            block = document.findBlock(self._document.to_utf16(place.start))
            last = self._document.to_utf16(place.end)
            while block.isValid() and block.position() <= last:
                block.setUserState(-1)
                block = block.next()

    def see(self, blocks: Iterable[QTextBlock]) -> bool:
        """Formats those of ``blocks``, which follow one another, that are stale. True when there were any."""
        stale = [block for block in blocks if block.userState() != self._round]
        if not stale:
            return False
        changed = [block for block in stale if self._format(block)]
        if changed:
            start, last = changed[0].position(), changed[-1]
            self._document.text_document.markContentsDirty(start, last.position() + last.length() - start)
        return True

    def _begin_round(self) -> None:
        """Counted on Qt's document: another highlighter may have formatted it before."""
        document = self._document.text_document
        self._round = int(document.property("round") or 0) + 1
        document.setProperty("round", self._round)

    def _edited(self, position: int, removed: int, added: int) -> None:
        document = self._document.text_document
        block = document.findBlock(position)
        end = document.findBlock(min(position + added, document.characterCount() - 1)).blockNumber()
        fence_count = len(self._document.lines.fences)
        if end - block.blockNumber() >= AT_ONCE or fence_count != self._fence_count:
            self._fence_count = fence_count
            self._begin_round()
            return
        for _ in range(end - block.blockNumber() + 1):
            self._format(block)
            block = block.next()

    def _format(self, block: QTextBlock) -> bool:
        """Formats one paragraph; False when nothing about it had to change."""
        block.setUserState(self._round)
        number = block.blockNumber()
        line = self._document.lines.line(number)
        ranges = self._ranges(block, number, line)
        layout = block.layout()
        present = layout.formats()
        if not ranges and not present:
            return False
        preedit = len(layout.preeditAreaText())
        if preedit:
            ranges = _around_preedit(ranges, present, layout.preeditAreaPosition(), preedit)
        layout.setFormats(ranges)
        return True

    def _ranges(self, block: QTextBlock, number: int, line: str) -> list[FormatRange]:
        if self._is_code(number):
            spans = [(0, len(line), self._formats.style("code"))]
        else:
            spans = [(start, end, self._formats.style(style)) for start, end, style in spans_of(line)]
        if self._marks:
            spans += self._passages(self._document.lines.start_of(block), len(line))
        astral = self._document.lines.astral_in(number)
        ranges: list[FormatRange] = []
        for start, end, format_ in spans:
            if start >= end:
                continue
            one = FormatRange()
            one.start = start + (utf16_length(line[:start]) - start if astral else 0)
            one.length = utf16_length(line[start:end]) if astral else end - start
            one.format = format_
            ranges.append(one)
        return ranges

    def _passages(self, begin: int, length: int) -> list[tuple[int, int, QTextCharFormat]]:
        """The marked passages within a paragraph, the weightiest last, so that it lies on top."""
        shown = [
            (mark, place) for anchor in self._document.passages.with_anchors_at(begin, begin + length)
            if (mark := self._marks.get(anchor)) is not None and (place := self._document.place(anchor)) is not None
        ]  # fmt: skip
        found: list[tuple[int, int, int, QTextCharFormat]] = []
        for mark, place in shown:
            start, end = max(0, place.start - begin), min(length, place.end - begin)
            layer = 0 if covers_a_claim(mark, place, shown) else layer_of(mark)
            found.append((layer, start, end, self._formats.mark(mark, place.state)))
        if len(found) > 1:
            found.sort(key=lambda passage: passage[0])
        return [passage[1:] for passage in found]

    def _is_code(self, number: int) -> bool:
        """Whether the line lies within fenced code, which only the lines above it can tell."""
        fences = self._document.lines.fences
        return bool(fences) and (number in fences or sum(fence < number for fence in fences) % 2 == 1)


def _around_preedit(ranges: list[FormatRange], present: list[FormatRange], at: int, length: int) -> list[FormatRange]:
    """The ranges moved round what an input method is composing, whose own looks stay."""
    for one in ranges:
        if one.start >= at:
            one.start += length
        elif one.start + one.length > at:
            one.length += length
    return ranges + [one for one in present if at <= one.start and one.start + one.length <= at + length]
