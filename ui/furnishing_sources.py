"""What belongs to the sources of a story, made after the first paint: notes typed here, and what happened when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.custody_watch import CustodyWatch
from ui.dialogs.chronology import ChronologyWindow
from ui.note_taking import NoteTaking
from ui.passage_acts import PassageActs
from ui.rating_outlets import OutletRatings
from ui.time_words import here_and_now

if TYPE_CHECKING:
    from ui.furnishing import Parts
    from ui.panes.sources import SourcesPane


def furnish_sources(parts: Parts, *, sources: SourcesPane) -> OutletRatings:
    """Binds what is done with sources beside the pane itself; returns what rates an outlet."""
    actions = parts.actions
    notes = NoteTaking(
        desk=parts.desk, timeline=parts.timeline, watch=parts.watch, focus=parts.focus, jobs=parts.jobs,
        saving=parts.saving, actions=actions, notices=parts.notices, window=parts.window,
    )  # fmt: skip
    actions.bind("go_on_with_notes", lambda: notes.go_on(sources.source_id))
    PassageActs(
        sources=sources, editor=parts.window.page.editor, watch=parts.watch, timeline=parts.timeline,
        actions=actions, notices=parts.notices, parent=parts.window,
    )  # fmt: skip

    def show_source(source: str) -> None:
        parts.window.show_pane("sources")
        parts.focus.look_at("source", source)

    CustodyWatch(
        desk=parts.desk, watch=parts.watch, jobs=parts.jobs, notices=parts.notices, actions=actions,
        show_source=show_source, parent=parts.window,
    )  # fmt: skip

    def go(kind: str, record: str) -> None:
        parts.window.raise_()
        parts.window.activateWindow()
        parts.window.show_pane("claims" if kind == "claim" else "sources")
        parts.focus.look_at(kind, record)

    chronology = ChronologyWindow(watch=parts.watch, icons=parts.icons, go=go, parent=parts.window)
    actions.bind("chronology", chronology.call)
    outlets = OutletRatings(
        desk=parts.desk, timeline=parts.timeline, jobs=parts.jobs, notices=parts.notices, actions=actions,
        icons=parts.icons, clock=here_and_now, window=parts.window,
    )  # fmt: skip
    sources.outlet_asked.connect(lambda name, url: outlets.ask(name, url=url))
    return outlets
