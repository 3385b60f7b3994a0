"""After it was taken: story by story, the words that must change and those that may, each one key from its place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from newsroom.desk.arrival_wording import LevelChange, StoryWording, WordingPoint
from newsroom.domain.wording import LEVEL_NAMES
from ui.widgets.record_list import RecordLine, RecordList

if TYPE_CHECKING:
    from ui.icons import Icons

NOT_YET = "It changes no level yet. Take the claims it bears on, and the words to look at stand here, story by story."
ALL_FIT = "Every sentence fits the new levels."
ASKS_TERMS = "What was agreed for it is not noted, and the check asks: on the record or not? Note it with the source."
KEYS = "Return goes to the words."


class ArrivalWords(QWidget):
    """``opened`` tells the story and the ``WordingPoint`` of a line."""

    opened = Signal(str, object)

    def __init__(self, *, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: dict[str, tuple[str, WordingPoint]] = {}
        self.told = QLabel()
        self.list = RecordList(name="Words to look at", icons=icons)
        self.told.setWordWrap(True)
        self.told.setProperty("quiet", "true")
        column = QVBoxLayout(self)
        column.addWidget(self.list, 1)
        column.addWidget(self.told)
        column.addStretch(0)
        self.list.opened.connect(self._open)

    @property
    def count(self) -> int:
        """How many places there are to look at."""
        return len(self._points)

    def show_stories(self, stories: Sequence[StoryWording], *, asks_terms: bool = False) -> None:
        """Shows every place of every story, the levels that changed above them; ``asks_terms`` where the check will
        ask what was agreed."""
        self._points = {}
        lines: list[RecordLine] = []
        for told in stories:
            title = told.story.headline or told.story.slug
            lines.append(RecordLine(id=told.story.id, title=f"{title}: {_changed(told.changes)}", heading=True))
            for number, point in enumerate(told.points):
                key = f"{told.story.id} {number}"
                self._points[key] = (told.story.id, point)
                lines.append(_line(key, point))
        self.list.show_lines(lines)
        self.list.setVisible(bool(lines))
        told = KEYS if self._points else ALL_FIT if stories else NOT_YET
        self.told.setText(f"{told} {ASKS_TERMS}" if asks_terms and stories else told)

    def come_to(self) -> None:
        """The keyboard goes to the first line."""
        self.list.choose_first()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, key: str) -> None:
        if key in self._points:
            self.opened.emit(*self._points[key])


def _changed(changes: Sequence[LevelChange]) -> str:
    """``1 claim is confirmed now, 2 are refuted``."""
    levels = [one.after for one in changes]
    parts = [f"{levels.count(level)} {LEVEL_NAMES[level]}" for level in LEVEL_NAMES if level in levels]
    return f"{', '.join(parts)} now"


def _line(key: str, point: WordingPoint) -> RecordLine:
    weight = "Must change" if point.must else "May change"
    where = "the headline" if point.start is None else ""
    words = " · ".join(part for part in (weight, where, point.sentence) if part)
    return RecordLine(
        id=key, title=point.words, subtitle=words, mark="warning" if point.must else "info", mark_name=weight,
        warned=point.must, accessible=f"{weight}: {point.words}. {point.sentence}",
    )  # fmt: skip
