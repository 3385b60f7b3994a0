"""Lists of sources in and out, as reference managers keep them: CSL-JSON and RIS."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from newsroom.domain.errors import NewsroomError
from newsroom.domain.story import Story
from ui.dialogs.left_out import LeftOut
from ui.last_folder import documents, folder_used, remember_folder
from ui.notices import Notice

if TYPE_CHECKING:
    from newsroom.desk.desk import Desk
    from newsroom.desk.release import ReleasedSources
    from newsroom.tasks.exchange import ImportedSources
    from ui.actions import Actions
    from ui.focus import Focus
    from ui.icons import Icons
    from ui.jobs import Job, JobRunner
    from ui.notices import Notices
    from ui.saving import Saving
    from ui.session import Session
    from ui.timeline import Timeline

IN_FILTER = "Lists of sources (*.json *.csljson *.ris);;All files (*)"
JSON_ENDINGS = (".json", ".csljson")
OUT_FILTER = "CSL-JSON (*.json);;RIS (*.ris)"
FOLDER = "lists_folder"
"""Under this name the session remembers where lists were looked for last."""
PickIn = Callable[[QWidget, str], Path | None]
PickOut = Callable[[QWidget, str, str], Path | None]


class SourceLists(QObject):
    """Binds ``bring_sources_in`` and ``put_sources_out``: for the open story where there is one, else for the desk."""

    def __init__(
        self, *, window: QWidget, desk: Desk, timeline: Timeline, focus: Focus, jobs: JobRunner, saving: Saving,
        actions: Actions, notices: Notices, session: Session, icons: Icons, pick_in: PickIn | None = None,
        pick_out: PickOut | None = None,
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._window, self._desk, self._timeline, self._focus = window, desk, timeline, focus
        self._jobs, self._saving, self._notices, self._session = jobs, saving, notices, session
        self._icons = icons
        self._pick_in, self._pick_out = pick_in or pick_list, pick_out or name_list
        actions.bind("bring_sources_in", lambda: self.choose_in(story=self._focus.story))
        actions.bind("put_sources_out", lambda: self.choose_out(story=self._focus.story))

    def choose_in(self, *, story: str = "", over: QWidget | None = None) -> None:
        """Asks for a list and brings it in."""
        path = self._pick_in(over or self._window, folder_used(self._session, FOLDER))
        if path is not None:
            remember_folder(self._session, FOLDER, path.parent, desk=self._desk)
            self.bring_in(path, story=story)

    def bring_in(self, path: Path, *, story: str = "") -> None:
        """The good records become sources, laid in the story's file where one is named; one undo takes them back."""
        desk = self._desk

        def work(job: Job) -> ImportedSources | None:
            # What reads and writes lists is loaded when somebody has one.
            from newsroom.tasks.exchange import lay_in_list, read_source_list

            listed = read_source_list(path=path)
            if job.is_cancelled:
                return None
            done = lay_in_list(desk, story_id=story or None, listed=listed)
            if job.is_cancelled and done.changes is not None:
                desk.revert(done.changes)
            return done

        self._jobs.run(
            work, done=lambda done: self._brought_in(path.name, story, done), failed=self._notices.tell_error,
            label=f"Bringing in the sources of {path.name}",
        )  # fmt: skip

    def choose_out(self, *, story: str = "", over: QWidget | None = None) -> None:
        """Asks for a file and puts the sources of a story, or of the whole desk, out into it."""
        try:
            self._saving.flush_all()
            name = self._desk.queries.get(Story, story).slug if story else "desk"
        except NewsroomError as error:
            self._notices.tell_error(error)
            return
        kept = str(self._session.get(FOLDER, ""))
        folder = kept if kept and Path(kept).is_dir() else documents()
        path = self._pick_out(over or self._window, folder, f"{name or 'story'}-sources.json")
        if path is not None:
            remember_folder(self._session, FOLDER, path.parent, desk=self._desk)
            self.put_out(path, story=story)

    def put_out(self, path: Path, *, story: str = "") -> None:
        """As RIS where the file is to end in ``.ris``, else as CSL-JSON."""
        desk = self._desk

        def work(_: Job) -> ReleasedSources:
            from newsroom.tasks.exchange import export_sources

            return export_sources(desk, story_id=story or None, target=path)

        self._jobs.run(
            work, done=lambda out: self._notices.say(told_of_out(out, of_story=bool(story))),
            failed=self._notices.tell_error, label="Putting the sources out",
        )  # fmt: skip

    def _brought_in(self, name: str, story: str, done: ImportedSources | None) -> None:
        if done is None:
            return
        if done.changes is not None:
            # Only on the line of the story they were laid in can they be taken back.
            here = self._focus.story == story or not story
            self._timeline.take(done.changes) if here else self._timeline.adopt(done.changes)
        show = partial(self._show_left_out, name, lines_of(done))
        self._notices.say(told_of_in(name, done, of_story=bool(story), show=show))

    def _show_left_out(self, name: str, lines: Sequence[tuple[str, str]]) -> None:
        dialog = LeftOut(name=name, lines=lines, icons=self._icons, parent=self._window)
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()


