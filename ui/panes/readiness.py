"""What still keeps the story from holding, always in sight: counts, and the point reached with the key to the next.

Nothing is told about the paragraph that is just being written, until the caret leaves it or rests for five seconds.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from newsroom.desk.dismissals import dismiss_finding
from newsroom.desk.offered_wording import offered_wording
from ui.panes.readiness_lines import Open, counts, counts_but, in_reading_order, nearest, step
from ui.panes.readiness_point import CountsButton, PointBar
from ui.panes.readiness_taking import take_offer

if TYPE_CHECKING:
    from newsroom.desk.story_view import StoryView
    from newsroom.domain.anchor import Place
    from newsroom.domain.readiness import Finding
    from ui.actions import Actions
    from ui.editor.story_editor import StoryEditor
    from ui.focus import Focus
    from ui.icons import Icons
    from ui.open_text import OpenText
    from ui.story_watch import StoryWatch
    from ui.timeline import Timeline

IDLE_MS = 5000
NATIVE = QKeySequence.SequenceFormat.NativeText
"""After this long without typing the paragraph with the caret is told about too."""


class ReadinessLine(QWidget):
    """The line at the foot, and above it, once one was gone to, the point reached."""

    def __init__(
        self, *, editor: StoryEditor, text: OpenText, watch: StoryWatch, focus: Focus, timeline: Timeline,
        actions: Actions, icons: Icons, idle_ms: int = IDLE_MS, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._editor, self._watch, self._focus, self._timeline = editor, watch, focus, timeline
        self._actions = actions
        self._view: StoryView | None = None
        self._written: int | None = None
        self._settled: Finding | None = None
        self._reached_at = -1
        self._open: tuple[Open, ...] | None = ()
        self.counted = CountsButton(icons=icons)
        self.point = PointBar(icons=icons, key_of=lambda name: actions[name].shortcut().toString(NATIVE))
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
        self.point.wording_wanted.connect(self.use_wording)
        actions.bind("use_wording", self.use_wording)
        actions.bind("next_finding", self.go_to_next)
        actions.bind("previous_finding", self.go_to_previous)
        self._show(watch.view)

    @property
    def open(self) -> tuple[Open, ...]:
        """What is told now, in reading order. Looked up when somebody asks: a story may have thousands."""
        if self._open is None:
            self._open = self._in_order()
        return self._open

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
        self._reach(reached)

    def _go_on_from(self, settled: Open) -> None:
        """To the point behind one that was settled; none is shown where it was the last."""
        at = settled.start if settled.start is not None else 0
        reached = step(self.open, at=at, last=None, forward=True)
        if reached is None:
            self.point.hide()
        else:
            self._reach(reached)

    def _reach(self, reached: Open) -> None:
        self.point.show_point(reached, number=self.open.index(reached) + 1, of=len(self.open))
        self._offer()
        if reached.start is not None and reached.end is not None:
            self._editor.go_to(reached.start, reached.end)
        self._reached_at = self._editor.selection()[0]
        finding = reached.finding
        if finding.record_kind in ("claim", "quote_use") and finding.record:
            self._focus.look_at(finding.record_kind, finding.record)

    def _show(self, view: StoryView | None) -> None:
        shown, settled = self.point.shown, self._settled
        self._view, self._settled = view, None
        self.counted.setVisible(view is not None)
        if view is None:
            self._open = ()
            self.point.hide()
            return
        self._count()
        if settled is not None and shown is not None and self.point.isHidden():
            # The words taken settled this one as well.
            self._go_on_from(shown)

    def _count(self) -> None:
        view = self._view
        if view is None:
            return
        self._open = None
        found = counts(self.open) if self._written is not None else counts_but(view.checked.findings, self._settled)
        self.counted.show_counts(found, coverage=view.checked.coverage.words)
        if not self.point.isHidden():
            self.point.keep_only(self.open)
        self._offer()

    def _in_order(self) -> tuple[Open, ...]:
        view, document = self._view, self._editor.story_document
        if view is None:
            return ()
        where = partial(self._place_of, places=document.places() if document is not None else {})
        told = [one for one in view.checked.findings if one is not self._settled]
        return in_reading_order(told, place_of=where, quiet=self._quiet())

    def _place_of(self, finding: Finding, *, places: Mapping[str, Place]) -> tuple[int, int] | None:
        """Where a finding stands now: the place of its record nearest to where it was found, or of its words."""
        view, document = self._view, self._editor.story_document
        if view is None or document is None or finding.start is None or finding.end is None:
            return None
        if finding.record is None:
            words = view.draft.text[finding.start : finding.end]
            if document.words(finding.start, finding.end) == words:
                return finding.start, finding.end
            return nearest(document.text(), words, at=finding.start)
        there = [places.get(anchor) for anchor in view.anchors_by_owner.get(finding.record, ())]
        held = [place for place in there if place is not None and place.start < place.end]
        start = finding.start
        closest = min(held, key=lambda place: abs(place.start - start), default=None)
        return (closest.start, closest.end) if closest is not None else None

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

    def _offer(self) -> None:
        """Words that would settle the point shown, where they can be computed and the text can be written."""
        view, document, shown = self._view, self._editor.story_document, self.point.shown
        offer = None
        is_asked = not self.point.isHidden() and not self._editor.isReadOnly()
        if view is not None and document is not None and shown is not None and is_asked:
            place = (shown.start, shown.end) if shown.start is not None and shown.end is not None else None
            offer = offered_wording(view.checked, shown.finding, text=document.text(), place=place)
        self.point.show_offer(offer)
        self._actions.allow("use_wording", offer is not None)

    def use_wording(self) -> None:
        """Puts the words offered for the point shown into the text, or into the headline; one undo takes them back."""
        offer, document, settled = self.point.offer, self._editor.story_document, self.point.shown
        if offer is None or settled is None or document is None or self._editor.isReadOnly():
            return
        taken = take_offer(offer, document=document, timeline=self._timeline)
        self.point.show_offer(None)
        self._actions.allow("use_wording", False)
        if taken:
            # It is told no more, though the story has not been read again yet.
            self._settled = settled.finding
            self._count()
            self._go_on_from(settled)

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
