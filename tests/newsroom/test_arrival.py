"""The day new evidence comes: levels before and after, what is taken at once, the words to change, the readers."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from newsroom.desk.after_publication import named_for_readers, offered_text, published_as, record_notice
from newsroom.desk.arrival import Arrival, Taken, take_arrival
from newsroom.desk.arrival_news import news_of, sources_touched
from newsroom.desk.arrival_wording import StoryWording, proposed_kind, read_wording
from newsroom.desk.claims import attach_evidence, override_level, set_claim_fields
from newsroom.desk.pending import wait_for, waiting_claims
from newsroom.desk.sources import NewCapture, add_capture, add_source, rate_publisher, set_source_fields
from newsroom.desk.stories import start_story
from newsroom.domain.claim import Evidence, Level
from newsroom.domain.errors import Missing, Refused
from newsroom.domain.source import Holding, Source
from newsroom.domain.story import PostPublication, Publication, Receipt
from newsroom.domain.terms import Terms
from newsroom.storage.transaction import Transaction
from tests.builders import everything
from tests.newsroom.arrival_desk import (
    AFTER,
    BEFORE,
    CREDIT,
    JULY,
    NOTHING_YET,
    RENEWAL,
    RUMOUR,
    STATEMENT,
    STUDIO,
    TEXT,
    ArrivalDesk,
)
from tests.newsroom.story_desk import bare

LATER = AFTER + timedelta(days=2)


def take(here: ArrivalDesk, arrival: Arrival) -> None:
    here.desk.run("Take", take_arrival, source_id=arrival.source.id, taken=arrival.taken())


def wording(here: ArrivalDesk, source: Source, *, now: datetime = AFTER) -> StoryWording:
    (told,) = [one for one in read_wording(here.desk.queries, source.id, now=now) if one.story.id == here.story.id]
    return told


# What would become of the levels.


def test_the_studio_speaks_and_nothing_is_written_until_it_is_taken(here: ArrivalDesk) -> None:
    source = here.statement()
    before = everything(here.desk.archive)

    arrival = here.arrival(source)

    assert {row.claim.wording: (row.because, row.stance, row.is_chosen) for row in arrival.rows} == {
        RENEWAL: ("waiting", "supports", True), NOTHING_YET: ("absence", "contradicts", True),
        JULY: ("matter", "supports", False),
    }  # fmt: skip
    assert arrival.is_news
    assert levels(arrival) == {RENEWAL: ("moderate", "confirmed"), NOTHING_YET: ("confirmed", "refuted")}
    assert everything(here.desk.archive) == before


def levels(arrival: Arrival) -> dict[str, tuple[Level, Level]]:
    return {row.claim.wording: (row.before.level, row.after.level) for row in arrival.chosen}


def test_what_was_previewed_is_what_comes_and_one_undo_takes_it_all_back(here: ArrivalDesk) -> None:
    source = here.statement()
    arrival = here.arrival(source)
    before = everything(here.desk.archive)

    done = here.desk.run("Take", take_arrival, source_id=source.id, taken=arrival.taken())

    for row in arrival.chosen:
        now = here.rated(row.claim.wording)
        assert (now.level, now.assessment) == (row.after.level, row.after.assessment)
    assert {words: here.rated(words).level for words in here.claims} == {
        RENEWAL: "confirmed", NOTHING_YET: "refuted", CREDIT: "confirmed", RUMOUR: "unsourced", JULY: "unsourced"
    }  # fmt: skip
    assert here.rated(NOTHING_YET).assessment.flags == {"SUPERSEDED", "SINGLE_ORIGIN"}
    assert waiting_claims(here.desk.queries, now=AFTER) == ()
    assert {row.because for row in here.arrival(source).rows if row.evidence} == {"attached"}
    assert not here.arrival(source).is_news
    here.desk.revert(done.changes)
    assert bare(everything(here.desk.archive)) == bare(before)


def test_example_5_and_6_an_embargoed_statement_confirms_nothing_before_its_day(here: ArrivalDesk) -> None:
    credit = next(one for one in here.desk.queries.where(Source) if one.type == "public_record")
    here.desk.run("Partly", attach_evidence, claim_id=here.claims[RENEWAL].id, source_id=credit.id, stance="partial")
    source = here.statement(embargo_until="2025-10-07T09:00:00+00:00")

    today, tomorrow = here.row(source, RENEWAL), here.row(source, RENEWAL, now=AFTER + timedelta(days=1))

    assert (today.after.level, today.after.assessment.flags) == ("moderate", {"EMBARGO_IGNORED"})
    assert (tomorrow.after.level, tomorrow.after.assessment.flags) == ("confirmed", frozenset())
    assert "2025" in " ".join(today.why) and not today.changes_level


def test_example_9_and_10_a_search_grows_old_and_a_statement_overtakes_it(here: ArrivalDesk) -> None:
    source = here.statement()
    fresh, old = here.row(source, NOTHING_YET, now=BEFORE), here.row(source, NOTHING_YET, now=LATER)

    assert (fresh.before.level, fresh.before.assessment.flags) == ("confirmed", {"SINGLE_ORIGIN"})
    assert (old.before.level, old.before.assessment.flags) == ("low", {"STALE", "SINGLE_ORIGIN"})
    overtaken = here.row(source, NOTHING_YET).after
    assert (overtaken.level, overtaken.assessment.flags) == ("refuted", {"SUPERSEDED", "SINGLE_ORIGIN"})


def test_an_october_statement_does_not_make_a_july_one(here: ArrivalDesk) -> None:
    october = here.row(here.statement(), JULY)
    july = here.row(here.statement(title="Then", published="2025-07-14"), JULY)
    undated = here.row(here.statement(title="Some day", published=None), JULY)

    assert (october.after.level, october.is_chosen) == ("unsourced", False)
    assert october.why[0] == "It is later than July 2025, which the claim speaks of, so it cannot back it."
    assert (july.after.level, july.is_chosen) == ("confirmed", True)
    assert not undated.is_chosen


@pytest.mark.parametrize(("terms", "level"), [("off_record", "moderate"), ("background", "moderate"),
                                              ("on_record", "confirmed")])  # fmt: skip
def test_what_was_agreed_with_the_source_decides_what_it_can_do(here: ArrivalDesk, terms: str, level: Level) -> None:
    source = here.statement()
    here.desk.run("Agree", Transaction.add, Terms, record=source.id, value=terms)
    assert here.row(source, RENEWAL).after.level == level


def test_without_a_copy_it_does_not_confirm(here: ArrivalDesk) -> None:
    source = here.source(type="official_statement", title="Coldwater Ferry renewed for season 2", publisher=STUDIO,
                         published="2025-10-06")  # fmt: skip
    assert here.row(source, RENEWAL).after.level == "moderate"


def test_a_stance_is_changed_and_weighed_at_once(here: ArrivalDesk) -> None:
    source = here.statement()
    claim = here.claims[RENEWAL].id
    arrival = here.arrival(source)

    denied, silent = (arrival.with_stance(claim, stance) for stance in ("contradicts", "no_position"))

    assert denied.row(claim).after.level == "disputed"
    assert (silent.row(claim).after.level, silent.row(claim).changes_level) == ("moderate", False)
    take(here, silent)
    assert [one.claim.id for one in waiting_claims(here.desk.queries, now=AFTER)] == [claim]


def test_a_denial_is_read_as_one(here: ArrivalDesk) -> None:
    said = "Coldwater Ferry has not been renewed for a second season at Oriva. We will say more in spring."
    source = here.source(said, type="official_statement", title="A word", publisher=STUDIO, published="2025-10-06")
    assert here.row(source, RENEWAL).stance == "contradicts"
    assert here.row(source, RENEWAL).passage.startswith("Coldwater Ferry has not been renewed")


def test_a_level_set_by_hand_stays_and_says_so(here: ArrivalDesk) -> None:
    here.desk.run("By hand", override_level, claim_id=here.claims[RENEWAL].id, level="low", reason_code="other",
                  note="We doubt the report very much.", suggested="moderate", evidence_hash="")  # fmt: skip
    row = here.row(here.statement(), RENEWAL)
    assert (row.after.level, row.after.suggested) == ("low", "confirmed")
    assert "by hand" in row.why[0]


def test_an_item_that_is_there_changes_its_stance_and_is_not_attached_twice(here: ArrivalDesk) -> None:
    source, claim = here.statement(), here.claims[RENEWAL].id
    here.desk.run("Cite", attach_evidence, claim_id=claim, source_id=source.id)
    arrival = here.arrival(source)
    assert not arrival.row(claim).is_chosen

    changed = arrival.with_stance(claim, "contradicts").with_choice(here.claims[NOTHING_YET].id, chosen=False)
    take(here, changed)

    assert [item.stance for item in here.desk.queries.where(Evidence, source=source.id)] == ["contradicts"]


def test_it_bears_on_other_stories_too_and_lies_in_their_files_then(here: ArrivalDesk) -> None:
    text = "Coldwater Ferry will not return, and Pell Marrow Pictures has made no announcement. It rains."
    other = here.desk.run("Start", start_story, fields={"headline": "What became of it"}, text=text).value
    claim = here.mark("Pell Marrow Pictures has made no announcement", story=other, text=text, kind="absence")
    here.desk.run("Wait", wait_for, claim_id=claim.id, what="word", from_whom="Pell Marrow")
    source = here.statement()

    take(here, here.arrival(source))

    assert {one.story for one in here.desk.queries.where(Holding, source=source.id)} == {here.story.id, other.id}
    told = read_wording(here.desk.queries, source.id, now=AFTER)
    assert {one.story.id for one in told} == {here.story.id, other.id}


def test_nothing_chosen_is_refused_and_a_source_that_is_gone_is_told(here: ArrivalDesk) -> None:
    source = here.statement()
    with pytest.raises(Refused, match="Choose at least one"):
        here.desk.run("Take", take_arrival, source_id=source.id, taken=())
    with pytest.raises(Missing):
        here.desk.run("Take", take_arrival, source_id=source.id, taken=(Taken("gone", "supports", "party"),))


# The words, and the readers.


def test_words_that_must_change_and_words_that_may_are_told_in_the_order_of_the_text(here: ArrivalDesk) -> None:
    source = here.statement()
    take(here, here.arrival(source))

    points = wording(here, source).points

    assert [(point.must, TEXT[point.start or 0 : point.end] if point.end else point.words) for point in points] == [
        (False, "Coldwater Ferry reportedly renewed"), (False, RENEWAL),
        (False, f"{STUDIO} declined to comment, and {NOTHING_YET}."), (True, NOTHING_YET),
        (False, "Filming could begin in spring, but that remains a guess until Oriva confirms it."),
    ]  # fmt: skip
    assert "It says “reportedly”, and it is confirmed now." in points[1].sentence
    assert points[2].sentence == f"It says that {STUDIO} would not speak; it has spoken since."
    assert points[3].sentence.startswith("It is overtaken")
    assert points[4].claim is None


def test_an_unmarked_sentence_that_rests_on_one_report_until_somebody_speaks_may_change(here: ArrivalDesk) -> None:
    closing = "Until the studio or a second outlet says more, the return rests on one report."
    text = f"{RENEWAL}\n\n{closing}\n"
    story = here.desk.run("Start", start_story, fields={"headline": "Coldwater Ferry"}, text=text).value
    claim = here.mark(RENEWAL, story=story, text=text)
    source = here.source(STATEMENT, type="email", title="An answer", publisher=STUDIO, published="2025-10-06")
    here.desk.run("Attach", attach_evidence, claim_id=claim.id, source_id=source.id)
    (told,) = [one for one in read_wording(here.desk.queries, source.id, now=AFTER) if one.story.id == story.id]
    assert [(one.must, one.claim) for one in told.points if one.words == closing] == [(False, None)]


def test_that_they_would_not_speak_is_no_matter_of_theirs(here: ArrivalDesk) -> None:
    silence = here.mark(f"{STUDIO} declined to comment", kind="speech")
    assert silence.id not in {row.claim.id for row in here.arrival(here.statement()).rows}


def test_a_denial_leaves_words_that_must_give_the_other_side(here: ArrivalDesk) -> None:
    """The paragraph says that the studio would not speak, the headline gives one side."""
    source = here.statement()
    take(here, here.arrival(source).with_stance(here.claims[RENEWAL].id, "contradicts"))
    (point,) = [one for one in wording(here, source).points if one.claim == here.claims[RENEWAL].id]
    assert (point.must, point.words) == (True, "Coldwater Ferry reportedly renewed")
    assert "It was moderate, it is disputed now." in point.sentence


def test_words_that_fit_are_not_told(here: ArrivalDesk) -> None:
    """The credit stands flat, and flat it may stand still when another record confirms it."""
    record = here.source("9.2 for Coldwater Ferry.", type="public_record", title="List", publisher="Revenue Office")
    here.desk.run("Attach", attach_evidence, claim_id=here.claims[CREDIT].id, source_id=record.id)
    assert read_wording(here.desk.queries, record.id, now=AFTER) == ()


def test_a_story_that_is_out_gets_a_proposal_and_one_at_the_desk_none(here: ArrivalDesk) -> None:
    source = here.statement()
    take(here, here.arrival(source))
    assert (wording(here, source).published, wording(here, source).proposed) == (None, None)
    export(here, is_draft=True)
    assert wording(here, source).published is None
    export(here, is_draft=False)
    out = wording(here, source).published
    assert out is not None and out.words == "exported on 5 October 2025"
    here.desk.run("Out", Transaction.add, Publication, story=here.story.id, receipt=None, channel="site",
                  published_at="2025-10-05T14:00")  # fmt: skip
    out = wording(here, source).published
    assert out is not None and out.words == "published on 5 October 2025"
    assert wording(here, source).proposed == "update"


def export(here: ArrivalDesk, *, is_draft: bool) -> None:
    here.desk.run(
        "Export", Transaction.add, Receipt, story=here.story.id, format="html", profile="solo", revision_seq=1,
        text_sha256="", output_sha256="", file_name="out.html", is_draft=is_draft,
    )  # fmt: skip


def test_what_was_wrong_is_a_correction_and_what_was_overtaken_is_not(here: ArrivalDesk) -> None:
    source = here.statement()
    here.desk.run("Kind", set_claim_fields, claim_id=here.claims[CREDIT].id, fields={"pending_from": STUDIO})
    take(here, here.arrival(source).with_choice(here.claims[RENEWAL].id, chosen=False))
    assert proposed_kind(wording(here, source).changes) == "update"
    register = here.source("Not approved.", type="public_record", title="Register", publisher="Audit Office")
    other = here.arrival(register)
    assert other.rows == ()
    here.desk.run("Attach", attach_evidence, claim_id=here.claims[RENEWAL].id, source_id=register.id,
                  stance="contradicts")  # fmt: skip
    assert proposed_kind(wording(here, register).changes) == "correction"


def test_what_is_offered_to_readers_names_nobody_who_wrote_to_us_or_is_not_to_be_named(here: ArrivalDesk) -> None:
    statement = here.statement()
    assert named_for_readers(statement, terms="on_record") == f"an official statement by {STUDIO}"
    email = replace(statement, type="email", publisher="", authors=("Ada Roe",))
    assert named_for_readers(email, terms="on_record") == "an email"
    assert named_for_readers(statement, terms="background") == "new information"
    assert named_for_readers(replace(statement, confidentiality="sealed"), terms="on_record") == "new information"


def test_readers_are_told_on_a_persons_word_and_a_correction_says_both(here: ArrivalDesk) -> None:
    source = here.statement()
    take(here, here.arrival(source))
    export(here, is_draft=False)
    claims = [change.claim.id for change in wording(here, source).changes]
    words = offered_text("update", day="2025-10-06", source="a statement", wordings=[NOTHING_YET])
    assert words == (
        f"Updated on 6 October 2025 after a statement. An earlier version of this story said “{NOTHING_YET}”."
    )
    story = here.story.id
    with pytest.raises(Refused, match="what was wrong and what is right"):
        here.desk.run("Note", record_notice, story_id=story, kind="correction", reader_text=words, before="so")
    with pytest.raises(Refused, match="Readers are told nothing"):
        here.desk.run("Note", record_notice, story_id=story, kind="update", reader_text=" ")

    done = here.desk.run(
        "Note", record_notice, story_id=story, kind="update", reader_text=words, claims=claims, reason="It came."
    )

    out = published_as(here.desk.queries, here.desk.queries.story_records(story))
    assert out is not None and out.told_of(claims) == done.value and out.told_of(["other"]) is None
    here.desk.revert(done.changes)
    assert here.desk.queries.where(PostPublication) == ()


def test_an_outlet_that_says_the_same_is_offered_and_left_to_a_person(here: ArrivalDesk) -> None:
    here.desk.run("Rate", rate_publisher, name="Tarnby Courier", grade="B", reason="Careful.")
    report = here.source("Coldwater Ferry has been renewed for a second season at Oriva, it is said.",
                         type="news_report", title="Renewed", publisher="Tarnby Courier")  # fmt: skip
    arrival = here.arrival(report)
    assert [row.claim.wording for row in arrival.rows] == [RENEWAL]
    assert (arrival.chosen, arrival.is_news) == ((), False)


@pytest.mark.parametrize(
    ("kind", "words"),
    [("email", f"Dear all,\n\n{STUDIO} thanks you.\n\n> Has Coldwater Ferry been renewed for a second season?\n"),
     ("official_site", "There is no announcement of a second season of Coldwater Ferry at Oriva.\n"),
     ("press_release", "The harbour festival opens on Sunday.\n")],
)  # fmt: skip
def test_what_says_nothing_of_it_is_offered_as_background_alone(here: ArrivalDesk, kind: str, words: str) -> None:
    row = here.row(here.source(words, type=kind, title="A word", publisher=STUDIO), RENEWAL)
    assert (row.because, row.stance, row.is_chosen) == ("waiting", "context", False)


def test_an_answer_that_they_would_not_say_is_proposed_as_that_and_is_waited_on_still(here: ArrivalDesk) -> None:
    words = f"{STUDIO} declines to comment on whether Coldwater Ferry was renewed for a second season at Oriva.\n"
    arrival = here.arrival(here.source(words, type="email", title="Answer", publisher=STUDIO))
    row = arrival.row(here.claims[RENEWAL].id)
    assert (row.stance, row.is_chosen, row.changes_level) == ("no_position", True, False)
    take(here, arrival)
    assert [one.claim.id for one in waiting_claims(here.desk.queries, now=AFTER)] == [row.claim.id]


def test_a_record_or_our_own_look_does_not_end_that_nobody_announced_it(here: ArrivalDesk) -> None:
    words = "Coldwater Ferry season 2 at Oriva, renewed: a second season.\n"
    for kind in ("public_record", "observation"):
        arrival = here.arrival(here.source(words, type=kind, title="A list", publisher=STUDIO))
        assert here.claims[NOTHING_YET].id not in {row.claim.id for row in arrival.chosen}


def test_only_what_was_waited_for_or_settles_something_is_news(here: ArrivalDesk) -> None:
    fields = {"type": "official_statement", "title": "A word", "publisher": STUDIO, "published": "2025-10-06"}
    came = here.desk.run("Add", add_source, story_id=here.story.id, fields=fields)
    copy = here.desk.run(
        "Keep", add_capture, source_id=came.value.id, capture=NewCapture(None, "saved_page", STATEMENT)
    )
    assert sources_touched(came.changes) == sources_touched(copy.changes) == {came.value.id}
    other = here.source("A boat was sold.", type="news_report", title="A boat", publisher="Tarnby Courier")
    named = here.desk.run("Note", set_source_fields, source_id=other.id, fields={"description": "to read"})
    assert sources_touched(named.changes) == frozenset()

    (news,) = news_of(here.desk.queries, [came.value.id, other.id], now=AFTER)

    assert {row.claim.wording for row in news.news} == {RENEWAL, NOTHING_YET}
    take(here, news)
    assert news_of(here.desk.queries, [came.value.id], now=AFTER) == ()


def test_what_comes_in_with_its_story_is_no_news_to_it(here: ArrivalDesk) -> None:
    def bring_in(tx: Transaction) -> str:
        story = start_story(tx, fields={"headline": "Another"}, text="A text.")
        return add_source(tx, story_id=story.id, fields={"type": "press_release", "title": STUDIO}).id

    assert sources_touched(here.desk.run("Bring in", bring_in).changes) == frozenset()
