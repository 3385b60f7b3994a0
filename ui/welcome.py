"""The first start: one small line that asks who writes, and can be passed over."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QWidget

from ui.session import Session
from ui.widgets.elided_label import ElidedLabel

SESSION_KEY = "welcomed"


class WelcomeBar(QFrame):
    """Name and initials, which stand in the log of the desk. ``taken`` gets both; skipping keeps the user name."""

    def __init__(
        self, *, name: str, session: Session, taken: Callable[[str, str], bool], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("welcome_bar")
        self.setAccessibleName("Who is writing?")
        self._session = session
        self._taken = taken
        self._name = QLineEdit(name, self)
        self._name.setAccessibleName("Your name")
        self._name.setPlaceholderText("Your name")
        self._name.textEdited.connect(self._guess_initials)
        self._initials = QLineEdit(_initials(name), self)
        self._initials.setAccessibleName("Your initials")
        self._initials.setPlaceholderText("Initials")
        self._initials.setMaxLength(4)
        self._initials.setFixedWidth(self._initials.fontMetrics().horizontalAdvance("MMMMM") + 16)
        self._initials_are_own = False
        self._initials.textEdited.connect(self._own_initials)
        use = QPushButton("Use this name", self)
        use.setProperty("leading", "true")
        use.clicked.connect(self._use)
        skip = QPushButton("Skip", self)
        skip.clicked.connect(self._end)
        for line in (self._name, self._initials):
            line.returnPressed.connect(self._use)
        question = ElidedLabel("Who is writing? The name stands in this desk’s log.", parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.addWidget(question)
        row.addWidget(self._name, 1)
        row.addWidget(self._initials)
        row.addWidget(use)
        row.addWidget(skip)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc skips."""
        if event.key() == Qt.Key.Key_Escape:
            self._end()
            return
        super().keyPressEvent(event)

    def _guess_initials(self, name: str) -> None:
        if not self._initials_are_own:
            self._initials.setText(_initials(name))

    def _own_initials(self, _: str) -> None:
        self._initials_are_own = True

    def _use(self) -> None:
        if self._taken(" ".join(self._name.text().split()), self._initials.text().strip()):
            self._end()

    def _end(self) -> None:
        self._session.set(SESSION_KEY, True)
        self.hide()
        page = self.parentWidget()
        if page is not None:
            page.setFocus(Qt.FocusReason.OtherFocusReason)
        self.deleteLater()


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split())[:3].upper()
