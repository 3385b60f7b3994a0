"""The real window on a real desk, furnished with what is written about here: cite, import, proposals, drops."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from newsroom.desk.desk import Desk
from newsroom.desk.drafts import add_draft
from newsroom.desk.sources import add_source
from newsroom.desk.stories import new_story
from newsroom.domain.profile import Profile
from newsroom.domain.source import Source
from newsroom.settings import read_profile
from newsroom.storage.opening import open_archive
from newsroom.storage.transaction import Transaction
from ui.actions import Actions
from ui.cite_acts import CiteActs
from ui.cite_offers import CiteOffers
from ui.cite_rows import Passage
from ui.citing import Citing
from ui.desk_bridge import DeskBridge
from ui.dropping import Dropping, SourceFiles
from ui.editor.import_bar import ImportBar
from ui.editor.proposals import ProposalGuide
from ui.editor.story_editor import StoryEditor
from ui.focus import Focus
from ui.icons import Icons
from ui.importing import Importing
from ui.jobs import JobRunner
from ui.main_window import MainWindow
from ui.notices import Notice, Notices
from ui.open_stories import OpenStories
from ui.rescue import RescueCopies
from ui.saving import Saving
from ui.session import Session
from ui.story_page import StoryPage
from ui.story_watch import StoryWatch
from ui.timeline import Timeline
from ui.undo_acts import UndoActs


def lay_story(desk: Desk, text: str, *, slug: str = "harbour-ferry") -> str:
    """A story with these words; returns its id."""

    def lay(transaction: Transaction) -> str:
        story = new_story(transaction, fields={"slug": slug, "headline": slug.replace("-", " ").capitalize()})
        add_draft(transaction, story_id=story.id, text=text)
        return story.id

    return desk.run("Lay in", lay).value


class WritingWindow:
    """Made open, and closed by ``close``. ``told`` are the notices said so far; ``faults`` our own errors."""

    def __init__(
        self, qtbot: QtBot, *, icons: Icons, folder: Path, downloads: Path,
        pick: Callable[[QWidget, str], Sequence[Path]] = lambda window, folder: (),
    ) -> None:  # fmt: skip
        self.qtbot = qtbot
        self.told: list[Notice] = []
        self.faults: list[BaseException] = []
        self.keys_pressed = 0
        self.picked: Passage | None = None
        """What is selected in the reader."""
        self.notices = Notices()
        self.notices.said.connect(self.told.append)
        self.bridge = DeskBridge()
        self.focus = Focus()
        self.actions = Actions()
        self.jobs = JobRunner(fault=self.faults.append)
        self.session = Session(folder.with_name("session.json"))
        self.timeline = Timeline(refused=self.notices.tell_error)
        self.page = StoryPage(timeline=self.timeline, actions=self.actions)
        self.window = MainWindow(page=self.page, actions=self.actions)
        qtbot.addWidget(self.window)
        self.saving = Saving(
            notices=self.notices, copies=RescueCopies(folder.with_name("rescue")), fault=self.faults.append
        )
        self.stories = OpenStories(
            window=self.window, focus=self.focus, timeline=self.timeline, session=self.session,
            notices=self.notices, actions=self.actions,
        )  # fmt: skip
        self.stories.store_with(self.saving)
        UndoActs(timeline=self.timeline, actions=self.actions)
        self.desk = Desk(open_archive(folder, create=True), actor="Sanne Ulvaeus", deliver=self.bridge.deliver)
        self._use_desk(read_profile("solo"))
        self._furnish(icons, downloads, pick)
        for dock in ("stories", "outline", "sources", "quotes", "claims", "versions", "preview"):
            self.window.dock(dock).hide()
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    @property
    def editor(self) -> StoryEditor:
        return self.page.editor

    def _use_desk(self, profile: Profile) -> None:
        self.saving.use(self.desk, jobs=self.jobs)
        self.timeline.use(self.desk, flush=self.saving.flush_all)
        self.bridge.attach(self.desk)
        self.bridge.changed.connect(self.stories.follow)
        self.watch = StoryWatch(
            desk=self.desk, bridge=self.bridge, focus=self.focus, jobs=self.jobs, profile=profile,
            refused=self.notices.tell_error,
        )  # fmt: skip
        self.watch.viewed.connect(self.stories.show_view)
        self.stories.use(self.desk)

    def _furnish(self, icons: Icons, downloads: Path, pick: Callable[[QWidget, str], Sequence[Path]]) -> None:
        self.offers = CiteOffers(
            desk=self.desk, clipboard=QGuiApplication.clipboard(), folder=downloads, passage=lambda: self.picked
        )
        acts = CiteActs(desk=self.desk, timeline=self.timeline, jobs=self.jobs, notices=self.notices)
        self.citing = Citing(
            editor=self.editor, watch=self.watch, offers=self.offers, acts=acts, actions=self.actions,
            notices=self.notices, icon=icons.icon,
        )  # fmt: skip
        self.guide = ProposalGuide(
            editor=self.editor, watch=self.watch, bridge=self.bridge, timeline=self.timeline, actions=self.actions,
            notices=self.notices,
        )  # fmt: skip
        self.bar = ImportBar(guide=self.guide, focus=self.focus)
        self.page.bars.addWidget(self.bar)
        self.importing = Importing(
            window=self.window, desk=self.desk, timeline=self.timeline, focus=self.focus, jobs=self.jobs,
            actions=self.actions, notices=self.notices, session=self.session, pick=pick,
        )  # fmt: skip
        self.files = SourceFiles(
            window=self.window, desk=self.desk, timeline=self.timeline, focus=self.focus, jobs=self.jobs,
            notices=self.notices, session=self.session, pick=pick,
        )  # fmt: skip
        self.dropping = Dropping(
            window=self.window, editor=self.editor, importing=self.importing, files=self.files, citing=self.citing,
            actions=self.actions,
        )  # fmt: skip

    def open(self, story_id: str) -> None:
        """Turns to a story and waits until it has been read."""
        self.focus.look_at_story(story_id)
        self.settle()
        self.editor.setFocus()

    def settle(self) -> None:
        """Waits until nothing runs, then until the story has been read as it lies on the desk now."""
        self.qtbot.waitUntil(lambda: self.jobs.is_idle, timeout=20_000)
        QApplication.sendPostedEvents()
        if self.focus.story:
            with self.qtbot.waitSignal(self.watch.viewed, timeout=20_000):
                self.watch.refresh()
        self.qtbot.waitUntil(lambda: self.jobs.is_idle, timeout=20_000)

    def press(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        """One key press where the keyboard is, window shortcuts included."""
        self.keys_pressed += 1
        held = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            held |= modifier
        self.qtbot.keyClick(QApplication.focusWidget() or self.window, key, held)

    def put_caret(self, words: str) -> None:
        """Into these words of the text."""
        self.editor.set_caret(self.editor.toPlainText().index(words) + 3)

    def open_cite_line(self) -> None:
        self.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier)
        self.qtbot.waitUntil(self.citing.line.input.hasFocus)

    def add_source(self, title: str) -> Source:
        """A source laid in the file of the open story."""
        fields = {"type": "news_report", "title": title}
        source = self.desk.run("Add", add_source, story_id=self.focus.story, fields=fields).value
        self.settle()
        return source

    def sourced(self) -> dict[str, list[str]]:
        """Words of the claims and quotes of the open story → the titles of what they rest on."""
        self.settle()
        view = self.watch.view
        assert view is not None
        found: dict[str, list[str]] = {}
        for rated in view.claims.values():
            behind = [view.source_behind(one) for one in view.evidence_by_claim.get(rated.claim.id, ())]
            found[rated.claim.wording] = [source.title for source in behind if source is not None]
        for use in view.uses.values():
            quote = view.quotes[use.quote or ""]
            found[quote.verbatim] = [view.sources[quote.source or ""].title]
        return found

    def words_told(self) -> list[str]:
        return [notice.words for notice in self.told]

    def drop(
        self, *paths: Path, on: QWidget | None = None, at: QPoint | None = None, addresses: Sequence[str] = ()
    ) -> bool:
        """Drops files as a file manager does; returns whether they were welcome."""
        target = on or self.window
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths] + [QUrl(one) for one in addresses])
        place = at or QPoint(20, 20)
        button, no_key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        entering = QDragEnterEvent(place, Qt.DropAction.CopyAction, mime, button, no_key)
        QApplication.sendEvent(target, entering)
        if not entering.isAccepted():
            return False
        drop = QDropEvent(QPointF(place), Qt.DropAction.CopyAction, mime, button, no_key)
        QApplication.sendEvent(target, drop)
        return drop.isAccepted()

    def close(self) -> None:
        self.jobs.close()
        self.window.close()
        self.desk.close()
