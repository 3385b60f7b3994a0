"""An absence that is said of a day stays true of that day, whatever is announced later; one that is said of now is
overtaken. All is invented."""

import pytest

from newsroom.desk.arrival import Row, take_arrival
from newsroom.desk.arrival_news import news_of
from newsroom.desk.arrival_wording import WordingPoint, read_wording
from newsroom.desk.claims import set_claim_fields
from newsroom.desk.stories import start_story
from newsroom.domain.claim import Claim, Evidence, Stance
from newsroom.domain.source import Source
from newsroom.text.scan import scan
from tests.newsroom.arrival_desk import AFTER, NOTHING_YET, RENEWAL, STUDIO, ArrivalDesk

JULY = "As of 5 July, the studio had not announced a second season of Coldwater Ferry."
SUMMER = "By the end of August no announcement of a second season had been posted."
NOW = "The studio has not announced a second season of Coldwater Ferry."
FERRY = "No statement on the 4 March order of Coldwater Ferry has been released."
UNMARKED = "On 12 September 2025 there was no announcement at all."
TRUE_THEN = "It speaks of 5 July 2025: what came later does not make it false. A newer statement exists."


def mark(here: ArrivalDesk, *words: str, also: str = "", **fields: object) -> tuple[Claim, ...]:
    """A second story that says these sentences and tells of the renewal, each a claim."""
    text = " ".join((f"{RENEWAL} {STUDIO} makes it.", *words, also))
    story = here.desk.run("Start", start_story, fields={"headline": "What was said"}, text=text).value
    here.mark(RENEWAL, story=story, text=text)
    return tuple(here.mark(one, story=story, text=text, **fields) for one in words)


def row(here: ArrivalDesk, source: Source, claim: Claim) -> Row:
    return here.arrival(source).row(claim.id)


def test_the_words_of_a_past_day_are_found_to_say_that_nothing_was_there() -> None:
    for words in (JULY, "The studio hadn’t yet released a trailer by 5 July.", SUMMER, NOW):
        assert [one.kind for one in scan(words).claims] == ["absence"], words


@pytest.mark.parametrize(
    ("words", "stance", "because"),
    [
        (JULY, "context", "dated"), (SUMMER, "context", "dated"), (UNMARKED, "context", "dated"),
        ("Nothing had been posted on the studio’s page on 5 October.", "context", "dated"),
        (NOW, "contradicts", "absence"), (FERRY, "contradicts", "absence"),
        ("Nothing had been posted on the studio’s page on 6 October 2025.", "contradicts", "absence"),
        ("The studio had not announced it.", "contradicts", "absence"),
    ],
)  # fmt: skip
def test_only_what_is_said_of_a_day_before_the_announcement_stays_true(
    here: ArrivalDesk, words: str, stance: Stance, because: str
) -> None:
    (claim,) = mark(here, words)
    found = row(here, here.statement(), claim)
    assert (found.stance, found.because, found.is_chosen) == (stance, because, stance == "contradicts")
    assert (found.after.level == "refuted") == (stance == "contradicts")


def test_it_says_that_it_stays_true_of_that_day_and_nothing_of_it_is_taken(here: ArrivalDesk) -> None:
    (july, now) = mark(here, JULY, NOW)
    source = here.statement()
    found = row(here, source, july)
    assert found.why == (TRUE_THEN, "It changes nothing here.")
    (news,) = news_of(here.desk.queries, [source.id], now=AFTER)
    assert july.id not in {one.claim.id for one in news.news} and now.id in {one.claim.id for one in news.news}

    here.desk.run("Take", take_arrival, source_id=source.id, taken=here.arrival(source).taken())

    assert here.desk.queries.where(Evidence, claim=july.id) == ()
    assert [one.stance for one in here.desk.queries.where(Evidence, claim=now.id)] == ["contradicts"]


def test_a_person_may_still_say_that_it_contradicts_and_is_told_that_it_is_not_false(here: ArrivalDesk) -> None:
    (july,) = mark(here, JULY)
    decided = here.arrival(here.statement()).with_stance(july.id, "contradicts").row(july.id)
    assert (decided.after.level, decided.why[0]) == ("refuted", TRUE_THEN)


def test_the_day_a_person_says_it_is_about_goes_before_the_words(here: ArrivalDesk) -> None:
    (july, now) = mark(here, JULY, NOW)
    for claim, day in ((july, "2025-10-08"), (now, "2025-07")):
        here.desk.run("Day", set_claim_fields, claim_id=claim.id, fields={"about_date": day})
    source = here.statement()
    assert [row(here, source, claim).stance for claim in (july, now)] == ["contradicts", "context"]
    assert row(here, source, now).why[0].startswith("It speaks of July 2025: what came later")


