"""The headings of the open story, with what is still open under each; a click or Return goes there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from newsroom.text.markdown_blocks import Block, headings
from newsroom.text.sections import ClaimPlace, Section, section_at, sections_of
from ui.widgets.empty_state import EmptyState
from ui.widgets.record_list import RecordLine, RecordList

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsroom.desk.story_view import StoryView
    from newsroom.domain.anchor import Place
    from ui.editor.story_document import StoryDocument
    from ui.editor.story_editor import StoryEditor
    from ui.icons import Icons
    from ui.jobs import Job, JobRunner
    from ui.open_text import OpenText
    from ui.story_watch import StoryWatch


NO_HEADINGS = (
    "No headings yet",
    "A line that begins with ## becomes a heading. Here they stand with what is still open below each.",
)
NOTHING_OPEN = ("No story is open", "Open one, and its headings stand here.")


@dataclass(frozen=True, slots=True)
class _Read:
    """A text with its headings, and its sections as they stood when it was read."""

    text: str
    headings: tuple[Block, ...]
    sections: tuple[Section, ...]


class OutlinePane(QWidget):
    """Made anew in a job whenever typing rests or the check says something new; follows the caret."""

    def __init__(
        self, *, text: OpenText, watch: StoryWatch, editor: StoryEditor, jobs: JobRunner, icons: Icons,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._text = text
        self._watch = watch
        self._editor = editor
        self._jobs = jobs
        self._sections: tuple[Section, ...] = ()
        self._read = _Read("", (), ())
        self._ahead: tuple[StoryView, _Read] | None = None
        self._is_stale = True
        self.list = RecordList(name="Outline", icons=icons)
        self.empty = EmptyState("outline", *NO_HEADINGS, icons=icons)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.list)
        self._pages.addWidget(self.empty)
        self.setFocusProxy(self.list)
        self.list.opened.connect(self._go_to)
        self.list.clicked.connect(lambda _index: self._go_to(self.list.chosen_id))
        text.rested.connect(self._mark_stale)
        watch.prepare(self._read_ahead)
        watch.viewed.connect(self._take_view)
        editor.caret_moved.connect(self._follow)
        self._mark_stale()

    @property
    def sections(self) -> tuple[Section, ...]:
        return self._sections

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def _mark_stale(self, _told: object = None) -> None:
        self._is_stale = True
        if self.isVisible():
            self._refresh()

    def _read_ahead(self, view: StoryView) -> None:
        """In the job that reads: the sections of the words as they are stored, which mostly are those that stand open,
        so that they are shown together with all else."""
        self._ahead = (view, _read(view.draft.text, view, view.places, known=self._read))

    def _take_view(self, view: StoryView | None) -> None:
        document, ahead = self._text.document, self._ahead
        stored = document is not None and view is not None and document.text() == view.draft.text
        if not stored or ahead is None or ahead[0] is not view or not self.isVisible():
            self._mark_stale()
            return
        self._is_stale = False
        self._show(document, ahead[1])

    def _refresh(self) -> None:
        document = self._text.document
        if not self._is_stale:
            return
        self._is_stale = False
        text = document.text() if document is not None else ""
        view, places, known = self._watch.view, document.places() if document is not None else {}, self._read

        def read(_: Job) -> _Read:
            return _read(text, view, places, known=known)

        self._jobs.run(read, done=partial(self._show, document), key="outline", behind=True)

    def _show(self, document: StoryDocument | None, read: _Read) -> None:
        if document is not self._text.document:
            return
        self._read, sections = read, read.sections
        self._sections = sections
        self.list.show_lines([_line(number, section) for number, section in enumerate(sections)])
        self.empty.say(*(NO_HEADINGS if document is not None else NOTHING_OPEN))
        self._pages.setCurrentWidget(self.list if sections else self.empty)
        self._follow(self._editor.caret())

    def _follow(self, caret: int) -> None:
        number = section_at(self._sections, caret)
        # Asked at each key: the list is touched only when another section is entered.
        if number >= 0 and self.list.chosen_id != str(number):
            self.list.choose(str(number))

    def _go_to(self, number: str) -> None:
        if number:
            section = self._sections[int(number)]
            self._editor.go_to(section.start, section.words_end)


def _read(text: str, view: StoryView | None, places: Mapping[str, Place], *, known: _Read) -> _Read:
    found = known.headings if known.text == text else headings(text)
    return _Read(text, found, sections_of(text, claim_places(view, places), found=found))


def claim_places(view: StoryView | None, now: Mapping[str, Place]) -> list[ClaimPlace]:
    """Where the claims that count stand in the open text, whose places are those of ``now``."""
    if view is None:
        return []
    found: list[ClaimPlace] = []
    for claim_id, rated in view.claims.items():
        claim = rated.claim
        if claim.proposed:
            continue
        sourced = rated.level != "unsourced" or claim.common_knowledge or claim.own_observation
        for anchor in view.anchors_by_owner.get(claim_id, ()):
            place = now.get(anchor)
            if place is not None and place.state != "adrift":
                found.append(ClaimPlace(claim_id, place.start, sourced, claim_id in view.findings_by_record))
    return found


def _line(number: int, section: Section) -> RecordLine:
    spoken = ", ".join(part for part in (section.words, *section.detail.split(" · ")) if part)
    return RecordLine(
        id=str(number), title=section.words, subtitle=section.detail or "nothing marked", depth=section.depth,
        accessible=spoken,
    )  # fmt: skip
