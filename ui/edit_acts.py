"""The menu Edit: what is cut, copied or pasted belongs to the place the keyboard is in, words in bold to the text."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QLabel, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from ui.editor import commands

if TYPE_CHECKING:
    from ui.actions import Actions
    from ui.editor.story_editor import StoryEditor
    from ui.session import Session

TYPEWRITER = "typewriter"
"""Under this name the session remembers whether the line that is written stays in the middle."""

Words = QLineEdit | QPlainTextEdit | QTextEdit


class EditActs(QObject):
    """Binds the acts on words that need no bar of their own."""

    def __init__(self, *, window: QWidget, editor: StoryEditor, actions: Actions, session: Session) -> None:
        super().__init__(window)
        self._window = window
        self._editor = editor
        self._actions = actions
        self._session = session
        actions.bind("cut", lambda: self._place.cut())
        actions.bind("copy", self.copy)
        actions.bind("paste", lambda: self._place.paste())
        actions.bind("select_all", lambda: self._place.selectAll())
        actions.bind("paste_plain", self._paste_plain)
        actions.bind("bold", editor.bold)
        actions.bind("italic", editor.italic)
        actions.bind("link", editor.link)
        actions.bind("heading", partial(commands.head, editor))
        actions.bind("bullets", partial(commands.list_items, editor))
        actions.bind("typewriter", self._typewriter)
        actions["typewriter"].setChecked(bool(session.get(TYPEWRITER, False)))
        editor.set_typewriter(actions["typewriter"].isChecked())

    def copy(self) -> None:
        """Copies the selected words where the keyboard is, or the line chosen in a list."""
        focused = self._window.focusWidget()
        if isinstance(focused, QAbstractItemView):
            words = focused.currentIndex().data(Qt.ItemDataRole.DisplayRole)
            QGuiApplication.clipboard().setText(str(words or ""))
        elif isinstance(focused, QLabel) and focused.hasSelectedText():
            QGuiApplication.clipboard().setText(focused.selectedText())
        else:
            self._place.copy()

    @property
    def _place(self) -> Words:
        """Where words are written now: the text, unless the keyboard is in another line. A menu or a list of commands
        that is open does not count: the window remembers where it came from."""
        focused = self._window.focusWidget()
        return focused if isinstance(focused, Words) else self._editor

    def _paste_plain(self) -> None:
        place = self._place
        if place is self._editor:
            self._editor.paste_plain()
        else:
            place.paste()

    def _typewriter(self) -> None:
        kept = self._actions["typewriter"].isChecked()
        self._session.set(TYPEWRITER, kept)
        self._editor.set_typewriter(kept)
