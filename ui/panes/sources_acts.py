"""What can be done with the sources of the open story: each one step that Undo takes back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl

from newsroom.desk.proposals import accept_proposal, drop_proposal
from newsroom.desk.quotes import quote_from_capture
from newsroom.desk.sources import confirm_source, leave_story, set_holding, set_source_fields
from newsroom.desk.tags import set_tags_of, tags_of
from newsroom.desk.terms import agree_terms
from newsroom.domain.errors import Missing, NewsroomError
from newsroom.domain.source import Capture, OriginalFile
from ui.panes.sources_outside import OutsideCopies
from ui.panes.sources_reading import Passage

if TYPE_CHECKING:
    from newsroom.desk.desk import Desk
    from newsroom.desk.proposals import Proposal
    from newsroom.domain.source import HoldingState
    from ui.jobs import JobRunner
    from ui.notices import Notices
    from ui.story_watch import StoryWatch
    from ui.timeline import Timeline

FIELD_LABELS = {
    "title": "Change the title of a source", "publisher": "Change the outlet", "type": "Change what a source is",
    "published": "Change when it was published", "url": "Change the address", "authors": "Change who wrote it",
    "accessed_at": "Change when it was seen", "language": "Change the language", "description": "Change the note",
}  # fmt: skip


class SourceActs(QObject):
    """The verbs of the pane; each takes the id of the source it is about."""

    def __init__(
        self, *, desk: Desk, timeline: Timeline, watch: StoryWatch, jobs: JobRunner, notices: Notices,
        open_address: Callable[[QUrl], bool], parent: QObject,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._timeline = timeline
        self._watch = watch
        self._jobs = jobs
        self._notices = notices
        self._desk = desk
        self._outside = OutsideCopies(desk=desk, open_address=open_address)

    def set_field(self, source_id: str, name: str, value: object) -> None:
        """Changes one field; what a person sets is no guess any more."""
        self._timeline.run(FIELD_LABELS[name], set_source_fields, source_id=source_id, fields={name: value})

    def agree(self, source_id: str, value: str) -> None:
        """Notes what was agreed with the source."""
        self._timeline.run("Note what was agreed", agree_terms, record_id=source_id, value=value or "unspecified")

    def set_state(self, source_id: str, state: HoldingState) -> None:
        """Says how far the source was read."""
        view = self._watch.view
        if view is not None:
            self._timeline.run(
                "Say how far it was read", set_holding, story_id=view.story.id, source_id=source_id, state=state
            )

    def confirm(self, source_id: str, *, names: Sequence[str] | None = None) -> None:
        """Says that what was guessed about the source is right: the fields of ``names``, or all of it."""
        label = "Confirm the source" if names is None else "Confirm what was guessed"
        self._timeline.run(label, confirm_source, source_id=source_id, names=names)

    def set_tags(self, source_id: str, names: Sequence[str]) -> None:
        """Lets exactly these tags be on the source."""
        self._timeline.run("Change the tags of a source", set_tags_of, source_id=source_id, names=names)

    def look_up_tags(self, source_id: str, then: Callable[[str, tuple[str, ...]], None]) -> None:
        """The tags on a source."""
        queries = self._desk.queries
        self._jobs.run(
            lambda _: tags_of(queries, source_id), done=lambda names: then(source_id, names),
            failed=self._notices.tell_error, key="tags of a source",
        )  # fmt: skip

    def set_aside(self, source_id: str) -> None:
        """Takes the source out of the story's file; refused while something rests on it."""
        view = self._watch.view
        if view is not None:
            self._timeline.run("Set the source aside", leave_story, story_id=view.story.id, source_id=source_id)

    def take(self, source_id: str) -> None:
        """Takes a source that was only found in the text."""
        proposal = self.proposal_of(source_id)
        if proposal is not None:
            self._timeline.run("Take the source", accept_proposal, proposal=proposal)

    def drop(self, source_id: str) -> None:
        """Drops a source that was only found in the text."""
        proposal = self.proposal_of(source_id)
        if proposal is not None:
            self._timeline.run("Drop the source", drop_proposal, proposal=proposal)

    def proposal_of(self, source_id: str) -> Proposal | None:
        """The proposal a source is, None when somebody took it already."""
        view = self._watch.view
        proposals = view.proposals if view is not None else ()
        return next((one for one in proposals if one.kind == "source" and one.id == source_id), None)

    def keep_quote(self, passage: Passage) -> None:
        """Keeps words of a saved copy as a quote of the desk."""
        done = self._timeline.run(
            "Take as a quote", quote_from_capture,
            capture_id=passage.capture_id, start=passage.start, end=passage.end,
        )  # fmt: skip
        if done is not None:
            self._notices.note("Kept as a quote. It waits under Quotes until a place in the text uses it.")

    def picture_of(self, capture: Capture, page: int, width: int) -> bytes:
        """The page of a PDF (from 1) as PNG bytes so many pixels wide; raises ``NewsroomError``. Asked in a job."""
        from newsroom.importing.capture_text import page_picture

        if capture.original_file is None:
            raise Missing("Of this source only the words were kept, no file, so there is no page to show.")
        file = self._desk.queries.get(OriginalFile, capture.original_file)
        data = self._desk.archive.files.read(file.sha256)
        return page_picture(data, page=page, width=width, file_name=file.file_name or "document.pdf")

    def open_copy(self, capture: Capture) -> None:
        """Opens a copy of the kept file in the program the system has for it."""
        self._jobs.run(
            lambda _: self._outside.copy_out(capture), done=self._open, failed=self._notices.tell_error,
            label="Copying the file out",
        )  # fmt: skip

    def open_web_address(self, address: QUrl) -> None:
        """Hands an address to the browser, which alone goes to the network."""
        self._outside.open_web_address(address)

    def _open(self, path: Path) -> None:
        try:
            self._outside.open_copy(path)
        except NewsroomError as error:
            self._notices.tell_error(error)
