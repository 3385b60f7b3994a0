"""How a text is shown to be read and written: a serif column of reading width in the middle, air between the lines,
room below the end. Knows blocks and pixels, nothing of stories."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPalette, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit, QWidget

from ui.editor.gutter import WIDTH as GUTTER_WIDTH
from ui.editor.line_spacing import SpacedLayout, nearest_in_line
from ui.theme import text_font

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QMouseEvent, QPaintEvent, QResizeEvent, QTextBlock, QTextDocument

MEASURE = 71
"""Characters of a line, on the average of English prose."""
_SAMPLE = "the harbour office said on friday that nobody had been told of the sale, and "
USUAL_SIZE = 13.0
"""Points."""


class PageView(QPlainTextEdit):
    """A plain text edit in a column."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points = 0.0
        self._overlays: dict[str, list[QTextEdit.ExtraSelection]] = {}
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Coming and going with the length of the text, the bar changes the width, the width the lines, and the lines
        # the bar: a paragraph that just fills the page would be laid out without end.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(lambda least, most: bar.setVisible(least < most))
        bar.hide()
        self.setCenterOnScroll(True)
        self.set_text_size(USUAL_SIZE)

    def set_text_size(self, points: float) -> None:
        """How large the words are shown; the column keeps its number of characters."""
        if points == self._points:
            return
        self._points = points
        self.setFont(text_font(points))
        self._dress(self.document())
        self._centre()

    def page_rect(self) -> QRect:
        """Where the viewport lies in the editor. The first look at the viewport itself makes PySide6 load every class
        of widget there is, which the first painting must not wait for."""
        return self.contentsRect().marginsRemoved(self.viewportMargins())

    def visible_blocks(self) -> Iterator[tuple[QTextBlock, float]]:
        """The paragraphs in sight with the height their first line begins at, in pixels of the viewport."""
        block, bottom = self.firstVisibleBlock(), self.page_rect().height()
        top = self.contentOffset().y()
        while block.isValid() and top < bottom:
            yield block, top
            top += self.blockBoundingRect(block).height()
            block = block.next()

    def set_overlay(self, name: str, spans: Sequence[tuple[int, int]], colour: QColor | None) -> None:
        """A ground of ``colour`` under some stretches (UTF-16 units), such as those found; empty takes it off."""
        made: list[QTextEdit.ExtraSelection] = []
        for start, end in spans:
            selection = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            selection.cursor = cursor  # pyright: ignore[reportAttributeAccessIssue]
            selection.format = _ground(colour)  # pyright: ignore[reportAttributeAccessIssue]
            made.append(selection)
        if made or self._overlays.get(name):
            self._overlays[name] = made
            self.setExtraSelections([one for each in self._overlays.values() for one in each])

    def resizeEvent(self, event: QResizeEvent) -> None:
        # The margins first: a page that is not shown yet is told of its size only once.
        self._centre()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.textCursor().hasSelection():
            self._paint_between_selected_lines()
        super().paintEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(self._in_a_line(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(self._in_a_line(event))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(self._in_a_line(event))

    def _dress(self, document: QTextDocument) -> None:
        """Gives a document the face, the air and the directions of this view."""
        document.setDefaultFont(self.font())
        option = document.defaultTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(option)
        layout = document.documentLayout()
        if isinstance(layout, SpacedLayout):
            layout.follow_font()

    def column_left(self, width: int) -> int:
        """How far from the left the words begin when the page is ``width`` pixels wide."""
        return self._side(width) + round(self.document().documentMargin())

    def _side(self, width: int) -> int:
        metrics = QFontMetricsF(self.font())
        column = metrics.horizontalAdvance(_SAMPLE) / len(_SAMPLE) * MEASURE + 2 * self.document().documentMargin()
        return max(GUTTER_WIDTH, int((width - column - self.verticalScrollBar().sizeHint().width()) / 2))

    def _centre(self) -> None:
        """Puts the column in the middle; a narrow window leaves it all there is beside the gutter."""
        side = self._side(self.width())
        wanted = (side, 12, max(8, side), 0)
        margins = self.viewportMargins()
        if (margins.left(), margins.top(), margins.right(), margins.bottom()) != wanted:
            self.setViewportMargins(*wanted)

    def _paint_between_selected_lines(self) -> None:
        """Fills the air between selected lines, so that a selection is one surface."""
        layout = self.document().documentLayout()
        air = layout.air if isinstance(layout, SpacedLayout) else 0
        if not air:
            return
        cursor = self.textCursor()
        first, last = cursor.selectionStart(), cursor.selectionEnd()
        group = QPalette.ColorGroup.Active if self.hasFocus() else QPalette.ColorGroup.Inactive
        painter = QPainter(self.viewport())
        for block, top in self.visible_blocks():
            if block.position() > last or block.position() + block.length() <= first:
                continue
            text = block.layout()
            for number in range(text.lineCount()):
                line = text.lineAt(number)
                begin = block.position() + line.textStart()
                end = begin + line.textLength()
                left = line.cursorToX(max(first, begin) - block.position())
                right = line.cursorToX(min(last, end) - block.position())
                edge = line.x() + line.naturalTextWidth()
                start, stop = min(_x_of(left), edge), min(_x_of(right), edge)
                if first <= end and last >= begin and start != stop:
                    area = QRectF(min(start, stop), top + line.y() - air, abs(stop - start), air + 1)
                    painter.fillRect(area, self.palette().brush(group, QPalette.ColorRole.Highlight))
        painter.end()

    def _in_a_line(self, event: QMouseEvent) -> QMouseEvent:
        """The event as if the nearest line had been met: between two lines Qt finds neither."""
        from PySide6.QtGui import QMouseEvent

        point = event.position()
        for block, top in self.visible_blocks():
            if top <= point.y() < top + self.blockBoundingRect(block).height():
                near = QPointF(point.x(), top + nearest_in_line(block.layout(), point.y() - top))
                if near == point:
                    return event
                return QMouseEvent(
                    event.type(), near, event.scenePosition(), event.globalPosition(), event.button(),
                    event.buttons(), event.modifiers(), event.pointingDevice(),
                )  # fmt: skip
        return event


def _x_of(at: object) -> float:
    """PySide gives the place of a cursor in a line together with the cursor."""
    return float(at[0] if isinstance(at, tuple) else at)  # pyright: ignore[reportArgumentType]


def _ground(colour: QColor | None) -> QTextCharFormat:
    made = QTextCharFormat()
    if colour is not None:
        made.setBackground(colour)
    return made
