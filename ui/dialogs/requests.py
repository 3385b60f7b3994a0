"""Asked for comment: the ledger of who was asked, of the open story or of all, one request in full at the side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from newsroom.desk.request_lines import RequestLine, request_lines
from newsroom.domain.claim import Claim
from newsroom.domain.quote import Quote, QuoteUse
from ui.dialogs.requests_acts import RequestActs
from ui.dialogs.requests_detail import RequestDetail
from ui.dialogs.requests_lines import record_line
from ui.dialogs.requests_list import ALL, THIS, RequestsList
from ui.dialogs.requests_verbs import RequestVerbs
from ui.time_words import here_and_now
from ui.widgets.asked_line import AskedLine
from ui.widgets.entries import tell, wrapped

if TYPE_CHECKING:
    from newsroom.desk.desk import Desk
    from newsroom.domain.changes import Changes
    from newsroom.domain.comment_request import Outcome, ReportedOutcome
    from ui.desk_bridge import DeskBridge
    from ui.focus import Focus
    from ui.icons import Icons
    from ui.jobs import Job, JobRunner
    from ui.notices import Notices
    from ui.timeline import Timeline

GATHER_MS = 60
LOOK_MS = 60_000
"""Deadlines pass while nothing else happens."""
HINT = "Choose a request, and whom it was put to, the letter and what came of it stand here."
WHOM = "Who is to be asked? A person, a company or an office"
TRY = "How was it tried, and what came of it? Such as “telephone: no answer”"


class RequestsWindow(QDialog):
    """Stands beside the desk. ``tell_reply(line)`` puts the sentence of a request in the text, ``go(line)``
    opens its story."""

    def __init__(
        self, *, desk: Desk, bridge: DeskBridge, timeline: Timeline, jobs: JobRunner, focus: Focus, notices: Notices,
        icons: Icons, tell_reply: Callable[[RequestLine], None], go: Callable[[RequestLine], None],
        signed: Callable[[], str], clock: Callable[[], datetime] = here_and_now, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._desk, self._jobs, self._focus = desk, jobs, focus
        self._refused, self._tell_reply, self._go = notices.tell_error, tell_reply, go
        self._signed, self._clock = signed, clock
        self._writable = not desk.archive.is_read_only
        self._lines: dict[str, RequestLine] = {}
        self._wanted, self._claims, self._story = "", tuple[str, ...](), ""
        self.ledger = RequestsList(icons=icons)
        self.list = self.ledger.list
        self.detail, self.hint = RequestDetail(icons=icons, clock=clock), wrapped(HINT, object_name="hint")
        self.side, self.told = QStackedWidget(), wrapped(object_name="told")
        self.whom, self.tried = AskedLine(WHOM), AskedLine(TRY)
        self.verbs = RequestVerbs()
        self._acts = RequestActs(timeline=timeline, signed=signed)
        self._gather, self._look = QTimer(self, singleShot=True, interval=GATHER_MS), QTimer(self, interval=LOOK_MS)
        self._lay_out()
        self._connect(bridge)

    @property
    def chosen(self) -> RequestLine | None:
        return self._lines.get(self.list.chosen_id)

    def call(self) -> None:
        """Shows the window, or brings it to the front."""
        self.show()
        self.raise_()
        self.activateWindow()
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def ask(self, story: str, claims: Sequence[str]) -> None:
        """Shows the window and asks who is to be asked about these claims of a story."""
        self.ledger.parts.setCurrentIndex(THIS)
        self.call()
        self._story, self._claims = story, tuple(claims)
        number = f" about {len(claims)} claim{'' if len(claims) == 1 else 's'}" if claims else ""
        self.whom.ask(question=WHOM.replace("asked?", f"asked{number}?"), back_to=self.list)

    def show_request(self, request: str) -> None:
        """Shows the window with a request chosen, whatever story it belongs to."""
        self._wanted = request
        self.ledger.parts.setCurrentIndex(ALL)
        self.call()
        self.load()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look.start()
        self.load()

    def load(self) -> None:
        """Reads the ledger anew; what was chosen stays chosen."""
        self._gather.stop()
        if not self.isVisible():
            self._look.stop()
            return
        queries, now, whole = self._desk.queries, self._clock(), self.ledger.is_whole
        story = self._focus.story

        def read(_: Job) -> tuple[RequestLine, ...]:
            return request_lines(queries, now=now, story_id="" if whole else story) if whole or story else ()

        self._jobs.run(read, done=self._show, failed=self._refused, key="requests")

    def _show(self, lines: tuple[RequestLine, ...]) -> None:
        self._lines = {line.request.id: line for line in lines}
        shown = [record_line(line, with_story=self.ledger.is_whole) for line in lines]
        if self.ledger.show_lines(shown, choose=self._wanted):
            self._wanted = ""
        late = sum(line.is_passed for line in lines)
        tell(self.told, f"{late} past the deadline" if late else "")
        self._show_chosen()

    def _show_chosen(self) -> None:
        line = self.chosen
        self.side.setCurrentIndex(0 if line is None else 1)
        self.verbs.follow(line, writable=self._writable, can_ask=bool(self._focus.story))
        if line is None:
            return
        self.detail.show_line(line, writable=self._writable)
        queries, request = self._desk.queries, line.request.id

        def read(_: Job) -> tuple[str, tuple[Claim, ...], tuple[Quote, ...]]:
            claims = queries.where(Claim, story=line.story.id, proposed=False)
            uses = queries.where(QuoteUse, story=line.story.id, proposed=False)
            ids = tuple({one for one in (*(use.quote for use in uses), line.request.reply_quote) if one})
            return request, claims, queries.where(Quote, id=ids) if ids else ()

        self._jobs.run(read, done=self._offer, failed=self._refused, key="choices of a request")

    def _offer(self, found: tuple[str, tuple[Claim, ...], tuple[Quote, ...]]) -> None:
        request, claims, quotes = found
        if self.detail.line is not None and self.detail.line.request.id == request:
            self.detail.offer(claims, quotes)

    def _add(self, whom: str) -> None:
        if whom and self._story:
            self._wanted = self._acts.ask(self._story, whom, self._claims)

    def _set_field(self, name: str, words: str) -> None:
        # What is being written belongs to the request shown, also when another one was just chosen.
        shown = self.detail.line
        if shown is not None and not self._acts.set_field(shown.request.id, name, words):
            self.detail.show_line(shown, writable=self._writable)

    def _set_outcome(self, outcome: Outcome, reported: str) -> None:
        line, given = self.chosen, cast("ReportedOutcome | None", reported or None)
        if line is not None and not self._acts.set_outcome(line.request.id, outcome, given):
            self.detail.show_line(line, writable=self._writable)

    def _act(self, verb: str) -> None:
        line = self.chosen
        if line is None or not (self._writable or verb in ("copy", "go")):
            return
        acts: dict[str, Callable[[], object]] = {
            "try": lambda: None if self.verbs["try"].isHidden() else self.tried.ask(back_to=self.list),
            "copy": lambda: self._copy(line.request.message),
            "tell": lambda: self._tell_reply(line) if line.wants_telling else None,
            "silent": lambda: self._set_outcome("no_response_by_deadline", ""),
            "write": lambda: self._acts.write_letter(line),
            "again": lambda: self._acts.ask_again(line),
            "take": lambda: self._acts.take(line.request.id) if line.request.proposed else None,
            "drop": lambda: self._acts.drop(line.request.id),
            "go": lambda: self._go(line),
        }
        acts[verb]()

    def _copy(self, letter: str) -> None:
        QApplication.clipboard().setText(letter)
        tell(self.told, "The letter is copied. Once it is sent, note the attempt.")

    def _of_chosen(self, act: Callable[[str, Any], None], value: object) -> None:
        if self.chosen is not None and (value or act != self._acts.note_attempt):
            act(self.chosen.request.id, value)

    def _changed(self, changes: Changes) -> None:
        if self.isVisible() and changes.touches(
            "comment_request", "attempt", "claim", "story", "draft", "quote", "anchor"
        ):
            self._gather.start()

    def _connect(self, bridge: DeskBridge) -> None:
        bridge.changed.connect(self._changed)
        self._focus.story_changed.connect(lambda _story: self._gather.start())
        for timer in (self._gather, self._look):
            timer.timeout.connect(self.load)
        self.ledger.turned.connect(self.load)
        self.ledger.key_act.connect(self._act)
        self.list.chosen.connect(lambda _id: self._show_chosen())
        self.list.opened.connect(lambda _id: self.detail.outcome.setFocus(Qt.FocusReason.OtherFocusReason))
        self.whom.answered.connect(self._add)
        self.tried.answered.connect(partial(self._of_chosen, self._acts.note_attempt))
        self.verbs["ask"].clicked.connect(lambda: self.ask(self._focus.story, ()))
        for verb in ("try", "take", "go", "drop"):
            self.verbs[verb].clicked.connect(lambda _checked=False, verb=verb: self._act(verb))
        detail = self.detail
        detail.field_set.connect(self._set_field)
        detail.claims_put.connect(partial(self._of_chosen, self._acts.put_claims))
        detail.outcome_set.connect(self._set_outcome)
        detail.reply_set.connect(partial(self._of_chosen, self._acts.set_reply))
        detail.attempt_dropped.connect(self._acts.drop_attempt)
        detail.asked.connect(self._act)
        detail.refused.connect(lambda words: tell(self.told, words))

    def _lay_out(self) -> None:
        self.setWindowTitle("Asked for comment")
        self.setModal(False)
        self.resize(980, 680)
        self.hint.setProperty("quiet", "true")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.hint.setContentsMargins(24, 24, 24, 10)
        self.side.addWidget(self.hint)
        self.side.addWidget(self.detail)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.addWidget(self.ledger)
        halves.addWidget(self.side)
        halves.setChildrenCollapsible(False)
        halves.setSizes([400, 560])
        halves.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.addWidget(halves, 1)
        for widget in (self.told, self.whom, self.tried, self.verbs):
            column.addWidget(widget)
