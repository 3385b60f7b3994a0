"""XML of foreign files: no document type, no entities, no network, UTF-8 or UTF-16 only (reliability.md U08, U09)."""

import codecs
import re
from collections.abc import Iterator
from typing import Any, Protocol, cast

from lxml import etree as lxml_etree  # pyright: ignore

from newsroom.domain.errors import BadInput

MOST_XML = 40 * 1024 * 1024
"""Bytes; the tree of more would not fit into the memory of the child."""
_DECLARATION = re.compile(r"""\s*<\?xml\b[^>]{0,200}?(?:encoding\s*=\s*["']([\w.\-]{1,40})["'][^>]{0,100}?)?\?>""")
_NO_MEMORY = "unknown error"
"""All that lxml says when the memory is at its end."""
_OPENING = re.compile(r"\s*<\?xml[\s?]")
_FORBIDDEN = re.compile(r"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_FITTING = frozenset({"utf-8", "utf8", "us-ascii", "ascii", "utf-16", "utf-16le", "utf-16be"})


class Element(Protocol):
    """As much of an lxml element as the readers use."""

    text: str | None
    tail: str | None

    @property
    def tag(self) -> object: ...
    def get(self, key: str, default: str = "") -> str: ...
    def items(self) -> list[tuple[str, str]]: ...
    def iter(self, *tags: str) -> "Iterator[Element]": ...
    def getparent(self) -> "Element | None": ...
    def __iter__(self) -> "Iterator[Element]": ...
    def __len__(self) -> int: ...


def parse_xml(data: bytes) -> Element:
    """The root of an XML document. Refused with `BadInput`: a document type or entity, another encoding, damage."""
    if len(data) > MOST_XML:
        raise BadInput(f"has a part of {len(data) / 1024 / 1024:,.0f} MB of XML; at most 40 MB of it are read")
    text = _decoded(data)
    if _FORBIDDEN.search(text):
        raise BadInput("holds a document type or an entity of its own, as no document that is to be read does")
    etree = cast("Any", lxml_etree)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, recover=False)
    try:
        root = cast("Element | None", etree.fromstring(text.encode("utf-8"), parser))
    except (lxml_error(), ValueError) as error:
        words = " ".join(str(error).split())
        if words.startswith(_NO_MEMORY):
            raise MemoryError from error
        raise BadInput(f"is damaged: {words[:120]}") from error
    if root is None:
        raise BadInput("is damaged: a part of it is empty")
    return root


def lxml_error() -> type[Exception]:
    """What lxml raises when it cannot read on."""
    return cast("type[Exception]", cast("Any", lxml_etree).LxmlError)


def local_name(element: Element) -> str:
    """The name without its namespace; empty for a comment or a processing instruction."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str:
    """The value of an attribute by its name without namespace: documents of the strict kind have another one."""
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name), "")


def _decoded(data: bytes) -> str:
    encoding = "utf-8"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif data.startswith(b"<\0"):
        encoding = "utf-16-le"
    elif data.startswith(b"\0<"):
        encoding = "utf-16-be"
    try:
        text = data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise BadInput("is damaged: a part of it is not written in UTF-8 or UTF-16") from error
    declared = _DECLARATION.match(text)
    if declared is None:
        if _OPENING.match(text):
            raise BadInput("is damaged: the first line of a part of it cannot be read")
        return text
    if (declared[1] or "utf-8").lower() not in _FITTING:
        raise BadInput(f"has a part written in {declared[1]}, not in UTF-8 or UTF-16")
    return text[declared.end() :]
