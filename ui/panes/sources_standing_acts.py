"""What is noted about a source after it was kept, and what is looked up about it: its uses and its log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from newsroom.desk.log_lines import log_lines
from newsroom.desk.sources import lift_embargo, post_notice, set_embargo, withdraw_notice
from newsroom.desk.where_used import where_used
from newsroom.domain.source import Source

if TYPE_CHECKING:
    from newsroom.desk.desk import Desk
    from newsroom.desk.log_lines import LogLine
    from newsroom.desk.where_used import WhereUsed
    from ui.jobs import JobRunner
    from ui.notices import Notices
    from ui.timeline import Timeline


class StandingActs(QObject):
    """Each change is one step that Undo takes back; look-ups answer in the window's thread."""

    def __init__(self, *, desk: Desk, timeline: Timeline, jobs: JobRunner, notices: Notices, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._timeline, self._jobs, self._notices = desk, timeline, jobs, notices

    def post(self, source_id: str, fields: Mapping[str, object]) -> bool:
        """Notes that a source was corrected or taken back; False when it was refused, which was told."""
        return self._timeline.run("Note a correction", post_notice, source_id=source_id, fields=fields) is not None

    def withdraw(self, notice_id: str) -> None:
        """Takes such a note back."""
        self._timeline.run("Withdraw the note", withdraw_notice, notice_id=notice_id)

    def embargo(self, source_id: str, until: str) -> None:
        """Notes until when the source may not be used; empty: it may be used now."""
        if until:
            self._timeline.run("Note the embargo", set_embargo, source_id=source_id, until=until)
        else:
            self._timeline.run("Lift the embargo", lift_embargo, source_id=source_id)

    def look_up_uses(self, source_id: str, then: Callable[[WhereUsed], None]) -> None:
        """What rests on a source, on the whole desk."""
        queries = self._desk.queries
        self._jobs.run(
            lambda _: where_used(queries, "source", source_id), done=then, failed=self._notices.tell_error,
            key="where a source is used",
        )  # fmt: skip

    def look_up_log(self, source_id: str, then: Callable[[tuple[LogLine, ...]], None]) -> None:
        """What was done to a source, the newest first."""
        queries = self._desk.queries
        self._jobs.run(
            lambda _: log_lines(queries, queries.get(Source, source_id), limit=100), done=then,
            failed=self._notices.tell_error, key="log of a source",
        )  # fmt: skip
