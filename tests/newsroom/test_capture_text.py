"""The text of captured files; web pages and PDFs are read by a child process with limits."""

import json
import time

import pytest

from newsroom.domain.errors import BadInput
from newsroom.importing.capture_text import read_capture

PAGE = (
    '<html lang="en"><head><meta charset="utf-8"><title>Harbour board meets - The Quay Post</title>'
    '<meta name="author" content="Nia Strand"><meta property="og:site_name" content="The Quay Post">'
    '<meta property="article:published_time" content="2025-07-14T09:00:00Z">'
    '<link rel="canonical" href="https://quaypost.example/harbour"></head><body><nav>Home | Sport | Weather</nav>'
    "<article><h1>Harbour board meets</h1>{paragraphs}</article><script>window.tracker()</script></body></html>"
)


def page_of(paragraphs: list[str]) -> bytes:
    return PAGE.replace("{paragraphs}", "".join(f"<p>{words}</p>" for words in paragraphs)).encode()


def pdf_of(pages: list[str]) -> bytes:
    """A small but whole PDF with one line of text on each page."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, words in enumerate(pages):
        drawn = b"BT /F1 12 Tf 72 700 Td (" + words.encode("cp1252") + b") Tj ET"
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {5 + 2 * number} 0 R >>".encode(),
            f"<< /Length {len(drawn)} >>\nstream\n".encode() + drawn + b"\nendstream",
        ]
    objects.append(b"<< /Title (Register of quays) /Author (Harbour office) /CreationDate (D:20250312101500Z) >>")
    return assembled(objects)


def assembled(objects: list[bytes]) -> bytes:
    data, starts = b"%PDF-1.4\n", list[int]()
    for number, content in enumerate(objects, start=1):
        starts.append(len(data))
        data += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = b"".join(f"{start:010d} 00000 n \n".encode() for start in starts)
    trailer = (
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\nstartxref\n{len(data)}\n%%EOF"
    )
    return data + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode() + table + trailer.encode()


def test_a_text_file_is_read_with_its_paragraphs() -> None:
    capture = read_capture("First line,\nstill first.\n\nSecond – “so”.\n".encode("cp1252"), file_name="notes.txt")

    assert capture.text == "First line,\nstill first.\n\nSecond – “so”.\n"
    assert json.loads(capture.offsets) == {"paragraph": [0, 26]}
    assert (capture.encoding, capture.media_type) == ("cp1252", "text/plain")
    assert "Windows-1252" in capture.notices[0]


def test_a_saved_page_gives_its_article_and_what_it_says_of_itself() -> None:
    paragraphs = [
        f"Paragraph {n} tells of the harbour board and its long talk about quay number {n}." for n in range(9)
    ]

    capture = read_capture(page_of(paragraphs), file_name="saved.html")

    assert all(words in capture.text for words in paragraphs)
    assert "tracker" not in capture.text
    assert "Weather" not in capture.text
    assert (capture.title, capture.authors, capture.publisher) == (
        "Harbour board meets",
        ("Nia Strand",),
        "The Quay Post",
    )
    assert (capture.published, capture.url) == ("2025-07-14T09:00Z", "https://quaypost.example/harbour")
    third = [mark for mark in capture.marks if capture.text.startswith(paragraphs[2], mark.start)]
    assert [mark.kind for mark in third] == ["paragraph"]


def test_the_encoding_a_page_names_is_believed() -> None:
    data = '<html><head><meta charset="iso-8859-2"></head><body><p>Łódź żółw i gęś</p></body></html>'.encode(
        "iso-8859-2"
    )

    assert "Łódź żółw i gęś" in read_capture(data, file_name="a.htm").text


def test_a_page_of_scripts_alone_says_that_it_holds_no_words() -> None:
    capture = read_capture(b"<html><body><script>draw()</script></body></html>", file_name="a.html")

    assert capture.text == ""
    assert "holds no words" in capture.notices[0]


def test_a_pdf_is_read_page_by_page() -> None:
    capture = read_capture(pdf_of(["The quay was built in 1931.", "It cost 40 kroner.", "Café"]), file_name="quays.pdf")

    starts = json.loads(capture.offsets)["page"]
    assert [capture.text[start:].split("\n")[0] for start in starts] == [
        "The quay was built in 1931.",
        "It cost 40 kroner.",
        "Café",
    ]
    assert (capture.title, capture.authors, capture.published) == (
        "Register of quays",
        ("Harbour office",),
        "2025-03-12",
    )
    assert capture.notices == ()


def test_a_pdf_of_pictures_says_that_it_holds_no_text() -> None:
    assert "holds no text" in read_capture(pdf_of([""]), file_name="scan.pdf").notices[0]


def test_a_pdf_is_known_by_its_bytes_whatever_its_name() -> None:
    assert read_capture(pdf_of(["Quay"]), file_name="quays").media_type == "application/pdf"


@pytest.mark.parametrize(
    ("data", "file_name", "words"),
    [
        (b"%PDF-1.4 nothing more", "a.pdf", "is no PDF that can be read"),
        (b"", "a.pdf", "is no PDF that can be read"),
        (pdf_of(["x"] * 2001), "a.pdf", "has 2,001 pages; at most 2,000"),
        (b" \n", "a.html", "is an empty page"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence_that_names_the_file(
    data: bytes, file_name: str, words: str
) -> None:
    with pytest.raises(BadInput, match=rf"^“{file_name}” {words}"):
        read_capture(data, file_name=file_name)


@pytest.mark.parametrize(
    "data",
    [
        b"<div>" * 200_000,
        b"<p " + b"a='1' " * 100_000 + b">x",
        b"<!DOCTYPE a [<!ENTITY b 'c'>" + b"<!ENTITY d '&b;&b;&b;'>" * 1000 + b"]><p>&d;</p>",
        b"<table>" * 20_000 + b"x",
        bytes(range(256)) * 200,
    ],
)
def test_hostile_pages_end_soon_in_text_or_in_a_refusal(data: bytes) -> None:
    begun = time.monotonic()

    try:
        told = bool(read_capture(data, file_name="a.html").notices)
    except BadInput as refusal:
        told = "a.html" in str(refusal)

    assert told
    assert time.monotonic() - begun < 30


def test_a_kind_nobody_reads_is_kept_without_text_and_says_so() -> None:
    capture = read_capture(b"PK\x03\x04", file_name="quays.xlsx")

    assert (capture.text, capture.media_type, capture.offsets) == (
        "",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "",
    )
    assert "kept without text" in capture.notices[0]


def test_a_file_above_100_mb_is_kept_without_text() -> None:
    assert "larger than 100 MB" in read_capture(bytes(100 * 1024 * 1024 + 1), file_name="a.pdf").notices[0]
