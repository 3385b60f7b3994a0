"""One speaker's words through a text, names and figures through a text, and how somebody is introduced: a text that has
the fault, and one that has not."""

import pytest

from newsroom.text.consistency import Spoken, is_reporters_wording, unlike_quotations
from newsroom.text.mentions import figures_apart, introduction_of, misspelt_names


@pytest.mark.parametrize(
    ("other", "change"),
    [
        ("“We will never sail to Skarholm again,”", ("replace", "not", "never")),
        ("“We will not sail to Tarnby again”", ("replace", "Skarholm", "Tarnby")),
        ("“we will not sail again to Skarholm next year”", None),
        ("“We will not … Skarholm again”", None),
        ("“We will not sail to Skarholm”", None),
        ("“We will not sell the old ferry again,”", None),
        ("“We will”", None),
    ],
)
def test_one_speakers_words_that_differ_are_told_and_others_are_not(
    other: str, change: tuple[str, str, str] | None
) -> None:
    found = unlike_quotations([Spoken("a", "“We will not sail to Skarholm again,”"), Spoken("a", other)])

    assert [set(pair.changes[0][1:]) for pair in found] == ([{change[1], change[2]}] if change else [])


@pytest.mark.parametrize(
    ("speakers", "sure", "count"), [(("a", "b"), False, 0), (("a", ""), False, 1), (("a", "a"), True, 0)]
)
def test_words_are_compared_with_those_of_the_same_speaker_unless_both_stand_in_saved_copies(
    speakers: tuple[str, str], sure: bool, count: int
) -> None:
    words = ("We will not sail to Skarholm again", "We will never sail to Skarholm again")
    spoken = [Spoken(who, said, is_sure=sure) for who, said in zip(speakers, words, strict=True)]

    assert len(unlike_quotations(spoken)) == count


@pytest.mark.parametrize("words", ["“declined to comment,”", "declined comment", "did not respond to messages"])
def test_a_reporters_account_of_a_reply_between_marks_is_recognised(words: str) -> None:
    assert is_reporters_wording(words)


@pytest.mark.parametrize("words", ["I declined to comment", "no comment", "We will not answer", "declined slowly"])
def test_what_somebody_may_have_said_is_not_taken_for_a_reporters_words(words: str) -> None:
    assert not is_reporters_wording(words)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ottilie Brandvik runs it. Later Otilie Brandvik left.", [("Otilie Brandvik", "Ottilie Brandvik")]),
        ("Ottilie Brandvik runs it. Ottilie Brandvick left.", [("Ottilie Brandvick", "Ottilie Brandvik")]),
        ("Ottilie Brandvik runs it. When asked, Brandvick left.", [("Brandvick", "Brandvik")]),
        ("The Tarnby Courier said so. The Tarnby Corier said no.", [("Tarnby Corier", "Tarnby Courier")]),
        ("Ottilie Brandvik runs it. Brandvik’s boat and the Brandviks left.", []),
        ("Maria Brandvik and her sister Marie Brandvik left.", []),
        ("North Street is long. North Streets are many. Pier Nine and Pier Fine.", []),
        ("Trade with Norway Korea and Norway Korean partners.", []),
        ("Lena Hansen met Lena Jansen.", []),
    ],
)
def test_a_name_a_letter_away_from_one_that_is_known_is_told(text: str, told: list[tuple[str, str]]) -> None:
    found = misspelt_names(text, ["Ottilie Brandvik"])

    assert [(one.words, one.elsewhere) for one in found] == told
    assert all(text[one.start : one.end] == one.words for one in found)


GRANT = "The board gave $11.26 million in production credits."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"{GRANT} Those production credits of the board come to $11.2 million.", ["$11.2 million"]),
        (f"{GRANT} Those production credits of the board come to $11.3 million.", []),
        (f"{GRANT} Those production credits of the board come to about $11 million.", []),
        (f"{GRANT} Last year the production credits of the board came to $9.4 million.", []),
        (f"{GRANT} A ferry across the lake sold for $11.2 million.", []),
        (f"{GRANT} The board gave £11.2 million in production credits.", []),
    ],
)
def test_a_figure_that_is_nearly_another_of_the_same_thing_and_not_it_rounded_is_told(
    text: str, told: list[str]
) -> None:
    assert [one.words for one in figures_apart(text)] == told


@pytest.mark.parametrize(
    ("text", "full", "role"),
    [
        ("Nobody knew. Ottilie Brandvik, the harbour master, said so.", True, True),
        ("Nobody knew. The harbour master, Ottilie Brandvik, said so.", True, True),
        ("Nobody knew, said director Ottilie Brandvik.", True, True),
        ("Nobody knew, said Ottilie Brandvik, 54.", True, False),
        ("Nobody knew, said Ottilie Brandvik, 54, a welder.", True, True),
        ("Nobody knew, said Ottilie Brandvik. She runs the ferry.", True, True),
        ("Nobody knew, said Ottilie Brandvik of the port.", True, True),
        ("Nobody knew, said Ottilie Brandvik on Friday.", True, False),
        ("Nobody knew, said Brandvik. Ottilie Brandvik, the harbour master, left.", False, True),
        ("## Brandvik leaves\n\nNobody knew, said Ottilie Brandvik, who runs the port.", True, True),
        ("Lars Brandvik, the baker, came. Then Brandvik left. Ottilie Brandvik, the master, stayed.", True, True),
    ],
)  # fmt: skip
def test_somebody_is_introduced_with_full_name_and_role_where_first_named(text: str, full: bool, role: bool) -> None:
    first = introduction_of(text, "Ottilie Brandvik")

    assert first is not None
    assert (first.is_full, first.has_role) == (full, role)


def test_somebody_a_text_never_names_is_not_introduced() -> None:
    assert introduction_of("Nobody knew.", "Ottilie Brandvik") is None
