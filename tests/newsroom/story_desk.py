"""A desk with one story of the pier, its source and a saved copy, for tests of the verbs; each act is undone too."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from newsroom.desk.claims import mark_claim
from newsroom.desk.desk import Desk
from newsroom.desk.sources import NewCapture, add_capture, add_source
from newsroom.desk.stories import start_story
from newsroom.desk.story_view import StoryView, read_story_view
from newsroom.domain.claim import Claim
from newsroom.domain.profile import SOLO
from newsroom.domain.source import Capture, Source
from newsroom.domain.story import Story
from tests.builders import everything, new_desk, steady_ids

T = TypeVar("T")
NOW = datetime(2025, 5, 5, 12, 0, tzinfo=UTC)
CLOSED = "The pier has been closed for the winter."
SPOKEN = "“We have a plan for pier nine, and it costs 1.4 million.”"
TEXT = f"{CLOSED} Nobody knows until when.\n\n{SPOKEN} Ada Roe said on Friday.\n"
COPY = (
    "Tarnby Courier\n\n"
    "The council met on Friday evening. It has closed the pier for the whole winter, the harbour board said.\n\n"
    "Ada Roe runs the ferry. “We have a plan for pier nine, and it costs 1.6 million,” she said. She left at once.\n"
)
OFFSETS = '{"paragraph":[0,16,120]}'


@dataclass(frozen=True, slots=True)
class StoryDesk:
    """The story with what lies on it; ``claim`` marks the sentence ``CLOSED``."""

    desk: Desk
    story: Story
    source: Source
    capture: Capture
    claim: Claim

    def act(self, operation: Callable[..., T], **given: Any) -> T:
        """Does the act, takes it back, checks that everything is as before, and does it again."""
        before = everything(self.desk.archive)
        done = self.desk.run("Act", operation, **given)
        after = everything(self.desk.archive)
        undone = self.desk.revert(done.changes)
        assert bare(everything(self.desk.archive)) == bare(before)
        self.desk.revert(undone)
        assert bare(everything(self.desk.archive)) == bare(after)
        return done.value

    def view(self) -> StoryView:
        return read_story_view(self.desk.queries, self.story.id, profile=SOLO, now=NOW)

    def words(self, anchor_id: str) -> str:
        """The words of the draft an anchor lies on."""
        view = self.view()
        place = view.places[anchor_id]
        return view.draft.text[place.start : place.end]


def bare(rows: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Records without what every write changes."""
    return {
        kind: {one: replace(record, version=0, changed_at="") for one, record in those.items()}
        for kind, those in rows.items()
    }


def pier_desk(folder: Path) -> StoryDesk:
    """A desk in ``folder`` with the story, a source of its file with a saved copy, and one claim without evidence."""
    desk = new_desk(folder, ids=steady_ids(start=NOW))
    story = desk.run("Start", start_story, fields={"headline": "The pier"}, text=TEXT).value
    fields = {"type": "news_report", "title": "Pier closed", "publisher": "Tarnby Courier", "to_confirm": ("title",)}
    source = desk.run("Add", add_source, story_id=story.id, fields=fields).value
    copy = NewCapture(None, "saved_page", COPY, OFFSETS)
    capture = desk.run("Keep", add_capture, source_id=source.id, capture=copy).value
    claim = desk.run("Mark", mark_claim, story_id=story.id, start=0, end=len(CLOSED)).value
    return StoryDesk(desk, story, source, capture, claim)
