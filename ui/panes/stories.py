"""The stories of the desk by stage and due time; opened, begun, dated, binned and brought back here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from newsroom.desk.request_lines import unanswered
from newsroom.desk.stories import bin_story, bring_story_back, set_story_fields, start_story
from newsroom.domain.person import Member
from newsroom.domain.story import Story
from ui.notices import Notice
from ui.panes.stories_counts import StoryCounts
from ui.panes.stories_lines import Shelf, bin_lines, name_of, record_lines
from ui.time_words import due_words_refusal, here_and_now, read_due
from ui.widgets.asked_line import AskedLine
from ui.widgets.empty_state import EmptyState
from ui.widgets.record_list import RecordList

if TYPE_CHECKING:
    from newsroom.desk.desk import Desk
    from newsroom.domain.changes import Changes
    from newsroom.domain.profile import Profile
    from ui.actions import Actions
    from ui.desk_bridge import DeskBridge
    from ui.focus import Focus
    from ui.icons import Icons
    from ui.jobs import Job, JobRunner
    from ui.notices import Notices
    from ui.story_watch import StoryWatch
    from ui.timeline import Timeline

GATHER_MS = 150
"""What is counted within this time is shown together, for a desk of hundreds of stories is counted one by one."""
DUE_HINT = "such as 18:00, Fri 17:00, 14 Mar"


class StoriesPane(QWidget):
    """``show_pane`` brings this pane to the front, for the acts of the menu that ask for something here."""

    begun = Signal()
    """A new story is open and waits for its headline."""
    chosen = Signal()
    """The person turned to a story of the list, to write in it."""

    def __init__(
        self, *, desk: Desk, bridge: DeskBridge, timeline: Timeline, watch: StoryWatch, focus: Focus, jobs: JobRunner,
        actions: Actions, notices: Notices, icons: Icons, profile: Profile, show_pane: Callable[[], None],
        clock: Callable[[], datetime] = here_and_now, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._desk = desk
        self._timeline = timeline
        self._focus = focus
        self._jobs = jobs
        self._actions = actions
        self._notices = notices
        self._show_pane = show_pane
        self._clock = clock
        self._shelf = Shelf()
        self._counts = StoryCounts(
            desk=desk, jobs=jobs, profile=profile, clock=clock, open_story=lambda: focus.story, parent=self
        )  # fmt: skip
        self._due_of = ""
        self._soon = QTimer(self, singleShot=True, interval=GATHER_MS)
        self.list = RecordList(name="Stories", icons=icons)
        self.due = AskedLine("Due time", hint=DUE_HINT, refusal=lambda words: due_words_refusal(words, now=clock()))
        self.bin_button = QToolButton()
        self.bin = RecordList(name="Stories in the bin", icons=icons)
        self.empty = EmptyState(
            "stories", "No stories yet",
            "Start one, or bring an article in: it opens at once, with its quotes and sources found.",
            actions["new_story"], icons=icons,
        )  # fmt: skip
        self._lay_out(icons)
        self._connect(bridge, watch)
        self._bind()
        self._counts.take_view(watch.view)
        self._read()

    @property
    def counts(self) -> StoryCounts:
        """What is open in each story, counted once for whoever shows it."""
        return self._counts

    def new_story(self) -> None:
        """Starts an empty story and turns to it."""
        done = self._timeline.do("New story", start_story, fields={})
        if done is not None:
            # The step goes on the line of the new story: an undo in the one before must not take this one away.
            self._focus.look_at_story(done.value.id)
            self._timeline.take(done.changes)
            self.begun.emit()

    def bin_story(self, story_id: str = "") -> None:
        """Takes a story off the lists, the open one when none is named."""
        story = self._shelf.story(story_id or self._focus.story)
        if story is None:
            return
        was_open = story.id == self._focus.story
        if was_open:
            # The step goes on the line of the story turned to, so that Undo finds it there.
            self._focus.look_at_story(self._shelf.other_than(story.id))
        if self._timeline.run("Move a story to the bin", bin_story, story_id=story.id) is None:
            self._focus.look_at_story(story.id if was_open else self._focus.story)
            return
        self._notices.say(
            Notice(
                f"“{name_of(story)}” is in the bin.", key="bin", verb="Bring it back",
                act=lambda: self.bring_back(story.id),
            )
        )  # fmt: skip

    def bring_back(self, story_id: str) -> None:
        """Takes a story out of the bin and turns to it."""
        if self._timeline.run("Bring a story back", bring_story_back, story_id=story_id) is not None:
            self._notices.withdraw("bin")
            self._focus.look_at_story(story_id)

    def set_due(self, story_id: str = "") -> None:
        """Asks, in the pane, when a story is due; the open one when none is named."""
        story = self._shelf.story(story_id or self._focus.story)
        if story is None:
            return
        self._show_pane()
        self._due_of = story.id
        due = (story.due_at or "").replace("T", " ")[:16]
        self.due.ask(due, question=f"When is “{name_of(story)}” due?", back_to=self.list)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:  # noqa: SIM102
            if event.key() == Qt.Key.Key_Delete and self.list.chosen_id:
                self.bin_story(self.list.chosen_id)
                return True
        return super().eventFilter(watched, event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_for(self.list.chosen_id).exec(event.globalPos())

    def menu_for(self, story_id: str) -> QMenu:
        """What can be done with a story of the list; without one, only beginning another."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if story_id:
            menu.addAction("Open", lambda: self._choose(story_id))
            for words, act in (("Due time…", self.set_due), ("Move to the bin", self.bin_story)):
                menu.addAction(words, partial(act, story_id)).setEnabled(self._actions["new_story"].isEnabled())
            menu.addSeparator()
        menu.addAction(self._actions["new_story"])
        return menu

    def _lay_out(self, icons: Icons) -> None:
        self.bin_button.setCheckable(True)
        self.bin_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.bin_button.setIcon(icons.icon("bin"))
        self.bin_button.hide()
        self.bin.setVisible(False)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.list)
        self._pages.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.due)
        column.addWidget(self._pages, 3)
        column.addWidget(self.bin_button)
        column.addWidget(self.bin, 1)
        self.setFocusProxy(self.list)

    def _connect(self, bridge: DeskBridge, watch: StoryWatch) -> None:
        self.list.installEventFilter(self)
        self.list.opened.connect(self._choose)
        self.list.clicked.connect(lambda _index: self._choose(self.list.chosen_id))
        self.bin.opened.connect(self.bring_back)
        self.bin_button.toggled.connect(self.bin.setVisible)
        self.due.answered.connect(self._keep_due)
        self._counts.changed.connect(lambda: self._soon.isActive() or self._soon.start())
        self._soon.timeout.connect(self._show)
        self._focus.story_changed.connect(lambda _story: self._show())
        watch.viewed.connect(self._counts.take_view)
        bridge.changed.connect(self._follow)

    def _choose(self, story_id: str) -> None:
        if story_id:
            self._focus.look_at_story(story_id)
            self.chosen.emit()

    def _bind(self) -> None:
        self._actions.bind("new_story", self.new_story)
        self._actions.bind("bin_story", self.bin_story)
        self._actions.bind("set_due", self.set_due)

    def _follow(self, changes: Changes) -> None:
        if changes.touches("story", "member", "comment_request"):
            self._read()
        self._counts.follow(changes)

    def _read(self) -> None:
        queries = self._desk.queries

        def read(_: Job) -> Shelf:
            members = {one.id: one.name for one in queries.where(Member)}
            return Shelf(queries.stories(), queries.binned(Story), members, unanswered(queries))

        self._jobs.run(read, done=self._take, failed=self._notices.tell_error, key="stories")

    def _take(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._counts.know(story.id for story in shelf.stories)
        self._show()

    def _show(self) -> None:
        lines = record_lines(self._shelf, counts=self._counts.counts, open_story=self._focus.story, now=self._clock())
        chosen = self.list.chosen_id
        self.list.show_lines(lines)
        if not (self.list.hasFocus() and chosen):
            self.list.choose(self._focus.story)
        self._pages.setCurrentWidget(self.list if lines else self.empty)
        binned = bin_lines(self._shelf, now=self._clock())
        self.bin.show_lines(binned)
        self.bin_button.setText(f"In the bin ({len(binned)})")
        self.bin_button.setVisible(bool(binned))
        self.bin.setVisible(bool(binned) and self.bin_button.isChecked())

    def _keep_due(self, words: str) -> None:
        due = read_due(words, now=self._clock()) if words else None
        self._timeline.run("Set the due time", set_story_fields, story_id=self._due_of, fields={"due_at": due})
