"""A desk that is only read: said in the status bar for as long as it is so, on each verb of a pane that would write,
and once more to whoever writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QDockWidget, QLabel, QPushButton, QWidget

from ui.notices import Notice
from ui.widgets.action_button import ActionButton
from ui.widgets.entries import Choice, EntryLine, EntryText
from ui.widgets.only_reads import is_only_reading

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.notices import Notices

WORDS = "This window only reads the desk, so the words stay as they are."
TIP = "This window only reads the desk, so nothing is changed from here."
_SHOWN = (QEvent.Type.Polish, QEvent.Type.Show, QEvent.Type.EnabledChange, QEvent.Type.ToolTipChange)


class ReadingOnly(QObject):
    """Made when the desk was opened for reading, before the panes are."""

    def __init__(self, *, window: MainWindow, notices: Notices, because: str) -> None:
        super().__init__(window)
        self._notices = notices
        self._window = window
        self._editor = window.page.editor
        self._words = f"{WORDS} {because}"
        self._was_said = False
        label = QLabel("read only")
        label.setAccessibleName("Read only")
        label.setToolTip(f"Nothing is changed from this window. {because}")
        window.status.addPermanentWidget(label)
        # The panes make buttons and enable them as they go, so each is met where it is shown or enabled.
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _SHOWN:
            if isinstance(watched, QWidget) and self._would_write(watched):
                self._hold_back(watched)
        elif kind == QEvent.Type.KeyPress and watched is self._editor and isinstance(event, QKeyEvent):
            writes = bool(event.text()) and event.text().isprintable()
            if writes and self._editor.isReadOnly() and not self._was_said:
                self._was_said = True
                self._notices.say(Notice(self._words, kind="refused"))
        return False

    def _would_write(self, part: QWidget) -> bool:
        if not isinstance(part, (QPushButton, QCheckBox, Choice, EntryLine, EntryText)):
            return False
        # The actions of the table know by themselves what they need.
        return not isinstance(part, ActionButton) and not is_only_reading(part) and self._is_in_pane(part)

    def _is_in_pane(self, part: QWidget) -> bool:
        from ui.panes.readiness_point import PointBar

        above = part.parentWidget()
        while above is not None and not isinstance(above, (QDockWidget, PointBar)):
            above = above.parentWidget()
        return above is not None and self._window in (above.parentWidget(), above.window())

    def _hold_back(self, part: QWidget) -> None:
        if isinstance(part, (EntryLine, EntryText)):
            # Their words can still be selected and copied.
            part.setReadOnly(True)
        else:
            part.setEnabled(False)
        if part.toolTip() != TIP:
            part.setToolTip(TIP)
