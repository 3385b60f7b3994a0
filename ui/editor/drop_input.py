"""What is dropped on the text: words, files, and records dragged from another part of the window, which never become
words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt, Signal

from ui.editor.text_input import TextInput

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
    from PySide6.QtWidgets import QWidget

    from ui.actions import Actions


class RecordTaker(Protocol):
    """Who takes records dropped on the text. Offsets are code points, negative beside the lines."""

    def show(self, kind: str, offset: int) -> bool: ...
    def leave(self) -> None: ...
    def take(self, kind: str, record_id: str, offset: int) -> None: ...


class DropInput(TextInput):
    """A page that things can be dropped on."""

    files_dropped = Signal(object, int)
    """Paths of files, and the offset (code points) they were dropped at."""

    def __init__(self, parent: QWidget | None = None, *, actions: Actions | None = None) -> None:
        super().__init__(parent, actions=actions)
        self._takes_records: RecordTaker | None = None

    def take_records(self, taker: RecordTaker) -> None:
        """Who is asked when a record is dragged over the text, and takes it; without one none can be dropped."""
        self._takes_records = taker

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not _welcome_files(event):
            # Also for a record, of which it has no use: it scrolls the text while something is held at its edge.
            super().dragEnterEvent(event)
            self._answer_record(event)
            if self._takes_record(event):
                # What is refused as it comes in is never heard of again; each place is answered by itself.
                event.accept()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if not _welcome_files(event):
            super().dragMoveEvent(event)
            self._answer_record(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        if self._takes_records is not None:
            self._takes_records.leave()

    def dropEvent(self, event: QDropEvent) -> None:
        from ui.editor.pasting import files_in
        from ui.record_mime import record_in

        mime = event.mimeData()
        files, (kind, record_id) = files_in(mime), record_in(mime)
        if files:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.files_dropped.emit(files, self.offset_at(event.position().toPoint()))
        elif kind:
            # Nothing is inserted: it has no words. The editor learns of it to end its own part of the drag.
            super().dropEvent(event)
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            if self._takes_records is not None and self._takes_record(event):
                self._takes_records.take(kind, record_id, self._offset_under(event))
        elif self._document is not None:
            # Qt tells of the change when all of it is done, after the words have been inserted.
            self._dropping = True
            with self._document.one_step("Moving words" if event.source() in (self, self.viewport()) else "Drop"):
                super().dropEvent(event)
            self._dropping = False

    def _takes_record(self, event: QDropEvent) -> bool:
        from ui.record_mime import record_in

        return bool(record_in(event.mimeData())[0]) and self._takes_records is not None and not self.isReadOnly()

    def _answer_record(self, event: QDropEvent) -> None:
        """Whether a record may be dropped where it is."""
        from ui.record_mime import record_in

        kind, _ = record_in(event.mimeData())
        if kind:
            event.setDropAction(Qt.DropAction.CopyAction)
            taker = self._takes_records if self._takes_record(event) else None
            event.setAccepted(taker is not None and taker.show(kind, self._offset_under(event)))

    def _offset_under(self, event: QDropEvent) -> int:
        """The offset under the pointer; -1 beside the lines, where nothing is meant."""
        point = event.position().toPoint()
        line = self.cursorRect(self.cursorForPosition(point))
        return self.offset_at(point) if abs(line.center().y() - point.y()) <= line.height() * 2 else -1


def _welcome_files(event: QDropEvent) -> bool:
    """Files are copied and stay where they are, whatever else was proposed."""
    from ui.editor.pasting import files_in

    if not files_in(event.mimeData()):
        return False
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
    return True
