"""The line at the foot of the window: words, reading time, levels, whether it is saved, which version."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QRegularExpressionValidator
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QStackedWidget, QToolButton, QWidget

from newsroom.desk.stories import set_story_fields
from newsroom.domain.wording import LEVEL_NAMES
from newsroom.text.word_count import WordCount
from ui.panes.status_counts import level_counts, reading_words, saved_words, words_words
from ui.time_words import here_and_now
from ui.widgets.entries import clear
from ui.widgets.level_mark import LevelMark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsroom.desk.story_view import StoryView
    from newsroom.domain.claim import Level
    from ui.open_text import OpenText
    from ui.saving import SaveState, Saving
    from ui.story_watch import StoryWatch
    from ui.theme import Look
    from ui.timeline import Timeline

DIGITS = QRegularExpression(r"\d{0,7}")


class StatusLine(QWidget):
    """What stands there is also said by accessible names. The words are a button that asks for a goal."""

    def __init__(
        self, *, text: OpenText, watch: StoryWatch, timeline: Timeline, saving: Saving, look: Look,
        clock: Callable[[], datetime] = here_and_now, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._text = text
        self._watch = watch
        self._timeline = timeline
        self._clock = clock
        self._count = WordCount()
        self._number = 0
        self.words = GoalField()
        self.reading = QLabel()
        self.levels = LevelCounts(look=look)
        self.saved = QLabel()
        self.version = QLabel()
        self._lay_out()
        self.words.goal_set.connect(self._set_goal)
        text.rested.connect(self._count_words)
        watch.viewed.connect(self._show_view)
        saving.state_changed.connect(self._show_saved)
        self._count_words()
        self._show_view(watch.view)
        self._show_saved(saving.state)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(12)
        for label, name in ((self.reading, "Reading time"), (self.saved, "Saved"), (self.version, "Version")):
            label.setAccessibleName(name)
            label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        for part in (self.words, self.reading, self.levels, self.saved, self.version):
            row.addWidget(part)

    def _count_words(self) -> None:
        self._number = self._count.of(self._text.text())
        self._show_words()

    def _show_words(self) -> None:
        view = self._watch.view
        there = self._text.document is not None
        for part in (self.words, self.reading, self.saved):
            part.setVisible(there)
        self.words.show_words(self._number, view.story.word_goal if view is not None else None)
        self.reading.setText(reading_words(self._number))
        self.reading.setAccessibleName(f"Reading time {reading_words(self._number)}utes")

    def _show_view(self, view: StoryView | None) -> None:
        self._show_words()
        self.levels.show_counts(view.levels if view is not None else {})
        # What was saved while writing comes and goes; the number is that of the versions kept for good.
        number = sum(one.why != "autosave" for one in view.revisions) if view is not None else 0
        self.version.setVisible(bool(number))
        self.version.setText(f"version {number}")
        self.version.setAccessibleName(f"Version {number}")

    def _show_saved(self, state: SaveState) -> None:
        words = saved_words(state.kind, state.at, now=self._clock())
        self.saved.setText(words)
        self.saved.setAccessibleName(words[:1].upper() + words[1:])
        self.saved.setToolTip(state.words)
        self.saved.setProperty("trouble", state.kind == "trouble")

    def _set_goal(self, goal: int | None) -> None:
        view = self._watch.view
        if view is not None and goal != view.story.word_goal:
            self._timeline.run(
                "Set the word goal", set_story_fields, story_id=view.story.id, fields={"word_goal": goal}
            )


class GoalField(QStackedWidget):
    """The number of words as a button; pressed, it asks how many there should be. Esc leaves the goal as it is."""

    goal_set = Signal(object)
    """The new goal, None for none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = QToolButton()
        self.button.setToolTip("Set how many words the story should have")
        self.button.clicked.connect(self._ask)
        self.field = GoalLine()
        self.field.settled.connect(self._settle)
        self.field.left.connect(self._close)
        self.addWidget(self.button)
        self.addWidget(self.field)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._goal: int | None = None

    def show_words(self, number: int, goal: int | None) -> None:
        self._goal = goal
        self.button.setText(words_words(number, goal))
        over = f", {number - goal} over the goal" if goal and number > goal else ""
        self.button.setAccessibleName(f"{number} of {goal} words{over}" if goal else words_words(number, None))
        self.button.setAccessibleDescription("Press to set how many words the story should have.")

    def _ask(self) -> None:
        self.field.setText(str(self._goal or ""))
        self.setCurrentWidget(self.field)
        self.field.setFocus()
        self.field.selectAll()

    def _settle(self, words: str) -> None:
        if self.currentWidget() is not self.field:
            return
        self._close()
        goal = int(words) or None if words.strip() else None
        if goal != self._goal:
            self.goal_set.emit(goal)

    def _close(self) -> None:
        had_focus = self.field.hasFocus()
        # Hiding it takes the keyboard away, which settles what stands there.
        self.field.setText(str(self._goal or ""))
        self.setCurrentWidget(self.button)
        if had_focus:
            self.button.setFocus()


class GoalLine(QLineEdit):
    """Takes a number of words; empty means no goal. Return or leaving it settles, Esc takes back."""

    settled = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Word goal")
        self.setPlaceholderText("Word goal")
        self.setValidator(QRegularExpressionValidator(DIGITS, self))
        self.setFixedWidth(self.fontMetrics().horizontalAdvance("Word goal") + 24)
        self.editingFinished.connect(lambda: self.settled.emit(self.text()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)


class LevelCounts(QWidget):
    """How many claims have each level: mark and number, said in words to those who do not see them."""

    def __init__(self, *, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._shown: tuple[tuple[Level, int], ...] = ()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(3)

    @property
    def shown(self) -> tuple[tuple[Level, int], ...]:
        return self._shown

    def show_counts(self, levels: Mapping[Level, int]) -> None:
        counts = level_counts(levels)
        self.setVisible(bool(counts))
        if counts == self._shown:
            return
        self._shown = counts
        clear(self._row)
        for level, number in counts:
            mark = LevelMark(level, look=self._look)
            label = QLabel(str(number))
            label.setAccessibleName(f"{number} {LEVEL_NAMES[level]}")
            label.setToolTip(f"{number} {LEVEL_NAMES[level]}")
            label.setContentsMargins(0, 0, 6, 0)
            self._row.addWidget(mark)
            self._row.addWidget(label)
        spoken = ", ".join(f"{number} {LEVEL_NAMES[level]}" for level, number in counts)
        self.setAccessibleName(f"Claims: {spoken}")
        self.setToolTip(f"Claims: {spoken}")
