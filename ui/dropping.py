"""Files and addresses dropped on the window or chosen by hand: articles open, everything else becomes a source.

Nothing that is dropped is ever opened in the network: an address is noted as what it is.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from newsroom.domain.changes import Changes, merge_changes
from newsroom.domain.errors import NewsroomError
from newsroom.tasks.sources import CannotRead, HeldFile, keep_source_address, lay_source_files, read_source_file
from ui.cite_rows import web_address
from ui.last_folder import folder_used, remember_folder
from ui.notices import Notice

if TYPE_CHECKING:
    from newsroom.desk.desk import Desk
    from ui.actions import Actions
    from ui.citing import Citing
    from ui.editor.story_editor import StoryEditor
    from ui.focus import Focus
    from ui.importing import Importing
    from ui.jobs import Job, JobRunner
    from ui.notices import Notices
    from ui.session import Session
    from ui.timeline import Timeline

ARTICLES = (".txt", ".text", ".md", ".markdown")
FOLDER = "sources_folder"
"""Under this name the session remembers where sources were looked for last."""
LAY_EVERY_SECONDS = 1.0
MOST_SAID = 3
"""Files of which it is said at once why they have no text; of more the details tell."""
MOST_AT_ONCE = 3
"""Files laid in by one act: a person's own act may have to wait for it."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of one file or address: ``words`` say it; ``changes`` is None when it was not kept."""

    name: str
    words: str
    changes: Changes | None = None
    is_new: bool = True
    """Whether it was not in the story's file before."""
    is_unread: bool = False
    """Whether its words could not be read; ``words`` then say why."""


