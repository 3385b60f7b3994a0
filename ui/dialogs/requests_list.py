"""The list of the ledger: the requests of the open story, or those of all."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.widgets.record_list import RecordLine, RecordList

NOTHING = ("Nobody was asked for comment on this story yet.", "Nobody was asked for comment on any story yet.")
THIS, ALL = 0, 1
KEYS = {Qt.Key.Key_N: "try", Qt.Key.Key_T: "tell", Qt.Key.Key_Space: "take", Qt.Key.Key_Delete: "drop"}


class RequestsList(QWidget):
    """Two lists behind tabs. Keys in the list: N notes an attempt, T puts the sentence in the text, Space takes what
    was found, Delete lays it in the bin."""

    turned = Signal()
    key_act = Signal(str)
    """``try``, ``tell``, ``take`` or ``drop``."""

    def __init__(self, *, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.parts, self.list = QTabBar(), RecordList(name="Requests for comment", icons=icons)
        for words in ("This story", "All stories"):
            self.parts.addTab(words)
        self.parts.setAccessibleName("Which requests are listed")
        self.parts.setDrawBase(False)
        self.parts.setExpanding(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.parts)
        column.addWidget(self.list, 1)
        self.parts.currentChanged.connect(lambda _part: self.turned.emit())
        self.list.installEventFilter(self)

    @property
    def is_whole(self) -> bool:
        """The requests of all stories are listed."""
        return self.parts.currentIndex() == ALL

    def show_lines(self, lines: Sequence[RecordLine], *, choose: str = "") -> bool:
        """Shows these; whether ``choose`` was to be chosen and is among them."""
        self.list.show_lines(lines or [RecordLine("", NOTHING[self.parts.currentIndex()], heading=True)])
        chosen = bool(choose) and self.list.choose(choose)
        self.list.choose_first()
        return chosen

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not event.modifiers():
            act = KEYS.get(Qt.Key(event.key()))
            if act is not None:
                self.key_act.emit(act)
                return True
        return super().eventFilter(watched, event)
