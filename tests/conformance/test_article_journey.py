"""The main job on the article beside the checkout, from the command line: what the issue says must come of it."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import html5lib
import pytest

from newsroom.domain.story import Asset
from newsroom.storage.opening import open_archive
from newsroom.storage.queries import Queries
from tests.journeys.command_line import Ran, done, newsroom, written
from tests.shared_material import shared_folder

pytestmark = pytest.mark.conformance

ORDER = ("unsourced", "low", "moderate", "high", "confirmed")
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta property="og:site_name" content="{outlet}"><meta property="article:published_time" content="{day}T08:00:00Z">
</head><body><article><h1>{title}</h1>
<p>{words}</p>
<p>This page was written for a test and saved as a reader would save it. It goes on for a second paragraph, so that
whoever reads pages takes it for an article, and it ends with this sentence, which says nothing at all.</p>
</article></body></html>
"""


@pytest.fixture(scope="module")
def article() -> Path:
    (path,) = sorted((shared_folder() / "articles").glob("*.txt"))
    return path


@pytest.fixture(scope="module")
def text(article: Path) -> str:
    return article.read_text(encoding="utf-8")


class Job:
    """One desk with the article in it."""

    def __init__(self, desk: Path, story: str) -> None:
        self.desk = desk
        self.story = story

    def done(self, *words: object) -> Ran:
        return done(*words, desk=self.desk)

    def json(self, *words: object) -> Any:
        return newsroom(*words, "--json", desk=self.desk).json

    def claims(self) -> list[dict[str, Any]]:
        return self.json("claims", "list", self.story)

    def claim_starting(self, start: int) -> dict[str, Any]:
        return next(claim for claim in self.claims() if claim["places"][0]["start"] == start)

    def accept_all(self) -> None:
        ids = [one["id"] for one in self.json("proposals", self.story)]
        self.done("proposals", self.story, *(word for one in ids for word in ("--accept", one)))


@pytest.fixture
def job(article: Path, tmp_path: Path) -> Iterator[Job]:
    desk = tmp_path / "desk"
    yield Job(desk, done("import", article, "--json", desk=desk).json["id"])
    done("verify", desk=desk)


def renewal_in(text: str) -> str:
    """The first sentence of the second paragraph."""
    paragraph = re.split(r"\n\s*\n", text)[1].strip()
    return paragraph[: paragraph.index(". ") + 1]


def test_nothing_of_the_text_is_lost_and_the_bytes_are_kept(job: Job, article: Path, text: str) -> None:
    assert job.done("show", job.story, "--text").out == text
    sha256 = hashlib.sha256(article.read_bytes()).hexdigest()
    assert (job.desk / "files" / sha256[:2] / sha256).read_bytes() == article.read_bytes()


def test_the_scan_speaks_of_the_file(article: Path, text: str) -> None:
    found = done("scan", article, "--json").json
    assert found["sha256"] == hashlib.sha256(article.read_bytes()).hexdigest()
    for kind in ("quotes", "claims"):
        assert all(text[one["start"] : one["end"]] == one["text"] for one in found[kind])
    (line,) = done("scan", article.parent, "--json").out.splitlines()
    assert len(line) > 1000


def test_four_quotes_five_sources_and_a_photo_are_proposed(job: Job) -> None:
    shown = job.json("show", job.story)
    assert len(shown["sources"]) == 5
    assert all(source["proposed"] for source in shown["sources"])
    full = [one for one in shown["quotes"] if len(one["text"]) > 25]
    assert [(one["speaker"], one["outlet"]) for one in full] == [
        ("Maggie Q", "The Hollywood Reporter"), ("Maggie Q", "The Hollywood Reporter"),
        ("Michael Connelly", "Entertainment Weekly"), ("Michael Connelly", "Entertainment Weekly"),
    ]  # fmt: skip
    archive = open_archive(job.desk, for_reading=True)
    (asset,) = Queries(archive).where(Asset)
    archive.close()
    assert (asset.original_file, asset.credit) == (None, "Maya Dehlin Spach/WireImage")


def test_before_anything_is_taken_no_finding_is_about_a_proposal(job: Job) -> None:
    proposed = {one["id"] for one in job.json("proposals", job.story)}
    checked = job.json("check", job.story)
    assert checked["levels"] == {}
    assert not [one for one in checked["findings"] if one["record"] in proposed]
    shown_by_the_prose = {
        "VAGUE_SOURCE", "UNDATED_ABSENCE", "COUNT_NOT_LISTED", "HEADING_STRONGER_THAN_BODY", "REPLY_INCONSISTENT",
        "ASKED_BY_OTHER_OUTLET",
    }  # fmt: skip
    assert {one["code"] for one in checked["findings"]} - shown_by_the_prose <= {
        "TOP_RESTS_ON_NOTHING", "NO_BYLINE", "NO_HEADLINE", "PICTURE_RIGHTS", "PICTURE_WITHOUT_ALT"
    }  # fmt: skip


def test_the_renewal_as_imported_is_low_for_one_source_nobody_here_has_seen(job: Job, text: str) -> None:
    claim = job.json("claim", "add", job.story, "--text", renewal_in(text))
    assert (claim["level"], claim["flags"]) == ("low", ["NO_POSITION", "SINGLE_ORIGIN", "UNINSPECTED"])
    assert not claim["proposed"]
    assert "Save a copy" in claim["next_step"]


