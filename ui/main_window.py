"""The window around the text: menus from the table of actions, docks, a slim tool bar, one line of progress."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabWidget, QToolBar, QWidget

from ui.actions import Actions
from ui.menus import fill_menus

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QIcon, QKeyEvent, QPaintEvent, QResizeEvent

    from ui.session import Session
    from ui.story_page import StoryPage

APPLICATION = "Newsroom"
TOOLS = ("new_story", "import_article", "", "cite", "claim_selection", "quote_selection", "", "export")
SHORT_NAMES = {"new_story": "New", "import_article": "Import", "cite": "Cite", "claim_selection": "Claim",
               "quote_selection": "Quote", "export": "Export"}  # fmt: skip
LEFT_WIDTH, RIGHT_WIDTH = 232, 376
LEFT_LEAST, RIGHT_LEAST = 150, 260
LEAST_PANE = 60
ROOMY = 1000
"""From this width on the parts beside the text have room; below it they give way to it."""
USUAL_SIZE = QSize(1366, 740)
STATE_VERSION = 1


class DockSpec(NamedTuple):
    """A part of the window beside the text; ``action`` shows it and gives it the focus."""

    name: str
    title: str
    area: Qt.DockWidgetArea

    @property
    def action(self) -> str:
        return f"pane_{self.name}"


DOCKS: tuple[DockSpec, ...] = (
    DockSpec("stories", "Stories", Qt.DockWidgetArea.LeftDockWidgetArea),
    DockSpec("outline", "Outline", Qt.DockWidgetArea.LeftDockWidgetArea),
    DockSpec("sources", "Sources", Qt.DockWidgetArea.RightDockWidgetArea),
    DockSpec("quotes", "Quotes", Qt.DockWidgetArea.RightDockWidgetArea),
    DockSpec("claims", "Claims", Qt.DockWidgetArea.RightDockWidgetArea),
    DockSpec("versions", "Versions", Qt.DockWidgetArea.RightDockWidgetArea),
    DockSpec("preview", "Preview", Qt.DockWidgetArea.RightDockWidgetArea),
)


class MainWindow(QMainWindow):
    """Knows names of docks and actions, and nothing of what is in them."""

    first_painted = Signal()
    """The first complete picture of the window is on the screen."""
    pane_wanted = Signal(str)
    """A pane, by its name, is about to come to the front and get the keyboard."""
    _painting = Signal()

    def __init__(
        self, *, page: StoryPage, actions: Actions, icon: Callable[[str], QIcon] | None = None
    ) -> None:  # fmt: skip
        super().__init__()
        self.page = page
        self.status = self.statusBar()
        self.status.setSizeGripEnabled(False)
        self._actions = actions
        self._docks: dict[str, QDockWidget] = {}
        self.remembers_docks = True
        self._was_painted = False
        self._may_close: Callable[[], bool] = lambda: True
        self._painting.connect(self.first_painted, Qt.ConnectionType.QueuedConnection)
        self.first_painted.connect(self._ready_tab_bars, Qt.ConnectionType.QueuedConnection)
        self.setObjectName("main_window")
        self.setWindowTitle(APPLICATION)
        self.setCentralWidget(page)
        self.setDockOptions(QMainWindow.DockOption.AllowTabbedDocks | QMainWindow.DockOption.AllowNestedDocks)
        self.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        self.setUnifiedTitleAndToolBarOnMac(True)
        fill_menus(self.menuBar(), actions)
        self.tools = self._make_tools(icon)
        self._make_docks()
        self.resize(USUAL_SIZE)

    def put(self, name: str, widget: QWidget) -> None:
        """Fills a dock."""
        dock = self._docks[name]
        before = dock.widget()
        # On a small screen a pane rather gives way than keeps the window from fitting.
        widget.setMinimumHeight(LEAST_PANE)
        dock.setWidget(widget)
        if before is not None:
            before.deleteLater()
        dock.setFocusProxy(widget)

    def pane(self, name: str) -> QWidget | None:
        """What is in a dock."""
        return self._docks[name].widget()

    def dock(self, name: str) -> QDockWidget:
        return self._docks[name]

    def show_pane(self, name: str) -> None:
        """Brings a dock to the front and gives it the focus."""
        self.pane_wanted.emit(name)
        dock = self._docks[name]
        dock.show()
        dock.raise_()
        focus_first(dock)

    @property
    def docks_in_front(self) -> tuple[str, ...]:
        """The docks that can be seen, in the order of ``DOCKS``."""
        # Qt lays those behind another one outside the window. The region a dock would paint says nothing: all of it
        # may be covered by what is in it.
        inside = self.rect()
        return tuple(
            name for name, dock in self._docks.items() if dock.isVisible() and inside.intersects(dock.geometry())
        )

    def ask_before_closing(self, may_close: Callable[[], bool]) -> None:
        """``may_close`` is asked when the person closes the window; False keeps it open."""
        self._may_close = may_close

    def show_title(self, headline: str) -> None:
        self.setWindowTitle(f"{headline} — {APPLICATION}" if headline else APPLICATION)

    def remember(self, session: Session) -> None:
        """Size, docks and the panes in front, into the session."""
        session.set("window", bytes(self.saveGeometry().toBase64().data()).decode("ascii"))
        if self.remembers_docks:
            session.set("docks", bytes(self.saveState(STATE_VERSION).toBase64().data()).decode("ascii"))

    def take_up(self, session: Session) -> None:
        """As it lay when the last session ended; as it comes where there was none."""
        from PySide6.QtCore import QByteArray

        geometry, state = str(session.get("window", "")), str(session.get("docks", ""))
        if geometry:
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode("ascii", "ignore")))
        if state:
            self.restoreState(QByteArray.fromBase64(state.encode("ascii", "ignore")), STATE_VERSION)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() < ROOMY <= event.size().width():
            QTimer.singleShot(0, self, self._widen_docks)

    def _widen_docks(self) -> None:
        """Gives docks that were squeezed in a small window their usual width again."""
        for area, least, usual in (
            (Qt.DockWidgetArea.LeftDockWidgetArea, LEFT_LEAST, LEFT_WIDTH),
            (Qt.DockWidgetArea.RightDockWidgetArea, RIGHT_LEAST, RIGHT_WIDTH),
        ):
            docks = [dock for dock in self._docks.values() if self.dockWidgetArea(dock) == area and dock.isVisible()]
            if docks and docks[0].width() < least:
                self.resizeDocks(docks[:1], [usual], Qt.Orientation.Horizontal)

    @property
    def ring(self) -> tuple[QWidget, ...]:
        """The parts that can be seen, from left to right, each once."""
        docks = [self._docks[name] for name in self.docks_in_front]
        left = [dock for dock in docks if self.dockWidgetArea(dock) == Qt.DockWidgetArea.LeftDockWidgetArea]
        return (*left, self.page, *(dock for dock in docks if dock not in left))

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab and Shift+Tab go as the window is read, and never behind a dock."""
        from PySide6.QtWidgets import QTabBar

        from ui.tab_order import tab_ring

        ring, tabs = self.ring, [bar for bar in self.findChildren(QTabBar) if bar.parent() is self and bar.isVisible()]
        beyond = ring.index(self.page) + 1
        stops = tab_ring((*ring[:beyond], *tabs, *ring[beyond:], self.status))
        focused = self.focusWidget()
        if focused is None or focused not in stops:
            return super().focusNextPrevChild(next)
        step, reason = (1, Qt.FocusReason.TabFocusReason) if next else (-1, Qt.FocusReason.BacktabFocusReason)
        stops[(stops.index(focused) + step) % len(stops)].setFocus(reason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape that nothing beside the text has a use for goes back to the text."""
        if event.key() == Qt.Key.Key_Escape and self.page.editor.isVisible():
            self.page.editor.setFocus()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Asks first; what is left to do is done with the window gone."""
        event.setAccepted(self._may_close())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            # The parts of the window are painted after it and before the next event.
            self._painting.emit()

    def _make_tools(self, icon: Callable[[str], QIcon] | None) -> QToolBar:
        tools = QToolBar("Tools", self)
        tools.setObjectName("tools")
        tools.setMovable(False)
        tools.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        tools.setIconSize(QSize(18, 18))
        for name in TOOLS:
            if not name:
                tools.addSeparator()
                continue
            action = self._actions[name]
            if icon is not None:
                action.setIcon(icon(self._actions.spec(name).icon))
            action.setIconText(SHORT_NAMES[name])
            tools.addAction(action)
            tools.widgetForAction(action).setAccessibleName(action.text())
        self.addToolBar(tools)
        tools.toggleViewAction().setEnabled(False)
        return tools

    def _make_docks(self) -> None:
        for spec in DOCKS:
            dock = QDockWidget(spec.title, self)
            dock.setObjectName(f"dock_{spec.name}")
            dock.setAccessibleName(spec.title)
            dock.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetClosable)
            if spec.area == Qt.DockWidgetArea.RightDockWidgetArea:
                # Its tab says what it is; a second line with the same word would only take room.
                dock.setTitleBarWidget(QWidget(dock))
            self.addDockWidget(spec.area, dock)
            self._docks[spec.name] = dock
        right = [self._docks[spec.name] for spec in DOCKS if spec.area == Qt.DockWidgetArea.RightDockWidgetArea]
        for before, after in pairwise(right):
            self.tabifyDockWidget(before, after)
        right[0].raise_()
        self.resizeDocks([self._docks["stories"], right[0]], [LEFT_WIDTH, RIGHT_WIDTH], Qt.Orientation.Horizontal)
        self.resizeDocks([self._docks["stories"], self._docks["outline"]], [3, 2], Qt.Orientation.Vertical)

    def _ready_tab_bars(self) -> None:
        """After the first painting: a search among all parts of the window makes PySide6 load every class there is."""
        from PySide6.QtWidgets import QTabBar

        for bar in self.findChildren(QTabBar):
            bar.setAccessibleName("Parts of the story’s file")
            # What is held over a tab for half a second brings its part to the front, to be dropped there.
            bar.setAcceptDrops(True)
            bar.setChangeCurrentOnDrag(True)


def focus_first(place: QWidget) -> None:
    """Gives the focus to the first part of ``place`` that takes it by keyboard."""
    target = place
    while (proxy := target.focusProxy()) is not None:
        target = proxy
    if target.focusPolicy() & Qt.FocusPolicy.TabFocus and target.isEnabled() and target.isVisible():
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return
    for child in place.findChildren(QWidget):
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isVisible() and child.isEnabled():
            child.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
