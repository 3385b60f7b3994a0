"""The real window on a real desk, furnished with the quieter panes: stories, outline, sources, versions, status."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from newsroom.desk.desk import Desk
from newsroom.desk.stories import start_story
from newsroom.settings import read_profile
from newsroom.storage.opening import open_archive
from newsroom.tasks.samples import lay_sample_story
from ui.actions import Actions
from ui.desk_bridge import DeskBridge
from ui.focus import Focus
from ui.garbage import Garbage
from ui.icons import Icons
from ui.jobs import JobRunner
from ui.main_window import MainWindow
from ui.notices import Notice, Notices
from ui.open_stories import OpenStories
from ui.open_text import OpenText
from ui.panes.outline import OutlinePane
from ui.panes.sources import SourcesPane
from ui.panes.status import StatusLine
from ui.panes.stories import StoriesPane
from ui.panes.versions import VersionsPane
from ui.rescue import RescueCopies
from ui.saving import Saving
from ui.session import Session
from ui.story_page import StoryPage
from ui.story_watch import StoryWatch
from ui.timeline import Timeline
from ui.undo_acts import UndoActs

NOW = datetime(2026, 3, 12, 11, 0, tzinfo=UTC)


class PaneWindow:
    """Made open, and closed by ``close``. ``told`` are the notices said so far, ``addresses`` what was opened outside.
    It is always the morning of 12 March 2026 here."""

    def __init__(self, qtbot: QtBot, *, icons: Icons, folder: Path) -> None:
        self.qtbot = qtbot
        self.told: list[Notice] = []
        self.faults: list[BaseException] = []
        self.addresses: list[QUrl] = []
        self.notices = Notices()
        self.notices.said.connect(self.told.append)
        self.bridge, self.focus, self.actions = DeskBridge(), Focus(), Actions(icon=icons.icon)
        self.jobs = JobRunner(fault=self.faults.append)
        self.timeline = Timeline(refused=self.notices.tell_error)
        self.page = StoryPage(timeline=self.timeline, actions=self.actions)
        self.window = MainWindow(page=self.page, actions=self.actions)
        self.saving = Saving(
            notices=self.notices, copies=RescueCopies(folder.with_name("rescue")), fault=self.faults.append
        )
        self.open_stories = OpenStories(
            window=self.window, focus=self.focus, timeline=self.timeline,
            session=Session(folder.with_name("session.json")), notices=self.notices, actions=self.actions,
        )  # fmt: skip
        self.open_stories.store_with(self.saving)
        UndoActs(timeline=self.timeline, actions=self.actions)
        self.desk = Desk(open_archive(folder, create=True), actor="Sanne Ulvaeus", deliver=self.bridge.deliver)
        self._garbage = Garbage(self.window)
        self._use_desk()
        self._furnish(icons)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    def _use_desk(self) -> None:
        self.saving.use(self.desk, jobs=self.jobs)
        self.timeline.use(self.desk, flush=self.saving.flush_all)
        self.bridge.attach(self.desk)
        self.bridge.changed.connect(self.open_stories.follow)
        self.watch = StoryWatch(
            desk=self.desk, bridge=self.bridge, focus=self.focus, jobs=self.jobs, profile=read_profile("solo"),
            refused=self.notices.tell_error, clock=lambda: NOW,
        )  # fmt: skip
        self.watch.viewed.connect(self.open_stories.show_view)
        self.open_stories.use(self.desk)

    def _furnish(self, icons: Icons) -> None:
        self.text = OpenText(editor=self.page.editor, focus=self.focus, watch=self.watch, rest_ms=20)
        self.stories = StoriesPane(
            desk=self.desk, bridge=self.bridge, timeline=self.timeline, watch=self.watch, focus=self.focus,
            jobs=self.jobs, actions=self.actions, notices=self.notices, icons=icons, profile=read_profile("solo"),
            show_pane=partial(self.window.show_pane, "stories"), clock=lambda: NOW,
        )  # fmt: skip
        self.outline = OutlinePane(
            text=self.text, watch=self.watch, editor=self.page.editor, jobs=self.jobs, icons=icons
        )
        self.sources = SourcesPane(
            desk=self.desk, timeline=self.timeline, watch=self.watch, focus=self.focus, jobs=self.jobs,
            actions=self.actions, notices=self.notices, icons=icons, open_address=self._open_address,
        )  # fmt: skip
        self.versions = VersionsPane(
            desk=self.desk, timeline=self.timeline, watch=self.watch, text=self.text, saving=self.saving,
            jobs=self.jobs, actions=self.actions, notices=self.notices, icons=icons,
            show_pane=partial(self.window.show_pane, "versions"), clock=lambda: NOW,
        )  # fmt: skip
        self.status = StatusLine(
            text=self.text, watch=self.watch, timeline=self.timeline, saving=self.saving, look=icons.look,
            clock=lambda: NOW,
        )  # fmt: skip
        self.window.put("stories", self.stories)
        self.window.put("outline", self.outline)
        self.window.put("sources", self.sources)
        self.window.put("versions", self.versions)
        self.window.status.addPermanentWidget(self.status)

    def _open_address(self, address: QUrl) -> bool:
        self.addresses.append(address)
        return True

    def lay_sample(self) -> str:
        return lay_sample_story(self.desk).id

    def lay_story(self, text: str, **fields: object) -> str:
        """A story with these words; returns its id."""
        return self.desk.run(
            "Lay in", start_story, fields={"headline": "The ferry is late", **fields}, text=text
        ).value.id

    def open(self, story_id: str) -> None:
        self.focus.look_at_story(story_id)
        self.settle()

    def settle(self) -> None:
        """Waits until nothing runs and what was changed has been read."""
        self.until(lambda: self.jobs.is_idle)
        QApplication.sendPostedEvents()
        if self.focus.story:
            with self.qtbot.waitSignal(self.watch.viewed, timeout=10_000):
                self.watch.refresh()
        self.until(lambda: self.jobs.is_idle)

    def until(self, holds: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(holds, timeout=10_000)

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key where the keyboard is, the window's own keys included."""
        focused = QApplication.focusWidget()
        self.qtbot.keyClick(focused if isinstance(focused, QWidget) else self.window, key, held)

    def words_told(self) -> list[str]:
        return [notice.words for notice in self.told]

    def close(self) -> None:
        self.until(lambda: self.jobs.is_idle)
        self.jobs.close()
        self._garbage.close()
        self.window.close()
        self.window.deleteLater()
        self.desk.close()
        assert not self.faults, self.faults
