"""Undo and redo of acts on the desk: one line of steps per story, words and records on it in order."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom.desk.desk import Desk
from newsroom.desk.release import Leaving, release
from newsroom.desk.stories import set_story_fields, start_story
from newsroom.domain.errors import ArchiveTrouble, NewsroomError
from newsroom.domain.story import Story
from tests.builders import add_story, new_desk
from ui.timeline import Timeline


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = new_desk(tmp_path / "desk")
    yield desk
    desk.close()


class WordStep:
    """A step that writes what it does into a list."""

    def __init__(self, told: list[str], label: str) -> None:
        self._told = told
        self.label = label

    def undo(self) -> None:
        self._told.append(f"undo {self.label}")

    def redo(self) -> None:
        self._told.append(f"redo {self.label}")


class RefusingStep(WordStep):
    def undo(self) -> None:
        raise ArchiveTrouble("The disk is full.")


def timeline_on(desk: Desk, told: list[NewsroomError]) -> Timeline:
    timeline = Timeline(refused=told.append)
    timeline.use(desk, flush=lambda: None)
    return timeline


def headline_of(desk: Desk, story: str) -> str:
    return desk.queries.get(Story, story).headline


def test_an_act_is_taken_back_and_done_again_under_its_name(desk: Desk) -> None:
    story = desk.run("Start", add_story).value[0]
    timeline = timeline_on(desk, [])
    timeline.run("Change the headline", set_story_fields, story_id=story.id, fields={"headline": "Late again"})
    assert timeline.undo_label == "Change the headline"
    timeline.undo()
    assert headline_of(desk, story.id) == "Harbour ferry"
    assert (timeline.undo_label, timeline.redo_label) == ("", "Change the headline")
    timeline.redo()
    assert headline_of(desk, story.id) == "Late again"


def test_what_is_refused_is_told_and_leaves_no_step(desk: Desk) -> None:
    story = desk.run("Start", add_story).value[0]
    told: list[NewsroomError] = []
    timeline = timeline_on(desk, told)
    assert timeline.run("Change it", set_story_fields, story_id=story.id, fields={"stage": "approved"}) is None
    assert "'stage' is not a field" in str(told[0])
    assert timeline.undo_label == ""


def test_an_act_after_an_undo_ends_what_could_be_done_again(desk: Desk) -> None:
    told: list[str] = []
    timeline = timeline_on(desk, [])
    for label in ("one", "two", "three"):
        timeline.push(WordStep(told, label))
    timeline.undo()
    timeline.undo()
    timeline.push(WordStep(told, "four"))
    timeline.redo()
    timeline.undo()
    timeline.undo()
    assert told == ["undo three", "undo two", "undo four", "undo one"]


def test_a_step_the_disk_refuses_stays_where_it_was(desk: Desk) -> None:
    told: list[NewsroomError] = []
    timeline = timeline_on(desk, told)
    timeline.push(RefusingStep([], "Mark a claim"))
    timeline.undo()
    assert timeline.undo_label == "Mark a claim"
    assert [str(error) for error in told] == ["The disk is full."]


def test_half_of_an_act_is_taken_back_for_good(desk: Desk) -> None:
    done: list[str] = []
    timeline = timeline_on(desk, [])
    timeline.push(WordStep(done, "typing"))
    timeline.push(WordStep(done, "words of a quote"))
    timeline.undo(for_good=True)
    timeline.redo()
    assert done == ["undo words of a quote"]
    assert (timeline.undo_label, timeline.redo_label) == ("typing", "")


def test_a_step_others_have_overtaken_is_dropped_with_a_sentence(desk: Desk) -> None:
    story = desk.run("Start", add_story).value[0]
    told: list[NewsroomError] = []
    timeline = timeline_on(desk, told)
    timeline.run("First", set_story_fields, story_id=story.id, fields={"dek": "Older"})
    timeline.run("Second", set_story_fields, story_id=story.id, fields={"headline": "Mine"})
    desk.run("Theirs", set_story_fields, story_id=story.id, fields={"headline": "Theirs"})
    timeline.undo()
    assert headline_of(desk, story.id) == "Theirs"
    assert "was changed since" in str(told[0])
    assert timeline.undo_label == "First"


def test_the_making_of_a_story_that_was_exported_is_refused_once_and_undo_ends(desk: Desk, tmp_path: Path) -> None:
    told: list[NewsroomError] = []
    timeline = timeline_on(desk, told)
    made = timeline.run("New story", start_story, fields={"headline": "The pier"}, text="It is closed.")
    assert made is not None
    timeline.run("Change the headline", set_story_fields, story_id=made.value.id, fields={"headline": "The pier shut"})
    leaving = Leaving(made.value.id, "markdown", ".md", render=lambda package: package.text.encode(), as_draft=True)
    release(desk, leaving=leaving, folder=tmp_path / "out")

    for _ in range(4):
        timeline.undo()

    assert [str(one) for one in told] == [
        "'New story' cannot be taken back: the story was exported since, and the record of the export stays. It can "
        "be moved to the bin instead (File, Move story to the bin)."
    ]
    assert (timeline.undo_label, timeline.redo_label) == ("", "Change the headline")
    timeline.redo()
    assert headline_of(desk, made.value.id) == "The pier shut"


class Story1:
    story_id = "one"

    def seal(self) -> None: ...

    def take(self, changes: object) -> None: ...


class Story2(Story1):
    story_id = "two"


def test_undo_belongs_to_the_story_that_is_open(desk: Desk) -> None:
    told: list[str] = []
    timeline = timeline_on(desk, [])
    timeline.open(Story1())
    timeline.push(WordStep(told, "typing in one"))
    timeline.open(Story2())
    assert timeline.undo_label == ""
    timeline.undo()
    assert told == []
    timeline.open(Story1())
    timeline.undo()
    assert told == ["undo typing in one"]
