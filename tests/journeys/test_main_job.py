"""The main job from the command line: import, proposals, sources, claims, evidence, check, export, all on one desk."""

import re
from pathlib import Path
from typing import Any

import html5lib
import pytest

import main
from newsroom.domain.source import Source
from newsroom.storage.opening import open_archive
from newsroom.storage.queries import Queries
from tests.journeys.command_line import (
    ARTICLE,
    BODY,
    CLOSURE,
    COURIER_PAGE,
    QUOTE,
    REVIEW_TEXT,
    RUMOUR,
    SLUG,
    claim_that_says,
    claims_of,
    desk_with_article,
    done,
    newsroom,
    refused,
    written,
)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return desk_with_article(tmp_path)


def sources_of(desk: Path) -> dict[str, dict[str, Any]]:
    return {source["publisher"]: source for source in done("show", SLUG, "--json", desk=desk).json["sources"]}


def test_an_import_is_told_in_words_and_stands_in_the_list(tmp_path: Path) -> None:
    told = done("import", written(tmp_path / "pier.md", ARTICLE), desk=tmp_path / "desk").out
    assert "Imported “The pier stays shut”" in told
    assert "Found 1 quote, 2 sources, 6 statements." in told
    assert "The pier stays shut" in done("list", desk=tmp_path / "desk").out
    (line,) = done("list", "--json", desk=tmp_path / "desk").json
    assert (line["slug"], line["claims"], line["proposals"], line["quotes"], line["sources"]) == (SLUG, 0, 6, 1, 2)


def test_the_desk_may_be_named_before_the_command_and_after_it_and_by_the_settings(
    tmp_path: Path, own_home: Path, desk: Path
) -> None:
    before = newsroom("--desk", desk, "list")
    assert (before.code, before.out) == (0, done("list", desk=desk).out)
    # The one after the command is the nearer one.
    assert newsroom("--desk", tmp_path / "nowhere", "list", desk=desk).out == before.out
    written(own_home / "newsroom" / "settings.yml", f"desk: {desk}\n")
    assert done("list").out == before.out


def test_the_text_comes_back_letter_by_letter_and_the_fields_stand_in_the_story(desk: Path) -> None:
    assert done("show", SLUG, "--text", desk=desk).out == BODY
    story = done("show", SLUG, "--json", desk=desk).json["story"]
    assert (story["headline"], story["byline"], story["tags"]) == (
        "The pier stays shut", "Ida Renner", ["harbour", "pier"]
    )  # fmt: skip
    assert story["extra"] == "desk_note: keep this line\n"


def test_proposals_count_against_nothing_until_they_are_taken(desk: Path) -> None:
    checked = newsroom("check", SLUG, "--json", desk=desk).json
    assert checked["levels"] == {}
    # What is open is open without any proposal: the top rests on nothing, and the prose itself gives no day.
    assert {finding["code"] for finding in checked["findings"]} == {"TOP_RESTS_ON_NOTHING", "UNDATED_ABSENCE"}
    assert {finding["record"] for finding in checked["findings"]} == {None}
    human = newsroom("check", SLUG, desk=desk).out
    assert "sourced 0 of 0" in human
    assert "proposed" not in human


def test_proposals_are_taken_and_dropped_by_the_end_of_their_ids(desk: Path) -> None:
    waiting = done("proposals", SLUG, "--json", desk=desk).json
    kinds = [one["kind"] for one in waiting]
    assert (kinds.count("source"), kinds.count("quote_use"), kinds.count("claim")) == (2, 1, 6)
    assert all(BODY[one["start"] : one["end"]] == one["text"] for one in waiting if one["kind"] != "source")
    rumour = next(one for one in waiting if one["text"] == RUMOUR)
    absence = next(one for one in waiting if one["detail"] == "absence")

    told = done("proposals", SLUG, "--accept", rumour["id"][-6:], "--drop", absence["id"][-6:], desk=desk).out
    assert told == "Took 1, dropped 1.\n"

    left = {one["id"] for one in done("proposals", SLUG, "--json", desk=desk).json}
    assert left == {one["id"] for one in waiting} - {rumour["id"], absence["id"]}
    assert not claim_that_says(desk, RUMOUR)["proposed"]
    assert absence["id"] not in {claim["id"] for claim in claims_of(desk)}


