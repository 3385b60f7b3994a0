"""Claims, evidence, places, sources, stories: each verb and its undo (``act`` takes every act back and redoes it)."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from newsroom.desk.anchors import accept_wording, find_again_candidates, place_again
from newsroom.desk.claims import (
    attach_evidence,
    clear_override,
    confirm_evidence,
    detach_evidence,
    mark_again,
    override_level,
    set_evidence_fields,
    unmark_claim,
)
from newsroom.desk.drafts import save_draft
from newsroom.desk.proposals import drop_proposal
from newsroom.desk.sources import bin_source, confirm_source, hold_source, leave_story, set_holding
from newsroom.desk.stories import bin_story, bring_story_back, set_story_fields, start_story
from newsroom.domain.anchor import Place
from newsroom.domain.errors import Refused
from newsroom.domain.source import Source
from newsroom.domain.story import Story
from newsroom.tasks.articles import bring_in_article
from tests.newsroom.story_desk import CLOSED, NOW, TEXT, StoryDesk, pier_desk


@pytest.fixture
def pier(tmp_path: Path) -> Iterator[StoryDesk]:
    made = pier_desk(tmp_path / "desk")
    yield made
    made.desk.close()


def attached(pier: StoryDesk) -> str:
    return pier.desk.run("Attach", attach_evidence, claim_id=pier.claim.id, source_id=pier.source.id).value.id


def reworded(pier: StoryDesk, text: str, place: Place) -> str:
    """Stores other words in which the claim's anchor lies at ``place``; returns the anchor."""
    anchor = pier.view().anchors_of(pier.claim.id)[0]
    pier.desk.run("Type", save_draft, story_id=pier.story.id, text=text, positions={anchor: place})
    return anchor


def test_a_claim_taken_from_the_text_is_gone_with_its_places(pier: StoryDesk) -> None:
    anchor = pier.view().anchors_of(pier.claim.id)[0]
    pier.act(unmark_claim, claim_id=pier.claim.id)
    view = pier.view()
    assert pier.claim.id not in view.claims
    assert anchor not in view.places
    assert view.draft.text == TEXT


def test_a_claim_has_one_more_place_and_none_twice(pier: StoryDesk) -> None:
    start = TEXT.index("Nobody")
    anchor = pier.act(mark_again, claim_id=pier.claim.id, start=start, end=start + len("Nobody knows"))
    assert pier.words(anchor.id) == "Nobody knows"
    again = pier.desk.run(
        "Mark", mark_again, claim_id=pier.claim.id, start=start, end=start + len("Nobody knows")
    )  # fmt: skip
    assert again.value.id == anchor.id
    assert len(pier.view().claims[pier.claim.id].places) == 2


def test_what_is_set_by_hand_of_evidence_is_no_guess_any_more(pier: StoryDesk) -> None:
    item = attached(pier)
    changed = pier.act(
        set_evidence_fields, evidence_id=item, fields={"authority": "record", "locator": "page 3", "first_hand": False}
    )
    assert (changed.authority, changed.locator, changed.first_hand) == ("record", "page 3", False)
    assert changed.to_confirm == ("as_of",)
    with pytest.raises(ValueError, match="claim"):
        pier.desk.run("Set", set_evidence_fields, evidence_id=item, fields={"claim": "x"})


def test_two_items_cannot_come_to_say_the_same_thing(pier: StoryDesk) -> None:
    attached(pier)
    other = pier.desk.run(
        "Attach", attach_evidence, claim_id=pier.claim.id, source_id=pier.source.id, stance="contradicts"
    ).value
    with pytest.raises(Refused, match="already"):
        pier.desk.run("Set", set_evidence_fields, evidence_id=other.id, fields={"stance": "supports"})


def test_guesses_about_evidence_are_confirmed_one_or_all(pier: StoryDesk) -> None:
    item = attached(pier)
    assert pier.act(confirm_evidence, evidence_id=item, names=("authority",)).to_confirm == ("as_of",)
    assert pier.act(confirm_evidence, evidence_id=item).to_confirm == ()


def test_detached_evidence_backs_the_claim_no_more(pier: StoryDesk) -> None:
    item = attached(pier)
    assert pier.view().claims[pier.claim.id].level != "unsourced"
    pier.act(detach_evidence, evidence_id=item)
    assert pier.view().claims[pier.claim.id].level == "unsourced"
    assert attached(pier) != item


def test_without_its_override_a_claim_has_the_suggested_level_again(pier: StoryDesk) -> None:
    attached(pier)
    rated = pier.view().claims[pier.claim.id]
    pier.desk.run(
        "Lower", override_level, claim_id=pier.claim.id, level="unsourced", reason_code="other",
        note="The paper has been wrong before.", suggested=rated.suggested, evidence_hash=rated.evidence_hash,
    )  # fmt: skip
    assert pier.view().claims[pier.claim.id].level == "unsourced"
    pier.act(clear_override, claim_id=pier.claim.id)
    assert pier.view().claims[pier.claim.id].level == rated.suggested


def test_checking_a_reworded_claim_takes_the_words_that_stand_there(pier: StoryDesk) -> None:
    anchor = reworded(pier, TEXT.replace("closed", "shut"), Place(0, len(CLOSED) - 2, "reworded"))
    checked = pier.act(accept_wording, anchor_id=anchor)
    view = pier.view()
    assert view.claims[pier.claim.id].claim.wording == checked.exact == CLOSED.replace("closed", "shut")
    assert view.places[anchor].state == "attached"


