"""Where the house moves stages by rule: the box that says what a move waits for, the window that lists it, approvals
in somebody's name, and the marks of a check. Where stages are moved by hand nothing of it is seen."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from newsroom.desk.approvals import (
    Ready,
    approve_story,
    clear_legal,
    facts_to_move,
    mark_checks,
    move_by_rule,
    ready_to_move,
    waive_rule,
    weigh_to_move,
)
from newsroom.desk.signed import waived_rules
from newsroom.domain.draft import CheckMark
from newsroom.domain.errors import NewsroomError
from newsroom.domain.profile import RULES
from newsroom.domain.readiness import may_be_waived, unmet_for_move, way_to
from newsroom.domain.story import Stage
from newsroom.domain.wording import STAGE_NAMES
from ui.dialogs.approval import ApprovalWindow, Settled, Way

if TYPE_CHECKING:
    from newsroom.desk.desk import Desk
    from newsroom.desk.story_view import StoryView
    from newsroom.domain.profile import Profile
    from newsroom.domain.readiness import Finding
    from newsroom.domain.readiness_facts import StoryFacts
    from ui.actions import Actions
    from ui.icons import Icons
    from ui.jobs import Job, JobRunner
    from ui.notices import Notices
    from ui.saving import Saving
    from ui.story_page import StoryPage
    from ui.story_watch import StoryWatch
    from ui.timeline import Timeline

CHECKS: Mapping[str, CheckMark] = {
    "checked_holds": "verified", "checked_changed": "verified_changed", "checked_no_check": "not_checkable",
    "checked_wrong": "wrong", "checked_unverified": "cannot_verify",
}  # fmt: skip
"""Action → the mark it leaves."""
ACTS = ("next_stage", "approve", "clear_legal", *CHECKS)
ONWARD: Mapping[Stage, Stage] = {
    "draft": "submitted", "submitted": "checking", "checking": "checked", "editing": "checked", "checked": "approved",
    "legal": "cleared", "cleared": "approved", "approved": "exported",
}  # fmt: skip
"""Where a story goes next."""
ALIKE: Mapping[Stage, tuple[Stage, ...]] = {
    "submitted": ("submitted", "checking", "editing"), "checked": ("checked", "legal", "cleared"),
    "approved": ("approved",), "exported": ("exported", "updated", "corrected", "retracted"),
}  # fmt: skip
"""The stages with rules of their own, and those the same points keep a story from."""


class Approving(QObject):
    """``go_to`` takes the person to where a point stands, ``claim_meant`` says which claim is looked at, ``export``
    opens the way out."""

    def __init__(
        self, *, desk: Desk, profile: Profile, watch: StoryWatch, timeline: Timeline, jobs: JobRunner, saving: Saving,
        page: StoryPage, actions: Actions, notices: Notices, icons: Icons, go_to: Callable[[Finding], object],
        claim_meant: Callable[[], str], export: Callable[[], object],
        clock: Callable[[], datetime] = lambda: datetime.now(UTC), parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent or page)
        self._desk, self._profile, self._watch, self._timeline = desk, profile, watch, timeline
        self._jobs, self._saving, self._page, self._notices = jobs, saving, page, notices
        self._icons, self._go_to, self._claim_meant, self._export = icons, go_to, claim_meant, export
        self._clock = clock
        self._made: ApprovalWindow | None = None
        actions.bind("next_stage", self.next_stage)
        actions.bind("approve", partial(self.call, "approved"))
        actions.bind("clear_legal", partial(self.call, "cleared"))
        for name, mark in CHECKS.items():
            actions.bind(name, partial(self.mark, mark))
        is_ruled = profile.stages == "by_rule"
        for name in ACTS:
            actions.offer(name, is_ruled)
        if is_ruled:
            page.move_by(self.move)
            watch.viewed.connect(self._viewed)
            self._viewed(watch.view)

    def next_stage(self) -> None:
        """Shows what keeps the story from the stage that comes next."""
        view = self._watch.view
        if view is None:
            return
        stage = ONWARD.get(view.story.stage)
        if stage is None:
            self._notices.note(f"No stage follows “{STAGE_NAMES[view.story.stage]}” by itself. Choose one in its box.")
        else:
            self.call(stage)

    def call(self, stage: Stage) -> None:
        """Opens the window on the way to a stage."""
        if self._watch.view is not None:
            self._window.ask(_way(stage), writable=not self._desk.archive.is_read_only)
            self._window.call()
            self._read_unmet()

    def move(self, stage: str) -> None:
        """Takes the story to a stage when nothing keeps it from there; else, and where a name is wanted, the window
        says what to do first."""
        way = _way(_stage(stage))
        if way.who:
            self.call(way.stage)
        else:
            self._try(Settled(way))

    def mark(self, mark: CheckMark) -> None:
        """Notes what the check of the claim looked at came to."""
        view, claim = self._watch.view, self._claim_meant()
        anchors = view.anchors_of(claim) if view is not None and claim else ()
        if view is None or not anchors:
            self._notices.note("Put the caret in a claim, or choose one: the check is noted at its words.")
            return
        self._timeline.run("Note the check", mark_checks, story_id=view.story.id, anchor_ids=anchors, mark=mark)

    @property
    def _window(self) -> ApprovalWindow:
        # Made when it is first asked for: most hours no story moves.
        if self._made is None:
            may_waive = partial(_may_waive, self._profile)
            self._made = ApprovalWindow(icons=self._icons, may_waive=may_waive, parent=self._page.window())
            self._made.settled.connect(self._try)
            self._made.waived.connect(self._waive)
            self._made.opened.connect(self._go_to)
        return self._made

    def _viewed(self, view: StoryView | None) -> None:
        if view is None:
            if self._made is not None:
                self._made.close()
            return
        queries, checked, profile = self._desk.queries, view.checked, self._profile

        def count(_: Job) -> dict[str, int]:
            return open_points(facts_to_move(queries, checked), profile, waived=waived_rules(checked.records, profile))

        self._jobs.run(count, done=self._page.stage.show_open, key="stages", behind=True)
        self._read_unmet()

    def _read_unmet(self) -> None:
        """Shows in the window, where it is open, what is unmet now."""
        window, view = self._made, self._watch.view
        if view is None or window is None or not window.isVisible() or window.way is None:
            return
        queries, stage, profile = self._desk.queries, window.way.stage, self._profile
        self._jobs.run(
            lambda _: weigh_to_move(queries, view.checked, to=stage, profile=profile), done=self._show, key="unmet",
            failed=self._notices.tell_error,
        )  # fmt: skip

    def _is_shown(self, ready: Ready) -> bool:
        """Whether the story weighed is still the one looked at."""
        return self._watch.view is not None and self._watch.view.story.id == ready.checked.records.story.id

    def _show(self, ready: Ready) -> None:
        if not self._is_shown(ready):
            return
        waived = waived_rules(ready.checked.records, self._profile)
        told = tuple(f"{RULES[code].sentence} {sentence}" for code, sentence in waived.items())
        self._window.show_unmet(ready.unmet, text=ready.checked.records.draft.text, waived=told)

    def _try(self, settled: Settled) -> None:
        """Weighs the story as it lies on the desk with its newest words, and moves it when nothing keeps it."""
        try:
            self._saving.flush_all()
        except NewsroomError as error:
            self._notices.tell_error(error)
            return
        view = self._watch.view
        if view is None:
            return
        queries, story, profile, now = self._desk.queries, view.story.id, self._profile, self._clock()
        self._jobs.run(
            lambda _: ready_to_move(queries, story, to=settled.way.stage, profile=profile, now=now),
            done=partial(self._move_when_ready, settled), failed=self._notices.tell_error, key="move",
        )  # fmt: skip

    def _move_when_ready(self, settled: Settled, ready: Ready) -> None:
        stage = settled.way.stage
        if not self._is_shown(ready):
            return
        if ready.unmet:
            self.call(stage)
        elif stage == "exported":
            self._close()
            self._export()
        elif self._moved(settled, ready):
            self._close()

    def _moved(self, settled: Settled, ready: Ready) -> bool:
        story, stage = ready.checked.records.story.id, settled.way.stage
        if stage not in ("approved", "cleared"):
            return self._act("Move the stage", move_by_rule, story_id=story, to_stage=stage)
        label, sign = ("Approve", approve_story) if stage == "approved" else ("Clear the story", clear_legal)
        return self._act(
            label, sign, story_id=story, sha256=ready.sha256, statement=settled.statement, by=settled.by
        )  # fmt: skip

    def _waive(self, finding: Finding, reason: str, by: str) -> None:
        view = self._watch.view
        if view is not None:
            self._act(
                "Waive a rule", waive_rule, story_id=view.story.id, rule=finding.code, reason=reason, by=by,
                profile=self._profile,
            )  # fmt: skip

    def _act(self, label: str, operation: Callable[..., object], **given: object) -> bool:
        """Does it as one step of the timeline. A refusal is told where the person looks: in the open window."""
        try:
            self._saving.flush_all()
            done = self._desk.run(label, operation, **given)
        except NewsroomError as error:
            if self._made is not None and self._made.isVisible():
                self._made.refuse(str(error))
            else:
                self._notices.tell_error(error)
            return False
        self._timeline.take(done.changes)
        return True

    def _close(self) -> None:
        if self._made is not None:
            self._made.close()


def open_points(facts: StoryFacts, profile: Profile, *, waived: Collection[str] = ()) -> dict[str, int]:
    """Stage → how many points keep the story from it; those it may go to at once are left out."""
    at = way_to(facts.stage)
    counted: dict[str, int] = {}
    for stage, alike in ALIKE.items():
        # A way back is free, and looked at again is only what is signed or leaves.
        if way_to(stage) > at or stage in ("approved", "exported"):
            found = unmet_for_move(facts, profile, to=stage, waived=waived)
            ahead = alike if way_to(stage) > at else (stage,)
            counted |= dict.fromkeys(ahead, len(found)) if found else {}
    return counted


def _stage(words: str) -> Stage:
    return next(stage for stage in STAGE_NAMES if stage == words)


def _may_waive(profile: Profile, finding: Finding) -> bool:
    return may_be_waived(finding.code, profile)


def _way(stage: Stage) -> Way:
    name = STAGE_NAMES[stage]
    verbs = {"approved": "Approve", "cleared": "Cleared by the lawyer", "exported": "Export…"}
    who = {"approved": "The editor who approves it, none of its authors", "cleared": "The lawyer who cleared it"}
    return Way(stage, name, verbs.get(stage, f"Move to “{name}”"), who.get(stage, ""))
