"""The open stories: which is shown, how another is turned to, and how one that is gone is left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from newsroom.domain.anchor import unpack_positions
from newsroom.domain.errors import NewsroomError
from ui.editor.story_document import StoryDocument
from ui.story_page import StoryFields

if TYPE_CHECKING:
    from newsroom.desk.desk import Desk
    from newsroom.desk.story_view import StoryView
    from newsroom.domain.changes import Changes
    from newsroom.domain.story import Story
    from ui.actions import Actions
    from ui.focus import Focus
    from ui.main_window import MainWindow
    from ui.notices import Notices
    from ui.saving import Saving
    from ui.session import Session
    from ui.timeline import Timeline

MOST_PLACES = 50
"""Of so many stories the session remembers where the caret stood."""


class WholeStory(StoryFields, Protocol):
    """Fields, words and packed places of a story, as the first screen reads them."""

    @property
    def text(self) -> str: ...
    @property
    def positions(self) -> str: ...


class OpenStories(QObject):
    """Follows the focus: the story looked at is the one on the page. Its document lives on when another is shown, so
    that its undo does."""

    def __init__(
        self, *, window: MainWindow, focus: Focus, timeline: Timeline, session: Session, notices: Notices,
        actions: Actions,
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._window = window
        self._page = window.page
        self._focus = focus
        self._timeline = timeline
        self._saving: Saving | None = None
        self._session = session
        self._notices = notices
        self._actions = actions
        self._desk: Desk | None = None
        self._writable = False
        self._documents: dict[str, StoryDocument] = {}
        self._visited: list[str] = []
        focus.story_changed.connect(self._turn)

    def show_first(self, story: WholeStory, *, writable: bool) -> None:
        """The story of the first paint, before the desk is open; ``writable`` when this process holds the desk."""
        self._writable = writable
        self._page.set_writable(writable)
        self._open(story, StoryDocument(
            story_id=story.id, text=story.text, positions=unpack_positions(story.positions), push=self._timeline.push,
        ))  # fmt: skip
        self._focus.look_at_story(story.id)

    def store_with(self, saving: Saving) -> None:
        """From now on ``saving`` stores what is written, and what was written before this."""
        from ui.taken_back import TakenBack

        self._saving = saving
        TakenBack(
            stories=self, timeline=self._timeline, focus=self._focus, editor=self._page.editor, notices=self._notices
        )
        saving.gone.connect(self._leave)
        for document in self._documents.values():
            saving.watch(document, stored=0)

    def use(self, desk: Desk) -> None:
        """The desk is open: the words of the marks are read behind the first paint, other stories can be shown."""
        self._desk = desk
        self._writable = not desk.archive.is_read_only
        self._page.set_writable(self._writable)
        if not self._writable:
            from ui.reading_only import ReadingOnly

            because = desk.archive.read_only_because
            ReadingOnly(window=self._window, notices=self._notices, because=because)
        for story, document in self._documents.items():
            if document.revision == 0 and desk.queries.draft(story).text != document.text():
                # It was read while another process still held the desk.
                self._drop(story)
            else:
                document.learn(exact_words(desk, story))
        if self._focus.story and self._focus.story not in self._documents:
            self._turn(self._focus.story)
        self._tell_what_is_there()

    def open(self, story_id: str) -> None:
        """Turns to a story; an empty id shows none."""
        self._focus.look_at_story(story_id)

    def follow(self, changes: Changes) -> None:
        """Leaves a story that was put in the bin or is gone from the desk."""
        for row in changes.rows:
            # The change is heard later than it was made; by now the story may have been made again.
            if row.kind == "story" and (
                is_gone(self._desk, row.id) if row.after is None else row.after.binned_at is not None
            ):
                self._leave(row.id)

    def show_view(self, view: StoryView | None) -> None:
        """A new reading of the open story."""
        if view is not None and view.story.id == self._focus.story:
            self._show_fields(view.story)

    def remember(self) -> None:
        """Story, caret and scroll, into the session."""
        story = self._focus.story
        self._session.set("story", story or None)
        if story in self._documents:
            places = self._session.get("places", {})
            places.pop(story, None)
            places[story] = list(self._page.editor.scroll_state())
            self._session.set("places", dict(list(places.items())[-MOST_PLACES:]))

    def _turn(self, story_id: str) -> None:
        shown = self._page.editor.story_document
        if shown is not None and shown.story_id != story_id:
            self._remember_place(shown)
        if not story_id:
            self._window.show_title("")
            self._page.show_nothing()
        elif story_id in self._documents:
            self._show(self._documents[story_id])
        elif self._desk is not None:
            self._read(self._desk, story_id)
        self._tell_what_is_there()

    def _read(self, desk: Desk, story_id: str) -> None:
        from newsroom.domain.story import Story

        try:
            story, draft = desk.queries.get(Story, story_id), desk.queries.draft(story_id)
            exact = exact_words(desk, story_id)
        except NewsroomError as error:
            self._notices.tell_error(error)
            self._window.show_title("")
            self._page.show_nothing()
            return
        document = StoryDocument(
            story_id=story_id, text=draft.text, positions=unpack_positions(draft.positions), exact=exact,
            push=self._timeline.push,
        )  # fmt: skip
        self._open(story, document)

    def _open(self, story: StoryFields, document: StoryDocument) -> None:
        self._documents[story.id] = document
        if self._saving is not None:
            self._saving.watch(document)
        self._show_fields(story)
        self._show(document)

    def _show(self, document: StoryDocument) -> None:
        story = document.story_id
        self._visited = [*(one for one in self._visited if one != story), story]
        self._timeline.open(document)
        if self._page.story != story and self._desk is not None:
            from newsroom.domain.story import Story

            self._show_fields(self._desk.queries.get(Story, story))
        editor = self._page.editor
        editor.show_document(document)
        self._page.set_writable(self._writable)
        caret, paragraph, line, *_ = (*self._session.get("places", {}).get(story, ()), 0, 0, 0)
        editor.restore_scroll((min(int(caret), len(document.text())), int(paragraph), int(line)))
        focused = QApplication.focusWidget()
        if focused is None or not focused.isVisible() or focused.inherits("QTabBar"):
            # Nobody is working anywhere else in the window.
            editor.setFocus()

    def _show_fields(self, story: StoryFields | Story) -> None:
        self._page.show_fields(story)
        self._window.show_title(story.headline or story.slug)

    def _remember_place(self, document: StoryDocument) -> None:
        places = self._session.get("places", {})
        places[document.story_id] = list(self._page.editor.scroll_state())
        self._session.set("places", places)

    def put_by(self, story_id: str) -> StoryDocument | None:
        """Leaves a story whose making was taken back; its document, when it was open, for ``take_in``."""
        document = self._documents.get(story_id)
        self._leave(story_id, keep_line=document is not None)
        return document

    def take_in(self, document: StoryDocument) -> None:
        """Turns to a story that was put by and is on the desk again."""
        self._documents[document.story_id] = document
        if self._saving is not None:
            self._saving.watch(document)
        self._focus.look_at_story(document.story_id)

    def _leave(self, story_id: str, *, keep_line: bool = False) -> None:
        if story_id not in self._documents and story_id != self._focus.story:
            return
        self._drop(story_id, keep_line=keep_line)
        if story_id == self._focus.story:
            self._focus.look_at_story(self._visited[-1] if self._visited else newest_other(self._desk, story_id))

    def _drop(self, story_id: str, *, keep_line: bool = False) -> None:
        document = self._documents.pop(story_id, None)
        self._visited = [one for one in self._visited if one != story_id]
        if document is not None:
            if self._saving is not None:
                self._saving.leave(story_id)
            if self._page.editor.story_document is document:
                self._page.editor.show_document(None)
            if not keep_line:
                self._timeline.close(story_id)

    def _tell_what_is_there(self) -> None:
        self._actions.set_there(
            desk=self._desk is not None, writable=self._writable, story=self._page.editor.story_document is not None
        )


def newest_other(desk: Desk | None, story_id: str) -> str:
    """The story to show when ``story_id`` is gone, empty when there is none."""
    if desk is None:
        return ""
    try:
        others = [story.id for story in desk.queries.stories() if story.id != story_id]
    except NewsroomError:
        return ""
    return others[-1] if others else ""


def exact_words(desk: Desk, story_id: str) -> dict[str, str]:
    """The own words of each anchor of a story, by its id."""
    from newsroom.domain.draft import Anchor

    return {anchor.id: anchor.exact for anchor in desk.queries.where(Anchor, story=story_id)}


def is_gone(desk: Desk | None, story_id: str) -> bool:
    """Whether the desk has no story of this id."""
    from newsroom.domain.story import Story

    try:
        return desk is None or not desk.queries.get(Story, story_id)
    except NewsroomError:
        return True
