"""The searches kept on a desk: a button with their names, and a line that asks for the name of a new one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QWidget

from newsroom.desk.saved_searches import forget_search, save_search, window_of
from newsroom.domain.errors import NewsroomError
from newsroom.domain.story import SavedSearch
from ui.widgets.asked_line import AskedLine

if TYPE_CHECKING:
    from newsroom.desk.desk import Desk
    from ui.notices import Notices
    from ui.timeline import Timeline


class Searched(Protocol):
    """What is searched with: ``line`` holds the words, ``scope`` all the rest, which ``take`` shows again."""

    line: QLineEdit

    @property
    def scope(self) -> str: ...
    def take(self, words: str, scope: str) -> None: ...


class KeptSearches(QPushButton):
    """``asked`` is the line for the name, to be laid where there is room for it. Searches made in another window stand
    below those of this one where ``takes_others``."""

    def __init__(
        self, *, desk: Desk, searched: Searched, timeline: Timeline, notices: Notices, parent: QWidget,
        takes_others: bool = False,
    ) -> None:  # fmt: skip
        super().__init__("Kept searches", parent)
        self._desk, self._searched, self._timeline, self._notices = desk, searched, timeline, notices
        self._takes_others = takes_others
        self.asked = AskedLine("Name of this search", parent=parent)
        self.setAutoDefault(False)
        self.clicked.connect(self._offer)
        self.asked.answered.connect(self._keep)

    def menu_of_searches(self) -> QMenu:
        """The searches kept on this desk by name, and what can be done with them."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        kept = sorted(self._desk.queries.where(SavedSearch), key=lambda one: one.name.casefold())
        here = window_of(self._searched.scope)
        mine = [one for one in kept if window_of(one.scope) == here]
        others = [one for one in kept if one not in mine] if self._takes_others else []
        for one in mine:
            menu.addAction(_literal(one.name), partial(self._searched.take, one.query, one.scope))
        if others:
            # Not a section: not every style shows the words of one.
            menu.addSeparator()
            menu.addAction("Kept in the register").setEnabled(False)
        for one in others:
            menu.addAction(_literal(one.name), partial(self._searched.take, one.query, one.scope))
        menu.addSeparator()
        writable = not self._desk.archive.is_read_only
        menu.addAction("Keep this search…", partial(self.asked.ask, back_to=self._searched.line)).setEnabled(writable)
        if mine:
            forget = menu.addMenu("Forget one")
            forget.setEnabled(writable)
            for one in mine:
                forget.addAction(_literal(one.name), partial(self._forget, one.id))
        return menu

    def _offer(self) -> None:
        try:
            menu = self.menu_of_searches()
        except NewsroomError as error:
            self._notices.tell_error(error)
            return
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _keep(self, name: str) -> None:
        searched = self._searched
        done = self._timeline.run(
            "Keep the search", save_search, name=name, query=searched.line.text(), scope=searched.scope
        )
        if done is not None:
            self._notices.note(f"Kept as “{done.value.name}”.")

    def _forget(self, search_id: str) -> None:
        self._timeline.run("Forget the search", forget_search, search_id=search_id)


def _literal(name: str) -> str:
    """A name as a menu shows it; a lone ``&`` would be taken for the sign of its letter."""
    return name.replace("&", "&&")
