"""The way of the Tab key through the window: as it is read, line by line within each part, whatever was made when.

Qt goes by the time widgets were made, and through docks that lie behind others; panes make and drop widgets all day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget


def tab_ring(parts: Sequence[QWidget]) -> tuple[QWidget, ...]:
    """What takes the focus by Tab within the parts, in reading order."""
    return tuple(one for part in parts for one in _read(part))


def _read(place: QWidget) -> Iterator[QWidget]:
    if takes_tab(place):
        yield place
    children = [
        child for child in place.children()
        if isinstance(child, QWidget) and child.isVisible() and not child.isWindow()
    ]  # fmt: skip
    is_mirrored = place.layoutDirection() == Qt.LayoutDirection.RightToLeft
    for line in _lines(children):
        for child in sorted(line, key=lambda one: -one.geometry().right() if is_mirrored else one.x()):
            yield from _read(child)


def takes_tab(widget: QWidget) -> bool:
    """Whether Tab may stop at it now."""
    policy = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(policy) and widget.isEnabled() and widget.isVisible() and widget.focusProxy() is None


def _lines(children: Sequence[QWidget]) -> list[list[QWidget]]:
    """The children from top to bottom; those beside each other are one line."""
    lines: list[tuple[QRect, list[QWidget]]] = []
    for child in sorted(children, key=lambda one: (one.y(), one.x())):
        box = child.geometry()
        if lines and _are_beside(lines[-1][0], box):
            lines[-1] = (lines[-1][0].united(box), [*lines[-1][1], child])
        else:
            lines.append((box, [child]))
    return [line for _, line in lines]


def _are_beside(line: QRect, box: QRect) -> bool:
    shared = min(line.bottom(), box.bottom()) - max(line.top(), box.top()) + 1
    return 2 * shared > min(line.height(), box.height())
