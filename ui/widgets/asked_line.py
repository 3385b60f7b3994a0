"""One thing asked where the pane stands, in place of a dialog: Return or leaving answers, Esc asks no more."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget


class AskedLine(QWidget):
    """Hidden until ``ask``, and again when it was answered. ``refusal`` says why words are no answer, empty when they
    are one; such words stay to be mended, and are let go when the keyboard leaves."""

    answered = Signal(str)

    def __init__(
        self, question: str, *, hint: str = "", refusal: Callable[[str], str] | None = None,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._refusal = refusal or (lambda words: "")
        self._back: QWidget | None = None
        self.question = QLabel(question)
        self.question.setWordWrap(True)
        self.question.setMinimumWidth(1)
        self.line = QLineEdit()
        self.line.setPlaceholderText(hint)
        self.line.setAccessibleName(question)
        self.question.setBuddy(self.line)
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 10, 8)
        column.setSpacing(3)
        for part in (self.question, self.line, self.told):
            column.addWidget(part)
        self.line.installEventFilter(self)
        self.line.returnPressed.connect(self._answer)
        self.line.textEdited.connect(lambda _words: self.told.hide())
        self.hide()

    def ask(self, words: str = "", *, question: str = "", back_to: QWidget | None = None) -> None:
        """Opens with ``words`` selected; the keyboard goes here, and to ``back_to`` when it is answered."""
        self._back = back_to
        if question:
            self.question.setText(question)
            self.line.setAccessibleName(question)
        self.line.setText(words)
        self.told.hide()
        self.show()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def close_line(self) -> None:
        """Asks no more; the keyboard goes back."""
        back, self._back = self._back, None
        self.hide()
        if back is not None:
            back.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.KeyPress:
                self.close_line()
            event.accept()
            return True
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut and self.isVisible():
            # A menu or another window leaves the question standing.
            if event.reason() in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
                return False
            self._back = None
            self.hide()
            self._tell()
        return super().eventFilter(watched, event)

    def _answer(self) -> None:
        refused = self._refusal(self.line.text().strip())
        if refused:
            self.told.setText(refused)
            self.told.show()
            self.line.setAccessibleDescription(refused)
            return
        self.close_line()
        self._tell()

    def _tell(self) -> None:
        words = self.line.text().strip()
        if self.line.isModified() and not self._refusal(words):
            self.line.setModified(False)
            self.answered.emit(words)