def test_a_place_without_words_cannot_be_accepted(pier: StoryDesk) -> None:
    anchor = reworded(pier, TEXT[len(CLOSED) :], Place(0, 0, "adrift"))
    with pytest.raises(Refused, match="Nothing is left"):
        pier.desk.run("Check", accept_wording, anchor_id=anchor)


def test_a_lost_place_is_offered_where_its_words_may_be_and_put_there_by_hand(pier: StoryDesk) -> None:
    longer = CLOSED.replace("the winter", "the long winter")
    text = f"{longer} Nobody knows until when.\n\nAnd then: {CLOSED}\n\nThe ferry was late.\n"
    anchor = reworded(pier, text, Place(0, 0, "adrift"))
    found = find_again_candidates(text, pier.view().anchors[anchor])
    # The neighbours of before tell more than a word more or less.
    assert [text[one.start : one.end] for one in found] == [longer, CLOSED]
    assert 0 < found[1].score < found[0].score <= 1
    assert pier.view().places[anchor].state == "adrift"
    pier.act(place_again, anchor_id=anchor, start=found[0].start, end=found[0].end)
    assert (pier.words(anchor), pier.view().places[anchor].state) == (longer, "reworded")
    pier.act(place_again, anchor_id=anchor, start=found[1].start, end=found[1].end)
    assert (pier.words(anchor), pier.view().places[anchor].state) == (CLOSED, "attached")


def test_a_place_outside_the_text_is_refused(pier: StoryDesk) -> None:
    anchor = pier.view().anchors_of(pier.claim.id)[0]
    with pytest.raises(Refused, match="no place"):
        pier.desk.run("Place", place_again, anchor_id=anchor, start=5, end=len(TEXT) + 1)


def test_a_dropped_proposal_leaves_no_place_behind(pier: StoryDesk) -> None:
    text = b"The pier has been closed for the winter, per a Tarnby Courier report.\n"
    story = bring_in_article(pier.desk, data=text, file_name="other.txt").result.story
    other = replace(pier, story=story)
    proposal = next(one for one in other.view().proposals if one.kind == "claim")
    other.act(drop_proposal, proposal=proposal)
    view = other.view()
    assert proposal.id not in {one.id for one in view.proposals}
    assert view.anchors_of(proposal.id) == ()


def test_a_source_is_marked_as_read_and_says_why_it_lies_there(pier: StoryDesk) -> None:
    held = pier.act(
        set_holding, story_id=pier.story.id, source_id=pier.source.id, state="key", why="the first report"
    )  # fmt: skip
    assert (held.state, held.why) == ("key", "the first report")
    assert pier.act(set_holding, story_id=pier.story.id, source_id=pier.source.id, state="read").why == (
        "the first report"
    )


def test_a_source_is_confirmed_field_by_field_or_whole(pier: StoryDesk) -> None:
    pier.desk.run(
        "Guess", lambda tx: tx.put(replace(tx.get(Source, pier.source.id), to_confirm=("title", "published")))
    )
    assert pier.act(confirm_source, source_id=pier.source.id, names=("title",)).to_confirm == ("published",)
    assert pier.act(confirm_source, source_id=pier.source.id).to_confirm == ()


def test_a_source_leaves_the_file_unless_something_rests_on_it(pier: StoryDesk) -> None:
    item = attached(pier)
    with pytest.raises(Refused, match="backs the statement"):
        pier.desk.run("Leave", leave_story, story_id=pier.story.id, source_id=pier.source.id)
    with pytest.raises(Refused, match="backs the statement"):
        pier.desk.run("Bin", bin_source, source_id=pier.source.id)
    pier.desk.run("Detach", detach_evidence, evidence_id=item)
    pier.act(leave_story, story_id=pier.story.id, source_id=pier.source.id)
    assert pier.view().held == ()
    pier.act(hold_source, story_id=pier.story.id, source_id=pier.source.id)
    assert [held.source.id for held in pier.view().held] == [pier.source.id]


def test_a_binned_source_lies_in_no_file(pier: StoryDesk) -> None:
    pier.act(bin_source, source_id=pier.source.id)
    view = pier.view()
    assert (view.held, pier.source.id in view.sources) == ((), False)


def test_a_story_starts_with_its_words_and_one_undo_takes_both(pier: StoryDesk) -> None:
    story = pier.act(start_story, fields={"headline": "Ferry late"}, text="Late again.")
    assert story.slug == "ferry-late"
    assert pier.desk.queries.draft(story.id).text == "Late again."


def test_a_story_goes_to_the_bin_and_comes_back_under_a_slug_of_its_own(pier: StoryDesk) -> None:
    pier.act(bin_story, story_id=pier.story.id)
    assert pier.desk.queries.stories() == ()
    pier.desk.run("Start", start_story, fields={"slug": "new"})
    pier.desk.run("Rename", lambda tx: tx.put(replace(tx.find(Story, slug="new")[0], slug=pier.story.slug)))
    back = pier.act(bring_story_back, story_id=pier.story.id)
    assert back.binned_at is None
    assert back.slug == f"{pier.story.slug}-2"
    assert NOW.isoformat()[:10] in back.changed_at


def test_the_slug_follows_the_headline_until_somebody_set_it(pier: StoryDesk) -> None:
    made = pier.act(start_story, fields={})

    def change(**fields: str) -> str:
        return pier.act(set_story_fields, story_id=made.id, fields=fields).slug

    assert made.slug == "story"
    assert change(headline="Ferries late again") == "ferries-late-again"
    assert change(headline="The pier") == "the-pier-2", "another story bears it"
    assert change(headline="") == "the-pier-2"
    assert change(slug="night-ferry") == "night-ferry"
    assert change(headline="Ferries on time") == "night-ferry"
