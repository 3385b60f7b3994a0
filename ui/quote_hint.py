"""What the quotation at the caret is, in one line at the foot of the window; and for one nobody linked, where its words
were found and the two keys that settle it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from shiboken6 import isValid

from newsroom.desk.check_quotes import detail_in_words
from newsroom.desk.found_in import FoundIn, find_in_captures
from newsroom.desk.quotes import make_quote_at, say_not_speech
from newsroom.domain.wording import FIDELITY_NAMES
from newsroom.text.passage import quotation_at
from ui.marking_marks import barred_words
from ui.passages import Rest
from ui.widgets.action_button import ActionButton
from ui.widgets.elided_label import ElidedLabel

if TYPE_CHECKING:
    from newsroom.desk.desk import Desk
    from newsroom.desk.verdicts import Verdict
    from ui.actions import Actions
    from ui.editor.story_editor import StoryEditor
    from ui.focus import Focus
    from ui.jobs import JobRunner
    from ui.live_quotes import LiveQuotes
    from ui.notices import Notices
    from ui.story_watch import StoryWatch
    from ui.timeline import Timeline

LOOK_MS = 150
"""The caret rested this long in a quotation."""
MOST_CANDIDATES = 3


class QuoteHint(QWidget):
    """Stands in the status bar and is empty outside quotations."""

    def __init__(self, *, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = ElidedLabel(quiet=True)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.buttons = {name: ActionButton(actions[name]) for name in ("link_passage", "not_speech")}
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.words, 1)
        for button in self.buttons.values():
            button.setProperty("small", True)
            row.addWidget(button)
        self.setAccessibleName("The quotation at the caret")
        self.show_words("")

    def show_words(self, words: str, *, is_open: bool = False) -> None:
        """``is_open``: nobody said yet what it is, so that it can be linked or set aside here."""
        self.words.setText(words)
        for button in self.buttons.values():
            button.setVisible(is_open)


class QuoteAtCaret(QObject):
    """Follows the caret; binds ``link_passage`` and ``not_speech``."""

    def __init__(
        self, *, desk: Desk, editor: StoryEditor, live: LiveQuotes, watch: StoryWatch, focus: Focus,
        timeline: Timeline, jobs: JobRunner, actions: Actions, notices: Notices, hint: QuoteHint,
        look_ms: int = LOOK_MS, parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent or editor)
        self._desk, self._editor, self._live, self._watch = desk, editor, live, watch
        self._focus, self._timeline, self._jobs = focus, timeline, jobs
        self._actions, self._notices, self._hint = actions, notices, hint
        self._looked_for = ""
        self.candidates: tuple[FoundIn, ...] = ()
        """The saved copies the words at the caret were found in, the best first."""
        self._timer = QTimer(self, singleShot=True, interval=look_ms)
        self._timer.timeout.connect(self.look)
        actions.bind("link_passage", self.link)
        actions.bind("not_speech", self.set_aside)
        editor.caret_moved.connect(lambda _caret: self._timer.start())
        editor.mark_clicked.connect(self._clicked)
        live.changed.connect(self._timer.start)
        watch.viewed.connect(self._viewed)
        self._viewed(watch.view)

    def look(self) -> None:
        """Tells what stands at the caret."""
        passage = self._passage()
        for name in ("link_passage", "not_speech"):
            self._actions.allow(name, passage is not None)
        if passage is None:
            self._looked_for, self.candidates = "", ()
            self._hint.show_words(self._hidden(self._linked_words()))
            return
        words = self._words(passage)
        if words == self._looked_for:
            self._tell_candidates()
            return
        self._looked_for, self.candidates = words, ()
        self._hint.show_words("Nobody said yet whose words these are.", is_open=True)
        queries = self._desk.queries
        self._jobs.run(
            lambda _: find_in_captures(queries, words, limit=MOST_CANDIDATES),
            done=lambda found: self._found(words, found), failed=self._notices.tell_error, key="found in",
        )  # fmt: skip

    def candidate(self) -> Rest | None:
        """Where the words at the caret stand in the best of the copies they were found in; None when they are linked
        or were found in none."""
        passage = self._passage()
        if passage is None or not self.candidates or self._looked_for != self._words(passage):
            return None
        best = self.candidates[0]
        return Rest(best.source.id, best.capture.id, best.start, best.end)

    def link(self) -> None:
        """Links the quotation at the caret to the copy its words were found in; where none has them it becomes a quote
        whose source is to be linked yet."""
        passage, document = self._passage(), self._editor.story_document
        if passage is None or document is None:
            self._notices.note("Every quotation here is linked. Put the caret in one with a dotted line under it.")
            return
        best = self.candidates[0] if self.candidates and self._looked_for == self._words(passage) else None
        done = self._timeline.run(
            "Link the quote", make_quote_at, story_id=document.story_id, start=passage[0], end=passage[1],
            capture_id=best.capture.id if best is not None else None,
        )  # fmt: skip
        if done is None:
            return
        self._focus.look_at("quote_use", done.value.id)
        self._notices.note(
            f"Linked to {_called(best)}." if best is not None
            else "It is a quote of the story now. No saved copy has its words; link its source under Quotes."
        )  # fmt: skip

    def set_aside(self) -> None:
        """Says that nobody said what stands between these marks."""
        passage, document = self._passage(), self._editor.story_document
        if passage is not None and document is not None:
            self._timeline.run(
                "Not speech", say_not_speech, story_id=document.story_id, start=passage[0], end=passage[1]
            )

    def _found(self, words: str, found: tuple[FoundIn, ...]) -> None:
        # The window may be gone by the time the answer is there.
        if isValid(self._editor) and words == self._looked_for:
            self.candidates = found
            self._tell_candidates()

    def _tell_candidates(self) -> None:
        if not self.candidates:
            told = "Nobody said yet whose words these are. No saved copy of the desk has them."
        else:
            best, *others = self.candidates
            told = f"Found in {_called(best)}, {FIDELITY_NAMES[best.kind]}"
            told += f"; and in {' and '.join(_called(one) for one in others)}." if others else "."
            key = self._actions["evidence_at_cursor"].shortcut().toString()
            told += f" {key} shows the saved copy." if key else ""
        self._hint.show_words(self._hidden(told), is_open=True)

    def _hidden(self, told: str) -> str:
        sign = self._live.hidden_at(self._editor.caret())
        return f"{sign}. {told}" if sign else told

    def _linked_words(self) -> str:
        verdict = self._verdict_here()
        if verdict is None:
            return ""
        use = verdict.use
        if use.proposed:
            return f"A quote that was found, not taken yet: {use.speaker_name or 'nobody named'}."
        if not verdict.is_speech:
            return "Somebody said that these words are no speech."
        parts = [f"Quote of {use.speaker_name}" if use.speaker_name else "A quote, nobody named"]
        barred = barred_words(self._watch.view, use.id) if self._watch.view is not None else ""
        parts += [barred] if barred else []
        parts.append(FIDELITY_NAMES[verdict.kind] if verdict.is_quoting else "told in our words")
        told = ": ".join((", ".join(parts), detail_in_words(verdict))) if _is_edited(verdict) else ", ".join(parts)
        key = self._actions["evidence_at_cursor"].shortcut().toString()
        goes_on = f" {key} shows the saved copy." if verdict.capture is not None and key else ""
        return f"{told.rstrip('.')}.{goes_on}"

    def _verdict_here(self) -> Verdict | None:
        view, document = self._watch.view, self._editor.story_document
        if view is None or document is None:
            return None
        caret = self._editor.caret()
        for anchor in document.anchors_at(caret, caret):
            owner, place = view.owner_of(anchor), document.place(anchor)
            if owner is not None and owner[0] == "quote_use" and place is not None and place.state != "adrift":
                return self._live.verdict(owner[1])
        return None

    def _passage(self) -> tuple[int, int] | None:
        """The quotation round the caret that nobody linked: also one whose marks were typed this moment."""
        document, caret = self._editor.story_document, self._editor.caret()
        if document is None or self._watch.view is None or self._verdict_here() is not None:
            return None
        found = self._live.passage_at(caret)
        if found is None:
            return None
        quoted = quotation_at(document.text(), *found)
        return (quoted.start, quoted.end) if quoted is not None else found

    def _words(self, passage: tuple[int, int]) -> str:
        document = self._editor.story_document
        return document.words(*passage) if document is not None else ""

    def _clicked(self, kind: str, passage: str) -> None:
        document = self._editor.story_document
        place = document.place(passage) if document is not None and kind in ("passage", "hidden") else None
        if place is not None:
            self._editor.setFocus()
            self._editor.set_caret(min(place.start + 1, place.end))

    def _viewed(self, _view: object) -> None:
        self._timer.start()


def _called(found: FoundIn) -> str:
    return found.source.publisher or found.source.title


def _is_edited(verdict: Verdict) -> bool:
    return verdict.is_quoting and verdict.kind in ("marked_edit", "unmarked_edit") and bool(detail_in_words(verdict))
