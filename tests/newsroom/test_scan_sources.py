"""Which sources a text names: outlets, bodies and official pages, by the phrases that cite them, and nothing beside."""

import time
from importlib import resources

import pytest

from newsroom.text.scan import scan

Row = tuple[str, str, str | None]


def sources(text: str) -> list[Row]:
    return [(source.name, source.type, source.said_on) for source in scan(text).sources]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The ferry is sold, The Dunmere Ledger reported on Tuesday.", "The Dunmere Ledger", "news_report"),
        ("The Dunmere Ledger, a weekly, first reported the sale.", "The Dunmere Ledger", "news_report"),
        ("Carrow Daily carried the same news an hour later.", "Carrow Daily", "news_report"),
        ("The Carrow Courier broke the news of the sale.", "The Carrow Courier", "news_report"),
        ("The Screen Gazette put the order at ten boats.", "The Screen Gazette", "news_report"),
        ("The Carrow Post said in a report that it leaks.", "The Carrow Post", "news_report"),
        ("The ferry is sold, according to the Carrow Chronicle.", "Carrow Chronicle", "news_report"),
        ("A report in the Carrow Observer puts the price at $2M.", "Carrow Observer", "news_report"),
        ("A Carrow Standard investigation found three leaks.", "Carrow Standard", "news_report"),
        ("The sums were first published by Carrow Weekly.", "Carrow Weekly", "news_report"),
        ("The paper credited The Tidewater Reporter with the find.", "The Tidewater Reporter", "trade_report"),
        ("Ada Rowntree told the Carrow Times that it leaks.", "Carrow Times", "interview_published"),
        ("In an interview with The Evening Echo, Ada Rowntree said so.", "The Evening Echo", "interview_published"),
        ("She spoke to The Carrow Review for an hour.", "The Carrow Review", "interview_published"),
        ("It leaks for the first time, reported the Carrow Examiner.", "Carrow Examiner", "news_report"),
        ("In an interview published Monday by the Carrow Daily News, she said so.", "Carrow Daily News",
         "interview_published"),
        ("“It leaks,” she said on Carrow Public Radio.", "Carrow Public Radio", "broadcast"),
        ("According to DHC filings, it is sold.", "DHC", "court_filing"),
        ("Ada Rowntree told Bo Lund of Carrow News that it leaks.", "Carrow News", "interview_published"),
        ("Ada Rowntree told The Post and Courier that it leaks.", "The Post and Courier", "interview_published"),
        ("Reuters reported that the ferry is sold.", "Reuters", "wire_copy"),
        ("The Dunmere Harbour Commission has set aside $2M.", "Dunmere Harbour Commission", "public_record"),
        ("The Dunmere Harbour Board’s list names nine boats.", "Dunmere Harbour Board", "public_record"),
        ("Statistics from the Carrow Fisheries Ministry show a fall.", "Carrow Fisheries Ministry", "dataset"),
        ("Carrow Census Bureau figures show a fall.", "Carrow Census Bureau", "dataset"),
        ("The Carrow District Court ruled that the sale stands.", "Carrow District Court", "ruling"),
        ("The Court of Appeal’s ruling ended the quarrel.", "Court of Appeal", "ruling"),
        ("In a complaint filed in Carrow District Court, she asks for $2M.", "Carrow District Court", "court_filing"),
        ("According to the Ministry of Fisheries, catches fell.", "Ministry of Fisheries", "official_statement"),
        ("A study by the University of Carrow found otherwise.", "University of Carrow", "study"),
        ("A Carrow University poll puts her ahead.", "Carrow University", "poll"),
        ("The Dunmere Harbour Board said on its website that it is sold.", "Dunmere Harbour Board’s website",
         "official_site"),
    ],
)  # fmt: skip
def test_an_outlet_or_a_body_is_a_source_where_a_phrase_cites_it(text: str, name: str, kind: str) -> None:
    assert sources(text) == [(name, kind, None)]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Rowntree told the harbour board that the ferry is sold.",
        "According to Ada Rowntree, the ferry is sold.",
        "Brightpan Pictures said on Tuesday that the ferry is sold.",
        "Brightpan declined to comment.",
        "The Evening Star sailed from Carrow with nine boats.",
        "Carrow News Network reported a loss of $2M for the year.",
        "Ada Rowntree, editor of The Carrow Post, lives in Dunmere.",
        "The Harbour Board met on Tuesday.",
        "She told the Senate that the ferry is sold.",
        "“The Carrow Post reported it,” said Ada Rowntree.",
        "Ada Rowntree told Bo Lund on May 2, 2024 that the ferry is sold.",
        "Ada Rowntree told Bo Lund of the yard in an interview that it is sold.",
        "She told the FBI and the DNC that the ferry is sold.",
        "She spoke to the Harbour Action Network in May.",
        "Carrow News broadcast a picture of the ferry.",
        "Bo Lund sits on the Carrow Post editorial board.",
        "Last Tuesday Bo Lund reported the leak to the police.",
    ],
)
def test_a_name_nobody_cites_is_no_source(text: str) -> None:
    assert sources(text) == []


