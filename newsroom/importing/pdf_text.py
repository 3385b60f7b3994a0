"""The text of a PDF, page by page, and the picture of one of its pages. Runs in the parser child only."""

import base64
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any, Protocol, cast

import pypdfium2  # pyright: ignore[reportMissingTypeStubs]

from newsroom.domain.errors import BadInput
from newsroom.importing.captured import MOST_TEXT, CapturedText, Pieces, one_line

MOST_PAGES = 2000
WIDEST = 4000
"""Pixels of a page's picture."""
_LONGEST_SIDE, _MOST_PIXELS = 20_000, 12_000_000
_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(?:(\d\d)(\d\d))?")
_SHOWN_PAGES = 8


class _TextPage(Protocol):
    def get_text_range(self) -> str: ...
    def close(self) -> None: ...


class _Picture(Protocol):
    def save(self, fp: io.BytesIO, format: str) -> None: ...


class _Bitmap(Protocol):
    def to_pil(self) -> _Picture: ...


class _Page(Protocol):
    def get_textpage(self) -> _TextPage: ...
    def get_size(self) -> tuple[float, float]: ...
    def render(self, *, scale: float) -> _Bitmap: ...
    def close(self) -> None: ...


class _Document(Protocol):
    def __len__(self) -> int: ...
    def __getitem__(self, number: int) -> _Page: ...
    def get_metadata_dict(self) -> dict[str, str]: ...


def read_pdf(data: bytes) -> CapturedText:
    """The pages one after the other with an empty line between them. Refused: damaged, locked, above 2,000 pages."""
    document = _opened(data)
    pieces = Pieces()
    blank: list[int] = []
    for number, words in enumerate(_texts(document), start=1):
        told = len(pieces.notices)
        # PDFs end their lines with CR LF: a matter of the format, not of this file.
        pieces.add(words.replace("\r\n", "\n"), kind="page", between="\n\n")
        if len(pieces.notices) > told:
            *known, newest = pieces.notices
            pieces.notices = dict.fromkeys([*known, f"Page {number}: {newest}"])
        if not words.strip():
            blank.append(number)
    about = document.get_metadata_dict()
    author = one_line(about.get("Author"))
    return CapturedText(
        pieces.text,
        tuple(pieces.marks),
        title=one_line(about.get("Title")),
        authors=(author,) if author else (),
        published=_moment(about.get("CreationDate", ""))[: len("2025-07-14")],
        modified=_moment(about.get("ModDate", "")),
        media_type="application/pdf",
        notices=(*pieces.notices, *_told(blank, len(document))),
    )


def picture_of_page(data: bytes, page: str, width: str) -> dict[str, object]:
    """{"png": the picture as base64}; pages count from 1, the width is pixels. Refused: a page that is not there."""
    document = _opened(data)
    number, wide = int(page), max(1, min(int(width), WIDEST))
    if not 1 <= number <= len(document):
        raise BadInput(f"has no page {number}; it has {len(document):,}")
    drawn = document[number - 1]
    across, down = drawn.get_size()
    if not (across > 0 and down > 0):
        raise BadInput(f"has a page {number} without any size")
    scale = min(wide / across, _LONGEST_SIDE / down, (_MOST_PIXELS / (across * down)) ** 0.5)
    picture = io.BytesIO()
    drawn.render(scale=scale).to_pil().save(picture, format="PNG")
    return {"png": base64.b64encode(picture.getvalue()).decode("ascii")}


def _opened(data: bytes) -> _Document:
    open_document = cast("Any", pypdfium2).PdfDocument
    try:
        document = cast("_Document", open_document(data))
    except cast("type[Exception]", cast("Any", pypdfium2).PdfiumError) as error:
        locked = "password" in str(error).lower()
        raise BadInput("is locked with a password" if locked else "is no PDF that can be read") from error
    if len(document) > MOST_PAGES:
        raise BadInput(f"has {len(document):,} pages; at most {MOST_PAGES:,} are read")
    return document


def _texts(document: _Document) -> Iterable[str]:
    total = 0
    for at in range(len(document)):
        text = _text_of(document, at)
        total += len(text)
        if total > MOST_TEXT:
            raise BadInput(f"holds more than {MOST_TEXT:,} characters of text")
        yield text


def _text_of(document: _Document, at: int) -> str:
    """The words of a page; none for a page that is damaged."""
    try:
        page = document[at]
        words = page.get_textpage()
    except cast("type[Exception]", cast("Any", pypdfium2).PdfiumError):
        return ""
    text = words.get_text_range()
    words.close()
    page.close()
    return text


def _told(blank: Sequence[int], pages: int) -> list[str]:
    if not blank:
        return []
    if len(blank) == pages:
        return ["The PDF holds no text, only pictures of pages; what it says must be typed or pasted."]
    shown = ", ".join(map(str, blank[:_SHOWN_PAGES])) + (" and others" if len(blank) > _SHOWN_PAGES else "")
    one = len(blank) == 1
    return [
        f"Page{'' if one else 's'} {shown} hold{'s' if one else ''} no text that can be read; "
        "type the passage you need beside the page’s picture."
    ]


def _moment(words: str) -> str:
    match = _DATE.match(words)
    if match is None:
        return ""
    day = "-".join(part for part in match.groups()[:3] if part)
    return f"{day}T{match[4]}:{match[5]}" if match[4] and match[3] else day
