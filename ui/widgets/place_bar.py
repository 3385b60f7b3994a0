"""The bar that asks, one place after the other, whether lost words stand there now. Nothing moves by itself."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from ui.widgets.entries import tell, wrapped
from ui.widgets.flow_buttons import FlowLayout


class PlaceBar(QFrame):
    """Hidden until ``ask``. Return puts the mark at the place shown, Esc leaves everything as it is."""

    placed = Signal()
    selection_taken = Signal()
    went_on = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Find its place again")
        self.question = wrapped(object_name="question")
        self.place, self.next = QPushButton("It stands here now"), QPushButton("Next place")
        self.selection, self.leave = QPushButton("It is the selected words"), QPushButton("Leave it")
        self.place.setProperty("leading", True)
        buttons = FlowLayout()
        for button in (self.place, self.next, self.selection, self.leave):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(self.question)
        column.addLayout(buttons)
        self.place.clicked.connect(self.placed)
        self.next.clicked.connect(self.went_on)
        self.selection.clicked.connect(self.selection_taken)
        self.leave.clicked.connect(self.closed)
        self.hide()

    def ask(self, question: str, *, has_place: bool, has_next: bool) -> None:
        """Shows the question; the focus goes to what Return does."""
        tell(self.question, question)
        self.setAccessibleDescription(question)
        self.place.setVisible(has_place)
        self.next.setVisible(has_next)
        self.show()
        (self.place if has_place else self.selection).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            if isinstance(focused, QPushButton):
                focused.click()
        else:
            super().keyPressEvent(event)
