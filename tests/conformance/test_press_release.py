"""The studio speaks the day after the article beside the checkout: what the issue says must come of it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.command_line import done, newsroom, written
from tests.shared_material import shared_folder

pytestmark = pytest.mark.conformance

STUDIO = "Amazon MGM Studios"
STATEMENT = (
    "Prime Video has renewed Ballard for a second season. Amazon MGM Studios makes the series, and its writers are at "
    "work on the new episodes.\n"
)


class Day:
    """The article with everything in it taken, and the statement of 6 October 2025 laid in its file, captured."""

    def __init__(self, folder: Path) -> None:
        (article,) = sorted((shared_folder() / "articles").glob("*.txt"))
        self.desk = folder / "desk"
        self.story = done("import", article, "--json", desk=self.desk).json["id"]
        found = self.json("proposals", self.story)
        done("proposals", self.story, *(word for one in found for word in ("--accept", one["id"])), desk=self.desk)
        self.before = self.claims()
        self.source = self.json(
            "source", "add", self.story, written(folder / "statement.txt", STATEMENT), "--type", "official_statement",
            "--title", "Ballard renewed for season 2", "--publisher", STUDIO, "--published", "2025-10-06",
        )["id"]  # fmt: skip

    def json(self, *words: object) -> Any:
        return newsroom(*words, "--json", desk=self.desk).json

    def claims(self) -> dict[str, dict[str, Any]]:
        return {claim["id"]: claim for claim in self.json("claims", "list", self.story)}

    def of(self, *, kind: str, holding: str = "") -> list[str]:
        """The claims of a kind whose words hold a word, in the order of the text."""
        return [key for key, one in self.before.items() if one["kind"] == kind and holding in one["wording"]]


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    made = Day(tmp_path)
    yield made
    done("verify", desk=made.desk)


def test_the_renewal_is_confirmed_the_absences_are_overtaken_and_the_credit_stays(day: Day) -> None:
    renewals, absences = day.of(kind="fact", holding="renewed for"), day.of(kind="absence")
    credits = [key for key in day.before if "tax credit" in day.before[key]["wording"]]
    assert len(renewals) == 2 and len(absences) == 3 and len(credits) >= 2

    shown = day.json("claims", "arrival", day.source)

    assert {row["id"] for row in shown["claims"] if row["chosen"]} == {*renewals, *absences}
    assert day.claims() == day.before
    took = day.json("claims", "arrival", day.source, "--take")
    after = day.claims()
    assert [after[key]["level"] for key in renewals] == ["confirmed", "confirmed"]
    assert all(after[key]["level"] == "refuted" and "SUPERSEDED" in after[key]["flags"] for key in absences)
    assert {key for key in after if after[key]["level"] != day.before[key]["level"]} == {*renewals, *absences}
    assert [after[key] for key in credits] == [day.before[key] for key in credits]
    must = [point["claim"] for point in took["wording"] if point["must"]]
    assert must == absences


def test_what_is_said_in_october_does_not_make_what_was_said_in_july(day: Day) -> None:
    july = next(key for key in day.of(kind="speech", holding="July") if day.before[key]["level"] == "unsourced")
    words = day.before[july]["wording"]
    # Nobody says what day it is about: that it was July stands in the words.
    assert "July" in words
    backed = day.json("evidence", "add", july, day.source)
    assert (backed["level"], backed["flags"]) == ("unsourced", [])
