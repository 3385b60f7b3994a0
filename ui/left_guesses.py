"""What was guessed for a whole sentence and left when a part of it became a claim: offered, never taken by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsroom.desk.parts import take_guesses
from newsroom.domain.claim import Evidence
from ui.cite_rows import short
from ui.notices import Notice

if TYPE_CHECKING:
    from newsroom.desk.story_view import StoryView
    from newsroom.domain.changes import Changes
    from ui.notices import Notices
    from ui.timeline import Timeline


def offer_guesses(changes: Changes, *, view: StoryView | None, timeline: Timeline, notices: Notices) -> None:
    """After a mark: names what was left and offers to attach it. Says nothing where all was kept."""
    left = [item for item in changes.after(Evidence) if item.binned_at is not None]
    sources = [view.source_behind(item) for item in left] if view is not None else []
    names = list(dict.fromkeys(short(one.publisher or one.title) for one in sources if one is not None))
    if not names:
        return
    told = " and ".join((", ".join(f"“{name}”" for name in names[:-1]), f"“{names[-1]}”")).removeprefix(" and ")
    words = f"{told} {'was' if len(names) == 1 else 'were'} found for the whole sentence, not for these words."

    def attach() -> None:
        timeline.run("Add evidence", take_guesses, evidence_ids=tuple(item.id for item in left))

    notices.say(Notice(words, verb="Attach it all the same" if len(names) == 1 else "Attach them all the same",
                       act=attach))  # fmt: skip
