"""What a sentence that came says of the figure, the date and the deed of a claim, and the stance guessed by it."""

import pytest

from newsroom.desk.arrival_figures import telling_place
from newsroom.desk.arrival_matter import guessed_stance
from newsroom.domain.claim import Claim, Stance

ORDER = "Vantry has ordered a second season of Lantern Quay."
REPORTED = "Lantern Quay was renewed for a second season, per a Slate Ledger report dated 10 March 2026."
LENGTH = "The second season has ten episodes."
FILMING = "Filming begins in June 2026 and the season is released in 2026."
CREDIT = "The commission has reserved $11,260,000 in credits for Lantern Quay, season two."


def claim(wording: str) -> Claim:
    return Claim(id="c", version=1, created_at="", changed_at="", binned_at=None, story="s", wording=wording)


@pytest.mark.parametrize(
    ("wording", "sentence", "before", "stance"),
    [
        (LENGTH, "It has eight episodes.", "We confirm that a second season has been ordered.", "contradicts"),
        (LENGTH, "The second season has ten new episodes.", "", "supports"),
        (LENGTH, "The second season does not have ten episodes.", "", "contradicts"),
        (LENGTH, "The second season does not have twelve episodes.", "", "context"),
        (LENGTH, "We confirm that a second season has been ordered.", "", "context"),
        (LENGTH, "The first season had eight episodes.", "", "context"),
        (LENGTH, "It had eight episodes.", "We thank you for watching the first season.", "context"),
        (FILMING, "Filming begins in September 2026.", "", "contradicts"),
        (FILMING, "Filming begins on 9 June 2026.", "", "supports"),
        (FILMING, "Filming does not begin in June 2026.", "", "contradicts"),
        (FILMING, "The second season of Lantern Quay has eight episodes.", "", "context"),
        (FILMING, "The festival of the harbour opens in September 2026.", "", "context"),
        (ORDER, "We confirm that a second season has been ordered.", "", "supports"),
        (ORDER, "Lantern Quay was renewed for a second season.", "", "supports"),
        (ORDER, "No second season of Lantern Quay has been ordered.", "", "contradicts"),
        (ORDER, "Viewers of Vantry wrote to us about a second season of Lantern Quay.", "", "context"),
        (REPORTED, "Lantern Quay was renewed for a second season.", "", "supports"),
        (CREDIT, "It has reserved $11.26 million for Lantern Quay, season two.", "", "supports"),
        (CREDIT, "It has reserved $12 million for Lantern Quay, season two.", "", "contradicts"),
    ],
)
def test_a_figure_a_date_or_a_deed_is_backed_by_the_same_alone(
    wording: str, sentence: str, before: str, stance: Stance
) -> None:
    assert guessed_stance(claim(wording), ends_absence=False, sentence=sentence, before=before) == stance


def test_the_sentence_with_the_figure_is_found_and_the_same_figure_before_another() -> None:
    letter = "We confirm that a second season has been ordered. It has eight episodes."
    place = telling_place(LENGTH, letter)
    assert place is not None and letter[place[0] : place[1]] == "It has eight episodes."
    both = "The second season has eight episodes, a paper wrote. The second season has ten episodes."
    place = telling_place(LENGTH, both)
    assert place is not None and both[place[0] : place[1]] == "The second season has ten episodes."


def test_a_figure_of_something_else_is_not_taken_for_it() -> None:
    assert telling_place(LENGTH, "The ferry ran late. Another drama got eight episodes.") is None
