"""Which kind of claim a sentence makes, and how strongly, when it is proposed."""

import pytest

from newsroom.text.scan import scan


@pytest.mark.parametrize(
    ("text", "kind", "strength"),
    [
        ("The yard has ordered a second ferry, The Carrow Ledger reported on Tuesday.", "fact", "attributed"),
        ("The Carrow Ledger reported that the yard has ordered a second ferry.", "fact", "attributed"),
        ("The Carrow Ledger put the order at ten boats.", "fact", "attributed"),
        ("According to the Carrow Ledger, the yard has sold nine boats.", "fact", "attributed"),
        ("The ferry will sail in June, the Carrow Ledger reported.", "forecast", "attributed"),
        ("Dunmere Daily carried the same news and added no reporting of its own.", "fact", "flat"),
        ("The Dunmere Harbour Board has set aside $2M for the wall.", "fact", "flat"),
        ("The Dunmere District Court ruled that the sale was void.", "fact", "flat"),
        ("A promise is not a contract: the notes to the list say that it lapses in May.", "fact", "attributed"),
        ("The sum was changed in 2024, the same notes say.", "fact", "attributed"),
        ("The register shows 14 boats.", "fact", "flat"),
        ("Police charged a man with the theft of nine boats.", "fact", "flat"),
        ("Brightpan reported a loss of $2M.", "fact", "flat"),
        ("The ferry lost nine boats, adding to a run of bad years.", "fact", "flat"),
        ("The price of 14 boats was not disclosed.", "fact", "flat"),
        ("The yard added two boats to the fleet in 2024.", "fact", "flat"),
        ("The council sold 14 boats for $2.5M.", "fact", "flat"),
        ("Ada Rowntree said the council sold 14 boats.", "speech", "attributed"),
        ("Ada Rowntree told the Carrow Ledger that the wall leaks.", "speech", "attributed"),
        ("She added that the wall leaks.", "speech", "attributed"),
        ("The harbour board said it had sold the ferry.", "speech", "attributed"),
        ("The yard announced that the ferry is sold.", "speech", "attributed"),
        ("Ada Rowntree declined to comment.", "speech", "flat"),
        ("The yard refused to discuss the ferry.", "speech", "flat"),
        ("The board would not say whether the ferry is sold.", "speech", "flat"),
        ("The yard did not respond to two letters.", "speech", "flat"),
        ("“It leaks,” said Ada Rowntree.", "speech", "attributed"),
        ("Asked about it, Ada Rowntree said, “No,” The Carrow Ledger reported.", "speech", "attributed"),
        ("The board confirmed the sale.", "speech", "flat"),
        ("Cameras will roll in June.", "forecast", "flat"),
        ("The wall opens in March.", "forecast", "flat"),
        ("With the sale reported, the next step is a survey of the hull.", "forecast", "flat"),
        ("There are rumours that a second ferry will be built.", "forecast", "hedged"),
        ("There are rumours of a second ferry.", "forecast", "hedged"),
        ("There are rumours that the mayor sold the ferry.", "fact", "hedged"),
        ("Word is that the mayor was paid in cash.", "fact", "hedged"),
        ("No announcement stood on the yard’s press page on Thursday.", "absence", "flat"),
        ("Nothing has been posted yet.", "absence", "flat"),
        ("The new slip naturally points to a second ferry.", "inference", "flat"),
        ("The council should never have sold it.", "opinion", "flat"),
    ],
)  # fmt: skip
def test_a_sentence_is_proposed_with_its_kind_and_strength(text: str, kind: str, strength: str) -> None:
    assert [(claim.kind, claim.strength) for claim in scan(text).claims] == [(kind, strength)]


def test_a_decline_and_an_absence_in_one_sentence_are_two_claims() -> None:
    text = "The yard declined to comment, and no announcement stood on its website on Thursday."
    assert [claim.kind for claim in scan(text).claims] == ["speech", "absence"]


def test_a_condition_somebody_may_yet_meet_is_nobody_s_words() -> None:
    assert scan("Until the yard or the board says more, the sale rests on one letter.").claims == ()


def test_a_line_with_a_time_of_day_and_nothing_else_claims_nothing() -> None:
    assert scan("9:42 p.m.\n\nThere is no doubt of it.").claims == ()


def test_a_rumour_is_flagged_whatever_kind_of_claim_it_is() -> None:
    for text in ("There are rumours that the mayor sold the ferry.", "There are rumours of a second ferry."):
        assert "RUMOUR" in {flag.code for flag in scan(text).flags}
