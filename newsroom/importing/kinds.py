"""The kinds of file a reporter drops: what each is called, and which reader reads it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath

UNKNOWN = "application/octet-stream"
_OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True, slots=True)
class FileKind:
    """`reader` names the parser of the child; "text" is read here, "" not at all."""

    media_type: str
    reader: str = ""


def _kinds(rows: Mapping[str, FileKind]) -> dict[str, FileKind]:
    return {suffix: kind for suffixes, kind in rows.items() for suffix in suffixes.split()}


_BY_SUFFIX = _kinds(
    {
        ".html .htm .xhtml .xht": FileKind("text/html", "html"),
        ".mhtml .mht": FileKind("multipart/related", "mhtml"),
        ".webarchive": FileKind("application/x-webarchive", "webarchive"),
        ".pdf": FileKind("application/pdf", "pdf"),
        ".docx .docm .dotx": FileKind(f"{_OFFICE}.wordprocessingml.document", "docx"),
        ".txt .text .log": FileKind("text/plain", "text"),
        ".md .markdown": FileKind("text/markdown", "text"),
        ".csv": FileKind("text/csv", "text"),
        ".tsv": FileKind("text/tab-separated-values", "text"),
        ".vtt": FileKind("text/vtt", "transcript"),
        ".srt": FileKind("application/x-subrip", "transcript"),
        ".eml": FileKind("message/rfc822", "mail"),
        ".png": FileKind("image/png", "picture"),
        ".jpg .jpeg .jpe": FileKind("image/jpeg", "picture"),
        ".webp": FileKind("image/webp", "picture"),
        ".gif": FileKind("image/gif", "picture"),
        ".tif .tiff": FileKind("image/tiff", "picture"),
        ".heic .heif": FileKind("image/heif"),
        ".svg": FileKind("image/svg+xml"),
        ".mp3": FileKind("audio/mpeg"),
        ".m4a .aac": FileKind("audio/mp4"),
        ".wav": FileKind("audio/wav"),
        ".ogg .oga .opus": FileKind("audio/ogg"),
        ".flac": FileKind("audio/flac"),
        ".mp4 .m4v": FileKind("video/mp4"),
        ".mov": FileKind("video/quicktime"),
        ".webm": FileKind("video/webm"),
        ".mkv": FileKind("video/x-matroska"),
        ".xlsx": FileKind(f"{_OFFICE}.spreadsheetml.sheet"),
        ".xls": FileKind("application/vnd.ms-excel"),
        ".ods": FileKind("application/vnd.oasis.opendocument.spreadsheet"),
        ".pptx": FileKind(f"{_OFFICE}.presentationml.presentation"),
        ".odt": FileKind("application/vnd.oasis.opendocument.text"),
        ".doc": FileKind("application/msword"),
        ".rtf": FileKind("application/rtf"),
        ".json": FileKind("application/json"),
        ".zip": FileKind("application/zip"),
    }
)
_BY_OPENING = (
    (b"%PDF-", ".pdf"),
    (b"\x89PNG\r\n\x1a\n", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"GIF8", ".gif"),
    (b"II*\0", ".tif"),
    (b"MM\0*", ".tif"),
)


def kind_of_file(data: bytes, file_name: str) -> FileKind:
    """By the first bytes where they are those of a PDF or a picture, else by the end of the name."""
    for opening, suffix in _BY_OPENING:
        if data.startswith(opening):
            return _BY_SUFFIX[suffix]
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _BY_SUFFIX[".webp"]
    return _BY_SUFFIX.get(PurePath(file_name).suffix.lower(), FileKind(UNKNOWN))


def media_type_of(file_name: str) -> str:
    """The media type of a file by its name alone."""
    return kind_of_file(b"", file_name).media_type
