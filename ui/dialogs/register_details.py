"""One source of the register in full: what is known of it, where it is used, and what was done to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsroom.desk.log_lines import log_lines
from newsroom.desk.ratings import read_outlet
from newsroom.desk.tags import tags_of
from newsroom.desk.where_used import UseLine, where_used
from newsroom.domain.source import Source, SourceNotice
from newsroom.domain.terms import Terms
from newsroom.domain.wording import SOURCE_TYPE_NAMES, TERMS_NAMES, plain
from ui.time_words import date_words
from ui.widgets.detail import DetailRow

if TYPE_CHECKING:
    from newsroom.desk.desk import Desk

MOST_LINES = 12
"""Lines of the log, and of each kind of use, that are shown; the rest is counted."""


def read_details(desk: Desk, source_id: str) -> tuple[DetailRow, ...]:
    """The rows, for a job; ``Missing`` when the source is gone. A link is ``kind:story:id``."""
    queries = desk.queries
    source = queries.get(Source, source_id)
    terms = queries.where(Terms, record=source_id)
    notices = queries.where(SourceNotice, source=source_id)
    used = where_used(queries, "source", source_id)
    said = f"{TERMS_NAMES[terms[-1].value]}" if terms else ""
    rows = [row for row in _known(source, said) if row.value]
    rows += [DetailRow("Tags", ", ".join(tags))] if (tags := tags_of(queries, source_id)) else []
    rows += _rated(desk, source)
    rows += [DetailRow("Said of it since", _notice_words(one), mark="warning") for one in notices]
    rows += _uses("Stories", [_with(one, "source", source_id) for one in used.stories])
    rows += _uses("Statements that rest on it", [_with(one, "claim", one.id) for one in used.claims])
    rows += _uses("Quoted in the text", [_with(one, "quote_use", one.id) for one in used.uses])
    rows += _uses("Quotes taken from it", [(one.words, "") for one in used.quotes])
    rows += _uses("Saved copies", [(one.words, "") for one in used.captures])
    lines = log_lines(queries, source, limit=MOST_LINES + 1)
    return (*rows, *_uses("What was done", [(line.words, "") for line in lines]))


def _rated(desk: Desk, source: Source) -> list[DetailRow]:
    """How far its outlet is trusted, and how it was rated before."""
    if not source.publisher:
        return []
    outlet = read_outlet(desk.queries, source.publisher, url=source.url, today=desk.archive.ids.clock().date())
    if not outlet.lines:
        return [DetailRow("How far the outlet is trusted", "not rated")]
    lines = [f"{line.words} · counts now" if line.counts else line.words for line in outlet.lines]
    return _uses("How far the outlet is trusted", [(words, "") for words in lines])


def _known(source: Source, terms: str) -> Sequence[DetailRow]:
    def words(field: str, value: str) -> str:
        return f"{value} · to confirm" if value and field in source.to_confirm else value

    return (
        DetailRow("Title", words("title", source.title) or "Source without a title"),
        DetailRow("Outlet", words("publisher", source.publisher)),
        DetailRow("What it is", words("type", SOURCE_TYPE_NAMES[source.type])),
        DetailRow("Published", words("published", date_words(source.published or ""))),
        DetailRow("Written by", words("authors", ", ".join(source.authors))),
        DetailRow("Address", words("url", source.url)),
        DetailRow("Language", words("language", source.language)),
        DetailRow("What was agreed", terms),
        DetailRow("Not before", date_words(source.embargo_until or "")),
        DetailRow("Note", source.description),
    )


def _notice_words(notice: SourceNotice) -> str:
    reach = f"only “{notice.passage}”" if notice.reach == "passage" else "the whole of it"
    return " · ".join(
        part for part in (f"{plain(notice.kind)}, {reach}", date_words(notice.at[:10]), notice.note) if part
    )


def _with(line: UseLine, kind: str, record_id: str) -> tuple[str, str]:
    return line.words, f"{kind}:{line.story}:{record_id}" if line.story else ""


def _uses(label: str, lines: Sequence[tuple[str, str]]) -> list[DetailRow]:
    """The lines under one label, the first of them bearing it; none when there are none."""
    shown = [
        DetailRow(label if number == 0 else "", words, link=link)
        for number, (words, link) in enumerate(lines[:MOST_LINES])
    ]
    return shown if len(lines) <= MOST_LINES else [*shown, DetailRow("", "and more")]
