"""A real desk with one story open in a real editor, as the panes that show what leaves are given it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pytestqt.qtbot import QtBot

from newsroom.desk.desk import Desk
from newsroom.desk.stories import start_story
from newsroom.domain.anchor import unpack_positions
from newsroom.domain.errors import NewsroomError
from newsroom.domain.story import Story
from newsroom.settings import Settings, read_profile
from newsroom.storage.opening import open_archive
from newsroom.tasks.samples import lay_sample_story
from ui.desk_bridge import DeskBridge
from ui.editor.story_document import StoryDocument
from ui.editor.story_editor import StoryEditor
from ui.focus import Focus
from ui.jobs import JobRunner
from ui.open_text import OpenText
from ui.story_watch import StoryWatch


@dataclass(frozen=True, slots=True)
class Room:
    """What a pane's constructor takes, and ``told``: the errors the watch told."""

    desk: Desk
    bridge: DeskBridge
    focus: Focus
    jobs: JobRunner
    watch: StoryWatch
    editor: StoryEditor
    text: OpenText
    settings: Settings
    told: list[NewsroomError]
    faults: list[BaseException]

    def open(self, story: Story, qtbot: QtBot) -> StoryDocument:
        """The story looked at, its document in the editor, its view read."""
        draft = self.desk.queries.draft(story.id)
        document = StoryDocument(
            story_id=story.id, text=draft.text, positions=unpack_positions(draft.positions), parent=self.editor
        )
        self.editor.show_document(document)
        with qtbot.waitSignal(self.watch.viewed, check_params_cb=lambda view: view is not None):
            self.focus.look_at_story(story.id)
        return document

    def changed(self, qtbot: QtBot, act: Callable[[], object]) -> None:
        """Does something on the desk and waits until the story was read again."""
        with qtbot.waitSignal(self.watch.viewed, check_params_cb=lambda view: view is not None):
            act()


def open_room(folder: Path, qtbot: QtBot) -> Room:
    """A new desk in ``folder`` with nobody's story open yet."""
    bridge, focus, editor = DeskBridge(), Focus(), StoryEditor()
    told: list[NewsroomError] = []
    faults: list[BaseException] = []
    desk = Desk(open_archive(folder, create=True), actor="Sanne Ulvaeus", deliver=bridge.deliver)
    bridge.attach(desk)
    jobs = JobRunner(fault=faults.append)
    watch = StoryWatch(
        desk=desk, bridge=bridge, focus=focus, jobs=jobs, profile=read_profile("solo"), refused=told.append
    )
    qtbot.addWidget(editor)
    text = OpenText(editor=editor, focus=focus, watch=watch)
    return Room(desk, bridge, focus, jobs, watch, editor, text, Settings(), told, faults)


def sample_of(room: Room) -> Story:
    return lay_sample_story(room.desk)


def story_of(room: Room, text: str, **fields: object) -> Story:
    """An own story whose fields are filled in, so that nothing is told about them."""
    usual = {"slug": "night-ferry", "headline": "Night ferry stays moored", "byline": "By Sanne Ulvaeus"}
    return room.desk.run("New story", start_story, fields={**usual, **fields}, text=text).value


def close_room(room: Room, qtbot: QtBot) -> None:
    """Lets the jobs end and closes the desk; no fault of ours may have been told."""
    qtbot.waitUntil(lambda: room.jobs.is_idle)
    room.jobs.close()
    room.desk.close()
    assert not room.faults, room.faults
