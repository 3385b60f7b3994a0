"""Versions kept while writing: nothing typed is lost, nothing is kept twice, and old ones are thinned out."""

import random
import sqlite3
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsroom.desk.desk import Desk, Done
from newsroom.desk.drafts import autosave_draft, keep_revision, save_draft
from newsroom.desk.packages import build_package
from newsroom.desk.stories import start_story
from newsroom.desk.versions import keep_before_restore, name_version, revision_text, thin_story_versions
from newsroom.domain.draft import Revision, RevisionLine
from newsroom.domain.errors import Damaged, Refused
from newsroom.domain.ids import Ids, timestamp
from newsroom.domain.story import Story
from newsroom.domain.thinning import thinned
from newsroom.storage.salvage import salvage
from newsroom.storage.verify import verify
from newsroom.tasks.articles import bring_in_article
from tests.builders import everything, log_of, new_desk

NOW = datetime(2025, 5, 5, 12, 0, tzinfo=UTC)
BASE = "The ferry was late again, and nobody at the harbour board said why. " * 12


class Clock:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.moment = NOW

    def __call__(self) -> datetime:
        return self.moment


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    working = new_desk(tmp_path / "desk", ids=Ids(clock=clock, entropy=random.Random(1).randbytes))
    yield working
    working.close()


@pytest.fixture
def story(desk: Desk) -> Story:
    return desk.run("Start", start_story, fields={"headline": "Ferry"}, text="").value


def save(desk: Desk, story: Story, text: str) -> None:
    desk.run("Typing", save_draft, story_id=story.id, text=text)


def autosave(desk: Desk, story: Story, text: str) -> None:
    """Saves as the editor does, and waits until it was told of it."""
    told: Future[object] = Future()
    autosave_draft(desk, story_id=story.id, text=text, positions={}, told=told.set_result)
    assert isinstance(told.result(timeout=10), Done)


def lines(desk: Desk, story: Story) -> tuple[RevisionLine, ...]:
    return desk.queries.revision_lines(story.id)


def texts(desk: Desk, story: Story) -> list[str]:
    return [revision_text(desk.queries, line.id) for line in lines(desk, story)]


def random_texts(rng: random.Random, number: int) -> list[str]:
    """Texts as somebody writes them: a word more, a sentence less, now and then another place."""
    text, found = BASE, list[str]()
    for turn in range(number):
        at = rng.randrange(len(text))
        text = text[:at] + f"{turn}-{rng.choice(('é', '🛳', '“'))}" + text[at + rng.choice((0, 0, 0, 3, 40)) :]
        found.append(text)
    return found


def test_every_saved_state_can_be_read_again_and_few_are_kept_whole(desk: Desk, story: Story) -> None:
    written = random_texts(random.Random(5), 130)
    for text in written:
        save(desk, story, text)
    assert texts(desk, story) == written
    whole = [revision.text is not None for revision in desk.queries.revisions(story.id)]
    assert sum(whole) <= 6
    assert all(any(whole[at : at + 50]) for at in range(len(whole) - 50))
    assert verify(desk.archive).is_sound


def test_an_autosave_keeps_a_version_and_the_same_words_saved_again_none(desk: Desk, story: Story) -> None:
    for text in ("One", "One", "One two"):
        autosave(desk, story, text)
    assert texts(desk, story) == ["One", "One two"]
    desk.run("Keep", keep_revision, story_id=story.id, why="named", name="Two")
    save(desk, story, "One two")
    assert [line.why for line in lines(desk, story)] == ["autosave", "autosave", "named"]


def test_the_log_says_once_that_the_words_changed(desk: Desk, story: Story) -> None:
    save(desk, story, "One")
    before = len(log_of(desk.archive))
    save(desk, story, "One two")
    assert {entry.record_kind for entry in log_of(desk.archive)[before:]} == {"draft"}


