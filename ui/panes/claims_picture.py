"""A small drawing of a claim: on the left where its evidence comes from, on the right the level it comes to, and
between them a line for each item. Two items of one origin hang on one box."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from newsroom.domain.claim import Level, Stance
from newsroom.domain.overview import STRENGTH_NAMES, EvidenceTold
from newsroom.domain.wording import LEVEL_NAMES, STANCE_NAMES
from ui.theme import Look
from ui.widgets.level_mark import paint_level_mark

MARGIN, GAP, PAD, END = 3.0, 8.0, 6.0, 7.0
MOST = 12
"""More items than this are not drawn; the list below has them all."""
STROKES: dict[Stance, Qt.PenStyle] = {
    "supports": Qt.PenStyle.SolidLine, "partial": Qt.PenStyle.DashLine, "contradicts": Qt.PenStyle.SolidLine,
    "no_position": Qt.PenStyle.DotLine, "context": Qt.PenStyle.DotLine,
}  # fmt: skip
"""What backs ends in an arrow, what contradicts in a bar, what does neither in nothing; the words say it too."""


@dataclass(frozen=True, slots=True)
class Picture:
    """``items`` with those of one origin together. ``suggested`` is None where the level was not set by hand; ``mark``
    is what a person said in place of a source (``we saw it``)."""

    level: Level
    suggested: Level | None
    items: tuple[EvidenceTold, ...]
    mark: str = ""

    @property
    def groups(self) -> tuple[tuple[EvidenceTold, ...], ...]:
        """The items that are drawn, those of each origin in one group."""
        found: dict[str, list[EvidenceTold]] = {}
        for item in self.items[:MOST]:
            found.setdefault(item.origin, []).append(item)
        return tuple(tuple(group) for group in found.values())

    @property
    def words(self) -> str:
        """The picture told in sentences."""
        said = [f"Level: {' '.join(level_lines(self))}.", *([f"Marked: {self.mark}."] if self.mark else [])]
        for group in self.groups:
            name, number = group[0].origin_name, len(group)
            told = "; ".join(f"{one.what} {stance_words(one)}" for one in group)
            said.append(f"From {name}, {number} item{'' if number == 1 else 's'}: {told}.")
        if len(self.items) > MOST:
            said.append(_more(len(self.items) - MOST))
        return " ".join(said)


def level_lines(picture: Picture) -> tuple[str, ...]:
    """What stands beside the mark: the level and, where it was set by hand, the suggestion."""
    if picture.suggested is None:
        return (LEVEL_NAMES[picture.level],)
    return f"{LEVEL_NAMES[picture.level]},", "suggested", LEVEL_NAMES[picture.suggested]


def stance_words(item: EvidenceTold) -> str:
    """``backs it, strong``."""
    return f"{STANCE_NAMES[item.stance]}, {STRENGTH_NAMES[item.strength]}"


class ClaimPicture(QWidget):
    """Draws a ``Picture``; the same stands in its accessible description and its tip."""

    def __init__(self, *, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._picture: Picture | None = None
        self.setAccessibleName("How the evidence hangs together")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)
        self.hide()

    def show_picture(
        self, level: Level, suggested: Level | None, items: Sequence[EvidenceTold], *, mark: str = ""
    ) -> None:  # fmt: skip
        """Draws the claim; without any evidence and any mark there is nothing to draw."""
        picture = Picture(level, suggested, tuple(items), mark)
        if picture != self._picture:
            self._picture = picture
            self.setAccessibleDescription(picture.words)
            self.setToolTip(picture.words)
            self.updateGeometry()
            self.update()
        self.setVisible(bool(items) or bool(mark))

    @property
    def picture(self) -> Picture | None:
        return self._picture

    def sizeHint(self) -> QSize:
        rows = sum(len(group) for group in self._picture.groups) if self._picture is not None else 0
        groups = len(self._picture.groups) if self._picture is not None else 0
        more = self._line() if self._picture is not None and len(self._picture.items) > MOST else 0.0
        more += self._marked() if self._picture is not None and self._picture.mark else 0.0
        height = rows * self._row() + max(0, groups - 1) * GAP + more
        return QSize(280, round(2 * MARGIN + max(height, 4.5 * self._line())))

    def origin_boxes(self) -> tuple[tuple[str, QRectF], ...]:
        """The name of each origin with where its box is drawn, in pixels of this widget."""
        found: list[tuple[str, QRectF]] = []
        top = MARGIN + (self._marked() if self._picture is not None and self._picture.mark else 0.0)
        for group in self._picture.groups if self._picture is not None else ():
            height = len(group) * self._row()
            found.append((group[0].origin_name, QRectF(MARGIN, top, self._left() - MARGIN, height)))
            top += height + GAP
        return tuple(found)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        right = self._right()
        bottom = self._paint_mark(painter, right, self._picture.mark) if self._picture.mark else MARGIN
        for (name, box), group in zip(self.origin_boxes(), self._picture.groups, strict=True):
            self._paint_box(painter, box)
            self._write_in(painter, box.adjusted(PAD, 0, -PAD, 0), name, most=max(1, 2 * len(group)))
            for number, item in enumerate(group):
                top = box.top() + number * self._row()
                self._paint_item(painter, QRectF(box.right(), top, right - box.right(), self._row()), item)
            bottom = box.bottom()
        node = QRectF(right, MARGIN, self.width() - right - MARGIN, max(bottom - MARGIN, 4.5 * self._line()))
        self._paint_level(painter, node, self._picture)
        if len(self._picture.items) > MOST:
            place = QRectF(MARGIN, bottom, self.width(), self._line())
            self._write(painter, place, _more(len(self._picture.items) - MOST), self._small(), "quiet")
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._look.colour("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

    def _paint_mark(self, painter: QPainter, right: float, mark: str) -> float:
        """What a person said in place of a source, with a line to the level; where it ends, in pixels."""
        box = QRectF(MARGIN, MARGIN, right - 2 * MARGIN - END - GAP, self._marked() - GAP)
        self._paint_box(painter, box)
        middle = box.adjusted(PAD, (box.height() - self._line()) / 2, -PAD, 0)
        self._write(painter, middle, f"{mark[:1].upper()}{mark[1:]}", self._bold(), "text")
        painter.setPen(QPen(self._look.colour("icon"), 1.0, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(box.right(), box.center().y()), QPointF(right, box.center().y()))
        return box.bottom()

    def _paint_box(self, painter: QPainter, box: QRectF) -> None:
        painter.setBrush(self._look.colour("raised"))
        painter.setPen(QPen(self._look.colour("edge"), 1.0))
        painter.drawRoundedRect(box, 4, 4)

    def _paint_item(self, painter: QPainter, place: QRectF, item: EvidenceTold) -> None:
        """What it is, how it stands to the claim and how much it is worth; under them the line that says so too."""
        words = place.adjusted(PAD, 1, -END - PAD, 0)
        self._write(painter, words, item.what, self._small(), "text")
        self._write(painter, words.adjusted(0, self._line(), 0, 0), stance_words(item), self._small(), "quiet")
        counts = item.strength > 0 and item.stance not in ("no_position", "context")
        colour = self._look.colour("text" if counts else "icon")
        y, end = place.bottom() - 5, place.right() - 1
        painter.setPen(QPen(colour, 1.0 + 0.6 * item.strength, STROKES[item.stance], Qt.PenCapStyle.FlatCap))
        head = item.stance in ("supports", "partial")
        painter.drawLine(QPointF(place.left(), y), QPointF(end - (END if head else 3), y))
        if head:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawPolygon(
                QPolygonF([QPointF(end, y), QPointF(end - END - 1, y - 5), QPointF(end - END - 1, y + 4)])
            )
        elif item.stance == "contradicts":
            painter.setPen(QPen(colour, 3.0))
            painter.drawLine(QPointF(end - 3, y - 6), QPointF(end - 3, y + 4))

    def _paint_level(self, painter: QPainter, node: QRectF, picture: Picture) -> None:
        self._paint_box(painter, node)
        lines, side = level_lines(picture), self._line() * 1.2
        top = node.center().y() - (side + len(lines) * self._line() + 3) / 2
        mark = QRectF(node.center().x() - side / 2, top, side, side)
        paint_level_mark(painter, mark, picture.level, self._look.theme)
        for number, words in enumerate(lines):
            line = QRectF(node.left() + 2, mark.bottom() + 3 + number * self._line(), node.width() - 4, self._line())
            font = self._bold() if number == 0 else self._small()
            self._write(painter, line, words, font, "text", align=Qt.AlignmentFlag.AlignHCenter)

    def _write_in(self, painter: QPainter, box: QRectF, words: str, *, most: int) -> None:
        """Words in the middle of a box, on as many lines as there is room for."""
        lines = _broken(words, QFontMetricsF(self._bold()), box.width(), most=most)
        top = box.center().y() - len(lines) * self._line() / 2
        for number, line in enumerate(lines):
            place = QRectF(box.left(), top + number * self._line(), box.width(), self._line())
            self._write(painter, place, line, self._bold(), "text")

    def _write(
        self, painter: QPainter, place: QRectF, words: str, font: QFont, role: str, *,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:  # fmt: skip
        painter.setFont(font)
        painter.setPen(QColor(self._look.colour(role)))
        shown = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, place.width())
        line = QRectF(place.left(), place.top(), place.width(), self._line())
        painter.drawText(line, int(align | Qt.AlignmentFlag.AlignVCenter), shown)

    def _left(self) -> float:
        return MARGIN + min(140.0, max(64.0, self.width() * 0.28))

    def _right(self) -> float:
        widest = max(QFontMetricsF(self._bold()).horizontalAdvance(name) for name in LEVEL_NAMES.values())
        return self.width() - MARGIN - widest - 12

    def _marked(self) -> float:
        return self._line() + 12 + GAP

    def _row(self) -> float:
        return 2 * self._line() + 12

    def _line(self) -> float:
        return QFontMetricsF(self.font()).height()

    def _bold(self) -> QFont:
        font = self._small()
        font.setBold(True)
        return font

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.92)
        return font


def _broken(words: str, metrics: QFontMetricsF, width: float, *, most: int) -> tuple[str, ...]:
    """The words on at most so many lines; what is left over stands on the last one, to be cut there."""
    lines: list[str] = []
    for word in words.split():
        if (lines and metrics.horizontalAdvance(f"{lines[-1]} {word}") <= width) or len(lines) == most:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return tuple(lines)


def _more(number: int) -> str:
    return f"And {number} more in the list below."
