"""What an operation can do, what it cannot, and what is told and logged of it."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from newsroom.desk.desk import Desk
from newsroom.domain.draft import Draft, Note, Revision
from newsroom.domain.errors import BadInput, Damaged, Missing, Refused, StaleUndo
from newsroom.domain.kinds import RECORD_TYPES, kind_of
from newsroom.domain.person import Identity, IdentityAlias, Person
from newsroom.domain.quote import QuoteUse
from newsroom.domain.record import Record
from newsroom.domain.source import Source
from newsroom.domain.story import LogEntry, Story
from newsroom.storage.row_reading import MOST_VALUES
from newsroom.storage.schema import WORDS_CHECKED_ON_READ
from newsroom.storage.search_hits import search
from newsroom.storage.transaction import Transaction
from tests.builders import add_story, everything, log_of, new_desk, random_record, rewrite, steady_ids


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = new_desk(tmp_path / "desk", ids=steady_ids())
    yield desk
    desk.close()


def found(desk: Desk, words: str) -> list[tuple[str, str]]:
    with desk.archive.read() as connection:
        return [(hit.kind, hit.id) for hit in search(connection, words)]


def test_a_new_record_has_version_1_an_id_and_its_defaults(desk: Desk) -> None:
    story = desk.run("Write", lambda tx: tx.add(Story, slug="pier-nine")).value
    assert (story.version, story.kind, story.stage, story.binned_at) == (1, "report", "draft", None)
    assert story.created_at == story.changed_at
    assert desk.run("Look", lambda tx: tx.get(Story, story.id)).value == story


def test_a_changed_record_has_the_next_version_and_the_old_beginning(desk: Desk) -> None:
    story, _ = desk.run("Write", add_story).value
    changed = desk.run("Headline", lambda tx: tx.put(replace(story, headline="Late again", created_at="never"))).value
    assert (changed.version, changed.headline, changed.created_at) == (2, "Late again", story.created_at)
    assert changed.changed_at > story.changed_at


def test_a_record_put_as_it_is_keeps_its_version_and_makes_no_change(desk: Desk) -> None:
    story, _ = desk.run("Write", add_story).value
    done = desk.run("Store the same", lambda tx: tx.put(replace(story, changed_at="never", version=77)))
    assert done.value == story
    assert done.changes.rows == ()


def test_a_record_that_is_not_there_is_missing_and_its_kind_is_told(desk: Desk) -> None:
    with pytest.raises(Missing, match="quote use 000000"):
        desk.run("Look", lambda tx: tx.get(QuoteUse, "0" * 26))
    assert desk.run("Peek", lambda tx: tx.peek(Story, "0" * 26)).value is None
    with pytest.raises(Missing):
        story, _ = desk.run("Write", add_story).value
        desk.run("Store", lambda tx: tx.put(replace(story, id="1" * 26)))


def test_a_word_its_list_does_not_have_is_refused_with_the_list(desk: Desk) -> None:
    with pytest.raises(Refused, match=r"kind of a story cannot be 'rumour'.*explainer"):
        desk.run("Write", lambda tx: tx.add(Story, slug="x", kind="rumour"))
    story, _ = desk.run("Write", add_story).value
    with pytest.raises(Refused, match="stage of a story"):
        desk.run("Stage", lambda tx: tx.put(replace(story, stage="printed")))  # pyright: ignore[reportArgumentType]
    assert desk.run("Look", lambda tx: tx.get(Story, story.id)).value == story


@pytest.mark.parametrize("words", ["a\x00b", "half \ud83d of a pair"])
def test_what_no_archive_can_store_is_refused_and_named(desk: Desk, words: str) -> None:
    with pytest.raises(BadInput, match="headline of a story"):
        desk.run("Write", lambda tx: tx.add(Story, slug="x", headline=words))
    with pytest.raises(BadInput, match="text of a draft"):
        desk.run("Write", lambda tx: tx.put(replace(add_story(tx)[1], text=words)))
    assert everything(desk.archive)["story"] == {}


def test_a_link_to_nothing_is_refused_at_the_end_of_the_operation(desk: Desk) -> None:
    with pytest.raises(Refused, match="names one that is not here"):
        desk.run("Write", lambda tx: tx.add(Draft, story="0" * 26, text="", sha256=""))
    assert everything(desk.archive)["draft"] == {}


def test_a_record_others_rest_on_cannot_be_removed_alone_but_with_them(desk: Desk) -> None:
    story, draft = desk.run("Write", add_story).value
    with pytest.raises(Refused, match="still rests on"):
        desk.run("Remove", lambda tx: tx.remove(story))
    assert story.id in everything(desk.archive)["story"]

    def both(tx: Transaction) -> None:
        tx.remove(story)
        tx.remove(draft)

    desk.run("Remove both", both)
    assert everything(desk.archive)["story"] == {}


def test_a_removed_record_comes_back_as_it_was_under_the_next_version(desk: Desk) -> None:
    source = desk.run("Add", lambda tx: tx.add(Source, type="report", title="Tarnby harbour accounts")).value
    done = desk.run("Remove", lambda tx: tx.remove(source))
    assert found(desk, "accounts") == []
    desk.revert(done.changes)
    back = desk.run("Look", lambda tx: tx.get(Source, source.id)).value
    assert back == replace(source, version=2, changed_at=back.changed_at)
    assert found(desk, "accounts") == [("source", source.id)]


def test_a_binned_record_that_comes_back_is_still_not_found(desk: Desk) -> None:
    source = desk.run("Add", lambda tx: tx.add(Source, type="report", title="Tarnby harbour accounts")).value
    binned = desk.run("Bin", lambda tx: tx.put(replace(source, binned_at=tx.now))).value
    assert found(desk, "accounts") == []
    desk.revert(desk.run("Remove", lambda tx: tx.remove(binned)).changes)
    assert found(desk, "accounts") == []
    desk.run("Take out of the bin", lambda tx: tx.put(replace(binned, binned_at=None)))
    assert found(desk, "accounts") == [("source", source.id)]


def test_one_operation_on_one_row_is_one_change_from_first_to_last(desk: Desk) -> None:
    story, _ = desk.run("Write", add_story).value

    def thrice(tx: Transaction) -> None:
        for headline in ("One", "Two", "Three"):
            tx.put(replace(tx.get(Story, story.id), headline=headline))

    rows = desk.run("Thrice", thrice).changes.rows
    assert len(rows) == 1
    assert rows[0].before == story
    assert isinstance(rows[0].after, Story)
    assert rows[0].after.headline == "Three"
    entries = [entry for entry in log_of(desk.archive) if entry.field == "headline"]
    assert [(entry.before, entry.after) for entry in entries] == [(story.headline, "Three")]


def test_a_row_that_came_and_went_in_one_operation_is_no_change(desk: Desk) -> None:
    done = desk.run("Come and go", lambda tx: tx.remove(tx.add(Story, slug="ghost")))
    assert done.changes.rows == ()
    assert log_of(desk.archive) == ()


def test_records_are_found_by_one_value_or_by_any_of_several(desk: Desk) -> None:
    slugs = ("a", "b", "c")
    desk.run("Write", lambda tx: tx.add_all(Story, [{"slug": slug} for slug in slugs]))
    assert [story.slug for story in desk.run("Find", lambda tx: tx.find(Story, slug="b")).value] == ["b"]
    both = desk.run("Find", lambda tx: tx.find(Story, slug=("a", "c"), section="")).value
    assert {story.slug for story in both} == {"a", "c"}
    assert desk.run("Find", lambda tx: tx.find(Story, slug=())).value == ()


def test_the_words_an_operation_asks_for_again_are_those_it_wrote(desk: Desk) -> None:
    story, draft = desk.run("Write", add_story).value

    def write_twice(tx: Transaction) -> list[str]:
        seen = [tx.drafts_of(story.id)[0].text]
        for words in ("Once.", "Twice."):
            tx.put(replace(tx.drafts_of(story.id)[0], text=words))
            seen.append(tx.drafts_of(story.id)[0].text)
        tx.remove(tx.drafts_of(story.id)[0])
        return [*seen, str(len(tx.drafts_of(story.id)))]

    assert desk.run("Write", write_twice).value == [draft.text, "Once.", "Twice.", "0"]


def test_more_values_than_one_statement_takes_are_asked_for_in_parts_and_come_in_order(desk: Desk) -> None:
    slugs = [f"pier-{number}" for number in range(6)]
    added = [desk.run("Write", lambda tx, slug=slug: tx.add(Story, slug=slug)).value for slug in slugs]
    unknown = [f"no-pier-{number}" for number in range(MOST_VALUES)]
    asked = [*reversed(slugs[:3]), *unknown, *reversed(slugs[3:])]
    assert desk.run("Look", lambda tx: tx.find(Story, slug=asked)).value == tuple(added)
    assert desk.run("Look", lambda tx: tx.find(Story, slug=())).value == ()


def test_an_undo_is_refused_when_the_row_was_changed_since_and_then_nothing_changes(desk: Desk) -> None:
    story, _ = desk.run("Write", add_story).value

    def two_rows(tx: Transaction) -> None:
        tx.add(Note, story=story.id, anchor=None, author="", text="Ask again")
        tx.put(replace(story, headline="Mine"))

    done = desk.run("Two rows", two_rows)
    desk.run("Theirs", lambda tx: tx.put(replace(tx.get(Story, story.id), headline="Theirs")))
    before = everything(desk.archive)
    with pytest.raises(StaleUndo, match="'Two rows' cannot be taken back: the story was changed since"):
        desk.revert(done.changes)
    assert everything(desk.archive) == before


def test_an_undo_that_would_leave_a_link_to_nothing_is_refused(desk: Desk) -> None:
    done = desk.run("Write", lambda tx: tx.add(Story, slug="pier-nine"))
    desk.run("Note", lambda tx: tx.add(Note, story=done.value.id, anchor=None, author="", text="Ask again"))
    with pytest.raises(Refused, match="still rests on"):
        desk.revert(done.changes)
    assert done.value.id in everything(desk.archive)["story"]


def test_undo_and_redo_may_alternate_for_ever(desk: Desk) -> None:
    story, _ = desk.run("Write", add_story).value
    step = desk.run("Headline", lambda tx: tx.put(replace(story, headline="New"))).changes
    for turn in range(6):
        step = desk.revert(step)
        headline = desk.run("Look", lambda tx: tx.get(Story, story.id).headline).value
        assert headline == ("New" if turn % 2 else story.headline)


def test_each_changed_field_has_an_entry_that_says_who_when_and_why(desk: Desk) -> None:
    story, _ = desk.run("Write", add_story).value
    seen = len(log_of(desk.archive))
    desk.run("Set headline and tags", lambda tx: tx.put(replace(story, headline="New", tags=("sea", "money"))))
    entries = log_of(desk.archive)[seen:]
    assert {(entry.field, entry.before, entry.after) for entry in entries} == {
        ("headline", story.headline, "New"), ("tags", "()", "('sea', 'money')"),
    }  # fmt: skip
    for entry in entries:
        assert (entry.actor, entry.reason) == ("Sanne Ulvaeus", "Set headline and tags")
        assert (entry.record_kind, entry.record) == ("story", story.id)


CANARY = "Quorvash Mendeleth"


def test_words_of_drafts_and_protected_people_are_never_written_to_the_log(desk: Desk) -> None:
    def write(tx: Transaction) -> list[Record]:
        story, draft = add_story(tx, text=f"{CANARY} one")
        person = tx.add(Person, name="", protected=True, code_name="Heron")
        identity = tx.add(Identity, person=person.id, real_name=f"{CANARY} two")
        revision = tx.add(Revision, story=story.id, seq=1, text=f"{CANARY} three", sha256="")
        alias = tx.add(IdentityAlias, identity=identity.id, kind="alias", value=f"{CANARY} four")
        return [draft, person, identity, revision, alias]

    draft, person, identity, revision, alias = desk.run("Write", write).value

    def change(tx: Transaction) -> None:
        rewrite(tx, draft.id, f"{CANARY} five")
        tx.put(replace(tx.get(Person, person.id), aliases=(f"{CANARY} six",)))
        tx.put(replace(tx.get(Identity, identity.id), real_name=f"{CANARY} seven", notes=f"{CANARY} eight"))
        tx.put(replace(tx.get(Revision, revision.id), name=f"{CANARY} nine"))
        tx.put(replace(tx.get(IdentityAlias, alias.id), value=f"{CANARY} ten"))

    done = desk.run("Change", change)
    desk.revert(done.changes)
    log = log_of(desk.archive)
    assert CANARY not in str(log)
    fields = {(entry.record_kind, entry.field) for entry in log if entry.field}
    assert fields >= {("draft", "text"), ("person", "aliases"), ("identity", "real_name"), ("identity_alias", "value")}


def test_a_person_who_becomes_protected_or_stops_being_it_is_not_named_in_that_entry(desk: Desk) -> None:
    person = desk.run("Add", lambda tx: tx.add(Person, name=CANARY)).value
    done = desk.run(
        "Protect", lambda tx: tx.put(replace(person, name="", protected=True, code_name="Heron", aliases=()))
    )
    desk.revert(done.changes)
    assert CANARY not in str(log_of(desk.archive))


@pytest.mark.parametrize("kind", sorted(WORDS_CHECKED_ON_READ, key=lambda kind: kind.__name__))
def test_words_that_could_go_to_print_are_checked_against_their_digest_when_read(
    tmp_path: Path, kind: type[Record]
) -> None:
    desk = new_desk(tmp_path / "desk")
    record = desk.run("Add", lambda tx: random_record(tx, kind, random.Random(3))).value
    desk.close()
    with closing(sqlite3.connect(tmp_path / "desk" / "archive.sqlite")) as connection:
        table = kind_of(kind)
        connection.execute(f"UPDATE {table} SET created_at = created_at || '?'")
        connection.commit()
    desk = new_desk(tmp_path / "desk")
    with pytest.raises(Damaged, match="SHA-256"):
        desk.run("Look", lambda tx: tx.get(kind, record.id))
    with pytest.raises(Damaged):
        desk.run("Find", lambda tx: tx.find(kind))
    desk.close()


def test_no_table_is_left_out_of_what_records_can_be_made_of(desk: Desk) -> None:
    rng = random.Random(8)
    for kind in RECORD_TYPES:
        if kind is not LogEntry:
            record = desk.run("Add", lambda tx, kind=kind: random_record(tx, kind, rng)).value
            assert desk.run("Look", lambda tx, kind=kind, record=record: tx.get(kind, record.id)).value == record
