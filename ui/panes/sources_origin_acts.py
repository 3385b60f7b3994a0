"""What is said about where a source took its matter from: each one step that Undo takes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from newsroom.desk.circular import dismiss_suggestion, take_suggestion
from newsroom.desk.sources import derive_source, underive_source

if TYPE_CHECKING:
    from newsroom.domain.source import DerivationKind
    from newsroom.text.circular import Suggestion
    from ui.story_watch import StoryWatch
    from ui.timeline import Timeline


class OriginActs(QObject):
    """A cycle is refused with its sentence, which the notices tell."""

    def __init__(self, *, timeline: Timeline, watch: StoryWatch, parent: QObject) -> None:
        super().__init__(parent)
        self._timeline = timeline
        self._watch = watch

    def derive(self, child: str, parent: str, kind: DerivationKind) -> None:
        """Says that one source took its matter from another."""
        self._timeline.run("Say where it comes from", derive_source, child_id=child, parent_id=parent, kind=kind)

    def underive(self, derivation: str) -> None:
        """Takes that back."""
        self._timeline.run("Say that it is its own", underive_source, derivation_id=derivation)

    def take(self, suggestion: Suggestion, *, turned: bool) -> None:
        """Takes what was suggested, or the other way round."""
        self._timeline.run("Say where it comes from", take_suggestion, suggestion=suggestion, turned=turned)

    def dismiss(self, suggestion: Suggestion) -> None:
        """Says that each of the two is its own; it is not asked again until another reason shows."""
        view = self._watch.view
        if view is not None:
            self._timeline.run(
                "Let both stand as their own", dismiss_suggestion, story_id=view.story.id, suggestion=suggestion
            )
