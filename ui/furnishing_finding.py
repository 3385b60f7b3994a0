"""Finding on the whole desk, made after the first paint: search everything, and the way from what was found to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.dialogs.register import RegisterWindow
from ui.dialogs.search import SearchWindow
from ui.going import Going
from ui.source_lists import SourceLists

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.furnishing import Parts
    from ui.marking import Marking
    from ui.passages import Rest
    from ui.rating_outlets import OutletRatings


def furnish_finding(
    parts: Parts, *, marking: Marking, show_passage: Callable[[Rest], None], outlets: OutletRatings
) -> Going:  # fmt: skip
    """Binds the search, the register of all sources and its lists in and out; returns the way to what was found."""
    going = Going(
        editor=parts.window.page.editor, watch=parts.watch, focus=parts.focus, notices=parts.notices,
        show_pane=parts.window.show_pane, show_passage=show_passage, show_in_text=marking.show_in_text,
        show_in_register=lambda source: register.show_source(source), parent=parts.window,
    )  # fmt: skip
    lists = SourceLists(
        window=parts.window, desk=parts.desk, timeline=parts.timeline, focus=parts.focus, jobs=parts.jobs,
        saving=parts.saving, actions=parts.actions, notices=parts.notices, session=parts.session, icons=parts.icons,
    )  # fmt: skip
    register = RegisterWindow(
        desk=parts.desk, bridge=parts.bridge, timeline=parts.timeline, jobs=parts.jobs, focus=parts.focus,
        notices=parts.notices, icons=parts.icons, follow=going.to_record, lists=lists, outlets=outlets,
        parent=parts.window,
    )  # fmt: skip
    search = SearchWindow(
        desk=parts.desk, bridge=parts.bridge, jobs=parts.jobs, focus=parts.focus, icons=parts.icons,
        go=going.to_found, timeline=parts.timeline, notices=parts.notices, parent=parts.window,
    )  # fmt: skip
    parts.actions.bind("register", register.call)
    parts.actions.bind("search_everything", search.call)
    return going
