"""What a scan proposes beside quotations: sources, claims, photos, header fields, flags."""

import pytest

from newsroom.text.scan import Scan, scan


def kinds(found: Scan) -> list[tuple[str, str]]:
    return [(claim.kind, claim.strength) for claim in found.claims]


def codes(found: Scan) -> set[str]:
    return {flag.code for flag in found.flags}


@pytest.mark.parametrize(
    ("text", "name", "kind", "said_on"),
    [
        ("The boat is sold, per a Deadline exclusive dated May 2, 2024.", "Deadline", "trade_report", "2024-05-02"),
        (
            "As per a Dunmere Argus feature dated May 2, 2024, it is sold.",
            "Dunmere Argus",
            "interview_published",
            "2024-05-02",
        ),
        ("According to the Dunmere Tribune’s report, it is sold.", "Dunmere Tribune", "news_report", None),
        (
            "The Dunmere Harbour Commission approved a grant of $2M.",
            "Dunmere Harbour Commission",
            "public_record",
            None,
        ),
        (
            "It opened on May 2, as per Brightpan’s official press site.",
            "Brightpan’s official press site",
            "official_site",
            None,
        ),
    ],
)
def test_a_source_is_proposed_by_the_phrase_that_cites_it(text: str, name: str, kind: str, said_on: str | None) -> None:
    (source,) = scan(text).sources
    assert (source.name, source.type, source.said_on) == (name, kind, said_on)
    assert text[source.start : source.end] == name


def test_mentions_of_one_source_are_merged_and_keep_the_date_any_of_them_gives() -> None:
    text = (
        "Per the Dunmere Argus report, it leaks.\n\nAccording to the Dunmere Argus report dated May 2, 2024, it sank."
    )
    (source,) = scan(text).sources
    assert (source.said_on, text[source.start : source.end]) == ("2024-05-02", "Dunmere Argus")


def test_links_propose_their_sources_with_the_address() -> None:
    text = "See [the minutes](https://dunmere.example/minutes) and https://www.boats.example/log. It leaks."
    assert [(source.name, source.url) for source in scan(text).sources] == [
        ("the minutes", "https://dunmere.example/minutes"),
        ("boats.example", "https://www.boats.example/log"),
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ada Rowntree said the boat had been sold.", "speech"),
        ("The Dunmere yard declined to comment.", "speech"),
        ("No formal statement has been posted yet.", "absence"),
        ("There are rumours of a second boat.", "forecast"),
        ("The yard will build a second boat in spring.", "forecast"),
        ("The new slip naturally points to a second boat.", "inference"),
        ("The council should never have sold it.", "opinion"),
        ("The council sold 14 boats for $2.5M.", "fact"),
    ],
)
def test_a_sentence_is_proposed_as_a_claim_of_its_kind(text: str, kind: str) -> None:
    assert [claim.kind for claim in scan(text).claims] == [kind]


def test_an_absence_in_a_clause_of_its_own_is_a_claim_of_its_own() -> None:
    text = "The yard declined to comment, and no formal statement is live yet."
    assert [(claim.kind, claim.text) for claim in scan(text).claims] == [
        ("speech", "The yard declined to comment"),
        ("absence", "no formal statement is live yet."),
    ]


def test_a_sentence_that_asserts_nothing_to_check_is_no_claim() -> None:
    assert scan("The sea lay there as it always does.").claims == ()


def test_the_strength_of_a_claim_follows_its_words() -> None:
    flat, attributed, hedged = (
        scan(text).claims[0].strength
        for text in (
            "The council sold 14 boats.",
            "The council sold 14 boats, according to the Dunmere Argus.",
            "The council reportedly sold 14 boats.",
        )
    )
    assert (flat, attributed, hedged) == ("flat", "attributed", "hedged")


def test_a_caption_gives_its_credit_and_a_glued_date_becomes_a_header_field() -> None:
    text = " date 2024-05-02 (L-R) Ada Rowntree, Bo Lund. (Photo by Ines Falk/Shorelight)\n\nThe boat leaks."
    found = scan(text)
    (photo,) = found.photos
    assert (photo.caption, photo.credit) == ("(L-R) Ada Rowntree, Bo Lund.", "Ines Falk/Shorelight")
    (field,) = found.metadata
    assert (field.key, field.value, text[field.start : field.end]) == ("date", "2024-05-02", "date 2024-05-02")
    assert all(claim.start >= photo.end for claim in found.claims)


def test_header_lines_are_read_until_the_prose_begins() -> None:
    found = scan("Title: The boat\nAuthor: Ada Rowntree\n\nAda Rowntree said it leaks: badly.")
    assert [(field.key, field.value) for field in found.metadata] == [("title", "The boat"), ("author", "Ada Rowntree")]


@pytest.mark.parametrize(
    ("with_it", "without", "code"),
    [
        ("“It leaks and it always has.”", "“It leaks,” said Ada Rowntree.", "QUOTE_WITHOUT_SPEAKER"),
        ("“It leaks,” said Ada Rowntree.\n\n“It has to.”", "“It leaks,” said Ada Rowntree.", "QUOTE_SPEAKER_INFERRED"),
        (
            "No statement has been posted yet.",
            "As of May 2, 2024, no statement has been posted yet.",
            "UNDATED_ABSENCE",
        ),
        ("There are rumours of a second boat.", "A second boat is being built in 2024.", "RUMOUR"),
        ("Trade coverage flagged the grant.", "The Dunmere Argus reported the grant.", "VAGUE_SOURCE"),
        (
            "Two clear signs came. One was a letter.",
            "Two signs came. One was a letter. One was a call.",
            "COUNT_NOT_LISTED",
        ),
        ("''It leaks,'' said Ada Rowntree.", "“It leaks,” said Ada Rowntree.", "DOUBLED_APOSTROPHES"),
    ],
)
def test_a_finding_is_told_where_the_text_has_it_and_only_there(with_it: str, without: str, code: str) -> None:
    assert code in codes(scan(with_it))
    assert code not in codes(scan(without))


def test_a_text_longer_than_is_read_says_so_and_its_quotations_are_still_found() -> None:
    text = "The sea is wide. " * 60_000 + "“It leaks,” said Ada Rowntree."
    found = scan(text)
    assert [quote.speaker for quote in found.quotes] == ["Ada Rowntree"]
    assert "TEXT_TOO_LONG" in codes(found)


def test_an_empty_text_shows_nothing() -> None:
    assert scan("") == Scan((), (), (), (), (), ())


def test_an_outlet_that_reports_is_a_source_and_what_it_reports_a_fact() -> None:
    text = "The ferry line will close in May, the Tarnby Courier reported on Tuesday. Ottilie Brandvik said she knew."

    found = scan(text)

    assert [(source.name, source.type) for source in found.sources] == [("Tarnby Courier", "news_report")]
    assert [(claim.kind, claim.strength) for claim in found.claims] == [
        ("forecast", "attributed"),
        ("speech", "attributed"),
    ]


def test_a_person_who_wrote_or_reported_something_is_no_outlet() -> None:
    assert scan("Ottilie Brandvik reported the loss of four boats on 3 May 2025.").sources == ()


def test_a_body_that_set_money_aside_is_a_public_record() -> None:
    text = "The Weir Valley Film Commission has set aside $2 million for the series."

    assert [(source.name, source.type) for source in scan(text).sources] == [
        ("Weir Valley Film Commission", "public_record")
    ]
