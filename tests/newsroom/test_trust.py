"""From stored records to what the rule weighs: inspected, reliability, embargo, retracted, own."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from newsroom.domain.claim import Claim, Evidence
from newsroom.domain.draft import Draft
from newsroom.domain.grades import EvidenceItem
from newsroom.domain.quote import Quote
from newsroom.domain.source import Capture, Publisher, ReliabilityRating, Source, SourceNotice
from newsroom.domain.story import Story
from newsroom.domain.story_records import StoryRecords
from newsroom.domain.trust import Trust, day_of, embargo_day

BASE = (1, "2026-03-01T00:00:00.000Z", "2026-03-01T00:00:00.000Z", None)
NOW = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
CLAIM = Claim("claim", *BASE, story="story", wording="The bridge is closed.")
PAPER = Source("paper", *BASE, type="news_report", title="Bridge closed", publisher="The Weir Post")
EMPTY = StoryRecords(
    Story("story", *BASE, slug="bridge"), Draft("draft", *BASE, story="story", text="", sha256=""),
    *((),) * 25,
)  # fmt: skip


def item_of(records: StoryRecords, claim: Claim = CLAIM) -> EvidenceItem:
    return Trust(records, now=NOW).items(claim)[0]


def with_evidence(**fields: object) -> StoryRecords:
    evidence = Evidence("evidence", *BASE, claim="claim", source="paper")
    return replace(EMPTY, evidence=(replace(evidence, **fields),), sources=(PAPER,))  # type: ignore[arg-type]


def test_a_source_without_a_saved_copy_is_not_inspected() -> None:
    records = with_evidence()
    capture = Capture(
        "capture", *BASE, source="paper", original_file=None, captured_at="", captured_by="", method="pasted"
    )

    assert not item_of(records).inspected
    assert item_of(replace(records, captures=(capture,))).inspected


def test_an_outlet_nobody_rated_starts_at_f_and_a_rated_one_at_its_newest_grade() -> None:
    records = with_evidence()
    publisher = Publisher("publisher", *BASE, name="the weir post")
    ratings = tuple(
        ReliabilityRating(day, *BASE, publisher="publisher", grade=grade, reason="", rated_from=day, by="")
        for day, grade in (("2026-01-01", "D"), ("2026-03-01", "B"), ("2026-12-01", "A"))
    )

    assert item_of(records).reliability == "F"
    assert item_of(replace(records, publishers=(publisher,), ratings=ratings)).reliability == "B"


def test_an_outlet_is_known_by_its_web_domain_too() -> None:
    records = with_evidence()
    source = replace(PAPER, publisher="", url="https://news.weirpost.example/bridge")
    publisher = Publisher("publisher", *BASE, name="The Weir Post", domains=("weirpost.example",))
    rating = ReliabilityRating("r", *BASE, publisher="publisher", grade="B", reason="", rated_from="2026-01-01", by="")

    known = replace(records, sources=(source,), publishers=(publisher,), ratings=(rating,))
    assert item_of(known).reliability == "B"


@pytest.mark.parametrize(
    ("authority", "terms", "grade"),
    [("record", "on_record", "B"), ("insider", "on_record", "B"), ("insider", "background", "F"),
     ("document", "on_record", "F"), ("party", "background", "B"), ("unknown", "on_record", "F")],
)  # fmt: skip
def test_default_grades_follow_the_table(authority: str, terms: str, grade: str) -> None:
    assert item_of(with_evidence(authority=authority, terms=terms)).reliability == grade


def test_a_grade_for_the_item_alone_goes_before_the_outlets() -> None:
    assert item_of(with_evidence(reliability_override="E")).reliability == "E"


def test_an_embargo_later_today_is_still_ahead() -> None:
    assert embargo_day("2026-03-12T18:00:00Z", now=NOW) == date(2026, 3, 13)
    assert embargo_day("2026-03-12T08:00:00Z", now=NOW) is None
    assert embargo_day("2026-03-12", now=NOW) is None
    assert embargo_day("2026-03-20", now=NOW) == date(2026, 3, 20)


def test_a_notice_on_a_passage_reaches_only_evidence_from_that_passage() -> None:
    notice = SourceNotice("n", *BASE, source="paper", kind="corrected", reach="passage", at="", passage="ten cars")
    quoting = with_evidence(excerpt="There were ten cars on it.")
    elsewhere = with_evidence(excerpt="The bridge is closed.")

    assert item_of(replace(quoting, notices=(notice,))).retracted
    assert not item_of(replace(elsewhere, notices=(notice,))).retracted
    assert item_of(replace(elsewhere, notices=(replace(notice, reach="whole"),))).retracted


def test_our_own_story_is_our_own() -> None:
    assert item_of(replace(with_evidence(), sources=(replace(PAPER, type="own_story"),))).own


def test_a_later_statement_cannot_support_an_earlier_one() -> None:
    speech = replace(CLAIM, kind="speech", about_date="2025-07")
    said = Quote("quote", *BASE, verbatim="Soon.", source="paper", said_at="2025-10-06")
    records = replace(with_evidence(source=None, quote="quote"), quotes=(said,))

    assert item_of(records, speech).stance == "context"
    in_july = replace(records, quotes=(replace(said, said_at="2025-07-14"),))
    assert item_of(in_july, speech).stance == "supports"
    assert item_of(records, replace(speech, kind="fact")).stance == "supports"


def test_a_quote_with_a_speaker_has_the_speaker_as_its_origin() -> None:
    said = Quote("quote", *BASE, verbatim="Soon.", source="paper", speaker="mayor")

    assert item_of(replace(with_evidence(source=None, quote="quote"), quotes=(said,))).origin == "person:mayor"


@pytest.mark.parametrize(
    ("partial", "day"),
    [("2025", date(2025, 1, 1)), ("2025-07", date(2025, 7, 1)), ("2025-07-14", date(2025, 7, 14)),
     ("2025-07-14T10:30", date(2025, 7, 14)), ("", None), (None, None), ("next week", None)],
)  # fmt: skip
def test_a_partial_date_means_its_first_day(partial: str | None, day: date | None) -> None:
    assert day_of(partial) == day
