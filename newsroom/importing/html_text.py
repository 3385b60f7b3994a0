"""The words of a saved web page and what it says about itself. Runs in the parser child only; it never gets an
address, for then the library would fetch it."""

import re
from typing import Protocol, cast

import lxml.html  # pyright: ignore[reportMissingTypeStubs]
import trafilatura

from newsroom.domain.errors import BadInput
from newsroom.importing.decode import decode

_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{2,40})""", re.IGNORECASE)
_UNSEEN = ("script", "style", "template", "noscript", "head")


class _Article(Protocol):
    text: str | None
    title: str | None
    author: str | None
    date: str | None
    sitename: str | None
    url: str | None
    language: str | None


class _Element(Protocol):
    def iter(self, *tags: str) -> "list[_Element]": ...
    def drop_tree(self) -> None: ...
    def text_content(self) -> str: ...


def parse_html(data: bytes) -> dict[str, object]:
    """{"text", "title", "authors", "date", "site", "url", "language", "whole"}; "whole": no article was made out."""
    page = _decoded(data)
    if not page.strip():
        raise BadInput("is an empty page")
    about = cast(
        "_Article | None",
        trafilatura.bare_extraction(
            page, with_metadata=True, include_comments=False, date_extraction_params={"extensive_search": False}
        ),
    )
    if about is None or not (about.text or "").strip():
        return {**dict.fromkeys(("title", "authors", "date", "site", "url", "language"), ""), **_plain(page)}
    return {
        "text": about.text,
        "title": about.title or "",
        "authors": about.author or "",
        "date": about.date or "",
        "site": about.sitename or "",
        "url": about.url or "",
        "language": about.language or "",
        "whole": False,
    }


def _decoded(data: bytes) -> str:
    """The page by the encoding it names, if that is one that fits; otherwise as any text file."""
    named = _CHARSET.search(data[:4096])
    if named:
        try:
            return data.decode(named[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            return decode(data).text
    return decode(data).text


def _plain(page: str) -> dict[str, object]:
    """All words of a page that has no article."""
    root = cast("_Element", lxml.html.document_fromstring(page))  # pyright: ignore[reportUnknownMemberType]
    title = " ".join(element.text_content() for element in root.iter("title")).strip()
    for element in list(root.iter(*_UNSEEN)):
        element.drop_tree()
    lines = (line.strip() for line in root.text_content().splitlines())
    return {"text": re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip(), "title": title, "whole": True}
