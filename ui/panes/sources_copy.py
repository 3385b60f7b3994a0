"""The saved copy of a source: which one, where in it, the words themselves, and a line to find words in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from newsroom.domain.source import Capture
from newsroom.text.passage import locator_at
from ui.panes.sources_find import FindLine
from ui.panes.sources_marks import MarkedReading
from ui.panes.sources_page import PagePicture
from ui.panes.sources_reading import Passage
from ui.panes.sources_times import hidden_words
from ui.panes.sources_typed import TypedPassage
from ui.time_words import here_and_now, when_words
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.entries import Choice, tell, wrapped
from ui.widgets.only_reads import only_reads

if TYPE_CHECKING:
    from ui.jobs import JobRunner
    from ui.theme import Look

METHODS = {
    "saved_page": "saved page", "pasted": "pasted, page not saved", "pdf": "PDF", "screenshot": "screenshot",
    "upload": "file", "scan": "scan", "recording": "recording", "transcript": "transcript", "notes": "notes",
}  # fmt: skip
NO_COPY = (
    "No copy of this source is saved, so what it says cannot be checked later. Drop the saved page, PDF or text here, "
    "or on the list above."
)
NO_WORDS = "The file is kept, but it has no words that could be read. Open it outside, and type the passage you need."
NO_WORDS_ON_PAGE = "This page has no words that can be read, only its picture. Type the passage you need."


class CopyReader(QWidget):
    """``show_copies`` gets the copies of one source, the newest first."""

    picked = Signal()
    left = Signal()
    passage_typed = Signal(str, str)
    """What stands in a copy without words, and where: typed by the person."""

    def __init__(
        self, *, look: Look, jobs: JobRunner, picture_of: Callable[[Capture, int, int], bytes],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._copies: tuple[Capture, ...] = ()
        self.copies = only_reads(Choice("Which saved copy"))
        self.place = ElidedLabel(quiet=True)
        self.said = wrapped()
        self.view = MarkedReading(look=look)
        self.signs = wrapped()
        self.next_sign = only_reads(QPushButton("Go to the next"))
        self.page_button = only_reads(QPushButton("Show the page"))
        self.page = PagePicture(jobs=jobs, picture_of=picture_of)
        self.typed = TypedPassage()
        self.find_line = FindLine()
        self._lay_out()
        self.copies.chosen.connect(self._turn)
        self.view.picked.connect(self._tell_place)
        self.view.picked.connect(self.picked)
        self.view.left.connect(self.left)
        self.view.find_wanted.connect(self.find_line.open)
        self.find_line.wanted.connect(self._find)
        self.view.marks_changed.connect(self._tell_signs)
        self.next_sign.clicked.connect(self._go_to_sign)
        self.page_button.toggled.connect(lambda _shown: self._show_page())
        self.page.turned.connect(self._follow_page)
        self.typed.kept.connect(self.passage_typed)
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
        head.addWidget(self.page_button)
        self.page_button.setCheckable(True)
        self.page_button.hide()
        self.next_sign.hide()
        for button in (self.page_button, self.next_sign):
            button.setAutoDefault(False)
        signs = QHBoxLayout()
        signs.setContentsMargins(10, 0, 10, 2)
        signs.addWidget(self.signs, 1)
        signs.addWidget(self.next_sign)
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.view)
        halves.addWidget(self.page)
        halves.setStretchFactor(0, 1)
        halves.setStretchFactor(1, 3)
        self.page.hide()
        self.said.setContentsMargins(10, 4, 10, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.said)
        column.addLayout(signs)
        column.addWidget(halves, 1)
        column.addWidget(self.typed)
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
        is_pdf = capture is not None and capture.method == "pdf" and capture.original_file is not None
        self.page.show_copy(capture if is_pdf else None)
        self.page_button.setVisible(is_pdf and words)
        self._show_page()
        self._tell_place()

    def _show_page(self) -> None:
        """Shows the page of the passage, where that is wanted or the copy has no words."""
        capture = self.view.capture
        is_pdf = capture is not None and capture.method == "pdf" and capture.original_file is not None
        wanted = is_pdf and (self.page_button.isChecked() or not self.view.isVisibleTo(self))
        self.page.setVisible(wanted)
        if wanted:
            self.page.show_page(self.page.page_at(self._looked_at() or 0))
        self._ask_for_words()

    def _follow_page(self, page: int) -> None:
        self.view.scroll_to(self.page.start_of(page))
        self._ask_for_words()

    def _ask_for_words(self) -> None:
        """A copy, or a page of it, without words takes a typed passage."""
        capture, said = self.view.capture, ""
        if capture is None:
            said = NO_COPY
        elif not capture.text.strip():
            said = NO_WORDS
        elif self.page.isVisibleTo(self) and self.page.page:
            start, end = self.page.start_of(self.page.page), self.page.start_of(self.page.page + 1)
            said = "" if capture.text[start : end or None].strip() else NO_WORDS_ON_PAGE
        tell(self.said, said)
        self.typed.setVisible(capture is not None and bool(said))
        if said == NO_WORDS_ON_PAGE and not self.typed.place.text():
            self.typed.place.setText(f"page {self.page.page}")

    def _tell_signs(self) -> None:
        words = hidden_words(self.view.hidden_signs)
        tell(self.signs, words)
        self.next_sign.setVisible(bool(words))

    def _go_to_sign(self) -> None:
        sign = self.view.go_to_next_sign()
        if sign is not None:
            self.place.setText(f"Here: {sign.name}")

    def _looked_at(self) -> int | None:
        passage = self.view.picked_passage()
        return passage.start if passage is not None else self.view.passage[0] if self.view.passage else None

    def _tell_place(self) -> None:
        capture, at = self.view.capture, self._looked_at()
        if capture is None:
            self.place.setText("")
            return
        if at is not None and self.page.isVisibleTo(self):
            self.page.show_page(self.page.page_at(at))
        where = locator_at(capture.offsets, at) if at is not None else ""
        method = _method(capture) if len(self._copies) < 2 else ""
        saved = f"{method}, {when_words(capture.captured_at, now=here_and_now())}" if method else ""
        self.place.setText(" · ".join(part for part in (where, saved) if part))

    def _find(self, words: str, back: bool, again: bool) -> None:
        found = self.view.find_words(words, back=back, from_start=not again)
        self.find_line.tell_found(found or not words)


def _method(copy: Capture) -> str:
    return METHODS[copy.method] if copy.evidentiary else f"{METHODS[copy.method]}, still open"
