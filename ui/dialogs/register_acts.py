"""What is done in the register with the sources selected: each one step that Undo takes back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from newsroom.desk.many_sources import bin_sources, change_sources, hold_sources, merge_into, take_out_of_bin
from newsroom.desk.merging import duplicate_candidates
from newsroom.desk.tags import TagUse, change_tags, rename_tag, tags_in_use
from newsroom.domain.errors import NewsroomError
from newsroom.domain.source import Source
from ui.dialogs.register_change import ChangeSources
from ui.dialogs.register_merge import DuplicatesList, Mergeable, MergeSources, read_mergeable
from ui.dialogs.register_tags import RenameTag, TagSources

if TYPE_CHECKING:
    from newsroom.desk.desk import Desk
    from newsroom.desk.merging import DuplicateCandidates
    from ui.focus import Focus
    from ui.icons import Icons
    from ui.jobs import JobRunner
    from ui.notices import Notices
    from ui.rating_outlets import OutletRatings
    from ui.source_lists import SourceLists
    from ui.timeline import Timeline

MOST_MERGED = 12
"""More sources than this are hardly one."""


class RegisterActs(QObject):
    """The verbs of the register; ``window`` is what their dialogs stand over."""

    def __init__(
        self, *, desk: Desk, timeline: Timeline, focus: Focus, jobs: JobRunner, notices: Notices, icons: Icons,
        lists: SourceLists, outlets: OutletRatings, window: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._lists, self._outlets = lists, outlets
        self._desk, self._timeline, self._focus, self._jobs = desk, timeline, focus, jobs
        self._notices, self._icons, self._window = notices, icons, window

    def lay_in_story(self, ids: Sequence[str]) -> None:
        """Lays the sources in the open story's file."""
        story = self._focus.story
        if not (story and ids):
            return
        done = self._timeline.run(f"Lay {_several(ids)} in the story’s file", hold_sources, story_id=story, ids=ids)
        if done is not None:
            self._notices.note(f"{_several(ids, capital=True)} now in the file of the open story.")

    def change(self, ids: Sequence[str]) -> None:
        """Asks what to change, and changes it in all of them."""
        if not ids:
            return
        dialog = ChangeSources(count=len(ids), parent=self._window)
        dialog.wanted.connect(
            lambda fields, terms: self._timeline.run(
                f"Change {_several(ids)}", change_sources, ids=ids, fields=fields, terms=terms
            )
        )
        _open(dialog)

    def tag(self, ids: Sequence[str]) -> None:
        """Asks which tags they are to bear, and puts them on or takes them off all of them."""
        if not ids:
            return
        self._jobs.run(
            lambda _: tags_in_use(self._desk.queries, ids=ids), done=lambda uses: self._ask_tags(ids, uses),
            failed=self._notices.tell_error, key="register tags",
        )  # fmt: skip

    def rename_tag(self, chosen: str) -> None:
        """Asks which tag is to be called what, first the one whose id is given; one name makes two tags one."""
        self._jobs.run(
            lambda _: tags_in_use(self._desk.queries, ids=()), done=lambda uses: self._ask_name(chosen, uses),
            failed=self._notices.tell_error, key="register tag names",
        )  # fmt: skip

    def rate(self, ids: Sequence[str]) -> None:
        """Asks how good the outlet of the first of them is."""
        if not ids:
            return
        try:
            source = self._desk.queries.get(Source, ids[0])
        except NewsroomError as error:
            self._notices.tell_error(error)
            return
        self._outlets.ask(source.publisher, url=source.url, over=self._window)

    def bring_in(self) -> None:
        """Asks for a list of sources and brings it in, into no story's file."""
        self._lists.choose_in(over=self._window)

    def put_out(self) -> None:
        """Asks for a file and puts all sources of the desk out into it."""
        self._lists.choose_out(over=self._window)

    def merge(self, ids: Sequence[str]) -> None:
        """Asks which one is kept, and makes them one."""
        if len(ids) < 2:
            self._notices.note("Select two sources or more that are one and the same.")
        elif len(ids) > MOST_MERGED:
            self._notices.note(f"These are {len(ids)} sources. Select at most {MOST_MERGED} that are one and the same.")
        else:
            self._jobs.run(
                lambda _: read_mergeable(self._desk, ids), done=self._ask_merge, failed=self._notices.tell_error,
                key="register merge",
            )  # fmt: skip

    def find_duplicates(self) -> None:
        """Looks through the whole desk for sources that may be one; they are shown, nothing is done."""
        self._jobs.run(
            lambda _: duplicate_candidates(self._desk.queries), done=self._show_duplicates,
            failed=self._notices.tell_error, label="Looking for sources that may be one", key="register duplicates",
        )  # fmt: skip

    def bin(self, ids: Sequence[str]) -> None:
        """Lays the sources in the bin; refused while something of a story rests on one."""
        if ids:
            self._timeline.run(f"Move {_several(ids)} to the bin", bin_sources, ids=ids)

    def take_out(self, ids: Sequence[str]) -> None:
        """Takes the sources out of the bin."""
        if ids:
            self._timeline.run(f"Take {_several(ids)} out of the bin", take_out_of_bin, ids=ids)

    def _ask_tags(self, ids: Sequence[str], uses: Sequence[TagUse]) -> None:
        dialog = TagSources(count=len(ids), uses=uses, parent=self._window)
        dialog.wanted.connect(
            lambda put_on, take_off: self._timeline.run(
                f"Change the tags of {_several(ids)}", change_tags, ids=ids, put_on=put_on, take_off=take_off
            )
        )
        _open(dialog)

    def _ask_name(self, chosen: str, uses: Sequence[TagUse]) -> None:
        if not uses:
            self._notices.note("This desk has no tags yet. Select sources and choose Tags… to make one.")
            return
        dialog = RenameTag(tags=[use.tag for use in uses], chosen=chosen, parent=self._window)
        dialog.wanted.connect(lambda tag, name: self._timeline.run("Rename a tag", rename_tag, tag_id=tag, name=name))
        _open(dialog)

    def _ask_merge(self, sources: tuple[Mergeable, ...]) -> None:
        dialog = MergeSources(sources=sources, parent=self._window)
        dialog.wanted.connect(partial(self._merge))
        _open(dialog)

    def _merge(self, keep: str, drop: tuple[str, ...]) -> None:
        self._timeline.run(f"Make {len(drop) + 1} sources one", merge_into, keep=keep, drop=drop)

    def _show_duplicates(self, groups: tuple[DuplicateCandidates, ...]) -> None:
        dialog = DuplicatesList(groups=groups, icons=self._icons, parent=self._window)
        dialog.opened.connect(self.merge)
        _open(dialog)


def _open(dialog: QDialog) -> None:
    dialog.finished.connect(lambda _result: dialog.deleteLater())
    dialog.open()


def _several(ids: Sequence[str], *, capital: bool = False) -> str:
    if len(ids) == 1:
        return "One source is" if capital else "a source"
    return f"{len(ids):,} sources{' are' if capital else ''}"
