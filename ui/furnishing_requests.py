"""Asking for comment, made after the first paint: the ledger, and the sentence that tells a reply in the text."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from newsroom.domain.person import Member
from ui.dialogs.requests import RequestsWindow
from ui.marking import has_keyboard
from ui.telling_reply import TellingReply

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsroom.desk.desk import Desk
    from newsroom.desk.request_lines import RequestLine
    from ui.furnishing import Parts
    from ui.going import Going
    from ui.panes.claims import ClaimsPane


def furnish_requests(parts: Parts, *, going: Going, claims: ClaimsPane) -> Callable[[str, str, str], None]:  # fmt: skip
    """Binds the ledger, asking about a claim, and telling a reply; returns what goes to a record of a story, a request
    in the ledger among them."""
    desk, editor = parts.desk, parts.window.page.editor
    made: list[RequestsWindow] = []

    def window() -> RequestsWindow:
        # Made when it is first asked for: most days nobody asks.
        if not made:
            made.append(
                RequestsWindow(
                    desk=desk, bridge=parts.bridge, timeline=parts.timeline, jobs=parts.jobs, focus=parts.focus,
                    notices=parts.notices, icons=parts.icons, tell_reply=telling.tell, go=partial(_go, going),
                    signed=partial(_signed, desk), parent=parts.window,
                )
            )  # fmt: skip
        return made[0]

    telling = TellingReply(
        desk=desk, editor=editor, focus=parts.focus, timeline=parts.timeline, jobs=parts.jobs, actions=parts.actions,
        notices=parts.notices, show_ledger=lambda: window().call(),
    )  # fmt: skip

    def ask() -> None:
        claim = claim_meant(parts)
        window().ask(parts.focus.story, (claim,) if claim else ())

    parts.actions.bind("requests", lambda: window().call())
    parts.actions.bind("ask_for_comment", ask)
    claims.claim.comment_wanted.connect(ask)

    def follow(story: str, kind: str, record: str) -> None:
        if kind == "comment_request":
            window().show_request(record)
        else:
            going.to_record(story, kind, record)

    return follow


def _signed(desk: Desk) -> str:
    """Who asks: the member at the keyboard."""
    return next((one.name for one in desk.queries.where(Member, id=desk.actor)), "")


def _go(going: Going, line: RequestLine) -> None:
    """To where the reply stands in the text, else to the story."""
    if line.place is not None and line.place.start < line.place.end:
        going.to_place(line.story.id, line.place.start, line.place.end)
    else:
        going.to_record(line.story.id, "story", line.story.id)


def claim_meant(parts: Parts) -> str:
    """The claim at the caret while one writes, else the one looked at, or whose evidence is; empty for none."""
    (kind, record), editor, view = parts.focus.record, parts.window.page.editor, parts.watch.view
    document = editor.story_document
    if view is not None and kind == "evidence":
        kind, record = "claim", next((one.claim for one in view.records.evidence if one.id == record), "")
    looked_at = record if kind == "claim" else ""
    if view is None or document is None:
        return looked_at
    owners = [view.owner_of(one) for one in document.anchors_at(editor.caret(), editor.caret())]
    here = [owner[1] for owner in owners if owner is not None and owner[0] == "claim"]
    if here and (has_keyboard(editor) or not looked_at):
        return looked_at if looked_at in here else here[0]
    return looked_at
