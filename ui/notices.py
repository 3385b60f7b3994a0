"""What the program has to say to the person, outside any dialog: a sentence, and perhaps one thing to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from PySide6.QtCore import QObject, Signal

from newsroom.domain.errors import ArchiveTrouble, NewsroomError

NoticeKind = Literal["note", "refused", "trouble"]


class Notice(NamedTuple):
    """``words`` are whole sentences. ``key``: a newer notice of the same key takes this one's place, and
    ``Notices.withdraw(key)`` takes it back. ``verb`` is the button's text, ``act`` what it does. ``stays``: a note that
    is still true after another undo."""

    words: str
    kind: NoticeKind = "note"
    key: str = ""
    verb: str = ""
    act: Callable[[], None] | None = None
    details: str = ""
    stays: bool = False


class Notices(QObject):
    """Whoever has something to say, says it here; the window's bar shows it."""

    said = Signal(object)
    withdrawn = Signal(str)
    outdated = Signal(bool)
    """Notes told of what is no longer so: a step was taken back (True), or another story was turned to."""

    def say(self, notice: Notice) -> None:
        self.said.emit(notice)

    def note(self, words: str) -> None:
        """Something done, for a moment."""
        self.said.emit(Notice(words))

    def tell_error(self, error: NewsroomError) -> None:
        """An act was refused, or the world is at fault: the error's own sentence, nothing added."""
        kind: NoticeKind = "trouble" if isinstance(error, ArchiveTrouble) else "refused"
        self.said.emit(Notice(str(error), kind=kind))

    def withdraw(self, key: str) -> None:
        self.withdrawn.emit(key)

    def outdate(self, *, undone: bool) -> None:
        """Takes back every note but those that stay; where only another story was turned to, those that offer
        something to do are left too."""
        self.outdated.emit(undone)
