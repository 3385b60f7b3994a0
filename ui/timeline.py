"""What can be undone: one line of steps per open story, words and records on it in the order they were done.

A step turns first and the line moves after it, so that a step the disk refuses stays where it was.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from newsroom.domain.errors import NewsroomError, RefusedForGood, StaleUndo

if TYPE_CHECKING:
    from newsroom.desk.desk import Desk, Done
    from newsroom.domain.changes import Changes

P = ParamSpec("P")
T = TypeVar("T")


class Step(Protocol):
    """Something done that can be taken back. ``undo`` and ``redo`` raise when they cannot, and then changed nothing."""

    @property
    def label(self) -> str: ...
    def undo(self) -> None: ...
    def redo(self) -> None: ...


class OpenStory(Protocol):
    """What the timeline needs of an open story (``ui.editor.story_document.StoryDocument``)."""

    @property
    def story_id(self) -> str: ...
    def seal(self) -> None: ...
    def take(self, changes: Changes) -> None: ...


class DeskStep:
    """An operation on the desk. Taking it back is itself an operation, whose changes the redo takes back."""

    def __init__(self, changes: Changes, *, turn: Callable[[Changes], Changes]) -> None:
        self._changes = changes
        self._turn = turn
        self.label = changes.label

    @property
    def changes(self) -> Changes:
        return self._changes

    def undo(self) -> None:
        self._changes = self._turn(self._changes)

    redo = undo

    def follow(self, changes: Changes) -> None:
        """``changes`` belong to this act: they were made behind it and are taken back with it."""
        from newsroom.domain.changes import merge_changes

        self._changes = merge_changes(self._changes, changes)


class JoinedStep:
    """A step and what the desk did behind it. When the step cannot be turned, what was turned before it is put right
    again."""

    def __init__(self, step: Step, behind: DeskStep) -> None:
        self._step = step
        self._behind = behind
        self.label = step.label

    def undo(self) -> None:
        self._behind.undo()
        try:
            self._step.undo()
        except NewsroomError:
            self._behind.redo()
            raise

    def redo(self) -> None:
        self._step.redo()
        try:
            self._behind.redo()
        except NewsroomError:
            self._step.undo()
            raise


class _Line:
    """The steps of one story; the first ``done`` of them are done, the others can be done again."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.done = 0


