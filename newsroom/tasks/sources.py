"""Files and addresses as sources of a story: the bytes are kept before any row names them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from newsroom.desk.desk import Desk, Done
from newsroom.desk.keeping import FileRead, Kept, lay_file, lay_files
from newsroom.desk.sources import KeptFile, NewCapture, add_source, domain_of
from newsroom.domain.changes import Changes
from newsroom.domain.errors import BadInput
from newsroom.domain.file_changed import changed_note
from newsroom.domain.source import Capture, CaptureMethod, Source, SourceType
from newsroom.importing.capture_text import CapturedText, read_capture
from newsroom.importing.kinds import media_type_of
from newsroom.tasks.files import NamedBytes, named_bytes

_METHODS: Mapping[str, CaptureMethod] = {
    "text/html": "saved_page",
    "multipart/related": "saved_page",
    "application/x-webarchive": "saved_page",
    "application/pdf": "pdf",
    "text/vtt": "transcript",
    "application/x-subrip": "transcript",
}
_TYPE_OF_METHOD: Mapping[CaptureMethod, SourceType] = {
    "saved_page": "news_report",
    "transcript": "broadcast",
    "recording": "broadcast",
}
_TYPE_OF_MEDIA: Mapping[str, SourceType] = {"message/rfc822": "email"}


class CannotRead(BadInput):
    """The words of a file cannot be read; it can still be kept as it is, without its text."""


@dataclass(frozen=True, slots=True)
class KeptSource:
    """A source and its copy (None for a mere address), what there is to tell of the file, and what was changed."""

    source: Source
    capture: Capture | None
    notices: tuple[str, ...]
    changes: Changes


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A file whose bytes are kept and whose words are read, but which no record names yet."""

    name: str
    read: FileRead
    notices: tuple[str, ...]


def keep_source_file(
    desk: Desk,
    *,
    story_id: str,
    path: Path | None = None,
    data: bytes | None = None,
    file_name: str = "",
    fields: Mapping[str, object] | None = None,
    onto: str | None = None,
    without_text: bool = False,
) -> KeptSource:
    """Keeps a copy of a file, given by its path or as bytes with a name, as a source of the story. What was read from
    it and is not in ``fields`` stays to be confirmed; ``onto`` names the source it is a copy of.

    Refused with ``CannotRead`` when its words cannot be read and it is not to be kept ``without_text``.
    """
    held = read_source_file(desk, path=path, data=data, file_name=file_name, without_text=without_text)
    done = desk.run(
        f"Add {held.name}", lay_file, story_id=story_id, read=held.read, fields=dict(fields or {}), onto=onto
    )  # fmt: skip
    return KeptSource(done.value.source, done.value.capture, held.notices, done.changes)


def read_source_file(
    desk: Desk, *, path: Path | None = None, data: bytes | None = None, file_name: str = "", without_text: bool = False
) -> HeldFile:  # fmt: skip
    """Keeps the bytes of a file and reads it, for ``lay_source_files``: the long half of ``keep_source_file``, which
    changes no record. Refused like that."""
    given = named_bytes(path, data, file_name)
    text = unread(given.name) if without_text else _read(given)
    return HeldFile(given.name, file_read(desk, given, text), text.notices)


def lay_source_files(desk: Desk, *, story_id: str, files: Sequence[HeldFile]) -> Done[tuple[Kept, ...]]:
    """Lays files that were read in the story's file as one act, what became of each in their order. Refused as a whole
    when one of them is."""
    label = f"Add {files[0].name}" if len(files) == 1 else f"Add {len(files)} sources"
    return desk.run(label, lay_files, story_id=story_id, reads=[file.read for file in files])


def keep_source_address(
    desk: Desk, *, story_id: str, url: str, fields: Mapping[str, object] | None = None
) -> KeptSource:
    """Notes an address as a source without opening it; no copy is saved, and that counts. Refused: no address."""
    given = dict(fields or {})
    done = desk.run("Add an address", add_source, story_id=story_id, fields={**address_fields(url, given), **given})
    return KeptSource(done.value, None, (), done.changes)


def address_fields(url: str, given: Mapping[str, object]) -> dict[str, object]:
    """What an address alone tells of a source, to be confirmed where a person did not say it."""
    if not domain_of(url):
        raise BadInput(f"'{url}' is no address of a page: it names no site. Copy it from the browser's address line.")
    to_confirm = tuple(name for name in ("type", "title", "publisher") if name not in given)
    return {"type": "news_report", "title": url, "publisher": domain_of(url), "url": url, "to_confirm": to_confirm}


def file_read(desk: Desk, given: NamedBytes, text: CapturedText) -> FileRead:
    """Keeps the bytes and returns the copy to be laid in, with what the file says about itself."""
    sha256 = desk.archive.files.keep(given.data)
    file = KeptFile(sha256, len(given.data), text.media_type, given.name, text.encoding, text.notices)
    capture = NewCapture(file, method_of(text.media_type), text.text, text.offsets, text.url)
    return FileRead(capture, guesses_of(text, given.name))


def unread(file_name: str) -> CapturedText:
    """A file kept as it is, without its words."""
    return CapturedText("", media_type=media_type_of(file_name), notices=(f"“{file_name}” was kept without its text.",))


def _read(given: NamedBytes) -> CapturedText:
    try:
        return read_capture(given.data, file_name=given.name)
    except BadInput as error:
        raise CannotRead(str(error)) from error


def guesses_of(read: CapturedText, file_name: str) -> dict[str, object]:
    """What a file says about itself, by the names of a source's fields."""
    return {
        "type": _type_of(read.media_type),
        "title": read.title or file_name,
        "publisher": read.publisher,
        "authors": read.authors,
        "published": read.published,
        "accessed_at": read.accessed_at,
        "description": _description(read),
        "url": read.url,
        "language": read.language,
    }


def method_of(media_type: str) -> CaptureMethod:
    """How a copy of that media type was made, as far as the type tells."""
    if media_type.startswith(("audio/", "video/")):
        return "recording"
    return _METHODS.get(media_type, "upload")


def _type_of(media_type: str) -> SourceType:
    """What a file of that kind mostly is. Data of any sort stay a document until a person says whose they are."""
    if media_type.startswith("image/"):
        return "photo"
    return _TYPE_OF_MEDIA.get(media_type) or _TYPE_OF_METHOD.get(method_of(media_type), "document")


def _description(read: CapturedText) -> str:
    """What the file tells beyond the fields of a source: to whom it went, what it shows, when it was changed."""
    told = [read.description] if read.description else []
    if read.modified and not (read.published or "-").startswith(read.modified):
        told.append(changed_note(read.modified))
    return " ".join(told)
