"""The text of a PDF, page by page. Runs in the parser child only."""

from collections.abc import Iterable
from typing import Any, Protocol, cast

import pypdfium2  # pyright: ignore[reportMissingTypeStubs]

from newsroom.domain.errors import BadInput

MOST_PAGES = 2000
MOST_TEXT = 20_000_000
"""Code points; a page may repeat one piece of text without end."""


class _TextPage(Protocol):
    def get_text_range(self) -> str: ...
    def close(self) -> None: ...


class _Page(Protocol):
    def get_textpage(self) -> _TextPage: ...
    def close(self) -> None: ...


class _Document(Protocol):
    def __len__(self) -> int: ...
    def __getitem__(self, number: int) -> _Page: ...
    def get_metadata_dict(self) -> dict[str, str]: ...


def parse_pdf(data: bytes) -> dict[str, object]:
    """{"pages": texts in order, "title", "author", "date"}; refused: damaged, locked, more than 2,000 pages."""
    open_document = cast("Any", pypdfium2).PdfDocument
    try:
        document = cast("_Document", open_document(data))
    except cast("type[Exception]", cast("Any", pypdfium2).PdfiumError) as error:
        locked = "password" in str(error).lower()
        raise BadInput("is locked with a password" if locked else "is no PDF that can be read") from error
    number = len(document)
    if number > MOST_PAGES:
        raise BadInput(f"has {number:,} pages; at most {MOST_PAGES:,} are read")
    about = document.get_metadata_dict()
    return {
        "pages": list(_texts(document, number)),
        "title": about.get("Title", ""),
        "author": about.get("Author", ""),
        "date": about.get("CreationDate", ""),
    }


def _texts(document: _Document, number: int) -> Iterable[str]:
    total = 0
    for at in range(number):
        page = document[at]
        words = page.get_textpage()
        text = words.get_text_range()
        words.close()
        page.close()
        total += len(text)
        if total > MOST_TEXT:
            raise BadInput(f"holds more than {MOST_TEXT:,} characters of text")
        yield text
