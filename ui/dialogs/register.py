"""All sources of the desk in one table: found, sorted, changed together, with what rests on each at the side."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from newsroom.domain.errors import NewsroomError
from newsroom.domain.register import RegisterFilter, RegisterLine, RegisterSort
from newsroom.domain.source import Source
from ui.dialogs.kept_searches import KeptSearches
from ui.dialogs.register_acts import RegisterActs
from ui.dialogs.register_details import read_details
from ui.dialogs.register_filter import RegisterFilterBar
from ui.dialogs.register_model import RegisterModel
from ui.dialogs.register_reading import RegisterRead, read_register
from ui.dialogs.register_table import MOST_AT_ONCE, RegisterTable
from ui.dialogs.register_verbs import RegisterVerbs
from ui.widgets.detail import Detail, DetailRow

if TYPE_CHECKING:
    from newsroom.desk.desk import Desk
    from newsroom.domain.changes import Changes
    from ui.desk_bridge import DeskBridge
    from ui.focus import Focus
    from ui.icons import Icons
    from ui.jobs import Job, JobRunner
    from ui.notices import Notices
    from ui.rating_outlets import OutletRatings
    from ui.source_lists import SourceLists
    from ui.timeline import Timeline

GATHER_MS = 60
"""Changes of the desk that come within this time are shown together."""
NOTHING = "Choose a source, and what rests on it stands here."


class RegisterWindow(QDialog):
    """Stands beside the desk. ``follow(story, kind, id)`` opens what a line of the details leads to."""

    def __init__(
        self, *, desk: Desk, bridge: DeskBridge, timeline: Timeline, jobs: JobRunner, focus: Focus, notices: Notices,
        icons: Icons, follow: Callable[[str, str, str], None], lists: SourceLists, outlets: OutletRatings,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._desk, self._jobs, self._focus = desk, jobs, focus
        self._follow, self._refused = follow, notices.tell_error
        self._is_binned = False
        self._wanted_id = ""
        self._known: RegisterRead | None = None
        self.filter = RegisterFilterBar(self)
        self.searches = KeptSearches(
            desk=desk, searched=self.filter, timeline=timeline, notices=notices, parent=self
        )  # fmt: skip
        self.model = RegisterModel(self)
        self.table = RegisterTable(self.model, self)
        self.details = Detail(name="The source in full", icons=icons, parent=self)
        self.told = QLabel(self)
        self.acts = RegisterActs(
            desk=desk, timeline=timeline, focus=focus, jobs=jobs, notices=notices, icons=icons, lists=lists,
            outlets=outlets, window=self,
        )  # fmt: skip
        self.verbs = RegisterVerbs(
            acts=self.acts, ids=self.table.selected_ids, tag=self.filter.tag.value, parent=self
        )  # fmt: skip
        self._load_timer = QTimer(self, singleShot=True, interval=GATHER_MS)
        self._detail_timer = QTimer(self, singleShot=True, interval=GATHER_MS)
        self._lay_out()
        self._connect(bridge)
        self._show_verbs()

    def call(self) -> None:
        """Shows the register, or brings it to the front."""
        self.show()
        self.raise_()
        self.activateWindow()
        self.filter.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.line.selectAll()

    def show_source(self, source_id: str) -> None:
        """Shows the register with one source chosen, found by the words of its title."""
        try:
            source = self._desk.queries.get(Source, source_id)
        except NewsroomError as error:
            self._refused(error)
            return
        self._wanted_id = source_id
        self.filter.take(source.title, json.dumps({"part": "in_bin" if source.binned_at else ""}))
        self.call()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.load()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._load_timer.stop()

    def load(self) -> None:
        """Reads the count and the first rows anew; what was chosen stays chosen where it stands as before."""
        self._load_timer.stop()
        self._read(self.filter.wanted, *self.filter.sort)

    def _read(self, wanted: RegisterFilter, sort: RegisterSort, descending: bool) -> None:
        desk, known = self._desk, self._known

        def read(job: Job) -> RegisterRead | None:
            if job.is_cancelled:
                return None
            return read_register(desk, wanted, sort=sort, descending=descending, known=known)

        page = partial(self._page, wanted, sort, descending)
        self._jobs.run(read, done=lambda found: self._show(found, page), failed=self._refused, key="register")
        self.table.show_sort(sort, descending=descending)

    def _page(
        self, wanted: RegisterFilter, sort: RegisterSort, descending: bool, offset: int, limit: int
    ) -> Sequence[RegisterLine]:  # fmt: skip
        try:
            return self._desk.queries.register_page(
                wanted, sort=sort, descending=descending, offset=offset, limit=limit
            )  # fmt: skip
        except NewsroomError as error:
            self._refused(error)
            return ()

    def _show(self, found: RegisterRead | None, page: Callable[[int, int], Sequence[RegisterLine]]) -> None:
        if found is None:
            return
        row, chosen = self.table.currentIndex().row(), self._wanted_id or self.table.current_id
        scrolled, count = self.table.verticalScrollBar().value(), found.count
        self._known = found
        self.model.show(count, found.first, page)
        self.filter.offer_tags(found.tags)
        self.table.show_tags(bool(found.tags))
        self._is_binned = found.wanted.in_bin
        self.table.verticalScrollBar().setValue(scrolled)
        line = self.model.line(row) if 0 <= row < count else None
        at = row if line is not None and line.id == chosen else self.model.known_row_of(chosen)
        if at is not None:
            self.table.select_row(at)
        self._tell(count)
        self._show_verbs()
        self._detail_timer.start()

    def _tell(self, count: int) -> None:
        number = self.table.selected_count
        told = "1 source" if count == 1 else f"{count:,} sources"
        if number > MOST_AT_ONCE:
            self.told.setText(f"{told} · {number:,} selected, of which {MOST_AT_ONCE:,} can be changed at once")
        else:
            self.told.setText(f"{told} · {number:,} selected" if number > 1 else told)

    def _chosen(self) -> None:
        self._tell(self.model.rowCount())
        self._show_verbs()
        self._wanted_id = ""
        self._detail_timer.start()

    def _show_verbs(self) -> None:
        self.verbs.follow(
            self.table.selected_count, in_bin=self._is_binned, writable=not self._desk.archive.is_read_only,
            in_story=bool(self._focus.story), tagged=not self.filter.tag.isHidden(),
        )  # fmt: skip

    def _desk_changed(self, changes: Changes) -> None:
        del changes
        self._known = None
        if self.isVisible():
            self._load_timer.start()

    def _load_anew(self) -> None:
        # A reading begun before the change may have answered since; what it counted is not to be relied on.
        self._known = None
        self.load()

    def _show_details(self) -> None:
        self._show_details_of(self._wanted_id or self.table.current_id)

    def _show_details_of(self, source_id: str) -> None:
        if not source_id:
            self.details.show_rows([DetailRow("", NOTHING)])
            return
        self._jobs.run(
            lambda _: read_details(self._desk, source_id), done=self.details.show_rows, failed=self._refused,
            key="register details",
        )  # fmt: skip

    def _followed(self, link: str) -> None:
        kind, _, rest = link.partition(":")
        story, _, record_id = rest.partition(":")
        self.hide()
        self._follow(story, kind, record_id)

    def _lay_out(self) -> None:
        self.setWindowTitle("All sources")
        self.setModal(False)
        self.told.setProperty("quiet", "true")
        self.details.show_rows([DetailRow("", NOTHING)])
        halves = QSplitter(Qt.Orientation.Horizontal, self)
        halves.addWidget(self.table)
        halves.addWidget(self.details)
        halves.setChildrenCollapsible(False)
        halves.setSizes([900, 320])
        halves.setStretchFactor(0, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.verbs, 1)
        foot.addWidget(self.told, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        self.filter.add_beside(self.searches)
        column.addWidget(self.filter)
        column.addWidget(self.searches.asked)
        column.addWidget(halves, 1)
        column.addLayout(foot)
        self.resize(1240, 640)

    def _connect(self, bridge: DeskBridge) -> None:
        self.filter.changed.connect(self.load)
        self.filter.line.returnPressed.connect(self._to_table)
        self.table.sort_wanted.connect(self.filter.sort_by)
        self.table.chosen.connect(self._chosen)
        self.table.activated.connect(lambda _index: self.details.setFocus(Qt.FocusReason.OtherFocusReason))
        self.details.followed.connect(self._followed)
        self._load_timer.timeout.connect(self._load_anew)
        bridge.changed.connect(self._desk_changed)
        self._detail_timer.timeout.connect(self._show_details)
        self._focus.story_changed.connect(lambda _story: self._show_verbs())

    def _to_table(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.table.currentIndex().isValid():
            self.table.select_row(0)
