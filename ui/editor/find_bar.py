"""The bar under the text that finds and replaces. Esc closes it and leaves the place found selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from newsroom.domain.anchor import TextEdit
from ui.editor.finding import BadQuery, Found, Places, Query, find_all

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ui.actions import Actions
    from ui.editor.story_document import StoryDocument
    from ui.editor.story_editor import StoryEditor

REST_MS = 200
"""After an edit of the text the places are looked for again when typing has rested so long."""


class FindBar(QWidget):
    """Hidden until it is asked for. Binds find, replace, find_next and find_previous."""

    def __init__(self, *, editor: StoryEditor, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._document: StoryDocument | None = None
        self._places = Places()
        self._begin = 0
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self.setAccessibleName("Find in the text")
        self.words = _line("Find", self)
        self.instead = _line("Replace with", self)
        self.case = _choice("Match case", "Upper and lower case count.", self)
        self.whole = _choice("Whole words", "Only where no letter goes on.", self)
        self.pattern = _choice("Pattern", "A regular expression; \\1 stands for the first group.", self)
        self.count = _words("Places found", self)
        self._next = _button("Next", "Go to the next place (F3).", self.find_next, self)
        self._previous = _button("Previous", "Go to the place before (Shift+F3).", self.find_previous, self)
        self._close = _button("Close", "Back to the text (Esc).", self.close_bar, self)
        self._replace = _button("Replace", "Replace this place and go on.", self.replace_here, self)
        self._replace_all = _button("Replace all", "Replace every place; Undo brings all back.", self.replace_all, self)
        lines = (self.words,), (self.instead,)
        buttons = (self._previous, self._next, self.count, self._close), (self._replace, self._replace_all)
        _lay_out(self, sides=(lines, buttons), foot=(self.case, self.whole, self.pattern))
        self._connect(actions)
        self.hide()

    def open_find(self) -> None:
        """Shows the bar with the selected words, or those looked for last."""
        self._open(replacing=False)

    def open_replace(self) -> None:
        self._open(replacing=True)

    def close_bar(self) -> None:
        """Hides the bar and gives the focus back to the text."""
        self.hide()
        self._editor.show_found([])
        self._editor.setFocus()

    def find_next(self) -> None:
        """Selects the next place from the caret on, the first one again after the last."""
        self._go(lambda places, selection: places.after(selection[1]))

    def find_previous(self) -> None:
        """Selects the place before the caret, the last one again before the first."""
        self._go(lambda places, selection: places.before(selection[0]))

    def replace_here(self) -> None:
        """Replaces the place that is selected and goes on to the next; the first time it only goes there."""
        self._look()
        here = self._places.at(*self._editor.selection())
        if here is not None and self._may_write():
            self._write([here], label="Replace")
        self.find_next()

    def replace_all(self) -> None:
        """Replaces every place as one step."""
        self._look()
        found = self._places.found
        if found and self._may_write():
            self._write(found, label="Replace all")
            self.count.setText(f"{len(found)} replaced")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            if isinstance(focused, QPushButton):
                focused.click()
            elif self.instead.hasFocus():
                self.replace_here()
            elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.find_previous()
            else:
                self.find_next()
        else:
            super().keyPressEvent(event)

    def _query(self) -> Query:
        return Query(self.words.text(), self.case.isChecked(), self.whole.isChecked(), self.pattern.isChecked())

    def _look(self) -> None:
        """Looks for the places in the words as they are now, and says how many there are."""
        self._rest.stop()
        self._follow_document()
        document, query = self._editor.story_document, self._query()
        try:
            text = document.text() if document is not None else ""
            self._places = Places(find_all(query, text, replacement=self.instead.text()))
        except BadQuery as error:
            self._places = Places()
            self._tell(str(error))
            return
        self._count()
        self._show_found()

    def _look_from_begin(self) -> None:
        """Other words are looked for: the first place from where the bar was opened on is shown."""
        self._look()
        if not self.isVisible():
            return
        if self._places.found:
            self._show(self._places.after(self._begin))
        elif self._editor.selection()[0] != self._editor.selection()[1]:
            self._editor.set_caret(self._begin)

    def _show(self, one: Found) -> None:
        self._editor.select(one.start, one.end)
        self._editor.ensureCursorVisible()
        self._count()
        self._show_found()

    def _count(self) -> None:
        self._tell(self._places.words(*self._editor.selection()) if self.words.text() else "")

    def _tell(self, words: str) -> None:
        self.count.setText(words)
        for button in (self._next, self._previous, self._replace, self._replace_all):
            if button.hasFocus() and not self._places.found:
                # Qt would give the keyboard to whatever comes next, maybe outside the bar.
                self.words.setFocus()
            button.setEnabled(bool(self._places.found))
        if not self._places.found:
            self._editor.show_found([])

    def _show_found(self) -> None:
        """Puts a ground under the places in sight."""
        document = self._editor.story_document
        blocks = [block for block, _ in self._editor.visible_blocks()]
        if not self.isVisible() or document is None or not blocks:
            return
        first, last = document.lines.start_of(blocks[0]), document.lines.start_of(blocks[-1]) + blocks[-1].length()
        self._editor.show_found(self._places.within(first, last))

    def _go(self, choose: Callable[[Places, tuple[int, int]], Found]) -> None:
        if not self.words.text():
            self.open_find()
            return
        self._look()
        if not self._places.found:
            return
        one = choose(self._places, self._editor.selection())
        self._begin = one.start
        self._show(one)

    def _write(self, places: list[Found], *, label: str) -> None:
        document = self._editor.story_document
        assert document is not None
        edits = [TextEdit(one.start, document.words(one.start, one.end), one.instead) for one in places]
        document.replace(edits, label=label)
        last = edits[-1].at + sum(edit.growth for edit in edits) + len(edits[-1].removed)
        self._editor.set_caret(last)
        self._look()

    def _open(self, *, replacing: bool) -> None:
        start, end = self._editor.selection()
        document = self._editor.story_document
        words = document.words(start, min(end, start + 200)) if document is not None else ""
        if words and "\n" not in words and not self._places.at(start, end):
            self.words.setText(words)
        for part in (self.instead, self._replace, self._replace_all):
            part.setVisible(replacing)
        self.show()
        _settle(self.words.parentWidget(), self._replace.parentWidget(), self)
        self.words.setFocus()
        self.words.selectAll()
        self._begin = start
        self._look_from_begin()

    def _may_write(self) -> bool:
        return self._editor.story_document is not None and not self._editor.isReadOnly()

    def _follow_document(self) -> None:
        document = self._editor.story_document
        if document is self._document:
            return
        if self._document is not None:
            self._document.edited.disconnect(self._edited)
        self._document = document
        if document is not None:
            document.edited.connect(self._edited)

    def _edited(self, _edit: object) -> None:
        if self.isVisible():
            self._rest.start()

    def _connect(self, actions: Actions) -> None:
        self._rest.timeout.connect(self._look)
        self.words.textChanged.connect(self._look_from_begin)
        self.instead.textChanged.connect(self._look)
        for choice in (self.case, self.whole, self.pattern):
            choice.toggled.connect(self._look_from_begin)
        self._editor.verticalScrollBar().valueChanged.connect(self._show_found)
        actions.bind("find", self.open_find)
        actions.bind("replace", self.open_replace)
        actions.bind("find_next", self.find_next)
        actions.bind("find_previous", self.find_previous)


def _lay_out(bar: QWidget, *, sides: Sequence[Sequence[Sequence[QWidget]]], foot: Sequence[QWidget]) -> None:
    """Each side is a widget of its own, so that Tab goes down the lines before it goes to the buttons."""
    whole = QVBoxLayout(bar)
    whole.setContentsMargins(10, 6, 10, 6)
    whole.setSpacing(5)
    above = QHBoxLayout()
    for stretch, rows in enumerate(sides, start=2):
        place = QWidget(bar)
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        for parts in rows:
            column.addLayout(_row(parts), 1)
        above.addWidget(place, stretch)
    whole.addLayout(above)
    whole.addLayout(_row(foot))


def _settle(*places: QWidget | None) -> None:
    """Gives lines that came or went their room at once, from the inside out, without a picture in between."""
    for place in places:
        layout = place.layout() if place is not None else None
        if layout is not None:
            layout.activate()


def _row(parts: Sequence[QWidget]) -> QHBoxLayout:
    row = QHBoxLayout()
    for part in parts:
        row.addWidget(part, 1 if isinstance(part, QLineEdit | QLabel) else 0)
    if not any(isinstance(part, QLineEdit | QLabel) for part in parts):
        row.addStretch(1)
    return row


def _line(name: str, parent: QWidget) -> QLineEdit:
    made = QLineEdit(parent)
    made.setPlaceholderText(name)
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.setMinimumWidth(120)
    return made


def _words(name: str, parent: QWidget) -> QLabel:
    made = QLabel(parent)
    made.setAccessibleName(name)
    made.setWordWrap(True)
    made.setMinimumWidth(96)
    made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return made


def _choice(name: str, tip: str, parent: QWidget) -> QCheckBox:
    made = QCheckBox(name, parent)
    made.setToolTip(tip)
    made.setAccessibleName(name)
    made.setAccessibleDescription(tip)
    return made


def _button(name: str, tip: str, act: Callable[[], None], parent: QWidget) -> QPushButton:
    made = QPushButton(name, parent)
    made.setToolTip(tip)
    made.setAccessibleName(name)
    made.setAutoDefault(False)
    made.clicked.connect(lambda: act())
    return made
