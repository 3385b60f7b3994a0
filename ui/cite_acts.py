"""What a chosen row does: bytes kept, one operation on the desk, and the file read behind it into the same step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from newsroom.desk.cite import Cited, NewSource, cite_quote, cite_source
from newsroom.desk.read_behind import ReadBehind, put_behind
from newsroom.desk.sources import NewCapture
from newsroom.domain.errors import NewsroomError
from newsroom.domain.source import Source
from newsroom.tasks.citing import (
    KeptUnread,
    address_source,
    keep_pasted,
    keep_unread,
    read_behind,
    read_left_behind,
)
from ui.cite_rows import CiteRow, short
from ui.cite_targets import Target
from ui.notices import Notice
from ui.timeline import DeskStep

if TYPE_CHECKING:
    from newsroom.desk.desk import Desk
    from newsroom.domain.changes import Changes
    from newsroom.domain.quote import Quote
    from ui.jobs import Job, JobRunner
    from ui.notices import Notices
    from ui.timeline import Timeline

AT_ONCE = 1024 * 1024
"""Bytes of a file that is kept within the key press; a larger one is kept in a job, and cited when it is there."""
LONG_TEXT = 1_000_000
"""Code points of read text above which it is stored off the window's thread."""


def cite_each(
    transaction: Any, *, story_id: str, start: int, end: int, kept: Sequence[KeptUnread]
) -> tuple[Cited, ...]:  # fmt: skip
    """Cites several kept files for the same words, as one act."""
    return tuple(
        cite_source(transaction, story_id=story_id, start=start, end=end, source=one.source, capture=one.capture)
        for one in kept
    )


