"""On a real desk: whom the prose names against what its claims rest on, subheads nobody marked, and absences marked."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsroom.desk.check import check_story
from newsroom.desk.check_again import Checked
from newsroom.desk.claims import attach_evidence, find_in_draft, mark_claim
from newsroom.desk.desk import Desk
from newsroom.desk.drafts import add_draft
from newsroom.desk.sources import NewCapture, add_capture, add_source, derive_source, rate_publisher
from newsroom.desk.stories import new_story
from newsroom.desk.story_view import read_story_view
from newsroom.domain.profile import SOLO
from newsroom.domain.terms import Terms
from newsroom.storage.queries import Queries
from newsroom.storage.transaction import Transaction
from tests.builders import new_desk, steady_ids

NOW = datetime(2025, 10, 5, 12, 0, tzinfo=UTC)
WEIGHS = "The crane weighs 40 tonnes."


@dataclass
class Written:
    """A story in which sentences are claims; ``gazette`` is rated B, ``board`` is a source of its own."""

    desk: Desk
    story: str
    gazette: str
    board: str

    def mark(self, words: str, *, on: str | None = None, kind: str = "fact", **evidence: object) -> str:
        """``words`` as a claim, resting on a source where one is given."""
        start, end = find_in_draft(Queries(self.desk.archive).story_records(self.story).draft.text, words)
        given = {"story_id": self.story, "start": start, "end": end, "fields": {"kind": kind}}
        claim = self.desk.run("Mark", mark_claim, **given).value
        if on is not None:
            self.desk.run("Attach", attach_evidence, claim_id=claim.id, source_id=on, fields=evidence)
        return claim.id

    def check(self) -> Checked:
        records = Queries(self.desk.archive).story_records(self.story)
        return check_story(records, profile=SOLO, now=NOW)

    def told(self, code: str) -> list[str]:
        """The words each finding of the code is told at."""
        checked = self.check()
        found = [one for one in checked.findings if one.code == code]
        return [checked.records.draft.text[one.start or 0 : one.end] for one in found]


Write = Callable[[str], Written]


@pytest.fixture
def write(tmp_path: Path) -> Iterator[Write]:
    desk = new_desk(tmp_path / "desk", ids=steady_ids())

    def written(text: str) -> Written:
        story = desk.run("New", new_story, fields={"headline": "Harbour", "byline": "Ida"}).value.id
        desk.run("Write", add_draft, story_id=story, text=f"Nothing.\n\n{text}\n")
        sources: list[str] = []
        for publisher, kind in (("Port Gazette", "news_report"), ("Harbour Board", "official_statement")):
            fields = {"type": kind, "title": f"Page of {publisher}", "publisher": publisher}
            sources.append(desk.run("Add", add_source, story_id=story, fields=fields).value.id)
            desk.run("Keep", add_capture, source_id=sources[-1], capture=NewCapture(None, "pasted", "The harbour."))
        desk.run("Rate", rate_publisher, name="Port Gazette", grade="B", reason="Corrects its errors.")
        return Written(desk, story, *sources)

    yield written
    desk.close()


@pytest.mark.parametrize(
    ("text", "claim", "is_told"),
    [
        ("The Harbour Board said the crane weighs 40 tonnes.", "", True),
        ("According to the Harbour Board, the crane weighs 40 tonnes.", "", True),
        ("The Port Gazette said the crane weighs 40 tonnes.", "", False),
        ("The Harbour Board told the Port Gazette that the crane weighs 40 tonnes.", "", False),
        ("Ada Roe said the crane weighs 40 tonnes.", "", False),
        (f"The Port Gazette reported on the dock. The Harbour Board said it was old. {WEIGHS}", WEIGHS, True),
        (f"The Harbour Board said it was old. The Port Gazette reported on the dock. {WEIGHS}", WEIGHS, False),
        (f"The Port Gazette reported on the dock. It was old. {WEIGHS}", WEIGHS, False),
    ],
)
def test_a_source_that_is_named_but_not_the_one_attached_is_told(
    write: Write, text: str, claim: str, is_told: bool
) -> None:
    story = write(text)
    story.mark(claim or text, on=story.gazette)
    assert story.told("SOURCE_NOT_ATTACHED") == ([claim or text] if is_told else [])


def test_a_source_that_is_attached_too_or_was_taken_up_is_not_told(write: Write) -> None:
    text = "The Harbour Board said the crane weighs 40 tonnes."
    story = write(text)
    story.mark(text, on=story.gazette)
    story.desk.run("Link", derive_source, child_id=story.gazette, parent_id=story.board, kind="quotes")
    assert story.told("SOURCE_NOT_ATTACHED") == []

    other = write(text)
    claim = other.mark(text, on=other.gazette)
    other.desk.run("Attach", attach_evidence, claim_id=claim, source_id=other.board)
    assert other.told("SOURCE_NOT_ATTACHED") == []


HEADED = "## Dock has nine iron gates\n\n"


@pytest.mark.parametrize(
    ("text", "claim", "is_told"),
    [
        (f"{HEADED}The dock has nine iron gates, the Port Gazette said.", "", True),
        (f"{HEADED}The dock has a lock, the Port Gazette said.", "", False),
        ("## Nine iron gates, Port Gazette reports\n\nThe dock has nine iron gates, the Port Gazette said.", "", False),
        ("## Has the dock nine iron gates?\n\nThe dock has nine iron gates, the Port Gazette said.", "", False),
        (f"{HEADED}It is old.\n\n## The lock\n\nThe dock has nine iron gates, the Port Gazette said.", "", False),
    ],
)
def test_a_subhead_nobody_marked_is_held_against_the_claim_below_it(
    write: Write, text: str, claim: str, is_told: bool
) -> None:
    story = write(text)
    story.mark(text.rpartition("\n")[2], on=story.gazette)
    assert story.told("HEADING_STRONGER_THAN_BODY") == (["Dock has nine iron gates"] if is_told else [])
    assert (story.told("CLAIM_REPEATED"), story.told("WORDINGS_DIFFER")) == ([], [])


def test_a_subhead_nobody_marked_is_no_further_place_of_the_claim(write: Write) -> None:
    told = "The dock has 10 iron gates, the Port Gazette said."
    story = write(f"## Dock has 9 iron gates\n\n{told}")
    story.mark(told, on=story.gazette)
    assert story.told("HEADING_STRONGER_THAN_BODY") == ["Dock has 9 iron gates"]
    assert story.told("WORDINGS_DIFFER") == []


@pytest.mark.parametrize(
    ("text", "is_told"), [("The dock has no lock.", True), ("On 5 October 2025 the dock has no lock.", False)]
)
def test_a_claim_marked_as_absence_wants_a_day(write: Write, text: str, is_told: bool) -> None:
    story = write(text)
    story.mark(text, on=story.gazette, kind="absence")
    assert story.told("UNDATED_ABSENCE") == ([text] if is_told else [])


def test_an_absence_is_told_once_and_a_plain_fact_not(write: Write) -> None:
    text = "No notice has been published."
    story = write(f"{text} The dock has no lock.")
    story.mark(text, kind="absence")
    story.mark("The dock has no lock.")
    assert story.told("UNDATED_ABSENCE") == ["No notice has been published"]


def test_an_unnamed_source_of_ours_with_agreed_terms_is_not_vague(write: Write) -> None:
    text = "A person familiar with the sale said it was done."
    story = write(f"{text}\n\nSources told us it was cheap.")
    assert story.told("VAGUE_SOURCE") == ["person familiar with", "Sources told"]
    story.mark(text, on=story.gazette, terms="background")
    assert story.told("VAGUE_SOURCE") == ["Sources told"]


def test_a_description_that_was_agreed_is_not_vague(write: Write) -> None:
    story = write("A person familiar with the sale said it was done.")
    agreed = {"value": "background", "agreed_description": "a person familiar with the sale"}
    story.desk.run("Agree", Transaction.add, Terms, record=story.board, **agreed)
    assert story.told("VAGUE_SOURCE") == []


def test_evidence_that_comes_and_goes_is_told_as_if_all_were_read_anew(write: Write) -> None:
    text = "The Harbour Board said the crane weighs 40 tonnes."
    story = write(f"{text}\n\nThe dock has a lock.")
    claim = story.mark(text, on=story.gazette)
    story.mark("The dock has a lock.", on=story.gazette)
    queries = story.desk.queries
    first = read_story_view(queries, story.story, profile=SOLO, now=NOW)
    added = story.desk.run("Attach", attach_evidence, claim_id=claim, source_id=story.board)
    second = read_story_view(queries, story.story, profile=SOLO, now=NOW, known=first)
    assert second.checked.findings == story.check().findings
    assert "SOURCE_NOT_ATTACHED" not in [one.code for one in second.checked.findings]
    story.desk.revert(added.changes)
    third = read_story_view(queries, story.story, profile=SOLO, now=NOW, known=second)
    assert third.checked.findings == story.check().findings == first.checked.findings