def told_of_in(name: str, done: ImportedSources, *, of_story: bool, show: Callable[[], None]) -> Notice:
    """One sentence for all, and a line for each record that was left out or changed; ``show`` lists them."""
    where = "in the story’s file" if of_story else "on the desk"
    new, known = len(done.made), len(done.known)
    parts = [f"{_counted(new)} of “{name}” {'is' if new == 1 else 'are'} {where} now."]
    if known:
        parts.append(f"{_counted(known)} {'was' if known == 1 else 'were'} known already.")
    if done.bad:
        parts.append(f"{'1 record was' if len(done.bad) == 1 else f'{len(done.bad):,} records were'} left out.")
    lines = lines_of(done)
    return Notice(
        " ".join(parts), kind="refused" if done.bad else "note", verb="Show which" if lines else "",
        act=show if lines else None, details="\n".join(f"{label}: {words}" for label, words in lines),
    )  # fmt: skip


def lines_of(done: ImportedSources) -> tuple[tuple[str, str], ...]:
    """What there is to tell, each thing with what it is about."""
    bad = [(f"Record {one.number} was left out", one.sentence) for one in done.bad]
    return (*bad, *(("To know", words) for words in done.notices))


def told_of_out(out: ReleasedSources, *, of_story: bool) -> Notice:
    """Where the list lies, how many may not leave, and how many nobody took yet."""
    whose = "of the story" if of_story else "of the desk"
    parts = [f"{_counted(out.count)} {whose} written to {out.path}."]
    barred = out.left_out - out.proposed
    if barred:
        were, them = ("was", "it") if barred == 1 else ("were", "them")
        parts.append(f"{barred:,} {were} left out: what was agreed or an embargo does not let others know of {them}.")
    if out.proposed:
        are = "is a proposal" if out.proposed == 1 else "are proposals"
        parts.append(f"{out.proposed:,} {are} not taken yet, and stayed here.")
    return Notice(" ".join(parts))


def pick_list(window: QWidget, folder: str) -> Path | None:
    """A file a person chooses; None when they think better of it."""
    name, _ = QFileDialog.getOpenFileName(window, "Bring a list of sources in", folder, IN_FILTER)
    return Path(name) if name else None


def name_list(window: QWidget, folder: str, name: str) -> Path | None:
    """A file a person names; it gets the ending of the kind chosen where it has none."""
    # A file that lies there is never replaced; that is told when it is tried, so it need not be asked.
    options = QFileDialog.Option.DontConfirmOverwrite
    named, kind = QFileDialog.getSaveFileName(
        window, "Put the sources out as a list", str(Path(folder) / name), OUT_FILTER, options=options
    )
    if not named:
        return None
    return with_ending(Path(named), as_ris=kind.startswith("RIS"))


def with_ending(path: Path, *, as_ris: bool) -> Path:
    """The file with the ending of the kind that was chosen, unless another kind's was typed."""
    ending = path.suffix.lower()
    if as_ris and ending in JSON_ENDINGS:
        return path.with_suffix(".ris")
    if ending in (*JSON_ENDINGS, ".ris"):
        return path
    return path.with_name(f"{path.name}{'.ris' if as_ris else '.json'}")


def _counted(number: int) -> str:
    return "1 source" if number == 1 else f"{number:,} sources"
