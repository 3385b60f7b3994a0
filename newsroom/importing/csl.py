"""CSL-JSON → sources, record by record: a bad one is told and the good ones are kept. Zotero's own dialect is read."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import NoReturn, cast, get_args

from newsroom.domain.errors import BadInput
from newsroom.domain.source import SourceType
from newsroom.importing.csl_values import authors_of, date_of, type_of, with_extra_fields
from newsroom.importing.decode import clean_text, decode
from newsroom.importing.exchange import (
    DEEPEST,
    MOST_RECORDS,
    BadRecord,
    ReadSource,
    ReadSources,
    address_of,
    doi_in,
    plain_line,
    refuse_too_large,
    title_of,
)

_MOST_PARTS = 2_000_000
"""Opening brackets of a whole file: more would fill the memory before a record could be looked at."""
_SPACE = re.compile(r"[ \t\n\r]*")
_MAY_BEGIN = re.compile(r"[,}\]][ \t\n\r]*(?=\{)")
_MOST_TRIES = 1000
_MARKUP = re.compile(r"</?(?:i|b|sub|sup|sc|span)(?: (?:class|style)=\"[^\"<>]*\")?>")
_CONTAINER_FIRST = frozenset({"news_report", "trade_report", "study", "aggregator_post", "social_post", "broadcast"})
_NO_LIST = "The file holds no CSL-JSON: it must be a list of records in square brackets. Export it again as “CSL JSON”."


def read_csl(data: bytes) -> ReadSources:
    """Reads the bytes of a CSL-JSON file.

    Refused with ``BadInput``: more than 20 MB, no list of records at all. A record that is damaged, nested deeper than
    50 or without a title and an address is told among ``bad``.
    """
    refuse_too_large(data)
    text = decode(data).text
    if text.count("{") + text.count("[") > _MOST_PARTS:
        raise BadInput("The file holds more than 2,000,000 parts, more than a list of sources can. Divide it first.")
    good: list[ReadSource] = []
    bad: list[BadRecord] = []
    notices: list[str] = []
    for number, found in enumerate(_records(text), start=1):
        if number > MOST_RECORDS:
            notices.append(f"Only the first {MOST_RECORDS:,} records were read. Divide the file for the others.")
            break
        try:
            if isinstance(found, BadInput):
                raise found
            source, told = _source(found, number)
        except BadInput as error:
            bad.append(BadRecord(number, str(error)))
            continue
        good.append(source)
        notices += [f"Record {number}: {sentence}" for sentence in told]
    return ReadSources(tuple(good), tuple(bad), tuple(notices))


def _records(text: str) -> Iterator[object]:
    """Each record of the list, or the ``BadInput`` that says why it cannot be read: then the next is looked for."""
    decoder = json.JSONDecoder(parse_constant=_refuse_constant)
    at = _after_space(text, 0)
    if text[at : at + 1] == "{":
        yield from _of_an_object(text, decoder, at)
        return
    if text[at : at + 1] != "[":
        raise BadInput(_NO_LIST)
    at = _after_space(text, at + 1)
    tries = _MOST_TRIES
    while at < len(text) and text[at] != "]":
        try:
            found, at = decoder.raw_decode(text, at)
            yield cast("object", found)
            at = _after_space(text, at)
            if text[at : at + 1] not in (",", "]", "{"):
                raise json.JSONDecodeError("no comma", text, at)
            at = _after_space(text, at + (text[at] == ","))
        except (ValueError, RecursionError) as error:
            yield BadInput(_damage(error))
            at, tries = _next_record(text, decoder, max(at, getattr(error, "pos", 0)), tries)


def _next_record(text: str, decoder: json.JSONDecoder, at: int, tries: int) -> tuple[int, int]:
    """Where the next whole record begins after damage, and how many tries are left to find others. What lies inside
    a broken record (its names, its dates) is none."""
    for match in _MAY_BEGIN.finditer(text, at):
        if tries <= 0:
            break
        tries -= 1
        try:
            found, _ = decoder.raw_decode(text, match.end())
        except (ValueError, RecursionError):
            continue
        if "title" in found or "type" in found:
            return match.end(), tries
    return len(text), tries


def _of_an_object(text: str, decoder: json.JSONDecoder, at: int) -> Iterator[object]:
    """A list inside an object (``items`` or ``references``), or one record by itself."""
    try:
        found, _ = decoder.raw_decode(text, at)
    except (ValueError, RecursionError) as error:
        raise BadInput(f"{_NO_LIST} {_damage(error)}") from error
    root = cast("dict[str, object]", found)
    for name in ("items", "references"):
        if isinstance(root.get(name), list):
            yield from cast("list[object]", root[name])
            return
    if "type" not in root and "title" not in root:
        raise BadInput(_NO_LIST)
    yield root


def _after_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match is not None else at


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number JSON knows")


def _damage(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return f"Its parts lie deeper inside one another than {DEEPEST}. Export it again."
    where = f" at line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
    return f"Here the file is not well-formed JSON{where}. Export it again."


def _refuse_deep(record: object) -> None:
    layer: list[object] = [record]
    for _ in range(DEEPEST):
        layer = [
            part
            for one in layer
            if isinstance(one, dict | list)
            for part in (
                cast("dict[str, object]", one).values() if isinstance(one, dict) else cast("list[object]", one)
            )
        ]
        if not layer:
            return
    raise BadInput(f"Its parts lie deeper inside one another than {DEEPEST}. Export it again.")


def _source(found: object, number: int) -> tuple[ReadSource, list[str]]:
    if not isinstance(found, dict):
        raise BadInput("It is no record but a bare value. Export the list again.")
    _refuse_deep(cast("object", found))
    record = cast("dict[str, object]", found)
    own = _own_fields(record)
    if own is not None:
        return ReadSource(number, own, doi_in(str(own["url"]))), []
    record, note = with_extra_fields(record)
    source_type, told = type_of(record)
    published, is_guess = date_of(record.get("issued"))
    accessed, _ = date_of(record.get("accessed"))
    doi = doi_in(plain_line(record.get("DOI")), plain_line(record.get("URL")))
    url, in_words = address_of(plain_line(record.get("URL")), doi)
    abstract = record.get("abstract")
    described = [_text(abstract), note and _text(note), in_words]
    fields: dict[str, object] = {
        "type": source_type,
        "title": title_of(_title(record), otherwise=(url, plain_line(record.get("URL")))),
        "publisher": _publisher(record, source_type),
        "authors": authors_of(record),
        "published": published,
        "accessed_at": accessed,
        "url": url,
        "language": plain_line(record.get("language")),
        "description": "\n".join(part for part in described if part),
        "to_confirm": ("type", "published") if is_guess else ("type",),
    }
    return ReadSource(number, fields, doi), [told] if told else []


def _title(record: Mapping[str, object]) -> str:
    return plain_line(
        _MARKUP.sub("", _text(record.get("title") or record.get("title-short") or record.get("shortTitle")))
    )


def _text(value: object) -> str:
    return clean_text(value).text.strip() if isinstance(value, str) else plain_line(value)


def _publisher(record: Mapping[str, object], source_type: str) -> str:
    names = ["container-title", "publisher", "authority", "event-title", "archive"]
    if source_type not in _CONTAINER_FIRST:
        names[:2] = ["publisher", "container-title"]
    return next((line for name in names if (line := _MARKUP.sub("", plain_line(record.get(name))))), "")


def _own_fields(record: Mapping[str, object]) -> dict[str, object] | None:
    """The fields of a record another desk of ours wrote, exactly as they were there; None for any other record."""
    custom = record.get("custom")
    own = cast("dict[str, object]", custom).get("newsroom") if isinstance(custom, dict) else None
    ours = cast("dict[str, object]", own) if isinstance(own, dict) else {}
    if ours.get("type") not in get_args(SourceType) or not isinstance(record.get("title"), str):
        return None
    published, accessed = (
        _exact(ours.get(name)) or date_of(record.get(field))[0]
        for name, field in (("published", "issued"), ("accessed", "accessed"))
    )
    return {
        "type": ours["type"],
        "title": _exact(record["title"]),
        "publisher": _exact(record.get("container-title")) or _exact(record.get("publisher")),
        "authors": _literal_names(record.get("author")),
        "published": published,
        "accessed_at": accessed,
        "url": _exact(record.get("URL")),
        "language": _exact(record.get("language")),
    }


def _literal_names(value: object) -> tuple[str, ...]:
    people = cast("list[object]", value) if isinstance(value, list) else []
    names = [cast("dict[str, object]", person).get("literal") for person in people if isinstance(person, dict)]
    return tuple(_exact(name) for name in names if isinstance(name, str))


def _exact(value: object) -> str:
    return clean_text(value).text if isinstance(value, str) else ""
