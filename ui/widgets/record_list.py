"""The one list all panes use: records as two lines with a mark, chosen and opened by keyboard or mouse."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QKeyEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from ui.icons import Icons
from ui.widgets.record_delegate import RecordDelegate
from ui.widgets.record_lines import AnyIndex, RecordLine, RecordListModel

__all__ = ["RecordLine", "RecordList", "RecordListModel"]


class RecordList(QListView):
    """Shows ``RecordLine``s. ``name`` is what a screen reader calls the list.

    ``mime_of`` makes lines draggable; ``take_drops`` lets things be dropped on them.
    """

    chosen = Signal(str)
    """The selection moved to the record of that id, by the person or because the chosen line went; empty for none."""
    opened = Signal(str)
    """Return or a double click on the record of that id."""

    def __init__(
        self,
        *,
        name: str,
        icons: Icons,
        two_lines: bool = True,
        mime_of: Callable[[RecordLine], QMimeData | None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._model = RecordListModel(mime_of=mime_of, parent=self)
        self._silent = False
        self._frame: QFrame | None = None
        self._wants: Callable[[QMimeData], bool] = lambda mime: False
        self._take: Callable[[str, QMimeData], None] = lambda record_id, mime: None
        self.setAccessibleName(name)
        self.setModel(self._model)
        self.setItemDelegate(RecordDelegate(icons=icons, two_lines=two_lines, parent=self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setDragEnabled(mime_of is not None)
        self.selectionModel().selectionChanged.connect(self._selection_changed)
        self.doubleClicked.connect(lambda index: self.opened.emit(self._model.line(index.row()).id))
        # A method, not a lambda: whoever is gone with its dialog is told no more.
        icons.look.changed.connect(self._look_changed)

    @property
    def lines(self) -> tuple[RecordLine, ...]:
        return self._model.lines

    @property
    def chosen_id(self) -> str:
        """The id of the selected record, empty for none."""
        rows = self.selectionModel().selectedIndexes()
        return self._model.line(rows[0].row()).id if rows else ""

    def _look_changed(self, theme: object) -> None:
        del theme
        self.viewport().update()

    def show_lines(self, lines: Sequence[RecordLine]) -> None:
        """Shows these lines; the selection stays with its record. ``chosen`` is told only if that record is gone."""
        before = self.chosen_id
        self._silent = True
        self._model.show(lines)
        self._silent = False
        if before and self.chosen_id != before:
            self.chosen.emit(self.chosen_id)

    def choose(self, record_id: str) -> bool:
        """Selects a record and scrolls to it, without telling ``chosen``; whether it is in the list."""
        row = self._model.row_of(record_id)
        self._silent = True
        if row is None:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        else:
            index = self._model.index(row)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)
        self._silent = False
        return row is not None

    def choose_first(self) -> None:
        """Selects the first record there is and tells ``chosen``; for a key that comes into a list with none chosen."""
        first = next((row for row, line in enumerate(self._model.lines) if not line.heading), None)
        if first is not None and not self.chosen_id:
            self.setCurrentIndex(self._model.index(first))

    def take_drops(self, wants: Callable[[QMimeData], bool], take: Callable[[str, QMimeData], None]) -> None:
        """Things ``wants`` says yes to may be dropped on a line, round which a frame stands meanwhile; ``take`` gets
        the line's id."""
        self._wants, self._take = wants, take
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        if self.dragEnabled():
            self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        else:
            self.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)

    def dataChanged(self, top_left: AnyIndex, bottom_right: AnyIndex, roles: Sequence[int] = ()) -> None:  # type: ignore[override]
        # ``QListView`` lays all lines out anew when one has other words; here each keeps its height.
        QAbstractItemView.dataChanged(self, top_left, bottom_right, roles)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, plain = self.currentIndex(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and index.isValid() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self._model.line(index.row()).id)
        elif plain and index.isValid() and not self.chosen_id and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            # Qt put the cursor on a line when the focus came, without choosing it; the first arrow must not skip it.
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        # What is refused as it comes in is never heard of again; each line is answered by itself.
        event.setAccepted(self._wants(event.mimeData()))

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        index = self._index_under(event)
        self._frame_line(index)
        if index is None:
            event.ignore()
        else:
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._frame_line(None)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        index = self._index_under(event)
        self._frame_line(None)
        if index is not None:
            self._take(self._model.line(index.row()).id, event.mimeData())
            event.acceptProposedAction()

    def _index_under(self, event: QDropEvent) -> QModelIndex | None:
        """The line what is dragged would be dropped on; None where it may not be."""
        index = self.indexAt(event.position().toPoint()) if self._wants(event.mimeData()) else QModelIndex()
        return index if index.isValid() and not self._model.line(index.row()).heading else None

    def _frame_line(self, index: QModelIndex | None) -> None:
        if index is not None:
            self._frame = self._frame or _made_frame(self.viewport())
            self._frame.setGeometry(self.visualRect(index))
            self._frame.show()
        elif self._frame is not None:
            self._frame.hide()

    def _selection_changed(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        if not self._silent:
            self.chosen.emit(self.chosen_id)


def _made_frame(viewport: QWidget) -> QFrame:
    """A frame to be laid round a line, whose words stay as they are."""
    frame = QFrame(viewport)
    frame.setObjectName("drop_frame")
    frame.setFrameStyle(int(QFrame.Shape.Box) | int(QFrame.Shadow.Plain))
    frame.setLineWidth(2)
    frame.setForegroundRole(QPalette.ColorRole.Accent)
    frame.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return frame
