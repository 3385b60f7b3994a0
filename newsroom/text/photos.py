"""What stands in a text but is not its prose: header lines, photo captions and credits."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from newsroom.text.language.en_claims import CREDIT, HEADER_KEYS
from newsroom.text.spans import Span

_GLUED = re.compile(
    r"[ \t]*(?P<key>date|published|updated)[ \t]*[:=]?[ \t]*(?P<value>\d{4}-\d{2}-\d{2})\b", re.IGNORECASE
)
_LINE = re.compile(rf"(?P<key>{HEADER_KEYS})[ \t]*:[ \t]*(?P<value>\S[^\n]*)", re.IGNORECASE)
_MARKDOWN_IMAGE = re.compile(r"!\[(?P<caption>[^\]\n]{0,1000})\]\((?P<url>[^)\s]{1,2000})[^)\n]{0,300}\)")
_HEADER_LINES = 12


@dataclass(frozen=True, slots=True)
class FoundPhoto:
    """A photo told of in the text: start and end hold caption and credit together; credit "" when none is given."""

    start: int
    end: int
    caption: str
    credit: str


@dataclass(frozen=True, slots=True)
class FoundMetadata:
    """A header field before the story begins, such as date 2025-10-05; key in lower case, place of key and value."""

    key: str
    value: str
    start: int
    end: int


def header_of(text: str, blocks: Sequence[Span]) -> tuple[FoundMetadata, ...]:
    """The header fields of the first lines; a date glued to the line it leads counts as one."""
    found: list[FoundMetadata] = []
    for block in blocks[:_HEADER_LINES]:
        line = _LINE.fullmatch(text, block.start, block.end)
        glued = None if line or found else _GLUED.match(text, block.start, block.end)
        match = line or glued
        if match is None:
            break
        found.append(
            FoundMetadata(match["key"].lower(), match["value"].strip(), match.start("key"), match.end("value"))
        )
        if glued is not None:
            break
    return tuple(found)


def photos_in(text: str, blocks: Sequence[Span], header: Sequence[FoundMetadata]) -> tuple[FoundPhoto, ...]:
    """Captions with their credits: a credit takes the words before it in its paragraph as the caption."""
    found: list[FoundPhoto] = []
    header_end = max((field.end for field in header), default=0)
    for block in blocks:
        image = _MARKDOWN_IMAGE.match(text, block.start, block.end)
        if image is not None:
            found.append(FoundPhoto(image.start(), image.end(), image["caption"], ""))
            continue
        credit = CREDIT.search(text, block.start, block.end)
        if credit is None:
            continue
        start = max(block.start, header_end) if block.start <= header_end < credit.start() else block.start
        while start < credit.start() and text[start].isspace():
            start += 1
        by = next(part for part in credit.groups() if part is not None)
        found.append(FoundPhoto(start, credit.end(), text[start : credit.start()].strip(), by.strip()))
    return tuple(found)
