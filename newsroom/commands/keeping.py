"""Files and addresses as sources: the bytes are kept before any row names them."""

import mimetypes
from collections.abc import Mapping
from pathlib import Path

from newsroom.commands.common import file_name_of
from newsroom.commands.reading import file_bytes
from newsroom.desk.desk import Desk
from newsroom.desk.proposals import source_without_copy
from newsroom.desk.sources import (
    KeptFile,
    NewCapture,
    add_capture,
    add_source,
    domain_of,
    hold_source,
    set_source_fields,
)
from newsroom.domain.errors import BadInput
from newsroom.domain.source import Capture, CaptureMethod, Holding, OriginalFile, Source, SourceType
from newsroom.importing.capture_text import CapturedText, read_capture
from newsroom.storage.transaction import Transaction

_TYPE_OF_METHOD: Mapping[CaptureMethod, SourceType] = {"saved_page": "news_report"}
_METHODS: Mapping[str, CaptureMethod] = {"text/html": "saved_page", "application/pdf": "pdf"}


def add_file(
    desk: Desk, *, story_id: str, path: Path, fields: Mapping[str, object], onto: str | None,
    without_text: bool = False,
) -> tuple[Source, tuple[str, ...]]:  # fmt: skip
    """Keeps a copy of the file as a source of the story; what was read from it and not said by hand stays to be
    confirmed. Returns the source and what there is to tell about the file."""
    data, name = file_bytes(path), file_name_of(path)
    read = _unread(name) if without_text else _read(data, name)
    file = KeptFile(desk.archive.files.keep(data), len(data), read.media_type, name, read.encoding, read.notices)
    capture = NewCapture(file, _method_of(read), read.text, read.offsets, read.url)

    def add(transaction: Transaction) -> Source:
        known = onto or _held_copy(transaction, story_id, file.sha256) or _known(transaction, story_id, read, fields)
        guesses = _guesses(read, name, fields)
        if known is None:
            source = add_source(transaction, story_id=story_id, fields={**guesses, **fields})
        else:
            current = transaction.get(Source, known)
            hold_source(transaction, story_id=story_id, source_id=known)
            source = set_source_fields(
                transaction, source_id=known, fields={**_news(current, guesses, fields), **fields}
            )
        if not _has_copy(transaction, source.id, file.sha256):
            add_capture(transaction, source_id=source.id, capture=capture)
        return transaction.get(Source, source.id)

    return desk.run_as("command", f"Add {name}", add).value, read.notices


def _has_copy(transaction: Transaction, source_id: str, sha256: str) -> bool:
    files = {file.id for file in transaction.find(OriginalFile, sha256=sha256)}
    return any(capture.original_file in files for capture in transaction.find(Capture, source=source_id))


def _held_copy(transaction: Transaction, story_id: str, sha256: str) -> str | None:
    """The source of the story these very bytes are a copy of already: one document is one source, however often it is
    brought in."""
    held = (holding.source for holding in transaction.find(Holding, story=story_id) if holding.binned_at is None)
    return next((source for source in held if _has_copy(transaction, source, sha256)), None)


def _read(data: bytes, name: str) -> CapturedText:
    try:
        return read_capture(data, file_name=name)
    except BadInput as error:
        raise BadInput(f"{error} Say --without-text for that.") from error


def _unread(name: str) -> CapturedText:
    media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return CapturedText("", media_type=media_type, notices=(f"“{name}” was kept without its text.",))


def add_address(desk: Desk, *, story_id: str, url: str, fields: Mapping[str, object]) -> Source:
    """Notes an address as a source without opening it; no copy is saved, and that counts."""
    if not domain_of(url):
        raise BadInput(f"'{url}' is no address of a page: it names no site. Copy it from the browser's address line.")
    to_confirm = tuple(name for name in ("type", "title", "publisher") if name not in fields)
    guesses: dict[str, object] = {
        "type": "news_report", "title": url, "publisher": domain_of(url), "url": url, "to_confirm": to_confirm,
    }  # fmt: skip
    return desk.run("Add an address", add_source, story_id=story_id, fields={**guesses, **fields}).value


def _known(transaction: Transaction, story_id: str, read: CapturedText, fields: Mapping[str, object]) -> str | None:
    found = source_without_copy(
        transaction,
        story_id=story_id,
        url=str(fields.get("url") or read.url),
        publisher=str(fields.get("publisher") or read.publisher),
        published=str(fields.get("published") or read.published),
    )
    return found.id if found is not None else None


def _guesses(read: CapturedText, file_name: str, fields: Mapping[str, object]) -> dict[str, object]:
    found: dict[str, object] = {
        "type": _TYPE_OF_METHOD.get(_method_of(read), "document"),
        "title": read.title or file_name,
        "publisher": read.publisher,
        "authors": read.authors,
        "published": read.published,
        "url": read.url,
        "language": read.language,
    }
    kept = {name: value for name, value in found.items() if value}
    kept["to_confirm"] = tuple(name for name in kept if name not in fields and name != "language")
    return kept


def _news(current: Source, guesses: Mapping[str, object], given: Mapping[str, object]) -> dict[str, object]:
    """Of the guesses only those that fill what the source does not say yet, or better what was a guess itself; what is
    given by hand is none."""
    open_to_better = {name for name in ("title", "published", "url") if name in current.to_confirm}
    news = {
        name: value
        for name, value in guesses.items()
        if name != "to_confirm" and (name in open_to_better or not getattr(current, name))
    }
    open_names = dict.fromkeys((*current.to_confirm, *news))
    return {**news, "to_confirm": tuple(name for name in open_names if name not in given)}


def _method_of(read: CapturedText) -> CaptureMethod:
    return _METHODS.get(read.media_type, "upload")
