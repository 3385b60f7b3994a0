"""What is known of a source, changed where it stands; what was guessed is dimmed and says so until it is confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from newsroom.desk.ratings import rating_of
from newsroom.domain.file_changed import changed_in
from newsroom.domain.source import Source
from newsroom.domain.wording import GRADE_NAMES, HOLDING_NAMES, SOURCE_TYPE_NAMES, TERMS_NAMES
from ui.panes.sources_guesses import FieldHead
from ui.panes.sources_trouble import file_troubles
from ui.time_words import date_words
from ui.widgets.entries import DATE_HINT, Choice, EntryLine, EntryText, date_refusal, labelled, tell, wrapped
from ui.widgets.only_reads import only_reads

if TYPE_CHECKING:
    from newsroom.desk.story_view import HeldSource, StoryView
    from ui.theme import Look

LABELS = {
    "title": "Title", "publisher": "Outlet", "type": "What it is", "published": "Published", "url": "Address",
    "authors": "Written by", "accessed_at": "Saved or seen on", "language": "Language", "description": "Note",
}  # fmt: skip
OF_WORDS = ("title", "publisher", "url", "language", "description")
OF_DATES = ("published", "accessed_at")


class SourceFields(QScrollArea):
    """The fields of one source of the story; each is told once, when the person is done with it."""

    changed = Signal(str, object)
    """The field's name and its new value, of the source shown when it was written."""
    tags_set = Signal(object)
    """The names of all its tags."""
    terms_set = Signal(str)
    state_set = Signal(str)
    confirmed = Signal(object)
    """The names of the fields that are right as they are, None for all."""
    outlet_asked = Signal(str, str)
    """The outlet and the address of the source: how far it is trusted is asked for."""
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
        self.accessed_at = EntryLine(LABELS["accessed_at"], hint="such as 2026-07-14", refusal=date_refusal)
        self.language = EntryLine("Language", hint="such as en")
        self.description = EntryText("Note", hint="what the file says of itself, or what you note")
        self.tags = EntryLine("Tags", hint="words, with commas between")
        self.terms = Choice("What was agreed")
        self.state = Choice("How far it was read")
        self.reliability, self.changed_on = wrapped(), wrapped()
        self.rate = QPushButton("Rate this outlet…")
        self.trouble = wrapped(object_name="warnings")
        self.to_confirm = wrapped()
        self.confirm = QPushButton("Confirm all")
        self.open_address = only_reads(QPushButton("Open the address in the browser"))
        self.heads: dict[str, FieldHead] = {}
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
        for name in OF_WORDS:
            self._entries()[name].show_words(getattr(source, name))
        for name in OF_DATES:
            self._entries()[name].show_words(getattr(source, name) or "")
        self.type.show_value(source.type)
        self.authors.show_words(", ".join(source.authors))
        self.terms.show_value(held.terms.value if held.terms is not None else "")
        self.state.show_value(held.holding.state)
        self.open_address.setVisible(source.url.startswith(("http://", "https://")))
        tell(self.trouble, "\n".join(file_troubles(held, view)))
        tell(self.reliability, reliability_words(source, view, today=today))
        self.rate.setVisible(bool(source.publisher))
        tell(self.changed_on, changed_words(source.description))
        self._mark_guesses(source)

    def show_tags(self, names: Sequence[str]) -> None:
        """The tags of the source shown."""
        self.tags.show_words(", ".join(names))

    def _mark_guesses(self, source: Source) -> None:
        for name, head in self.heads.items():
            head.show_guess(name in source.to_confirm, look=self._look)
        open_fields = [LABELS[name].lower() for name in LABELS if name in source.to_confirm]
        tell(self.to_confirm, f"Guessed from the file: {', '.join(open_fields)}." if open_fields else "")
        self.confirm.setVisible(bool(source.to_confirm))

    def _entries(self) -> dict[str, EntryLine | EntryText]:
        return {
            "title": self.title, "publisher": self.publisher, "published": self.published, "url": self.url,
            "authors": self.authors, "accessed_at": self.accessed_at, "language": self.language,
            "description": self.description,
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
        left = Qt.AlignmentFlag.AlignLeft
        for name, words in LABELS.items():
            head = self.heads[name] = FieldHead(words, shown[name])
            column.addWidget(head)
            column.addWidget(shown[name])
            if name == "publisher":
                column.addWidget(self.reliability)
                column.addWidget(self.rate, 0, left)
            if name == "published":
                column.addWidget(self.changed_on)
            if name == "url":
                column.addWidget(self.open_address, 0, left)
        labelled(column, "Tags", self.tags)
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
        for name in OF_WORDS:
            self._entries()[name].settled.connect(partial(self.changed.emit, name))
        for name, entry in (("published", self.published), ("accessed_at", self.accessed_at)):
            entry.settled.connect(lambda words, name=name: self.changed.emit(name, words or None))
            entry.refused.connect(self.refused)
        for name, head in self.heads.items():
            head.confirmed.connect(partial(self.confirmed.emit, (name,)))
        self.tags.settled.connect(lambda words: self.tags_set.emit([one.strip() for one in words.split(",")]))
        self.rate.clicked.connect(lambda: self.outlet_asked.emit(self.publisher.text().strip(), self.url.text()))
        self.authors.settled.connect(
            lambda words: self.changed.emit("authors", tuple(one.strip() for one in words.split(",") if one.strip()))
        )
        self.type.chosen.connect(lambda value: self.changed.emit("type", value))
        self.terms.chosen.connect(self.terms_set)
        self.state.chosen.connect(self.state_set)
        self.confirm.clicked.connect(lambda: self.confirmed.emit(None))
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


def changed_words(description: str) -> str:
    """When the file says it was changed last; empty where it does not say."""
    moment = changed_in(description)
    return f"Changed {date_words(moment)}, as the file itself says." if moment else ""
