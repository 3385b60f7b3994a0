"""What comes into the text: keys, input methods, the clipboard. Nothing typed is altered but what no text can
hold; keys of the window's actions go to the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from ui.editor import commands
from ui.editor.page_view import PageView
from ui.editor.positions import cleaned

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData, QPoint
    from PySide6.QtGui import QContextMenuEvent, QInputMethodEvent
    from PySide6.QtWidgets import QMenu, QWidget

    from ui.actions import Actions
    from ui.editor.story_document import StoryDocument

_OWN_KEYS = ("cut", "copy", "paste", "select_all")
"""Actions of the table whose keys stay the editor's own."""

_COMMAND_KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class TextInput(PageView):
    """A page that takes words into a ``StoryDocument``. ``actions``, when given, get the keys that are theirs and stand
    in the context menu."""

    def __init__(self, parent: QWidget | None = None, *, actions: Actions | None = None) -> None:
        super().__init__(parent)
        self._document: StoryDocument | None = None
        self._actions = actions
        self._closed = False
        self._dropping = False
        self._plain_line = -1
        """The revision in which a person made the last line a plain one."""
        self.setTabChangesFocus(True)

    @property
    def story_document(self) -> StoryDocument | None:
        return self._document

    def setReadOnly(self, read_only: bool) -> None:
        """Whether the words may be changed; without a document they may not, whatever was said."""
        self._closed = read_only
        super().setReadOnly(read_only or self._document is None)

    def to_code_points(self, utf16: int) -> int:
        """Qt's offset in the document shown as ours."""
        return self._document.to_code_points(utf16) if self._document is not None else 0

    def to_utf16(self, offset: int) -> int:
        """Our offset as Qt's."""
        return self._document.to_utf16(offset) if self._document is not None else 0

    def offset_at(self, point: QPoint) -> int:
        """The offset at a point of the viewport, code points."""
        return self.to_code_points(self.cursorForPosition(point).position())

    def insert(self, words: str, *, label: str) -> None:
        """Puts words in place of the selection, as one step of that name."""
        if self._document is None or not (words or self.textCursor().hasSelection()):
            return
        before = "\n" if not words.startswith("\n") and self.begins_a_paragraph() else ""
        with self._document.one_step(label):
            self.textCursor().insertText(before + cleaned(words))
        if not self._dropping:
            self.ensureCursorVisible()

    # Qt's ways in.

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._is_window_key(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.InsertLineSeparator):
            # Qt would write U+2028, which is a new line to the eye and none to Markdown.
            if not self.isReadOnly():
                self.textCursor().insertText("\n")
                self._note_plain_line()
                self.ensureCursorVisible()
            return
        if event.matches(QKeySequence.StandardKey.InsertParagraphSeparator):
            commands.break_line(self)
            return
        if _is_typing(event) and self.begins_a_paragraph():
            # The letters typed next go on with this step.
            self.textCursor().insertText("\n")
        super().keyPressEvent(event)
        if event.key() == Qt.Key.Key_Backspace:
            self._note_plain_line()

    def begins_a_paragraph(self) -> bool:
        """Whether what is written at the caret needs a blank line before it. Where a person made the line a plain one,
        by Shift+Return or by taking the blank line away, it does not."""
        revision = self._document.revision if self._document is not None else -1
        return revision != self._plain_line and commands.wants_blank_line(self)

    def _note_plain_line(self) -> None:
        self._plain_line = self._document.revision if self._document is not None else -1

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        words = event.commitString()
        if words != cleaned(words):
            event.setCommitString(cleaned(words), event.replacementStart(), event.replacementLength())
        if self._document is None or not words or words[:1] in "\r\n" or not self.begins_a_paragraph():
            super().inputMethodEvent(event)
            return
        start = self.textCursor().position()
        with self._document.one_step("Typing"):
            super().inputMethodEvent(event)
            cursor = self.textCursor()
            cursor.setPosition(start)
            cursor.insertText("\n")

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        from ui.record_mime import record_in

        return (source.hasText() or source.hasHtml()) and not record_in(source)[0]

    def createMimeDataFromSelection(self) -> QMimeData:
        # Qt's own way turns no-break spaces into spaces.
        from PySide6.QtCore import QMimeData

        made = QMimeData()
        if self._document is not None:
            cursor = self.textCursor()
            start, end = cursor.selectionStart(), cursor.selectionEnd()
            made.setText(self._document.words(self.to_code_points(start), self.to_code_points(end)))
        return made

    def insertFromMimeData(self, source: QMimeData) -> None:
        from ui.editor.pasting import words_of

        if not self.isReadOnly():
            self.insert(words_of(source, plain=False), label="Paste")

    def menu_at(self, point: QPoint) -> QMenu:
        """The context menu at a point of the viewport, with the window's undo and redo in it; in marked words also what
        a check of them can come to, where the desk notes that."""
        menu = self.createStandardContextMenu(point)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for entry in menu.actions():
            name = entry.objectName().removeprefix("edit-")
            if name in ("undo", "redo"):
                if self._actions is not None:
                    menu.insertAction(entry, self._actions[name])
                menu.removeAction(entry)
        self._offer_checks(menu, self.offset_at(point))
        return menu

    def _offer_checks(self, menu: QMenu, offset: int) -> None:
        """The acts go by the caret, so that goes to the words pointed at."""
        acts = [act for act in self._actions.under("Check") if act.isVisible()] if self._actions is not None else []
        if acts and self._document is not None and self._document.anchors_at(offset, offset):
            cursor = self.textCursor()
            if not cursor.hasSelection():
                cursor.setPosition(self.to_utf16(offset))
                self.setTextCursor(cursor)
            menu.addSeparator()
            menu.addMenu("Check").addActions(acts)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_at(event.pos()).popup(event.globalPos())

    def _is_window_key(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo):
            return True
        if self._actions is None or not event.modifiers() & _COMMAND_KEYS:
            return False
        pressed = QKeySequence(event.keyCombination())
        return any(pressed in self._actions[name].shortcuts() for name in self._actions.names if name not in _OWN_KEYS)


def _is_typing(event: QKeyEvent) -> bool:
    """Whether a key writes something, by Qt's own measure."""
    held, control = event.modifiers(), Qt.KeyboardModifier.ControlModifier
    return event.text().isprintable() and bool(event.text()) and held not in (
        control, control | Qt.KeyboardModifier.ShiftModifier
    )  # fmt: skip
