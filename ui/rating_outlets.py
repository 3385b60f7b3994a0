"""Rating an outlet, asked for from a source or from the register: one step that Undo takes back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from newsroom.desk.ratings import outlet_lines, read_outlet
from newsroom.desk.sources import rate_publisher
from newsroom.domain.wording import GRADE_NAMES
from ui.dialogs.chooser import Choice, Chooser
from ui.dialogs.outlets import OutletDialog

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from newsroom.desk.desk import Desk
    from newsroom.desk.ratings import Outlet, OutletLine
    from newsroom.domain.claim import Grade
    from ui.actions import Actions
    from ui.icons import Icons
    from ui.jobs import JobRunner
    from ui.notices import Notices
    from ui.timeline import Timeline


class OutletRatings(QObject):
    """Binds ``outlets``. ``ask`` shows how an outlet was rated and takes a new grade."""

    def __init__(
        self, *, desk: Desk, timeline: Timeline, jobs: JobRunner, notices: Notices, actions: Actions, icons: Icons,
        clock: Callable[[], datetime], window: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._desk, self._timeline, self._jobs, self._notices = desk, timeline, jobs, notices
        self._icons, self._clock, self._window = icons, clock, window
        actions.bind("outlets", self.choose)

    def ask(self, name: str, *, url: str = "", over: QWidget | None = None) -> None:
        """For the outlet of that name, known else by the address; the dialog stands ``over`` a window."""
        if not name.strip():
            self._notices.note("Nobody has said which outlet this is from. Write its name first.")
            return
        desk, today = self._desk, self._clock().date()
        self._jobs.run(
            lambda _: read_outlet(desk.queries, name, url=url, today=today),
            done=lambda outlet: self._show(outlet, over or self._window), failed=self._notices.tell_error,
            key="how an outlet is rated",
        )  # fmt: skip

    def choose(self) -> None:
        """Shows all outlets of the desk, those nobody rated first, to choose one and rate it."""
        desk, today = self._desk, self._clock().date()
        self._jobs.run(
            lambda _: outlet_lines(desk.queries, today=today), done=self._offer, failed=self._notices.tell_error,
            key="outlets of the desk",
        )  # fmt: skip

    def _offer(self, lines: tuple[OutletLine, ...]) -> None:
        chooser = Chooser(title="Outlets", prompt="Find an outlet to rate", icons=self._icons, parent=self._window)
        chooser.offer([Choice(one.name, _about(one), partial(self.ask, one.name), icon="source") for one in lines])
        chooser.finished.connect(lambda _result: chooser.deleteLater())
        chooser.open()

    def _show(self, outlet: Outlet, over: QWidget) -> None:
        dialog = OutletDialog(outlet=outlet, writable=not self._desk.archive.is_read_only, parent=over)
        dialog.wanted.connect(lambda grade, reason, since: self._rate(outlet.name, grade, reason, since))
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()

    def _rate(self, name: str, grade: str, reason: str, since: str) -> None:
        done = self._timeline.run(
            f"Rate {name}", rate_publisher, name=name, grade=cast("Grade", grade), reason=reason, rated_from=since
        )
        if done is not None:
            self._notices.note(f"“{name}” is rated as {GRADE_NAMES[cast('Grade', grade)]}.")


def _about(line: OutletLine) -> str:
    grade = GRADE_NAMES[line.grade] if line.grade is not None else "not rated yet"
    sources = "1 source" if line.sources == 1 else f"{line.sources:,} sources"
    return f"{grade} · {sources if line.sources else 'no source of this desk'}"
