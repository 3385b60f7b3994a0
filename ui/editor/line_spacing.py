"""More air between the lines than the typeface brings along: Qt's plain text layout knows no line height.

The layout lays a paragraph out as usual and then moves its lines apart, and to the right in scripts that begin there;
everything else, from hit tests to scrolling, reads the moved lines. What is clicked between two lines is meant for the
nearer one.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontInfo, QFontMetricsF, QTextBlock, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout

if TYPE_CHECKING:
    from PySide6.QtGui import QTextLayout

LINE_HEIGHT = 1.5
"""Of the size of the type."""


class SpacedLayout(QPlainTextDocumentLayout):
    """A plain text layout with room above each line."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.air = 0.0

    def follow_font(self) -> None:
        """Takes the room from the document's font; lines laid out before keep theirs until they are laid out anew."""
        font = self.document().defaultFont()
        wanted = LINE_HEIGHT * QFontInfo(font).pixelSize()
        self.air = float(max(1, math.floor(wanted - QFontMetricsF(font).lineSpacing())))

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        rect = super().blockBoundingRect(block)
        if not self.air or not block.isValid():
            return rect
        layout = block.layout()
        if layout.lineCount() and layout.lineAt(0).y() == 0:
            self._move_apart(layout, to_the_right=block.textDirection() == Qt.LayoutDirection.RightToLeft)
            rect = super().blockBoundingRect(block)
        return rect

    def _move_apart(self, layout: QTextLayout, *, to_the_right: bool) -> None:
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            x = line.x() + (line.width() - line.naturalTextWidth() if to_the_right else 0)
            line.setPosition(QPointF(x, line.y() + (number + 1) * self.air))


def nearest_in_line(layout: QTextLayout, y: float) -> float:
    """A height that lies within the line nearest to ``y``, both in the coordinates of the paragraph."""
    best, best_distance = y, math.inf
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        top, bottom = line.y(), line.y() + line.height()
        if top <= y < bottom:
            return y
        near = top + 0.5 if y < top else bottom - 0.5
        if abs(near - y) < best_distance:
            best, best_distance = near, abs(near - y)
    return best
