"""A line to type into and a list that narrows: what the command palette and quick open share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.widgets.record_list import RecordLine, RecordList

IN_ORDER = 4
"""The rank of a row that has the letters in this order and no more."""

MOST_ROWS = 200
"""More rows than this nobody reads; typing another letter narrows them."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One row: what it is, more about it, the key it also has, and what choosing it does."""

    title: str
    subtitle: str
    act: Callable[[], object]
    key: str = ""
    icon: str = ""
    enabled: bool = True


class Chooser(QDialog):
    """Typing narrows, Up and Down move while the letters stay, Return chooses, Esc changes nothing."""

    def __init__(self, *, title: str, prompt: str, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.resize(560, 420)
        self._choices: Sequence[Choice] = ()
        self._found: Sequence[Choice] = ()
        self._line = QLineEdit(self)
        self._line.setPlaceholderText(prompt)
        self._line.setAccessibleName(prompt)
        self._line.setClearButtonEnabled(True)
        self._line.textChanged.connect(self._narrow)
        self._line.installEventFilter(self)
        self._list = RecordList(name=title, icons=icons, parent=self)
        self._list.opened.connect(self._choose)
        self._list.clicked.connect(lambda _index: self._choose(self._list.chosen_id))
        layout = QVBoxLayout(self)
        layout.addWidget(self._line)
        layout.addWidget(self._list, 1)
        self.setTabOrder(self._line, self._list)

    def offer(self, choices: Sequence[Choice]) -> None:
        """Shows the rows; what was typed so far goes on narrowing them."""
        self._choices = choices
        self._narrow()

    @property
    def titles(self) -> tuple[str, ...]:
        """The rows shown now, by their first line."""
        return tuple(line.title for line in self._list.lines if not line.heading)

    @property
    def chosen_title(self) -> str:
        """The row Return would choose, empty for none."""
        return next((line.title for line in self._list.lines if line.id == self._list.chosen_id), "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up, Down, page keys and Return belong to the list while the letters go to the line."""
        if watched is self._line and event.type() == QEvent.Type.KeyPress:
            key = cast("QKeyEvent", event).key()
            if key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
                self._list.keyPressEvent(cast("QKeyEvent", event))
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose(self._list.chosen_id)
                return True
        return super().eventFilter(watched, event)

    def _narrow(self) -> None:
        self._found = narrowed(self._choices, self._line.text())[:MOST_ROWS]
        lines = [_line(str(number), choice) for number, choice in enumerate(self._found)]
        self._list.show_lines(lines or [RecordLine("", "Nothing of that name. Type fewer letters.", heading=True)])
        self._list.choose("0")

    def _choose(self, number: str) -> None:
        if not number.isdecimal():
            return
        choice = self._found[int(number)]
        if choice.enabled:
            self.accept()
            choice.act()


def _line(number: str, choice: Choice) -> RecordLine:
    return RecordLine(
        number, choice.title, choice.subtitle, mark=choice.icon or None, tail=choice.key, faint=not choice.enabled
    )


def narrowed(choices: Sequence[Choice], typed: str) -> list[Choice]:
    """The rows that hold every word typed, those whose title begins with it first; else those that have its letters
    in this order. The order given stays among equals."""
    words = typed.casefold().split()
    if not words:
        return list(choices)
    ranked: list[tuple[int, int, Choice]] = []
    for number, choice in enumerate(choices):
        rank = _rank(choice, words)
        if rank is not None:
            ranked.append((rank, number, choice))
    by_word = [one for one in ranked if one[0] < IN_ORDER]
    return [choice for _, _, choice in sorted(by_word or ranked, key=lambda one: one[:2])]


def _rank(choice: Choice, words: Sequence[str]) -> int | None:
    title = choice.title.casefold()
    whole = f"{title} {choice.subtitle.casefold()}"
    if title.startswith(words[0]) and all(word in title for word in words):
        return 0
    if all(any(part.startswith(word) for part in title.split()) for word in words):
        return 1
    if all(word in title for word in words):
        return 2
    if all(word in whole for word in words):
        return 3
    return IN_ORDER if _in_order(title, "".join(words)) else None


def _in_order(title: str, letters: str) -> bool:
    at = -1
    for letter in letters:
        at = title.find(letter, at + 1)
        if at < 0:
            return False
    return True
