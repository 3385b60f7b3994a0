"""Saving while somebody types: "saved" is said only of words that were read back from the disk."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from newsroom.desk.desk import Desk, Done
from newsroom.desk.drafts import add_draft, autosave_draft, check_saved, keep_revision
from newsroom.desk.stories import new_story
from newsroom.domain.anchor import Place
from newsroom.domain.errors import ArchiveTrouble, BadInput, Damaged
from newsroom.domain.story import Story
from tests.builders import new_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return new_desk(tmp_path / "desk")


def story_with(desk: Desk, text: str) -> Story:
    story = desk.run("New story", new_story, fields={"headline": "Ferry late"}).value
    desk.run("Write", add_draft, story_id=story.id, text=text)
    return story


class Ear:
    """Hears what an autosave tells, from whatever thread."""

    def __init__(self) -> None:
        self.heard: list[object] = []
        self._any = threading.Event()

    def __call__(self, result: object) -> None:
        self.heard.append(result)
        self._any.set()

    def wait(self) -> object:
        assert self._any.wait(10)
        return self.heard[-1]


def test_what_is_told_as_saved_is_there_when_the_desk_is_opened_again(desk: Desk, tmp_path: Path) -> None:
    story, ear = story_with(desk, "The ferry"), Ear()
    autosave_draft(desk, story_id=story.id, text="The ferry is late.", positions={}, told=ear)
    assert isinstance(ear.wait(), Done)
    desk.close()

    again = new_desk(tmp_path / "desk")
    assert again.queries.draft(story.id).text == "The ferry is late."
    again.close()


def test_words_and_places_are_saved_together_and_told_to_listeners_once(desk: Desk) -> None:
    story, ear = story_with(desk, "The ferry"), Ear()
    changes: list[int] = []
    desk.subscribe(lambda told: changes.append(told.seq) if told.touches("draft") else None)
    place = {"a" * 26: Place(4, 9, "attached")}
    autosave_draft(desk, story_id=story.id, text="The ferry is late.", positions=place, told=ear)
    ear.wait()

    draft = desk.queries.draft(story.id)
    assert (draft.text, draft.positions) == ("The ferry is late.", '{"aaaaaaaaaaaaaaaaaaaaaaaaaa":[4,9]}')
    assert len(changes) == 1
    desk.close()


def test_words_that_cannot_be_saved_are_told_and_never_called_saved(desk: Desk, tmp_path: Path) -> None:
    story, ear = story_with(desk, "The ferry"), Ear()
    archive = tmp_path / "desk" / "archive.sqlite"
    archive.rename(tmp_path / "elsewhere.sqlite")
    autosave_draft(desk, story_id=story.id, text="The ferry is late.", positions={}, told=ear)

    trouble = ear.wait()
    assert isinstance(trouble, ArchiveTrouble)
    assert "moved, deleted or replaced" in str(trouble)
    assert not archive.exists()
    (tmp_path / "elsewhere.sqlite").rename(archive)
    desk.close()
    assert isinstance(ear.heard[-1], Done), "put back, the file takes the words that were kept for it"


def test_other_words_on_the_disk_than_were_written_are_damage(desk: Desk) -> None:
    story = story_with(desk, "The ferry")
    draft = desk.queries.draft(story.id)
    desk.close()

    with pytest.raises(Damaged, match="came back from the disk changed"):
        check_saved(replace(draft, sha256="0" * 64), draft)
    check_saved(replace(draft, version=draft.version + 1, sha256="0" * 64), draft)


def test_a_revision_keeps_the_words_of_its_moment(desk: Desk) -> None:
    story, ear = story_with(desk, "First words."), Ear()
    desk.run("Keep", keep_revision, story_id=story.id, why="named", name="Before lunch")
    autosave_draft(desk, story_id=story.id, text="Other words.", positions={}, told=ear)
    ear.wait()
    desk.run("Keep", keep_revision, story_id=story.id, why="named")

    kept = [(one.why, one.text) for one in desk.queries.revisions(story.id)]
    assert kept == [("named", "First words."), ("autosave", "Other words."), ("named", "Other words.")]
    desk.close()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_listener_that_fails_does_not_end_the_saving(desk: Desk) -> None:
    story, ear = story_with(desk, "The ferry"), Ear()

    def fail(result: object) -> None:
        ear(result)
        raise RuntimeError("a pane that cannot draw")

    autosave_draft(desk, story_id=story.id, text="The ferry is late.", positions={}, told=fail)
    ear.wait()

    desk.run("Keep", keep_revision, story_id=story.id, why="named")
    assert desk.queries.revisions(story.id)[0].text == "The ferry is late."
    desk.close()


def test_half_a_surrogate_pair_is_refused_with_a_sentence(desk: Desk) -> None:
    story = desk.run("New story", new_story, fields={"headline": "Ferry late"}).value

    with pytest.raises(BadInput, match="half of a surrogate pair"):
        desk.run("Write", add_draft, story_id=story.id, text="late \ud83d")
    desk.close()
