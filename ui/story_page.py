"""The middle of the window: slug, stage, headline, dek and byline above the words, in one calm column."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QComboBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from ui.editor.story_editor import StoryEditor
from ui.theme import text_font

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from ui.actions import Actions
    from ui.timeline import Timeline

INSET = 7
"""Pixels between the edge of a field and its words, so that these stand above the words of the text."""
USUAL_POINTS = 13.0
NO_STORY = "No story is open.\n\nPress Ctrl+N for a new one, or Ctrl+O to open one."
ONE_MOMENT = "One moment: the desk is being opened."
LOWEST, LOWEST_TEXT = 200, 80
"""Points of height the page, and the text in it, can be brought down to; fields give way before the text does."""
FIELD_WORDS: Mapping[str, tuple[str, str]] = {
    "slug": ("Slug", "slug"),
    "headline": ("Headline", "Headline"),
    "dek": ("Dek", "One sentence under the headline"),
    "byline": ("Byline", "By whom"),
}
"""Accessible name and placeholder."""


Line = TypeVar("Line", bound="FieldLine")


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


class FieldLine(QLineEdit):
    """One line about the story. What is being typed is never overwritten; Escape puts back what is stored."""

    given = Signal(str)
    """The person ended the line with other words than are stored."""
    left = Signal()
    """Return or Escape: on to the text."""

    def __init__(self, *, name: str, placeholder: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._stored = ""
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setProperty("calm", "true")
        self.editingFinished.connect(self._finish)
        self.textChanged.connect(self._tell_all_when_cut)

    def show_stored(self, words: str) -> None:
        """What the desk holds now; a line that is being changed keeps what is typed."""
        is_own = self.hasFocus() and self.text() != self._stored
        self._stored = words
        if not is_own and self.text() != words:
            self.setText(words)
            self.setCursorPosition(0)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and self.text() == self._stored:
            assert isinstance(event, QKeyEvent)
            if event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo):
                # Nothing typed here waits to be stored, so undo is that of the window.
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.setText(self._stored)
            self.left.emit()
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_all_when_cut()

    def _tell_all_when_cut(self) -> None:
        is_cut = self.fontMetrics().horizontalAdvance(self.text()) > self.width() - 20
        self.setToolTip(self.text() if is_cut else "")

    def _finish(self) -> None:
        words = self.text().strip()
        if words != self._stored:
            self.given.emit(words)


class FittedLine(FieldLine):
    """Large while it fits, smaller when it is long, so that none of it is cut: the sentence under the headline."""

    largest, smallest = 1.05, 0.85
    """How large the words are, as a multiple of the text."""
    weight = QFont.Weight.Normal

    def __init__(self, *, name: str, placeholder: str, parent: QWidget) -> None:
        super().__init__(name=name, placeholder=placeholder, parent=parent)
        self._points = USUAL_POINTS
        self._has_width = False
        self.textChanged.connect(self._fit)

    def use_text_size(self, points: float) -> None:
        """``points`` is the size of the text below."""
        self._points = points
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._has_width = True
        self._fit()

    def _fit(self) -> None:
        font = text_font(self._points * self.largest)
        font.setWeight(self.weight)
        self.setFixedHeight(QFontMetrics(font).height() + 14)
        room = self.width() - 24
        # Every size that is tried is loaded, so none is before the width is known.
        while self._has_width and QFontMetrics(font).horizontalAdvance(self.text()) > room > 0:
            # Glyphs keep to whole pixels, so that a size reckoned from the width may still be too large.
            smaller = font.pointSizeF() - 0.5
            if smaller < self._points * self.smallest:
                break
            font.setPointSizeF(smaller)
        self.setFont(font)
        self._tell_all_when_cut()


class HeadlineLine(FittedLine):
    """The headline."""

    largest, smallest = 1.7, 1.0
    weight = QFont.Weight.Bold


class StoryPage(QWidget):
    """Fields, bars and editor of the open story; an empty page says what to do when there is none."""

    def __init__(
        self, *, timeline: Timeline, actions: Actions, text_size: float = USUAL_POINTS, parent: QWidget | None = None
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._timeline = timeline
        self._story = ""
        self._stored_stage = ""
        self._writable = False
        self._is_only_text = False
        self.text_size = text_size
        self.setObjectName("story_page")
        self.setMinimumHeight(LOWEST)
        self.setAccessibleName("Story")
        self.slug, self.byline = self._line("slug", FieldLine), self._line("byline", FieldLine)
        self.headline, self.dek = self._line("headline", HeadlineLine), self._line("dek", FittedLine)
        self.stage = QComboBox(self)
        self.stage.setAccessibleName("Stage")
        self.stage.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.stage.setToolTip("How far the story is; any stage may follow any other.")
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
        for field, line in self._lines.items():
            line.given.connect(lambda words, field=field: self._set_field(field, words))
            line.left.connect(self.editor.setFocus)
        self.stage.activated.connect(self._move_stage)

    @property
    def story(self) -> str:
        """The id of the story whose fields are shown, empty for none."""
        return self._story

    def use_stages(self, names: Mapping[Any, str]) -> None:
        """The stages and their plain names, known once the rest of the program is loaded."""
        self.stage.clear()
        for stage, name in names.items():
            self.stage.addItem(name[:1].upper() + name[1:], stage)
        self._show_stage()

    def set_writable(self, writable: bool) -> None:
        """Whether the desk takes changes; everything stays readable."""
        self._writable = writable
        for line in self._lines.values():
            line.setReadOnly(not writable)
        self.stage.setEnabled(writable)
        self.editor.setReadOnly(not writable)

    def show_fields(self, story: StoryFields) -> None:
        """What the desk holds of the story now."""
        self._story, self._stored_stage = story.id, story.stage
        for field, line in self._lines.items():
            line.show_stored(getattr(story, field))
        self._show_stage()
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
        self._make_room()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._make_room()
        return done

    @property
    def _lines(self) -> dict[str, FieldLine]:
        return {"slug": self.slug, "headline": self.headline, "dek": self.dek, "byline": self.byline}

    def _line(self, field: str, kind: type[Line]) -> Line:
        name, words = FIELD_WORDS[field]
        return kind(name=name, placeholder=words, parent=self)

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
        # On the right a headline may go on beyond the column of the text: better long than cut.
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
        for line in (self.headline, self._top, self.dek, self.byline):
            room -= max(line.minimumSizeHint().height(), line.minimumHeight()) + 1
            has_room = room >= 0 or focused is line or line.isAncestorOf(focused)
            is_kept = line is self.headline or (has_room and not self._is_only_text)
            if line.isVisibleTo(self._head) != is_kept:
                line.setVisible(is_kept)

    def _show_parts(self, story: bool) -> None:
        self._head.setVisible(story)
        self.editor.setVisible(story)
        self._nothing.setVisible(not story)

    def _show_stage(self) -> None:
        if self.stage.count() <= 1:
            self.stage.clear()
            self.stage.addItem(self._stored_stage.capitalize(), self._stored_stage)
        self.stage.setCurrentIndex(self.stage.findData(self._stored_stage))

    def _set_field(self, field: str, words: str) -> None:
        from newsroom.desk.stories import set_story_fields

        label = f"Change the {field}"
        if self._timeline.run(label, set_story_fields, story_id=self._story, fields={field: words}) is not None:
            self._lines[field].show_stored(words)

    def _move_stage(self, number: int) -> None:
        from newsroom.desk.stories import move_stage

        stage = str(self.stage.itemData(number))
        if stage != self._stored_stage:
            done = self._timeline.run("Move the stage", move_stage, story_id=self._story, to_stage=stage)
            self._stored_stage = stage if done is not None else self._stored_stage
            self._show_stage()
