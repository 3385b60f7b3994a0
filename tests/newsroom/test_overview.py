"""The evidence of a story on one page: what the lead rests on, origins, open points, and who is never named."""

import re
from html import unescape
from pathlib import Path

import pytest

from newsroom.desk.claims import attach_evidence, mark_claim, override_level
from newsroom.desk.overview import overview_of
from newsroom.desk.people import person_named
from newsroom.desk.protecting import protect_person
from newsroom.desk.sources import add_source, derive_source
from newsroom.domain.errors import Refused
from newsroom.domain.overview import Overview, Way, way_of
from newsroom.export.overview_page import overview_document, overview_pieces
from newsroom.tasks.overviews import put_overview_out
from tests.newsroom.story_desk import CLOSED, NOW, TEXT, StoryDesk, pier_desk


@pytest.fixture
def pier(tmp_path: Path) -> StoryDesk:
    return pier_desk(tmp_path / "desk")


def overview(pier: StoryDesk) -> Overview:
    return overview_of(pier.view().checked, now=NOW)


def words_of(page: bytes) -> str:
    """The words of a page as a person reads them, a line for each paragraph."""
    lines = re.sub(r"</(?:p|h\d|tr)>", "\n", page.decode("utf-8").partition("<body>")[2])
    return unescape(re.sub(r"<[^>]+>", "", lines))


def copied_report(pier: StoryDesk) -> None:
    """The claim rests on the Courier, and on an outlet that took it from there."""
    fields = {"type": "news_report", "title": "Pier shut", "publisher": "Ostmark Post"}
    other = pier.desk.run("Add", add_source, story_id=pier.story.id, fields=fields).value
    pier.desk.run("Derive", derive_source, child_id=other.id, parent_id=pier.source.id, kind="restates")
    for source in (pier.source, other):
        pier.desk.run("Attach", attach_evidence, claim_id=pier.claim.id, source_id=source.id)


def test_the_lead_shows_its_claims_with_their_evidence_and_says_which_sentence_rests_on_nothing(
    pier: StoryDesk,
) -> None:
    copied_report(pier)
    lead = [one for one in overview(pier).top if one.where == "First paragraph"]
    assert [(one.words, [claim.words for claim in one.claims]) for one in lead] == [
        (CLOSED, [CLOSED]), ("Nobody knows until when.", []),
    ]  # fmt: skip
    assert {item.what for item in lead[0].claims[0].evidence} == {"Tarnby Courier", "Ostmark Post"}
    assert "No claim states it, so it rests on nothing." in words_of(overview_document(overview(pier)))


def test_two_articles_of_one_origin_are_one_origin_with_the_claim_that_rests_on_it_alone(pier: StoryDesk) -> None:
    copied_report(pier)
    (origin,) = overview(pier).origins
    assert (origin.name, origin.items, origin.claims) == ("Tarnby Courier", 2, 1)
    assert [claim.id for claim in origin.alone] == [pier.claim.id]


def test_a_claim_with_a_second_origin_rests_on_neither_alone(pier: StoryDesk) -> None:
    fields = {"type": "public_record", "title": "Minutes", "publisher": "Harbour board"}
    other = pier.desk.run("Add", add_source, story_id=pier.story.id, fields=fields).value
    for source in (pier.source, other):
        pier.desk.run("Attach", attach_evidence, claim_id=pier.claim.id, source_id=source.id)
    assert [(one.name, one.alone) for one in overview(pier).origins] == [
        ("Harbour board", ()), ("Tarnby Courier", ()),
    ]  # fmt: skip


def test_both_levels_of_one_set_by_hand_stand_on_the_page(pier: StoryDesk) -> None:
    hashed = pier.view().claims[pier.claim.id]
    pier.desk.run(
        "Set", override_level, claim_id=pier.claim.id, level="low", reason_code="other",
        note="We saw the closed gate ourselves.",
        suggested=hashed.suggested, evidence_hash=hashed.evidence_hash,
    )  # fmt: skip
    page = words_of(overview_document(overview(pier)))
    assert "◔ Low (1)" in page
    assert "set by hand, suggested unsourced" in page


def test_open_points_stand_by_weight_and_lead_to_their_words(pier: StoryDesk) -> None:
    found = overview(pier)
    weights = [one.weight for one in found.points]
    assert weights == sorted(weights, key=("stop", "ask", "tell").index) and "ask" in weights
    led = {TEXT[one.way.start : one.way.end] for one in found.points if one.way and one.way.kind == "place"}
    assert CLOSED in led


def test_every_line_that_leads_somewhere_can_be_followed_from_its_address(pier: StoryDesk) -> None:
    copied_report(pier)
    pieces = "".join(overview_pieces(overview(pier), made="", live=True))
    ways = [way_of(words) for words in re.findall(r'href="row:([^"]+)"', pieces)]
    assert None not in ways
    assert {Way("claim", pier.claim.id), Way("source", pier.source.id), Way("story")} <= set(ways)


@pytest.mark.parametrize("words", ["claim:", "place:1:x", "place:-1:2", "", "javascript:"])
def test_an_address_that_is_no_way_leads_nowhere(words: str) -> None:
    assert way_of(words) is None


def test_what_only_looks_like_markup_stands_on_the_page_as_words(pier: StoryDesk) -> None:
    mean = '<script>alert(1)</script><img src="http://a.example/x.png">'
    fields = {"type": "news_report", "title": mean}
    source = pier.desk.run("Add", add_source, story_id=pier.story.id, fields=fields).value
    pier.desk.run("Attach", attach_evidence, claim_id=pier.claim.id, source_id=source.id)
    page = overview_document(overview(pier))
    assert b"<script" not in page and b"<img" not in page
    assert mean in words_of(page)


def test_a_confidential_source_is_not_named_on_the_page(pier: StoryDesk) -> None:
    fields = {"type": "letter", "title": "Letter of the board", "confidentiality": "sealed"}
    source = pier.desk.run("Add", add_source, story_id=pier.story.id, fields=fields).value
    pier.desk.run("Attach", attach_evidence, claim_id=pier.claim.id, source_id=source.id)
    page = words_of(overview_document(overview(pier)))
    assert "a confidential source" in page and "Letter of the board" not in page


def test_the_page_says_that_it_is_not_for_readers_and_asks_nothing_of_the_network(pier: StoryDesk) -> None:
    page = overview_document(overview(pier))
    assert "Not for readers." in words_of(page)
    assert b"default-src 'none'" in page and b"href=" not in page and b"src=" not in page


def test_a_file_that_would_name_a_protected_person_is_not_written(pier: StoryDesk, tmp_path: Path) -> None:
    at = TEXT.index("Ada Roe")
    pier.desk.run("Mark", mark_claim, story_id=pier.story.id, start=at, end=len(TEXT) - 1)
    person = pier.desk.run("Name", person_named, name="Ada Roe").value
    pier.desk.run("Protect", protect_person, person_id=person.id, code_name="LANTERN")
    target = tmp_path / "overview.html"
    with pytest.raises(Refused, match="protected name"):
        put_overview_out(pier.desk, overview=overview(pier), target=target)
    assert not target.exists()


def test_a_file_is_written_once_and_never_over_another(pier: StoryDesk, tmp_path: Path) -> None:
    target = tmp_path / "overview.html"
    assert put_overview_out(pier.desk, overview=overview(pier), target=target) == target
    assert target.stat().st_mode & 0o077 == 0
    with pytest.raises(Refused, match="already there"):
        put_overview_out(pier.desk, overview=overview(pier), target=target)
