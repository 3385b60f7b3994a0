"""The stage of several stories set at once; where the house moves stages by rule, only of those nothing keeps back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, cast

from newsroom.desk.approvals import unmet_to_move
from newsroom.desk.many_stories import move_by_rules, move_stages
from newsroom.domain.wording import STAGE_NAMES

if TYPE_CHECKING:
    from newsroom.desk.desk import Desk
    from newsroom.domain.profile import Profile
    from newsroom.domain.story import Stage
    from ui.jobs import Job, JobRunner
    from ui.notices import Notices
    from ui.timeline import Timeline


class StagesOfMany:
    """Each call of ``move`` is one act, taken back as one."""

    def __init__(
        self, *, desk: Desk, profile: Profile, timeline: Timeline, jobs: JobRunner, notices: Notices,
        clock: Callable[[], datetime],
    ) -> None:  # fmt: skip
        self._desk, self._profile, self._timeline = desk, profile, timeline
        self._jobs, self._notices, self._clock = jobs, notices, clock

    def move(self, ids: Sequence[str], stage: str, *, label: str) -> None:
        """Moves the stories; says how many the house rules keep back."""
        if self._profile.stages != "by_rule":
            self._timeline.run(label, move_stages, story_ids=ids, to_stage=stage)
            return
        queries, profile, now = self._desk.queries, self._profile, self._clock()

        def free(_: Job) -> list[str]:
            return [one for one in ids if not unmet_to_move(queries, one, to=stage, profile=profile, now=now)]

        def go(moving: list[str]) -> None:
            if moving:
                self._timeline.run(label, move_by_rules, story_ids=moving, to_stage=stage)
            self._tell(len(ids) - len(moving), stage)

        self._jobs.run(free, done=go, failed=self._notices.tell_error, label="Looking at what may move")

    def _tell(self, kept: int, stage: str) -> None:
        if kept:
            stories = "1 story is" if kept == 1 else f"{kept} stories are"
            name = STAGE_NAMES[cast("Stage", stage)]
            self._notices.note(
                f"{stories} kept from “{name}” by the house rules. Open one and choose the stage in its box: it says "
                "what is to be settled first."
            )