def test_no_undo_takes_a_version_saved_while_writing_away(desk: Desk, story: Story) -> None:
    save(desk, story, "One")
    done = desk.run("Typing", save_draft, story_id=story.id, text="One two")
    undone = desk.revert(done.changes)
    assert desk.queries.draft(story.id).text == "One"
    assert texts(desk, story) == ["One", "One two"]
    desk.revert(undone)
    assert texts(desk, story) == ["One", "One two"]


def test_versions_go_with_a_story_that_is_taken_back_and_return_with_it(desk: Desk) -> None:
    before = everything(desk.archive)
    brought = bring_in_article(desk, data=b"The ferry was late.\n", file_name="ferry.txt")
    story = brought.result.story
    original = desk.queries.draft(story.id).text
    save(desk, story, "Typed words.")
    save(desk, story, "Typed words, and more.")
    save(desk, story, original)
    kept = texts(desk, story)
    undone = desk.revert(brought.changes)
    assert everything(desk.archive) == before
    desk.revert(undone)
    assert texts(desk, story) == kept


def test_words_that_cannot_be_made_again_are_never_shown_as_good(desk: Desk, story: Story) -> None:
    save(desk, story, BASE)
    save(desk, story, f"{BASE}More.")
    spoilt = desk.queries.revisions(story.id)[-1]
    assert spoilt.delta is not None
    for delta in ('[[1,0,"x"]]', "no delta", '[[9999,3,""]]'):
        desk.run("Spoil", lambda tx, delta=delta: tx.put(replace(tx.get(Revision, spoilt.id), delta=delta)))
        with pytest.raises(Damaged, match="no longer match"):
            revision_text(desk.queries, spoilt.id)
    with pytest.raises(Damaged, match="no longer match"):
        build_package(desk.archive, story_id=story.id, now=timestamp(NOW), revision_seq=spoilt.seq)
    assert not verify(desk.archive).is_sound


def test_a_version_kept_as_a_difference_can_be_exported(desk: Desk, story: Story) -> None:
    for text in (BASE, f"{BASE}More.", f"{BASE}More and more."):
        save(desk, story, text)
    line = lines(desk, story)[1]
    package = build_package(desk.archive, story_id=story.id, now=timestamp(NOW), revision_seq=line.seq)
    assert package.text == f"{BASE}More."


def test_a_version_gets_a_name_and_stays_for_good(desk: Desk, story: Story) -> None:
    for text in (BASE, f"{BASE}More."):
        save(desk, story, text)
    older = lines(desk, story)[-1]
    done = desk.run("Name", name_version, story_id=story.id, name=" As sent ", revision_id=older.id)
    assert (done.value.why, done.value.name, done.value.text) == ("named", "As sent", f"{BASE}More.")
    fresh = desk.run("Name", name_version, story_id=story.id, name="Now")
    assert [line.name for line in lines(desk, story)] == ["", "As sent", "Now"]
    desk.revert(fresh.changes)
    desk.revert(done.changes)
    assert [(line.why, line.name) for line in lines(desk, story)] == [("autosave", ""), ("autosave", "")]
    with pytest.raises(Refused, match="needs a name"):
        desk.run("Name", name_version, story_id=story.id, name="  ")


def test_before_a_restore_the_present_words_are_kept_once(desk: Desk, story: Story) -> None:
    save(desk, story, BASE)
    kept = desk.run("Keep", keep_before_restore, story_id=story.id).value
    assert (kept.why, kept.text) == ("before_restore", BASE)
    assert desk.run("Keep", keep_before_restore, story_id=story.id).value.id == kept.id


def test_a_salvage_puts_versions_aside_whose_whole_one_was_damaged(desk: Desk, story: Story) -> None:
    desk.run("Keep", keep_revision, story_id=story.id, why="named", name="Empty")
    for text in (BASE, f"{BASE}More."):
        save(desk, story, text)
    places = desk.archive.places
    desk.close()
    with closing(sqlite3.connect(places.archive)) as file, file:
        file.execute("UPDATE revision SET text = 'Somebody else wrote this.' WHERE why = 'autosave' AND base IS NULL")
    report = salvage(places)
    again = new_desk(places.folder)
    assert [line.name for line in lines(again, story)] == ["Empty"]
    assert again.queries.draft(story.id).text == f"{BASE}More."
    assert report.put_aside == 2
    assert verify(again.archive).is_sound
    again.close()


