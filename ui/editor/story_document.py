"""The words of one story while they are written, the places marked in them, and what can be undone.

Qt's own undo is switched off: it merges and splits steps as it likes and cannot bring anchors home. Every change comes
as ``contentsChange``, becomes trimmed edits in code points against a shadow of the text, moves the anchors and joins
the newest ``TextStep``, or a new one that is pushed on the timeline. Undo applies the reverse edits and puts the
anchors they overlapped back exactly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor, QTextDocument

from newsroom.domain.anchor import Place, TextEdit
from newsroom.domain.errors import StaleUndo
from ui.editor.compound import parts_of, trimmed
from ui.editor.line_spacing import SpacedLayout
from ui.editor.lines_of_text import LinesOfText
from ui.editor.live_anchors import LiveAnchors, Passages
from ui.editor.positions import cleaned
from ui.editor.reported import reported_edit
from ui.editor.text_step import Change, TextStep, label_of

if TYPE_CHECKING:
    from newsroom.domain.changes import Changes
    from ui.timeline import Step


def no_steps(_: Any) -> None:
    """For a document outside any timeline: its steps are remembered by nobody."""


class StoryDocument(QObject):
    """A story's words and anchors. All offsets are code points; ``positions`` are those stored with the text."""

    edited = Signal(object)
    """Each ``TextEdit``, typing, undo, redo and replace; the anchors have moved already."""
    places_changed = Signal()
    """Anchors came, went or were judged anew without an edit of the words."""
    turned = Signal(int)
    """A step was undone or redone; the caret belongs to this offset."""

    def __init__(
        self,
        *,
        story_id: str,
        text: str,
        positions: Mapping[str, Place],
        exact: Mapping[str, str] | None = None,
        push: Callable[[Step], None] = no_steps,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.story_id = story_id
        self.revision = 0
        self.text_document = QTextDocument(self)
        self.text_document.setUndoRedoEnabled(False)
        self.text_document.setDocumentLayout(SpacedLayout(self.text_document))
        held = cleaned(text)
        self.text_document.setPlainText(held)
        self.lines = LinesOfText(self.text_document, held)
        self._anchors = LiveAnchors(positions, exact=exact or {}, words=self.words)
        self.passages = Passages(self._anchors.array)
        self._push = push
        self._step: TextStep | None = None
        self._label, self._writing = "", False
        self._caret: Callable[[], int] | None = None
        self.text_document.contentsChange.connect(self._heard)

    def text(self) -> str:
        """Exactly the words, newlines between the paragraphs."""
        return self.lines.text()

    def words(self, start: int, end: int) -> str:
        """The words from ``start`` to ``end``, without a look at the rest of the text."""
        return self.lines.words(start, end)

    def places(self) -> Mapping[str, Place]:
        return self._anchors.stored()

    def place(self, anchor_id: str) -> Place | None:
        return self._anchors.array.place(anchor_id)

    def anchors_at(self, start: int, end: int) -> tuple[str, ...]:
        """The anchors whose place touches ``start`` to ``end``, the edges included."""
        return self._anchors.stored_at(start, end)

    def to_code_points(self, utf16: int) -> int:
        return self.lines.to_code_points(utf16)

    def to_utf16(self, code_points: int) -> int:
        return self.lines.to_utf16(code_points)

    def watch_caret(self, caret: Callable[[], int] | None) -> None:
        """``caret`` tells where it stands in UTF-16: it says which of two equal letters was typed."""
        self._caret = caret

    def seal(self) -> None:
        """The next typing begins a new step."""
        self._step = None

    @contextmanager
    def one_step(self, label: str) -> Iterator[None]:
        """All edits made within are one step of that name, or of the one already begun around it."""
        outer = self._label
        if not outer:
            self.seal()
            self._label = label
        try:
            yield
        finally:
            if not outer:
                self._label = ""
                self.seal()

    def replace(self, edits: Sequence[TextEdit], *, label: str) -> None:
        """Makes ``edits``, ascending in the present text and apart from each other, as one step of that name.

        Refuses with a ``ValueError``, and changes nothing, when words to be removed do not stand there.
        """
        parts: list[tuple[TextEdit, TextEdit]] = []
        behind = grown = 0
        for edit in edits:
            if edit.at < behind or self.words(edit.at, edit.end) != edit.removed or edit.end > self._length():
                raise ValueError(f"the words to be removed do not stand at {edit.at} of this text, or twice")
            behind = edit.end
            whole = TextEdit(edit.at + grown, edit.removed, cleaned(edit.inserted))
            grown += whole.growth
            found = parts_of(whole) if self.anchors_at(edit.at, edit.end) else (trimmed(whole),)
            parts += [(part, whole if len(found) == 1 else part) for part in found if part.removed or part.inserted]

        def follow(number: int, edit: TextEdit) -> None:
            self._record(edit, self._anchors.follow_replaced(edit, whole=parts[number][1]))

        if parts:
            with self.one_step(label):
                self._write([part for part, _ in parts], follow)

    def take(self, changes: Changes) -> None:
        """Adopts the places and anchor words a desk step wrote; the words themselves are never changed by one."""
        if not self._anchors.take(changes, story_id=self.story_id, text=self.text):
            return
        self.seal()
        self.places_changed.emit()

    def learn(self, exact: Mapping[str, str]) -> None:
        """Takes in the anchors' own words, when they are read after the first paint."""
        if self._anchors.learn(exact):
            self.places_changed.emit()

    # What happens to the words.

    def _heard(self, position: int, removed: int, added: int) -> None:
        """A change Qt reports; drawing and input methods report much that is none."""
        if self._writing:
            return
        found = reported_edit(self.lines, self.text_document, position, removed, added, caret=self._caret)
        if found is None:
            return
        edit, first, last, lines = found
        parts = [edit]
        if edit.removed and edit.inserted:
            whole, parts = edit, [trimmed(edit)]
            if self._anchors.array.touching(whole.at, whole.end):
                parts = list(parts_of(whole))
        self.lines.replace_lines(first, last, lines)
        if len(parts) == 1:
            self._follow(parts)
        else:
            with self.one_step("Moving words" if edit.growth == 0 else "Paste"):
                self._follow(parts)

    def _follow(self, parts: Sequence[TextEdit]) -> None:
        """Moves the anchors over edits the shadow knows already, and tells everyone."""
        touched: set[str] = set()
        for edit in parts:
            self.revision += 1
            old = self._anchors.follow(edit, moved=len(parts) > 1)
            touched |= old.keys()
            self._record(edit, old)
        if len(parts) > 1:
            # The words were read after the last of the edits: judge by the final places.
            self._anchors.judge(touched)
        for edit in parts:
            self.edited.emit(edit)

    def _record(self, edit: TextEdit, before: dict[str, Place]) -> None:
        """The edit joins the newest step when it goes on with it; otherwise a new step is pushed."""
        step = self._step
        if step is not None and (self._label or step.continued_by(edit)):
            step.add(edit, before)
            return
        self._step = TextStep(self._label or label_of(edit), [Change(edit, before)], turn=self._turn)
        self._push(self._step)

    def _turn(self, step: TextStep, forward: bool) -> None:
        """Does a step's edits again, or their reverse from the last to the first."""
        changes = step.changes if forward else step.changes[::-1]
        edits = [change.edit if forward else change.edit.reverse() for change in changes]
        if self.words(edits[0].at, edits[0].end) != edits[0].removed:
            raise StaleUndo(
                "The words are not those this step left, so it cannot be taken back. They stay as they are."
            )

        def follow(number: int, edit: TextEdit) -> None:
            change = changes[number]
            if not forward:
                change.after = {anchor: place for anchor in change.before if (place := self.place(anchor))}
            self._anchors.follow_exactly(edit, places=change.after if forward else change.before)

        self.seal()
        self._write(edits, follow)
        self.turned.emit(edits[-1].at + len(edits[-1].inserted))

    def _write(self, edits: Sequence[TextEdit], follow: Callable[[int, TextEdit], None]) -> None:
        """Puts edits into Qt's document and the shadow, one after the other, as one change for the eye."""
        cursor = QTextCursor(self.text_document)
        self._writing = True
        cursor.beginEditBlock()
        try:
            for number, edit in enumerate(edits):
                self.lines.splice(cursor, edit)
                self.revision += 1
                follow(number, edit)
        finally:
            cursor.endEditBlock()
            self._writing = False
        for edit in edits:
            self.edited.emit(edit)

    def _length(self) -> int:
        return self.to_code_points(self.text_document.characterCount() - 1)
