"""From something found anywhere on the desk to its place: its story is turned to, its pane raised, its words shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from newsroom.domain.anchor import Place
from newsroom.domain.search_query import first_place
from ui.passages import Rest

if TYPE_CHECKING:
    from newsroom.desk.finding import Found
    from newsroom.desk.story_view import StoryView
    from ui.editor.story_editor import StoryEditor
    from ui.focus import Focus
    from ui.notices import Notices
    from ui.story_watch import StoryWatch


class Going(QObject):
    """``show_pane`` raises a pane and gives it the keyboard; ``show_passage`` has the reader show a passage,
    ``show_in_text`` the text the words of a record, ``show_in_register`` the register a source."""

    def __init__(
        self, *, editor: StoryEditor, watch: StoryWatch, focus: Focus, notices: Notices,
        show_pane: Callable[[str], None], show_passage: Callable[[Rest], None],
        show_in_text: Callable[[str, str], None], show_in_register: Callable[[str], None],
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent or editor)
        self._editor, self._watch, self._focus, self._notices = editor, watch, focus, notices
        self._show_pane, self._show_passage = show_pane, show_passage
        self._show_in_text, self._show_in_register = show_in_text, show_in_register
        self._waiting: tuple[str, Callable[[StoryView], None]] | None = None
        watch.viewed.connect(self._arrived)

    def to_found(self, found: Found, words: str) -> None:
        """Opens what a search for ``words`` found, at the words where they stand in a text."""
        if not found.story:
            if found.source:
                self._show_in_register(found.source)
            else:
                self._notices.note("This belongs to no story and to no source any more, so there is nothing to open.")
            return
        acts: dict[str, Callable[[StoryView], None]] = {
            "draft": lambda _view: self._to_words(words),
            "source": lambda _view: self.show_source(found.source),
            "capture": lambda view: self._to_copy(view, found, words),
            "quote": lambda view: self._to_quote(view, found),
            "claim": lambda _view: self._to_marked("claims", "claim", found.id),
            "note": lambda view: self._to_note(view, found.id),
        }
        self._in_story(found.story, acts.get(found.kind, lambda _view: self._editor.setFocus()))

    def to_record(self, story: str, kind: str, record_id: str) -> None:
        """Opens a source, a claim or the use of a quote in a story, or the story alone; a source of no story in the
        register."""
        panes = {"claim": "claims", "quote_use": "quotes"}
        if kind == "source" and not story:
            self._show_in_register(record_id)
        elif kind == "source":
            self._in_story(story, lambda _view: self.show_source(record_id))
        elif kind in panes:
            self._in_story(story, lambda _view: self._to_marked(panes[kind], kind, record_id))
        else:
            self._in_story(story, lambda _view: self._editor.setFocus())

    def to_place(self, story: str, start: int, end: int) -> None:
        """Opens the words from ``start`` to ``end`` (code points) of a story's text."""
        self._in_story(story, lambda _view: self._to_span(start, end))

    def show_source(self, source_id: str) -> None:
        """Shows a source of the open story in its pane."""
        self._show_pane("sources")
        self._focus.look_at("source", source_id)

    def _in_story(self, story: str, act: Callable[[StoryView], None]) -> None:
        """Does ``act`` as soon as the story is the one shown and has been read."""
        window = self._editor.window()
        window.raise_()
        window.activateWindow()
        view = self._watch.view
        if view is not None and view.story.id == story and self._focus.story == story:
            self._waiting = None
            act(view)
        else:
            self._waiting = (story, act)
            self._focus.look_at_story(story)

    def _arrived(self, view: StoryView | None) -> None:
        if self._waiting is None or view is None:
            return
        story, act = self._waiting
        if view.story.id == story:
            self._waiting = None
            act(view)

    def _to_words(self, words: str) -> None:
        document = self._editor.story_document
        place = first_place(words, document.text()) if document is not None else None
        if place is not None:
            self._editor.go_to(*place)
        else:
            self._editor.setFocus()

    def _to_span(self, start: int, end: int) -> None:
        document = self._editor.story_document
        longest = len(document.text()) if document is not None else 0
        # The text may have been shortened since the place was told.
        self._editor.go_to(min(start, longest), min(end, longest))

    def _to_copy(self, view: StoryView, found: Found, words: str) -> None:
        copy = view.captures.get(found.id)
        place = first_place(words, copy.text) if copy is not None else None
        self._show_passage(Rest(found.source, found.id, *(place or (0, 0))))

    def _to_quote(self, view: StoryView, found: Found) -> None:
        if found.use:
            self._to_marked("quotes", "quote_use", found.use)
            return
        quote = view.quotes.get(found.id)
        copy = view.captures.get(quote.capture or "") if quote is not None else None
        at = copy.text.find(quote.verbatim) if copy is not None and quote is not None else -1
        if copy is not None and quote is not None and at >= 0:
            self._show_passage(Rest(found.source, copy.id, at, at + len(quote.verbatim)))
        else:
            self.show_source(found.source)

    def _to_marked(self, pane: str, kind: str, record_id: str) -> None:
        self._show_pane(pane)
        self._focus.look_at(kind, record_id)
        view = self._watch.view
        if view is not None and view.anchors_by_owner.get(record_id):
            self._show_in_text(kind, record_id)

    def _to_note(self, view: StoryView, note_id: str) -> None:
        note = next((one for one in view.records.notes if one.id == note_id), None)
        document = self._editor.story_document
        place: Place | None = None
        if note is not None and note.anchor and document is not None:
            place = document.place(note.anchor)
        if place is not None:
            self._editor.go_to(place.start, place.end)
        else:
            self._editor.setFocus()
