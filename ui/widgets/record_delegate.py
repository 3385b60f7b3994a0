"""How a line of a list of records is painted: mark, two lines of words, and what stands at the end of the line."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.icons import Icons
from ui.widgets.level_mark import LEVELS, paint_level_mark, paint_proposal_mark
from ui.widgets.record_lines import LINE_ROLE, AnyIndex, RecordLine

SIDE = 10
"""Pixels left free at either end of a line."""
ABOVE = 6
GAP = 8
INDENT = 14
BAR = 3
SMALLER = 0.92


class RecordDelegate(QStyledItemDelegate):
    """Paints a ``RecordLine``. All lines are equally high: two lines of text, or one where the list says so."""

    def __init__(self, *, icons: Icons, two_lines: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._two_lines = two_lines

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        height = QFontMetrics(option.font).height()
        if self._two_lines:
            height += QFontMetrics(_smaller(option.font)).height() + 1
        return QSize(120, height + 2 * ABOVE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        line = index.data(LINE_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if line.heading:
            self._paint_heading(painter, option, line)
        else:
            self._paint_ground(painter, option)
            self._paint_line(painter, option, line)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        look, state = self._icons.look, option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        in_hand = isinstance(option.widget, QWidget) and option.widget.hasFocus()
        ground = QRectF(option.rect).adjusted(2, 1, -2, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if selected:
            painter.setBrush(look.colour("chosen" if in_hand else "chosen_away"))
            painter.drawRoundedRect(ground, 5, 5)
            painter.setBrush(look.colour("accent"))
            bar = option.rect.adjusted(2, 6, 0, -6)
            bar.setWidth(BAR)
            painter.drawRoundedRect(QRectF(QStyle.visualRect(option.direction, option.rect, bar)), 1.5, 1.5)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(look.colour("hover"))
            painter.drawRoundedRect(ground, 5, 5)
        if in_hand and state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("focus"), 1.5))
            painter.drawRoundedRect(ground.adjusted(0.75, 0.75, -0.75, -0.75), 5, 5)

    def _paint_line(self, painter: QPainter, option: QStyleOptionViewItem, line: RecordLine) -> None:
        look = self._icons.look
        enabled = bool(option.state & QStyle.StateFlag.State_Enabled)
        words, quiet = look.colour("text" if enabled else "disabled"), look.colour("quiet" if enabled else "disabled")
        font, small = QFont(option.font), _smaller(option.font)
        font.setItalic(line.faint)
        row = option.rect.adjusted(SIDE + line.depth * INDENT, ABOVE, -SIDE, -ABOVE)
        first = QRect(row.left(), row.top(), row.width(), QFontMetrics(font).height())
        if not self._two_lines or not line.subtitle:
            first.moveTop(row.top() + (row.height() - first.height()) // 2)
        if line.mark is not None or line.faint:
            side = max(14, QFontMetrics(option.font).height())
            self._paint_mark(painter, option, QRect(row.left(), first.center().y() - side // 2, side, side), line)
            first.setLeft(row.left() + side + GAP)
        under = QRect(first.left(), first.bottom() + 2, row.right() - first.left() + 1, QFontMetrics(small).height())
        first.setRight(self._paint_tail(painter, option, first, line, quiet))
        self._write(painter, option, first, line.title, font, words)
        if self._two_lines and line.subtitle and line.marks:
            # Only lists of what was searched for have marks, and none is there at the start.
            from ui.widgets.marked_words import paint_marked

            paint_marked(
                painter, QStyle.visualRect(option.direction, option.rect, under), line.subtitle, line.marks, font=small,
                colour=quiet, strong=words, ground=look.colour("found"),
                flipped=option.direction == Qt.LayoutDirection.RightToLeft,
            )  # fmt: skip
        elif self._two_lines and line.subtitle:
            self._write(painter, option, under, line.subtitle, small, quiet)

    def _paint_mark(self, painter: QPainter, option: QStyleOptionViewItem, place: QRect, line: RecordLine) -> None:
        look = self._icons.look
        where = QRectF(QStyle.visualRect(option.direction, option.rect, place))
        if line.faint and (line.mark is None or line.mark in LEVELS):
            paint_proposal_mark(painter, where, look.colour("proposal"))
        elif line.mark in LEVELS:
            paint_level_mark(painter, where, line.mark, look.theme)
        elif line.mark is not None:
            self._icons.paint(painter, where, line.mark, look.colour("proposal" if line.faint else "icon"))

    def _paint_tail(
        self, painter: QPainter, option: QStyleOptionViewItem, first: QRect, line: RecordLine, quiet: QColor
    ) -> int:
        """Paints what stands at the end of the first line; where the title must end, in pixels."""
        right, small = first.right(), _smaller(option.font)
        if line.tail:
            metrics = QFontMetrics(small)
            width = min(metrics.horizontalAdvance(line.tail) + 1, first.width() * 2 // 5)
            place = QRect(right - width + 1, first.top(), width, first.height())
            self._write(painter, option, place, line.tail, small, quiet)
            right -= width + GAP
        if line.warned:
            side = max(13, QFontMetrics(option.font).height() - 2)
            place = QRect(right - side + 1, first.center().y() - side // 2, side, side)
            where = QRectF(QStyle.visualRect(option.direction, option.rect, place))
            self._icons.paint(painter, where, "warning", self._icons.look.colour("warning"))
            right -= side + GAP // 2
        return right

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, line: RecordLine) -> None:
        font = _smaller(option.font)
        font.setWeight(QFont.Weight.DemiBold)
        row = option.rect.adjusted(SIDE, ABOVE, -SIDE, -ABOVE)
        height = QFontMetrics(font).height()
        place = QRect(row.left(), row.bottom() - height, row.width(), height)
        quiet = self._icons.look.colour("quiet")
        place.setRight(self._paint_tail(painter, option, place, line, quiet))
        self._write(painter, option, place, line.title, font, quiet)

    def _write(
        self, painter: QPainter, option: QStyleOptionViewItem, place: QRect, words: str, font: QFont, colour: QColor
    ) -> None:
        if place.width() <= 0:
            return
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, place.width())
        leading = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.setFont(font)
        painter.setPen(colour)
        # The line stands at the side the window reads from; the words run the way their own letters do.
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        where = QStyle.visualRect(option.direction, option.rect, place)
        painter.drawText(where, leading | Qt.AlignmentFlag.AlignAbsolute | Qt.TextFlag.TextSingleLine, shown)


def _smaller(font: QFont) -> QFont:
    smaller = QFont(font)
    if font.pointSizeF() > 0:
        smaller.setPointSizeF(font.pointSizeF() * SMALLER)
    else:
        smaller.setPixelSize(max(1, round(font.pixelSize() * SMALLER)))
    return smaller