def test_a_wrong_name_among_several_proposals_takes_none_of_them(desk: Path) -> None:
    first, *_ = done("proposals", SLUG, "--json", desk=desk).json
    assert "answers to 'zzzzzz'" in refused("proposals", SLUG, "--accept", first["id"], "--drop", "zzzzzz", desk=desk)
    # Too short a name would hit something by chance.
    refused("proposals", SLUG, "--accept", first["id"][-1:], desk=desk)
    assert first in done("proposals", SLUG, "--json", desk=desk).json


def test_accepting_the_certain_ones_takes_sources_and_quotes_but_no_claim(desk: Path) -> None:
    assert done("proposals", SLUG, "--accept-certain", "--json", desk=desk).json == {"taken": 3, "dropped": 0}
    assert {one["kind"] for one in done("proposals", SLUG, "--json", desk=desk).json} == {"claim"}


def test_a_claim_rises_with_its_evidence_and_each_step_says_why(desk: Path) -> None:
    low = done("claim", "add", SLUG, "--text", CLOSURE, "--json", desk=desk).json
    assert (low["level"], low["flags"]) == ("low", ["NO_POSITION", "SINGLE_ORIGIN", "UNINSPECTED"])
    assert low["next_step"]

    record = written(desk.parent / "register.txt", "Berth register: outer pier, closed from 1 May 2025.\n")
    told = done("source", "add", SLUG, record, "--type", "public_record", "--title", "Berth register",
                "--published", "2025-05-02", "--json", desk=desk).json  # fmt: skip
    assert (told["type"], told["title"], told["published"]) == ("public_record", "Berth register", "2025-05-02")
    high = done("evidence", "add", low["id"][-6:], told["id"][-6:], "--locator", "line 1", "--json", desk=desk).json
    assert high["level"] == "confirmed"
    assert [item["authority"] for item in high["evidence"] if item["authority"] == "record"] == ["record"]

    human = done("claims", "list", SLUG, desk=desk).out
    assert "● confirmed" in human
    assert all(reason in human for reason in high["reasons"])


def test_a_saved_page_is_laid_on_the_source_the_text_names_before_and_after_its_claim_was_taken(desk: Path) -> None:
    page = written(desk.parent / "courier.html", COURIER_PAGE)
    done("claim", "add", SLUG, "--text", CLOSURE, desk=desk)
    assert not sources_of(desk)["Tarnby Courier"]["proposed"]
    assert "UNINSPECTED" in claim_that_says(desk, CLOSURE)["flags"]

    laid = done("source", "add", SLUG, page, "--json", desk=desk).json

    named = sources_of(desk)
    assert len(named) == 2
    assert (laid["id"], laid["title"]) == (named["Tarnby Courier"]["id"], "Pier to stay closed")
    assert "UNINSPECTED" not in claim_that_says(desk, CLOSURE)["flags"]
    # The same bytes are the same document; another page of the outlet is another source: the first has its copy.
    assert done("source", "add", SLUG, page, "--json", desk=desk).json["id"] == laid["id"]
    other = written(desk.parent / "other.html", COURIER_PAGE.replace("Pier", "Quay"))
    assert done("source", "add", SLUG, other, "--json", desk=desk).json["id"] != laid["id"]


def test_an_address_is_noted_and_a_copy_of_it_laid_on_it_later(desk: Path) -> None:
    address = "https://tarnbycourier.example/2025/05/03/pier"
    noted = done("source", "add", SLUG, address, "--json", desk=desk).json
    assert noted["to_confirm"] == ["type", "title", "publisher"]
    page = written(desk.parent / "courier.html", COURIER_PAGE)
    assert done("source", "add", SLUG, page, "--json", desk=desk).json["id"] == noted["id"]


def test_two_reports_of_one_origin_count_as_one_and_an_answer_counts_by_itself(desk: Path) -> None:
    first = done("source", "add", SLUG, "https://weirside.example/a", "--title", "First", "--json", desk=desk).json
    second = done("source", "add", SLUG, "https://tarnby.example/b", "--title", "Second", "--json", desk=desk).json
    assert "they count as one source" in done("source", "derive", second["id"], first["id"], desk=desk).out
    told = done("source", "derive", second["id"], first["id"], "--kind", "responds_to", desk=desk).out
    assert "“Second” answers “First”; each counts by itself." in told
    assert "its own origin" in refused("source", "derive", first["id"], second["id"], desk=desk)


