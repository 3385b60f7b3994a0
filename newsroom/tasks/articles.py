"""Bringing an article in: its bytes kept, its words a story, and what was found in them as proposals."""

import re
from dataclasses import dataclass
from pathlib import Path

from newsroom.desk.desk import Desk
from newsroom.desk.imports import ImportResult, import_story
from newsroom.desk.people import names_standing_in
from newsroom.desk.sources import KeptFile
from newsroom.domain.changes import Changes
from newsroom.domain.errors import BadInput
from newsroom.importing.article import ImportedArticle, read_article
from newsroom.tasks.files import named_bytes
from newsroom.text.scan import scan
from newsroom.text.slug import slug_of

_UNPRINTED = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffd]")
"""What binary files are full of. NULs and bytes that are no character have become U+FFFD when a text is looked at."""


@dataclass(frozen=True, slots=True)
class OpenedArticle:
    """A file that can be brought in: its bytes, its name, and the article in it."""

    data: bytes
    name: str
    article: ImportedArticle


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """The story that was made with the counts of its proposals, the article it came from, and what it changed."""

    result: ImportResult
    article: ImportedArticle
    changes: Changes


def bring_in_article(
    desk: Desk, *, path: Path | None = None, data: bytes | None = None, file_name: str = ""
) -> BroughtIn:  # fmt: skip
    """Makes a story of a .txt or .md file, given by its path or as bytes with a name. One operation.

    Refused with ``BadInput``: another format, more than 5 MB, bytes that are no text, a file without a word.
    """
    return bring_in(desk, opened=open_article(path=path, data=data, file_name=file_name))


def open_article(*, path: Path | None = None, data: bytes | None = None, file_name: str = "") -> OpenedArticle:
    """Reads a file without a desk; refused as ``bring_in_article`` says."""
    given = named_bytes(path, data, file_name)
    article = article_of(given.data, file_name=given.name)
    if not article.text.strip() and not article.headline:
        shown = path if path is not None else f"“{given.name}”"
        raise BadInput(f"The file {shown} holds no words, so there is no story to bring in. Check that it was saved.")
    return OpenedArticle(given.data, given.name, article)


def bring_in(desk: Desk, *, opened: OpenedArticle) -> BroughtIn:
    """Keeps the bytes, then makes story and proposals in one operation."""
    article, name = opened.article, opened.name
    sha256 = desk.archive.files.keep(opened.data)
    file = KeptFile(sha256, len(opened.data), article.media_type, name, article.encoding, article.notices)
    done = desk.run(
        f"Import {name}",
        import_story,
        fields=_fields_of(article, name),
        text=article.text,
        file=file,
        scan=scan(article.text, known_names=names_standing_in(desk.queries, article.text)),
    )
    return BroughtIn(done.value, article, done.changes)


def article_of(data: bytes, *, file_name: str) -> ImportedArticle:
    """The article in a file, or a sentence about why there is none."""
    article = read_article(data, file_name=file_name)
    if _is_binary(article.text):
        raise BadInput(
            f"“{file_name}” holds no text but bytes of another kind, whatever its name says. Save it as text, or "
            "add it as a source instead."
        )
    return article


def _is_binary(text: str) -> bool:
    """Whether a text is none: a stray NUL or some broken letters are told and mended, a mixture of control characters
    is no writing in any encoding."""
    found = _UNPRINTED.findall(text)
    return len(found) > len(text) / 2 or (len(found) > len(text) / 20 and len(set(found)) >= 4)


def _fields_of(article: ImportedArticle, file_name: str) -> dict[str, object]:
    fields = dict(article.fields)
    if article.headline_is_guess and "slug" in fields:
        # A file that names its slug says of itself what there is to say: it has no headline, and none is guessed.
        del fields["headline"]
    return {"slug": slug_of(article.headline or Path(file_name).stem), **fields}
