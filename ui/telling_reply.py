"""What came of a request, told in the text: the exact sentence at the caret by one key, tied to its request, and
changed where it stands when something else came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from newsroom.desk.request_lines import RequestLine, request_lines
from newsroom.desk.requests import tell_reply
from newsroom.domain.anchor import TextEdit
from newsroom.text.quote_wording import Wording
from ui.quoting import place_for
from ui.time_words import here_and_now

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from newsroom.desk.desk import Desk
    from ui.actions import Actions
    from ui.editor.story_document import StoryDocument
    from ui.editor.story_editor import StoryEditor
    from ui.focus import Focus
    from ui.jobs import JobRunner
    from ui.notices import Notices
    from ui.timeline import Timeline

LABEL = "Tell the reply"


class TellingReply(QObject):
    """``show_ledger`` opens the ledger, for whoever has to say which reply."""

    def __init__(
        self, *, desk: Desk, editor: StoryEditor, focus: Focus, timeline: Timeline, jobs: JobRunner, actions: Actions,
        notices: Notices, show_ledger: Callable[[], None], clock: Callable[[], datetime] = here_and_now,
    ) -> None:  # fmt: skip
        super().__init__(editor)
        self._desk, self._editor, self._focus, self._timeline = desk, editor, focus, timeline
        self._jobs, self._notices, self._show_ledger, self._clock = jobs, notices, show_ledger, clock
        actions.bind("tell_reply", self.tell_waiting)

    def tell_waiting(self) -> None:
        """Tells the one reply of the open story that waits to be told; of several the ledger asks which."""
        queries, story, now = self._desk.queries, self._focus.story, self._clock()
        self._jobs.run(
            lambda _: request_lines(queries, now=now, story_id=story),
            done=self._tell_one, failed=self._notices.tell_error, key="replies to tell",
        )  # fmt: skip

    def _tell_one(self, lines: tuple[RequestLine, ...]) -> None:
        waiting = [line for line in lines if line.wants_telling]
        if len(waiting) == 1:
            self.tell(waiting[0])
        elif waiting:
            self._show_ledger()
        else:
            self._notices.note("No reply waits to be told. “Asked for comment…” shows what came of each request.")

    def tell(self, line: RequestLine) -> None:
        """Puts the sentence of a request in the text, or changes it where it stands."""
        document = self._editor.story_document
        if document is None or document.story_id != line.request.story:
            self._notices.note("That reply belongs to another story. Go to the story first.")
            return
        if self._editor.isReadOnly() or not line.sentence:
            return
        edit, start = self._edit(document, line)
        document.replace((edit,), label=LABEL)
        end = start + len(line.sentence)
        done = self._timeline.do(LABEL, tell_reply, request_id=line.request.id, start=start, end=end)
        if done is None:
            self._timeline.undo()
            return
        self._timeline.join(done.changes)
        self._editor.go_to(start, end)

    def _edit(self, document: StoryDocument, line: RequestLine) -> tuple[TextEdit, int]:
        place = document.place(line.request.reply_anchor or "")
        if place is not None and place.start < place.end:
            old = document.text()[place.start : place.end]
            return TextEdit(place.start, old, line.sentence), place.start
        at, before, behind = place_for(document, self._editor, Wording("before", line.sentence, (), "indirect"))
        return TextEdit(at, "", f"{before}{line.sentence}{behind}"), at + len(before)
