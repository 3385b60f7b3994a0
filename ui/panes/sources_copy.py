"""The saved copy of a source: which one, where in it, the words themselves, and a line to find words in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from newsroom.domain.source import Capture
from newsroom.text.passage import locator_at
from ui.panes.sources_reading import Passage, ReadingView
from ui.time_words import here_and_now, when_words
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.entries import Choice, tell, wrapped

if TYPE_CHECKING:
    from ui.theme import Look

METHODS = {
    "saved_page": "saved page", "pasted": "pasted, page not saved", "pdf": "PDF", "screenshot": "screenshot",
    "upload": "file", "scan": "scan", "recording": "recording", "transcript": "transcript", "notes": "notes",
}  # fmt: skip
NO_COPY = (
    "No copy of this source is saved, so what it says cannot be checked later. Drop the saved page, PDF or text here, "
    "or on the list above."
)
NO_WORDS = "The file is kept, but its words could not be read. Open it outside to see it."


class CopyReader(QWidget):
    """``show_copies`` gets the copies of one source, the newest first."""

    picked = Signal()
    left = Signal()

    def __init__(self, *, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._copies: tuple[Capture, ...] = ()
        self.copies = Choice("Which saved copy")
        self.place = ElidedLabel(quiet=True)
        self.said = wrapped()
        self.view = ReadingView(look=look)
        self.find_line = FindLine()
        self._lay_out()
        self.copies.chosen.connect(self._turn)
        self.view.picked.connect(self._tell_place)
        self.view.picked.connect(self.picked)
        self.view.left.connect(self.left)
        self.view.find_wanted.connect(self.find_line.open)
        self.find_line.wanted.connect(self._find)
        self.find_line.closed.connect(lambda: self.view.setFocus(Qt.FocusReason.OtherFocusReason))

    @property
    def capture(self) -> Capture | None:
        return self.view.capture

    def show_copies(self, copies: Sequence[Capture]) -> None:
        """Shows the newest copy, or goes on showing the one that is shown where it is still among them."""
        self._copies = tuple(copies)
        now = here_and_now()
        self.copies.offer((one.id, f"{_method(one)}, {when_words(one.captured_at, now=now)}") for one in copies)
        self.copies.setVisible(len(copies) > 1)
        shown = self.view.capture
        kept = next((one for one in copies if shown is not None and one.id == shown.id), None)
        self._show(kept or next(iter(copies), None))

    def show_passage(self, start: int, end: int, *, capture_id: str = "") -> None:
        """Marks a passage of the copy of that id, else of the one shown; code points."""
        if capture_id:
            self._turn(capture_id)
        self.view.show_passage(start, end)
        self._tell_place()

    def picked_passage(self) -> Passage | None:
        return self.view.picked_passage()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(10, 4, 10, 2)
        head.addWidget(self.copies, 1)
        head.addWidget(self.place, 1)
        self.said.setContentsMargins(10, 4, 10, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.said)
        column.addWidget(self.view, 1)
        # Takes the room of a copy that has no words to show.
        column.addStretch(0)
        column.addWidget(self.find_line)
        self.setFocusProxy(self.view)

    def _turn(self, capture_id: str) -> None:
        self._show(next((one for one in self._copies if one.id == capture_id), self.view.capture))

    def _show(self, capture: Capture | None) -> None:
        self.view.show_capture(capture)
        self.copies.show_value(capture.id if capture is not None else "")
        words = capture is not None and bool(capture.text)
        self.view.setVisible(words)
        tell(self.said, "" if words else NO_COPY if capture is None else NO_WORDS)
        self._tell_place()

    def _tell_place(self) -> None:
        capture, passage = self.view.capture, self.view.picked_passage()
        if capture is None:
            self.place.setText("")
            return
        at = passage.start if passage is not None else self.view.passage[0] if self.view.passage else None
        where = locator_at(capture.offsets, at) if at is not None else ""
        method = _method(capture) if len(self._copies) < 2 else ""
        saved = f"{method}, {when_words(capture.captured_at, now=here_and_now())}" if method else ""
        self.place.setText(" · ".join(part for part in (where, saved) if part))

    def _find(self, words: str, back: bool, again: bool) -> None:
        found = self.view.find_words(words, back=back, from_start=not again)
        self.find_line.tell_found(found or not words)


def _method(copy: Capture) -> str:
    return METHODS[copy.method] if copy.evidentiary else f"{METHODS[copy.method]}, still open"


class FindLine(QWidget):
    """Hidden until ``open``. Return goes to the next place, Shift+Return to the one before, Esc closes."""

    wanted = Signal(str, bool, bool)
    """The words, whether backwards, and whether to go on from the place found last."""
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QLineEdit()
        self.words.setAccessibleName("Find in the saved copy")
        self.words.setPlaceholderText("Find in the saved copy")
        self.told = QLabel()
        self.told.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.close_button = QPushButton("Close")
        self.close_button.setAutoDefault(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 4, 10, 4)
        row.addWidget(self.words, 1)
        row.addWidget(self.told)
        row.addWidget(self.close_button)
        self.words.textEdited.connect(lambda words: self.wanted.emit(words, False, False))
        self.close_button.clicked.connect(self.close_line)
        self.hide()

    def open(self) -> None:
        self.show()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    def close_line(self) -> None:
        self.hide()
        self.closed.emit()

    def tell_found(self, found: bool) -> None:
        self.told.setText("" if found else "not there")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.wanted.emit(self.words.text(), back, True)
        elif event.key() == Qt.Key.Key_Escape:
            self.close_line()
        else:
            super().keyPressEvent(event)
