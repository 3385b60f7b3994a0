"""``demo``: the whole job on the sample story, without a screen and without a question."""

import os
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import html5lib
import pytest

from newsroom.desk.check import Checked, check_story
from newsroom.domain.story import Receipt
from newsroom.settings import read_profile, read_sample
from newsroom.storage.opening import open_archive
from newsroom.storage.queries import Queries
from tests.journeys.command_line import Ran, as_process, done, newsroom

NARROW = re.compile(r"\s+")


@pytest.fixture(scope="module")
def wiring() -> Mapping[str, Any]:
    return read_sample()


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo") / "out"


@pytest.fixture(scope="module")
def ran(out: Path) -> Ran:
    # The fixture that gives each test a home of its own comes later than this one.
    home = os.environ.get("NEWSROOM_HOME")
    os.environ["NEWSROOM_HOME"] = str(out.parent / "home")
    try:
        return newsroom("demo", "--out", out)
    finally:
        os.environ.pop("NEWSROOM_HOME")
        if home is not None:
            os.environ["NEWSROOM_HOME"] = home


@pytest.fixture(scope="module")
def checked(ran: Ran, out: Path, wiring: Mapping[str, Any]) -> Checked:
    assert ran.code == 0
    archive = open_archive(out / "desk", for_reading=True)
    try:
        queries = Queries(archive)
        (story,) = queries.stories()
        now = datetime.fromisoformat(f"{wiring['today']}T12:00:00").replace(tzinfo=UTC)
        return check_story(queries.story_records(story.id), profile=read_profile("solo"), now=now)
    finally:
        archive.close()


def report_in(out: Path) -> str:
    (path,) = out.glob("*-report.md")
    return path.read_text(encoding="utf-8")


def test_it_ends_by_itself_and_names_what_it_made(ran: Ran, out: Path) -> None:
    assert (ran.code, ran.err) == (0, "")
    made = sorted(path.name for path in out.iterdir() if path.is_file())
    assert [path.split(".")[-1] for path in made] == ["md", "html", "md"]
    assert all(str(out / name) in ran.out for name in (*made, "desk"))


def test_every_level_and_all_flags_are_those_the_sample_says(checked: Checked, wiring: Mapping[str, Any]) -> None:
    wordings = {entry["key"]: entry["wording"] for entry in wiring["claims"]}
    told = {one.claim.wording: (one.level, sorted(one.assessment.flags)) for one in checked.claims}
    assert told == {wordings[one["claim"]]: (one["level"], one["flags"]) for one in wiring["expected"]["claims"]}


def test_every_quote_is_as_faithful_as_the_sample_says(checked: Checked, wiring: Mapping[str, Any]) -> None:
    used = {entry["key"]: entry["used"] for entry in wiring["quotes"]}
    told = {verdict.published: (verdict.kind, verdict.detail) for verdict in checked.quotes}
    assert told == {used[one["quote"]]: (one["fidelity"], one["detail"]) for one in wiring["expected"]["quotes"]}


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("RESTS_ON_NOTHING", "Cameras will roll"),
        ("RESTS_ON_NOTHING", "there are rumours"),
        ("QUOTE_WORDS_CHANGED", "Nobody in this business"),
        ("QUOTE_HOUSE_RULE", ",...In the last draft"),
        ("CHECK_STALE", "The first season ran to eight"),
        ("HEADING_STRONGER_THAN_BODY", "Lantern Quay is coming back"),
        ("REPLY_WORDED_STRONGER", "The studio refused"),
    ],
)
def test_each_planted_finding_is_found_at_its_words(code: str, words: str, checked: Checked) -> None:
    text = checked.records.draft.text
    found = [one for one in checked.findings if one.start is not None and words in text[one.start : one.end]]
    assert code in {finding.code for finding in found}, [finding.code for finding in found]


@pytest.mark.parametrize(
    "told",
    [
        "“Cameras will roll in Port Ellery in June, and …”: Nothing that counts backs this",
        "“Then there are rumours that the lifeboat crew …”: Nothing that counts backs this",
        "“business” stands for “trade”",
        "The ellipsis is glued to a comma or a word.",
        "“The first season ran to eight episodes, …”: This was edited after its check.",
        "has no alternative text",
        "“Lantern Quay is coming back”: The heading says it more strongly than the story does.",
        "### ▲ disputed: The second season has ten episodes.",
        "### ○ unsourced: The lifeboat crew of Lantern Quay will get a series of its own.",
        "*rumour*",
        "### ● confirmed: The commission has reserved $11,260,000",
        "The story says they refused; that is more than they did.",
    ],
)
def test_the_report_names_each_planted_finding(told: str, ran: Ran, out: Path) -> None:
    assert ran.code == 0
    assert told in report_in(out)


def test_the_report_names_every_claim_with_its_evidence(ran: Ran, out: Path, wiring: Mapping[str, Any]) -> None:
    assert ran.code == 0
    report = report_in(out)
    for claim in wiring["claims"]:
        assert claim["wording"] in report
    assert report.count("- Evidence: ") == sum(len(claim["evidence"]) for claim in wiring["claims"])
    assert "Production credits reserved, round 1 of 2026, page 3: backs it; official record" in report


def test_the_page_for_readers_parses_strictly_and_says_nothing_of_the_desk(
    ran: Ran, out: Path, wiring: Mapping[str, Any], checked: Checked
) -> None:
    assert ran.code == 0
    (path,) = out.glob("*.html")
    page = path.read_text(encoding="utf-8")
    html5lib.HTMLParser(strict=True).parse(page)
    words = NARROW.sub(" ", re.sub(r"<[^>]+>", "", page))
    assert "Cameras will roll in Port Ellery in June" in words
    for inside in ("unsourced", "disputed", "SINGLE_ORIGIN", "Two people, unnamed", checked.records.story.id):
        assert inside not in page


def test_the_markdown_comes_in_again_as_the_same_story(ran: Ran, out: Path, tmp_path: Path) -> None:
    assert ran.code == 0
    (path,) = (path for path in out.glob("*.md") if not path.stem.endswith("-report"))
    slug = done("import", path, "--json", desk=tmp_path / "desk").json["slug"]
    here, there = (done("show", slug, "--json", desk=desk).json for desk in (out / "desk", tmp_path / "desk"))
    assert there["text"] == here["text"]
    assert there["story"]["headline"] == here["story"]["headline"]


def test_a_second_run_in_the_same_folder_makes_no_second_copy(ran: Ran, out: Path) -> None:
    before = {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()}
    again = done("demo", "--out", out)
    assert again.out == ran.out
    assert {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()} == before
    (story,) = done("list", "--json", desk=out / "desk").json
    assert story["claims"] == 16
    done("verify", desk=out / "desk")


def test_it_gives_its_exports_receipts_that_name_what_was_let_pass(ran: Ran, out: Path) -> None:
    assert ran.code == 0
    archive = open_archive(out / "desk", for_reading=True)
    receipts = Queries(archive).where(Receipt)
    archive.close()
    assert {receipt.format for receipt in receipts} == {"html", "markdown"}
    assert all("QUOTE_WORDS_CHANGED" in receipt.waivers and receipt.reason for receipt in receipts)


def test_it_runs_as_a_process_of_its_own_without_a_screen(tmp_path: Path) -> None:
    no_screen = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}
    ended = as_process("demo", "--out", tmp_path / "out", environment=no_screen)
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert len(list((tmp_path / "out").glob("*.html"))) == 1
