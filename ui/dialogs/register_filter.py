"""What narrows the register down: words, a type, and which part of all sources is looked at."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, cast, get_args

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QTabBar, QVBoxLayout, QWidget

from newsroom.desk.saved_searches import told_by
from newsroom.domain.register import RegisterFilter, RegisterSort
from newsroom.domain.source import SourceType
from newsroom.domain.wording import SOURCE_TYPE_NAMES
from ui.widgets.entries import Choice

if TYPE_CHECKING:
    from newsroom.domain.story import Tag

REST_MS = 60
"""What was typed is looked for once the keys have rested this long."""
PARTS = (
    ("", "All"), ("to_confirm", "To confirm"), ("without_copy", "No copy saved"), ("without_story", "In no story"),
    ("in_bin", "In the bin"),
)  # fmt: skip
SORTS: tuple[tuple[str, str, RegisterSort, bool], ...] = (
    ("title", "by title", RegisterSort.TITLE, False), ("outlet", "by outlet", RegisterSort.PUBLISHER, False),
    ("newest", "newest first", RegisterSort.PUBLISHED, True), ("oldest", "oldest first", RegisterSort.PUBLISHED, False),
    ("added", "brought in last first", RegisterSort.ADDED, True),
)  # fmt: skip
PROMPT = "Words of title, outlet, author, address"


class RegisterFilterBar(QWidget):
    """``changed`` after the keys have rested, or at once for anything but letters."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit(self)
        self.type = Choice("What it is", self)
        self.tag = Choice("Tag", self)
        self.order = Choice("Order", self)
        self.parts = QTabBar(self)
        self._sort, self._descending = RegisterSort.TITLE, False
        self._timer = QTimer(self, singleShot=True, interval=REST_MS)
        self._lay_out()
        self._timer.timeout.connect(self.changed)
        self.line.textChanged.connect(lambda _words: self._timer.start())
        for choice in (self.type, self.tag):
            choice.chosen.connect(lambda _value: self.changed.emit())
        self.order.chosen.connect(self._take_order)
        self.parts.currentChanged.connect(lambda _at: self.changed.emit())

    @property
    def wanted(self) -> RegisterFilter:
        """What is to be shown."""
        part = PARTS[self.parts.currentIndex()][0]
        named = self.type.value()
        return RegisterFilter(
            words=self.line.text(), type=cast("SourceType", named) if named in get_args(SourceType) else None,
            tag=self.tag.value() or None, to_confirm=part == "to_confirm", without_copy=part == "without_copy",
            without_story=part == "without_story", in_bin=part == "in_bin",
        )  # fmt: skip

    @property
    def sort(self) -> tuple[RegisterSort, bool]:
        """What the rows are sorted by, and whether the last comes first."""
        return self._sort, self._descending

    def sort_by(self, sort: RegisterSort) -> None:
        """Sorts by a column; by the one it is sorted by already, the other way round."""
        turned = sort is self._sort and not self._descending
        self._show_order(sort, turned if sort is self._sort else sort is RegisterSort.PUBLISHED)
        self.changed.emit()

    @property
    def scope(self) -> str:
        """All but the words, as it is kept with a saved search."""
        return json.dumps(
            {"type": self.type.value(), "tag": self.tag.value(), "part": PARTS[self.parts.currentIndex()][0],
             "sort": self._sort.value, "descending": self._descending},
        )  # fmt: skip

    def take(self, words: str, scope: str) -> None:
        """Shows a saved search; what it says that is not known any more is passed over."""
        told = told_by(scope)
        names = [name for name, _ in PARTS]
        with QSignalBlocker(self.line), QSignalBlocker(self.parts):
            self.line.setText(words)
            part = str(told.get("part") or "")
            self.parts.setCurrentIndex(names.index(part) if part in names else 0)
        self.type.show_value(str(told.get("type") or ""))
        self.tag.show_value(str(told.get("tag") or ""))
        if self.tag.currentIndex() < 0:
            self.tag.setCurrentIndex(0)
        sorts = {sort.value: sort for sort in RegisterSort}
        self._show_order(sorts.get(str(told.get("sort")), RegisterSort.TITLE), bool(told.get("descending")))
        self.changed.emit()

    def offer_tags(self, tags: Iterable[Tag]) -> None:
        """The tags to choose among; there is no choice while the desk has none. One chosen that is gone is let go."""
        offered = [(tag.id, tag.name) for tag in tags]
        chosen = self.tag.value()
        self.tag.offer([("", "any tag"), *offered])
        for part in (self.tag, self._tag_label):
            part.setVisible(bool(offered))
        if self.tag.currentIndex() < 0:
            self.tag.setCurrentIndex(0)
            if chosen:
                self.changed.emit()

    def add_beside(self, widget: QWidget) -> None:
        """Adds a widget at the end of the second row."""
        self._beside.addWidget(widget)

    def _take_order(self, value: str) -> None:
        _, _, self._sort, self._descending = next(one for one in SORTS if one[0] == value)
        self.changed.emit()

    def _show_order(self, sort: RegisterSort, descending: bool) -> None:
        self._sort, self._descending = sort, descending
        name = next((one[0] for one in SORTS if one[2:] == (sort, descending)), "")
        self.order.show_value(name)

    def _lay_out(self) -> None:
        self.line.setPlaceholderText(PROMPT)
        self.line.setAccessibleName(PROMPT)
        self.line.setClearButtonEnabled(True)
        self.type.offer([("", "anything"), *SOURCE_TYPE_NAMES.items()])
        self.type.setCurrentIndex(0)
        self.order.offer([(name, words) for name, words, _, _ in SORTS])
        self.order.setCurrentIndex(0)
        for _, words in PARTS:
            self.parts.addTab(words)
        self.parts.setAccessibleName("Which sources")
        self.parts.setExpanding(False)
        self.parts.setDrawBase(False)
        first, second = QHBoxLayout(), QHBoxLayout()
        self._beside = second
        first.addWidget(self.line, 3)
        labels: list[QLabel] = []
        for words, choice in (("Sho&w", self.type), ("Tagge&d", self.tag), ("O&rder", self.order)):
            label = QLabel(words, self)
            label.setBuddy(choice)
            labels.append(label)
            first.addWidget(label)
            first.addWidget(choice, 1)
        self._tag_label = labels[1]
        self.offer_tags(())
        second.addWidget(self.parts)
        second.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(first)
        column.addLayout(second)
        self.setFocusProxy(self.line)
