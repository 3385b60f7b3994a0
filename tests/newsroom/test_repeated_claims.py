"""Statements made more than once: which are one, how their wordings differ, and joining them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsroom.desk.arrival import Taken, take_arrival
from newsroom.desk.check import Checked, check_story
from newsroom.desk.claims import attach_evidence, find_in_draft, mark_again, mark_claim, override_level, unmark_claim
from newsroom.desk.desk import Desk
from newsroom.desk.dismissals import dismiss_finding
from newsroom.desk.drafts import save_draft
from newsroom.desk.joining import join_claims
from newsroom.desk.sources import add_source
from newsroom.desk.stories import start_story
from newsroom.domain.anchor import unpack_positions
from newsroom.domain.claim import Claim, Evidence
from newsroom.domain.comment_request import CommentRequest
from newsroom.domain.errors import Refused
from newsroom.domain.profile import SOLO
from newsroom.text.repeated import Statement, differences, grouped, repeats
from tests.builders import everything, new_desk, steady_ids
from tests.newsroom.story_desk import bare

NOW = datetime(2025, 10, 5, 12, 0, tzinfo=UTC)
FIRST = "The Weir Board approved an estimated $2.4 million for the Skarholm ferry in late August."
AGAIN = "On August 27, 2025, the Weir Board awarded the Skarholm ferry roughly $2.4 million."
DOUBT = "The Weir Board may have secured $2.4 million for the Skarholm ferry."
OTHER = "The Weir Board sold the Skarholm lamps for $90,000."
TEXT = f"{FIRST}\n\n{AGAIN} {OTHER}\n\n{DOUBT}\n"


def groups(*statements: tuple[str, str]) -> list[tuple[str, ...]]:
    made = [Statement(str(number), words, kind) for number, (kind, words) in enumerate(statements)]
    return [tuple(one.id for one in group) for group in repeats(made)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("fact", FIRST), ("fact", AGAIN)),
        (("fact", "The Skarholm ferry has been renewed for the winter at Tarnby."),
         ("fact", "According to the Argus report, the Skarholm ferry has been renewed for the winter.")),
        (("absence", "No formal press release is live yet."),
         ("absence", "a corporate press release has not yet been posted")),
        (("speech", "The Weir Board declined to comment"),
         ("fact", "Per the Argus, the Weir Board “declined comment.”")),
        (("fact", "Season one of Lantern Quay premiered on July 9, 2025, to long queues."),
         ("fact", "Lantern Quay season one launched all 10 episodes on July 9, 2025, at Vantry.")),
    ],
)  # fmt: skip
def test_two_statements_of_one_thing_are_found(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert groups(one, other) == [("0", "1")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("fact", FIRST), ("fact", OTHER)),
        (("fact", "The ferry was sold on May 2, 2024, in Tarnby."),
         ("fact", "The ferry was sold on June 3, 2024, in Tarnby.")),
        (("fact", "In 2008 the Weir Board gave nothing at all."),
         ("fact", "In 2008 the harbour office hired a clerk.")),
        (("opinion", FIRST), ("opinion", AGAIN)),
        (("fact", "The release was posted in Tarnby."), ("absence", "No release has been posted in Tarnby.")),
        (("speech", "“We love the sea and always did,” she said."), ("speech", "“We love the sea,” she said.")),
    ],
)  # fmt: skip
def test_statements_of_two_things_are_left_apart(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert groups(one, other) == []


@pytest.mark.parametrize(
    ("here", "there", "what"),
    [
        ("The board spent $2.4 million.", "The board spent $2.6 million.",
         ["number: “$2.4 million” here, “$2.6 million” there"]),
        ("It sailed on 4 May 2025.", "It sailed on 5 May 2025.", ["date: “4 May 2025” here, “5 May 2025” there"]),
        ("It got nearly 400 lamps.", "It got 400 lamps.", ["precision: “nearly” here, no precision there"]),
        ("It approved the grant.", "It secured the grant.", ["verb: “approved” here, “secured” there"]),
        ("It is sold.", "It is reportedly sold.", ["hedge: no hedge here, “reportedly” there"]),
        ("It spent $2.4M, per the Argus.", "It spent $2.4 million.", []),
        ("It sailed on May 4.", "It sailed on May 4, 2025, with 12 on board.", []),
    ],
)  # fmt: skip
def test_wordings_are_compared_by_what_could_be_wrong(here: str, there: str, what: list[str]) -> None:
    assert [f"{one.what}: {one.sentence}" for one in differences(here, there)] == what


def test_two_thousand_statements_are_compared_at_once() -> None:
    many = [Statement(str(n), f"The board of pier {n} sold lamp {n % 7} for ${n}.5 million.") for n in range(2000)]
    assert len(repeats([*many, Statement("again", many[40].words)])) == 1


@dataclass
class Repeated:
    desk: Desk
    story: str
    claims: tuple[Claim, ...]

    def checked(self) -> Checked:
        return check_story(self.desk.queries.story_records(self.story), profile=SOLO, now=NOW)

    def codes(self) -> list[str]:
        return [one.code for one in self.checked().findings]


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Repeated]:
    desk = new_desk(tmp_path / "desk", ids=steady_ids(start=NOW))
    made = desk.run("Start", start_story, fields={"headline": "The ferry"}, text=TEXT).value
    claims: list[Claim] = []
    for words in (FIRST, AGAIN, DOUBT, OTHER):
        start, end = find_in_draft(TEXT, words)
        claims.append(desk.run("Mark", mark_claim, story_id=made.id, start=start, end=end).value)
    yield Repeated(desk, made.id, tuple(claims))
    desk.close()


def test_a_statement_made_three_times_is_told_once_with_its_strengths_and_differences(story: Repeated) -> None:
    (found,) = (one for one in story.checked().findings if one.code == "CLAIM_REPEATED")
    assert found.message.startswith("Said three times, in two strengths.")
    assert "“approved” here, “awarded” there" in found.message
    (repeat,) = story.checked().repeats
    assert repeat.claims == tuple(claim.id for claim in story.claims[:3])
    assert [one.strength.word for one in repeat.wordings] == ["flat", "flat", "hedged"]


def test_a_statement_made_again_is_another_one_when_its_level_changes_read_from_the_last_check_too(
    story: Repeated,
) -> None:
    fields = {"type": "public_record", "title": "Minutes", "publisher": "Tarnby"}
    sources = [story.desk.run("Add", add_source, story_id=story.story, fields=fields).value for _ in range(2)]
    claim = story.claims[1].id
    story.desk.run("Attach", attach_evidence, claim_id=claim, source_id=sources[0].id, authority="aggregator")
    before = story.checked()
    story.desk.run("Attach", attach_evidence, claim_id=claim, source_id=sources[1].id, authority="record")
    records, _ = story.desk.queries.story_with_versions(story.story, known=before.records)
    assert records.claims is before.records.claims
    again = check_story(records, profile=SOLO, now=NOW, before=before)
    assert again.repeats == story.checked().repeats
    assert again.repeats[0].hash != before.repeats[0].hash


def test_joined_claims_are_one_with_all_places_and_evidence_and_one_undo_parts_them(story: Repeated) -> None:
    first, again, doubt, _ = story.claims
    for claim in (first, again):
        fields = {"type": "news_report", "title": "Report", "publisher": "Tarnby Courier"}
        shared = story.desk.run("Add", add_source, story_id=story.story, fields=fields).value
        story.desk.run("Attach", attach_evidence, claim_id=claim.id, source_id=shared.id)
    story.desk.run("Attach", attach_evidence, claim_id=first.id, source_id=shared.id)
    before = bare(everything(story.desk.archive))

    done = story.desk.run("Join", join_claims, keep=first.id, others=(again.id, doubt.id))

    view = story.checked()
    joined = next(one for one in view.claims if one.claim.id == first.id)
    assert [TEXT[place.start : place.end] for place in joined.places] == [FIRST, AGAIN, DOUBT]
    assert {one.claim.id for one in view.claims} == {first.id, story.claims[3].id}
    items = [item for item in view.records.evidence if item.claim == first.id]
    assert len(items) == 2
    assert "CLAIM_REPEATED" not in story.codes()
    assert "WORDINGS_DIFFER" in story.codes()
    story.desk.revert(done.changes)
    assert bare(everything(story.desk.archive)) == before


def test_joining_keeps_what_only_the_other_one_knew(story: Repeated) -> None:
    first, again, doubt, _ = story.claims
    start, end = find_in_draft(TEXT, AGAIN)
    fields = {"accusation": True, "pending": "the ledger", "ttl_days": 3}
    story.desk.run("Say", mark_claim, story_id=story.story, start=start, end=end, fields=fields)
    asked = story.desk.run(
        "Ask",
        lambda act: act.add(CommentRequest, story=story.story, asked_of="Weir Board", claims=(again.id, first.id)),
    ).value
    kept = story.desk.run("Join", join_claims, keep=first.id, others=(again.id,)).value
    assert (kept.accusation, kept.pending, kept.ttl_days) == (True, "the ledger", 3)
    assert story.desk.queries.get(CommentRequest, asked.id).claims == (first.id,)
    assert doubt.id in {one.claim.id for one in story.checked().claims}


def test_a_level_set_by_hand_for_the_other_one_falls_away(story: Repeated) -> None:
    first, again, *_ = story.claims
    rated = next(one for one in story.checked().claims if one.claim.id == again.id)
    story.desk.run(
        "Set", override_level, claim_id=again.id, level="low", reason_code="other", note="We know the clerk.",
        suggested=rated.suggested, evidence_hash=rated.evidence_hash,
    )  # fmt: skip
    story.desk.run("Join", join_claims, keep=first.id, others=(again.id,))
    assert all(one.override is None for one in story.checked().claims)


def test_one_claim_is_not_joined_with_itself_nor_across_stories(story: Repeated) -> None:
    first = story.claims[0]
    with pytest.raises(Refused, match="one claim already"):
        story.desk.run("Join", join_claims, keep=first.id, others=(first.id,))
    other = story.desk.run("Start", start_story, fields={"headline": "B"}, text=OTHER).value
    claim = story.desk.run("Mark", mark_claim, story_id=other.id, start=0, end=len(OTHER)).value
    with pytest.raises(Refused, match="different stories"):
        story.desk.run("Join", join_claims, keep=first.id, others=(claim.id,))


def test_nothing_is_laid_on_a_claim_of_the_bin(story: Repeated) -> None:
    first, again, *_ = story.claims
    story.desk.run("Unmark", unmark_claim, claim_id=again.id)
    for keep, other in ((first, again), (again, first)):
        with pytest.raises(Refused, match="lies in the bin"):
            story.desk.run("Join", join_claims, keep=keep.id, others=(other.id,))
    source = story.desk.run("Add", add_source, story_id=story.story, fields={"type": "report", "title": "R"}).value
    with pytest.raises(Refused, match="taken out of its story"):
        taken = (Taken(again.id, "supports", "publication"),)
        story.desk.run("Take", take_arrival, source_id=source.id, taken=taken)


def test_claims_left_apart_stay_so_until_a_wording_changes(story: Repeated) -> None:
    (found,) = (one for one in story.checked().findings if one.code == "CLAIM_REPEATED")
    story.desk.run("Dismiss", dismiss_finding, story_id=story.story, finding=found, reason="Two grants of one size.")
    assert "CLAIM_REPEATED" not in story.codes()
    start, end = find_in_draft(TEXT, "$2.4 million for the Skarholm ferry.")
    story.desk.run("Mark", mark_again, claim_id=story.claims[1].id, start=start, end=end)
    assert "CLAIM_REPEATED" in story.codes()


def test_an_answer_falls_when_the_rest_of_the_sentence_changes_and_holds_while_it_stays(story: Repeated) -> None:
    start, end = find_in_draft(TEXT, "sold the Skarholm lamps")
    story.desk.run("Mark", mark_claim, story_id=story.story, start=start, end=end)
    claim = next(one.claim for one in story.checked().claims if one.claim.wording == "sold the Skarholm lamps")

    def told() -> list[str]:
        return [one.code for one in story.checked().findings if one.record == claim.id]

    (found,) = (one for one in story.checked().findings if one.record == claim.id)
    story.desk.run("Dismiss", dismiss_finding, story_id=story.story, finding=found, reason="The clerk said so.")
    assert told() == []
    places = unpack_positions(story.desk.queries.draft(story.story).positions)
    grown = f"{TEXT}\nOne line more.\n"
    story.desk.run("Write", save_draft, story_id=story.story, text=grown, positions=places)
    assert told() == []
    changed = TEXT.replace("lamps for $90,000.", "lamps for $80,000.")
    story.desk.run("Write", save_draft, story_id=story.story, text=changed, positions=places)
    assert told() == [found.code]


def test_a_proposal_counts_against_nothing_and_is_shown_with_those_it_repeats(story: Repeated) -> None:
    for claim in story.claims[1:3]:
        story.desk.run("Propose", lambda act, one=claim: act.put(replace_proposed(act.get(Claim, one.id))))
    assert "CLAIM_REPEATED" not in story.codes()
    (repeat,) = story.checked().repeats
    assert [one.proposed for one in repeat.wordings] == [False, True, True]


def test_part_of_a_sentence_is_enough_and_a_found_claim_is_drawn_in_to_it(story: Repeated) -> None:
    other = story.claims[3]
    story.desk.run("Propose", lambda act: act.put(replace_proposed(act.get(Claim, other.id))))
    fields = {"type": "news_report", "title": "Report", "publisher": "Tarnby Courier"}
    source = story.desk.run("Add", add_source, story_id=story.story, fields=fields).value
    story.desk.run("Guess", lambda act: act.add(Evidence, claim=other.id, source=source.id))
    first, second = "sold the Skarholm lamps", "for $90,000"
    for words in (first, second):
        start, end = find_in_draft(TEXT, words)
        story.desk.run("Mark", mark_claim, story_id=story.story, start=start, end=end)
    placed = {one.claim.wording: one for one in story.checked().claims}
    assert first in placed
    assert second in placed
    assert placed[first].claim.id == other.id
    assert [TEXT[place.start : place.end] for place in placed[first].places] == [first]
    assert placed[first].items == ()


def test_a_further_place_settles_the_proposal_of_these_words_and_leaves_a_longer_one(story: Repeated) -> None:
    kept, _, again, other = story.claims
    for claim in (again, other):
        story.desk.run("Propose", lambda act, one=claim: act.put(replace_proposed(act.get(Claim, one.id))))
    for words in (DOUBT, "sold the Skarholm lamps"):
        start, end = find_in_draft(TEXT, words)
        story.desk.run("Again", mark_again, claim_id=kept.id, start=start, end=end)
    left = {one.claim.id: one.claim for one in story.checked().claims}
    assert again.id not in left
    assert left[other.id].proposed


def test_words_counted_with_a_claim_are_not_counted_once_more_with_a_proposal_round_them(story: Repeated) -> None:
    kept, other = story.claims[0], story.claims[2]
    story.desk.run("Propose", lambda act: act.put(replace_proposed(act.get(Claim, other.id))))
    assert [len(one.wordings) for one in story.checked().repeats] == [3]
    start, end = find_in_draft(TEXT, "secured $2.4 million for the Skarholm ferry")
    story.desk.run("Again", mark_again, claim_id=kept.id, start=start, end=end)
    (repeat,) = story.checked().repeats
    assert other.id not in repeat.claims
    assert [one.words for one in repeat.wordings] == [FIRST, AGAIN, TEXT[start:end]]


def replace_proposed(claim: Claim) -> Claim:

    return replace(claim, proposed=True)


def test_what_was_compared_before_is_read_again_only_where_it_changed() -> None:
    made = [Statement("a", FIRST), Statement("b", AGAIN), Statement("c", OTHER)]
    first = grouped(made)
    assert grouped(made, before=first) is first
    changed = [made[0], Statement("b", DOUBT), made[2]]
    again = grouped(changed, before=first)
    assert again.groups == repeats(changed)
    assert all(again.read[one.words, one.kind] is first.read[one.words, one.kind] for one in (made[0], made[2]))
