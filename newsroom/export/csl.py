"""Sources as CSL-JSON (domain.md section 5), for reference managers and for other desks.

An array of records in an order of their own content: the same sources come out as the same bytes from any desk. What
CSL has no field for stands under ``custom``.
"""

import json
from collections.abc import Mapping, Sequence

from newsroom.domain.package import CitedSource
from newsroom.domain.partial_date import is_partial_date
from newsroom.domain.source import SourceType
from newsroom.domain.source_types import SOURCE_TYPES
from newsroom.text.slug import slug_of

_IN_A_CONTAINER = frozenset(
    {"article-newspaper", "article-magazine", "article-journal", "post-weblog", "post", "webpage", "broadcast"}
)
_GENRES: Mapping[SourceType, str] = {
    "press_release": "Press release", "official_statement": "Statement", "poll": "Poll", "podcast": "Podcast",
    "observation": "Notes", "letter": "Letter", "email": "E-mail", "message": "Message",
}  # fmt: skip
_LONGEST_ID = 60
_DAY = len("2025-07-14")


def render_csl(sources: Sequence[CitedSource]) -> bytes:
    """The sources as UTF-8, valid against the CSL-JSON schema; ids are made of publisher, year and title."""
    taken: set[str] = set()
    records = [_record(source, taken) for source in in_order(sources)]
    return f"{json.dumps(records, ensure_ascii=False, indent=1)}\n".encode()


def in_order(sources: Sequence[CitedSource]) -> list[CitedSource]:
    """The sources in an order of their own content, whichever desk they come from."""
    return sorted(sources, key=_order)


def _order(source: CitedSource) -> tuple[object, ...]:
    return (
        source.publisher.casefold(), source.published or "", source.title.casefold(), source.type, source.publisher,
        source.title, source.url, source.authors, source.language, source.accessed_at or "",
    )  # fmt: skip


def _record(source: CitedSource, taken: set[str]) -> dict[str, object]:
    csl_type = SOURCE_TYPES[source.type].csl
    record: dict[str, object] = {"id": _citation_id(source, taken), "type": csl_type}
    given = {
        "title": source.title,
        "author": [{"literal": name} for name in source.authors],
        "container-title" if csl_type in _IN_A_CONTAINER else "publisher": source.publisher,
        "issued": _date(source.published),
        "accessed": _date(source.accessed_at),
        "URL": source.url,
        "language": source.language,
        "genre": _GENRES.get(source.type, ""),
    }
    if source.type == "wire_copy":
        given["source"] = source.publisher
    record |= {name: value for name, value in given.items() if value}
    exact = {name: moment for name, moment in (("published", source.published), ("accessed", source.accessed_at))
             if moment and (len(moment) > _DAY or not is_partial_date(moment))}  # fmt: skip
    return {**record, "custom": {"newsroom": {"type": source.type, **exact}}}


def _date(moment: str | None) -> dict[str, object]:
    """A date as CSL has it: as many parts as are known. What is no date of the calendar goes out as written."""
    if not moment:
        return {}
    if not is_partial_date(moment):
        return {"literal": moment}
    return {"date-parts": [[int(part) for part in moment[:_DAY].split("-")]]}


def _citation_id(source: CitedSource, taken: set[str]) -> str:
    who = source.publisher or (source.authors[0] if source.authors else "")
    plain = slug_of(f"{who} {(source.published or '')[:4]} {source.title}")[:_LONGEST_ID].rstrip("-") or "source"
    number, made = 1, plain
    while made in taken:
        number += 1
        made = f"{plain}-{number}"
    taken.add(made)
    return made