def test_a_quote_is_compared_with_the_copy_of_its_source(desk: Path) -> None:
    done("proposals", SLUG, "--accept-certain", desk=desk)
    (quote,) = done("show", SLUG, "--json", desk=desk).json["quotes"]
    assert (quote["text"], quote["speaker"], quote["fidelity"]) == (QUOTE, "Ada Roe", "not_compared")

    saved = written(desk.parent / "review.txt", REVIEW_TEXT)
    review = sources_of(desk)["Weirside Review"]["id"]
    done("source", "add", SLUG, saved, "--for", review, desk=desk)
    (quote,) = done("show", SLUG, "--json", desk=desk).json["quotes"]
    assert quote["fidelity"] == "exact"
    assert "word for word" in done("show", SLUG, desk=desk).out


def test_a_file_that_cannot_be_read_can_be_kept_without_its_text(desk: Path) -> None:
    broken = written(desk.parent / "broken.pdf", b"%PDF-1.7 and nothing of a PDF after it")
    assert "--without-text" in refused("source", "add", SLUG, broken, desk=desk)
    kept = done("source", "add", SLUG, broken, "--without-text", "--json", desk=desk).json
    assert kept["notices"] == ["“broken.pdf” was kept without its text."]
    done("verify", desk=desk)


def test_check_exits_1_when_something_asks_and_groups_its_lines_by_weight(desk: Path) -> None:
    asked = newsroom("check", SLUG, desk=desk)
    assert asked.code == 1
    assert "Ask: to be answered when it leaves (2)" in asked.out
    as_json = newsroom("check", SLUG, "--json", desk=desk)
    assert as_json.code == 1
    counts = as_json.json["counts"]
    assert (counts["stop"], counts["ask"]) == (0, 2)


def test_check_exits_0_when_nothing_stops_or_asks(tmp_path: Path) -> None:
    desk, words = tmp_path / "desk", "The outer pier at Tarnby is closed."
    story = f"---\nheadline: Outer pier at Tarnby closed\nslug: pier\nbyline: Ida Renner\n---\n\n{words}\n"
    done("import", written(tmp_path / "note.md", story), desk=desk)
    claim = done("claim", "add", "pier", "--text", words, "--json", desk=desk).json
    record = written(tmp_path / "register.txt", "Outer pier: closed.\n")
    source = done("source", "add", "pier", record, "--type", "public_record", "--json", desk=desk).json
    assert newsroom("check", "pier", desk=desk).code == 1
    done("evidence", "add", claim["id"], source["id"], desk=desk)
    assert "Nothing is open." in done("check", "pier", desk=desk).out


