"""All stories of the desk in one table: what is overdue first, whose turn, what is open; many changed in one act."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from newsroom.desk.many_stories import hand_over
from newsroom.domain.person import Member
from newsroom.domain.profile import SOLO
from newsroom.domain.wording import STAGE_NAMES
from ui.dialogs.all_stories_rows import (
    DUE,
    HEADS,
    NOBODY,
    STAGES,
    StoryFilter,
    StoryRow,
    in_order,
    kept_rows,
    rows_of,
)
from ui.dialogs.all_stories_table import StoriesModel, StoriesTable
from ui.moving_many import StagesOfMany
from ui.panes.stories_lines import Shelf
from ui.time_words import here_and_now
from ui.widgets.entries import Choice

if TYPE_CHECKING:
    from newsroom.desk.desk import Desk
    from newsroom.domain.changes import Changes
    from newsroom.domain.profile import Profile
    from ui.desk_bridge import DeskBridge
    from ui.jobs import Job, JobRunner
    from ui.notices import Notices
    from ui.panes.stories_counts import StoryCounts
    from ui.theme import Look
    from ui.timeline import Timeline

GATHER_MS, COUNT_MS, MINUTE_MS = 80, 400, 60_000
NOTHING = "No story of the desk is like this."
PROMPT = "Words of headline, slug or section"


class AllStoriesWindow(QDialog):
    """Stands beside the desk. ``counts`` counts the stories for the pane too; ``open_story`` turns to one."""

    def __init__(
        self, *, desk: Desk, bridge: DeskBridge, timeline: Timeline, jobs: JobRunner, counts: StoryCounts,
        notices: Notices, look: Look, open_story: Callable[[str], None], profile: Profile = SOLO,
        clock: Callable[[], datetime] = here_and_now, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._desk, self._timeline, self._jobs, self._counts = desk, timeline, jobs, counts
        self._refused, self._open_story, self._clock = notices.tell_error, open_story, clock
        self._stages = StagesOfMany(
            desk=desk, profile=profile, timeline=timeline, jobs=jobs, notices=notices, clock=clock
        )  # fmt: skip
        self._shelf = Shelf()
        self._column, self._turned = DUE, False
        self.words = QLineEdit()
        self.stage, self.member = Choice("Stage"), Choice("Whose turn")
        self.table = StoriesTable(StoriesModel(self), look=look)
        self.told = QLabel()
        self.open_button = QPushButton("Open")
        self.stage_button, self.turn_button = QPushButton("Set the stage"), QPushButton("Whose turn")
        self._read_timer = QTimer(self, singleShot=True, interval=GATHER_MS)
        self._show_timer = QTimer(self, singleShot=True, interval=GATHER_MS)
        self._count_timer = QTimer(self, singleShot=True, interval=COUNT_MS)
        self._minute = QTimer(self, interval=MINUTE_MS)
        self._lay_out()
        self._connect(bridge)

    def call(self) -> None:
        """Shows the table, or brings it to the front."""
        self.show()
        self.raise_()
        self.activateWindow()
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._minute.start()
        self._read()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._minute.stop()
        self._counts.watch_calmly()

    def sort_by(self, column: int) -> None:
        """Sorts by a column; by the one it is sorted by already, the other way round."""
        self._turned = column == self._column and not self._turned
        self._column = column
        self._show()

    def set_stage(self, stage: str) -> None:
        """Sets the stage of the stories selected; one undo takes it back."""
        ids = self.table.selected_ids
        if ids:
            self._stages.move(ids, stage, label=f"Set the stage of {_counted(ids)}")

    def hand_to(self, member: str) -> None:
        """Says whose turn it is with the stories selected, ``nobody`` for nobody's; one undo takes it back."""
        ids = self.table.selected_ids
        if ids:
            self._timeline.run(
                f"Say whose turn it is with {_counted(ids)}", hand_over, story_ids=ids,
                member_id=None if member == NOBODY else member,
            )  # fmt: skip

    def _read(self) -> None:
        queries = self._desk.queries

        def read(_: Job) -> Shelf:
            return Shelf(queries.stories(), (), {one.id: one.name for one in queries.where(Member)})

        self._jobs.run(read, done=self._take, failed=self._refused, key="all stories")

    def _take(self, shelf: Shelf) -> None:
        self._shelf = shelf
        members = sorted(shelf.members.items(), key=lambda one: one[1].casefold())
        self.member.offer([("", "anybody’s turn"), *members, (NOBODY, "nobody’s turn")])
        if self.member.currentIndex() < 0:
            self.member.setCurrentIndex(0)
        self._fill_menu(self.turn_button, [*members, (NOBODY, "Nobody")], self.hand_to)
        self._show()
        if self.isVisible():
            self._counts.watch_closely(row.story.id for row in self._rows())

    def _rows(self) -> list[StoryRow]:
        wanted = StoryFilter(self.words.text(), self.stage.value(), self.member.value())
        rows = kept_rows(rows_of(self._shelf, self._counts.counts, now=self._clock()), wanted)
        return in_order(rows, self._column, turned=self._turned)

    def _show(self) -> None:
        self._show_timer.stop()
        rows = self._rows()
        self.table.show_rows(rows)
        if rows and not self.table.currentIndex().isValid():
            self.table.select({rows[0].story.id}, current=rows[0].story.id)
        descending = HEADS[self._column].most_first != self._turned
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.table.horizontalHeader().setSortIndicator(self._column, order)
        self._tell()

    def _tell(self) -> None:
        rows, ids = self.table.rows, self.table.selected_ids
        late = sum(row.due is not None and row.due.is_overdue for row in rows)
        number = f"{len(rows)} stor{'y' if len(rows) == 1 else 'ies'}"
        parts = [number, f"{late} overdue" if late else "", f"{len(ids)} selected" if len(ids) > 1 else ""]
        self.told.setText(" · ".join(part for part in parts if part) if rows else NOTHING)
        writable = bool(ids) and not self._desk.archive.is_read_only
        self.open_button.setEnabled(bool(self.table.current_id))
        self.stage_button.setEnabled(writable)
        self.turn_button.setEnabled(writable)

    def _open(self, story: str) -> None:
        if story:
            self._open_story(story)

    def _changed(self, changes: Changes) -> None:
        if self.isVisible() and changes.touches("story", "member"):
            self._read_timer.start()

    def _counted(self) -> None:
        if self.isVisible() and not self._count_timer.isActive():
            self._count_timer.start()

    def _connect(self, bridge: DeskBridge) -> None:
        self.words.textChanged.connect(lambda _words: self._show_timer.start())
        self.words.returnPressed.connect(self.table.setFocus)
        for choice in (self.stage, self.member):
            choice.chosen.connect(lambda _value: self._show())
        self.table.sort_wanted.connect(self.sort_by)
        self.table.chosen.connect(self._tell)
        self.table.opened.connect(self._open)
        self.open_button.clicked.connect(lambda: self._open(self.table.current_id))
        self._read_timer.timeout.connect(self._read)
        self._show_timer.timeout.connect(self._show)
        self._count_timer.timeout.connect(self._show)
        self._minute.timeout.connect(self._show)
        self._counts.counted.connect(self._counted)
        bridge.changed.connect(self._changed)

    def _lay_out(self) -> None:
        self.setWindowTitle("All stories")
        self.setModal(False)
        self.resize(1240, 620)
        self.words.setPlaceholderText(PROMPT)
        self.words.setAccessibleName(PROMPT)
        self.words.setClearButtonEnabled(True)
        names = [(stage, STAGE_NAMES[stage]) for stage in STAGES]
        self.stage.offer([("", "any stage"), *names])
        self.member.offer([("", "anybody’s turn")])
        for choice in (self.stage, self.member):
            choice.setCurrentIndex(0)
        self._fill_menu(self.stage_button, names, self.set_stage)
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.words, 3)
        for words, choice in (("Sta&ge", self.stage), ("&Turn", self.member)):
            label = QLabel(words)
            label.setBuddy(choice)
            head.addWidget(label)
            head.addWidget(choice, 1)
        for button, tip in (
            (self.open_button, "Open the story (Return)"),
            (self.stage_button, "Set the stage of the stories selected"),
            (self.turn_button, "Say whose turn it is with the stories selected"),
        ):
            button.setAutoDefault(False)
            button.setToolTip(tip)
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self.told)
        column = QVBoxLayout(self)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addLayout(foot)

    def _fill_menu(self, button: QPushButton, choices: list[tuple[str, str]], act: Callable[[str], None]) -> None:
        menu = button.menu() or QMenu(button)
        menu.clear()
        for value, words in choices:
            menu.addAction(f"{words[:1].upper()}{words[1:]}".replace("&", "&&"), partial(act, value))
        if button.menu() is None:
            button.setMenu(menu)


def _counted(ids: tuple[str, ...]) -> str:
    return "a story" if len(ids) == 1 else f"{len(ids)} stories"
