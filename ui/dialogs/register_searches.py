"""The kept searches of the register: a button with their names, and a line that asks for the name of a new one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from newsroom.domain.errors import NewsroomError
from newsroom.domain.story import SavedSearch
from ui.widgets.asked_line import AskedLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsroom.desk.desk import Desk
    from ui.dialogs.register_acts import RegisterActs
    from ui.dialogs.register_filter import RegisterFilterBar


class KeptSearches(QPushButton):
    """``asked`` is the line for the name, to be laid where there is room for it."""

    def __init__(
        self, *, desk: Desk, bar: RegisterFilterBar, refused: Callable[[NewsroomError], None], parent: QWidget
    ) -> None:  # fmt: skip
        super().__init__("Kept searches", parent)
        self._desk, self._bar, self._refused = desk, bar, refused
        self._acts: RegisterActs | None = None
        self.asked = AskedLine("Name of this search", parent=parent)
        self.setAutoDefault(False)
        self.clicked.connect(self._offer)
        self.asked.answered.connect(self._keep)

    def use(self, acts: RegisterActs) -> None:
        """From now on ``acts`` keeps and forgets."""
        self._acts = acts

    def menu_of_searches(self) -> QMenu:
        """The searches kept on this desk by name, and what can be done with them."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        kept = sorted(self._desk.queries.where(SavedSearch), key=lambda one: one.name.casefold())
        for one in kept:
            menu.addAction(one.name, partial(self._bar.take, one.query, one.scope))
        menu.addSeparator()
        acts, writable = self._acts, not self._desk.archive.is_read_only
        menu.addAction("Keep this search…", partial(self.asked.ask, back_to=self._bar.line)).setEnabled(writable)
        if kept and acts is not None:
            forget = menu.addMenu("Forget one")
            forget.setEnabled(writable)
            for one in kept:
                forget.addAction(one.name, partial(acts.forget_search, one.id))
        return menu

    def _offer(self) -> None:
        try:
            menu = self.menu_of_searches()
        except NewsroomError as error:
            self._refused(error)
            return
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _keep(self, name: str) -> None:
        if self._acts is not None:
            self._acts.save_search(name, self._bar.line.text(), self._bar.scope)
