"""Days, months and years a text names, as far as they are given, and the day they mean in a text of a known day."""

from datetime import date

import pytest

from newsroom.text.dates import days_named, without_days
from newsroom.text.language.en import ENGLISH

TODAY = date(2025, 10, 5)


def named(words: str) -> list[tuple[str, int, int, int]]:
    return [(words[one.start : one.end], one.year, one.month, one.day) for one in days_named(words, language=ENGLISH)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("On 4 March the board met.", [("4 March", 0, 3, 4)]),
        ("On the 4th of March 2024 it met.", [("4th of March 2024", 2024, 3, 4)]),
        ("On March 4th, 2024, it met.", [("March 4th, 2024", 2024, 3, 4)]),
        ("It opened in July 2025 and shut in Aug.", [("July 2025", 2025, 7, 0), ("Aug.", 0, 8, 0)]),
        ("Kept since 2019 at pier 12 July or not.", [("since 2019", 2019, 0, 0), ("12 July", 0, 7, 12)]),
        ("Filed 2024-02-29, 3,000 pages of 2023 paper.", [("2024-02-29", 2024, 2, 29)]),
        ("They march on; it may rain.", []),
        ("In May 9:30 is early.", [("May", 0, 5, 0)]),
    ],
)
def test_a_day_is_found_as_far_as_it_is_given(words: str, found: list[tuple[str, int, int, int]]) -> None:
    assert named(words) == found


@pytest.mark.parametrize(
    ("words", "last", "following"),
    [
        ("4 March 2023", "2023-03-04", "2023-03-04"), ("in 2030", "2030", "2030"),
        ("4 March", "2025-03-04", "2026-03-04"),
        ("5 October", "2025-10-05", "2025-10-05"), ("20 October", "2025-10-20", "2025-10-20"),
        ("20 December", "2024-12-20", "2025-12-20"), ("October", "2025-10", "2025-10"), ("July", "2025-07", "2026-07"),
        ("January", "2025-01", "2026-01"), ("29 February", "2024-02-29", "2028-02-29"), ("31 June", None, None),
        ("31 June 2024", None, None),
    ],
)  # fmt: skip
def test_a_day_without_a_year_is_the_last_or_the_next_of_its_name(
    words: str, last: str | None, following: str | None
) -> None:
    (one,) = days_named(words, language=ENGLISH)
    assert (one.near(TODAY), one.near(TODAY, ahead=True)) == (last, following)


def test_around_the_turn_of_the_year_the_near_day_is_meant() -> None:
    (one,) = days_named("2 January", language=ENGLISH)
    (other,) = days_named("30 December", language=ENGLISH)
    assert (one.near(date(2025, 12, 30)), other.near(date(2026, 1, 2))) == ("2026-01-02", "2025-12-30")


def test_days_are_taken_out_of_the_words() -> None:
    assert without_days("On 4 March 2024 12 boats left").split() == ["On", "12", "boats", "left"]
