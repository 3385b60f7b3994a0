"""A source is kept, cited, damaged on the disk; every command that rests on it says so."""

from pathlib import Path

import pytest

from tests.journeys.command_line import (
    CLOSURE,
    COURIER_PAGE,
    SLUG,
    claim_that_says,
    desk_with_article,
    done,
    newsroom,
    refused,
    written,
)


@pytest.fixture
def cited(tmp_path: Path) -> tuple[Path, str]:
    """A desk whose first sentence rests on a kept page, and the id of that source."""
    desk = desk_with_article(tmp_path)
    page = written(tmp_path / "courier.html", COURIER_PAGE)
    source = done("source", "add", SLUG, page, "--title", "Pier to stay closed", "--json", desk=desk).json["id"]
    claim = done("claim", "add", SLUG, "--text", CLOSURE, "--json", desk=desk).json["id"]
    newsroom("evidence", "add", claim, source, desk=desk)
    return desk, source


def kept_file(desk: Path, content: str) -> Path:
    return next(
        path for path in (desk / "files").rglob("*") if path.is_file() and path.read_bytes() == content.encode()
    )


def test_damage_to_a_kept_page_is_told_wherever_the_page_matters(cited: tuple[Path, str], tmp_path: Path) -> None:
    desk, source = cited
    assert "as kept" in done("source", "verify", source, desk=desk).out
    level = claim_that_says(desk, CLOSURE)["level"]
    path = kept_file(desk, COURIER_PAGE)
    path.chmod(0o600)
    path.write_text("another page", encoding="utf-8")

    ran = newsroom("source", "verify", source, desk=desk)

    assert (ran.code, "courier.html: no longer what was kept" in ran.out) == (5, True)
    assert "The pier stays shut: used in the story" in ran.out and CLOSURE[:40] in ran.out
    found = newsroom("check", SLUG, "--json", desk=desk).json["findings"]
    told = {one["record_kind"]: one["message"] for one in found if one["code"] == "COPY_NOT_WHOLE"}
    assert told["source"] == "The saved copy of “Pier to stay closed” is no longer what was kept."
    assert told["claim"].endswith("” rests on a saved copy that is no longer what was kept.")
    assert claim_that_says(desk, CLOSURE)["level"] == level, "a list of claims reads no files"
    left = done("export", SLUG, "--format", "html", "--out", tmp_path / "out", "--draft", desk=desk).out
    assert "Note: courier.html: no longer what was kept" in left

    assert newsroom("source", "verify", "--story", SLUG, "--json", desk=desk).json[-1].keys() >= {"name", "state"}
    states = {one["name"]: one["state"] for one in newsroom("source", "verify", "--json", desk=desk).json}
    assert states == {"pier.md": "whole", "courier.html": "changed"}


def test_a_source_says_where_it_is_used_and_what_was_done_to_it(cited: tuple[Path, str]) -> None:
    desk, source = cited

    used = done("source", "where-used", source, desk=desk).out
    assert "The pier stays shut: used in the story" in used
    assert CLOSURE[:40] in used
    assert done("source", "where-used", source, "--json", desk=desk).json["evidence"]

    log = done("source", "log", source, "--most", "100", desk=desk).out
    assert "changed the title" in log or "set the title" in log or "added this source" in log
    assert len(done("source", "log", source, "--most", "1", "--json", desk=desk).json) == 1


def test_a_source_nothing_rests_on_says_so_and_a_wrong_name_is_refused(cited: tuple[Path, str], tmp_path: Path) -> None:
    desk, _ = cited
    note = written(tmp_path / "note.txt", "A note of the harbour.")
    other = done("source", "add", SLUG, note, "--title", "Note", "--json", desk=desk).json["id"]

    assert done("source", "where-used", other, desk=desk).out.startswith("Nothing rests on it.")
    assert "no source 'nobody'" in refused("source", "log", "nobody", desk=desk)
