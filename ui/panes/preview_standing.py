"""The line above the preview: what would keep the page from leaving now."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from newsroom.domain.errors import Refused
from newsroom.tasks.exports import preview_bytes

if TYPE_CHECKING:
    from newsroom.desk.desk import Desk
    from newsroom.desk.story_view import StoryView
    from newsroom.settings import Settings
    from ui.jobs import Job, JobRunner
    from ui.story_watch import StoryWatch
    from ui.theme import Look

LEAVING_MS = 900
"""The story has to rest for this long before it is looked at as if it were to leave."""
NO_STORY = "Open a story, and the page readers get stands here."


class Standing(QLabel):
    """Counts what is open, and finds what only the finished bytes show: a protected name. ``as_draft`` tells as what
    the page would leave."""

    def __init__(
        self, *, desk: Desk, watch: StoryWatch, jobs: JobRunner, look: Look, settings: Settings,
        as_draft: Callable[[], bool], parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(NO_STORY, parent)
        self._desk = desk
        self._watch = watch
        self._jobs = jobs
        self._look = look
        self._settings = settings
        self._as_draft = as_draft
        self._story = ""
        self._refusal = ""
        self._is_stop = False
        self.setAccessibleName("What stands in the way of an export")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._rest = QTimer(self, singleShot=True, interval=LEAVING_MS)
        self._rest.timeout.connect(self._look_at_bytes)
        watch.viewed.connect(self._viewed)
        look.changed.connect(lambda _theme: self._colour())
        self._viewed(watch.view)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._rest.start()

    def look_again(self) -> None:
        """The pane came to the front."""
        self._rest.start()

    def _viewed(self, view: StoryView | None) -> None:
        story = view.story.id if view is not None else ""
        if story != self._story:
            self._story, self._refusal = story, ""
        self._say()
        self._rest.start()

    def _look_at_bytes(self) -> None:
        """The story as if it were to leave now, through the wall and the scan of the finished bytes."""
        view = self._watch.view
        # Behind another pane nobody reads it, and the story is looked through whole.
        if view is None or self.visibleRegion().isEmpty():
            return
        desk, settings, checked, as_draft = self._desk, self._settings, view.checked, self._as_draft()
        story = view.story.id

        def work(_: Job) -> str:
            try:
                preview_bytes(desk, checked=checked, settings=settings, format_name="html", as_draft=as_draft)
            except Refused as refused:
                return str(refused)
            return ""

        # What the converter refuses, the preview says itself.
        self._jobs.run(
            work, done=lambda refusal: self._found(story, refusal), failed=lambda _: None, key="preview_leaving"
        )

    def _found(self, story: str, refusal: str) -> None:
        if story == self._story:
            self._refusal = refusal
            self._say()

    def _say(self) -> None:
        view = self._watch.view
        if view is None:
            self.setText(NO_STORY)
            return
        stops = [one.message for one in view.checked.findings if one.weight == "stop"]
        stops += [self._refusal] if self._refusal else []
        asks = view.checked.count("ask")
        if stops:
            words = f"It could not leave now. {' '.join(stops)}"
        elif asks:
            words = f"{asks} {'point asks' if asks == 1 else 'points ask'} for an answer before this page leaves."
        else:
            words = "Nothing keeps this page from leaving."
        self._is_stop = bool(stops)
        self.setText(words)
        self._colour()

    def _colour(self) -> None:
        palette = self.palette()
        palette.setColor(self.foregroundRole(), self._look.colour("stop" if self._is_stop else "quiet"))
        self.setPalette(palette)
