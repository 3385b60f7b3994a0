"""Where a source, a copy and a person are used, and the log of a record in sentences."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC
from pathlib import Path

import pytest

from newsroom.desk.claims import attach_evidence, mark_claim
from newsroom.desk.log_lines import log_lines, moment_in_short
from newsroom.desk.members import ensure_member
from newsroom.desk.people import add_protected_person, person_named
from newsroom.desk.quotes import make_quote_at
from newsroom.desk.sources import NewCapture, add_capture, add_source, bin_source, confirm_source, set_source_fields
from newsroom.desk.stories import start_story
from newsroom.desk.where_used import WhereUsed, where_used
from newsroom.domain.claim import Claim, Evidence
from newsroom.domain.errors import Missing
from newsroom.domain.person import Person
from newsroom.domain.source import Source
from newsroom.storage.transaction import Transaction
from tests.newsroom.story_desk import SPOKEN, StoryDesk, pier_desk


@pytest.fixture
def at(tmp_path: Path) -> Iterator[StoryDesk]:
    made = pier_desk(tmp_path / "desk")
    yield made
    made.desk.close()


def quote(at: StoryDesk, speaker: str = "Ada Roe") -> None:
    start = at.view().draft.text.index(SPOKEN)
    at.desk.run(
        "Quote", make_quote_at, story_id=at.story.id, start=start, end=start + len(SPOKEN), speaker_name=speaker,
        source_id=at.source.id, capture_id=at.capture.id,
    )  # fmt: skip


def words(used: WhereUsed) -> list[str]:
    return [line.words for line in used.lines]


def test_a_source_says_which_stories_statements_and_quotations_rest_on_it(at: StoryDesk) -> None:
    at.desk.run("Attach", attach_evidence, claim_id=at.claim.id, source_id=at.source.id, fields={"locator": "page 2"})
    quote(at)
    other = at.desk.run("Start", start_story, fields={"headline": "Winter ferries"}, text="Ferries stop.").value
    at.desk.run("Hold", lambda tx: add_source(tx, story_id=other.id, fields={"type": "report", "title": "Else"}))

    used = where_used(at.desk.queries, "source", at.source.id)

    assert words(used)[0] == "The pier: used in the story"
    assert [line.words for line in used.claims] == ["“The pier has been closed for the winter.”"]
    assert [line.words for line in used.evidence] == ["backs it: “The pier has been closed for the winter.” (page 2)"]
    assert [(line.story, line.words[:12]) for line in used.uses] == [(at.story.id, "quoted: “We ")]
    assert ([line.kind for line in used.captures], used.is_used) == (["capture"], True)


def test_a_source_nothing_rests_on_only_lies_in_a_file(at: StoryDesk) -> None:
    used = where_used(at.desk.queries, "source", at.source.id)

    assert (words(used)[0], used.is_used, used.claims) == ("The pier: in its file, unread", False, ())
    with pytest.raises(Missing):
        where_used(at.desk.queries, "source", "0" * 26)


def test_a_copy_is_used_by_what_names_it_or_names_no_copy(at: StoryDesk) -> None:
    again = at.desk.run("Keep", add_capture, source_id=at.source.id, capture=NewCapture(None, "pasted", "Again.")).value
    at.desk.run("Attach", attach_evidence, claim_id=at.claim.id, capture_id=at.capture.id)

    assert len(where_used(at.desk.queries, "capture", at.capture.id).evidence) == 1
    assert where_used(at.desk.queries, "capture", again.id).evidence == ()
    assert [line.words for line in where_used(at.desk.queries, "capture", again.id).sources] == ["Pier closed"]

    claim = at.desk.run("Mark", mark_claim, story_id=at.story.id, start=41, end=64).value
    at.desk.run("Attach", attach_evidence, claim_id=claim.id, source_id=at.source.id)
    assert [line.words[:10] for line in where_used(at.desk.queries, "capture", again.id).evidence] == ["backs it: "]


def test_a_person_is_used_where_their_words_are(at: StoryDesk) -> None:
    person = at.desk.run("Name", person_named, name="Ada Roe").value
    quote(at)
    made = where_used(at.desk.queries, "person", person.id).quotes
    at.desk.run("Attach", attach_evidence, claim_id=at.claim.id, quote_id=made[0].id)

    used = where_used(at.desk.queries, "person", person.id)

    assert ([line.id for line in used.claims], len(used.uses)) == ([at.claim.id], 1)
    assert [line.words for line in used.stories] == ["The pier: used in the story"]


def test_a_proposal_is_no_use(at: StoryDesk) -> None:
    guess = at.desk.run("Guess", Transaction.add, Claim, story=at.story.id, wording="A guess", proposed=True).value
    at.desk.run("Guess", Transaction.add, Evidence, claim=guess.id, source=at.source.id)

    used = where_used(at.desk.queries, "source", at.source.id)

    assert (used.claims, used.evidence, used.is_used) == ((), (), False)


def test_the_log_of_a_source_reads_as_sentences(at: StoryDesk) -> None:
    ida = at.desk.run("Seat", ensure_member, name="Ida Renner").value
    at.desk.actor = ida.id
    title = {"title": "Pier closed for good", "url": "https://tarnby.example/pier", "type": "trade_report"}
    at.desk.run("Change", set_source_fields, source_id=at.source.id, fields=title)
    at.desk.run("Bin", bin_source, source_id=at.source.id)

    lines = log_lines(at.desk.queries, at.desk.queries.get(Source, at.source.id), zone=UTC)

    told = [line.words for line in lines]
    assert told[0] == "Ida Renner laid this source in the bin, 5 May 2025, 12:00"
    assert set(told[1:-1]) == {
        "Ida Renner changed the title from “Pier closed” to “Pier closed for good”, 5 May 2025, 12:00",
        "Ida Renner set the address to “https://tarnby.example/pier”, 5 May 2025, 12:00",
        "Ida Renner changed the type from news report to trade report, 5 May 2025, 12:00",
        "Ida Renner confirmed: title, 5 May 2025, 12:00",
    }
    assert told[-1] == "Sanne Ulvaeus added this source, 5 May 2025, 12:00"
    assert [line.seq for line in lines] == sorted((line.seq for line in lines), reverse=True)


def test_what_a_field_points_at_is_named(at: StoryDesk) -> None:
    item = at.desk.run("Attach", attach_evidence, claim_id=at.claim.id, source_id=at.source.id).value
    moved = at.desk.run("Add", add_source, story_id=at.story.id, fields={"type": "report", "title": "Board log"}).value
    at.desk.run("Move", lambda tx: tx.put(replace(tx.get(Evidence, item.id), source=moved.id)))

    assert "changed the source from “Pier closed” to “Board log”" in log_lines(at.desk.queries, item)[0].words


def test_nothing_of_a_protected_person_stands_in_the_log_also_from_before(at: StoryDesk) -> None:
    named = at.desk.run("Name", person_named, name="Jorun Askeland").value
    at.desk.run("Call", lambda tx: tx.put(replace(tx.get(Person, named.id), aliases=("Jo Askeland",))))
    at.desk.run(
        "Hide", lambda tx: tx.put(replace(tx.get(Person, named.id), protected=True, code_name="Heron", name=""))
    )
    at.desk.run("Hide", add_protected_person, code_name="Tern", real_name="Per Lund")

    told = " ".join(line.words for line in log_lines(at.desk.queries, at.desk.queries.get(Person, named.id)))

    assert "changed the aliases" in told
    assert "Askeland" not in told


def test_a_confirmed_proposal_is_told_as_taken(at: StoryDesk) -> None:
    guess = at.desk.run(
        "Guess", add_source, story_id=at.story.id, fields={"type": "report", "title": "Log", "proposed": True}
    ).value
    at.desk.run("Take", confirm_source, source_id=guess.id)

    told = log_lines(at.desk.queries, guess, zone=UTC)[0].words
    assert told == "Sanne Ulvaeus took this source, which was a proposal, 5 May 2025, 12:00"


def test_a_moment_nobody_can_read_is_shown_as_it_is() -> None:
    assert moment_in_short("some day", zone=UTC) == "some day"
