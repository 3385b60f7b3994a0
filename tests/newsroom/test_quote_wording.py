"""Captured words put into a sentence of ours: each form in house style, and none in which they would be altered."""

import pytest

from newsroom.text.fidelity import compare_quote
from newsroom.text.quote_wording import (
    Attribution,
    marks_of_text,
    role_after_a_name,
    surname,
    wordings,
    wordings_without_a_name,
)

SAID = "We broke eight, and nobody has asked me for more."
COPY = f"She sat down. {SAID} The harbour master counts things, she said."
RENN = Attribution("Renn")


def texts(words: str, who: Attribution = RENN, *, source: str = COPY, marks: str = "“”") -> dict[str, str]:
    return {one.form: one.text for one in wordings(words, who, source=source, marks=marks)}


def test_a_sentence_can_be_said_before_behind_in_the_middle_within_ours_as_a_block_and_in_our_words() -> None:
    assert texts(SAID) == {
        "after": "“We broke eight, and nobody has asked me for more,” Renn said.",
        "before": "Renn said: “We broke eight, and nobody has asked me for more.”",
        "middle": "“We broke eight,” Renn said, “and nobody has asked me for more.”",
        "fragment": "Renn said that “we broke eight, and nobody has asked me for more.”",
        "words": "“We broke eight, and nobody has asked me for more”",
        "block": "Renn said:\n\n> We broke eight, and nobody has asked me for more.",
        "paraphrase": "Renn said that we broke eight, and nobody has asked me for more.",
    }


def test_a_name_with_an_office_stands_behind_a_plain_verb_and_between_commas_before_it() -> None:
    made = texts(SAID, Attribution("Ottilie Renn", "the creator of the series"))
    assert made["after"].endswith(",” said Ottilie Renn, the creator of the series.")
    assert made["before"].startswith("Ottilie Renn, the creator of the series, said: “We")


def test_words_of_another_newsroom_are_told_to_it() -> None:
    made = texts(SAID, Attribution("Renn", verb="told The Evenlight Review"))
    assert made["after"].endswith(",” Renn told The Evenlight Review.")


def test_a_description_begins_a_sentence_with_a_capital() -> None:
    assert texts(SAID, Attribution("a writer on the show"))["before"].startswith("A writer on the show said: “We")


def test_a_part_of_a_sentence_is_offered_as_a_fragment_alone() -> None:
    assert texts("counts things") == {"fragment": "Renn said “counts things”.", "words": "“counts things”"}


def test_a_question_keeps_its_mark_and_gets_no_comma() -> None:
    made = texts("Has anybody asked me for more?", source="Has anybody asked me for more?")
    assert made["after"] == "“Has anybody asked me for more?” Renn said."


def test_two_sentences_are_parted_between_them() -> None:
    words = "We broke eight episodes. Nobody asked for more."
    assert texts(words, source=words)["middle"] == "“We broke eight episodes,” Renn said. “Nobody asked for more.”"


def test_double_marks_within_become_single_and_the_storys_own_marks_are_used() -> None:
    words = "He said “no” and left the room."
    assert texts(words, source=words)["before"] == "Renn said: “He said ‘no’ and left the room.”"
    assert texts(words, source=words, marks='""')["before"] == "Renn said: \"He said 'no' and left the room.\""


def test_a_form_that_cuts_the_sources_sentence_short_is_not_offered() -> None:
    source = "We broke eight, and nobody has asked me for more until the autumn of next year."
    made = texts("We broke eight, and nobody has asked me for more", source=source)
    assert "before" not in made and "after" in made


@pytest.mark.parametrize("words", [SAID, "counts things", "I never saw it, and I said so then. They know."])
def test_the_places_of_a_wording_hold_the_captured_words(words: str) -> None:
    for one in wordings(words, RENN, source=words):
        for start, end in one.quoted:
            found = compare_quote(one.text[start:end], words)
            assert one.form == "paraphrase" or found.kind in ("exact", "marked_edit")


def test_words_that_may_not_be_quoted_are_told_of_nobody() -> None:
    (told,) = wordings_without_a_name(SAID)
    assert (told.text, told.kind, told.attribution_text) == (SAID, "indirect", "")


def test_the_words_round_the_captured_ones_are_the_attribution() -> None:
    assert {one.form: one.attribution_text for one in wordings(SAID, RENN)}["middle"] == "Renn said"


@pytest.mark.parametrize(
    ("name", "short"),
    [("Ottilie Renn", "Renn"), ("Ludwig van der Berg", "van der Berg"), ("Ann Lee Jr.", "Lee"), ("Cher", "Cher")],
)
def test_a_name_is_shortened_to_the_surname(name: str, short: str) -> None:
    assert surname(name) == short


def test_the_marks_are_those_the_text_uses() -> None:
    assert marks_of_text('He said "no".') == '""'
    assert marks_of_text("Er sagte „nein“.") == "„“"
    assert marks_of_text("Nobody spoke.") == "“”"


@pytest.mark.parametrize(
    ("title", "body", "after"),
    [
        ("harbour master", "Port Ellery", "the harbour master of Port Ellery"),
        ("Harbour master of Port Ellery", "Port Ellery", "the Harbour master of Port Ellery"),
        ("the head of the writers’ room", "Corvane Pictures", "the head of the writers’ room at Corvane Pictures"),
        ("an actor", "Corvane Pictures", "an actor at Corvane Pictures"),
        ("Corvane’s head of drama", "", "Corvane’s head of drama"),
        ("plays Hanne Brook in Lantern Quay", "Corvane Pictures", "who plays Hanne Brook in Lantern Quay"),
        ("who plays Hanne Brook", "Corvane Pictures", "who plays Hanne Brook"),
        ("works for the harbour", "Port Ellery", "who works for the harbour"),
        ("works manager", "Port Ellery", "the works manager of Port Ellery"),
        ("", "Port Ellery", ""),
    ],
)
def test_an_office_follows_a_name_as_one_says_it(title: str, body: str, after: str) -> None:
    assert role_after_a_name(title, body=body) == after
