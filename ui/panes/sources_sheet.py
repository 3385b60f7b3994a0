"""The chosen source: its saved copy or its details, and its verbs below."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from ui.panes.sources_copy import CopyReader
from ui.panes.sources_fields import LABELS, SourceFields
from ui.panes.sources_origin import OriginView
from ui.panes.sources_standing import StandingView
from ui.panes.sources_verbs import SourceVerbs

if TYPE_CHECKING:
    from newsroom.desk.story_view import HeldSource, StoryView
    from newsroom.domain.source import HoldingState
    from ui.actions import Actions
    from ui.icons import Icons
    from ui.jobs import JobRunner
    from ui.notices import Notices
    from ui.panes.sources_acts import SourceActs
    from ui.panes.sources_origin_acts import OriginActs
    from ui.panes.sources_standing_acts import StandingActs

COPY, DETAILS, ORIGIN = 0, 1, 2


class SourceSheet(QWidget):
    """``show_source`` shows one source of the story, or none."""

    picked = Signal()
    left = Signal()
    source_wanted = Signal(str)
    """Another source is to be shown, asked for where this one comes from."""
    passage_typed = Signal(str, str)

    def __init__(
        self, *, acts: SourceActs, origin_acts: OriginActs, standing_acts: StandingActs, actions: Actions,
        notices: Notices, jobs: JobRunner, icons: Icons, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._acts = acts
        self._actions = actions
        self._held: HeldSource | None = None
        self._backs = False
        self.tabs = QTabBar()
        self.copy = CopyReader(look=icons.look, jobs=jobs, picture_of=acts.picture_of)
        self.standing = StandingView(acts=standing_acts, icons=icons, selected=self._selected_words)
        self.fields = SourceFields(look=icons.look, below=self.standing)
        self.origin = OriginView(acts=origin_acts, jobs=jobs, icons=icons)
        self.verbs = SourceVerbs(actions=actions)
        self._halves = QStackedWidget()
        self._lay_out()
        self._connect(notices)
        self._bind()

    @property
    def source_id(self) -> str:
        """The source shown, empty for none."""
        return self.fields.source_id

    def show_source(self, held: HeldSource | None, view: StoryView | None, *, today: date) -> None:
        self._held = held
        self.copy.show_copies(tuple(reversed(held.captures)) if held is not None else ())
        self.fields.show_source(held, view, today=today)
        self.standing.show_source(held, view)
        if held is not None:
            self._acts.look_up_tags(held.source.id, self._show_tags)
        real = held is not None and not held.source.proposed
        self.origin.show_source(view, self.fields.source_id if real else "")
        guesses = sum(name in held.source.to_confirm for name in LABELS) if held is not None else 0
        self.tabs.setTabText(DETAILS, f"Details · {guesses} to confirm" if guesses else "Details")
        self._show_verbs()

    def show_passage(self, start: int, end: int, *, capture_id: str) -> None:
        """Turns to the saved copy and marks a passage of it (code points)."""
        self.tabs.setCurrentIndex(COPY)
        self.copy.show_passage(start, end, capture_id=capture_id)

    def let_back(self, backs: bool) -> None:
        """Whether an item of evidence that rests on the source is looked at, which can take a passage."""
        if backs != self._backs:
            self._backs = backs
            self._show_verbs()

    def take_focus(self) -> None:
        """The keyboard goes to the copy, or to the details where there is none."""
        self.tabs.setCurrentIndex(COPY if self.copy.capture is not None else DETAILS)
        part = self.copy.view if self.copy.capture is not None else self.fields.title
        part.setFocus(Qt.FocusReason.OtherFocusReason)

    def menu_of_words(self) -> QMenu:
        """What can be done with the words selected in the copy."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self._actions["cite"])
        menu.addAction(self._actions["quote_from_copy"])
        menu.addAction(self._actions["claim_from_copy"])
        if self._backs:
            menu.addAction(self._actions["excerpt_from_copy"])
        copy = menu.addAction("Copy", self.copy.view.copy)
        copy.setEnabled(self.copy.view.textCursor().hasSelection())
        menu.addAction("Find in the saved copy", self.copy.find_line.open)
        return menu

    def _lay_out(self) -> None:
        self.tabs.addTab("Saved copy")
        self.tabs.addTab("Details")
        self.tabs.addTab("Origin")
        self.tabs.setAccessibleName("Saved copy, details or origin")
        self.tabs.setExpanding(False)
        # Narrow docks and large letters squeeze the tabs; hidden behind arrows nobody would look for them.
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self.tabs.setDrawBase(False)
        self._halves.addWidget(self.copy)
        self._halves.addWidget(self.fields)
        self._halves.addWidget(self.origin)
        self.verbs.setContentsMargins(10, 6, 10, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self._halves, 1)
        column.addWidget(self.verbs)

    def _connect(self, notices: Notices) -> None:
        acts, fields = self._acts, self.fields
        self.tabs.currentChanged.connect(self._halves.setCurrentIndex)
        self.copy.picked.connect(self._show_verbs)
        self.copy.picked.connect(self.picked)
        self.copy.left.connect(self.left)
        self.copy.passage_typed.connect(self.passage_typed)
        self.copy.view.menu_wanted.connect(lambda place: self.menu_of_words().exec(place))
        fields.changed.connect(lambda name, value: acts.set_field(fields.source_id, name, value))
        fields.terms_set.connect(lambda value: acts.agree(fields.source_id, value))
        fields.state_set.connect(lambda state: acts.set_state(fields.source_id, cast("HoldingState", state)))
        fields.confirmed.connect(lambda names: acts.confirm(fields.source_id, names=names))
        fields.tags_set.connect(lambda names: acts.set_tags(fields.source_id, names))
        fields.opened.connect(acts.open_web_address)
        fields.refused.connect(notices.note)
        self.standing.refused.connect(notices.note)
        self.origin.source_wanted.connect(self.source_wanted)
        self.origin.suggested.connect(self._tell_suggested)
        self.verbs.taken.connect(lambda: acts.take(fields.source_id))
        self.verbs.dropped.connect(lambda: acts.drop(fields.source_id))

    def _show_tags(self, source_id: str, names: tuple[str, ...]) -> None:
        if source_id == self.source_id:
            self.fields.show_tags(names)

    def _tell_suggested(self, number: int) -> None:
        self.tabs.setTabText(ORIGIN, f"Origin · {number}" if number else "Origin")
        self.tabs.setTabToolTip(ORIGIN, f"{number} to look at" if number else "")

    def _bind(self) -> None:
        self._actions.bind("open_copy", self._open_copy)
        self._actions.bind("set_aside", lambda: self._acts.set_aside(self.source_id))
        self._actions.bind("quote_from_copy", self._keep_quote)

    def _show_verbs(self) -> None:
        held, capture = self._held, self.copy.capture
        has_file = capture is not None and capture.original_file is not None
        proposed = held is not None and held.source.proposed
        picked = self.copy.picked_passage() is not None
        self.verbs.setVisible(held is not None)
        notes = capture is not None and capture.method == "notes"
        self.verbs.show_verbs(proposed=proposed, has_copy=has_file, picked=picked, notes=notes, backs=self._backs)
        self._actions.allow("claim_from_copy", picked and not proposed)
        self._actions.allow("excerpt_from_copy", picked and self._backs)
        self._actions.allow("go_on_with_notes", notes)
        self._actions.allow("open_copy", has_file)
        self._actions.allow("set_aside", held is not None and not proposed)
        self._actions.allow("quote_from_copy", picked)

    def _selected_words(self) -> str:
        passage = self.copy.picked_passage()
        return passage.text if passage is not None else ""

    def _open_copy(self) -> None:
        if self.copy.capture is not None:
            self._acts.open_copy(self.copy.capture)

    def _keep_quote(self) -> None:
        passage = self.copy.picked_passage()
        if passage is not None:
            self._acts.keep_quote(passage)
