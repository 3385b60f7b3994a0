"""The text of a captured file, with the way back to page or paragraph, and what the file says about itself.

Text files are read here; web pages and PDFs in the limited child process. Everything read about the source is a guess
to be confirmed by a person.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import cast

from newsroom.importing.child import parse_in_child
from newsroom.importing.decode import clean_text, decode

LARGEST = 100 * 1024 * 1024
"""Bytes; a larger file is kept without text."""
_TEXT, _HTML, _PDF = (".txt", ".text", ".md", ".markdown"), (".html", ".htm", ".xhtml"), (".pdf",)
_MEDIA_TYPES = {
    **dict.fromkeys((".txt", ".text"), "text/plain"),
    **dict.fromkeys((".md", ".markdown"), "text/markdown"),
    **dict.fromkeys(_HTML, "text/html"),
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".mp4": "video/mp4",
}
_PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?![ \t]*(?:\n|\Z)))*")
_LINE = re.compile(r"\S[^\n]*")
_PDF_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?")


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a page or paragraph (`kind`) of a capture begins in its text, in code points; numbers count from 1."""

    kind: str
    number: int
    start: int


@dataclass(frozen=True, slots=True)
class CapturedText:
    """Words of a capture; `published` is a date cut to what is known, `url` what the page itself gives as its own."""

    text: str
    marks: tuple[Mark, ...] = ()
    title: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    publisher: str = ""
    url: str = ""
    language: str = ""
    encoding: str = ""
    media_type: str = "application/octet-stream"
    notices: tuple[str, ...] = ()

    @property
    def offsets(self) -> str:
        """The marks as the JSON text a capture keeps: {"page": [start of 1, start of 2, …]}."""
        starts: dict[str, list[int]] = {}
        for mark in self.marks:
            starts.setdefault(mark.kind, []).append(mark.start)
        return json.dumps(starts, separators=(",", ":")) if starts else ""


def read_capture(data: bytes, *, file_name: str) -> CapturedText:
    """Read a file added as a source. A kind nobody here reads comes back without text and with a notice.

    Refused with `BadInput`: a web page or PDF that is damaged, locked, or needs more than 600 MB or 20 seconds.
    """
    suffix = PurePath(file_name).suffix.lower()
    media_type = _MEDIA_TYPES.get(suffix, "application/octet-stream")
    if len(data) > LARGEST:
        return _without_text(media_type, f"“{file_name}” is larger than 100 MB; it is kept without its text.")
    if data.startswith(b"%PDF-") or suffix in _PDF:
        return _from_pdf(parse_in_child("pdf", data, file_name=file_name))
    if suffix in _HTML:
        return _from_html(parse_in_child("html", data, file_name=file_name))
    if suffix in _TEXT:
        decoded = decode(data)
        marks = _paragraph_marks(decoded.text)
        return CapturedText(
            decoded.text, marks, encoding=decoded.encoding, media_type=media_type, notices=decoded.notices
        )
    return _without_text(media_type, f"“{file_name}” is of a kind whose text is not read; it is kept without text.")


def _without_text(media_type: str, notice: str) -> CapturedText:
    return CapturedText("", media_type=media_type, notices=(notice,))


def _from_html(page: Mapping[str, object]) -> CapturedText:
    cleaned = clean_text(str(page["text"]))
    notices = list(cleaned.notices)
    if page["whole"]:
        notices.append("No article was made out on the page; all its words were taken.")
    if not cleaned.text:
        notices = ["The page holds no words that can be read without running it; save it from the browser as a PDF."]
    return CapturedText(
        cleaned.text,
        # Here a line is a paragraph: the page's own line ends are gone.
        _paragraph_marks(cleaned.text, each=_LINE),
        title=_line(page["title"]),
        authors=tuple(name.strip() for name in _line(page["authors"]).split(";") if name.strip()),
        published=_line(page["date"]),
        publisher=_line(page["site"]),
        url=_line(page["url"]),
        language=_line(page["language"]),
        media_type="text/html",
        notices=tuple(notices),
    )


def _from_pdf(document: Mapping[str, object]) -> CapturedText:
    """Pages follow one another with an empty line between them."""
    pages = cast("list[str]", document["pages"])
    marks: list[Mark] = []
    parts: list[str] = []
    notices: dict[str, None] = {}
    start = 0
    for number, page in enumerate(pages, start=1):
        # PDFs end their lines with CR LF: a matter of the format, not of this file.
        cleaned = clean_text(page.replace("\r\n", "\n"))
        notices.update(dict.fromkeys(f"Page {number}: {notice}" for notice in cleaned.notices))
        marks.append(Mark("page", number, start))
        parts.append(cleaned.text)
        start += len(cleaned.text) + 2
    text = "\n\n".join(parts)
    if not text.strip():
        notices["The PDF holds no text, only pictures of pages; what it says must be typed or pasted."] = None
    date = _PDF_DATE.match(str(document["date"]))
    return CapturedText(
        text,
        tuple(marks),
        title=_line(document["title"]),
        authors=(_line(document["author"]),) if _line(document["author"]) else (),
        published="-".join(part for part in date.groups() if part) if date else "",
        media_type="application/pdf",
        notices=tuple(notices),
    )


def _line(value: object) -> str:
    return " ".join(clean_text(str(value)).text.split())


def _paragraph_marks(text: str, *, each: re.Pattern[str] = _PARAGRAPH) -> tuple[Mark, ...]:
    return tuple(Mark("paragraph", number, match.start()) for number, match in enumerate(each.finditer(text), start=1))
