"""The evidence of a story on one page and the table of all stories, made after the first paint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.dialogs.all_stories import AllStoriesWindow
from ui.dialogs.overview import OverviewWindow

if TYPE_CHECKING:
    from newsroom.domain.overview import Way
    from ui.furnishing import Parts
    from ui.going import Going
    from ui.panes.stories import StoriesPane


def furnish_overview(parts: Parts, *, going: Going, stories: StoriesPane) -> None:
    """Binds the overview and the table of all stories."""
    window = parts.window

    def go(story: str, way: Way) -> None:
        if way.kind == "place":
            going.to_place(story, way.start, way.end)
        elif way.kind == "story":
            going.to_record(story, "story", story)
            window.page.headline.setFocus()
        else:
            going.to_record(story, way.kind, way.record)

    overview = OverviewWindow(
        desk=parts.desk, watch=parts.watch, jobs=parts.jobs, look=parts.look, notices=parts.notices,
        session=parts.session, go=go, parent=window,
    )  # fmt: skip
    parts.actions.bind("overview", overview.call)

    def open_story(story: str) -> None:
        going.to_record(story, "story", story)

    table = AllStoriesWindow(
        desk=parts.desk, bridge=parts.bridge, timeline=parts.timeline, jobs=parts.jobs, counts=stories.counts,
        notices=parts.notices, look=parts.look, open_story=open_story, profile=parts.profile,
        parent=window,
    )  # fmt: skip
    parts.actions.bind("all_stories", table.call)
