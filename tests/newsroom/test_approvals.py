"""A story that moves by rule: who signs it, what is waived, what the checker marks, and the whole way to readers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
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
from newsroom.desk.claims import attach_evidence, find_in_draft, mark_again, mark_claim
from newsroom.desk.desk import Desk
from newsroom.desk.drafts import save_draft
from newsroom.desk.members import ensure_member
from newsroom.desk.sources import NewCapture, add_capture, add_source, rate_publisher
from newsroom.desk.stories import set_story_fields, start_story
from newsroom.domain.anchor import Place
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
        return ready_to_move(self.desk.queries, self.story, to="approved", profile=read_profile("full"), now=NOW).sha256

    def approve(self, **given: object) -> SignOff:
        return self.run(approve_story, sha256=self.hash(), **given)

    def anchor(self) -> str:
        return self.desk.queries.where(Anchor, story=self.story, owner=self.claim)[0].id

    def stage(self) -> str:
        return self.desk.queries.get(Story, self.story).stage

    def checked(self) -> Checked:
        return check_story(self.desk.queries.story_records(self.story), profile=read_profile("full"), now=NOW)

    def add_source(self) -> str:
        fields = {"type": "news_report", "title": "Ferry off", "publisher": "Tarnby Courier"}
        return self.run(add_source, fields=fields).id

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
    source = Bench(desk, story, claim).add_source()
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
    bench.desk.run("More", attach_evidence, claim_id=bench.claim, source_id=bench.add_source())
    assert bench.unmet("exported") == ["CHANGED_SINCE_APPROVAL"]


@pytest.mark.parametrize("by", ["Ida Renner", "ida renner", "I. Renner", "IR", "KH", "Kim Holt"])
def test_nobody_of_the_byline_approves_clears_or_waives(bench: Bench, by: str) -> None:
    bench.run(move_by_rule, to_stage="legal")
    for sign in (
        lambda: bench.approve(by=by),
        lambda: bench.run(clear_legal, sha256=bench.hash(), by=by),
        lambda: bench.run(waive_rule, rule="TOP_ON_LOW", reason=REASON, by=by),
    ):
        with pytest.raises(Refused, match="stands in the byline"):
            sign()
    assert (bench.stage(), bench.desk.queries.where(SignOff), bench.desk.queries.where(Waiver)) == ("legal", (), ())
    assert bench.approve(by="Jonas Renner").role == "editor"


def test_the_one_at_the_keyboard_is_refused_too_where_the_byline_names_them(bench: Bench) -> None:
    bench.run(set_story_fields, fields={"byline": "BL"})
    with pytest.raises(Refused, match="Bo Lund stands in the byline"):
        bench.approve()
    bench.run(set_story_fields, fields={"byline": " "})
    with pytest.raises(Refused, match="has no byline"):
        bench.approve()


def test_an_approval_is_taken_back_whole(bench: Bench) -> None:
    made = bench.desk.run("Approve", approve_story, story_id=bench.story, sha256=bench.hash(), by="Mara Linde")
    assert [one.why for one in bench.desk.queries.where(Revision, story=bench.story)] == ["approved"]

    bench.desk.revert(made.changes)

    left = [bench.desk.queries.where(kind, story=bench.story) for kind in (SignOff, StageMove, Revision)]
    assert (bench.stage(), left) == ("draft", [(), (), ()])


def test_only_a_signature_takes_a_story_on_to_approved_and_cleared(bench: Bench) -> None:
    for stage in ("approved", "cleared"):
        with pytest.raises(Refused, match=f"No story moves to {stage} by itself"):
            bench.run(move_by_rule, to_stage=stage)
    with pytest.raises(Refused, match="'printed' is not a stage"):
        bench.run(move_by_rule, to_stage="printed")
    bench.approve()
    for stage in ("held", "draft", "spiked", "checking"):
        assert bench.unmet(stage) == []
        bench.run(move_by_rule, to_stage=stage)
        assert bench.stage() == stage


def test_a_story_the_lawyer_has_is_approved_only_when_these_words_are_cleared(bench: Bench) -> None:
    bench.run(mark_check, anchor_id=bench.anchor(), mark="verified")
    with pytest.raises(Refused, match="does not lie with the lawyer"):
        bench.run(clear_legal, sha256=bench.hash())
    bench.run(move_by_rule, to_stage="legal")
    assert bench.unmet("approved") == ["LEGAL_NOT_CLEARED"]
    bench.run(move_by_rule, to_stage="editing")
    assert bench.unmet("approved") == ["LEGAL_NOT_CLEARED"], "the way back is no way round"
    bench.run(move_by_rule, to_stage="legal")

    signed = bench.run(clear_legal, sha256=bench.hash(), by="Ana Ruiz")

    assert (signed.role, bench.stage(), bench.unmet("approved")) == ("lawyer", "cleared", [])
    bench.rewrite(TEXT + "\nIt will not come back.\n")
    assert bench.unmet("approved") == ["LEGAL_NOT_CLEARED"]
    bench.run(clear_legal, sha256=bench.hash(), by="Ana Ruiz")
    assert bench.unmet("approved") == []


def test_a_waived_rule_bars_no_move_and_is_told_with_who_and_why(bench: Bench) -> None:
    assert bench.unmet("checked") == ["FACT_NOT_CHECKED"]
    made = bench.run(waive_rule, rule="fact_not_checked", reason=REASON, by="Mara Linde")

    assert (bench.unmet("checked"), made.rule) == ([], "FACT_NOT_CHECKED")
    bench.run(move_by_rule, to_stage="checked")
    (told,) = [one for one in bench.checked().findings if one.code == "FACT_NOT_CHECKED"]
    assert told.weight == "tell" and told.message.endswith(f"Waived by Mara Linde: {REASON}")


@pytest.mark.parametrize(
    ("rule", "reason", "told"),
    [
        ("FACT_NOT_CHECKED", "  It is fine.  ", "at least 15 characters"),
        ("EMBARGO", REASON, "Nobody waives this"),
        ("PROTECTED_NAME", REASON, "Nobody waives this"),
        ("NOT_APPROVED", REASON, "Only an approval answers that"),
        ("CHANGED_SINCE_APPROVAL", REASON, "Only an approval answers that"),
        ("REPORTEDLY", REASON, "bars no move"),
        ("NO_SUCH", REASON, "There is no rule 'NO_SUCH'"),
    ],
)
def test_what_nobody_may_waive_is_refused_in_a_sentence(bench: Bench, rule: str, reason: str, told: str) -> None:
    with pytest.raises(Refused, match=told):
        bench.run(waive_rule, rule=rule, reason=reason, profile=read_profile("full"))
    assert bench.desk.queries.where(Waiver) == ()


@pytest.mark.parametrize(
    ("mark", "unmet"),
    [
        ("verified", []),
        ("verified_changed", []),
        ("not_checkable", []),
        ("cannot_verify", []),
        ("wrong", ["CHECKED_WRONG"]),
        ("query", ["FACT_NOT_CHECKED", "OPEN_QUERY"]),
    ],
)
def test_a_mark_of_the_checker_lets_the_story_pass_or_bars_it(bench: Bench, mark: str, unmet: list[str]) -> None:
    bench.run(mark_check, anchor_id=bench.anchor(), mark=mark, method="called the port")

    assert sorted(bench.unmet("checked")) == unmet


def test_what_could_not_be_verified_bars_the_story_where_it_is_said_flat(bench: Bench) -> None:
    flat = f"{FIRST} for good.\n"
    bench.rewrite(flat)
    bench.run(mark_check, anchor_id=bench.anchor(), mark="cannot_verify")
    assert bench.unmet("checked") == ["UNVERIFIED_SAID_FLAT"]


def test_a_check_holds_for_the_words_it_saw(bench: Bench) -> None:
    bench.run(mark_check, anchor_id=bench.anchor(), mark="verified")
    place = bench.checked().claims[0].places[0]
    assert bench.unmet("checked") == []

    other = TEXT.replace("cancelled", "scrapped!")
    bench.run(save_draft, text=other, positions={bench.anchor(): Place(place.start, place.end, "reworded")})
    assert bench.unmet("checked") == ["CHECK_STALE"]
    bench.run(mark_check, anchor_id=bench.anchor(), mark="verified")
    assert bench.unmet("checked") == []


def test_a_statement_is_checked_only_at_all_its_places(bench: Bench) -> None:
    bench.rewrite(f"{TEXT}\n{FIRST}, the Tarnby Courier reported.\n")
    start = TEXT.index("\n") + 2
    bench.desk.run("Again", mark_again, claim_id=bench.claim, start=start, end=start + len(FIRST))
    first, second = (one.id for one in bench.desk.queries.where(Anchor, story=bench.story, owner=bench.claim))

    bench.run(mark_check, anchor_id=first, mark="verified")
    assert bench.unmet("checked") == ["FACT_NOT_CHECKED"]
    bench.run(mark_checks, anchor_ids=(first, second), mark="verified")
    assert bench.unmet("checked") == []


def test_a_mark_nobody_knows_and_a_place_that_is_gone_are_refused(bench: Bench) -> None:
    with pytest.raises(Refused, match="'fine' is no mark"):
        bench.run(mark_check, anchor_id=bench.anchor(), mark="fine")
    other = bench.desk.run("New", start_story, text="Else.").value.id
    with pytest.raises(Missing, match="none of the story's"):
        bench.desk.run("Mark", mark_check, story_id=other, anchor_id=bench.anchor(), mark="verified")
    bench.run(save_draft, text=TEXT, positions={bench.anchor(): Place(3, 3, "adrift")})
    with pytest.raises(Refused, match="lost their place"):
        bench.run(mark_check, anchor_id=bench.anchor(), mark="verified")
    assert bench.desk.queries.where(Check) == ()


def test_a_story_goes_the_whole_way_from_draft_to_readers_by_rule(bench: Bench, tmp_path: Path) -> None:
    settings, out = Settings(member="Ida Renner", profile="full"), tmp_path / "out"

    def put(reason: str = "") -> str:
        return put_out(
            bench.desk, checked=bench.checked(), settings=settings, format_name="markdown", folder=out, reason=reason
        ).receipt.story  # fmt: skip

    bench.run(move_by_rule, to_stage="submitted", note="Ready for you.")
    bench.run(move_by_rule, to_stage="checking")
    assert bench.unmet("checked") == ["FACT_NOT_CHECKED"]
    bench.run(mark_checks, anchor_ids=(bench.anchor(),), mark="verified", method="called the port")
    bench.run(move_by_rule, to_stage="checked")
    with pytest.raises(Refused, match="Nobody has approved the story"):
        put(REASON)
    bench.approve()
    bench.rewrite(TEXT + "\nIt will not come back.\n")
    assert [one.code for one in barring(bench.checked(), as_draft=False, reason=REASON)] == ["CHANGED_SINCE_APPROVAL"]
    with pytest.raises(Refused, match="changed since they were approved"):
        put(REASON)
    assert not out.exists() or not list(out.iterdir())
    bench.rewrite(TEXT)

    assert put() == bench.story

    assert (bench.stage(), len(list(out.iterdir()))) == ("exported", 1)
    moves = bench.desk.queries.where(StageMove, story=bench.story)
    assert [one.to_stage for one in moves] == ["submitted", "checking", "checked", "approved", "exported"]
    kept = [one.why for one in bench.desk.queries.revisions(bench.story) if one.why != "autosave"]
    assert kept == ["submitted", "approved", "exported"]


def test_a_draft_leaves_a_house_of_rules_and_stays_where_it_is(bench: Bench, tmp_path: Path) -> None:
    receipt = put_out(
        bench.desk, checked=bench.checked(), settings=Settings(profile="full"), format_name="markdown",
        folder=tmp_path / "out", as_draft=True,
    ).receipt  # fmt: skip
    assert (receipt.is_draft, bench.stage()) == (True, "draft")


def test_a_waiver_answers_what_is_asked_and_stands_in_the_receipt(bench: Bench, tmp_path: Path) -> None:
    bench.run(waive_rule, rule="FACT_NOT_CHECKED", reason=REASON)
    bench.run(move_by_rule, to_stage="checked")
    bench.approve()

    receipt = put_out(
        bench.desk, checked=bench.checked(), settings=Settings(profile="full"), format_name="markdown",
        folder=tmp_path / "out",
    ).receipt  # fmt: skip

    assert receipt.waivers == ("FACT_NOT_CHECKED",)
    assert f"Waived by Bo Lund: {REASON}" in receipt.gate


def test_where_stages_are_moved_by_hand_no_waiver_counts_and_nothing_is_moved_out(
    bench: Bench, tmp_path: Path
) -> None:  # fmt: skip
    bench.run(set_story_fields, fields={"headline": "Operator bankrupt"})
    bench.run(waive_rule, rule="TOP_RESTS_ON_NOTHING", reason=REASON)
    solo = check_story(bench.desk.queries.story_records(bench.story), profile=read_profile("solo"), now=NOW)
    assert [one.code for one in solo.findings if one.weight == "ask"] == ["TOP_RESTS_ON_NOTHING"]

    put_out(
        bench.desk, checked=solo, settings=Settings(), format_name="markdown", folder=tmp_path / "out", reason=REASON
    )  # fmt: skip

    assert bench.stage() == "draft"
