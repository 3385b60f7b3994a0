"""What the person can do with the window itself: go from part to part, hide all but the text, fill the screen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QApplication, QWidget

from ui.main_window import DOCKS, MainWindow, focus_first
from ui.story_page import USUAL_POINTS

if TYPE_CHECKING:
    from ui.actions import Actions
    from ui.session import Session
    from ui.theme import Look

LOOKS = ("system", "light", "dark", "high_contrast")
SMALLEST_POINTS, LARGEST_POINTS = 9.0, 32.0


class ViewActs(QObject):
    """Binds the actions of the menu View that need no story."""

    def __init__(self, *, window: MainWindow, actions: Actions, look: Look, session: Session) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions
        self._look = look
        self._session = session
        self._hidden: list[QWidget] = []
        self._in_front: tuple[str, ...] = ()
        for spec in DOCKS:
            actions.bind(spec.action, partial(window.show_pane, spec.name))
        actions.bind("next_pane", lambda: self.turn(1))
        actions.bind("previous_pane", lambda: self.turn(-1))
        actions.bind("focus_mode", self._focus_mode)
        actions.bind("full_screen", self._full_screen)
        actions.bind("larger", lambda: self.resize_text(1.0))
        actions.bind("smaller", lambda: self.resize_text(-1.0))
        actions.bind("usual_size", lambda: self.resize_text(0.0))
        self._bind_looks()

    def turn(self, direction: int) -> None:
        """Gives the focus to the next part of the window that can be seen, or the one before."""
        window = self._window
        ring = window.ring
        focused = QApplication.focusWidget()
        here = next((number for number, part in enumerate(ring) if focused and part.isAncestorOf(focused)), -1)
        start = here if here >= 0 or direction > 0 else 0
        target = ring[(start + direction) % len(ring)]
        if target is window.page:
            window.page.editor.setFocus()
        else:
            focus_first(target)

    def resize_text(self, step: float) -> None:
        """Makes the text larger or smaller by points; 0 goes back to the usual size."""
        points = self._window.page.text_size + step if step else USUAL_POINTS
        points = min(LARGEST_POINTS, max(SMALLEST_POINTS, points))
        self._window.page.set_text_size(points)
        self._session.set("text_size", points)

    def _focus_mode(self) -> None:
        if self._actions["focus_mode"].isChecked():
            self._window.remember(self._session)
            self._window.remembers_docks = False
            self._in_front = self._window.docks_in_front
            parts = [self._window.dock(spec.name) for spec in DOCKS]
            self._hidden = [part for part in (*parts, self._window.tools, self._window.status) if not part.isHidden()]
            for part in self._hidden:
                part.hide()
            self._window.page.show_only_text(True)
            self._window.page.editor.setFocus()
        else:
            self.leave_focus_mode()

    def leave_focus_mode(self) -> None:
        """Brings back what was hidden."""
        for part in self._hidden:
            part.show()
        # Of docks that lie behind each other Qt brings the first to the front.
        for name in self._in_front:
            self._window.dock(name).raise_()
        self._hidden, self._in_front = [], ()
        self._window.remembers_docks = True
        self._window.page.show_only_text(False)
        self._actions["focus_mode"].setChecked(False)

    def _full_screen(self) -> None:
        if self._actions["full_screen"].isChecked():
            self._window.showFullScreen()
        else:
            self._window.showNormal()

    def _bind_looks(self) -> None:
        group = QActionGroup(self)
        for name in LOOKS:
            action = self._actions[f"look_{name}"]
            group.addAction(action)
            action.setChecked(name == self._look.setting)
            self._actions.bind(f"look_{name}", partial(self._use_look, name))

    def _use_look(self, name: str) -> None:
        self._look.use(name)
        self._session.set("look", name)