@pytest.mark.parametrize("published", [None, "2025", "2025-07"])
def test_where_the_day_of_the_source_is_not_known_it_contradicts_nothing_of_a_day(
    here: ArrivalDesk, published: str | None
) -> None:
    (july, now) = mark(here, JULY, NOW)
    source = here.statement(published=published)
    found = row(here, source, july)
    assert (found.stance, found.is_chosen) == ("context", False)
    assert "nobody knows whether this was there then" in found.why[0]
    assert row(here, source, now).stance == "contradicts"


def test_an_announcement_of_before_that_day_makes_it_false(here: ArrivalDesk) -> None:
    (july,) = mark(here, JULY)
    found = row(here, here.statement(published="2025-07-01"), july)
    assert (found.stance, found.after.level, found.caution) == ("contradicts", "refuted", "")


def test_a_clause_takes_the_day_of_its_sentence(here: ArrivalDesk) -> None:
    clause = "no announcement had been posted"
    text = f"{RENEWAL} On 5 July the page of {STUDIO} was read, and {clause}."
    story = here.desk.run("Start", start_story, fields={"headline": "In July"}, text=text).value
    here.mark(RENEWAL, story=story, text=text)
    claim = here.mark(clause, story=story, text=text)
    assert row(here, here.statement(), claim).why[0] == TRUE_THEN


def test_it_is_no_contradiction_when_it_was_marked_as_a_fact(here: ArrivalDesk) -> None:
    (july,) = mark(here, JULY, kind="fact")
    assert row(here, here.statement(), july).stance == "context"


def test_the_words_to_look_at_say_what_speaks_of_a_day_before(here: ArrivalDesk) -> None:
    (july, _now) = mark(here, JULY, NOW, also=UNMARKED)
    source = here.statement()
    here.desk.run("Take", take_arrival, source_id=source.id, taken=here.arrival(source).taken())

    points = {point.words: point for point in told(here, source, july.story)}

    assert (points[JULY].must, points[JULY].claim, points[JULY].sentence) == (False, july.id, TRUE_THEN)
    assert points[NOW].must
    assert (points[UNMARKED].must, points[UNMARKED].claim) == (False, None)
    assert points[UNMARKED].sentence.startswith("No claim is marked here. It speaks of 12 September 2025: what came")


def told(here: ArrivalDesk, source: Source, story: str) -> tuple[WordingPoint, ...]:
    (found,) = [one for one in read_wording(here.desk.queries, source.id, now=AFTER) if one.story.id == story]
    return found.points


def test_what_is_said_of_now_in_the_same_desk_is_overtaken_as_before(here: ArrivalDesk) -> None:
    mark(here, JULY)
    assert here.row(here.statement(), NOTHING_YET).after.assessment.flags == {"SUPERSEDED", "SINGLE_ORIGIN"}


@pytest.mark.parametrize(
    ("words", "stance"),
    [
        (f"{STUDIO} said in July that Coldwater Ferry would be renewed for a second season.", "context"),
        (f"In July, {STUDIO} had told the staff that Coldwater Ferry was renewed for a second season.", "context"),
        (f"{STUDIO} said late last July that Coldwater Ferry was renewed for a second season.", "context"),
        (f"{STUDIO} told the Marquee Wire on 14 July 2025 that Coldwater Ferry was renewed for season 2.", "context"),
        (f"{STUDIO} said in October that Coldwater Ferry would be renewed for a second season.", "supports"),
        (f"{STUDIO} said that Coldwater Ferry was renewed for a second season.", "supports"),
    ],
)  # fmt: skip
def test_what_the_words_put_in_july_is_not_backed_by_what_is_said_in_october(
    here: ArrivalDesk, words: str, stance: Stance
) -> None:
    (claim,) = mark(here, words, kind="speech")
    found = row(here, here.statement(), claim)
    assert (found.stance, found.is_chosen) == (stance, stance == "supports")
    assert found.caution == ("" if stance == "supports" else found.why[0])
    july = row(here, here.statement(title="Then", published="2025-07-14"), claim)
    assert july.stance == "supports"


def test_nobody_knows_when_an_undated_word_was_said(here: ArrivalDesk) -> None:
    (claim,) = mark(here, f"{STUDIO} said in July that Coldwater Ferry would be renewed for a second season.")
    found = row(here, here.statement(published=None), claim)
    assert (found.stance, found.is_chosen) == ("context", False)
    assert found.why[0] == "Its words put it at July 2025, and nobody knows whether this was said then."
