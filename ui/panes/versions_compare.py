"""Two states of a text as one: what was added is underlined, what was removed is struck through."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QLabel, QTextEdit, QVBoxLayout, QWidget

from newsroom.desk.versions import revision_text
from newsroom.domain.errors import NewsroomError
from newsroom.text.word_diff import Piece, word_diff
from ui.panes.versions_compare_lines import shown_pieces, summary_of
from ui.theme import Look, text_font

if TYPE_CHECKING:
    from newsroom.desk.desk import Desk
    from ui.jobs import Job, JobRunner

NOTHING_CHOSEN = "Choose a version to see what has changed since."

READING_POINTS = 10.5
MOST_TOLD = 200
MOST_SHOWN = 400_000
"""Code points; a longer comparison is cut, and says so."""


class CompareView(QTextEdit):
    """Read-only. ``next_change`` goes on to the next change and round the end."""

    def __init__(self, *, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._pieces: tuple[Piece, ...] = ()
        self._changes: list[tuple[int, int, str]] = []
        self._at = -1
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setFont(text_font(READING_POINTS))
        self.document().setDocumentMargin(10)
        self.setAccessibleName("What changed since")
        look.changed.connect(self._paint)

    @property
    def changes(self) -> tuple[str, ...]:
        """Each change in words, in order: ``Added: …``, ``Removed: …``."""
        return tuple(words for _, _, words in self._changes)

    def show_pieces(self, pieces: Sequence[Piece]) -> None:
        if tuple(pieces) != self._pieces:
            self._pieces = tuple(pieces)
            self._paint()

    def next_change(self, *, back: bool = False) -> str:
        """Selects the next change, or the one before; returns it in words, empty when there is none."""
        if not self._changes:
            return ""
        step = -1 if back else 1
        self._at = (self._at + step) % len(self._changes) if self._at >= 0 or not back else len(self._changes) - 1
        start, end, words = self._changes[self._at]
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        return words

    def _paint(self, _theme: object = None) -> None:
        self._at, self._changes = -1, []
        self.clear()
        cursor = self.textCursor()
        cursor.beginEditBlock()
        room = MOST_SHOWN
        for shown in shown_pieces(self._pieces):
            if room <= 0:
                cursor.insertText("\n\n… the rest is not shown.", self._format("left_out"))
                break
            if shown.left_out:
                cursor.insertText(_left_out(shown.left_out), self._format("left_out"))
                continue
            start = cursor.position()
            cursor.insertText(shown.piece.words, self._format(shown.piece.kind))
            room -= len(shown.piece.words)
            if shown.piece.kind != "kept":
                told = " ".join(shown.piece.words.split()) or "a line break"
                self._changes.append((start, cursor.position(), f"{shown.piece.kind.title()}: {told}"))
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _format(self, kind: str) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setFont(self.font())
        form.setForeground(self._look.colour("quiet" if kind == "left_out" else "text"))
        if kind == "added":
            form.setFontUnderline(True)
            form.setBackground(self._look.colour("added"))
        elif kind == "removed":
            form.setFontStrikeOut(True)
            form.setBackground(self._look.colour("removed"))
        elif kind == "left_out":
            form.setFontItalic(True)
        return form


def _left_out(words: int) -> str:
    return f" [… {words} word{'' if words == 1 else 's'} as they were …] "


class Comparison(QWidget):
    """A kept version beside other words, compared in a job; the summary says in words what the colours show."""

    def __init__(self, *, desk: Desk, jobs: JobRunner, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs = jobs
        self._asked: tuple[str, str] = ("", "")
        self.summary = QLabel(NOTHING_CHOSEN)
        self.summary.setWordWrap(True)
        self.summary.setMinimumWidth(1)
        self.summary.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.summary.setContentsMargins(10, 6, 10, 4)
        self.view = CompareView(look=look)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.summary)
        column.addWidget(self.view, 1)

    def compare(self, revision_id: str, text: str) -> None:
        """Shows what changed from the kept version to ``text``; without a version, nothing."""
        if (revision_id, text) == self._asked:
            return
        self._asked = (revision_id, text)
        if not revision_id:
            self._show(self._asked, (), NOTHING_CHOSEN)
            return

        def read(_: Job) -> tuple[Piece, ...]:
            return pieces_since(self._desk, revision_id, text)

        self._jobs.run(
            read, done=partial(self._show, self._asked), failed=partial(self._tell, self._asked), key="compare versions"
        )

    def next_change(self, *, back: bool) -> None:
        """Goes to the next change and says it."""
        told = self.view.next_change(back=back)
        if told:
            self.summary.setText(told if len(told) < MOST_TOLD else f"{told[:MOST_TOLD]} …")

    def _show(self, asked: tuple[str, str], pieces: tuple[Piece, ...], words: str = "") -> None:
        if asked == self._asked:
            self.summary.setText(words or summary_of(pieces))
            self.view.show_pieces(pieces)

    def _tell(self, asked: tuple[str, str], error: NewsroomError) -> None:
        self._show(asked, (), str(error))


def pieces_since(desk: Desk, revision_id: str, text: str) -> tuple[Piece, ...]:
    """What changed from a kept version to ``text``; raises when the version is damaged or gone."""
    return word_diff(revision_text(desk.queries, revision_id), text)
