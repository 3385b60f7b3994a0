"""Whether a source still is what it was: its kept file, what became of it since, an embargo, its uses and its log."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.panes.sources_standing_form import NoticeForm
from ui.panes.sources_trouble import notices_of
from ui.time_words import here_and_now, moment_of, read_due
from ui.widgets.entries import EntryLine, clear, labelled, tell, wrapped
from ui.widgets.only_reads import only_reads
from ui.widgets.record_list import RecordLine, RecordList

if TYPE_CHECKING:
    from newsroom.desk.log_lines import LogLine
    from newsroom.desk.story_view import HeldSource, StoryView
    from newsroom.desk.where_used import WhereUsed
    from ui.icons import Icons
    from ui.panes.sources_standing_acts import StandingActs

USE_ICONS = {
    "story": "stories", "claim": "claim", "evidence": "evidence", "quote_use": "quote", "quote": "quote",
    "capture": "page", "source": "source",
}  # fmt: skip
MOST_SEEN = 8
NOT_USED = "Nothing rests on it: no claim, no quotation, on the whole desk."


def embargo_refusal(words: str) -> str:
    """Why the words are no end of an embargo; empty when they are one, or nothing at all."""
    if not words or read_due(words, now=here_and_now()) is not None:
        return ""
    return f"“{words}” is no day or time. Write one such as 2026-03-14, 2026-03-14 10:30, tomorrow 18:00 or 14 Mar."


def embargo_words(stored: str | None) -> str:
    """The end of an embargo as it can be written again: ``2026-03-14``, ``2026-03-14 10:30`` by the clock here."""
    moment = moment_of(stored, now=here_and_now()) if stored else None
    if stored is None or moment is None or len(stored) <= len("2026-03-14"):
        return stored or ""
    return f"{moment:%Y-%m-%d %H:%M}"


class StandingView(QWidget):
    """Stands below the details of a source."""

    use_wanted = Signal(str, str, str)
    """Story, kind and id of a record that rests on the source."""
    refused = Signal(str)

    def __init__(
        self, *, acts: StandingActs, icons: Icons, selected: Callable[[], str], parent: QWidget | None = None
    ) -> None:  # fmt: skip
        """``selected`` gives the words selected in the saved copy."""
        super().__init__(parent)
        self._acts, self._selected = acts, selected
        self._held: HeldSource | None = None
        self._notices = QVBoxLayout()
        self._shown_notices: tuple[object, ...] = ()
        self._stories: dict[str, str] = {}
        self.embargo = EntryLine("Embargo until", hint="14 Mar, tomorrow 18:00", refusal=embargo_refusal)
        self.note = QPushButton("It was corrected or taken back…")
        self.form = NoticeForm()
        self.show_uses = only_reads(QPushButton("Show what rests on it"))
        self.uses = RecordList(name="What rests on it", icons=icons)
        self.not_used = wrapped()
        self.show_log = only_reads(QPushButton("Show what was done to it"))
        self.log = wrapped()
        self._lay_out()
        self._connect()

    @property
    def source_id(self) -> str:
        return self._held.source.id if self._held is not None else ""

    def show_source(self, held: HeldSource | None, view: StoryView | None) -> None:
        """Shows how a source stands; what was opened about another one is closed, the rest is read again."""
        if held is None or held.source.id != self.source_id:
            self.embargo.settle()
            self.form.hide()
            self._close_uses()
            tell(self.log, "")
        self._held = held
        if held is None or view is None:
            return
        self.embargo.show_words(embargo_words(held.source.embargo_until))
        self._show_notices(held, view)
        if not self.uses.isHidden() or not self.not_used.isHidden():
            self.look_up_uses()
        if not self.log.isHidden():
            self.look_up_log()

    def look_up_uses(self) -> None:
        """Reads and shows what rests on the source, on the whole desk."""
        source = self.source_id
        self._acts.look_up_uses(source, lambda found: self._show_uses(found) if source == self.source_id else None)

    def look_up_log(self) -> None:
        """Reads and shows what was done to the source."""
        source = self.source_id
        self._acts.look_up_log(source, lambda lines: self._show_log(lines) if source == self.source_id else None)

    def _show_notices(self, held: HeldSource, view: StoryView) -> None:
        known = tuple(notices_of(held, view))
        if known == self._shown_notices:
            return
        self._shown_notices = known
        clear(self._notices)
        for notice, words in known:
            line = wrapped()
            self._notices.addWidget(line)
            tell(line, words)
            button = QPushButton("Withdraw this")
            button.setAutoDefault(False)
            button.setAccessibleDescription(words)
            button.clicked.connect(partial(_withdraw, self._acts, notice.id))
            self._notices.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_uses(self, found: WhereUsed) -> None:
        rests = [line for line in found.lines if line.kind not in ("capture", "source")]
        self._stories = {f"{line.kind} {line.id}": line.story or "" for line in rests}
        lines = [
            RecordLine(
                id=f"{line.kind} {line.id}", title=line.words, mark=USE_ICONS.get(line.kind, "page"),
                mark_name=line.kind.replace("_use", "").replace("_", " ").capitalize(),
            )
            for line in rests
        ]  # fmt: skip
        self.uses.show_lines(lines)
        self.uses.setVisible(bool(lines))
        self.uses.setFixedHeight(self.uses.sizeHintForRow(0) * min(len(lines), MOST_SEEN) + 4 if lines else 0)
        tell(self.not_used, "" if found.is_used else NOT_USED)

    def _close_uses(self) -> None:
        self.uses.hide()
        tell(self.not_used, "")

    def _show_log(self, lines: tuple[LogLine, ...]) -> None:
        tell(self.log, "\n".join(line.words for line in lines) or "Nothing was done to it yet.")

    def _open_use(self, line_id: str) -> None:
        kind, _, record_id = line_id.partition(" ")
        story = self._stories.get(line_id, "")
        if story:
            self.use_wanted.emit(story, kind, record_id)

    def _post(self, fields: dict[str, object]) -> None:
        if self._acts.post(self.source_id, fields):
            self.form.close_form()

    def _connect(self) -> None:
        self.note.clicked.connect(lambda: self.form.ask(selected=self._selected()))
        self.form.posted.connect(self._post)
        self.form.closed.connect(lambda: self.note.setFocus(Qt.FocusReason.OtherFocusReason))
        self.embargo.settled.connect(
            lambda until: self._acts.embargo(self.source_id, read_due(until, now=here_and_now()) or "")
        )
        self.embargo.refused.connect(self.refused)
        self.show_uses.clicked.connect(self.look_up_uses)
        self.show_log.clicked.connect(self.look_up_log)
        self.uses.opened.connect(self._open_use)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(5)
        column.addLayout(self._notices)
        column.addWidget(self.note, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.form)
        labelled(column, "Embargo until", self.embargo)
        column.addWidget(self.show_uses, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.uses)
        column.addWidget(self.not_used)
        column.addWidget(self.show_log, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.log)
        for button in (self.note, self.show_uses, self.show_log):
            button.setAutoDefault(False)
        self.uses.setTabKeyNavigation(False)
        self.uses.hide()


def _withdraw(acts: StandingActs, notice_id: str, _checked: bool = False) -> None:
    acts.withdraw(notice_id)
