"""One line of words with places in it set off by weight and ground, for lists of what was found."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption

from ui.editor.positions import utf16_length


def paint_marked(
    painter: QPainter, place: QRect, words: str, marks: Sequence[tuple[int, int]], *, font: QFont, colour: QColor,
    strong: QColor, ground: QColor, flipped: bool,
) -> None:  # fmt: skip
    """Paints as much of the words as there is room for; ``marks`` are code points, ``flipped`` when the window reads
    from the right."""
    if place.width() <= 0:
        return
    heavy = QFont(font)
    heavy.setWeight(QFont.Weight.Bold)
    shown = QFontMetrics(heavy).elidedText(words, Qt.TextElideMode.ElideRight, place.width())
    # What was left out for want of room cannot be set off.
    whole = utf16_length(shown) if shown == words else utf16_length(shown) - 1
    layout = QTextLayout(shown, font)
    option = QTextOption(Qt.AlignmentFlag.AlignRight if flipped else Qt.AlignmentFlag.AlignLeft)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    option.setAlignment(option.alignment() | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.setFormats([made for one in marks if (made := _format(words, one, whole, strong, ground)) is not None])
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(place.width())
    layout.endLayout()
    painter.setPen(colour)
    layout.draw(painter, QPointF(place.left(), place.top() + (place.height() - line.height()) / 2))


def _format(
    words: str, mark: tuple[int, int], whole: int, strong: QColor, ground: QColor
) -> QTextLayout.FormatRange | None:
    start, end = (utf16_length(words[:place]) for place in mark)
    if start >= min(end, whole):
        return None
    look = QTextCharFormat()
    look.setFontWeight(QFont.Weight.Bold)
    look.setForeground(strong)
    look.setBackground(ground)
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, min(end, whole) - start, look  # type: ignore[misc]
    return made
