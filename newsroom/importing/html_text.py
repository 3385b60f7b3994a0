"""The words of a saved web page and what it says about itself. Runs in the parser child only; it never gets an
address, for then the library would fetch it."""

import codecs
import re
from dataclasses import replace
from typing import Protocol, cast

import trafilatura

from newsroom.domain.errors import BadInput
from newsroom.importing.captured import CapturedText, one_line, paragraph_marks
from newsroom.importing.decode import clean_text, decode
from newsroom.importing.page_about import PageAbout, page_about
from newsroom.importing.page_words import page_root, words_of_page

_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{2,40})""", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"""\s*<\?xml[^>]{0,200}encoding\s*=\s*["']([\w-]{2,40})""")
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,500}\?>")
_LINE = re.compile(r"\S[^\n]*")
_RUNS_NOTHING = "The page holds no words that can be read without running it; save it from the browser as a PDF."


class _Article(Protocol):
    text: str | None
    title: str | None
    author: str | None
    date: str | None
    sitename: str | None
    url: str | None
    language: str | None


def read_page(data: bytes) -> CapturedText:
    """A saved page. Refused with `BadInput`: an empty one."""
    return read_page_text(_decoded(data))


def read_page_text(page: str) -> CapturedText:
    """The article of a page and what the page says of itself; all its words where no article is made out."""
    page = _XML_DECLARATION.sub("", page.replace("\0", "\ufffd"), count=1)
    if not page.strip():
        raise BadInput("is an empty page")
    root = page_root(page)
    about = page_about(root, page=page)
    article = _article(page)
    whole = article is None or not (article.text or "").strip()
    cleaned = clean_text(words_of_page(root) if article is None or whole else article.text or "")
    notices = list(cleaned.notices)
    if not cleaned.text.strip():
        cleaned, notices = replace(cleaned, text=""), [_RUNS_NOTHING]
    elif whole:
        notices.append("No article was made out on the page; all its words were taken.")
    return _with_about(
        CapturedText(
            cleaned.text,
            # Here a line is a paragraph: the page's own line ends are gone.
            paragraph_marks(cleaned.text, each=_LINE),
            media_type="text/html",
            notices=tuple(notices),
        ),
        about,
        None if whole else article,
        title=" ".join(one_line(element.text_content()) for element in list(root.iter("title"))[:1]),
    )


def _article(page: str) -> _Article | None:
    return cast(
        "_Article | None",
        trafilatura.bare_extraction(
            page, with_metadata=True, include_comments=False, date_extraction_params={"extensive_search": False}
        ),
    )


def _with_about(read: CapturedText, about: PageAbout, article: _Article | None, *, title: str) -> CapturedText:
    """What was made out of the page's own statements; a day that was only made out gives way to a stated minute."""
    names = tuple(name.strip() for name in one_line(article.author if article else "").split(";") if name.strip())
    return replace(
        read,
        title=one_line(article.title if article else "") or about.title or title,
        authors=about.authors or names,
        published=about.published or one_line(article.date if article else ""),
        modified=about.modified,
        publisher=about.publisher or one_line(article.sitename if article else ""),
        url=about.url or one_line(article.url if article else ""),
        language=about.language or one_line(article.language if article else ""),
    )


def _decoded(data: bytes) -> str:
    """The page by the encoding it names, if that is one that fits; otherwise as any text file."""
    if not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        named = _CHARSET.search(data[:4096]) or _XML_ENCODING.match(data[:4096])
        if named:
            try:
                return data.decode(named[1].decode("ascii"))
            except (LookupError, UnicodeDecodeError, ValueError):
                return decode(data).text
    return decode(data).text
