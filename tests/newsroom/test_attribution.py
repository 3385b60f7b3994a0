"""Quotations and their speakers in stories of our own, and the shapes one by one."""

from pathlib import Path
from typing import Any

import pytest

from newsroom.text.attribution import FoundQuote, find_attributions
from tests.newsroom.story_truth import KEPT, WORKED, read_story, standing

# What the finder reached on the stories nobody read for the sake of a rule, with a little room.
FLOOR = 0.82


def only(text: str, *, known_names: tuple[str, ...] = ()) -> FoundQuote:
    (quote,) = find_attributions(text, known_names=known_names)
    return quote


@pytest.mark.parametrize("path", (*WORKED, *KEPT), ids=lambda path: path.stem)
def test_every_quotation_of_a_story_is_found_where_it_stands_and_nothing_beside(path: Path) -> None:
    story = read_story(path)
    found = [(quote.start, quote.end, quote.text) for quote in find_attributions(story["text"])]
    assert found == [(truth["start"], truth["end"], truth["text"]) for truth in story["quotes"]]


def test_kind_speaker_and_state_are_right_in_the_stories_worked_on() -> None:
    stands = standing(WORKED)
    assert stands.quotations >= 190
    assert stands.right >= 0.98 * stands.quotations
    assert stands.with_state >= 0.98 * stands.quotations


def test_kind_speaker_and_state_are_mostly_right_in_the_stories_kept_unread() -> None:
    stands = standing(KEPT)
    assert stands.quotations >= 80
    assert stands.right >= FLOOR * stands.quotations
    assert stands.with_state >= FLOOR * stands.quotations


def is_orphan(truth: dict[str, Any]) -> bool:
    return truth["speaker"] is None and truth["type"] != "not_speech"


def test_no_speaker_is_called_explicit_where_a_story_names_nobody() -> None:
    for path in (*WORKED, *KEPT):
        story = read_story(path)
        nobody = {truth["start"] for truth in story["quotes"] if is_orphan(truth)}
        explicit = {quote.start for quote in find_attributions(story["text"]) if quote.speaker_state == "explicit"}
        assert not nobody & explicit, path.stem


def test_there_are_thirty_stories_or_more_and_ten_of_them_kept() -> None:
    assert len(WORKED) + len(KEPT) >= 30
    assert len(KEPT) >= 10


@pytest.mark.parametrize(
    ("text", "speaker", "mention"),
    [
        ("“It leaks,” said Ada Rowntree.", "Ada Rowntree", "Ada Rowntree"),
        ("“It leaks,” Ada Rowntree said.", "Ada Rowntree", "Ada Rowntree"),
        ("Ada Rowntree said, “It leaks.”", "Ada Rowntree", "Ada Rowntree"),
        ("“It leaks,” said Sen. Ada Rowntree, who fished for years with Bill Cutter.", "Ada Rowntree", "Ada Rowntree"),
        (
            "“It leaks,” Ada Rowntree, a keeper of boats from Dunmere, Ohio, told the board.",
            "Ada Rowntree",
            "Ada Rowntree",
        ),
        ("“It leaks,” said the harbour keeper, Ada Rowntree.", "Ada Rowntree", "Ada Rowntree"),
        ("“Does it leak?” Ada Rowntree asked.", "Ada Rowntree", "Ada Rowntree"),
        ("Ada Rowntree arrived late. “It leaks,” she said.", "Ada Rowntree", "she"),
        ("Mayor Ada Rowntree arrived late. “It leaks,” the mayor said.", "Ada Rowntree", "the mayor"),
        (
            "“It leaks,” said a spokesman for Ada Rowntree.",
            "a spokesman for Ada Rowntree",
            "a spokesman for Ada Rowntree",
        ),
        ("“It leaks,” the inspectors’ report said.", "the inspectors’ report", "the inspectors’ report"),
        ("“It leaks,” according to the Dunmere Boat Club.", "Dunmere Boat Club", "Dunmere Boat Club"),
    ],
)
def test_the_speaker_is_the_subject_of_the_verb_and_not_the_nearest_name(text: str, speaker: str, mention: str) -> None:
    quote = only(text)
    assert quote.speaker is not None and quote.speaker_start is not None and quote.speaker_end is not None
    assert quote.speaker_state == "explicit"
    assert (quote.speaker, text[quote.speaker_start : quote.speaker_end]) == (speaker, mention)


