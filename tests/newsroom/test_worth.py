"""How much a check of a statement is worth, and how long what it says holds."""

import pytest

from newsroom.text.worth import term_of, worth_of


@pytest.mark.parametrize(
    ("words", "kind", "why", "without"),
    [
        ("The clerk misused the funds of the board.", "fact", "it accuses somebody", "The clerk kept the funds."),
        ("There are rumours of a second boat.", "forecast", "a rumour", "There is a second boat."),
        ("The boat was reportedly sold.", "fact", "hearsay", "The boat was sold."),
        ("The boat cost $2.4 million.", "fact", "a sum of money", "The boat cost a great deal."),
        ("It sank due to ice.", "fact", "what caused what", "It sank in ice."),
        ("It is the largest boat of the quay.", "fact", "a superlative", "It is a large boat."),
        ("It has 14 crew.", "fact", "a number", "It sailed on 4 May 2024."),
        ("It sailed on 4 May 2024.", "fact", "a date", "It sailed with 14 crew."),
        ("Mayor Ada Roe came.", "fact", "a title", "Ada Roe came."),
        ("The council approved it.", "fact", "what somebody decided or did", "The council met."),
        ("Nothing has been posted.", "absence", "something that is not there yet", "Nothing is better than rain."),
        ("Ada Roe said so.", "speech", "what somebody said", "Ada Roe sang."),
    ],
)
def test_what_there_is_to_check_is_said_in_plain_words(words: str, kind: str, why: str, without: str) -> None:
    assert why in worth_of(words, kind).why
    assert why not in worth_of(without, "fact").why


def test_an_accusation_comes_before_a_sum_and_a_sum_before_an_opinion() -> None:
    accusation = worth_of("He is accused of fraud over $2 million.", "fact")
    money = worth_of("The boat cost $2 million.", "fact")
    opinion = worth_of("The board should never have spent $2 million on it.", "opinion")
    assert accusation.points > money.points > opinion.points == 0
    assert accusation.why[0] == "it accuses somebody"


@pytest.mark.parametrize(
    ("words", "kind", "days"),
    [
        ("Nothing has been posted yet.", "absence", 1),
        ("The boat currently lies at pier nine.", "fact", 7),
        ("The boat was sold in May.", "fact", None),
        ("She said it currently leaks.", "speech", None),
    ],
)
def test_what_passes_has_to_be_looked_at_again(words: str, kind: str, days: int | None) -> None:
    assert term_of(words, kind) == days
