"""The bar above a text in which things were found: take the certain ones, go through them, or later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.flow_buttons import FlowButtons

if TYPE_CHECKING:
    from ui.editor.proposals import ProposalGuide
    from ui.focus import Focus


IN_TEXT_ORDER, BY_WORTH = "In text order", "Worth a check first"


class ImportBar(QFrame):
    """Follows what is left, and is gone when nothing is, or when the person said "Later" of this story."""

    def __init__(self, *, guide: ProposalGuide, focus: Focus, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._guide = guide
        self._focus = focus
        self._later: set[str] = set()
        self.found = QLabel(self)
        self.certain = QPushButton("Accept the certain ones", self)
        self.through = QPushButton("Go through them", self)
        self.later = QPushButton("Later", self)
        self.place = QLabel(self)
        self.take = QPushButton("Take", self)
        self.drop = QPushButton("Drop", self)
        self.skip, self.order = QPushButton("Next", self), QPushButton(IN_TEXT_ORDER, self)
        self.close_place = QPushButton("Stop", self)
        self._first, self._second = QWidget(self), QWidget(self)
        self._dress()
        self._lay_out()
        self._connect()
        self._show_what_is_left()

    def _connect(self) -> None:
        self.certain.clicked.connect(self._guide.take_certain)
        self.through.clicked.connect(self._guide.go_through)
        self.later.clicked.connect(self._say_later)
        self.take.clicked.connect(self._guide.take)
        self.drop.clicked.connect(self._guide.drop)
        self.skip.clicked.connect(lambda: self._guide.go_to_next())
        self.order.clicked.connect(self._guide.turn_order)
        self.close_place.clicked.connect(self._guide.stop)
        self._guide.changed.connect(self._show_what_is_left)

    def _say_later(self) -> None:
        self._later.add(self._focus.story)
        self._guide.stop()

    def _show_what_is_left(self) -> None:
        counts, current = self._guide.counts(), self._guide.current
        waits = bool(self._guide.waiting) and self._focus.story not in self._later
        self._first.setVisible(waits)
        self._second.setVisible(current is not None)
        self.setVisible(waits or current is not None)
        told = [_counted(number, name) for name, number in counts.items() if number]
        self.found.setText(f"Found {', '.join(told)}" if told else "")
        self.certain.setEnabled(self._guide.certain > 0)
        self.certain.setText(
            f"Accept the certain ones ({self._guide.certain})" if self._guide.certain else "Accept the certain ones"
        )
        self.through.setEnabled(current is None)
        if current is not None:
            number, of_all = self._guide.number
            self.order.setText(IN_TEXT_ORDER if self._guide.order.by_worth else BY_WORTH)
            self.order.setAccessibleName(self.order.text())
            before = self.place.text()
            self.place.setText(f"{number} of {of_all}  ·  {self._guide.words_of(current)}")
            if self.place.text() != before:
                self._announce(self.place.text())

    def _announce(self, words: str) -> None:
        """The keyboard is in the text, so a screen reader is told here what was come to."""
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _dress(self) -> None:
        self.setObjectName("import_bar")
        self.setAccessibleName("Found in this text")
        self.setStyleSheet(
            "QFrame#import_bar { background: palette(alternate-base); border: none;"
            " border-bottom: 1px solid palette(mid); }"
        )
        tips = {
            self.certain: "Take every quote and source that is named without a doubt; Undo takes them all back",
            self.through: "What a check is worth most first; take or drop each by a key",
            self.later: "Hide this until the story is opened again after a restart",
            self.take: "Take it (Alt+Return)",
            self.drop: "Drop it (Alt+Delete)",
            self.skip: "Leave it and go to the next (Alt+Down)",
            self.order: "Go through them in the other order (Alt+Shift+Down)",
            self.close_place: "Stop going through them",
        }
        for button, tip in tips.items():
            button.setToolTip(tip)
            button.setAccessibleName(button.text())
            button.setAccessibleDescription(tip)
            button.setAutoDefault(False)
            # The keyboard stays in the text: what the buttons do has keys of its own.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.take.setProperty("leading", "true")
        for label in (self.found, self.place):
            # Names out of the text are shown as they are, never as markup.
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.place.setForegroundRole(QPalette.ColorRole.WindowText)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.setSpacing(4)
        for line, widgets in (
            (self._first, (self.found, self.certain, self.through, self.later)),
            (self._second, (self.place, self.take, self.drop, self.skip, self.order, self.close_place)),
        ):
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(6)
            words, *buttons = widgets
            verbs = FlowButtons()
            for button in buttons:
                verbs.add(button)
            row.addWidget(words, 1)
            row.addWidget(verbs)
            layout.addWidget(line)


def _counted(number: int, name: str) -> str:
    return f"{number} {name}{'' if number == 1 else 's'}"
