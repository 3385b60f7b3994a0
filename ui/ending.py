"""How the program ends: by the person, with a backup behind the closed window, or at once when the system asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from newsroom.domain.errors import NewsroomError
from ui.notices import Notice

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from newsroom.desk.desk import Desk
    from ui.jobs import JobRunner
    from ui.main_window import MainWindow
    from ui.notices import Notices
    from ui.open_stories import OpenStories
    from ui.saving import Saving
    from ui.session import Session
    from ui.story_watch import StoryWatch

BACKUP_TROUBLE = "backup_trouble"
"""Under this name the session keeps what went wrong with a backup when nobody was there to be told."""


class Ending(QObject):
    """Stores everything first, whatever way the program ends. It waits for a desk that is still being opened."""

    def __init__(
        self, *, application: QApplication, quits: bool, window: MainWindow, stories: OpenStories, saving: Saving,
        session: Session, notices: Notices, back_up: Callable[[Desk, str], None],
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._application = application
        self._quits = quits
        self._window = window
        self._stories = stories
        self._saving = saving
        self._session = session
        self._notices = notices
        self._make_backup = back_up
        self._desk: Desk | None = None
        self._jobs: JobRunner | None = None
        self._release: Callable[[], None] = lambda: None
        self._is_opening = False
        self._waiting: Callable[[], object] | None = None
        self._ended = False
        window.ask_before_closing(self._may_close)
        application.aboutToQuit.connect(self.leave)

    @property
    def has_ended(self) -> bool:
        """Everything is stored and the desk is closed."""
        return self._ended

    def wait_for_desk(self) -> None:
        """The desk is being opened: whoever wants to end waits until that is done."""
        self._is_opening = True

    def there_is_no_desk(self, *, release: Callable[[], None]) -> None:
        """It could not be opened; ``release`` gives back what is held of it."""
        self._is_opening = False
        self._release = release
        self._do_what_waits()

    def desk_is_open(self, desk: Desk, *, jobs: JobRunner) -> bool:
        """True when the program ends now, because somebody wanted that meanwhile."""
        self._is_opening = False
        self._desk = desk
        self._jobs = jobs
        return self._do_what_waits()

    def save(self) -> None:
        """Stores all words now; what cannot be stored is put aside as files, and told."""
        try:
            self._saving.flush_all()
        except NewsroomError:
            self._saving.put_aside()

    def back_up_on_open(self, watch: StoryWatch, *, story: str) -> None:
        """Makes the backup that is due. The open story comes first: its reading would take turns with the backup."""
        if story:
            watch.viewed.connect(lambda _: self.back_up("on open"), Qt.ConnectionType.SingleShotConnection)
        else:
            self.back_up("on open")

    def back_up(self, why: str, *, done: Callable[[], None] = lambda: None) -> None:
        """Makes a backup in the background; a failed one is told now, or at the next start when the window is gone."""
        desk, jobs = self._desk, self._jobs
        if desk is None or jobs is None or desk.archive.is_read_only:
            done()
            return

        def failed(error: NewsroomError) -> None:
            if self._window.isVisible():
                self._notices.say(Notice(str(error), kind="trouble", key="backup"))
            else:
                self._session.set(BACKUP_TROUBLE, str(error))
            done()

        jobs.run(lambda _: self._make_backup(desk, why), done=lambda _: done(), failed=failed)

    def leave(self) -> None:
        """Stores everything and ends, without a question and without a backup; once is enough."""
        if self._ended:
            return
        if self._is_opening:
            self.save()
            self._waiting = self.leave
            return
        self._ended = True
        self.save()
        self.remember()
        if self._jobs is not None:
            self._jobs.close()
        if self._desk is not None:
            self._desk.close()
        self._release()
        if self._quits:
            self._application.exit(0)

    def _may_close(self) -> bool:
        if self._ended:
            return True
        if self._is_opening:
            self._waiting = self._window.close
            return False
        if not self._store_or_ask():
            return False
        self.remember()
        self._window.hide()
        self.back_up("on close", done=self.leave)
        return True

    def _store_or_ask(self) -> bool:
        from ui.dialogs.unsaved import ask_to_leave

        try:
            self._saving.flush_all()
        except NewsroomError as error:
            paths = self._saving.put_aside()
            return ask_to_leave(self._window, trouble=error, paths=paths, save=self._saving.offer_file)
        return True

    def remember(self) -> None:
        """Story, caret, scroll and how the window lies, for the next start."""
        if self._window.isVisible():
            self._stories.remember()
            self._window.remember(self._session)
        self._session.save()

    def _do_what_waits(self) -> bool:
        act, self._waiting = self._waiting, None
        if act is not None:
            act()
        return act is not None