class SourceFiles(QObject):
    """Lays files and addresses in the file of the open story: in a job, as one step, with a word on each."""

    def __init__(
        self, *, window: QWidget, desk: Desk, timeline: Timeline, focus: Focus, jobs: JobRunner, notices: Notices,
        session: Session, pick: Callable[[QWidget, str], Sequence[Path]] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._timeline = timeline
        self._focus = focus
        self._jobs = jobs
        self._notices = notices
        self._session = session
        self._pick = pick or pick_sources

    def choose(self) -> None:
        """Asks for files and keeps them."""
        paths = list(self._pick(self._window, folder_used(self._session, FOLDER)))
        if paths:
            remember_folder(self._session, FOLDER, paths[0].parent, desk=self._desk)
            self.keep(paths)

    def keep(self, paths: Sequence[Path], *, addresses: Sequence[str] = ()) -> None:
        """Copies each file into the archive and notes each address, as sources of the open story."""
        story, desk, files, urls = self._focus.story, self._desk, tuple(paths), tuple(addresses)
        if not story:
            self._notices.say(Notice("No story is open whose file this could lie in. Open one, then drop it again.",
                                     kind="refused"))  # fmt: skip
            return

        def work(job: Job) -> list[Kept]:
            return _kept(desk, story, files, urls, job)

        count = len(files) + len(urls)
        label = f"Keeping {_first_name(files, urls)}" if count == 1 else f"Keeping {count} sources"
        self._jobs.run(work, done=lambda kept: self._done(story, kept), failed=self._notices.tell_error, label=label)

    def _done(self, story: str, kept: Sequence[Kept]) -> None:
        changes = [one.changes for one in kept if one.changes is not None and one.changes.rows]
        if changes:
            whole = changes[0]
            for more in changes[1:]:
                whole = merge_changes(whole, more)
            if len(kept) > 1:
                whole = replace(whole, label=f"Add {_sources(_new(kept))}")
            # Only on the line of the story they were laid in can they be taken back.
            self._timeline.take(whole) if self._focus.story == story else self._timeline.adopt(whole)
        self._notices.say(told_of(kept))


def told_of(kept: Sequence[Kept]) -> Notice:
    """One sentence for all, and for each file what became of it."""
    failed = [one for one in kept if one.changes is None]
    if len(kept) == 1:
        (one,) = kept
        return Notice(one.words, kind="refused" if failed else "note")
    details = "\n".join(f"{one.name}: {one.words}" for one in kept)
    unread = " ".join(one.words for one in [one for one in kept if one.is_unread][:MOST_SAID])
    new = _new(kept)
    known = len(kept) - len(failed) - new
    if not failed:
        here = f"; {known} {'was' if known == 1 else 'were'} here already" if known else ""
        words = f"Kept {_sources(new)} in the story’s file{here}." if new else f"All {known} were here already."
        return Notice(f"{words} {unread}".strip(), details=details)
    words = f"Kept {len(kept) - len(failed)} of {len(kept)}. Not kept: {', '.join(one.name for one in failed)}."
    return Notice(f"{words} {unread}".strip(), kind="refused", details=details)


def _new(kept: Sequence[Kept]) -> int:
    return sum(one.changes is not None and one.is_new for one in kept)


def _sources(number: int) -> str:
    return "1 source" if number == 1 else f"{number} sources"


class Dropping(QObject):
    """What is dropped on the window and not taken by a part of it; and files dropped on the text."""

    def __init__(
        self, *, window: QWidget, editor: StoryEditor, importing: Importing, files: SourceFiles, citing: Citing,
        actions: Actions,
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._importing = importing
        self._files = files
        self._citing = citing
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        editor.files_dropped.connect(self.drop_on_text)
        if "keep_files" in actions.unbound:
            actions.bind("keep_files", files.choose)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop):
            drop = cast("QDropEvent", event)
            paths, addresses = dropped(drop.mimeData())
            if paths or addresses:
                # The person keeps their file where it is: this is always a copy.
                drop.setDropAction(Qt.DropAction.CopyAction)
                drop.accept()
                if event.type() == QEvent.Type.Drop:
                    self.drop_on_window(paths, addresses)
                return True
        return super().eventFilter(watched, event)

    def drop_on_window(self, paths: Sequence[Path], addresses: Sequence[str] = ()) -> None:
        """Articles open as stories; the rest is laid in the open story's file."""
        articles = [path for path in paths if _is_article(path)]
        others = [path for path in paths if not _is_article(path)]
        if articles:
            self._importing.bring_in(articles)
        if others or addresses:
            self._files.keep(others, addresses=addresses)

    def drop_on_text(self, paths: Sequence[Path], offset: int) -> None:
        """Articles open as stories; the rest is cited for the sentence at ``offset`` (code points), or where there is
        none laid in the story's file."""
        articles = [path for path in paths if _is_article(path)]
        others = [path for path in paths if not _is_article(path)]
        if articles:
            self._importing.bring_in(articles)
        if others and not self._citing.cite_files(others, offset=offset):
            self._files.keep(others)


def dropped(mime: QMimeData) -> tuple[list[Path], list[str]]:
    """The files and the web addresses in what is dragged; other schemes are neither."""
    urls = mime.urls() if mime.hasUrls() else []
    paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    fully = QUrl.ComponentFormattingOption.FullyEncoded
    addresses = [url.toString(fully) for url in urls if not url.isLocalFile()]
    if not urls and mime.hasText():
        addresses = [mime.text().strip()]
    return paths, [address for address in addresses if web_address(address)]


def pick_sources(window: QWidget, folder: str) -> Sequence[Path]:
    """Files a person chooses; none when they think better of it."""
    names, _ = QFileDialog.getOpenFileNames(window, "Keep files as sources", folder)
    return [Path(name) for name in names]


def _is_article(path: Path) -> bool:
    return path.suffix.lower() in ARTICLES and not path.is_dir()


def _first_name(files: Sequence[Path], urls: Sequence[str]) -> str:
    return files[0].name if files else urls[0]


def _kept(desk: Desk, story: str, files: Sequence[Path], urls: Sequence[str], job: Job) -> list[Kept]:
    """Read one by one and laid in a few at a time; a cancel takes back what was kept so far, so that it is all or
    nothing then."""
    laying = _Laying(desk, story)
    for number, path in enumerate(files):
        job.report(number, len(files), path.name)
        if job.is_cancelled:
            break
        laying.take(path)
    laying.lay()
    kept = laying.kept
    for url in urls:
        if not job.is_cancelled:
            done = keep_source_address(desk, story_id=story, url=url)
            kept.append(Kept(url, f"Noted {url} as a source. No copy is saved yet.", done.changes))
    if job.is_cancelled:
        for one in reversed(kept):
            if one.changes is not None and one.changes.rows:
                desk.revert(one.changes)
    return kept


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A file that was read, the how manieth of all, and what to say of it once it is laid in."""

    number: int
    file: HeldFile
    words: str
    is_unread: bool = False


class _Laying:
    """Files that were read, laid in together: every act has the whole window look at the story anew, and one for each
    of two hundred files would leave a person at the keys waiting."""

    def __init__(self, desk: Desk, story: str) -> None:
        self._desk = desk
        self._story = story
        self._waiting: list[_Waiting] = []
        self._laid_at = 0.0
        self._kept: dict[int, Kept] = {}
        self._number = 0

    @property
    def kept(self) -> list[Kept]:
        """What became of each file, in their order."""
        return [kept for _, kept in sorted(self._kept.items())]

    def take(self, path: Path) -> None:
        """Reads a file; the first is laid in at once, others when a second has gone by or enough of them wait."""
        number, self._number = self._number, self._number + 1
        try:
            self._waiting.append(_read(self._desk, path, number=number))
        except NewsroomError as error:
            self._kept[number] = Kept(path.name, str(error))
        if len(self._waiting) >= MOST_AT_ONCE or time.monotonic() - self._laid_at > LAY_EVERY_SECONDS:
            self.lay()

    def lay(self) -> None:
        """Lays in what waits; when one of them is refused, each by itself."""
        waiting, self._waiting = self._waiting, []
        if not self._lay(waiting):
            for one in waiting:
                self._lay([one])
        self._laid_at = time.monotonic()

    def _lay(self, waiting: Sequence[_Waiting]) -> bool:
        if not waiting:
            return True
        try:
            done = lay_source_files(self._desk, story_id=self._story, files=[one.file for one in waiting])
        except NewsroomError as error:
            if len(waiting) > 1:
                return False
            (one,) = waiting
            self._kept[one.number] = Kept(one.file.name, str(error))
            return True
        for at, (one, laid) in enumerate(zip(waiting, done.value, strict=True)):
            said = one.words if laid.is_new else f"“{one.file.name}” lies in the story’s file already."
            # The changes of one act belong to all its files; merged they must count once.
            changes = done.changes if at == 0 else replace(done.changes, rows=())
            self._kept[one.number] = Kept(
                one.file.name, said, changes, is_new=laid.is_new, is_unread=one.is_unread and laid.is_new
            )
        return True


def _read(desk: Desk, path: Path, *, number: int) -> _Waiting:
    """One whose words cannot be read is kept without them."""
    try:
        file = read_source_file(desk, path=path)
    except CannotRead as error:
        bare = read_source_file(desk, path=path, without_text=True)
        return _Waiting(number, bare, f"Kept “{path.name}” without its text. {error}", is_unread=True)
    return _Waiting(number, file, " ".join((f"Kept “{path.name}” as a source.", *file.notices)))
