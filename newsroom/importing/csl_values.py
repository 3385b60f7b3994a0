"""The parts of a CSL-JSON record: names, dates, types, and the further fields Zotero packs into its note."""

import re
from collections.abc import Mapping, Sequence
from typing import cast

from newsroom.domain.source import SourceType
from newsroom.importing.exchange import date_in_words, date_of_parts, plain_line

TYPES: Mapping[str, SourceType] = {
    "article": "study", "article-journal": "study", "article-magazine": "trade_report",
    "article-newspaper": "news_report", "bill": "public_record", "book": "book", "broadcast": "broadcast",
    "chapter": "book", "classic": "book", "collection": "document", "dataset": "dataset", "document": "document",
    "entry": "book", "entry-dictionary": "book", "entry-encyclopedia": "book", "event": "document",
    "figure": "photo", "graphic": "photo", "hearing": "public_record", "interview": "interview_published",
    "legal_case": "court_filing", "legislation": "public_record", "manuscript": "document", "map": "document",
    "motion_picture": "creative_work", "musical_score": "creative_work", "pamphlet": "document",
    "paper-conference": "study", "patent": "public_record", "performance": "creative_work",
    "periodical": "trade_report", "personal_communication": "letter", "post": "social_post",
    "post-weblog": "aggregator_post", "regulation": "public_record", "report": "report", "review": "news_report",
    "review-book": "news_report", "software": "document", "song": "creative_work", "speech": "document",
    "standard": "public_record", "thesis": "study", "treaty": "public_record", "webpage": "news_report",
    # Zotero's own names of its types, which some of its exports have in place of CSL's.
    "newspaperarticle": "news_report", "magazinearticle": "trade_report", "journalarticle": "study",
    "blogpost": "aggregator_post", "forumpost": "social_post", "preprint": "study", "booksection": "book",
    "conferencepaper": "study", "encyclopediaarticle": "book", "film": "creative_work", "case": "court_filing",
    "statute": "public_record", "email": "email", "letter": "letter", "instantmessage": "message",
    "podcast": "podcast", "radiobroadcast": "broadcast", "tvbroadcast": "broadcast", "artwork": "photo",
    "videorecording": "broadcast", "audiorecording": "broadcast", "presentation": "document",
}  # fmt: skip
"""What a type of another program is here, as far as it can be guessed; where it matters, the weaker of two."""
_GENRES: Mapping[str, SourceType] = {
    "press release": "press_release", "statement": "official_statement", "poll": "poll", "podcast": "podcast",
    "e-mail": "email", "email": "email", "letter": "letter", "message": "message",
}  # fmt: skip
_EXTRA = re.compile(r"^[ \t]*(?:\{:)?(?P<name>[A-Za-z][A-Za-z \-]{1,30}):[ \t]*(?P<value>[^\n}]+?)\}?[ \t]*$", re.M)
_EXTRA_NAMES: Mapping[str, str] = {
    "doi": "DOI", "url": "URL", "publisher": "publisher", "language": "language", "type": "type", "genre": "genre",
    "container-title": "container-title", "container title": "container-title", "issued": "issued",
    "accessed": "accessed", "abstract": "abstract",
}  # fmt: skip
_MOST_AUTHORS = 200
_WRITERS = ("author", "editor", "director", "host", "composer", "script-writer", "contributor", "guest", "compiler")


def type_of(record: Mapping[str, object]) -> tuple[SourceType, str]:
    """What a record is here, and a sentence when its type is one nobody knows."""
    name = plain_line(record.get("type"))
    genre = plain_line(record.get("genre")).casefold()
    if genre in _GENRES:
        return _GENRES[genre], ""
    known = TYPES.get(name.casefold())
    if known is not None:
        return known, ""
    return "document", f"Its type “{name[:40]}” is unknown; it was taken as a document." if name else ""


def authors_of(record: Mapping[str, object]) -> tuple[str, ...]:
    """Who made it: its authors, or whoever stands in their place (editors, directors, hosts …)."""
    for role in _WRITERS:
        value = record.get(role)
        names = cast("list[object]", value) if isinstance(value, list) else [value]
        found = [name for one in names[:_MOST_AUTHORS] if (name := _name(one))]
        if found:
            return tuple(found)
    return ()


def _name(value: object) -> str:
    if not isinstance(value, dict):
        return plain_line(value)
    parts = cast("dict[str, object]", value)
    literal = plain_line(parts.get("literal"))
    if literal:
        return literal
    whole = ("given", "dropping-particle", "non-dropping-particle", "family")
    name = ""
    for part in (plain_line(parts.get(key)) for key in whole):
        # d’, l’, al-: such a particle stands close to the name.
        name += part if not name or name.endswith(("’", "'", "-")) else f" {part}" if part else ""
    suffix = plain_line(parts.get("suffix"))
    return f"{name}{', ' if parts.get('comma-suffix') else ' '}{suffix}".strip() if suffix else name


def date_of(value: object) -> tuple[str | None, bool]:
    """A CSL date, and whether reading it took a guess: of a range the first day, of a season the year."""
    if isinstance(value, str | int):
        words = plain_line(value)
        found = date_in_words(words.split("/")[0] if re.match(r"\d{4}-\d{2}[-\d]*/", words) else words)
        return found, found is not None and found != words
    if not isinstance(value, dict):
        return None, False
    date = cast("dict[str, object]", value)
    exact = date_of_parts(_first_parts(date.get("date-parts")))
    if exact is not None:
        return exact, bool(date.get("circa"))
    for key in ("raw", "literal"):
        words = plain_line(date.get(key))
        found = date_in_words(words)
        if found is not None:
            return found, found != words
    return None, False


def _first_parts(value: object) -> Sequence[object]:
    if not isinstance(value, list) or not value:
        return ()
    first = cast("list[object]", value)[0]
    return cast("list[object]", first) if isinstance(first, list) else cast("list[object]", value)


def with_extra_fields(record: Mapping[str, object]) -> tuple[dict[str, object], str]:
    """The record with the fields its note names (``DOI: 10.…``, one a line) where it has none itself, and what is left
    of the note. A type named there counts before the record's own: Zotero writes there what its own types lack."""
    note = record.get("note")
    filled = dict(record)
    if not isinstance(note, str):
        return filled, ""
    kept: list[str] = []
    for line in note.splitlines():
        found = _EXTRA.match(line)
        name = _EXTRA_NAMES.get(found["name"].strip().lower()) if found is not None else None
        if found is None or name is None:
            kept.append(line)
        elif name == "type" or not filled.get(name):
            filled[name] = found["value"].strip()
    return filled, "\n".join(kept).strip()
