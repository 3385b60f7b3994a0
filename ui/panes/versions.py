"""The kept versions of the open story, and what changed since the chosen one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from newsroom.desk.versions import keep_before_restore, name_version, revision_text
from newsroom.domain.errors import NewsroomError
from newsroom.text.word_count import count_words
from ui.panes.versions_compare import Comparison, pieces_since
from ui.panes.versions_compare_lines import edits_back
from ui.panes.versions_lines import VersionLine, fold_key, version_lines
from ui.time_words import here_and_now
from ui.widgets.asked_line import AskedLine
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow_buttons import FlowButtons
from ui.widgets.record_list import RecordLine, RecordList

if TYPE_CHECKING:
    from newsroom.desk.desk import Desk
    from ui.actions import Actions
    from ui.icons import Icons
    from ui.jobs import Job, JobRunner
    from ui.notices import Notices
    from ui.open_text import OpenText
    from ui.saving import Saving
    from ui.story_watch import StoryWatch
    from ui.timeline import Timeline

FOLD = "fold "
NOTHING_KEPT = ("No versions yet", "A version keeps the words as they are now, to compare with and to go back to.")
NOTHING_OPEN = ("No story is open", "Open one, and its kept versions stand here.")


class VersionsPane(QWidget):
    """``show_pane`` brings this pane to the front; the acts of the menu call it first."""

    def __init__(
        self, *, desk: Desk, timeline: Timeline, watch: StoryWatch, text: OpenText, saving: Saving, jobs: JobRunner,
        actions: Actions, notices: Notices, icons: Icons, show_pane: Callable[[], None],
        clock: Callable[[], datetime] = here_and_now, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._desk = desk
        self._timeline = timeline
        self._watch = watch
        self._text = text
        self._saving = saving
        self._jobs = jobs
        self._actions = actions
        self._notices = notices
        self._show_pane = show_pane
        self._clock = clock
        self._words: dict[str, int] = {}
        self._opened: set[str] = set()
        self._to_name = ""
        self._lines: dict[str, VersionLine] = {}
        self._is_stale = True
        self.name = AskedLine("Name of this version")
        self.list = RecordList(name="Kept versions", icons=icons)
        self.comparison = Comparison(desk=desk, jobs=jobs, look=icons.look)
        self.verbs = FlowButtons([actions["restore_version"], actions["name_version"]])
        self.empty = EmptyState("versions", *NOTHING_KEPT, actions["name_version"], icons=icons)
        self._lay_out()
        self._connect()
        self._mark_stale()

    @property
    def chosen_revision(self) -> str:
        """The id of the version that is compared with the words as they are now; empty for none."""
        line = self._lines.get(self.list.chosen_id)
        return line.revision_id if line is not None else ""

    def name_version(self, revision_id: str = "") -> None:
        """Asks for a name, in the pane: for the words as they are now, or for a version kept before."""
        back = QApplication.focusWidget()
        self._show_pane()
        self._to_name = revision_id
        question = "Name of the chosen version" if revision_id else "Name of the words as they are now"
        self.name.ask(question=question, back_to=back)

    def compare_versions(self) -> None:
        """Shows what has changed since the chosen version, or since the newest."""
        self._show_pane()
        if not self.list.chosen_id:
            self.list.choose_first()
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def restore_version(self) -> None:
        """The words of the chosen version come back as one step; those of now are kept as a version first."""
        document, revision_id = self._text.document, self.chosen_revision
        if document is None or not revision_id:
            return
        try:
            pieces = pieces_since(self._desk, revision_id, document.text())
            self._saving.flush(document)
            self._desk.run("Keep the words", keep_before_restore, story_id=document.story_id)
        except NewsroomError as error:
            self._notices.tell_error(error)
            return
        edits = edits_back(pieces)
        if edits:
            document.replace(edits, label="Go back to a version")
        self._notices.note("The words of that version are back. Undo takes that back; the words before are kept too.")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # F4 goes on to the next open point of the story; in here it goes on to the next change.
        if event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            assert isinstance(event, QKeyEvent)
            if event.key() == Qt.Key.Key_F4:
                if event.type() == QEvent.Type.KeyPress:
                    self.comparison.next_change(back=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
                event.accept()
                return True
            if event.key() == Qt.Key.Key_F2 and event.type() == QEvent.Type.KeyPress and self.chosen_revision:
                self.name_version(self.chosen_revision)
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        self._halves = QSplitter(Qt.Orientation.Vertical)
        self._halves.addWidget(self.list)
        self._halves.addWidget(self.comparison)
        self._halves.setChildrenCollapsible(False)
        self._halves.setSizes([220, 320])
        self.verbs.setContentsMargins(10, 6, 10, 8)
        kept = QWidget()
        column = QVBoxLayout(kept)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._halves, 1)
        column.addWidget(self.verbs)
        self._pages = QStackedWidget()
        self._pages.addWidget(kept)
        self._pages.addWidget(self.empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.name)
        whole.addWidget(self._pages, 1)
        self.setFocusProxy(self.list)

    def _connect(self) -> None:
        self.list.chosen.connect(lambda _id: self._compare())
        self.list.opened.connect(self._fold)
        self.list.clicked.connect(lambda _index: self._fold(self.list.chosen_id))
        self.name.answered.connect(self._keep_named)
        self._text.rested.connect(self._mark_stale)
        self._watch.viewed.connect(self._mark_stale)
        for part in (self.list, self.comparison.view):
            part.installEventFilter(self)
        self._actions.bind("name_version", lambda: self.name_version())
        self._actions.bind("compare_versions", self.compare_versions)
        self._actions.bind("restore_version", self.restore_version)

    def _mark_stale(self, _told: object = None) -> None:
        self._is_stale = True
        if self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        if not self._is_stale:
            return
        self._is_stale = False
        self._show_lines()
        self._count_words()
        self._compare()

    def _show_lines(self) -> None:
        view = self._watch.view
        revisions = view.revisions if view is not None else ()
        now = self._clock()
        keys = {fold_key(revision, now) for revision in revisions}
        self._opened &= keys
        lines = version_lines(revisions, words=self._words, opened=self._opened, now=now)
        self._lines = {_id_of(line): line for line in lines}
        self.list.show_lines([_record_line(line, is_open=_is_open(line, lines)) for line in lines])
        self.empty.say(*(NOTHING_KEPT if self._text.document is not None else NOTHING_OPEN))
        self._pages.setCurrentIndex(0 if lines or (view is None and self._text.document is not None) else 1)
        self._allow()

    def _count_words(self) -> None:
        wanted = tuple(line.revision_id for line in self._lines.values() if line.revision_id not in self._words)
        if not wanted:
            return
        desk = self._desk

        def count(job: Job) -> dict[str, int]:
            # Those under a fold are not looked at: a day of writing keeps very many.
            return {one: count_words(revision_text(desk.queries, one)) for one in wanted if not job.is_cancelled}

        self._jobs.run(count, done=self._take_counts, failed=lambda _error: None, key="words of versions")

    def _take_counts(self, counts: dict[str, int]) -> None:
        self._words.update(counts)
        self._show_lines()

    def _compare(self) -> None:
        chosen = self.chosen_revision
        self._allow()
        self.comparison.compare(chosen, self._text.text() if chosen else "")

    def _allow(self) -> None:
        self._actions.allow("restore_version", bool(self.chosen_revision))

    def _fold(self, line_id: str) -> None:
        line = self._lines.get(line_id)
        view = self._watch.view
        if line is None or view is None or not line.folds:
            return
        newest = next(one for one in view.revisions if one.id == line.revision_id)
        self._opened ^= {fold_key(newest, self._clock())}
        self._show_lines()
        self._count_words()

    def _keep_named(self, name: str) -> None:
        view = self._watch.view
        if view is not None and name:
            self._timeline.run(
                "Name a version", name_version,
                story_id=view.story.id, name=name, revision_id=self._to_name or None,
            )  # fmt: skip


def _id_of(line: VersionLine) -> str:
    # The newest of an hour changes while somebody writes; the oldest does not.
    return f"{FOLD}{line.folds[-1]}" if line.folds else line.revision_id


def _is_open(line: VersionLine, lines: tuple[VersionLine, ...]) -> bool:
    return any(other.is_inside and other.revision_id in line.folds for other in lines)


def _record_line(line: VersionLine, *, is_open: bool) -> RecordLine:
    mark = ("chevron_down" if is_open else "chevron_right") if line.folds else None
    state = ("open" if is_open else "folded, Return opens") if line.folds else ""
    return RecordLine(
        id=_id_of(line), title=line.name, subtitle=line.detail, mark=mark, mark_name=state, depth=int(line.is_inside),
        accessible=f"{line.accessible}, {state}".rstrip(", "),
    )  # fmt: skip
