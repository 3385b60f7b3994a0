"""The selected record in full: quiet labels above their values. Wraps anywhere, scrolls, can be selected and copied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QByteArray, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QFont,
    QImage,
    QPainter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextImageFormat,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from ui.icons import Icons
from ui.theme import READING_FACES
from ui.widgets.level_mark import LEVELS, paint_level_mark
from ui.widgets.record_delegate import SMALLER

SpanStyle = Literal["strong", "added", "removed", "found", "quiet", "warning"]


@dataclass(frozen=True, slots=True)
class Span:
    """Part of a value set off from the rest, from ``start`` to ``end`` in code points. Added words are underlined,
    removed ones struck through, so that colour says nothing alone."""

    start: int
    end: int
    style: SpanStyle


@dataclass(frozen=True, slots=True)
class DetailRow:
    """``mark`` is a level or the name of an icon before the value. ``link`` makes the value something to follow.
    Without a label the value joins the row above; ``passage`` sets it as words from a source."""

    label: str
    value: str
    mark: str | None = None
    link: str = ""
    passage: bool = False
    spans: tuple[Span, ...] = ()


class Detail(QTextBrowser):
    """Shows rows. Plain words only: nothing in a value is read as HTML, and nothing is ever fetched."""

    followed = Signal(str)
    """The ``link`` of a row, followed by mouse or by Tab and Return."""

    def __init__(self, *, name: str, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._rows: tuple[DetailRow, ...] = ()
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.document().setDocumentMargin(12)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.anchorClicked.connect(lambda url: self.followed.emit(url.toString().removeprefix("row:")))
        # A method, not a lambda: whoever is gone with its dialog is told no more.
        icons.look.changed.connect(self._look_changed)

    @property
    def rows(self) -> tuple[DetailRow, ...]:
        return self._rows

    def show_rows(self, rows: Sequence[DetailRow]) -> None:
        """Shows these rows from the top; the same rows again change nothing, so that the place read stays."""
        if tuple(rows) != self._rows:
            self._rows = tuple(rows)
            self._write()

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        address = QUrl(name)
        if address.scheme() == "mark":
            return self._drawn(address.path())
        return QByteArray()

    def _look_changed(self, theme: object) -> None:
        del theme
        self._write()

    def _write(self) -> None:
        self.clear()
        self.document().setDefaultFont(self.font())
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for place, row in enumerate(self._rows):
            if row.label:
                self._start_block(cursor, first=place == 0, above=10)
                cursor.insertText(row.label, self._format("quiet", smaller=True))
            self._start_block(cursor, first=place == 0 and not row.label, above=1 if row.label else 4, row=row)
            if row.mark is not None:
                self._insert_mark(cursor, row.mark)
            self._insert_value(cursor, row)
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _start_block(self, cursor: QTextCursor, *, first: bool, above: int, row: DetailRow | None = None) -> None:
        block = QTextBlockFormat()
        block.setTopMargin(0 if first else above)
        if row is not None and row.passage:
            block.setLeftMargin(10)
            block.setBackground(self._icons.look.colour("hover"))
        if row is not None:
            block.setLineHeight(112, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if first:
            cursor.setBlockFormat(block)
        else:
            cursor.insertBlock(block)

    def _insert_mark(self, cursor: QTextCursor, mark: str) -> None:
        image = QTextImageFormat()
        side = self.fontMetrics().height()
        image.setName(f"mark:{mark}")
        image.setWidth(side)
        image.setHeight(side)
        image.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignMiddle)
        cursor.insertImage(image)
        cursor.insertText("\u00a0", self._format("text"))

    def _insert_value(self, cursor: QTextCursor, row: DetailRow) -> None:
        at = 0
        # Line ends within a value stay in its block.
        value = row.value.replace("\n", "\u2028")
        for span in sorted(row.spans, key=lambda span: span.start):
            cursor.insertText(value[at : span.start], self._value_format(row))
            cursor.insertText(value[span.start : span.end], self._span_format(row, span.style))
            at = max(at, span.end)
        cursor.insertText(value[at:], self._value_format(row))

    def _format(self, role: str, *, smaller: bool = False) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setForeground(self._icons.look.colour(role))
        if smaller and self.font().pointSizeF() > 0:
            made.setFontPointSize(self.font().pointSizeF() * SMALLER)
        return made

    def _value_format(self, row: DetailRow) -> QTextCharFormat:
        made = self._format("link" if row.link else "text")
        if row.passage:
            made.setFontFamilies(list(READING_FACES))
        if row.link:
            made.setAnchor(True)
            made.setAnchorHref(f"row:{row.link}")
            made.setFontUnderline(True)
        return made

    def _span_format(self, row: DetailRow, style: SpanStyle) -> QTextCharFormat:
        made = self._value_format(row)
        match style:
            case "strong":
                made.setFontWeight(QFont.Weight.DemiBold)
            case "added":
                made.setBackground(self._icons.look.colour("added"))
                made.setFontUnderline(True)
            case "removed":
                made.setBackground(self._icons.look.colour("removed"))
                made.setFontStrikeOut(True)
            case "found":
                made.setBackground(self._icons.look.colour("found"))
            case "quiet" | "warning":
                made.setForeground(self._icons.look.colour(style))
        return made

    def _drawn(self, mark: str) -> QImage:
        scale, side = self.devicePixelRatioF(), self.fontMetrics().height()
        image = QImage(round(side * scale), round(side * scale), QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(scale)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        where = QRectF(0, 0, side, side)
        if mark in LEVELS:
            paint_level_mark(painter, where, mark, self._icons.look.theme)
        else:
            self._icons.paint(painter, where, mark, self._icons.look.colour("icon"))
        painter.end()
        return image
