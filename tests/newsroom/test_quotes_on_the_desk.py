"""Quotations made from the draft or from a saved copy, linked, given a speaker, dropped; each act is undone as well."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom.desk.claims import attach_evidence
from newsroom.desk.quotes import (
    drop_quote_use,
    kind_of_use,
    link_quote,
    make_quote_at,
    quote_from_capture,
    set_quote_fields,
    set_speaker,
    set_use_fields,
    take_quote_from,
)
from newsroom.desk.sources import leave_story
from newsroom.domain.errors import Refused
from newsroom.domain.quote import QuoteUse
from newsroom.tasks.articles import bring_in_article
from tests.newsroom.story_desk import COPY, SPOKEN, TEXT, StoryDesk, pier_desk

START = TEXT.index(SPOKEN)
END = START + len(SPOKEN)
SAID = "We have a plan for pier nine, and it costs 1.6 million"


@pytest.fixture
def pier(tmp_path: Path) -> Iterator[StoryDesk]:
    made = pier_desk(tmp_path / "desk")
    yield made
    made.desk.close()


def made(pier: StoryDesk, **given: str) -> QuoteUse:
    return pier.desk.run("Quote", make_quote_at, story_id=pier.story.id, start=START, end=END, **given).value


def test_selected_words_become_a_quotation_with_their_marks(pier: StoryDesk) -> None:
    use = pier.act(make_quote_at, story_id=pier.story.id, start=START + 1, end=END - 1, speaker_name="Ada Roe")
    view = pier.view()
    assert pier.words(use.anchor) == SPOKEN
    assert (use.kind, use.speaker_name) == ("direct_full", "Ada Roe")
    quote = view.quotes[use.quote or ""]
    assert quote.verbatim == SPOKEN[1:-1]
    assert view.people[quote.speaker or ""].name == "Ada Roe"
    assert made(pier).id == use.id


def test_a_quotation_taken_from_a_source_has_the_words_of_its_copy_and_their_place(pier: StoryDesk) -> None:
    use = pier.act(make_quote_at, story_id=pier.story.id, start=START, end=END, source_id=pier.source.id)
    view = pier.view()
    quote = view.quotes[use.quote or ""]
    assert (quote.verbatim, quote.locator) == (SAID, "paragraph 3")
    assert quote.context_before == "Ada Roe runs the ferry."
    assert view.verdicts[use.id].kind == "unmarked_edit"


def test_a_proposed_quotation_at_the_place_is_taken_with_its_speaker(pier: StoryDesk) -> None:
    text = "“We have a plan for pier nine,” Ada Roe said on Friday.\n"
    story = bring_in_article(pier.desk, data=text.encode(), file_name="other.txt").result.story
    use = pier.desk.run("Quote", make_quote_at, story_id=story.id, start=3, end=10).value
    assert (use.proposed, use.speaker_name) == (False, "Ada Roe")
    assert len(pier.desk.queries.where(QuoteUse, story=story.id)) == 1


def test_nothing_selected_is_no_quotation(pier: StoryDesk) -> None:
    space = TEXT.index("\n\n")
    with pytest.raises(Refused, match="Select the words"):
        pier.desk.run("Quote", make_quote_at, story_id=pier.story.id, start=space, end=space + 2)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“We have a plan.”", "direct_full"),
        ("“a plan”", "direct_fragment"),
        ("“plan”", "single_word"),
        ("they have a plan", "indirect"),
        ("> We have a plan.", "block"),
    ],
)
def test_the_kind_of_a_quotation_is_read_from_its_marks_and_length(text: str, kind: str) -> None:
    assert kind_of_use(text, 0, len(text)) == kind


def test_words_of_a_copy_become_a_quote_with_their_neighbours_once(pier: StoryDesk) -> None:
    start = COPY.index("It has closed")
    end = COPY.index("the harbour board said.") + len("the harbour board said.")
    quote = pier.act(quote_from_capture, capture_id=pier.capture.id, start=start, end=end)
    assert quote.verbatim == COPY[start:end]
    assert (quote.context_before, quote.locator) == ("The council met on Friday evening.", "paragraph 2")
    assert quote.context_after == "Ada Roe runs the ferry."
    again = pier.desk.run("Take", quote_from_capture, capture_id=pier.capture.id, start=start, end=end)
    assert again.value.id == quote.id
    assert quote.id in pier.view().quotes


def test_a_use_linked_to_a_captured_quote_is_compared_with_it_and_the_loose_one_is_gone(pier: StoryDesk) -> None:
    use = made(pier)
    start = COPY.index("We have")
    quote = pier.desk.run(
        "Take", quote_from_capture, capture_id=pier.capture.id, start=start, end=start + len(SAID),
        speaker_name="Ada Roe",
    ).value  # fmt: skip
    linked = pier.act(link_quote, use_id=use.id, quote_id=quote.id)
    view = pier.view()
    assert (linked.quote, linked.speaker_name) == (quote.id, "Ada Roe")
    assert view.verdicts[use.id].changes[0][1:] == ("1.4", "1.6")
    assert use.quote not in view.quotes


def test_a_source_that_is_quoted_cannot_leave_the_file(pier: StoryDesk) -> None:
    made(pier, source_id=pier.source.id)
    with pytest.raises(Refused, match="quotation in the text"):
        pier.desk.run("Leave", leave_story, story_id=pier.story.id, source_id=pier.source.id)


def test_a_quotation_is_taken_from_a_source_later(pier: StoryDesk) -> None:
    use = made(pier, speaker_name="Ada Roe")
    quote = pier.act(take_quote_from, use_id=use.id, source_id=pier.source.id)
    assert (quote.id, quote.verbatim, quote.capture) == (use.quote, SAID, pier.capture.id)
    assert pier.view().uses[use.id].speaker_name == "Ada Roe"


def test_a_speaker_is_named_and_taken_away(pier: StoryDesk) -> None:
    use = made(pier)
    named = pier.act(set_speaker, use_id=use.id, name="  Tom   Vane ")
    assert named.speaker_name == "Tom Vane"
    pier.act(set_speaker, use_id=use.id, name="")
    assert pier.view().quotes[use.quote or ""].speaker is None


def test_captured_words_are_never_changed_and_a_correction_needs_its_reason(pier: StoryDesk) -> None:
    quote_id = made(pier).quote or ""
    with pytest.raises(Refused, match="never changed"):
        pier.desk.run("Set", set_quote_fields, quote_id=quote_id, fields={"verbatim": "No plan."})
    with pytest.raises(Refused, match="needs a reason"):
        pier.desk.run("Set", set_quote_fields, quote_id=quote_id, fields={"corrected": "We had a plan."})
    fields = {"corrected": "We had a plan.", "correction_reason": "Misheard on the tape.", "said_at": "2025-05-02"}
    assert pier.act(set_quote_fields, quote_id=quote_id, fields=fields).corrected == "We had a plan."


def test_how_a_quotation_is_printed_is_set_by_hand(pier: StoryDesk) -> None:
    use = made(pier)
    changed = pier.act(set_use_fields, use_id=use.id, fields={"kind": "scare", "outlet": "Tarnby Courier"})
    assert (changed.kind, changed.outlet) == ("scare", "Tarnby Courier")


def test_a_dropped_quotation_leaves_the_words_and_takes_its_loose_quote_along(pier: StoryDesk) -> None:
    use = made(pier)
    pier.act(drop_quote_use, use_id=use.id)
    view = pier.view()
    assert view.draft.text == TEXT
    assert (use.id in view.uses, use.quote in view.quotes, view.anchors_of(use.id)) == (False, False, ())


def test_a_quote_that_backs_a_claim_outlives_its_place_in_the_text(pier: StoryDesk) -> None:
    use = made(pier)
    pier.desk.run("Attach", attach_evidence, claim_id=pier.claim.id, quote_id=use.quote)
    pier.act(drop_quote_use, use_id=use.id)
    assert use.quote in pier.view().quotes
