"""The one reading of a story that all panes share."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsroom.desk.desk import Desk
from newsroom.desk.drafts import keep_revision, save_draft
from newsroom.desk.sources import add_source
from newsroom.desk.story_view import StoryView, read_story_view
from newsroom.domain.errors import Damaged, Missing
from newsroom.domain.profile import SOLO
from newsroom.domain.quote import Quote
from newsroom.domain.source import Capture
from newsroom.storage.transaction import Transaction
from newsroom.tasks.articles import bring_in_article
from newsroom.tasks.samples import lay_sample_story, restore_sample
from tests.builders import new_desk, steady_ids

NOW = datetime(2026, 3, 12, 12, 0, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    working = new_desk(tmp_path / "desk", ids=steady_ids(start=NOW))
    yield working
    working.close()


def sample_view(desk: Desk) -> StoryView:
    return read_story_view(desk.queries, lay_sample_story(desk).id, profile=SOLO, now=NOW)


def test_every_anchor_is_found_from_its_owner_and_its_owner_from_it(desk: Desk) -> None:
    view = sample_view(desk)
    assert view.anchors_by_owner
    for owner, anchors in view.anchors_by_owner.items():
        assert anchors == view.anchors_of(owner)
        assert {view.owner_of(anchor) for anchor in anchors} == {(view.anchors[anchors[0]].owner_kind, owner)}
        starts = [view.places[anchor].start for anchor in anchors]
        assert starts == sorted(starts)
    assert set(view.places) == set(view.anchors)


def test_each_claim_has_its_evidence_and_each_held_source_what_rests_on_it(desk: Desk) -> None:
    view = sample_view(desk)
    rated = next(one for one in view.claims.values() if len(view.evidence_by_claim.get(one.claim.id, ())) > 1)
    items = view.evidence_by_claim[rated.claim.id]
    assert {item.id for item in items} == {item.id for item in rated.items}
    behind = view.source_behind(items[0])
    assert behind is not None
    held = next(one for one in view.held if one.source.id == behind.id)
    assert items[0] in held.evidence
    assert held.captures[0].text


def test_a_quote_taken_from_a_copy_waits_in_the_view_before_anybody_uses_it(desk: Desk) -> None:
    story = lay_sample_story(desk)
    source = desk.run("Add", add_source, story_id=story.id, fields={"type": "letter", "title": "A letter"}).value
    quote = desk.run("Take", lambda tx: tx.add(Quote, verbatim="Not one krone.", source=source.id)).value
    view = read_story_view(desk.queries, story.id, profile=SOLO, now=NOW)
    assert view.quotes[quote.id] == quote
    assert next(one for one in view.held if one.source.id == source.id).quotes == (quote,)


def test_proposals_findings_and_versions_come_with_it(desk: Desk) -> None:
    text = b"# The pier\n\nThe pier has been closed for the winter, per a Tarnby Courier report.\n"
    story = bring_in_article(desk, data=text, file_name="pier.md").result.story
    desk.run("Keep", keep_revision, story_id=story.id, why="named", name="First whole draft")
    view = read_story_view(desk.queries, story.id, profile=SOLO, now=NOW)
    assert {one.kind for one in view.proposals} == {"source", "claim"}
    assert [line.name for line in view.revisions] == ["pier.md", "First whole draft"]
    assert any(one.code == "TOP_RESTS_ON_NOTHING" for one in view.checked.findings)


def test_findings_are_listed_by_the_record_they_are_about(desk: Desk) -> None:
    view = sample_view(desk)
    listed = [finding for those in view.findings_by_record.values() for finding in those]
    assert sorted(listed, key=repr) == sorted((one for one in view.checked.findings if one.record), key=repr)
    assert listed


def test_a_story_that_is_not_on_the_desk_is_missing(desk: Desk) -> None:
    with pytest.raises(Missing):
        read_story_view(desk.queries, "0" * 26, profile=SOLO, now=NOW)


def test_with_what_was_known_before_the_view_is_the_same_as_without(desk: Desk) -> None:
    story = lay_sample_story(desk)
    known = read_story_view(desk.queries, story.id, profile=SOLO, now=NOW)
    quotes = [verdict.use for verdict in known.verdicts.values() if verdict.quote is not None]
    text = known.draft.text
    at = known.verdicts[quotes[0].id].start
    shifted = {
        anchor: place._replace(start=place.start + 4, end=place.end + 4) if place.start >= at else place
        for anchor, place in known.places.items()
    }
    longer = known.places[quotes[0].anchor]
    edited = shifted | {quotes[0].anchor: longer._replace(end=longer.end + 4, state="reworded")}

    def change(tx: Transaction) -> None:
        save_draft(tx, story_id=story.id, text=f"{text[: at + 3]}more{text[at + 3 :]}", positions=edited)
        quote = tx.get(Quote, quotes[1].quote or "")
        tx.put(replace(quote, corrected="Nobody said anything of the kind.", correction_reason="Misheard."))
        copy = tx.get(Capture, next(iter(known.captures)))
        tx.put(replace(copy, text=f"{copy.text} And more."))

    desk.run("Change", change)
    afresh = read_story_view(desk.queries, story.id, profile=SOLO, now=NOW)
    assert read_story_view(desk.queries, story.id, profile=SOLO, now=NOW, known=known) == afresh
    assert [one.kind for one in known.checked.quotes] != [one.kind for one in afresh.checked.quotes]


def test_the_view_of_another_story_is_no_help(desk: Desk) -> None:
    known = sample_view(desk)
    other = restore_sample(desk).value
    fresh = read_story_view(desk.queries, other.id, profile=SOLO, now=NOW)
    assert read_story_view(desk.queries, other.id, profile=SOLO, now=NOW, known=known) == fresh


def spoil(desk: Desk, statement: str) -> None:
    """Changes the file behind the desk's back, as a failing disk would."""
    with closing(sqlite3.connect(desk.archive.places.archive)) as connection, connection:
        connection.execute(statement)


def test_rows_read_without_digests_are_those_read_with_them(desk: Desk) -> None:
    story = lay_sample_story(desk).id
    records, lines = desk.queries.story_with_versions(story, checked=False)
    assert (records, lines) == desk.queries.story_with_versions(story)
    desk.queries.check_words(records)


@pytest.mark.parametrize("statement", [
    "UPDATE claim SET wording = wording || '!' WHERE id = (SELECT max(id) FROM claim)",
    "UPDATE quote SET verbatim = replace(verbatim, 'e', 'a') WHERE id = (SELECT max(id) FROM quote)",
    "UPDATE draft SET text = replace(text, '1', '2')",
])  # fmt: skip
def test_damaged_words_read_without_digests_are_told_when_compared_and_never_make_a_view(
    desk: Desk, statement: str
) -> None:
    story = lay_sample_story(desk).id
    spoil(desk, statement)
    records, _ = desk.queries.story_with_versions(story, checked=False)
    with pytest.raises(Damaged, match="no longer match"):
        desk.queries.check_words(records)
    with pytest.raises(Damaged, match="no longer match"):
        read_story_view(desk.queries, story, profile=SOLO, now=NOW)


def test_damage_nothing_can_be_computed_from_is_told_as_damage(desk: Desk) -> None:
    story = lay_sample_story(desk).id
    spoil(desk, "UPDATE claim SET kind = 'no kind at all', ttl_days = 'never'")
    with pytest.raises(Damaged, match="no longer match"):
        read_story_view(desk.queries, story, profile=SOLO, now=NOW)
