"""The table of the register: a row a source, several to be selected, heads that sort."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from newsroom.domain.register import RegisterSort
from ui.dialogs.register_model import HEADS, TAGS, RegisterModel
from ui.widgets.record_table import show_records

MOST_AT_ONCE = 5_000
"""More sources than this are not changed in one act."""


class RegisterTable(QTableView):
    """Tab leaves it; arrows move, Shift and Ctrl select several."""

    sort_wanted = Signal(RegisterSort)
    chosen = Signal()
    """Another source is the current one, or others are selected."""

    def __init__(self, model: RegisterModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = model
        self._shown_by: RegisterSort | None = None
        self.setModel(model)
        self.setAccessibleName("All sources")
        show_records(self)
        self._lay_out_heads()
        self.selectionModel().selectionChanged.connect(self._selection_changed)
        self.selectionModel().currentRowChanged.connect(lambda _new, _old: self.chosen.emit())

    @property
    def current_id(self) -> str:
        """The source whose details are shown, empty for none."""
        index = self.currentIndex()
        line = self._rows.line(index.row()) if index.isValid() else None
        return line.id if line is not None else ""

    @property
    def selected_count(self) -> int:
        """How many rows are selected; counted without reading them."""
        return sum(part.height() for part in self._parts())

    def selected_ids(self) -> tuple[str, ...]:
        """The sources selected, ``MOST_AT_ONCE`` at most, in the order of the table."""
        rows: list[int] = []
        for part in sorted(self._parts(), key=lambda one: one.top()):
            rows += range(part.top(), min(part.bottom() + 1, part.top() + MOST_AT_ONCE - len(rows)))
        lines = (self._rows.line(row) for row in rows)
        return tuple(line.id for line in lines if line is not None)

    def select_row(self, row: int) -> None:
        """Selects one row and brings it into sight; nothing when there is no such row."""
        if 0 <= row < self._rows.rowCount():
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(self._rows.index(row, 0), flags)
            self.scrollTo(self._rows.index(row, 0))

    def show_sort(self, sort: RegisterSort, *, descending: bool) -> None:
        """Draws the arrow over the column the rows are sorted by."""
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        column = next((at for at, head in enumerate(HEADS) if head.sort is sort), -1)
        self.horizontalHeader().setSortIndicator(column, order)

    def show_tags(self, shown: bool) -> None:
        """Shows the column of the tags; a desk without any needs no room for them."""
        if self.isColumnHidden(TAGS) == shown:
            self.setColumnHidden(TAGS, not shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.activated.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _parts(self) -> list[QItemSelectionRange]:
        selection = self.selectionModel().selection()
        return [selection.at(number) for number in range(selection.count())]

    def _lay_out_heads(self) -> None:
        heads, rows = self.horizontalHeader(), self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.fontMetrics().height() + 12)
        letter = self.fontMetrics().averageCharWidth()
        for column, letters in enumerate((0, 22, 20, 17, 10, 10, 14, 20)):
            if letters:
                self.setColumnWidth(column, letter * letters)
        self.setColumnHidden(TAGS, True)
        heads.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        heads.setMinimumSectionSize(letter * 8)
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        heads.setSectionsClickable(True)
        heads.setSortIndicatorShown(True)
        heads.setHighlightSections(False)
        heads.sectionClicked.connect(self._head_clicked)

    def _head_clicked(self, column: int) -> None:
        sort = HEADS[column].sort
        if sort is not None:
            self.sort_wanted.emit(sort)

    def _selection_changed(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        self.chosen.emit()
