"""A line to type into and a list that narrows: what the command palette and quick open share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

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
    icon: QIcon | None = None
    enabled: bool = True


class Chooser(QDialog):
    """Typing narrows, Up and Down move while the letters stay, Return chooses, Esc changes nothing."""

    def __init__(self, *, title: str, prompt: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.resize(560, 420)
        self._choices: Sequence[Choice] = ()
        self._line = QLineEdit(self)
        self._line.setPlaceholderText(prompt)
        self._line.setAccessibleName(prompt)
        self._line.setClearButtonEnabled(True)
        self._line.textChanged.connect(self._narrow)
        self._line.installEventFilter(self)
        self._list = QListWidget(self)
        self._list.setAccessibleName(title)
        self._list.setUniformItemSizes(True)
        self._list.setIconSize(QSize(18, 18))
        self._list.itemActivated.connect(lambda _item: self._choose())
        self._list.itemClicked.connect(lambda _item: self._choose())
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
        return tuple(self._choice(row).title for row in range(self._list.count()) if self._is_choice(row))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up, Down, page keys and Return belong to the list while the letters go to the line."""
        if watched is self._line and event.type() == QEvent.Type.KeyPress:
            key = cast("QKeyEvent", event).key()
            if key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
                self._list.keyPressEvent(cast("QKeyEvent", event))
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose()
                return True
        return super().eventFilter(watched, event)

    def _narrow(self) -> None:
        found = narrowed(self._choices, self._line.text())[:MOST_ROWS]
        self._list.clear()
        for choice in found:
            item = QListWidgetItem(self._words(choice), self._list)
            item.setData(Qt.ItemDataRole.UserRole, choice)
            if choice.icon is not None:
                item.setIcon(choice.icon)
            if not choice.enabled:
                item.setForeground(self.palette().placeholderText())
        if not found:
            item = QListWidgetItem("Nothing of that name. Type fewer letters.", self._list)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        self._list.setCurrentRow(0)

    @staticmethod
    def _words(choice: Choice) -> str:
        words = f"{choice.title}   {choice.key}" if choice.key else choice.title
        return f"{words}\n{choice.subtitle}"

    def _is_choice(self, row: int) -> bool:
        return self._list.item(row).data(Qt.ItemDataRole.UserRole) is not None

    def _choice(self, row: int) -> Choice:
        return cast("Choice", self._list.item(row).data(Qt.ItemDataRole.UserRole))

    def _choose(self) -> None:
        row = self._list.currentRow()
        if row < 0 or not self._is_choice(row):
            return
        choice = self._choice(row)
        if not choice.enabled:
            return
        self.accept()
        choice.act()


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
