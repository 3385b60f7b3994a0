"""What a source that came in changes: the claims with their levels now and then, the words to look at once it is taken,
and what readers of a story that is out are told. Nothing is written before a person takes it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple, cast
from weakref import WeakKeyDictionary

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QTabWidget, QVBoxLayout, QWidget

from newsroom.desk.after_publication import named_for_readers, record_notice
from newsroom.desk.arrival import Arrival, read_arrival, take_arrival
from newsroom.desk.arrival_wording import StoryWording, WordingPoint, read_wording
from newsroom.domain.claim import Stance
from newsroom.domain.errors import Missing, NewsroomError
from newsroom.domain.partial_date import date_in_words
from newsroom.domain.wording import SOURCE_TYPE_NAMES, TERMS_NAMES
from ui.dialogs.arrival_claims import ArrivalClaims
from ui.dialogs.arrival_readers import ArrivalReaders
from ui.dialogs.arrival_words import ArrivalWords

if TYPE_CHECKING:
    from newsroom.desk.desk import Desk
    from newsroom.domain.changes import Changes
    from ui.desk_bridge import DeskBridge
    from ui.icons import Icons
    from ui.jobs import Job, JobRunner
    from ui.notices import Notices
    from ui.timeline import Step, Timeline

GATHER_MS = 80
LABEL = "Take what came"
"""What the act is called after Undo."""
BEARS_ON_NOTHING = "It bears on no claim of any story, as far as names, numbers and words tell."
CLAIMS, WORDS, READERS = range(3)


class _TakenStep(NamedTuple):
    """The source an act attached, and what a person had decided of its claims before it."""

    source: str
    decided: dict[str, tuple[bool, Stance]]


class ArrivalWindow(QDialog):
    """Stands beside the desk; ``call`` shows it for a source. ``go_to_claim(story, claim)`` opens a claim,
    ``go_to_words(story, point)`` the words of a point. ``taken`` tells the id of a source somebody attached,
    ``taken_back`` that an undo took it away again."""

    taken = Signal(str)
    taken_back = Signal(str)

    def __init__(
        self, *, desk: Desk, bridge: DeskBridge, timeline: Timeline, jobs: JobRunner, notices: Notices, icons: Icons,
        go_to_claim: Callable[[str, str], None], go_to_words: Callable[[str, WordingPoint], None],
        clock: Callable[[], datetime] = lambda: datetime.now(UTC), parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._desk, self._timeline, self._jobs, self._notices = desk, timeline, jobs, notices
        self._go_to_claim, self._go_to_words, self._clock = go_to_claim, go_to_words, clock
        self._source_id = ""
        self.arrival: Arrival | None = None
        self._decided: dict[str, tuple[bool, Stance]] = {}
        self._steps: WeakKeyDictionary[Step, _TakenStep] = WeakKeyDictionary()
        self.title, self.about = QLabel(), QLabel()
        self.tabs = QTabWidget()
        self.claims, self.words = ArrivalClaims(icons=icons), ArrivalWords(icons=icons)
        self.readers = ArrivalReaders()
        self.take = QPushButton("Attach it")
        self.close_button = QPushButton("Close")
        self._timer = QTimer(self, singleShot=True, interval=GATHER_MS)
        self._lay_out()
        self._connect(bridge)

    @property
    def source_id(self) -> str:
        """The source it speaks of."""
        return self._source_id

    def call(self, source_id: str) -> None:
        """Shows what this source bears on."""
        if source_id != self._source_id:
            self._source_id, self.arrival = source_id, None
            self._decided = {}
            self.tabs.setCurrentIndex(CLAIMS)
        self.show()
        self.raise_()
        self.activateWindow()
        self.claims.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._read()

    def _read(self) -> None:
        queries, source, now = self._desk.queries, self._source_id, self._clock()

        def read(_: Job) -> tuple[Arrival, tuple[StoryWording, ...]]:
            return read_arrival(queries, source, now=now), read_wording(queries, source, now=now)

        self._jobs.run(read, done=self._show, failed=self._gone, key="arrival window")

    def _gone(self, error: NewsroomError) -> None:
        """The source may have been taken back while it was looked at."""
        if isinstance(error, Missing):
            self._source_id = ""
            self.hide()
        else:
            self._notices.tell_error(error)

    def _show(self, found: tuple[Arrival, tuple[StoryWording, ...]]) -> None:
        arrival, stories = found
        if arrival.source.id != self._source_id:
            return
        for row in arrival.rows:
            if row.claim.id in self._decided:
                chosen, stance = self._decided[row.claim.id]
                arrival = arrival.with_stance(row.claim.id, stance).with_choice(row.claim.id, chosen=chosen)
        self._show_arrival(arrival)
        self.words.show_stories(stories, asks_terms=arrival.newcomer.asks_terms)
        day = self._clock().date().isoformat()
        named = named_for_readers(arrival.source, terms=arrival.newcomer.terms)
        self.readers.show_stories(stories, source=named, day=day)
        self._name_tabs()

    def _show_arrival(self, arrival: Arrival) -> None:
        self.arrival = arrival
        self.title.setText(f"“{arrival.source.title}”")
        self.about.setText(_about(arrival))
        self.claims.show_arrival(arrival)
        number = len(arrival.chosen)
        self.take.setText(f"Attach it to {number} claim{'' if number == 1 else 's'}" if number else "Attach it")
        self.take.setEnabled(number > 0 and not self._desk.archive.is_read_only)

    def _name_tabs(self) -> None:
        rows = len(self.arrival.rows) if self.arrival is not None else 0
        for tab, name, number in (
            (CLAIMS, "Claims", rows), (WORDS, "Words to look at", self.words.count),
            (READERS, "Readers", self.readers.count),
        ):  # fmt: skip
            self.tabs.setTabText(tab, f"{name} ({number})" if number else name)

    def _choose(self, claim: str, chosen: bool) -> None:
        if self.arrival is not None and claim:
            self._decide(claim, self.arrival.with_choice(claim, chosen=chosen))

    def _stand(self, claim: str, stance: str) -> None:
        if self.arrival is not None and claim:
            self._decide(claim, self.arrival.with_stance(claim, cast("Stance", stance)))

    def _decide(self, claim: str, arrival: Arrival) -> None:
        row = arrival.row(claim)
        self._decided[claim] = (row.is_chosen, row.stance)
        self._show_arrival(arrival)

    def _take(self) -> None:
        if self.arrival is None or not self.arrival.chosen:
            return
        taken = self.arrival.taken()
        if self._timeline.run(LABEL, take_arrival, source_id=self._source_id, taken=taken) is not None:
            step = self._timeline.newest()
            if step is not None:
                self._steps[step] = _TakenStep(self._source_id, self._decided)
            self._decided = {}
            self.taken.emit(self._source_id)
            self.tabs.setCurrentIndex(WORDS)
            self.words.come_to()
            self._notices.note(f"Attached it to {len(taken)} claim{'' if len(taken) == 1 else 's'}.")

    def _undone(self, step: Step) -> None:
        """The offer stands again as it stood: nothing is attached, and what was decided of each claim is not lost."""
        known = self._steps.get(step)
        if known is None:
            return
        if known.source == self._source_id:
            self._decided = dict(known.decided)
            self.tabs.setCurrentIndex(CLAIMS)
        self.taken_back.emit(known.source)

    def _redone(self, step: Step) -> None:
        known = self._steps.get(step)
        if known is None:
            return
        if known.source == self._source_id:
            self._decided = {}
        self.taken.emit(known.source)

    def _record(self, given: dict[str, Any]) -> None:
        if self._timeline.run("Record a notice to readers", record_notice, **given) is not None:
            self._notices.note("Recorded. It stands on the page readers get from the next export on.")

    def _open_claim(self, claim: str) -> None:
        if self.arrival is not None:
            self._go_to_claim(self.arrival.row(claim).story.id, claim)

    def _changed(self, changes: Changes) -> None:
        if self.isVisible() and self._source_id and any(row.kind not in ("draft", "anchor") for row in changes.rows):
            self._timer.start()

    def _connect(self, bridge: DeskBridge) -> None:
        self.claims.choice_set.connect(self._choose)
        self.claims.stance_set.connect(self._stand)
        self.claims.opened.connect(self._open_claim)
        self.words.opened.connect(self._go_to_words)
        self.readers.recorded.connect(self._record)
        self.take.clicked.connect(self._take)
        self.close_button.clicked.connect(self.close)
        self._timer.timeout.connect(self._read)
        self._timeline.undone.connect(self._undone)
        self._timeline.redone.connect(self._redone)
        bridge.changed.connect(self._changed)

    def _lay_out(self) -> None:
        self.setWindowTitle("What came in")
        self.setModal(False)
        self.resize(980, 620)
        font = self.title.font()
        font.setBold(True)
        self.title.setFont(font)
        for label in (self.title, self.about):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        for widget, name in ((self.claims, "Claims"), (self.words, "Words to look at"), (self.readers, "Readers")):
            self.tabs.addTab(widget, name)
        self.tabs.setAccessibleName("What came in")
        self.take.setToolTip("Attach it to every claim marked ✓, in all stories, as one step; Undo takes all back")
        foot = QHBoxLayout()
        foot.addStretch(1)
        for button in (self.take, self.close_button):
            button.setAutoDefault(False)
            foot.addWidget(button)
        self.take.setProperty("leading", "true")
        column = QVBoxLayout(self)
        column.addWidget(self.title)
        column.addWidget(self.about)
        column.addWidget(self.tabs, 1)
        column.addLayout(foot)


def _about(arrival: Arrival) -> str:
    source, newcomer = arrival.source, arrival.newcomer
    parts = [SOURCE_TYPE_NAMES[source.type], source.publisher or ", ".join(source.authors)]
    parts.append(date_in_words(source.published[:10]) if source.published else "no date")
    if not newcomer.asks_terms or newcomer.terms != "on_record":
        parts.append(TERMS_NAMES[newcomer.terms])
    parts.append("terms not noted, counted as on the record" if newcomer.asks_terms else "")
    parts.append("copy saved" if newcomer.captures else "no copy saved, so it counts for less")
    told = " · ".join(part for part in parts if part)
    return told if arrival.rows else f"{told}\n{BEARS_ON_NOTHING}"
