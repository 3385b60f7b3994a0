"""What the window does with marked words: make them claims and quotes, look at them again, go to what they rest on
and back. The marks drawn in the text come from here too."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QPalette, QTextCursor
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from newsroom.desk.anchors import accept_wording
from newsroom.desk.claims import mark_claim, unmark_claim
from newsroom.desk.proposals import drop_proposal
from newsroom.desk.quotes import drop_quote_use, make_quote_at
from newsroom.text.passage import quotation_at
from ui.evidence_walk import EvidenceWalk, RecordPane
from ui.left_guesses import offer_guesses
from ui.marking_marks import Marks
from ui.marking_places import MARKED, MarkedPlaces
from ui.passages import Rest

if TYPE_CHECKING:
    from newsroom.desk.story_view import StoryView
    from newsroom.domain.anchor import Place
    from newsroom.domain.draft import Anchor
    from ui.actions import Actions
    from ui.editor.story_editor import StoryEditor
    from ui.focus import Focus
    from ui.notices import Notices
    from ui.story_watch import StoryWatch
    from ui.timeline import Timeline

_OVERLAY, _SOFT = "shown", 70
LOOK_MS = 60
"""The record at the caret is looked at once the caret has rested this long."""


class Marking(QObject):
    """Keys and menu entries that act on the words at the caret. ``show_pane`` raises a pane by its name and gives it
    the keyboard; ``show_passage`` has the reader show a passage."""

    def __init__(
        self, *, editor: StoryEditor, watch: StoryWatch, focus: Focus, timeline: Timeline, actions: Actions,
        notices: Notices, show_pane: Callable[[str], None], show_passage: Callable[[Rest], None],
        find_again: Callable[[Anchor, Place], None], panes: Mapping[str, RecordPane] = {},
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent or editor)
        self._editor, self._watch, self._focus = editor, watch, focus
        self._timeline, self._notices = timeline, notices
        self._actions, self._find_again = actions, find_again
        self._marks, self._marked = Marks(ahead=watch.prepare), MarkedPlaces(editor=editor, watch=watch)
        self.walk = EvidenceWalk(
            editor=editor, watch=watch, focus=focus, notices=notices, show_pane=show_pane, show_passage=show_passage,
            show_in_text=self.show_in_text, panes=panes,
        )  # fmt: skip
        self._timer = QTimer(self, singleShot=True, interval=LOOK_MS)
        self._timer.timeout.connect(self.look_at_caret)
        acts = {
            "claim_selection": self.claim_selection, "quote_selection": self.quote_selection,
            "remove_mark": self.remove_mark, "check_again": self.check_again, "find_again": self.find_again,
            "evidence_at_cursor": self.evidence_at_cursor,
        }  # fmt: skip
        for name, act in acts.items():
            actions.bind(name, act)
        watch.viewed.connect(self._show_marks)
        focus.record_changed.connect(self._scroll_to)
        editor.caret_moved.connect(self._caret_moved)
        editor.mark_clicked.connect(focus.look_at)
        cast("QApplication", QApplication.instance()).focusChanged.connect(self._allow)
        self._show_marks(watch.view)

    # Making marks.

    def claim_selection(self) -> None:
        """Makes the selected words a claim, or the sentence at the caret."""
        document = self._editor.story_document
        start, end = self._selection_or_sentence()
        if document is None or start == end:
            self._notices.note("Put the caret in a sentence, or select the words that are claimed.")
            return
        done = self._timeline.run("Make it a claim", mark_claim, story_id=document.story_id, start=start, end=end)
        if done is not None:
            self._focus.look_at("claim", done.value.id)
            offer_guesses(done.changes, view=self._watch.view, timeline=self._timeline, notices=self._notices)

    def quote_selection(self) -> None:
        """Makes the selected words a quote, or those between the quotation marks round the caret."""
        document = self._editor.story_document
        start, end = self._editor.selection()
        if document is not None and start == end:
            around = quotation_at(document.text(), start, end)
            start, end = (around.start, around.end) if around is not None else (start, end)
        if document is None or start == end:
            self._notices.note("Select the words that somebody said, or put the caret between quotation marks.")
            return
        done = self._timeline.run("Make it a quote", make_quote_at, story_id=document.story_id, start=start, end=end)
        if done is not None:
            self._focus.look_at("quote_use", done.value.id)

    def remove_mark(self) -> None:
        """Takes the claim or quote at the caret off the words, else the one looked at."""
        self.remove(*self._meant())

    def remove(self, kind: str, record_id: str) -> None:
        view = self._watch.view
        proposal = next((one for one in view.proposals if one.id == record_id), None) if view is not None else None
        if proposal is not None:
            self._timeline.run(f"Drop the {_word(kind)}", drop_proposal, proposal=proposal)
        elif kind == "claim":
            self._timeline.run("Remove the claim", unmark_claim, claim_id=record_id)
        elif kind == "quote_use":
            self._timeline.run("Remove the quote", drop_quote_use, use_id=record_id)
        else:
            self._notices.note("No claim or quote stands here. Put the caret in one.")

    def check_again(self) -> None:
        """Takes the words at the caret as they stand now; the claim is worded like them."""
        self.accept_words(*self._meant())

    def accept_words(self, kind: str, record_id: str) -> None:
        changed = [anchor for anchor, place in self._marked.places(record_id) if place.state == "reworded"]
        if not changed:
            self._notices.note("No words here were changed since they were marked.")
            return
        for anchor in changed:
            self._timeline.run("Take the words as they stand", accept_wording, anchor_id=anchor)

    def find_again(self) -> None:
        """Looks for the place of the record looked at, else of the first that lost its place."""
        kind, record_id = self._focus.record
        if not (kind in MARKED and self._marked.lost(record_id)):
            record_id = self._marked.first_lost()
        self.find_place_of(record_id)

    def find_place_of(self, record_id: str) -> None:
        lost = self._marked.lost(record_id)
        if not lost:
            self._notices.note("Nothing has lost its place in this text.")
            return
        self._find_again(*lost[0])

    def act_on_place(self, act: str, kind: str, record_id: str) -> None:
        """What a pane asks for: ``check_again``, ``find_again`` or ``remove_mark``."""
        match act:
            case "check_again":
                self.accept_words(kind, record_id)
            case "find_again":
                self.find_place_of(record_id)
            case _:
                self.remove(kind, record_id)

    # From the words to what they rest on, and back.

    def evidence_at_cursor(self) -> None:
        """From a claim or quote, in the text or in its pane, to its evidence; pressed there, back to where one was."""
        if has_keyboard(self._editor):
            self.walk.go_from_text(*self._meant())
        else:
            self.walk.go_on()

    def show_in_text(self, kind: str, record_id: str) -> None:
        """Goes to the words of a record; from its first place to its next where it stands several times."""
        held = [place for _, place in self._marked.places(record_id) if place.state != "adrift"]
        if not held:
            self._notices.note(f"The {_word(kind)} has no place in the text.")
            return
        caret = self._editor.selection()
        at = next((number for number, place in enumerate(held) if (place.start, place.end) == caret), -1)
        place = held[(at + 1) % len(held)]
        self._editor.go_to(place.start, place.end)

    def look_at_caret(self) -> None:
        """Turns the focus to the claim or quote the caret stands in; in none, it stays where it was."""
        self._actions.allow("find_again", bool(self._marked.first_lost()))
        if not has_keyboard(self._editor):
            return
        here = self._marked.at(self._editor.caret())
        if here and self._focus.record not in here:
            self._focus.look_at(*here[0])

    def look_for_pane(self, pane: str) -> None:
        """The pane is about to get the keyboard: from a claim or quote at the caret it opens with that one."""
        kind = {"claims": "claim", "quotes": "quote_use"}.get(pane, "")
        here = [one for one in self._marked.at(self._editor.caret()) if one[0] == kind]
        if here and has_keyboard(self._editor) and self._focus.record not in here:
            self._focus.look_at(*here[0])

    def _caret_moved(self, _caret: int) -> None:
        self._timer.start()
        if has_keyboard(self._editor):
            _let_stand_out(self._editor, ())
        self._allow()

    def _scroll_to(self, kind: str, record_id: str) -> None:
        """A record chosen elsewhere is brought into sight and its words stand out softly; the caret and the keyboard
        stay where they are."""
        self._allow()
        places = self._marked.places(record_id) if kind in MARKED and not has_keyboard(self._editor) else []
        held = [place for _, place in places if place.state != "adrift"]
        _let_stand_out(self._editor, held)
        if held:
            _reveal(self._editor, held[0])

    def _show_marks(self, view: StoryView | None) -> None:
        self._editor.set_marks(self._marks.of(view) if view is not None else {})
        self._actions.allow("find_again", bool(self._marked.first_lost()))
        self._allow()

    def _allow(self, *_changed: object) -> None:
        """What acts on a record rests while none is meant it could act on."""
        if not isValid(self._editor):
            return
        kind, record_id = self._meant()
        changed = any(place.state == "reworded" for _, place in self._marked.places(record_id))
        self._actions.allow("remove_mark", kind in MARKED)
        self._actions.allow("check_again", changed)

    # Which mark is meant.

    def _meant(self) -> tuple[str, str]:
        """The record looked at when the caret is in it or it has no place, else the narrowest at the caret."""
        here = self._marked.at(self._editor.caret())
        if self._focus.record in here:
            return self._focus.record
        if here:
            return here[0]
        kind, record_id = self._focus.record
        return (kind, record_id) if kind in MARKED and not has_keyboard(self._editor) else ("", "")

    def _selection_or_sentence(self) -> tuple[int, int]:
        start, end = self._editor.selection()
        if start == end:
            start, end = self._editor.sentence_at(start)
        document = self._editor.story_document
        words = document.words(start, end) if document is not None else ""
        return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def has_keyboard(editor: StoryEditor) -> bool:
    """Whether the text is the part of its window that has the keyboard, also while the palette or a menu is open."""
    return editor.window().focusWidget() is editor


def _word(kind: str) -> str:
    return "claim" if kind == "claim" else "quote"


def _let_stand_out(editor: StoryEditor, places: Sequence[Place]) -> None:
    """A soft ground under the words of a record chosen elsewhere, and under no others."""
    colour = editor.palette().color(QPalette.ColorGroup.Active, QPalette.ColorRole.Highlight)
    colour.setAlpha(_SOFT)
    spans = [(editor.to_utf16(place.start), editor.to_utf16(place.end)) for place in places]
    editor.set_overlay(_OVERLAY, spans, colour)


def _reveal(editor: StoryEditor, place: Place) -> None:
    """Scrolls a passage into the upper third of the text, unless it is in sight; caret and selection stay."""
    document = editor.story_document
    if document is None:
        return
    cursor = QTextCursor(document.text_document)
    cursor.setPosition(document.to_utf16(place.start))
    rect = editor.cursorRect(cursor)
    height = editor.viewport().height()
    if rect.top() >= 0 and rect.bottom() <= height:
        return
    above = height // max(1, editor.fontMetrics().lineSpacing()) // 3
    # A plain text edit scrolls by lines.
    editor.scroll_to_line(max(0, cursor.block().firstLineNumber() - above))
