"""The text that is open in the editor, for whoever shows something of it: told when it is another one, when it is
edited, and when the typing rests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from ui.editor.story_document import StoryDocument
    from ui.editor.story_editor import StoryEditor
    from ui.focus import Focus
    from ui.story_watch import StoryWatch

REST_MS = 350
"""Without an edit for this long, typing rests."""


class OpenText(QObject):
    """Follows the editor from one document to the next."""

    turned = Signal()
    """Another document is open, or none."""
    edited = Signal()
    """At each edit; whoever hears this is on the way of a key and does next to nothing."""
    rested = Signal()
    """The words or places were changed and have rested since; also after ``turned``."""

    def __init__(
        self, *, editor: StoryEditor, focus: Focus, watch: StoryWatch, rest_ms: int = REST_MS,
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._editor = editor
        self._document: StoryDocument | None = None
        self._timer = QTimer(self, singleShot=True, interval=rest_ms)
        self._timer.timeout.connect(self.rested)
        focus.story_changed.connect(self._look)
        watch.viewed.connect(self._look)
        self._look()

    @property
    def document(self) -> StoryDocument | None:
        self._look()
        return self._document

    @property
    def is_writable(self) -> bool:
        """Whether the words may be changed; not where the desk is open for reading only."""
        return not self._editor.isReadOnly()

    def text(self) -> str:
        """The words as they are now, empty when no story is open."""
        document = self.document
        return document.text() if document is not None else ""

    def _look(self, _told: object = None) -> None:
        document = self._editor.story_document
        if document is self._document:
            return
        if self._document is not None:
            self._document.edited.disconnect(self._edited)
            self._document.places_changed.disconnect(self._timer.start)
        self._document = document
        if document is not None:
            document.edited.connect(self._edited)
            document.places_changed.connect(self._timer.start)
        self._timer.stop()
        self.turned.emit()
        self.rested.emit()

    def _edited(self, _edit: object) -> None:
        self._timer.start()
        self.edited.emit()