def test_with_everything_taken_nothing_stands_above_moderate_and_the_rumour_on_nothing(job: Job, text: str) -> None:
    job.accept_all()
    claims = job.claims()
    assert len(claims) > 20
    assert not [claim for claim in claims if claim["proposed"]]
    assert {claim["level"] for claim in claims} - {"not_ratable"} <= set(ORDER[:3])
    rumour = next(claim for claim in claims if "rumors of" in claim["wording"])
    assert (rumour["kind"], rumour["level"]) == ("forecast", "unsourced")
    assert rumour["flags"] == ["LABEL_AS_ANALYSIS", "RUMOUR"]
    renewal = job.claim_starting(text.index(renewal_in(text)))
    assert (renewal["level"], renewal["flags"]) == ("low", ["NO_POSITION", "SINGLE_ORIGIN", "UNINSPECTED"])
    assert job.json("proposals", job.story) == []
    assert newsroom("check", job.story, desk=job.desk).code == 1


def test_the_article_gets_its_evidence_step_by_step(job: Job, text: str, tmp_path: Path) -> None:
    renewal = job.json("claim", "add", job.story, "--text", renewal_in(text))

    # A saved page is laid on the outlet the text names, though its claim was taken before.
    page = PAGE.format(title="Another run for the detective", outlet="Deadline", day="2025-10-04",
                       words="The show goes on, the people who make it were told on Friday. The studio was asked and "
                             "would not speak about it.")  # fmt: skip
    laid = job.json("source", "add", job.story, written(tmp_path / "deadline.html", page))
    assert laid["type"] == "trade_report"
    assert len(job.json("show", job.story)["sources"]) == 5
    seen = job.claim_starting(renewal["places"][0]["start"])
    assert (seen["level"], seen["flags"]) == ("moderate", ["NO_POSITION", "SINGLE_ORIGIN"])

    # The public record backs part of it: example 2 of the rule.
    listing = written(tmp_path / "credits.txt", "Round of August: one series, relocating, 14.84 million.\n")
    commission = next(one["id"] for one in job.json("show", job.story)["sources"] if one["type"] == "public_record")
    job.done("source", "add", job.story, listing, "--for", commission)
    partial = job.json("evidence", "add", renewal["id"], commission, "--stance", "partial")
    assert (partial["level"], partial["flags"]) == ("moderate", ["NO_POSITION"])

    # A site that restates the report adds nothing: example 3.
    copy = job.json(
        "source", "add", job.story, "https://copies.example/a", "--type", "aggregator_post", "--title", "Copy"
    )
    job.done("source", "derive", copy["id"], laid["id"])
    restated = job.json("evidence", "add", renewal["id"], copy["id"], "--reliability", "C")
    assert (restated["level"], restated["flags"]) == ("moderate", ["COLLAPSED", "NO_POSITION"])

    # The studio's own announcement settles it: example 5.
    words = "We will make a second season. Signed, the studio.\n"
    release = job.json("source", "add", job.story, written(tmp_path / "release.txt", words), "--type", "press_release",
                       "--publisher", "The studio", "--published", "2025-10-06")  # fmt: skip
    settled = job.json("evidence", "add", renewal["id"], release["id"], "--authority", "party")
    assert settled["level"] == "confirmed"


def test_a_quotation_is_compared_with_the_page_it_was_taken_from(job: Job, tmp_path: Path) -> None:
    job.done("proposals", job.story, "--accept-certain")
    quote = next(one for one in job.json("show", job.story)["quotes"] if len(one["text"]) > 25)
    assert (quote["fidelity"], quote["proposed"]) == ("not_compared", False)
    said = quote["text"].strip('“”"')
    for words, fidelity in ((said, "exact"), (said.replace(" very ", " rather "), "unmarked_edit")):
        desk = Job(tmp_path / fidelity, "")
        desk.story = done("import", written(tmp_path / "in.txt", job.done("show", job.story, "--text").out), "--json",
                          desk=desk.desk).json["id"]  # fmt: skip
        desk.done("proposals", desk.story, "--accept-certain")
        page = PAGE.format(title="A talk", outlet="The Hollywood Reporter", day="2025-07-14", words=f"“{words}”")
        desk.done("source", "add", desk.story, written(tmp_path / "talk.html", page))
        compared = next(one for one in desk.json("show", desk.story)["quotes"] if one["text"] == quote["text"])
        assert compared["fidelity"] == fidelity


def test_it_leaves_as_a_page_and_as_markdown_that_comes_in_again(job: Job, text: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert newsroom("export", job.story, "--format", "html", "--out", out, desk=job.desk).code == 1
    page = Path(
        job.json("export", job.story, "--format", "html", "--out", out, "--reason", "Read by two of us.")["file"]
    )
    html5lib.HTMLParser(strict=True).parse(page.read_text(encoding="utf-8"))
    draft = Path(job.json("export", job.story, "--format", "html", "--out", out, "--draft")["file"])
    assert draft != page
    assert "draft" in draft.name
    markdown = Path(
        job.json("export", job.story, "--format", "markdown", "--out", out, "--reason", "Read by two of us.")["file"]
    )

    other = Job(tmp_path / "other", done("import", markdown, "--json", desk=tmp_path / "other").json["id"])
    assert other.done("show", other.story, "--text").out == text
    words = ("--format", "markdown", "--out", tmp_path / "again", "--reason", "Read by two of us.")
    again = Path(other.json("export", other.story, *words)["file"])
    assert again.read_bytes() == markdown.read_bytes()


def test_the_desk_comes_back_from_its_backup(job: Job, text: str) -> None:
    backup = job.json("backup")
    job.done("claim", "add", job.story, "--text", renewal_in(text))
    job.done("restore", Path(backup["folder"]).name)
    assert all(claim["proposed"] for claim in job.claims())
    (job.desk / "archive.sqlite").write_bytes(b"nothing of an archive")
    assert newsroom("list", desk=job.desk).code == 5
    job.done("restore")
    assert job.done("show", job.story, "--text").out == text