def test_a_date_is_taken_only_where_it_is_given_in_full_beside_the_source() -> None:
    assert sources("The Carrow Post reported on 3 May 2024 that it leaks.") == [
        ("The Carrow Post", "news_report", "2024-05-03")
    ]
    assert sources("The Carrow Post reported on 3 May that it leaks. The boat sank on 4 May 2024.") == [
        ("The Carrow Post", "news_report", None)
    ]


def test_a_short_name_and_initials_mean_the_source_named_in_full() -> None:
    text = (
        "The Carrow Evening Post reported the sale. The Post said in a report that it leaks.\n\n"
        "The Dunmere Harbour Commission (DHC) approved it, according to the DHC. The Commission ruled on the price."
    )
    assert [name for name, _, _ in sources(text)] == ["The Carrow Evening Post", "Dunmere Harbour Commission"]


def test_two_outlets_joined_by_and_are_two_sources() -> None:
    text = "According to The Carrow Post and The Dunmere Ledger, the ferry is sold."
    assert [name for name, _, _ in sources(text)] == ["The Carrow Post", "The Dunmere Ledger"]


def test_outlets_that_asked_together_are_two_sources_of_one_poll() -> None:
    assert sources("A June Carrow Post/Dunmere News poll puts her ahead.") == [
        ("Carrow Post", "poll", None),
        ("Dunmere News", "poll", None),
    ]


def test_a_press_page_belongs_to_the_house_that_the_text_calls_by_that_noun() -> None:
    text = "Brightpan Pictures, the studio that makes it, is silent. Nothing stood on the studio’s press page."
    (source,) = scan(text).sources
    assert (source.name, source.type) == ("Brightpan Pictures’ press page", "official_site")
    assert text[source.start : source.end] == "the studio’s press page"


def test_the_sample_story_names_its_five_sources() -> None:
    story = (resources.files("resources") / "sample" / "story.md").read_text(encoding="utf-8")
    kinds = {name: kind for name, kind, _ in sources(story.split("---\n", 2)[2])}
    assert kinds == {
        "The Slate Ledger": "news_report",
        "Corvane Pictures’ press page": "official_site",
        "Screenharbour Daily": "news_report",
        "Ellery Coast Film Commission": "public_record",
        "The Evenlight Review": "interview_published",
    }


@pytest.mark.parametrize("unit", ["A-", "> wrote:\n", "Board its website ", "the studio’s press page ", "The Post, "])
def test_ten_times_a_hostile_text_takes_about_ten_times_the_time(unit: str) -> None:
    def seconds(copies: int) -> float:
        begin = time.perf_counter()
        scan(unit * copies)
        return time.perf_counter() - begin

    seconds(50)
    # Quadratic work would give a factor of 100; a busy machine stays far below 40.
    assert seconds(4000) < 40 * max(seconds(400), 0.005)
