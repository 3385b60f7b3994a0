"""The sources of the open story: the list of them, and below it the chosen one's saved copy and what is known of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from ui.panes.sources_acts import SourceActs
from ui.panes.sources_lines import SourceLines
from ui.panes.sources_origin_acts import OriginActs
from ui.panes.sources_passage import passage_of
from ui.panes.sources_reading import Passage
from ui.panes.sources_sheet import SourceSheet
from ui.panes.sources_standing_acts import StandingActs
from ui.panes.sources_trouble import troubles_in_short
from ui.record_mime import record_mime
from ui.time_words import here_and_now
from ui.widgets.action_button import ActionButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.record_list import RecordLine, RecordList

if TYPE_CHECKING:
    from newsroom.desk.desk import Desk
    from newsroom.desk.story_view import HeldSource, StoryView
    from ui.actions import Actions
    from ui.focus import Focus
    from ui.icons import Icons
    from ui.jobs import JobRunner
    from ui.notices import Notices
    from ui.story_watch import StoryWatch
    from ui.timeline import Timeline


NOTHING_HELD = (
    "No sources yet",
    "Drop saved pages, PDFs or transcripts here. They are copied into the archive and never sent anywhere.",
)
NOTHING_OPEN = ("No story is open", "Open one, and what it rests on stands here.")


class SourcesPane(QWidget):
    """``selected_passage`` and ``show_passage`` are for whoever cites or follows evidence."""

    files_dropped = Signal(object)
    """``list[Path]``: files to be kept as sources of the open story."""
    use_wanted = Signal(str, str, str)
    """Story, kind and id of a record that rests on the source shown: it is to be gone to."""
    passage_typed = Signal(str, str)
    """Words that stand in a copy without text, and where: of the source shown."""
    outlet_asked = Signal(str, str)
    """The outlet and the address of the source shown: how far it is trusted is asked for."""
    passage_picked = Signal()
    """Other words of a saved copy are selected, or none any more."""

    def __init__(
        self, *, desk: Desk, timeline: Timeline, watch: StoryWatch, focus: Focus, jobs: JobRunner, actions: Actions,
        notices: Notices, icons: Icons, open_address: Callable[[QUrl], bool] = QDesktopServices.openUrl,
        clock: Callable[[], datetime] = here_and_now, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._watch = watch
        self._focus = focus
        self._actions = actions
        self._clock = clock
        self._followed = ("", "")
        self._evidence = ("", "")
        self.acts = SourceActs(
            desk=desk, timeline=timeline, watch=watch, jobs=jobs, notices=notices, open_address=open_address,
            parent=self,
        )  # fmt: skip
        self._lines = SourceLines()
        self.list = RecordList(name="Sources", icons=icons, mime_of=_mime_of)
        self._notices = notices
        self.sheet = SourceSheet(
            acts=self.acts, origin_acts=OriginActs(timeline=timeline, watch=watch, parent=self),
            standing_acts=StandingActs(desk=desk, timeline=timeline, jobs=jobs, notices=notices, parent=self),
            actions=actions, notices=notices, jobs=jobs, icons=icons,
        )  # fmt: skip
        self.empty = EmptyState("source", *NOTHING_HELD, actions["keep_files"], icons=icons)
        self._lay_out()
        self._connect()
        self._show_view(watch.view)

    @property
    def source_id(self) -> str:
        """The source whose copy and details are shown, empty for none."""
        return self.sheet.source_id

    @property
    def evidence_id(self) -> str:
        """The item of evidence looked at last, while the source it rests on is shown; empty for none."""
        return self._evidence[1] if self._evidence[0] == self.source_id else ""

    def selected_passage(self) -> Passage | None:
        """The words selected in the saved copy; None when there are none."""
        return self.sheet.copy.picked_passage()

    def show_passage(self, source_id: str, start: int, end: int, *, capture_id: str = "", focus: bool = True) -> None:
        """Shows the passage (code points of the copy's text) of a source, marked and flashing; with ``focus`` the
        keyboard goes to it, Esc leads back to the list."""
        self._show_source(source_id)
        self.sheet.show_passage(start, end, capture_id=capture_id)
        if focus:
            self.sheet.take_focus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The keys that take and drop a proposal in the text do so here, while the list has the keyboard.
        if event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            act = self._act_of_key(cast("QKeyEvent", event))
            if act is not None and self.acts.proposal_of(self.source_id) is not None:
                if event.type() == QEvent.Type.KeyPress:
                    act(self.source_id)
                event.accept()
                return True
        return super().eventFilter(watched, event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_in(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        files = files_in(event.mimeData())
        if files:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.files_dropped.emit(files)

    def _act_of_key(self, event: QKeyEvent) -> Callable[[str], None] | None:
        if event.key() == Qt.Key.Key_Delete and not event.modifiers():
            return self.acts.drop
        keys = QKeySequence(event.keyCombination())
        if keys == self._actions["take_proposal"].shortcut():
            return self.acts.take
        return self.acts.drop if keys == self._actions["drop_proposal"].shortcut() else None

    def _lay_out(self) -> None:
        self.setAcceptDrops(True)
        self._whole = QSplitter(Qt.Orientation.Vertical)
        self._whole.addWidget(self.list)
        self._whole.addWidget(self.sheet)
        self._whole.setChildrenCollapsible(False)
        self._whole.setSizes([240, 380])
        self._pages = QStackedWidget()
        self._pages.addWidget(self._whole)
        self._pages.addWidget(self.empty)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addLayout(self._head())
        around.addWidget(self._pages, 1)
        self.setFocusProxy(self.list)

    def _head(self) -> QHBoxLayout:
        """The way from the story's own sources to those of the whole desk."""
        head = QHBoxLayout()
        head.setContentsMargins(10, 4, 10, 4)
        head.addStretch(1)
        head.addWidget(ActionButton(self._actions["register"]))
        return head

    def _connect(self) -> None:
        self.list.installEventFilter(self)
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(self._open)
        self.sheet.picked.connect(self.passage_picked)
        self.sheet.source_wanted.connect(self._turn_to)
        self.sheet.standing.use_wanted.connect(self.use_wanted)
        self.sheet.passage_typed.connect(self.passage_typed)
        self.sheet.fields.outlet_asked.connect(self.outlet_asked)
        self.sheet.left.connect(lambda: self.list.setFocus(Qt.FocusReason.OtherFocusReason))
        self._watch.prepare(self._lines_of)
        self._watch.viewed.connect(self._show_view)
        self._focus.record_changed.connect(self._follow)

    def _show_view(self, view: StoryView | None) -> None:
        lines = self._lines_of(view) if view is not None else ()
        self.list.show_lines(lines)
        self.empty.say(*(NOTHING_HELD if self._focus.story else NOTHING_OPEN))
        is_being_read = view is None and bool(self._focus.story)
        self._pages.setCurrentWidget(self._whole if lines or is_being_read else self.empty)
        known = [line.id for line in lines if not line.heading]
        self._show_source(self.source_id if self.source_id in known else next(iter(known), ""))
        if view is not None and self._focus.record != self._followed:
            self._follow(*self._focus.record)

    def _lines_of(self, view: StoryView) -> tuple[RecordLine, ...]:
        return self._lines.of(view, troubles=troubles_in_short(view, now=self._clock()))

    def _show_source(self, source_id: str) -> None:
        view = self._watch.view
        held: HeldSource | None = None
        if view is not None:
            held = next((one for one in view.held if one.source.id == source_id), None)
        if self.list.chosen_id != source_id:
            # Else the list would go back to it at each reading, wherever somebody has scrolled to.
            self.list.choose(source_id)
        self.sheet.show_source(held, view, today=self._clock().date())
        self.sheet.let_back(bool(self.evidence_id))

    def _choose(self, source_id: str) -> None:
        if source_id:
            self._show_source(source_id)
            self._focus.look_at("source", source_id)

    def _turn_to(self, source_id: str) -> None:
        if any(line.id == source_id for line in self.list.lines):
            self._choose(source_id)
        else:
            self._notices.note("That source does not lie in the file of this story.")

    def _open(self, source_id: str) -> None:
        if self.acts.proposal_of(source_id) is not None:
            self.acts.take(source_id)
        else:
            self.sheet.take_focus()

    def _follow(self, kind: str, record_id: str) -> None:
        """Shows what the record in focus rests on; the keyboard stays where it is."""
        view = self._watch.view
        located = passage_of(view, kind, record_id) if view is not None else None
        if located is None:
            return
        self._followed = (kind, record_id)
        if kind != "source":
            self._evidence = (located.source_id, record_id if kind == "evidence" else "")
        self._show_source(located.source_id)
        if located.is_found:
            self.sheet.show_passage(located.start, located.end, capture_id=located.capture_id)
        elif kind != "source":
            # The passage shown in a source stays until another is; turned to again, the source is read on where it was.
            self.sheet.copy.view.forget_passage()


def files_in(mime: QMimeData) -> list[Path]:
    """The files of this machine that are dragged."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


def _mime_of(line: RecordLine) -> QMimeData:
    return record_mime("source", line.id)