def test_an_export_waits_for_a_reason_unless_it_leaves_as_a_draft(desk: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    told = refused("export", SLUG, "--format", "html", "--out", out, desk=desk, code=1)
    assert "Nothing was exported." in told
    assert "--reason" in told
    assert not out.exists()

    draft = done("export", SLUG, "--format", "html", "--out", out, "--draft", "--json", desk=desk).json
    assert draft["receipt"]["is_draft"]
    assert Path(draft["file"]).name.endswith("-draft.html")
    final = done(
        "export", SLUG, "--format", "html", "--out", out, "--reason", "Read by two of us.", "--json", desk=desk
    ).json
    assert (final["receipt"]["is_draft"], final["receipt"]["reason"]) == (False, "Read by two of us.")
    page = Path(final["file"]).read_text(encoding="utf-8")
    html5lib.HTMLParser(strict=True).parse(page)
    assert "The pier stays shut" in page
    assert QUOTE.strip("“”") in re.sub(r"<[^>]+>", "", page)


def test_markdown_goes_out_and_comes_back_into_another_desk_as_the_same_story(desk: Path, tmp_path: Path) -> None:
    exported = done("export", SLUG, "--format", "markdown", "--out", tmp_path / "out", "--reason",
                    "Read by two of us.", "--json", desk=desk).json["file"]  # fmt: skip
    done("import", exported, desk=tmp_path / "other")
    here, there = (done("show", SLUG, "--json", desk=one).json for one in (desk, tmp_path / "other"))
    own = {"id", "version", "created_at", "changed_at", "imported_from"}
    assert there["text"] == here["text"] == BODY
    assert {name: value for name, value in there["story"].items() if name not in own} == {
        name: value for name, value in here["story"].items() if name not in own
    }
    again = done("export", SLUG, "--format", "markdown", "--out", tmp_path / "out2", "--reason",
                 "Read by two of us.", "--json", desk=tmp_path / "other").json["file"]  # fmt: skip
    assert Path(again).read_bytes() == Path(exported).read_bytes()


def test_a_story_without_a_headline_comes_back_without_one(tmp_path: Path) -> None:
    words = "The pier is shut, and nobody has said for how long it will be so."
    first = done("import", written(tmp_path / "pier-notes-of-may.txt", words), "--json", desk=tmp_path / "one").json
    assert first["headline"] == "pier notes of may"
    bare = written(tmp_path / "the-old-pier.md", f"---\nslug: pier\n---\n\n{words}")
    assert done("import", bare, "--json", desk=tmp_path / "one").json["headline"] == ""
    exported = done("export", "pier", "--format", "markdown", "--draft", "--out", tmp_path, "--json",
                    desk=tmp_path / "one").json["file"]  # fmt: skip
    done("import", exported, desk=tmp_path / "two")
    assert done("show", "pier", "--json", desk=tmp_path / "two").json["story"]["headline"] == ""


def test_a_backup_brings_back_what_was_there_and_keeps_what_is(desk: Path) -> None:
    backup = Path(done("backup", "--json", desk=desk).json["folder"])
    done("claim", "add", SLUG, "--text", RUMOUR, desk=desk)
    assert backup.name in done("backup", "--list", desk=desk).out

    restored = done("restore", backup.name, "--json", desk=desk).json

    assert Path(restored["restored"]["folder"]) == backup
    assert Path(restored["kept"]).is_dir()
    assert claim_that_says(desk, RUMOUR)["proposed"]
    assert len(done("backup", "--list", "--json", desk=desk).json) == 2
    assert done("verify", "--json", desk=desk).json["sound"]


def test_backups_can_be_made_on_another_disk_and_brought_back_from_there(desk: Path, tmp_path: Path) -> None:
    away = tmp_path / "away"
    done("backup", "--to", away, desk=desk)
    (desk / "archive.sqlite").unlink()
    assert "is not a desk" in refused("list", desk=desk, code=5)
    done("restore", "--from", away, desk=desk)
    assert done("show", SLUG, "--text", desk=desk).out == BODY


def test_a_damaged_desk_is_told_by_verify_and_mended_by_salvage(desk: Path) -> None:
    path = desk / "archive.sqlite"
    content = path.read_bytes()
    assert content.count(b"busy with it") > 1
    path.write_bytes(content.replace(b"busy with it", b"lazy with it"))

    assert "problems were found" in refused("verify", desk=desk, code=5)
    told = done("salvage", desk=desk).out
    assert "put aside as damaged" in told
    done("verify", desk=desk)
    again = done("salvage", desk=desk).out
    assert "Nothing was damaged: all" in again and "The damaged archive" not in again


def test_what_is_said_by_hand_of_a_source_the_text_names_is_no_guess_any_more(tmp_path: Path) -> None:
    text = "The ferry will close in May, according to a Tarnby Courier report dated May 2, 2025."
    story = tmp_path / "ferry.md"
    story.write_text(text, encoding="utf-8")
    copy = tmp_path / "copy.txt"
    copy.write_text("The ferry will close in May.", encoding="utf-8")
    desk = str(tmp_path / "desk")
    assert main.main(["import", str(story), "--desk", desk]) == 0

    words = ["source", "add", "ferry", str(copy), "--publisher", "Tarnby Courier", "--type", "trade_report"]
    assert main.main([*words, "--desk", desk]) == 0

    archive = open_archive(tmp_path / "desk", for_reading=True)
    (source,) = Queries(archive).where(Source)
    archive.close()
    assert (source.type, source.publisher) == ("trade_report", "Tarnby Courier")
    assert not {"type", "publisher"} & set(source.to_confirm)
