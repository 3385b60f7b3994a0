"""Words against level on the article beside the checkout: what the check must tell of it, as it is imported."""

from pathlib import Path
from typing import Any

import pytest

from tests.journeys.command_line import done, newsroom
from tests.shared_material import shared_folder

pytestmark = pytest.mark.conformance

ORDER = ("unsourced", "low", "moderate", "high", "confirmed")


@pytest.fixture(scope="module")
def text() -> str:
    (path,) = sorted((shared_folder() / "articles").glob("*.txt"))
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The article with everything that was found in it taken, and no source inspected."""
    (path,) = sorted((shared_folder() / "articles").glob("*.txt"))
    folder = tmp_path_factory.mktemp("article") / "desk"
    story = done("import", path, "--json", desk=folder).json["id"]
    ids = [one["id"] for one in newsroom("proposals", story, "--json", desk=folder).json]
    done("proposals", story, *(word for one in ids for word in ("--accept", one)), desk=folder)
    return folder, story


@pytest.fixture(scope="module")
def findings(desk: tuple[Path, str]) -> list[dict[str, Any]]:
    return newsroom("check", desk[1], "--json", desk=desk[0]).json["findings"]


def told(findings: list[dict[str, Any]], text: str, code: str) -> list[str]:
    return [text[one["start"] : one["end"]] for one in findings if one["code"] == code]


def test_the_yes_of_the_heading_is_told_as_stronger_than_the_body(findings: list[dict[str, Any]], text: str) -> None:
    assert [words.endswith("yes.") for words in told(findings, text, "HEADING_STRONGER_THAN_BODY")] == [True]


def test_three_wordings_of_one_reply_are_told_and_that_another_outlet_asked(
    findings: list[dict[str, Any]], text: str
) -> None:
    (apart,) = (one for one in findings if one["code"] == "REPLY_INCONSISTENT")
    assert "3 times" in apart["message"]
    (asked,) = (one for one in findings if one["code"] == "ASKED_BY_OTHER_OUTLET")
    assert asked["message"].startswith("Deadline asked")
    assert asked["start"] == text.index("declined to comment")


def test_the_count_that_lists_one_is_told(findings: list[dict[str, Any]], text: str) -> None:
    (words,) = told(findings, text, "COUNT_NOT_LISTED")
    assert words.split()[0] == "Two"


def test_the_absences_are_told_to_be_undated_and_the_vague_sources_to_be_vague(
    findings: list[dict[str, Any]], text: str
) -> None:
    assert len(told(findings, text, "UNDATED_ABSENCE")) == 3
    assert [words.lower() for words in told(findings, text, "VAGUE_SOURCE")] == ["trade coverage", "trade reporting"]


def test_what_is_said_more_than_once_is_told_with_how_it_differs(findings: list[dict[str, Any]], text: str) -> None:
    repeated = [one["message"] for one in findings if one["code"] == "CLAIM_REPEATED"]
    assert len(repeated) == 5
    assert [message for message in repeated if "“approved” here, “awarded” there" in message]
    assert [message for message in repeated if message.startswith("Said three times")]


def test_no_level_is_above_moderate_and_no_heading_is_told_to_promise_too_much(
    desk: tuple[Path, str], findings: list[dict[str, Any]]
) -> None:
    claims = newsroom("claims", "list", desk[1], "--json", desk=desk[0]).json
    assert {claim["level"] for claim in claims} - {"not_ratable"} <= set(ORDER[:3])
    assert "HEADING_NOT_KEPT" not in {one["code"] for one in findings}
