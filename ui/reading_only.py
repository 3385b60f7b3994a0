"""A desk that is only read: said in the status bar for as long as it is so, and once more to whoever writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel

from ui.notices import Notice

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.notices import Notices

WORDS = "This window only reads the desk, so the words stay as they are."


class ReadingOnly(QObject):
    """Made when the desk was opened for reading."""

    def __init__(self, *, window: MainWindow, notices: Notices, because: str) -> None:
        super().__init__(window)
        self._notices = notices
        self._editor = window.page.editor
        self._words = f"{WORDS} {because}"
        self._was_said = False
        label = QLabel("read only")
        label.setAccessibleName("Read only")
        label.setToolTip("Nothing is changed from this window.")
        window.status.addPermanentWidget(label)
        self._editor.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._editor and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            writes = bool(event.text()) and event.text().isprintable()
            if writes and self._editor.isReadOnly() and not self._was_said:
                self._was_said = True
                self._notices.say(Notice(self._words, kind="refused"))
        return False
