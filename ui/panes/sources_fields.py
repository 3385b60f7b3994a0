"""What is known of a source, changed where it stands; what was guessed is dimmed and says so until it is confirmed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from newsroom.domain.source import Source
from newsroom.domain.trust import day_of
from newsroom.domain.wording import GRADE_NAMES, HOLDING_NAMES, SOURCE_TYPE_NAMES, TERMS_NAMES
from ui.panes.sources_trouble import file_troubles
from ui.widgets.entries import DATE_HINT, Choice, EntryLine, EntryText, date_refusal, labelled, tell, wrapped

if TYPE_CHECKING:
    from newsroom.desk.story_view import HeldSource, StoryView
    from newsroom.domain.source import ReliabilityRating
    from ui.theme import Look

LABELS = {
    "title": "Title", "publisher": "Outlet", "type": "What it is", "published": "Published", "url": "Address",
    "authors": "Written by",
}  # fmt: skip
TO_CONFIRM = "to confirm"


class SourceFields(QScrollArea):
    """The fields of one source of the story; each is told once, when the person is done with it."""

    changed = Signal(str, object)
    """The field's name and its new value, of the source shown when it was written."""
    terms_set = Signal(str)
    state_set = Signal(str)
    confirmed = Signal()
    opened = Signal(QUrl)
    refused = Signal(str)

    def __init__(self, *, look: Look, below: QWidget, parent: QWidget | None = None) -> None:
        """``below`` stands under the fields and scrolls with them."""
        super().__init__(parent)
        self._look = look
        self._below = below
        self._held: HeldSource | None = None
        self.title = EntryText("Title")
        self.publisher = EntryLine("Outlet")
        self.type = Choice("What it is")
        self.published = EntryLine("Published", hint=DATE_HINT, refusal=date_refusal)
        self.url = EntryLine("Address")
        self.authors = EntryLine("Written by", hint="names, with commas between")
        self.terms = Choice("What was agreed")
        self.state = Choice("How far it was read")
        self.reliability = wrapped()
        self.trouble = wrapped(object_name="warnings")
        self.to_confirm = wrapped()
        self.confirm = QPushButton("Confirm all")
        self.open_address = QPushButton("Open the address in the browser")
        self._labels: dict[str, QLabel] = {}
        self._lay_out()
        self._connect()

    @property
    def source_id(self) -> str:
        """The source shown, empty for none."""
        return self._held.source.id if self._held is not None else ""

    def show_source(self, held: HeldSource | None, view: StoryView | None, *, today: date) -> None:
        """Shows a source. What was being written about another one is settled first."""
        if held is None or held.source.id != self.source_id:
            for entry in self._entries().values():
                entry.settle()
        self._held = held
        self._inside.setEnabled(held is not None)
        if held is None or view is None:
            return
        source = held.source
        self.title.show_words(source.title)
        self.publisher.show_words(source.publisher)
        self.type.show_value(source.type)
        self.published.show_words(source.published or "")
        self.url.show_words(source.url)
        self.authors.show_words(", ".join(source.authors))
        self.terms.show_value(held.terms.value if held.terms is not None else "")
        self.state.show_value(held.holding.state)
        self.open_address.setVisible(source.url.startswith(("http://", "https://")))
        tell(self.trouble, "\n".join(file_troubles(held, view)))
        tell(self.reliability, reliability_words(source, view, today=today))
        self._mark_guesses(source)

    def _mark_guesses(self, source: Source) -> None:
        fields: dict[str, QWidget] = {**self._entries(), "type": self.type}
        for name, field in fields.items():
            guessed = name in source.to_confirm
            font = field.font()
            font.setItalic(guessed)
            field.setFont(font)
            palette = field.palette()
            role = "quiet" if guessed else "text"
            palette.setColor(QPalette.ColorRole.Text, self._look.colour(role))
            palette.setColor(QPalette.ColorRole.ButtonText, self._look.colour(role))
            field.setPalette(palette)
            self._labels[name].setText(f"{LABELS[name]} · {TO_CONFIRM}" if guessed else LABELS[name])
            field.setAccessibleDescription(f"A guess, {TO_CONFIRM}" if guessed else "")
        open_fields = [LABELS[name].lower() for name in LABELS if name in source.to_confirm]
        tell(self.to_confirm, f"Guessed from the file: {', '.join(open_fields)}." if open_fields else "")
        self.confirm.setVisible(bool(source.to_confirm))

    def _entries(self) -> dict[str, EntryLine | EntryText]:
        return {
            "title": self.title, "publisher": self.publisher, "published": self.published, "url": self.url,
            "authors": self.authors,
        }  # fmt: skip

    def _lay_out(self) -> None:
        self.type.offer(SOURCE_TYPE_NAMES.items())
        self.terms.offer([("", "nothing noted"), *TERMS_NAMES.items()])
        self.state.offer(HOLDING_NAMES.items())
        self._inside = inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(10, 8, 10, 10)
        column.setSpacing(3)
        column.addWidget(self.trouble)
        column.addWidget(self.to_confirm)
        column.addWidget(self.confirm, 0, Qt.AlignmentFlag.AlignLeft)
        shown: dict[str, QWidget] = {**self._entries(), "type": self.type}
        for name, words in LABELS.items():
            self._labels[name] = labelled(column, words, shown[name])
            if name == "publisher":
                column.addWidget(self.reliability)
            if name == "url":
                column.addWidget(self.open_address, 0, Qt.AlignmentFlag.AlignLeft)
        labelled(column, "What was agreed", self.terms)
        labelled(column, "How far it was read", self.state)
        column.addWidget(self._below)
        column.addStretch(1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)
        self.setFocusProxy(self.title)

    def _connect(self) -> None:
        for name in ("title", "publisher", "url"):
            self._entries()[name].settled.connect(lambda words, name=name: self.changed.emit(name, words))
        self.published.settled.connect(lambda words: self.changed.emit("published", words or None))
        self.authors.settled.connect(
            lambda words: self.changed.emit("authors", tuple(one.strip() for one in words.split(",") if one.strip()))
        )
        self.published.refused.connect(self.refused)
        self.type.chosen.connect(lambda value: self.changed.emit("type", value))
        self.terms.chosen.connect(self.terms_set)
        self.state.chosen.connect(self.state_set)
        self.confirm.clicked.connect(self.confirmed)
        self.open_address.clicked.connect(lambda: self.opened.emit(QUrl(self.url.text())))


def reliability_words(source: Source, view: StoryView, *, today: date) -> str:
    """How far the outlet is trusted, and why; empty for a source without an outlet."""
    if not source.publisher:
        return ""
    records = view.records
    rating = rating_of(records.publishers, records.ratings, name=source.publisher, url=source.url, today=today)
    if rating is None:
        return "This outlet is not rated."
    return f"This outlet is {GRADE_NAMES[rating.grade]}. {rating.reason}".strip()
