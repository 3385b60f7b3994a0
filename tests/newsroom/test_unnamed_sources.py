"""Sources no reader could look up, hearsay of nobody, absences of no day: a text that has it, and one that has not."""

import pytest

from newsroom.text.prose import read_prose


def told(text: str, code: str) -> list[str]:
    """The words a finding is told at."""
    return [text[flag.start : flag.end] for flag in read_prose(text).flags if flag.code == code]


@pytest.mark.parametrize(
    ("words", "with_it", "without"),
    [
        ("According to sources", "According to sources, the ferry is sold.", "According to the log, it is sold."),
        (
            "according to officials",
            "It sank, according to officials.",
            "It sank, according to officials at the Weir Board.",
        ),
        ("Sources told", "Sources told the Tarnby Courier it is sold.", "Bo Lund told the Courier of its sources."),
        (
            "A source close to",
            "A source close to the mayor called it a mistake.",
            "A spring close to the harbour froze, Ada Roe said.",
        ),
        (
            "person familiar with",
            "A person familiar with the sale said it was done.",
            "A person familiar with the tides stays away.",
        ),
        (
            "people with knowledge of",
            "It is done, people with knowledge of the sale said.",
            "The report cites two people with knowledge of the sale.",
        ),
        (
            "sources confirmed",
            "Two sources confirmed it.",
            "Two sources confirmed it: the Tarnby Courier and the Morning Ledger.",
        ),
        ("Critics argue", "Critics argue it came late.", "Critics of the sale marched to the quay."),
        ("Observers expect", "Observers expect a sale.", "Two observers of the count were sent home."),
        (
            "Officials said",
            "Officials said it was safe.",
            "The county closed it on Friday. Officials said it was safe.",
        ),
        ("officials said", "It was safe, officials said.", "It was safe, harbour officials said."),
        (
            "Local media reported",
            "Local media reported the sale.",
            "The Tarnby Courier and other local media were let in.",
        ),
        ("Studies show", "Studies show that eels return.", "Studies show it, the journal Eel and Weir wrote."),
        (
            "Research suggests",
            "Research suggests that eels return.",
            "Her research suggests that eels return, Ada Roe said.",
        ),
        ("Many people think", "Many people think it is sold.", "Many people were on the quay, I think."),
        ("It is widely reported", "It is widely reported that it sank.", "It is reported by the Tarnby Courier."),
    ],
)
def test_whoever_could_not_be_looked_up_is_told(words: str, with_it: str, without: str) -> None:
    assert told(with_it, "VAGUE_SOURCE") == [words]
    assert told(without, "VAGUE_SOURCE") == []


@pytest.mark.parametrize(
    ("words", "with_it", "without"),
    [
        (
            "is believed to have",
            "The yard is believed to have paid.",
            "The yard is believed to have paid, the Tarnby Courier wrote.",
        ),
        ("are thought to be", "They are thought to be in debt.", "The accident was reported to the police."),
    ],
)
def test_hearsay_of_nobody_is_told(words: str, with_it: str, without: str) -> None:
    assert told(with_it, "REPORTEDLY") == [words]
    assert told(without, "REPORTEDLY") == []


@pytest.mark.parametrize(
    ("with_it", "without"),
    [
        ("There is no official trailer yet.", "There is no way back."),
        ("The board has not yet responded.", "As of 5 October 2025 the board has not yet responded."),
        ("The list has yet to appear.", "The list appeared late."),
        ("The report remains unpublished.", "The report remains popular."),
        ("Nobody has been charged.", "Nobody was hurt."),
        ("Police have made no arrests.", "Police have made no arrests since Monday."),
        ("No trailer is out yet.", "No trailer is out of reach."),
        ("No charges have been filed.", "No charges are made for children."),
        ("The accounts are not yet public.", "The accounts are not public property."),
    ],
)
def test_an_absence_of_no_day_is_told(with_it: str, without: str) -> None:
    assert len(told(with_it, "UNDATED_ABSENCE")) == 1
    assert told(without, "UNDATED_ABSENCE") == []
