"""``newsroom quotes check``: each quotation of a story with its verdict, its layers, its speaker and what is open; for
one that is linked to nothing, the saved copies its words stand in."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from newsroom.cli import newsroom
from newsroom.desk.drafts import add_draft
from newsroom.desk.quotes import make_quote_at, set_quote_fields
from newsroom.desk.stories import new_story
from newsroom.storage.transaction import Transaction
from tests.newsroom.story_desk import SPOKEN, pier_desk

ALTERED = "“We have a plan for pier nine, and it costs 1.6 million.”"
LOOSE = "“A plan for pier nine,” Ada Roe, who runs it, added."
TEXT = f"Ada Roe, who runs the ferry, spoke.\n\n{ALTERED} she said.\n\n{LOOSE}\n"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """The pier's desk: its own story with one linked quote, and another with one that is linked to nothing."""
    at = pier_desk(tmp_path / "desk")
    start = at.view().draft.text.index(SPOKEN)
    at.desk.run(
        "Quote", make_quote_at, story_id=at.story.id, start=start, end=start + len(SPOKEN),
        capture_id=at.capture.id, speaker_name="Ada Roe",
    )  # fmt: skip

    def write(transaction: Transaction) -> str:
        story = new_story(transaction, fields={"headline": "The plan", "slug": "the-plan"})
        add_draft(transaction, story_id=story.id, text=TEXT)
        begin = TEXT.index(ALTERED)
        use = make_quote_at(
            transaction, story_id=story.id, start=begin, end=begin + len(ALTERED), capture_id=at.capture.id,
            speaker_name="Ada Roe",
        )  # fmt: skip
        return use.quote or ""

    quote = at.desk.run("Write", write).value
    fields = {"corrected": "We have a plan for pier nine; it costs 1.6 million.", "correction_reason": "Heard again."}
    at.desk.run("Correct", set_quote_fields, quote_id=quote, fields=fields)
    at.desk.close()
    return tmp_path / "desk"


def said(*words: str, desk: Path, code: int = 0) -> str:
    result = CliRunner().invoke(newsroom, ["quotes", "check", *words, "--desk", str(desk)], catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result.output


def lines(story: str, desk: Path, *, code: int = 0) -> list[dict[str, Any]]:
    return json.loads(said(story, "--json", desk=desk, code=code))["quotes"]


def test_an_altered_number_is_told_with_both_layers_and_the_exit_code_says_that_it_asks(desk: Path) -> None:
    told = said("the-pier", desk=desk, code=1)

    assert "words changed" in told and "“1.4” stands for “1.6”" in told
    assert "Ada Roe" in told and "ask: " in told
    assert "captured   We have a plan for pier nine, and it costs 1.6 million" in told
    assert f"published  {SPOKEN}" in told


def test_json_holds_class_detail_changes_and_offsets_of_the_text(desk: Path) -> None:
    (line,) = lines("the-pier", desk, code=1)

    assert (line["linked"], line["fidelity"], line["detail"]) == (True, "unmarked_edit", "changed_number")
    assert line["changes"] == [["replace", "1.4", "1.6"]]
    assert (line["speaker"], line["speaker_state"], line["severity"]) == ("Ada Roe", "explicit", "error")
    assert [one["code"] for one in line["findings"]].count("QUOTE_WORDS_CHANGED") == 1
    assert line["end"] - line["start"] == len(SPOKEN)


def test_a_correction_stands_as_a_layer_with_its_reason_and_who_made_it(desk: Path) -> None:
    corrected = lines("the-plan", desk, code=1)[0]["layers"]["corrected"]

    assert (corrected["reason"], corrected["by"]) == ("Heard again.", "Sanne Ulvaeus")
    assert "corrected  We have a plan for pier nine; it costs" in said("the-plan", desk=desk, code=1)


def test_a_passage_linked_to_nothing_shows_the_saved_copy_its_words_stand_in(desk: Path) -> None:
    loose = lines("the-plan", desk, code=1)[1]

    assert (loose["linked"], loose["use"], loose["speaker"]) == (False, None, "Ada Roe")
    assert [(one["title"], one["fidelity"]) for one in loose["candidates"]] == [("Pier closed", "marked_edit")]
    assert [one["code"] for one in loose["findings"]] == ["QUOTE_UNLINKED"]
    assert "Pier closed, Tarnby Courier" in said("the-plan", desk=desk, code=1)


def test_a_story_without_quotations_says_so(desk: Path, tmp_path: Path) -> None:
    bare = pier_desk(tmp_path / "other")

    def write(transaction: Transaction) -> None:
        story = new_story(transaction, fields={"headline": "Bare", "slug": "bare"})
        add_draft(transaction, story_id=story.id, text="Nobody spoke.")

    bare.desk.run("Write", write)
    bare.desk.close()
    assert said("bare", desk=tmp_path / "other") == "No quotation.\n"
