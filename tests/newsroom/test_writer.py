"""The one writer: what comes first, what is told, and what happens when the archive is no longer where it was."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from queue import Queue
from typing import Any

import pytest
from sqlalchemy import Connection

from newsroom.desk.desk import Desk, Done
from newsroom.domain.changes import Changes
from newsroom.domain.draft import Draft
from newsroom.domain.errors import ArchiveTrouble, Missing, Refused
from newsroom.domain.story import Story
from newsroom.storage.transaction import Transaction
from tests.builders import add_story, everything, new_desk, rewrite

PATIENCE = 20.0


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = new_desk(tmp_path / "desk")
    desk.run("Write", add_story)
    yield desk
    desk.close()


class Held:
    """Keeps the writer busy with an operation until it is let go, so that others queue up behind it."""

    def __init__(self, desk: Desk) -> None:
        self._free = threading.Event()
        begun = threading.Event()

        def wait(_: Connection) -> None:
            begun.set()
            assert self._free.wait(PATIENCE)

        self._operation = desk.archive.writer.submit(wait)
        assert begun.wait(PATIENCE)

    def let_go(self) -> None:
        self._free.set()
        self._operation.result(PATIENCE)


def only_draft(desk: Desk) -> Draft:
    return desk.run("Look", lambda tx: tx.find(Draft)[0]).value


def saying(done: list[str], word: str) -> Callable[[Connection], None]:
    return lambda _: done.append(word)


def test_operations_come_before_autosaves_and_autosaves_before_batches(desk: Desk) -> None:
    writer = desk.archive.writer
    done: list[str] = []
    held = Held(desk)
    batches = [writer.batch(saying(done, f"batch {number}")) for number in (1, 2)]
    saved: Queue[object] = Queue()
    for key in ("draft", "notes"):
        writer.autosave(key, saying(done, f"autosave of {key}"), saved.put)
    operations = [writer.submit(saying(done, f"operation {number}")) for number in (1, 2)]
    held.let_go()
    for future in (*operations, *batches):
        future.result(PATIENCE)
    assert done == ["operation 1", "operation 2", "autosave of draft", "autosave of notes", "batch 1", "batch 2"]


def test_an_operation_passes_the_batches_that_still_wait(desk: Desk) -> None:
    writer = desk.archive.writer
    done: list[str] = []
    begun, free = threading.Event(), threading.Event()

    def first(_: Connection) -> None:
        begun.set()
        assert free.wait(PATIENCE)
        done.append("batch 1")

    batches = [writer.batch(first), writer.batch(saying(done, "batch 2"))]
    assert begun.wait(PATIENCE)
    operation = writer.submit(saying(done, "operation"))
    free.set()
    for future in (operation, *batches):
        future.result(PATIENCE)
    assert done == ["batch 1", "operation", "batch 2"]


def test_of_the_autosaves_of_one_draft_only_the_newest_is_written(desk: Desk) -> None:
    draft = only_draft(desk)
    told: Queue[object] = Queue()
    held = Held(desk)
    for number in range(1, 6):
        desk.autosave(
            draft.id, "Typing", lambda tx, number=number: rewrite(tx, draft.id, f"Words {number}."), told=told.put
        )
    held.let_go()
    answer = told.get(timeout=PATIENCE)
    assert isinstance(answer, Done)
    assert told.empty()
    assert only_draft(desk).text == "Words 5."
    assert only_draft(desk).version == draft.version + 1


def test_closing_writes_what_is_still_queued(tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "desk")
    _, draft = desk.run("Write", add_story).value
    told: Queue[object] = Queue()
    held = Held(desk)
    desk.autosave(draft.id, "Typing", lambda tx: rewrite(tx, draft.id, "The last words."), told=told.put)
    batch = desk.archive.batch(lambda tx: tx.add(Story, slug="from-a-batch"), actor="")
    closing = threading.Thread(target=desk.close)
    closing.start()
    held.let_go()
    closing.join(PATIENCE)
    assert isinstance(told.get(timeout=PATIENCE), Done)
    assert batch.result(PATIENCE).value.slug == "from-a-batch"
    again = new_desk(tmp_path / "desk")
    assert only_draft(again).text == "The last words."
    again.close()


def test_a_closed_desk_takes_nothing_more_and_says_so(tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "desk")
    desk.close()
    with pytest.raises(ArchiveTrouble, match="is closed"):
        desk.run("Write", add_story)
    with pytest.raises(ArchiveTrouble, match="is closed"):
        desk.autosave("draft", "Typing", lambda _: None, told=lambda _: None)
    with pytest.raises(ArchiveTrouble, match="is closed"):
        desk.archive.batch(lambda _: None, actor="")


def test_an_operation_inside_a_read_of_the_same_thread_is_refused(desk: Desk) -> None:
    with desk.archive.read(), pytest.raises(RuntimeError, match="inside a read"):
        desk.run("Write", add_story)
    assert desk.run("Count", lambda tx: len(tx.find(Story))).value == 1


def test_another_thread_may_write_once_a_read_is_over(desk: Desk) -> None:
    with desk.archive.read() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM story").fetchall()
        held = desk.archive.writer.submit(lambda connection: connection.exec_driver_sql("SELECT 1").scalar_one())
    assert held.result(PATIENCE) == 1


def test_listeners_are_told_once_after_the_commit_with_all_rows(desk: Desk) -> None:
    told: list[tuple[Changes, int]] = []

    def listen(changes: Changes) -> None:
        told.append((changes, len(everything(desk.archive)["story"])))

    stop = desk.subscribe(listen)
    done = desk.run("Write two", lambda tx: [add_story(tx, slug=slug) for slug in ("pier-nine", "pier-ten")])
    assert [(changes, stories) for changes, stories in told] == [(done.changes, 3)]
    assert len(done.changes.rows) == 4
    assert done.changes.label == "Write two"
    assert done.changes.touches("draft")
    stop()
    desk.run("Write", add_story)
    assert len(told) == 1


def test_nobody_is_told_of_an_operation_that_changed_nothing_or_failed(desk: Desk) -> None:
    told: list[Changes] = []
    desk.subscribe(told.append)
    desk.run("Look", lambda tx: tx.find(Story))
    desk.run("Store the same", lambda tx: tx.put(tx.find(Story)[0]))
    with pytest.raises(Refused):
        desk.run("Fail", lambda tx: (add_story(tx), tx.add(Story, slug="x", kind="rumour")))
    assert told == []
    assert len(everything(desk.archive)["story"]) == 1


def test_changes_are_told_through_the_given_door_and_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    posted: list[Callable[[], None]] = []
    archive = new_desk(tmp_path / "desk").archive
    desk = Desk(archive, deliver=posted.append)
    told: list[int] = []
    desk.subscribe(lambda changes: told.append(changes.seq))
    numbers = [desk.run("Write", add_story).changes.seq for _ in range(3)]
    assert told == []
    for call in posted:
        call()
    assert told == numbers == sorted(numbers)
    desk.close()


def test_an_autosave_whose_record_is_gone_is_told_and_the_writer_goes_on(desk: Desk) -> None:
    told: Queue[object] = Queue()
    desk.autosave("draft", "Typing", lambda tx: rewrite(tx, "0" * 26, "Words."), told=told.put)
    assert isinstance(told.get(timeout=PATIENCE), Missing)
    held = desk.archive.writer.submit(lambda _: "alive")
    assert held.result(PATIENCE) == "alive"
    assert told.empty()


def test_an_operation_that_fails_midway_leaves_nothing(desk: Desk) -> None:
    before = everything(desk.archive)

    def fail(tx: Transaction) -> None:
        story, draft = add_story(tx)
        tx.put(replace(story, headline="Half done"))
        tx.remove(draft)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        desk.run("Fail", fail)
    assert everything(desk.archive) == before


def moved(archive: Path) -> None:
    archive.rename(archive.with_name("elsewhere.sqlite"))


def deleted(archive: Path) -> None:
    archive.unlink()


def folder_moved(archive: Path) -> None:
    archive.parent.rename(archive.parent.with_name("elsewhere"))


def replaced_by_a_copy(archive: Path) -> None:
    archive.with_name("other").write_bytes(archive.read_bytes())
    archive.with_name("other").replace(archive)


def replaced_by_something_else(archive: Path) -> None:
    archive.with_name("other").write_bytes(b"not an archive at all")
    archive.with_name("other").replace(archive)


@pytest.mark.parametrize("act", [moved, deleted, folder_moved, replaced_by_a_copy, replaced_by_something_else])
@pytest.mark.parametrize("written_before", [True, False])
def test_an_archive_that_is_no_longer_in_its_place_is_noticed_and_none_is_made_there(
    tmp_path: Path, act: Callable[[Path], None], written_before: bool
) -> None:
    first = new_desk(tmp_path / "desk")
    first.run("Write", add_story)
    first.close()
    desk = new_desk(tmp_path / "desk")
    if written_before:
        desk.run("Write", add_story)
    archive = tmp_path / "desk" / "archive.sqlite"
    act(archive)
    found = archive.read_bytes() if archive.exists() else None
    told: Queue[Any] = Queue()
    desk.autosave("draft", "Typing", add_story, told=told.put)
    assert isinstance(told.get(timeout=PATIENCE), ArchiveTrouble)
    with pytest.raises(ArchiveTrouble, match="moved, deleted or replaced"):
        desk.run("Write", add_story)
    desk.close()
    assert (archive.read_bytes() if archive.exists() else None) == found
    assert not archive.with_name("archive.sqlite-journal").exists()


def test_an_archive_put_back_in_its_place_takes_the_autosave_that_waited(tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "desk")
    _, draft = desk.run("Write", add_story).value
    archive = tmp_path / "desk" / "archive.sqlite"
    archive.rename(tmp_path / "elsewhere.sqlite")
    told: Queue[object] = Queue()
    desk.autosave(draft.id, "Typing", lambda tx: rewrite(tx, draft.id, "Typed meanwhile."), told=told.put)
    assert isinstance(told.get(timeout=PATIENCE), ArchiveTrouble)
    (tmp_path / "elsewhere.sqlite").rename(archive)
    while isinstance(answer := told.get(timeout=PATIENCE), ArchiveTrouble):
        pass
    assert isinstance(answer, Done)
    assert only_draft(desk).text == "Typed meanwhile."
    desk.close()