class Timeline(QObject):
    """Runs operations for the window and remembers how to take them back."""

    changed = Signal()
    """What can be undone or redone has changed."""
    undone = Signal(object)
    """This step was taken back; who spoke of it as done speaks no more."""
    redone = Signal(object)
    """This step was done again."""

    def __init__(self, *, refused: Callable[[NewsroomError], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._refused = refused
        self._desk: Desk | None = None
        self._flush: Callable[[], None] = lambda: None
        self._lines: dict[str, _Line] = {"": _Line()}
        self._stories: dict[str, OpenStory] = {}
        self._shown = ""
        self._current = ""

    def use(self, desk: Desk, *, flush: Callable[[], None]) -> None:
        """From now on acts go to ``desk``; ``flush`` stores the words of every open story first and raises when it
        cannot."""
        self._desk = desk
        self._flush = flush

    def open(self, story: OpenStory) -> None:
        """Undo and redo are those of ``story`` from now on."""
        self._stories[story.story_id] = story
        self._lines.setdefault(story.story_id, _Line())
        self._shown = self._current = story.story_id
        self.changed.emit()

    def stay_with(self, story_id: str) -> None:
        """Undo and redo are those of a story whose making was taken back until the next act, or ``go_on``: a key that
        is held down does not reach into the story that is shown in its place."""
        if story_id in self._lines:
            self._current = story_id
            self.changed.emit()

    def go_on(self) -> None:
        """Undo and redo are those of the story that is shown."""
        if self._current != self._shown:
            self._current = self._shown
            self.changed.emit()

    def leave(self, story_id: str) -> str:
        """What the making of a story that was just taken back is called, empty when nothing here can do it again. Its
        line is kept for that."""
        line = self._lines.get(story_id)
        making = line.steps[0] if line is not None and line.steps and not line.done else None
        if not isinstance(making, DeskStep) or story_id not in making.changes.ids("story"):
            return ""
        self._shown = "" if self._shown == story_id else self._shown
        return making.label

    def bring_back(self, story_id: str) -> None:
        """Does again what made a story that was taken back; its other steps wait to be done again after it."""
        if self.leave(story_id):
            self._current = story_id
            self.redo()

    def close(self, story_id: str) -> None:
        """A story that is gone: what was done in it cannot be turned any more."""
        self._stories.pop(story_id, None)
        self._lines.pop(story_id, None)
        self._shown = "" if self._shown == story_id else self._shown
        self._current = self._shown if self._current == story_id else self._current
        self.changed.emit()

    def run(
        self, label: str, operation: Callable[Concatenate[Any, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> Done[T] | None:
        """Does ``operation`` as one step; ``label`` follows "Undo". None when it was refused, which was told."""
        done = self.do(label, operation, *args, **kwargs)
        if done is not None:
            self.take(done.changes)
        return done

    def do(
        self, label: str, operation: Callable[Concatenate[Any, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> Done[T] | None:
        """As ``run``, but puts no step on the line: for an act that first turns to the story it made, to be undone
        there. ``take`` puts it on the line then."""
        desk = self._desk
        if desk is None:
            return None
        try:
            self._flush()
            return desk.run(label, operation, *args, **kwargs)
        except NewsroomError as error:
            self._refused(error)
            return None

    def take(self, changes: Changes) -> DeskStep | None:
        """Puts what an act of a task did on the line, so that it can be undone. None when nothing was changed."""
        if not changes.rows:
            return None
        step = DeskStep(changes, turn=self._turn)
        self._adopt(changes)
        self.push(step)
        return step

    def adopt(self, changes: Changes) -> None:
        """Lets the open stories follow a change that is no step of its own."""
        self._adopt(changes)

    def push(self, step: Step) -> None:
        """Puts a step that is done already on the line of the story shown; what had been undone there can no longer be
        redone."""
        self._current = self._shown
        line = self._line()
        del line.steps[line.done :]
        line.steps.append(step)
        line.done += 1
        if isinstance(step, DeskStep):
            self._seal()
        self.changed.emit()

    def join(self, changes: Changes) -> None:
        """What an act of the desk did behind the newest step is taken back and done again with it, as one step."""
        if changes.rows:
            line = self._line()
            self._adopt(changes)
            line.steps[line.done - 1] = JoinedStep(line.steps[line.done - 1], DeskStep(changes, turn=self._turn))
            self._seal()

    def newest(self) -> Step | None:
        """The step an undo would take back."""
        line = self._line()
        return line.steps[line.done - 1] if line.done else None

    @property
    def undo_label(self) -> str:
        """Empty when there is nothing to undo."""
        step = self.newest()
        return step.label if step is not None else ""

    @property
    def redo_label(self) -> str:
        line = self._line()
        return line.steps[line.done].label if line.done < len(line.steps) else ""

    def undo(self, *, for_good: bool = False) -> None:
        """``for_good``: it cannot be done again, as half of an act whose other half was refused."""
        line = self._line()
        if line.done and self._turn_step(line, line.done - 1, forward=False):
            line.done -= 1
            self.undone.emit(line.steps.pop(line.done) if for_good else line.steps[line.done])
        self.changed.emit()

    def redo(self) -> None:
        line = self._line()
        if line.done < len(line.steps) and self._turn_step(line, line.done, forward=True):
            line.done += 1
            self.redone.emit(line.steps[line.done - 1])
        self.changed.emit()

    def forget(self) -> None:
        """Drops every step of every story: what was purged lies in them, and none may bring it back."""
        for line in self._lines.values():
            line.steps, line.done = [], 0
        self.changed.emit()

    def _turn_step(self, line: _Line, number: int, *, forward: bool) -> bool:
        step = line.steps[number]
        self._seal()
        try:
            step.redo() if forward else step.undo()
        except (StaleUndo, RefusedForGood) as stale:
            # It can never be turned again: others have changed the same rows since, or rest on them for good.
            del line.steps[number]
            line.done -= 0 if forward else 1
            self._refused(stale)
            return False
        except NewsroomError as error:
            self._refused(error)
            return False
        finally:
            self._seal()
        return True

    def _turn(self, changes: Changes) -> Changes:
        if self._desk is None:
            raise StaleUndo("The desk is closed, so this cannot be taken back any more.")
        self._flush()
        turned = self._desk.revert(changes)
        self._adopt(turned)
        return turned

    def _adopt(self, changes: Changes) -> None:
        for story in self._stories.values():
            story.take(changes)

    def _seal(self) -> None:
        for story in self._stories.values():
            story.seal()

    def _line(self) -> _Line:
        return self._lines[self._current]


def no_steps(_: Any) -> None:
    """For a document outside any timeline: its steps are remembered by nobody."""
