"""What is looked at: one story, and in it at most one record. Panes are views of it and never tell each other."""

from PySide6.QtCore import QObject, Signal


class Focus(QObject):
    """The current story and record. Whoever comes late reads the properties; whoever is there hears the signals."""

    story_changed = Signal(str)
    """The id of the story now looked at, empty for none."""
    record_changed = Signal(str, str)
    """Kind (``claim``, ``quote_use``, ``source``, ``evidence``, …) and id, both empty for none."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._story = ""
        self._record = ("", "")

    @property
    def story(self) -> str:
        return self._story

    @property
    def record(self) -> tuple[str, str]:
        return self._record

    def look_at_story(self, story_id: str) -> None:
        """Turns to a story; the record of the one before is let go."""
        if story_id == self._story:
            return
        self.look_at("", "")
        self._story = story_id
        self.story_changed.emit(story_id)

    def look_at(self, kind: str, record_id: str) -> None:
        """Turns to a record of the story."""
        if (kind, record_id) != self._record:
            self._record = (kind, record_id)
            self.record_changed.emit(kind, record_id)
