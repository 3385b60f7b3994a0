"""A source or a quote dragged from its pane onto the text: cited for the words under the pointer, as Cite does."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QPalette

from ui.cite_rows import source_row
from ui.cite_targets import CiteTargets, Target

if TYPE_CHECKING:
    from ui.cite_acts import CiteActs
    from ui.editor.story_editor import StoryEditor
    from ui.story_watch import StoryWatch

_OVERLAY, _SHADE = "drop", 190
_NO_SENTENCE = "There is no sentence here. Drop it on the words it backs."


class RecordDrops:
    """What the editor asks while a record is over it. ``cited`` gets the id of a source that was cited, ``say`` a
    sentence for the person."""

    def __init__(
        self, *, editor: StoryEditor, watch: StoryWatch, targets: CiteTargets, acts: CiteActs,
        cited: Callable[[str], None], say: Callable[[str], None],
    ) -> None:  # fmt: skip
        self._editor, self._watch, self._targets, self._acts = editor, watch, targets, acts
        self._cited, self._say = cited, say
        editor.take_records(self)

    def show(self, kind: str, offset: int) -> bool:
        """Shades the words a record of that kind would be cited for; False where there are none."""
        target = self._target(kind, offset)
        document = self._editor.story_document
        if target is None or document is None:
            self.leave()
            return False
        colour = self._editor.palette().color(QPalette.ColorGroup.Active, QPalette.ColorRole.Highlight)
        colour.setAlpha(_SHADE)
        self._editor.set_overlay(_OVERLAY, [(document.to_utf16(target.start), document.to_utf16(target.end))], colour)
        return True

    def leave(self) -> None:
        """The record is not over the text any more."""
        self._editor.set_overlay(_OVERLAY, (), None)

    def take(self, kind: str, record_id: str, offset: int) -> None:
        """Cites the record for the words at ``offset`` (code points, negative below the text)."""
        self.leave()
        view, target = self._watch.view, self._target(kind, offset)
        if target is None or view is None:
            self._say(_NO_SENTENCE)
        elif kind == "source" and record_id in view.sources:
            source = self._acts.cite(source_row(view.sources[record_id], told=lambda _: ""), target)
            if source is not None:
                self._cited(source)
        elif kind == "quote" and record_id in view.quotes:
            self._acts.cite_quote(view.quotes[record_id], target)

    def _target(self, kind: str, offset: int) -> Target | None:
        if kind not in ("source", "quote"):
            return None
        return self._targets.at(offset, offset, quotations=kind == "source")
