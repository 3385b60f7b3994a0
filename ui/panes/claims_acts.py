"""What is done to a claim and its evidence, each as one step of the timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from newsroom.desk import claims as verbs
from newsroom.desk.claim_dates import check_today
from newsroom.desk.claim_marks import note_seen
from newsroom.desk.dismissals import dismiss_finding
from newsroom.desk.joining import join_claims
from newsroom.desk.proposals import accept_proposal, drop_proposal
from newsroom.desk.sources import rate_publisher
from newsroom.domain.claim import Grade, Level, ReasonCode
from ui.panes.claims_fields import LABELS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsroom.desk.proposals import Proposal
    from newsroom.domain.claim import Override
    from newsroom.domain.readiness import Finding
    from ui.panes.claims_lines import ClaimDetail
    from ui.timeline import Timeline


class ClaimActs:
    """Refusals are told by the timeline. ``story`` gives the id of the open one."""

    def __init__(self, *, timeline: Timeline, story: Callable[[], str]) -> None:
        self._timeline = timeline
        self._story = story

    def set_field(self, claim_id: str, field: str, value: object) -> None:
        label = LABELS.get(field, "Change what it waits for")
        self._timeline.run(label, verbs.set_claim_fields, claim_id=claim_id, fields={field: value})

    def check_today(self, claim_id: str) -> None:
        self._timeline.run("Check the claim today", check_today, claim_id=claim_id)

    def note_seen(self, claim_id: str, words: str) -> None:
        self._timeline.run("Note what we saw", note_seen, claim_id=claim_id, words=words)

    def attach(self, claim_id: str, kind: str, record_id: str) -> str:
        """Attaches a source or a quote; the id of the evidence, empty when it was refused."""
        source, quote = (record_id, None) if kind == "source" else (None, record_id)
        done = self._timeline.run(
            "Add evidence", verbs.attach_evidence, claim_id=claim_id, source_id=source, quote_id=quote
        )
        return done.value.id if done is not None else ""

    def set_evidence(self, evidence_id: str, fields: dict[str, object]) -> None:
        self._timeline.run("Change the evidence", verbs.set_evidence_fields, evidence_id=evidence_id, fields=fields)

    def detach(self, evidence_id: str) -> None:
        self._timeline.run("Remove the evidence", verbs.detach_evidence, evidence_id=evidence_id)

    def rate(self, _evidence_id: str, outlet: str, grade: str) -> None:
        """Grades an outlet from today on; all its reports count by that."""
        self._timeline.run(
            f"Rate {outlet}", rate_publisher, name=outlet, grade=cast("Grade", grade),
            reason="Judged where it was cited as evidence.",
        )  # fmt: skip

    def override(self, detail: ClaimDetail, level: str, reason: str, note: str) -> None:
        self._timeline.run(
            "Set the level by hand", verbs.override_level, claim_id=detail.claim.id, level=cast("Level", level),
            reason_code=cast("ReasonCode", reason), note=note, suggested=detail.suggested,
            evidence_hash=detail.evidence_hash,
        )  # fmt: skip

    def keep_override(self, detail: ClaimDetail, held: Override) -> None:
        """Sets the same level again beside the suggestion as it is now; where that is the same, it holds by itself."""
        if held.level == detail.suggested:
            self.clear_override(detail.claim.id)
            return
        self.override(detail, held.level, held.reason_code, held.note)

    def clear_override(self, claim_id: str) -> None:
        self._timeline.run("Use the suggestion", verbs.clear_override, claim_id=claim_id)

    def take(self, proposal: Proposal) -> None:
        self._timeline.run("Take the claim", accept_proposal, proposal=proposal)

    def drop(self, proposal: Proposal) -> None:
        self._timeline.run("Drop the claim", drop_proposal, proposal=proposal)

    def join(self, keep: str, others: Sequence[str]) -> None:
        self._timeline.run("Join the claims", join_claims, keep=keep, others=others)

    def keep_apart(self, finding: Finding, reason: str) -> None:
        self._timeline.run(
            "Keep the claims apart", dismiss_finding, story_id=self._story(), finding=finding, reason=reason
        )

    def unmark(self, claim_id: str) -> None:
        self._timeline.run("Remove the claim", verbs.unmark_claim, claim_id=claim_id)
