"""A small drawing of who took whose matter: boxes and arrows, from the origin on the left to those who repeat it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from newsroom.domain.origin_tree import OriginTree
from ui.panes.sources_origin_lines import picture_words
from ui.theme import Look
from ui.time_words import date_words

MARGIN, BETWEEN, ABOVE, LEAST = 2.0, 20.0, 8.0, 58.0
HEAD = 5.0
STROKES: dict[str, tuple[Qt.PenStyle, float]] = {
    "quotes it": (Qt.PenStyle.SolidLine, 1.3), "restates it": (Qt.PenStyle.DashLine, 1.3),
    "carries it": (Qt.PenStyle.SolidLine, 2.6), "translates it": (Qt.PenStyle.DotLine, 1.6),
}  # fmt: skip
"""How the arrow is drawn for each relation, told apart by its form."""


@dataclass(frozen=True, slots=True)
class Box:
    """One source: its column, and its row in halves of a row; ``above`` are the boxes it took from, with how."""

    source: str
    name: str
    day: str
    column: int
    row: float
    above: tuple[tuple[str, str], ...]


class OriginPicture(QWidget):
    """Draws an ``OriginTree``; the same stands in its accessible description."""

    def __init__(self, *, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._boxes: tuple[Box, ...] = ()
        self._chosen = ""
        self.setAccessibleName("Who took whose matter")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def show_tree(self, tree: OriginTree, *, chosen: str) -> None:
        """Draws the tree; ``chosen`` is the source whose box has the thick frame."""
        self._boxes, self._chosen = boxes_of(tree), chosen
        self.setAccessibleDescription(picture_words(tree))
        self.setToolTip(picture_words(tree))
        self.updateGeometry()
        self.update()

    @property
    def boxes(self) -> tuple[Box, ...]:
        return self._boxes

    def sizeHint(self) -> QSize:
        rows = max((box.row for box in self._boxes), default=0.0) + 1
        return QSize(260, round(2 * MARGIN + rows * (self._box_height() + ABOVE) - ABOVE))

    def place_of(self, box: Box) -> QRectF:
        """Where a box is drawn, in pixels of this widget."""
        columns = max((one.column for one in self._boxes), default=0) + 1
        width = max(LEAST, (self.width() - 2 * MARGIN - (columns - 1) * BETWEEN) / columns)
        height = self._box_height()
        left = MARGIN + box.column * (width + BETWEEN)
        return QRectF(left, MARGIN + box.row * (height + ABOVE), min(width, 190.0), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        places = {box.source: self.place_of(box) for box in self._boxes}
        for box in self._boxes:
            for parent, relation in box.above:
                self._paint_arrow(painter, places[parent], places[box.source], relation)
        for box in self._boxes:
            self._paint_box(painter, places[box.source], box)
        painter.end()

    def _box_height(self) -> float:
        # Where boxes are narrow a name takes two lines.
        lines = 2 if max((box.column for box in self._boxes), default=0) > 1 else 1
        return lines * QFontMetricsF(self.font()).height() + QFontMetricsF(_small(self.font())).height() + 8

    def _paint_arrow(self, painter: QPainter, start: QRectF, end: QRectF, relation: str) -> None:
        colour = self._look.colour("icon")
        style, width = STROKES.get(relation, STROKES["restates it"])
        painter.setPen(QPen(colour, width, style))
        begin, tip = QPointF(start.right(), start.center().y()), QPointF(end.left() - 1, end.center().y())
        middle = tip.x() - BETWEEN / 2
        corners = [begin, QPointF(middle, begin.y()), QPointF(middle, tip.y()), QPointF(tip.x() - HEAD, tip.y())]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(corners))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        head = [tip, tip + QPointF(-HEAD - 2, -HEAD), tip + QPointF(-HEAD - 2, HEAD)]
        painter.drawPolygon(QPolygonF(head))

    def _paint_box(self, painter: QPainter, place: QRectF, box: Box) -> None:
        look, is_chosen = self._look, box.source == self._chosen
        painter.setBrush(look.colour("raised"))
        painter.setPen(QPen(look.colour("focus" if is_chosen else "edge"), 2.5 if is_chosen else 1.0))
        painter.drawRoundedRect(place, 4, 4)
        inner = place.adjusted(7, 3, -6, -3)
        if not box.above:
            # The origin has a second frame and a filled disc, so that it is known by its shape.
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("edge"), 1.0))
            painter.drawRoundedRect(place.adjusted(3, 3, -3, -3), 2, 2)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("text"))
            painter.drawEllipse(QPointF(inner.left() + 5, inner.top() + QFontMetricsF(self.font()).height() / 2), 3, 3)
            inner.adjust(13, 0, 0, 0)
        font = QFont(self.font())
        font.setBold(is_chosen)
        for line in _broken(box.name, font, inner.width(), two=inner.height() > 3 * QFontMetricsF(font).height() - 6):
            inner.adjust(0, _write(painter, inner, line, font, look.colour("text")), 0, 0)
        _write(painter, inner, box.day, _small(self.font()), look.colour("quiet"))


def boxes_of(tree: OriginTree) -> tuple[Box, ...]:
    """A box for each source, each parent at the middle of what is taken from it."""
    path: list[str] = []
    above: dict[str, list[tuple[str, str]]] = {}
    below: dict[str, list[str]] = {}
    columns: dict[str, int] = {}
    for line in tree.lines:
        del path[line.depth :]
        if path:
            above.setdefault(line.source, []).append((path[-1], line.relation))
            if not line.again:
                below.setdefault(path[-1], []).append(line.source)
        columns[line.source] = max(columns.get(line.source, 0), line.depth)
        path.append(line.source)
    first = [line for line in tree.lines if not line.again]
    rows: dict[str, float] = {}
    free = 0.0
    for line in first:
        if not below.get(line.source):
            rows[line.source], free = free, free + 1
    for line in reversed(first):
        if line.source not in rows:
            children = [rows[child] for child in below[line.source]]
            rows[line.source] = sum(children) / len(children)
    return tuple(
        Box(
            line.source, line.outlet or line.title or "No title", date_words(line.date[:10]) or "no date",
            columns[line.source], rows[line.source], tuple(above.get(line.source, ())),
        )
        for line in first
    )  # fmt: skip


def _broken(words: str, font: QFont, width: float, *, two: bool) -> tuple[str, ...]:
    """The words on one line, or on two where they do not fit and there is room."""
    metrics = QFontMetricsF(font)
    parts = words.split()
    if not two or metrics.horizontalAdvance(words) <= width or len(parts) < 2:
        return (words,)
    first = 1
    while first + 1 < len(parts) and metrics.horizontalAdvance(" ".join(parts[: first + 1])) <= width:
        first += 1
    return " ".join(parts[:first]), " ".join(parts[first:])


def _small(font: QFont) -> QFont:
    smaller = QFont(font)
    smaller.setPointSizeF(font.pointSizeF() * 0.88)
    return smaller


def _write(painter: QPainter, place: QRectF, words: str, font: QFont, colour: object) -> float:
    """Writes one line, cut where there is no room; its height."""
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    painter.setPen(colour)  # pyright: ignore[reportArgumentType, reportCallIssue] - a colour of the theme
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, place.width())
    line = QRectF(place.left(), place.top(), place.width(), metrics.height())
    painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
    return metrics.height()
