"""Finding the place of words that went: the places they may have are shown one after the other, a person decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from newsroom.desk.anchors import find_again_candidates, place_again
from newsroom.domain.readiness_point import shown
from newsroom.text.passage import quotation_at

if TYPE_CHECKING:
    from newsroom.domain.anchor import Place
    from newsroom.domain.draft import Anchor
    from ui.editor.story_editor import StoryEditor
    from ui.timeline import Timeline
    from ui.widgets.place_bar import PlaceBar


class PlacingAgain(QObject):
    """Drives the bar over the text; what it shows is selected in the text meanwhile."""

    def __init__(
        self, *, editor: StoryEditor, timeline: Timeline, bar: PlaceBar, parent: QObject | None = None
    ) -> None:
        super().__init__(parent or editor)
        self._editor, self._timeline, self._bar = editor, timeline, bar
        self._anchor: Anchor | None = None
        self._found: tuple[tuple[int, int], ...] = ()
        self._number = 0
        bar.placed.connect(self._place)
        bar.selection_taken.connect(self._take_selection)
        bar.went_on.connect(self._go_on)
        bar.closed.connect(self.leave)

    def start(self, anchor: Anchor, place: Place) -> None:
        """Asks about the places the anchor may have, the likeliest first."""
        document = self._editor.story_document
        if document is None:
            return
        self._anchor, self._number = anchor, 0
        text = document.text()
        found = find_again_candidates(text, anchor, near=place.start)
        self._found = tuple(dict.fromkeys(_with_marks(text, one.start, one.end, anchor) for one in found))
        self._show()

    def leave(self) -> None:
        """Nothing is moved."""
        self._anchor = None
        self._bar.hide()
        self._editor.setFocus()

    def _show(self) -> None:
        if self._anchor is None:
            return
        words = shown(self._anchor.exact)
        if not self._found:
            self._bar.ask(
                f"{words} is found nowhere in the text. Select the words that stand for it now, or leave it.",
                has_place=False, has_next=False,
            )  # fmt: skip
            return
        self._editor.go_to(*self._found[self._number])
        counted = f" ({self._number + 1} of {len(self._found)})" if len(self._found) > 1 else ""
        self._bar.ask(f"Does {words} stand here now?{counted}", has_place=True, has_next=len(self._found) > 1)

    def _go_on(self) -> None:
        if self._found:
            self._number = (self._number + 1) % len(self._found)
            self._show()

    def _place(self) -> None:
        if self._found:
            self._put(*self._found[self._number])

    def _take_selection(self) -> None:
        start, end = self._editor.selection()
        if start == end:
            start, end = self._editor.sentence_at(start)
        self._put(start, end)

    def _put(self, start: int, end: int) -> None:
        if self._anchor is None:
            return
        done = self._timeline.run("Find its place again", place_again, anchor_id=self._anchor.id, start=start, end=end)
        if done is not None:
            self.leave()


def _with_marks(text: str, start: int, end: int, anchor: Anchor) -> tuple[int, int]:
    """A quotation is placed with the marks round it, as it was marked."""
    around = quotation_at(text, start, end) if anchor.owner_kind == "quote_use" else None
    if around is not None and around.start <= start and end <= around.end:
        return around.start, around.end
    return start, end
