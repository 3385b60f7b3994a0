"""What rests on a source by its words or its copy alone rests on it: nothing is attached a second time."""

from collections.abc import Callable

import pytest

from newsroom.desk.arrival import Arrival, take_arrival
from newsroom.desk.arrival_news import news_of
from newsroom.desk.arrival_wording import read_wording
from newsroom.desk.claims import attach_evidence
from newsroom.desk.quotes import quote_from_capture
from newsroom.desk.stories import start_story
from newsroom.domain.claim import Claim, Evidence
from newsroom.domain.source import Capture, Source
from tests.newsroom.arrival_desk import AFTER, NOTHING_YET, RENEWAL, STATEMENT, ArrivalDesk

OTHER = "The harbour master may come back, says one who would know."


def attach_words(here: ArrivalDesk, source: Source, claim: Claim) -> Evidence:
    """A quotation of the source's copy as evidence, as Cite lays it on a claim round quotation marks."""
    (copy,) = here.desk.queries.where(Capture, source=source.id)
    end = STATEMENT.index(".") + 1
    quote = here.desk.run("Quote", quote_from_capture, capture_id=copy.id, start=0, end=end).value
    return here.desk.run("Attach", attach_evidence, claim_id=claim.id, quote_id=quote.id).value


def attach_copy(here: ArrivalDesk, source: Source, claim: Claim) -> Evidence:
    (copy,) = here.desk.queries.where(Capture, source=source.id)
    return here.desk.run("Attach", attach_evidence, claim_id=claim.id, capture_id=copy.id).value


def take(here: ArrivalDesk, arrival: Arrival) -> None:
    here.desk.run("Take", take_arrival, source_id=arrival.source.id, taken=arrival.taken())


@pytest.mark.parametrize("attach", [attach_words, attach_copy])
def test_what_rests_on_words_or_a_copy_of_it_is_attached_already(
    here: ArrivalDesk, attach: Callable[[ArrivalDesk, Source, Claim], Evidence]
) -> None:
    source = here.statement()
    item = attach(here, source, here.claims[RENEWAL])

    row = here.row(source, RENEWAL)

    assert (row.because, row.evidence, row.is_chosen) == ("attached", item.id, False)
    assert (row.before.level, row.changes_level, row.why) == ("confirmed", False, ("It changes nothing here.",))
    (news,) = news_of(here.desk.queries, [source.id], now=AFTER)
    assert [one.claim.wording for one in news.news] == [NOTHING_YET]
    take(here, here.arrival(source).with_choice(here.claims[RENEWAL].id, chosen=True))
    resting = [one for one in here.desk.queries.where(Evidence, claim=here.claims[RENEWAL].id) if one.source is None]
    assert [one.id for one in resting] == [item.id]


def test_a_stance_chosen_for_it_changes_the_item_that_is_there(here: ArrivalDesk) -> None:
    source = here.statement()
    item = attach_words(here, source, here.claims[RENEWAL])
    before = len(here.desk.queries.where(Evidence))
    arrival = here.arrival(source).with_stance(here.claims[RENEWAL].id, "contradicts")
    only = arrival.with_choice(here.claims[NOTHING_YET].id, chosen=False)
    assert only.row(here.claims[RENEWAL].id).after.level == "disputed"

    take(here, only)

    assert here.desk.queries.get(Evidence, item.id).stance == "contradicts"
    assert len(here.desk.queries.where(Evidence)) == before
    assert here.rated(RENEWAL, now=AFTER).level == "disputed"


def test_where_both_the_source_and_its_words_back_a_claim_the_source_is_what_is_changed(here: ArrivalDesk) -> None:
    source, claim = here.statement(), here.claims[RENEWAL]
    whole = here.desk.run("Attach", attach_evidence, claim_id=claim.id, source_id=source.id).value
    attach_words(here, source, claim)
    assert here.row(source, RENEWAL).evidence == whole.id


def test_the_words_to_look_at_follow_what_rests_on_a_quotation(here: ArrivalDesk) -> None:
    source = here.statement()
    attach_words(here, source, here.claims[RENEWAL])

    (told,) = read_wording(here.desk.queries, source.id, now=AFTER)

    (change,) = told.changes
    assert (change.claim.wording, change.before, change.after) == (RENEWAL, "moderate", "confirmed")
    assert any("It says “reportedly”" in point.sentence for point in told.points)


def test_a_story_that_only_rests_on_its_words_is_shown_with_the_others(here: ArrivalDesk) -> None:
    story = here.desk.run("Start", start_story, fields={"headline": "Who comes back"}, text=OTHER).value
    claim = here.mark(OTHER, story=story, text=OTHER)
    source = here.statement()
    attach_words(here, source, claim)
    assert here.arrival(source).row(claim.id).because == "attached"
    (change,) = [told.changes for told in read_wording(here.desk.queries, source.id, now=AFTER) if told.story == story]
    assert [(one.claim.id, one.after) for one in change] == [(claim.id, "confirmed")]
