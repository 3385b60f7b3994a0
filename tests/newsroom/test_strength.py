"""How strongly prose puts a claim, told from its cue words."""

import random
import time

import pytest

from newsroom.domain.assertion import Strength
from newsroom.text.strength import Strengths, strength_of
from newsroom.text.strength_places import Blocks

OUTLETS = ("Harbour Courier", "Deck Weekly", "Tidewater Post")
PAGE = "https://www.courier.example/ferry"


def of(text: str, marked: str, **sources: tuple[str, ...]) -> Strength:
    start = text.index(marked)
    return strength_of(text, start, start + len(marked), **{"source_names": OUTLETS, **sources})


def word(text: str, marked: str | None = None) -> str:
    return of(text, marked or text).word


@pytest.mark.parametrize(
    "sentence",
    [
        "The ferry will sail again in June.",
        "The council added two boats to the line.",
        "The maker recalled 4,000 engines.",
        "The crew found it on the pier.",
        "It carries 300 people per day and 12 per cent of the mail.",
        "The engineers were told on Monday.",
        "The harbour could not pay its crew.",
        "The line reopens in May 2027, and in May the piers follow.",
        "Theresa May opened the pier.",
        "The council keeps its reports, and its notes.",
        "The United States built the hull.",
        "The harbour master declined to say anything.",
        "With a hull bought and a crew confirmed, the next step is a licence.",
    ],
)
def test_a_sentence_that_names_nobody_and_holds_nothing_back_is_flat(sentence: str) -> None:
    assert word(sentence) == "flat"


def test_a_denial_attributes_its_own_sentence_and_no_other() -> None:
    text = "The board denied the charge. The wall leaks."
    assert word(text, "The board denied the charge") == "attributed"
    assert word(text, "The wall leaks") == "flat"
    assert word("The sale, promised a year ago, is off.") == "flat"


@pytest.mark.parametrize(
    "sentence",
    [
        "The ferry will sail again, per a Harbour Courier report dated June 2, 2026.",
        "As per the port's own site, the ferry will sail again.",
        "According to the Harbour Courier, the ferry will sail again.",
        "The ferry will sail again, the mayor said.",
        "The mayor told the council that the ferry will sail again.",
        "The port announced a new line.",
        "She added that the ferry will sail again.",
        "The ferry will sail again, the Deck Weekly reports.",
        "The line was closed, officials say.",
        "“We sail in June,” Ada Roe said.",
        "“Do we sail?” Ada Roe asked, and she said they did.",
        "Tidewater Post framed the vote as certain.",
        "Ada Roe claims it sinks.",
        "Ada Roe believes they will sail.",
        "The paper quoted Ada Roe as saying it sinks.",
        "With no crew left, the line will close, the mayor said.",
    ],
)
def test_a_sentence_that_names_its_source_is_attributed(sentence: str) -> None:
    assert word(sentence) == "attributed"


@pytest.mark.parametrize(
    "sentence",
    [
        "The ferry will reportedly sail again.",
        "The captain allegedly left early.",
        "The ferry is said to need a new hull.",
        "The ferry could sail again in June.",
        "The ferry may sail again in June.",
        "The ferry might not sail.",
        "The empty pier suggests a longer pause.",
        "Reports say the ferry will sail again.",
        "Rumours of a second ferry went round.",
        "Will the ferry sail again?",
        "It is understood that the ferry will sail again.",
        "The ferry will sail again, it was reported on Monday.",
        "The vote will likely pass.",
    ],
)
def test_a_sentence_that_holds_back_without_a_name_is_hedged(sentence: str) -> None:
    assert word(sentence) == "hedged"


def test_a_sentence_can_name_its_source_and_hold_back() -> None:
    assert word("The ferry may sail again, the mayor said.") == "attributed and hedged"
    assert word("The ferry reportedly sails again, per the Harbour Courier.") == "attributed and hedged"


def test_words_inside_a_quotation_are_the_speakers_own() -> None:
    assert word("“It could rain, they said,” reads the plaque.", "reads the plaque") == "flat"
    assert word("“It could rain,” the mayor said.") == "attributed"


def test_a_doubt_about_something_else_in_the_sentence_does_not_count() -> None:
    text = "The ferry sails again, which could please the fans."
    assert word(text, "The ferry sails again") == "flat"
    assert word("Reportedly, the ferry sails again.", "the ferry sails again") == "hedged"
    assert word("The ferry sails again, reportedly.", "The ferry sails again") == "hedged"
    assert word("The hull is reportedly cracked, but the ferry sails.", "the ferry sails") == "flat"


def test_attribution_carries_to_later_sentences_of_the_paragraph_and_not_beyond() -> None:
    text = "Per the Harbour Courier, the ferry sails again. The pier reopens too.\n\nA second boat follows."
    assert word(text, "The pier reopens too.") == "attributed"
    assert word(text, "A second boat follows.") == "flat"


def test_attribution_does_not_carry_backwards() -> None:
    assert word("The pier reopens. The ferry sails again, the mayor said.", "The pier reopens.") == "flat"


def test_attribution_does_not_carry_past_another_source() -> None:
    text = "Per the Harbour Courier, the ferry sails. Deck Weekly has an office on the pier. The pier reopens."
    assert word(text, "The pier reopens.") == "flat"
    same = text.replace("Deck Weekly has", "The Harbour Courier has")
    assert word(same, "The pier reopens.") == "attributed"


