"""The menus of the window, filled from the table of actions; while one is open each entry has a letter of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.actions import MENUS, TABLE

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMenu, QMenuBar

    from ui.actions import Actions


def fill_menus(bar: QMenuBar, actions: Actions) -> None:
    """Every action of the table in its menu, or in a menu within that."""
    menus = {name: bar.addMenu(f"&{name}") for name in MENUS}
    for spec in TABLE:
        name = spec.menu.removeprefix("-")
        if spec.under and spec.under not in menus:
            menus[spec.under] = _menu_within(menus[name], spec.under)
        menu = menus[spec.under or name]
        if spec.menu.startswith("-"):
            menu.addSeparator()
        menu.addAction(actions[spec.name])
    for menu in menus.values():
        AccessLetters(menu)


def _menu_within(outer: QMenu, words: str) -> QMenu:
    """A menu within another, which stands there while any of its entries does."""
    inner = outer.addMenu(words)
    outer.aboutToShow.connect(
        lambda: inner.menuAction().setVisible(any(entry.isVisible() for entry in inner.actions()))
    )  # fmt: skip
    return inner


class AccessLetters(QObject):
    """Marks the letters when the menu opens and takes the signs away when it closes: the same actions stand in lists,
    tool tips and buttons, where the sign would be a letter too much."""

    def __init__(self, menu: QMenu) -> None:
        super().__init__(menu)
        self._menu = menu
        self._marked: list[tuple[QAction, str, str]] = []
        menu.aboutToShow.connect(self._mark)
        menu.aboutToHide.connect(self._clear)

    def _mark(self) -> None:
        self._clear()
        entries = [entry for entry in self._menu.actions() if entry.isVisible() and not entry.isSeparator()]
        words = [entry.text() for entry in entries]
        self._marked = list(zip(entries, words, with_letters(words), strict=True))
        for entry, _, marked in self._marked:
            entry.setText(marked)

    def _clear(self) -> None:
        for entry, words, marked in self._marked:
            if entry.text() == marked:
                entry.setText(words)
        self._marked = []


def with_letters(words: Sequence[str]) -> list[str]:
    """Each entry with ``&`` before a letter no other has; first letters of words are taken where they are free, and
    an entry that finds none is left as it is."""
    wishes = [_wishes(one) for one in words]
    owners: dict[str, int] = {}

    def finds(number: int, tried: set[str]) -> bool:
        for letter in wishes[number]:
            if letter in tried:
                continue
            tried.add(letter)
            if letter not in owners or finds(owners[letter], tried):
                owners[letter] = number
                return True
        return False

    for number in range(len(words)):
        finds(number, set())
    letters = {number: letter for letter, number in owners.items()}
    return [_marked(one, letters.get(number, "")) for number, one in enumerate(words)]


def _wishes(words: str) -> list[str]:
    initials = re.findall(r"\b[^\W_]", words)
    return list(dict.fromkeys(letter.casefold() for letter in (*initials, *filter(str.isalnum, words))))


def _marked(words: str, letter: str) -> str:
    literal = words.replace("&", "&&")
    found = re.search(rf"\b{re.escape(letter)}", literal, re.IGNORECASE) if letter else None
    at = found.start() if found else literal.casefold().find(letter)
    return literal if not letter or at < 0 else f"{literal[:at]}&{literal[at:]}"