def line(number: int, moment: datetime, *, why: str = "autosave") -> RevisionLine:
    return RevisionLine(f"{number:026}", number, timestamp(moment), why, "", "", "")  # pyright: ignore


def kept_of(moments: list[datetime]) -> list[datetime]:
    made = [line(number, moment) for number, moment in enumerate(moments)]
    gone = thinned(made)
    return [moment for one, moment in zip(made, moments, strict=True) if one.id not in gone]


def ages(kept: list[datetime], last: datetime, *, low: timedelta, high: timedelta) -> list[timedelta]:
    return [last - moment for moment in kept if low < last - moment <= high]


def test_of_old_states_one_per_ten_minutes_then_one_per_hour_stays() -> None:
    moments = [NOW + timedelta(minutes=turn) for turn in range(33 * 24 * 60)]
    last = moments[-1]
    kept = kept_of(moments)
    hour, two_days, month = timedelta(hours=1), timedelta(days=2), timedelta(days=30)
    assert len(ages(kept, last, low=timedelta(minutes=-1), high=hour)) == 61
    middle = ages(kept, last, low=hour, high=two_days)
    assert 47 * 6 <= len(middle) <= 47 * 6 + 2
    old = ages(kept, last, low=two_days, high=month)
    assert 28 * 24 <= len(old) <= 28 * 24 + 2
    assert max(last - moment for moment in kept) <= month


def test_named_states_and_the_newest_fifty_stay_whatever_the_clock_says() -> None:
    backwards = [NOW - timedelta(days=100 * turn) for turn in range(80)]
    assert len(kept_of(backwards)) >= 50
    assert thinned([line(0, NOW), *(line(n, NOW + timedelta(days=400)) for n in range(1, 40))]) == frozenset()
    named = [line(n, NOW, why="named") for n in range(100)]
    later = [line(100 + n, NOW + timedelta(days=400)) for n in range(60)]
    assert thinned([*named, *later]) == frozenset()


def test_what_rested_on_a_state_that_goes_can_still_be_read(desk: Desk, story: Story, clock: Clock) -> None:
    written = random_texts(random.Random(9), 260)
    for text in written:
        clock.moment += timedelta(seconds=150)
        save(desk, story, text)
    desk.run("Name", name_version, story_id=story.id, name="Kept", revision_id=lines(desk, story)[7].id)
    words = dict(zip((one.id for one in lines(desk, story)), written, strict=True))
    going = thinned(lines(desk, story))
    assert len(going) > 100
    told: list[int] = []
    desk.subscribe(lambda changes: told.append(len(changes.ids("revision"))))
    gone = thin_story_versions(desk, story_id=story.id).result().value
    left = lines(desk, story)
    assert gone == len(going)
    assert {one.id for one in left} == set(words) - going
    assert all(revision_text(desk.queries, one.id) == words[one.id] for one in left)
    assert max(told) >= len(going)
    assert thinned(left) == frozenset()
    assert sum(revision.text is not None for revision in desk.queries.revisions(story.id)) < len(left) / 2
    assert verify(desk.archive).is_sound


def test_old_versions_are_thinned_while_somebody_writes(desk: Desk, story: Story, clock: Clock) -> None:
    for turn in range(160):
        clock.moment += timedelta(minutes=3)
        autosave(desk, story, f"{BASE}{turn}")
    desk.batch("Wait until nothing else is to be done", lambda tx: tx.now).result()
    assert len(lines(desk, story)) < 130
    assert revision_text(desk.queries, lines(desk, story)[-1].id) == f"{BASE}159"
