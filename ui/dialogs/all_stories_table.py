"""The table of all stories: a row a story, several to be selected, heads that sort, the marks of its claims' levels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.dialogs.all_stories_rows import CHANGED, DUE, HEADS, LENGTH, LEVELS, OPEN, STAGE, TURN, StoryRow
from ui.widgets.level_mark import paint_level_mark
from ui.widgets.record_table import show_records

if TYPE_CHECKING:
    from ui.theme import Look

AnyIndex = QModelIndex | QPersistentModelIndex
NUMBERS = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
LETTERS = {STAGE: 18, DUE: 18, TURN: 16, OPEN: 24, LEVELS: 38, LENGTH: 10, CHANGED: 15}
CUT = "…"
"""Stands where there is no room for more marks."""


class StoriesModel(QAbstractTableModel):
    """Shows rows in the order given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[StoryRow] = ()

    @property
    def rows(self) -> Sequence[StoryRow]:
        return self._rows

    def show_rows(self, rows: Sequence[StoryRow]) -> bool:
        """Shows these rows; whether other stories stand there now, or in another order."""
        same = [row.story.id for row in rows] == [row.story.id for row in self._rows]
        if same:
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(HEADS) - 1))
            return False
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()
        return True

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(HEADS)

    def data(self, index: AnyIndex, role: int = 0) -> object:
        row, column = self._rows[index.row()], index.column()
        if role in (0, Qt.ItemDataRole.ToolTipRole):
            return row.cells[column]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return NUMBERS if HEADS[column].is_number else None
        if role == Qt.ItemDataRole.FontRole and column == DUE and row.due is not None and row.due.is_overdue:
            bold = QFont()
            bold.setBold(True)
            return bold
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = row.cells[column]
            return f"{HEADS[column].words}: {'not counted yet' if words == '…' else words or 'none'}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == 0:
            return HEADS[section].words
        return f"Sort by {HEADS[section].words.lower()}" if role == Qt.ItemDataRole.ToolTipRole else None


class LevelsDelegate(QStyledItemDelegate):
    """Paints each level's mark with how many claims bear it; the words are in the tip and for screen readers."""

    def __init__(self, *, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def initStyleOption(self, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        super().initStyleOption(option, index)
        row = self._row(index)
        if row is not None and row.counts is not None:
            option.text = ""  # pyright: ignore[reportAttributeAccessIssue] - the marks stand there instead

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        super().paint(painter, option, index)
        row = self._row(index)
        if row is None or row.counts is None:
            return
        rect, metrics = QRectF(option.rect), option.fontMetrics  # pyright: ignore[reportAttributeAccessIssue]
        side, x = float(metrics.height()) * 0.9, rect.left() + 6
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # pyright: ignore[reportAttributeAccessIssue]
        painter.setFont(option.font)  # pyright: ignore[reportAttributeAccessIssue]
        painter.setPen(self._look.colour("text"))
        for level, number in row.counts.levels:
            width = metrics.horizontalAdvance(str(number))
            if x + side + 4 + width + metrics.horizontalAdvance(CUT) > rect.right():
                painter.drawText(rect.adjusted(x - rect.left(), 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), CUT)
                break
            ink = self._look.colour("text") if chosen else None
            place = QRectF(x, rect.center().y() - side / 2, side, side)
            paint_level_mark(painter, place, level, self._look.theme, ink)
            painter.drawText(
                QRectF(x + side + 3, rect.top(), width + 2, rect.height()), int(Qt.AlignmentFlag.AlignVCenter),
                str(number),
            )  # fmt: skip
            x += side + width + 14

    def _row(self, index: AnyIndex) -> StoryRow | None:
        model = index.model()
        rows = model.rows if isinstance(model, StoriesModel) else ()
        return rows[index.row()] if index.row() < len(rows) else None


class StoriesTable(QTableView):
    """Tab leaves it; arrows move, Shift and Ctrl select several, Return opens."""

    sort_wanted = Signal(int)
    chosen = Signal()
    """Other rows are selected."""
    opened = Signal(str)

    def __init__(self, model: StoriesModel, *, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = model
        self.setModel(model)
        self.setItemDelegateForColumn(LEVELS, LevelsDelegate(look=look, parent=self))
        self.setAccessibleName("All stories")
        show_records(self)
        self._lay_out_heads()
        self.selectionModel().selectionChanged.connect(self._selection_changed)
        self.doubleClicked.connect(lambda index: self.opened.emit(model.rows[index.row()].story.id))

    @property
    def rows(self) -> Sequence[StoryRow]:
        return self._shown.rows

    @property
    def selected_ids(self) -> tuple[str, ...]:
        """The stories selected, in the order of the table."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(self._shown.rows[row].story.id for row in rows)

    @property
    def current_id(self) -> str:
        index = self.currentIndex()
        return self._shown.rows[index.row()].story.id if index.isValid() else ""

    def show_rows(self, rows: Sequence[StoryRow]) -> None:
        """Shows rows; what was selected stays so, wherever it stands now."""
        selected, current, scrolled = set(self.selected_ids), self.current_id, self.verticalScrollBar().value()
        if self._shown.show_rows(rows):
            self.select(selected, current=current)
            self.verticalScrollBar().setValue(scrolled)

    def select(self, ids: set[str], *, current: str = "") -> None:
        """Selects the stories that are shown; ``current`` is where the keyboard stands then."""
        chosen, flags = QItemSelection(), QItemSelectionModel.SelectionFlag
        last = len(HEADS) - 1
        for number, row in enumerate(self._shown.rows):
            if row.story.id == current:
                self.selectionModel().setCurrentIndex(self._shown.index(number, 0), flags.NoUpdate)
            if row.story.id in ids:
                chosen.select(self._shown.index(number, 0), self._shown.index(number, last))
        self.selectionModel().select(chosen, flags.ClearAndSelect)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_id:
            self.opened.emit(self.current_id)
            return
        super().keyPressEvent(event)

    def _selection_changed(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        self.chosen.emit()

    def _lay_out_heads(self) -> None:
        heads, rows = self.horizontalHeader(), self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.fontMetrics().height() + 12)
        letter = self.fontMetrics().averageCharWidth()
        for column, letters in LETTERS.items():
            self.setColumnWidth(column, letter * letters)
        heads.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        heads.setMinimumSectionSize(letter * 8)
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        heads.setSectionsClickable(True)
        heads.setSortIndicatorShown(True)
        heads.setHighlightSections(False)
        heads.sectionClicked.connect(self.sort_wanted)