def test_a_quotation_in_its_own_paragraph_belongs_to_the_words_that_lead_to_it() -> None:
    text = "As per the Deck Weekly, Ada Roe remarked,\n\n“We have a new hull.”\n\nThe pier is empty."
    assert word(text, "“We have a new hull.”") == "attributed"
    assert word(text, "The pier is empty.") == "flat"


def test_a_link_to_a_source_attributes_and_says_that_only_the_link_does() -> None:
    text = "The ferry [sails again](http://courier.example/ferry/#top)."
    assert of(text, "The ferry", source_addresses=(PAGE,)) == Strength(attributed=True, by_link=True)
    assert of(text, "The ferry").word == "flat"
    named = "Per the Harbour Courier, the ferry [sails again](https://courier.example/ferry)."
    assert of(named, "the ferry", source_addresses=(PAGE,)) == Strength(attributed=True)


def test_words_in_an_address_are_no_cues() -> None:
    assert word("The ferry [sails](https://x.example/according to/said-that) again.") == "flat"


@pytest.mark.parametrize(
    "headline",
    [
        "Ferry sails again: report",
        "Ferry sails again, report says",
        "Ferry sails again, Harbour Courier reports",
        "Ferry sails again – Harbour Courier",
        "Ada Roe: the ferry sails again",
        "Police: captain left early",
        "## Ada Roe: the ferry sails again",
    ],
)
def test_headline_forms_attribute(headline: str) -> None:
    assert word(headline) == "attributed"


@pytest.mark.parametrize(
    "headline", ["Ferry sails again", "Explained: how the ferry sails again", "Timing: a new line"]
)
def test_other_headlines_are_flat(headline: str) -> None:
    assert word(headline) == "flat"


def test_may_in_a_headline_of_capitals_holds_back_unless_it_is_the_month() -> None:
    assert word("Harbour May Lose Its Ferry") == "hedged"
    assert word("Ferry Sails in May After Repairs") == "flat"


def test_headline_forms_mean_nothing_in_the_body() -> None:
    text = "Casting Call Notes: the crew is complete.\n\nThe ferry sails."
    assert word(text, "the crew is complete") == "flat"


def test_a_span_of_several_sentences_is_as_strong_as_the_strongest() -> None:
    text = "The pier reopens. The ferry sails again, the mayor said."
    assert word(text) == "flat"


def test_abbreviations_end_no_sentence() -> None:
    assert word("Per Dr. Roe of the U.S. Ferry Board, the line pays.", "the line pays") == "attributed"


def test_a_span_outside_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="does not lie in a text of 5"):
        strength_of("Short", 2, 9)


def test_the_heading_above_a_paragraph_is_not_part_of_it() -> None:
    text = "## Ada Roe said it\nThe ferry sails again."
    assert word(text, "The ferry sails again.") == "flat"


@pytest.mark.parametrize("gap", ["\n\n", " "])
def test_two_hundred_spans_take_no_longer_in_a_text_ten_times_as_long(gap: str) -> None:
    sentence = "Per the Harbour Courier, the ferry sails again in June with a crew of nine."

    def seconds(copies: int) -> float:
        text = gap.join([sentence] * copies)
        step = len(text) // 200
        begun = time.process_time()
        words = {strength_of(text, at * step, at * step + 10, source_names=OUTLETS).word for at in range(200)}
        assert "attributed" in words
        return time.process_time() - begun

    # Of a paragraph only what lies around the span is read; all of it each time would take ten times as long.
    assert seconds(6800) < 6 * max(seconds(680), 0.05)


def test_a_paragraph_of_a_book_is_read_in_few_stretches_however_many_spans_lie_in_it() -> None:
    sentence = "Per the Harbour Courier, the ferry sails again in June. "
    text, blocks = sentence * 2000, Blocks(sentence * 2000)
    read = {id(blocks.around(at, at + 10)) for at in range(0, len(text), len(sentence))}
    assert len(read) <= 2 * (len(text) // 4000 + 1)


def test_many_spans_of_one_text_are_told_as_each_is_alone() -> None:
    pieces = (
        "The ferry pays.", "Ada Roe said the line loses money.", "It may close in June.", "“It leaks,” said Bo Lund.",
        "The quay was sold ([Courier](https://courier.example/quay)).", "Per the Harbour Courier, nobody was hurt.",
        "The Dunmere Argus has nine crews.", "It is said to be old.",
    )  # fmt: skip
    rng = random.Random(7)
    text = "".join(rng.choice(pieces) + rng.choice((" ", " ", " ", " ", "\n\n")) for _ in range(400))
    sources = {"source_names": OUTLETS, "source_addresses": ("courier.example/quay",)}
    together = Strengths(text, **sources)
    spans = [(at, min(len(text), at + rng.randrange(90))) for at in range(0, len(text), 61)]
    rng.shuffle(spans)
    told = [together.of(start, end) for start, end in spans]
    assert told == [strength_of(text, start, end, **sources) for start, end in spans]
    assert {one.word for one in told} == {"flat", "attributed", "hedged", "attributed and hedged"}
    assert any(one.by_link for one in told)
