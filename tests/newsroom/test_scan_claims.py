"""Which kind of claim a sentence makes, and how strongly, when it is proposed."""

from pathlib import Path

import pytest

from newsroom.text.scan import scan
from newsroom.text.worth import worth_of

TABLE = Path(__file__).parent.parent / "fixtures" / "proposals.txt"
HEADS = [line[2:].split("|") for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("# ")]
KINDS = [(name.strip(), kinds, reasons) for name, kinds, reasons in HEADS if kinds.strip()]


def listed(name: str) -> list[str]:
    """The lines of the table under a head."""
    sections = TABLE.read_text(encoding="utf-8").split("# ")
    return next(section for section in sections if section.startswith(f"{name} |")).splitlines()[1:]


def is_proposed(sentence: str, name: str, kinds: str, reasons: str) -> bool:
    """Whether a sentence is proposed with one of the kinds, and for one of the reasons if any are given."""
    wanted = [reason.strip() for reason in reasons.split(",") if reason.strip()]
    for claim in scan(sentence).claims:
        if claim.kind not in kinds.split():
            continue
        told = [claim.strength] if name == "attributed" else worth_of(claim.text, claim.kind).why
        if not wanted or any(reason in told for reason in wanted):
            return True
    return False


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
        ("The board confirmed the sale.", "speech", "attributed"),
        ("Ada Rowntree denied the charge.", "speech", "attributed"),
        ("The board promised a second ferry.", "speech", "attributed"),
        ("The union claims the talks failed.", "speech", "attributed"),
        ("The report found that the wall was unsafe.", "fact", "attributed"),
        ("Her remarks about the slip suggest a second ferry.", "inference", "hedged"),
        ("That sets a clean runway for season 2 once the dates are announced.", "inference", "flat"),
        ("The merger cost hundreds of jobs.", "inference", "flat"),
        ("It is thought that the talks have stalled.", "fact", "hedged"),
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


@pytest.mark.parametrize(("name", "kinds", "reasons"), KINDS)
def test_nine_of_ten_sentences_of_a_sort_are_proposed_for_what_they_are(name: str, kinds: str, reasons: str) -> None:
    meant = [line for line in listed(name) if not line.startswith("- ")]
    missed = [sentence for sentence in meant if not is_proposed(sentence, name, kinds, reasons)]
    assert len(meant) == 25
    assert len(missed) <= 2, missed


@pytest.mark.parametrize(("name", "kinds", "reasons"), KINDS)
def test_what_only_looks_like_a_sort_is_not_proposed_as_one(name: str, kinds: str, reasons: str) -> None:
    others = [line[2:] for line in listed(name) if line.startswith("- ")]
    wrong = [sentence for sentence in others if is_proposed(sentence, name, kinds, reasons)]
    assert len(others) == 15
    assert len(wrong) <= 1, wrong


def test_recipes_weather_features_and_tales_are_left_alone() -> None:
    neutral = listed("neutral")
    proposed = [sentence for sentence in neutral if scan(sentence).claims]
    assert len(neutral) == 100
    assert len(proposed) <= 5, proposed


def test_an_order_to_the_reader_is_no_claim_and_the_same_verb_with_a_subject_is_one() -> None:
    assert scan("Cook the rice for 12 minutes.").claims == ()
    assert [claim.kind for claim in scan("Share prices fell by 12 per cent.").claims] == ["fact"]


def test_a_person_in_a_tale_who_has_not_done_something_yet_is_no_absence() -> None:
    assert scan("She had not yet put on her coat.").claims == ()
    assert [claim.kind for claim in scan("She has not yet been charged.").claims] == ["absence"]


def test_what_a_body_brings_about_is_a_deed_and_what_a_thing_does_a_conclusion() -> None:
    assert [claim.kind for claim in scan("The council raised fares in 2024.").claims] == ["fact"]
    assert [claim.kind for claim in scan("The new levy raised fares.").claims] == ["inference"]
