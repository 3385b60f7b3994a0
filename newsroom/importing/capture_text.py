"""The text of a captured file, with the way back to page, paragraph or time, and what the file says about itself.

Text files are read here, everything else in the limited child process. Everything read about the source is a guess to
be confirmed by a person.
"""

import base64
import re
from dataclasses import replace

from newsroom.domain.partial_date import is_partial_date
from newsroom.importing.captured import MOST_TEXT, CapturedText, Mark, captured_from, paragraph_marks
from newsroom.importing.child import parse_in_child
from newsroom.importing.decode import decode
from newsroom.importing.kinds import UNKNOWN, kind_of_file

__all__ = ["LARGEST", "LARGEST_TEXT", "LONGEST_LINE", "CapturedText", "Mark", "page_picture", "read_capture"]

LARGEST = 100 * 1024 * 1024
"""Bytes; a larger file is kept without text."""
LARGEST_TEXT = 5 * 1024 * 1024
"""Bytes of a text file whose words are read (reliability.md U15)."""
LONGEST_LINE = 100 * 1024
"""Code points of one line that can be shown without a wait (reliability.md U15)."""
_LONG_LINE = f"has a line of more than {LONGEST_LINE:,} characters"
_TOO_LONG = ", too many to show; it is kept without its text and can be opened in its own program."
_PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?![ \t]*(?:\n|\Z)))*")


def read_capture(data: bytes, *, file_name: str) -> CapturedText:
    """Read a file added as a source. A kind nobody here reads comes back without text and with a notice.

    Refused with `BadInput`: a file that is damaged, locked, hostile, or needs more than 600 MB or 20 seconds.
    """
    kind = kind_of_file(data, file_name)
    if len(data) > LARGEST:
        return _without_text(kind.media_type, f"“{file_name}” is larger than 100 MB; it is kept without its text.")
    if not kind.reader:
        return _without_text(
            kind.media_type, f"“{file_name}” is of a kind whose text is not read; it is kept without text."
        )
    if kind.reader in ("text", "transcript") and len(data) > LARGEST_TEXT:
        return _without_text(kind.media_type, f"“{file_name}” is a text of more than 5 MB{_TOO_LONG}")
    if kind.reader == "text":
        return _from_text(data, kind.media_type, file_name)
    read = _sound(captured_from(parse_in_child(kind.reader, data, file_name=file_name)))
    return _showable(read if read.media_type != UNKNOWN else replace(read, media_type=kind.media_type), file_name)


def page_picture(data: bytes, *, page: int, width: int, file_name: str = "document.pdf") -> bytes:
    """A page of a PDF (the first is 1) as the bytes of a PNG `width` pixels wide, at most 4,000 and 12 megapixels.

    Refused with `BadInput`: a damaged or locked PDF, a page that is not there.
    """
    answer = parse_in_child(
        "page_picture",
        data,
        file_name=file_name,
        options=(str(page), str(width)),
        instead="Open the file in its own program.",
    )
    return base64.b64decode(str(answer["png"]))


def _from_text(data: bytes, media_type: str, file_name: str) -> CapturedText:
    # Four bytes are the most that a character takes: what is too long in bytes need not be decoded to know it.
    if max(map(len, data.replace(b"\r", b"\n").split(b"\n"))) > 4 * LONGEST_LINE:
        return _without_text(media_type, f"“{file_name}” {_LONG_LINE}{_TOO_LONG}")
    decoded = decode(data)
    marks = paragraph_marks(decoded.text, each=_PARAGRAPH)
    read = CapturedText(decoded.text, marks, encoding=decoded.encoding, media_type=media_type, notices=decoded.notices)
    return _showable(read, file_name)


def _sound(read: CapturedText) -> CapturedText:
    """Without dates that no calendar has: a guess is still to be a date."""
    dates = {name: getattr(read, name) for name in ("published", "modified", "accessed_at")}
    return replace(read, **{name: value if is_partial_date(value) else "" for name, value in dates.items()})


def _showable(read: CapturedText, file_name: str) -> CapturedText:
    """A text nobody could look at without waiting stays in its file."""
    too_wide = max(map(len, read.text.split("\n"))) > LONGEST_LINE
    if not too_wide and len(read.text) <= MOST_TEXT:
        return read
    why = _LONG_LINE if too_wide else f"holds more than {MOST_TEXT:,} characters"
    return replace(read, text="", marks=(), notices=(*read.notices, f"“{file_name}” {why}{_TOO_LONG}"))


def _without_text(media_type: str, notice: str) -> CapturedText:
    return CapturedText(media_type=media_type, notices=(notice,))
