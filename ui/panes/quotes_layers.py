"""The words of one quotation, layer under layer, and the form that corrects the transcript."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from ui.panes.quotes_words import Layer, OtherUse, layer_in_html
from ui.widgets.entries import tell, wrapped
from ui.widgets.flow_buttons import FlowLayout
from ui.widgets.only_reads import only_reads

if TYPE_CHECKING:
    from newsroom.desk.log_lines import LogLine

CAPTURED, CORRECTED, PUBLISHED = "As captured", "As corrected", "As published"


class LayersView(QWidget):
    """Captured words are never changed here: a correction stands beside them, with its reason and who made it."""

    corrected = Signal(str, str)
    """Words and reason; no words take the correction back."""
    use_wanted = Signal(str)
    """Another place that prints the same words."""
    history_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.captured, self.mended, self.published = (
            wrapped(object_name=name) for name in ("captured", "corrected", "published")
        )
        self.why = wrapped(object_name="why_corrected")
        self.correct = QPushButton("Correct the transcript…")
        self.history = only_reads(QPushButton("Show its history"))
        self.form = CorrectionForm()
        self.log = wrapped(object_name="log")
        self._names = {name: _quiet(name) for name in (CAPTURED, CORRECTED, PUBLISHED)}
        self._labels = {CAPTURED: self.captured, CORRECTED: self.mended, PUBLISHED: self.published}
        self._others: list[QPushButton] = []
        self._verbatim, self._correction = "", ""
        self._lay_out()
        self.correct.clicked.connect(self._ask)
        self.history.clicked.connect(self._look_up)
        self.form.settled.connect(self.corrected)

    def show_layers(self, layers: Sequence[Layer], *, others: Sequence[OtherUse] = ()) -> None:
        """Shows the layers there are; one that is not there takes no room."""
        there = {layer.name: layer for layer in layers}
        for name, label in self._labels.items():
            layer = there.get(name)
            tell(label, layer_in_html(layer) if layer is not None else "")
            label.setAccessibleName(layer.spoken if layer is not None else name)
            self._names[name].setVisible(layer is not None)
        self._show_others(others)

    def show_correction(self, *, verbatim: str, corrected: str, reason: str, can_correct: bool, changed: bool) -> None:
        """What can be corrected. ``changed``: another quotation is shown, so that a form begun for the one before is
        put away."""
        self._verbatim, self._correction = verbatim, corrected
        tell(self.why, f"Why: {reason}" if corrected and reason else "")
        self.correct.setText("Change the correction…" if corrected else "Correct the transcript…")
        if changed:
            self.form.hide()
            tell(self.log, "")
        self.correct.setVisible(can_correct and self.form.isHidden())
        self.history.setVisible(can_correct)
        if can_correct and not self.log.isHidden():
            self.history_wanted.emit()

    def show_history(self, lines: Sequence[LogLine]) -> None:
        """What was done to the quote, the newest first."""
        tell(self.log, "\n".join(line.words for line in lines) or "Nothing was done to it yet.")

    def show_author(self, lines: Sequence[LogLine]) -> None:
        """Who corrected it and when, beside the reason."""
        if self._correction and not self.why.isHidden():
            by = next((_who_and_when(line.words) for line in lines if " the correction " in line.words), "")
            reason = self.why.text().partition(" — ")[0]
            tell(self.why, f"{reason} — {by}" if by else reason)

    def settle(self) -> None:
        """The correction that was begun is kept or refused, the form is put away."""
        self.form.hide()
        self.correct.show()

    def _ask(self) -> None:
        self.correct.hide()
        self.form.ask(self._correction or self._verbatim, can_take_back=bool(self._correction))

    def _look_up(self) -> None:
        if self.log.isHidden():
            self.history_wanted.emit()
        else:
            tell(self.log, "")

    def _show_others(self, others: Sequence[OtherUse]) -> None:
        for button in self._others:
            button.hide()
            button.deleteLater()
        self._others = []
        for one in others:
            button = only_reads(QPushButton(one.words))
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, use=one.use: self.use_wanted.emit(use))
            self._foot.addWidget(button)
            button.show()
            self._others.append(button)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for name, label in self._labels.items():
            label.setTextFormat(Qt.TextFormat.RichText)
            self._names[name].setContentsMargins(0, 6, 0, 0)
            column.addWidget(self._names[name])
            column.addWidget(label)
            if name == CORRECTED:
                column.addWidget(self.why)
        self.why.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.log.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.form.left.connect(self.settle)
        self._foot = FlowLayout()
        for button in (self.correct, self.history):
            button.setAutoDefault(False)
            self._foot.addWidget(button)
        column.addWidget(self.form)
        column.addLayout(self._foot)
        column.addWidget(self.log)


class CorrectionForm(QFrame):
    """The words as they were said in truth, and why. Return in the reason keeps both, Esc leaves all as it is."""

    settled = Signal(str, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words, self.reason = QPlainTextEdit(), QLineEdit()
        self.keep, self.back, self.leave = QPushButton("Keep it"), QPushButton("Take it back"), QPushButton("Cancel")
        self.words.setAccessibleName("The words as they were said")
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(self.fontMetrics().lineSpacing() * 4 + 12)
        self.reason.setAccessibleName("Why the transcript is wrong")
        self.reason.setPlaceholderText("Why the transcript is wrong, for who reads it next")
        self.keep.setProperty("leading", True)
        buttons = FlowLayout()
        for button in (self.keep, self.leave, self.back):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (_quiet("As it was said; the captured words stay as they are"), self.words, self.reason):
            column.addWidget(widget)
        column.addLayout(buttons)
        self.keep.clicked.connect(self._settle)
        self.reason.returnPressed.connect(self._settle)
        self.back.clicked.connect(lambda: self.settled.emit("", ""))
        self.leave.clicked.connect(self.left)
        self.hide()

    def ask(self, words: str, *, can_take_back: bool) -> None:
        """Opens the form with the words known so far."""
        self.words.setPlainText(words)
        self.reason.clear()
        self.back.setVisible(can_take_back)
        self.show()
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _settle(self) -> None:
        self.settled.emit(self.words.toPlainText().strip(), self.reason.text().strip())


def _who_and_when(line: str) -> str:
    """``Ida Renner set the correction to “…”, 12 Mar 2026`` → ``Ida Renner, 12 Mar 2026``."""
    for act in (" set the ", " changed the ", " took the "):
        who, found, rest = line.partition(act)
        if found:
            return f"{who}, {', '.join(rest.rsplit(', ', 2)[-2:])}"
    return ""


def _quiet(words: str) -> QLabel:
    label = QLabel(words)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label
