"""A list above, the selected record below it, its verbs at the foot: how a pane of records is laid out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from ui.widgets.flow_buttons import FlowLayout


class ListOverDetail(QWidget):
    """The line between both can be moved; neither can be closed."""

    def __init__(
        self, *, records: QWidget, detail: QWidget, verbs: Sequence[QPushButton], top: QLayout | None = None,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        foot = FlowLayout()
        foot.setContentsMargins(8, 4, 8, 6)
        for button in verbs:
            button.setAutoDefault(False)
            foot.addWidget(button)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.addWidget(records)
        parts.addWidget(detail)
        parts.setStretchFactor(0, 2)
        parts.setStretchFactor(1, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if top is not None:
            column.addLayout(top)
        column.addWidget(parts, 1)
        column.addLayout(foot)
