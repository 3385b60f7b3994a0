"""A row of verbs that goes on in the next line where a dock is narrow."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QStyle, QWidget

from ui.widgets.action_button import ActionButton


class FlowLayout(QLayout):
    """Puts widgets one beside the other, from the side the language reads from, and wraps."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 6) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        # A layout round this one asks for the same widths many times over.
        if width not in self._heights:
            self._heights[width] = self._place(QRect(0, 0, width, 0), moving=False)
        return self._heights[width]

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, moving=True)

    def sizeHint(self) -> QSize:
        shown = self._shown()
        width = sum(item.sizeHint().width() + self._gap for item in shown) - self._gap
        return self._framed(QSize(max(0, width), max((item.sizeHint().height() for item in shown), default=0)))

    def minimumSize(self) -> QSize:
        smallest = QSize()
        for item in self._shown():
            smallest = smallest.expandedTo(item.minimumSize())
        return self._framed(smallest)

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _framed(self, size: QSize) -> QSize:
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _place(self, rect: QRect, *, moving: bool) -> int:
        """Places the items if ``moving``; the height they need, in pixels."""
        margins = self.contentsMargins()
        inner = rect.marginsRemoved(margins)
        widget = self.parentWidget()
        direction = widget.layoutDirection() if widget else Qt.LayoutDirection.LeftToRight
        x, y, line = inner.left(), inner.top(), 0
        for item in self._shown():
            size = item.sizeHint().boundedTo(QSize(max(1, inner.width()), 10_000))
            if x > inner.left() and x + size.width() > inner.right() + 1:
                x, y, line = inner.left(), y + line + self._gap, 0
            if moving:
                item.setGeometry(QStyle.visualRect(direction, inner, QRect(QPoint(x, y), size)))
            x, line = x + size.width() + self._gap, max(line, size.height())
        return y + line - rect.top() + margins.bottom()


class FlowButtons(QWidget):
    """The two or three verbs of what is selected. ``leading`` names the place of the one filled with the accent."""

    def __init__(
        self, actions: Sequence[QAction] = (), *, leading: int | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_actions(actions, leading=leading)

    def show_actions(self, actions: Sequence[QAction], *, leading: int | None = None) -> None:
        """Shows a button for each action, in place of those before."""
        while (item := self._flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for place, action in enumerate(actions):
            self.add(ActionButton(action, leading=place == leading, parent=self))

    def add(self, widget: QWidget) -> None:
        """Adds a widget of another kind at the end of the row, such as a button with a menu."""
        self._flow.addWidget(widget)
        self.updateGeometry()
