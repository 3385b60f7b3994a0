"""The lines of the ledger of requests for comment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.time_words import due_of, when_words
from ui.widgets.record_lines import RecordLine

if TYPE_CHECKING:
    from newsroom.desk.request_lines import RequestLine


def record_line(line: RequestLine, *, with_story: bool) -> RecordLine:
    """One request: what came of it, or when it falls due, and what is to be done about it."""
    request = line.request
    due = due_of(request.deadline, now=line.now) if line.is_open else None
    at = when_words(request.outcome_at, now=line.now) if request.outcome_at and not line.is_open else ""
    asked = "" if request.asked_at or request.via_outlet or not line.is_open else "not asked yet"
    told = (
        "found in the text" if request.proposed else "",
        f"{line.outcome[0].upper()}{line.outcome[1:]}{f', {at}' if at else ''}",
        due.words if due is not None else "",
        asked,
        "say why" if not line.is_open and not request.is_settled else "",
        "worded differently since the letter" if line.is_stale else "",
        "not told in the text" if line.wants_telling else "",
        (line.story.headline or line.story.slug) if with_story else "",
    )
    subtitle = " · ".join(part for part in told if part)
    return RecordLine(
        request.id, request.asked_of, subtitle, mark="accept" if request.is_settled else "ask",
        mark_name="Request, done" if request.is_settled else "Request, open", faint=request.proposed,
        warned=line.is_passed or line.is_stale, accessible=f"Request for comment: {request.asked_of}. {subtitle}",
    )  # fmt: skip


def try_words(words: str) -> tuple[str, str]:
    """What was typed of a try, parted into how and what came of it: ``telephone: no answer``."""
    how, colon, note = words.partition(":")
    return (
        (how.strip(), note.strip()) if colon else ("", words.strip()) if " " in words.strip() else (words.strip(), "")
    )
