"""The words of a Word document: every visible one is in the text or told in a notice (reliability.md F04).

The elements are walked one by one, for the usual libraries drop tracked insertions, text boxes and notes. Names are
compared without their namespace: documents of the strict kind use another one.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from newsroom.domain.errors import BadInput
from newsroom.importing.captured import CapturedText, moment_in, one_line
from newsroom.importing.docx_words import DocxWords
from newsroom.importing.xml_check import Element, attribute, local_name, parse_xml
from newsroom.importing.zip_check import checked_zip, member

_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_MAIN = "word/document.xml"
# What stands outside the running text, in the order in which it is laid behind it: kind of mark, element of one.
_BESIDE = {"footnotes": ("footnote", "footnote"), "endnotes": ("endnote", "endnote"), "header": ("header", ""),
           "footer": ("footer", ""), "comments": ("comment", "comment")}  # fmt: skip
_UNREAD = {"chart": "a chart", "diagramData": "a diagram", "aFChunk": "another document", "package": "another file",
           "oleObject": "another file", "image": "a picture"}  # fmt: skip
_AUTHORLESS = frozenset({"python-docx", "unknown", "user", "microsoft office user", "author"})


@dataclass(frozen=True, slots=True)
class _Part:
    kind: str
    name: str


def read_docx(data: bytes) -> CapturedText:
    """A Word document. Refused with `BadInput`: what is none, a lock, a damaged or hostile file."""
    if data.startswith(_OLD_OFFICE):
        raise BadInput("is locked with a password, or of the kind before 2007; save it as .docx without a password")
    if not data.startswith(b"PK"):
        raise BadInput("is no Word document")
    with checked_zip(data) as opened:
        main = _main_part(opened)
        body = member(opened, main)
        if body is None:
            raise BadInput("is no Word document")
        words = DocxWords()
        words.add_body(parse_xml(body))
        parts = list(_related(opened, main))
        for kind, (mark, element) in _BESIDE.items():
            for part in parts:
                if part.kind == kind and (beside := member(opened, part.name)) is not None:
                    words.add_beside(parse_xml(beside), mark=mark, element=element)
        about = _core_properties(opened)
    told = words.told()
    told += [f"It holds {what} whose words were not read; look at it in Word." for what in _unread(parts)]
    creator = one_line(about.get("creator"))
    return CapturedText(
        words.text,
        words.marks,
        title=one_line(about.get("title")),
        authors=tuple(one_line(name) for name in creator.split(";") if name.strip())
        if creator.lower() not in _AUTHORLESS
        else (),
        published=moment_in(about.get("created", ""))[: len("2025-07-14")],
        modified=moment_in(about.get("modified", "")),
        language=words.language or one_line(about.get("language")),
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        notices=tuple(told),
    )


def _main_part(opened: zipfile.ZipFile) -> str:
    """The document itself, wherever its package says it lies."""
    return next((part.name for part in _related(opened, "") if part.kind == "officeDocument"), _MAIN)


def _related(opened: zipfile.ZipFile, name: str) -> Iterator[_Part]:
    """The parts a part names, each once; addresses outside the file are none."""
    folder, base = posixpath.split(name)
    data = member(opened, posixpath.join(folder, "_rels", f"{base}.rels"))
    if data is None:
        return
    seen: set[str] = set()
    for relation in parse_xml(data).iter():
        target, kind = attribute(relation, "Target"), attribute(relation, "Type").rpartition("/")[2]
        if not target or attribute(relation, "TargetMode") == "External":
            continue
        path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        if path not in seen:
            seen.add(path)
            yield _Part(kind, path)


def _unread(parts: list[_Part]) -> Iterator[str]:
    for kind in dict.fromkeys(_UNREAD.values()):
        number = sum(1 for part in parts if _UNREAD.get(part.kind) == kind)
        if number:
            one = re.sub(r"^an? ", "", kind.replace("another", "other"))
            yield kind if number == 1 else f"{number} {one}s"


def _core_properties(opened: zipfile.ZipFile) -> dict[str, str]:
    """What the document says of itself; the last word of a damaged part is not worth a refusal."""
    found = next((part.name for part in _related(opened, "") if part.kind == "core-properties"), "docProps/core.xml")
    data = member(opened, found)
    if data is None:
        return {}
    root: Element = parse_xml(data)
    return {local_name(one): (one.text or "").strip() for one in root if local_name(one) and len(one.text or "") < 2000}
