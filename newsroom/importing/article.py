"""An article in a text or Markdown file → its words for the editor and what its head says about it. Nothing is cut:
what the file holds is in the text, in the front matter's fields, or in `extra`."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import get_args

from newsroom.domain.errors import BadInput
from newsroom.domain.story import StoryKind
from newsroom.importing.decode import decode
from newsroom.importing.frontmatter import FrontValue, split_front_matter, write_front_matter
from newsroom.text.photos import FoundMetadata, header_of
from newsroom.text.spans import paragraphs

LARGEST = 5 * 1024 * 1024
"""Bytes; above this a file is no article but an attachment (reliability.md U15)."""
LONGEST_LINE = 100 * 1024
"""Code points of one line that are still comfortable to edit."""
_MARKDOWN = (".md", ".markdown")
_PLAIN = (".txt", ".text", "")
_OTHER_FORMATS = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"{\\rtf", "rich text (RTF)"),
    (b"SQLite format 3\0", "a database"),
)
_NAMES = {
    "headline": ("headline", "title"),
    "dek": ("dek", "standfirst", "subtitle", "description", "summary"),
    "byline": ("byline", "author", "authors", "by"),
    "slug": ("slug",),
    "dateline": ("dateline",),
    "section": ("section", "category"),
    "language": ("language", "lang"),
    "kind": ("kind",),
    "tags": ("tags", "keywords"),
    "due_at": ("due_at", "due", "deadline"),
    "embargo_until": ("embargo_until", "embargo"),
    "word_goal": ("word_goal",),
}
_LISTS = ("tags", "byline")
_MOMENT = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?)?)?")
_A_DAY = len("2025-10-05")
_HEADING = re.compile(r"\s*#[ \t]+(?P<words>[^\n]+?)[ \t#]*(?:\n|\Z)")
_SHORT_LINE = 110


@dataclass(frozen=True, slots=True)
class ImportedArticle:
    """A file read for the editor. `fields` are fields of Story by name, those the file states; all offsets in `text`.

    `headline_is_guess`: it comes from the first line or the file name. `metadata`: lines at the head of the text that
    speak about it; they stay in the text. `extra`: front matter this program does not know.
    """

    text: str
    fields: Mapping[str, object]
    headline: str | None
    headline_is_guess: bool
    metadata: tuple[FoundMetadata, ...]
    extra: Mapping[str, FrontValue]
    notices: tuple[str, ...]
    encoding: str
    media_type: str
    sha256: str


def read_article(data: bytes, *, file_name: str) -> ImportedArticle:
    """Read a .txt or .md file. Refused with `BadInput`: another format, more than 5 MB, broken front matter."""
    suffix = PurePath(file_name).suffix.lower()
    _check_format(data, file_name, suffix)
    decoded = decode(data)
    notices = list(decoded.notices)
    front = split_front_matter(decoded.text)
    text = decoded.text[front.body_start :] if front else decoded.text
    fields, extra = _known_fields(front.fields if front else {}, notices)
    _note_size(text, notices)
    stated = fields.get("headline")
    guess = None if stated else _guess_headline(text, file_name, markdown=suffix in _MARKDOWN)
    if guess:
        fields["headline"] = guess[0]
    if extra:
        fields["extra"] = write_front_matter(extra)
    headline = fields.get("headline")
    return ImportedArticle(
        text=text,
        fields=fields,
        headline=str(headline) if headline else None,
        headline_is_guess=bool(guess and guess[1]),
        metadata=header_of(text, paragraphs(text[:20_000])),
        extra=extra,
        notices=tuple(notices),
        encoding=decoded.encoding,
        media_type="text/markdown" if suffix in _MARKDOWN else "text/plain",
        sha256=hashlib.sha256(data).hexdigest(),
    )


def _check_format(data: bytes, file_name: str, suffix: str) -> None:
    if suffix not in _MARKDOWN + _PLAIN:
        raise BadInput(
            f"“{file_name}” is no text or Markdown file. Save it as .txt or .md and import that, or add it as a source."
        )
    if len(data) > LARGEST:
        raise BadInput(
            f"“{file_name}” has {len(data) / 1024 / 1024:.1f} MB; articles of up to 5 MB are imported. "
            "Add it as a source instead: it is then kept whole as an attachment."
        )
    for opening, what in _OTHER_FORMATS:
        if data.startswith(opening):
            raise BadInput(f"“{file_name}” is {what}, whatever its name says. Save it as text, or add it as a source.")


def _note_size(text: str, notices: list[str]) -> None:
    if not text.strip():
        notices.append("The file holds no words.")
    longest = max(map(len, text.split("\n")))
    if longest > LONGEST_LINE:
        notices.append(
            f"One line has {longest:,} characters; typing in it will be slow. Break it into paragraphs, "
            "or add the file as a source instead."
        )


def _known_fields(
    front: Mapping[str, FrontValue], notices: list[str]
) -> tuple[dict[str, object], dict[str, FrontValue]]:
    """Fields of Story, and what is left: unknown keys, and values that do not fit, which are told."""
    left = dict(front)
    fields: dict[str, object] = {}
    for field, names in _NAMES.items():
        key = next((key for name in names for key in left if key.lower() == name), None)
        if key is None:
            continue
        value = _fitting(field, left[key])
        if value is None:
            if field == "embargo_until":
                # A story whose embargo nobody can read would leave too early.
                raise BadInput(
                    f"The front matter's {key} “{left[key]}” is no day that can be read. "
                    "Write it as 2025-10-05 or 2025-10-05T14:00, or take the line out, and import again."
                )
            notices.append(f"“{key}” in the front matter cannot be read as {_WANTED[field]}; it was kept as it is.")
            continue
        del left[key]
        if value not in ("", ()):
            fields[field] = value
    return fields, left


_WANTED = {
    **dict.fromkeys(_NAMES, "words"),
    "kind": f"one of {', '.join(get_args(StoryKind))}",
    "tags": "a list of words",
    "due_at": "a date such as 2025-10-05 or 2025-10-05T14:00",
    "embargo_until": "a date such as 2025-10-05 or 2025-10-05T14:00",
    "word_goal": "a number",
}


def _fitting(field: str, value: FrontValue) -> object | None:
    """The value as the field wants it; None when it does not fit."""
    if isinstance(value, list) and field in _LISTS:
        words = [one for one in value if isinstance(one, str)]
        if len(words) < len(value):
            return None
        return tuple(words) if field == "tags" else ", ".join(words)
    if not isinstance(value, str):
        return None
    if field == "tags":
        return tuple(tag for tag in (part.strip() for part in value.split(",")) if tag)
    if value and field == "kind":
        return value if value in get_args(StoryKind) else None
    if value and field in ("due_at", "embargo_until"):
        # An embargo of a year or a month would have no end anybody could name.
        to_the_day = field != "embargo_until" or len(value) >= _A_DAY
        return value if _MOMENT.fullmatch(value) and to_the_day and _is_a_day(value) else None
    if value and field == "word_goal":
        return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None
    return value


def _guess_headline(text: str, file_name: str, *, markdown: bool) -> tuple[str, bool] | None:
    """A headline and whether it is only a guess: a Markdown heading is none, a short first line or a file name is."""
    heading = _HEADING.match(text) if markdown else None
    if heading:
        return heading["words"], False
    first, _, rest = text.lstrip().partition("\n")
    first = first.strip()
    if 0 < len(first) <= _SHORT_LINE and rest.startswith("\n") and first[-1] not in ".,:;" and " " in first:
        return first, True
    words = re.findall(r"[^\W\d_]{2,}", PurePath(file_name).stem)
    if len(words) < 2:
        return None
    return re.sub(r"[-_\s]+", " ", PurePath(file_name).stem).strip(), True


def _is_a_day(value: str) -> bool:
    padded = value[:10] + "-01-01"[len(value[:10]) - 4 :] if len(value) < _A_DAY else value[:10]
    try:
        date.fromisoformat(padded)
    except ValueError:
        return False
    return True
