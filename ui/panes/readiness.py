"""What still keeps the story from holding, always in sight: counts, and the point reached with the key to the next.

Nothing is told about the paragraph that is just being written, until the caret leaves it or rests for five seconds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget

from newsroom.desk.dismissals import dismiss_finding
from ui.panes.readiness_lines import Counts, Open, counts, counts_in_words, in_reading_order, step
from ui.widgets.empty_state import IconView
from ui.widgets.entries import tell, wrapped

if TYPE_CHECKING:
    from newsroom.desk.story_view import StoryView
    from newsroom.domain.readiness import Finding
    from ui.actions import Actions
    from ui.editor.story_editor import StoryEditor
    from ui.focus import Focus
    from ui.icons import Icons
    from ui.open_text import OpenText
    from ui.story_watch import StoryWatch
    from ui.timeline import Timeline

IDLE_MS = 5000
"""After this long without typing the paragraph with the caret is told about too."""
WEIGHTS = {
    "stop": ("stop", "stop", "Stops the story"),
    "ask": ("ask", "ask", "Asked when the story leaves"),
    "tell": ("note", "tell", "Told"),
}
"""Icon, role of its colour, and what it says."""


class ReadinessLine(QWidget):
    """The line at the foot, and above it, once one was gone to, the point reached."""

    def __init__(
        self, *, editor: StoryEditor, text: OpenText, watch: StoryWatch, focus: Focus, timeline: Timeline,
        actions: Actions, icons: Icons, idle_ms: int = IDLE_MS, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._editor, self._watch, self._focus, self._timeline = editor, watch, focus, timeline
        self._view: StoryView | None = None
        self._written: int | None = None
        self._reached_at = -1
        self.open: tuple[Open, ...] = ()
        """What is told now, in reading order."""
        self.counted = CountsButton(icons=icons)
        self.point = PointBar(icons=icons)
        self._idle = QTimer(self, singleShot=True, interval=idle_ms)
        self._idle.timeout.connect(self._rest)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.point)
        column.addWidget(self.counted, 0, Qt.AlignmentFlag.AlignLeft)
        text.edited.connect(self._note_writing)
        text.turned.connect(self._rest)
        editor.caret_moved.connect(self._caret_moved)
        watch.viewed.connect(self._show)
        self.counted.clicked.connect(self.go_to_next)
        self.point.went_on.connect(self.go_to_next)
        self.point.closed.connect(self._close_point)
        self.point.dismissed.connect(self._dismiss)
        actions.bind("next_finding", self.go_to_next)
        actions.bind("previous_finding", self.go_to_previous)
        self._show(watch.view)

    def go_to_next(self) -> None:
        """Goes to the next point in the order of the text, and says what it is."""
        self._go(forward=True)

    def go_to_previous(self) -> None:
        self._go(forward=False)

    def _go(self, *, forward: bool) -> None:
        self._rest()
        caret = self._editor.selection()[0]
        last = self.point.shown if caret == self._reached_at else None
        reached = step(self.open, at=caret, last=last, forward=forward)
        if reached is None:
            self.point.hide()
            return
        number = self.open.index(reached)
        self.point.show_point(reached, number=number + 1, of=len(self.open))
        if reached.start is not None and reached.end is not None:
            self._editor.go_to(reached.start, reached.end)
        self._reached_at = self._editor.selection()[0]
        finding = reached.finding
        if finding.record_kind in ("claim", "quote_use") and finding.record:
            self._focus.look_at(finding.record_kind, finding.record)

    def _show(self, view: StoryView | None) -> None:
        self._view = view
        self.counted.setVisible(view is not None)
        if view is None:
            self.open = ()
            self.point.hide()
            return
        self._count()

    def _count(self) -> None:
        view = self._view
        if view is None:
            return
        self.open = in_reading_order(view.checked.findings, place_of=self._place_of, quiet=self._quiet())
        self.counted.show_counts(counts(self.open), coverage=view.checked.coverage.words)
        self.point.keep_only(self.open)

    def _place_of(self, finding: Finding) -> tuple[int, int] | None:
        """Where a finding stands now: the place of its record nearest to where it was found."""
        view, document = self._view, self._editor.story_document
        if view is None or document is None or finding.record is None or finding.start is None:
            return None
        places = [document.place(anchor) for anchor in view.anchors_by_owner.get(finding.record, ())]
        held = [place for place in places if place is not None and place.start < place.end]
        start = finding.start
        nearest = min(held, key=lambda place: abs(place.start - start), default=None)
        return (nearest.start, nearest.end) if nearest is not None else None

    # The paragraph just being written.

    def _note_writing(self) -> None:
        if not self._editor.hasFocus():
            return
        self._written = self._editor.textCursor().blockNumber()
        self._idle.start()

    def _caret_moved(self, _caret: int) -> None:
        if self._written is None or self._editor.textCursor().blockNumber() == self._written:
            return
        self._rest()

    def _rest(self) -> None:
        self._idle.stop()
        if self._written is not None:
            self._written = None
            self._count()

    def _quiet(self) -> tuple[int, int] | None:
        document = self._editor.story_document
        if self._written is None or document is None:
            return None
        block = document.text_document.findBlockByNumber(self._written)
        if not block.isValid():
            return None
        start = document.to_code_points(block.position())
        return start, document.to_code_points(block.position() + block.length() - 1)

    # The point reached.

    def _close_point(self) -> None:
        self.point.hide()
        self._editor.setFocus()

    def _dismiss(self, finding: Finding, reason: str) -> None:
        view = self._view
        if view is not None:
            done = self._timeline.run(
                "Let the point stand", dismiss_finding, story_id=view.story.id, finding=finding, reason=reason
            )
            if done is not None:
                self._close_point()


class CountsButton(QToolButton):
    """``2 to ask · 5 told · sourced 9 of 31``: pressing it goes to the next point."""

    def __init__(self, *, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self.setAutoRaise(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setToolTip("Go to the next open point (F4)")

    def show_counts(self, found: Counts, *, coverage: str) -> None:
        worst = "stop" if found.stop else "ask" if found.ask else "tell" if found.tell else ""
        icon, role = WEIGHTS[worst][:2] if worst else ("accept", "good")
        self.setIcon(self._icons.icon(icon, role))
        words = f"{counts_in_words(found)} · {coverage}"
        self.setText(words)
        self.setAccessibleName(f"Open points: {words}")


class PointBar(QFrame):
    """The point reached: what it is, who can clear it, and for what is only told a way to let it stand."""

    went_on = Signal()
    closed = Signal()
    dismissed = Signal(object, str)

    def __init__(self, *, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown: Open | None = None
        self.icon = IconView("note", icons=icons, side=self.fontMetrics().height() + 2)
        self.words, self.who = wrapped(object_name="words"), wrapped(object_name="who")
        self.next, self.let_stand = QPushButton("Next point"), QPushButton("Dismiss…")
        self.close_it = QPushButton("Close")
        self.reason = QLineEdit()
        self.reason.setAccessibleName("Why it may stay")
        self.reason.setPlaceholderText("Why it may stay; Return dismisses it, Esc does not")
        self._lay_out()
        self.next.clicked.connect(self.went_on)
        self.close_it.clicked.connect(self.closed)
        self.let_stand.clicked.connect(self._ask_why)
        self.reason.returnPressed.connect(self._settle)
        self.hide()

    def show_point(self, point: Open, *, number: int, of: int) -> None:
        self.shown = point
        icon, role, weight = WEIGHTS[point.finding.weight]
        self.icon.show_icon(icon, role=role)
        self.icon.setAccessibleName(weight)
        tell(self.words, point.finding.message)
        where = "" if point.start is not None else " It stands outside the text."
        tell(self.who, f"{weight}, {number} of {of}. To clear it: {point.finding.who}.{where}")
        self.let_stand.setVisible(point.finding.weight == "tell")
        self.reason.hide()
        self.reason.clear()
        self.setAccessibleName(f"Open point: {point.finding.message}")
        self.show()

    def keep_only(self, found: tuple[Open, ...]) -> None:
        """Closes when the point shown is no longer open."""
        shown = self.shown
        if shown is None or self.isHidden():
            return
        still = [one for one in found if (one.finding.code, one.finding.record) ==
                 (shown.finding.code, shown.finding.record)]  # fmt: skip
        if not still:
            self.shown = None
            self.hide()
        elif shown not in still:
            self.shown = min(still, key=lambda one: abs((one.start or 0) - (shown.start or 0)))
            tell(self.words, self.shown.finding.message)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.reason.isVisible():
            self.reason.hide()
            self.let_stand.setFocus()
        else:
            self.closed.emit()

    def _ask_why(self) -> None:
        self.reason.show()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _settle(self) -> None:
        if self.shown is not None and self.reason.text().strip():
            self.dismissed.emit(self.shown.finding, self.reason.text().strip())

    def _lay_out(self) -> None:
        sentences = QVBoxLayout()
        sentences.setSpacing(2)
        sentences.addWidget(self.words)
        sentences.addWidget(self.who)
        self.who.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(sentences, 1)
        for button in (self.next, self.let_stand, self.close_it):
            button.setAutoDefault(False)
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 6)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.reason)
