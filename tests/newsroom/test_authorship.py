"""Whether somebody named is one of those who wrote a story."""

import pytest

from newsroom.domain.authorship import is_author, names_in
from newsroom.domain.person import Member

BYLINE = "By Ida Renner and Kim Østergaard-Holt"
MEMBERS = (
    Member("m", 1, "", "", None, name="Ida Renner", initials="rnn"),
    Member("n", 1, "", "", None, name="Bo Lund", initials="BL"),
)


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("Ida Renner", ("Ida Renner",)),
        ("By Ida Renner and Bo Lund", ("Ida Renner", "Bo Lund")),
        ("by Ida Renner, Bo Lund & Andy Mandel", ("Ida Renner", "Bo Lund", "Andy Mandel")),
        ("Von Ida Renner und Bo Lund", ("Ida Renner", "Bo Lund")),
        ("  By  Ida   Renner ", ("Ida Renner",)),
        ("By ", ()),
        ("", ()),
    ],
)
def test_a_byline_names_people(byline: str, names: tuple[str, ...]) -> None:
    assert names_in(byline) == names


@pytest.mark.parametrize(
    "name",
    [
        "Ida Renner", "IDA RENNER", "  ida   renner ", "Renner", "Ida", "I. Renner", "IR", "I.R.", "ir", "rnn",
        "Ida M. Renner", "Kim Østergaard-Holt", "KIM ØSTERGAARD-HOLT", "Ida Renner and Kim Østergaard-Holt",
    ],
)  # fmt: skip
def test_an_author_is_known_by_name_initials_and_in_any_case(name: str) -> None:
    assert is_author(name, byline=BYLINE, members=MEMBERS)


@pytest.mark.parametrize(
    "name", ["Bo Lund", "BL", "Jonas Renner", "Ines Rudd", "R. Ida", "Kim Berg", "Ida Renner and Bo Lund", "", " . "]
)
def test_somebody_else_is_no_author(name: str) -> None:
    assert not is_author(name, byline=BYLINE, members=MEMBERS)


def test_initials_in_the_byline_stand_for_the_member_who_bears_them() -> None:
    assert is_author("Bo Lund", byline="bl", members=MEMBERS)
    assert is_author("Ida Renner", byline="RNN", members=MEMBERS)
    assert not is_author("Ida Renner", byline="RNN")
    assert not is_author("Ida Renner", byline="", members=MEMBERS)