class CiteActs(QObject):
    """Does what was chosen; whatever cannot be done is told, and then nothing was changed."""

    def __init__(
        self, *, desk: Desk, timeline: Timeline, jobs: JobRunner, notices: Notices, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._timeline = timeline
        self._jobs = jobs
        self._notices = notices
        self._readings = 0
        """How many files are being read behind their acts; each is filled in there and nowhere else."""

    def cite(self, row: CiteRow, target: Target) -> str | None:
        """Cites one row for the words; returns the id of the source, None when it was refused."""
        try:
            source, capture = self._matter(row)
        except NewsroomError as error:
            self._notices.tell_error(error)
            return None
        passage = row.passage.text if row.passage is not None else ""
        done = self._timeline.run(
            f"Cite {short(row.title)}", cite_source, story_id=target.story, start=target.start, end=target.end,
            source=source, capture=capture, passage=passage,
        )  # fmt: skip
        if done is None:
            return None
        told = _Told.of(done.value, target)
        self._notices.note(told.sentence(told.title))
        self._read_behind(done.changes, told=told)
        return done.value.source.id

    def cite_quote(self, quote: Quote, target: Target) -> None:
        """Cites a quote for the words, as what backs their claim."""
        done = self._timeline.run(
            "Cite the quote", cite_quote, story_id=target.story, start=target.start, end=target.end, quote_id=quote.id
        )
        if done is not None:
            self._notices.note(f"Cited the quote “{short(quote.verbatim.strip(' “”'))}” for {target.called}.")

    def cite_files(
        self, paths: Sequence[Path], target: Target, *, text_now: Callable[[], str], cited: Callable[[str], None]
    ) -> None:
        """Keeps the files in a job, then cites all that could be kept, as one step."""
        desk, files = self._desk, tuple(paths)

        def work(job: Job) -> list[tuple[Path, KeptUnread | NewsroomError]]:
            return _kept_each(desk, files, job)

        def then(kept: list[tuple[Path, KeptUnread | NewsroomError]]) -> None:
            source = self._cite_kept(kept, target.found_in(text_now()))
            if source is not None:
                cited(source)

        label = f"Keeping {files[0].name}" if len(files) == 1 else f"Keeping {len(files)} files"
        self._jobs.run(work, done=then, failed=self._notices.tell_error, label=label)

    def finish_reading(self, story_id: str) -> None:
        """Reads the copies of a story whose reading a sudden end cut short; no step, for the act is long done."""
        desk = self._desk
        if self._readings == 0:
            self._jobs.run(
                lambda _: read_left_behind(desk, story_id=story_id), done=self._fill_left,
                failed=self._notices.tell_error, key="left behind",
            )  # fmt: skip

    def _fill_left(self, read: ReadBehind) -> None:
        if read.texts and self._readings == 0:
            try:
                self._timeline.adopt(self._desk.run("Read the saved copies", put_behind, read=read).changes)
            except NewsroomError as error:
                self._notices.tell_error(error)

    def _matter(self, row: CiteRow) -> tuple[str | NewSource, NewCapture | None]:
        if row.kind == "address":
            return address_source(row.words), None
        if row.kind == "pasted":
            kept = keep_pasted(self._desk, words=row.words)
        elif row.path is not None:
            kept = keep_unread(self._desk, path=row.path)
        else:
            return row.source, None
        return kept.source, kept.capture

    def _cite_kept(self, kept: list[tuple[Path, KeptUnread | NewsroomError]], target: Target | None) -> str | None:
        ready = [one for _, one in kept if not isinstance(one, NewsroomError)]
        if target is None:
            words = "The sentence was changed meanwhile, so nothing was cited. Cite the file again where it belongs."
            self._notices.say(Notice(words, kind="refused"))
            return None
        done = None
        if ready:
            label = f"Cite {ready[0].capture.file.file_name}" if len(ready) == 1 and ready[0].capture.file else ""
            done = self._timeline.run(
                label or f"Cite {len(ready)} files", cite_each, story_id=target.story, start=target.start,
                end=target.end, kept=ready,
            )  # fmt: skip
        if done is not None:
            self._read_behind(done.changes, told=_Told.of(done.value[0], target) if len(kept) == 1 else None)
        self._tell_files(kept, done.value if done is not None else (), target)
        return done.value[-1].source.id if done is not None else None

    def _tell_files(
        self, kept: list[tuple[Path, KeptUnread | NewsroomError]], cited: Sequence[Cited], target: Target
    ) -> None:
        failed = [(path, one) for path, one in kept if isinstance(one, NewsroomError)]
        if len(kept) == 1 and failed:
            self._notices.tell_error(failed[0][1])
        elif len(cited) == 1 and not failed:
            told = _Told.of(cited[0], target)
            self._notices.note(told.sentence(told.title))
        elif kept:
            lines = [f"{path.name}: {one if isinstance(one, NewsroomError) else 'cited'}" for path, one in kept]
            words = f"Cited {len(cited)} of {len(kept)} files for {target.called}."
            self._notices.say(Notice(words, kind="refused" if failed else "note", details="\n".join(lines)))

    def _read_behind(self, changes: Changes, *, told: _Told | None) -> None:
        step = self._timeline.newest()
        if not isinstance(step, DeskStep) or not changes.ids("capture"):
            return
        desk = self._desk
        self._readings += 1
        self._jobs.run(
            lambda _: read_behind(desk, changes=changes), done=lambda read: self._fill(step, read, told),
            failed=self._could_not_fill,
        )  # fmt: skip

    def _fill(self, step: DeskStep, read: ReadBehind, told: _Told | None) -> None:
        """Stores what was read within the window's thread, so that no undo can come between the two halves of a step;
        a very long text is worth that small risk."""
        desk, label = self._desk, step.label
        if sum(len(text.text) for text in read.texts) > LONG_TEXT:
            self._jobs.run(
                lambda _: desk.run(label, put_behind, read=read).changes,
                done=lambda changes: self._filled(step, read, changes, told), failed=self._could_not_fill,
            )  # fmt: skip
            return
        try:
            self._filled(step, read, desk.run(label, put_behind, read=read).changes, told)
        except NewsroomError as error:
            self._could_not_fill(error)

    def _could_not_fill(self, error: NewsroomError) -> None:
        self._readings -= 1
        self._notices.tell_error(error)

    def _filled(self, step: DeskStep, read: ReadBehind, changes: Changes, told: _Told | None) -> None:
        self._readings -= 1
        if not changes.rows:
            return
        step.follow(changes)
        self._timeline.adopt(changes)
        words = [notice for text in read.texts for notice in text.notices]
        named = [one.title for one in changes.after(Source) if told is not None and one.id == told.source]
        if told is not None and named and named[0] != told.title:
            # It was cited under the name of its file; now it is called what every list calls it.
            words.insert(0, told.sentence(named[0]))
        if words:
            self._notices.note(" ".join(dict.fromkeys(words)))


@dataclass(frozen=True, slots=True)
class _Told:
    """What was said of a cite when it was done: the source, its title then, and what it was cited for."""

    source: str
    title: str
    called: str

    @classmethod
    def of(cls, cited: Cited, target: Target) -> _Told:
        called = "this quotation" if cited.use is not None else target.called
        return cls(cited.source.id, cited.source.title, called)

    def sentence(self, title: str) -> str:
        return f"Cited “{short(title)}” for {self.called}."


def _kept_each(desk: Desk, paths: Sequence[Path], job: Job) -> list[tuple[Path, KeptUnread | NewsroomError]]:
    kept: list[tuple[Path, KeptUnread | NewsroomError]] = []
    for number, path in enumerate(paths):
        job.report(number, len(paths), path.name)
        if job.is_cancelled:
            break
        try:
            kept.append((path, keep_unread(desk, path=path)))
        except NewsroomError as error:
            kept.append((path, error))
    return kept
