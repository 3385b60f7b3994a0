"""A passage typed where a copy has no words to pick: what stands there, and where."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from ui.widgets.entries import EntryLine, labelled, tell, wrapped


class TypedPassage(QWidget):
    """``kept`` carries the words and their place; whoever keeps them clears the form."""

    kept = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QPlainTextEdit()
        self.words.setAccessibleName("What stands there")
        self.words.setPlaceholderText("Type what stands there, word for word")
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(4 * self.fontMetrics().lineSpacing() + 14)
        self.place = EntryLine("Where it stands", hint="such as page 3, or 1:02:03")
        self.keep = QPushButton("Back the sentence at the caret with it")
        self.keep.setAutoDefault(False)
        self.said = wrapped()
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 4, 10, 6)
        column.setSpacing(3)
        labelled(column, "What stands there", self.words)
        labelled(column, "Where it stands", self.place)
        column.addWidget(self.said)
        column.addWidget(self.keep)
        self.keep.clicked.connect(self._keep)

    def forget(self) -> None:
        """Empties the form."""
        self.words.clear()
        self.place.clear()
        tell(self.said, "")

    def _keep(self) -> None:
        words, place = self.words.toPlainText().strip(), self.place.text().strip()
        if words and place:
            tell(self.said, "")
            self.kept.emit(words, place)
        else:
            tell(self.said, "Type what stands there, and where it stands, so that the next person finds it.")
