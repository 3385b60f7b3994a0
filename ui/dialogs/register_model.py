"""The register's table: rows come in pages as they are looked at, sorted and counted by the desk, never all at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from newsroom.domain.register import RegisterLine, RegisterSort
from newsroom.domain.wording import SOURCE_TYPE_NAMES
from ui.time_words import date_words

PAGE = 200
"""Rows read together. A page is read while the table is painted, so it must stay a matter of few milliseconds."""
MOST_PAGES = 60
"""More pages than this are not kept: the oldest go first."""
ACCESSIBLE_ROLE = int(Qt.ItemDataRole.AccessibleTextRole)
TOOL_TIP_ROLE = int(Qt.ItemDataRole.ToolTipRole)
ALIGNMENT_ROLE = int(Qt.ItemDataRole.TextAlignmentRole)
NUMBERS = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

AnyIndex = QModelIndex | QPersistentModelIndex
ReadPage = Callable[[int, int], Sequence[RegisterLine]]
"""The rows from an offset on, so many at most."""


class Head(NamedTuple):
    """A column: its words, and what it is sorted by, where the desk has an index for that."""

    words: str
    sort: RegisterSort | None = None
    is_number: bool = False


HEADS: tuple[Head, ...] = (
    Head("Title", RegisterSort.TITLE), Head("Outlet", RegisterSort.PUBLISHER), Head("What it is"),
    Head("Published", RegisterSort.PUBLISHED), Head("Copies", is_number=True), Head("Stories", is_number=True),
    Head("To confirm", is_number=True), Head("Tags"),
)  # fmt: skip
TAGS = len(HEADS) - 1
"""The column of the tags, shown once the desk has any."""


class RegisterModel(QAbstractTableModel):
    """``show`` gives it what to show from now on. A row that can no longer be read stands empty."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._count = 0
        self._read: ReadPage = lambda _offset, _limit: ()
        self._pages: dict[int, tuple[Sequence[RegisterLine], list[tuple[str, ...]]]] = {}

    def show(self, count: int, first: Sequence[RegisterLine], read: ReadPage) -> None:
        """Shows ``count`` rows, of which ``first`` are the first page; ``read`` brings the others."""
        self.beginResetModel()
        self._count, self._read = count, read
        self._pages = {0: (first, [_cells(line) for line in first])}
        self.endResetModel()

    def line(self, row: int) -> RegisterLine | None:
        """The row's source; None when it can no longer be read."""
        lines = self._page(row // PAGE)[0]
        at = row % PAGE
        return lines[at] if at < len(lines) else None

    def known_row_of(self, source_id: str) -> int | None:
        """The row of a source among those read so far."""
        for number, (lines, _) in self._pages.items():
            for at, line in enumerate(lines):
                if line.id == source_id:
                    return number * PAGE + at
        return None

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(HEADS)

    def data(self, index: AnyIndex, role: int = 0) -> object:
        # Plain numbers: comparing with the enum doubles the cost of scrolling.
        if role == 0:
            row = index.row()
            page = self._pages.get(row // PAGE)
            cells = (page if page is not None else self._page(row // PAGE))[1]
            at = row % PAGE
            return cells[at][index.column()] if at < len(cells) else ""
        if role == ALIGNMENT_ROLE:
            return NUMBERS if 3 < index.column() < TAGS else None
        if role == TOOL_TIP_ROLE:
            return self.data(index)
        if role == ACCESSIBLE_ROLE:
            head, words = HEADS[index.column()].words, self.data(index)
            return f"{head}: {words or 'none'}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        if orientation == Qt.Orientation.Horizontal and role == 0:
            return HEADS[section].words
        if orientation == Qt.Orientation.Horizontal and role == TOOL_TIP_ROLE:
            sorts = HEADS[section].sort is not None
            return f"Sort by {HEADS[section].words.lower()}" if sorts else "The table cannot be sorted by this"
        return None

    def _page(self, number: int) -> tuple[Sequence[RegisterLine], list[tuple[str, ...]]]:
        if number not in self._pages:
            lines = self._read(number * PAGE, PAGE)
            self._pages[number] = (lines, [_cells(line) for line in lines])
            while len(self._pages) > MOST_PAGES:
                del self._pages[next(iter(self._pages))]
        return self._pages[number]


def _cells(line: RegisterLine) -> tuple[str, ...]:
    return (
        " ".join(line.title.split()) or line.publisher or "Source without a title",
        line.publisher,
        SOURCE_TYPE_NAMES[line.type],
        date_words((line.published or "")[:10]),
        str(line.copies) if line.copies else "none",
        str(line.stories) if line.stories else "none",
        str(line.to_confirm) if line.to_confirm else "",
        ", ".join(line.tags),
    )
