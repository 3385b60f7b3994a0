"""Where the chosen source comes from: its family as a tree and a drawing, and what the copies suggest about it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from newsroom.desk.circular import circular_suggestions
from newsroom.text.circular import Compared
from ui.panes.sources_origin_lines import (
    ALONE,
    HOW,
    TreeLine,
    basis_of,
    family_of,
    others_to_choose,
    same_ground,
    suggestion_words,
    tree_lines,
)
from ui.panes.sources_origin_picture import OriginPicture
from ui.widgets.entries import Choice, clear, labelled, tell, wrapped
from ui.widgets.flow_buttons import FlowButtons
from ui.widgets.inline_picker import InlinePicker
from ui.widgets.record_list import RecordList

if TYPE_CHECKING:
    from newsroom.desk.story_view import StoryView
    from newsroom.domain.source import DerivationKind
    from newsroom.text.circular import Suggestion
    from ui.icons import Icons
    from ui.jobs import JobRunner
    from ui.panes.sources_origin_acts import OriginActs

NONE_TO_CHOOSE = "The story’s file holds no other source yet."


class OriginView(QScrollArea):
    """``suggested`` tells how many suggestions there are about the source shown."""

    suggested = Signal(int)
    source_wanted = Signal(str)

    def __init__(self, *, acts: OriginActs, jobs: JobRunner, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._acts = acts
        self._jobs = jobs
        self._view: StoryView | None = None
        self._source = ""
        self._basis: Sequence[object] = ()
        self._compared = Compared()
        self._looked_at: StoryView | None = None
        self._is_looking = self._is_stale = False
        self._suggestions: tuple[Suggestion, ...] = ()
        self._shown: tuple[Suggestion, ...] = ()
        self._lines: dict[str, TreeLine] = {}
        self.words = wrapped()
        self.picture = OriginPicture(look=icons.look)
        self.tree = RecordList(name="Where it comes from", icons=icons)
        self.how = Choice("How it took its matter")
        self.link = QPushButton("Took its matter from…")
        self.unlink = QPushButton("Take this back")
        self.picker = InlinePicker(name="Sources of the story", icons=icons, empty=NONE_TO_CHOOSE)
        self._questions = QVBoxLayout()
        self._lay_out()
        self._connect()

    @property
    def questions(self) -> tuple[Suggestion, ...]:
        """What is suggested about the source shown."""
        return self._shown

    def show_source(self, view: StoryView | None, source_id: str) -> None:
        """Shows where a source of the story comes from; nothing for an empty id."""
        if source_id != self._source:
            self.picker.hide()
        self._view, self._source = view, source_id
        self._inside.setEnabled(bool(source_id) and view is not None)
        if view is None:
            # Another story has other copies.
            self._compared = Compared()
            self._looked_at = None
        if view is None or not source_id:
            self._show_questions(())
            return
        self._is_stale = True
        if self.isVisible():
            self._show_family()
        self._look_for_suggestions()
        self._show_questions(self._suggestions)

    def showEvent(self, event: QShowEvent) -> None:
        # Behind another half of the sheet nobody sees the family, which is looked up among all sources of the story.
        self._show_family()
        super().showEvent(event)

    def _show_family(self) -> None:
        view, source_id = self._view, self._source
        if not self._is_stale or view is None or not source_id:
            return
        self._is_stale = False
        tree = family_of(view, source_id)
        lines = tree_lines(view, tree, source_id)
        self._lines = {one.line.id: one for one in lines}
        is_alone = len(lines) < 2
        tell(self.words, ALONE if is_alone else tree.words)
        self.picture.setVisible(tree.articles > 1)
        self.picture.show_tree(tree, chosen=source_id)
        self.tree.setVisible(not is_alone)
        self.tree.show_lines([one.line for one in lines])
        self.tree.setFixedHeight(self.tree.sizeHintForRow(0) * len(lines) + 4 if lines else 0)
        self._tree_chosen(self.tree.chosen_id)

    def pick_origin(self) -> None:
        """Opens the list of what the source may be taken from."""
        if self._view is not None:
            self.picker.offer(others_to_choose(self._view, self._source))

    def _look_for_suggestions(self) -> None:
        view = self._view
        if view is None or not self._source:
            return
        # One look at a time: what it remembers is for one thread, and what came meanwhile is looked at together.
        if self._is_looking or (self._looked_at is not None and same_ground(self._looked_at, view)):
            return
        basis, self._looked_at = basis_of(view), view
        if basis == self._basis:
            return
        self._basis, self._is_looking = basis, True
        records, compared = view.records, self._compared
        self._jobs.run(lambda _: circular_suggestions(records, compared=compared), done=self._found, behind=True)

    def _found(self, suggestions: tuple[Suggestion, ...]) -> None:
        self._is_looking = False
        self._suggestions = suggestions
        self._show_questions(suggestions)
        self._look_for_suggestions()

    def _show_questions(self, suggestions: Sequence[Suggestion]) -> None:
        known = self._view.sources if self._view is not None else {}
        here = [one for one in suggestions if self._source in (one.child, one.parent)]
        shown = tuple(one for one in here if one.child in known and one.parent in known)
        if shown != self._shown:
            self._shown = shown
            clear(self._questions)
            for one in shown:
                self._questions.addWidget(self._question(one, suggestion_words(one, dict(known))))
        self.suggested.emit(len(shown))

    def _question(self, one: Suggestion, words: str) -> QWidget:
        asked = QFrame()
        asked.setFrameShape(QFrame.Shape.StyledPanel)
        buttons = FlowButtons()
        for said, act in (
            ("Yes, taken from it", partial(self._acts.take, one, turned=False)),
            ("The other way round", partial(self._acts.take, one, turned=True)),
            ("No, each its own", partial(self._acts.dismiss, one)),
        ):
            button = QPushButton(said)
            button.setAutoDefault(False)
            button.setAccessibleDescription(words)
            button.clicked.connect(partial(_act, act))
            buttons.add(button)
        column = QVBoxLayout(asked)
        said_words = wrapped()
        column.addWidget(said_words)
        # Shown before it stands anywhere, it would be a window of its own for a moment.
        tell(said_words, words)
        column.addWidget(buttons)
        return asked

    def _tree_chosen(self, line_id: str) -> None:
        line = self._lines.get(line_id)
        self.unlink.setVisible(line is not None and bool(line.derivation))

    def _open_line(self, line_id: str) -> None:
        line = self._lines.get(line_id)
        if line is not None and line.source != self._source:
            self.source_wanted.emit(line.source)

    def _unlink(self) -> None:
        line = self._lines.get(self.tree.chosen_id)
        if line is not None and line.derivation:
            self._acts.underive(line.derivation)

    def _connect(self) -> None:
        self.tree.chosen.connect(self._tree_chosen)
        self.tree.opened.connect(self._open_line)
        self.link.clicked.connect(self.pick_origin)
        self.unlink.clicked.connect(self._unlink)
        self.picker.picked.connect(
            lambda parent: self._acts.derive(self._source, parent, cast("DerivationKind", self.how.value()))
        )

    def _lay_out(self) -> None:
        self.how.offer((kind, words[0].upper() + words[1:]) for kind, words in HOW.items())
        self.how.setCurrentIndex(0)
        self.tree.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.setTabKeyNavigation(False)
        font = self.words.font()
        font.setBold(True)
        self.words.setFont(font)
        self._inside = inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(10, 8, 10, 10)
        column.setSpacing(6)
        column.addLayout(self._questions)
        for part in (self.words, self.picture, self.tree):
            column.addWidget(part)
        column.addWidget(self.unlink, 0, Qt.AlignmentFlag.AlignLeft)
        labelled(column, "How it took its matter", self.how)
        column.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.picker)
        column.addStretch(1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)
        self.unlink.hide()
        self.picture.hide()


def _act(act: partial[None], _checked: bool = False) -> None:
    act()
