"""Pages saved in one file with their pictures: `.mhtml` (a MIME message) and `.webarchive` (a property list)."""

import plistlib
from collections.abc import Mapping
from dataclasses import replace
from typing import cast
from xml.parsers.expat import ExpatError

from newsroom.domain.errors import BadInput
from newsroom.importing.captured import CapturedText
from newsroom.importing.decode import decode
from newsroom.importing.html_text import read_page_text
from newsroom.importing.message_parts import header, message_of, parts_of, sent_at, text_of
from newsroom.importing.page_about import web_address

_PAGES = ("text/html", "application/xhtml+xml")
_XML_OPENING = (b"<?xml", b"<plist", b"\xef\xbb\xbf<", b"\xff\xfe", b"\xfe\xff")
_MOST_TAGS = 200_000
_FORBIDDEN = (b"<!ENTITY", b"[<!", b"<!ELEMENT")


def read_mhtml(data: bytes) -> CapturedText:
    """The page of an `.mhtml` file: the first of its parts. Refused with `BadInput`: no page among its parts."""
    message = message_of(data)
    page = next((part for part in parts_of(message) if part.get_content_type() in _PAGES), None)
    if page is None:
        raise BadInput("holds no page")
    read = read_page_text(text_of(page))
    offered = (header(message, "Snapshot-Content-Location"), header(page, "Content-Location"))
    address = next((found for one in offered if (found := web_address(one))), "")
    return replace(
        read, media_type="multipart/related", url=read.url or address, accessed_at=sent_at(message),
        title=read.title or header(message, "Subject"),
    )  # fmt: skip


def read_webarchive(data: bytes) -> CapturedText:
    """The page of a `.webarchive` file. Refused with `BadInput`: no property list, no page in it, entities."""
    held = _property_list(data)
    main = held.get("WebMainResource")
    if not isinstance(main, dict):
        raise BadInput("holds no page")
    resource = cast("Mapping[str, object]", main)
    body, kind = resource.get("WebResourceData"), resource.get("WebResourceMIMEType")
    if not isinstance(body, bytes) or (isinstance(kind, str) and kind not in _PAGES):
        raise BadInput("holds no page")
    read = read_page_text(_decoded(body, resource.get("WebResourceTextEncodingName")))
    address = resource.get("WebResourceURL")
    return replace(
        read, media_type="application/x-webarchive",
        url=read.url or (web_address(address) if isinstance(address, str) else ""),
    )  # fmt: skip


def _property_list(data: bytes) -> Mapping[str, object]:
    if not data.startswith(b"bplist"):
        if not data.lstrip().startswith(_XML_OPENING):
            raise BadInput("is no web archive")
        # Apple's own lists name a document type; one that defines anything is none of theirs.
        if any(sign in data.replace(b"\0", b"") for sign in _FORBIDDEN):
            raise BadInput("holds an entity of its own, as no web archive does")
        if data.count(b"<") > _MOST_TAGS:
            raise BadInput("holds more pieces than any saved page has")
    try:
        held: object = plistlib.loads(data)
    except (plistlib.InvalidFileException, ExpatError, ValueError, TypeError, KeyError, IndexError, OverflowError,
            AttributeError, RecursionError, MemoryError, EOFError, OSError) as error:  # fmt: skip
        raise BadInput("is no web archive, or a damaged one") from error
    if not isinstance(held, dict):
        raise BadInput("holds no page")
    return cast("Mapping[str, object]", held)


def _decoded(body: bytes, named: object) -> str:
    if isinstance(named, str):
        try:
            return body.decode(named)
        except (LookupError, ValueError):
            pass
    return decode(body).text
