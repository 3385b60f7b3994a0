"""The middle of the window: slug, stage, headline, dek and byline above the words, in one calm column."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.editor.story_editor import StoryEditor
from ui.stage_box import StageBox
from ui.story_fields import DekLine, Field, HeadlineLine, ShortLine
from ui.wrapping_line import WrappingLine

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from ui.actions import Actions
    from ui.timeline import Timeline

INSET = 9
"""Pixels between the edge of a field and its words, so that these stand above the words of the text."""
USUAL_POINTS = 13.0
NO_STORY = "No story is open.\n\nPress Ctrl+N for a new one, or Ctrl+O to open one."
ONE_MOMENT = "One moment: the desk is being opened."
LOWEST, LOWEST_TEXT = 200, 80
"""Points of height the page, and the text in it, can be brought down to; fields give way before the text does."""


class StoryFields(Protocol):
    """What the page shows of a story above its words."""

    @property
    def id(self) -> str: ...
    @property
    def slug(self) -> str: ...
    @property
    def stage(self) -> str: ...
    @property
    def headline(self) -> str: ...
    @property
    def dek(self) -> str: ...
    @property
    def byline(self) -> str: ...


class StoryPage(QWidget):
    """Fields, bars and editor of the open story; an empty page says what to do when there is none."""

    def __init__(
        self, *, timeline: Timeline, actions: Actions, text_size: float = USUAL_POINTS, parent: QWidget | None = None
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._timeline = timeline
        self._story = ""
        self._move: Callable[[str], object] = self._move_by_hand
        self._writable = False
        self._is_only_text = False
        self.text_size = text_size
        self.setObjectName("story_page")
        self.setMinimumHeight(LOWEST)
        self.setAccessibleName("Story")
        self.slug, self.headline, self.dek = ShortLine(self), HeadlineLine(self), DekLine(self)
        self.byline = ShortLine(self)
        lines = {"slug": self.slug, "headline": self.headline, "dek": self.dek, "byline": self.byline}
        self._fields = {name: Field(name, line=line) for name, line in lines.items()}
        self.stage = StageBox(self)
        self._cards = QWidget(self)
        self.bars = QVBoxLayout(self._cards)
        self.bars.setContentsMargins(0, 0, 0, 0)
        self.bars.setSpacing(0)
        self.editor = StoryEditor(self, actions=actions)
        self.editor.setMinimumHeight(56)
        self.below = QVBoxLayout()
        self._head = QWidget(self)
        self._top = QWidget(self._head)
        self._nothing = QLabel(NO_STORY, self)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setProperty("quiet", "true")
        self._lay_out()
        # Whatever gives the keyboard back to the page gives it to the text.
        self.setFocusProxy(self.editor)
        self.set_text_size(text_size)
        self.show_nothing()
        self._connect()

    def _connect(self) -> None:
        for name, field in self._fields.items():
            field.given.connect(lambda words, name=name: self._set_field(name, words))
            field.left.connect(self.editor.setFocus)
        for line in (self.headline, self.dek):
            line.height_changed.connect(self._settle)
        self.stage.wanted.connect(lambda stage: self._move(stage))

    @property
    def story(self) -> str:
        """The id of the story whose fields are shown, empty for none."""
        return self._story

    def use_stages(self, names: Mapping[Any, str]) -> None:
        """The stages and their plain names, known once the rest of the program is loaded."""
        self.stage.use_stages(names)

    def move_by(self, move: Callable[[str], object]) -> None:
        """The house moves stages by rule: ``move`` is asked for the stage a person chose."""
        self._move = move

    def set_writable(self, writable: bool) -> None:
        """Whether the desk takes changes; everything stays readable."""
        self._writable = writable
        for field in self._fields.values():
            field.line.setReadOnly(not writable)
        self.stage.setEnabled(writable)
        self.editor.setReadOnly(not writable)

    def show_fields(self, story: StoryFields) -> None:
        """What the desk holds of the story now."""
        self._story = story.id
        for name, field in self._fields.items():
            field.show_stored(getattr(story, name))
        self.stage.show_stage(story.stage)
        self._show_parts(True)

    def show_nothing(self) -> None:
        """No story is open."""
        self._story = ""
        self._nothing.setText(NO_STORY)
        if self.editor.story_document is not None:
            self.editor.show_document(None)
        self._show_parts(False)

    def show_waiting(self) -> None:
        """The desk is still being opened; a story may come."""
        self.show_nothing()
        self._nothing.setText(ONE_MOMENT)

    def show_only_text(self, only: bool) -> None:
        """Leaves headline and text alone on the page: bars above the text and all other fields are hidden."""
        self._is_only_text = only
        self._cards.setVisible(not only)
        self._make_room()

    def set_text_size(self, points: float) -> None:
        self.text_size = points
        self.editor.set_text_size(points)
        self.headline.use_text_size(points)
        self.dek.use_text_size(points)
        self._set_margins()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_margins()
        self._settle()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._make_room()
        return done

    def _lay_out(self) -> None:
        top = QHBoxLayout(self._top)
        top.setContentsMargins(0, 0, 0, 0)
        top.addWidget(self.slug, 1)
        top.addWidget(self.stage)
        head = QVBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(1)
        head.addWidget(self._top)
        for line in (self.headline, self.dek, self.byline):
            head.addWidget(line)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._cards)
        whole.addWidget(self._head)
        whole.addWidget(self.editor, 1)
        whole.addWidget(self._nothing, 1)
        whole.addLayout(self.below)
        order = (self.slug, self.stage, self.headline, self.dek, self.byline, self.editor)
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _set_margins(self) -> None:
        side = max(16, self.editor.column_left(self.width()) - INSET)
        # On the right a headline may go on beyond the column of the text: rather long than broken.
        self._head.setContentsMargins(side, 14, min(side, 24), 6)

    def _make_room(self) -> None:
        """On a low screen the text comes first: fields step aside, the headline last, and come back with the room."""
        room = self.height() - LOWEST_TEXT
        for bars in (self.bars, self.below):
            wraps = bars.hasHeightForWidth()
            room -= bars.minimumHeightForWidth(self.width()) if wraps else bars.minimumSize().height()
        margins = self._head.contentsMargins()
        room -= margins.top() + margins.bottom()
        focused = QApplication.focusWidget() or self.editor
        width = self.width() - margins.left() - margins.right()
        for line in (self.headline, self._top, self.dek, self.byline):
            room -= 1 + (
                line.limit_height(room, width=width)
                if isinstance(line, WrappingLine)
                else line.minimumSizeHint().height()
            )
            has_room = room >= 0 or focused is line or line.isAncestorOf(focused)
            is_kept = line is self.headline or (has_room and not self._is_only_text)
            if line.isVisibleTo(self._head) != is_kept:
                line.setVisible(is_kept)

    def _settle(self) -> None:
        """Gives every field its place at once; left to later events, some would be painted where they do not stay."""
        self._make_room()
        for part in (self._head, self):
            layout = part.layout()
            assert layout is not None
            layout.activate()

    def _show_parts(self, story: bool) -> None:
        self._head.setVisible(story)
        self.editor.setVisible(story)
        self._nothing.setVisible(not story)

    def _set_field(self, field: str, words: str) -> None:
        from newsroom.desk.stories import set_story_fields

        label = f"Change the {field}"
        if self._timeline.run(label, set_story_fields, story_id=self._story, fields={field: words}) is not None:
            self._fields[field].show_stored(words)

    def _move_by_hand(self, stage: str) -> None:
        from newsroom.desk.stories import move_stage

        done = self._timeline.run("Move the stage", move_stage, story_id=self._story, to_stage=stage)
        if done is not None:
            self.stage.show_stage(stage)
