"""Builds the window once, in order, by hand: what the first paint needs, then the desk, then everything else.

Before the first paint nothing heavy is loaded; the desk is opened in a thread after it, with the lock already held.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from newsroom.domain.errors import ArchiveTrouble, DeskHeld, NewsroomError
from newsroom.folders import data_folder, settings_file
from newsroom.storage.first_screen import FirstScreen, read_first_screen
from newsroom.storage.lock import DeskLock
from newsroom.storage.places import Places
from ui.actions import Actions
from ui.first_settings import desk_to_open
from ui.focus import Focus
from ui.icons import Icons
from ui.main_window import APPLICATION, MainWindow
from ui.notices import Notice, Notices
from ui.open_stories import OpenStories
from ui.session import Session
from ui.story_page import USUAL_POINTS, StoryPage
from ui.theme import IN_FUSION, Look
from ui.timeline import Timeline

if TYPE_CHECKING:
    from newsroom.desk.desk import Deliver, Desk
    from newsroom.domain.profile import Profile
    from newsroom.settings import Settings
    from newsroom.storage.archive import Archive
    from ui.desk_bridge import DeskBridge
    from ui.ending import Ending
    from ui.faults import Faults
    from ui.furnishing import Parts
    from ui.garbage import Garbage
    from ui.jobs import Job, JobRunner
    from ui.leaving import Leaving
    from ui.saving import Pace, Saving
    from ui.story_watch import StoryWatch

PATIENCE_SECONDS = 1.5
"""How long a start waits for the session before, which may still be making its backup."""


def run_window(desk: Path | None) -> NoReturn:
    """Opens the window on a desk, and ends the process when it is closed."""
    application = make_application()
    program = Program(application, desk=desk)
    program.show()
    code = application.exec()
    program.end()
    # Everything is stored and closed. The interpreter would now take windows and application apart in any order, which
    # ends in a crash at times.
    os._exit(code)


def make_application() -> QApplication:
    """The application of a process, in the style Fusion. It is asked for by an argument: ``setStyle`` gives the style
    back, and PySide6 would make the five hundred constants of its class for nobody."""
    application = QApplication([*sys.argv[:1], "-style", "Fusion"])
    application.setProperty(IN_FUSION, True)
    return application


def name_application(application: QApplication) -> None:
    """What the system knows the program by; it ends by itself, not with its last window."""
    application.setApplicationName(APPLICATION)
    application.setApplicationDisplayName("")
    application.setDesktopFileName("newsroom")
    application.setQuitOnLastWindowClosed(False)


class OpenedDesk(NamedTuple):
    """What the thread that opens the desk brings back."""

    desk: Desk
    settings: Settings
    profile: Profile
    story: str
    """The story to show when no other is: the sample that was just laid in, else the newest."""
    sample_slug: str


class Program(QObject):
    """One running program: its window, and the desk once it is open."""

    saving: Saving
    faults: Faults
    ending: Ending
    leaving: Leaving
    bridge: DeskBridge

    def __init__(
        self, application: QApplication, *, desk: Path | None = None,
        furnish: Callable[[Parts], Iterable[None] | None] | None = None, hooks: bool = True, pace: Pace | None = None,
    ) -> None:  # fmt: skip
        """With ``hooks`` it takes over signals and uncaught errors and ends the application with itself; ``furnish``
        fills the window when the desk is open."""
        super().__init__()
        self._application = application
        self._named_desk = desk
        self._furnish = furnish
        self._hooks = hooks
        self._pace = pace
        self.desk: Desk | None = None
        self.jobs: JobRunner | None = None
        self.watch: StoryWatch | None = None
        self._screen = FirstScreen()
        self._garbage: Garbage | None = None
        name_application(application)
        self.session = Session(settings_file().with_name("session.json"))
        self.look = Look(
            application, cache_folder=settings_file().parent, setting=str(self.session.get("look", "system"))
        )
        self.icons = Icons(look=self.look)
        self.notices = Notices(self)
        self.focus = Focus(self)
        self.timeline = Timeline(refused=self.notices.tell_error, parent=self)
        self.actions = Actions(parent=self)
        text_size = float(self.session.get("text_size", USUAL_POINTS))
        page = StoryPage(timeline=self.timeline, actions=self.actions, text_size=text_size)
        page.editor.use_theme(self.look.theme)
        self.look.changed.connect(page.editor.use_theme)
        self.window = MainWindow(page=page, actions=self.actions, icon=self.icons.icon)
        # Until there is somebody to store the words first, which is in a moment.
        self.window.ask_before_closing(lambda: False)
        self.stories = OpenStories(
            window=self.window, focus=self.focus, timeline=self.timeline, session=self.session, notices=self.notices,
            actions=self.actions,
        )  # fmt: skip
        self.window.first_painted.connect(self._painted, Qt.ConnectionType.QueuedConnection)

    def _make_the_rest(self) -> None:
        """What the first paint can do without: storing, ending, faults, and what the menus do."""
        from ui.desk_bridge import DeskBridge
        from ui.edit_acts import EditActs
        from ui.ending import Ending
        from ui.faults import Faults
        from ui.jobs import JobRunner
        from ui.leaving import Leaving
        from ui.rescue import RescueCopies
        from ui.saving import Pace, Saving
        from ui.undo_acts import UndoActs
        from ui.view_acts import ViewActs

        self.faults = Faults(notices=self.notices, log_folder=data_folder() / "log", parent=self)
        self.bridge = DeskBridge(self)
        self.saving = Saving(
            notices=self.notices, copies=RescueCopies(data_folder() / "rescue"), fault=self.faults.tell,
            ask_path=partial(ask_path, self.window), pace=self._pace or Pace(), parent=self,
        )  # fmt: skip
        self.stories.store_with(self.saving)
        self.faults.rescue_with(self.saving.put_aside)
        self.ending = Ending(
            application=self._application, quits=self._hooks, window=self.window, stories=self.stories,
            saving=self.saving, session=self.session, notices=self.notices, back_up=back_up,
        )  # fmt: skip
        self.leaving = Leaving(
            leave=self.ending.leave, save=self.ending.save, last_words=self.saving.put_aside, parent=self
        )
        self.jobs = JobRunner(fault=self.faults.tell, parent=self)
        self.actions.use_icons(self.icons.icon)
        UndoActs(timeline=self.timeline, actions=self.actions)
        EditActs(window=self.window, editor=self.window.page.editor, actions=self.actions, session=self.session)
        ViewActs(window=self.window, actions=self.actions, look=self.look, session=self.session)
        self.actions.bind("save_now", self.ending.save)
        self.actions.bind("quit", self.window.close)

    def show(self) -> None:
        """Reads the few rows of the first screen and shows the window with the last story in it."""
        self._trouble: NewsroomError | None = None
        try:
            self._folder = desk_to_open(self._named_desk)
            self._screen = read_first_screen(self._folder, story_id=str(self.session.get("story", "")))
        except NewsroomError as error:
            self._trouble = error
        if self._screen.story is None:
            self.window.page.show_waiting()
        else:
            self.stories.show_first(self._screen.story, writable=self._screen.lock is not None)
        self.window.take_up(self.session)
        self.window.show()
        self.window.page.editor.setFocus()

    def _painted(self) -> None:
        from ui.garbage import Garbage
        from ui.widgets.notice_bar import NoticeBar

        self._make_the_rest()
        assert self.jobs is not None
        if self._hooks:
            self.faults.install()
            self.leaving.install()
            self._garbage = Garbage(self)
        # Below the text, so that what stands above it does not move under the hand when something is said.
        self.window.page.below.insertWidget(0, NoticeBar(notices=self.notices, icons=self.icons))
        if self._trouble is not None:
            self._refused(self._trouble)
            return
        folder, lock, bridge = self._folder, self._screen.lock, self.bridge
        self.ending.wait_for_desk()

        def work(_: Job) -> OpenedDesk:
            desk = open_desk(folder, lock=lock, deliver=bridge.deliver)
            # Words can be stored from here on, while the rest of the program is still being loaded.
            bridge.deliver(partial(self._take_desk, desk))
            return sit_down(desk)

        self.jobs.run(work, done=self._opened, failed=self._refused)

    def _take_desk(self, desk: Desk) -> None:
        assert self.jobs is not None
        from ui.remembering import Remembering
        from ui.saving import Pace

        self.desk = desk
        self.saving.use(desk, jobs=self.jobs)
        self.bridge.changed.connect(lambda _changes: self.saving.committed())
        Remembering(
            remember=self.ending.remember, saving=self.saving, focus=self.focus,
            every_ms=(self._pace or Pace()).remember, parent=self.window,
        )  # fmt: skip

    def _refused(self, error: NewsroomError) -> None:
        if not self.focus.story:
            self.window.page.show_nothing()
        self.window.page.set_writable(False)
        self.notices.say(Notice(str(error), kind="trouble", key="desk"))
        self.ending.there_is_no_desk(release=self._screen.lock.release if self._screen.lock else lambda: None)

    def _opened(self, opened: OpenedDesk) -> None:
        from newsroom.domain.wording import STAGE_NAMES
        from ui.story_watch import StoryWatch

        assert self.jobs is not None
        desk = opened.desk
        if self.ending.desk_is_open(desk, jobs=self.jobs):
            return
        self.timeline.use(desk, flush=self.saving.flush_all)
        self.bridge.attach(desk)
        self.bridge.changed.connect(self.stories.follow)
        watch = StoryWatch(
            desk=desk, bridge=self.bridge, focus=self.focus, jobs=self.jobs, profile=opened.profile,
            refused=self.notices.tell_error, parent=self,
        )  # fmt: skip
        watch.viewed.connect(self.stories.show_view)
        self.window.page.use_stages(STAGE_NAMES)
        self.stories.use(desk)
        self._furnish_with(opened, watch)

    def _furnished(self, opened: OpenedDesk, watch: StoryWatch) -> None:
        from ui.start_words import tell_of_the_start

        self.watch = watch
        if not self.focus.story:
            self.window.page.show_nothing()
            self.stories.open(opened.story)
        watch.refresh()
        tell_of_the_start(opened.desk, saved_at=self._screen.saved_at, session=self.session, notices=self.notices)
        self.ending.back_up_on_open(watch, story=self.focus.story)

    def _furnish_with(self, opened: OpenedDesk, watch: StoryWatch) -> None:
        from ui.furnishing import Parts, furnish, in_turns

        assert self.jobs is not None
        parts = Parts(
            window=self.window, desk=opened.desk, bridge=self.bridge, timeline=self.timeline, focus=self.focus,
            watch=watch, jobs=self.jobs, actions=self.actions, notices=self.notices, look=self.look,
            icons=self.icons, session=self.session, saving=self.saving, settings=opened.settings,
            profile=opened.profile, sample_slug=opened.sample_slug,
        )  # fmt: skip
        steps, done = (self._furnish or furnish)(parts), partial(self._furnished, opened, watch)
        in_turns(steps, window=self.window, done=done, has_ended=lambda: self.ending.has_ended)

    def end(self) -> None:
        """After the last event: hooks and signals are given back."""
        self.window.hide()
        if self.jobs is not None:
            self.jobs.wait()
        self.faults.remove()
        self.leaving.remove()
        if self._garbage is not None:
            self._garbage.close()


def open_desk(folder: Path, *, lock: DeskLock | None, deliver: Deliver) -> Desk:
    """Opens the desk, and makes it when there is none; runs in a thread. Held by another process, or not to be
    written, it opens for reading."""
    from newsroom.desk.desk import Desk

    # Named here because the first save needs it, and the window must not wait for it.
    import_module("newsroom.desk.drafts")
    return Desk(_archive(folder, lock), deliver=deliver)


def sit_down(desk: Desk) -> OpenedDesk:
    """Seats the person of the settings, lays the sample into an empty desk and loads the rest of the program."""
    from newsroom.settings import read_profile, read_sample, read_settings
    from newsroom.tasks.samples import lay_sample_story
    from newsroom.tasks.seating import seat_member

    try:
        settings = read_settings()
        profile = read_profile(settings.profile)
        if not desk.archive.is_read_only:
            seat_member(desk, settings)
            if desk.queries.counts()["story"] == 0:
                lay_sample_story(desk)
        stories = desk.queries.stories()
        # Loaded here, or the window would stand still while it is.
        import_module("ui.furnishing")
        slug = str(read_sample().get("slug", "lantern-quay-second-season"))
        return OpenedDesk(desk, settings, profile, stories[-1].id if stories else "", slug)
    except BaseException:
        desk.close()
        raise


def _archive(folder: Path, lock: DeskLock | None) -> Archive:
    from newsroom.storage.opening import open_archive

    held = lock or _lock_after_waiting(folder)
    try:
        return open_archive(folder, create=True, lock=held)
    except BaseException:
        if held is not None:
            held.release()
        raise


def _lock_after_waiting(folder: Path) -> DeskLock | None:
    """The lock, if the process that has it lets go of it soon: a session that was just closed makes its backup."""
    places = Places(folder.absolute())
    lock = DeskLock(places.lock)
    patience = time.monotonic() + PATIENCE_SECONDS
    while places.lock.exists() and places.archive.exists() and time.monotonic() < patience:
        try:
            lock.take()
        except DeskHeld:
            time.sleep(0.05)
        except ArchiveTrouble:
            return None
        else:
            return lock
    return None


def back_up(desk: Desk, why: str) -> None:
    """Makes the backup that is due, if one is; refused with the folder and what to do when it cannot be made."""
    from newsroom.storage.backup import backup_due, is_changed_since_backup, make_backup, seq_now
    from newsroom.storage.thinning import thin_backups

    archive = desk.archive
    now = archive.ids.clock()
    is_due = backup_due(archive.places, now=now, seq=seq_now(archive)) if why == "on open" else True
    if is_due and is_changed_since_backup(archive):
        make_backup(archive, why=why)
        thin_backups(archive.places.backups, now=now)


def ask_path(window: MainWindow) -> Path | None:
    """Where the person wants the text as a file; None when they think better of it."""
    from PySide6.QtWidgets import QFileDialog

    from ui.last_folder import documents

    name, _ = QFileDialog.getSaveFileName(window, "Save the text as a file", documents(), "Text (*.md *.txt)")
    return Path(name) if name else None
