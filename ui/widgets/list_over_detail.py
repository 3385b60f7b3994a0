"""A list above, the selected record below it, its verbs at the foot: how a pane of records is laid out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLayout, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from ui.widgets.flow_buttons import FlowLayout


class ListOverDetail(QWidget):
    """The line between both can be moved; neither can be closed. While no record is chosen, ``hint`` says what to
    choose one for."""

    def __init__(
        self, *, records: QWidget, detail: QWidget, verbs: Sequence[QPushButton], hint: str, top: QLayout | None = None,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._hint = QLabel(hint)
        self._hint.setWordWrap(True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._hint.setContentsMargins(24, 32, 24, 0)
        self._hint.setProperty("quiet", "true")
        self._below = QStackedWidget()
        self._below.addWidget(self._hint)
        self._below.addWidget(detail)
        foot = FlowLayout()
        foot.setContentsMargins(8, 4, 8, 6)
        for button in verbs:
            button.setAutoDefault(False)
            foot.addWidget(button)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.addWidget(records)
        parts.addWidget(self._below)
        parts.setStretchFactor(0, 2)
        parts.setStretchFactor(1, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if top is not None:
            column.addLayout(top)
        column.addWidget(parts, 1)
        column.addLayout(foot)

    def show_detail(self, there: bool) -> None:
        """Shows the chosen record, or the hint where none is chosen."""
        self._below.setCurrentIndex(1 if there else 0)
