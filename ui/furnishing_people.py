"""People and organisations, made after the first paint: their window, and the sheet of protected people."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from newsroom.desk.person_sheet import speaker_of_use
from ui.dialogs.people import PeopleWindow
from ui.protecting import Protecting

if TYPE_CHECKING:
    from ui.furnishing import Parts


def furnish_people(parts: Parts, *, follow: Callable[[str, str, str], None]) -> Callable[[str], None]:
    """Binds ``people`` and ``protect_person``; returns what shows a person or an organisation by id. ``follow(story,
    kind, id)`` goes to a record of a story, or to a source of none."""
    protecting = Protecting(
        desk=parts.desk, timeline=parts.timeline, focus=parts.focus, jobs=parts.jobs, actions=parts.actions,
        notices=parts.notices, session=parts.session, window=parts.window,
    )  # fmt: skip
    made: list[PeopleWindow] = []

    def window() -> PeopleWindow:
        # Made when it is first asked for: most days nobody asks.
        if not made:
            made.append(
                PeopleWindow(
                    desk=parts.desk, bridge=parts.bridge, timeline=parts.timeline, jobs=parts.jobs,
                    notices=parts.notices, icons=parts.icons, follow=follow,
                    open_sheet=lambda person: protecting.open(person, over=made[0]), parent=parts.window,
                )
            )  # fmt: skip
        return made[0]

    def call() -> None:
        """Begins with the speaker of the quotation looked at, where that is somebody the desk knows."""
        kind, record = parts.focus.record
        if kind != "quote_use":
            window().call()
            return
        queries = parts.desk.queries
        parts.jobs.run(
            lambda _: speaker_of_use(queries, record),
            done=lambda person: window().show_record(person) if person else window().call(),
            failed=parts.notices.tell_error, key="people of the quotation",
        )  # fmt: skip

    parts.actions.bind("people", call)
    return lambda record_id: window().show_record(record_id)
