"""The mark of a claim's level: a shape first, then its word, the colour third. Drawn, so that no font is needed."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF, QTextCharFormat
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Look, Theme

LEVELS = ("unsourced", "low", "moderate", "high", "confirmed", "disputed", "refuted", "not_ratable")

QUARTERS = {"unsourced": 0, "low": 1, "moderate": 2, "high": 3, "confirmed": 4}

UNDERLINES = {
    "unsourced": QTextCharFormat.UnderlineStyle.DotLine,
    "low": QTextCharFormat.UnderlineStyle.DotLine,
    "moderate": QTextCharFormat.UnderlineStyle.DashUnderline,
    "high": QTextCharFormat.UnderlineStyle.SingleUnderline,
    "confirmed": QTextCharFormat.UnderlineStyle.SingleUnderline,
    "disputed": QTextCharFormat.UnderlineStyle.DashDotLine,
    "refuted": QTextCharFormat.UnderlineStyle.DashDotDotLine,
    "not_ratable": QTextCharFormat.UnderlineStyle.NoUnderline,
}


def level_word(level: str) -> str:
    """The level as a person reads it, such as "not ratable"."""
    return level.replace("_", " ")


def level_colour(level: str, theme: Theme) -> QColor:
    return theme.colour(f"level_{level}")


def level_underline(level: str, theme: Theme) -> tuple[QTextCharFormat.UnderlineStyle, QColor]:
    """How words of that level are underlined. Two levels may share a style; the mark tells them apart."""
    return UNDERLINES[level], level_colour(level, theme)


def paint_level_mark(painter: QPainter, rect: QRectF, level: str, theme: Theme, colour: QColor | None = None) -> None:
    """Paints the mark into the middle of the rectangle; ``colour`` stands in for the level's own where given."""
    side = max(4.0, min(rect.width(), rect.height()))
    ink = colour or level_colour(level, theme)
    middle, radius, stroke = rect.center(), side * 0.40, max(1.25, side * 0.10)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(ink, stroke)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if level in QUARTERS:
        _paint_pie(painter, middle, radius - stroke / 2, QUARTERS[level], ink)
    else:
        _paint_sign(painter, middle, radius, level, ink)
    painter.restore()


def paint_proposal_mark(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    """The dotted ring of something found and not yet taken."""
    side = max(4.0, min(rect.width(), rect.height()))
    stroke = max(1.25, side * 0.10)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colour, stroke)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setDashPattern([0.1, 2.15])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(rect.center(), side * 0.40 - stroke / 2, side * 0.40 - stroke / 2)
    painter.restore()


def _paint_pie(painter: QPainter, middle: QPointF, radius: float, quarters: int, ink: QColor) -> None:
    around = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
    if quarters == 4:
        painter.setBrush(ink)
    painter.drawEllipse(around)
    if 0 < quarters < 4:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        # Qt counts sixteenths of a degree, from three o'clock against the clock; the pie fills from noon with it.
        painter.drawPie(around, 90 * 16, -quarters * 90 * 16)


def _paint_sign(painter: QPainter, middle: QPointF, radius: float, level: str, ink: QColor) -> None:
    x, y = middle.x(), middle.y()
    if level == "disputed":
        painter.setBrush(ink)
        width, top, foot = radius * 0.95, radius * 0.85, radius * 0.72
        painter.drawPolygon(
            QPolygonF([QPointF(x, y - top), QPointF(x + width, y + foot), QPointF(x - width, y + foot)])
        )
    elif level == "refuted":
        arm = radius * 0.72
        painter.drawLine(QPointF(x - arm, y - arm), QPointF(x + arm, y + arm))
        painter.drawLine(QPointF(x + arm, y - arm), QPointF(x - arm, y + arm))
    else:
        painter.drawLine(QPointF(x - radius * 0.7, y), QPointF(x + radius * 0.7, y))


class LevelMark(QWidget):
    """The mark alone, as large as the text beside it. Its accessible name is the level's word."""

    def __init__(self, level: str = "unsourced", *, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._level = level
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_level(level)
        look.changed.connect(self.update)

    @property
    def level(self) -> str:
        return self._level

    def show_level(self, level: str) -> None:
        self._level = level
        self.setAccessibleName(level_word(level))
        self.setToolTip(level_word(level))
        self.update()

    def sizeHint(self) -> QSize:
        side = max(14, self.fontMetrics().height())
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_level_mark(painter, QRectF(self.rect()), self._level, self._look.theme)
        painter.end()
