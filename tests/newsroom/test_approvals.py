"""A story that moves by rule: who signs it, what is waived, what the checker marks, and the whole way to readers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from newsroom.desk.approvals import (
    approve_story,
    clear_legal,
    mark_check,
    mark_checks,
    move_by_rule,
    ready_to_move,
    unmet_to_move,
    waive_rule,
)
from newsroom.desk.check import Checked, check_story
from newsroom.desk.claims import attach_evidence, find_in_draft, mark_claim
from newsroom.desk.desk import Desk
from newsroom.desk.drafts import draft_of, save_draft
from newsroom.desk.members import ensure_member
from newsroom.desk.sources import NewCapture, add_capture, add_source, rate_publisher
from newsroom.desk.stories import set_story_fields, start_story
from newsroom.domain.draft import Anchor, Check, Revision
from newsroom.domain.errors import Missing, Refused
from newsroom.domain.story import SignOff, StageMove, Story, Waiver
from newsroom.settings import Settings, read_profile
from newsroom.tasks.exports import barring, put_out
from tests.builders import new_desk, steady_ids

NOW = datetime(2025, 10, 5, 12, 0, tzinfo=UTC)
FIRST = "The ferry to Skarholm is cancelled"
TEXT = f"{FIRST}, the Tarnby Courier reported.\n"
REASON = "The port office confirmed it by telephone."


@dataclass(frozen=True, slots=True)
class Bench:
    """A story of Ida Renner's on a desk where Bo Lund sits at the keyboard, in a house that moves by rule."""

    desk: Desk
    story: str
    claim: str

    def run(self, operation: Callable[..., Any], **given: object) -> Any:
        return self.desk.run("Act", operation, story_id=self.story, **given).value

    def unmet(self, to: str) -> list[str]:
        found = unmet_to_move(self.desk.queries, self.story, to=to, profile=read_profile("full"), now=NOW)
        return [one.code for one in found]

    def hash(self) -> str:
        return ready_to_move(
            self.desk.queries, self.story, to="approved", profile=read_profile("full"), now=NOW
        ).sha256

    def approve(self, **given: object) -> SignOff:
        return self.run(approve_story, sha256=self.hash(), **given)

    def anchor(self) -> str:
        return self.desk.queries.where(Anchor, story=self.story, owner=self.claim)[0].id

    def stage(self) -> str:
        return self.desk.queries.get(Story, self.story).stage

    def checked(self) -> Checked:
        return check_story(self.desk.queries.story_records(self.story), profile=read_profile("full"), now=NOW)

    def rewrite(self, text: str) -> None:
        self.run(save_draft, text=text)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    desk = new_desk(tmp_path / "desk", ids=steady_ids())
    desk.actor = desk.run("Sit", ensure_member, name="Bo Lund").value.id
    fields = {"headline": "Skarholm ferry cancelled, Tarnby Courier reports", "byline": "By Ida Renner and Kim Holt"}
    story = desk.run("New", start_story, fields=fields, text=TEXT).value.id
    start, end = find_in_draft(TEXT, FIRST)
    claim = desk.run("Mark", mark_claim, story_id=story, start=start, end=end).value.id
    source = desk.run(
        "Add", add_source, story_id=story,
        fields={"type": "news_report", "title": "Ferry off", "publisher": "Tarnby Courier"},
    ).value.id  # fmt: skip
    desk.run("Keep", add_capture, source_id=source, capture=NewCapture(None, "pasted", "The ferry is cancelled."))
    desk.run("Rate", rate_publisher, name="Tarnby Courier", grade="B", reason="Corrects its errors.")
    desk.run("Attach", attach_evidence, claim_id=claim, source_id=source)
    yield Bench(desk, story, claim)
    desk.close()


def test_an_approval_is_bound_to_the_words_and_the_evidence_it_covered(bench: Bench) -> None:
    bench.run(mark_check, anchor_id=bench.anchor(), mark="verified")
    assert bench.unmet("exported") == ["NOT_APPROVED"]

    signed = bench.approve(statement="Read against the notice.")

    assert (signed.scope, signed.role, signed.member) == ("approved", "editor", bench.desk.actor)
    assert (bench.stage(), bench.unmet("exported")) == ("approved", [])
    bench.rewrite(TEXT + "\nIt will not come back.\n")
    assert bench.unmet("exported") == ["CHANGED_SINCE_APPROVAL"]
    bench.rewrite(TEXT)
    assert bench.unmet("exported") == [], "a change of nothing does not make it stale"
