"""The line a text was left at stays the first one seen, whatever comes above the page, until the person moves.

Qt counts a paragraph that was not laid out yet as one line, so a line is named by its paragraph and its number in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPlainTextEdit


class KeptScroll(QObject):
    """Puts the line back at the top when the page gets another size before anybody has moved in it."""

    def __init__(self, editor: QPlainTextEdit) -> None:
        super().__init__(editor)
        self._editor = editor
        self._bar = editor.verticalScrollBar()
        self._wanted: tuple[int, int] | None = None
        self._bar.rangeChanged.connect(lambda _least, _most: self._put())
        self._bar.valueChanged.connect(lambda _line: self._moved())
        self._bar.actionTriggered.connect(lambda _action: self.let_go())
        editor.cursorPositionChanged.connect(self.let_go)

    def first_line(self) -> tuple[int, int]:
        """The first line seen: the number of its paragraph, and its number in that."""
        block = self._editor.firstVisibleBlock()
        return block.blockNumber(), max(0, self._bar.value() - block.firstLineNumber())

    def keep(self, paragraph: int, line: int) -> None:
        """That line is the first one to be seen, now and when the page gets another size."""
        self._wanted = (paragraph, line)
        self._put()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Whatever happens to the page within, the line kept is the first one seen afterwards."""
        wanted = self._wanted
        yield
        if wanted is not None:
            self.keep(*wanted)

    def _put(self) -> None:
        if self._wanted is None:
            return
        paragraph, line = self._wanted
        document = self._editor.document()
        block = document.findBlockByNumber(min(paragraph, document.blockCount() - 1))
        # Lays it out, so that it has all its lines.
        document.documentLayout().blockBoundingRect(block)
        self._bar.setValue(block.firstLineNumber() + min(line, block.lineCount() - 1))

    def _moved(self) -> None:
        if self._wanted is not None and self._editor.firstVisibleBlock().blockNumber() != self._wanted[0]:
            self.let_go()

    def go_to(self, line: int) -> None:
        """Shows another line first, which is not kept."""
        self.let_go()
        self._bar.setValue(line)

    def let_go(self) -> None:
        """Somebody goes elsewhere in the text: no line is kept any more."""
        self._wanted = None
