"""A house that moves stages by rule, from the command line: from draft to readers, with two people on one desk."""

from pathlib import Path

import pytest

from newsroom.domain.story import Stage
from tests.journeys.command_line import done, newsroom, refused, written

WORDS = "The outer pier at Tarnby is closed."
STORY = f"---\nheadline: Outer pier at Tarnby closed\nslug: pier\nbyline: By Ida Renner and Kim Holt\n---\n\n{WORDS}\n"
FULL = ("--profile", "full")
REASON = "The board confirmed it by telephone."


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A desk with one story, whose only statement rests on a public record."""
    desk = tmp_path / "desk"
    done("import", written(tmp_path / "note.md", STORY), desk=desk)
    claim = done("claim", "add", "pier", "--text", WORDS, "--json", desk=desk).json
    record = written(tmp_path / "register.txt", "Outer pier: closed.\n")
    source = done("source", "add", "pier", record, "--type", "public_record", "--json", desk=desk).json
    done("evidence", "add", claim["id"], source["id"], desk=desk)
    return desk


def stage(desk: Path) -> Stage:
    return done("show", "pier", "--json", desk=desk).json["story"]["stage"]


def test_a_story_goes_from_draft_to_readers_and_each_refusal_says_what_to_run(desk: Path, tmp_path: Path) -> None:
    export = ("export", "pier", "--format", "html", "--out", tmp_path / "out", *FULL)
    told = refused(*export, "--reason", REASON, desk=desk, code=1)
    assert "no reason lets an unapproved story leave" in told and "newsroom approve" in told
    assert done("story", "move", "pier", "submitted", *FULL, desk=desk).out == "draft → handed in.\n"

    told = refused("story", "move", "pier", "checked", *FULL, desk=desk, code=1)
    assert "This statement is not checked." in told and "cleared by the checker" in told
    assert "newsroom checks mark" in told and "newsroom waive" in told and "FACT_NOT_CHECKED" in told
    assert "Nobody approved" not in told and stage(desk) == "submitted"
    assert done("checks", "list", "pier", desk=desk).out == "1 statement of fact not checked.\n"
    done("checks", "mark", "pier", "verified", "--all", "--method", "called the board", "--by", "Ana Ruiz", desk=desk)
    listed = done("checks", "list", "pier", desk=desk).out
    assert (
        "holds · by Ana Ruiz on " in listed
        and "called the board" in listed
        and "Every statement of fact is checked." in listed
    )
    done("story", "move", "pier", "checked", *FULL, desk=desk)

    assert "stands in the byline" in refused("approve", "pier", "--by", "ida renner", *FULL, desk=desk)
    assert "approved, which" not in done("approve", "pier", "--by", "Bo Lund", *FULL, desk=desk).out
    assert stage(desk) == "approved"
    receipt = done(*export, "--reason", REASON, "--json", desk=desk).json["receipt"]

    assert (receipt["profile"], receipt["is_draft"], stage(desk)) == ("full", False, "exported")


def test_the_lawyer_clears_and_a_named_role_waives(desk: Path) -> None:
    done("story", "move", "pier", "legal", "--note", "A look at the name, please.", desk=desk)
    told = refused("approve", "pier", "--by", "Bo Lund", *FULL, desk=desk, code=1)
    assert "The lawyer was asked" in told and "newsroom clear" in told
    assert "Cleared by Ana Ruiz" in done("clear", "pier", "--by", "Ana Ruiz", desk=desk).out
    assert stage(desk) == "cleared"

    waive = ("waive", "pier", "FACT_NOT_CHECKED", "--by", "Bo Lund")
    assert "at least 15" in refused(*waive, "--reason", "Fine.", *FULL, desk=desk)
    assert "moved by hand and nothing is waived" in refused(*waive, "--reason", REASON, desk=desk)
    done("story", "move", "pier", "submitted", *FULL, desk=desk)
    unmet = newsroom("story", "move", "pier", "checked", "--json", *FULL, desk=desk)
    assert unmet.code == 1 and [one["code"] for one in unmet.json["unmet"]] == ["FACT_NOT_CHECKED"]
    done(*waive, "--reason", REASON, *FULL, desk=desk)
    moved = done("story", "move", "pier", "checked", "--json", *FULL, desk=desk).json
    assert (moved["from"], moved["to"], moved["moved"], moved["unmet"]) == ("submitted", "checked", True, [])


def test_a_reason_says_something_and_nobody_of_the_byline_gives_it(desk: Path, tmp_path: Path) -> None:
    written(tmp_path / "weak.md", STORY.replace("slug: pier", "slug: weak"))
    done("import", tmp_path / "weak.md", desk=desk)
    export = ("export", "weak", "--format", "markdown", "--out", tmp_path / "out", "--profile", "pair")

    assert "at least 15 characters" in refused(*export, "--reason", "Fine.", "--answered-by", "Bo Lund", desk=desk)
    for author in ("Ida Renner", "KIM HOLT", "I. Renner"):
        told = refused(*export, "--reason", REASON, "--answered-by", author, desk=desk)
        assert f"{author} is an author of this story" in told
    assert not list((tmp_path / "out").glob("*"))
    receipt = done(*export, "--reason", REASON, "--answered-by", "Bo Lund", "--json", desk=desk).json["receipt"]
    assert "Answered by Bo Lund. On one machine that is only asserted" in receipt["reason"]


def test_a_house_that_moves_by_hand_moves_as_it_likes(desk: Path) -> None:
    done("story", "move", "pier", "approved", desk=desk)
    assert stage(desk) == "approved"
    assert "which claims were checked" in refused("checks", "mark", "pier", "wrong", desk=desk)
