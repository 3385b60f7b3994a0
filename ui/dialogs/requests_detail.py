"""One request for comment in full: whom, about what, the letter, each try, what came. It asks; the window acts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from newsroom.domain.comment_request import OUTCOME_NAMES, REASON_NAMES, REPORTED_NAMES, asking_counts
from ui.time_words import due_words_refusal, read_due, when_words
from ui.widgets.entries import Choice, EntryLine, EntryText, clear, labelled, tell, wrapped
from ui.widgets.inline_picker import InlinePicker
from ui.widgets.record_lines import RecordLine

if TYPE_CHECKING:
    from newsroom.desk.request_lines import RequestLine
    from newsroom.domain.claim import Claim
    from newsroom.domain.quote import Quote
    from ui.icons import Icons

NO_REPLY = "none kept as a quote"
FIELDS = {
    "asked_of": ("Asked of", "a person, a company, an office"), "via": ("Through whom", "a spokesperson"),
    "channel": ("How", "email, telephone, letter"), "via_outlet": ("Asked by another outlet", "its name"),
}  # fmt: skip


class LetterText(EntryText):
    """A letter: Return begins a new line, leaving it settles it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            QPlainTextEdit.keyPressEvent(self, event)
        else:
            super().keyPressEvent(event)


class RequestDetail(QScrollArea):
    """Shows a ``RequestLine``; everything keeps its place while the request stays the same."""

    field_set = Signal(str, str)
    """Name and words of a field that ``set_request_fields`` takes."""
    claims_put = Signal(object)
    outcome_set = Signal(str, str)
    """The outcome, and what another outlet reported (empty where none did)."""
    reply_set = Signal(str)
    attempt_dropped = Signal(str)
    asked = Signal(str)
    """A verb: ``write``, ``copy``, ``again``, ``silent`` or ``tell``."""
    refused = Signal(str)

    def __init__(self, *, icons: Icons, clock: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._line: RequestLine | None = None
        self._claims: tuple[Claim, ...] = ()
        self.fields = {name: EntryLine(words, hint=hint) for name, (words, hint) in FIELDS.items()}
        self.deadline = EntryLine(
            "Deadline",
            hint="18:00, Fri 17:00, 14 Mar 12:00",
            refusal=lambda words: due_words_refusal(words, now=clock()),
        )
        self.by = wrapped(object_name="by")
        self.passed, self.silent = wrapped(object_name="passed"), QPushButton("They did not respond")
        self.outcome, self.reported = Choice("What came of it"), Choice("What the outlet reported")
        self.reason, self.reply = EntryLine("Reason"), Choice("Their reply")
        self.sentence, self.tell = wrapped(object_name="sentence"), QPushButton("Put it in the text")
        self.put, self.put_another = QVBoxLayout(), QPushButton("Put another claim…")
        self.picker = InlinePicker(name="Claims of the story", icons=icons, empty="The story has no other claim.")
        self.stale = wrapped(object_name="stale")
        self.letter = LetterText("Letter", hint="Written from the claims, and yours to change")
        self.write, self.again = QPushButton("Write it from the claims"), QPushButton("Ask again with the new words")
        self.copy = QPushButton("Copy the letter")
        self.tries = QVBoxLayout()
        self._reason_label = QLabel()
        self._lay_out()
        self._connect()

    @property
    def line(self) -> RequestLine | None:
        return self._line

    def show_line(self, line: RequestLine, *, writable: bool) -> None:
        """Shows a request; what was being written about another one is settled first."""
        if self._line is None or self._line.request.id != line.request.id:
            self.settle()
            self.picker.hide()
            self.verticalScrollBar().setValue(0)
        self._line = line
        request = line.request
        values = {"asked_of": request.asked_of, "via": line.via, "channel": request.channel,
                  "via_outlet": request.via_outlet}  # fmt: skip
        for name, entry in self.fields.items():
            entry.show_words(values[name])
        self.deadline.show_words(when_words(request.deadline, now=line.now) if request.deadline else "")
        self.letter.show_words(request.message)
        for widget in (*self.fields.values(), self.deadline, self.letter, self.outcome, self.reported, self.reason,
                       self.reply, self.write, self.again, self.silent, self.put_another, self.tell):  # fmt: skip
            widget.setEnabled(writable)
        tell(self.by, by_words(line))
        self._show_outcome(line)
        self._show_claims(line, writable=writable)
        self._show_tries(line, writable=writable)

    def offer(self, claims: Sequence[Claim], quotes: Sequence[Quote]) -> None:
        """What can be put to them, and what may be their reply."""
        self._claims = tuple(claims)
        self.reply.offer([("", NO_REPLY), *((quote.id, _short(quote.verbatim)) for quote in quotes)])
        self.reply.show_value((self._line.request.reply_quote or "") if self._line is not None else "")

    def settle(self) -> None:
        """Takes what was being written as done."""
        for entry in (*self.fields.values(), self.deadline, self.letter, self.reason):
            entry.settle()

    def _show_outcome(self, line: RequestLine) -> None:
        request = line.request
        tell(self.passed, f"The deadline, {line.deadline}, is past." if line.is_passed else "")
        self.silent.setVisible(line.may_be_silence)
        self.outcome.show_value(request.outcome)
        self.reported.show_value(request.reported or "")
        self.reported.setVisible(request.outcome == "reported_by_other_outlet")
        label = REASON_NAMES.get(request.outcome, "")
        for widget in (self._reason_label, self.reason):
            widget.setVisible(bool(label))
        self._reason_label.setText(label)
        self.reason.setAccessibleName(label or "Reason")
        self.reason.show_words(request.reason)
        stands = f"The text says: “{line.told}”" if line.told and not line.wants_telling else ""
        tell(self.sentence, stands or (f"For the text: {line.sentence}" if line.sentence else ""))
        self.tell.setVisible(line.wants_telling)
        self.tell.setText("Change the sentence in the text" if line.told else "Put it in the text")

    def _show_claims(self, line: RequestLine, *, writable: bool) -> None:
        clear(self.put)
        for claim in line.claims:
            rest = [one.id for one in line.claims if one.id != claim.id]
            self.put.addWidget(
                _row(claim.wording, "Take the claim away", partial(self.claims_put.emit, rest), writable)
            )
        tell(self.stale, "The claims are worded differently since the letter was written." if line.is_stale else "")
        was_asked = bool(line.request.asked_at)
        self.write.setVisible(not was_asked or not line.request.message)
        self.again.setVisible(line.is_stale and was_asked)
        self.copy.setEnabled(bool(line.request.message))

    def _show_tries(self, line: RequestLine, *, writable: bool) -> None:
        clear(self.tries)
        request = line.request
        if request.asked_at and asking_counts(request, line.attempts):
            parts = (when_words(request.asked_at, now=line.now), request.channel, "asked, the first attempt")
            self.tries.addWidget(wrapped(" · ".join(part for part in parts if part)))
        elif not line.attempts:
            self.tries.addWidget(wrapped("Nobody here has tried yet."))
        for one in line.attempts:
            words = " · ".join(part for part in (when_words(one.at, now=line.now), one.channel, one.note) if part)
            drop = partial(self.attempt_dropped.emit, one.id)
            self.tries.addWidget(_row(words, "Take the attempt away", drop, writable))

    def _pick(self) -> None:
        put = {claim.id for claim in self._line.claims} if self._line is not None else set[str]()
        # Accusations first: they are what has to be put to somebody.
        rest = sorted((one for one in self._claims if one.id not in put), key=lambda one: not one.accusation)
        self.picker.offer([
            RecordLine(one.id, one.wording, "an accusation" if one.accusation else "", mark="claim", mark_name="Claim")
            for one in rest
        ])  # fmt: skip

    def _picked(self, claim: str) -> None:
        if self._line is not None:
            self.claims_put.emit([*(one.id for one in self._line.claims), claim])

    def _deadline_set(self, words: str) -> None:
        self.field_set.emit("deadline", (read_due(words, now=self._clock()) or "") if words else "")

    def _connect(self) -> None:
        for name, entry in self.fields.items():
            entry.settled.connect(partial(self.field_set.emit, name))
        self.deadline.settled.connect(self._deadline_set)
        self.deadline.refused.connect(self.refused)
        self.letter.settled.connect(partial(self.field_set.emit, "message"))
        self.reason.settled.connect(partial(self.field_set.emit, "reason"))
        self.outcome.chosen.connect(lambda outcome: self.outcome_set.emit(outcome, self.reported.value()))
        self.reported.chosen.connect(lambda reported: self.outcome_set.emit(self.outcome.value(), reported))
        self.reply.chosen.connect(self.reply_set)
        self.put_another.clicked.connect(self._pick)
        self.picker.picked.connect(self._picked)
        for verb, button in (("write", self.write), ("copy", self.copy), ("again", self.again), ("tell", self.tell),
                             ("silent", self.silent)):  # fmt: skip
            button.clicked.connect(lambda _checked=False, verb=verb: self.asked.emit(verb))

    def _lay_out(self) -> None:
        self.outcome.offer(OUTCOME_NAMES.items())
        self.reported.offer(REPORTED_NAMES.items())
        self._reason_label.setBuddy(self.reason)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(4)
        grid = QGridLayout()
        for at, (name, entry) in enumerate((*self.fields.items(), ("deadline", self.deadline))):
            one = QVBoxLayout()
            labelled(one, FIELDS[name][0] if name in FIELDS else "Deadline", entry)
            grid.addLayout(one, at // 2, at % 2)
        column.addLayout(grid)
        column.addWidget(self.by)
        column.addWidget(self.passed)
        column.addWidget(self.silent, 0, Qt.AlignmentFlag.AlignLeft)
        labelled(column, "What came of it", self.outcome)
        for widget in (self.reported, self._reason_label, self.reason):
            column.addWidget(widget)
        labelled(column, "Their reply, as a quote", self.reply)
        column.addWidget(self.sentence)
        column.addWidget(self.tell, 0, Qt.AlignmentFlag.AlignLeft)
        self._lay_out_letter(column)
        column.addStretch(1)
        for button in (self.write, self.again, self.copy, self.put_another, self.tell, self.silent):
            button.setAutoDefault(False)
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("The request")

    def _lay_out_letter(self, column: QVBoxLayout) -> None:
        _part(column, "Claims put to them", self.put)
        column.addWidget(self.put_another, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.picker)
        labelled(column, "Letter", self.letter)
        column.addWidget(self.stale)
        verbs = QHBoxLayout()
        for button in (self.write, self.again, self.copy):
            verbs.addWidget(button)
        verbs.addStretch(1)
        column.addLayout(verbs)
        _part(column, "Attempts", self.tries)


def by_words(line: RequestLine) -> str:
    """Who asked, and when."""
    request = line.request
    when = f", {when_words(request.asked_at, now=line.now)}" if request.asked_at else ""
    if request.via_outlet:
        return f"{request.via_outlet} asked{when}; nobody here has."
    who = line.asked_by or "This desk"
    return f"{who} asked{when}." if when else f"{who} has not asked yet: note the first attempt once the letter is out."


def _part(column: QVBoxLayout, words: str, rows: QVBoxLayout) -> None:
    heading = QLabel(words)
    heading.setProperty("quiet", "true")
    column.addWidget(heading)
    column.addLayout(rows)


def _row(words: str, act: str, drop: Callable[[], object], writable: bool) -> QWidget:
    row = QWidget()
    across = QHBoxLayout(row)
    across.setContentsMargins(0, 0, 0, 0)
    button = QPushButton("Take away")
    button.setAutoDefault(False)
    button.setEnabled(writable)
    button.setAccessibleName(f"{act}: {words}")
    button.clicked.connect(lambda _checked=False: drop())
    across.addWidget(wrapped(words), 1)
    across.addWidget(button)
    return row


def _short(words: str) -> str:
    bare = " ".join(words.split())
    return bare if len(bare) <= 80 else f"{bare[:79]}…"
