"""The page in a text browser that asks for nothing: no network, no file, and only what changed is put in anew."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, QUrl, Signal
from PySide6.QtGui import QFont, QTextBlockFormat, QTextCursor, QTextDocumentFragment
from PySide6.QtWidgets import QTextBrowser, QWidget

from ui.widgets.sealed_document import SealedDocument, nothing_of

PAGE_MARGIN = 18.0
LIST_INDENT = 22.0


class PageBrowser(QTextBrowser):
    """Shows pieces of HTML one below the other. A link is never followed; it is pointed at or asked for."""

    link_pointed = Signal(str)
    """The address under the pointer or the keyboard's link, empty when there is none any more."""
    link_asked = Signal(str)
    """The address of a link that was clicked, or Return pressed on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pieces: list[str] = []
        self._lengths: list[int] = []
        self._scratch = SealedDocument(self)
        self._scratch.setUndoRedoEnabled(False)
        page = SealedDocument(self)
        page.setUndoRedoEnabled(False)
        page.setDocumentMargin(PAGE_MARGIN)
        page.setIndentWidth(LIST_INDENT)
        self.setDocument(page)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setReadOnly(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.highlighted.connect(lambda url: self.link_pointed.emit(url.toString()))
        self.anchorClicked.connect(lambda url: self.link_asked.emit(url.toString()))

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        return nothing_of(kind)

    def use_style(self, sheet: str, *, font: QFont) -> None:
        """Draws everything anew with a style sheet of Qt's kind."""
        pieces = self._pieces
        for document in (self._scratch, self.document()):
            document.setDefaultStyleSheet(sheet)
            document.setDefaultFont(font)
        self.show_pieces(())
        self.show_pieces(pieces)

    def show_pieces(self, pieces: Sequence[str]) -> None:
        """Shows these pieces; those that stand there already are left alone, and what is read stays where it is."""
        first, last = 0, 0
        shared = min(len(pieces), len(self._pieces))
        while first < shared and pieces[first] == self._pieces[first]:
            first += 1
        while last < shared - first and pieces[-1 - last] == self._pieces[-1 - last]:
            last += 1
        if first == len(pieces) == len(self._pieces):
            return
        reading = self.cursorForPosition(QPoint(0, 0))
        reading.setKeepPositionOnInsert(True)
        above = self.cursorRect(reading).top()
        self._replace(first, len(self._pieces) - last, pieces[first : len(pieces) - last])
        self._pieces = list(pieces)
        moved = self.cursorRect(reading).top() - above
        if moved:
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + moved)

    def show_place(self, piece: int, share: float) -> None:
        """Scrolls so that the place at ``share`` (0 to 1) of a piece is seen; not at all when it is seen already."""
        if not 0 <= piece < len(self._lengths):
            return
        start = sum(self._lengths[:piece]) + 1
        layout, page = self.document().documentLayout(), self.document()
        top = layout.blockBoundingRect(page.findBlock(start))
        bottom = layout.blockBoundingRect(page.findBlock(start + max(0, self._lengths[piece] - 2)))
        y = top.top() + share * max(0.0, bottom.bottom() - top.top())
        bar, height = self.verticalScrollBar(), self.viewport().height()
        line = self.fontMetrics().lineSpacing() * 2
        if not bar.value() + line <= y <= bar.value() + height - line:
            bar.setValue(round(y - height / 3))

    def _replace(self, first: int, after: int, pieces: Sequence[str]) -> None:
        cursor = QTextCursor(self.document())
        at = sum(self._lengths[:first])
        cursor.beginEditBlock()
        cursor.setPosition(at)
        cursor.setPosition(at + sum(self._lengths[first:after]), QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        lengths: list[int] = []
        for piece in pieces:
            before = self.document().characterCount()
            cursor.insertFragment(self._fragment(piece))
            lengths.append(self.document().characterCount() - before)
        if first == 0:
            # Every piece begins a paragraph of its own, which leaves the first line of the document empty.
            line = QTextBlockFormat()
            line.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
            QTextCursor(self.document()).setBlockFormat(line)
        cursor.endEditBlock()
        self._lengths[first:after] = lengths

    def _fragment(self, piece: str) -> QTextDocumentFragment:
        # Taken from behind a first paragraph, so that the piece brings its own beginning of a paragraph with it: what
        # is inserted without one takes the looks of the paragraph it comes into.
        self._scratch.setHtml(f"<p>.</p>{piece}")
        cursor = QTextCursor(self._scratch)
        cursor.setPosition(1)
        cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        return QTextDocumentFragment(cursor)
