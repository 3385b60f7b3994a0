"""What is wrong with a source, in words: its kept file, what was said of it since, an embargo."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from newsroom.desk.check_custody import moment_in_words, notice_in_words
from newsroom.desk.story_view import HeldSource, StoryView
from newsroom.domain.custody import NOTICE_WORDS, FileState
from newsroom.domain.source import SourceNotice
from newsroom.domain.story_records import unsound_captures
from newsroom.domain.trust import embargo_day
from ui.time_words import date_words, here_and_now

SHORT: dict[FileState, str] = {
    "changed": "changed since it was kept", "missing": "file missing", "unreadable": "file cannot be read",
}  # fmt: skip
LONG: dict[FileState, str] = {
    "changed": "is no longer what was kept on {day}: its bytes are others now.",
    "missing": "was kept on {day} and is missing now.",
    "unreadable": "was kept on {day} and cannot be read now.",
}


def troubles_in_short(view: StoryView, *, now: datetime | None = None) -> dict[str, tuple[str, ...]]:
    """Source → what is wrong with it, a few words each, for its line in the list; sources in order are left out."""
    moment = now or here_and_now()
    found: dict[str, dict[str, None]] = {}
    unsound = unsound_captures(view.records)
    for copy in view.captures.values() if unsound else ():
        if copy.id in unsound:
            found.setdefault(copy.source, {})[SHORT[unsound[copy.id].state]] = None
    for notice in view.records.notices:
        part = " in part" if notice.reach == "passage" else ""
        found.setdefault(notice.source, {})[f"{NOTICE_WORDS[notice.kind]}{part}"] = None
    for source in view.sources.values():
        if source.embargo_until and embargo_day(source.embargo_until, now=moment) is not None:
            found.setdefault(source.id, {})[f"embargo until {date_words(source.embargo_until)}"] = None
    return {source: tuple(words) for source, words in found.items()}


def file_troubles(held: HeldSource, view: StoryView) -> tuple[str, ...]:
    """What is wrong with the kept files of a source, in sentences that say since when."""
    unsound = unsound_captures(view.records)
    return tuple(
        f"The file of its saved copy {LONG[unsound[copy.id].state].format(day=moment_in_words(copy.captured_at[:10]))} "
        "Bring it back from a backup; until then what rests on it asks for a look."
        for copy in held.captures
        if copy.id in unsound
    )


def notices_of(held: HeldSource, view: StoryView) -> Iterator[tuple[SourceNotice, str]]:
    """What was said of a source since, each with its sentence."""
    for notice in view.records.notices:
        if notice.source == held.source.id:
            yield notice, f"It {notice_in_words(notice)}"
