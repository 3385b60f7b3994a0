"""The sheet for notes of an interview, or of what we saw ourselves: who, what was agreed, then the words at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPalette
from PySide6.QtWidgets import (
    QCompleter,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from newsroom.desk.own_notes import NotesKind, OwnNotes
from newsroom.domain.wording import TERMS_NAMES
from ui.theme import text_font
from ui.time_words import clock_words, here_and_now
from ui.widgets.entries import Choice, wrapped

if TYPE_CHECKING:
    from newsroom.domain.terms import TermsValue

REST_MS, LONGEST_MS = 800, 3000
"""Notes are stored so long after the last key, and while somebody types at most so far apart."""
STAMP_KEY = QKeySequence("Ctrl+T")
POINTS = 12.0
KINDS: dict[NotesKind, str] = {
    "interview": "Notes of an interview", "code_name": "Notes of an interview, under a code name",
    "observation": "Notes of what we saw ourselves",
}  # fmt: skip
WHO: dict[NotesKind, str] = {"interview": "Who", "code_name": "Code name", "observation": "What or where"}
CODE_NAME = "Write the code name, here and in the notes. It stands in every list in place of the name."


class NotesText(QPlainTextEdit):
    """The words; a key writes the time."""

    def __init__(self, *, clock: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self.setFont(text_font(POINTS))
        self.setTabChangesFocus(True)
        self.setAccessibleName("Notes")
        self.setPlaceholderText("Type what is said. Ctrl+T writes the time.")
        self.document().setDocumentMargin(12)

    def stamp(self) -> None:
        """Writes the time as ``[10:42] ``, on a line of its own where words stand before it."""
        cursor = self.textCursor()
        line = cursor.block().text()[: cursor.positionInBlock()]
        cursor.insertText(f"{chr(10) if line.strip() else ''}[{clock_words(self._clock())}] ")
        self.setTextCursor(cursor)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and _is_stamp(cast("QKeyEvent", event)):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_stamp(event):
            self.stamp()
        else:
            super().keyPressEvent(event)


class NotesSheet(QDialog):
    """Stands beside the desk and stops nothing; closing it keeps what was typed. ``wanted`` says that the notes should
    be stored now; whoever stores them calls ``tell``."""

    wanted = Signal()

    def __init__(
        self, *, clock: Callable[[], datetime] = here_and_now, rest_ms: int = REST_MS,
        may_close: Callable[[], bool] = lambda: True, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._may_close = may_close
        self.revision = 0
        self.kind, self.who, self.terms = Choice("What these notes are of"), QLineEdit(), Choice("What was agreed")
        self.who_label, self.terms_label = QLabel(), QLabel("What was agreed")
        self.hint = wrapped()
        self.words = NotesText(clock=clock)
        self.told = QLabel("Nothing to save yet")
        self.stamp, self.done_button = QPushButton("Write the time"), QPushButton("Close")
        self._people = QStringListModel(self)
        self._rest = QTimer(self, singleShot=True, interval=rest_ms)
        self._longest = QTimer(self, singleShot=True, interval=LONGEST_MS)
        self._lay_out()
        self._connect()
        self._kind_chosen()

    def notes(self) -> OwnNotes:
        return OwnNotes(
            cast("NotesKind", self.kind.value()), self.who.text(), cast("TermsValue", self.terms.value()),
            self.words.toPlainText(),
        )  # fmt: skip

    def know_people(self, names: Sequence[str]) -> None:
        """Whom the desk knows, by name or code name, to be offered while the name is typed."""
        self._people.setStringList(list(names))

    def go_on_with(self, title: str, text: str) -> None:
        """Shows notes that are there already; who and terms stand with their source."""
        for part in (self.kind, self.who, self.who_label, self.terms, self.terms_label, self.hint):
            part.hide()
        self.setWindowTitle(title)
        self.words.setPlainText(text)
        self.words.document().setModified(False)
        self.revision = 0
        self._rest.stop()
        self._longest.stop()
        self.tell("Saved. What you change now is kept as a new version.")
        cursor = self.words.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.words.setTextCursor(cursor)
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def tell(self, words: str) -> None:
        """What became of the notes: saved, and when, or why not."""
        self.told.setText(words)

    def save_now(self) -> None:
        """Asks for the notes to be stored, if anything was typed since."""
        self._rest.stop()
        self._longest.stop()
        self.wanted.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow() and self._rest.isActive():
            self.save_now()

    def done(self, result: int) -> None:
        """Closes only when everything is stored."""
        self._rest.stop()
        self._longest.stop()
        if self._may_close():
            super().done(result)

    def _edited(self) -> None:
        self.revision += 1
        self.tell("Not saved yet")
        self._rest.start()
        if not self._longest.isActive():
            self._longest.start()

    def _kind_chosen(self) -> None:
        kind = cast("NotesKind", self.kind.value())
        self.who_label.setText(WHO[kind])
        self.who.setAccessibleName(WHO[kind])
        self.hint.setText(CODE_NAME)
        self.hint.setVisible(kind == "code_name")
        for part in (self.terms, self.terms_label):
            part.setVisible(kind != "observation")
        self.who.setCompleter(None if kind == "observation" else self._completer)  # pyright: ignore[reportArgumentType] - None takes it off

    def _connect(self) -> None:
        self.kind.chosen.connect(lambda _kind: self._kind_chosen())
        self.kind.chosen.connect(lambda _kind: self._edited())
        self.terms.chosen.connect(lambda _terms: self._edited())
        self.who.textEdited.connect(lambda _words: self._edited())
        self.who.returnPressed.connect(lambda: self.words.setFocus(Qt.FocusReason.TabFocusReason))
        self._completer.activated.connect(lambda _name: self._edited())
        self.words.textChanged.connect(self._edited)
        self.stamp.clicked.connect(self.words.stamp)
        self.done_button.clicked.connect(self.accept)
        for timer in (self._rest, self._longest):
            timer.timeout.connect(self.save_now)

    def _lay_out(self) -> None:
        self.setWindowTitle("Notes")
        self.setModal(False)
        self.resize(560, 620)
        self._completer = QCompleter(self._people, self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.kind.offer(KINDS.items())
        self.terms.offer(TERMS_NAMES.items())
        self.kind.setCurrentIndex(0)
        self.terms.show_value("unspecified")
        fields = QGridLayout()
        fields.addWidget(self.kind, 0, 0, 1, 2)
        for row, (label, field) in enumerate(((self.who_label, self.who), (self.terms_label, self.terms)), start=1):
            label.setBuddy(field)
            fields.addWidget(label, row, 0)
            fields.addWidget(field, row, 1)
        self.told.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.told.setWordWrap(True)
        self.stamp.setToolTip("Write the time where the caret is (Ctrl+T)")
        for button in (self.stamp, self.done_button):
            button.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.addWidget(self.stamp)
        foot.addWidget(self.told, 1)
        foot.addWidget(self.done_button)
        column = QVBoxLayout(self)
        column.addLayout(fields)
        column.addWidget(self.hint)
        column.addWidget(self.words, 1)
        column.addLayout(foot)


def _is_stamp(event: QKeyEvent) -> bool:
    return QKeySequence(event.keyCombination()) == STAMP_KEY
