"""When a source comes in that somebody waited for, or that settles a claim by itself, a bar says so; never a dialog."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from newsroom.desk.arrival_news import news_of, sources_touched
from newsroom.desk.pending import is_waiting
from newsroom.domain.claim import Claim

if TYPE_CHECKING:
    from newsroom.desk.arrival import Arrival
    from newsroom.desk.desk import Desk
    from newsroom.domain.changes import Changes
    from ui.desk_bridge import DeskBridge
    from ui.jobs import JobRunner
    from ui.notices import Notices
    from ui.session import Session

GATHER_MS = 250
"""Sources that come within this time are looked at together: a file is read behind the act that keeps it."""
WAITING_KEY = "arrivals_waiting"
"""The session's name for the ids of the sources that wait for somebody to look."""
_TOLD_BY = ("source", "claim", "evidence", "capture", "holding")


class ArrivalWatch(QObject):
    """``news`` are the sources that came and wait for somebody to look, the newest last. What was put off is told
    again only when another claim waits for it."""

    changed = Signal()

    def __init__(
        self, *, desk: Desk, bridge: DeskBridge, jobs: JobRunner, notices: Notices,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC), parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.news: tuple[Arrival, ...] = ()
        self._desk, self._jobs, self._refused, self._clock = desk, jobs, notices.tell_error, clock
        self._came: dict[str, None] = {}
        self._put_off: set[str] = set()
        self._settled: set[str] = set()
        self._is_reading = False
        self._timer = QTimer(self, singleShot=True, interval=GATHER_MS)
        self._timer.timeout.connect(self._read)
        bridge.changed.connect(self._changed)

    def put_off(self) -> None:
        """Later: the bar goes; the command "What this source changes" still leads there."""
        self._put_off |= {one.source.id for one in self.news}
        self._came = {}
        self._tell(())

    def settle(self, source_id: str) -> None:
        """Somebody looked at a source and attached it: what they left they left knowingly."""
        self._settled.add(source_id)
        self._came.pop(source_id, None)
        self._tell(tuple(one for one in self.news if one.source.id != source_id))

    def offer_again(self, source_id: str) -> None:
        """What was attached of it was taken back, so it waits again for somebody to look, unless it was put off."""
        self._settled.discard(source_id)
        if source_id not in self._put_off:
            self._came[source_id] = None
            self._timer.start()

    def _changed(self, changes: Changes) -> None:
        came = sources_touched(changes)
        if any(isinstance(row.after, Claim) and is_waiting(row.after) for row in changes.rows):
            self._put_off.clear()
        self._came |= dict.fromkeys(sorted(came - self._put_off - self._settled))
        # What is told already may be answered, or gone, since.
        if self.news and changes.touches(*_TOLD_BY):
            self._came |= {one.source.id: None for one in self.news}
        if self._came:
            self._timer.start()

    def _read(self) -> None:
        if self._is_reading:
            self._timer.start()
            return
        wanted, self._came = tuple(self._came), {}
        queries, now = self._desk.queries, self._clock()
        self._is_reading = True

        def done(found: tuple[Arrival, ...]) -> None:
            self._is_reading = False
            kept = [one for one in self.news if one.source.id not in wanted]
            gone = self._put_off | self._settled
            self._tell((*kept, *(one for one in found if one.source.id not in gone)))

        def failed(error: Exception) -> None:
            del error
            # Nobody asked for it, and whoever acts on the archive is told what is wrong with it.
            self._is_reading = False

        self._jobs.run(lambda _: news_of(queries, wanted, now=now), done=done, failed=failed)

    def _tell(self, news: tuple[Arrival, ...]) -> None:
        if news != self.news:
            self.news = news
            self.changed.emit()


def remember_what_came(watch: ArrivalWatch, *, session: Session) -> None:
    """What waits for somebody to look when the program ends is looked at again at the next start; what was put off or
    decided is not."""
    for source_id in session.get(WAITING_KEY, []):
        watch.offer_again(str(source_id))
    watch.changed.connect(lambda: session.set(WAITING_KEY, [one.source.id for one in watch.news] or None))


class ArrivalBar(QFrame):
    """Above the text while something waits to be looked at. ``look`` opens a source's window."""

    def __init__(self, *, watch: ArrivalWatch, look: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._watch = watch
        self.words = QLabel(self)
        self.look = QPushButton("Look at it", self)
        self.later = QPushButton("Later", self)
        self._lay_out()
        self.look.clicked.connect(lambda: look(watch.news[-1].source.id))
        self.later.clicked.connect(watch.put_off)
        watch.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        news = self._watch.news
        self.setVisible(bool(news))
        words = told_of(news)
        if words and words != self.words.text() and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
        self.words.setText(words)
        self.setAccessibleName(f"What came in: {words}" if words else "What came in")

    def _lay_out(self) -> None:
        self.setObjectName("arrival_bar")
        self.setStyleSheet(
            "QFrame#arrival_bar { background: palette(alternate-base); border: none;"
            " border-bottom: 1px solid palette(mid); }"
        )
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 8, 6)
        row.addWidget(self.words, 1)
        for button, tip in (
            (self.look, "See each level as it would become; nothing is written before you take it"),
            (self.later, "Put it off; Claims ▸ What this source changes… leads there"),
        ):
            button.setToolTip(tip)
            button.setAccessibleName(button.text())
            button.setAccessibleDescription(tip)
            button.setAutoDefault(False)
            # The keyboard stays in the text: what the buttons do has commands of its own.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        self.look.setProperty("leading", "true")


def told_of(news: tuple[Arrival, ...]) -> str:
    """What came and on how many claims of how many stories it bears, in one sentence; empty where nothing did."""
    if not news:
        return ""
    newest = news[-1]
    rows = newest.news
    waited = sum(row.because == "waiting" for row in rows)
    stories = len({row.story.id for row in rows})
    who = f" by {newest.source.publisher}" if newest.source.publisher else ""
    bears = f"“{newest.source.title}”{who} bears on {_counted(len(rows), 'claim')}"
    bears += f" of {stories} stories" if stories > 1 else ""
    bears += _waiting_words(waited, of=len(rows))
    more = len(news) - 1
    return f"{bears} {more} more came." if more else bears


def _waiting_words(waited: int, *, of: int) -> str:
    if waited == 0:
        return "."
    if waited == of:
        return " that waited for it."
    return f", {'one' if waited == 1 else waited} of which waited for it."


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