def test_a_quotation_goes_on_with_the_speaker_of_its_paragraph() -> None:
    first, second = find_attributions("“It leaks,” said Ada Rowntree. “It always has.”")
    assert (first.speaker, second.speaker) == ("Ada Rowntree", "Ada Rowntree")
    assert second.speaker_state == "explicit"


def test_the_words_before_the_attribution_belong_to_the_same_speaker() -> None:
    first, second = find_attributions("“It leaks. It always has.” “Ask my mother,” Ada Rowntree said.")
    assert (first.speaker, second.speaker) == ("Ada Rowntree", "Ada Rowntree")


def test_a_speaker_carried_over_from_another_paragraph_is_only_inferred() -> None:
    text = "“It leaks,” said Ada Rowntree.\n\n“It always has.”"
    assert [quote.speaker_state for quote in find_attributions(text)] == ["explicit", "inferred"]


def test_a_line_that_ends_in_a_comma_names_the_speaker_of_the_next() -> None:
    quote = only("Ada Rowntree, who keeps the boats, remarked,\n\n“It leaks.”")
    assert (quote.speaker, quote.speaker_state, quote.cue) == ("Ada Rowntree", "explicit", "remarked")


def test_a_quotation_nobody_says_has_no_speaker() -> None:
    quote = only("“It leaks and it always has.”")
    assert (quote.type, quote.speaker, quote.speaker_state) == ("direct", None, "none")


def test_one_who_is_asked_is_not_the_one_who_speaks() -> None:
    quote = only("Ada Rowntree was asked, “Does it leak at night?”")
    assert quote.speaker_state != "explicit"


def test_a_known_name_completes_a_last_name() -> None:
    assert only("“It leaks,” Rowntree said.", known_names=("Ada Rowntree",)).speaker == "Ada Rowntree"


def test_a_pronoun_goes_to_the_person_of_its_gender() -> None:
    text = "Ada Rowntree met Martin Gall on the pier. “It leaks,” she said. “So does he,” she added."
    assert {quote.speaker for quote in find_attributions(text)} == {"Ada Rowntree"}


@pytest.mark.parametrize(
    "text",
    [
        "The series “Low Water” starts on Monday.",
        "Ada “Sparrow” Rowntree mends boats.",
        "The so-called “harbour” is a pond.",
        "It was shown on KTV’s “Morning Catch” last year.",
        "The boat had an “interesting” smell.",
    ],
)
def test_titles_nicknames_and_scare_quotes_are_not_speech(text: str) -> None:
    assert only(text).type == "not_speech"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ada Rowntree called it “a sieve.”", "fragment"),
        ("Ada Rowntree said the boat was “not what it was.”", "fragment"),
        ("Ada Rowntree said that “the boat is not what it was.”", "direct"),
        ("Ada Rowntree said: “The boat is not what it was.”", "direct"),
        ("“The boat is not what it was,” Ada Rowntree said.", "direct"),
    ],
)
def test_a_part_of_a_sentence_is_a_fragment_and_a_whole_one_direct(text: str, kind: str) -> None:
    assert only(text).type == kind


