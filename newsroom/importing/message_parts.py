"""The parts of a MIME message, read leniently: what is damaged is told, never a reason to stop."""

import email
import re
from collections.abc import Iterator
from datetime import datetime
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime
from typing import cast

from newsroom.domain.errors import BadInput
from newsroom.importing.captured import one_line
from newsroom.importing.decode import decode

MOST_PARTS = 2000
_DEEPEST = 50
_MOST_BOUNDARIES = 100
_LONGEST_HEAD = 1024 * 1024
"""Bytes of all headers of a message together."""
_LONGEST_HEADER = 10_000
"""Code points of one header that are looked at; the library's way through an endless one has no end either."""
_HEADER = re.compile(rb"(?:\A|\n)[!-9;-~]{1,80}:[ \t]*")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_BOUNDARY = re.compile(rb"""boundary\s*=\s*["']?([^"'\s;]{1,200})""", re.IGNORECASE)


def message_of(data: bytes) -> Message:
    """The message of the bytes. Refused with `BadInput`: bytes without a header, a head of more than 1 MB, more than
    2,000 parts."""
    if not _HEADER.search(data[:65536]):
        raise BadInput("is no message: it has no header")
    end = _HEAD_END.search(data, 0, _LONGEST_HEAD)
    if end is None and len(data) > _LONGEST_HEAD:
        raise BadInput("has a head longer than any message")
    _refuse_many_parts(data)
    try:
        return email.message_from_bytes(data)
    except (MessageError, RecursionError, ValueError, LookupError) as error:
        raise BadInput("is a message too damaged to be read") from error


def _refuse_many_parts(data: bytes) -> None:
    """Counted before it is taken apart, which takes longer with each part."""
    boundaries: set[bytes] = set()
    for match in _BOUNDARY.finditer(data):
        boundaries.add(match[1])
        if len(boundaries) > _MOST_BOUNDARIES:
            raise BadInput("holds parts nested without end")
    if sum(data.count(b"--" + boundary) for boundary in boundaries) > 2 * MOST_PARTS:
        raise BadInput(f"holds more than {MOST_PARTS:,} parts")


def parts_of(message: Message) -> Iterator[Message]:
    """Every part that holds no others, in order; a message inside the message is one part. Refused: above 2,000."""
    waiting: list[tuple[Message, int]] = [(message, 0)]
    number = 0
    while waiting:
        part, depth = waiting.pop()
        number += 1
        if number > MOST_PARTS or depth > _DEEPEST:
            raise BadInput(f"holds more than {MOST_PARTS:,} parts, or parts nested without end")
        inside = part.get_payload() if part.get_content_maintype() == "multipart" else None
        if isinstance(inside, list):
            waiting += reversed([(one, depth + 1) for one in cast("list[Message]", inside)])
        else:
            yield part


def bytes_of(part: Message) -> bytes:
    """The content of a part as it was before it was made fit for the post."""
    try:
        content = part.get_payload(decode=True)
    except (ValueError, LookupError, MessageError):
        return b""
    return content if isinstance(content, bytes) else b""


def text_of(part: Message) -> str:
    """The text of a part by the character set it names, where that fits; otherwise as any text file."""
    data = bytes_of(part)
    try:
        named = part.get_content_charset()
        # UTF-7 hides what it says from every search, and nobody has written it for twenty years.
        if named and named.lower() not in ("utf-7", "us-ascii", "unicode-1-1-utf-7"):
            return data.decode(named)
    except (LookupError, ValueError):
        pass
    return decode(data).text


def header(message: Message, name: str) -> str:
    """A header on one line, its encoded words read; empty when it is not there."""
    return _readable(_raw(message, name))


def people_in(message: Message, name: str) -> list[str]:
    """The people of a header, ``Nia Strand <nia@quay.example>``; what is no address is left out."""
    try:
        found = getaddresses([" ".join(_raw(message, name).split())])
    except (RecursionError, ValueError, IndexError):
        return []
    return [f"{_readable(who)} <{where}>" if who else where for who, where in found if "@" in where]


def file_name_of(part: Message) -> str:
    """The name an attachment bears; empty when it bears none."""
    try:
        return _readable(str(part.get_filename() or "")[:_LONGEST_HEADER])
    except (ValueError, LookupError):
        return ""


def _raw(message: Message, name: str) -> str:
    return str(message.get(name, ""))[:_LONGEST_HEADER]


def _readable(raw: str) -> str:
    try:
        return one_line(make_header(decode_header(raw)))
    except (MessageError, ValueError, LookupError):
        return one_line(raw)


def sent_at(message: Message) -> str:
    """The date header to the minute with its zone; empty when there is none that can be read."""
    try:
        moment: datetime = parsedate_to_datetime(header(message, "Date"))
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
    if moment.tzinfo is None:
        return moment.strftime("%Y-%m-%dT%H:%M") if moment.year > 999 else ""
    return moment.isoformat(timespec="minutes")
