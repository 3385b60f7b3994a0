"""The page of the overview: the arrow keys go from line to line, Return follows one, Tab leaves."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTextBrowser, QWidget

from ui.panes.preview_browser import PageBrowser


class OverviewPage(PageBrowser):
    """A page of a hundred lines that lead somewhere: were they all on Tab, nobody would get past it."""

    def focusNextPrevChild(self, forward: bool) -> bool:
        return QWidget.focusNextPrevChild(self, forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            QTextBrowser.focusNextPrevChild(self, event.key() == Qt.Key.Key_Down)
            if not self.hasFocus():
                # Behind the last line Qt would go on to the next widget, as Tab does.
                self.setFocus()
            event.accept()
            return
        super().keyPressEvent(event)
