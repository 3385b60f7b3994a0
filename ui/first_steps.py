"""The five-step card of the sample story: it says what to try next and ticks itself off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from ui.focus import Focus
from ui.session import Session
from ui.widgets.elided_label import ElidedLabel

if TYPE_CHECKING:
    from newsroom.desk.story_view import StoryView
    from ui.icons import Icons
    from ui.story_watch import StoryWatch

ALL_DONE = "All five are done. Close this card, or start a story of your own: Ctrl+N."
DONE_KEY, HIDDEN_KEY = "first_steps_done", "first_steps_hidden"


@dataclass(frozen=True, slots=True)
class FirstStep:
    """``words`` name it on the card; ``how`` is the one sentence shown while it is next."""

    name: str
    words: str
    how: str


STEPS: tuple[FirstStep, ...] = (
    FirstStep("claim", "Open the disputed claim",
              "Press Alt+3 and choose the claim marked ▲: two sources give different numbers."),
    FirstStep("source", "See the source",
              "Press Ctrl+Return on it: its source opens at the passage; once more brings you back."),
    FirstStep("quote", "Mend the quote",
              "Press Alt+2, choose the quote whose words were changed, and use the captured words."),
    FirstStep("hand_over", "Hand it to the editor", "Set the stage above the headline to “Handed in”."),
    FirstStep("export", "Export it", "Press Ctrl+E. Give one reason for what is still open, or export a draft."),
)  # fmt: skip


def steps_done(view: StoryView, *, record: tuple[str, str]) -> frozenset[str]:
    """The steps the story and what is looked at show as done."""
    done: set[str] = set()
    kind, record_id = record
    disputed = {one.claim.id for one in view.checked.claims if one.level == "disputed"}
    if kind == "claim" and record_id in disputed:
        done.add("claim")
    if kind == "source":
        done.add("source")
    taken = [verdict for verdict in view.checked.quotes if not verdict.use.proposed and verdict.is_speech]
    if taken and not any(verdict.kind in ("unmarked_edit", "not_found") for verdict in taken):
        done.add("quote")
    if view.checked.records.story.stage != "draft":
        done.add("hand_over")
    if view.checked.records.receipts:
        done.add("export")
    return frozenset(done)


class FirstSteps(QFrame):
    """Shown above the sample story until it is closed; Help brings it back."""

    closed = Signal()

    def __init__(
        self, *, watch: StoryWatch, focus: Focus, session: Session, icons: Icons, sample_slug: str,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName("first_steps")
        self.setAccessibleName("First steps")
        self._watch = watch
        self._focus = focus
        self._session = session
        self._icons = icons
        self._sample_slug = sample_slug
        stored = session.get(DONE_KEY, [])
        self._done = {str(name) for name in stored} if isinstance(stored, list) else set[str]()
        self._title = ElidedLabel(parent=self)
        self._marks = {step.name: QLabel(self) for step in STEPS}
        self._how = QLabel(self)
        self._how.setWordWrap(True)
        self._lay_out()
        watch.viewed.connect(lambda _view: self._look())
        focus.record_changed.connect(lambda *_: self._look())
        icons.look.changed.connect(lambda _theme: self._look())
        self._look()

    def bring_back(self) -> None:
        """Shows the card again from its beginning."""
        self._done.clear()
        self._session.set(DONE_KEY, [])
        self._session.set(HIDDEN_KEY, False)
        self._look()

    @property
    def done(self) -> frozenset[str]:
        return frozenset(self._done)

    def _lay_out(self) -> None:
        close = QToolButton(self)
        close.setIcon(self._icons.icon("close"))
        close.setAutoRaise(True)
        close.setAccessibleName("Close the first steps")
        close.setToolTip("Close the first steps; Help brings them back")
        close.clicked.connect(self._close)
        top = QHBoxLayout()
        top.setSpacing(6)
        self._title.setFont(_bold(self._title.font()))
        top.addWidget(self._title, 1)
        for label in self._marks.values():
            top.addWidget(label)
        top.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 4, 8, 6)
        layout.setSpacing(2)
        layout.addLayout(top)
        layout.addWidget(self._how)

    def _look(self) -> None:
        view = self._watch.view
        is_sample = view is not None and view.checked.records.story.slug.startswith(self._sample_slug)
        if view is None or not is_sample or self._session.get(HIDDEN_KEY, False):
            self.hide()
            return
        before = len(self._done)
        self._done |= steps_done(view, record=self._focus.record)
        if len(self._done) != before:
            self._session.set(DONE_KEY, sorted(self._done))
            self._session.save()
        self._show()

    def _show(self) -> None:
        following = next((step for step in STEPS if step.name not in self._done), None)
        for number, step in enumerate(STEPS, start=1):
            self._show_mark(self._marks[step.name], step, number, is_next=step is following)
        number = STEPS.index(following) + 1 if following else len(STEPS)
        self._title.setText(f"First steps · {number} of {len(STEPS)} · {following.words if following else 'done'}")
        self._how.setText(following.how if following else ALL_DONE)
        self.show()

    def _show_mark(self, mark: QLabel, step: FirstStep, number: int, *, is_next: bool) -> None:
        is_done = step.name in self._done
        mark.setAccessibleName(f"{step.words}, {'done' if is_done else 'open'}")
        mark.setToolTip(f"{number}. {step.words}")
        mark.setFont(_bold(mark.font(), is_next))
        if is_done:
            mark.setPixmap(self._icons.icon("accept").pixmap(16, 16))
        else:
            mark.setText(str(number))

    def _close(self) -> None:
        self._session.set(HIDDEN_KEY, True)
        self.hide()
        self.closed.emit()


def _bold(font: QFont, bold: bool = True) -> QFont:
    font.setBold(bold)
    return font
