"""What the claims of all stories wait for, in one calm list: what is overdue first, each one key from its place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from newsroom.desk.pending import Waiting, wait_no_longer, waiting_claims
from newsroom.domain.wording import LEVEL_NAMES
from ui.widgets.record_list import RecordLine, RecordList

if TYPE_CHECKING:
    from newsroom.desk.desk import Desk
    from newsroom.domain.changes import Changes
    from ui.desk_bridge import DeskBridge
    from ui.icons import Icons
    from ui.jobs import JobRunner
    from ui.notices import Notices
    from ui.timeline import Timeline

GATHER_MS = 60
NOTHING = (
    "No claim waits for anything. Say what would confirm a claim, from whom and by when, under “About the claim”: it "
    "stands here then, and when a source by them comes in, you are told."
)


class WatchListWindow(QDialog):
    """Stands beside the desk. ``go(story, kind, id)`` opens a record of a story."""

    def __init__(
        self, *, desk: Desk, bridge: DeskBridge, timeline: Timeline, jobs: JobRunner, notices: Notices, icons: Icons,
        go: Callable[[str, str, str], None], clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._desk, self._timeline, self._jobs, self._go = desk, timeline, jobs, go
        self._refused, self._clock = notices.tell_error, clock
        self._waiting: dict[str, Waiting] = {}
        self.told = QLabel()
        self.list = RecordList(name="What claims wait for", icons=icons)
        self.show_claim = QPushButton("Open the claim")
        self.drop = QPushButton("It waits no longer")
        self._timer = QTimer(self, singleShot=True, interval=GATHER_MS)
        self._lay_out()
        self._timer.timeout.connect(self._read)
        self.list.opened.connect(self._open)
        self.list.chosen.connect(lambda _claim: self._show_verbs())
        self.show_claim.clicked.connect(lambda: self._open(self.list.chosen_id))
        self.drop.clicked.connect(self._wait_no_longer)
        bridge.changed.connect(self._changed)

    def call(self) -> None:
        """Shows the window, or brings it to the front."""
        self.show()
        self.raise_()
        self.activateWindow()
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._read()

    def _changed(self, changes: Changes) -> None:
        if self.isVisible() and changes.touches("claim", "evidence", "story", "source", "capture"):
            self._timer.start()

    def _read(self) -> None:
        queries, now = self._desk.queries, self._clock()
        self._jobs.run(
            lambda _: waiting_claims(queries, now=now), done=self._show, failed=self._refused, key="watch list"
        )

    def _show(self, found: tuple[Waiting, ...]) -> None:
        self._waiting = {one.claim.id: one for one in found}
        self.list.show_lines([_line(one) for one in found])
        self.list.choose_first()
        late = sum(one.is_overdue for one in found)
        number = f"{len(found)} claim{'' if len(found) == 1 else 's'}"
        self.told.setText(f"{number} · {late} overdue" if late else number if found else NOTHING)
        self.list.setVisible(bool(found))
        self._show_verbs()

    def _show_verbs(self) -> None:
        chosen = self.list.chosen_id in self._waiting
        self.show_claim.setEnabled(chosen)
        self.drop.setEnabled(chosen and not self._desk.archive.is_read_only)

    def _open(self, claim: str) -> None:
        one = self._waiting.get(claim)
        if one is not None:
            self._go(one.story.id, "claim", claim)

    def _wait_no_longer(self) -> None:
        claim = self.list.chosen_id
        if claim in self._waiting:
            self._timeline.run("Wait no longer", wait_no_longer, claim_id=claim)

    def _lay_out(self) -> None:
        self.setWindowTitle("Waiting for…")
        self.setModal(False)
        self.resize(720, 460)
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        foot = QHBoxLayout()
        for button, tip in (
            (self.show_claim, "Go to the claim in its story (Return)"),
            (self.drop, "Take it off this list: it has come, or is not expected any more"),
        ):
            button.setAutoDefault(False)
            button.setToolTip(tip)
            foot.addWidget(button)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.addWidget(self.told)
        column.addWidget(self.list, 1)
        column.addStretch(0)
        column.addLayout(foot)


def _line(one: Waiting) -> RecordLine:
    story = one.story.headline or one.story.slug
    due = one.due[0].upper() + one.due[1:]
    words = " · ".join(part for part in (due, one.what, story) if part)
    level = LEVEL_NAMES[one.level]
    return RecordLine(
        id=one.claim.id, title=one.claim.wording, subtitle=words, mark=one.level, mark_name=f"Claim, {level}",
        warned=one.is_overdue, accessible=f"Claim, {level}: {one.claim.wording}. {words}",
    )  # fmt: skip
