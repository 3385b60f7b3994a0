"""Words to the disk while somebody types: soon after the last key, at most seconds apart, told only when read back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, QTimer, Signal

from newsroom.domain.errors import ArchiveTrouble, Missing, NewsroomError
from ui.file_watch import FileWatch
from ui.notices import Notice, Notices
from ui.rescue import RescueCopies, write_text

if TYPE_CHECKING:
    from newsroom.desk.desk import Desk
    from ui.editor.story_document import StoryDocument
    from ui.jobs import JobRunner

SaveKind = Literal["saved", "waiting", "saving", "trouble"]
TROUBLE = "saving"
"""The key of the notice that tells of unsaved words."""


@dataclass(frozen=True, slots=True)
class SaveState:
    """``at`` is when the words were last seen on the disk, in local time; ``words`` says what is wrong."""

    kind: SaveKind
    at: datetime | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Pace:
    """Milliseconds: rest after the last key, longest while typing, between tries, between looks at the file, from a
    save until the place worked at is remembered."""

    rest: int = 1000
    longest: int = 4000
    again: int = 1000
    look: int = 4000
    remember: int = 3000


class _Watched:
    """An open story and how far its words are stored, in revisions of the document."""

    def __init__(self, document: StoryDocument, stored: int) -> None:
        self.document = document
        self.stored = stored
        self.overtaken = stored
        """Autosaves up to this revision, still under way, must not be written any more."""

    @property
    def is_stored(self) -> bool:
        return self.stored >= self.document.revision


class Saving(QObject):
    """Keeps the words of every open story stored. Before the desk is open it waits; then it catches up."""

    state_changed = Signal(object)
    gone = Signal(str)
    """The story of this id is no longer on the desk; its words were put aside if they were not stored."""

    def __init__(
        self, *, notices: Notices, copies: RescueCopies, fault: Callable[[BaseException], None],
        ask_path: Callable[[], Path | None] = lambda: None, pace: Pace = Pace(), parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.state = SaveState("saved")
        self._notices = notices
        self._copies = copies
        self._fault = fault
        self._ask_path = ask_path
        self._desk: Desk | None = None
        self._pace = pace
        self._watched: dict[str, _Watched] = {}
        self.also: list[Callable[[], None]] = []  # What else ``flush_all`` stores: words typed beside the stories.
        self._told = ""
        self._rest = _timer(self, pace.rest, self._save_soon)
        self._longest = _timer(self, pace.longest, self._save_soon)
        self._again = _timer(self, pace.again, self._save_soon)

    def use(self, desk: Desk, *, jobs: JobRunner) -> None:
        """From now on words go to ``desk``; a job looks every few seconds whether its archive is still there."""
        self._desk = desk
        FileWatch(desk=desk, jobs=jobs, every_ms=self._pace.look, parent=self).looked.connect(self._looked)
        self._save_soon()

    def watch(self, document: StoryDocument, *, stored: int | None = None) -> None:
        """Stores what is written in ``document`` from now on; ``stored`` is the revision that is stored already, the
        present one when it is not said."""
        if document.story_id not in self._watched:
            watched = _Watched(document, document.revision if stored is None else stored)
            self._watched[document.story_id] = watched
            document.edited.connect(self._edited)
            if not watched.is_stored:
                self._edited(None)

    def leave(self, story_id: str) -> None:
        """Stops storing a story that is gone."""
        watched = self._watched.pop(story_id, None)
        if watched is not None:
            watched.document.edited.disconnect(self._edited)

    @property
    def is_stored(self) -> bool:
        """Whether every word of every open story is on the disk."""
        return all(watched.is_stored for watched in self._watched.values())

    def flush(self, document: StoryDocument) -> None:
        """Stores the words now and waits for it; raises ``NewsroomError`` when they cannot be stored."""
        watched = self._watched.get(document.story_id)
        if watched is None or watched.is_stored:
            return
        if self._desk is None:
            raise ArchiveTrouble("The desk is still being opened; the words are kept in the window. Wait a moment.")
        from newsroom.desk.drafts import save_draft

        revision = document.revision
        before, watched.overtaken = watched.overtaken, revision
        try:
            self._desk.run(
                "Typing", save_draft, story_id=document.story_id, text=document.text(), positions=document.places()
            )
        except NewsroomError as error:
            watched.overtaken = before
            if isinstance(error, ArchiveTrouble):
                self._trouble(error)
            raise
        self._stored(watched, revision)

    def committed(self) -> None:
        """Something else than words was stored: that is a save too."""
        if self.state.kind == "saved" and self.is_stored:
            self._say(SaveState("saved", datetime.now().astimezone()))

    def flush_all(self) -> None:
        """Stores the words of every open story now; raises ``NewsroomError`` when some cannot be stored."""
        for flush in (*(partial(self.flush, watched.document) for watched in self._watched.values()), *self.also):
            flush()

    def put_aside(self) -> tuple[Path, ...]:
        """Copies of all open words in files outside the archive; those of words that are stored go again by
        themselves."""
        paths = [self._copies.put(story, watched.document.text()) for story, watched in self._watched.items()]
        return tuple(path for path in paths if path is not None)

    def save_as_file(self, path: Path) -> None:
        """Writes the words of the story worked on last as a text file; raises ``ArchiveTrouble``."""
        if not self._watched:
            return
        newest = max(self._watched.values(), key=lambda watched: (not watched.is_stored, watched.document.revision))
        _write(path, newest.document.text())

    def offer_file(self) -> None:
        """Asks where to, and writes the words there."""
        path = self._ask_path()
        if self.state.kind == "trouble":
            # The button took the notice away, and the words are still not where they belong.
            self._notices.say(_told_trouble(self.state.words, self.offer_file))
        if path is None:
            return
        try:
            self.save_as_file(path)
        except ArchiveTrouble as trouble:
            self._notices.tell_error(trouble)
            return
        self._notices.note(f"The text was saved as {path}.")

    def _edited(self, _edit: object) -> None:
        self._rest.start()
        if not self._longest.isActive():
            self._longest.start()
            if self.state.kind == "saved":
                self._say(SaveState("waiting", self.state.at))

    def _save_soon(self) -> None:
        self._rest.stop()
        self._longest.stop()
        desk = self._desk
        if desk is None:
            return
        for watched in self._watched.values():
            if not watched.is_stored:
                self._ask(desk, watched)

    def _ask(self, desk: Desk, watched: _Watched) -> None:
        from newsroom.desk.drafts import autosave_draft

        document, revision = watched.document, watched.document.revision
        if self.state.kind != "trouble":
            self._say(SaveState("saving", self.state.at))
        try:
            autosave_draft(
                desk, story_id=document.story_id, text=document.text(), positions=document.places(),
                told=partial(self._answer, watched, revision), is_superseded=lambda: watched.overtaken >= revision,
            )  # fmt: skip
        except ArchiveTrouble as trouble:
            self._trouble(trouble)

    def _answer(self, watched: _Watched, revision: int, result: object) -> None:
        if self._watched.get(watched.document.story_id) is not watched:
            return
        if isinstance(result, ArchiveTrouble):
            self._trouble(result)
        elif isinstance(result, Missing):
            self._lost(watched)
        elif isinstance(result, BaseException):
            self._fault(result)
        else:
            self._stored(watched, revision)

    def _stored(self, watched: _Watched, revision: int) -> None:
        watched.stored = max(watched.stored, revision)
        if self.is_stored:
            self._settle()
        elif self.state.kind != "trouble":
            self._say(SaveState("waiting", datetime.now().astimezone()))

    def _settle(self) -> None:
        self._again.stop()
        for story in self._watched:
            self._copies.drop(story)
        self._say(SaveState("saved", datetime.now().astimezone()))
        if self._told:
            self._told = ""
            self._notices.withdraw(TROUBLE)

    def _lost(self, watched: _Watched) -> None:
        story = watched.document.story_id
        path = self._copies.put(story, watched.document.text())
        where = f" What was written since the last save is in {path}." if path else ""
        self.leave(story)
        self._notices.say(Notice(f"This story is no longer on the desk.{where}", kind="refused"))
        self.gone.emit(story)

    def _trouble(self, trouble: ArchiveTrouble) -> None:
        words = f"{trouble} {_what_is_safe(self.put_aside())}"
        self._say(SaveState("trouble", self.state.at, words))
        self._again.start()
        if words != self._told:
            self._told = words
            self._notices.say(_told_trouble(words, self.offer_file))

    def _looked(self, error: NewsroomError | None) -> None:
        if isinstance(error, ArchiveTrouble):
            self._trouble(error)
        elif error is None and self.state.kind == "trouble" and self.is_stored:
            self._settle()

    def _say(self, state: SaveState) -> None:
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)


def _write(path: Path, words: str) -> None:
    try:
        write_text(path, words)
    except OSError as error:
        raise ArchiveTrouble(
            f"The file {path} could not be written ({error.strerror}). The words are still in the window. "
            "Choose another folder, best on another disk."
        ) from error


def _told_trouble(words: str, offer_file: Callable[[], None]) -> Notice:
    return Notice(words, kind="trouble", key=TROUBLE, verb="Save the text as a file…", act=offer_file)


def _what_is_safe(paths: tuple[Path, ...]) -> str:
    if not paths:
        return "The words are safe in this window only: save them as a file. Saving is tried again by itself."
    return f"The words are safe in this window and in {', '.join(map(str, paths))}. Saving is tried again by itself."


def _timer(parent: QObject, interval: int, act: Callable[[], None]) -> QTimer:
    timer = QTimer(parent, singleShot=True, interval=interval)
    timer.timeout.connect(act)
    return timer
