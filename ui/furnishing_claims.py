"""What claims wait for, and what a source that came in changes, made after the first paint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.arrival_watch import ArrivalBar, ArrivalWatch, remember_what_came
from ui.dialogs.arrival import ArrivalWindow
from ui.dialogs.watch_list import WatchListWindow

if TYPE_CHECKING:
    from newsroom.desk.arrival_wording import WordingPoint
    from ui.furnishing import Parts
    from ui.going import Going
    from ui.panes.sources import SourcesPane


def furnish_claims(parts: Parts, *, going: Going, sources: SourcesPane) -> None:
    """Binds the watch list and the window of what came in, and lays its bar above the text."""
    window = parts.window

    def go_to_words(story: str, point: WordingPoint) -> None:
        if point.start is None or point.end is None:
            going.to_record(story, "story", story)
            window.page.headline.setFocus()
        else:
            going.to_place(story, point.start, point.end)

    waiting = WatchListWindow(
        desk=parts.desk, bridge=parts.bridge, timeline=parts.timeline, jobs=parts.jobs, notices=parts.notices,
        icons=parts.icons, go=going.to_record, parent=window,
    )  # fmt: skip
    arrival = ArrivalWindow(
        desk=parts.desk, bridge=parts.bridge, timeline=parts.timeline, jobs=parts.jobs, notices=parts.notices,
        icons=parts.icons, go_to_claim=lambda story, claim: going.to_record(story, "claim", claim),
        go_to_words=go_to_words, parent=window,
    )  # fmt: skip
    watch = ArrivalWatch(
        desk=parts.desk, bridge=parts.bridge, jobs=parts.jobs, notices=parts.notices, parent=window
    )  # fmt: skip
    remember_what_came(watch, session=parts.session)
    arrival.taken.connect(watch.settle)
    arrival.taken_back.connect(watch.offer_again)
    window.page.bars.addWidget(ArrivalBar(watch=watch, look=arrival.call))

    def look_at_source() -> None:
        """What came in last and nobody looked at, else the source chosen in its pane."""
        source = watch.news[-1].source.id if watch.news else sources.source_id
        if source:
            arrival.call(source)
        else:
            parts.notices.note("Choose a source first: its pane is Alt+1.")

    parts.actions.bind("waiting", waiting.call)
    parts.actions.bind("arrival", look_at_source)
