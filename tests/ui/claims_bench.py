"""The text of a story beside its claims, quotes and open points, on a real desk: what their tests are given."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from newsroom.desk.desk import Desk
from newsroom.desk.levels import RatedClaim
from newsroom.desk.story_view import StoryView
from newsroom.desk.verdicts import Verdict
from newsroom.domain.anchor import unpack_positions
from newsroom.settings import read_profile
from newsroom.storage.opening import open_archive
from ui.actions import Actions
from ui.desk_bridge import DeskBridge
from ui.editor.story_document import StoryDocument
from ui.editor.story_editor import StoryEditor
from ui.focus import Focus
from ui.icons import Icons
from ui.jobs import JobRunner
from ui.marking import Marking
from ui.marking_says import ClaimSays
from ui.notices import Notices
from ui.open_text import OpenText
from ui.panes.claims import ClaimsPane
from ui.panes.quotes import QuotesPane
from ui.panes.readiness import ReadinessLine
from ui.passages import Rest
from ui.placing_again import PlacingAgain
from ui.rescue import RescueCopies
from ui.saving import Saving
from ui.story_watch import StoryWatch
from ui.timeline import Timeline
from ui.widgets.place_bar import PlaceBar

DAY = datetime(2026, 3, 12, 10, tzinfo=UTC)


class Bench:
    """Opens the first story of the desk in ``folder``. ``told`` are the notices so far, ``raised`` the panes asked
    for, ``read`` the passages the reader was to show."""

    def __init__(self, qtbot: QtBot, *, icons: Icons, folder: Path, now: datetime = DAY, idle_ms: int = 5000) -> None:
        self.qtbot = qtbot
        self.told: list[str] = []
        self.raised: list[str] = []
        self.read: list[Rest] = []
        self.faults: list[BaseException] = []
        self.now = now
        self.bridge, self.focus, self.actions, self.notices = DeskBridge(), Focus(), Actions(), Notices()
        self.notices.said.connect(lambda notice: self.told.append(notice.words))
        self.jobs = JobRunner(fault=self.faults.append)
        self.desk = Desk(open_archive(folder, create=True), actor="Sanne Ulvaeus", deliver=self.bridge.deliver)
        self.bridge.attach(self.desk)
        self.story = self.desk.queries.stories()[0]
        self.timeline = Timeline(refused=self.notices.tell_error)
        copies = RescueCopies(folder.with_name("rescue"))
        self.saving = Saving(notices=self.notices, copies=copies, fault=self.faults.append)
        self.saving.use(self.desk, jobs=self.jobs)
        self.timeline.use(self.desk, flush=self.saving.flush_all)
        self.watch = StoryWatch(
            desk=self.desk, bridge=self.bridge, focus=self.focus, jobs=self.jobs, profile=read_profile("solo"),
            refused=self.notices.tell_error, clock=lambda: self.now,
        )  # fmt: skip
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.editor = StoryEditor(self.window)
        self.text = OpenText(editor=self.editor, focus=self.focus, watch=self.watch)
        self._furnish(icons, idle_ms)
        self.document = self._open()

    def _furnish(self, icons: Icons, idle_ms: int) -> None:
        shared = {"timeline": self.timeline, "watch": self.watch, "focus": self.focus, "actions": self.actions}
        self.claims = ClaimsPane(**shared, notices=self.notices, icons=icons)
        self.quotes = QuotesPane(**shared, text=self.text, notices=self.notices, icons=icons)
        self.readiness = ReadinessLine(**shared, editor=self.editor, text=self.text, icons=icons, idle_ms=idle_ms)
        self.bar = PlaceBar()
        self.placing = PlacingAgain(editor=self.editor, timeline=self.timeline, bar=self.bar)
        self.marking = Marking(
            **shared, editor=self.editor, notices=self.notices, show_pane=self._raise, show_passage=self.read.append,
            find_again=self.placing.start, panes={"claims": self.claims, "quotes": self.quotes},
        )  # fmt: skip
        ClaimSays(**shared, editor=self.editor, notices=self.notices)
        for pane in (self.claims, self.quotes):
            pane.text_wanted.connect(self.marking.show_in_text)
            pane.passage_wanted.connect(self.read.append)
            pane.place_asked.connect(self.marking.act_on_place)
        row = QHBoxLayout(self.window)
        for widget in (self.editor, self.claims, self.quotes, self.readiness, self.bar):
            row.addWidget(widget)
        self.window.resize(1500, 900)
        self.window.show()
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)

    def _open(self) -> StoryDocument:
        draft = self.desk.queries.draft(self.story.id)
        records = self.desk.queries.story_records(self.story.id)
        document = StoryDocument(
            story_id=self.story.id, text=draft.text, positions=unpack_positions(draft.positions),
            exact={anchor.id: anchor.exact for anchor in records.anchors}, push=self.timeline.push, parent=self.editor,
        )  # fmt: skip
        self.editor.show_document(document)
        self.saving.watch(document)
        self.timeline.open(document)
        self.actions.set_there(desk=True, writable=True, story=True)
        self.focus.look_at_story(self.story.id)
        self.settle()
        return document

    @property
    def view(self) -> StoryView:
        assert self.watch.view is not None
        return self.watch.view

    def claim(self, words: str) -> RatedClaim:
        """The claim whose wording holds these words."""
        return next(one for one in self.view.checked.claims if words in one.claim.wording)

    def quote(self, words: str) -> Verdict:
        return next(one for one in self.view.checked.quotes if words in one.published)

    def look_at_claim(self, words: str) -> RatedClaim:
        """Chooses a claim in its list, as a person does."""
        one = self.claim(words)
        self.claims.list.setFocus()
        self.claims.list.choose(one.claim.id)
        self.focus.look_at("claim", one.claim.id)
        return one

    def look_at_quote(self, words: str) -> Verdict:
        one = self.quote(words)
        self.quotes.list.setFocus()
        self.quotes.list.choose(one.use.id)
        self.focus.look_at("quote_use", one.use.id)
        return one

    def place(self, words: str) -> tuple[int, int]:
        """Where words stand in the text, code points."""
        start = self.document.text().index(words)
        return start, start + len(words)

    def caret_in(self, words: str) -> None:
        self.editor.setFocus()
        self.editor.set_caret(self.place(words)[0] + 1)

    def delete(self, words: str) -> None:
        """Selects words and deletes them by key."""
        self.editor.setFocus()
        self.editor.select(*self.place(words))
        self.press(Qt.Key.Key_Delete)

    def write(self, words: str) -> None:
        """Puts words in at the caret, as an input method does; key events know no curly marks."""
        commit = QInputMethodEvent()
        commit.setCommitString(words)
        QApplication.sendEvent(self.editor, commit)

    def press(self, key: Qt.Key, on: QWidget | None = None) -> None:
        self.qtbot.keyClick(on or QApplication.focusWidget() or self.window, key)

    def act(self, act: Callable[[], object]) -> None:
        """Does something and waits until the story has been read again."""
        act()
        self.settle()

    def settle(self) -> None:
        """Waits until nothing runs, then until the story has been read as it lies on the desk now."""
        self.saving.flush_all()
        self.qtbot.waitUntil(lambda: self.jobs.is_idle, timeout=10_000)
        QApplication.sendPostedEvents()
        with self.qtbot.waitSignal(self.watch.viewed, timeout=10_000):
            self.watch.refresh()
        self.qtbot.waitUntil(lambda: self.jobs.is_idle, timeout=10_000)

    def close(self) -> None:
        self.qtbot.waitUntil(lambda: self.jobs.is_idle, timeout=10_000)
        self.jobs.close()
        self.desk.close()
        assert not self.faults, self.faults

    def _raise(self, pane: str) -> None:
        self.raised.append(pane)
        {"claims": self.claims, "quotes": self.quotes}.get(pane, self.readiness.counted).setFocus()
