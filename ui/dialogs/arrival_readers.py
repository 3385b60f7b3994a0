"""What readers of a story that is out are told: proposed from what changed, recorded on a person's word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from newsroom.desk.after_publication import NOTICE_NAMES, offered_text
from newsroom.domain.partial_date import date_in_words
from ui.widgets.entries import Choice, EntryText, labelled, wrapped

if TYPE_CHECKING:
    from newsroom.desk.arrival_wording import StoryWording
    from newsroom.domain.story import PostPublicationKind

NOBODY = "No story it changes has left the desk, so there is nobody to tell."


class ArrivalReaders(QWidget):
    """``recorded`` carries the arguments of ``record_notice``."""

    recorded = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stories: dict[str, StoryWording] = {}
        self._source, self._day = "", ""
        self._filled: tuple[str, str] = ("", "")
        self.story, self.kind = Choice("Story"), Choice("Kind of notice")
        self.kind.offer(NOTICE_NAMES.items())
        self.standing = wrapped()
        self.reader_text = EntryText("What readers are told")
        self.before, self.after = EntryText("What was wrong"), EntryText("What is right")
        self.record = QPushButton("Record the notice")
        self._lay_out()
        self.story.chosen.connect(lambda _story: self._fill())
        self.kind.chosen.connect(lambda _kind: self._offer())
        self.record.clicked.connect(self._record)

    @property
    def count(self) -> int:
        """How many stories that are out it changes."""
        return len(self._stories)

    def show_stories(self, stories: Sequence[StoryWording], *, source: str, day: str) -> None:
        """Offers those that readers have; ``source`` is what came, ``day`` today as an ISO date."""
        self._source, self._day = source, day
        self._stories = {told.story.id: told for told in stories if told.published is not None}
        self.story.offer((key, told.story.headline or told.story.slug) for key, told in self._stories.items())
        if self.story.value() not in self._stories and self._stories:
            self.story.setCurrentIndex(0)
        self._fill()

    def _fill(self) -> None:
        told = self._stories.get(self.story.value())
        for field in (self.story, self.kind, self.before, self.after, self.reader_text, self.record):
            field.setEnabled(told is not None)
        if told is None or told.published is None:
            self.standing.setText(NOBODY)
            self.standing.show()
            return
        known = told.published.told_of([change.claim.id for change in told.changes])
        since = (
            f" Readers were told on {date_in_words(known.at[:10])}: {NOTICE_NAMES[known.kind]}."
            if known is not None
            else ""
        )
        self.standing.setText(f"The story was {told.published.words}.{since}")
        self.standing.show()
        # What somebody wrote here is not offered over, whatever is read anew meanwhile.
        if self._filled[0] != told.story.id:
            self.kind.show_value(told.proposed or "update")
            self._offer()

    def _offer(self) -> None:
        told = self._stories.get(self.story.value())
        if told is None:
            return
        wrong = [change.claim.wording for change in told.changes if change.after in ("refuted", "disputed")]
        said = wrong or [change.claim.wording for change in told.changes]
        kind = cast("PostPublicationKind", self.kind.value())
        offered = offered_text(kind, day=self._day, source=self._source, wordings=said)
        if self.reader_text.toPlainText() in ("", self._filled[1]) or self._filled[0] != told.story.id:
            self.reader_text.setPlainText(offered)
            self.before.setPlainText(" ".join(wrong))
            self.after.setPlainText("")
        self._filled = (told.story.id, offered)
        for field in (self.before, self.after):
            field.setVisible(kind == "correction")
        for label in (self._before_label, self._after_label):
            label.setVisible(kind == "correction")

    def _record(self) -> None:
        told = self._stories.get(self.story.value())
        if told is not None:
            self.recorded.emit({
                "story_id": told.story.id, "kind": self.kind.value(), "reader_text": self.reader_text.toPlainText(),
                "before": self.before.toPlainText(), "after": self.after.toPlainText(),
                "claims": [change.claim.id for change in told.changes], "reason": self._source,
            })  # fmt: skip

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.addWidget(self.standing)
        labelled(column, "Story", self.story)
        labelled(column, "Kind of notice", self.kind)
        self._before_label: QLabel = labelled(column, "What was wrong", self.before)
        self._after_label: QLabel = labelled(column, "What is right", self.after)
        labelled(column, "What readers are told, on the page from the next export on", self.reader_text)
        self.record.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.addWidget(self.record)
        foot.addStretch(1)
        column.addLayout(foot)
        column.addStretch(1)
