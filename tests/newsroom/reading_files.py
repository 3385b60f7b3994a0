"""Small files of every kind a reporter drops, made as bytes; all people and outlets are invented."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CORE = (
    '<cp:coreProperties xmlns:cp="urn:cp" xmlns:dc="urn:dc" xmlns:dcterms="urn:t"><dc:title>Berth report</dc:title>'
    "<dc:creator>Nia Strand; Odd Falk</dc:creator><dcterms:created>2025-03-12T10:15:00Z</dcterms:created>"
    "<dcterms:modified>2025-04-01T08:30:00Z</dcterms:modified><dc:language>en-GB</dc:language></cp:coreProperties>"
)


def zip_of(entries: Mapping[str, bytes | str], *, stored: bool = False) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as made:
        for name, content in entries.items():
            made.writestr(name, content)
    return held.getvalue()


def relations(targets: Mapping[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (target, kind) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{RELATIONS}">{rows}</Relationships>'


def paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def docx_of(
    body: str, *, beside: Mapping[str, tuple[str, str]] | None = None, core: str = CORE, namespace: str = WORD
) -> bytes:
    """A Word document; `beside`: part name → (kind of relation, its XML)."""
    beside = beside or {}
    return zip_of(
        {
            "[Content_Types].xml": '<Types xmlns="urn:types"/>',
            "_rels/.rels": relations({"word/document.xml": "officeDocument", "docProps/core.xml": "core-properties"}),
            "docProps/core.xml": core,
            "word/document.xml": f'<w:document xmlns:w="{namespace}"><w:body>{body}</w:body></w:document>',
            "word/_rels/document.xml.rels": relations({name: kind for name, (kind, _) in beside.items()}),
            **{f"word/{name}": xml for name, (_, xml) in beside.items()},
        }
    )


def word_part(root: str, inside: str) -> str:
    return f'<w:{root} xmlns:w="{WORD}">{inside}</w:{root}>'


def eml_of(body: str, *, headers: Sequence[str] = (), kind: str = "text/plain; charset=utf-8") -> bytes:
    lines = [
        "From: Nia Strand <nia@quay.example>",
        "To: Odd Falk <odd@pier.example>, desk@pier.example",
        "Date: Mon, 14 Jul 2025 09:05:10 +0200",
        "Subject: =?utf-8?q?The_berth_at_=C3=98ya?=",
        *headers,
        f"Content-Type: {kind}",
        "",
        body,
    ]
    return "\r\n".join(lines).encode()


def many_parts(parts: Sequence[tuple[str, str]], *, outer: str = "mixed") -> tuple[str, str]:
    """The content type and the body of a message of several parts, each (its headers, its content)."""
    body = "".join(f"--quay\r\n{heads}\r\n\r\n{content}\r\n" for heads, content in parts)
    return f'multipart/{outer}; boundary="quay"', f"{body}--quay--\r\n"


def png_of(wide: int, high: int) -> bytes:
    """A grey picture; its pixels are really there only where they are few."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    pixels = (b"\0" + b"\x80" * wide) * high if wide * high < 1_000_000 else b""
    head = struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(pixels)) + chunk(b"IEND", b"")
