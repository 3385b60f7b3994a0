"""The lines of a list of records, and the model that shows them with as little disturbance as can be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

LINE_ROLE = int(Qt.ItemDataRole.UserRole)
ACCESSIBLE_ROLE = int(Qt.ItemDataRole.AccessibleTextRole)
TOOL_TIP_ROLE = int(Qt.ItemDataRole.ToolTipRole)

AnyIndex = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One record as a list shows it. ``id`` is unique in the list.

    ``mark`` is a level or the name of an icon, ``mark_name`` what it says to those who do not see it. ``faint`` is a
    proposal, ``warned`` something to look at. ``accessible`` stands in for the words put together from the others.
    ``depth`` indents; a ``heading`` parts the list and cannot be chosen. ``marks`` are places of the subtitle (code
    points) set off from the rest.
    """

    id: str
    title: str
    subtitle: str = ""
    mark: str | None = None
    mark_name: str = ""
    tail: str = ""
    faint: bool = False
    warned: bool = False
    accessible: str = ""
    depth: int = 0
    heading: bool = False
    marks: tuple[tuple[int, int], ...] = ()

    @property
    def spoken(self) -> str:
        """The line for a screen reader: what is seen, in one sentence."""
        if self.accessible:
            return self.accessible
        state = ("proposal" if self.faint else "", "needs a look" if self.warned else "")
        return ", ".join(part for part in (self.mark_name, self.title, self.subtitle, self.tail, *state) if part)


class RecordListModel(QAbstractListModel):
    """Shows lines; a later ``show`` changes only the rows that differ, so that selection and scroll stay."""

    def __init__(
        self, *, mime_of: Callable[[RecordLine], QMimeData | None] | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._lines: list[RecordLine] = []
        self._rows: dict[str, int] = {}
        self._newest: Sequence[RecordLine] = ()
        self._mime_of = mime_of

    @property
    def lines(self) -> tuple[RecordLine, ...]:
        return tuple(self._lines)

    def line(self, row: int) -> RecordLine:
        return self._lines[row]

    def row_of(self, record_id: str) -> int | None:
        return self._rows.get(record_id)

    def show(self, lines: Sequence[RecordLine]) -> None:
        """Puts these lines in place of those before; refuses two lines of one id."""
        if lines is self._newest and isinstance(lines, tuple):
            return
        if list(self._rows) == [line.id for line in lines]:
            self._newest = lines
            self._change_differing(lines)
            return
        wanted = {line.id for line in lines}
        if len(wanted) != len(lines):
            twice = next(line.id for line in lines if sum(other.id == line.id for other in lines) > 1)
            raise ValueError(f"Two lines have the id '{twice}'. A list shows each record once.")
        self._newest = lines
        if not self._lines or not any(record_id in wanted for record_id in self._rows):
            self.beginResetModel()
            self._lines = list(lines)
            self._count_rows()
            self.endResetModel()
            return
        self._remove_all_but(wanted)
        self._put_in_order([line.id for line in lines if line.id in self._rows])
        self._insert_missing(lines)
        self._change_differing(lines)

    def _count_rows(self) -> None:
        self._rows = {line.id: row for row, line in enumerate(self._lines)}

    def _remove_all_but(self, wanted: set[str]) -> None:
        last = len(self._lines) - 1
        while last >= 0:
            if self._lines[last].id in wanted:
                last -= 1
                continue
            first = last
            while first > 0 and self._lines[first - 1].id not in wanted:
                first -= 1
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._lines[first : last + 1]
            self.endRemoveRows()
            last = first - 1
        self._count_rows()

    def _put_in_order(self, order: list[str]) -> None:
        if [line.id for line in self._lines] == order:
            return
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        ids = [self._lines[index.row()].id for index in held]
        self._lines = [self._lines[self._rows[record_id]] for record_id in order]
        self._count_rows()
        self.changePersistentIndexList(held, [self.index(self._rows[record_id]) for record_id in ids])
        self.layoutChanged.emit()

    def _insert_missing(self, lines: Sequence[RecordLine]) -> None:
        row = 0
        while row < len(lines):
            if lines[row].id in self._rows:
                row += 1
                continue
            last = row
            while last + 1 < len(lines) and lines[last + 1].id not in self._rows:
                last += 1
            self.beginInsertRows(QModelIndex(), row, last)
            self._lines[row:row] = lines[row : last + 1]
            self.endInsertRows()
            row = last + 1
        self._count_rows()

    def _change_differing(self, lines: Sequence[RecordLine]) -> None:
        for row, line in enumerate(lines):
            was = self._lines[row]
            if was is not line and was != line:
                self._lines[row] = line
                self.dataChanged.emit(self.index(row), self.index(row))

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: AnyIndex, role: int = 0) -> object:
        # Plain numbers: comparing with the enum doubles the cost of scrolling.
        if role == 0:
            return self._lines[index.row()].title
        if role == LINE_ROLE:
            return self._lines[index.row()]
        if role == ACCESSIBLE_ROLE:
            return self._lines[index.row()].spoken
        if role == TOOL_TIP_ROLE:
            line = self._lines[index.row()]
            return "\n".join(part for part in (line.title, line.subtitle) if part)
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        if self._lines[index.row()].heading:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return flags | Qt.ItemFlag.ItemIsDragEnabled if self._mime_of is not None else flags

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        made = self._mime_of(self._lines[indexes[0].row()]) if self._mime_of and indexes else None
        return made or QMimeData()
