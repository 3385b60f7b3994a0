"""The parts of a MIME message, read leniently: what is damaged is told, never a reason to stop."""

import email
import email.policy
import re
from collections.abc import Iterator
from datetime import datetime
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from typing import cast

from newsroom.domain.errors import BadInput
from newsroom.importing.captured import one_line
from newsroom.importing.decode import decode

MOST_PARTS = 2000
_DEEPEST = 50
_HEADER = re.compile(rb"(?:\A|\n)[!-9;-~]{1,80}:[ \t]*")


def message_of(data: bytes) -> EmailMessage:
    """The message of the bytes. Refused with `BadInput`: bytes without a header, parts nested without end."""
    if not _HEADER.search(data[:65536]):
        raise BadInput("is no message: it has no header")
    try:
        return email.message_from_bytes(data, policy=email.policy.default)
    except (MessageError, RecursionError, ValueError, LookupError) as error:
        raise BadInput("is a message too damaged to be read") from error


def parts_of(message: EmailMessage) -> Iterator[EmailMessage]:
    """Every part that holds no others, in order; a message inside the message is one part. Refused: above 2,000."""
    waiting: list[tuple[EmailMessage, int]] = [(message, 0)]
    number = 0
    while waiting:
        part, depth = waiting.pop()
        number += 1
        if number > MOST_PARTS or depth > _DEEPEST:
            raise BadInput(f"holds more than {MOST_PARTS:,} parts, or parts nested without end")
        inside = part.get_payload() if part.get_content_maintype() == "multipart" else None
        if isinstance(inside, list):
            waiting += reversed([(one, depth + 1) for one in cast("list[EmailMessage]", inside)])
        else:
            yield part


def bytes_of(part: EmailMessage) -> bytes:
    """The content of a part as it was before it was made fit for the post."""
    try:
        content = part.get_payload(decode=True)
    except (ValueError, LookupError, MessageError):
        return b""
    return content if isinstance(content, bytes) else b""


def text_of(part: EmailMessage) -> str:
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


def header(message: EmailMessage, name: str) -> str:
    """A header on one line; empty when it is not there or cannot be read."""
    try:
        return one_line(message.get(name, ""))
    except (MessageError, ValueError, LookupError, IndexError, AttributeError, TypeError):
        # The standard library's parser of headers fails on some that are broken in new ways.
        return ""


def sent_at(message: EmailMessage) -> str:
    """The date header to the minute with its zone; empty when there is none that can be read."""
    try:
        moment: datetime = parsedate_to_datetime(header(message, "Date"))
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
    if moment.tzinfo is None:
        return moment.strftime("%Y-%m-%dT%H:%M") if moment.year > 999 else ""
    return moment.isoformat(timespec="minutes")
