"""Sources as RIS, the list every reference manager takes: one record a source, in an order of their own content."""

from collections.abc import Iterator, Mapping, Sequence

from newsroom.domain.package import CitedSource
from newsroom.domain.source import SourceType
from newsroom.domain.wording import SOURCE_TYPE_NAMES
from newsroom.export.csl import in_order

TYPES: Mapping[SourceType, str] = {
    "interview_published": "NEWS", "news_report": "NEWS", "wire_copy": "NEWS", "own_story": "NEWS",
    "trade_report": "MGZN", "aggregator_post": "BLOG", "social_post": "BLOG", "official_site": "ELEC",
    "letter": "PCOMM", "email": "ICOMM", "message": "ICOMM", "court_filing": "CASE", "ruling": "CASE",
    "public_record": "GOVDOC", "dataset": "DATA", "poll": "RPRT", "study": "JOUR", "report": "RPRT", "book": "BOOK",
    "broadcast": "SOUND", "podcast": "SOUND", "photo": "ART", "creative_work": "MPCT",
}  # fmt: skip
"""What a source is called there; the others go out as ``GEN``. The plain word stands in ``M3``."""
_PUBLISHED_BY_A_HOUSE = ("BOOK", "RPRT", "GOVDOC", "DATA", "GEN")
_DAY = len("2025-07-14")


def render_ris(sources: Sequence[CitedSource]) -> bytes:
    """The sources as UTF-8 with the line ends RIS asks for."""
    lines = [line for source in in_order(sources) for line in (*_record(source), "")]
    return "".join(f"{line}\r\n" for line in lines).encode()


def _record(source: CitedSource) -> Iterator[str]:
    kind = TYPES.get(source.type, "GEN")
    yield f"TY  - {kind}"
    given = (
        ("TI", source.title), *(("AU", _name(author)) for author in source.authors),
        ("PB" if kind in _PUBLISHED_BY_A_HOUSE else "T2", source.publisher), ("DA", _date(source.published)),
        ("Y2", _date(source.accessed_at)), ("UR", source.url), ("LA", source.language),
        ("M3", SOURCE_TYPE_NAMES[source.type]),
    )  # fmt: skip
    for tag, value in given:
        if line := " ".join(value.split()):
            yield f"{tag}  - {line}"
    yield "ER  - "


def _name(author: str) -> str:
    """A name as it stands: without the comma that would turn it round, with an empty given name where it has one."""
    name, comma, rest = author.partition(",")
    return f"{name},,{rest}" if comma else name


def _date(moment: str | None) -> str:
    """``1948/07//``, as precise as it is known; the time of day is left out."""
    if not moment:
        return ""
    parts = moment[:_DAY].split("-")
    return "/".join((*parts, *("" for _ in range(4 - len(parts)))))