@pytest.mark.parametrize("marks", ["“”", '""', "„“", "«»", "»«", "‹›", "‘’", "''", '“"', '"”'])
def test_every_pair_of_marks_is_paired(marks: str) -> None:
    text = f"{marks[0]}It leaks,{marks[1]} said Ada Rowntree."
    quote = only(text)
    assert (quote.text, quote.speaker) == (text[:11], "Ada Rowntree")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "‘It leaks,’ said Ada Rowntree. ‘It’s always leaked.\n\n‘Nobody came.’",
            ["‘It’s always leaked.", "‘Nobody came.’"],
        ),
        ("'He told me \"never\" and I said no,' Ada Rowntree said.", ["'He told me \"never\" and I said no,'"]),
        ("“He told me ‘never’ and I said ‘why,’” Ada Rowntree said.", ["“He told me ‘never’ and I said ‘why,’”"]),
        ("‚It leaks‘, said Ada Rowntree.", ["‚It leaks‘"]),
        ("‘The boys’ boat isn’t ours,’ said Ada Rowntree.", ["‘The boys’ boat isn’t ours,’"]),
        ("``It leaks,'' said Ada Rowntree.", ["``It leaks,''"]),
        ('The 6\'2" keeper said the 12" pipe leaked. "It leaks," said Ada Rowntree.', ['"It leaks,"']),
        ("“It leaks,” said Ada Rowntree.[1] “It weeps.”[2]", ["“It leaks,”", "“It weeps.”"]),
        ("“It leaks” — Ada Rowntree, keeper", ["“It leaks”"]),
    ],
)
def test_marks_within_and_round_others_are_told_apart(text: str, found: list[str]) -> None:
    quotes = find_attributions(text)
    assert [quote.text for quote in quotes][-len(found) :] == found
    assert {quote.speaker for quote in quotes} == {"Ada Rowntree"}


def test_apostrophes_are_no_marks() -> None:
    assert find_attributions("The boys’ boat isn’t theirs; ’tis the ’90s boat of the skippers’ club.") == ()


def test_an_unclosed_mark_runs_to_the_end_of_its_paragraph_and_the_next_goes_on() -> None:
    text = "“It leaks, Ada Rowntree said.\n\n“It always has.”"
    assert [quote.text for quote in find_attributions(text)] == text.split("\n\n")


def test_marks_in_html_tags_are_left_alone() -> None:
    assert find_attributions('<a href="boat.html" title="A boat">Boats</a> float.') == ()


def test_outlet_and_date_are_explicit_once_and_then_inherited_as_inferred() -> None:
    text = (
        "As per a Dunmere Argus feature dated May 2, 2024, Ada Rowntree stated,\n\n“It leaks.”\n\n"
        "In the same interview, she added,\n\n“It always has.”"
    )
    first, second = find_attributions(text)
    assert (first.outlet, first.said_on, first.outlet_state) == ("Dunmere Argus", "2024-05-02", "explicit")
    assert (second.outlet, second.said_on, second.outlet_state) == ("Dunmere Argus", "2024-05-02", "inferred")


def test_an_outlet_is_not_inherited_across_a_heading() -> None:
    text = (
        "Ada Rowntree told the Dunmere Argus on May 2, 2024: “It leaks all the time.”\n\nWhat now?\n\n"
        "“It will be mended,” Rowntree said."
    )
    assert [quote.outlet_state for quote in find_attributions(text)] == ["explicit", "none"]


def test_an_impossible_date_is_no_date() -> None:
    text = "As per a Dunmere Argus report dated June 31, 2024, Ada Rowntree said, “It leaks.”"
    assert only(text).said_on is None


@pytest.mark.parametrize(
    ("text", "speaker", "state"),
    [
        ("“She is innocent of it all,” Ann Bell’s lawyer said.", "Ann Bell’s lawyer", "explicit"),
        ("Ann Bell's lawyer said: “She is innocent of it all.”", "Ann Bell's lawyer", "explicit"),
        ("Ann Bell and Tom Bell spoke. “We will go there now,” Bell said.", "Ann Bell", "inferred"),
        ("Ann Bell and Tom Roe spoke. “We will go there now,” Bell said.", "Ann Bell", "explicit"),
    ],
)
def test_the_subject_speaks_and_not_the_nearest_name(text: str, speaker: str, state: str) -> None:
    (found,) = find_attributions(text)

    assert (found.speaker, found.speaker_state) == (speaker, state)
