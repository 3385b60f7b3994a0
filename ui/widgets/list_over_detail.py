"""A list above, the selected record below it, its verbs at the foot: how a pane of records is laid out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

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
        self._hint.setContentsMargins(24, 10, 24, 10)
        self._hint.setProperty("quiet", "true")
        self._below = QStackedWidget()
        self._below.addWidget(self._hint)
        self._below.addWidget(detail)
        foot = FlowLayout()
        foot.setContentsMargins(8, 4, 8, 6)
        for button in verbs:
            button.setAutoDefault(False)
            foot.addWidget(button)
        self._records, self._detail = records, detail
        self._by_hand: list[int] = []
        self._parts = parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.addWidget(records)
        parts.addWidget(self._below)
        parts.splitterMoved.connect(self._keep_by_hand)
        # What is shown below knows how high it is only once it was laid out.
        self._settling = QTimer(self, singleShot=True, interval=0)
        self._settling.timeout.connect(self._settle)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if top is not None:
            column.addLayout(top)
        column.addWidget(parts, 1)
        column.addLayout(foot)

    def show_detail(self, there: bool) -> None:
        """Shows the chosen record, or the hint where none is chosen; the list has what room the other does not need,
        at least two fifths, until a person moves the line between them."""
        self._below.setCurrentIndex(1 if there else 0)
        self._settling.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settling.start()

    def _keep_by_hand(self) -> None:
        if self._below.currentIndex() == 1:
            self._by_hand = self._parts.sizes()

    def _settle(self) -> None:
        before = self._parts.sizes()
        self._share_room()
        if self._parts.sizes() != before and isinstance(self._records, QAbstractItemView):
            self._records.scrollTo(self._records.currentIndex())

    def _share_room(self) -> None:
        whole, width = sum(self._parts.sizes()), self._parts.width()
        if not self._below.currentIndex():
            needed = self._hint.heightForWidth(width)
            self._parts.setSizes([whole - needed, needed])
        elif self._by_hand:
            self._parts.setSizes(self._by_hand)
        else:
            needed = min(_height_of(self._detail, width), whole * 3 // 5)
            self._parts.setSizes([whole - needed, needed])


def _height_of(detail: QWidget, width: int) -> int:
    """How high a part would be with all of it shown."""
    inner = detail.widget() if isinstance(detail, QScrollArea) else detail
    if inner is None:
        return 0
    return max(inner.heightForWidth(width), inner.sizeHint().height()) + 4
