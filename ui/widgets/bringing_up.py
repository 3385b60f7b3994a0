"""Something opens far down in a column that scrolls: it is brought into sight, its first field above all."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QWidget


def bring_up(opened: QWidget, *, first: QWidget | None = None) -> None:
    """Scrolls the column ``opened`` stands in so that all of it is seen or, where it is higher than the column, that
    ``first`` is. Does nothing outside a column that scrolls."""

    def scroll() -> None:
        column = _column_of(opened)
        if column is not None:
            column.ensureWidgetVisible(opened)
            if first is not None:
                column.ensureWidgetVisible(first)

    # The column grows for it only when the layout has been done.
    QTimer.singleShot(0, opened, scroll)


def _column_of(widget: QWidget) -> QScrollArea | None:
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    return parent
