"""The strip left of the text: the mark of the worst claim that begins in a line, and of what lost its words there."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from ui.editor.anchor_marks import AnchorMark, worst

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent, QPixmap, QTextBlock

    from newsroom.domain.anchor import AnchorState
    from ui.editor.story_editor import StoryEditor
    from ui.theme import Theme

WIDTH = 26
SIDE = 14
"""Device-independent pixels."""
_LETTERS = {"adrift": "?", "reworded": "↻", "warned": "!", "hidden": "!", "passage": "“", "beside": "“"}


class Line(NamedTuple):
    """A line on the screen that has a mark: where it lies, whose it is, and which sign is drawn. ``beside`` is a
    quotation nobody linked that begins in it too; its small sign stands before the other."""

    top: float
    height: float
    mark: AnchorMark
    sign: str
    beside: AnchorMark | None = None

    @property
    def name(self) -> str:
        return self.mark.name if self.beside is None else f"{self.mark.name}. {self.beside.name}"


class Gutter(QWidget):
    """Belongs to an editor, which tells where the visible lines are."""

    mark_clicked = Signal(str, str)

    def __init__(self, editor: StoryEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self._theme: Theme | None = None
        self._drawn: dict[str, QPixmap] = {}
        self.setAccessibleName("Marks of the lines")
        self.setCursor(Qt.CursorShape.ArrowCursor)

    def use_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._drawn.clear()
        self.update()

    def lines(self) -> list[Line]:
        """The visible lines that have a mark."""
        document, marks = self._editor.story_document, self._editor.marks
        if document is None or not marks:
            return []
        blocks = [(document.lines.start_of(block), block, top) for block, top in self._editor.visible_blocks()]
        if not blocks:
            return []
        starts = [start for start, _, _ in blocks]
        last = blocks[-1][1]
        beginning: dict[tuple[int, int], list[tuple[AnchorMark, AnchorState]]] = {}
        for anchor in document.passages.with_anchors_at(
            starts[0], starts[-1] + len(document.lines.line(last.blockNumber()))
        ):
            mark, place = marks.get(anchor), document.place(anchor)
            if mark is None or place is None or place.start < starts[0]:
                continue
            number = bisect_right(starts, place.start) - 1
            block = blocks[number][1]
            line = block.layout().lineForTextPosition(document.to_utf16(place.start) - block.position())
            if line.isValid():
                beginning.setdefault((number, line.lineNumber()), []).append((mark, place.state))
        return [
            _line(blocks[number][1], blocks[number][2], line, *shown, beside=_quotation_beside(passages, shown[1]))
            for (number, line), passages in beginning.items()
            if (shown := worst(passages)) is not None
        ]

    def mark_at(self, y: int) -> AnchorMark | None:
        """The mark drawn at that height."""
        line = self._line_at(y)
        return line.mark if line is not None else None

    def _line_at(self, y: int) -> Line | None:
        return next((line for line in self.lines() if line.top <= y < line.top + line.height), None)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._theme is None:
            return
        painter = QPainter(self)
        for line in self.lines():
            if line.top + line.height >= event.rect().top() and line.top <= event.rect().bottom():
                top = line.top + (line.height - SIDE) / 2
                painter.drawPixmap(QPoint(self.width() - SIDE - 6, round(top)), self._pixmap(line.sign))
                if line.beside is not None:
                    painter.drawPixmap(QPoint(self.width() - SIDE - 6 - SIDE // 2, round(top)), self._pixmap("beside"))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        mark = self.mark_at(event.position().toPoint().y())
        if mark is not None:
            self.mark_clicked.emit(mark.owner_kind, mark.owner)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            from PySide6.QtGui import QHelpEvent
            from PySide6.QtWidgets import QToolTip

            assert isinstance(event, QHelpEvent)
            line = self._line_at(event.pos().y())
            QToolTip.showText(event.globalPos(), line.name if line is not None else "", self)
            return True
        return super().event(event)

    def _pixmap(self, sign: str) -> QPixmap:
        drawn = self._drawn.get(sign)
        if drawn is None:
            drawn = self._drawn[sign] = self._made(sign)
        return drawn

    def _made(self, sign: str) -> QPixmap:
        from PySide6.QtGui import QPixmap

        from ui.widgets.level_mark import paint_level_mark, paint_proposal_mark

        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(round(SIDE * ratio), round(SIDE * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        rect = QRectF(0, 0, SIDE, SIDE)
        assert self._theme is not None
        if sign in _LETTERS:
            painter.setPen(self._theme.colour("quiet" if sign in ("passage", "beside") else "warning"))
            font = painter.font()
            font.setBold(True)
            font.setPixelSize(SIDE)
            painter.setFont(font)
            at = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(rect, at if sign == "beside" else Qt.AlignmentFlag.AlignCenter, _LETTERS[sign])
        elif sign == "proposed":
            paint_proposal_mark(painter, rect, self._theme.colour("proposal"))
        else:
            paint_level_mark(painter, rect, sign, self._theme)
        painter.end()
        return pixmap


def _quotation_beside(passages: list[tuple[AnchorMark, AnchorState]], sign: str) -> AnchorMark | None:
    """The quotation nobody linked among the passages that begin in a line, where the line shows another's sign."""
    if sign == "passage":
        return None
    return next((mark for mark, state in passages if mark.owner_kind == "passage" and state != "adrift"), None)


def _line(
    block: QTextBlock, top: float, number: int, mark: AnchorMark, sign: str, *, beside: AnchorMark | None
) -> Line:
    line = block.layout().lineAt(number)
    return Line(top + line.y(), line.height(), mark, sign, beside)
