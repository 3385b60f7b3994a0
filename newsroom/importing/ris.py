"""RIS → sources, record by record (``TY  - `` … ``ER  - ``), in the dialects reference managers and libraries write."""

import re
from collections.abc import Iterator, Mapping, Sequence

from newsroom.domain.errors import BadInput
from newsroom.domain.source import SourceType
from newsroom.domain.wording import SOURCE_TYPE_NAMES
from newsroom.importing.decode import decode
from newsroom.importing.exchange import (
    MOST_RECORDS,
    BadRecord,
    ReadSource,
    ReadSources,
    address_of,
    date_in_words,
    doi_in,
    plain_line,
    refuse_too_large,
    title_of,
)

TYPES: Mapping[str, SourceType] = {
    "ABST": "study", "ADVS": "creative_work", "ART": "photo", "BILL": "public_record", "BLOG": "aggregator_post",
    "BOOK": "book", "CASE": "court_filing", "CHAP": "book", "CONF": "study", "CPAPER": "study", "DATA": "dataset",
    "DICT": "book", "EBOOK": "book", "ECHAP": "book", "EDBOOK": "book", "EJOUR": "study", "ENCYC": "book",
    "FIGURE": "photo", "GOVDOC": "public_record", "HEAR": "public_record", "ICOMM": "message", "INPR": "study",
    "JFULL": "study", "JOUR": "study", "LEGAL": "public_record", "MGZN": "trade_report", "MPCT": "creative_work",
    "MULTI": "creative_work", "MUSIC": "creative_work", "NEWS": "news_report", "PAT": "public_record",
    "PCOMM": "letter", "RPRT": "report", "SER": "study", "SLIDE": "document", "SOUND": "broadcast",
    "STAND": "public_record", "STAT": "public_record", "THES": "study", "UNPB": "document", "VIDEO": "broadcast",
    "WEB": "news_report", "ELEC": "news_report",
}  # fmt: skip
_OWN_WORDS: Mapping[str, SourceType] = {words: name for name, words in SOURCE_TYPE_NAMES.items()}
"""What a desk calls a source, where it was a desk that put the list out."""
_TAG = re.compile(r"(?P<tag>[A-Z][A-Z0-9])  ?- ?(?P<value>.*)|(?P<end>ER)  ?-?[ \t]*$")
_TITLES, _CONTAINERS, _PUBLISHERS = ("TI", "T1", "CT", "BT"), ("T2", "JF", "JO", "JA", "J2", "T3"), ("PB", "AD")
_AUTHORS, _DATES, _LINKS = ("AU", "A1", "A2", "ED", "A3"), ("DA", "PY", "Y1"), ("UR", "L1", "L2", "LK")
_MOST_AUTHORS = 200

Record = dict[str, list[str]]


def read_ris(data: bytes) -> ReadSources:
    """Reads the bytes of a RIS file. Refused with ``BadInput``: more than 20 MB, not one record begun."""
    refuse_too_large(data)
    good: list[ReadSource] = []
    bad: list[BadRecord] = []
    notices: list[str] = []
    number = 0
    for number, record in enumerate(_records(decode(data).text), start=1):
        if number > MOST_RECORDS:
            notices.append(f"Only the first {MOST_RECORDS:,} records were read. Divide the file for the others.")
            break
        try:
            source, told = _source(record, number)
        except BadInput as error:
            bad.append(BadRecord(number, str(error)))
            continue
        good.append(source)
        notices += [f"Record {number}: {told}"] if told else []
    if not number:
        raise BadInput("The file holds no RIS: no line in it begins a record with “TY  - ”. Export it again as RIS.")
    return ReadSources(tuple(good), tuple(bad), tuple(notices))


def _records(text: str) -> Iterator[Record]:
    """Tag → values of each record; a record that is not ended ends where the next begins."""
    record: Record | None = None
    last = ""
    for line in text.split("\n"):
        found = _TAG.match(line)
        tag = (found["tag"] or found["end"]) if found is not None else ""
        if tag == "TY":
            if record is not None:
                yield record
            record = {}
        if record is None:
            continue
        if tag == "ER":
            yield record
            record = None
        elif found is not None:
            record.setdefault(tag, []).append((found["value"] or "").strip())
            last = tag
        elif line.strip() and record.get(last):
            record[last][-1] = f"{record[last][-1]}\n{line.strip()}"
    if record is not None:
        yield record


def _source(record: Record, number: int) -> tuple[ReadSource, str]:
    kind = _first(record, ("TY",)).upper()
    source_type = _OWN_WORDS.get(_first(record, ("M3",))) or TYPES.get(kind, "document")
    told = "" if kind in TYPES or kind == "GEN" else f"Its type “{kind[:40]}” is unknown; it was taken as a document."
    links = [link.strip() for tag in _LINKS for value in record.get(tag, []) for link in re.split(r"[;\s]+", value)]
    doi = doi_in(*(plain_line(value) for value in record.get("DO", [])), *links)
    url, in_words = address_of(next((link for link in links if link), ""), doi)
    published, is_guess = _date(record)
    titles = _CONTAINERS if source_type != "book" else _PUBLISHERS
    fields: dict[str, object] = {
        "type": source_type,
        "title": title_of(_first(record, _TITLES), otherwise=(_first(record, _CONTAINERS), url)),
        "publisher": _first(record, (*titles, *_PUBLISHERS, *_CONTAINERS)),
        "authors": _authors(record),
        "published": published,
        "accessed_at": date_in_words(_first(record, ("Y2",))),
        "url": url,
        "language": _first(record, ("LA",)),
        "description": "\n".join(
            part for part in ("\n".join(record.get("AB", record.get("N2", []))), in_words) if part
        ),
        "to_confirm": ("type", "published") if is_guess else ("type",),
    }
    return ReadSource(number, fields, doi), told


def _first(record: Record, tags: Sequence[str]) -> str:
    return next((line for tag in tags for value in record.get(tag, []) if (line := plain_line(value))), "")


def _authors(record: Record) -> tuple[str, ...]:
    """``Marx, Karl`` is Karl Marx; a name without a comma stands as it is."""
    nobody: list[str] = []
    values = next((record[tag] for tag in _AUTHORS if any(record.get(tag, nobody))), nobody)
    names: list[str] = []
    for value in values[:_MOST_AUTHORS]:
        family, *rest = [part.strip() for part in plain_line(value).split(",")]
        given, suffix = (rest[0] if rest else ""), ", ".join(rest[1:])
        name = " ".join(part for part in (given, family) if part)
        names.append(f"{name}, {suffix}" if suffix else name)
    return tuple(name for name in names if name)


def _date(record: Record) -> tuple[str | None, bool]:
    """The most precise of the dates; ``1948/07//`` is RIS's own way to write one, anything else took a guess."""
    found = [
        (date, not re.fullmatch(r"[\d/\-]+", value.strip()))
        for tag in _DATES
        for value in record.get(tag, [])
        if (date := date_in_words(value)) is not None
    ]
    return max(found, key=lambda one: len(one[0])) if found else (None, False)
