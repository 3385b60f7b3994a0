"""The way of a story to its readers, made after the first paint: its stages, who approves it, and how it leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.approving import Approving
from ui.exporting import Exporting, place_of_finding

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsroom.domain.readiness import Finding
    from ui.furnishing import Parts
    from ui.going import Going

FOLLOWED = ("claim", "quote_use", "source", "comment_request")
"""The kinds of record that have a place of their own in the window."""


def furnish_leaving(
    parts: Parts, *, going: Going, follow: Callable[[str, str, str], None], claim_meant: Callable[[], str]
) -> None:  # fmt: skip
    """Binds the stages that move by rule, the marks of a check, the export, the copy and the printer."""
    page, actions = parts.window.page, parts.actions
    is_ruled = parts.profile.stages == "by_rule"

    def go_beyond(finding: Finding) -> None:
        """To what a point speaks of, where it is not the text."""
        if is_ruled and finding.code in ("NOT_APPROVED", "CHANGED_SINCE_APPROVAL"):
            approving.call("approved")
        elif finding.record and finding.record_kind in FOLLOWED:
            follow(parts.focus.story, finding.record_kind, finding.record)
        else:
            going.to_record(parts.focus.story, "story", parts.focus.story)
            (page.byline if finding.code == "NO_BYLINE" else page.headline).setFocus()

    def go_to(finding: Finding) -> None:
        place = place_of_finding(finding, editor=page.editor, view=parts.watch.view)
        if place is not None:
            going.to_place(parts.focus.story, *place)
        else:
            go_beyond(finding)

    Exporting(
        window=parts.window, desk=parts.desk, watch=parts.watch, editor=page.editor, jobs=parts.jobs,
        saving=parts.saving, session=parts.session, settings=parts.settings, actions=actions,
        notices=parts.notices, icons=parts.icons, go_beyond=go_beyond,
    )  # fmt: skip
    approving = Approving(
        desk=parts.desk, profile=parts.profile, watch=parts.watch, timeline=parts.timeline, jobs=parts.jobs,
        saving=parts.saving, page=page, actions=actions, notices=parts.notices, icons=parts.icons, go_to=go_to,
        claim_meant=claim_meant, export=actions["export"].trigger,
    )  # fmt: skip
