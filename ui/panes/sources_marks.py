"""The saved copy with what its bare words do not show: time codes beside the lines, and signs that nobody sees."""

from __future__ import annotations

from bisect import bisect_right
from typing import cast

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QToolTip, QWidget

from newsroom.domain.source import Capture
from newsroom.text.hidden import HiddenCharacter, hidden_characters
from ui.editor.positions import utf16_length
from ui.panes.sources_reading import ReadingView
from ui.panes.sources_times import times_of
from ui.theme import Look

MOST_MARKED = 500
"""More signs than this in one copy are counted, but not marked each."""
LONGEST = 3_000_000
"""Code points up to which a copy is looked through for signs nobody sees."""


class MarkedReading(ReadingView):
    """A ``ReadingView`` whose hidden signs have a mark above their place, and whose time codes stand in the margin."""

    marks_changed = Signal()
    """Another copy is shown, with other signs in it."""

    def __init__(self, *, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look=look, parent=parent)
        self._look_of_marks = look
        self._hidden: tuple[HiddenCharacter, ...] = ()
        self._places: tuple[int, ...] = ()
        self._times: dict[int, str] = {}
        self._margin = _Margin(self)
        self.updateRequest.connect(lambda _rect, _dy: self._margin.update())
        look.changed.connect(self.viewport().update)

    @property
    def hidden_signs(self) -> tuple[HiddenCharacter, ...]:
        """The signs of the copy that nobody sees for what they are, in order of place."""
        return self._hidden

    @property
    def times(self) -> dict[int, str]:
        """Line (from 0) → the time code that stands beside it."""
        return self._times

    def show_capture(self, capture: Capture | None) -> None:
        before = self.capture
        super().show_capture(capture)
        if capture is not None and before is not None and (before.id, before.text) == (capture.id, capture.text):
            return
        text = capture.text if capture is not None else ""
        self._hidden = hidden_characters(text) if len(text) <= LONGEST else ()
        self._places = _utf16_places(text, [one.start for one in self._hidden[:MOST_MARKED]])
        # Notes typed here have the time in their words.
        starts = times_of(capture.offsets) if capture is not None and capture.method != "notes" else ()
        places = _utf16_places(text, [start for start, _ in starts])
        document = self.document()
        self._times = {
            document.findBlock(place).blockNumber(): words
            for place, (_, words) in zip(places, starts, strict=True)
        }  # fmt: skip
        self._fit_margin()
        self.marks_changed.emit()

    def go_to_next_sign(self) -> HiddenCharacter | None:
        """Puts the caret before the next hidden sign, round the end; the sign."""
        if not self._places:
            return None
        at = bisect_right(self._places, self.textCursor().position())
        number = at if at < len(self._places) else 0
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._places[number])
        self.setTextCursor(cursor)
        self.centerCursor()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        return self._hidden[number]

    def scroll_to(self, start: int) -> None:
        """Brings a place (code points of the copy) to the top; the selection stays."""
        if self.capture is None:
            return
        line = self.document().findBlock(utf16_length(self.capture.text[:start])).firstLineNumber()
        # A plain text edit scrolls by lines.
        self.verticalScrollBar().setValue(line)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            asked = cast("QHelpEvent", event)
            at = self.cursorForPosition(self.viewport().mapFrom(self, asked.pos())).position()
            near = [one.name for one, place in zip(self._hidden, self._places, strict=False) if abs(place - at) <= 1]
            QToolTip.showText(asked.globalPos(), ", ".join(near), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._places:
            return
        first = self.firstVisibleBlock().position()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look_of_marks.colour("stop"), 1.2))
        painter.setBrush(self._look_of_marks.colour("stop"))
        for place in self._places[max(0, bisect_right(self._places, first - 1)) :]:
            cursor = QTextCursor(self.document())
            cursor.setPosition(place)
            rect = self.cursorRect(cursor)
            if rect.top() > self.viewport().height():
                break
            x = float(rect.left())
            painter.drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom()))
            top = QPointF(x, rect.top() + 5.0)
            painter.drawPolygon(QPolygonF([top, top + QPointF(-4, -5), top + QPointF(4, -5)]))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_margin()

    def _fit_margin(self) -> None:
        widest = max((self.fontMetrics().horizontalAdvance(words) for words in self._times.values()), default=0)
        width = widest + 14 if widest else 0
        self.setViewportMargins(width, 0, 0, 0)
        inner = self.contentsRect()
        self._margin.setGeometry(QRect(inner.left(), inner.top(), width, inner.height()))
        self._margin.setVisible(bool(width))

    def paint_margin(self, painter: QPainter, width: int) -> None:
        """Writes the time codes beside the lines that are seen."""
        block = self.firstVisibleBlock()
        painter.setPen(self._look_of_marks.colour("quiet"))
        painter.setFont(self.font())
        while block.isValid():
            place = self.blockBoundingGeometry(block).translated(self.contentOffset())
            if place.top() > self.viewport().height():
                return
            words = self._times.get(block.blockNumber())
            if words:
                line = QRectF(0, place.top(), width - 6, self.fontMetrics().height())
                painter.drawText(line, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), words)
            block = block.next()


class _Margin(QWidget):
    """The strip at the left; the copy paints it."""

    def __init__(self, view: MarkedReading) -> None:
        super().__init__(view)
        self._view = view
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._view.paint_margin(painter, self.width())
        painter.end()


def _utf16_places(text: str, starts: list[int]) -> tuple[int, ...]:
    """Code points, ascending, as positions of the document."""
    places: list[int] = []
    done, counted = 0, 0
    for start in starts:
        counted += utf16_length(text[done:start])
        done = start
        places.append(counted)
    return tuple(places)
