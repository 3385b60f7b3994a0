"""The stories of a desk in the order a newsroom looks at them: by stage, within it what is due first; and which
answers they wait for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import get_args

from newsroom.domain.claim import Level
from newsroom.domain.comment_request import CommentRequest
from newsroom.domain.story import Stage, Story
from newsroom.domain.wording import STAGE_NAMES
from ui.time_words import Due, due_of, when_words
from ui.widgets.record_lines import RecordLine


@dataclass(frozen=True, slots=True)
class OpenCounts:
    """How many points of a story stop it, are asked about, are told; ``levels`` are those its claims bear, each with
    how many do; ``length`` is in words, None while nobody asks; ``changed_at`` when its words were changed last."""

    stop: int = 0
    ask: int = 0
    tell: int = 0
    levels: tuple[tuple[Level, int], ...] = ()
    length: int | None = None
    changed_at: str = ""

    @property
    def words(self) -> str:
        """``1 stop · 2 ask · 5 told``; what is none is left out."""
        parts = ((self.stop, "stop"), (self.ask, "ask"), (self.tell, "told"))
        return " · ".join(f"{number} {word}" for number, word in parts if number) or "nothing open"


@dataclass(frozen=True, slots=True)
class Shelf:
    """The stories of the desk, those in its bin, the names of its members by their ids, and the requests for comment
    that nobody answered yet."""

    stories: tuple[Story, ...] = ()
    binned: tuple[Story, ...] = ()
    members: Mapping[str, str] = field(default_factory=dict[str, str])
    asked: tuple[CommentRequest, ...] = ()

    def story(self, story_id: str) -> Story | None:
        return next((story for story in self.stories if story.id == story_id), None)

    def other_than(self, story_id: str) -> str:
        """The story made last of the others, empty when there is none."""
        return next((story.id for story in reversed(self.stories) if story.id != story_id), "")


def record_lines(
    shelf: Shelf, *, counts: Mapping[str, OpenCounts], open_story: str, now: datetime
) -> tuple[RecordLine, ...]:
    """Under a heading for each stage that has a story, in the order a story goes through them; what is due first
    stands first, what has no due time after that by name."""
    lines: list[RecordLine] = []
    for stage in get_args(Stage):
        own = sorted((story for story in shelf.stories if story.stage == stage), key=lambda one: _order(one, now))
        if own:
            name = STAGE_NAMES[stage]
            heading = f"{name[:1].upper()}{name[1:]}"
            lines.append(RecordLine(id=f"stage {stage}", title=heading, tail=str(len(own)), heading=True))
            lines += [
                _line(story, counts.get(story.id), shelf=shelf, is_open=story.id == open_story, now=now)
                for story in own
            ]
    return tuple(lines)


def bin_lines(shelf: Shelf, *, now: datetime) -> tuple[RecordLine, ...]:
    """The stories in the bin, the one laid there last first."""
    return tuple(
        RecordLine(
            id=story.id, title=name_of(story), subtitle=f"since {when_words(story.binned_at or '', now=now)}",
            mark="undo", mark_name="Return brings it back",
        )
        for story in shelf.binned
    )  # fmt: skip


def name_of(story: Story) -> str:
    """What a story is called: its headline, else its slug."""
    return " ".join(story.headline.split()) or story.slug


def _order(story: Story, now: datetime) -> tuple[bool, float, str]:
    due = due_of(story.due_at, now=now)
    return due is None, due.moment.timestamp() if due else 0.0, name_of(story).casefold()


def _line(story: Story, counts: OpenCounts | None, *, shelf: Shelf, is_open: bool, now: datetime) -> RecordLine:
    due = due_of(story.due_at, now=now)
    comment = _comment_due((one for one in shelf.asked if one.story == story.id), now=now)
    turn = shelf.members.get(story.with_whom or "", "")
    parts = (
        due.words if due else "", comment.words if comment else "", counts.words if counts else "",
        f"{turn}’s turn" if turn else "",
    )  # fmt: skip
    subtitle = " · ".join(part for part in parts if part)
    spoken = (name_of(story), "open now" if is_open else "", STAGE_NAMES[story.stage], *subtitle.split(" · "))
    return RecordLine(
        id=story.id, title=name_of(story), subtitle=subtitle, mark="page" if is_open else None,
        mark_name="open now" if is_open else "", warned=any(one.is_overdue for one in (due, comment) if one),
        accessible=", ".join(part for part in spoken if part),
    )  # fmt: skip


def _comment_due(asked: Iterable[CommentRequest], *, now: datetime) -> Due | None:
    """When the next of those asked for comment is to have answered: ``comment due Fri 18:00``; those whose time is up
    come first, ``comment overdue 2 h``, ``2 comments overdue``."""
    dues = sorted((due for one in asked if (due := due_of(one.deadline, now=now))), key=lambda due: due.moment)
    if not dues:
        return None
    late = sum(due.is_overdue for due in dues)
    words = f"{late} comments overdue" if late > 1 else f"comment {dues[0].words}"
    return replace(dues[0], words=words)
